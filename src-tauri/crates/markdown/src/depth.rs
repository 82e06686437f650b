//! How deeply markup nests, counted before a parser builds a tree of it.
//!
//! Building a tree, cleaning it and walking it cost more than linear time and much stack on deep nesting, so what
//! nests too deeply never reaches a parser. The count is made on simplified markup (no comments, drawings, formulas
//! or raw-text elements), where this reader and a real parser see the same tags.

use crate::tags::{Token, Tokens};
use std::borrow::Cow;
use std::collections::HashMap;

/// Elements that never hold anything.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "image",
];
/// Elements that the next one of their kind ends; only what stands around them can nest.
const SELF_ENDING: [&str; 16] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "colgroup", "rt", "rp",
    "caption",
];
/// No honest tag has more attributes; a parser searches duplicates pair by pair.
const MOST_ATTRIBUTES: usize = 200;

/// Whether an element never holds anything.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether the markup nests at most `limit` levels, and no tag is absurd.
pub(crate) fn nests_within(html: &str, limit: usize) -> bool {
    let mut open: HashMap<Cow<'_, str>, usize> = HashMap::new();
    let mut depth = 0usize;
    for token in Tokens::of(html) {
        match token {
            Token::Open(tag) => {
                if tag.attributes.len() > MOST_ATTRIBUTES && tag.attributes().nth(MOST_ATTRIBUTES).is_some() {
                    return false;
                }
                if is_void(&tag.name) || SELF_ENDING.contains(&&*tag.name) {
                    continue;
                }
                depth += 1;
                if depth > limit {
                    return false;
                }
                *open.entry(tag.name).or_default() += 1;
            }
            Token::Close { name, .. } => {
                if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                    *count -= 1;
                    depth -= 1;
                }
            }
            Token::Text(_) | Token::Comment(_) => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_is_not_deep() {
        assert!(nests_within(&"<p>one<br>two".repeat(5000), 200));
        assert!(nests_within(&"<div><b>x</b></div>".repeat(5000), 200));
    }

    #[test]
    fn deep_is_found_however_it_is_written() {
        assert!(!nests_within(&"<div>".repeat(201), 200));
        assert!(!nests_within(&"<div></x></p>".repeat(201), 200));
        assert!(!nests_within(&"<blockquote><p>".repeat(201), 200));
        assert!(!nests_within(&"<x/>".repeat(201), 200));
        assert!(!nests_within(&format!("<a {}>", "b ".repeat(300)), 200));
    }
}
