//! Why a file is not read. Each message says what happened, what is safe and what to do.

/// Why a Word file can't be read. Nothing of it was taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No bytes.
    #[error("The file is empty, so nothing was changed; ask for it again.")]
    Empty,
    /// More bytes than are looked at.
    #[error(
        "The file has {} MB and the limit is {} MB, so nothing was changed; save the part that is the piece as a file of its own.",
        .bytes >> 20, .limit >> 20
    )]
    TooLarge {
        /// Size of the file in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// An encrypted file.
    #[error(
        "The file is locked with a password, so nothing was changed; open it in the program that made it and save it without one."
    )]
    Locked,
    /// A file of Word 97 to 2003.
    #[error(
        "This is a file of the old Word format (.doc), so nothing was changed; open it in Word or LibreOffice and save it as .docx."
    )]
    OldWord,
    /// Another kind of file.
    #[error(
        "This is not a Word file (.docx), so nothing was changed; check which program made it and save it as .docx."
    )]
    NotWord,
    /// A spreadsheet, a presentation, an OpenDocument text …
    #[error("This is {0}, not a Word file, so nothing was changed; save the text as .docx.")]
    Other(&'static str),
    /// The archive is cut off or broken.
    #[error(
        "The file is damaged ({0}), so nothing was changed; ask for it again, or open it in Word and save it anew."
    )]
    Damaged(String),
    /// Unpacks to more than any text does.
    #[error(
        "The file unpacks to more than any text needs ({0}), which is how attacks are made, so it was not opened and nothing was changed."
    )]
    Bomb(String),
    /// Declares entities or a document type, which no Word file does.
    #[error(
        "The file declares entities of its own, which no Word file does and attacks do, so it was not opened and nothing was changed."
    )]
    Entities,
}

impl Error {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}
