//! OpenDocument texts.

pub(crate) mod package;
mod pictures;
mod styles;
pub(crate) mod xml;

use crate::Error;
use crate::lines::{Block, Lines};
use crate::paragraph::Look;
use crate::pictures::Left;
use crate::tracked::{Comment, Read, Stamp, Status};
use model::ReceiptKind;
use package::Package;
use pictures::is_drawing;
use std::collections::HashMap;
use styles::Styles;
use xml::{Element, Node, is_about_drawing, is_aside, is_index};

/// Reads an `.odt`.
///
/// # Errors
/// A sentence for what is no OpenDocument text, locked, damaged, or made to be too much.
pub fn read_odt(bytes: &[u8]) -> Result<Read, Error> {
    let mut package = Package::open(bytes, "application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)")?;
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && String::from_utf8_lossy(&manifest).contains("encryption-data")
    {
        return Err(Error::Locked);
    }
    let content = package.part("content.xml")?.ok_or_else(|| Error::damaged("it has no text"))?;
    let content = xml::parse("content.xml", &content)?;
    let mut reader = Reader::new(package);
    if let Some(styles) = reader.package.part("styles.xml")? {
        reader.styles.read(&xml::parse("styles.xml", &styles)?);
    }
    reader.styles.read(&content);
    let body = content.child("office:body").and_then(|body| body.child("office:text"));
    let body = body.ok_or_else(|| Error::damaged("it has no text"))?;
    reader.blocks(body, &Around::default());
    let (mut title, mut language) = (String::new(), None);
    // What a file says of itself is not worth refusing it for.
    if let Some(meta) = reader.package.part("meta.xml")?.and_then(|meta| xml::parse("meta.xml", &meta).ok())
        && let Some(meta) = meta.child("office:meta")
    {
        title = meta.child("dc:title").map(Element::words).unwrap_or_default();
        language = meta.child("dc:language").map(Element::words).filter(|tag| !tag.is_empty());
    }
    Ok(reader.lines.finished(title, language))
}

/// Where a paragraph stands.
#[derive(Clone, Default)]
struct Around {
    level: usize,
    list: Option<String>,
    /// The number of the item, for its first paragraph.
    number: Option<u32>,
    item: bool,
    /// It is the first paragraph of the item.
    first: bool,
}

struct Reader<'a> {
    package: Package<'a>,
    lines: Lines,
    styles: Styles,
    /// Changes by their ids: what was done, and for a removal what went.
    changes: HashMap<String, (Status, Vec<String>)>,
    /// Insertions that have begun, and removals that are being written.
    open: Vec<Status>,
    ids: Vec<String>,
    /// Comments that have begun, by their names.
    comments: HashMap<String, usize>,
    /// Pictures by the parts that they are, however often they are shown.
    images: HashMap<String, Result<String, Left>>,
}

impl<'a> Reader<'a> {
    fn new(package: Package<'a>) -> Self {
        Self {
            package,
            lines: Lines::default(),
            styles: Styles::default(),
            changes: HashMap::new(),
            open: Vec::new(),
            ids: Vec::new(),
            comments: HashMap::new(),
            images: HashMap::new(),
        }
    }

    fn status(&self) -> Status {
        self.open.last().cloned().unwrap_or(Status::Kept)
    }

    fn blocks(&mut self, parent: &Element, around: &Around) {
        let mut around = around.clone();
        for element in parent.elements() {
            match element.name.as_str() {
                "text:p" => self.paragraph(element, None, &around),
                "text:h" => {
                    let level = element.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
                    self.paragraph(element, Some(level), &around);
                }
                "text:list" => self.list(element, &around),
                "table:table" => self.table(element),
                "text:section" | "text:numbered-paragraph" => self.blocks(element, &around),
                name if is_drawing(name) => self.figure(element),
                "draw:a" | "draw:g" => self.blocks(element, &around),
                _ => {
                    self.beside(element);
                }
            }
            (around.number, around.first) = (None, false);
        }
    }

    /// Takes what stands between paragraphs and holds no words of the text; whether it is such.
    fn beside(&mut self, element: &Element) -> bool {
        match element.name.as_str() {
            "office:annotation" => self.comment(element),
            "office:annotation-end" => self.comment_ends(element),
            "text:tracked-changes" => self.tracked(element),
            "text:change" | "text:change-start" | "text:change-end" => self.change(element),
            name if is_index(name) => self.lines.count(ReceiptKind::Dropped, "index", "odt.index"),
            _ => return false,
        }
        true
    }

    fn list(&mut self, list: &Element, around: &Around) {
        let style = list.attribute("style-name").map(str::to_owned).or_else(|| around.list.clone());
        let level = around.level + 1;
        let mut number = 0;
        for item in list.elements().filter(|e| matches!(e.name.as_str(), "text:list-item" | "text:list-header")) {
            number = item.attribute("start-value").and_then(|start| start.parse().ok()).unwrap_or(number + 1);
            let own = style.clone().or_else(|| {
                let paragraph = item.child("text:p")?.attribute("style-name")?;
                self.styles.list_of(paragraph).map(str::to_owned)
            });
            let numbered = own.as_deref().is_some_and(|list| self.styles.is_numbered(list, level));
            let number = numbered.then_some(number);
            self.blocks(item, &Around { level, list: own, number, item: true, first: true });
        }
    }

    fn table(&mut self, table: &Element) {
        if self.lines.is_in_row() {
            // A cell holds lines, not tables: the words of an inner one stand in it.
            self.lines.count(ReceiptKind::Changed, "table inside a table", "odt.inner_table");
            return self.each_row(table, &mut |reader, row| {
                for cell in cells(row) {
                    reader.blocks(cell, &Around::default());
                }
            });
        }
        self.lines.table_starts();
        self.each_row(table, &mut Self::row);
    }

    fn each_row(&mut self, table: &Element, take: &mut dyn FnMut(&mut Self, &Element)) {
        for part in table.elements() {
            match part.name.as_str() {
                "table:table-header-rows" | "table:table-rows" | "table:table-row-group" => self.each_row(part, take),
                "table:table-row" => take(self, part),
                _ => {}
            }
        }
    }

    fn row(&mut self, row: &Element) {
        self.lines.row_starts();
        for cell in cells(row) {
            self.lines.cell_starts();
            self.blocks(cell, &Around::default());
        }
        self.lines.row_ends();
    }

    fn paragraph(&mut self, element: &Element, heading: Option<usize>, around: &Around) {
        let style = element.attribute("style-name").unwrap_or_default();
        let is = |names: &[&str]| self.styles.is(style, names);
        let block = match heading {
            Some(level) => Block::Heading(level),
            None if is(&["Title"]) => Block::Heading(1),
            None if around.item && around.first => Block::Item(around.level.max(1), around.number),
            None if around.item => Block::Further(around.level.max(1)),
            // LibreOffice writes the style of captions that Word has in small letters, beside its own.
            None if is(&["Caption", "caption", "Illustration", "Figure", "Drawing"]) => Block::Caption,
            None if is(&["Quotations", "Quote", "Intense_20_Quote"]) => Block::Quote,
            None => Block::Paragraph,
        };
        // The break before the paragraph came in with what came in across it.
        let status = self.status();
        let look = if heading.is_some() || is(&["Title", "Subtitle", "Quotations"]) {
            Look::default()
        } else {
            self.styles.paragraph_look(style)
        };
        let passed = if around.item { 0 } else { self.figures(element) };
        self.inline(&element.nodes[passed..], &look);
        self.lines.paragraph(block, &status);
    }

    fn words(&mut self, text: &str, look: &Look) {
        let status = self.status();
        let mut out = String::with_capacity(text.len());
        let mut blank = self.lines.ends_blank();
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(space && blank) {
                out.push(if space { ' ' } else { c });
            }
            blank = space;
        }
        self.lines.words(&out, look, &status);
    }

    fn inline(&mut self, nodes: &[Node], look: &Look) {
        for node in nodes {
            let element = match node {
                Node::Text(text) => {
                    self.words(text, look);
                    continue;
                }
                Node::Element(element) => element,
            };
            let status = self.status();
            match element.name.as_str() {
                "text:span" => {
                    let look = self.styles.look(element.attribute("style-name").unwrap_or_default(), look);
                    self.inline(&element.nodes, &look);
                }
                "text:a" => {
                    let link = address(element).map(Into::into).or_else(|| look.link.clone());
                    self.inline(&element.nodes, &Look { link, ..look.clone() });
                }
                "text:s" => {
                    let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                    self.lines.words(&" ".repeat(count.min(100)), look, &status);
                }
                "text:tab" => self.lines.words(" ", look, &status),
                "text:line-break" => self.lines.words("\n", look, &status),
                "text:note" => {
                    if let Some(body) = element.child("text:note-body") {
                        self.lines.note_starts();
                        self.blocks(body, &Around::default());
                        self.lines.note_ends(&status);
                    }
                }
                "office:annotation" => self.comment(element),
                "office:annotation-end" => self.comment_ends(element),
                "text:change" | "text:change-start" | "text:change-end" => self.change(element),
                name if is_drawing(name) => self.frame(element, false),
                "text:ruby" => {
                    if let Some(base) = element.child("text:ruby-base") {
                        self.inline(&base.nodes, look);
                    }
                    self.lines.count(ReceiptKind::Dropped, "reading aid", "odt.ruby");
                }
                "text:page-number" | "text:page-count" => {
                    self.lines.count(ReceiptKind::Dropped, "page number", "odt.page_number")
                }
                // Fields, titles and the like have their words inside.
                name if is_about_drawing(name) => {}
                _ => self.inline(&element.nodes, look),
            }
        }
    }

    fn comment(&mut self, annotation: &Element) {
        let paragraphs = annotation.elements().filter(|e| matches!(e.name.as_str(), "text:p" | "text:list"));
        let text = paragraphs.map(Element::words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n\n");
        let resolved = annotation.attribute("resolved") == Some("true");
        let comment = Comment { by: stamp(annotation), text, resolved, place: 0..0 };
        let number = self.lines.comment_starts(comment);
        if let Some(name) = annotation.attribute("name") {
            self.comments.insert(name.to_owned(), number);
        }
    }

    fn comment_ends(&mut self, end: &Element) {
        if let Some(number) = end.attribute("name").and_then(|name| self.comments.remove(name)) {
            self.lines.comment_ends(number);
        }
    }

    fn tracked(&mut self, changes: &Element) {
        for region in changes.elements() {
            let Some(id) = region.attribute("id") else { continue };
            for change in region.elements() {
                let by = change.child("office:change-info").map(stamp).unwrap_or_default();
                match change.name.as_str() {
                    "text:insertion" => {
                        self.changes.insert(id.to_owned(), (Status::Inserted(by), Vec::new()));
                    }
                    "text:deletion" => {
                        if holds(change, &|name| name == "draw:image") {
                            self.lines.count(ReceiptKind::Dropped, "removed picture", "odt.picture_removed");
                        }
                        if holds(change, &is_aside) {
                            self.lines.count(
                                ReceiptKind::Dropped,
                                "removed comment or note",
                                "odt.comment_or_note_removed",
                            );
                        }
                        let gone = change.elements().filter(|e| e.name != "office:change-info").map(removed).collect();
                        self.changes.insert(id.to_owned(), (Status::Removed(by), gone));
                    }
                    "text:format-change" => {
                        self.lines.count(ReceiptKind::Dropped, "tracked change of looks", "odt.format_change");
                    }
                    _ => {}
                }
            }
        }
    }

    fn change(&mut self, mark: &Element) {
        let Some(id) = mark.attribute("change-id") else { return };
        match mark.name.as_str() {
            "text:change-start" => {
                if let Some((status, _)) = self.changes.get(id) {
                    self.open.push(status.clone());
                    self.ids.push(id.to_owned());
                }
            }
            "text:change-end" => {
                if let Some(at) = self.ids.iter().rposition(|open| open == id) {
                    self.ids.remove(at);
                    self.open.remove(at);
                }
            }
            _ => {
                let Some((status, gone)) = self.changes.get(id).cloned() else { return };
                for (place, words) in gone.into_iter().enumerate() {
                    if place > 0 {
                        // The removed end of a paragraph: what follows was another one.
                        self.lines.split(&status);
                    }
                    self.lines.words(&words, &Look::default(), &status);
                }
            }
        }
    }
}

fn cells(row: &Element) -> impl Iterator<Item = &Element> {
    row.elements().filter(|e| matches!(e.name.as_str(), "table:table-cell" | "table:covered-table-cell"))
}

/// Where a link leads.
fn address(link: &Element) -> Option<&str> {
    let safe = |href: &&str| ["http://", "https://", "mailto:"].iter().any(|start| href.starts_with(start));
    link.attribute("href").filter(safe)
}

fn holds(element: &Element, is: &dyn Fn(&str) -> bool) -> bool {
    element.elements().any(|inner| is(&inner.name) || holds(inner, is))
}

/// The words of a removed paragraph, with the white space at its ends: they are part of a sentence.
fn removed(paragraph: &Element) -> String {
    let mut out = String::new();
    for node in &paragraph.nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if matches!(element.name.as_str(), "text:s" | "text:tab") => out.push(' '),
            Node::Element(element) if element.name == "text:line-break" => out.push('\n'),
            Node::Element(element) if is_about_drawing(&element.name) || is_aside(&element.name) => {}
            Node::Element(element) => out.push_str(&removed(element)),
        }
    }
    out
}

fn stamp(element: &Element) -> Stamp {
    let text = |name: &str| element.child(name).map(Element::words).filter(|text| !text.is_empty());
    // A part of a second says nothing that anybody reads.
    let at = text("dc:date").map(|at| at.split('.').next().unwrap_or_default().trim_end_matches('Z').to_owned());
    // What stands there when a file was scrubbed.
    let at = at.filter(|at| !at.starts_with("0000") && !at.starts_with("1970-01-01"));
    Stamp { author: text("dc:creator").unwrap_or_default(), at }
}
