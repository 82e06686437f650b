//! CriticMarkup in Markdown: what a text with marks says, and comments put into one.
//!
//! `{++inserted++}`, `{--removed--}`, `{~~old~>new~~}`, `{==highlight==}`, `{>>comment<<}`. Marks may lie anywhere: across
//! paragraphs, inside emphasis, links and lists. Code spans and fenced code are literal. A backslash in front of what
//! looks like a mark makes it text (`\{++`) and goes away; every other backslash stays.
//!
//! A comment stands on the highlight right before it, or at a point. Where that does not say enough (two passages that
//! cross), the words say it: `{>>on “the ferry”: which one?<<}` stands on the words `the ferry` right before it.

mod parse;
mod place;
mod read;
mod weave;

use std::fmt;
use std::ops::Range;

pub use read::read;
pub use weave::write;

/// A text with marks, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Critic {
    /// The text with all changes dropped.
    pub before: String,
    /// The text with all changes taken.
    pub after: String,
    /// All marks in their order; what lies in a highlight follows it.
    pub spans: Vec<Span>,
    /// The comments in their order; each is among the spans too.
    pub comments: Vec<Comment>,
    /// Marks that could not be read, and stay in both texts as they are.
    pub problems: Vec<Problem>,
    /// Whether any mark was read, even one that changes nothing.
    pub is_marked: bool,
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// `{++words++}`
    Inserted,
    /// `{--words--}`
    Removed,
    /// `{~~old~>new~~}`
    Replaced,
    /// `{==words==}`
    Highlight,
    /// `{>>words<<}`
    Comment,
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it does.
    pub kind: SpanKind,
    /// Its words in [`Critic::before`], UTF-16 units; empty for an insertion or a comment.
    pub before: Range<u32>,
    /// Its words in [`Critic::after`], UTF-16 units; empty for a removal or a comment.
    pub after: Range<u32>,
    /// Inserted, new, removed or highlighted words, or those of the comment. (The old ones stand at `before`.)
    pub text: String,
}

/// A comment, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The passage in [`Critic::after`], UTF-16 units; empty for a point.
    pub after: Range<u32>,
    /// Its words, white space as it stands.
    pub text: String,
    /// Whether it is what our own writer says of a moved paragraph, and nobody's words.
    pub note: bool,
}

/// Why a mark could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// It never ends, or another of its kind begins before it does.
    Unclosed,
    /// It lies in another mark.
    Nested,
    /// A replacement without `~>`.
    NoArrow,
}

/// A mark that was left as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong with it.
    pub kind: ProblemKind,
    /// The line on which it starts, from 1.
    pub line: u32,
    /// How it starts: `{++`, `{--`, `{~~`, `{==` or `{>>`.
    pub mark: &'static str,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.kind {
            ProblemKind::Unclosed => "is never closed",
            ProblemKind::Nested => "lies inside another mark",
            ProblemKind::NoArrow => "has no ~> between the old and the new words",
        };
        write!(f, "Line {}: the mark {} {why}; it stays in the text as it is.", self.line, self.mark)
    }
}
