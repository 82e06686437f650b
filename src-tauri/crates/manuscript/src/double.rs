//! What two desks put into the text apart, by the same decision: it stands there once.
//!
//! Nothing goes on a guess, since the same words stand in many passages. Of two decisions that were made apart one gives
//! way only where both put words to one place (see [`pairs`]) or took them from one (see [`passage`]), and only when each of its words, in their order, stands in
//! what the other put there, which stays; or was put there by the other too, and taken out by a person. Where somebody wrote
//! into the one that would go, both stay. A double is seen, a loss is not.

mod pairs;
mod passage;
mod place;
mod placed;
mod source;
mod standing;

use crate::letters::places;
use crate::{Error, Manuscript};
use model::{Field, Splice};
use pairs::{At, Meeting, Pair};
use place::holds;
use placed::Placed;
use standing::Standing;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What goes can bring two others side by side, and what stands beside it waits; so often at most.
const ROUNDS: usize = 64;

impl Manuscript {
    /// Takes out what the same decision, made on two desks apart, put into the text a second time. Which of the two goes
    /// depends on the records and the texts alone, so that desks that do this apart do the same.
    pub(crate) fn once(&mut self) -> Result<(), Error> {
        let Some(meeting) = Meeting::of(self) else { return Ok(()) };
        for _ in 0..ROUNDS {
            let standing = Standing::of(self, &meeting.fields());
            let mut out: BTreeMap<Field, Vec<(usize, usize)>> = BTreeMap::new();
            for pair in meeting.pairs(self, &standing) {
                let Some(goes) = gives_way(&standing, &pair) else { continue };
                let Some(whole) = standing.whole_of(&goes.put) else { continue };
                // Beside what goes nothing is as it was looked at: that is for the next round.
                let list = out.entry(goes.put.field).or_default();
                let reaches = [&pair.one, &pair.other].map(|placed| standing.reach_of(&placed.put));
                let apart = |(from, to): (usize, usize)| list.iter().all(|(a, b)| to < *a || *b < from);
                if apart(whole) && reaches.into_iter().flatten().all(apart) {
                    list.push(whole);
                }
            }
            if out.values().all(Vec::is_empty) {
                break;
            }
            for (field, list) in out {
                self.take_out(field, list)?;
            }
        }
        Ok(())
    }

    fn take_out(&mut self, field: Field, mut list: Vec<(usize, usize)>) -> Result<(), Error> {
        list.sort_unstable();
        let places = places(self.text(field));
        let unit = |index: usize| u32::try_from(places.partition_point(|p| (*p as usize) < index)).unwrap_or(0);
        let splice = |(from, to): (usize, usize)| Splice { from: unit(from), to: unit(to), insert: String::new() };
        let splices: Vec<Splice> = list.into_iter().map(splice).collect();
        self.apply(field, &splices)
    }
}

/// Which of two decisions gives way to the other, if one does.
fn gives_way<'p>(standing: &Standing, pair: &'p Pair) -> Option<&'p Placed> {
    let Pair { one, other, at } = pair;
    // Which of the two it can be is told by the records alone: desks that know of different edits must not take out one
    // copy each, since both were gone when they meet.
    let part = |a: &Placed, b: &Placed| a.words() != b.words() && stands_in(a.words().split_whitespace(), b.words());
    let first = match at {
        At::LeftBehind => true,
        _ if part(one, other) => true,
        _ if part(other, one) => false,
        _ => is_later(one, other),
    };
    let [goes, stays] = if first { [one, other] } else { [other, one] };
    yields(standing, goes, stays, *at).then_some(&**goes)
}

fn yields(standing: &Standing, goes: &Placed, stays: &Placed, at: At) -> bool {
    let Some(here) = standing.reach_of(&goes.put) else { return false };
    let same = goes.words() == stays.words();
    let left = || standing.remains_of(&stays.put).filter(|_| at == At::LeftBehind);
    let Some(there) = standing.reach_of(&stays.put).or_else(left) else {
        // Somebody worked on its ends: what is left of it stays, and not what is as it was put there.
        return same && at == At::Place && standing.is_as_put(&goes.put) && standing.mostly_stands(&stays.put);
    };
    if here.0 < there.1 && there.0 < here.1 {
        return false;
    }
    let (own, kept) = (standing.slice(goes.put.field, here), standing.slice(stays.put.field, there));
    if own.trim().is_empty() || kept.trim().is_empty() {
        return same && own == kept;
    }
    if own.split_whitespace().eq(kept.split_whitespace()) {
        return true;
    }
    if at == At::Moved {
        // What was chosen inside the paragraph can differ: of words that the other desk knew it is told there.
        return stands_in(own.split_whitespace().filter(|word| !stays.knew(word)), &kept);
    }
    if same {
        // A person wrote into the other, or cut it.
        let either = || stands_in(own.split_whitespace(), &kept) || stands_in(kept.split_whitespace(), &own);
        return standing.is_as_put(&goes.put) && either();
    }
    let is_part = || goes.is_paragraph() && stays.is_paragraph() || holds(&stays.put, &goes.put).is_some();
    stands_in(own.split_whitespace(), &kept) && (at == At::LeftBehind || is_part())
}

/// Which of two that are the same goes: all that one desk put there stays, and of the decision that put more there,
/// rather than what came first. Paragraphs of two desks can stand in another order than those of one.
fn is_later(one: &Placed, other: &Placed) -> bool {
    let rank = |placed: &Placed| (Reverse(placed.beside), placed.name.clone(), placed.peer);
    rank(one) > rank(other)
}

/// Whether words stand in a text, in their order.
fn stands_in<'w>(own: impl Iterator<Item = &'w str>, kept: &str) -> bool {
    let mut kept = kept.split_whitespace().flat_map(parts);
    own.flat_map(parts).all(|part| kept.any(|other| other == part))
}

/// A word and the marks beside it, each by itself: two decisions can have taken one word with and without its comma.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(|c: char| !c.is_alphanumeric()).flat_map(|part| {
        let mark =
            part.char_indices().next_back().filter(|(_, c)| !c.is_alphanumeric()).map_or(part.len(), |(at, _)| at);
        [&part[..mark], &part[mark..]].into_iter().filter(|part| !part.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::stands_in;

    #[test]
    fn words_stand_in_a_text_in_their_order_and_as_often() {
        let stands = |own: &str, kept| stands_in(own.split(' '), kept);
        assert!(stands("the ferry late", "the old ferry is late"));
        assert!(!stands("ferry the", "the old ferry"));
        assert!(!stands("very very good", "very good"));
        assert!(!stands("not", "nothing"));
        assert!(stands("on Monday", "she said “on Monday, at seven”"));
    }
}
