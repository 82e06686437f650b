//! What decisions put into the text: to take it back, and to have it once when two desks decided the same.

use crate::letters::{Stands, letter, places, read, written};
use crate::{Error, Manuscript};
use loro::{Frontiers, ID};
use model::review::{Act, ChangeKind, Decided, Put, Record, Texts};
use model::{Field, Splice};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// So many letters of words that were worked on are looked for, at most twice that.
const SAMPLE: i32 = 32;
/// So many characters to either side of a place are kept.
const CONTEXT: usize = 24;

impl Manuscript {
    /// What an edit did to the texts that read `then` before it: for the record of a rejection, or of taking one back.
    /// To be asked for right after the edit.
    pub fn puts(&self, then: &Texts, splices: &[(Field, Vec<Splice>)]) -> Vec<Put> {
        let mut out = Vec::new();
        for (field, splices) in splices {
            let old: Vec<u16> = then.get(field).map_or("", String::as_str).encode_utf16().collect();
            let places = places(self.text(*field));
            let letters: Vec<char> = self.text(*field).chars().collect();
            let text = self.container(*field);
            let index = |unit: u32| places.get(unit as usize).map(|index| *index as usize);
            let name = |index: Option<usize>| index.and_then(|i| letter(&text, i)).map(written).unwrap_or_default();
            let mut growth = 0i64;
            for splice in splices {
                let len = model::utf16_len(&splice.insert);
                let from = u32::try_from(i64::from(splice.from) + growth).unwrap_or(0);
                growth += i64::from(len) - i64::from(splice.to - splice.from);
                let (from_index, to_index) = (start_of(index(from)), start_of(index(from + len)));
                let ahead =
                    &letters[from_index.saturating_sub(CONTEXT).min(letters.len())..from_index.min(letters.len())];
                let behind = &letters[to_index.min(letters.len())..(to_index + CONTEXT).min(letters.len())];
                let took = old.get(splice.from as usize..splice.to as usize).unwrap_or(&[]);
                let start = index(from);
                out.push(Put {
                    field: *field,
                    took: String::from_utf16_lossy(took),
                    words: splice.insert.clone(),
                    letters: if len == 0 { String::new() } else { name(start) },
                    left: name(start.and_then(|i| i.checked_sub(1))),
                    right: name(index(from + len)),
                    ahead: ahead.iter().collect(),
                    behind: behind.iter().collect(),
                });
            }
        }
        out
    }

    /// What takes back the rejection that `record` is about, as replacements in the texts now; none when what it put
    /// there was changed since, or the record is no rejection. Also for an undo that is to be taken back.
    pub fn take_back(&self, record: &Record) -> Option<Vec<(Field, Vec<Splice>)>> {
        let (Act::Reject { put, .. } | Act::Undo { put, .. }) = &record.act else { return None };
        let mut out: Vec<(Field, Vec<Splice>)> = Vec::new();
        for field in Field::ALL {
            let own: Vec<&Put> = put.iter().filter(|put| put.field == field).collect();
            if own.is_empty() {
                continue;
            }
            let places = places(self.text(field));
            let unit = |index: usize| u32::try_from(places.partition_point(|p| (*p as usize) < index)).ok();
            let mut splices: Vec<Splice> = Vec::new();
            for put in own {
                let (from, to) = if put.words.is_empty() { self.seam(put) } else { self.span(put) }
                    .filter(|place| self.reads_around(put, *place))
                    .or_else(|| self.by_context(put))
                    .or_else(|| if put.words.is_empty() { self.seam(put) } else { self.span(put) })?;
                splices.push(Splice { from: unit(from)?, to: unit(to)?, insert: put.took.clone() });
            }
            splices.sort_by_key(|splice| (splice.from, splice.to));
            if splices.windows(2).any(|pair| pair[0].to > pair[1].from) {
                return None;
            }
            out.push((field, splices));
        }
        (!out.is_empty()).then_some(out)
    }

    /// Where the words of a decision stand as they were put there, among characters.
    fn span(&self, put: &Put) -> Option<(usize, usize)> {
        if put.words.is_empty() {
            return None;
        }
        let first = read(&put.letters)?;
        let len = put.words.chars().count();
        let last = ID { peer: first.peer, counter: first.counter.checked_add(i32::try_from(len - 1).ok()?)? };
        let Stands::At(from) = self.stands(put.field, first)? else { return None };
        let reads = self.text(put.field).chars().skip(from).take(len).eq(put.words.chars());
        if !reads || letter(&self.container(put.field), from + len - 1) != Some(last) {
            return None;
        }
        Some((from, from + len))
    }

    /// The place where words were taken out, among characters; none when the letters on both sides are gone.
    fn seam(&self, put: &Put) -> Option<(usize, usize)> {
        let stands = |mark: &str| match self.stands(put.field, read(mark)?) {
            Some(Stands::At(at)) => Some(at),
            _ => None,
        };
        let at = stands(&put.left).map(|left| left + 1).or_else(|| stands(&put.right))?;
        Some((at, at))
    }

    /// Whether a place has the neighbours that it had.
    fn reads_around(&self, put: &Put, (from, to): (usize, usize)) -> bool {
        let letters: Vec<char> = self.text(put.field).chars().collect();
        fits_at(&letters, put, from) && to == from + put.words.chars().count()
    }

    /// The only place that reads as it did, whatever its letters are called by now: words that went and came back are
    /// other letters.
    fn by_context(&self, put: &Put) -> Option<(usize, usize)> {
        let letters: Vec<char> = self.text(put.field).chars().collect();
        let mut found = (0..=letters.len()).filter(|at| fits_at(&letters, put, *at));
        let only = found.next()?;
        found.next().is_none().then(|| (only, only + put.words.chars().count()))
    }

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
                    for (kind, key) in [(0, &put.words), (1, &put.left), (2, &put.right)] {
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

    /// What was put back beside a longer stretch that another desk put back apart, and that holds it: one change there
    /// that was cut or grown here.
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
                let (later, earlier) = if at > other { (record, part) } else { (part_of, whole) };
                let Some(sure) = (at != other).then(|| holds(whole, part)).flatten() else { continue };
                if self.known_at(later).zip(read(&earlier.letters)).is_some_and(|(known, id)| !known.includes_id(id))
                    // The same words stand elsewhere, too: only beside it, or where it was put, it is the same one.
                    && self.stand_beside(whole, part)
                    && (!sure || !within(part))
                {
                    out.push((*part).clone());
                }
            }
        }
        out
    }

    /// Words that a decision put into a moved paragraph at its new place, while a decision of another desk, which did not
    /// know of them, brought that paragraph back to its old place: they stand alone where it was.
    fn strays(&self) -> Vec<Put> {
        let rejected = |record: &Record| matches!(&record.act, Act::Reject { .. });
        let back: Vec<&Record> = self.records().iter().filter(|record| rejected(record)).collect();
        let gone = |field: Field, mark: &str| {
            read(mark).is_some_and(|id| !matches!(self.stands(field, id), Some(Stands::At(_))))
        };
        let mut out = Vec::new();
        for record in self.records() {
            let (Act::Reject { put, .. } | Act::Undo { put, .. }) = &record.act else { continue };
            for put in put.iter().filter(|put| !put.words.trim().is_empty() && !put.words.contains('\n')) {
                let ahead = put.ahead.split_whitespace().next_back().filter(|_| gone(put.field, &put.left));
                let behind = put.behind.split_whitespace().next().filter(|_| gone(put.field, &put.right));
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

    /// From the first to the last letter that a decision put there, among characters, whatever was changed in between;
    /// without the white space at the ends, which a paragraph beside it can have taken along or have come into.
    fn reach_of(&self, put: &Put) -> Option<(usize, usize)> {
        let first = read(&put.letters)?;
        let at = |index: usize| {
            let counter = first.counter.checked_add(i32::try_from(index).ok()?)?;
            match self.stands(put.field, ID { peer: first.peer, counter })? {
                Stands::At(at) => Some(at),
                Stands::WasAt(_) => None,
            }
        };
        let last = put.words.chars().count().checked_sub(1)?;
        let (ahead, behind) = blanks(&put.words);
        let (from, to) = (at(ahead.chars().count())?, at(last - behind.chars().count())?);
        (from <= to).then_some((from, to + 1))
    }

    /// What is to be taken out of the text so that the words of a decision are gone: they, and white space that reads as
    /// what was put there with them.
    fn whole_of(&self, put: &Put) -> Option<(usize, usize)> {
        let (mut from, mut to) = self.reach_of(put)?;
        let letters: Vec<char> = self.text(put.field).chars().collect();
        let (ahead, behind) = blanks(&put.words);
        let (ahead, behind): (Vec<char>, Vec<char>) = (ahead.chars().collect(), behind.chars().collect());
        let (before, after) = (letters.get(..from)?, letters.get(to..)?);
        let blank = |letter: Option<&char>| letter.is_none_or(|c| c.is_whitespace());
        // What stands to both sides stays apart.
        let parted = (blank(before.last()), blank(after.first()));
        let takes = |own: &[char], there: bool| !own.is_empty() && there;
        if !ahead.is_empty() && !behind.is_empty() && after.starts_with(&behind) && before.ends_with(&ahead) {
            (from, to) = (from - ahead.len(), to + behind.len());
        } else if takes(&behind, parted.0 && after.starts_with(&behind)) {
            to += behind.len();
        } else if takes(&ahead, parted.1 && before.ends_with(&ahead)) {
            from -= ahead.len();
        } else if takes(&behind, parted.1 && before.ends_with(&behind)) {
            from -= behind.len();
        } else if takes(&ahead, parted.0 && after.starts_with(&ahead)) {
            to += ahead.len();
        }
        Some((from, to))
    }

    /// What a decision knew: everything up to its mark.
    fn known_at(&self, record: &Record) -> Option<loro::VersionVector> {
        let (Act::Reject { mark, .. } | Act::Undo { mark, .. }) = &record.act else { return None };
        let frontiers = Frontiers::decode(&crate::anchors::unhex(mark)?).ok()?;
        self.doc().try_frontiers_to_vv(&frontiers).ok()?
    }
}

/// The kind of candidates that bring a whole paragraph back.
const PARAGRAPH: u8 = 3;

/// The paragraph that a rejection brought back by what it put there, in the words of the baseline at that time: one that
/// had moved, or was gone.
fn brought_back<'a>(record: &'a Record, put: &Put) -> Option<&'a Decided> {
    let Act::Reject { decided, .. } = &record.act else { return None };
    let whole = put.words.starts_with('\n') || put.words.ends_with('\n');
    let about = decided.iter().filter(|about| about.field == put.field);
    about
        .filter(|about| about.kind == ChangeKind::Move || (about.kind == ChangeKind::Remove && whole))
        // The words inside may have been chosen one way or the other: most of them are the paragraph's own.
        .find(|about| most_of(&about.removed, &put.words))
}

/// Whether two rejections brought the same paragraph back: the same change, or a move of what is the same paragraph in
/// other words, since words inside it were decided before the one and not before the other.
fn is_same(one: &Record, first: &Put, other: &Record, second: &Put) -> bool {
    let (Some(one), Some(other)) = (brought_back(one, first), brought_back(other, second)) else { return false };
    let moved = one.kind == ChangeKind::Move && other.kind == ChangeKind::Move;
    one.change == other.change || (moved && most_of(&one.removed, &other.removed))
}

/// Whether most words of a paragraph stand in a text.
fn most_of(paragraph: &str, text: &str) -> bool {
    let there: HashSet<&str> = text.split_whitespace().collect();
    let own: Vec<&str> = paragraph.split_whitespace().collect();
    let held = own.iter().filter(|word| there.contains(**word)).count();
    !own.is_empty() && held * 2 > own.len()
}

/// Whether the words that one decision put there are within those of another, with the neighbours that they have there:
/// true when both neighbours are the same, false when one is.
fn holds(whole: &Put, part: &Put) -> Option<bool> {
    let (ahead, behind) = whole.words.split_once(part.words.trim())?;
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
    let last = same(ahead.split_whitespace().next_back(), part.ahead.split_whitespace().next_back());
    let next = same(behind.split_whitespace().next(), part.behind.split_whitespace().next());
    ((last || next) && ends(ahead.chars().next_back()) && ends(behind.chars().next())).then_some(last && next)
}

/// The white space at both ends of words; none where there is nothing else.
fn blanks(words: &str) -> (&str, &str) {
    let own = words.trim();
    if own.is_empty() {
        return ("", "");
    }
    let ahead = words.len() - words.trim_start().len();
    (&words[..ahead], &words[ahead + own.len()..])
}

/// Who put words there, and the peer that wrote them: an order in which every desk has its place.
fn desk_of<'a>(record: &'a Record, put: &Put) -> (&'a str, Option<u64>) {
    (&record.by.name, read(&put.letters).map(|id| id.peer))
}

fn start_of(index: Option<usize>) -> usize {
    index.unwrap_or(0)
}

/// Whether the words of a decision, between the neighbours they had, stand at a place.
fn fits_at(letters: &[char], put: &Put, at: usize) -> bool {
    let (ahead, behind) = (put.ahead.chars().count(), put.behind.chars().count());
    let len = put.words.chars().count();
    let Some(start) = at.checked_sub(ahead) else { return false };
    let end = at + len + behind;
    // Fewer neighbours than could be kept: the text began or ended there.
    let starts = ahead == CONTEXT || start == 0;
    let ends = behind == CONTEXT || end == letters.len();
    let all = put.ahead.chars().chain(put.words.chars()).chain(put.behind.chars());
    starts && ends && letters.get(start..end).is_some_and(|part| part.iter().copied().eq(all))
}
