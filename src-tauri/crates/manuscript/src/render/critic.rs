//! CriticMarkup: the same difference in the text itself.

use super::{moved_from, side};
use crate::compare::{Comparison, Gap, ParagraphKind, RunKind};
use model::critic::{Segment, write};

/// `{--removed--}`, `{++inserted++}`, `{~~old~>new~~}`, and a comment where a paragraph moved.
///
/// Taking all marks gives the text after, dropping all gives the text before, to the byte. What looks like a mark in the
/// texts themselves gets a backslash, as Markdown has it (`\{++`, `++\}`, `~\>`), so that no text can pose as a change.
pub fn to_critic(comparison: &Comparison) -> String {
    write(&segments(comparison))
}

/// The difference in the pieces of which a text with marks is made.
fn segments(comparison: &Comparison) -> Vec<Segment> {
    let mut out = Marks::default();
    out.gap(&comparison.lead);
    for paragraph in &comparison.paragraphs {
        match paragraph.kind {
            ParagraphKind::MovedAway { to } => {
                out.comment(&format!("moved to paragraph {}", to + 1));
                let words = moved_from(comparison, paragraph.before.start).map(|p| side(p, RunKind::Inserted));
                out.push(RunKind::Removed, &(words.unwrap_or_default() + &paragraph.gap.before));
                out.close();
            }
            ParagraphKind::MovedHere { from } => {
                out.comment(&format!("moved here from paragraph {}", from + 1));
                out.push(RunKind::Inserted, &(side(paragraph, RunKind::Removed) + &paragraph.gap.after));
                out.close();
            }
            ParagraphKind::Inserted | ParagraphKind::Removed => {
                for run in &paragraph.runs {
                    out.push(run.kind, &run.text);
                }
                out.gap(&paragraph.gap);
                out.close();
            }
            _ => {
                for run in &paragraph.runs {
                    out.push(run.kind, &run.text);
                }
                out.gap(&paragraph.gap);
            }
        }
    }
    out.close();
    out.segments
}

#[derive(Default)]
struct Marks {
    segments: Vec<Segment>,
    removed: String,
    inserted: String,
}

impl Marks {
    fn push(&mut self, kind: RunKind, text: &str) {
        match kind {
            _ if text.is_empty() => {}
            RunKind::Removed => self.removed.push_str(text),
            RunKind::Inserted => self.inserted.push_str(text),
            RunKind::Same => {
                self.close();
                self.segments.push(Segment::Same(text.to_owned()));
            }
        }
    }

    /// White space of both sides: what they share first.
    fn gap(&mut self, gap: &Gap) {
        let shared = gap.before.bytes().zip(gap.after.bytes()).take_while(|(a, b)| a == b).count();
        // Unicode has white space of several bytes.
        let shared = (0..=shared).rev().find(|&at| gap.before.is_char_boundary(at)).unwrap_or(0);
        self.push(RunKind::Same, &gap.before[..shared]);
        self.push(RunKind::Removed, &gap.before[shared..]);
        self.push(RunKind::Inserted, &gap.after[shared..]);
    }

    fn comment(&mut self, text: &str) {
        self.close();
        self.segments.push(Segment::Comment(text.to_owned()));
    }

    /// Ends the change that is open.
    fn close(&mut self) {
        let (removed, inserted) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.inserted));
        if !(removed.is_empty() && inserted.is_empty()) {
            self.segments.push(Segment::Change { removed, inserted });
        }
    }
}
