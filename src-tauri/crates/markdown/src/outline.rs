//! The headings of a text.

use crate::blocks::RenderOptions;
use crate::guard::limit_nesting;
use crate::parse::{Nodes, parse};
use crate::render::{Look, Page, render_inlines};
use crate::text::words_of;
use comrak::nodes::NodeValue;

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its level as written: 1 for `#`.
    pub level: u8,
    /// Its words, without marks.
    pub text: String,
    /// Its line in the body, from 1.
    pub line: u32,
}

/// The headings of the body, in order.
pub fn outline(body: &str) -> Vec<Heading> {
    let body = limit_nesting(body);
    let arena = Nodes::new();
    let root = parse(&arena, &body, false);
    let page = Page::of(root, &body, Look::Words, &RenderOptions::default()).with_markup_as_text();
    let mut headings = Vec::new();
    for node in root.children() {
        let data = node.data();
        let NodeValue::Heading(ref heading) = data.value else { continue };
        let mut html = String::new();
        render_inlines(node, &page, &mut html);
        let line = u32::try_from(data.sourcepos.start.line).unwrap_or(u32::MAX);
        headings.push(Heading { level: heading.level, text: words_of(&html), line });
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_come_with_level_words_and_line() {
        let found = outline("One.\n\n## The *price* of `it`\n\nTwo.\n\nThree\n=====\n");
        let plain: Vec<_> = found.iter().map(|h| (h.level, h.text.as_str(), h.line)).collect();
        assert_eq!(plain, [(2, "The price of it", 3), (1, "Three", 7)]);
    }
}
