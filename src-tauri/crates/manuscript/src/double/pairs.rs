//! Which decisions put words to one place, apart.

use super::place::{Written, holds, holds_as_it_stood};
use super::placed::{Placed, placed};
use super::source::Sources;
use super::standing::Standing;
use crate::Manuscript;
use crate::letters::read;
use loro::{ID, VersionVector};
use model::Field;
use model::review::RecordId;
use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// In a gap with more decisions than this only those that put the same words are held against each other.
const MANY: usize = 64;

/// By what two decisions have one place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// Between the same letters of the text, or side by side.
    Place,
    /// They took one paragraph from where it had been moved.
    Moved,
    /// The first put words into a passage that is gone there, and that the second brought back with them.
    LeftBehind,
}

/// Two decisions that put words to one place, and were made apart.
pub(super) struct Pair {
    pub(super) one: Rc<Placed>,
    pub(super) other: Rc<Placed>,
    pub(super) at: At,
}

/// The decisions of desks that meet.
pub(super) struct Meeting {
    pub(super) all: Vec<Rc<Placed>>,
    /// What a record knew: to find out takes long.
    known: RefCell<HashMap<RecordId, Option<VersionVector>>>,
    pub(super) sources: OnceCell<Sources>,
}

impl Meeting {
    /// None where nobody meets: who is alone.
    pub(super) fn of(piece: &Manuscript) -> Option<Self> {
        let all = placed(piece);
        let first = all.first()?.peer;
        let meet = all.iter().any(|placed| placed.peer != first);
        meet.then(|| Self { all, known: RefCell::default(), sources: OnceCell::new() })
    }

    /// The texts that they put words into.
    pub(super) fn fields(&self) -> HashSet<Field> {
        self.all.iter().map(|placed| placed.put.field).collect()
    }

    /// The pairs that put words to one place, apart; the larger first, since what was put into them apart goes with them,
    /// and in one order everywhere.
    pub(super) fn pairs(&self, piece: &Manuscript, standing: &Standing) -> Vec<Pair> {
        let looking = Looking { meeting: self, piece, standing };
        let mut out = looking.in_one_gap();
        out.extend(looking.side_by_side(&out));
        out.extend(looking.moved());
        out.extend(looking.left_behind());
        out.extend(looking.of_one_passage(&out));
        out.sort_by_cached_key(|pair| {
            let size = |placed: &Placed| placed.put.words.chars().count();
            let name = |placed: &Placed| placed.put.letters.clone();
            let (one, other) = (&pair.one, &pair.other);
            (Reverse(size(one).min(size(other))), one.put.field, name(one), name(other))
        });
        out
    }
}

/// The decisions, and the texts at one time.
pub(super) struct Looking<'a> {
    pub(super) meeting: &'a Meeting,
    pub(super) piece: &'a Manuscript,
    pub(super) standing: &'a Standing,
}

impl Looking<'_> {
    /// A pair of two that were made apart: the later one did not know of the earlier.
    pub(super) fn pair(&self, one: &Rc<Placed>, other: &Rc<Placed>, at: At) -> Option<Pair> {
        let [earlier, later] = if one.order <= other.order { [one, other] } else { [other, one] };
        let apart = one.put.field == other.put.field && one.peer != other.peer && earlier.record != later.record;
        let letter = read(&earlier.put.letters)?;
        (apart && self.did_not_know(later, letter)).then(|| Pair { one: Rc::clone(one), other: Rc::clone(other), at })
    }

    fn did_not_know(&self, placed: &Placed, letter: ID) -> bool {
        let mut known = self.meeting.known.borrow_mut();
        let find = || self.piece.records().get(placed.order).and_then(|record| self.piece.known_at(record));
        let known = known.entry(placed.record.clone()).or_insert_with(find);
        known.as_ref().is_some_and(|known| !known.includes_id(letter))
    }

    /// Those between the same letters.
    fn in_one_gap(&self) -> Vec<Pair> {
        let all = &self.meeting.all;
        let written = Written::of(all.iter().map(|placed| &placed.put));
        let mut gaps: BTreeMap<(Field, bool, String), Vec<&Rc<Placed>>> = BTreeMap::new();
        for placed in all {
            let [left, right] = written.gap(&placed.put);
            for (is_left, mark) in [(true, left), (false, right)] {
                if !mark.is_empty() {
                    gaps.entry((placed.put.field, is_left, mark)).or_default().push(placed);
                }
            }
        }
        let mut seen = HashSet::new();
        let mut out = Vec::new();
        for list in gaps.into_values().filter(|list| list.len() > 1) {
            let found = self.same_words(&list).into_iter().chain(self.of_other_words(&list));
            out.extend(found.filter(|pair| seen.insert((name(&pair.one), name(&pair.other)))));
        }
        out
    }

    /// The first of the same words of one desk with the first of another, and so on: of a line that comes twice here and
    /// once there one has no counterpart.
    fn same_words(&self, gap: &[&Rc<Placed>]) -> Vec<Pair> {
        let mut alike: BTreeMap<&str, BTreeMap<u64, Vec<&Rc<Placed>>>> = BTreeMap::new();
        for placed in gap {
            alike.entry(placed.words()).or_default().entry(placed.peer).or_default().push(placed);
        }
        let mut out = Vec::new();
        for by_peer in alike.into_values() {
            let lists: Vec<_> = by_peer.into_values().collect();
            for (at, one) in lists.iter().enumerate() {
                for other in &lists[..at] {
                    out.extend(one.iter().zip(other).filter_map(|(one, other)| self.pair(one, other, At::Place)));
                }
            }
        }
        out
    }

    fn of_other_words(&self, gap: &[&Rc<Placed>]) -> Vec<Pair> {
        let mut out = Vec::new();
        for (at, one) in gap.iter().enumerate().filter(|_| gap.len() <= MANY) {
            let others = gap[..at].iter().filter(|other| other.peer != one.peer && other.words() != one.words());
            out.extend(others.filter_map(|other| self.pair(one, other, At::Place)));
        }
        out
    }

    /// Those with nothing but white space between them, that are not paired already.
    fn side_by_side(&self, paired: &[Pair]) -> Vec<Pair> {
        let all = &self.meeting.all;
        let paired: HashSet<_> = paired.iter().flat_map(|pair| [name(&pair.one), name(&pair.other)]).collect();
        let mut reaches: Vec<(Field, usize, usize, &Rc<Placed>)> = all
            .iter()
            .filter_map(|placed| {
                self.standing.reach_of(&placed.put).map(|(from, to)| (placed.put.field, from, to, placed))
            })
            .collect();
        reaches.sort_by_key(|(field, from, to, _)| (*field, *from, *to));
        let mut out = Vec::new();
        for pair in reaches.windows(2) {
            let [(field, _, end, one), (of, start, _, other)] = [pair[0], pair[1]];
            let same_gap = one.words() == other.words() && paired.contains(&name(one)) && paired.contains(&name(other));
            if field != of || end > start || same_gap {
                continue;
            }
            if self.standing.is_blank(field, end, start) {
                out.extend(self.pair(one, other, At::Place));
            }
        }
        out
    }

    fn moved(&self) -> Vec<Pair> {
        let moved: Vec<_> = self.meeting.all.iter().filter(|placed| placed.taken.is_some()).collect();
        let mut out = Vec::new();
        for (at, one) in moved.iter().enumerate() {
            let same = |a: &String, b: &String| !a.is_empty() && a == b;
            let meet = |other: &&&Rc<Placed>| {
                one.taken.iter().zip(&other.taken).any(|([a, b], [c, d])| same(a, c) || same(b, d))
            };
            out.extend(moved[..at].iter().filter(meet).filter_map(|other| self.pair(one, other, At::Moved)));
        }
        out
    }

    fn left_behind(&self) -> Vec<Pair> {
        let all = &self.meeting.all;
        let mut out = Vec::new();
        for part in all.iter().filter(|part| !part.put.words.contains('\n') && !part.put.words.trim().is_empty()) {
            let holds = |whole: &Placed| {
                holds_as_it_stood(&whole.put, &part.put)
                    || (whole.moved.is_some() && holds(&whole.put, &part.put) == Some(true))
            };
            let wholes = all.iter().filter(|whole| whole.peer != part.peer && holds(whole));
            let mut wholes = wholes.filter_map(|whole| self.pair(part, whole, At::LeftBehind)).peekable();
            let gone = |mark| self.standing.is_gone(part.put.field, mark);
            if wholes.peek().is_some() && gone(&part.put.left) && gone(&part.put.right) {
                out.extend(wholes);
            }
        }
        out
    }
}

pub(super) fn name(placed: &Placed) -> (Field, String) {
    (placed.put.field, placed.put.letters.clone())
}
