//! Checksums of what is kept. SQLite checks how pages hang together, not what a long value holds.

use crate::Error;

/// The checksum of a row of the log.
pub(crate) fn of_change(piece: &str, at: i64, kind: &str, payload: &[u8]) -> i64 {
    sum(&[piece.as_bytes(), &at.to_le_bytes(), kind.as_bytes(), payload])
}

/// The checksum of a milestone.
pub(crate) fn of_version(piece: &str, name: &str, mark: &[u8], markdown: &str) -> i64 {
    sum(&[piece.as_bytes(), name.as_bytes(), mark, markdown.as_bytes()])
}

/// The checksum of a snapshot.
pub(crate) fn of_snapshot(piece: &str, payload: &[u8]) -> i64 {
    sum(&[piece.as_bytes(), payload])
}

/// Whether a row is what was written. Rows of format 1 have no checksum and are taken as they are.
pub(crate) fn is_right(kept: Option<i64>, counted: i64) -> bool {
    kept.is_none_or(|kept| kept == counted)
}

/// As [`is_right`], for those who can't go on.
pub(crate) fn check(kept: Option<i64>, counted: i64, what: impl FnOnce() -> String) -> Result<(), Error> {
    if is_right(kept, counted) { Ok(()) } else { Err(Error::Damaged(format!("{} is not what was written", what()))) }
}

fn sum(parts: &[&[u8]]) -> i64 {
    let mut hasher = crc32fast::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    i64::from(hasher.finalize())
}
