//! The letters of the texts as they stand: to look for one that is gone takes the document long, and all are looked for.

use crate::Manuscript;
use crate::letters::{letter, read};
use crate::put::whole_at;
use loro::ID;
use model::Field;
use model::review::Put;
use std::collections::{HashMap, HashSet};

/// So many letters of words that were worked on are looked for, at most twice that.
const SAMPLE: usize = 32;

/// The texts that decisions put words into, and where their letters are, among characters.
pub(super) struct Standing {
    letters: HashMap<Field, Vec<char>>,
    places: HashMap<(Field, ID), usize>,
}

impl Standing {
    pub(super) fn of(piece: &Manuscript, fields: &HashSet<Field>) -> Self {
        let mut out = Self { letters: HashMap::new(), places: HashMap::new() };
        for field in fields {
            let text = piece.container(*field);
            let letters: Vec<char> = piece.text(*field).chars().collect();
            let named = (0..letters.len()).filter_map(|index| Some(((*field, letter(&text, index)?), index)));
            out.places.extend(named);
            out.letters.insert(*field, letters);
        }
        out
    }

    fn letters(&self, field: Field) -> &[char] {
        self.letters.get(&field).map_or(&[], Vec::as_slice)
    }

    pub(super) fn slice(&self, field: Field, (from, to): (usize, usize)) -> String {
        self.letters(field).get(from..to).unwrap_or(&[]).iter().collect()
    }

    /// Whether only white space stands at a place.
    pub(super) fn is_blank(&self, field: Field, from: usize, to: usize) -> bool {
        self.letters(field).get(from..to).is_some_and(|between| between.iter().all(|c| c.is_whitespace()))
    }

    /// Whether a letter that stood beside words when they were put there is gone.
    pub(super) fn is_gone(&self, field: Field, mark: &str) -> bool {
        read(mark).is_some_and(|id| !self.places.contains_key(&(field, id)))
    }

    /// Where the letter with a number among those of a decision is.
    fn at(&self, put: &Put, index: usize) -> Option<usize> {
        let first = read(&put.letters)?;
        let counter = first.counter.checked_add(i32::try_from(index).ok()?)?;
        self.places.get(&(put.field, ID { peer: first.peer, counter })).copied()
    }

    /// From the first to the last letter that a decision put there, among characters, whatever was changed in between;
    /// without the white space at the ends, which a paragraph beside it can have taken along or have come into.
    pub(super) fn reach_of(&self, put: &Put) -> Option<(usize, usize)> {
        let count = put.words.chars().count();
        let (ahead, behind) = crate::put::blanks(&put.words);
        let last = count.checked_sub(1)?.checked_sub(behind.chars().count())?;
        let (from, to) = (self.at(put, ahead.chars().count())?, self.at(put, last)?);
        (from <= to).then_some((from, to + 1))
    }

    /// From the first to the last letter of a decision that still stands, when somebody worked on its ends.
    pub(super) fn remains_of(&self, put: &Put) -> Option<(usize, usize)> {
        let mut standing = (0..put.words.chars().count()).filter_map(|index| self.at(put, index));
        let first = standing.next()?;
        Some((first, standing.next_back().unwrap_or(first) + 1))
    }

    /// Whether the words of a decision stand as they were put there.
    pub(super) fn is_as_put(&self, put: &Put) -> bool {
        let count = put.words.chars().count();
        let Some(from) = self.at(put, 0) else { return false };
        let reads = || self.letters(put.field).iter().skip(from).take(count).copied().eq(put.words.chars());
        self.at(put, count.saturating_sub(1)) == Some(from + count.saturating_sub(1)) && reads()
    }

    /// Whether most of what a decision put there still stands.
    pub(super) fn mostly_stands(&self, put: &Put) -> bool {
        let count = put.words.chars().count();
        // These say enough of all.
        let sample: Vec<usize> = (0..count).step_by((count / SAMPLE).max(1)).collect();
        sample.iter().filter(|index| self.at(put, **index).is_some()).count() * 2 > sample.len()
    }

    /// What is to be taken out so that the words of a decision are gone.
    pub(super) fn whole_of(&self, put: &Put) -> Option<(usize, usize)> {
        Some(whole_at(put, self.reach_of(put)?, self.letters(put.field)))
    }
}
