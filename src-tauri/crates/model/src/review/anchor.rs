//! What a remark hangs on.

use crate::Field;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A passage of a piece that can be found again after edits.
///
/// The ends are positions that move with the letters beside them. The quoted words and their neighbours find the passage
/// again when these letters went and came back elsewhere (a restore, a rejection, a move).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The text it is in; none when it is about the piece as a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub field: Option<Field>,
    /// The document's own mark of the start, hexadecimal; empty for a whole field.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub start: String,
    /// The document's own mark of the end, hexadecimal.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub end: String,
    /// The words as they read when the anchor was set.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub quote: String,
    /// Up to 40 characters in front of them.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub ahead: String,
    /// Up to 40 characters behind them.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub behind: String,
}

/// How an anchor was found.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// It is about the piece or a whole field.
    Whole,
    /// Its letters are there, and read as they did.
    Same,
    /// Its letters are there, and read otherwise than when it was set; or they went, and nearly the same words stand
    /// elsewhere.
    Changed,
    /// Its letters went; the same words stand elsewhere.
    Again,
    /// Its words are gone.
    Gone,
}

/// Where an anchor is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// How it was found.
    pub found: Found,
    /// The text it is in now; another one than the anchor's own when its words went there. None for the whole piece.
    pub field: Option<Field>,
    /// The passage in its field, UTF-16 units; none for [`Found::Whole`]; empty at the place where [`Found::Gone`] was.
    pub at: Option<Range<u32>>,
}
