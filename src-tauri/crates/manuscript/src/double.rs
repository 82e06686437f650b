//! What two desks put into the text apart, by the same decision: it stands there once.
//!
//! Nothing goes on a guess, since the same words stand in many passages: only what stands side by side, or beside the same
//! letters, or was brought back by the same change, is one. A double is seen, a loss is not.

use crate::letters::{Stands, letter, places, read};
use crate::{Error, Manuscript};
use loro::{ID, VersionVector};
use model::review::{Act, ChangeKind, Decided, Put, Record};
use model::{Field, Splice};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// So many letters of words that were worked on are looked for, at most twice that.
const SAMPLE: i32 = 32;

impl Manuscript {
    /// Takes out what the same decision, made on two desks apart, put into the text a second time. Which of the two goes
    /// depends on the records alone, so that desks that do this apart do the same. Words that anybody else wrote into it
    /// stay, and it with them.
    pub(crate) fn once(&mut self) -> Result<(), Error> {
        let doubled = Meeting::of(self).doubled();
        let decided = self.decided_letters(&doubled);
        for put in doubled {
            // The places of before are old by now: each is looked for anew.
            let own = |place: &(usize, usize)| self.is_own(&put, *place, &decided);
            let Some((from, to)) = self.whole_of(&put).filter(own) else { continue };
            let places = places(self.text(put.field));
            let unit = |index: usize| u32::try_from(places.partition_point(|p| (*p as usize) < index)).unwrap_or(0);
            let splice = Splice { from: unit(from), to: unit(to), insert: String::new() };
            self.apply(put.field, &[splice])?;
        }
        Ok(())
    }

    /// The letters that were put there by decisions of the desks whose words go.
    fn decided_letters(&self, going: &[Put]) -> HashMap<u64, Vec<Range<i64>>> {
        let peers: HashSet<u64> = going.iter().filter_map(peer_of).collect();
        let mut out: HashMap<u64, Vec<Range<i64>>> = HashMap::new();
        for put in self.records().iter().flat_map(puts_of) {
            let Some(first) = read(&put.letters).filter(|id| peers.contains(&id.peer)) else { continue };
            let from = i64::from(first.counter);
            out.entry(first.peer).or_default().push(from..from + put.words.chars().count() as i64);
        }
        out.values_mut().for_each(|list| list.sort_by_key(|range| range.start));
        out
    }

    /// Whether all letters of a place that can be seen were put there by decisions of desks whose words go.
    fn is_own(&self, put: &Put, (from, to): (usize, usize), decided: &HashMap<u64, Vec<Range<i64>>>) -> bool {
        let text = self.container(put.field);
        let own = |id: ID| {
            let list = decided.get(&id.peer).map_or(&[][..], Vec::as_slice);
            let behind = list.partition_point(|range| range.start <= i64::from(id.counter));
            behind.checked_sub(1).is_some_and(|at| list[at].contains(&i64::from(id.counter)))
        };
        let mut letters = self.text(put.field).chars().skip(from).take(to - from).zip(from..to);
        letters.all(|(c, at)| c.is_whitespace() || letter(&text, at).is_some_and(own))
    }
}

/// What a decision put into the text at one place.
struct Placed<'a> {
    record: &'a Record,
    put: &'a Put,
    /// The peer that wrote it.
    peer: Option<u64>,
    /// The paragraph that a rejection brought back by it.
    about: Option<&'a Decided>,
}

/// By what two of them can be the same.
#[derive(PartialEq, Eq, Hash)]
enum Alike<'a> {
    Words(Field, &'a str),
    Ahead(Field, &'a str),
    Behind(Field, &'a str),
    /// A paragraph that was gone, or one that had moved, by the change.
    Paragraph(Field, &'a str),
    /// One that had moved, in whatever words.
    Moved(Field),
}

/// What was found for a key, or that there is nothing.
type Memo<K, V> = RefCell<HashMap<K, Option<V>>>;

/// The decisions of a document that is not changed meanwhile. To look for a letter that is gone, or for what a decision
/// knew, takes long: each is done once.
struct Meeting<'a> {
    piece: &'a Manuscript,
    all: Vec<Placed<'a>>,
    letters: HashMap<Field, Vec<char>>,
    reaches: Memo<(Field, &'a str), (usize, usize)>,
    known: Memo<&'a str, VersionVector>,
}

impl<'a> Meeting<'a> {
    fn of(piece: &'a Manuscript) -> Self {
        let placed = |record: &'a Record| {
            let filled = puts_of(record).iter().filter(|put| !put.words.is_empty());
            filled.map(move |put| Placed { record, put, peer: peer_of(put), about: brought_back(record, put) })
        };
        let all: Vec<Placed<'a>> = piece.records().iter().flat_map(placed).collect();
        // Who is alone meets nobody.
        let one = all.iter().all(|placed| placed.peer == all[0].peer);
        let fields: HashSet<Field> = all.iter().map(|placed| placed.put.field).collect();
        let letters = fields.into_iter().map(|field| (field, piece.text(field).chars().collect())).collect();
        let all = if one { Vec::new() } else { all };
        Meeting { piece, all, letters, reaches: RefCell::default(), known: RefCell::default() }
    }

    /// What goes, in one order everywhere, and each once: what goes first decides which white space is left for the next.
    fn doubled(&self) -> Vec<Put> {
        let mut alike: HashMap<Alike<'_>, Vec<&Placed<'a>>> = HashMap::new();
        for placed in &self.all {
            let put = placed.put;
            // White space beside the words can be of one decision here and of another there.
            let words = if put.words.trim().is_empty() { put.words.as_str() } else { put.words.trim() };
            let mut keys = vec![
                Alike::Words(put.field, words),
                Alike::Ahead(put.field, &put.left),
                Alike::Behind(put.field, &put.right),
            ];
            if let Some(about) = placed.about {
                keys.push(Alike::Paragraph(put.field, &about.change));
                keys.extend((about.kind == ChangeKind::Move).then_some(Alike::Moved(put.field)));
            }
            keys.into_iter().for_each(|key| alike.entry(key).or_default().push(placed));
        }
        let mut out: Vec<Put> = Vec::new();
        for (key, list) in alike.iter().filter(|(_, list)| list.len() > 1) {
            for (at, later) in list.iter().enumerate() {
                for earlier in list[..at].iter().filter(|earlier| self.are_apart(earlier, later)) {
                    // All that one desk put there stays, rather than what came first: paragraphs of two desks can
                    // stand in another order than those of one.
                    let of = |placed: &Placed<'a>| (&placed.record.by.name, placed.peer);
                    let [goes, stays] = if of(earlier) > of(later) { [*earlier, *later] } else { [*later, *earlier] };
                    let double = || match key {
                        Alike::Paragraph(..) => self.stand_both(goes.put, stays.put),
                        Alike::Moved(_) => moved_from_one_place(goes, stays) && self.stand_both(goes.put, stays.put),
                        _ => self.is_double(goes.put, stays.put),
                    };
                    if self.overtaken(goes.put, stays.put) || double() {
                        out.push(goes.put.clone());
                    }
                }
            }
        }
        out.extend(self.again());
        out.extend(self.strays());
        out.sort_by(|one, other| (one.field, &one.letters).cmp(&(other.field, &other.letters)));
        out.dedup_by(|one, other| one.field == other.field && one.letters == other.letters);
        out
    }

    /// Whether two decisions were made apart: the later one, in the order of records, did not know of the earlier.
    fn are_apart(&self, earlier: &Placed<'a>, later: &Placed<'a>) -> bool {
        earlier.record.id != later.record.id
            && earlier.peer != later.peer
            && read(&earlier.put.letters).is_some_and(|id| self.did_not_know(later.record, id))
    }

    fn did_not_know(&self, record: &'a Record, letter: ID) -> bool {
        let mut known = self.known.borrow_mut();
        let known = known.entry(&record.id).or_insert_with(|| self.piece.known_at(record));
        known.as_ref().is_some_and(|known| !known.includes_id(letter))
    }

    /// As [`Manuscript::reach_of`].
    fn reach_of(&self, put: &'a Put) -> Option<(usize, usize)> {
        let mut reaches = self.reaches.borrow_mut();
        *reaches.entry((put.field, &put.letters)).or_insert_with(|| self.piece.reach_of(put))
    }

    fn text(&self, field: Field, (from, to): (usize, usize)) -> &[char] {
        self.letters.get(&field).and_then(|letters| letters.get(from..to)).unwrap_or(&[])
    }

    /// Whether of the same words at the same place the ones that would go are as they were put there, and the others,
    /// which would stay, were worked on since: then most of these still stand.
    fn overtaken(&self, goes: &'a Put, stays: &'a Put) -> bool {
        let same = goes.words == stays.words && (goes.left == stays.left || goes.right == stays.right);
        if !same || self.reach_of(stays).is_some() || self.piece.span(goes).is_none() {
            return false;
        }
        let Some(start) = read(&stays.letters) else { return false };
        let count = i32::try_from(stays.words.chars().count()).unwrap_or(i32::MAX);
        // These say enough of all.
        let sample: Vec<i32> = (0..count).step_by(usize::try_from(count / SAMPLE).unwrap_or(0).max(1)).collect();
        let there = |index: &&i32| {
            let id = start.counter.checked_add(**index).map(|counter| ID { peer: start.peer, counter });
            id.is_some_and(|id| matches!(self.piece.stands(stays.field, id), Some(Stands::At(_))))
        };
        sample.iter().filter(there).count() * 2 > sample.len()
    }

    /// What was put back beside a longer stretch that another desk put back apart, and that holds it: one change there
    /// that was cut or grown here.
    fn again(&self) -> Vec<Put> {
        let mut by_first: HashMap<(Field, &str), Vec<usize>> = HashMap::new();
        for (at, Placed { put, .. }) in self.all.iter().enumerate() {
            let Some(first) = put.words.split_whitespace().next() else { continue };
            by_first.entry((put.field, first)).or_default().push(at);
        }
        // Inside another stretch that came back it is a word of that one.
        let within = |part: &'a Put| {
            let Some((from, to)) = self.reach_of(part) else { return true };
            let around = |(start, end): (usize, usize)| start <= from && to <= end && (start, end) != (from, to);
            let mut others = self.all.iter().map(|placed| placed.put).filter(|put| put.field == part.field);
            others.any(|put| self.reach_of(put).is_some_and(around))
        };
        let mut out = Vec::new();
        for (at, whole) in self.all.iter().enumerate() {
            let words: HashSet<&str> = whole.put.words.split_whitespace().collect();
            let near = words.iter().filter_map(|word| by_first.get(&(whole.put.field, *word))).flatten();
            for other in near.copied() {
                let part = &self.all[other];
                let [earlier, later] = if at > other { [part, whole] } else { [whole, part] };
                if part.peer == whole.peer {
                    continue;
                }
                // The same words stand elsewhere, too: only beside it, or where it was put, it is the same one, or where
                // all that stood around it came back there and is gone here.
                let sure = if self.stand_beside(whole.put, part.put) {
                    holds(whole.put, part.put)
                } else {
                    self.is_left_behind(whole.put, part.put).then_some(true)
                };
                let Some(sure) = sure else { continue };
                if self.are_apart(earlier, later) && (!sure || !within(part.put)) {
                    out.push(part.put.clone());
                }
            }
        }
        out
    }

    /// Whether words that a decision put into a passage stand alone where it was, while it came back elsewhere with them.
    fn is_left_behind(&self, whole: &'a Put, part: &'a Put) -> bool {
        self.stand_both(whole, part)
            && self.piece.is_gone(part.field, &part.left)
            && self.piece.is_gone(part.field, &part.right)
            && holds_as_it_stood(whole, part)
    }

    /// Words that a decision put into a moved paragraph at its new place, while a decision of another desk, which did not
    /// know of them, brought that paragraph back to its old place: they stand alone where it was.
    fn strays(&self) -> Vec<Put> {
        let moved = |placed: &&Placed<'a>| placed.about.is_some_and(|about| about.kind == ChangeKind::Move);
        let back: Vec<&Placed<'a>> = self.all.iter().filter(moved).collect();
        let mut out = Vec::new();
        if back.is_empty() {
            return out;
        }
        let alone = |put: &&Placed<'a>| !put.put.words.trim().is_empty() && !put.put.words.contains('\n');
        for Placed { record, put, .. } in self.all.iter().filter(alone) {
            let gone = |mark: &str| self.piece.is_gone(put.field, mark);
            let ahead = put.ahead.split_whitespace().next_back().filter(|_| gone(&put.left));
            let behind = put.behind.split_whitespace().next().filter(|_| gone(&put.right));
            let around = |text: &str| ahead.into_iter().chain(behind).any(|word| text.contains(word));
            let taken = back.iter().filter(|other| other.record.id != record.id).any(|other| {
                let here = other.about.filter(|about| about.field == put.field);
                here.is_some_and(|about| around(&about.inserted) || around(&about.removed))
                    && read(&put.letters).is_some_and(|id| self.did_not_know(other.record, id))
            });
            if taken {
                out.push((*put).clone());
            }
        }
        out
    }

    /// Whether what two decisions put into the text stands there still, at two places.
    fn stand_both(&self, first: &'a Put, second: &'a Put) -> bool {
        let (Some(a), Some(b)) = (self.reach_of(first), self.reach_of(second)) else { return false };
        a.1 <= b.0 || b.1 <= a.0
    }

    /// Whether two decisions put words to the same place that read the same now.
    fn is_double(&self, first: &'a Put, second: &'a Put) -> bool {
        let (Some(a), Some(b)) = (self.reach_of(first), self.reach_of(second)) else { return false };
        self.stand_beside(first, second) && self.text(first.field, a) == self.text(second.field, b)
    }

    /// Whether what two decisions put into the text stands there still, side by side or where there was one place.
    fn stand_beside(&self, first: &'a Put, second: &'a Put) -> bool {
        let (Some(a), Some(b)) = (self.reach_of(first), self.reach_of(second)) else { return false };
        let between = self.text(first.field, (a.1.min(b.1), a.0.max(b.0)));
        let near = || between.iter().all(|c| c.is_whitespace());
        (a.1 <= b.0 || b.1 <= a.0) && (first.left == second.left || first.right == second.right || near())
    }
}

fn puts_of(record: &Record) -> &[Put] {
    match &record.act {
        Act::Reject { put, .. } | Act::Undo { put, .. } => put,
        _ => &[],
    }
}

/// The peer that wrote what a decision put there.
fn peer_of(put: &Put) -> Option<u64> {
    read(&put.letters).map(|id| id.peer)
}

/// The paragraph that a rejection brought back by what it put there, in the words of the baseline at that time: one that
/// had moved, or was gone.
fn brought_back<'a>(record: &'a Record, put: &Put) -> Option<&'a Decided> {
    let Act::Reject { decided, .. } = &record.act else { return None };
    let whole = put.words.starts_with('\n') || put.words.ends_with('\n');
    let about = decided.iter().filter(|about| about.field == put.field);
    let mut about = about.filter(|about| about.kind == ChangeKind::Move || (about.kind == ChangeKind::Remove && whole));
    // One decision can be about many paragraphs: only when there is one are their words looked at.
    let first = about.next()?;
    let there: HashSet<&str> = put.words.split_whitespace().collect();
    // The words inside may have been chosen one way or the other: most of them are the paragraph's own.
    std::iter::once(first).chain(about).find(|about| is_about(about, &there))
}

/// Whether two rejections of a move took the paragraph from one place: there, words inside it can have been decided before
/// the one and not before the other.
fn moved_from_one_place(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let same = |a: &str, b: &str| !a.is_empty() && a == b;
    taken_from(one).zip(taken_from(other)).is_some_and(|(a, b)| same(&a.left, &b.left) || same(&a.right, &b.right))
}

/// Where the rejection of a move took the paragraph out.
fn taken_from<'a>(placed: &Placed<'a>) -> Option<&'a Put> {
    let about = placed.about?;
    let from = |put: &&Put| is_about(about, &put.took.split_whitespace().collect());
    puts_of(placed.record).iter().filter(|put| put.field == about.field).find(from)
}

/// Whether these are the words of a paragraph, as it was or as it was found: half of a short one can have been decided.
fn is_about(paragraph: &Decided, words: &HashSet<&str>) -> bool {
    most_of(&paragraph.removed, words) || most_of(&paragraph.inserted, words)
}

/// Whether most words of a paragraph are among some.
fn most_of(paragraph: &str, there: &HashSet<&str>) -> bool {
    let own: Vec<&str> = paragraph.split_whitespace().collect();
    let held = own.iter().filter(|word| there.contains(**word)).count();
    !own.is_empty() && held * 2 > own.len()
}

/// Whether the words that one decision put there are within those of another, with the neighbours that they have there:
/// true when both neighbours are the same, false when one is.
fn holds(whole: &Put, part: &Put) -> Option<bool> {
    let (ahead, behind) = around(whole, part)?;
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
    let last = same(ahead.split_whitespace().next_back(), part.ahead.split_whitespace().next_back());
    let next = same(behind.split_whitespace().next(), part.behind.split_whitespace().next());
    ((last || next) && ends(ahead.chars().next_back()) && ends(behind.chars().next())).then_some(last && next)
}

/// Whether the words that one decision put there are within those of another, and all that stood around them reads there
/// as it did where they were put.
fn holds_as_it_stood(whole: &Put, part: &Put) -> bool {
    let Some((ahead, behind)) = around(whole, part) else { return false };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    // The outermost word of what is remembered can be cut.
    let (there, own) = (words(&ahead), words(&part.ahead));
    let left = own.len() > 2 && there.ends_with(&own[1..]);
    let (there, own) = (words(&behind), words(&part.behind));
    left && own.len() > 2 && there.starts_with(&own[..own.len() - 1])
}

/// What stands in front of the words of one decision, and behind them, within those of another, longer ones and what stood
/// around those.
fn around(whole: &Put, part: &Put) -> Option<(String, String)> {
    let (ahead, behind) = whole.words.split_once(part.words.trim())?;
    // Of two that are the same each would hold the other, and both go.
    let longer = !ahead.trim().is_empty() || !behind.trim().is_empty();
    longer.then(|| (format!("{}{ahead}", whole.ahead), format!("{behind}{}", whole.behind)))
}
