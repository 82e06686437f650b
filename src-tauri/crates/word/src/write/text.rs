//! Paragraphs, runs and tables as a part of a Word file.

use crate::read::source::{CODE, EMPH, STRIKE, STRONG, SUB, SUP};
use crate::tracked::{Stamp, Status};
use crate::write::images::Images;
use crate::write::lists::Lists;
use crate::write::out::{cut, escaped, stamp_attributes};
use crate::write::sheet::{Mark, Paragraph, Shape, Style};
use crate::write::stream::{Fate, Laid, Piece};
use model::Field;
use std::collections::{HashMap, VecDeque};
use std::fmt::Write;
use std::rc::Rc;

/// What all parts of one file share while they are written.
#[derive(Default)]
pub(crate) struct Shared {
    /// Numbers of changes.
    ids: usize,
    pub(crate) lists: Lists,
    pub(crate) images: Images,
    /// Label → number of the note.
    pub(crate) notes: HashMap<String, usize>,
    /// Moves whose range is open: name → number of the range and whether it is the end that came in.
    open_moves: Vec<(String, bool, usize)>,
    /// How many comments there are; their ranges are only written once.
    pub(crate) placed: Vec<bool>,
    /// Names of moves that are too long for Word.
    long_names: Vec<String>,
    /// Tables with more columns than Word takes.
    pub(crate) wide_tables: usize,
}

impl Shared {
    pub(crate) fn id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }

    /// The name of a move, ready for an attribute; long ones are told apart by a number.
    fn move_name(&mut self, name: &str) -> String {
        if cut(name, LONGEST_MOVE) == name && !escaped(name).is_empty() {
            return escaped(name);
        }
        let at = self.long_names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.long_names.push(name.to_owned());
            self.long_names.len() - 1
        });
        format!("{}~{at}", escaped(cut(name, LONGEST_MOVE - 10)))
    }
}

/// Writes the text of one part.
pub(crate) struct Writer<'a> {
    pub(crate) shared: &'a mut Shared,
    /// Addresses that the part refers to, in the order of their ids.
    pub(crate) links: Vec<Rc<str>>,
    /// The style of a plain paragraph.
    pub(crate) plain: &'static str,
    /// What stands before the first run of the first paragraph.
    pub(crate) opening: String,
    /// The notes that are called where Word lets none be called; nothing where it does.
    pub(crate) asides: Option<VecDeque<Rc<str>>>,
    pub(crate) out: String,
}

/// Letters of the name of a move that Word takes.
const LONGEST_MOVE: usize = 40;
/// Columns of a table that Word takes.
const MOST_COLUMNS: usize = 63;

/// The style of a field, as its id.
pub(crate) fn style_of(field: Field) -> &'static str {
    match field {
        Field::Kicker => "Kicker",
        Field::Headline => "Headline",
        Field::HeadlinePrint => "HeadlinePrint",
        Field::HeadlineWeb => "HeadlineWeb",
        Field::HeadlineSocial => "HeadlineSocial",
        Field::Standfirst => "Standfirst",
        Field::Byline => "Byline",
        Field::Body => "BodyText",
        Field::AuthorNote => "AuthorNote",
        Field::Disclosure => "Disclosure",
        Field::CorrectionNote => "CorrectionNote",
    }
}

impl Writer<'_> {
    pub(crate) fn parts(&mut self, laid: &[Laid]) {
        for part in laid {
            match part {
                Laid::Paragraph { shaped, pieces, fate } => {
                    let was = shaped.was.as_ref().map(|(was, by)| (was, by));
                    self.paragraph(&shaped.now, was, pieces, fate);
                }
                Laid::Table { rows } => self.table(rows),
            }
        }
        self.close_moves();
        // A part may not end with a table.
        if matches!(laid.last(), Some(Laid::Table { .. })) {
            let plain = self.plain;
            let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{plain}\"/></w:pPr></w:p>");
        }
    }

    fn paragraph(&mut self, now: &Paragraph, was: Option<(&Paragraph, &Stamp)>, pieces: &[Piece], fate: &Fate) {
        self.out.push_str("<w:p><w:pPr>");
        let properties = self.properties(now);
        self.out.push_str(&properties);
        match &fate.status {
            Status::Kept => {}
            Status::Inserted(by) => {
                let name = if fate.moved.is_some() { "moveTo" } else { "ins" };
                let _ = write!(self.out, "<w:rPr><w:{name}{}/></w:rPr>", stamp_attributes(self.shared.id(), by));
            }
            Status::Removed(by) => {
                let name = if fate.moved.is_some() { "moveFrom" } else { "del" };
                let _ = write!(self.out, "<w:rPr><w:{name}{}/></w:rPr>", stamp_attributes(self.shared.id(), by));
            }
            Status::Passing { inserted, removed } => {
                let (a, b) =
                    (stamp_attributes(self.shared.id(), inserted), stamp_attributes(self.shared.id(), removed));
                let _ = write!(self.out, "<w:rPr><w:ins{a}/><w:del{b}/></w:rPr>");
            }
        }
        if let Some((was, by)) = was {
            let old = self.properties(was);
            let attributes = stamp_attributes(self.shared.id(), by);
            let _ = write!(self.out, "<w:pPrChange{attributes}><w:pPr>{old}</w:pPr></w:pPrChange>");
        }
        self.out.push_str("</w:pPr>");
        let opening = std::mem::take(&mut self.opening);
        self.out.push_str(&opening);
        let no_pieces = pieces.is_empty();
        self.pieces(pieces, now.shape);
        // The range of a move goes on to its mark.
        if no_pieces {
            self.follow_move(fate);
        }
        self.out.push_str("</w:p>");
    }

    fn properties(&mut self, paragraph: &Paragraph) -> String {
        let style = match (paragraph.shape, paragraph.quote) {
            (Shape::Heading(level), _) => format!("Heading{level}"),
            (Shape::Code, _) => "SourceCode".into(),
            (Shape::Divider, _) => "Divider".into(),
            (Shape::Caption, _) => "Caption".into(),
            (Shape::Plain, true) if paragraph.list.is_none() => "Quote".into(),
            (Shape::Plain, _) if paragraph.list.is_some() || paragraph.continues.is_some() => "ListParagraph".into(),
            (Shape::Plain, _) => self.plain.into(),
        };
        let mut out = format!("<w:pStyle w:val=\"{style}\"/>");
        if let Some(listed) = paragraph.list {
            let number = self.shared.lists.number(listed);
            let _ = write!(out, "<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{number}\"/></w:numPr>", listed.level);
        } else if let Some(level) = paragraph.continues.filter(|_| paragraph.shape == Shape::Plain) {
            let _ = write!(out, "<w:ind w:left=\"{}\"/>", 720 * (u32::from(level) + 1));
        }
        out
    }

    fn pieces(&mut self, pieces: &[Piece], shape: Shape) {
        let mut at = 0;
        let mut link: Option<Rc<str>> = None;
        while at < pieces.len() {
            match &pieces[at] {
                Piece::Start(number) => {
                    if let Some(placed) = self.shared.placed.get_mut(*number) {
                        *placed = true;
                    }
                    let _ = write!(self.out, "<w:commentRangeStart w:id=\"{number}\"/>");
                    at += 1;
                }
                Piece::End(number) => {
                    let _ = write!(
                        self.out,
                        "<w:commentRangeEnd w:id=\"{number}\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:commentReference w:id=\"{number}\"/></w:r>"
                    );
                    at += 1;
                }
                Piece::Mark { style, before, fate, .. } => {
                    let same = |piece: &Piece| matches!(piece, Piece::Mark { style: s, before: b, fate: f, .. } if s == style && b == before && f == fate);
                    let end = (at..pieces.len()).find(|&i| !same(&pieces[i])).unwrap_or(pieces.len());
                    if link != style.link {
                        if link.is_some() {
                            self.out.push_str("</w:hyperlink>");
                        }
                        link.clone_from(&style.link);
                        if let Some(address) = &link {
                            let id = self.link(address);
                            let _ = write!(self.out, "<w:hyperlink r:id=\"rLink{id}\" w:history=\"1\">");
                        }
                    }
                    self.follow_move(fate);
                    self.runs(&pieces[at..end], style, before.as_deref(), fate, shape);
                    at = end;
                }
            }
        }
        if link.is_some() {
            self.out.push_str("</w:hyperlink>");
        }
    }

    fn link(&mut self, address: &Rc<str>) -> usize {
        // Neighbours often share an address; all of a long text are not searched.
        if let Some(at) = self.links.iter().rev().take(64).position(|known| known == address) {
            return self.links.len() - at;
        }
        self.links.push(address.clone());
        self.links.len()
    }

    /// Opens and closes the ranges of moves around what comes next.
    fn follow_move(&mut self, fate: &Fate) {
        let wanted = match (&fate.moved, &fate.status) {
            (Some(name), Status::Inserted(by)) => Some((name, true, by)),
            (Some(name), Status::Removed(by)) => Some((name, false, by)),
            _ => None,
        };
        let open = self.shared.open_moves.last().map(|(name, to, _)| (name.clone(), *to));
        if open.as_ref().map(|(name, to)| (name, *to)) == wanted.map(|(name, to, _)| (name, to)) {
            return;
        }
        self.close_moves();
        if let Some((name, to, by)) = wanted {
            let id = self.shared.id();
            let end = if to { "To" } else { "From" };
            let attributes = stamp_attributes(id, by);
            let short = self.shared.move_name(name);
            let _ = write!(self.out, "<w:move{end}RangeStart{attributes} w:name=\"{short}\"/>");
            self.shared.open_moves.push((name.clone(), to, id));
        }
    }

    fn close_moves(&mut self) {
        while let Some((_, to, id)) = self.shared.open_moves.pop() {
            let end = if to { "To" } else { "From" };
            let _ = write!(self.out, "<w:move{end}RangeEnd w:id=\"{id}\"/>");
        }
    }

    fn runs(&mut self, pieces: &[Piece], style: &Style, before: Option<&(Style, Stamp)>, fate: &Fate, shape: Shape) {
        let (open, close) = self.around(fate);
        self.out.push_str(&open);
        let removed = matches!(fate.status, Status::Removed(_) | Status::Passing { .. });
        // Deleted words have an element of their own; those that were moved away do not.
        let text = if removed && (fate.moved.is_none() || matches!(fate.status, Status::Passing { .. })) {
            "delText"
        } else {
            "t"
        };
        // Each run says for itself how it looked before: no two changes have one number.
        let look = |this: &mut Self| this.run_properties(style, before, shape);
        let mut letters = String::new();
        for piece in pieces {
            let Piece::Mark { mark, .. } = piece else { continue };
            match mark {
                Mark::Char(c) => {
                    letters.push(*c);
                    continue;
                }
                Mark::Note(label) if self.asides.is_some() => {
                    match self.shared.notes.get(&**label).filter(|_| self.plain == "FootnoteText") {
                        Some(number) => letters.push_str(&format!("[{number}]")),
                        None => letters.push_str(&format!("[{label}]")),
                    }
                    self.asides.get_or_insert_default().push_back(label.clone());
                    continue;
                }
                Mark::Note(_) | Mark::Break | Mark::Image { .. } => {}
            }
            self.letters(&mut letters, text, look);
            match mark {
                Mark::Char(_) => {}
                Mark::Break => {
                    let properties = look(self);
                    let _ = write!(self.out, "<w:r>{properties}<w:br/></w:r>");
                }
                Mark::Note(label) => {
                    let next = self.shared.notes.len() + 1;
                    let number = *self.shared.notes.entry(label.to_string()).or_insert(next);
                    let _ = write!(
                        self.out,
                        "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r>"
                    );
                }
                Mark::Image { name, alt, title } => {
                    let drawing = self.shared.images.drawing(name, alt, title, text);
                    let _ = write!(self.out, "<w:r>{drawing}</w:r>");
                }
            }
        }
        self.letters(&mut letters, text, look);
        self.out.push_str(&close);
    }

    fn letters(&mut self, letters: &mut String, text: &str, look: impl Fn(&mut Self) -> String) {
        if letters.is_empty() {
            return;
        }
        let properties = look(self);
        let mut content = String::new();
        let mut plain = String::new();
        let flush = |plain: &mut String, content: &mut String| {
            if !plain.is_empty() {
                let _ = write!(content, "<w:{text} xml:space=\"preserve\">{}</w:{text}>", escaped(plain));
                plain.clear();
            }
        };
        for c in letters.chars() {
            let element = match c {
                '\u{ad}' => "<w:softHyphen/>",
                '\u{2011}' => "<w:noBreakHyphen/>",
                '\t' => "<w:tab/>",
                c => {
                    plain.push(c);
                    continue;
                }
            };
            flush(&mut plain, &mut content);
            content.push_str(element);
        }
        flush(&mut plain, &mut content);
        let _ = write!(self.out, "<w:r>{properties}{content}</w:r>");
        letters.clear();
    }

    fn around(&mut self, fate: &Fate) -> (String, String) {
        let tag = |name: &str, id: usize, by: &Stamp| {
            (format!("<w:{name}{}>", stamp_attributes(id, by)), format!("</w:{name}>"))
        };
        match &fate.status {
            Status::Kept => (String::new(), String::new()),
            Status::Inserted(by) => tag(if fate.moved.is_some() { "moveTo" } else { "ins" }, self.shared.id(), by),
            Status::Removed(by) => tag(if fate.moved.is_some() { "moveFrom" } else { "del" }, self.shared.id(), by),
            Status::Passing { inserted, removed } => {
                let (a, z) = tag("ins", self.shared.id(), inserted);
                let (b, y) = tag("del", self.shared.id(), removed);
                (a + &b, y + &z)
            }
        }
    }

    fn run_properties(&mut self, style: &Style, before: Option<&(Style, Stamp)>, shape: Shape) -> String {
        let mut inner = looks(style, shape);
        if let Some((old, by)) = before {
            let attributes = stamp_attributes(self.shared.id(), by);
            let _ = write!(inner, "<w:rPrChange{attributes}><w:rPr>{}</w:rPr></w:rPrChange>", looks(old, shape));
        }
        if inner.is_empty() { inner } else { format!("<w:rPr>{inner}</w:rPr>") }
    }

    fn table(&mut self, rows: &[(Rc<Fate>, Vec<Vec<Piece>>)]) {
        let all = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(1).max(1);
        // What is too wide for Word stands in the last cell.
        let columns = all.min(MOST_COLUMNS);
        self.shared.wide_tables += usize::from(all > columns);
        let width = 9000 / columns;
        self.out.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>",
        );
        for _ in 0..columns {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid>");
        for (at, (fate, cells)) in rows.iter().enumerate() {
            self.out.push_str("<w:tr>");
            let change = match &fate.status {
                Status::Inserted(by) => format!("<w:ins{}/>", stamp_attributes(self.shared.id(), by)),
                Status::Removed(by) => format!("<w:del{}/>", stamp_attributes(self.shared.id(), by)),
                Status::Kept | Status::Passing { .. } => String::new(),
            };
            let header = if at == 0 { "<w:tblHeader/>" } else { "" };
            if !(change.is_empty() && header.is_empty()) {
                let _ = write!(self.out, "<w:trPr>{header}{change}</w:trPr>");
            }
            for column in 0..columns {
                let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
                let last = if column + 1 == columns { all } else { column + 1 };
                for cell in column..last {
                    self.cell(cells.get(cell).map_or(&[], Vec::as_slice), fate);
                }
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }

    fn cell(&mut self, pieces: &[Piece], fate: &Fate) {
        let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", self.plain);
        let mark = match &fate.status {
            Status::Inserted(by) => format!("<w:rPr><w:ins{}/></w:rPr>", stamp_attributes(self.shared.id(), by)),
            Status::Removed(by) => format!("<w:rPr><w:del{}/></w:rPr>", stamp_attributes(self.shared.id(), by)),
            Status::Kept | Status::Passing { .. } => String::new(),
        };
        let _ = write!(self.out, "{mark}</w:pPr>");
        self.pieces(pieces, Shape::Plain);
        self.out.push_str("</w:p>");
    }
}

/// Looks in the order of the schema.
fn looks(style: &Style, shape: Shape) -> String {
    let mut out = String::new();
    if style.flags & CODE != 0 && shape != Shape::Code {
        out.push_str("<w:rStyle w:val=\"VerbatimChar\"/>");
    } else if style.link.is_some() {
        out.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
    }
    for (flag, element) in [(STRONG, "<w:b/><w:bCs/>"), (EMPH, "<w:i/><w:iCs/>"), (STRIKE, "<w:strike/>")] {
        if style.flags & flag != 0 {
            out.push_str(element);
        }
    }
    if style.flags & SUP != 0 {
        out.push_str("<w:vertAlign w:val=\"superscript\"/>");
    } else if style.flags & SUB != 0 {
        out.push_str("<w:vertAlign w:val=\"subscript\"/>");
    }
    out
}
