//! What is written where a node begins.

use super::picture::is_pictures_only;
use super::{Look, Writer};
use crate::escape::{push_escaped, push_text};
use crate::links::safe_href;
use crate::sanitise::REL;
use comrak::nodes::{ListType, Node, NodeFootnoteReference, NodeLink, NodeList, NodeValue, TableAlignment};
use std::fmt::Write;

impl Writer<'_, '_> {
    /// Writes the beginning of a node; says whether its children come next.
    pub(super) fn enter(&mut self, node: Node<'_>) -> bool {
        match &node.data().value {
            NodeValue::BlockQuote => self.open_block("blockquote"),
            NodeValue::List(list) => self.open_list(list),
            NodeValue::Item(_) => self.open_block("li"),
            NodeValue::Paragraph if is_tight(node) => self.begin_tight(node),
            NodeValue::Paragraph if self.page.look == Look::Html && is_pictures_only(node) => {}
            NodeValue::Paragraph => self.open_block("p"),
            NodeValue::Heading(heading) => {
                let level = self.page.heading(heading.level);
                self.open_block(&format!("h{level}"));
            }
            NodeValue::CodeBlock(code) => {
                self.out.push_str("<pre><code>");
                push_text(self.out, &code.literal);
                self.out.push_str("</code></pre>");
            }
            NodeValue::HtmlBlock(html) => self.markup_block(&html.literal),
            NodeValue::ThematicBreak => self.out.push_str("<hr>"),
            NodeValue::Table(_) => self.open_block("table"),
            NodeValue::TableRow(head) => self.open_row(node, *head),
            NodeValue::TableCell => self.open_cell(node),
            NodeValue::FootnoteDefinition(_) => {
                let number = self.page.notes.get() + 1;
                self.page.notes.set(number);
                let _ = write!(self.out, r#"<li id="fn-{number}">"#);
            }
            NodeValue::Text(text) => self.text(node, text),
            NodeValue::SoftBreak => {
                self.smart.blank();
                self.out.push('\n');
            }
            NodeValue::LineBreak => {
                self.smart.blank();
                self.out.push_str("<br>\n");
            }
            NodeValue::Code(code) => {
                self.open("code");
                push_text(self.out, &code.literal);
                self.close("code");
                self.smart.letter();
            }
            NodeValue::HtmlInline(markup) => self.markup(markup),
            NodeValue::Emph => self.open("em"),
            NodeValue::Strong => self.open("strong"),
            NodeValue::Strikethrough => self.open("del"),
            NodeValue::Link(link) => self.open_link(link),
            NodeValue::Image(link) => {
                self.picture(node, link);
                self.smart.letter();
                return false;
            }
            NodeValue::FootnoteReference(note) => self.note_reference(note),
            _ => {}
        }
        true
    }

    fn open_list(&mut self, list: &NodeList) {
        match list.list_type {
            ListType::Bullet => self.open("ul"),
            ListType::Ordered if list.start == 1 => self.open("ol"),
            ListType::Ordered => self.open(&format!(r#"ol start="{}""#, list.start)),
        }
    }

    /// Paragraphs of a tight list have no tags; what follows one begins on a new line.
    fn begin_tight(&mut self, node: Node<'_>) {
        if node.previous_sibling().is_some() {
            self.out.push('\n');
        }
    }

    fn text(&mut self, node: Node<'_>, text: &str) {
        // What was escaped stays as it was typed.
        let typed = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Escaped));
        match self.page.marks.as_ref().filter(|_| !typed) {
            Some(marks) => {
                let text = self.smart.set(text, marks);
                push_text(self.out, &text);
            }
            None => push_text(self.out, text),
        }
    }

    fn markup_block(&mut self, markup: &str) {
        if self.page.markup_as_text || hides_the_rest(markup) {
            self.open_block("p");
            push_text(self.out, markup.trim_end());
            self.close("p");
        } else {
            self.raw = true;
            self.out.push_str(markup);
        }
    }

    fn markup(&mut self, markup: &str) {
        if self.page.markup_as_text {
            push_text(self.out, markup);
        } else {
            self.raw = true;
            self.out.push_str(markup);
        }
    }

    fn open_link(&mut self, link: &NodeLink) {
        self.links += 1;
        if self.links > 1 || !self.shows_tags() {
            return;
        }
        self.open("a");
        self.out.pop();
        if let Some(href) = safe_href(&link.url) {
            self.out.push_str(r#" href=""#);
            push_escaped(self.out, &href);
            let _ = write!(self.out, r#"" rel="{REL}""#);
        }
        if !link.title.is_empty() {
            self.out.push_str(r#" title=""#);
            push_escaped(self.out, &link.title);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn note_reference(&mut self, note: &NodeFootnoteReference) {
        match self.page.look {
            Look::Words => return,
            Look::Noted | Look::Full => {
                let _ = write!(self.out, "[{}]", note.ix);
                return;
            }
            Look::Html | Look::Furniture => {}
        }
        // Ids are numbers of ours and never the author's labels: a label cannot break out or name another element.
        let number = note.ix;
        let again = if note.ref_num > 1 { format!("-{}", note.ref_num) } else { String::new() };
        let _ = write!(self.out, r#"<sup class="footnote-ref" id="fnref-{number}{again}">"#);
        if self.links > 0 {
            let _ = write!(self.out, "{number}</sup>");
        } else {
            let _ = write!(self.out, r##"<a href="#fn-{number}" role="doc-noteref">{number}</a></sup>"##);
        }
    }

    fn open_row(&mut self, row: Node<'_>, head: bool) {
        self.column = 0;
        if head {
            self.open("thead");
        } else if row.previous_sibling().is_none_or(|before| matches!(before.data().value, NodeValue::TableRow(true))) {
            self.open("tbody");
        }
        self.open("tr");
    }

    fn open_cell(&mut self, cell: Node<'_>) {
        let head = in_head(cell);
        let aligned = match alignment(cell, self.column) {
            TableAlignment::Center => r#" class="center""#,
            TableAlignment::Right => r#" class="end""#,
            TableAlignment::None | TableAlignment::Left => "",
        };
        self.column += 1;
        let scope = if head { r#" scope="col""# } else { "" };
        self.open(&format!("{}{aligned}{scope}", if head { "th" } else { "td" }));
    }
}

/// Whether a block of markup would swallow everything after it, because its comment or script never ends.
fn hides_the_rest(markup: &str) -> bool {
    let markup = markup.trim_start();
    let unended = |start: &str, end: &str| {
        markup.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
            && !markup.to_ascii_lowercase().contains(end)
    };
    unended("<!--", "-->")
        || unended("<script", "</script")
        || unended("<style", "</style")
        || unended("<textarea", "</textarea")
}

/// Whether a paragraph is the plain content of an item in a list without blank lines.
pub(super) fn is_tight(paragraph: Node<'_>) -> bool {
    let list = paragraph.parent().and_then(|item| item.parent());
    list.is_some_and(|list| matches!(list.data().value, NodeValue::List(ref list) if list.tight))
}

/// Whether a cell stands in the head of its table.
pub(super) fn in_head(cell: Node<'_>) -> bool {
    cell.parent().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)))
}

fn alignment(cell: Node<'_>, column: usize) -> TableAlignment {
    let table = cell.parent().and_then(|row| row.parent());
    table
        .and_then(|table| match table.data().value {
            NodeValue::Table(ref table) => table.alignments.get(column).copied(),
            _ => None,
        })
        .unwrap_or(TableAlignment::None)
}
