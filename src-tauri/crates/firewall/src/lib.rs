//! What is looked at before a piece leaves: a pure function from a piece and its outlet to findings.
//!
//! A blocker stops a final copy; it fires only where a desk would stop too, and every one has a near miss in the tests
//! that must not fire. What may be right is a warning. Words in code, addresses and tags are never looked at; words in
//! quotation marks belong to whoever said them.

mod house;
mod limits;
mod links;
mod notes;
mod pictures;
mod placeholder;
mod review;
mod view;

pub use limits::{missing, over_limit};
pub use review::{Known, Sealing, Spot, Unagreed};

use model::review::flow::Embargo;
use model::{Field, OutletProfile, Piece};
use serde::Serialize;

/// Whether a finding stops a final copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The final copy does not leave.
    Blocker,
    /// It leaves; a person should look.
    Warning,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule by its stable name (`placeholder.tk`).
    pub rule: &'static str,
    /// Whether it stops a final copy.
    pub severity: Severity,
    /// The text that it is in; none for the piece as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// Where in that text, in UTF-16 units; none for the whole text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<(u32, u32)>,
    /// The words that it is about; empty when something is missing.
    pub words: String,
    /// Why it stops, and what to do, in a sentence.
    pub reason: String,
}

/// What is asked: the piece, and what only the desk can know of it.
#[derive(Clone, Copy, Debug)]
pub struct Leaving<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// The outlet that it leaves for.
    pub profile: &'a OutletProfile,
    /// Whether it leaves as the final copy.
    pub is_final: bool,
    /// What its desk knows.
    pub known: &'a Known,
    /// Its embargo, at the time of asking.
    pub embargo: &'a Embargo,
    /// Lines that its print headline takes in the outlet's headline face; none where nobody measured.
    pub headline_lines: Option<u32>,
}

impl<'a> Leaving<'a> {
    /// A draft of a piece, of which nothing more is known.
    pub fn draft(piece: &'a Piece, profile: &'a OutletProfile) -> Self {
        Leaving {
            piece,
            profile,
            is_final: false,
            known: &review::NOTHING,
            embargo: &Embargo::None,
            headline_lines: None,
        }
    }
}

/// The most findings of one rule in one text.
const MOST: usize = 100;

/// Looks at everything. Blockers come first, then warnings, each in page order.
pub fn inspect(leaving: &Leaving<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    review::look(&mut out, leaving);
    limits::whole(&mut out, leaving);
    for field in Field::ALL {
        let text = leaving.piece.text(field);
        if text.trim().is_empty() {
            continue;
        }
        let view = view::View::of(text);
        let mut found = Found { out: &mut out, field, text };
        placeholder::look(&mut found, &view);
        notes::look(&mut found, &view);
        links::look(&mut found);
        pictures::look(&mut found, leaving.known);
        limits::field(&mut found, leaving);
        house::look(&mut found, leaving);
    }
    out.sort_by_key(|finding| finding.severity);
    out
}

/// Where the findings of one text go.
struct Found<'a> {
    out: &'a mut Vec<Finding>,
    field: Field,
    text: &'a str,
}

impl Found<'_> {
    /// Adds a finding about these bytes of the text.
    fn add(&mut self, rule: &'static str, severity: Severity, (from, to): (usize, usize), reason: &str) {
        let known = self.out.iter().filter(|finding| finding.rule == rule && finding.field == Some(self.field));
        if known.count() >= MOST {
            return;
        }
        let (Some(before), Some(words)) = (self.text.get(..from), self.text.get(from..to)) else { return };
        let start = units(before);
        self.out.push(Finding {
            rule,
            severity,
            field: Some(self.field),
            range: Some((start, start + units(words))),
            words: words.chars().take(120).collect(),
            reason: reason.to_owned(),
        });
    }
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}
