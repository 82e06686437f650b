//! Failures, in the form of the wire.

use crate::convert;
use desk::ErrorKind;
use ipc::{ErrorCode, IpcError};

/// What every handler answers.
pub(crate) type Answer<T> = Result<T, IpcError>;

/// The desk's failure as the window reads it. What the window can't act on goes into the log, too.
pub(crate) fn from_desk(error: desk::Error) -> IpcError {
    let message = error.to_string();
    let code = match error.kind() {
        ErrorKind::Behind(updates) => {
            let updates = updates.iter().cloned().map(convert::update).collect();
            return IpcError { code: ErrorCode::Behind, message, updates };
        }
        ErrorKind::NotFound => ErrorCode::NotFound,
        ErrorKind::Exists => ErrorCode::Exists,
        ErrorKind::BadInput => ErrorCode::BadInput,
        ErrorKind::Locked | ErrorKind::Damaged | ErrorKind::Failed => {
            log::error!("the desk could not do it: {message}");
            ErrorCode::Failed
        }
    };
    IpcError::new(code, message)
}

/// A failure of the window's own machinery.
pub(crate) fn failed(what: &str, why: impl std::fmt::Display) -> IpcError {
    log::error!("{what}: {why}");
    IpcError::new(ErrorCode::Failed, format!("{what}: {why}."))
}

/// Something that can't be used as input.
pub(crate) fn bad_input(message: impl Into<String>) -> IpcError {
    IpcError::new(ErrorCode::BadInput, message)
}
