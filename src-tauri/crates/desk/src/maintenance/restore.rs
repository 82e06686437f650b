//! A whole desk from a backup.

use super::alone;
use crate::place::{self, Lock};
use crate::{Error, ErrorKind};
use serde::Serialize;
use std::path::{Path, PathBuf};
use store::backup;

/// A desk that was restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The file that it was restored from.
    pub from: PathBuf,
    /// How many changes are in it.
    pub changes: i64,
    /// Where the database lies that was there before, if there was one.
    pub aside: Option<PathBuf>,
    /// Whether that one is whole, so that it can be restored in its turn.
    pub aside_is_sound: bool,
}

/// Puts a backup in the place of the desk's database, which is kept aside. `name` is a file, or the name of a backup of
/// this desk; `now` is milliseconds since 1970.
///
/// # Errors
/// [`ErrorKind::Locked`] while a window has the desk; [`ErrorKind::NotFound`] and [`ErrorKind::BadInput`] about the file;
/// else what the disk says. The desk is then as it was.
pub fn restore(dir: &Path, name: &Path, now: i64) -> Result<Restored, Error> {
    let from = find(dir, name)?;
    let shown = name.display();
    let contents = backup::verify(&from).map_err(|error| unusable(&shown.to_string(), error))?;
    let _lock = lock(dir)?;
    let aside = backup::restore(dir, &from, now).map_err(|error| unusable(&shown.to_string(), error))?;
    let aside_is_sound = aside.as_ref().is_some_and(|aside| backup::verify(aside).is_ok());
    Ok(Restored { from, changes: contents.changes, aside, aside_is_sound })
}

/// The lock; a folder that has no desk yet gets one from the backup.
fn lock(dir: &Path) -> Result<Lock, Error> {
    if dir.join(store::FILE_NAME).exists() {
        return alone(dir, "restore again");
    }
    place::refuse_synced(dir, place::synced_is_allowed())?;
    place::make(dir)?;
    Lock::take(dir)
}

fn find(dir: &Path, name: &Path) -> Result<PathBuf, Error> {
    if name.is_file() {
        return Ok(name.to_owned());
    }
    let of_that_name = backup::list(dir)?.into_iter().map(|backup| backup.path);
    let mut of_that_name = of_that_name
        .filter(|path| path.file_name() == Some(name.as_os_str()) || path.file_stem() == Some(name.as_os_str()));
    of_that_name.next().ok_or_else(|| {
        let sentence = format!(
            "There is no file and no backup “{}”. Nothing was changed. The backups are listed by: standfirst backups.",
            name.display()
        );
        Error::new(ErrorKind::NotFound, sentence)
    })
}

fn unusable(name: &str, error: store::Error) -> Error {
    let because = match error {
        store::Error::Missing | store::Error::NotADesk => "it is no backup of a desk",
        store::Error::Damaged(_) => "it is damaged",
        store::Error::Newer { .. } => "a newer Standfirst wrote it. Install that one first",
        other => return other.into(),
    };
    Error::bad(format!("“{name}” can't be restored: {because}. The desk is as it was."))
}
