//! Copies of a whole database, checked before anybody relies on them.

use crate::{Error, schema};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension};
use std::fs::File;
use std::path::{Path, PathBuf};

/// What a database holds, so far as two of them can be compared by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Drawn when the file was made or restored; 0 in format 1.
    pub(crate) lineage: i64,
    /// Commits that wrote what can't be made again; 0 in format 1.
    pub(crate) writes: i64,
    /// The last place in the log.
    pub(crate) last_seq: i64,
    /// Rows of the log.
    pub(crate) rows: i64,
}

impl Summary {
    pub(crate) fn of(conn: &Connection) -> Result<Summary, Error> {
        let state = |name: &str| -> Result<i64, Error> {
            let known: bool = conn.query_row(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'state'",
                [],
                |row| row.get(0),
            )?;
            if !known {
                return Ok(0);
            }
            let value = conn.query_row("SELECT value FROM state WHERE name = ?1", [name], |row| row.get(0));
            Ok(value.optional()?.unwrap_or(0))
        };
        let (last_seq, rows) = conn.query_row("SELECT coalesce(max(seq), 0), count(*) FROM change", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(Summary { lineage: state("lineage")?, writes: state("writes")?, last_seq, rows })
    }
}

/// Opens a database that nobody writes: a copy, or a file that somebody brings.
///
/// # Errors
/// [`Error::Missing`], [`Error::NotADesk`], [`Error::Newer`], [`Error::Damaged`], or what the disk says.
pub(crate) fn open_finished(path: &Path) -> Result<Connection, Error> {
    match schema::open_readable(path) {
        Ok((conn, _)) => Ok(conn),
        // What is empty, or does not begin like a database, is something else.
        Err(Error::Missing) if path.exists() => Err(Error::NotADesk),
        Err(Error::Damaged(_)) if !begins_like_a_database(path) => Err(Error::NotADesk),
        Err(error) => Err(error),
    }
}

fn begins_like_a_database(path: &Path) -> bool {
    let mut head = [0; 16];
    let read = File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut head));
    read.is_ok() && head == *b"SQLite format 3\0"
}

/// Reads the whole file and compares indexes with tables.
///
/// # Errors
/// [`Error::Damaged`] with the first thing that is wrong.
pub(crate) fn integrity_check(conn: &Connection) -> Result<(), Error> {
    let said: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(Error::Damaged(said)) }
}

/// Copies a database as of one moment, while it may be written, into one file at `to`, which appears only when it is
/// whole, checked and on the disk. `change` is done to the copy before it is checked.
pub(crate) fn copy(
    source: &Connection,
    to: &Path,
    change: impl FnOnce(&Connection) -> Result<(), Error>,
) -> Result<Summary, Error> {
    let part = with_ending(to, "part");
    remove(&part)?;
    let result = copy_to(source, &part, change).and_then(|summary| {
        std::fs::rename(&part, to)?;
        sync_folder(to)?;
        Ok(summary)
    });
    if result.is_err() {
        // The disk may be full because of it.
        let _ = std::fs::remove_file(&part);
    }
    result
}

fn copy_to(
    source: &Connection,
    part: &Path,
    change: impl FnOnce(&Connection) -> Result<(), Error>,
) -> Result<Summary, Error> {
    // One reading transaction, so that what is compared is of the moment of the copy.
    let reading = source.unchecked_transaction()?;
    let before = Summary::of(&reading)?;
    let mut target = Connection::open(part)?;
    target.pragma_update(None, "synchronous", "OFF")?;
    {
        let backup = Backup::new(&reading, &mut target)?;
        loop {
            match backup.step(-1)? {
                StepResult::Done => break,
                StepResult::More => {}
                _ => return Err(Error::Busy),
            }
        }
    }
    drop(reading);
    // One plain file, with nothing beside it.
    target.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    change(&target)?;
    target.close().map_err(|(_, error)| error)?;
    File::options().write(true).open(part)?.sync_all()?;
    let copied = open_finished(part)?;
    integrity_check(&copied)?;
    let after = Summary::of(&copied)?;
    if (after.last_seq, after.rows) == (before.last_seq, before.rows) {
        Ok(after)
    } else {
        Err(Error::Damaged("the copy does not hold what the desk holds".into()))
    }
}

/// The path with more at its end: `desk.sqlite` and `wal` make `desk.sqlite-wal`.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-");
    name.push(ending);
    name.into()
}

/// Removes a file if it is there.
pub(crate) fn remove(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Brings a file's name to the disk. Only Unix has a call for it.
pub(crate) fn sync_folder(file: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        let here = folder.as_os_str().is_empty();
        File::open(if here { Path::new(".") } else { folder })?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}
