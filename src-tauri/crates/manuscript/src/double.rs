//! What two desks put into the text apart, by the same decision: it stands there once.
//!
//! Nothing goes on a guess, since the same words stand in many passages. Of two decisions that were made apart one gives
//! way only where both put words to one place (see [`pairs`]), and only when each of its words, in their order, stands in
//! what the other put there, which stays; or was put there by the other too, and taken out by a person. A double is seen,
//! a loss is not.

mod pairs;
mod place;

use crate::letters::{Stands, places, read};
use crate::{Error, Manuscript};
use loro::ID;
use model::review::Put;
use model::{Field, Splice};
use pairs::{At, Pair, Placed, pairs};
use place::holds;
use std::cmp::Reverse;

/// What goes can bring two others side by side; so often at most.
const ROUNDS: usize = 8;

/// So many letters of words that were worked on are looked for, at most twice that.
const SAMPLE: i32 = 32;

impl Manuscript {
    /// Takes out what the same decision, made on two desks apart, put into the text a second time. Which of the two goes
    /// depends on the records and the texts alone, so that desks that do this apart do the same.
    pub(crate) fn once(&mut self) -> Result<(), Error> {
        for _ in 0..ROUNDS {
            let mut went = false;
            for pair in pairs(self) {
                // The texts are others by now, and one of the two can be gone already: all is asked anew.
                let Some(goes) = self.gives_way(&pair) else { continue };
                went |= self.take_out(&goes.put)?;
            }
            if !went {
                break;
            }
        }
        Ok(())
    }

    fn take_out(&mut self, put: &Put) -> Result<bool, Error> {
        let Some((from, to)) = self.whole_of(put) else { return Ok(false) };
        let places = places(self.text(put.field));
        let unit = |index: usize| u32::try_from(places.partition_point(|p| (*p as usize) < index)).unwrap_or(0);
        let splice = Splice { from: unit(from), to: unit(to), insert: String::new() };
        self.apply(put.field, &[splice])?;
        Ok(true)
    }

    /// Which of two decisions gives way to the other, if one does.
    fn gives_way<'p>(&self, pair: &'p Pair) -> Option<&'p Placed> {
        let Pair { one, other, at } = pair;
        let [one, other] = if *at == At::LeftBehind || is_later(one, other) { [one, other] } else { [other, one] };
        if self.yields(one, other, *at) {
            return Some(one);
        }
        (*at != At::LeftBehind && self.yields(other, one, *at)).then_some(other)
    }

    fn yields(&self, goes: &Placed, stays: &Placed, at: At) -> bool {
        let Some(here) = self.reach_of(&goes.put) else { return false };
        let same = goes.words() == stays.words();
        let Some(there) = self.reach_of(&stays.put) else {
            // Somebody worked on its ends: what is left of it stays, and not what is as it was put there.
            return same && at == At::Place && self.span(&goes.put).is_some() && self.mostly_stands(&stays.put);
        };
        if here.0 < there.1 && there.0 < here.1 {
            return false;
        }
        let (own, kept) = (self.slice(goes.put.field, here), self.slice(stays.put.field, there));
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
            return self.span(&goes.put).is_some()
                && (stands_in(own.split_whitespace(), &kept) || stands_in(kept.split_whitespace(), &own));
        }
        let is_part = || goes.is_paragraph() && stays.is_paragraph() || holds(&stays.put, &goes.put).is_some();
        stands_in(own.split_whitespace(), &kept) && (at == At::LeftBehind || is_part())
    }

    /// Whether most of what a decision put there still stands.
    fn mostly_stands(&self, put: &Put) -> bool {
        let Some(start) = read(&put.letters) else { return false };
        let count = i32::try_from(put.words.chars().count()).unwrap_or(i32::MAX);
        // These say enough of all.
        let sample: Vec<i32> = (0..count).step_by(usize::try_from(count / SAMPLE).unwrap_or(0).max(1)).collect();
        let there = |index: &&i32| {
            let id = start.counter.checked_add(**index).map(|counter| ID { peer: start.peer, counter });
            id.is_some_and(|id| matches!(self.stands(put.field, id), Some(Stands::At(_))))
        };
        sample.iter().filter(there).count() * 2 > sample.len()
    }

    fn slice(&self, field: Field, (from, to): (usize, usize)) -> String {
        self.text(field).chars().skip(from).take(to.saturating_sub(from)).collect()
    }
}

/// Which of two that are the same goes: all that one desk put there stays, and of the decision that put more there,
/// rather than what came first. Paragraphs of two desks can stand in another order than those of one.
fn is_later(one: &Placed, other: &Placed) -> bool {
    let rank = |placed: &Placed| (Reverse(placed.beside), placed.name.clone(), placed.peer);
    rank(one) > rank(other)
}

/// Whether words stand in a text, in their order.
fn stands_in<'w>(mut own: impl Iterator<Item = &'w str>, kept: &str) -> bool {
    let mut kept = kept.split_whitespace();
    own.all(|word| kept.any(|other| other == word))
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
    }
}
