//! Changes between a baseline and the text now, as a person would count them.

use crate::{Field, Person};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a change does.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Words came.
    Insert,
    /// Words went.
    Remove,
    /// Words went and others came in their place: one change, one decision.
    Replace,
    /// A paragraph stands elsewhere.
    Move,
    /// A paragraph became two.
    Split,
    /// Two paragraphs became one.
    Merge,
}

/// A place that a change touches: what is removed there, and what is put there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The place in the baseline's text, UTF-16 units; empty where nothing is removed.
    pub before: Range<u32>,
    /// The place in the text now, UTF-16 units; empty where nothing is put.
    pub after: Range<u32>,
    /// The baseline's words.
    pub removed: String,
    /// The words now.
    pub inserted: String,
}

/// One change: what is decided as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Names the change for as long as it reads so: made from its field, words and place among equal ones (hexadecimal).
    pub id: String,
    /// The text it is in.
    pub field: Field,
    /// What it does.
    pub kind: ChangeKind,
    /// Its places, in the order of the text now; one, except for a move (where it was, where it is).
    pub parts: Vec<Part>,
    /// The paragraph of the text now in which it stands, from 1.
    pub paragraph: u32,
    /// Who made it, by the log, the main one first; empty when the log does not know.
    pub by: Vec<Person>,
    /// When it was made last, milliseconds since 1970; 0 when the log does not know.
    pub at: i64,
}

/// Which side of each change a text takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As the baseline has it.
    Before,
    /// As the text now has it.
    After,
}
