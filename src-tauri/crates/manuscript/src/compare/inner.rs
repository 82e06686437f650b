//! What changed inside one paragraph, by words, as a person would mark it.

use crate::words::{Kind, Token, shared, solid};
use std::ops::Range;

/// One change: tokens of either side. What stands between two changes is the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub a: Range<usize>,
    pub b: Range<usize>,
}

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

impl<'a> Side<'a> {
    fn str(&self, token: &Token) -> &'a str {
        &self.text[token.start..token.end]
    }

    /// Words, and characters of those words, in some tokens.
    fn weight(&self, range: Range<usize>) -> (usize, usize) {
        let words = self.tokens[range].iter().filter(|t| t.kind == Kind::Word);
        words.fold((0, 0), |(count, chars), t| (count + 1, chars + self.str(t).chars().count()))
    }
}

/// The exact changes, word by word: what a merge needs.
pub(crate) fn changes(a: Side<'_>, b: Side<'_>) -> Vec<Change> {
    let ((places_a, ids_a), (places_b, ids_b)) = (solid(a.tokens), solid(b.tokens));
    let mut out: Vec<Change> = Vec::new();
    let (mut at_a, mut at_b) = (0, 0);
    let matched = shared(&ids_a, &ids_b);
    let pairs = matched.iter().flat_map(|s| (0..s.len).map(|k| (places_a[s.a + k], places_b[s.b + k])));
    for (next_a, next_b) in pairs.chain([(a.tokens.len(), b.tokens.len())]) {
        // White space between two words is compared with what stands in its place, and belongs to what did not change
        // wherever it can.
        let (mut from_a, mut from_b, mut to_a, mut to_b) = (at_a, at_b, next_a, next_b);
        let same_space = |x: usize, y: usize| a.tokens[x].kind == Kind::Space && a.tokens[x].id == b.tokens[y].id;
        if from_a < to_a && from_b < to_b && same_space(from_a, from_b) {
            (from_a, from_b) = (from_a + 1, from_b + 1);
        }
        if from_a < to_a && from_b < to_b && same_space(to_a - 1, to_b - 1) {
            (to_a, to_b) = (to_a - 1, to_b - 1);
        }
        if from_a < to_a || from_b < to_b {
            out.push(Change { a: from_a..to_a, b: from_b..to_b });
        }
        (at_a, at_b) = (next_a + 1, next_b + 1);
    }
    out
}

/// The changes as a person would mark them: a replaced phrase is one change, and an added sentence starts where a
/// sentence starts.
pub(crate) fn readable(a: Side<'_>, b: Side<'_>) -> Vec<Change> {
    let exact = changes(a, b);
    let mut out: Vec<Change> = Vec::with_capacity(exact.len());
    // Judged by the exact neighbours, not by what was joined so far: else one big change would eat its way along.
    for (index, change) in exact.iter().enumerate() {
        let joins = index > 0 && {
            let before = &exact[index - 1];
            swallows(a, b, before, before.b.end..change.b.start, change)
        };
        match out.last_mut() {
            Some(last) if joins => (last.a.end, last.b.end) = (change.a.end, change.b.end),
            _ => out.push(change.clone()),
        }
    }
    slide(&mut out, a, b);
    out
}

/// Whether the unchanged tokens `island` of `b` are too little to stand between two changes.
fn swallows(a: Side<'_>, b: Side<'_>, left: &Change, island: Range<usize>, right: &Change) -> bool {
    let size = |c: &Change| a.weight(c.a.clone()).0.max(b.weight(c.b.clone()).0);
    let blank = |c: &Change| a.tokens[c.a.clone()].iter().chain(&b.tokens[c.b.clone()]).all(|t| t.kind == Kind::Space);
    if blank(left) || blank(right) || b.tokens[island.clone()].iter().any(|t| b.str(t).contains('\n')) {
        return false;
    }
    let (words, chars) = b.weight(island.clone());
    let (left, right) = (size(left), size(right));
    match words {
        0 => true,
        1 => chars <= 3 || (chars <= 8 && left + right >= 4),
        2 => chars <= 8 && left + right >= 4 || chars <= 12 && left.min(right) >= 4,
        3 => chars <= 16 && left.min(right) >= 6,
        _ => false,
    }
}

/// Moves what was only inserted or only removed along equal tokens to where a person would see it begin and end.
fn slide(out: &mut [Change], a: Side<'_>, b: Side<'_>) {
    for index in 0..out.len() {
        let change = out[index].clone();
        let (side, own) = match (change.a.is_empty(), change.b.is_empty()) {
            (true, false) => (b, change.b.clone()),
            (false, true) => (a, change.a.clone()),
            _ => continue,
        };
        // One equal token stays between neighbours, so that two changes never become one.
        let room_left = match index.checked_sub(1).map(|i| &out[i]) {
            Some(left) => (change.b.start - left.b.end).saturating_sub(1),
            None => change.b.start.min(change.a.start),
        };
        let room_right = match out.get(index + 1) {
            Some(right) => (right.b.start - change.b.end).saturating_sub(1),
            None => b.tokens.len() - change.b.end,
        };
        let same = |x: usize, y: usize| side.tokens[x].id == side.tokens[y].id;
        let (mut best, mut best_score) = (0isize, score(side, &own, 0));
        let mut by = 0isize;
        while (by.unsigned_abs()) < room_left.min(200)
            && same(own.start - by.unsigned_abs() - 1, own.end - by.unsigned_abs() - 1)
        {
            by -= 1;
            let found = score(side, &own, by);
            if found > best_score {
                (best, best_score) = (by, found);
            }
        }
        by = 0;
        while (by.unsigned_abs()) < room_right.min(200)
            && same(own.start + by.unsigned_abs(), own.end + by.unsigned_abs())
        {
            by += 1;
            let found = score(side, &own, by);
            if found > best_score {
                (best, best_score) = (by, found);
            }
        }
        let moved = |r: &Range<usize>| r.start.saturating_add_signed(best)..r.end.saturating_add_signed(best);
        out[index] = Change { a: moved(&change.a), b: moved(&change.b) };
    }
}

fn score(side: Side<'_>, own: &Range<usize>, by: isize) -> u32 {
    edge(side, own.start.saturating_add_signed(by)) + edge(side, own.end.saturating_add_signed(by))
}

/// How well a change may begin or end before the token `at`.
fn edge(side: Side<'_>, at: usize) -> u32 {
    let kind = |i: usize| side.tokens.get(i).map(|t| t.kind);
    let Some(before) = at.checked_sub(1) else { return 6 };
    let Some(next) = kind(at) else { return 6 };
    let text = side.str(&side.tokens[before]);
    match kind(before) {
        Some(Kind::Space) if text.contains('\n') => 6,
        Some(Kind::Space) => match before.checked_sub(1) {
            Some(mark) if kind(mark) == Some(Kind::Mark) => {
                let ends = |i: usize| side.str(&side.tokens[i]).ends_with(['.', '!', '?', '…', '؟', '۔']);
                let behind_quote = mark.checked_sub(1).is_some_and(|i| kind(i) == Some(Kind::Mark) && ends(i));
                if ends(mark) || behind_quote { 5 } else { 3 }
            }
            _ => 2,
        },
        _ if text.ends_with(['。', '！', '？']) => 5,
        _ if text.ends_with(['、', '，', '；']) => 3,
        Some(Kind::Mark) | None => 1,
        Some(Kind::Word) => u32::from(next == Kind::Space),
    }
}
