//! What is written where a node ends.

use super::enter::{in_head, is_tight};
use super::picture::is_pictures_only;
use super::{Look, Writer};
use comrak::nodes::{ListType, Node, NodeValue};
use std::fmt::Write;

impl Writer<'_, '_> {
    /// Writes the end of a node.
    pub(super) fn leave(&mut self, node: Node<'_>) {
        match &node.data().value {
            NodeValue::BlockQuote => self.close("blockquote"),
            NodeValue::List(list) => self.close(if list.list_type == ListType::Bullet { "ul" } else { "ol" }),
            NodeValue::Item(_) => self.close("li"),
            NodeValue::Paragraph => {
                self.smart.start();
                if let Some(note) = node.parent().filter(|_| node.next_sibling().is_none()) {
                    self.back_links(note);
                }
                let bare = self.page.look == Look::Html && is_pictures_only(node);
                if !is_tight(node) && !bare {
                    self.close("p");
                }
            }
            NodeValue::Heading(heading) => {
                self.smart.start();
                let level = self.page.heading(heading.level);
                self.close(&format!("h{level}"));
            }
            NodeValue::Table(_) => {
                let bodied =
                    node.last_child().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(false)));
                if bodied {
                    self.close("tbody");
                }
                self.close("table");
            }
            NodeValue::TableRow(head) => {
                self.close("tr");
                if *head {
                    self.close("thead");
                }
            }
            NodeValue::TableCell => {
                self.smart.start();
                self.close(if in_head(node) { "th" } else { "td" });
            }
            NodeValue::FootnoteDefinition(_) => {
                let ends_in_text =
                    node.last_child().is_some_and(|last| matches!(last.data().value, NodeValue::Paragraph));
                if !ends_in_text {
                    self.back_links(node);
                }
                self.out.push_str("</li>");
            }
            NodeValue::Emph => self.close("em"),
            NodeValue::Strong => self.close("strong"),
            NodeValue::Strikethrough => self.close("del"),
            NodeValue::Link(_) => {
                self.links -= 1;
                if self.links == 0 {
                    self.close("a");
                }
            }
            _ => {}
        }
    }

    /// Links from a footnote back to every place that refers to it.
    fn back_links(&mut self, note: Node<'_>) {
        let NodeValue::FootnoteDefinition(ref definition) = note.data().value else { return };
        if self.page.look.is_words() {
            return;
        }
        let number = self.page.notes.get();
        // A hundred ways back are enough for a note that is used ten thousand times.
        for reference in 1..=definition.total_references.min(100) {
            let again = if reference > 1 { format!("-{reference}") } else { String::new() };
            let _ = write!(
                self.out,
                " <a href=\"#fnref-{number}{again}\" class=\"footnote-back\" role=\"doc-backlink\">↩\u{fe0e}</a>"
            );
        }
    }
}
