//! The changes as a list, with their places, names and kinds.

use super::build::difference;
use super::difference::{Difference, Node, Trait};
use crate::compare::paragraph_ranges;
use model::Field;
use model::review::{Change, ChangeKind, Part, Reading, Texts};
use std::collections::HashMap;

/// What a person would count between two versions of a piece, in page order. Who made a change and when is not known
/// from the texts; see [`crate::Manuscript::attribute`].
pub fn changes(before: &Texts, now: &Texts) -> Vec<Change> {
    let all = Field::ALL.into_iter().filter(|field| before.get(field) != now.get(field));
    let listed = all.flat_map(|field| of_field(field, text(before, field), text(now, field)).1);
    listed.map(|(_, change)| change).collect()
}

/// The text of a field; empty when there is none.
pub(crate) fn text(texts: &Texts, field: Field) -> &str {
    texts.get(&field).map_or("", String::as_str)
}

/// The difference of one text, and its changes in page order, each with its number in the difference.
pub(crate) fn of_field(field: Field, before: &str, now: &str) -> (Difference, Vec<(usize, Change)>) {
    let difference = difference(before, now);
    let parts = parts(&difference);
    let paragraphs = paragraph_ranges(now);
    let mut equal: HashMap<u64, u32> = HashMap::new();
    let mut order: Vec<(u32, usize)> =
        parts.iter().enumerate().map(|(i, p)| (p.first().map_or(0, |p| p.after.start), i)).collect();
    order.sort_unstable();
    let mut out: Vec<(usize, Change)> = Vec::with_capacity(parts.len());
    let mut parts: Vec<Option<Vec<Part>>> = parts.into_iter().map(Some).collect();
    for (_, index) in order {
        let Some(parts) = parts[index].take().filter(|parts| !parts.is_empty()) else { continue };
        let kind = kind(difference.changes[index].0, &parts);
        // A moved paragraph is the same move while words are changed in it.
        let named: Vec<(&str, &str)> = match kind {
            ChangeKind::Move => parts.iter().map(|p| (p.removed.as_str(), "")).collect(),
            _ => parts.iter().map(|p| (p.removed.as_str(), p.inserted.as_str())).collect(),
        };
        let words = hash(field, kind, &named);
        let number = equal.entry(words).or_default();
        let id = format!("{words:016x}{number:x}");
        *number += 1;
        let at = parts.iter().find(|part| !part.inserted.is_empty()).or(parts.first());
        let at = at.map_or(0, |part| {
            let blank = part.inserted.chars().take_while(|c| c.is_whitespace()).map(|c| c.len_utf16() as u32);
            (part.after.start + blank.sum::<u32>()).min(part.after.end.max(part.after.start))
        });
        let paragraph =
            u32::try_from(paragraphs.partition_point(|paragraph| paragraph.start <= at).max(1)).unwrap_or(u32::MAX);
        out.push((index, Change { id, field, kind, parts, paragraph, by: Vec::new(), at: 0 }));
    }
    (difference, out)
}

fn kind(which: Trait, parts: &[Part]) -> ChangeKind {
    let removed: String = parts.iter().map(|part| part.removed.as_str()).collect();
    let inserted: String = parts.iter().map(|part| part.inserted.as_str()).collect();
    let blank = removed.trim().is_empty() && inserted.trim().is_empty();
    match which {
        Trait::Move => ChangeKind::Move,
        Trait::InSplit if blank && inserted.contains('\n') => ChangeKind::Split,
        Trait::InMerged if blank && removed.contains('\n') => ChangeKind::Merge,
        _ if removed.is_empty() => ChangeKind::Insert,
        _ if inserted.is_empty() => ChangeKind::Remove,
        _ => ChangeKind::Replace,
    }
}

/// By change: where it is on both sides.
fn parts(difference: &Difference) -> Vec<Vec<Part>> {
    let mut places = Places { before: 0, after: 0, parts: vec![Vec::new(); difference.changes.len()] };
    // Where the words of a moved paragraph are on either side is known when both places were passed.
    let mut moved: HashMap<usize, (u32, u32)> = HashMap::new();
    for node in &difference.nodes {
        match node {
            Node::Text { before, after, change } => places.push(before, after, *change),
            Node::Away { change, ahead, behind } => {
                moved.entry(*change).or_default().0 = places.before + model::utf16_len(ahead);
                places.push(&whole(difference, *change, Reading::Before, ahead, behind), "", Some(*change));
            }
            Node::Here { change, ahead, behind } => {
                moved.entry(*change).or_default().1 = places.after + model::utf16_len(ahead);
                places.push("", &whole(difference, *change, Reading::After, ahead, behind), Some(*change));
            }
        }
    }
    for (change, (before, after)) in moved {
        (places.before, places.after) = (before, after);
        for node in difference.inside(change) {
            if let Node::Text { before, after, change } = node {
                places.push(before, after, *change);
            }
        }
    }
    places.parts
}

fn whole(difference: &Difference, change: usize, side: Reading, ahead: &str, behind: &str) -> String {
    let inside = difference.inside(change).iter().map(|node| match (node, side) {
        (Node::Text { before, .. }, Reading::Before) => before.as_str(),
        (Node::Text { after, .. }, Reading::After) => after.as_str(),
        _ => "",
    });
    [ahead].into_iter().chain(inside).chain([behind]).collect()
}

struct Places {
    before: u32,
    after: u32,
    parts: Vec<Vec<Part>>,
}

impl Places {
    fn push(&mut self, before: &str, after: &str, change: Option<usize>) {
        let (from_b, from_a) = (self.before, self.after);
        self.before += model::utf16_len(before);
        self.after += model::utf16_len(after);
        let Some(list) = change.and_then(|change| self.parts.get_mut(change)) else { return };
        match list.last_mut() {
            Some(last) if last.before.end == from_b && last.after.end == from_a => {
                (last.before.end, last.after.end) = (self.before, self.after);
                last.removed.push_str(before);
                last.inserted.push_str(after);
            }
            _ => list.push(Part {
                before: from_b..self.before,
                after: from_a..self.after,
                removed: before.to_owned(),
                inserted: after.to_owned(),
            }),
        }
    }
}

/// FNV-1a: the same on every desk, whatever it was built with.
fn hash(field: Field, kind: ChangeKind, words: &[(&str, &str)]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325u64;
    let mut eat = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xff]) {
            state = (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    eat(field.name().as_bytes());
    eat(&[kind as u8]);
    for (removed, inserted) in words {
        eat(removed.as_bytes());
        eat(inserted.as_bytes());
    }
    state
}
