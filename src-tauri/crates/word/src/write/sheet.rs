//! The blocks of a Markdown text, with the place of each letter in it.
//!
//! The dialect is the one of the product: CommonMark with footnotes, tables and strikethrough. A reader of its own, because the
//! change of every single letter is known only if its place in the source is.

use crate::write::inlines::{Defined, Title, inlines, inlines_and_titles};
use std::collections::HashSet;
use std::rc::Rc;

/// How letters look, and the address behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// As in [`crate::read::source`].
    pub(crate) flags: u8,
    pub(crate) link: Option<Rc<str>>,
}

/// What stands in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Char(char),
    Break,
    /// The call of a note, by its label.
    Note(Rc<str>),
    Image {
        name: Rc<str>,
        alt: Rc<str>,
        /// What stands below it, where that is no paragraph of its own.
        title: Rc<str>,
    },
}

/// One letter or other thing, and the byte of the source where it begins.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) mark: Mark,
    pub(crate) style: Style,
    pub(crate) at: usize,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    #[default]
    Plain,
    Heading(u8),
    Code,
    /// A pause between two parts.
    Divider,
    /// What stands below a picture.
    Caption,
}

/// An item's list: its number in the sheet, level from 0, and what its first item is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) list: usize,
    pub(crate) level: u8,
    pub(crate) ordered: bool,
    pub(crate) start: u32,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) shape: Shape,
    pub(crate) quote: bool,
    pub(crate) list: Option<Listed>,
    /// Belongs to the item of that level, without a mark of its own.
    pub(crate) continues: Option<u8>,
    pub(crate) items: Vec<Item>,
    /// Where it ends in the source.
    pub(crate) end: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) at: usize,
    /// Rows of cells, and where each row begins.
    pub(crate) rows: Vec<(usize, Vec<Vec<Item>>)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Part {
    Paragraph(Paragraph),
    Table(Table),
}

/// A whole text.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) parts: Vec<Part>,
    /// Label → what the note says.
    pub(crate) notes: Vec<(String, Vec<Part>)>,
}

/// A line without the marks of the blocks around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) at: usize,
}

impl<'a> Line<'a> {
    fn from(&self, by: usize) -> Line<'a> {
        let by = by.min(self.text.len());
        Line { text: &self.text[by..], at: self.at + by }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Without up to so many blanks.
    fn dedent(&self, columns: usize) -> Line<'a> {
        self.from(self.indent().min(columns))
    }

    fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// Blocks inside blocks; deeper ones are read as text.
const DEEPEST: usize = 24;

#[derive(Clone, Copy, Default)]
struct Around {
    quote: bool,
    level: Option<u8>,
    depth: usize,
}

struct Reader {
    sheet: Sheet,
    defined: Defined,
    lists: usize,
    /// The labels of the notes that were read.
    noted: HashSet<String>,
}

/// Reads a text.
pub(crate) fn sheet(source: &str) -> Sheet {
    let mut at = 0;
    let mut lines = Vec::new();
    for text in source.split('\n') {
        lines.push(Line { text: text.strip_suffix('\r').unwrap_or(text), at });
        at += text.len() + 1;
    }
    let mut reader =
        Reader { sheet: Sheet::default(), defined: Defined::find(&lines), lists: 0, noted: HashSet::new() };
    let parts = reader.blocks(&lines, Around::default());
    reader.sheet.parts = parts;
    reader.sheet
}

/// Whether these are pictures and nothing else.
fn is_pictures(items: &[Item]) -> bool {
    let blank = |mark: &Mark| matches!(mark, Mark::Break) || matches!(mark, Mark::Char(c) if c.is_whitespace());
    items.iter().any(|item| matches!(item.mark, Mark::Image { .. }))
        && items.iter().all(|item| matches!(item.mark, Mark::Image { .. }) || blank(&item.mark))
}

/// One line of furniture: no blocks.
pub(crate) fn line(source: &str) -> Sheet {
    let items = inlines(&[Line { text: source, at: 0 }], &Defined::default());
    let parts = if items.is_empty() {
        Vec::new()
    } else {
        vec![Part::Paragraph(Paragraph { items, end: source.len(), ..Paragraph::default() })]
    };
    Sheet { parts, notes: Vec::new() }
}

impl Reader {
    fn blocks(&mut self, lines: &[Line<'_>], around: Around) -> Vec<Part> {
        let mut out = Vec::new();
        let mut at = 0;
        // The list that is open: its mark and number.
        let mut list: Option<(char, usize, u32)> = None;
        while let Some(line) = lines.get(at) {
            if line.is_blank() {
                at += 1;
                continue;
            }
            let rest = line.from(line.indent());
            let in_item = around.level.is_some();
            if line.indent() >= 4 && !in_item {
                at = self.indented(lines, at, around, &mut out);
                list = None;
            } else if let Some(found) = fence(&rest) {
                at = self.fenced(lines, at, found, around, &mut out);
                list = None;
            } else if let Some((level, skip)) = heading(rest.text) {
                self.heading(&rest, level, skip, around, &mut out);
                at += 1;
                list = None;
            } else if is_divider(rest.text) {
                let items = chars(&rest);
                self.push(items, Shape::Divider, rest.end(), around, &mut out);
                at += 1;
                list = None;
            } else if rest.text.starts_with('>') && around.depth < DEEPEST {
                at = self.quote(lines, at, around, &mut out);
                list = None;
            } else if let Some(label) = note_label(rest.text).filter(|_| around.depth == 0) {
                at = self.note(lines, at, label);
                list = None;
            } else if let Some(mark) = list_mark(rest.text).filter(|_| around.depth < DEEPEST) {
                at = self.item(lines, at, &mark, &mut list, around, &mut out);
            } else if is_definition(rest.text) {
                at += 1;
            } else if let Some(columns) = lines.get(at + 1).and_then(|next| table_rule(&rest, next)) {
                at = self.table(lines, at, columns, &mut out);
                list = None;
            } else {
                at = self.paragraph(lines, at, around, &mut out);
                list = None;
            }
        }
        out
    }

    fn push(&mut self, items: Vec<Item>, shape: Shape, end: usize, around: Around, out: &mut Vec<Part>) {
        if items.is_empty() && shape != Shape::Code {
            return;
        }
        let continues = around.level;
        out.push(Part::Paragraph(Paragraph { shape, quote: around.quote, list: None, continues, items, end }));
    }

    fn paragraph(&mut self, lines: &[Line<'_>], from: usize, around: Around, out: &mut Vec<Part>) -> usize {
        let mut at = from + 1;
        let mut shape = Shape::Plain;
        while let Some(line) = lines.get(at) {
            if let Some(level) = underline(line.text) {
                shape = Shape::Heading(level);
                break;
            }
            if line.is_blank() || interrupts(line) {
                break;
            }
            at += 1;
        }
        let body = &lines[from..at];
        let end = body.last().map_or(0, Line::end);
        let (items, titles) = inlines_and_titles(body, &self.defined);
        if shape == Shape::Plain && is_pictures(&items) && !titles.is_empty() {
            self.pictures(items, titles, end, around, out);
        } else {
            self.push(items, shape, end, around, out);
        }
        at + usize::from(shape != Shape::Plain)
    }

    /// Pictures that stand by themselves, each with what stands below it as a paragraph.
    fn pictures(&mut self, items: Vec<Item>, titles: Vec<Title>, end: usize, around: Around, out: &mut Vec<Part>) {
        let mut pictures: Vec<Item> =
            items.into_iter().filter(|item| matches!(item.mark, Mark::Image { .. })).collect();
        let count = pictures.len();
        for (index, mut picture) in pictures.drain(..).enumerate() {
            let said = titles.iter().find(|title| title.of == picture.at);
            if let (Mark::Image { title, .. }, Some(_)) = (&mut picture.mark, said) {
                *title = "".into();
            }
            let is_last = index + 1 == count;
            let ends = said.map_or(if is_last { end } else { picture.at }, |title| title.from);
            self.push(vec![picture], Shape::Plain, ends, around, out);
            if let Some(title) = said {
                self.push(title.items.clone(), Shape::Caption, if is_last { end } else { title.to }, around, out);
            }
        }
    }

    fn heading(&mut self, rest: &Line<'_>, level: u8, skip: usize, around: Around, out: &mut Vec<Part>) {
        let line = rest.from(skip);
        let trimmed = line.text.trim_end();
        let bare = trimmed.trim_end_matches('#');
        let text = if bare.is_empty() || bare.ends_with(' ') { bare.trim_end() } else { trimmed };
        let items = inlines(&[Line { text, at: line.at }], &self.defined);
        self.push(items, Shape::Heading(level), rest.end(), around, out);
    }

    fn indented(&mut self, lines: &[Line<'_>], from: usize, around: Around, out: &mut Vec<Part>) -> usize {
        let mut at = from;
        while let Some(line) = lines.get(at).filter(|line| !line.is_blank() && line.indent() >= 4) {
            let line = line.dedent(4);
            self.push(chars(&line), Shape::Code, line.end(), around, out);
            at += 1;
        }
        at
    }

    fn fenced(
        &mut self,
        lines: &[Line<'_>],
        from: usize,
        mark: (char, usize),
        around: Around,
        out: &mut Vec<Part>,
    ) -> usize {
        let indent = lines[from].indent();
        let mut at = from + 1;
        while let Some(line) = lines.get(at) {
            at += 1;
            let rest = line.text.trim();
            if line.indent() < 4 && rest.len() >= mark.1 && rest.chars().all(|c| c == mark.0) {
                break;
            }
            let line = line.dedent(indent);
            self.push(chars(&line), Shape::Code, line.end(), around, out);
        }
        at
    }

    fn quote(&mut self, lines: &[Line<'_>], from: usize, around: Around, out: &mut Vec<Part>) -> usize {
        let mut inner = Vec::new();
        let mut at = from;
        let mut open = false;
        while let Some(line) = lines.get(at) {
            let rest = line.from(line.indent());
            if line.indent() < 4 && rest.text.starts_with('>') {
                let skip = if rest.text[1..].starts_with(' ') { 2 } else { 1 };
                let line = rest.from(skip);
                open = !line.is_blank() && !interrupts(&line);
                inner.push(line);
            } else if open && !line.is_blank() && !interrupts(line) && !begins_item(line) {
                inner.push(*line);
            } else {
                break;
            }
            at += 1;
        }
        let around = Around { quote: true, depth: around.depth + 1, ..around };
        out.extend(self.blocks(&inner, around));
        at
    }

    fn note(&mut self, lines: &[Line<'_>], from: usize, label: &str) -> usize {
        let first = lines[from].from(lines[from].indent());
        let mut inner = vec![first.from(label.len() + 4)];
        if let Some(line) = inner.first_mut() {
            *line = line.from(line.indent());
        }
        let at = belonging(lines, from + 1, 4, &mut inner);
        if !self.noted.contains(label) {
            let around = Around { depth: 1, ..Around::default() };
            let parts = self.blocks(&inner, around);
            self.noted.insert(label.to_owned());
            self.sheet.notes.push((label.to_owned(), parts));
        }
        at
    }

    fn item(
        &mut self,
        lines: &[Line<'_>],
        from: usize,
        mark: &ListMark,
        list: &mut Option<(char, usize, u32)>,
        around: Around,
        out: &mut Vec<Part>,
    ) -> usize {
        let number = match *list {
            Some((kind, number, _)) if kind == mark.kind => number,
            _ => {
                self.lists += 1;
                *list = Some((mark.kind, self.lists, mark.number));
                self.lists
            }
        };
        let start = list.map_or(1, |(_, _, start)| start);
        let level = around.level.map_or(0, |level| level.saturating_add(1)).min(8);
        let first = lines[from].from(lines[from].indent());
        let column = lines[from].indent() + mark.width;
        let mut inner = vec![first.from(mark.width)];
        let at = belonging(lines, from + 1, column, &mut inner);
        let around = Around { level: Some(level), depth: around.depth + 1, ..around };
        let mut parts = self.blocks(&inner, around);
        // The first paragraph bears the mark of the item.
        let listed = Listed { list: number, level, ordered: mark.kind == '.' || mark.kind == ')', start };
        match parts.first_mut() {
            Some(Part::Paragraph(first)) if first.list.is_none() && first.continues == Some(level) => {
                first.list = Some(listed);
                first.continues = None;
            }
            _ => {}
        }
        out.extend(parts);
        at
    }

    fn table(&mut self, lines: &[Line<'_>], from: usize, columns: usize, out: &mut Vec<Part>) -> usize {
        let mut rows = Vec::new();
        let mut at = from;
        while let Some(line) = lines.get(at) {
            if line.is_blank() || (at > from + 1 && interrupts(line)) {
                break;
            }
            if at != from + 1 {
                let mut cells: Vec<Vec<Item>> =
                    cells(line).iter().map(|cell| inlines(&[*cell], &self.defined)).collect();
                cells.resize(columns, Vec::new());
                rows.push((line.at, cells));
            }
            at += 1;
        }
        out.push(Part::Table(Table { at: lines[from].at, rows }));
        at
    }
}

/// The lines that belong to an item or note: blank ones, those that are indented, and those that go on lazily.
fn belonging<'a>(lines: &[Line<'a>], from: usize, column: usize, inner: &mut Vec<Line<'a>>) -> usize {
    let mut at = from;
    while let Some(line) = lines.get(at) {
        if line.is_blank() {
            let blanks = lines[at..].iter().take_while(|line| line.is_blank()).count();
            if lines.get(at + blanks).is_none_or(|next| next.indent() < column) {
                break;
            }
            inner.extend(lines[at..at + blanks].iter().map(|line| line.dedent(column)));
            at += blanks;
            continue;
        } else if line.indent() >= column {
            inner.push(line.dedent(column));
        } else if inner.last().is_some_and(|last| !last.is_blank()) && !interrupts(line) && !begins_item(line) {
            inner.push(line.from(line.indent()));
        } else {
            break;
        }
        at += 1;
    }
    at
}

/// Letters as they stand.
fn chars(line: &Line<'_>) -> Vec<Item> {
    let item = |(at, c)| Item { mark: Mark::Char(c), style: Style::default(), at: line.at + at };
    line.text.trim_end().char_indices().map(item).collect()
}

struct ListMark {
    /// `-`, `*`, `+`, or `.` and `)` for numbers.
    kind: char,
    number: u32,
    /// Bytes up to the words.
    width: usize,
}

fn list_mark(text: &str) -> Option<ListMark> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let kind = text[digits..].chars().next()?;
    let fits = if digits == 0 { matches!(kind, '-' | '*' | '+') } else { digits <= 9 && matches!(kind, '.' | ')') };
    let rest = &text[digits + kind.len_utf8()..];
    if !fits || !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let blanks = if rest.trim().is_empty() || blanks > 4 { 1 } else { blanks };
    Some(ListMark { kind, number: text[..digits].parse().unwrap_or(1), width: digits + 1 + blanks })
}

fn heading(text: &str) -> Option<(u8, usize)> {
    let level = text.len() - text.trim_start_matches('#').len();
    let rest = &text[level..];
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let blanks = rest.len() - rest.trim_start().len();
    Some((u8::try_from(level).unwrap_or(6), level + blanks))
}

fn underline(text: &str) -> Option<u8> {
    let text = text.trim();
    let all = |mark: char| !text.is_empty() && text.chars().all(|c| c == mark);
    if all('=') { Some(1) } else { all('-').then_some(2) }
}

pub(crate) fn is_divider(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.len() >= 3 && ['*', '-', '_'].iter().any(|mark| text.chars().all(|c| c == *mark))
}

fn fence(line: &Line<'_>) -> Option<(char, usize)> {
    let mark = line.text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.text.len() - line.text.trim_start_matches(mark).len();
    (length >= 3 && !(mark == '`' && line.text[length..].contains('`'))).then_some((mark, length))
}

fn note_label(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("[^")?;
    let end = rest.find("]:")?;
    let label = &rest[..end];
    (!label.is_empty() && !label.contains([' ', '[', ']'])).then_some(label)
}

/// `[label]: address`
pub(crate) fn is_definition(text: &str) -> bool {
    definition(text).is_some()
}

pub(crate) fn definition(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('[')?;
    let (label, address) = rest.split_once("]:")?;
    let address = address.trim();
    let word = address.split_whitespace().next()?;
    (!label.is_empty() && !label.contains(['[', ']', '\\']) && !label.starts_with('^'))
        .then_some((label, word.trim_start_matches('<').trim_end_matches('>')))
}

/// Whether a line begins a block in the midst of a paragraph.
fn interrupts(line: &Line<'_>) -> bool {
    if line.indent() >= 4 {
        return false;
    }
    let rest = line.from(line.indent());
    fence(&rest).is_some()
        || heading(rest.text).is_some()
        || is_divider(rest.text)
        || rest.text.starts_with('>')
        || note_label(rest.text).is_some()
        || list_mark(rest.text).is_some_and(|mark| {
            !rest.text[mark.width.min(rest.text.len())..].trim().is_empty()
                && (!matches!(mark.kind, '.' | ')') || mark.number == 1)
        })
}

/// Whether a line begins an item, of whatever number: it does not go on with the item before.
fn begins_item(line: &Line<'_>) -> bool {
    line.indent() < 4 && list_mark(line.from(line.indent()).text).is_some()
}

/// The columns of a table that begins here.
fn table_rule(head: &Line<'_>, rule: &Line<'_>) -> Option<usize> {
    let text = rule.text.trim();
    if !text.contains('-') || !text.contains(['|', ':']) && !head.text.contains('|') {
        return None;
    }
    let rules = cells(rule);
    let fits = rules.iter().all(|cell| {
        let dashes = cell.text.trim().trim_start_matches(':').trim_end_matches(':');
        !dashes.is_empty() && dashes.chars().all(|c| c == '-')
    });
    (fits && text.contains('|') && cells(head).len() == rules.len()).then_some(rules.len())
}

/// The cells of a row: divided by bars that no backslash stands before.
fn cells<'a>(line: &Line<'a>) -> Vec<Line<'a>> {
    let mut from = line.indent();
    let text = line.text;
    if text[from..].starts_with('|') {
        from += 1;
    }
    let end = text.trim_end().len().max(from);
    let mut out = Vec::new();
    let mut escaped = false;
    let mut start = from;
    for (at, c) in text[from..end].char_indices() {
        if c == '|' && !escaped {
            out.push(trimmed(line, start, from + at));
            start = from + at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if start < end {
        out.push(trimmed(line, start, end));
    }
    out
}

fn trimmed<'a>(line: &Line<'a>, from: usize, to: usize) -> Line<'a> {
    let cell = &line.text[from..to];
    let head = cell.len() - cell.trim_start().len();
    Line { text: cell.trim(), at: line.at + from + head }
}
