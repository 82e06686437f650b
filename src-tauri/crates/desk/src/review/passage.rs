//! From what a person points at to an anchor that survives edits.

use crate::review::Place;
use crate::session::Session;
use crate::{Error, ErrorKind, Update};
use model::Field;
use model::review::Anchor;
use std::ops::Range;

/// The anchor of a place, in the text as it is now.
pub(crate) fn anchor(session: &Session, place: &Place) -> Result<Anchor, Error> {
    match place {
        Place::Piece => Ok(Anchor::default()),
        Place::Text { field } => Ok(Anchor { field: Some(*field), ..Anchor::default() }),
        Place::Passage { field, version, from, to } => {
            let since = session.since(*field, *version).ok_or_else(|| {
                Error::new(ErrorKind::NotFound, "The window's text is not the desk's. Open the piece again.")
            })?;
            let (from, to) = carried(&since, *from, *to);
            let words = cut(session.manuscript.text(*field), from, to).filter(|words| !words.is_empty());
            match words {
                Some(_) => Ok(session.manuscript.anchor(*field, from..to)),
                None => {
                    Err(Error::bad("The words that were chosen are gone meanwhile. Choose others, and say it again."))
                }
            }
        }
        Place::Words { field, words } => named(session, *field, words),
    }
}

/// The first place where words stand, in page order.
fn named(session: &Session, field: Option<Field>, words: &str) -> Result<Anchor, Error> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Error::bad("Which words? Give those that the comment is about."));
    }
    let fields = Field::ALL.into_iter().filter(|candidate| field.is_none_or(|wanted| wanted == *candidate));
    for field in fields {
        let text = session.manuscript.text(field);
        if let Some(at) = text.find(words) {
            let from = model::utf16_len(&text[..at]);
            return Ok(session.manuscript.anchor(field, from..from + model::utf16_len(words)));
        }
    }
    Err(Error::bad("These words do not stand in the piece. Give them exactly as they read, in one paragraph."))
}

/// A stretch of a text by UTF-16 units; none when it ends behind the text or cuts a character in two.
pub(crate) fn cut(text: &str, from: u32, to: u32) -> Option<&str> {
    let (mut unit, mut start, mut end) = (0u32, None, None);
    for (at, c) in text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]) {
        if unit == from {
            start = start.or(Some(at));
        }
        if unit == to {
            end = Some(at);
            break;
        }
        unit += c.map_or(0, |c| c.len_utf16() as u32);
    }
    text.get(start?..end?)
}

/// Where a stretch is after changes. What is put in at its ends stays outside of it.
pub(crate) fn carried(updates: &[Update], from: u32, to: u32) -> (u32, u32) {
    let (mut from, mut to) = (from, to.max(from));
    for update in updates {
        let (start, end) = (shifted(update, from, true), shifted(update, to, false));
        (from, to) = (start, end.max(start));
    }
    (from, to)
}

/// Where a position is after one change; `behind` says on which side of what is put in there.
fn shifted(update: &Update, at: u32, behind: bool) -> u32 {
    let mut moved = i64::from(at);
    for splice in &update.splices {
        let inserted = i64::from(model::utf16_len(&splice.insert));
        let ahead = splice.to < at || (splice.to == at && (splice.from < at || behind));
        if ahead {
            moved += inserted - i64::from(splice.to - splice.from);
        } else if splice.from < at {
            // Inside of what is replaced.
            moved += i64::from(splice.from) - i64::from(at) + if behind { inserted } else { 0 };
        }
    }
    u32::try_from(moved).unwrap_or(0)
}

/// A passage of a text without the white space at its ends (UTF-16 units): gaps between paragraphs are at other places in
/// other forms. Empty at its start when it has no words.
pub(crate) fn trimmed(text: &str, range: Range<u32>) -> Range<u32> {
    let Some(words) = cut(text, range.start, range.end) else { return range };
    let head = words.len() - words.trim_start().len();
    let start = range.start + model::utf16_len(&words[..head]);
    start..start + model::utf16_len(words.trim())
}

/// What a comment of CriticMarkup hangs on, UTF-16 units: its passage, or, where it stands at a point, the word in front;
/// the one behind it where none is in front on its line. Empty only in a text without words.
pub(crate) fn pointed_at(text: &str, range: Range<u32>) -> Range<u32> {
    if !range.is_empty() {
        return range;
    }
    let Some(at) = cut(text, 0, range.start).map(str::len) else { return range };
    let (ahead, behind) = text.split_at(at);
    let starts_line = ahead.rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
    let line = &behind[..behind.find('\n').unwrap_or(behind.len())];
    let near = if starts_line { first_word(line) } else { None };
    let word = near.map(|word| word.start + at..word.end + at).or_else(|| last_word(ahead));
    match word.or_else(|| first_word(behind).map(|word| word.start + at..word.end + at)) {
        Some(word) => model::utf16_len(&text[..word.start])..model::utf16_len(&text[..word.end]),
        None => range,
    }
}

fn first_word(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let word = text[start..].split(char::is_whitespace).next().filter(|word| !word.is_empty())?;
    Some(start..start + word.len())
}

fn last_word(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end();
    let word = text.rsplit(char::is_whitespace).next().filter(|word| !word.is_empty())?;
    Some(text.len() - word.len()..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Splice;

    fn update(from: u32, to: u32, insert: &str) -> Update {
        Update { client: "w".into(), length: 0, splices: vec![Splice { from, to, insert: insert.into() }] }
    }

    #[test]
    fn a_passage_follows_its_words() {
        assert_eq!(carried(&[update(0, 0, "ab")], 4, 8), (6, 10), "in front");
        assert_eq!(carried(&[update(4, 4, "ab")], 4, 8), (6, 10), "right in front");
        assert_eq!(carried(&[update(5, 5, "ab")], 4, 8), (4, 10), "inside");
        assert_eq!(carried(&[update(8, 8, "ab")], 4, 8), (4, 8), "right behind");
        assert_eq!(carried(&[update(2, 6, "x")], 4, 8), (3, 5), "over its start");
        assert_eq!(carried(&[update(6, 9, "")], 4, 8), (4, 6), "over its end");
        assert_eq!(carried(&[update(0, 9, "")], 4, 8), (0, 0), "over all of it");
    }

    #[test]
    fn a_stretch_is_cut_by_units_and_never_inside_a_character() {
        assert_eq!(cut("a🦆b", 1, 3), Some("🦆"));
        assert_eq!(cut("a🦆b", 2, 3), None);
        assert_eq!(cut("ab", 0, 3), None);
        assert_eq!(cut("ab", 2, 2), Some(""));
    }

    #[test]
    fn a_point_is_about_the_word_in_front_of_it() {
        for (text, at, word) in [
            ("It leaves at dawn.", 18, "dawn."),
            ("It leaves 🦆 at dawn.", 13, "🦆"),
            ("It leaves at dawn.", 7, "leav"),
            ("One.\n\nTwo three.", 6, "Two"),
            ("One.\n\n", 6, "One."),
            ("\n\nTwo", 0, "Two"),
            ("Two", 0, "Two"),
            (" ", 1, ""),
            ("", 0, ""),
        ] {
            let found = pointed_at(text, at..at);
            assert_eq!(cut(text, found.start, found.end), Some(word), "{text:?} at {at}");
        }
        assert_eq!(pointed_at("ab cd", 1..2), 1..2);
    }
}
