//! One op-ed, from pitch to print.

use crate::{Extra, Field, PieceId, Stage};
use serde::Serialize;

/// Headlines by the place where they stand, where they differ from the piece's headline.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Headlines {
    /// For print.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub print: String,
    /// For the web.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub web: String,
    /// For social networks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub social: String,
}

/// Somebody who is responsible for the words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, serde::Deserialize)]
pub struct Author {
    /// The name.
    pub name: String,
    /// What he or she did, where it is not plain writing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<String>,
}

/// The publication that a piece is for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Outlet {
    /// Its name, as on the masthead.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What stands below the name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tagline: String,
}

/// When it was published.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Published {
    /// RFC 3339, as precise as the source: `2024-04-24`, `2024-04-24T09:44`, with an offset where the source had one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// As it was printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
}

/// A piece as a value: what `show --format json` prints and what every export maps from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Piece {
    /// Its identity; none for a file that is not on a desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<PieceId>,
    /// The working name, unique on the desk, and the file's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub slugline: String,
    /// See [`Field::Kicker`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kicker: String,
    /// See [`Field::Headline`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub headline: String,
    /// Headlines by place.
    #[serde(skip_serializing_if = "is_default")]
    pub headlines: Headlines,
    /// See [`Field::Standfirst`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub standfirst: String,
    /// See [`Field::Byline`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub byline: String,
    /// The people behind the byline, where they are known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// See [`Field::AuthorNote`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author_note: String,
    /// See [`Field::Disclosure`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub disclosure: String,
    /// See [`Field::CorrectionNote`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub correction_note: String,
    /// The publication.
    #[serde(skip_serializing_if = "is_default")]
    pub outlet: Outlet,
    /// When it was published.
    #[serde(skip_serializing_if = "is_default")]
    pub published: Published,
    /// BCP 47 tag of the text's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Where it stands.
    pub stage: Stage,
    /// Words ordered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commissioned_length: Option<u32>,
    /// Not before, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo: Option<String>,
    /// Free keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Unknown keys of the file it came from.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
    /// The running text, Markdown, lines ended by LF, no line break at either end.
    pub body: String,
    /// Words of the body as a reader sees it.
    pub word_count: u32,
    /// Reading time in minutes, one decimal.
    pub reading_minutes: f64,
    /// When it came to the desk, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// When it last changed, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Piece {
    /// The text of a field.
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Kicker => &self.kicker,
            Field::Headline => &self.headline,
            Field::HeadlinePrint => &self.headlines.print,
            Field::HeadlineWeb => &self.headlines.web,
            Field::HeadlineSocial => &self.headlines.social,
            Field::Standfirst => &self.standfirst,
            Field::Byline => &self.byline,
            Field::Body => &self.body,
            Field::AuthorNote => &self.author_note,
            Field::Disclosure => &self.disclosure,
            Field::CorrectionNote => &self.correction_note,
        }
    }

    /// The text of a field, to be changed.
    pub fn text_mut(&mut self, field: Field) -> &mut String {
        match field {
            Field::Kicker => &mut self.kicker,
            Field::Headline => &mut self.headline,
            Field::HeadlinePrint => &mut self.headlines.print,
            Field::HeadlineWeb => &mut self.headlines.web,
            Field::HeadlineSocial => &mut self.headlines.social,
            Field::Standfirst => &mut self.standfirst,
            Field::Byline => &mut self.byline,
            Field::Body => &mut self.body,
            Field::AuthorNote => &mut self.author_note,
            Field::Disclosure => &mut self.disclosure,
            Field::CorrectionNote => &mut self.correction_note,
        }
    }
}

/// A slugline from any text: lower case, words joined by hyphens, at most six words and 48 characters.
/// Letters of every script are kept, marks of punctuation dropped. Empty when nothing is left.
pub fn slugify(text: &str) -> String {
    let mut slug = String::new();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '_' | '.'));
    for word in words
        .map(|w| w.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase())
        .filter(|w| !w.is_empty())
        .take(6)
    {
        if slug.chars().count() + 1 + word.chars().count() > 48 {
            if slug.is_empty() {
                slug = word.chars().take(48).collect();
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slugline_is_short_and_plain() {
        assert_eq!(slugify("‘A city that stops at midnight is not a city’"), "a-city-that-stops-at-midnight");
        assert_eq!(slugify("Мост — не роскошь"), "мост-не-роскошь");
        assert_eq!(slugify("«»"), "");
        assert!(slugify(&"x".repeat(500)).len() <= 48);
    }

    #[test]
    fn absent_values_are_left_out_of_the_json() {
        let json = serde_json::to_string(&Piece::default()).unwrap_or_default();
        assert_eq!(json, r#"{"stage":"draft","body":"","word_count":0,"reading_minutes":0.0}"#);
    }
}
