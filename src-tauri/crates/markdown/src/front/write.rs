//! A piece as a file's text.

use super::assign::is_standard_time;
use super::known::{Slot, slot_of};
use model::{Author, ExtraEntry, Piece, Stage};
use serde_json::Value as Json;
use std::collections::HashSet;
use std::fmt::Write;

/// The piece as Markdown with front matter: known keys in a fixed order, unknown ones as they were, a blank line, the
/// body, and one line break at the end. A piece without furniture is its body alone.
pub fn write_markdown(piece: &Piece) -> String {
    let mut out = write_front_matter(piece);
    // A body that begins like front matter (or a byte order mark) needs an empty one before it to stay a body.
    if out.is_empty() && (piece.body.starts_with("---") || piece.body.starts_with('\u{feff}')) {
        out.push_str("---\n---\n");
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&piece.body);
    if !piece.body.is_empty() {
        out.push('\n');
    }
    out
}

/// The piece as Markdown with front matter that names its seal under the key `seal`; an older one goes.
pub fn write_markdown_sealed(piece: &Piece, fingerprint: &str) -> String {
    let mut piece = piece.clone();
    piece.extra.0.retain(|entry| !entry.key.eq_ignore_ascii_case("seal"));
    piece.extra.0.push(ExtraEntry {
        key: "seal".into(),
        value: Json::String(fingerprint.to_owned()),
        raw: format!("seal: {}", scalar(fingerprint, false)),
    });
    write_markdown(&piece)
}

/// The front matter alone, fences included; empty when there is nothing to say.
pub fn write_front_matter(piece: &Piece) -> String {
    // An unknown key that would be read as a known one (a second synonym) needs the known one before it.
    let claimed: HashSet<Slot> = piece.extra.0.iter().filter_map(|entry| slot_of(&entry.key)).collect();
    let others: HashSet<&str> = piece.extra.0.iter().map(|entry| entry.key.as_str()).collect();
    let mut out = String::new();
    for slot in Slot::ORDER {
        let byline_of_authors = slot == Slot::Text(model::Field::Byline) && !piece.authors.is_empty();
        write_slot(&mut out, slot, &key_of(slot, &others), piece, claimed.contains(&slot) || byline_of_authors);
    }
    for entry in &piece.extra.0 {
        if entry.raw.is_empty() {
            out.push_str(&raw_entry(&entry.key, &entry.value));
        } else {
            out.push_str(&entry.raw);
        }
        out.push('\n');
    }
    if out.is_empty() { out } else { format!("---\n{out}---\n") }
}

/// An unknown entry whose own lines cannot be used.
pub(super) fn raw_entry(key: &str, value: &Json) -> String {
    // JSON is YAML; only a few characters that JSON leaves bare must not stand bare in YAML.
    let mut json = String::new();
    for c in value.to_string().chars() {
        if is_bare(c) {
            json.push(c);
        } else {
            let mut units = [0u16; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(json, "\\u{unit:04x}");
            }
        }
    }
    format!("{}: {json}", scalar(key, false))
}

/// The key of a slot: its name, unless an unknown entry has exactly that; then a spelling that means the same.
pub(super) fn key_of(slot: Slot, others: &HashSet<&str>) -> String {
    let mut key = slot.name().to_owned();
    if others.contains(key.as_str()) {
        key = key[..1].to_ascii_uppercase() + &key[1..];
    }
    while others.contains(key.as_str()) {
        key.push('_');
    }
    key
}

pub(super) fn write_slot(out: &mut String, slot: Slot, key: &str, piece: &Piece, even_empty: bool) {
    let text = match slot {
        Slot::Text(field) => piece.text(field),
        Slot::Slugline => &piece.slugline,
        Slot::Outlet => &piece.outlet.name,
        Slot::Tagline => &piece.outlet.tagline,
        Slot::Published => piece.published.value.as_deref().unwrap_or_default(),
        Slot::PublishedAs => match piece.published.printed.as_deref() {
            Some("") => return line(out, key, "\"\""),
            printed => printed.unwrap_or_default(),
        },
        Slot::Language => piece.language.as_deref().unwrap_or_default(),
        Slot::Embargo => piece.embargo.as_deref().unwrap_or_default(),
        Slot::Stage if piece.stage != Stage::Draft || even_empty => piece.stage.name(),
        Slot::Stage => "",
        Slot::CommissionedLength => {
            return match piece.commissioned_length {
                Some(words) => line(out, key, &words.to_string()),
                None if even_empty => line(out, key, "~"),
                None => {}
            };
        }
        Slot::Tags if !piece.tags.is_empty() || even_empty => {
            let tags: Vec<String> = piece.tags.iter().map(|tag| scalar(tag, true)).collect();
            return line(out, key, &format!("[{}]", tags.join(", ")));
        }
        Slot::Authors if !piece.authors.is_empty() || even_empty => return write_authors(out, key, &piece.authors),
        Slot::Tags | Slot::Authors => return,
    };
    if !text.is_empty() {
        let plain_time = matches!(slot, Slot::Published | Slot::Embargo) && is_standard_time(text);
        line(out, key, &if plain_time { text.to_owned() } else { scalar(text, false) });
    } else if even_empty {
        let nothing = if slot == Slot::PublishedAs { "~" } else { "\"\"" };
        line(out, key, nothing);
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let blank = if value.is_empty() { "" } else { " " };
    let _ = writeln!(out, "{key}:{blank}{value}");
}

fn write_authors(out: &mut String, key: &str, authors: &[Author]) {
    if authors.iter().all(|author| author.role.is_none()) {
        let names: Vec<String> = authors.iter().map(|author| scalar(&author.name, true)).collect();
        return line(out, key, &format!("[{}]", names.join(", ")));
    }
    line(out, key, "");
    for author in authors {
        match &author.role {
            Some(role) => {
                let _ = writeln!(out, "  - name: {}\n    role: {}", scalar(&author.name, false), scalar(role, false));
            }
            None => {
                let _ = writeln!(out, "  - {}", scalar(&author.name, false));
            }
        }
    }
}

/// A text as a YAML scalar: bare where no reader can mistake it, else in double quotes.
pub(super) fn scalar(text: &str, in_list: bool) -> String {
    if is_plain(text) && !(in_list && text.contains(',')) { text.to_owned() } else { quoted(text) }
}

/// A text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_bare(c) => out.push(c),
            c if (c as u32) <= 0xff => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c if (c as u32) <= 0xffff => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => {
                let _ = write!(out, "\\U{:08x}", c as u32);
            }
        }
    }
    out.push('"');
    out
}

/// Whether a character may stand unescaped.
pub(super) fn is_bare(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{1fffe}'..='\u{1ffff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether some reader of YAML takes a word for something that is no text.
pub(super) fn is_word_of_yaml(text: &str) -> bool {
    let lower = text.to_lowercase();
    matches!(lower.as_str(), "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n" | "nan" | "inf")
}

/// Whether a text may stand without quotes.
fn is_plain(text: &str) -> bool {
    let special = |c: char| {
        matches!(
            c,
            ':' | '#' | '"' | '\'' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '\\'
        )
    };
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(char::is_whitespace)
        && !is_word_of_yaml(text)
        && !text.contains(special)
        && text.chars().all(|c| is_bare(c) && (c == ' ' || !c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_could_mistake_is_quoted() {
        for text in
            ["no", "1984", "1787-10-27", "a: b", "a #b", "- a", "", " a", "a ", "it's", "[a]", "~", "null", "Yes"]
        {
            assert!(scalar(text, false).starts_with('"'), "{text}");
        }
        for text in ["Publius", "The Daily", "Paris, France", "Мост через реку", "état"] {
            assert_eq!(scalar(text, false), text);
        }
        assert_eq!(scalar("a, b", true), "\"a, b\"");
        assert_eq!(scalar("a\n\"b\"\u{7}\u{2028}", false), "\"a\\n\\\"b\\\"\\x07\\u2028\"");
    }

    #[test]
    fn a_seal_is_named_once_and_last() {
        let mut piece = Piece { headline: "A".into(), body: "One.".into(), ..Piece::default() };
        piece.extra.0.push(ExtraEntry { key: "Seal".into(), raw: "Seal: old".into(), value: Json::from("old") });
        let file = write_markdown_sealed(&piece, "tern 4827 oak");
        assert_eq!(file, "---\nheadline: A\nseal: tern 4827 oak\n---\n\nOne.\n");
    }

    #[test]
    fn a_piece_without_furniture_is_its_body() {
        let piece = Piece { body: "One.".into(), ..Piece::default() };
        assert_eq!(write_markdown(&piece), "One.\n");
        let piece = Piece { body: "---\na: 1\n---".into(), ..Piece::default() };
        assert_eq!(write_markdown(&piece), "---\n---\n\n---\na: 1\n---\n");
    }
}
