//! What two desks put into the text apart, by the same decision: it stands there once.

use crate::letters::{Stands, letter, places, read, written};
use crate::{Error, Manuscript};
use loro::ID;
use model::review::{Act, ChangeKind, Decided, Put, Record};
use model::{Field, Splice};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// So many letters of words that were worked on are looked for, at most twice that.
const SAMPLE: i32 = 32;

impl Manuscript {
    /// Takes out what the same decision, made on two desks apart, put into the text a second time. Which of the two goes
    /// depends on the records alone, so that desks that do this apart do the same: a double is seen, a loss is not. Words
    /// that anybody else wrote into it stay, and it with them.
    pub(crate) fn settle(&mut self) -> Result<(), Error> {
        // Candidates read alike, have the same neighbour, or bring a whole paragraph back, in whatever words.
        type Alike<'a> = HashMap<(Field, u8, &'a str), Vec<(&'a Record, &'a Put)>>;
        let mut alike: Alike<'_> = HashMap::new();
        for record in self.records() {
            if let Act::Reject { put, .. } | Act::Undo { put, .. } = &record.act {
                for put in put.iter().filter(|put| !put.words.is_empty()) {
                    // White space beside the words can be of one decision here and of another there.
                    let words = if put.words.trim().is_empty() { put.words.as_str() } else { put.words.trim() };
                    for (kind, key) in [(0, words), (1, put.left.as_str()), (2, put.right.as_str())] {
                        alike.entry((put.field, kind, key)).or_default().push((record, put));
                    }
                    if brought_back(record, put).is_some() {
                        alike.entry((put.field, PARAGRAPH, "")).or_default().push((record, put));
                    }
                }
            }
        }
        let mut known: HashMap<&str, Option<loro::VersionVector>> = HashMap::new();
        let mut doubled: Vec<(Field, Put)> = Vec::new();
        for ((_, kind, _), list) in alike.iter().filter(|(_, list)| list.len() > 1) {
            for (at, (later, second)) in list.iter().enumerate() {
                let known = known.entry(&later.id).or_insert_with(|| self.known_at(later));
                let Some(known) = known else { continue };
                for (earlier, first) in &list[..at] {
                    let apart = read(&first.letters).is_some_and(|id| !known.includes_id(id));
                    let double = || match *kind {
                        PARAGRAPH => is_same(earlier, first, later, second) && self.stand_both(first, second),
                        _ => self.is_double(first, second),
                    };
                    if earlier.id == later.id || !apart {
                        continue;
                    }
                    // All that one desk put there stays, rather than what came first: paragraphs of two desks can
                    // stand in another order than those of one.
                    let [goes, stays] = if desk_of(earlier, first) > desk_of(later, second) {
                        [first, second]
                    } else {
                        [second, first]
                    };
                    if self.overtaken(goes, stays) || double() {
                        doubled.push((goes.field, (*goes).clone()));
                    }
                }
            }
        }
        doubled.extend(self.again().into_iter().map(|put| (put.field, put)));
        doubled.extend(self.strays().into_iter().map(|put| (put.field, put)));
        // In one order everywhere, and each once: what goes first decides which white space is left for the next.
        doubled.sort_by(|(a, one), (b, other)| (a, &one.letters).cmp(&(b, &other.letters)));
        doubled.dedup_by(|(a, one), (b, other)| a == b && one.letters == other.letters);
        let decided = self.decided_letters(&doubled);
        for (field, put) in doubled {
            // The places of before are old by now: each is looked for anew.
            let own = |place: &(usize, usize)| self.is_own(&put, *place, &decided);
            let Some((from, to)) = self.whole_of(&put).filter(own) else { continue };
            let places = places(self.text(field));
            let unit = |index: usize| u32::try_from(places.partition_point(|p| (*p as usize) < index)).unwrap_or(0);
            let splice = Splice { from: unit(from), to: unit(to), insert: String::new() };
            self.apply(field, &[splice])?;
        }
        Ok(())
    }

    /// Whether of the same words at the same place the ones that would go are as they were put there, and the others,
    /// which would stay, were worked on since: then most of these still stand.
    fn overtaken(&self, goes: &Put, stays: &Put) -> bool {
        let same = goes.words == stays.words && (goes.left == stays.left || goes.right == stays.right);
        if !same || self.reach_of(stays).is_some() || self.span(goes).is_none() {
            return false;
        }
        let Some(start) = read(&stays.letters) else { return false };
        let count = i32::try_from(stays.words.chars().count()).unwrap_or(i32::MAX);
        // To look for a letter that is gone takes long; these say enough of all.
        let sample: Vec<i32> = (0..count).step_by(usize::try_from(count / SAMPLE).unwrap_or(0).max(1)).collect();
        let there = |index: &&i32| {
            let id = start.counter.checked_add(**index).map(|counter| ID { peer: start.peer, counter });
            id.is_some_and(|id| matches!(self.stands(stays.field, id), Some(Stands::At(_))))
        };
        sample.iter().filter(there).count() * 2 > sample.len()
    }

    /// The letters that were put there by decisions of the desks whose words go.
    fn decided_letters(&self, going: &[(Field, Put)]) -> HashMap<u64, Vec<Range<i64>>> {
        let peers: HashSet<u64> = going.iter().filter_map(|(_, put)| Some(read(&put.letters)?.peer)).collect();
        let mut out: HashMap<u64, Vec<Range<i64>>> = HashMap::new();
        for record in self.records() {
            let (Act::Reject { put, .. } | Act::Undo { put, .. }) = &record.act else { continue };
            for put in put {
                let Some(first) = read(&put.letters).filter(|id| peers.contains(&id.peer)) else { continue };
                let from = i64::from(first.counter);
                out.entry(first.peer).or_default().push(from..from + put.words.chars().count() as i64);
            }
        }
        out.values_mut().for_each(|list| list.sort_by_key(|range| range.start));
        out
    }

    /// Whether all letters of a place that can be seen are those which a decision put there: this one, or one that was
    /// made inside its words.
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

    /// What was put back beside a longer stretch that another desk put back apart, and that holds it or goes on where it
    /// begins: one change there that was cut or grown here.
    fn again(&self) -> Vec<Put> {
        let mut all: Vec<(usize, &Record, &Put)> = Vec::new();
        let mut by_first: HashMap<(Field, &str), Vec<usize>> = HashMap::new();
        for (at, record) in self.records().iter().enumerate() {
            let (Act::Reject { put, .. } | Act::Undo { put, .. }) = &record.act else { continue };
            for put in put {
                let Some(first) = put.words.split_whitespace().next() else { continue };
                by_first.entry((put.field, first)).or_default().push(all.len());
                all.push((at, record, put));
            }
        }
        // Inside another stretch that came back it is a word of that one.
        let within = |part: &Put| {
            let Some((from, to)) = self.reach_of(part) else { return true };
            let around = |(start, end): (usize, usize)| start <= from && to <= end && (start, end) != (from, to);
            all.iter().any(|(_, _, put)| put.field == part.field && self.reach_of(put).is_some_and(around))
        };
        let mut out = Vec::new();
        for (at, record, whole) in &all {
            let words: HashSet<&str> = whole.words.split_whitespace().collect();
            let near = words.iter().filter_map(|word| by_first.get(&(whole.field, *word))).flatten();
            for (other, part_of, part) in near.map(|index| &all[*index]) {
                if at == other || peer_of(whole) == peer_of(part) {
                    continue;
                }
                // What the words tell is asked first: it takes least.
                let (sides, both) = (holds(whole, part), overlap(whole, part));
                let (later, earlier) = if at > other { (record, part) } else { (part_of, whole) };
                if (sides.is_none() && both.is_none()) || self.knew(later, earlier) {
                    continue;
                }
                let Some((last, next)) = sides else {
                    let both = both.filter(|[one, two]| self.stand_both(one, two));
                    let goes = usize::from(desk_of(record, whole) < desk_of(part_of, part));
                    out.extend(both.map(|both| both[goes].clone()));
                    continue;
                };
                // The same words stand elsewhere, too: only beside it, where it was put, or where the words around it
                // went and came back with the others, it is the same one.
                let same = self.stand_beside(whole, part) || self.is_left_alone(part, last, next);
                let inside = last && next && within(part);
                if same && !inside {
                    out.push((*part).clone());
                }
            }
        }
        out
    }

    /// Whether neither of these words that stood beside what a decision put there, in front and behind, stands there now; of
    /// a stretch of words that had both, whether not both do.
    fn is_left_alone(&self, put: &Put, ahead: bool, behind: bool) -> bool {
        let (front, back) = self.words_beside(put).unwrap_or_default();
        let in_front = ahead && put.ahead.split_whitespace().next_back() == Some(&front);
        let at_back = behind && put.behind.split_whitespace().next() == Some(&back);
        let stretch = ahead && behind && put.words.split_whitespace().nth(STRETCH - 1).is_some();
        if stretch { !(in_front && at_back) } else { !in_front && !at_back }
    }

    /// Whether a decision knew of what another one put there; also where nobody can tell.
    fn knew(&self, later: &Record, earlier: &Put) -> bool {
        self.known_at(later).zip(read(&earlier.letters)).is_none_or(|(known, id)| known.includes_id(id))
    }

    /// Words that a decision put into a moved paragraph at its new place, while a decision of another desk, which did not
    /// know of them, brought that paragraph back to its old place: they stand alone where it was.
    fn strays(&self) -> Vec<Put> {
        let rejected = |record: &Record| matches!(&record.act, Act::Reject { .. });
        let back: Vec<&Record> = self.records().iter().filter(|record| rejected(record)).collect();
        let mut out = Vec::new();
        for record in self.records() {
            let (Act::Reject { put, .. } | Act::Undo { put, .. }) = &record.act else { continue };
            for put in put.iter().filter(|put| !put.words.trim().is_empty() && !put.words.contains('\n')) {
                let ahead = put.ahead.split_whitespace().next_back().filter(|_| self.is_gone(put.field, &put.left));
                let behind = put.behind.split_whitespace().next().filter(|_| self.is_gone(put.field, &put.right));
                if ahead.is_none() && behind.is_none() {
                    continue;
                }
                let taken = back.iter().filter(|other| other.id != record.id).any(|other| {
                    let Act::Reject { decided, put: puts, .. } = &other.act else { return false };
                    let moved = decided.iter().filter(|d| d.kind == ChangeKind::Move && d.field == put.field);
                    let around = |text: &str| ahead.into_iter().chain(behind).any(|word| text.contains(word));
                    moved.into_iter().any(|d| around(&d.inserted) || around(&d.removed))
                        && puts.iter().any(|other_put| {
                            brought_back(other, other_put).is_some_and(|about| about.kind == ChangeKind::Move)
                        })
                        && read(&put.letters)
                            .zip(self.known_at(other))
                            .is_some_and(|(id, known)| !known.includes_id(id))
                });
                if taken {
                    out.push(put.clone());
                }
            }
        }
        out
    }

    /// Whether what two decisions put into the text stands there still, at two places.
    fn stand_both(&self, first: &Put, second: &Put) -> bool {
        let (Some(a), Some(b)) = (self.reach_of(first), self.reach_of(second)) else { return false };
        a.1 <= b.0 || b.1 <= a.0
    }

    /// Whether two decisions put words to the same place that read the same now.
    fn is_double(&self, first: &Put, second: &Put) -> bool {
        let (Some(a), Some(b)) = (self.reach_of(first), self.reach_of(second)) else { return false };
        let letters = |(from, to): (usize, usize)| self.text(first.field).chars().skip(from).take(to - from);
        self.stand_beside(first, second) && letters(a).eq(letters(b))
    }

    /// Whether what two decisions put into the text stands there still, side by side or where there was one place.
    fn stand_beside(&self, first: &Put, second: &Put) -> bool {
        let (Some(a), Some(b)) = (self.reach_of(first), self.reach_of(second)) else { return false };
        let (end, start) = (a.1.min(b.1), a.0.max(b.0));
        let near = self.text(first.field).chars().take(start).skip(end).all(char::is_whitespace);
        (near || first.left == second.left || first.right == second.right) && (a.1 <= b.0 || b.1 <= a.0)
    }
}

/// So many words with the same neighbours on both sides stand nowhere else by chance.
const STRETCH: usize = 3;

/// Paragraphs of fewer words are told apart by each of them.
const FEW: usize = 8;

/// The kind of candidates that bring a whole paragraph back.
const PARAGRAPH: u8 = 3;

/// The paragraph that a rejection brought back by what it put there, in the words of the baseline at that time: one that
/// had moved, or was gone.
fn brought_back<'a>(record: &'a Record, put: &Put) -> Option<&'a Decided> {
    let Act::Reject { decided, .. } = &record.act else { return None };
    let whole = put.words.starts_with(['\r', '\n']) || put.words.ends_with('\n');
    // Only white space goes where it comes.
    let came = whole && put.took.trim().is_empty();
    let about = decided.iter().filter(|about| about.field == put.field);
    about
        .filter(|about| about.kind == ChangeKind::Move || came)
        // The words inside may have been chosen one way or the other: most of them are the paragraph's own.
        .find(|about| most_of(&about.removed, &put.words))
}

/// Whether two rejections brought the same paragraph back: the same change, or what is the same paragraph in other words,
/// since words inside it were decided before the one and not before the other.
fn is_same(one: &Record, first: &Put, other: &Record, second: &Put) -> bool {
    let (Some(one), Some(other)) = (brought_back(one, first), brought_back(other, second)) else { return false };
    let moved = one.kind == ChangeKind::Move && other.kind == ChangeKind::Move;
    let alike = || {
        let most = most_of(&one.removed, &other.removed) && most_of(&other.removed, &one.removed);
        // Of short ones, half of the words can be the same by chance.
        most && one.removed.split_whitespace().count() >= FEW
    };
    one.change == other.change || (moved && most_of(&one.removed, &other.removed)) || alike()
}

/// Whether most words of a paragraph stand in a text.
fn most_of(paragraph: &str, text: &str) -> bool {
    let there: HashSet<&str> = text.split_whitespace().collect();
    let own: Vec<&str> = paragraph.split_whitespace().collect();
    let held = own.iter().filter(|word| there.contains(**word)).count();
    !own.is_empty() && held * 2 > own.len()
}

/// Whether the words that one decision put there are within those of another, with a neighbour that they have there: the
/// word in front, the word behind.
fn holds(whole: &Put, part: &Put) -> Option<(bool, bool)> {
    let (ahead, behind) = whole.words.split_once(part.words.trim())?;
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
    let last = same(ahead.split_whitespace().next_back(), part.ahead.split_whitespace().next_back());
    let next = same(behind.split_whitespace().next(), part.behind.split_whitespace().next());
    ((last || next) && ends(ahead.chars().next_back()) && ends(behind.chars().next())).then_some((last, next))
}

/// What two decisions both put there, when the words of the second go on where those of the first end: the part of each.
/// The words in front and behind, as each of them knew them, have to agree.
fn overlap(first: &Put, second: &Put) -> Option<[Put; 2]> {
    let words = second.words.trim_start();
    let begin = words.split_whitespace().next()?;
    let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
    for (at, _) in first.words.match_indices(begin) {
        let shared = first.words[at..].trim_end();
        let Some(rest) = words.strip_prefix(shared).filter(|rest| rest.starts_with(char::is_whitespace)) else {
            continue;
        };
        let last = same(first.words[..at].split_whitespace().next_back(), second.ahead.split_whitespace().next_back());
        if last && same(rest.split_whitespace().next(), first.behind.split_whitespace().next()) {
            let from = |put: &Put, byte: usize| -> Option<Put> {
                let id = read(&put.letters)?;
                let counter = id.counter.checked_add(i32::try_from(put.words[..byte].chars().count()).ok()?)?;
                Some(Put { words: shared.to_owned(), letters: written(ID { counter, ..id }), ..put.clone() })
            };
            return Some([from(first, at)?, from(second, second.words.len() - words.len())?]);
        }
    }
    None
}

/// Who put words there, and the peer that wrote them: an order in which every desk has its place.
fn desk_of<'a>(record: &'a Record, put: &Put) -> (&'a str, Option<u64>) {
    (&record.by.name, peer_of(put))
}

fn peer_of(put: &Put) -> Option<u64> {
    read(&put.letters).map(|id| id.peer)
}
