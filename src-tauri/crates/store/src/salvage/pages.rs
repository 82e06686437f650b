//! The pages of a database file and of its write-ahead log, without SQLite: whatever tree they hung in, the leaves are
//! looked at one by one.

use super::record::{Value, record, varint};
use crate::copy::with_ending;
use std::collections::{HashMap, HashSet};
use std::path::Path;

const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The pages of a file, with those that the log has in a newer form.
pub(super) struct Pages {
    size: usize,
    /// The newest form of each page.
    newest: HashMap<u32, Vec<u8>>,
    /// The older forms of those that have several.
    older: Vec<Vec<u8>>,
}

impl Pages {
    /// Reads a database and its log as they lie there.
    pub(super) fn read(path: &Path) -> std::io::Result<Pages> {
        let file = std::fs::read(path)?;
        let log = std::fs::read(with_ending(path, "wal")).unwrap_or_default();
        let size = page_size(&file, &log);
        let numbered = (1..).zip(file.chunks_exact(size));
        let mut pages = Pages { size, newest: HashMap::new(), older: Vec::new() };
        for (number, page) in numbered.chain(frames(&log, size)) {
            pages.older.extend(pages.newest.insert(number, page.to_vec()));
        }
        Ok(pages)
    }

    /// Gives every row that can be read, with its row number where it has one: old forms of a page first.
    pub(super) fn rows(&self, see: &mut dyn FnMut(Option<i64>, Vec<Value>)) {
        for page in self.older.iter().chain(self.newest.values()) {
            self.rows_of(page, see);
        }
    }

    fn rows_of(&self, page: &[u8], see: &mut dyn FnMut(Option<i64>, Vec<Value>)) {
        let (is_table, header, child) = match page.first() {
            Some(0x0d) => (true, 8, 0),
            Some(0x0a) => (false, 8, 0),
            Some(0x02) => (false, 12, 4),
            _ => return,
        };
        let cells = usize::from(be16(page, 3));
        // The smallest cell has four bytes, and a pointer of two.
        if cells > self.size / 6 {
            return;
        }
        for n in 0..cells {
            let cell = usize::from(be16(page, header + 2 * n));
            let row = page.get(cell + child..).and_then(|cell| self.row(cell, is_table));
            if let Some((number, values)) = row {
                see(number, values);
            }
        }
    }

    fn row(&self, cell: &[u8], is_table: bool) -> Option<(Option<i64>, Vec<Value>)> {
        let (length, mut at) = varint(cell)?;
        let length = usize::try_from(length).ok()?;
        let mut number = None;
        if is_table {
            let (row, more) = varint(cell.get(at..)?)?;
            number = Some(row.cast_signed());
            at += more;
        }
        let local = self.local(length, is_table)?;
        let mut payload = cell.get(at..at + local)?.to_vec();
        if local < length {
            self.follow(be32(cell, at + local)?, length, &mut payload)?;
        }
        Some((number, record(&payload)?))
    }

    /// How many bytes of a payload are in the cell itself.
    fn local(&self, length: usize, is_table: bool) -> Option<usize> {
        // More than the whole file can't be true.
        if length > self.size.checked_mul(self.newest.len())? {
            return None;
        }
        let most = if is_table { self.size - 35 } else { (self.size - 12) * 64 / 255 - 23 };
        if length <= most {
            return Some(length);
        }
        let least = (self.size - 12) * 32 / 255 - 23;
        let fits = least + (length - least) % (self.size - 4);
        Some(if fits <= most { fits } else { least })
    }

    /// Appends the rest of a payload from its chain of pages.
    fn follow(&self, first: u32, length: usize, payload: &mut Vec<u8>) -> Option<()> {
        let mut next = first;
        let mut seen = HashSet::new();
        while payload.len() < length {
            let page = self.newest.get(&next).filter(|_| seen.insert(next))?;
            let wanted = (length - payload.len()).min(self.size - 4);
            payload.extend_from_slice(page.get(4..4 + wanted)?);
            next = be32(page, 0)?;
        }
        // A chain that goes on belongs to something else.
        (next == 0).then_some(())
    }
}

/// The size of a page in bytes, from the file, else from its log, else as SQLite makes it.
fn page_size(file: &[u8], log: &[u8]) -> usize {
    let sound = |size: usize| size.is_power_of_two() && (512..=65_536).contains(&size);
    let from_file = match be16(file, 16) {
        1 => 65_536,
        size => usize::from(size),
    };
    if file.starts_with(b"SQLite format 3\0") && sound(from_file) {
        return from_file;
    }
    be32(log, 8).and_then(|size| usize::try_from(size).ok()).filter(|size| sound(*size)).unwrap_or(4096)
}

/// The frames of a log that were committed: page numbers and pages, oldest first. A damaged frame is left out; unlike
/// SQLite, which must stop there, this goes on behind it.
fn frames(log: &[u8], size: usize) -> impl Iterator<Item = (u32, &[u8])> {
    let big = be32(log, 0).is_some_and(|magic| magic & 1 == 1);
    let salts = log.get(16..24).unwrap_or_default();
    let mut good = Vec::new();
    let mut committed = 0;
    let mut sum = log.get(24..WAL_HEADER).unwrap_or_default();
    for frame in log.get(WAL_HEADER..).unwrap_or_default().chunks_exact(FRAME_HEADER + size) {
        let (head, page) = frame.split_at(FRAME_HEADER);
        let expected = head.get(16..24).unwrap_or_default();
        let seed = (word(sum, 0, true), word(sum, 4, true));
        let seed = checksum(seed, head.get(..8).unwrap_or_default(), big);
        let (one, two) = checksum(seed, page, big);
        if head.get(8..16) == Some(salts) && expected == [one.to_be_bytes(), two.to_be_bytes()].concat() {
            good.push((word(head, 0, true), page));
            if word(head, 4, true) != 0 {
                committed = good.len();
            }
        }
        // Each frame's sum stands on the one that is written in the frame before it.
        sum = expected;
    }
    good.truncate(committed);
    good.into_iter()
}

fn checksum(seed: (u32, u32), bytes: &[u8], big: bool) -> (u32, u32) {
    bytes.chunks_exact(8).fold(seed, |(one, two), pair| {
        let one = one.wrapping_add(word(pair, 0, big)).wrapping_add(two);
        (one, two.wrapping_add(word(pair, 4, big)).wrapping_add(one))
    })
}

fn word(bytes: &[u8], at: usize, big: bool) -> u32 {
    let word = bytes.get(at..at + 4).and_then(|word| <[u8; 4]>::try_from(word).ok()).unwrap_or_default();
    if big { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) }
}

fn be16(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| <[u8; 2]>::try_from(two).ok()).map_or(0, u16::from_be_bytes)
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok()).map(u32::from_be_bytes)
}
