//! What a command says when it can't be done.

use crate::Update;
use serde::Serialize;
use ts_rs::TS;

/// Kinds of failure that the window treats differently. A code that no line of the window uses is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The window's text is older than the desk's: take `updates`, rebase, send again.
    Behind,
    /// The piece is not on the desk (any more).
    NotFound,
    /// A file of that name exists: ask, then send again with `force`.
    Exists,
    /// What came in can't be used; the message says why.
    BadInput,
    /// Anything else; the message is for the person.
    Failed,
}

/// A failure, as it goes to the window.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IpcError {
    /// What kind.
    pub code: ErrorCode,
    /// A sentence or two for the person: what happened, what is safe, what to do.
    pub message: String,
    /// With [`ErrorCode::Behind`]: what came since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Update>>", optional)]
    pub updates: Vec<Update>,
}

impl IpcError {
    /// A failure without updates.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), updates: Vec::new() }
    }
}
