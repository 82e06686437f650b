//! The difference between two pieces, or two moments of one, in the forms in which it leaves.

use crate::comparing::compare_pieces;
use crate::{Compared, Error, read_file};
use manuscript::{Comparison, Counts, Labels, Part, Whole, compare, to_critic};
use model::{Field, Piece};
use serde::Serialize;
use std::path::Path;

/// One side of a comparison.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it is called where it is shown.
    pub label: String,
    /// The piece as it is or was there.
    pub piece: Piece,
}

impl Side {
    /// A file, read as a piece.
    ///
    /// # Errors
    /// A sentence for every file that is no text.
    pub fn file(path: &Path) -> Result<Side, Error> {
        let (mut piece, _) = read_file(path)?;
        // A file's slugline is often its own name, which says nothing about the text.
        piece.slugline.clear();
        Ok(Side { label: path.display().to_string(), piece })
    }
}

/// The forms of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceFormat {
    /// For a terminal, with or without colour beside the brackets.
    Text {
        /// Red and green, as ANSI sequences.
        colour: bool,
    },
    /// One self-contained web page.
    Html,
    /// CriticMarkup.
    Critic,
    /// Everything, as JSON.
    Json,
}

/// The difference between two sides.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What the first side is called.
    pub before: String,
    /// What the second side is called.
    pub after: String,
    /// The difference.
    pub compared: Compared,
    /// The piece of the second side.
    piece: Piece,
    title: String,
    language: Option<String>,
}

#[derive(Serialize)]
struct Printed<'a> {
    labels: PrintedLabels<'a>,
    same: bool,
    counts: Counts,
    fields: Vec<PrintedField<'a>>,
    details: Vec<PrintedDetail<'a>>,
}

#[derive(Serialize)]
struct PrintedLabels<'a> {
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct PrintedField<'a> {
    field: Field,
    same: bool,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

#[derive(Serialize)]
struct PrintedDetail<'a> {
    name: &'a str,
    before: &'a str,
    after: &'a str,
}

impl Difference {
    /// Compares two sides, field by field. The sluglines of two pieces always differ, so only those of one piece count.
    pub fn of(before: &Side, after: &Side) -> Difference {
        let mut compared = compare_pieces(&before.piece, &after.piece, |_| Vec::new());
        if before.piece.id.is_none() || before.piece.id != after.piece.id {
            compared.details.retain(|detail| detail.name != "slugline");
        }
        let pieces = [&after.piece, &before.piece];
        let titles = pieces.iter().flat_map(|piece| [&piece.headline, &piece.slugline]);
        let title = titles.into_iter().find(|text| !text.trim().is_empty()).cloned();
        Difference {
            before: before.label.clone(),
            after: after.label.clone(),
            compared,
            piece: after.piece.clone(),
            title: title.unwrap_or_else(|| "Comparison".to_owned()),
            language: pieces.iter().find_map(|piece| piece.language.clone()),
        }
    }

    /// Whether every word of every field, and every other value, is the same. White space between paragraphs may differ.
    pub fn is_same(&self) -> bool {
        self.compared.details.is_empty() && self.compared.fields.iter().all(|field| field.comparison.is_same())
    }

    /// The difference in a form.
    ///
    /// # Errors
    /// Only when it can't be written as JSON.
    pub fn to(&self, format: DifferenceFormat) -> Result<String, Error> {
        match format {
            DifferenceFormat::Json => return self.json(),
            DifferenceFormat::Critic => return Ok(self.critic()),
            _ => {}
        }
        // The other values are short texts too, and are shown the same way.
        let values: Vec<(&str, Comparison)> =
            self.compared.details.iter().map(|d| (spoken_detail(d.name), compare(&d.before, &d.after))).collect();
        let line = |(name, comparison)| Part { name, comparison, line: true };
        let field = |field: Field| self.compared.fields.iter().find(|compared| compared.field == field);
        let furniture = Field::ALL.into_iter().filter(|field| *field != Field::Body);
        let mut parts: Vec<Part<'_>> = furniture
            .filter_map(|name| field(name).map(|field| line((spoken(name), &field.comparison))))
            .chain(values.iter().map(|(name, comparison)| line((name, comparison))))
            .collect();
        if let Some(body) = field(Field::Body) {
            parts.push(Part { name: spoken(Field::Body), comparison: &body.comparison, line: false });
        }
        let labels = Labels { before: &self.before, after: &self.after };
        let whole = Whole { labels, parts: &parts, counts: &self.compared.counts };
        Ok(match format {
            DifferenceFormat::Text { colour } => whole.to_text(colour),
            _ => whole.to_html_page(&self.title, self.language.as_deref()),
        })
    }

    /// The second side as a file with marks. Its other values stand as they are there: marks are for words.
    fn critic(&self) -> String {
        let mut marked = self.piece.clone();
        for field in &self.compared.fields {
            *marked.text_mut(field.field) = to_critic(&field.comparison);
        }
        crate::review::as_file(marked, &self.piece)
    }

    fn json(&self) -> Result<String, Error> {
        let fields = self.compared.fields.iter().map(|field| PrintedField {
            field: field.field,
            same: field.comparison.is_same(),
            comparison: &field.comparison,
        });
        let details = &self.compared.details;
        let details = details.iter().map(|d| PrintedDetail { name: d.name, before: &d.before, after: &d.after });
        let printed = Printed {
            labels: PrintedLabels { before: &self.before, after: &self.after },
            same: self.is_same(),
            counts: self.compared.counts,
            fields: fields.collect(),
            details: details.collect(),
        };
        let json = serde_json::to_string_pretty(&printed).map_err(|error| Error::bad(error.to_string()))?;
        Ok(json + "\n")
    }
}

/// A field as people call it.
fn spoken(field: Field) -> &'static str {
    match field {
        Field::HeadlinePrint => "print headline",
        Field::HeadlineWeb => "web headline",
        Field::HeadlineSocial => "social headline",
        Field::AuthorNote => "author note",
        Field::CorrectionNote => "correction note",
        other => other.name(),
    }
}

/// Another value as people call it.
fn spoken_detail(name: &'static str) -> &'static str {
    match name {
        "commissioned_length" => "commissioned length",
        "extra" => "other front matter",
        other => other,
    }
}
