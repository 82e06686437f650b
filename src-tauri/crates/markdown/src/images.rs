//! Where a text names its pictures.

use crate::guard::limit_nesting;
use crate::parse::{Nodes, parse};
use comrak::nodes::NodeValue;
use std::collections::HashSet;
use std::ops::Range;

/// Longest address that is looked for, bytes; one that holds its picture may be as long as that.
const LONGEST: usize = 32 * 1024 * 1024;

/// An address of a picture in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageAddress {
    /// The address as it is meant: marks of Markdown read.
    pub address: String,
    /// Where it stands, bytes; with the brackets of `<…>`, where it has them.
    pub range: Range<usize>,
}

/// The addresses of the pictures of a body, in order. One that is defined elsewhere (`![a][b]`) is found where it is defined.
pub fn image_addresses(body: &str) -> Vec<ImageAddress> {
    if !body.contains("![") {
        return Vec::new();
    }
    let limited = limit_nesting(body);
    let arena = Nodes::new();
    let root = parse(&arena, &limited, false);
    let mut named: HashSet<String> = HashSet::new();
    for node in root.descendants() {
        if let NodeValue::Image(link) = &node.data().value {
            named.insert(link.url.clone());
        }
    }
    let mut out = Vec::new();
    let starts = body.match_indices("](").map(|(at, _)| at + 2);
    let defined = body.match_indices("]: ").map(|(at, _)| at + 3);
    for from in starts.chain(defined) {
        let Some(range) = address_at(body, from) else { continue };
        let address = meant(&body[range.clone()]);
        if named.contains(&address) {
            out.push(ImageAddress { address, range });
        }
    }
    out.sort_by_key(|found| found.range.start);
    out
}

/// The address that begins here, with its brackets.
fn address_at(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    let lead = rest.len() - rest.trim_start_matches([' ', '\n']).len();
    let rest = &rest[lead..];
    let from = from + lead;
    if rest.starts_with('<') {
        let end = rest.find(['>', '\n']).filter(|end| rest[*end..].starts_with('>'))?;
        return Some(from..from + end + 1);
    }
    let (mut depth, mut escaped) = (0u32, false);
    for (at, c) in rest.char_indices() {
        if at > LONGEST {
            return None;
        }
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(from..from + at),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some(from..from + at),
            _ => {}
        }
    }
    Some(from..from + rest.len())
}

/// An address without marks of Markdown, as the parser reads it.
fn meant(written: &str) -> String {
    let inner = written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(written);
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_a_picture_is_found_where_it_stands() {
        let body = "![a](one.png \"t\") [no](two.png) `![c](code.png)` ![d](<three four.png>)\n![e](a\\(b\\).png) ![f][g]\n\n[g]: five.png\n";
        let found = image_addresses(body);
        let told: Vec<_> = found.iter().map(|f| (f.address.as_str(), &body[f.range.clone()])).collect();
        assert_eq!(
            told,
            [
                ("one.png", "one.png"),
                ("three four.png", "<three four.png>"),
                ("a(b).png", "a\\(b\\).png"),
                ("five.png", "five.png")
            ]
        );
        assert_eq!(image_addresses("![a](x.png"), []);
        assert_eq!(image_addresses("plain"), []);
    }
}
