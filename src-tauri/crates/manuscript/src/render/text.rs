//! For a terminal.

use super::{Labels, moved_from, side, summary};
use crate::compare::{Comparison, Counts, Paragraph, ParagraphKind, Run, RunKind};

/// `[-removed-]{+inserted+}`, paragraph by paragraph, with what stayed in between counted. Control characters of the
/// texts are shown, not sent to the terminal.
pub fn to_text(comparison: &Comparison, labels: Labels<'_>) -> String {
    let mut out = header(labels, &comparison.counts, Ink::PLAIN);
    paragraphs(&mut out, comparison, Ink::PLAIN);
    out
}

/// What stands around removed and inserted words beside their brackets.
#[derive(Clone, Copy)]
pub(super) struct Ink {
    removed: &'static str,
    inserted: &'static str,
    end: &'static str,
}

impl Ink {
    /// Brackets alone.
    pub(super) const PLAIN: Ink = Ink { removed: "", inserted: "", end: "" };
    /// Red and green of the terminal's own palette, so that they fit its background.
    pub(super) const COLOUR: Ink = Ink { removed: "\u{1b}[31m", inserted: "\u{1b}[32m", end: "\u{1b}[0m" };

    fn removed(self, text: &str) -> String {
        format!("{}[-{text}-]{}", self.removed, self.end)
    }

    fn inserted(self, text: &str) -> String {
        format!("{}{{+{text}+}}{}", self.inserted, self.end)
    }
}

/// Which side is which, and how much changed.
pub(super) fn header(labels: Labels<'_>, counts: &Counts, ink: Ink) -> String {
    let before = ink.removed(&format!("only in {}", shown(labels.before)));
    let after = ink.inserted(&format!("only in {}", shown(labels.after)));
    format!("{before} {after}\n{}\n", summary(counts))
}

/// A text of one line, in one line.
pub(super) fn line(comparison: &Comparison, ink: Ink) -> String {
    comparison.paragraphs.iter().flat_map(|paragraph| &paragraph.runs).map(|run| mark(run, ink)).collect()
}

/// The paragraphs, each under what happened to it.
pub(super) fn paragraphs(out: &mut String, comparison: &Comparison, ink: Ink) {
    let mut same = 0usize;
    for paragraph in &comparison.paragraphs {
        if paragraph.kind == ParagraphKind::Same {
            same += 1;
            continue;
        }
        unchanged(out, &mut same);
        *out += &format!("\n{}\n{}\n", title(paragraph), body(comparison, paragraph, ink));
    }
    unchanged(out, &mut same);
}

fn unchanged(out: &mut String, count: &mut usize) {
    match std::mem::take(count) {
        0 => {}
        1 => out.push_str("\n(1 paragraph unchanged)\n"),
        more => *out += &format!("\n({more} paragraphs unchanged)\n"),
    }
}

/// What happened, and where. Paragraphs count from 1 where people read.
fn title(paragraph: &Paragraph) -> String {
    let (was, is) = (paragraph.before.start + 1, paragraph.after.start + 1);
    match paragraph.kind {
        ParagraphKind::Same | ParagraphKind::Changed => format!("¶ {is}"),
        ParagraphKind::Inserted => format!("¶ {is}, inserted"),
        ParagraphKind::Removed => format!("¶ {was} before, removed"),
        ParagraphKind::MovedHere { from } => format!("¶ {is}, moved here from {}", from + 1),
        ParagraphKind::MovedAway { to } => format!("¶ {was} before, moved to {}", to + 1),
        ParagraphKind::Split => format!("¶ {is} to {}, split from one", paragraph.after.end),
        ParagraphKind::Merged => format!("¶ {is}, merged from {}", paragraph.before.len()),
    }
}

fn body(comparison: &Comparison, paragraph: &Paragraph, ink: Ink) -> String {
    if let ParagraphKind::MovedAway { .. } = paragraph.kind {
        let words =
            moved_from(comparison, paragraph.before.start).map(|p| side(p, RunKind::Inserted)).unwrap_or_default();
        let mut start: String = words.chars().take(60).collect();
        if start.len() < words.len() {
            start.push('…');
        }
        return shown(&start);
    }
    paragraph.runs.iter().map(|run| mark(run, ink)).collect()
}

fn mark(run: &Run, ink: Ink) -> String {
    match run.kind {
        RunKind::Same => shown(&run.text),
        RunKind::Removed => ink.removed(&with_breaks(&run.text)),
        RunKind::Inserted => ink.inserted(&with_breaks(&run.text)),
    }
}

/// Makes an added or removed end of a paragraph visible.
fn with_breaks(text: &str) -> String {
    shown(text).replace("\n\n", "¶\n\n")
}

/// Shows what a terminal would obey: control characters, and those that turn the direction of a line.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        let obeyed = c.is_control() && !matches!(c, '\n' | '\t');
        if obeyed || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            out += &format!("<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
