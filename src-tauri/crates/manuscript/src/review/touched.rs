//! What somebody has to read again: the paragraphs and furniture that changed since he or she agreed.

use super::list::{changes, text};
use crate::compare::paragraph_ranges;
use model::Field;
use model::review::{Baseline, ChangeKind, Texts};
use std::ops::Range;

/// So many characters of a paragraph are shown in a list.
const SHOWN: usize = 60;

/// A paragraph or a piece of furniture that is not as it was agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The text.
    pub field: Field,
    /// The paragraph in the text now, from 1; none for furniture. Of one that is gone: the one that follows it.
    pub paragraph: Option<u32>,
    /// Where it stands in the text now, UTF-16 units; empty where it stood, when it is gone.
    pub at: Range<u32>,
    /// Its first words, or those of what is gone.
    pub words: String,
    /// Whether it is gone.
    pub gone: bool,
}

/// The paragraphs and the furniture that changed since a sign-off and were not accepted, in reading order. White space
/// between paragraphs is nothing to read.
pub fn touched(baseline: &Baseline, now: &Texts) -> Vec<Touched> {
    let list = changes(&baseline.texts, now);
    let mut out: Vec<Touched> = Vec::new();
    for field in Field::ALL {
        let (before, after) = (text(&baseline.texts, field), text(now, field));
        let own: Vec<_> = list.iter().filter(|change| change.field == field).collect();
        if own.is_empty() {
            continue;
        }
        if field != Field::Body {
            let gone = after.trim().is_empty();
            if gone && before.trim().is_empty() {
                continue;
            }
            let words = first_words(if gone { before } else { after });
            out.push(Touched { field, paragraph: None, at: 0..model::utf16_len(after), words, gone });
            continue;
        }
        let (old, new) = (paragraph_ranges(before), paragraph_ranges(after));
        let old_units: Vec<u16> = before.encode_utf16().collect();
        let new_units: Vec<u16> = after.encode_utf16().collect();
        let words = |units: &[u16], range: &Range<u32>| {
            let part = units.get(range.start as usize..range.end as usize).unwrap_or(&[]);
            first_words(&String::from_utf16_lossy(part))
        };
        let mut touched = vec![false; new.len()];
        // Paragraphs that are gone, by the place where they stood.
        let mut gone: Vec<(u32, Range<u32>)> = Vec::new();
        for change in &own {
            for part in &change.parts {
                if part.removed.trim().is_empty() && part.inserted.trim().is_empty() {
                    let seam = matches!(change.kind, ChangeKind::Split | ChangeKind::Merge);
                    if !seam && inside(&new, &part.after).is_none() {
                        continue;
                    }
                }
                let away = change.kind == ChangeKind::Move && part.inserted.is_empty();
                let removed: Vec<&Range<u32>> =
                    old.iter().filter(|p| part.before.start <= p.start && p.end <= part.before.end).collect();
                if part.inserted.trim().is_empty() && !removed.is_empty() {
                    if !away {
                        gone.extend(removed.into_iter().map(|range| (part.after.start, range.clone())));
                    }
                    continue;
                }
                if away {
                    continue;
                }
                // Words put between two paragraphs touch those they are in; words taken out, the one they were in.
                let blank = |c: &char| c.is_whitespace();
                let lead: u32 = part.inserted.chars().take_while(blank).map(|c| c.len_utf16() as u32).sum();
                let from = if part.inserted.trim().is_empty() { part.after.start } else { part.after.start + lead };
                let end = if part.inserted.trim().is_empty() {
                    part.after.end
                } else {
                    let tail: u32 = part.inserted.chars().rev().take_while(blank).map(|c| c.len_utf16() as u32).sum();
                    part.after.end - tail
                };
                let mut came = 0usize;
                for (paragraph, range) in touched.iter_mut().zip(&new) {
                    let holds = range.start <= end && from <= range.end && (from < range.end || range.end == end);
                    came += usize::from(holds);
                    *paragraph |= holds;
                }
                // Where fewer paragraphs took the place of several, the last of these have nothing in their place.
                gone.extend(removed.into_iter().skip(came.max(1)).map(|range| (part.after.end, range.clone())));
            }
        }
        for (number, range) in new.iter().enumerate() {
            for (at, old) in gone.iter().filter(|(at, _)| *at <= range.start && !before_last(&new, number, *at)) {
                out.push(lost(field, number, *at, words(&old_units, old)));
            }
            if touched[number] {
                let paragraph = u32::try_from(number + 1).ok();
                out.push(Touched { field, paragraph, at: range.clone(), words: words(&new_units, range), gone: false });
            }
        }
        let end = new.last().map_or(0, |last| last.start + 1);
        for (at, old) in gone.iter().filter(|(at, _)| *at >= end || new.is_empty()) {
            out.push(lost(field, new.len(), *at, words(&old_units, old)));
        }
    }
    out
}

/// The paragraph that holds a stretch.
fn inside(paragraphs: &[Range<u32>], part: &Range<u32>) -> Option<usize> {
    paragraphs.iter().position(|p| p.start <= part.start && part.end <= p.end && part.start < p.end)
}

/// Whether a place belongs to an earlier paragraph than this one.
fn before_last(paragraphs: &[Range<u32>], number: usize, at: u32) -> bool {
    number.checked_sub(1).is_some_and(|before| at <= paragraphs[before].start)
}

fn lost(field: Field, number: usize, at: u32, words: String) -> Touched {
    Touched { field, paragraph: u32::try_from(number + 1).ok(), at: at..at, words, gone: true }
}

fn first_words(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(SHOWN) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..cut])
        }
    }
}
