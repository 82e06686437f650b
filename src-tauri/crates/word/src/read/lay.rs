//! The paragraphs of one reading, and how they are laid out as Markdown.

use crate::read::numbering::{Counters, Numbering};
use crate::read::source::{Atom, Block, Fate, Kind, Para, Props, Reading, Row, STRONG, Source, What};
use crate::read::spans::{Place, Spans};
use crate::read::tokens::{Class, Tokens};

/// A paragraph of a reading; several of the file where a paragraph mark is not in this reading.
struct Flowed<'a> {
    props: Props,
    atoms: Vec<&'a Atom>,
    /// The mark that ends it, and its fate.
    end: (u32, Fate),
    /// Places where two paragraphs touch without a blank: (atoms before, mark).
    joints: Vec<(usize, u32, Fate)>,
    restyled: Option<u32>,
}

enum Laid<'a> {
    Para(Flowed<'a>),
    Table(Vec<&'a Row>),
}

fn stands(atom: &Atom, reading: Reading) -> bool {
    matches!(atom.what, What::Start(_) | What::End(_)) || atom.fate.stands(reading)
}

/// Joins the paragraphs whose mark is not in the reading.
fn flow(blocks: &[Block], reading: Reading) -> Vec<Laid<'_>> {
    let mut out = Vec::new();
    let mut open: Option<Flowed> = None;
    for block in blocks {
        match block {
            Block::Para(para) => {
                let flowed = open.get_or_insert_with(|| fresh(para));
                if !flowed.atoms.is_empty() || !flowed.joints.is_empty() {
                    flowed.joints.push((flowed.atoms.len(), flowed.end.0, flowed.end.1));
                }
                flowed.atoms.extend(para.atoms.iter().filter(|atom| stands(atom, reading)));
                flowed.end = (para.id, para.mark);
                // The mark that ends a paragraph carries its properties.
                flowed.props = match (&para.before, reading) {
                    (Some((old, _)), Reading::Was) => old.clone(),
                    _ => para.props.clone(),
                };
                flowed.restyled = para.before.as_ref().map(|(_, by)| *by);
                if para.mark.stands(reading)
                    && let Some(done) = open.take()
                {
                    out.push(Laid::Para(done));
                }
            }
            Block::Table(rows) => {
                out.extend(open.take().map(Laid::Para));
                let rows: Vec<&Row> = rows.iter().filter(|row| row.fate.stands(reading)).collect();
                if !rows.is_empty() {
                    out.push(Laid::Table(rows));
                }
            }
        }
    }
    out.extend(open.take().map(Laid::Para));
    out
}

fn fresh(para: &Para) -> Flowed<'static> {
    Flowed { props: Props::default(), atoms: Vec::new(), end: (para.id, para.mark), joints: Vec::new(), restyled: None }
}

/// A list that is open where the next paragraph comes.
struct OpenList {
    list: u32,
    level: u8,
    /// The number of its last item.
    number: u32,
    /// Column where the words of its items begin.
    column: usize,
    mark: &'static str,
}

/// Writes one reading.
pub(crate) struct Layer<'a> {
    pub(crate) source: &'a Source,
    pub(crate) numbering: &'a Numbering,
    pub(crate) reading: Reading,
    pub(crate) out: Tokens,
    counters: Counters,
    open: Vec<OpenList>,
    /// The mark of the list that ended last, and where: the next one beside it must differ.
    ended: Option<(u8, &'static str)>,
    last: Last,
    /// The mark of the block that was written last.
    end: (u32, Fate),
    /// Blanks before every line.
    indent: usize,
}

/// What was written last, as the next paragraph sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Last {
    any: bool,
    quote: bool,
    item: bool,
    code: bool,
}

impl<'a> Layer<'a> {
    pub(crate) fn new(source: &'a Source, numbering: &'a Numbering, reading: Reading) -> Self {
        Self {
            source,
            numbering,
            reading,
            out: Tokens::default(),
            counters: Counters::default(),
            open: Vec::new(),
            ended: None,
            last: Last::default(),
            end: (0, Fate::default()),
            indent: 0,
        }
    }

    /// The body, and behind it the notes that it calls.
    pub(crate) fn body(&mut self, blocks: &[Block]) {
        self.blocks(blocks);
        self.notes();
    }

    fn notes(&mut self) {
        let mut called: Vec<(u32, u32, Fate)> = Vec::new();
        let mut known = std::collections::HashSet::new();
        for token in &self.out.list {
            if let Class::Note(number) = token.class
                && known.insert(number)
            {
                called.push((number, token.key.0, token.fate));
            }
        }
        called.sort_unstable_by_key(|(number, ..)| *number);
        for (number, at, fate) in called {
            let Some(blocks) = self.source.notes.get(number as usize) else { continue };
            // A note comes and goes with its call: its marks bear the same fate.
            self.end = (at, fate);
            self.end_lists(0);
            self.gap(Last { any: true, ..Last::default() }, false);
            self.out.push(format!("[^{}]: ", number + 1), (at, number + 1), Class::Markup, fate);
            self.indent = 4;
            self.last = Last::default();
            self.blocks(blocks);
            self.indent = 0;
            self.end_lists(0);
            self.last = Last { any: true, ..Last::default() };
        }
    }

    pub(crate) fn blocks(&mut self, blocks: &[Block]) {
        let laid = flow(blocks, self.reading);
        let mut at = 0;
        while at < laid.len() {
            match &laid[at] {
                Laid::Para(para) if para.props.kind == Kind::Code => {
                    let mut lines = Vec::new();
                    while let Some(Laid::Para(line)) = laid.get(at)
                        && line.props.kind == Kind::Code
                    {
                        lines.push(line);
                        at += 1;
                    }
                    self.code(&lines);
                    continue;
                }
                Laid::Para(para) => self.paragraph(para),
                Laid::Table(rows) => self.table(rows),
            }
            at += 1;
        }
    }

    /// One line of furniture: its paragraphs joined by `between`.
    pub(crate) fn line(&mut self, blocks: &[Block], between: &str) {
        for laid in flow(blocks, self.reading) {
            let Laid::Para(para) = laid else { continue };
            let from = self.out.list.len();
            if from > 0 {
                self.out.markup(between, para.atoms.first().map_or(para.end.0, |a| a.id), Fate::default());
            }
            let place = Place { hard_break: None, cell: false, without: 0, blocks: false };
            let seen = self.inline(&para, place);
            if !seen && from > 0 {
                self.out.list.remove(from);
            }
        }
    }

    /// The lines between the last block and this one.
    fn gap(&mut self, next: Last, tight: bool) {
        if !self.last.any {
            return;
        }
        // The mark that ended the block before is what divides it from this one.
        let (at, fate) = self.end;
        let indent = " ".repeat(self.indent);
        let between = if tight {
            "\n".to_owned()
        } else if self.last.quote && next.quote {
            format!("\n{indent}>\n")
        } else {
            "\n\n".to_owned()
        };
        self.out.push(format!("{between}{indent}"), (at, 0), Class::Markup, fate);
    }

    fn inline(&mut self, para: &Flowed<'_>, place: Place<'_>) -> bool {
        if para.joints.is_empty() {
            return self.span(&para.atoms, place);
        }
        // Where a paragraph mark went, two words would touch: a blank stands between them.
        let mut glue: Vec<Atom> = Vec::new();
        for &(before, mark, fate) in &para.joints {
            let text = |atom: &&Atom| match &atom.what {
                What::Text(text) => Some(text.clone()),
                _ => None,
            };
            let left = para.atoms[..before].iter().rev().find_map(text);
            let right = para.atoms[before..].iter().find_map(text);
            let touches = left.is_some_and(|t| !t.ends_with(char::is_whitespace))
                && right.is_some_and(|t| !t.starts_with(char::is_whitespace));
            let what = What::Text(if touches { " ".into() } else { String::new() });
            // Not an atom of the file: it bears the fate of the mark, turned round.
            let fate = Fate { ins: fate.ins.or(fate.del), del: None, moved: None };
            glue.push(Atom { id: mark, what, look: Default::default(), before: None, fate });
        }
        let mut atoms: Vec<&Atom> = Vec::with_capacity(para.atoms.len() + glue.len());
        let mut joints = para.joints.iter().zip(&glue).peekable();
        for (at, atom) in para.atoms.iter().enumerate() {
            while let Some((_, glue)) = joints.next_if(|((before, ..), _)| *before <= at) {
                atoms.push(glue);
            }
            atoms.push(atom);
        }
        self.span(&atoms, place)
    }

    fn span(&mut self, atoms: &[&Atom], place: Place<'_>) -> bool {
        Spans {
            source: self.source,
            reading: self.reading,
            place,
            out: &mut self.out,
            tildes: false,
            said: None,
            guard: None,
        }
        .write(atoms)
    }

    fn paragraph(&mut self, para: &Flowed<'_>) {
        let props = &para.props;
        let start = para.atoms.first().map_or(para.end.0, |atom| atom.id);
        let has_words = para.atoms.iter().any(|atom| match &atom.what {
            What::Text(text) => !text.trim().is_empty(),
            What::Note(_) | What::Image(_) => true,
            What::Break | What::Start(_) | What::End(_) | What::Said => false,
        });
        if !has_words {
            // Comments on nothing keep their place.
            for atom in &para.atoms {
                match atom.what {
                    What::Start(id) => self.out.push("", (atom.id, 0), Class::Start(id), Fate::default()),
                    What::End(id) => self.out.push("", (atom.id, 0), Class::End(id), Fate::default()),
                    _ => {}
                }
            }
            return;
        }
        let restyle = Fate { ins: para.restyled, ..Fate::default() };
        let indent = " ".repeat(self.indent);
        if is_divider(para) {
            return self.divider(para);
        }
        if let Some((list, level)) = props.list
            && !self.numbering.level(list, level).bare
        {
            return self.item(para, list, level, start);
        }
        let belongs = props.continues || (props.indented && self.last.item);
        let column = if belongs { self.open.last().map(|open| open.column) } else { None };
        let quote = props.quote || (props.indented && column.is_none());
        if column.is_none() {
            self.end_lists(0);
            self.ended = None;
        }
        let next = Last { any: true, quote, item: column.is_some(), code: false };
        self.gap(next, false);
        let mut prefix = indent;
        let mut place = Place { hard_break: None, cell: false, without: 0, blocks: true };
        if let Some(column) = column {
            let blanks = " ".repeat(column);
            self.out.markup(blanks.clone(), start, restyle);
            prefix.push_str(&blanks);
        }
        if quote {
            self.out.markup("> ", start, restyle);
            prefix.push_str("> ");
        }
        match props.kind {
            Kind::Heading(level) => {
                self.out.markup(format!("{} ", "#".repeat(usize::from(level))), start, restyle);
                place.without = STRONG;
                place.blocks = false;
            }
            Kind::Plain | Kind::Code | Kind::Divider | Kind::Furniture(_) => place.hard_break = Some(&prefix),
        }
        self.inline(para, place);
        self.last = next;
        self.end = para.end;
    }

    /// A pause: its stars are marks of Markdown as they are.
    fn divider(&mut self, para: &Flowed<'_>) {
        self.end_lists(0);
        self.ended = None;
        self.gap(Last { any: true, ..Last::default() }, false);
        for atom in &para.atoms {
            match &atom.what {
                What::Text(text) => self.out.push(text.as_str(), (atom.id, 0), Class::Text, atom.fate),
                What::Start(id) => self.out.push("", (atom.id, 0), Class::Start(*id), Fate::default()),
                What::End(id) => self.out.push("", (atom.id, 0), Class::End(*id), Fate::default()),
                What::Break | What::Note(_) | What::Image(_) | What::Said => {}
            }
        }
        self.last = Last { any: true, ..Last::default() };
        self.end = para.end;
    }

    fn end_lists(&mut self, level: u8) {
        while let Some(last) = self.open.last()
            && last.level >= level
        {
            self.ended = Some((last.level, last.mark));
            self.open.pop();
        }
    }

    fn item(&mut self, para: &Flowed<'_>, list: u32, level: u8, start: u32) {
        let number = self.counters.next(self.numbering, list, level);
        let ordered = self.numbering.level(list, level).ordered;
        self.end_lists(level + 1);
        let marks: [&'static str; 2] = if ordered { [".", ")"] } else { ["-", "*"] };
        // Numbers that go on are one list, even if the file gave it a second id on the way.
        let goes_on = |open: &OpenList| {
            ordered && self.numbering.is_of_one_pattern(open.list, list) && number == open.number.saturating_add(1)
        };
        let same = self.open.last().is_some_and(|open| {
            open.level == level && (open.list == list || goes_on(open)) && marks.contains(&open.mark)
        });
        let tight = self.last.item;
        if !same {
            self.end_lists(level);
            // Two lists beside each other would be read as one.
            let taken = self.ended.filter(|(at, _)| *at == level && self.last.item).map(|(_, mark)| mark);
            let mark = if taken == Some(marks[0]) { marks[1] } else { marks[0] };
            let column = self.open.last().map_or(0, |open| open.column);
            self.open.push(OpenList { list, level, number, column, mark });
        }
        self.ended = None;
        let parent = if self.open.len() > 1 { self.open[self.open.len() - 2].column } else { 0 };
        let Some(open) = self.open.last_mut() else { return };
        let bullet = if ordered { format!("{number}{} ", open.mark) } else { format!("{} ", open.mark) };
        open.column = parent + bullet.len();
        open.number = number;
        let blanks = " ".repeat(parent);
        let prefix = format!("{}{}", " ".repeat(self.indent), " ".repeat(parent + bullet.len()));
        let next = Last { any: true, quote: false, item: true, code: false };
        self.gap(next, tight);
        let restyle = Fate { ins: para.restyled, ..Fate::default() };
        self.out.markup(format!("{blanks}{bullet}"), start, restyle);
        let place = Place { hard_break: Some(&prefix), cell: false, without: 0, blocks: true };
        self.inline(para, place);
        self.last = next;
        self.end = para.end;
    }

    fn code(&mut self, lines: &[&Flowed<'_>]) {
        self.end_lists(0);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let start = first.atoms.first().map_or(first.end.0, |atom| atom.id);
        let next = Last { any: true, code: true, ..Last::default() };
        self.gap(next, false);
        let text = |atom: &Atom| match &atom.what {
            What::Text(text) => text.clone(),
            What::Break => "\n".to_owned(),
            _ => String::new(),
        };
        let all: String = lines.iter().flat_map(|line| line.atoms.iter()).map(|a| text(a) + "\n").collect();
        let mut fence = "```".to_owned();
        while all.contains(&fence) {
            fence.push('`');
        }
        let indent = " ".repeat(self.indent);
        self.out.markup(format!("{fence}\n{indent}"), start, Fate::default());
        for (at, line) in lines.iter().enumerate() {
            for atom in &line.atoms {
                match atom.what {
                    What::Start(id) => self.out.push("", (atom.id, 0), Class::Start(id), Fate::default()),
                    What::End(id) => self.out.push("", (atom.id, 0), Class::End(id), Fate::default()),
                    _ => {
                        let text = text(atom).replace('\n', &format!("\n{indent}"));
                        self.out.push(text, (atom.id, 0), Class::Text, atom.fate);
                    }
                }
            }
            if at + 1 < lines.len() {
                self.out.push(format!("\n{indent}"), (line.end.0, 0), Class::Markup, Fate::default());
            }
        }
        self.out.markup(format!("\n{indent}{fence}"), last.end.0, Fate::default());
        self.last = next;
        self.end = last.end;
    }

    fn table(&mut self, rows: &[&Row]) {
        self.end_lists(0);
        let next = Last { any: true, ..Last::default() };
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        self.gap(next, false);
        let indent = " ".repeat(self.indent);
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                self.out.push(format!("\n{indent}"), (row.id, 0), Class::Markup, row.fate);
            }
            for column in 0..columns {
                self.out.push(if column == 0 { "| " } else { " | " }, (row.id, 0), Class::Markup, row.fate);
                let blocks = row.cells.get(column).map_or(&[][..], Vec::as_slice);
                self.cell(blocks, row);
            }
            self.out.push(" |", (row.id, 1), Class::Markup, row.fate);
            if at == 0 {
                let rule = format!("\n{indent}|{}", " --- |".repeat(columns));
                self.out.push(rule, (row.id, 2), Class::Markup, row.fate);
            }
            self.end = (row.id, Fate::default());
        }
        self.last = next;
    }

    fn cell(&mut self, blocks: &[Block], row: &Row) {
        let mut any = false;
        for laid in flow(blocks, self.reading) {
            match laid {
                Laid::Para(para) => {
                    let start = para.atoms.first().map_or(para.end.0, |atom| atom.id);
                    let from = self.out.list.len();
                    if any {
                        self.out.push("<br>", (start.saturating_sub(1).max(1), 0), Class::Markup, row.fate);
                    }
                    let place = Place { hard_break: None, cell: true, without: 0, blocks: false };
                    let seen = self.inline(&para, place);
                    if any && !seen {
                        self.out.list.remove(from);
                    }
                    any |= seen;
                }
                // A table in a table: its cells one after the other.
                Laid::Table(rows) => {
                    for row in rows {
                        for cell in &row.cells {
                            if any {
                                self.out.push("<br>", (row.id, 0), Class::Markup, row.fate);
                            }
                            self.cell(cell, row);
                            any = true;
                        }
                    }
                }
            }
        }
    }
}

/// Whether a paragraph is a line of stars, or has our style for one.
fn is_divider(para: &Flowed<'_>) -> bool {
    let words = |atom: &&Atom| match &atom.what {
        What::Text(text) => Some(text.clone()),
        What::Start(_) | What::End(_) => Some(String::new()),
        What::Break | What::Note(_) | What::Image(_) | What::Said => None,
    };
    let Some(text) = para.atoms.iter().map(words).collect::<Option<String>>() else { return false };
    let marks: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let all = |mark: char| marks.len() >= 3 && marks.chars().all(|c| c == mark);
    let ours = para.props.kind == Kind::Divider && (all('-') || all('_'));
    // White space in front of stars would make them code.
    para.props.list.is_none() && (all('*') || ours) && !text.starts_with(char::is_whitespace)
}
