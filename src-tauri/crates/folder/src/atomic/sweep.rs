//! Leftovers of a crash.

use crate::names;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Removes temporary files of ours that a crash left in the folder: those with exactly our kind of name, regular files
/// only, last modified more than `older_than` before `now`. Says how many.
///
/// An hour is a good age: a younger one may belong to a write that runs now, here or on another machine that shares the
/// folder.
///
/// # Errors
/// When the folder can't be read; a file that can't be removed is left.
pub fn sweep(folder: &Path, older_than: Duration, now: SystemTime) -> io::Result<usize> {
    let mut removed = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let ours = entry.file_name().to_str().is_some_and(names::is_temporary);
        if !ours {
            continue;
        }
        // Of the entry itself: a link is none of ours.
        let Ok(meta) = entry.metadata() else { continue };
        let age = meta.modified().ok().and_then(|modified| now.duration_since(modified).ok());
        if meta.is_file() && age.is_some_and(|age| age > older_than) && std::fs::remove_file(entry.path()).is_ok() {
            removed += 1;
        }
    }
    Ok(removed)
}
