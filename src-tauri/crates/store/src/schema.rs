//! Opening, and bringing an older file up to date.

use crate::{Error, Tuning};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The format this program writes, kept in `PRAGMA user_version`.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// One script a format, append-only: what was released is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
    include_str!("../migrations/0006.sql"),
];

/// `PRAGMA application_id` of a desk since format 2; format 1 has none.
const APPLICATION: i64 = 0x5374_6664;

/// The first SQLite release without the write-ahead-log fault that could lose a checkpoint.
pub(crate) const SOUND_SQLITE: i32 = 3_051_003;

/// Opens for writing; brings the file up to date where needed, and makes it when `create` is set.
pub(crate) fn open_writable(path: &Path, tuning: &Tuning, create: bool) -> Result<Connection, Error> {
    open_for_writing(path, tuning, create).map_err(|error| explained(path, error))
}

/// Opens for reading only; gives the format too.
pub(crate) fn open_readable(path: &Path) -> Result<(Connection, i64), Error> {
    open_for_reading(path).map_err(|error| explained(path, error))
}

/// SQLite says only that it can't open a file; the system says why.
fn explained(path: &Path, error: Error) -> Error {
    if !matches!(error, Error::Unopened(_)) {
        return error;
    }
    let file = std::fs::OpenOptions::new().read(true).write(true).open(path);
    let folder = path.parent().map(std::fs::metadata);
    match (file, folder) {
        (_, Some(Err(reason))) => reason.into(),
        (Err(reason), _) if reason.kind() != std::io::ErrorKind::NotFound => reason.into(),
        // There is no file, and none could be made.
        (Err(_), Some(Ok(folder))) if folder.is_dir() => Error::Permission,
        _ => error,
    }
}

fn open_for_writing(path: &Path, tuning: &Tuning, create: bool) -> Result<Connection, Error> {
    if rusqlite::version_number() < SOUND_SQLITE {
        return Err(Error::OldSqlite(rusqlite::version().to_owned()));
    }
    let mut flags = OpenFlags::default();
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
    let mut conn = match &tuning.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    conn.busy_timeout(Duration::from_secs(5))?;
    let found = format(&conn)?;
    conn.pragma_update(None, "synchronous", tuning.synchronous)?;
    // On macOS a plain fsync leaves the words in the drive's cache; elsewhere these do nothing.
    conn.pragma_update(None, "fullfsync", true)?;
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    // What is taken off the desk for good leaves no bytes in pages that wait to be used again.
    conn.pragma_update(None, "secure_delete", true)?;
    migrate(&mut conn, path, found, MIGRATIONS)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

fn open_for_reading(path: &Path) -> Result<(Connection, i64), Error> {
    if !path.exists() {
        return Err(Error::Missing);
    }
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    let found = format(&conn)?;
    if found == 0 {
        return Err(Error::Missing);
    }
    conn.pragma_update(None, "trusted_schema", false)?;
    Ok((conn, found))
}

/// The format of a file: 0 when it is empty.
///
/// # Errors
/// [`Error::Newer`], and [`Error::NotADesk`] for a database of something else.
fn format(conn: &Connection) -> Result<i64, Error> {
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != 0 && application != APPLICATION {
        return Err(Error::NotADesk);
    }
    if found > SCHEMA_VERSION {
        return Err(Error::Newer { found, known: SCHEMA_VERSION });
    }
    let ours: i64 = conn.query_row(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('change', 'piece', 'person', 'version')",
        [],
        |row| row.get(0),
    )?;
    let all: i64 = conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    match found {
        0 if all == 0 => Ok(0),
        1.. if ours == 4 => Ok(found),
        _ => Err(Error::NotADesk),
    }
}

/// Runs the scripts that the file has not seen, in one transaction, after a copy of the file was made.
fn migrate(conn: &mut Connection, path: &Path, found: i64, scripts: &[&str]) -> Result<(), Error> {
    let known = i64::try_from(scripts.len()).unwrap_or(i64::MAX);
    if found >= known {
        return Ok(());
    }
    if found > 0 {
        keep_copy(conn, &copy_before(path, known))?;
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for script in scripts.iter().skip(usize::try_from(found).unwrap_or(0)) {
        tx.execute_batch(script)?;
    }
    tx.pragma_update(None, "user_version", known)?;
    tx.commit()?;
    Ok(())
}

/// Where the copy lies that is made before a file is brought to a format.
fn copy_before(path: &Path, format: i64) -> PathBuf {
    path.with_extension(format!("before-format-{format}.sqlite"))
}

/// Copies the database whole; an older copy of that name is replaced only by one that is on the disk.
fn keep_copy(conn: &Connection, copy: &Path) -> Result<(), Error> {
    let unfinished = copy.with_extension("part");
    if unfinished.exists() {
        std::fs::remove_file(&unfinished)?;
    }
    conn.execute("VACUUM INTO ?1", [unfinished.to_string_lossy()])?;
    std::fs::File::open(&unfinished)?.sync_all()?;
    std::fs::rename(&unfinished, copy)?;
    Ok(())
}

/// A look at the structure of the whole file, without the comparison of indexes.
///
/// # Errors
/// [`Error::Damaged`] with the first thing that is wrong.
pub(crate) fn quick_check(conn: &Connection) -> Result<(), Error> {
    let said: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(Error::Damaged(said)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_that_fails_midway_leaves_the_old_file_untouched() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.sqlite");
        let mut conn = Connection::open(&path).unwrap();
        migrate(&mut conn, &path, 0, &MIGRATIONS[..1]).unwrap();
        conn.execute("INSERT INTO person (name, initials, since) VALUES ('Maud Castell', 'MC', 1)", []).unwrap();
        drop(conn);
        let before = std::fs::read(&path).unwrap();
        let mut conn = Connection::open(&path).unwrap();
        let failing = "DELETE FROM person; CREATE TABLE half (a); INSERT INTO nowhere VALUES (1);";
        assert!(migrate(&mut conn, &path, 1, &[MIGRATIONS[0], failing]).is_err());
        drop(conn);
        assert!(std::fs::read(&path).unwrap() == before, "not a byte is different");
        let copy = Connection::open(copy_before(&path, 2)).unwrap();
        let people: i64 = copy.query_row("SELECT count(*) FROM person", [], |row| row.get(0)).unwrap();
        assert_eq!(people, 1, "and the copy was made before");
    }
}
