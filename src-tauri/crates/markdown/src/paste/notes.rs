//! Footnotes of pasted markup: a link to the note, and in the note a link back.

use crate::tags::{Tag, Token, Tokens};
use std::collections::HashMap;

/// Stands before the number of a note where the text refers to it.
pub(super) const REFERENCE: char = '\u{f8f1}';
/// Stands before the number of a note where the note itself begins.
pub(super) const NOTE: char = '\u{f8f2}';
/// Stands behind the number.
pub(super) const END: char = '\u{f8f3}';
/// Stands where a further paragraph of a note begins.
pub(super) const FURTHER: char = '\u{f8f4}';
const MARKS: [char; 4] = [REFERENCE, NOTE, END, FURTHER];

/// How far into an item of a list its way back is looked for.
const ITEM: usize = 64;

/// The pairs of links of a text that lead to each other.
#[derive(Default)]
pub(super) struct Notes {
    /// For the name of a link: the number of its note, and whether it refers to the note.
    by_name: HashMap<String, (usize, bool)>,
    count: usize,
}

fn name(tag: &Tag<'_>) -> Option<String> {
    tag.attribute("name").or_else(|| tag.attribute("id")).filter(|name| !name.is_empty()).map(str::to_owned)
}

fn target<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    // Some programs put the address of the file in front.
    tag.attribute("href").and_then(|href| href.rsplit_once('#')).map(|(_, name)| name)
}

impl Notes {
    pub(super) fn of(html: &str) -> Self {
        // For each name under which a link can be found: where it leads.
        let mut links: HashMap<String, String> = HashMap::new();
        let mut notes = Self::default();
        let (mut around, mut item) = (None, None);
        for token in Tokens::of(html) {
            let Token::Open(tag) = token else { continue };
            match &*tag.name {
                "sup" | "span" => around = name(&tag).or(around),
                "li" => item = name(&tag),
                "a" => {
                    let own = name(&tag);
                    let Some(target) = target(&tag).filter(|target| !target.is_empty()) else { continue };
                    // A link back: from the item or from its own name to one that leads there.
                    let back =
                        [own.as_ref(), item.as_ref()].into_iter().flatten().find(|n| links.get(target) == Some(n));
                    if let Some(back) = back.filter(|back| !notes.by_name.contains_key(*back)) {
                        notes.count += 1;
                        notes.by_name.insert(target.to_owned(), (notes.count, true));
                        notes.by_name.insert(back.clone(), (notes.count, false));
                    }
                    for name in own.into_iter().chain(around.take()) {
                        links.insert(name, target.to_owned());
                    }
                }
                "p" | "div" => around = None,
                _ => {}
            }
        }
        notes
    }

    /// The number of the note to which this link belongs, and whether it refers to the note.
    pub(super) fn link(&self, tag: &Tag<'_>) -> Option<(usize, bool)> {
        if self.by_name.is_empty() || tag.name != "a" {
            return None;
        }
        let by = |name: &str| self.by_name.get(name).copied();
        // What leads to a note refers to it; what leads to a reference is the note's way back.
        let leads = target(tag).and_then(by).map(|(number, refers)| (number, !refers));
        name(tag).and_then(|name| by(&name)).or(leads)
    }

    /// Whether the list that opens here has notes for items.
    pub(super) fn are_items(&self, rest: &Tokens<'_>) -> bool {
        let mut rest = rest.clone();
        let first = rest.by_ref().take(4).find_map(|token| match token {
            Token::Open(tag) => Some(tag),
            _ => None,
        });
        !self.by_name.is_empty() && first.is_some_and(|tag| tag.name == "li" && self.item(&tag, &rest).is_some())
    }

    /// The number of the note that this item of a list is.
    pub(super) fn item(&self, tag: &Tag<'_>, rest: &Tokens<'_>) -> Option<usize> {
        let note = |(number, refers): (usize, bool)| (!refers).then_some(number);
        let own = name(tag).and_then(|name| self.by_name.get(&name).copied()).and_then(note);
        let inside = || {
            let item = rest.clone().take(ITEM).take_while(|t| !matches!(t, Token::Close { name, .. } if name == "li"));
            let mut links = item.filter_map(|token| match token {
                Token::Open(tag) => self.link(&tag).and_then(note),
                _ => None,
            });
            links.next()
        };
        own.or_else(inside)
    }
}

/// A text without letters that stand for something here.
pub(super) fn without_marks(html: &str) -> std::borrow::Cow<'_, str> {
    if html.contains(MARKS) { html.replace(MARKS, "").into() } else { html.into() }
}

/// Markdown with its notes.
pub(super) fn written(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find(MARKS) {
        let mark = rest[at..].chars().next().unwrap_or(END);
        out.push_str(&rest[..at]);
        rest = &rest[at + mark.len_utf8()..];
        let number = rest.split_once(END).filter(|(number, _)| number.len() < 8 && number.parse::<usize>().is_ok());
        match (mark, number) {
            (REFERENCE, Some((number, after))) => {
                let raised = out.ends_with("<sup>") && after.starts_with("</sup>");
                out.truncate(out.len() - if raised { "<sup>".len() } else { 0 });
                out.truncate(out.trim_end_matches([' ', '\u{a0}']).len());
                out.push_str(&format!("[^{number}]"));
                rest = if raised { &after["</sup>".len()..] } else { after };
            }
            (NOTE, Some((number, after))) => {
                out.push_str(&format!("[^{number}]: "));
                rest = after.trim_start_matches([' ', '\u{a0}']);
            }
            (FURTHER, _) => out.push_str("    "),
            _ => {}
        }
    }
    out + rest
}
