//! Decisions that took words from one passage of an earlier text, wherever they put them.
//!
//! Only words that stand there once tell of what passage they are.

use super::is_later;
use super::pairs::{At, Looking, Pair, name};
use super::placed::Placed;
use super::source::{Passage, Sources};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::rc::Rc;

impl Looking<'_> {
    /// Pairs of those that are not paired with the same words already.
    pub(super) fn of_one_passage(&self, paired: &[Pair]) -> Vec<Pair> {
        let alike = paired.iter().filter(|pair| pair.one.words() == pair.other.words());
        let paired: HashSet<_> = alike.flat_map(|pair| [name(&pair.one), name(&pair.other)]).collect();
        let mut all: Vec<(&Passage, &Rc<Placed>)> = Vec::new();
        for placed in self.meeting.all.iter().filter(|placed| !paired.contains(&name(placed))) {
            let put = &placed.put;
            if self.standing.reach_of(put).is_some() || self.standing.mostly_stands(put) {
                all.extend(self.passages_of(placed).iter().map(|passage| (passage, placed)));
            }
        }
        all.sort_by_key(|(passage, placed)| {
            (placed.put.field, &passage.source, passage.from, Reverse(passage.to), placed.order)
        });
        let mut out = Vec::new();
        for (at, (whole, one)) in all.iter().enumerate() {
            let here = |(passage, other): &&(&Passage, &Rc<Placed>)| {
                other.put.field == one.put.field && passage.source == whole.source && passage.from < whole.to
            };
            for (part, other) in all[at + 1..].iter().take_while(here) {
                out.extend(self.in_common((*whole, *one), (*part, *other)));
            }
        }
        out
    }

    /// What two have in common, of which the second begins behind the first or is within it.
    fn in_common(
        &self,
        (first, one): (&Passage, &Rc<Placed>),
        (second, other): (&Passage, &Rc<Placed>),
    ) -> Option<Pair> {
        if first == second {
            return self.pair(one, other, At::Place);
        }
        if second.to <= first.to {
            return self.pair(other, one, At::LeftBehind);
        }
        // Each has words of its own: those that both have go out of the shorter one, on all desks.
        let (length, second_length) = (first.to - first.from, second.to - second.from);
        let first_goes = if length == second_length { is_later(one, other) } else { length < second_length };
        let both = first.to - second.from;
        let (part, stays) = if first_goes { (one.tail(both)?, other) } else { (other.head(both)?, one) };
        self.pair(&Rc::new(part), stays, At::LeftBehind)
    }

    fn passages_of<'p>(&self, placed: &'p Placed) -> &'p [Passage] {
        placed.passages.get_or_init(|| {
            let sources = self.meeting.sources.get_or_init(|| Sources::of(self.piece.records()));
            let record = self.piece.records().get(placed.order);
            record.map(|record| sources.of_words(record, &placed.put)).unwrap_or_default()
        })
    }
}
