//! A text with its changes since a baseline in one row, each letter by whoever wrote or took it.

use crate::attribute::Removals;
use crate::compare::{Gap, Paragraph, ParagraphKind, RunKind, compare};
use crate::letters::{letter, places};
use crate::rejoin::rejoined;
use crate::review::changes;
use crate::{Comparison, Manuscript};
use loro::ID;
use model::review::{Baseline, Texts};
use model::{Field, Person};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// A stretch of text with one fate and one author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedRun {
    /// Whether it stayed, went or came.
    pub kind: RunKind,
    /// The words; never empty.
    pub text: String,
    /// Who put it there or took it; none where it stayed, and where the log does not know.
    pub by: Option<Person>,
    /// When, milliseconds since 1970; 0 where the log does not know.
    pub at: i64,
    /// For both ends of a moved paragraph: the same number.
    pub moved: Option<u32>,
}

/// A stretch of both texts before it is known whose it is.
pub(crate) struct Stretch {
    pub(crate) kind: RunKind,
    pub(crate) text: String,
    pub(crate) moved: Option<u32>,
}

/// A stretch of a text (UTF-16 units) that is part of a change, whose it mainly is, and when (seconds since 1970).
type Owned = (Range<u32>, Person, i64);

/// The parts of changes in the text before and in the text now.
#[derive(Default)]
struct Owners {
    before: Vec<Owned>,
    after: Vec<Owned>,
}

/// Whose change a letter is part of that nobody is known to have touched.
fn owned(list: &[Owned], unit: u32) -> Option<(Person, i64)> {
    let next = list.partition_point(|(range, ..)| range.start <= unit);
    let (_, by, at) = list[..next].iter().rev().take(8).find(|(range, ..)| range.contains(&unit))?;
    Some((by.clone(), *at))
}

impl Manuscript {
    /// A text with all its changes since a baseline: what stayed and came is the text now, what stayed and went that of
    /// the baseline, to the letter. `person_of` says who sat at a peer. Letters of a change that nobody is known to have
    /// touched (a gap between two words) are by whoever has the most of that change.
    pub fn marked(&self, field: Field, since: &Baseline, person_of: &dyn Fn(u64) -> Option<Person>) -> Vec<MarkedRun> {
        let before = since.texts.get(&field).map_or("", String::as_str);
        let mut row = row(&compare(before, self.text(field)));
        let removals = row.iter().any(|s| s.kind == RunKind::Removed).then(|| Removals::of(self, since));
        if let Some(signed) = removals.as_ref().and_then(|removals| removals.letters(field))
            && row.iter().any(|s| s.kind == RunKind::Inserted)
        {
            let container = self.container(field);
            let now = self.text(field).chars().enumerate().map(|(at, c)| (c, letter(&container, at))).collect();
            let was = before.chars().enumerate().map(|(at, c)| (c, letter(signed, at))).collect();
            row = rejoined(row, &was, &now);
        }
        let mut out: Vec<MarkedRun> = Vec::with_capacity(row.len());
        let owners = OnceCell::new();
        let owner = |side: fn(&Owners) -> &Vec<Owned>, unit: u32| {
            owned(side(owners.get_or_init(|| self.owners(field, since, person_of))), unit)
        };
        let writers = row.iter().any(|s| s.kind == RunKind::Inserted).then(|| self.writers(field, since, person_of));
        let (mut was, mut now) = (0u32, 0u32);
        for stretch in row {
            let length = model::utf16_len(&stretch.text);
            match stretch.kind {
                RunKind::Same => push(&mut out, &stretch, &stretch.text, None),
                RunKind::Inserted => {
                    let writer = |unit: u32| writers.as_ref().and_then(|all| all.get((now + unit) as usize)?.clone());
                    let writer = |unit: u32| writer(unit).or_else(|| owner(|owners| &owners.after, now + unit));
                    cut(&mut out, &stretch, writer);
                }
                RunKind::Removed => {
                    let mut taken: HashMap<u32, (u64, i64)> = HashMap::new();
                    if let Some(removals) = &removals {
                        removals.each(field, &(was..was + length), &mut |at, by| {
                            if let Some(by) = by {
                                taken.insert(at - was, by);
                            }
                        });
                    }
                    let taker = |unit: u32| taken.get(&unit).and_then(|(peer, at)| Some((person_of(*peer)?, *at)));
                    let taker = |unit: u32| taker(unit).or_else(|| owner(|owners| &owners.before, was + unit));
                    cut(&mut out, &stretch, taker);
                }
            }
            was += if stretch.kind == RunKind::Inserted { 0 } else { length };
            now += if stretch.kind == RunKind::Removed { 0 } else { length };
        }
        out
    }

    /// The changes of a text as a person sees them, by their places on both sides.
    fn owners(&self, field: Field, since: &Baseline, person_of: &dyn Fn(u64) -> Option<Person>) -> Owners {
        let alone = |text: &str| Texts::from([(field, text.to_owned())]);
        let before = since.texts.get(&field).map_or("", String::as_str);
        let mut list = changes(&alone(before), &alone(self.text(field)));
        self.attribute(&mut list, since, person_of);
        let mut out = Owners::default();
        for change in list {
            let Some(by) = change.by.first() else { continue };
            for part in change.parts {
                out.before.push((part.before, by.clone(), change.at / 1_000));
                out.after.push((part.after, by.clone(), change.at / 1_000));
            }
        }
        out.before.sort_by_key(|(range, ..)| (range.start, range.end));
        out.after.sort_by_key(|(range, ..)| (range.start, range.end));
        out
    }

    /// Who wrote each UTF-16 unit of a text since a baseline, and when (seconds since 1970).
    fn writers(
        &self,
        field: Field,
        since: &Baseline,
        person_of: &dyn Fn(u64) -> Option<Person>,
    ) -> Vec<Option<(Person, i64)>> {
        let mark = self.vector(&since.mark);
        let returned = self.returned();
        let container = self.container(field);
        let mut people: HashMap<u64, Option<Person>> = HashMap::new();
        let mut last: Option<(ID, i32, i64)> = None;
        let of_letter = |index: usize| -> Option<(Person, i64)> {
            let id = letter(&container, index)?;
            if mark.as_ref().is_some_and(|mark| mark.includes_id(id)) {
                return None;
            }
            if let Some(back) = returned.iter().find(|back| back.holds(id)) {
                return Some((back.by.first()?.clone(), 0));
            }
            let when = match last {
                Some((start, end, when)) if start.peer == id.peer && (start.counter..end).contains(&id.counter) => when,
                _ => {
                    let meta = self.doc().get_change(id)?;
                    let end = meta.id.counter + i32::try_from(meta.len).unwrap_or(0);
                    last = Some((meta.id, end, meta.timestamp));
                    meta.timestamp
                }
            };
            let person = people.entry(id.peer).or_insert_with(|| person_of(id.peer)).clone();
            Some((person?, when))
        };
        let letters: Vec<Option<(Person, i64)>> = (0..self.text(field).chars().count()).map(of_letter).collect();
        let units = places(self.text(field));
        units[..units.len() - 1].iter().map(|index| letters.get(*index as usize).cloned().flatten()).collect()
    }
}

/// Adds a stretch in parts of one author each.
fn cut(out: &mut Vec<MarkedRun>, stretch: &Stretch, of: impl Fn(u32) -> Option<(Person, i64)>) {
    let mut part: Range<usize> = 0..0;
    let mut by: Option<(Person, i64)> = None;
    let mut unit = 0;
    for (at, c) in stretch.text.char_indices() {
        let own = of(unit);
        unit += c.len_utf16() as u32;
        // White space that nobody is known for goes with what is beside it.
        if own != by && !(own.is_none() && c.is_whitespace()) {
            if !stretch.text[part.clone()].trim().is_empty() || by.is_some() {
                push(out, stretch, &stretch.text[part.clone()], by.take());
                part.start = at;
            }
            by = own;
        }
        part.end = at + c.len_utf8();
    }
    push(out, stretch, &stretch.text[part], by);
}

fn push(out: &mut Vec<MarkedRun>, stretch: &Stretch, text: &str, by: Option<(Person, i64)>) {
    if text.is_empty() {
        return;
    }
    let (by, at) = by.map_or((None, 0), |(person, at)| (Some(person), at.saturating_mul(1_000)));
    let run = MarkedRun { kind: stretch.kind, text: text.to_owned(), by, at, moved: stretch.moved };
    match out.last_mut() {
        Some(last) if (last.kind, &last.by, last.at, last.moved) == (run.kind, &run.by, run.at, run.moved) => {
            last.text.push_str(text);
        }
        _ => out.push(run),
    }
}

/// A comparison as one row of stretches; a moved paragraph went from its old place and came to its new one.
fn row(comparison: &Comparison) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut add = |kind, text: &str, moved| {
        if !text.is_empty() {
            out.push(Stretch { kind, text: text.to_owned(), moved });
        }
    };
    gap(&mut add, &comparison.lead);
    let words = |paragraph: &Paragraph, without| -> String {
        paragraph.runs.iter().filter(|run| run.kind != without).map(|run| run.text.as_str()).collect()
    };
    for paragraph in &comparison.paragraphs {
        match paragraph.kind {
            ParagraphKind::MovedAway { .. } => {
                let from = paragraph.before.start;
                let here = |p: &&Paragraph| p.before.start == from && !p.before.is_empty() && !p.runs.is_empty();
                let here = comparison.paragraphs.iter().find(here);
                let words = here.map(|p| words(p, RunKind::Inserted)).unwrap_or_default();
                add(RunKind::Removed, &(words + &paragraph.gap.before), Some(from));
            }
            ParagraphKind::MovedHere { from } => {
                add(RunKind::Inserted, &(words(paragraph, RunKind::Removed) + &paragraph.gap.after), Some(from));
            }
            _ => {
                paragraph.runs.iter().for_each(|run| add(run.kind, &run.text, None));
                gap(&mut add, &paragraph.gap);
            }
        }
    }
    out
}

/// White space of both sides: what they share first.
fn gap(add: &mut impl FnMut(RunKind, &str, Option<u32>), gap: &Gap) {
    let shared = gap.before.bytes().zip(gap.after.bytes()).take_while(|(a, b)| a == b).count();
    // Unicode has white space of several bytes.
    let shared = (0..=shared).rev().find(|&at| gap.before.is_char_boundary(at)).unwrap_or(0);
    add(RunKind::Same, &gap.before[..shared], None);
    add(RunKind::Removed, &gap.before[shared..], None);
    add(RunKind::Inserted, &gap.after[shared..], None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Manuscript;

    fn person(peer: u64) -> Option<Person> {
        Some(Person::named(if peer == 2 { "Ann Ode" } else { "Bo Lind" }))
    }

    #[test]
    fn every_letter_is_by_whoever_wrote_or_took_it() {
        let mut piece = Manuscript::new(1).expect("empty");
        piece.set_text(Field::Body, "One two three four.\n\nFive.").expect("fits");
        piece.take_update(1_000).expect("encodes");
        let texts = piece.texts();
        let since = Baseline { texts: texts.clone(), signed: texts, mark: piece.mark(), ..Baseline::default() };
        for (peer, at, text) in [(2, 2_000, "One 2 three four.\n\nFive."), (3, 3_000, "One 2 three.\n\nFive and 6.")] {
            piece.set_peer(peer).expect("nothing is open");
            piece.set_text(Field::Body, text).expect("fits");
            piece.take_update(at).expect("encodes");
        }
        let runs = piece.marked(Field::Body, &since, &person);
        let told: Vec<(RunKind, &str, Option<&str>, i64)> = runs
            .iter()
            .map(|run| (run.kind, run.text.as_str(), run.by.as_ref().map(|p| p.initials.as_str()), run.at))
            .collect();
        use RunKind::{Inserted, Removed, Same};
        assert_eq!(
            told,
            [
                (Same, "One ", None, 0),
                (Removed, "two", Some("AO"), 2_000_000),
                (Inserted, "2", Some("AO"), 2_000_000),
                (Same, " three", None, 0),
                (Removed, " four", Some("BL"), 3_000_000),
                (Same, ".\n\nFive", None, 0),
                (Inserted, " and 6", Some("BL"), 3_000_000),
                (Same, ".", None, 0),
            ]
        );
    }

    #[test]
    fn words_that_nobody_touched_stay_though_their_paragraph_went() {
        let mut piece = Manuscript::new(1).expect("empty");
        piece.set_text(Field::Body, "Alpha beta.\n\nGamma delta.").expect("fits");
        piece.take_update(1_000).expect("encodes");
        let texts = piece.texts();
        let since = Baseline { texts: texts.clone(), signed: texts, mark: piece.mark(), ..Baseline::default() };
        piece.set_peer(2).expect("nothing is open");
        piece.apply(Field::Body, &[model::Splice { from: 5, to: 13, insert: " ".into() }]).expect("fits");
        piece.take_update(2_000).expect("encodes");
        assert_eq!(piece.text(Field::Body), "Alpha Gamma delta.");
        let runs = piece.marked(Field::Body, &since, &person);
        let known = runs.iter().filter(|run| run.kind != RunKind::Same);
        let told: Vec<(&str, Option<&str>)> =
            known.map(|run| (run.text.as_str(), run.by.as_ref().map(|p| p.initials.as_str()))).collect();
        assert_eq!(told, [(" beta.\n\n", Some("AO")), (" ", Some("AO"))]);
    }

    #[test]
    fn both_texts_come_out_of_the_row_to_the_letter() {
        let before = "Alpha beta gamma delta.\n\nA second paragraph that is long enough to be known.\n\n\nEnd.";
        let now = "A second paragraph that is long enough to be known.\n\nAlpha gamma delta epsilon.\n\nEnd!";
        let mut piece = Manuscript::new(1).expect("empty");
        piece.set_text(Field::Body, before).expect("fits");
        piece.take_update(1_000).expect("encodes");
        let texts = piece.texts();
        let since = Baseline { texts: texts.clone(), signed: texts, mark: piece.mark(), ..Baseline::default() };
        piece.set_text(Field::Body, now).expect("fits");
        piece.take_update(2_000).expect("encodes");
        let runs = piece.marked(Field::Body, &since, &person);
        let side = |without| -> String {
            runs.iter().filter(|run| run.kind != without).map(|run| run.text.as_str()).collect()
        };
        assert_eq!((side(RunKind::Inserted).as_str(), side(RunKind::Removed).as_str()), (before, now));
        assert_eq!(runs.iter().filter(|run| run.moved.is_some()).count(), 2);
    }
}
