//! From the elements of a part to paragraphs.

use crate::package::Relations;
use crate::read::fields::Fields;
use crate::read::notes::Log;
use crate::read::source::{Atom, Block, Fate, Kind, Look, Para, Props, Row, Source, What};
use crate::read::styles::{self, Styles};
use crate::tracked::{Stamp, When};
use crate::xml::Element;
use std::collections::{HashMap, HashSet};

/// Walks over parts; what it finds goes into `source`.
pub(crate) struct Walker<'a> {
    pub(crate) styles: &'a Styles,
    pub(crate) relations: Relations,
    pub(crate) source: Source,
    pub(crate) log: Log,
    pub(crate) fields: Fields,
    /// Footnotes and endnotes by the key under which the text calls them, and their place in the source.
    pub(crate) note_numbers: HashMap<String, u32>,
    pub(crate) note_keys: Vec<String>,
    /// Comments that have a range of their own.
    pub(crate) ranged: HashSet<u32>,
    /// Letters in each language that the runs name.
    pub(crate) languages: HashMap<String, usize>,
    /// Atoms that stood between paragraphs, and text boxes that wait for the end of theirs.
    pub(crate) pending: Vec<Atom>,
    pub(crate) boxes: Vec<Block>,
    pub(crate) number: u32,
    /// Whether words of the body were met: a title behind them is a heading.
    pub(crate) begun: bool,
    /// Whether the file names its furniture as ours do.
    pub(crate) ours: bool,
    moves: HashMap<String, String>,
    moving: Option<String>,
    /// The chain of elements in which this stands is a footnote, a comment …: no furniture there.
    pub(crate) aside: bool,
}

/// Who and when, as an element says.
pub(crate) fn stamp(element: &Element) -> Stamp {
    let local = element.attr("w:date").map(|date| date.trim_end_matches('Z').to_owned()).filter(|d| !d.is_empty());
    let utc = element.attr("w16du:dateUtc").filter(|d| !d.is_empty()).map(str::to_owned);
    Stamp { author: element.attr("w:author").unwrap_or_default().to_owned(), when: When { local, utc } }
}

impl<'a> Walker<'a> {
    pub(crate) fn new(styles: &'a Styles, relations: Relations) -> Self {
        Self {
            styles,
            relations,
            source: Source::default(),
            log: Log::default(),
            fields: Fields::default(),
            note_numbers: HashMap::new(),
            note_keys: Vec::new(),
            ranged: HashSet::new(),
            languages: HashMap::new(),
            pending: Vec::new(),
            boxes: Vec::new(),
            number: 0,
            begun: false,
            ours: false,
            moves: HashMap::new(),
            moving: None,
            aside: false,
        }
    }

    /// The stamp of a change that goes around or into others.
    pub(crate) fn fate_in(&mut self, element: &Element, outer: Fate) -> Fate {
        let number = self.source.stamp(stamp(element));
        let mut fate = outer;
        match &*element.name {
            "w:ins" => fate.ins = Some(number),
            "w:del" => fate.del = Some(number),
            "w:moveTo" => (fate.ins, fate.moved) = (Some(number), self.current_move()),
            "w:moveFrom" => (fate.del, fate.moved) = (Some(number), self.current_move()),
            _ => {}
        }
        fate
    }

    fn current_move(&mut self) -> Option<u32> {
        let name = self.moving.clone()?;
        Some(self.source.move_named(&name))
    }

    /// Marks that stand between paragraphs as well as in them; true when the element was one.
    pub(crate) fn range_mark(&mut self, element: &Element, atoms: &mut Vec<Atom>) -> bool {
        match &*element.name {
            "w:moveFromRangeStart" | "w:moveToRangeStart" => {
                if let Some(name) = element.attr("w:name") {
                    self.moves.insert(element.attr("w:id").unwrap_or_default().to_owned(), name.to_owned());
                    self.moving = Some(name.to_owned());
                }
            }
            "w:moveFromRangeEnd" | "w:moveToRangeEnd" => {
                let ended = element.attr("w:id").and_then(|id| self.moves.remove(id));
                if ended.is_none() || ended == self.moving {
                    self.moving = None;
                }
            }
            "w:commentRangeStart" | "w:commentRangeEnd" => {
                let Some(id) = element.attr("w:id").and_then(|id| id.parse().ok()) else { return true };
                let start = &*element.name == "w:commentRangeStart";
                if start {
                    self.ranged.insert(id);
                }
                let what = if start { What::Start(id) } else { What::End(id) };
                let point = self.atom(what, Look::default(), Fate::default());
                atoms.push(point);
            }
            _ => return false,
        }
        true
    }

    pub(crate) fn atom(&mut self, what: What, look: Look, fate: Fate) -> Atom {
        Atom { id: self.source.next_id(), what, look, before: None, fate }
    }

    /// Everything below an element that holds paragraphs and tables.
    pub(crate) fn blocks(&mut self, parent: &Element, fate: Fate) -> Vec<Block> {
        let mut out = Vec::new();
        for element in parent.elements() {
            match &*element.name {
                "w:p" => {
                    let mut para = self.paragraph(element, fate);
                    // A large first letter is a paragraph of its own in the file only.
                    let frame = element.child("w:pPr").and_then(|p| p.child("w:framePr"));
                    if matches!(frame.and_then(|f| f.attr("w:dropCap")), Some("drop" | "margin")) {
                        self.pending.append(&mut para.atoms);
                        continue;
                    }
                    out.push(Block::Para(para));
                    out.append(&mut self.boxes);
                }
                "w:tbl" => {
                    let rows = self.table(element, fate);
                    self.begun = true;
                    out.push(Block::Table(rows));
                    out.append(&mut self.boxes);
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" | "w:smartTag" => out.extend(self.blocks(element, fate)),
                "w:ins" | "w:del" | "w:moveTo" | "w:moveFrom" => {
                    let fate = self.fate_in(element, fate);
                    out.extend(self.blocks(element, fate));
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        out.extend(self.blocks(chosen, fate));
                    }
                }
                "w:altChunk" => {
                    self.log.dropped("altChunk", "word.embedded", self.number, "a text that is embedded as a file")
                }
                name => {
                    let mut atoms = std::mem::take(&mut self.pending);
                    let is_mark = self.range_mark(element, &mut atoms);
                    self.pending = atoms;
                    if !is_mark && element.has_words() {
                        self.log.unknown(name, self.number, element);
                        out.extend(self.unknown_block(element, fate));
                    }
                }
            }
        }
        if !self.pending.is_empty() && is_story(parent) {
            let atoms = std::mem::take(&mut self.pending);
            let id = self.source.next_id();
            out.push(Block::Para(plain(id, fate, atoms)));
        }
        out
    }

    /// Words in a place where none are known are never lost: they come as a paragraph of their own.
    fn unknown_block(&mut self, element: &Element, fate: Fate) -> Vec<Block> {
        let inner = self.blocks(element, fate);
        if !inner.is_empty() {
            return inner;
        }
        let text = self.atom(What::Text(element.words()), Look::default(), fate);
        self.number += 1;
        let id = self.source.next_id();
        vec![Block::Para(plain(id, fate, vec![text]))]
    }

    fn paragraph(&mut self, element: &Element, fate: Fate) -> Para {
        self.number += 1;
        let number = self.number;
        let properties = element.child("w:pPr");
        let (mut props, mut before) = (self.props(properties), None);
        if let Some(properties) = properties {
            if let Some(change) = properties.child("w:pPrChange") {
                let who = stamp(change);
                self.log.formatting("word.paragraph_formatting", number, &who, "the look of the paragraph");
                let old = self.props(change.child("w:pPr"));
                let by = self.source.stamp(who);
                before = (old != props).then_some((old, by));
            }
            if properties.child("w:sectPr").is_some() {
                self.log.dropped("section_break", "word.section", number, "a section break");
            }
        }
        let mut atoms = std::mem::take(&mut self.pending);
        self.inlines(element, fate, Look::default(), &mut atoms);
        // The mark stands behind the words: a move that begins in the paragraph takes it along.
        let mut mark = fate;
        for change in properties.and_then(|p| p.child("w:rPr")).into_iter().flat_map(Element::elements) {
            mark = self.fate_in_mark(change, mark);
        }
        let says = |atom: &Atom| match &atom.what {
            What::Text(text) => !text.trim().is_empty(),
            What::Image(_) | What::Note(_) => true,
            What::Break | What::Start(_) | What::End(_) | What::Said => false,
        };
        let has_words = atoms.iter().any(says);
        if let Kind::Furniture(_) = props.kind {
            let ours = styles::is_ours(self.styles.name(style_of(properties)));
            if self.aside || (self.begun && !ours) {
                props.kind = if self.aside { Kind::Plain } else { Kind::Heading(1) };
            } else if ours && has_words {
                self.ours = true;
            }
        } else if has_words && !self.aside {
            self.begun = true;
        }
        if !has_words && mark == Fate::default() {
            self.log.count("empty_paragraphs");
        }
        Para { id: self.source.next_id(), props, before, mark, atoms }
    }

    fn fate_in_mark(&mut self, change: &Element, fate: Fate) -> Fate {
        match &*change.name {
            "w:ins" | "w:del" | "w:moveTo" | "w:moveFrom" => self.fate_in(change, fate),
            _ => fate,
        }
    }

    fn props(&mut self, properties: Option<&Element>) -> Props {
        let style = style_of(properties);
        let (mut kind, quote) = self.styles.kind(style);
        let direct = properties.and_then(|p| p.child("w:numPr")).map(styles::list);
        let list = match direct {
            // Number 0 takes a paragraph out of the list of its style.
            Some((Some(0), _)) => None,
            Some((Some(number), level)) => Some((number, level.or(self.styles.list(style).map(|l| l.1)).unwrap_or(0))),
            Some((None, level)) => self.styles.list(style).map(|(number, l)| (number, level.unwrap_or(l))),
            None => self.styles.list(style),
        };
        let indent = properties.and_then(|p| p.child("w:ind")).map(styles::is_indented);
        let continues = list.is_none() && self.styles.is_list_paragraph(style);
        if let Some(level) = properties.and_then(|p| p.child("w:outlineLvl")).and_then(Element::val)
            && kind == Kind::Plain
            && let Ok(level @ 0..=8) = level.parse::<u8>()
        {
            kind = Kind::Heading((level + 1).min(6));
        }
        let indented = kind == Kind::Plain && list.is_none() && !continues && indent == Some(true);
        let list = list.filter(|_| matches!(kind, Kind::Plain));
        let caption = self.styles.is_caption(style);
        Props { kind, quote, indented, list: list.map(|(n, l)| (n, l.min(8))), continues, caption }
    }

    fn table(&mut self, table: &Element, fate: Fate) -> Vec<Row> {
        let mut rows = Vec::new();
        for element in table.elements() {
            match &*element.name {
                "w:tr" => {
                    let mut fate = fate;
                    for change in element.child("w:trPr").into_iter().flat_map(Element::elements) {
                        fate = self.fate_in_mark(change, fate);
                    }
                    let mut cells = Vec::new();
                    self.cells(element, fate, &mut cells);
                    let id = self.source.next_id();
                    rows.push(Row { id, fate, cells });
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" => rows.extend(self.table(element, fate)),
                "w:ins" | "w:del" | "w:moveTo" | "w:moveFrom" => {
                    let fate = self.fate_in(element, fate);
                    rows.extend(self.table(element, fate));
                }
                _ => {
                    let mut atoms = std::mem::take(&mut self.pending);
                    self.range_mark(element, &mut atoms);
                    self.pending = atoms;
                }
            }
        }
        rows
    }

    fn cells(&mut self, row: &Element, fate: Fate, out: &mut Vec<Vec<Block>>) {
        for element in row.elements() {
            match &*element.name {
                "w:tc" => {
                    let properties = element.child("w:tcPr");
                    let span = properties.and_then(|p| p.child("w:gridSpan")).and_then(Element::val);
                    let span: usize = span.and_then(|v| v.parse().ok()).unwrap_or(1);
                    let before = std::mem::take(&mut self.boxes);
                    let mut blocks = self.blocks(element, fate);
                    blocks.append(&mut self.boxes);
                    self.boxes = before;
                    out.push(blocks);
                    for _ in 1..span.min(64) {
                        out.push(Vec::new());
                    }
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" => self.cells(element, fate, out),
                _ => {}
            }
        }
    }
}

fn style_of(properties: Option<&Element>) -> Option<&str> {
    properties.and_then(|p| p.child("w:pStyle")).and_then(Element::val)
}

fn plain(id: u32, mark: Fate, atoms: Vec<Atom>) -> Para {
    Para { id, props: Props::default(), before: None, mark, atoms }
}

/// Of several forms of one thing, the first that holds anything that is read here.
pub(crate) fn alternative(element: &Element) -> Option<&Element> {
    let all = || element.elements().filter(|e| matches!(&*e.name, "mc:Choice" | "mc:Fallback"));
    let says = |form: &&Element| {
        ["w:t", "a:blip", "v:imagedata", "w:txbxContent", "m:t"].iter().any(|name| form.find(name).is_some())
    };
    all().find(says).or_else(|| all().next())
}

/// Whether an element holds a text of its own: what waits for a paragraph at its end waits for none.
fn is_story(element: &Element) -> bool {
    matches!(&*element.name, "w:body" | "w:footnote" | "w:endnote" | "w:comment" | "w:txbxContent" | "w:tc")
}
