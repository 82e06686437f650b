//! Blocks and runs as XHTML, for books.

use crate::content::{Align, Block, Cell, Content, Figure, Inline, Table, is_right_to_left, text_of};
use crate::xml::{push_xml, xml, xml_line};
use model::picture::address;
use std::collections::HashSet;

/// Writes the blocks of one file.
pub(crate) struct Xhtml {
    /// What was written.
    pub(crate) text: String,
    /// Whether the file as a whole runs from right to left.
    right_to_left: bool,
    /// The footnotes whose mark was written: the first mark is where their way back leads.
    marked: HashSet<usize>,
}

impl Xhtml {
    pub(crate) fn new(right_to_left: bool) -> Self {
        Self { text: String::new(), right_to_left, marked: HashSet::new() }
    }

    /// ` dir="…"` for words that do not run as the file does.
    fn direction(&self, inlines: &[Inline]) -> &'static str {
        match (is_right_to_left(&text_of(inlines)), self.right_to_left) {
            (true, false) => " dir=\"rtl\"",
            (false, true) => " dir=\"ltr\"",
            _ => "",
        }
    }

    /// An element of runs.
    pub(crate) fn line(&mut self, name: &str, class: &str, inlines: &[Inline]) {
        if inlines.is_empty() {
            return;
        }
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.text.push_str(&format!("<{name}{class}{}>", self.direction(inlines)));
        self.inlines(inlines, false);
        self.text.push_str(&format!("</{name}>\n"));
    }

    pub(crate) fn content(&mut self, content: &Content) {
        self.blocks(&content.blocks);
        if content.notes.is_empty() {
            return;
        }
        self.text.push_str("<section class=\"notes\" epub:type=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        for (at, note) in content.notes.iter().enumerate() {
            let number = at + 1;
            // A mark in the note itself is not the way back to the text.
            let back = self.marked.contains(&number);
            self.text.push_str(&format!("<li id=\"fn-{number}\">\n"));
            self.blocks(note);
            if back {
                self.text.push_str(&format!("<p><a href=\"#fnref-{number}\" role=\"doc-backlink\">↩︎</a></p>\n"));
            }
            self.text.push_str("</li>\n");
        }
        self.text.push_str("</ol>\n</section>\n");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inlines) => self.line("p", "", inlines),
            Block::Heading(level, inlines) => self.line(&format!("h{level}"), "", inlines),
            Block::Quote(inner) => {
                self.text.push_str("<blockquote>\n");
                self.blocks(inner);
                self.text.push_str("</blockquote>\n");
            }
            Block::Pull(quote, credit) => {
                self.text.push_str("<aside class=\"pull\" epub:type=\"pullquote\" role=\"doc-pullquote\">\n");
                self.line("p", "", quote);
                self.line("p", "credit", credit);
                self.text.push_str("</aside>\n");
            }
            Block::List(start, items) => {
                let (name, number) = match start {
                    Some(1) => ("ol", String::new()),
                    Some(start) => ("ol", format!(" start=\"{start}\"")),
                    None => ("ul", String::new()),
                };
                self.text.push_str(&format!("<{name}{number}>\n"));
                for item in items {
                    self.text.push_str("<li>");
                    match item.as_slice() {
                        [Block::Paragraph(inlines)] => self.inlines(inlines, false),
                        blocks => self.blocks(blocks),
                    }
                    self.text.push_str("</li>\n");
                }
                self.text.push_str(&format!("</{name}>\n"));
            }
            Block::Table(table) => self.table(table),
            Block::Code(code) => self.text.push_str(&format!("<pre><code>{}</code></pre>\n", xml(code))),
            Block::Rule => self.text.push_str("<hr/>\n"),
            Block::Picture(figure) => self.picture(figure),
        }
    }

    fn picture(&mut self, figure: &Figure) {
        self.text.push_str(&format!(
            "<figure><img src=\"{}\" alt=\"{}\"/>",
            address(&figure.name),
            xml_line(&figure.alt)
        ));
        if !figure.below().is_empty() {
            let line = vec![Inline::Text(figure.below())];
            self.text.push_str(&format!("<figcaption{}>", self.direction(&line)));
            push_xml(&mut self.text, &figure.caption);
            if !figure.credit.is_empty() {
                let space = if figure.caption.is_empty() { "" } else { " " };
                self.text.push_str(&format!("{space}<span class=\"credit\">{}</span>", xml(&figure.credit)));
            }
            self.text.push_str("</figcaption>");
        }
        self.text.push_str("</figure>\n");
    }

    fn table(&mut self, table: &Table) {
        self.text.push_str("<table>\n");
        for (name, rows) in [("thead", &table.head), ("tbody", &table.body)] {
            if rows.is_empty() {
                continue;
            }
            self.text.push_str(&format!("<{name}>\n"));
            for row in rows {
                self.text.push_str("<tr>");
                row.iter().for_each(|cell| self.cell(cell));
                self.text.push_str("</tr>\n");
            }
            self.text.push_str(&format!("</{name}>\n"));
        }
        self.text.push_str("</table>\n");
    }

    fn cell(&mut self, cell: &Cell) {
        let name = if cell.is_header { "th" } else { "td" };
        let class = match cell.align {
            Align::Start => "",
            Align::Center => " class=\"center\"",
            Align::End => " class=\"end\"",
        };
        self.text.push_str(&format!("<{name}{class}{}>", self.direction_of_cell(cell)));
        self.inlines(&cell.inlines, false);
        self.text.push_str(&format!("</{name}>"));
    }

    fn direction_of_cell(&self, cell: &Cell) -> &'static str {
        if cell.inlines.is_empty() { "" } else { self.direction(&cell.inlines) }
    }

    fn inlines(&mut self, inlines: &[Inline], in_link: bool) {
        for inline in inlines {
            let name = match inline {
                Inline::Text(text) => {
                    push_xml(&mut self.text, text);
                    continue;
                }
                Inline::Break => {
                    self.text.push_str("<br/>");
                    continue;
                }
                Inline::Note(number) if in_link => {
                    self.text.push_str(&format!("<sup>{number}</sup>"));
                    continue;
                }
                Inline::Note(number) => {
                    let id =
                        if self.marked.insert(*number) { format!(" id=\"fnref-{number}\"") } else { String::new() };
                    self.text.push_str(&format!(
                        "<a{id} href=\"#fn-{number}\" epub:type=\"noteref\" role=\"doc-noteref\">{number}</a>"
                    ));
                    continue;
                }
                Inline::Link(_, inner) if in_link => {
                    self.inlines(inner, true);
                    continue;
                }
                Inline::Link(href, inner) => {
                    self.text.push_str(&format!("<a href=\"{}\">", xml(href)));
                    self.inlines(inner, true);
                    self.text.push_str("</a>");
                    continue;
                }
                Inline::Emphasis(_) => "em",
                Inline::Strong(_) => "strong",
                Inline::Struck(_) => "del",
                Inline::Sub(_) => "sub",
                Inline::Sup(_) => "sup",
                Inline::Code(_) => "code",
            };
            self.text.push_str(&format!("<{name}>"));
            self.inlines(inline.inner(), in_link);
            self.text.push_str(&format!("</{name}>"));
        }
    }
}
