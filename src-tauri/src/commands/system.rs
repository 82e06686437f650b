//! What the system is asked for.

use crate::error::{Answer, bad_input, failed};
use crate::state::{Shell, blocking};
use ipc::{LinkInput, SaveDialogInput};
use tauri::{State, Url, command};

/// Asks for files to open.
#[command]
pub(crate) async fn dialog_open(shell: State<'_, Shell>) -> Answer<Vec<String>> {
    let dialogs = shell.dialogs();
    let files = blocking(move || dialogs.open()).await?;
    Ok(files.iter().map(|file| file.display().to_string()).collect())
}

/// Asks where to save.
#[command]
pub(crate) async fn dialog_save(shell: State<'_, Shell>, input: SaveDialogInput) -> Answer<Option<String>> {
    let dialogs = shell.dialogs();
    let file = blocking(move || dialogs.save(&input.file_name)).await?;
    Ok(file.map(|file| file.display().to_string()))
}

/// Asks for a folder.
#[command]
pub(crate) async fn dialog_folder(shell: State<'_, Shell>) -> Answer<Option<String>> {
    let dialogs = shell.dialogs();
    let folder = blocking(move || dialogs.folder()).await?;
    Ok(folder.map(|folder| folder.display().to_string()))
}

/// Opens a link in the system's browser or mail program.
#[command]
pub(crate) async fn link_open(input: LinkInput) -> Answer<()> {
    let url = outside(&input.url)?;
    let opened = blocking(move || crate::outside::open(url.as_str())).await?;
    opened.map_err(|e| failed("The system could not open the link", e))
}

/// The address, if it is one that a browser or mail program may be given.
fn outside(link: &str) -> Answer<Url> {
    let url = Url::parse(link.trim()).map_err(|_| bad_input("This is not the address of a page."))?;
    match url.scheme() {
        "http" | "https" | "mailto" => Ok(url),
        _ => Err(bad_input("Only web pages and mail addresses are opened.")),
    }
}

#[cfg(test)]
mod tests {
    use super::outside;

    #[test]
    fn only_pages_and_mail_addresses_leave_the_window() {
        for good in ["https://example.org/a?b#c", "HTTP://example.org", "mailto:desk@example.org"] {
            assert!(outside(good).is_ok(), "{good}");
        }
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "ssh://a", "example.org", "", "tauri://localhost", " "]
        {
            assert!(outside(bad).is_err(), "{bad}");
        }
    }
}
