//! A file's text as a piece.

use super::assign::{Dates, assign, joined};
use super::known::{Slot, slot_of};
use super::split::{Parts, split, trim_body, without_bom};
use super::yaml::{Document, Entry, read};
use super::{FrontMatterError, write};
use model::{ExtraEntry, Field, Piece, Receipt, ReceiptEntry, ReceiptKind};
use std::collections::HashSet;
use std::ops::Range;

/// A file's text, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// The fields of the known keys, the unknown keys, and the body.
    pub piece: Piece,
    /// Whether there was front matter.
    pub had_front_matter: bool,
    /// What became of every key.
    pub receipt: Receipt,
    /// The publication date as it was written; the piece has it too when it is written in the standard form.
    pub published_raw: Option<String>,
}

/// Reads a file's text: its front matter, when there is any, and its body.
///
/// # Errors
/// When the front matter cannot be read: broken, too deep, too large, a key twice.
/// [`read_front_matter_lossy`] then still gives everything.
pub fn read_front_matter(text: &str) -> Result<FrontMatter, FrontMatterError> {
    let Some(shape) = shape(text)? else { return Ok(body_only(text)) };
    let mut read = take(&shape).read;
    read.piece.body = trim_body(shape.parts.after, shape.parts.crlf).to_owned();
    Ok(read)
}

/// A file that has front matter, and what stands in it.
pub(super) struct Shape<'a> {
    pub(super) parts: Parts<'a>,
    /// Whether the mapping is written in braces.
    pub(super) braces: bool,
    pub(super) entries: Vec<Entry>,
}

/// Finds the front matter of a file, when there is any.
pub(super) fn shape(text: &str) -> Result<Option<Shape<'_>>, FrontMatterError> {
    let Some(parts) = split(text) else { return Ok(None) };
    // Lines in errors and receipts are those of the file: the opening fence is the first.
    let document = read(parts.yaml).map_err(|wrong| FrontMatterError { line: wrong.line + 1, ..wrong })?;
    Ok(match document {
        // Two rules with prose between them are prose.
        Document::Other => None,
        Document::Entries { braces, entries } => Some(Shape { parts, braces, entries }),
    })
}

/// Reads a file's text; front matter that cannot be read stays whole at the top of the body, and the receipt says so.
pub fn read_front_matter_lossy(text: &str) -> FrontMatter {
    read_front_matter(text).unwrap_or_else(|wrong| {
        let mut read = body_only(text);
        let entry = ReceiptEntry::new(ReceiptKind::Kept, "front_matter", "front_matter.broken");
        read.receipt.push(entry.at(wrong.line, wrong.message));
        read
    })
}

fn body_only(text: &str) -> FrontMatter {
    let piece = Piece { body: sole_body(text).to_owned(), ..Piece::default() };
    FrontMatter { piece, ..FrontMatter::default() }
}

/// The body of a file without front matter.
pub(super) fn sole_body(text: &str) -> &str {
    let text = without_bom(text);
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    trim_body(text, crlf)
}

/// Front matter, read.
pub(super) struct Taken {
    /// Everything but the body.
    pub(super) read: FrontMatter,
    /// Where the entries stand, in their order.
    pub(super) places: Vec<Place>,
}

/// What an entry was read as, and where it stands.
pub(super) struct Place {
    /// What it was read as; nothing for an unknown key.
    pub(super) slot: Option<Slot>,
    pub(super) own: Own,
}

/// Sorts the entries into the fields of a piece.
pub(super) fn take(shape: &Shape<'_>) -> Taken {
    let Shape { parts, braces, entries } = shape;
    let braces = *braces;
    let mut places = Vec::with_capacity(entries.len());
    let mut read = FrontMatter { had_front_matter: true, ..FrontMatter::default() };
    let mut dates = Dates::default();
    let mut taken: HashSet<Slot> = HashSet::new();
    let lines: Vec<&str> = parts.yaml.lines().collect();
    let mut after = 0;
    let mut last_is_unknown = false;
    for (index, entry) in entries.iter().enumerate() {
        let next = entries.get(index + 1).map_or(lines.len(), |next| next.line.saturating_sub(1));
        let first = entry.line.saturating_sub(1).min(lines.len().saturating_sub(1));
        let own = Own::of(&lines, after, first, next.min(lines.len()).max(first + 1), entry.keeps_blank_lines);
        after = own.end;
        let slot = slot_of(&entry.key).filter(|slot| !taken.contains(slot));
        let slot = slot.filter(|&slot| assign(slot, &entry.value, &mut read.piece, &mut dates));
        last_is_unknown = slot.is_none();
        places.push(Place { slot, own });
        if let Some(slot) = slot {
            taken.insert(slot);
            let text = entry.value.text().unwrap_or_else(|| entry.value.json().to_string());
            note(&mut read.receipt, ReceiptKind::Recognised, slot.name(), "front_matter.key", first, &text);
            drop_comments(&mut read.receipt, &lines, own.comments..own.start);
            continue;
        }
        let value = entry.value.json();
        let raw = if braces || entry.borrows {
            write::raw_entry(&entry.key, &value)
        } else {
            dedent(&lines[own.comments..own.end], lines[own.start])
        };
        note(&mut read.receipt, ReceiptKind::Kept, &entry.key, "front_matter.unknown", first, &raw);
        read.piece.extra.0.push(ExtraEntry { key: entry.key.clone(), raw, value });
    }
    // Comments behind the last key stay with it, when it stays as it is.
    let filled = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |at| at + 1);
    match read.piece.extra.0.last_mut().filter(|_| last_is_unknown && !braces && filled > after) {
        Some(last) => {
            let key_line = places.last().map_or("", |place| lines[place.own.start]);
            last.raw = format!("{}\n{}", last.raw, dedent(&lines[after..filled], key_line));
        }
        None if !braces => drop_comments(&mut read.receipt, &lines, after..filled.max(after)),
        None => {}
    }
    if !taken.contains(&Slot::Text(Field::Byline)) {
        read.piece.byline = joined(&read.piece.authors);
    }
    read.published_raw = dates.raw;
    Taken { read, places }
}

/// Notes what became of something; `index` counts the lines of the YAML from 0, the fence stands above them.
fn note(receipt: &mut Receipt, kind: ReceiptKind, what: &str, rule: &str, index: usize, text: &str) {
    let line = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(2);
    receipt.push(ReceiptEntry::new(kind, what, rule).at(line, text));
}

/// A comment at a key that is written in its own way has no place in the file any more.
fn drop_comments(receipt: &mut Receipt, lines: &[&str], range: Range<usize>) {
    for index in range {
        if !lines[index].trim().is_empty() {
            note(receipt, ReceiptKind::Dropped, "comment", "front_matter.comment", index, lines[index].trim());
        }
    }
}

/// The lines of one entry, counted from 0.
#[derive(Clone, Copy)]
pub(super) struct Own {
    /// The first comment above the key that belongs to it.
    pub(super) comments: usize,
    /// The line of the key.
    pub(super) start: usize,
    /// One behind the last line of the value.
    pub(super) end: usize,
}

impl Own {
    /// `after` is where the value before it ended, `next` where the next key begins.
    fn of(lines: &[&str], after: usize, start: usize, next: usize, keeps_blank_lines: bool) -> Own {
        let from = after.min(start);
        let comments = from + lines[from..start].iter().take_while(|line| line.trim().is_empty()).count();
        let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let mut end = next;
        while end > start + 1 {
            let line = lines[end - 1];
            // Deeper than its key a comment belongs to the value, or is text of it.
            let comment = line.trim_start().starts_with('#') && indent(line) <= indent(lines[start]);
            if !line.trim().is_empty() && !comment {
                break;
            }
            end -= 1;
        }
        while keeps_blank_lines && end < next && lines[end].trim().is_empty() {
            end += 1;
        }
        Own { comments, start, end }
    }
}

/// Lines without the indentation that their key has.
fn dedent(lines: &[&str], key_line: &str) -> String {
    let indent = key_line.len() - key_line.trim_start_matches(' ').len();
    let cut = |line: &&str| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        line[blanks.min(indent)..].to_owned()
    };
    lines.iter().map(cut).collect::<Vec<_>>().join("\n")
}
