//! Which paragraph of one text is which of the other.

use super::blocks::Block;
use super::likeness::Likeness;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// From this likeness on, paragraphs are one and the same wherever they stand.
const LIKE: f64 = 0.5;
/// From this likeness on, paragraphs between the same neighbours are one and the same.
const LIKE_NEARBY: f64 = 0.25;
/// Fewer letters than this in another place are no moved paragraph: every text has some "And yet." twice.
const LETTERS_OF_A_MOVE: usize = 12;

/// What a move costs a reader beside the length of what moved, in bytes: rather one long paragraph than two short ones.
const COST_OF_A_MOVE: usize = 80;

/// Paragraphs that belong together; an empty range where one side has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub before: Range<usize>,
    pub after: Range<usize>,
    /// Stands elsewhere: listed twice, at the old and at the new place.
    pub moved: Moved,
}

/// Whether a group is at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moved {
    No,
    Here,
    Away,
}

/// One of two texts that are aligned.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub text: &'a str,
    pub blocks: &'a [Block],
}

impl<'a> Text<'a> {
    fn block(&self, number: usize) -> &'a str {
        &self.text[self.blocks[number].content.clone()]
    }
}

/// The groups in reading order: that of the second text, with what is gone where it was. The first `head` and the last
/// `tail` paragraphs are known to be equal.
pub(crate) fn align(one: Text<'_>, other: Text<'_>, head: usize, tail: usize, like: &mut Likeness<'_>) -> Vec<Group> {
    let (a, b) = (one.blocks, other.blocks);
    let (text_a, text_b) = (|i: usize| one.block(i), |j: usize| other.block(j));
    let (end_a, end_b) = (a.len() - tail, b.len() - tail);

    // Equal paragraphs: the first with the first, the second with the second.
    let mut to_b: Vec<Option<usize>> = vec![None; a.len()];
    let mut to_a: Vec<Option<usize>> = vec![None; b.len()];
    let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for i in head..end_a {
        places.entry(text_a(i)).or_default().push_back(i);
    }
    for (j, partner) in to_a.iter_mut().enumerate().take(end_b).skip(head) {
        if let Some(i) = places.get_mut(text_b(j)).and_then(VecDeque::pop_front) {
            (to_b[i], *partner) = (Some(j), Some(i));
        }
    }
    let free_a: Vec<usize> = (head..end_a).filter(|&i| to_b[i].is_none()).collect();
    let free_b: Vec<usize> = (head..end_b).filter(|&j| to_a[j].is_none()).collect();
    for (i, j) in like.pairs(&free_a, &free_b, LIKE) {
        (to_b[i], to_a[j]) = (Some(j), Some(i));
    }

    // What keeps its order stays; of what does not, as little as possible has moved.
    let pairs: Vec<(usize, usize)> = (head..end_a).filter_map(|i| Some((i, to_b[i]?))).collect();
    let kept = heaviest_rising(&pairs, |i, j| a[i].content.len().min(b[j].content.len()) + COST_OF_A_MOVE, end_b);
    let mut moved = Vec::new();
    for (&(i, j), kept) in pairs.iter().zip(&kept) {
        if *kept {
            continue;
        }
        let letters = text_a(i).chars().filter(|c| c.is_alphanumeric()).take(LETTERS_OF_A_MOVE).count();
        if letters >= LETTERS_OF_A_MOVE {
            moved.push((i, j));
        } else {
            (to_b[i], to_a[j]) = (None, None);
        }
    }
    let mut spine: Vec<Group> =
        (0..head).map(|i| Group { before: i..i + 1, after: i..i + 1, moved: Moved::No }).collect();
    spine.extend(pairs.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(&(i, j), _)| Group {
        before: i..i + 1,
        after: j..j + 1,
        moved: Moved::No,
    }));
    spine.extend((0..tail).map(|k| Group {
        before: end_a + k..end_a + k + 1,
        after: end_b + k..end_b + k + 1,
        moved: Moved::No,
    }));
    let taken_a: Vec<bool> = (0..a.len()).map(|i| to_b[i].is_some() || i < head || i >= end_a).collect();
    let taken_b: Vec<bool> = (0..b.len()).map(|j| to_a[j].is_some() || j < head || j >= end_b).collect();
    let mut taken = Taken { a: taken_a, b: taken_b };
    fill_gaps(&mut spine, &mut taken, like);
    join_neighbours(&mut spine, &mut taken, like, text_a, text_b);
    in_reading_order(spine, &moved, &taken)
}

/// Which paragraphs have a partner.
struct Taken {
    a: Vec<bool>,
    b: Vec<bool>,
}

/// The heaviest subsequence of pairs (sorted by the first) whose second parts rise.
fn heaviest_rising(pairs: &[(usize, usize)], weight: impl Fn(usize, usize) -> usize, end: usize) -> Vec<bool> {
    // A Fenwick tree over the second parts: the heaviest chain that ends before one, as (weight, pair + 1).
    let mut tree = vec![(0usize, 0usize); end + 2];
    let mut previous = vec![0usize; pairs.len()];
    let mut best = (0usize, 0usize);
    for (index, &(i, j)) in pairs.iter().enumerate() {
        let (mut chain, mut at) = ((0, 0), j);
        while at > 0 {
            chain = chain.max(tree[at]);
            at &= at - 1;
        }
        previous[index] = chain.1;
        let own = (chain.0 + weight(i, j), index + 1);
        best = best.max(own);
        at = j + 1;
        while at < tree.len() {
            tree[at] = tree[at].max(own);
            at += at & at.wrapping_neg();
        }
    }
    let mut kept = vec![false; pairs.len()];
    let mut at = best.1;
    while at > 0 {
        kept[at - 1] = true;
        at = previous[at - 1];
    }
    kept
}

/// Between two paragraphs that stayed, what is only roughly alike is still the same paragraph, rewritten.
fn fill_gaps(spine: &mut Vec<Group>, taken: &mut Taken, like: &mut Likeness<'_>) {
    let mut found = Vec::new();
    for (a, b) in gaps(spine, taken.a.len(), taken.b.len()) {
        let free_a: Vec<usize> = a.filter(|&i| !taken.a[i]).collect();
        let free_b: Vec<usize> = b.filter(|&j| !taken.b[j]).collect();
        if free_a.is_empty() || free_b.is_empty() {
            continue;
        }
        let (first_a, first_b) = (free_a[0], free_b[0]);
        let mut pairs = like.in_order(&free_a, &free_b, LIKE_NEARBY);
        // A headline or a heading has too few words to be alike.
        if pairs.is_empty() && free_a.len() == 1 && free_b.len() == 1 && like.both_short(first_a, first_b) {
            pairs.push((first_a, first_b));
        }
        found.extend(pairs);
    }
    for (i, j) in found {
        (taken.a[i], taken.b[j]) = (true, true);
        spine.push(Group { before: i..i + 1, after: j..j + 1, moved: Moved::No });
    }
    spine.sort_by_key(|g| g.before.start);
}

/// The ranges between the groups of the spine, on both sides.
fn gaps(spine: &[Group], len_a: usize, len_b: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let ends = spine.iter().map(|g| (g.before.start, g.after.start)).chain([(len_a, len_b)]);
    let starts = [(0, 0)].into_iter().chain(spine.iter().map(|g| (g.before.end, g.after.end)));
    starts.zip(ends).map(|(s, e)| (s.0..e.0, s.1..e.1)).collect()
}

/// A neighbour without a partner that holds what its neighbour's partner has too much of was split off, or merged in.
fn join_neighbours<'t>(
    spine: &mut [Group],
    taken: &mut Taken,
    like: &mut Likeness<'_>,
    text_a: impl Fn(usize) -> &'t str,
    text_b: impl Fn(usize) -> &'t str,
) {
    for group in spine {
        if text_a(group.before.start) == text_b(group.after.start) {
            continue;
        }
        loop {
            let after = [group.after.start.checked_sub(1), Some(group.after.end)];
            let split = after.into_iter().flatten().find(|&j| {
                taken.b.get(j) == Some(&false)
                    && group.before.len() == 1
                    && like.holds(&group.before, &group.after, j, true)
            });
            if let Some(j) = split {
                taken.b[j] = true;
                group.after = group.after.start.min(j)..group.after.end.max(j + 1);
                continue;
            }
            let before = [group.before.start.checked_sub(1), Some(group.before.end)];
            let merged = before.into_iter().flatten().find(|&i| {
                taken.a.get(i) == Some(&false)
                    && group.after.len() == 1
                    && like.holds(&group.before, &group.after, i, false)
            });
            let Some(i) = merged else { break };
            taken.a[i] = true;
            group.before = group.before.start.min(i)..group.before.end.max(i + 1);
        }
    }
}

fn in_reading_order(spine: Vec<Group>, moved: &[(usize, usize)], taken: &Taken) -> Vec<Group> {
    let away: HashMap<usize, usize> = moved.iter().copied().collect();
    let here: HashMap<usize, usize> = moved.iter().map(|&(i, j)| (j, i)).collect();
    let mut out = Vec::with_capacity(taken.a.len().max(taken.b.len()));
    let gaps = gaps(&spine, taken.a.len(), taken.b.len());
    let mut spine = spine.into_iter();
    for (a, b) in gaps {
        for i in a {
            match away.get(&i) {
                Some(&j) => out.push(Group { before: i..i + 1, after: j..j + 1, moved: Moved::Away }),
                None => out.push(Group { before: i..i + 1, after: 0..0, moved: Moved::No }),
            }
        }
        for j in b {
            match here.get(&j) {
                Some(&i) => out.push(Group { before: i..i + 1, after: j..j + 1, moved: Moved::Here }),
                None => out.push(Group { before: 0..0, after: j..j + 1, moved: Moved::No }),
            }
        }
        out.extend(spine.next());
    }
    out
}
