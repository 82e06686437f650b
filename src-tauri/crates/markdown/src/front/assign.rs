//! Putting a known value in its place.

use super::known::Slot;
use super::value::Value;
use model::{Author, Piece, Stage};

/// What reading gives beside the piece.
#[derive(Default)]
pub(super) struct Dates {
    /// The publication date where it is not written in the standard form.
    pub(super) raw: Option<String>,
}

/// Puts a value where it belongs. Says no when the value does not fit; then the key counts as unknown.
pub(super) fn assign(slot: Slot, value: &Value, piece: &mut Piece, dates: &mut Dates) -> bool {
    let text = value.text().unwrap_or_default();
    match slot {
        Slot::Authors => return assign_authors(value, piece),
        Slot::Tags => return assign_tags(value, piece),
        Slot::Outlet if !value.is_text() => return assign_outlet(value, piece),
        _ if !value.is_text() => return false,
        Slot::Text(field) => *piece.text_mut(field) = text,
        Slot::Slugline => piece.slugline = text,
        Slot::Outlet => piece.outlet.name = text,
        Slot::Tagline => piece.outlet.tagline = text,
        Slot::Published => {
            if is_standard_time(&text) {
                piece.published.value = Some(text.clone());
            }
            dates.raw = Some(text).filter(|text| !text.is_empty());
        }
        Slot::PublishedAs => piece.published.printed = value.text(),
        Slot::Language => piece.language = Some(text).filter(|text| !text.is_empty()),
        Slot::Embargo => piece.embargo = Some(text).filter(|text| !text.is_empty()),
        Slot::Stage => match Stage::from_name(&text) {
            Some(stage) => piece.stage = stage,
            None => return text.is_empty(),
        },
        Slot::CommissionedLength => match words(&text) {
            Some(words) => piece.commissioned_length = Some(words),
            None => return text.is_empty(),
        },
    }
    true
}

/// `850`, `1,200 words`.
fn words(text: &str) -> Option<u32> {
    let number = text.trim().trim_end_matches("words").trim_end_matches("word").trim_end();
    let digits = number.replace([',', '_', '\u{a0}', ' '], "");
    digits.parse().ok()
}

fn assign_authors(value: &Value, piece: &mut Piece) -> bool {
    let authors = match value {
        Value::Text { .. } => split_names(&value.text().unwrap_or_default()),
        Value::Map(_) => match author(value) {
            Some(author) => vec![author],
            None => return false,
        },
        Value::List(items) => {
            let read: Option<Vec<Author>> = items.iter().map(author).collect();
            match read {
                Some(read) => read,
                None => return false,
            }
        }
    };
    piece.authors = authors;
    true
}

/// A name, or a mapping of name and role and nothing else.
pub(super) fn author(value: &Value) -> Option<Author> {
    match value {
        Value::Text { .. } => Some(Author { name: value.text()?, role: None }),
        Value::Map(entries) => {
            let mut found = Author::default();
            let mut named = false;
            for (key, value) in entries {
                match (key.as_str(), value.text()) {
                    ("name", Some(name)) => (found.name, named) = (name, true),
                    ("role", role) if value.is_text() => found.role = role,
                    _ => return None,
                }
            }
            named.then_some(found)
        }
        Value::List(_) => None,
    }
}

/// Several names in one text: "A and B", "A, B and C", "A; B", "A with B".
fn split_names(text: &str) -> Vec<Author> {
    let mut names: Vec<String> = vec![text.to_owned()];
    for joint in [";", " and ", " & ", " with "] {
        names = names.iter().flat_map(|name| name.split(joint)).map(str::to_owned).collect();
    }
    // A comma parts names only where every part is one: not in "Jane Doe, MD".
    let names = names.iter().flat_map(|name| {
        let parts: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.iter().all(|part| part.contains(' ')) { parts } else { vec![name.trim()] }
    });
    names.filter(|name| !name.is_empty()).map(|name| Author { name: name.to_owned(), role: None }).collect()
}

fn assign_tags(value: &Value, piece: &mut Piece) -> bool {
    match value {
        Value::Text { .. } => {
            let text = value.text().unwrap_or_default();
            piece.tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        }
        Value::List(items) if items.iter().all(Value::is_text) => {
            piece.tags = items.iter().filter_map(Value::text).collect();
        }
        _ => return false,
    }
    true
}

/// `outlet: {name: …, tagline: …}`.
fn assign_outlet(value: &Value, piece: &mut Piece) -> bool {
    let Value::Map(entries) = value else { return false };
    let fits = |(key, value): &(String, Value)| matches!(key.as_str(), "name" | "tagline") && value.is_text();
    if !entries.iter().all(fits) {
        return false;
    }
    for (key, value) in entries {
        let text = value.text().unwrap_or_default();
        if key == "name" {
            piece.outlet.name = text;
        } else {
            piece.outlet.tagline = text;
        }
    }
    true
}

/// The names as a byline: "A", "A and B", "A, B and C".
pub(super) fn joined(authors: &[Author]) -> String {
    match authors {
        [] => String::new(),
        [one] => one.name.clone(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(|author| author.name.as_str()).collect();
            format!("{} and {}", most.join(", "), last.name)
        }
    }
}

/// Whether a text is a date or a time as RFC 3339 writes it, as precise as it may be, with or without an offset.
pub(super) fn is_standard_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let Some(rest) = shape.strip_prefix("0000-00-00") else { return shape == "0000-00" || shape == "0000" };
    let Some(time) = rest.strip_prefix('T') else { return rest.is_empty() };
    let Some(rest) = time.strip_prefix("00:00") else { return false };
    let rest = rest.strip_prefix(":00").unwrap_or(rest);
    let rest = match rest.strip_prefix('.') {
        Some(fraction) if fraction.starts_with('0') => fraction.trim_start_matches('0'),
        Some(_) => return false,
        None => rest,
    };
    matches!(rest, "" | "Z" | "z" | "+00:00" | "-00:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_one_text_are_parted() {
        let names = |text: &str| split_names(text).into_iter().map(|author| author.name).collect::<Vec<_>>();
        assert_eq!(names("A B, C D and E F"), ["A B", "C D", "E F"]);
        assert_eq!(names("Jane Doe, MD"), ["Jane Doe, MD"]);
        assert_eq!(names("Publius"), ["Publius"]);
        assert_eq!(joined(&split_names("A B; C D; E F")), "A B, C D and E F");
    }

    #[test]
    fn standard_times_are_known() {
        for text in ["2024-04-24", "2024-04-24T09:44", "2024-04-24T09:44:01.5+02:00", "1787-10-27", "2024-04-24T09:44Z"]
        {
            assert!(is_standard_time(text), "{text}");
        }
        for text in ["April 24. 2024", "24/04/2024", "2024-4-2", "2024-04-24T9", ""] {
            assert!(!is_standard_time(text), "{text}");
        }
    }
}
