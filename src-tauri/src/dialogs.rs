//! Asking for files: by the system's dialogs, or, in tests, from a script.

use serde::Deserialize;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// Asks the person for files. Waits for the answer, so never on the thread of the window.
pub trait Dialogs: Send + Sync {
    /// Files to open; empty when the person cancels.
    fn open(&self) -> Vec<PathBuf>;
    /// Where to save; none when the person cancels.
    fn save(&self, file_name: &str) -> Option<PathBuf>;
    /// A folder; none when the person cancels.
    fn folder(&self) -> Option<PathBuf>;
    /// The file of an outlet's profile; none when the person cancels.
    fn profile(&self) -> Option<PathBuf>;
    /// The file of a picture; none when the person cancels.
    fn picture(&self) -> Option<PathBuf>;
    /// Opens a file in the program that the system has for it.
    ///
    /// # Errors
    /// What the system says.
    fn show(&self, file: &Path) -> Result<(), String>;
}

/// The system's dialogs.
pub(crate) struct Native<R: Runtime>(pub(crate) AppHandle<R>);

impl<R: Runtime> Native<R> {
    fn dialog(&self) -> FileDialogBuilder<R> {
        let dialog = self.0.dialog().file();
        match self.0.get_webview_window(crate::window::MAIN) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

impl<R: Runtime> Dialogs for Native<R> {
    fn open(&self) -> Vec<PathBuf> {
        let dialog = self.dialog().set_title("Bring in files");
        let dialog = dialog
            .add_filter(
                "Texts, web pages, packets",
                &["md", "markdown", "mdown", "txt", "text", "html", "htm", "docx", "odt", "rtf", "standfirst"],
            )
            .add_filter("All files", &["*"]);
        let files = dialog.blocking_pick_files().unwrap_or_default();
        files.into_iter().filter_map(|file| file.into_path().ok()).collect()
    }

    fn save(&self, file_name: &str) -> Option<PathBuf> {
        let mut dialog = self.dialog().set_title("Save as").set_file_name(file_name);
        if let Some(ending) = Path::new(file_name).extension().and_then(|e| e.to_str()) {
            let name = match ending {
                "md" => "Markdown",
                "txt" => "Plain text",
                "docx" => "Word file",
                "html" => "Web page",
                "pdf" => "PDF",
                "toml" => "Outlet",
                "standfirst" => "Packet",
                _ => "File",
            };
            dialog = dialog.add_filter(name, &[ending]);
        }
        dialog.blocking_save_file().and_then(|file| file.into_path().ok())
    }

    fn folder(&self) -> Option<PathBuf> {
        let dialog = self.dialog().set_title("Choose the desk folder");
        dialog.blocking_pick_folder().and_then(|folder| folder.into_path().ok())
    }

    fn profile(&self) -> Option<PathBuf> {
        let dialog = self.dialog().set_title("Bring in an outlet").add_filter("Outlets", &["toml"]);
        dialog.add_filter("All files", &["*"]).blocking_pick_file().and_then(|file| file.into_path().ok())
    }

    fn picture(&self) -> Option<PathBuf> {
        let endings = &["png", "jpg", "jpeg", "gif", "webp"];
        let dialog = self.dialog().set_title("Insert a picture").add_filter("Pictures", endings);
        dialog.add_filter("All files", &["*"]).blocking_pick_file().and_then(|file| file.into_path().ok())
    }

    fn show(&self, file: &Path) -> Result<(), String> {
        crate::outside::open(file).map_err(|error| error.to_string())
    }
}

/// Answers in an order that was fixed before. When there are no more, the person cancels.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Scripted {
    open: Mutex<VecDeque<Vec<PathBuf>>>,
    save: Mutex<VecDeque<PathBuf>>,
    folder: Mutex<VecDeque<PathBuf>>,
}

impl Scripted {
    /// Reads the answers from a JSON file: `{"open": [["a.md"]], "save": ["b.html"]}`.
    ///
    /// # Errors
    /// A sentence, when the file can't be read or is something else.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(file).map_err(|e| format!("The script can't be read: {e}."))?;
        serde_json::from_str(&text).map_err(|e| format!("The script is not what was expected: {e}."))
    }
}

impl Dialogs for Scripted {
    fn open(&self) -> Vec<PathBuf> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).pop_front().unwrap_or_default()
    }

    fn save(&self, _file_name: &str) -> Option<PathBuf> {
        self.save.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn folder(&self) -> Option<PathBuf> {
        self.folder.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn profile(&self) -> Option<PathBuf> {
        self.open().into_iter().next()
    }

    fn picture(&self) -> Option<PathBuf> {
        self.open().into_iter().next()
    }

    fn show(&self, _file: &Path) -> Result<(), String> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_answers_in_order_and_then_cancels() {
        let script: Scripted = serde_json::from_str(r#"{"open":[["a.md","b.md"]],"save":["c.html"]}"#).unwrap();
        assert_eq!(script.open(), [PathBuf::from("a.md"), PathBuf::from("b.md")]);
        assert!(script.open().is_empty());
        assert_eq!(script.save("x.html"), Some(PathBuf::from("c.html")));
        assert_eq!(script.save("x.html"), None);
    }
}
