//! Why a file is not read. Each message says what happened, what is safe and what to do.

/// Why an OpenDocument or RTF text can't be read. Nothing of it was taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Another kind of file.
    #[error("This is not {0}, so nothing was changed; check which program made it and save it as .odt or .docx.")]
    Other(&'static str),
    /// An encrypted file.
    #[error(
        "The file is locked with a password, so nothing was changed; save it without one in the program that made it."
    )]
    Locked,
    /// Cut off or broken.
    #[error("The file is damaged ({0}), so nothing was changed; ask for it again, or open it and save it anew.")]
    Damaged(String),
    /// Unpacks to more than any text does, or nests beyond all measure.
    #[error(
        "The file holds more than any text needs ({0}), which is how attacks are made, so it was not opened and nothing was changed."
    )]
    Bomb(String),
}

impl Error {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}
