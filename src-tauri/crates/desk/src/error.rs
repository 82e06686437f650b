//! What a service says when it can't.

use crate::Update;
use std::path::Path;

/// Kinds of failure that callers treat differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The edit was made against an older text; these changes came since.
    Behind(Vec<Update>),
    /// No such piece, file or desk.
    NotFound,
    /// A file of that name exists.
    Exists,
    /// What came in can't be used.
    BadInput,
    /// Another process writes in this folder.
    Locked,
    /// The desk's database is damaged, gone, or not one that this program can open.
    Damaged,
    /// Anything else.
    Failed,
}

/// A failure, with a sentence for the person.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    /// A failure of a kind, in words: what happened, what is safe, what to do.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into() }
    }

    /// What kind it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    pub(crate) fn bad(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::BadInput, message)
    }

    pub(crate) fn no_piece() -> Error {
        Error::new(ErrorKind::NotFound, "This piece is not on the desk.")
    }

    pub(crate) fn no_desk(dir: &Path) -> Error {
        Error::new(ErrorKind::NotFound, format!("There is no desk in “{}” yet.", dir.display()))
    }

    /// A failed file operation: `doing` completes "can't …".
    pub(crate) fn file(error: &std::io::Error, path: &Path, doing: &str) -> Error {
        use std::io::ErrorKind as Io;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let (kind, why) = match error.kind() {
            Io::NotFound => (ErrorKind::NotFound, "it is not there".to_owned()),
            Io::PermissionDenied => (ErrorKind::BadInput, "you have no permission for it".to_owned()),
            Io::AlreadyExists => (ErrorKind::Exists, "a file of that name exists".to_owned()),
            Io::StorageFull | Io::QuotaExceeded => (ErrorKind::BadInput, "the disk is full".to_owned()),
            Io::ReadOnlyFilesystem => (ErrorKind::BadInput, "the disk is read-only".to_owned()),
            Io::IsADirectory => (ErrorKind::BadInput, "it is a folder".to_owned()),
            Io::NotADirectory => (ErrorKind::NotFound, "its folder is not there".to_owned()),
            _ => (ErrorKind::Failed, error.to_string()),
        };
        Error::new(kind, format!("Can't {doing} “{name}”: {why}. Nothing was changed."))
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        use store::Error as Store;
        let kind = match error {
            Store::Missing => ErrorKind::NotFound,
            Store::Damaged(_) | Store::NotADesk | Store::Newer { .. } | Store::Unopened(_) | Store::Disk(_) => {
                ErrorKind::Damaged
            }
            // Nothing is wrong inside: the person can make room, or choose another place.
            Store::Full | Store::Permission => ErrorKind::BadInput,
            _ => ErrorKind::Failed,
        };
        let text = error.to_string();
        let mut letters = text.chars();
        let sentence = letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
        Error::new(kind, format!("{sentence}."))
    }
}

impl From<manuscript::Error> for Error {
    fn from(error: manuscript::Error) -> Self {
        match error {
            manuscript::Error::Splice(error) => Error::bad(format!("The edit does not fit the text: {error}.")),
            manuscript::Error::TooLong => Error::bad(
                "That is too long to be recorded (more than a million characters). Nothing was changed. Do it in smaller parts.",
            ),
            manuscript::Error::Damaged(_) => {
                Error::new(ErrorKind::Failed, format!("This piece can't be read: {error}. Nothing was changed."))
            }
        }
    }
}
