//! A file that others edit too, changed only where a piece differs from it.
//!
//! The lines are edited first, in the style of the file. What came out is read again; where an edit went wrong (keys
//! in braces, keys that would stand twice) the front matter is written anew as a whole, and the body stays untouched.

mod differ;
mod lists;
mod outlet;
mod place;
mod plan;
mod style;

use super::known::{Slot, slot_of};
use super::read::{Shape, Taken, shape, sole_body, take};
use super::split::trim_body;
use super::write::{raw_entry, write_front_matter};
use super::{read_front_matter, yaml};
use differ::{agree, copy_slot, same};
use model::{Extra, ExtraEntry, Piece};
use place::{around, with_breaks};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The text of a file, changed so that it reads as `piece`: only the lines of what differs are touched.
///
/// Comments, unknown keys, the order of keys, their names, quotes, blank lines and fences stay as they are. A file
/// without front matter gets some only when there is something to say. Comments and the order of unknown keys belong
/// to the file: where only they differ, the file is right. Takes linear time.
///
/// The piece must be one that was made from what [`read_front_matter_lossy`](super::read_front_matter_lossy) reads; where more was understood than
/// stands in the file (a printed date, a slugline from the headline), [`rewrite_changes`] is what is needed. Front
/// matter too large to be read again is left as it was.
pub fn rewrite_file(old: &str, piece: &Piece) -> String {
    rewrite(old, piece, &piece.body)
}

/// The text of a file, changed by what `piece` has otherwise than `understood`: what was made of the file when it
/// came in. What was only understood, and stands nowhere in the file, is not written into it.
pub fn rewrite_changes(old: &str, understood: &Piece, piece: &Piece) -> String {
    let (mut front, body) = match shape(old) {
        Ok(Some(shape)) => (take(&shape).read.piece, trim_body(shape.parts.after, shape.parts.crlf)),
        _ => (Piece::default(), sole_body(old)),
    };
    for slot in Slot::ORDER {
        if !same(slot, understood, piece) {
            copy_slot(slot, piece, &mut front);
        }
    }
    let before: HashMap<&str, &ExtraEntry> = by_key(&understood.extra);
    let after: HashMap<&str, &ExtraEntry> = by_key(&piece.extra);
    front.extra.0.retain(|entry| after.contains_key(entry.key.as_str()) || !before.contains_key(entry.key.as_str()));
    let here: HashMap<String, usize> =
        front.extra.0.iter().enumerate().map(|(index, entry)| (entry.key.clone(), index)).collect();
    for entry in &piece.extra.0 {
        if before.get(entry.key.as_str()).is_some_and(|before| *before == entry) {
            continue;
        }
        match here.get(&entry.key) {
            Some(&index) => front.extra.0[index] = entry.clone(),
            None => front.extra.0.push(entry.clone()),
        }
    }
    let body = if understood.body == piece.body { body } else { &piece.body };
    rewrite(old, &front, body)
}

fn by_key(extra: &Extra) -> HashMap<&str, &ExtraEntry> {
    extra.0.iter().map(|entry| (entry.key.as_str(), entry)).collect()
}

/// `front` without its body.
fn rewrite(old: &str, front: &Piece, body: &str) -> String {
    let body = body.trim_matches('\n');
    match shape(old) {
        Ok(Some(shape)) => with_front_matter(old, &shape, front, body),
        // Broken front matter is a part of the body, and stays one.
        _ => without_front_matter(old, front, body),
    }
}

fn with_front_matter(old: &str, shape: &Shape<'_>, front: &Piece, body: &str) -> String {
    let parts = &shape.parts;
    let taken = take(shape);
    let old_body = trim_body(parts.after, parts.crlf);
    let mut yaml = Cow::Borrowed(parts.yaml);
    if !agree(&taken.read.piece, front, parts.yaml) {
        if let Some(want) = readable(front, &taken.read.piece.extra) {
            yaml = Cow::Owned(new_yaml(shape, &taken, &want));
        }
    } else if body == old_body {
        return old.to_owned();
    }
    let yaml_at = old.find('\n').map_or(0, |at| at + 1);
    let head = &old[..yaml_at];
    let fence = &old[yaml_at + parts.yaml.len()..old.len() - parts.after.len()];
    let (lead, trail) = around(parts.after, old_body, body, parts.crlf, fence.ends_with('\n'));
    [head, &yaml, fence, lead, body, trail].concat()
}

/// The lines between the fences: edited, or written anew.
fn new_yaml(shape: &Shape<'_>, taken: &Taken, want: &Piece) -> String {
    if let Some(yaml) = plan::edit(shape, taken, want).filter(|yaml| reads_as(yaml, want)) {
        return yaml;
    }
    let written = write_front_matter(want);
    let yaml = written.strip_prefix("---\n").and_then(|rest| rest.strip_suffix("---\n")).unwrap_or_default();
    with_breaks(yaml, shape.parts.crlf).into_owned()
}

/// Whether lines between fences say everything that a piece says but its body.
fn reads_as(yaml: &str, want: &Piece) -> bool {
    let text = format!("---\n{yaml}---\n");
    match shape(&text) {
        Ok(Some(shape)) => shape.parts.yaml == yaml && agree(&take(&shape).read.piece, want, yaml),
        _ => false,
    }
}

fn without_front_matter(old: &str, front: &Piece, body: &str) -> String {
    let old_body = sole_body(old);
    let text = old.strip_prefix('\u{feff}').unwrap_or(old);
    let mark = &old[..old.len() - text.len()];
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    let says_nothing = agree(&Piece::default(), front, "");
    if says_nothing && body == old_body {
        return old.to_owned();
    }
    let (lead, trail) = around(text, old_body, body, crlf, true);
    let lead = if old_body.is_empty() { "" } else { lead };
    let written = if says_nothing { None } else { readable(front, &Extra::default()) };
    let mut written = written.as_ref().map(write_front_matter).unwrap_or_default();
    if written.is_empty() {
        let new = [mark, lead, body, trail].concat();
        if matches!(shape(&new), Ok(None) | Err(_)) && sole_body(&new) == body {
            return new;
        }
        // A body that begins like front matter needs an empty one before it to stay a body.
        written.push_str("---\n---\n");
    }
    if lead.is_empty() {
        written.push('\n');
    }
    [mark, &with_breaks(&written, crlf), lead, body, trail].concat()
}

/// The piece as it is read again when it is written, without its body; nothing when it would be too large to be read.
fn readable(front: &Piece, file: &Extra) -> Option<Piece> {
    let file = by_key(file);
    let mut seen = HashSet::new();
    let entries = front.extra.0.iter().filter(|entry| seen.insert(entry.key.as_str()));
    let entries = entries.map(|entry| sound(entry, file.get(entry.key.as_str()).copied())).collect();
    let mut want = Piece { extra: Extra(entries), ..front_of(front) };
    read_again(&want).or_else(|| {
        for entry in &mut want.extra.0 {
            entry.raw = raw_entry(&entry.key, &entry.value);
        }
        read_again(&want)
    })
}

fn read_again(piece: &Piece) -> Option<Piece> {
    let text = write_front_matter(piece);
    let read = read_front_matter(&text).ok()?;
    (read.had_front_matter || text.is_empty()).then_some(read.piece)
}

/// An unknown entry with lines that can stand in front matter: its own, where they do.
fn sound(entry: &ExtraEntry, file: Option<&ExtraEntry>) -> ExtraEntry {
    if entry.raw.is_empty()
        && let Some(file) = file.filter(|file| file.value == entry.value)
    {
        return file.clone();
    }
    let mut sound = entry.clone();
    if !stands_alone(entry) {
        sound.raw = raw_entry(&entry.key, &entry.value);
    }
    sound
}

fn stands_alone(entry: &ExtraEntry) -> bool {
    if entry.raw.lines().any(|line| matches!(line.trim_end(), "---" | "...")) {
        return false;
    }
    match yaml::read(&entry.raw) {
        Ok(yaml::Document::Entries { braces: false, entries }) => match entries.as_slice() {
            [only] => {
                let before = entry.raw.get(..only.key_at.start).unwrap_or(" ");
                only.key == entry.key && !only.borrows && !before.ends_with([' ', '\t'])
            }
            _ => false,
        },
        _ => false,
    }
}

/// The slots that unknown entries would be read as, if nothing before them were.
fn claims(extra: &Extra) -> HashMap<Slot, &str> {
    let mut claims = HashMap::new();
    for entry in &extra.0 {
        let Some(slot) = slot_of(&entry.key) else { continue };
        if let Ok(yaml::Document::Entries { entries, .. }) = yaml::read(&entry.raw)
            && let [only] = entries.as_slice()
            && super::assign::assign(slot, &only.value, &mut Piece::default(), &mut Default::default())
        {
            claims.entry(slot).or_insert(entry.key.as_str());
        }
    }
    claims
}

/// Everything that front matter says of a piece, but its unknown entries.
fn front_of(piece: &Piece) -> Piece {
    let mut front = Piece::default();
    for slot in Slot::ORDER {
        copy_slot(slot, piece, &mut front);
    }
    front
}
