//! The text fields of a piece: those that a person types in, letter by letter.

use serde::{Deserialize, Serialize};

/// One running text of a piece: the body, or a piece of furniture.
///
/// Every field is a text of its own with its own revisions, so that a headline is reviewed like any other words.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The subject in a word or two, above the headline.
    Kicker,
    /// The headline, and the default for every place without one of its own.
    Headline,
    /// The headline for print, where it differs.
    HeadlinePrint,
    /// The headline for the web, where it differs.
    HeadlineWeb,
    /// The headline for social networks, where it differs.
    HeadlineSocial,
    /// The sentence or two below the headline.
    Standfirst,
    /// Who wrote it, as it is printed, without "By".
    Byline,
    /// The running text, in Markdown.
    Body,
    /// Who the author is, below the body.
    AuthorNote,
    /// What a reader must know of the author's interests.
    Disclosure,
    /// What was corrected after publication.
    CorrectionNote,
}

impl Field {
    /// Whether it is set as display type, with the marks that a headline has.
    pub fn is_headline(self) -> bool {
        matches!(
            self,
            Field::Kicker | Field::Headline | Field::HeadlinePrint | Field::HeadlineWeb | Field::HeadlineSocial
        )
    }

    /// All fields, in page order.
    pub const ALL: [Field; 11] = [
        Field::Kicker,
        Field::Headline,
        Field::HeadlinePrint,
        Field::HeadlineWeb,
        Field::HeadlineSocial,
        Field::Standfirst,
        Field::Byline,
        Field::Body,
        Field::AuthorNote,
        Field::Disclosure,
        Field::CorrectionNote,
    ];

    /// The name on the wire, in the log and in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Field::Kicker => "kicker",
            Field::Headline => "headline",
            Field::HeadlinePrint => "headline_print",
            Field::HeadlineWeb => "headline_web",
            Field::HeadlineSocial => "headline_social",
            Field::Standfirst => "standfirst",
            Field::Byline => "byline",
            Field::Body => "body",
            Field::AuthorNote => "author_note",
            Field::Disclosure => "disclosure",
            Field::CorrectionNote => "correction_note",
        }
    }

    /// The field of that name.
    pub fn from_name(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether the field holds one line only: a line break typed or pasted into it becomes a space.
    pub fn single_line(self) -> bool {
        !matches!(self, Field::Body)
    }
}
