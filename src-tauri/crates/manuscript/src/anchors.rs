//! Passages that are found again after edits.

mod near;

use crate::Manuscript;
use loro::cursor::{Cursor, Side};
use loro::{ContainerTrait, LoroText};
use model::Field;
use model::review::{Anchor, Found, Located};
use std::ops::Range;

/// So many characters to either side of a passage are kept.
const CONTEXT: usize = 40;

/// Where words stand several times, so many characters beside them have to agree for them to be the ones meant.
const ENOUGH: usize = 8;

impl Manuscript {
    /// An anchor on a passage, UTF-16 units; on the whole field when the range is empty or does not fit the text.
    pub fn anchor(&self, field: Field, range: Range<u32>) -> Anchor {
        let whole = Anchor { field: Some(field), ..Anchor::default() };
        let text = self.text(field);
        let (Some(from), Some(to)) = (place(text, range.start), place(text, range.end)) else { return whole };
        if from.byte >= to.byte {
            return whole;
        }
        let container = self.container(field);
        let letter = |index: usize| container.get_cursor(index, Side::Middle).map(|cursor| hex(&cursor.encode()));
        Anchor {
            field: Some(field),
            start: letter(from.index).unwrap_or_default(),
            end: letter(to.index - 1).unwrap_or_default(),
            quote: text[from.byte..to.byte].to_owned(),
            ahead: last_chars(&text[..from.byte], CONTEXT).to_owned(),
            behind: first_chars(&text[to.byte..], CONTEXT).to_owned(),
        }
    }

    /// Where an anchor is now.
    pub fn locate(&self, anchor: &Anchor) -> Located {
        let Some(field) = anchor.field else { return Located { found: Found::Whole, field: None, at: None } };
        if anchor.quote.is_empty() {
            return Located { found: Found::Whole, field: Some(field), at: None };
        }
        let text = self.text(field);
        let at = self.letters(field, anchor);
        if let Some(at) = &at
            && !at.is_empty()
        {
            let reads = &text[at.clone()];
            if let Some(inside) = reads.find(&anchor.quote) {
                let start = at.start + inside;
                return located(Found::Same, field, text, start..start + anchor.quote.len());
            }
            if share(&anchor.quote, reads) >= 0.5 {
                // Letters can stay behind where words of another passage took their place: the same words with more of
                // their neighbours are the passage then.
                let here = agreeing(text, at, anchor);
                let moved = search(text, anchor, at.start).filter(|there| agreeing(text, there, anchor) > here);
                return match moved {
                    Some(there) => located(Found::Again, field, text, there),
                    None => located(Found::Changed, field, text, at.clone()),
                };
            }
        }
        let near = at.as_ref().map_or(0, |at| at.start);
        let fields = || std::iter::once(field).chain(Field::ALL.into_iter().filter(move |other| *other != field));
        for other in fields() {
            let text = self.text(other);
            if let Some(found) = search(text, anchor, if other == field { near } else { 0 }) {
                return located(Found::Again, other, text, found);
            }
        }
        for other in fields() {
            let text = self.text(other);
            if let Some(found) = near::nearly(text, anchor) {
                return located(Found::Changed, other, text, found);
            }
        }
        match at {
            Some(at) if !at.is_empty() => located(Found::Changed, field, text, at),
            _ => located(Found::Gone, field, text, near..near),
        }
    }

    /// The bytes between the anchor's first and last letter; where they were, when they are gone.
    fn letters(&self, field: Field, anchor: &Anchor) -> Option<Range<usize>> {
        let container = self.container(field);
        let (start, gone) = self.letter(&container, &anchor.start)?;
        let _ = gone;
        let (end, gone) = self.letter(&container, &anchor.end)?;
        let text = self.text(field);
        let byte = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(at, _)| at);
        let (from, to) = (byte(start), byte(end + usize::from(!gone)));
        Some(from..to.max(from))
    }

    /// The place of a letter among the characters of its text, and whether it is gone.
    fn letter(&self, container: &LoroText, mark: &str) -> Option<(usize, bool)> {
        let cursor = Cursor::decode(&unhex(mark)?).ok()?;
        if cursor.id.is_none() || cursor.container != container.id() {
            return None;
        }
        let found = self.doc().get_cursor_pos(&cursor).ok()?;
        Some((found.current.pos, found.update.is_some()))
    }
}

fn located(found: Found, field: Field, text: &str, at: Range<usize>) -> Located {
    let from = model::utf16_len(&text[..at.start]);
    Located { found, field: Some(field), at: Some(from..from + model::utf16_len(&text[at])) }
}

/// The one place where the quoted words stand; where they stand several times, the one whose neighbours agree.
fn search(text: &str, anchor: &Anchor, near: usize) -> Option<Range<usize>> {
    let quote = anchor.quote.as_str();
    let agrees = |at: usize| agreeing(text, &(at..at + quote.len()), anchor);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices(quote).filter(|(at, _)| stands_alone(text, *at, quote)) {
        found.push((agrees(at), at));
        if found.len() > 1_000 {
            break;
        }
    }
    let best = match found.as_slice() {
        [] => return None,
        [(_, only)] => *only,
        several => {
            let (most, at) = several
                .iter()
                .max_by_key(|(most, at)| (*most, std::cmp::Reverse(at.abs_diff(near)), usize::MAX - at))?;
            let context = anchor.ahead.chars().count() + anchor.behind.chars().count();
            if *most < ENOUGH.min(context.max(1)) {
                return None;
            }
            *at
        }
    };
    Some(best..best + quote.len())
}

/// How many characters beside a passage are those that stood beside the quoted words.
fn agreeing(text: &str, at: &Range<usize>, anchor: &Anchor) -> usize {
    let ahead = text[..at.start].chars().rev().zip(anchor.ahead.chars().rev()).take_while(|(a, b)| a == b).count();
    ahead + text[at.end..].chars().zip(anchor.behind.chars()).take_while(|(a, b)| a == b).count()
}

/// Whether the words are no part of longer ones.
fn stands_alone(text: &str, at: usize, quote: &str) -> bool {
    let joins = |a: Option<char>, b: Option<char>| matches!((a, b), (Some(a), Some(b)) if is_spaced(a) && is_spaced(b));
    let end = at + quote.len();
    !joins(text[..at].chars().next_back(), quote.chars().next())
        && !joins(quote.chars().next_back(), text[end..].chars().next())
}

/// A letter of a script that puts spaces between words.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// How much of the quoted words a text has, from 0 to 1.
fn share(quote: &str, text: &str) -> f64 {
    let words = share_of_words(quote, text);
    if words > 0.0 {
        return words;
    }
    // What has no words (an emoji, a dash) or one that was changed inside is judged by its letters.
    let mut letters: Vec<char> = text.chars().collect();
    let mut kept = 0usize;
    for c in quote.chars() {
        if let Some(at) = letters.iter().position(|other| *other == c) {
            letters.swap_remove(at);
            kept += 1;
        }
    }
    kept as f64 / quote.chars().count().max(1) as f64
}

/// The same by whole words alone.
fn share_of_words(quote: &str, text: &str) -> f64 {
    use unicode_segmentation::UnicodeSegmentation;
    let mut there: Vec<&str> = text.unicode_words().collect();
    let (mut all, mut kept) = (0usize, 0usize);
    for word in quote.unicode_words() {
        let len = word.chars().count();
        all += len;
        if let Some(at) = there.iter().position(|other| *other == word) {
            there.swap_remove(at);
            kept += len;
        }
    }
    kept as f64 / all.max(1) as f64
}

/// A place in a text, counted in bytes and in characters.
struct Place {
    byte: usize,
    index: usize,
}

fn place(text: &str, units: u32) -> Option<Place> {
    let mut unit = 0u32;
    for (index, (byte, c)) in text.char_indices().enumerate() {
        if unit == units {
            return Some(Place { byte, index });
        }
        unit += c.len_utf16() as u32;
    }
    (unit == units).then(|| Place { byte: text.len(), index: text.chars().count() })
}

fn last_chars(text: &str, count: usize) -> &str {
    text.char_indices().rev().take(count).last().map_or("", |(at, _)| &text[at..])
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// Bytes as they stand in a record.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The bytes that a record keeps.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || !text.len().is_multiple_of(2) || text.len() > 100_000 || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}
