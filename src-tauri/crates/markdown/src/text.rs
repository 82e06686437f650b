//! The words of a text as a reader sees them.

use crate::blocks::{RenderOptions, html_of};
use crate::guard::limit_nesting;
use crate::parse::{Nodes, parse};
use crate::render::{Look, Page};
use crate::tags::{Token, Tokens};
use crate::words::{Gap, Words, gap_at};
use comrak::nodes::NodeValue;

/// The body without marks, comments, footnotes and descriptions of pictures; paragraphs are separated by blank lines,
/// items of a list and rows of a table by line breaks, cells by tabs. Words are counted on this.
pub fn plain_text(body: &str) -> String {
    let body = limit_nesting(body);
    let arena = Nodes::new();
    let root = parse(&arena, &body, false);
    let page = Page::of(root, &body, Look::Words, &RenderOptions::default());
    let mut out = String::with_capacity(body.len());
    for node in root.children() {
        if matches!(node.data().value, NodeValue::FootnoteDefinition(_)) {
            continue;
        }
        let words = words_of(&html_of(node, &page));
        if words.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&words);
    }
    out
}

/// The markup that stands in a body, without the text between.
pub(crate) fn markup_in(body: &str) -> String {
    let body = limit_nesting(body);
    let arena = Nodes::new();
    let mut out = String::new();
    for node in parse(&arena, &body, false).descendants() {
        match &node.data().value {
            NodeValue::HtmlBlock(block) => out.push_str(&block.literal),
            NodeValue::HtmlInline(markup) => out.push_str(markup),
            _ => {}
        }
    }
    out
}

/// The words of HTML that this crate has written (or cleaned).
pub(crate) fn words_of(html: &str) -> String {
    let mut words = Words::default();
    // What a raw-text element holds is never shown; none can be here, but nothing depends on that.
    for token in Tokens::of(html) {
        match token {
            Token::Text(text) => words.text(text),
            Token::Open(tag) => {
                if tag.name == "pre" {
                    words.open_code();
                }
                words.gap(gap_at(&tag.name));
            }
            Token::Close { name, .. } => {
                if name == "pre" {
                    words.close_code();
                }
                words.gap(if name == "br" { Gap::None } else { gap_at(&name) });
            }
            Token::Comment(_) => {}
        }
    }
    words.out
}

/// Decodes the entities that a serialiser writes.
pub(crate) fn decode(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known =
            [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", '\u{a0}')];
        match known.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, c)) => {
                out.push(*c);
                rest = &rest[entity.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_comments_notes_and_captions_are_no_words() {
        let body = "A *b* [c](https://d.example) ![no](x.png) e.[^1]\nf <!-- never -->& <b>g</b>\n\n> h\n\n<!-- no -->\n\n[^1]: Not counted.";
        assert_eq!(plain_text(body), "A b c e. f & g\n\nh");
    }

    #[test]
    fn lists_tables_and_code_are_read_line_by_line() {
        assert_eq!(plain_text("- a\n- b\n\n1. c\n\n   d\n"), "a\nb\n\nc\n\nd");
        assert_eq!(plain_text("| a | b |\n| - | - |\n| c | d |"), "a\tb\nc\td");
        assert_eq!(plain_text("```\nx  <y>\n  z\n```"), "x  <y>\n  z");
        assert_eq!(plain_text("<pre>alpha\n<em>beta</em>\n\ngamma\n</pre>"), "alpha\nbeta\n\ngamma");
        assert_eq!(plain_text("a  \nb\nc"), "a\nb c");
        assert_eq!(plain_text("<script>x</script>\n\n<div>y</div>"), "y");
    }
}
