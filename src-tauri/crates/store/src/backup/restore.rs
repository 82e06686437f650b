//! The way back from a copy.

use crate::Error;
use crate::backup::{stamped, verify};
use crate::copy::{self, remove, sync_folder, with_ending};
use std::path::{Path, PathBuf};

/// The folder inside the data directory where replaced databases lie.
pub(crate) const ASIDE: &str = "aside";

/// Puts a copy in the place of the desk's database. The caller holds the folder's lock and has closed reader and writer.
///
/// The file is copied and checked first. The present database is kept in `DIR/aside` with what lies beside it, also when
/// it is damaged; nothing is deleted. When the computer stops in between, the next opening finishes the work. `now` is
/// milliseconds since 1970; gives the place where the present database was put, if there was one.
///
/// # Errors
/// [`Error::Missing`], [`Error::NotADesk`], [`Error::Newer`], [`Error::Damaged`] about the file, or what the disk says.
/// In all these cases the desk is as it was.
pub fn restore(dir: &Path, file: &Path, now: i64) -> Result<Option<PathBuf>, Error> {
    std::fs::create_dir_all(dir)?;
    verify(file)?;
    let source = copy::open_finished(file)?;
    copy::copy(&source, &restored(dir), |copy| {
        // From here on its commits are others than those of the desk that it was copied from.
        let known: bool =
            copy.query_row("SELECT count(*) FROM sqlite_master WHERE name = 'state'", [], |row| row.get(0))?;
        if known {
            copy.execute("UPDATE state SET value = random() WHERE name = 'lineage'", [])?;
        }
        Ok(())
    })?;
    put_in_place(dir, &stamped(now, "desk-%Y%m%d-%H%M%S")?)
}

/// Finishes a restore that was interrupted after the copy was whole.
pub(crate) fn finish(dir: &Path) -> Result<(), Error> {
    if restored(dir).exists() {
        put_in_place(dir, "desk-interrupted")?;
    }
    Ok(())
}

/// The checked copy, before it takes the place. It has this name only when it is whole and on the disk.
fn restored(dir: &Path) -> PathBuf {
    with_ending(&dir.join(crate::FILE_NAME), "restored")
}

fn put_in_place(dir: &Path, name: &str) -> Result<Option<PathBuf>, Error> {
    let desk = dir.join(crate::FILE_NAME);
    let aside = dir.join(ASIDE);
    let mut kept = None;
    if desk.exists() {
        std::fs::create_dir_all(&aside)?;
        let place = free_place(&aside, name);
        keep_aside(&desk, &place)?;
        for ending in ["wal", "shm"] {
            if with_ending(&desk, ending).exists() {
                keep_aside(&with_ending(&desk, ending), &with_ending(&place, ending))?;
            }
        }
        sync_folder(&place)?;
        kept = Some(place);
    }
    // The log of the present database must be gone before another one has its name: SQLite would apply it.
    remove(&with_ending(&desk, "wal"))?;
    remove(&with_ending(&desk, "shm"))?;
    sync_folder(&desk)?;
    std::fs::rename(restored(dir), &desk)?;
    sync_folder(&desk)?;
    Ok(kept)
}

/// Gives a file a second name, or where the file system has no such thing, a copy.
fn keep_aside(file: &Path, place: &Path) -> Result<(), Error> {
    if std::fs::hard_link(file, place).is_err() {
        std::fs::copy(file, place)?;
        std::fs::File::options().write(true).open(place)?.sync_all()?;
    }
    Ok(())
}

/// Copies the database and its log byte by byte into `DIR/aside`: for one that is too damaged to pass the check of a
/// backup. The caller holds the folder's lock and has closed reader and writer. `now` is milliseconds since 1970.
///
/// # Errors
/// When there is no database, or what the disk says.
pub fn keep_bytes(dir: &Path, now: i64) -> Result<PathBuf, Error> {
    let (desk, aside) = (dir.join(crate::FILE_NAME), dir.join(ASIDE));
    std::fs::create_dir_all(&aside)?;
    let place = free_place(&aside, &stamped(now, "desk-%Y%m%d-%H%M%S-bytes")?);
    let log = (with_ending(&desk, "wal"), with_ending(&place, "wal"));
    let with_log = log.0.exists();
    // The log first: without it, what has the name of a copy would be older than the desk.
    for (from, to) in [Some(log).filter(|_| with_log), Some((desk, place.clone()))].into_iter().flatten() {
        std::fs::copy(&from, &to)?;
        std::fs::File::options().write(true).open(&to)?.sync_all()?;
    }
    sync_folder(&place)?;
    Ok(place)
}

fn free_place(aside: &Path, name: &str) -> PathBuf {
    let mut place = aside.join(format!("{name}.sqlite"));
    let mut number = 2u32;
    while place.exists() {
        place = aside.join(format!("{name}-{number}.sqlite"));
        number += 1;
    }
    place
}
