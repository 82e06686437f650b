//! What a comparison says. Offsets are UTF-16 units, paragraphs count from 0.

use serde::Serialize;
use std::ops::Range;

/// The difference between two texts, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// White space in front of the first paragraph.
    pub lead: Gap,
    /// The paragraphs of `after`, with what is gone where it was.
    pub paragraphs: Vec<Paragraph>,
    /// How much changed.
    pub counts: Counts,
}

/// A paragraph, a heading or an item of a list; several where paragraphs were split or merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// What happened to it.
    pub kind: ParagraphKind,
    /// Its numbers in the text before, from 0; empty where it was not there.
    pub before: Range<u32>,
    /// Its numbers in the text after, from 0; empty where it is not there (`MovedAway`: empty, at the new place).
    pub after: Range<u32>,
    /// Its words. None at the old place of a moved paragraph: they are listed at the new one.
    pub runs: Vec<Run>,
    /// The white space behind it. Not counted as a change.
    pub gap: Gap,
}

/// What happened to a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum ParagraphKind {
    /// Nothing.
    Same,
    /// Words inside it changed.
    Changed,
    /// It is new.
    Inserted,
    /// It is gone.
    Removed,
    /// It stood elsewhere; its runs say what changed inside.
    MovedHere {
        /// Its number in the text before, from 0.
        from: u32,
    },
    /// It stands elsewhere now.
    MovedAway {
        /// Its number in the text after, from 0.
        to: u32,
    },
    /// One paragraph became several; the new breaks are inserted runs.
    Split,
    /// Several paragraphs became one; the old breaks are removed runs.
    Merged,
}

/// A stretch of text that stayed, went or came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Which of them.
    pub kind: RunKind,
    /// The words, as they are in the text; never empty.
    pub text: String,
    /// Where it starts in the text before (or would stand), UTF-16 units. None in a paragraph that was not there.
    pub before: Option<u32>,
    /// Where it starts in the text after (or would stand), UTF-16 units. None in a paragraph that is gone.
    pub after: Option<u32>,
}

/// Whether a stretch of text stayed, went or came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// In both texts.
    Same,
    /// In the text before only.
    Removed,
    /// In the text after only.
    Inserted,
}

/// White space between two paragraphs, on both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// In the text before.
    pub before: String,
    /// In the text after.
    pub after: String,
}

/// How much changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Words in inserted runs.
    pub words_inserted: u32,
    /// Words in removed runs.
    pub words_removed: u32,
    /// Changes as a person counts them: what was removed and what was put in its place are one.
    pub changes: u32,
    /// Paragraphs that stand elsewhere. A move is not among `changes`; what changed inside it is.
    pub moved: u32,
}

impl Comparison {
    /// Whether every word stands where it stood. White space between paragraphs may differ.
    pub fn is_same(&self) -> bool {
        self.paragraphs.iter().all(|paragraph| paragraph.kind == ParagraphKind::Same)
    }

    /// The text before, rebuilt.
    pub fn before(&self) -> String {
        let mut there: Vec<&Paragraph> = self.paragraphs.iter().filter(|p| !p.before.is_empty()).collect();
        // A moved paragraph is listed twice: its words at the new place, the white space behind it at the old one.
        there.sort_by_key(|p| (p.before.start, matches!(p.kind, ParagraphKind::MovedAway { .. })));
        let mut out = self.lead.before.clone();
        for paragraph in there {
            out.extend(paragraph.runs.iter().filter(|run| run.kind != RunKind::Inserted).map(|run| run.text.as_str()));
            out.push_str(&paragraph.gap.before);
        }
        out
    }

    /// The text after, rebuilt.
    pub fn after(&self) -> String {
        let mut out = self.lead.after.clone();
        for paragraph in &self.paragraphs {
            out.extend(paragraph.runs.iter().filter(|run| run.kind != RunKind::Removed).map(|run| run.text.as_str()));
            out.push_str(&paragraph.gap.after);
        }
        out
    }
}

impl Counts {
    pub(super) fn of(paragraphs: &[Paragraph]) -> Counts {
        let mut counts = Counts::default();
        for paragraph in paragraphs {
            counts.moved += u32::from(matches!(paragraph.kind, ParagraphKind::MovedHere { .. }));
            let mut inside = false;
            for run in &paragraph.runs {
                let changed = run.kind != RunKind::Same;
                counts.changes += u32::from(changed && !inside);
                inside = changed;
                match run.kind {
                    RunKind::Same => {}
                    RunKind::Removed => counts.words_removed += model::count_words(&run.text),
                    RunKind::Inserted => counts.words_inserted += model::count_words(&run.text),
                }
            }
        }
        counts
    }
}
