//! What a Word file holds, as values; the same values go back into one.

use crate::tracked::{Stamp, Tracked};
use model::{Field, Receipt};
use std::ops::Range;

/// One text of the piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Which.
    pub field: Field,
    /// Its words with their history; single-line fields hold no line break.
    pub text: Tracked,
}

/// The passage of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which text.
    pub field: Field,
    /// Bytes in [`Tracked::union`]; `in_accepted` and `in_rejected` turn them into places of a reading.
    pub range: Range<usize>,
}

/// A remark at a passage, or a reply to one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Its number in the file.
    pub id: u32,
    /// Who wrote it, and when.
    pub by: Stamp,
    /// The initials that the file gives.
    pub initials: String,
    /// Markdown.
    pub text: String,
    /// Whether somebody marked it as done.
    pub resolved: bool,
    /// The comment that this answers.
    pub parent: Option<u32>,
    /// The passage; a reply stands where its parent does. None when the file has no place for it.
    pub place: Option<Place>,
    /// The words of the passage, removed ones too.
    pub quoted: String,
}

/// Somebody who changed or remarked something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name as it stands at changes and comments.
    pub name: String,
    /// Initials, where a comment gives them.
    pub initials: String,
    /// The account that the file names: provider and id. Private; never written.
    pub account: Option<(String, String)>,
}

/// What a file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// The title.
    pub title: String,
    /// Who made it.
    pub creator: String,
    /// What it is about.
    pub subject: String,
    /// Free keywords, as they stand.
    pub keywords: String,
    /// A description.
    pub description: String,
    /// BCP 47 tag of the language of most words.
    pub language: Option<String>,
    /// When it was made, RFC 3339.
    pub created: Option<String>,
    /// When it was changed last, RFC 3339.
    pub modified: Option<String>,
    /// The program that wrote it.
    pub program: String,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Its file name, as the text refers to it.
    pub name: String,
    /// Its media type, as the file says.
    pub media_type: String,
    /// What it shows, in words.
    pub alt: String,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// A Word file as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The texts that are not empty, in page order. Furniture is here only where a style says so; by-lines and notes that
    /// are plain paragraphs stand in the body.
    pub texts: Vec<Text>,
    /// Whether the file names its furniture by our styles: nothing is left to be recognised.
    pub ours: bool,
    /// Comments in the order of the file, replies behind what they answer.
    pub comments: Vec<Comment>,
    /// Everybody who is named at a change or comment.
    pub people: Vec<Person>,
    /// What the file says about itself.
    pub properties: Properties,
    /// The pictures that the text refers to.
    pub images: Vec<Image>,
    /// What was kept, changed and dropped; lines count paragraphs from 1.
    pub receipt: Receipt,
}

impl Read {
    /// A text by its field; empty when the file has none.
    pub fn text(&self, field: Field) -> Tracked {
        self.texts.iter().find(|text| text.field == field).map(|text| text.text.clone()).unwrap_or_default()
    }

    /// The body.
    pub fn body(&self) -> Tracked {
        self.text(Field::Body)
    }
}
