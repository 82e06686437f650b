//! Backups: made, listed, thinned out.

use super::{failed, no_desk};
use crate::clock::rfc3339;
use crate::{Desk, Error, ErrorKind};
use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use store::backup::{self, Backup, Made};

/// The shortest time between two automatic backups of a desk that stays open, milliseconds.
const BETWEEN: i64 = 3_600_000;
/// Never: no clock of ours says so.
const NEVER: i64 = i64::MIN;

/// A backup in the folder of backups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackupRow {
    /// The file's name, by which it can be asked for.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// When it was made, RFC 3339.
    pub at: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl BackupRow {
    fn of(backup: &Backup) -> BackupRow {
        let name = backup.path.file_name().unwrap_or(backup.path.as_os_str()).to_string_lossy().into_owned();
        BackupRow { name, path: backup.path.clone(), at: rfc3339(backup.at), bytes: backup.bytes }
    }
}

/// What asking for a backup led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BackedUp {
    /// It was made and checked.
    Made {
        /// The backup.
        #[serde(flatten)]
        backup: BackupRow,
        /// How many changes are in it.
        changes: i64,
    },
    /// There is one that holds all that the desk holds.
    Unchanged {
        /// That one; none when it was removed just now.
        since: Option<BackupRow>,
    },
}

/// The backups of a desk, the newest first.
///
/// # Errors
/// When the folder can't be read; a desk without backups has none.
pub fn backups(dir: &Path) -> Result<Vec<BackupRow>, Error> {
    if !dir.join(store::FILE_NAME).exists() && !dir.join(backup::FOLDER).exists() {
        return Err(no_desk(dir));
    }
    Ok(backup::list(dir)?.iter().map(BackupRow::of).collect())
}

/// Makes a backup unless there is one that holds all that the desk holds, and removes those that need not be kept any
/// more. `now` is milliseconds since 1970. Works while the desk is written.
///
/// # Errors
/// [`ErrorKind::NotFound`] when there is no desk; else what the disk says. A copy that fails its check is not kept.
pub fn back_up(dir: &Path, now: i64) -> Result<BackedUp, Error> {
    let _one = one_at_a_time(dir)?;
    let made = backup::make(dir, now).map_err(|error| failed(dir, error))?;
    let Some(Made { backup, changes, .. }) = made else {
        let since = backup::current(dir).map_err(|error| failed(dir, error))?;
        return Ok(BackedUp::Unchanged { since: since.as_ref().map(BackupRow::of) });
    };
    backup::rotate(dir, now)?;
    Ok(BackedUp::Made { backup: BackupRow::of(&backup), changes })
}

/// Copies the desk into a file, checked. Works while the desk is written.
///
/// # Errors
/// [`ErrorKind::Exists`] when the file is there and `force` is not given; [`ErrorKind::NotFound`] when there is no desk;
/// else what the disk says. A file that was there before is then as it was.
pub fn back_up_to(dir: &Path, file: &Path, force: bool) -> Result<BackedUp, Error> {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    if file.is_dir() {
        return Err(Error::bad(format!("“{}” is a folder. Give the name of a file in it.", file.display())));
    }
    if !force && file.symlink_metadata().is_ok() {
        return Err(Error::new(ErrorKind::Exists, format!("“{name}” exists. It was not replaced.")));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(Error::new(ErrorKind::NotFound, format!("Can't write “{name}”: its folder is not there.")));
    }
    let Made { backup, changes, .. } = backup::to_file(dir, file).map_err(|error| failed(dir, error))?;
    Ok(BackedUp::Made { backup: BackupRow::of(&backup), changes })
}

/// Held while one process makes a backup, so that two never write the same file. Clears away what a killed process left.
fn one_at_a_time(dir: &Path) -> Result<Option<File>, Error> {
    if !dir.join(store::FILE_NAME).exists() {
        return Err(no_desk(dir));
    }
    let folder = dir.join(backup::FOLDER);
    let path = folder.join("lock");
    let open = || OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    crate::place::make(&folder)?;
    let file = open().map_err(|error| Error::file(&error, &path, "write in the folder of backups"))?;
    // A file system without locks is no reason to make no backup.
    let held = file.lock().is_ok();
    if held && let Ok(entries) = std::fs::read_dir(&folder) {
        let names = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().ends_with(".sqlite-part"));
        for unfinished in names {
            let _ = std::fs::remove_file(unfinished.path());
        }
    }
    Ok(held.then_some(file))
}

/// When an open desk tried last to make a backup by itself.
pub(crate) struct Tried(AtomicI64);

impl Default for Tried {
    fn default() -> Self {
        Tried(AtomicI64::new(NEVER))
    }
}

impl Tried {
    /// Whether it is time again; then it counts as tried. The first time is always right, and so is a clock that went
    /// back.
    fn is_due(&self, now: i64) -> bool {
        let last = self.0.load(Ordering::Relaxed);
        let due = last == NEVER || now < last || now - last >= BETWEEN;
        if due {
            self.0.store(now, Ordering::Relaxed);
        }
        due
    }
}

impl Desk {
    /// Makes a backup now, as [`back_up`] does.
    ///
    /// # Errors
    /// What the disk says.
    pub fn back_up(&self) -> Result<BackedUp, Error> {
        self.settle()?;
        back_up(self.dir(), self.now())
    }

    /// The backups, as [`backups`] lists them.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn backups(&self) -> Result<Vec<BackupRow>, Error> {
        backups(self.dir())
    }

    /// Makes a backup when this desk has made none by itself since it was opened, or the last one is an hour old, and
    /// something changed. None when it was not time.
    ///
    /// # Errors
    /// What the disk says. Work goes on without the backup.
    pub fn backup_when_due(&self) -> Result<Option<BackedUp>, Error> {
        if !self.inner.tried.is_due(self.now()) {
            return Ok(None);
        }
        back_up(self.dir(), self.now()).map(Some)
    }
}

pub(crate) mod automatic {
    //! Backups that are made by themselves while a desk is open.

    use crate::Desk;
    use crate::service::Inner;
    use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
    use std::sync::{Arc, Weak};
    use std::time::Duration;

    /// The first backup waits until the window is there.
    const AFTER_START: Duration = Duration::from_secs(10);
    /// How often is looked after that.
    const EVERY: Duration = Duration::from_secs(3600);

    /// Starts the thread that looks. It ends when what this gives is dropped.
    pub(crate) fn start(inner: &Arc<Inner>) -> Option<Sender<()>> {
        let (stop, stopped) = channel::<()>();
        let weak = Arc::downgrade(inner);
        let thread = std::thread::Builder::new().name("desk-backup".into()).spawn(move || {
            let mut wait = AFTER_START;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = EVERY;
                look(&weak);
            }
        });
        // A system that has no thread to spare makes no backups by itself; everything else works.
        thread.ok().map(|_| stop)
    }

    fn look(weak: &Weak<Inner>) {
        let Some(inner) = weak.upgrade() else { return };
        let desk = Desk { inner };
        match desk.backup_when_due() {
            // After a backup, which has the log as it was.
            Ok(Some(_)) => {
                if let Err(error) = desk.thin_log() {
                    log::warn!("the log was not thinned: {error}");
                }
            }
            Ok(None) => {}
            Err(error) => log::warn!("no backup was made: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_look_is_due_then_one_an_hour_and_after_a_clock_that_went_back() {
        let tried = Tried::default();
        let start = 1_795_521_600_000;
        assert!(tried.is_due(start));
        assert!(!tried.is_due(start + BETWEEN - 1));
        assert!(tried.is_due(start + BETWEEN));
        assert!(!tried.is_due(start + BETWEEN + 1));
        assert!(tried.is_due(start));
    }
}
