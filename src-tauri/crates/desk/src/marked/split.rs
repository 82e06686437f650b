//! A file's one text with its history, shared out among the texts of the piece that was recognised in it.

use super::{Run, push, reading};
use model::Field;
use std::collections::BTreeMap;
use std::ops::Range;

/// The runs of each text, and where they came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Split {
    /// The runs of each text; with all changes accepted they read as the text does.
    pub(crate) runs: BTreeMap<Field, Vec<Run>>,
    /// Changed words that are in none of the texts.
    pub(crate) stray: Vec<Run>,
    /// Where a stretch of the whole went, in its order: bytes of the whole, text, first byte among the text's runs.
    map: Vec<(Range<usize>, Field, usize)>,
    /// Bytes of each text's runs.
    lengths: BTreeMap<Field, usize>,
}

/// A stretch of the accepted reading that belongs to a text (bytes).
struct Owned {
    at: Range<usize>,
    field: Field,
    /// What stands in front of it in the text and not in the source: an empty line between paragraphs.
    ahead: String,
}

/// Shares the runs out among texts that were recognised in their accepted reading.
///
/// A text whose lines do not stand in the source as they are keeps no history; what was changed there is in `stray`.
pub(crate) fn split(whole: &[Run], texts: &[(Field, &str)]) -> Split {
    let source = reading(whole, Run::is);
    let mut lines: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = 0;
    for line in source.split('\n') {
        lines.push((at..at + line.len(), false));
        at += line.len() + 1;
    }
    let mut owned: Vec<Owned> = Vec::new();
    let mut out = Split::default();
    // The body is looked for last: what is furniture already is not taken for it.
    let body_is_absent = !texts.iter().any(|(field, _)| *field == Field::Body);
    let of = |body: bool| texts.iter().copied().filter(move |(field, _)| (*field == Field::Body) == body);
    for (field, text) in of(false).chain(of(true)) {
        match find(&source, &lines, field, text) {
            Some(found) => {
                for part in &found {
                    let (first, last) = (line_of(&lines, part.at.start), line_of(&lines, part.at.end));
                    lines[first..=last].iter_mut().for_each(|line| line.1 = true);
                }
                owned.extend(found);
            }
            None => drop(out.runs.insert(field, vec![Run::kept(text)])),
        }
    }
    owned.sort_by_key(|part| part.at.start);
    // A body that is gone altogether is no text of the piece now, and was one.
    let has_body = body_is_absent || owned.iter().any(|part| part.field == Field::Body);
    Sharer { source: &source, owned: &owned, out: &mut out, has_body, begun: false, index: 0, at: 0, whole: 0 }
        .all(whole);
    for (field, text) in texts {
        let runs = out.runs.entry(*field).or_default();
        if reading(runs, Run::is) != **text {
            // Never another text than the one that was recognised.
            out.stray.extend(runs.drain(..).filter(Run::is_changed));
            runs.push(Run::kept(*text));
            out.map.retain(|(_, of, _)| of != field);
        }
    }
    out
}

fn line_of(lines: &[(Range<usize>, bool)], at: usize) -> usize {
    lines.partition_point(|(line, _)| line.start <= at).saturating_sub(1)
}

/// The stretches of the source that a text is made of, line by line; none when one is not found.
fn find(source: &str, lines: &[(Range<usize>, bool)], field: Field, text: &str) -> Option<Vec<Owned>> {
    let mut out: Vec<Owned> = Vec::new();
    let mut next = 0;
    let mut gap_from = 0;
    let mut at = 0;
    for line in text.split('\n') {
        let start = at;
        at += line.len() + 1;
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        let lead = start + line.find(words).unwrap_or(0);
        let free = || lines.iter().enumerate().skip(next).filter(|(_, (_, taken))| !taken);
        let same = free().find(|(_, (range, _))| source[range.clone()].trim() == words);
        let within = || free().find(|(_, (range, _))| field != Field::Body && source[range.clone()].contains(words));
        let (number, (range, _)) = same.or_else(within)?;
        let from = range.start + source[range.clone()].find(words)?;
        let found = from..from + words.len();
        let gap = &text[gap_from..lead];
        match out.last_mut() {
            // What stands between two lines of both belongs to the text, too.
            Some(last) if &source[last.at.end..found.start] == gap => last.at.end = found.end,
            Some(_) => out.push(Owned { at: found, field, ahead: gap.to_owned() }),
            None => out.push(Owned { at: found, field, ahead: String::new() }),
        }
        gap_from = lead + words.len();
        next = number + 1;
    }
    (!out.is_empty()).then_some(out)
}

struct Sharer<'a> {
    source: &'a str,
    owned: &'a [Owned],
    out: &'a mut Split,
    has_body: bool,
    /// Whether the body has words of now already.
    begun: bool,
    /// The first owned stretch that is not passed.
    index: usize,
    /// Bytes of the accepted reading that are passed.
    at: usize,
    /// Bytes of the whole that are passed.
    whole: usize,
}

impl Sharer<'_> {
    fn all(mut self, whole: &[Run]) {
        for run in whole {
            if run.is() {
                self.standing(run);
            } else {
                self.gone(run);
            }
            self.whole += run.text.len();
        }
    }

    /// A run of the accepted reading: each part goes to the text it belongs to.
    fn standing(&mut self, run: &Run) {
        let end = self.at + run.text.len();
        let (start, whole) = (self.at, self.whole);
        let mut stray: Vec<Range<usize>> = Vec::new();
        while self.at < end {
            let owned = self.owned;
            while owned.get(self.index).is_some_and(|part| part.at.end <= self.at) {
                self.index += 1;
            }
            let Some(part) = owned.get(self.index).filter(|part| part.at.start < end) else {
                stray.push(self.at..end);
                self.at = end;
                break;
            };
            if part.at.start > self.at {
                stray.push(self.at..part.at.start);
                self.at = part.at.start;
            }
            if self.at == part.at.start && !part.ahead.is_empty() {
                self.emit(part.field, &part.ahead, &Run::kept(""), None);
            }
            let to = end.min(part.at.end);
            let text = &run.text[self.at - start..to - start];
            let from = whole + (self.at - start);
            self.emit(part.field, text, run, Some(from));
            self.at = to;
        }
        for range in stray {
            let text = &run.text[range.start - start..range.end - start];
            if run.is_changed() && !text.trim().is_empty() {
                self.out.stray.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }

    /// A run that is not in the accepted reading: it belongs to what it touches.
    fn gone(&mut self, run: &Run) {
        let at = self.at;
        let left = self.owned.iter().take(self.index + 1).rev().find(|part| part.at.start < at);
        let right = self.owned[self.index.min(self.owned.len())..].iter().find(|part| part.at.start >= at);
        let blank = |range: Range<usize>| self.source.get(range).is_some_and(|s| s.chars().all(|c| c == ' '));
        let broken = run.text.contains('\n');
        let fits = |part: &Owned| !broken || !part.field.single_line();
        if let Some(part) = left.filter(|part| at < part.at.end && fits(part)) {
            return self.emit(part.field, &run.text, run, Some(self.whole));
        }
        let left_near = left.filter(|part| part.at.end <= at && blank(part.at.end..at));
        let right_near = right.filter(|part| blank(at..part.at.start));
        if let (Some(a), Some(b)) = (left_near, right_near)
            && a.field == b.field
            && fits(a)
        {
            return self.emit(a.field, &run.text, run, Some(self.whole));
        }
        if let Some(part) = left_near.filter(|part| fits(part) && !run.text.starts_with('\n')) {
            let skipped = self.source[part.at.end..at].to_owned();
            self.emit(part.field, &skipped, run, None);
            return self.emit(part.field, &run.text, run, Some(self.whole));
        }
        if let Some(part) = right_near.filter(|part| fits(part) && !run.text.ends_with('\n') && part.ahead.is_empty()) {
            self.emit(part.field, &run.text, run, Some(self.whole));
            let skipped = self.source[at..part.at.start].to_owned();
            return self.emit(part.field, &skipped, run, None);
        }
        let words = run.text.trim_matches('\n');
        if words.trim().is_empty() {
            return;
        }
        if !self.has_body {
            self.out.stray.push(Run { text: words.to_owned(), ..run.clone() });
            return;
        }
        // A paragraph of its own in the body.
        let lead = run.text.find(words).unwrap_or(0);
        if !self.begun {
            self.emit(Field::Body, words, run, Some(self.whole + lead));
            self.emit(Field::Body, "\n\n", run, None);
        } else {
            self.emit(Field::Body, "\n\n", run, None);
            self.emit(Field::Body, words, run, Some(self.whole + lead));
        }
    }

    fn emit(&mut self, field: Field, text: &str, of: &Run, from: Option<usize>) {
        if text.is_empty() {
            return;
        }
        let length = self.out.lengths.entry(field).or_default();
        if let Some(from) = from {
            self.out.map.push((from..from + text.len(), field, *length));
        }
        *length += text.len();
        push(self.out.runs.entry(field).or_default(), text, of);
        self.begun |= field == Field::Body && of.is();
    }
}

impl Split {
    /// Where a stretch of the whole is among the runs of a text: of the one that has most of it. None when none has any.
    pub(crate) fn spot(&self, range: &Range<usize>) -> Option<(Field, Range<usize>)> {
        let near = &self.map[self.map.partition_point(|(of, ..)| of.end < range.start)..];
        if range.is_empty() {
            let at = range.start;
            let (of, field, first) = near.iter().take(2).find(|(of, ..)| of.start <= at && at <= of.end)?;
            let place = first + (at - of.start);
            return Some((*field, place..place));
        }
        let overlap = |of: &Range<usize>| of.end.min(range.end).saturating_sub(of.start.max(range.start));
        let near = &near[..near.partition_point(|(of, ..)| of.start < range.end)];
        let mut weights: BTreeMap<Field, usize> = BTreeMap::new();
        for (of, field, _) in near.iter().filter(|(of, ..)| overlap(of) > 0) {
            *weights.entry(*field).or_default() += overlap(of);
        }
        let field = weights.into_iter().max_by_key(|(_, weight)| *weight)?.0;
        let own = near.iter().filter(|(of, other, _)| *other == field && overlap(of) > 0);
        let places: Vec<Range<usize>> = own
            .map(|(of, _, first)| {
                first + (of.start.max(range.start) - of.start)..first + (of.end.min(range.end) - of.start)
            })
            .collect();
        let (start, end) = (places.iter().map(|p| p.start).min()?, places.iter().map(|p| p.end).max()?);
        Some((field, start..end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::Signed;

    fn run(text: &str, fate: char) -> Run {
        let by = Some(Signed { name: "Ann".into(), ..Signed::default() });
        let (inserted, removed) = match fate {
            '+' => (by, None),
            '-' => (None, by),
            '±' => (by.clone(), by),
            _ => (None, None),
        };
        Run { text: text.into(), inserted, removed }
    }

    fn both(split: &Split, field: Field) -> (String, String) {
        let runs = split.runs.get(&field).cloned().unwrap_or_default();
        (reading(&runs, Run::was), reading(&runs, Run::is))
    }

    #[test]
    fn each_text_keeps_what_was_changed_in_it() {
        let whole = [
            run("# An ", ' '),
            run("old", '-'),
            run("new", '+'),
            run(" day\n\nBy Ann Ode\n\n", ' '),
            run("Gone for good.\n\n", '-'),
            run("The first", ' '),
            run(" of all", '-'),
            run(".\n\nShare this\n\nThe second", ' '),
            run(" one", '+'),
            run(".", ' '),
            run("\n\nThe last.", '-'),
        ];
        let body = "The first.\n\nThe second one.";
        let split = split(&whole, &[(Field::Headline, "An new day"), (Field::Byline, "Ann Ode"), (Field::Body, body)]);
        assert_eq!(both(&split, Field::Headline), ("An old day".into(), "An new day".into()));
        assert_eq!(both(&split, Field::Byline), ("Ann Ode".into(), "Ann Ode".into()));
        let before = "Gone for good.\n\nThe first of all.\n\nThe second.\n\nThe last.";
        assert_eq!(both(&split, Field::Body), (before.into(), body.into()));
        assert!(split.stray.is_empty(), "{:?}", split.stray);
        // "old" stands at byte 5 of the whole, "day" behind it.
        assert_eq!(split.spot(&(5..8)), Some((Field::Headline, 3..6)));
        let at = whole.iter().map(|run| run.text.as_str()).collect::<String>().find("Share this").unwrap();
        assert_eq!(split.spot(&(at..at + 10)), None);
    }

    #[test]
    fn what_was_changed_in_words_that_were_set_aside_is_told() {
        let whole = [run("Share ", ' '), run("this", '+'), run("\n\nA text.", ' ')];
        let split = split(&whole, &[(Field::Body, "A text.")]);
        assert_eq!(split.stray, vec![run("this", '+')]);
        assert_eq!(both(&split, Field::Body), ("A text.".into(), "A text.".into()));
    }

    #[test]
    fn a_text_that_reads_otherwise_than_its_source_keeps_its_words() {
        let whole = [run("One ", ' '), run("two", '+'), run(" three.", ' ')];
        let split = split(&whole, &[(Field::Body, "One 2 three.")]);
        assert_eq!(both(&split, Field::Body), ("One 2 three.".into(), "One 2 three.".into()));
        assert_eq!(split.stray, vec![run("two", '+')]);
    }

    #[test]
    fn single_breaks_that_became_empty_lines_split_no_history() {
        let whole = [run("One", ' '), run(" more", '+'), run(".\nTwo", ' '), run(" less", '-'), run(".", ' ')];
        let split = split(&whole, &[(Field::Body, "One more.\n\nTwo.")]);
        assert_eq!(both(&split, Field::Body), ("One.\n\nTwo less.".into(), "One more.\n\nTwo.".into()));
    }
}
