//! What decisions put into the text: to take it back, and to find it again.

use crate::Manuscript;
use crate::letters::{Stands, letter, places, read, written};
use loro::{Frontiers, ID};
use model::review::{Act, Put, Record, Texts};
use model::{Field, Splice};

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
    pub(crate) fn span(&self, put: &Put) -> Option<(usize, usize)> {
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

    /// What a decision knew: everything up to its mark.
    pub(crate) fn known_at(&self, record: &Record) -> Option<loro::VersionVector> {
        let (Act::Reject { mark, .. } | Act::Undo { mark, .. }) = &record.act else { return None };
        let frontiers = Frontiers::decode(&crate::anchors::unhex(mark)?).ok()?;
        // The document falls over a moment that can't be.
        let (all, can_be) = (self.doc().oplog_vv(), |id: ID| id.counter >= 0);
        if !frontiers.iter().all(|id| can_be(id) && all.includes_id(id)) {
            return None;
        }
        self.doc().try_frontiers_to_vv(&frontiers).ok()?
    }
}

/// What is to be taken out of a text so that the words of a decision, which reach so far, are gone: they, and white space
/// that reads as what was put there with them.
pub(crate) fn whole_at(put: &Put, (mut from, mut to): (usize, usize), letters: &[char]) -> (usize, usize) {
    let (ahead, behind) = blanks(&put.words);
    let (ahead, behind): (Vec<char>, Vec<char>) = (ahead.chars().collect(), behind.chars().collect());
    let (before, after) = (letters.get(..from).unwrap_or(&[]), letters.get(to..).unwrap_or(&[]));
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
    (from, to)
}

/// The white space at both ends of words; none where there is nothing else.
pub(crate) fn blanks(words: &str) -> (&str, &str) {
    let own = words.trim();
    if own.is_empty() {
        return ("", "");
    }
    let ahead = words.len() - words.trim_start().len();
    (&words[..ahead], &words[ahead + own.len()..])
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
