//! The words of a text with its footnotes.

use crate::blocks::{RenderOptions, html_of};
use crate::guard::limit_nesting;
use crate::parse::{Nodes, parse};
use crate::render::{Look, Page};
use crate::text::words_of;
use comrak::nodes::NodeValue;

/// A text as [`crate::plain_text`] gives it, with a number in square brackets where a footnote is called: `so.[1]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotedText {
    /// The text.
    pub text: String,
    /// The words of the footnotes that are called; the first is 1.
    pub notes: Vec<String>,
}

impl NotedText {
    /// The text with its footnotes below, each behind its number.
    pub fn in_full(&self) -> String {
        let mut out = self.text.clone();
        for (at, note) in self.notes.iter().enumerate() {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(format!("[{}] {note}", at + 1).trim_end());
        }
        out
    }
}

/// The words of a body and of its footnotes.
pub fn noted_text(body: &str) -> NotedText {
    let body = limit_nesting(body);
    let arena = Nodes::new();
    let root = parse(&arena, &body, false);
    let page = Page::of(root, &body, Look::Noted, &RenderOptions::default());
    let mut out = NotedText::default();
    for node in root.children() {
        let words = words_of(&html_of(node, &page));
        if matches!(node.data().value, NodeValue::FootnoteDefinition(_)) {
            out.notes.push(words);
        } else if !words.is_empty() {
            if !out.text.is_empty() {
                out.text.push_str("\n\n");
            }
            out.text.push_str(&words);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_stand_by_their_numbers() {
        let body = "A *claim*.[^late] More.[^b][^late]\n\n- one[^b]\n\n[^b]: Two\n    paragraphs.\n\n    Here.\n\n[^late]: [Said](https://a.example).\n\n[^none]: Not called.";
        let found = noted_text(body);
        assert_eq!(found.text, "A claim.[1] More.[2][1]\n\none[2]");
        assert_eq!(found.notes, ["Said.", "Two paragraphs.\n\nHere."]);
        assert!(
            found.in_full().ends_with("two\n\n[1] Said.\n\n[2] Two paragraphs.\n\nHere.".trim_start_matches("two"))
        );
        let plain = "No notes ![x](y.png) here [1].";
        assert_eq!((noted_text(plain).text, noted_text(plain).notes.len()), (crate::plain_text(plain), 0));
    }
}
