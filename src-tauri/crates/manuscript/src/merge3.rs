//! Two versions of one text become one, word by word.

use crate::compare::{Side, changes};
use crate::words::Lexicon;
use serde::Serialize;
use std::ops::Range;

/// What came of a merge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// The changes of both sides. Where they collide it reads as ours.
    pub text: String,
    /// Where both sides rewrote the same words, in order.
    pub collisions: Vec<Collision>,
}

/// A place where both sides rewrote the same words, each in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Collision {
    /// What stood there; empty where both added something.
    pub base: String,
    /// What we made of it, and what the merged text holds there; empty where we cut it.
    pub ours: String,
    /// What they made of it; to take it instead, replace `at` by this.
    pub theirs: String,
    /// Where `ours` stands in the merged text, in UTF-16 units.
    pub at: Range<u32>,
}

/// Merges two versions of `base`.
///
/// Changes of different words go together, also inside one sentence. Words that both changed in the same way change
/// once. The rest collides: both changed the same words, or one added words right beside what the other changed, so
/// that nobody but a person can tell how the place should read. The result depends on the three texts alone, so that
/// two desks find the same collisions.
pub fn merge3(base: &str, ours: &str, theirs: &str) -> Merged {
    let mut lexicon = Lexicon::default();
    let base_tokens = lexicon.tokens(base, 0..base.len());
    let base_side = Side { text: base, tokens: &base_tokens };
    let mut hunks: Vec<Hunk<'_>> = Vec::new();
    for (text, by) in [(ours, By::Us), (theirs, By::Them)] {
        let tokens = lexicon.tokens(text, 0..text.len());
        let byte = |at: usize| tokens.get(at).map_or(text.len(), |t| t.start);
        for change in changes(base_side, Side { text, tokens: &tokens }) {
            hunks.push(Hunk { base: change.a, text: &text[byte(change.b.start)..byte(change.b.end)], by });
        }
    }
    hunks.sort_by_key(|hunk| (hunk.base.start, hunk.base.end, hunk.by));

    let byte = |at: usize| base_tokens.get(at).map_or(base.len(), |t| t.start);
    let mut out = Output::default();
    let mut done = 0usize;
    let mut rest = hunks.as_slice();
    while let Some(first) = rest.first() {
        // As long as the next change touches one of the group it belongs to the group.
        let mut region = first.base.clone();
        let mut len = 1;
        while let Some(next) = rest.get(len) {
            if !rest[..len].iter().any(|hunk| hunk.by != next.by && meets(&hunk.base, &next.base)) {
                break;
            }
            region.end = region.end.max(next.base.end);
            len += 1;
        }
        let (group, behind) = rest.split_at(len);
        rest = behind;
        out.push(&base[byte(done)..byte(region.start)]);
        let side = |by: By| {
            let mut text = String::new();
            let mut at = region.start;
            for hunk in group.iter().filter(|hunk| hunk.by == by) {
                text.push_str(&base[byte(at)..byte(hunk.base.start)]);
                text.push_str(hunk.text);
                at = hunk.base.end;
            }
            text + &base[byte(at)..byte(region.end)]
        };
        let both = group.iter().any(|hunk| hunk.by != first.by);
        let (our_text, their_text) = (side(By::Us), side(By::Them));
        if !both || our_text == their_text {
            out.push(if first.by == By::Us { &our_text } else { &their_text });
        } else {
            let from = out.units;
            out.push(&our_text);
            let base = base[byte(region.start)..byte(region.end)].to_owned();
            out.collisions.push(Collision { base, ours: our_text, theirs: their_text, at: from..out.units });
        }
        done = region.end;
    }
    out.push(&base[byte(done)..]);
    Merged { text: out.text, collisions: out.collisions }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Us,
    Them,
}

/// One change of one side: tokens of the base, and what stands there instead.
struct Hunk<'a> {
    base: Range<usize>,
    text: &'a str,
    by: By,
}

/// Whether two changes concern the same words. Words that were only added concern those on both sides of them.
fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    if a.is_empty() || b.is_empty() { a.start <= b.end && b.start <= a.end } else { a.start < b.end && b.start < a.end }
}

#[derive(Default)]
struct Output {
    text: String,
    /// Length of `text` in UTF-16 units.
    units: u32,
    collisions: Vec<Collision>,
}

impl Output {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.units += model::utf16_len(text);
    }
}
