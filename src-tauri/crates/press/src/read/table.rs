//! The table at the end of a file, by which viewers find its objects.

use super::object::{Lexer, Object, id_of};
use std::collections::HashMap;

/// Where each object begins, as the one table of a file says that the press wrote; none when it is not written so.
pub(super) fn read(bytes: &[u8]) -> Option<HashMap<u32, usize>> {
    let bytes = bytes.trim_ascii_end().strip_suffix(b"%%EOF")?.trim_ascii_end();
    let digits = bytes.iter().rposition(|byte| !byte.is_ascii_digit())? + 1;
    let (rest, at) = (bytes[..digits].trim_ascii_end().strip_suffix(b"startxref")?, number(&bytes[digits..])?);
    let table = rest.get(at..)?.strip_prefix(b"xref")?;
    let end = table.windows(7).position(|window| window == b"trailer")?;
    let (rows, trailer) = (&table[..end], &table[end + 7..]);
    let mut words = rows.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    // One run of objects, from the first.
    let (first, many) = (number(words.next()?)?, number(words.next()?)?);
    let mut out = HashMap::new();
    for id in first..first.checked_add(many)? {
        let (place, _, kind) = (number(words.next()?)?, words.next()?, words.next()?);
        match kind {
            b"n" => drop(out.insert(u32::try_from(id).ok()?, place)),
            b"f" => {}
            _ => return None,
        }
    }
    let mut lexer = Lexer::new(trailer, 0);
    let trailer = lexer.next()?;
    // No earlier table, no second one, nothing that is locked; and nothing between the table and the end.
    let known = ["Size", "Root", "Info", "ID"];
    let is_plain = first == 0
        && words.next().is_none()
        && lexer.next().is_none()
        && trailer.dict()?.keys().all(|key| known.contains(&key.as_str()));
    let size = trailer.get("Size").and_then(Object::number).and_then(id_of)?;
    (is_plain && usize::try_from(size).ok()? == many).then_some(out)
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// What the end of the file names as its root.
pub(super) fn root(bytes: &[u8]) -> Option<u32> {
    let at = bytes.windows(7).rposition(|window| window == b"trailer")? + 7;
    match Lexer::new(bytes, at).next()?.get("Root")? {
        Object::Reference(id) => Some(*id),
        _ => None,
    }
}
