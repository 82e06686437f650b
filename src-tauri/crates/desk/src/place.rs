//! The data directory, and the lock that makes one process its writer.

use crate::{Error, ErrorKind};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The platform's data folder for the desk.
pub(crate) fn default_dir() -> Option<PathBuf> {
    directories::ProjectDirs::from("org", "Standfirst", "standfirst").map(|dirs| dirs.data_dir().to_owned())
}

/// Makes the folder, readable for its owner only.
pub(crate) fn make(dir: &Path) -> Result<(), Error> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(|error| Error::file(&error, dir, "make the desk's folder"))
}

/// The variable by which people say that they know better.
const ALLOW_SYNCED: &str = "STANDFIRST_ALLOW_SYNCED";

/// Whether the person said that the folder may lie in a synced one.
pub(crate) fn synced_is_allowed() -> bool {
    std::env::var_os(ALLOW_SYNCED).is_some_and(|value| value == "1")
}

/// Refuses a place that a sync service keeps in step, before anything is made there.
pub(crate) fn refuse_synced(dir: &Path, allowed: bool) -> Result<(), Error> {
    let dir = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    match folder::synced_location(&dir) {
        Some(service) if !allowed => Err(Error::bad(format!(
            "The desk can't be in “{}”: {service} keeps that place in step, file by file, also in the middle of a change, \
             and a database does not survive that. Nothing was changed. Choose a folder of this computer alone \
             (--data-dir); backups and the desk folder of text files may lie in a synced place. If you know that \
             {service} leaves this folder alone, set {ALLOW_SYNCED}=1.",
            dir.display()
        ))),
        _ => Ok(()),
    }
}

/// Held while a process writes; the system releases it when the process ends, however it ends.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a folder.
    pub(crate) fn take(dir: &Path) -> Result<Lock, Error> {
        let path = dir.join("lock");
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Error::file(&error, &path, "write in the desk's folder"))?;
        match file.try_lock() {
            Ok(()) => {
                // Only for a person who looks; nothing reads it.
                let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
                Ok(Lock { _file: file })
            }
            Err(TryLockError::WouldBlock) => {
                Err(Error::new(ErrorKind::Locked, "This desk is open in another Standfirst. Nothing was changed."))
            }
            Err(TryLockError::Error(error)) => Err(Error::file(&error, &path, "lock")),
        }
    }
}
