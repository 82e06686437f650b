//! What everybody did to a text, written into its log as theirs.

use super::{Marked, Remark, Run, Signed, Spot};
use crate::review::passage::trimmed;
use crate::session::Session;
use crate::{Desk, Error};
use model::review::{Act, Anchor, CommentKind};
use model::{Field, Person, ReceiptEntry, ReceiptKind, Splice};
use std::collections::BTreeMap;
use std::ops::Range;
use store::Op;

/// Steps times runs that are replayed one by one; of a larger history each person's doing is one step.
const MOST_WORK: usize = 20_000_000;
/// Steps times bytes of text, likewise.
const MOST_COPIED: usize = 500_000_000;
/// Rows of the log that one file may make.
const MOST_ROWS: usize = 400;
/// People whose changes are told apart.
const MOST_PEOPLE: usize = 200;
/// Comments that are kept; what is said in more stands in the receipt.
const MOST_REMARKS: usize = 2_000;

/// Something that somebody did to one run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Doing {
    /// Milliseconds since 1970.
    at: i64,
    /// Takes out what came in by another doing: not before that one.
    late: bool,
    who: usize,
    field: Field,
    run: usize,
    removes: bool,
}

impl Doing {
    /// What is done at once.
    fn step(&self) -> (i64, bool, usize) {
        (self.at, self.late, self.who)
    }
}

/// The texts while everybody's doing is written.
struct State<'a> {
    marked: &'a Marked,
    /// Whether each run stands, and its length in UTF-16 units.
    runs: BTreeMap<Field, Vec<(bool, u32)>>,
}

impl Marked {
    /// Whether anybody is known to have changed anything.
    pub(crate) fn has_history(&self) -> bool {
        self.runs.values().flatten().any(Run::is_changed)
    }

    /// The passage of a remark in a text as it reads now, UTF-16 units; none when it hangs on none of its words.
    pub(crate) fn in_text(&self, remark: &Remark, field: Field, now: &str) -> Option<Range<u32>> {
        match &remark.spot {
            Spot::Now(of, range) if *of == field => Some(range.clone()),
            Spot::Runs(of, range) if *of == field => {
                let whole = [Run::kept(now)];
                let runs = self.runs.get(&field).map_or(&whole[..], Vec::as_slice);
                if range.is_empty() && range.start == 0 {
                    return Some(0..model::utf16_len(now));
                }
                let place = place_of(runs.iter().map(|run| (run, run.is())), range);
                (range.is_empty() || !place.is_empty()).then_some(place)
            }
            _ => None,
        }
    }

    /// Everything that was done, in order, and by whom.
    fn doings(&self, now: i64) -> (Vec<Doing>, Vec<Person>) {
        let mut people: Vec<Person> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut who = |signed: &Signed| {
            let person = signed.person();
            *known.entry(person.name.clone()).or_insert_with(|| {
                people.push(person);
                people.len() - 1
            })
        };
        let mut out = Vec::new();
        for (field, runs) in &self.runs {
            for (run, what) in runs.iter().enumerate() {
                let at = |signed: &Signed| signed.at.filter(|at| *at > 0).unwrap_or(now);
                let inserted = what.inserted.as_ref().map(|by| (at(by), who(by)));
                if let Some((at, who)) = inserted {
                    out.push(Doing { at, late: false, who, field: *field, run, removes: false });
                }
                if let Some(by) = &what.removed {
                    let late = inserted.is_some();
                    let at = at(by).max(inserted.map_or(0, |(at, _)| at));
                    out.push(Doing { at, late, who: who(by), field: *field, run, removes: true });
                }
            }
        }
        out.sort_unstable();
        (out, people)
    }
}

/// A history that is too long to be told step by step: what each person put in, then what each took out.
fn in_short(doings: &mut [Doing], people: &mut Vec<Person>) {
    if people.len() > MOST_PEOPLE {
        *people = vec![Person::named("Several people")];
        doings.iter_mut().for_each(|doing| doing.who = 0);
    }
    let mut last = vec![0i64; people.len()];
    doings.iter().for_each(|doing| last[doing.who] = last[doing.who].max(doing.at));
    let all = last.iter().copied().max().unwrap_or(0);
    for doing in doings.iter_mut() {
        doing.late = doing.removes;
        doing.at = if doing.removes { all } else { last[doing.who] };
    }
    doings.sort_unstable();
}

fn count_steps(doings: &[Doing]) -> (usize, usize) {
    let steps = 1 + doings.windows(2).filter(|pair| pair[0].step() != pair[1].step()).count();
    let rows = 1 + doings.windows(2).filter(|pair| pair[0].who != pair[1].who).count();
    (steps, rows)
}

impl Desk {
    /// Writes what everybody did into a piece that reads as it was received: a row of the log for each stretch of one
    /// person's work, with the times of the file. Gives the anchors of remarks on words that are gone, by their numbers.
    pub(crate) fn replay(
        &self,
        session: &mut Session,
        marked: &Marked,
        ops: &mut Vec<Op>,
    ) -> Result<BTreeMap<usize, Anchor>, Error> {
        let now = self.now();
        let (mut doings, mut people) = marked.doings(now);
        let runs: usize = marked.runs.values().map(Vec::len).sum();
        let bytes: usize = marked.runs.values().flatten().map(|run| run.text.len()).sum();
        let (steps, rows) = count_steps(&doings);
        let is_long = steps.saturating_mul(runs) > MOST_WORK || steps.saturating_mul(bytes) > MOST_COPIED;
        if is_long || rows > MOST_ROWS || people.len() > MOST_PEOPLE {
            in_short(&mut doings, &mut people);
        }
        let mine = self.person().0;
        for person in &mut people {
            if person.name == mine.name {
                person.clone_from(&mine);
            }
        }
        // A document's times never run backwards, so the text as received is no younger than the first change.
        let begun = doings.first().map_or(now, |first| first.at.min(now));
        ops.extend(self.change_ops(session, "import", now, begun)?);
        let own = session.peer;
        let mut state = State::received(marked);
        let mut anchors = state.anchors(session, |run| run.was());
        let mut peers: BTreeMap<usize, u64> = BTreeMap::new();
        let mut at = 0;
        while let Some(first) = doings.get(at) {
            let end = at + doings[at..].iter().take_while(|doing| doing.who == first.who).count();
            let known = peers.get(&first.who).copied();
            session.write_as(known.unwrap_or_else(Desk::random), known.is_some())?;
            peers.insert(first.who, session.peer);
            let mut last = first.at;
            for step in doings[at..end].chunk_by(|a, b| a.step() == b.step()) {
                if step.iter().any(|doing| doing.late) {
                    let passing = state.anchors(session, |run| !run.was());
                    for (number, anchor) in passing {
                        anchors.entry(number).or_insert(anchor);
                    }
                }
                state.take(session, step)?;
                last = step[0].at;
                session.manuscript.commit_at(last / 1000);
            }
            session.signing = Some(people[first.who].clone());
            let done = self.change_ops(session, "edit", last, last);
            session.signing = None;
            ops.extend(done?);
            at = end;
        }
        session.write_as(own, true)?;
        session.recount();
        Ok(anchors)
    }

    /// Keeps the remarks of a file, each by whom the file names. Says what could not be kept.
    pub(crate) fn keep_remarks(
        &self,
        session: &mut Session,
        marked: &Marked,
        gone: &BTreeMap<usize, Anchor>,
        source: &str,
    ) -> Result<Vec<ReceiptEntry>, Error> {
        let mut left = Vec::new();
        for (number, remark) in marked.remarks.iter().enumerate() {
            let by = |signed: &Option<Signed>| match signed {
                Some(signed) => (signed.at.unwrap_or_else(|| self.now()), signed.person()),
                None => (self.now(), self.person().0),
            };
            let say = |session: &mut Session, (at, by): (i64, Person), act: Act| {
                if number >= MOST_REMARKS {
                    return Ok(None);
                }
                match session.manuscript.record(self.new_id().to_string(), at, by, None, act) {
                    Ok(record) => Ok(Some(record.id)),
                    Err(manuscript::Error::TooLong) => Ok(None),
                    Err(error) => Err(Error::from(error)),
                }
            };
            let anchor = gone.get(&number).cloned().unwrap_or_else(|| anchor(session, marked, remark));
            let act = Act::Comment { anchor, text: remark.text.clone(), kind: CommentKind::Comment, to: None };
            let Some(of) = say(session, by(&remark.by), act)? else {
                let all = std::iter::once(&remark.text).chain(remark.replies.iter().map(|(_, text)| text));
                let words: Vec<&str> = all.map(String::as_str).collect();
                let entry = ReceiptEntry::new(ReceiptKind::Dropped, "comment", "marks.comment_not_kept");
                left.push(entry.saying(words.join(" / ").chars().take(2_000).collect::<String>()));
                continue;
            };
            for (who, text) in &remark.replies {
                if say(session, by(who), Act::Reply { of: of.clone(), text: text.clone() })?.is_none() {
                    let entry = ReceiptEntry::new(ReceiptKind::Dropped, "answer", "marks.comment_not_kept");
                    left.push(entry.saying(text.chars().take(2_000).collect::<String>()));
                }
            }
            if remark.resolved {
                // The file does not tell who settled it.
                let file = Person { name: source.to_owned(), initials: "→".into() };
                say(session, (self.now(), file), Act::Resolve { of })?;
            }
        }
        Ok(left)
    }
}

/// What a remark hangs on, in the text now.
fn anchor(session: &Session, marked: &Marked, remark: &Remark) -> Anchor {
    let manuscript = &session.manuscript;
    match &remark.spot {
        Spot::Piece => Anchor::default(),
        Spot::Now(field, range) => manuscript.anchor(*field, range.clone()),
        Spot::Lost => lost(remark),
        Spot::Runs(field, range) => {
            let text = manuscript.text(*field);
            let whole = [Run::kept(text)];
            let runs = marked.runs.get(field).map_or(&whole[..], Vec::as_slice);
            let place = place_of(runs.iter().map(|run| (run, run.is())), range);
            if !range.is_empty() {
                let words = trimmed(text, place.clone());
                // A gap alone is nothing that a person points at: the word beside it is.
                let words = if words.is_empty() && !place.is_empty() { word_at(text, place.start) } else { words };
                let anchor = manuscript.anchor(*field, words);
                // Never on the whole text what was on some words of it.
                return if anchor.quote.is_empty() { lost(remark) } else { anchor };
            }
            match range.start {
                0 => Anchor { field: Some(*field), ..Anchor::default() },
                _ => manuscript.anchor(*field, word_at(text, place.start)),
            }
        }
    }
}

/// An anchor on words that are nowhere; they are kept.
fn lost(remark: &Remark) -> Anchor {
    match remark.quote.trim() {
        "" => Anchor::default(),
        quote => Anchor { field: Some(Field::Body), quote: quote.to_owned(), ..Anchor::default() },
    }
}

/// The word at a place, or the one in front of it (UTF-16 units).
fn word_at(text: &str, at: u32) -> Range<u32> {
    let (mut unit, mut start, mut end, mut last) = (0, 0, 0, (0, 0));
    let mut open = false;
    for c in text.chars() {
        let next = unit + c.len_utf16() as u32;
        if c.is_whitespace() {
            if open && end >= at {
                return start..end;
            }
            open = false;
            if unit > at && last.1 > 0 {
                return last.0..last.1;
            }
        } else {
            if !open {
                (start, open) = (unit, true);
                if start > at && last.1 > 0 {
                    return last.0..last.1;
                }
            }
            end = next;
            last = (start, end);
        }
        unit = next;
    }
    last.0..last.1
}

/// Where a stretch of runs (bytes, one after the other) is in the text of those that stand, UTF-16 units.
fn place_of<'a>(runs: impl Iterator<Item = (&'a Run, bool)>, range: &Range<usize>) -> Range<u32> {
    let (mut from, mut units) = (0usize, 0u32);
    let (mut start, mut end) = (None, 0u32);
    for (run, stands) in runs {
        let (first, last) = (from, from + run.text.len());
        from = last;
        if stands {
            let part = |at: usize| {
                let mut at = at.saturating_sub(first).min(run.text.len());
                while !run.text.is_char_boundary(at) {
                    at -= 1;
                }
                units + model::utf16_len(&run.text[..at])
            };
            if first < range.end && range.start < last {
                start = start.or(Some(part(range.start)));
                end = part(range.end);
            } else if range.is_empty() && first <= range.start && range.start <= last && start.is_none() {
                (start, end) = (Some(part(range.start)), part(range.start));
            }
            units += model::utf16_len(&run.text);
        }
        if first >= range.end && start.is_some() {
            break;
        }
    }
    start.map_or(units..units, |start| start..end)
}

impl<'a> State<'a> {
    fn received(marked: &'a Marked) -> Self {
        let of = |runs: &Vec<Run>| runs.iter().map(|run| (run.was(), model::utf16_len(&run.text))).collect();
        State { marked, runs: marked.runs.iter().map(|(field, runs)| (*field, of(runs))).collect() }
    }

    /// Makes one step in the texts.
    fn take(&mut self, session: &mut Session, step: &[Doing]) -> Result<(), Error> {
        for field in Field::ALL {
            let Some(own) = self.runs.get_mut(&field) else { continue };
            let mut next = step.iter().filter(|doing| doing.field == field).peekable();
            if next.peek().is_none() {
                continue;
            }
            let texts = &self.marked.runs[&field];
            let mut splices: Vec<Splice> = Vec::new();
            let mut at = 0u32;
            for (number, (stands, units)) in own.iter_mut().enumerate() {
                let Some(doing) = next.next_if(|doing| doing.run == number) else {
                    at += if *stands { *units } else { 0 };
                    continue;
                };
                let (to, insert) = if doing.removes { (at + *units, "") } else { (at, texts[number].text.as_str()) };
                match splices.last_mut() {
                    Some(last) if last.to == at => {
                        last.to = to;
                        last.insert.push_str(insert);
                    }
                    _ => splices.push(Splice { from: at, to, insert: insert.to_owned() }),
                }
                *stands = !doing.removes;
                at = to;
            }
            session.manuscript.apply(field, &splices)?;
        }
        Ok(())
    }

    /// Anchors of remarks whose words are gone in the end, on what of `which` runs stands at this moment.
    fn anchors(&self, session: &Session, which: fn(&Run) -> bool) -> BTreeMap<usize, Anchor> {
        let mut out = BTreeMap::new();
        for (number, remark) in self.marked.remarks.iter().enumerate().take(MOST_REMARKS) {
            let Spot::Runs(field, range) = &remark.spot else { continue };
            let (Some(runs), Some(state)) = (self.marked.runs.get(field), self.runs.get(field)) else { continue };
            if range.is_empty() || says_something(runs, range, Run::is) || !says_something(runs, range, which) {
                continue;
            }
            let standing = runs.iter().zip(state).map(|(run, (stands, _))| (run, *stands));
            let words = trimmed(session.manuscript.text(*field), place_of(standing, range));
            let anchor = session.manuscript.anchor(*field, words);
            if !anchor.quote.trim().is_empty() {
                out.insert(number, anchor);
            }
        }
        out
    }
}

/// Whether a stretch has words in one reading.
fn says_something(runs: &[Run], range: &Range<usize>, stands: fn(&Run) -> bool) -> bool {
    let mut from = 0;
    for run in runs {
        let (first, last) = (from, from + run.text.len());
        from = last;
        if first >= range.end {
            break;
        }
        let part = range.start.saturating_sub(first)..range.end.min(last).saturating_sub(first);
        if stands(run) && run.text.get(part).is_some_and(|part| !part.trim().is_empty()) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_words_takes_the_word_beside_it() {
        let text = "One two\n\nthree.";
        let word = |at| {
            let range = word_at(text, at);
            &text[range.start as usize..range.end as usize]
        };
        assert_eq!((word(0), word(3), word(4), word(5)), ("One", "One", "two", "two"));
        assert_eq!((word(8), word(9), word(15)), ("two", "three.", "three."));
        assert_eq!(word_at("", 0), 0..0);
    }
}
