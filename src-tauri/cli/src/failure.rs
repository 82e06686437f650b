//! Why a task was not done.

use desk::ErrorKind;
use std::io;

/// Done, and there is something to look at: differences, findings.
pub(crate) const FINDINGS: u8 = 1;
/// Bad input or usage.
pub(crate) const BAD_INPUT: u8 = 2;
/// Something went wrong inside, or in the system.
pub(crate) const INTERNAL: u8 = 3;

/// A failure of a task.
#[derive(Debug)]
pub(crate) enum Failure {
    /// To be told to the person.
    Said {
        /// How the program ends.
        code: u8,
        /// A sentence.
        message: String,
    },
    /// Nobody reads the output any more.
    ReaderGone,
}

impl Failure {
    /// Input that can't be used.
    pub(crate) fn bad_input(message: impl Into<String>) -> Self {
        Self::Said { code: BAD_INPUT, message: message.into() }
    }

    /// Something wrong inside.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::Said { code: INTERNAL, message: message.into() }
    }

    /// The same with more behind its message.
    pub(crate) fn and(self, more: &str) -> Self {
        match self {
            Self::Said { code, message } => Self::Said { code, message: format!("{message}{more}") },
            Self::ReaderGone => Self::ReaderGone,
        }
    }
}

impl From<desk::Error> for Failure {
    fn from(error: desk::Error) -> Self {
        let code = match error.kind() {
            ErrorKind::NotFound | ErrorKind::Exists | ErrorKind::BadInput => BAD_INPUT,
            ErrorKind::Behind(_) | ErrorKind::Locked | ErrorKind::Damaged | ErrorKind::Failed => INTERNAL,
        };
        Self::Said { code, message: error.to_string() }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::internal(format!("The output can't be written: {error}.")),
        }
    }
}
