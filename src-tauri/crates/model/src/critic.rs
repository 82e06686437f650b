//! The grammar of CriticMarkup, which its writer and its reader have to read alike.
//!
//! `{++inserted++}`, `{--removed--}`, `{~~old~>new~~}`, `{==highlight==}`, `{>>comment<<}`. What looks like a mark in the
//! text itself has a backslash in front of its `{`, `}` or `>`, and backslashes that stand there are doubled; no other
//! backslash means anything. Code, which Markdown shows letter by letter, holds no marks and no such backslashes.

mod code;
mod layout;
mod write;

pub use code::{Code, CodeSpan};
pub use write::write;

/// A stretch of a text with marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// What is the same before and after.
    Same(String),
    /// What was there before and what is there after; either may be empty, and both may be the same.
    Change {
        /// The words before.
        removed: String,
        /// The words after.
        inserted: String,
    },
    /// Where a highlight begins. Highlights do not lie in one another.
    Open,
    /// Where it ends.
    Close,
    /// A comment, with its words.
    Comment(String),
}

/// Whether `c`, a `{`, `}` or `>`, could be read as part of a mark: `before` is the last byte before it that is no
/// backslash, `behind` the byte right behind it.
pub fn looks_like_mark(before: Option<u8>, c: u8, behind: Option<u8>) -> bool {
    let marks = |b: Option<u8>| b.is_some_and(|b| b"+-~=><".contains(&b));
    match c {
        b'{' => marks(behind),
        b'}' => marks(before),
        b'>' => before == Some(b'~'),
        _ => false,
    }
}

/// How many backslashes stand right before `at` (a byte offset).
pub fn backslashes_before(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rev().take_while(|&&b| b == b'\\').count()
}
