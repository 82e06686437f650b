//! Pictures: those of the desk are shown, with what is said of them; those of elsewhere are never loaded, always named.

use super::{Look, Writer};
use crate::escape::escaped;
use crate::links::origin_of;
use crate::pictures::{push_figure, push_inline};
use crate::sanitise::push_placeholder;
use comrak::nodes::{Node, NodeLink, NodeValue};
use model::picture::{caption, mark_of};

impl Writer<'_, '_> {
    /// Writes a picture where its node stands.
    pub(super) fn picture(&mut self, node: Node<'_>, link: &NodeLink) {
        let alt = node.collect_text();
        if self.page.look == Look::Full {
            let sentences = sentences(&[alt.trim(), link.title.trim()]);
            let named = if sentences.is_empty() { "" } else { ": " };
            self.out.push_str(&escaped(&format!("[Picture{named}{sentences}]")));
        }
        if self.page.look.is_words() {
            return;
        }
        let alt = escaped(alt.trim());
        let Some((name, _)) = mark_of(&link.url).filter(|_| self.page.look == Look::Html) else {
            push_placeholder(self.out, &alt, &escaped(&origin_of(&link.url)));
            return;
        };
        let said = caption(&link.title);
        if node.parent().is_some_and(is_pictures_only) {
            push_figure(self.out, name, &alt, &said);
        } else {
            push_inline(self.out, name, &alt, &said);
        }
    }
}

/// What is said of a picture, one sentence after the other.
fn sentences(said: &[&str]) -> String {
    let mut out = String::new();
    for text in said.iter().filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            out.push_str(if out.ends_with(['.', '!', '?', '…', ':', ';', '。', '؟', '।']) { " " } else { ". " });
        }
        out.push_str(text);
    }
    out
}

/// Whether a paragraph holds pictures of the desk and nothing else: then each stands by itself, and no paragraph is written.
pub(super) fn is_pictures_only(paragraph: Node<'_>) -> bool {
    if !matches!(paragraph.data().value, NodeValue::Paragraph) {
        return false;
    }
    let mut pictures = 0u32;
    for child in paragraph.children() {
        match &child.data().value {
            NodeValue::Image(link) if mark_of(&link.url).is_some() => pictures += 1,
            NodeValue::SoftBreak | NodeValue::LineBreak => {}
            NodeValue::Text(text) if text.trim().is_empty() => {}
            _ => return false,
        }
    }
    pictures > 0
}
