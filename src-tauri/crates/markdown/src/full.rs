//! The body in full as plain text: what a page shows by its form is told by signs.

use crate::blocks::{RenderOptions, html_of};
use crate::guard::limit_nesting;
use crate::parse::{Nodes, parse};
use crate::render::{Look, Page};
use crate::tags::{Tag, Token, Tokens};
use crate::words::{Gap, Level, Words, gap_at};
use comrak::nodes::NodeValue;

/// What stands in front of a quotation, as in mails: read as Markdown it is one again.
const QUOTED: &str = "> ";
/// How far code stands in.
const SET_IN: &str = "    ";

/// The body as plain text: items of lists with their numbers or a hyphen, quotations behind a `>`, code set in, pictures
/// in square brackets by what is said of them, notes below the text behind their numbers.
pub fn full_text(body: &str) -> String {
    let body = limit_nesting(body);
    let arena = Nodes::new();
    let root = parse(&arena, &body, false);
    let page = Page::of(root, &body, Look::Full, &RenderOptions::default());
    let (mut text, mut notes) = (String::with_capacity(body.len()), Vec::new());
    for node in root.children() {
        let words = text_of(&html_of(node, &page));
        if matches!(node.data().value, NodeValue::FootnoteDefinition(_)) {
            notes.push(words);
        } else {
            add(&mut text, &words);
        }
    }
    for (at, note) in notes.iter().enumerate() {
        add(&mut text, format!("[{}] {note}", at + 1).trim_end());
    }
    text
}

fn add(out: &mut String, paragraph: &str) {
    if !paragraph.is_empty() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(paragraph);
    }
}

fn text_of(html: &str) -> String {
    let mut words = Words::default();
    for token in Tokens::of(html) {
        match token {
            Token::Text(text) => words.text(text),
            Token::Open(tag) => open(&mut words, &tag),
            Token::Close { name, .. } => close(&mut words, &name),
            Token::Comment(_) => {}
        }
    }
    words.out
}

/// From here on lines stand in as this element wants it.
fn open(words: &mut Words, tag: &Tag<'_>) {
    let name = tag.name.as_ref();
    words.gap(gap_at(name));
    let mut level = Level { name: name.to_owned(), ..Level::default() };
    match name {
        "ul" => {}
        "ol" => level.next = Some(start_of(tag)),
        "li" if words.levels.last().is_some_and(|list| matches!(list.name.as_str(), "ul" | "ol")) => {
            let counted = words.levels.last_mut().and_then(|list| list.next.as_mut());
            let sign = counted.map_or_else(
                || "- ".to_owned(),
                |next| {
                    let number = *next;
                    *next = number.saturating_add(1);
                    format!("{number}. ")
                },
            );
            level.rest = " ".repeat(sign.len());
            level.first = Some(sign);
        }
        "blockquote" => level.rest = QUOTED.to_owned(),
        "pre" => {
            words.open_code();
            level.rest = SET_IN.to_owned();
        }
        // What stands in markup is not written by us.
        "img" => return words.text(&named(tag)),
        "span" if tag.attributes.contains("class=\"image-placeholder\"") => words.text("["),
        _ => return,
    }
    words.levels.push(level);
}

fn close(words: &mut Words, name: &str) {
    words.gap(if name == "br" { Gap::None } else { gap_at(name) });
    if words.levels.last().is_some_and(|level| level.name == name) {
        words.levels.pop();
        match name {
            "pre" => words.close_code(),
            "span" => words.text("]"),
            _ => {}
        }
    }
}

/// The number of the first item.
fn start_of(list: &Tag<'_>) -> i64 {
    attribute(list, " start=\"").and_then(|number| number.parse().ok()).unwrap_or(1)
}

/// A picture by what is said of it.
fn named(picture: &Tag<'_>) -> String {
    let alt = attribute(picture, " alt=\"").unwrap_or_default().trim();
    if alt.is_empty() { "[Picture]".into() } else { format!("[Picture: {alt}]") }
}

/// The value of an attribute as the serialiser writes it, escaped.
fn attribute<'a>(tag: &Tag<'a>, start: &str) -> Option<&'a str> {
    let (_, rest) = tag.attributes.split_once(start)?;
    rest.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::full_text;
    use proptest::prelude::*;

    #[test]
    fn lists_keep_their_numbers_and_stand_in() {
        let body = "Three:\n\n1. The *first*\n2. Second\n   - inner\n   - other\n\n     again\n3. Third\n\nEnd.";
        assert_eq!(
            full_text(body),
            "Three:\n\n1. The first\n2. Second\n\n   - inner\n\n   - other\n\n     again\n\n3. Third\n\nEnd."
        );
        assert_eq!(full_text("9. i\n1. j\n\n- [x] k\n- [ ] l"), "9. i\n10. j\n\n- [x] k\n- [ ] l");
        assert_eq!(full_text("<ol start=\"-3\"><li>a</li><li>b</li></ol>"), "-3. a\n-2. b");
        assert!(full_text(&format!("<ol start=\"{}\"><li>a</li><li>b</li></ol>", i64::MAX)).contains('b'));
        assert_eq!(full_text("- - a\n  - b\n-\n- c"), "- - a\n  - b\n- c");
    }

    #[test]
    fn quotations_and_code_stand_in() {
        assert_eq!(full_text("> One\n> line.\n>\n> - Two\n\nOut."), "> One line.\n\n> - Two\n\nOut.");
        assert_eq!(full_text("```\nx  <y>\n\n  z\n```"), "    x  <y>\n\n      z");
        assert_eq!(full_text("| a | b |\n| - | - |\n| c | d |"), "a\tb\nc\td");
    }

    #[test]
    fn pictures_are_named_by_what_is_said_of_them() {
        assert_eq!(
            full_text("![A bell](bell.png \"The bell, 1911. Photograph: Ann Lee\")"),
            "[Picture: A bell. The bell, 1911. Photograph: Ann Lee]"
        );
        assert_eq!(full_text("So ![](https://a.example/b.png) it is."), "So [Picture] it is.");
        assert_eq!(full_text("![Who?](x.png \"They\")"), "[Picture: Who? They]");
        let markup = "A <img src=\"https://x.example/a.png\" alt=\"Sea &amp; sky\"> and more.";
        assert_eq!(full_text(markup), "A [Picture: Sea & sky (x.example)] and more.");
        let own = "<p>Seen: <img src=\"pictures/gone-00112233445566778899aabbccddeeff.png\" alt=\"A ship\"></p>";
        assert_eq!(full_text(own), "Seen: [Picture: A ship]");
    }

    #[test]
    fn notes_stand_below_the_text() {
        let body = "A claim.[^a] More.[^a]\n\n1. One.[^b]\n\n[^a]: First.\n\n[^b]: Second.\n\n    - with a point";
        assert_eq!(
            full_text(body),
            "A claim.[1] More.[1]\n\n1. One.[2]\n\n[1] First.\n\n[2] Second.\n\n- with a point"
        );
        assert_eq!(full_text(""), "");
    }

    proptest! {
        #[test]
        fn every_word_of_the_noted_text_is_there(body in "([-*>0-9. \n`a-z\\[\\]^:|]|\n\n|\n- |\n1. ){0,120}") {
            let full = full_text(&body);
            let mut rest = full.split_whitespace();
            for word in crate::noted_text(&body).in_full().split_whitespace() {
                prop_assert!(rest.any(|one| one == word), "{word:?} of {body:?} is not in {full:?}");
            }
        }
    }
}
