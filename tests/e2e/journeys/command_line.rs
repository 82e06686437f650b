//! The command line while the window is open, and a second window.

use super::{PROGRAM, needs_a_screen, open};
use std::path::Path;
use std::process::Command;
use testkit::{Failure, Result, TempDesk};

#[tokio::test]
async fn an_import_from_the_command_line_appears_in_the_open_window() -> Result {
    needs_a_screen!();
    let (desk, window) = open().await?;
    let file = desk.write("sent.md", "---\nheadline: Sent from a terminal\n---\n\nIts paragraph.\n")?;
    desk.command_line_ok(Path::new(PROGRAM), &["import", &file.display().to_string()])?;
    window.wait_text(".row", "Sent from a terminal").await
}

#[tokio::test]
async fn the_list_from_the_command_line_has_what_was_just_typed() -> Result {
    needs_a_screen!();
    let (desk, window) = open().await?;
    window.keys("Control+n").await?;
    window
        .wait_js(
            "an empty headline",
            "document.querySelector('.cm-content[aria-label=Headline]').cmTile.root.view.state.doc.length === 0",
        )
        .await?;
    window.type_in("Headline", "Seen from a terminal").await?;
    window.wait_saved().await?;
    let list = desk.command_line_ok(Path::new(PROGRAM), &["list", "--json"])?;
    let list: serde_json::Value = serde_json::from_str(&list)?;
    assert!(list.to_string().contains("Seen from a terminal"), "{list}");
    Ok(())
}

#[tokio::test]
async fn a_second_window_on_the_same_desk_gives_way() -> Result {
    needs_a_screen!();
    let (desk, window) = open().await?;
    let mut second = Command::new(PROGRAM);
    desk.isolate(&mut second);
    let mut second = second.arg("--data-dir").arg(desk.data_dir()).spawn()?;
    // It ends by itself; should it not, the test's own timeout ends it.
    let ended = tokio::task::spawn_blocking(move || second.wait()).await;
    ended.map_err(|e| Failure::Program(e.to_string()))??;
    window.type_in("Headline", " and on").await?;
    window.wait_saved().await
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_screen_the_window_says_so_and_touches_nothing() {
    let folder = TempDesk::new().expect("a folder");
    let desk = folder.beside("desk-that-is-not-there-yet");
    let mut window = Command::new(PROGRAM);
    window.arg("--data-dir").arg(&desk).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    let ended = window.output().expect("it starts");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(said.contains("There is no screen") && !said.contains("panicked"), "{said}");
    assert_eq!(ended.status.code(), Some(3));
    assert!(!desk.exists(), "no desk was made");
}
