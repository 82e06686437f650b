//! Words that only a comparison calls new: their letters were there before, and nobody touched them.

use crate::compare::RunKind;
use crate::marks::Stretch;
use loro::ID;
use std::collections::HashMap;

/// One side of a comparison, letter by letter: the letter, and its id in the document where that is known.
pub(crate) type Side = Vec<(char, Option<ID>)>;

/// A row of stretches in which whole words and gaps stay that stand on both sides of one change with the same letters. The
/// texts of both sides are the same as before.
pub(crate) fn rejoined(row: Vec<Stretch>, was: &Side, now: &Side) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::with_capacity(row.len());
    let mut block: Vec<Stretch> = Vec::new();
    // Where the block begins, and where the row is (characters).
    let (mut from, mut at) = ((0, 0), (0, 0));
    for stretch in row {
        let letters = stretch.text.chars().count();
        let step = match stretch.kind {
            RunKind::Same => (letters, letters),
            RunKind::Removed => (letters, 0),
            RunKind::Inserted => (0, letters),
        };
        let is_change = stretch.kind != RunKind::Same && stretch.moved.is_none();
        if is_change {
            block.push(stretch);
        } else {
            flush(&mut out, &mut block, (was, from.0..at.0), (now, from.1..at.1));
            out.push(stretch);
        }
        at = (at.0 + step.0, at.1 + step.1);
        if !is_change {
            from = at;
        }
    }
    flush(&mut out, &mut block, (was, from.0..at.0), (now, from.1..at.1));
    out
}

type Part<'a> = (&'a Side, std::ops::Range<usize>);

fn flush(out: &mut Vec<Stretch>, block: &mut Vec<Stretch>, (was, before): Part<'_>, (now, after): Part<'_>) {
    let block = std::mem::take(block);
    let runs = if before.end > was.len() || after.end > now.len() {
        Vec::new()
    } else {
        kept(was, before.clone(), now, after.clone())
    };
    if runs.is_empty() {
        out.extend(block);
        return;
    }
    let mut add = |kind, side: &Side, range: std::ops::Range<usize>| {
        let text: String = side[range].iter().map(|(c, _)| *c).collect();
        if !text.is_empty() {
            out.push(Stretch { kind, text, moved: None });
        }
    };
    let (mut i, mut j) = (before.start, after.start);
    for (a, b, length) in runs {
        add(RunKind::Removed, was, i..a);
        add(RunKind::Inserted, now, j..b);
        add(RunKind::Same, was, a..a + length);
        (i, j) = (a + length, b + length);
    }
    add(RunKind::Removed, was, i..before.end);
    add(RunKind::Inserted, now, j..after.end);
}

/// Stretches of the same letters on both sides, in order: where each begins there and here, and its length.
fn kept(
    was: &Side,
    before: std::ops::Range<usize>,
    now: &Side,
    after: std::ops::Range<usize>,
) -> Vec<(usize, usize, usize)> {
    let here: HashMap<ID, usize> = after.clone().filter_map(|at| Some((now.get(at)?.1?, at))).collect();
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    let mut next = after.start;
    for at in before {
        let Some(&other) = was[at].1.and_then(|id| here.get(&id)).filter(|other| **other >= next) else { continue };
        if was[at].0 != now[other].0 {
            continue;
        }
        next = other + 1;
        match runs.last_mut() {
            Some((a, b, length)) if *a + *length == at && *b + *length == other => *length += 1,
            _ => runs.push((at, other, 1)),
        }
    }
    runs.into_iter().filter_map(|run| whole(was, now, run)).collect()
}

/// The whole words of a run: half of one is not kept alone, for nobody reads words by halves.
fn whole(was: &Side, now: &Side, (mut a, mut b, mut length): (usize, usize, usize)) -> Option<(usize, usize, usize)> {
    let inside = |side: &Side, at: usize| {
        let letter = |at: Option<usize>| at.and_then(|at| side.get(at)).is_some_and(|(c, _)| c.is_alphanumeric());
        letter(at.checked_sub(1)) && letter(Some(at))
    };
    while length > 0 && (inside(was, a) || inside(now, b)) {
        (a, b, length) = (a + 1, b + 1, length - 1);
    }
    while length > 0 && (inside(was, a + length) || inside(now, b + length)) {
        length -= 1;
    }
    (length > 0).then_some((a, b, length))
}
