//! Both readings of a text as one row of paragraphs whose every letter has a fate.

use crate::tracked::{Run, Stamp, Status, Tracked};
use crate::write::out::date_attribute;
use crate::write::sheet::{Item, Mark, Paragraph, Part, Sheet, Style, Table};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// What became of a letter or a paragraph mark, and the move it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fate {
    pub(crate) status: Status,
    pub(crate) moved: Option<String>,
}

impl Fate {
    pub(crate) fn kept() -> Rc<Self> {
        Rc::new(Fate { status: Status::Kept, moved: None })
    }
}

/// The move of a run. Word wants the time of one: without, words went here and came there.
fn moved(run: &Run) -> Option<String> {
    let (Status::Inserted(by) | Status::Removed(by)) = &run.status else { return None };
    run.moved.clone().filter(|name| !name.is_empty() && !date_attribute(by).is_empty())
}

#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Mark {
        mark: Mark,
        style: Style,
        /// The style before it was changed, and by whom.
        before: Option<Box<(Style, Stamp)>>,
        fate: Rc<Fate>,
    },
    /// A comment begins or ends here: its place in the list of comments.
    Start(usize),
    End(usize),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Shaped {
    pub(crate) now: Paragraph,
    pub(crate) was: Option<(Paragraph, Stamp)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Laid {
    Paragraph {
        shaped: Box<Shaped>,
        pieces: Vec<Piece>,
        fate: Rc<Fate>,
    },
    /// A table that is in one reading only, or in both; its rows and their fates.
    Table {
        rows: Vec<(Rc<Fate>, Vec<Vec<Piece>>)>,
    },
}

/// A place in one reading → a place in the union.
struct Map {
    /// Start in the reading, start in the union, length.
    spans: Vec<(usize, usize, usize)>,
    end: usize,
}

impl Map {
    fn of(text: &Tracked, stands: fn(&Status) -> bool) -> Self {
        let (mut at, mut union) = (0, 0);
        let mut spans = Vec::new();
        for run in &text.runs {
            if stands(&run.status) {
                spans.push((at, union, run.text.len()));
                at += run.text.len();
            }
            union += run.text.len();
        }
        Map { spans, end: union }
    }

    fn place(&self, at: usize) -> usize {
        let index = self.spans.partition_point(|(start, ..)| *start <= at);
        match index.checked_sub(1).map(|index| self.spans[index]) {
            Some((start, union, length)) if at < start + length => union + (at - start),
            _ => self.end,
        }
    }
}

/// The fates of the union's bytes.
struct Fates<'a> {
    text: &'a Tracked,
    starts: Vec<usize>,
    /// The fate that was asked for last, and of which run.
    last: RefCell<Option<(usize, bool, Rc<Fate>)>>,
}

impl<'a> Fates<'a> {
    fn of(text: &'a Tracked) -> Self {
        let mut at = 0;
        let starts = text.runs.iter().map(|run| {
            at += run.text.len();
            at - run.text.len()
        });
        let starts = starts.collect();
        Fates { text, starts, last: RefCell::new(None) }
    }

    fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The fate of what stands in one reading only: its run's, or that of the change beside it.
    fn one_sided(&self, at: usize, inserted: bool) -> Rc<Fate> {
        let index = self.index(at);
        if let Some((known, kind, fate)) = &*self.last.borrow()
            && *known == index
            && *kind == inserted
        {
            return fate.clone();
        }
        let fate = Rc::new(self.find(index, inserted));
        *self.last.borrow_mut() = Some((index, inserted, fate.clone()));
        fate
    }

    fn find(&self, index: usize, inserted: bool) -> Fate {
        let fits = |index: usize| {
            let run = self.text.runs.get(index)?;
            match (&run.status, inserted) {
                (Status::Inserted(_), true) | (Status::Removed(_), false) => {
                    Some(Fate { status: run.status.clone(), moved: moved(run) })
                }
                _ => None,
            }
        };
        if let Some(fate) = fits(index) {
            return fate;
        }
        let author = |index: usize, any: bool| match self.text.runs.get(index).map(|run| &run.status) {
            Some(Status::Inserted(by)) if inserted || any => Some(by.clone()),
            Some(Status::Removed(by)) if !inserted || any => Some(by.clone()),
            _ => None,
        };
        // The run beside it, before it rather than behind it, and one of its own kind rather than another.
        let near = |any: bool| {
            let reach = self.text.runs.len();
            let both = |d: usize| index.checked_sub(d).and_then(|i| author(i, any)).or_else(|| author(index + d, any));
            (0..=reach).find_map(both)
        };
        let by = near(false).or_else(|| near(true));
        let by = by.unwrap_or_default();
        Fate { status: if inserted { Status::Inserted(by) } else { Status::Removed(by) }, moved: None }
    }
}

/// An element of one reading with its place in the union.
struct Element<'a> {
    at: usize,
    what: What<'a>,
}

enum What<'a> {
    Item(&'a Item),
    End(&'a Paragraph),
    Table(&'a Table),
}

fn elements<'a>(parts: &'a [Part], map: &Map, last_is_end: bool) -> Vec<Element<'a>> {
    let mut out = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Paragraph(paragraph) => {
                out.extend(
                    paragraph.items.iter().map(|item| Element { at: map.place(item.at), what: What::Item(item) }),
                );
                let last = last_is_end && index + 1 == parts.len();
                let at = if last { usize::MAX } else { map.place(paragraph.end) };
                out.push(Element { at, what: What::End(paragraph) });
            }
            Part::Table(table) => out.push(Element { at: map.place(table.at), what: What::Table(table) }),
        }
    }
    out
}

/// Comments as ranges of the union, in the order of their places.
pub(crate) type Points = Vec<(usize, Range<usize>)>;

/// Lays out a text and, beside it, the notes that either reading defines.
pub(crate) struct Layout {
    pub(crate) body: Vec<Laid>,
    pub(crate) notes: Vec<(String, Vec<Laid>)>,
}

pub(crate) fn layout(text: &Tracked, parse: fn(&str) -> Sheet, comments: &Points) -> Layout {
    let (was, now) = (parse(&text.rejected()), parse(&text.accepted()));
    let maps = (Map::of(text, Status::was), Map::of(text, Status::is));
    let fates = Fates::of(text);
    let passing = passing(text);
    let body = weave(&was.parts, &now.parts, &maps, &fates, &passing, comments);
    let (were, are) = (notes_of(&was), notes_of(&now));
    let only_was = was.notes.iter().filter(|(label, _)| !are.contains_key(label.as_str()));
    let mut seen = HashSet::new();
    let labels = now.notes.iter().chain(only_was).map(|(label, _)| label.as_str()).filter(|label| seen.insert(*label));
    // A note in one reading only goes with its call: inside it nothing is marked.
    let twice = |stands| (Map::of(text, stands), Map::of(text, stands));
    let alone = (twice(Status::was), twice(Status::is));
    let notes = labels.map(|label| {
        let laid = match (were.get(label), are.get(label)) {
            (Some(was), Some(now)) => weave(was, now, &maps, &fates, &[], &Vec::new()),
            (Some(was), None) => weave(was, was, &alone.0, &fates, &[], &Vec::new()),
            (None, now) => {
                let now = now.copied().unwrap_or_default();
                weave(now, now, &alone.1, &fates, &[], &Vec::new())
            }
        };
        (label.to_owned(), laid)
    });
    let notes = notes.collect();
    Layout { body, notes }
}

/// Label → what its note says in one reading.
fn notes_of(sheet: &Sheet) -> HashMap<&str, &[Part]> {
    let mut notes = HashMap::new();
    for (label, parts) in &sheet.notes {
        notes.entry(label.as_str()).or_insert(parts.as_slice());
    }
    notes
}

/// Letters that are in neither reading.
fn passing(text: &Tracked) -> Vec<(usize, char, Rc<Fate>)> {
    let mut out = Vec::new();
    let mut at = 0;
    for run in &text.runs {
        if let Status::Passing { .. } = run.status {
            let fate = Rc::new(Fate { status: run.status.clone(), moved: moved(run) });
            out.extend(run.text.char_indices().map(|(i, c)| (at + i, if c == '\n' { ' ' } else { c }, fate.clone())));
        }
        at += run.text.len();
    }
    out
}

struct Weaver<'a> {
    maps: &'a (Map, Map),
    fates: &'a Fates<'a>,
    passing: &'a [(usize, char, Rc<Fate>)],
    points: Vec<(usize, bool, usize)>,
    next_point: usize,
    pieces: Vec<Piece>,
    out: Vec<Laid>,
}

fn weave(
    was: &[Part],
    now: &[Part],
    maps: &(Map, Map),
    fates: &Fates<'_>,
    passing: &[(usize, char, Rc<Fate>)],
    comments: &Points,
) -> Vec<Laid> {
    let is_end = |parts: &[Part]| matches!(parts.last(), Some(Part::Paragraph(_)) | None);
    let both_end = is_end(was) && is_end(now);
    let (was, now) = (elements(was, &maps.0, both_end), elements(now, &maps.1, both_end));
    let mut points: Vec<(usize, bool, usize)> = Vec::new();
    for (number, range) in comments {
        points.push((range.start, true, *number));
        points.push((range.end, false, *number));
    }
    // At one place those that end come first, but none before its own start.
    let empty: HashSet<usize> =
        comments.iter().filter(|(_, range)| range.is_empty()).map(|(number, _)| *number).collect();
    points.sort_by_key(|(at, start, number)| {
        (*at, if empty.contains(number) { 2 } else { usize::from(*start) }, *number, !*start)
    });
    let mut weaver = Weaver { maps, fates, passing, points, next_point: 0, pieces: Vec::new(), out: Vec::new() };
    let (mut i, mut j) = (0, 0);
    loop {
        match (was.get(i), now.get(j)) {
            (None, None) => break,
            (Some(a), Some(b)) if !parted(&was[i..], &now[j..]) && weaver.both(a, b) => (i, j) = (i + 1, j + 1),
            (Some(a), Some(b)) if a.at <= b.at => {
                weaver.one(a, false);
                i += 1;
            }
            (Some(a), None) => {
                weaver.one(a, false);
                i += 1;
            }
            (_, Some(b)) => {
                weaver.one(b, true);
                j += 1;
            }
        }
    }
    weaver.reach(usize::MAX);
    weaver.finish()
}

/// Whether the first of each are ends of paragraphs between which something stands: then they are two.
fn parted(was: &[Element<'_>], now: &[Element<'_>]) -> bool {
    let (Some(a), Some(b)) = (was.first(), now.first()) else { return false };
    let ends = matches!((&a.what, &b.what), (What::End(_), What::End(_)));
    let next = if a.at < b.at { was.get(1) } else { now.get(1) };
    ends && a.at != b.at && next.is_some_and(|next| next.at <= a.at.max(b.at))
}

impl Weaver<'_> {
    /// What stands before a place: passing letters and comments.
    fn reach(&mut self, at: usize) {
        loop {
            let point = self.points.get(self.next_point).filter(|(place, ..)| *place <= at).copied();
            let letter = self.passing.first().filter(|(place, ..)| *place < at).cloned();
            match (point, letter) {
                (Some((place, ..)), Some((other, c, fate))) if other < place => self.pass(c, fate),
                (Some((_, start, number)), _) => {
                    self.next_point += 1;
                    self.pieces.push(if start { Piece::Start(number) } else { Piece::End(number) });
                }
                (None, Some((_, c, fate))) => self.pass(c, fate),
                (None, None) => break,
            }
        }
    }

    fn pass(&mut self, c: char, fate: Rc<Fate>) {
        self.passing = &self.passing[1..];
        self.pieces.push(Piece::Mark { mark: Mark::Char(c), style: Style::default(), before: None, fate });
    }

    /// Takes what both readings have; false when they differ here.
    fn both(&mut self, was: &Element<'_>, now: &Element<'_>) -> bool {
        match (&was.what, &now.what) {
            (What::Item(a), What::Item(b)) if was.at == now.at && a.mark == b.mark => {
                self.reach(now.at);
                let before = (a.style != b.style).then(|| Box::new((a.style.clone(), self.author(now.at))));
                self.pieces.push(Piece::Mark {
                    mark: b.mark.clone(),
                    style: b.style.clone(),
                    before,
                    fate: Fate::kept(),
                });
                true
            }
            // Nothing stands between them: they are one.
            (What::End(a), What::End(b)) => {
                self.reach(was.at.max(now.at));
                let same = a.shape == b.shape && a.quote == b.quote && same_list(a, b);
                let before = (!same).then(|| ((*a).clone(), self.author(now.at)));
                self.end(Shaped { now: (*b).clone(), was: before }, Fate::kept());
                true
            }
            (What::Table(a), What::Table(b)) => {
                let shape = |t: &Table| t.rows.iter().map(|(_, cells)| cells.len()).collect::<Vec<_>>();
                if shape(a) != shape(b) {
                    return false;
                }
                self.reach(now.at);
                let mut rows = Vec::new();
                for ((_, was), (_, now)) in a.rows.iter().zip(&b.rows) {
                    let cells = was.iter().zip(now).map(|(was, now)| self.cell(was, now)).collect();
                    rows.push((Fate::kept(), cells));
                }
                self.out.push(Laid::Table { rows });
                true
            }
            _ => false,
        }
    }

    /// Two forms of one cell, letter by letter.
    fn cell(&mut self, was: &[Item], now: &[Item]) -> Vec<Piece> {
        let maps = self.maps;
        let element = |map: &Map, item| Element { at: map.place(item_at(item)), what: What::Item(item) };
        let (mut i, mut j) = (0, 0);
        loop {
            let a = was.get(i).map(|item| element(&maps.0, item));
            let b = now.get(j).map(|item| element(&maps.1, item));
            match (a, b) {
                (None, None) => return std::mem::take(&mut self.pieces),
                (Some(a), Some(b)) if self.both(&a, &b) => (i, j) = (i + 1, j + 1),
                (Some(a), Some(b)) if a.at <= b.at => {
                    self.one(&a, false);
                    i += 1;
                }
                (Some(a), None) => {
                    self.one(&a, false);
                    i += 1;
                }
                (_, Some(b)) => {
                    self.one(&b, true);
                    j += 1;
                }
            }
        }
    }

    fn author(&self, at: usize) -> Stamp {
        match &self.fates.one_sided(at.min(usize::MAX - 1), true).status {
            Status::Inserted(by) | Status::Removed(by) => by.clone(),
            Status::Kept | Status::Passing { .. } => Stamp::default(),
        }
    }

    fn one(&mut self, element: &Element<'_>, inserted: bool) {
        self.reach(element.at);
        let fate = self.fates.one_sided(element.at, inserted);
        match element.what {
            What::Item(item) => {
                self.pieces.push(Piece::Mark {
                    mark: item.mark.clone(),
                    style: item.style.clone(),
                    before: None,
                    fate,
                });
            }
            What::End(paragraph) => self.end(Shaped { now: paragraph.clone(), was: None }, fate),
            What::Table(table) => {
                let piece = |item: &Item| Piece::Mark {
                    mark: item.mark.clone(),
                    style: item.style.clone(),
                    before: None,
                    fate: fate.clone(),
                };
                let cells =
                    |cells: &Vec<Vec<Item>>| cells.iter().map(|cell| cell.iter().map(piece).collect()).collect();
                let rows = table.rows.iter().map(|(_, row)| (fate.clone(), cells(row))).collect();
                self.out.push(Laid::Table { rows });
            }
        }
    }

    fn end(&mut self, shaped: Shaped, fate: Rc<Fate>) {
        let pieces = std::mem::take(&mut self.pieces);
        self.out.push(Laid::Paragraph { shaped: Box::new(shaped), pieces, fate });
    }

    fn finish(mut self) -> Vec<Laid> {
        if !self.pieces.is_empty() {
            match self.out.iter_mut().rev().find_map(|laid| match laid {
                Laid::Paragraph { pieces, .. } => Some(pieces),
                Laid::Table { .. } => None,
            }) {
                Some(pieces) => pieces.append(&mut self.pieces),
                None => self.end(Shaped::default(), Fate::kept()),
            }
        }
        self.out
    }
}

fn item_at(item: &Item) -> usize {
    item.at
}

fn same_list(a: &Paragraph, b: &Paragraph) -> bool {
    a.continues == b.continues
        && match (a.list, b.list) {
            (Some(a), Some(b)) => a.level == b.level && a.ordered == b.ordered,
            (a, b) => a.is_none() && b.is_none(),
        }
}
