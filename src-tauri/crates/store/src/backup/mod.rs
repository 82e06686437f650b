//! Copies of the desk that are made by themselves, and the way back from one.
//!
//! A backup is one plain SQLite file in `DIR/backups`. Its name tells when it was made (UTC); whether it holds what the
//! desk holds is told by numbers inside it, never by the times of files.

mod current;
mod keep;
mod restore;

pub use current::current;
pub use keep::{MOST_KEPT, keep};
pub(crate) use restore::{ASIDE, finish};
pub use restore::{keep_bytes, restore};

use crate::copy::{self, Summary};
use crate::{Error, schema};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::path::{Path, PathBuf};

/// The folder of the backups inside the data directory.
pub const FOLDER: &str = "backups";
const NAME: &str = "desk-%Y%m%d-%H%M%S.sqlite";

/// A backup in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made: milliseconds since 1970, whole seconds.
    pub at: i64,
    /// Size in bytes.
    pub bytes: u64,
}

/// A backup that was made just now, and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The backup.
    pub backup: Backup,
    /// The last place in the log that is in it.
    pub last_seq: i64,
    /// How many rows of the log are in it.
    pub changes: i64,
}

/// Makes a backup when no backup holds what the desk holds now. Works while the desk is written; `now` is milliseconds
/// since 1970.
///
/// # Errors
/// When the desk can't be read or the copy not be written. A copy that fails the check is removed again.
pub fn make(dir: &Path, now: i64) -> Result<Option<Made>, Error> {
    let (source, _) = schema::open_readable(&dir.join(crate::FILE_NAME))?;
    let known = list(dir)?;
    let present = Summary::of(&source)?;
    // A backup that can't be read is none; doctor tells of it.
    if known.iter().any(|backup| summary(&backup.path).is_ok_and(|summary| summary == present)) {
        return Ok(None);
    }
    std::fs::create_dir_all(dir.join(FOLDER))?;
    let path = free_path(&dir.join(FOLDER), now)?;
    let Summary { last_seq, rows, .. } = copy::copy(&source, &path, |_| Ok(()))?;
    let backup = described(path).ok_or_else(|| Error::Disk("the backup vanished".into()))?;
    Ok(Some(Made { backup, last_seq, changes: rows }))
}

/// The backups of a desk, the newest first. Files of other names are not told of.
///
/// # Errors
/// When the folder can't be read; a folder that does not exist is empty.
pub fn list(dir: &Path) -> Result<Vec<Backup>, Error> {
    let entries = match std::fs::read_dir(dir.join(FOLDER)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut found = Vec::new();
    for entry in entries {
        found.extend(described(entry?.path()));
    }
    found.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    Ok(found)
}

/// What a copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The format of the file.
    pub format: i64,
    /// The last place in the log.
    pub last_seq: i64,
    /// Rows of the log.
    pub changes: i64,
}

/// Reads a copy whole, as [`restore`] does before it uses one.
///
/// # Errors
/// [`Error::Missing`], [`Error::NotADesk`], [`Error::Newer`], [`Error::Damaged`], or what the disk says.
pub fn verify(file: &Path) -> Result<Contents, Error> {
    let conn = copy::open_finished(file)?;
    copy::integrity_check(&conn)?;
    let Summary { last_seq, rows, .. } = Summary::of(&conn)?;
    let format = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(Contents { format, last_seq, changes: rows })
}

/// The newest backup that is whole.
///
/// # Errors
/// When the folder can't be read.
pub fn newest_sound(dir: &Path) -> Result<Option<Backup>, Error> {
    Ok(list(dir)?.into_iter().find(|backup| verify(&backup.path).is_ok()))
}

/// Removes the backups that [`keep`] does not keep, and gives them.
///
/// # Errors
/// When the folder can't be read or a file not be removed.
pub fn rotate(dir: &Path, now: i64) -> Result<Vec<Backup>, Error> {
    let found = list(dir)?;
    let times: Vec<i64> = found.iter().map(|backup| backup.at).collect();
    let kept = keep(&times, now);
    let mut removed = Vec::new();
    for backup in found.into_iter().filter(|backup| !kept.contains(&backup.at)) {
        copy::remove(&backup.path)?;
        removed.push(backup);
    }
    Ok(removed)
}

/// Copies the desk into a file of the person's choice, which is replaced when it exists.
///
/// # Errors
/// When the desk can't be read or the file not be written; then an older file of that name is as it was.
pub fn to_file(dir: &Path, path: &Path) -> Result<Made, Error> {
    let desk = dir.join(crate::FILE_NAME);
    let same = |other: &Path| other.canonicalize().ok().is_some_and(|other| Some(other) == desk.canonicalize().ok());
    if same(path) {
        return Err(Error::Refused("a desk can't be copied onto itself".into()));
    }
    let (source, _) = schema::open_readable(&desk)?;
    let Summary { last_seq, rows, .. } = copy::copy(&source, path, |_| Ok(()))?;
    let bytes = std::fs::metadata(path)?.len();
    let at = std::fs::metadata(path)?.modified().ok();
    let at = at.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).map_or(0, |at| at.as_millis());
    let backup = Backup { path: path.to_owned(), at: i64::try_from(at).unwrap_or(0), bytes };
    Ok(Made { backup, last_seq, changes: rows })
}

fn summary(path: &Path) -> Result<Summary, Error> {
    Summary::of(&copy::open_finished(path)?)
}

/// A backup, if the file's name is one of ours.
fn described(path: PathBuf) -> Option<Backup> {
    let name = path.file_name()?.to_str()?;
    let made = DateTime::strptime(NAME, name).ok()?;
    let at = TimeZone::UTC.to_timestamp(made).ok()?.as_millisecond();
    let bytes = std::fs::metadata(&path).ok()?.len();
    Some(Backup { path, at, bytes })
}

/// The time in UTC, in the form of a file name.
pub(crate) fn stamped(now: i64, pattern: &str) -> Result<String, Error> {
    let at = Timestamp::from_millisecond(now).map_err(|error| Error::Refused(error.to_string()))?;
    Ok(TimeZone::UTC.to_datetime(at).strftime(pattern).to_string())
}

/// The path for a backup of this second, or of the next one that has none.
fn free_path(folder: &Path, now: i64) -> Result<PathBuf, Error> {
    let mut at = Timestamp::from_millisecond(now).map_err(|error| Error::Refused(error.to_string()))?;
    loop {
        let path = folder.join(stamped(at.as_millisecond(), NAME)?);
        if !path.exists() {
            return Ok(path);
        }
        at = at.checked_add(1.second()).map_err(|error| Error::Refused(error.to_string()))?;
    }
}
