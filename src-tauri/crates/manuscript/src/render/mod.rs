//! A comparison as text for a terminal, as CriticMarkup and as HTML. Pure functions; no text is trusted.

mod critic;
mod html;
mod text;
mod whole;

pub use critic::to_critic;
pub use html::{to_html, to_html_page};
pub use text::to_text;
pub use whole::{Part, Whole};

use crate::compare::{Comparison, Counts, Paragraph, RunKind};

/// What the two sides are called where they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels<'a> {
    /// The text before, for instance "as received".
    pub before: &'a str,
    /// The text after, for instance "now".
    pub after: &'a str,
}

/// The words of a paragraph on one side: all but the runs of `without`.
fn side(paragraph: &Paragraph, without: RunKind) -> String {
    paragraph.runs.iter().filter(|run| run.kind != without).map(|run| run.text.as_str()).collect()
}

/// The entry at the new place of the paragraph that stood at `number` before.
fn moved_from(comparison: &Comparison, number: u32) -> Option<&Paragraph> {
    comparison.paragraphs.iter().find(|p| p.before.start == number && !p.before.is_empty() && !p.runs.is_empty())
}

/// The counts in words.
fn summary(counts: &Counts) -> String {
    let many = |n: u32, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    let mut out = [
        many(counts.changes, "change", "changes"),
        many(counts.words_removed, "word removed", "words removed"),
        many(counts.words_inserted, "word inserted", "words inserted"),
    ]
    .join(", ");
    if counts.moved > 0 {
        out += &format!(", {}", many(counts.moved, "paragraph moved", "paragraphs moved"));
    }
    out
}
