//! What is set, and how.

use model::content::{Content, Inline};
use model::picture::Pictures;

/// A piece as it is set: every text is ready, in the outlet's words.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The title of the document; must not be empty for PDF/UA.
    pub title: String,
    /// The people behind it, for the document's properties.
    pub authors: Vec<String>,
    /// Keywords, for the document's properties.
    pub keywords: Vec<String>,
    /// BCP 47 tag of its language; empty for none.
    pub language: String,
    /// The date as the outlet prints it.
    pub date: String,
    /// The name of the outlet.
    pub masthead: String,
    /// The masthead as SVG; it stands in the place of the name.
    pub masthead_svg: String,
    /// What stands below the name.
    pub tagline: String,
    /// What stands above the piece.
    pub section: String,
    /// The kicker.
    pub kicker: Vec<Inline>,
    /// The headline.
    pub headline: Vec<Inline>,
    /// The standfirst.
    pub standfirst: Vec<Inline>,
    /// The word in front of the name; empty for none.
    pub by: String,
    /// The name of the writer.
    pub byline: Vec<Inline>,
    /// The body.
    pub body: Content,
    /// The pictures that the body calls.
    pub pictures: Pictures,
    /// The notes below the body.
    pub notes: Vec<Note>,
    /// The line of the seal, with its fingerprint; empty for none.
    pub seal: String,
    /// What is said of a text that is not the final copy; empty for the final one.
    pub draft: String,
    /// What stands at the head of the second sheet and of every galley.
    pub running: String,
    /// Comments, in the order of their marks; see [`crate::marks`].
    pub remarks: Vec<Remark>,
}

/// A note below the body.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// What it is.
    pub label: String,
    /// Its words.
    pub text: Vec<Inline>,
    /// Whether it is set in italics.
    pub italic: bool,
    /// Whether it takes the whole breadth.
    pub wide: bool,
}

/// A comment, for the foot of the sheet on which its mark stands.
#[derive(Clone, Debug, Default)]
pub struct Remark {
    /// Whose it is.
    pub by: String,
    /// Its words.
    pub text: String,
}

/// What is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A page as the outlet prints it.
    #[default]
    Page,
    /// One column with numbered lines and a broad margin, for reading on paper.
    Galley,
    /// A galley with changes and comments as marks.
    Proof,
}

/// A standard that the file must keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2b, for archives.
    A2b,
    /// PDF/UA-1, for readers that speak or feel.
    Ua1,
}

/// A moment in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

/// How it is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is made.
    pub kind: Kind,
    /// Whether the outlet's page begins with a large initial.
    pub drop_cap: bool,
    /// The standards; none for an ordinary tagged PDF 1.7.
    pub standards: Vec<Standard>,
    /// When this text was made, for the document's properties. The standards for archives need it.
    pub made: Option<Moment>,
    /// What the document is known by: the same for every printing of the same text.
    pub ident: String,
}
