//! The data directory, and the lock that makes one process its writer.

use crate::clock::{Clock, SystemClock};
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
        let now = SystemClock.now_ms();
        let path = dir.join("lock");
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Error::file(&error, &path, "write in the desk's folder"))?;
        match file.try_lock() {
            Ok(()) => {
                // For the sentence that another Standfirst says when it finds the desk in use.
                let said = format!("{}\n{}\n{now}\n", std::process::id(), computer());
                let _ = file.set_len(0).and_then(|()| file.write_all(said.as_bytes()));
                Ok(Lock { _file: file })
            }
            Err(TryLockError::WouldBlock) => Err(Error::new(ErrorKind::Locked, in_use(&path))),
            Err(TryLockError::Error(error)) => Err(Error::file(&error, &path, "lock")),
        }
    }
}

/// The computer's name: for the table of peers, the lock, and others who use the same folder.
pub(crate) fn computer() -> String {
    std::fs::read_to_string("/etc/hostname")
        .ok()
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| std::env::consts::OS.to_owned())
}

/// What a locked desk says: by which computer, and since when, as far as that can be read.
fn in_use(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut lines = text.lines().skip(1).map(str::trim);
    match (lines.next(), lines.next().and_then(|at| at.parse().ok())) {
        (Some(computer), Some(at)) if !computer.is_empty() => format!(
            "This desk is open in another Standfirst, on “{computer}” since {}. Nothing was changed.",
            crate::clock::minutes(at)
        ),
        _ => "This desk is open in another Standfirst. Nothing was changed.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_desk_says_where_and_since_when_it_is_open() {
        let dir = tempfile::tempdir().unwrap();
        let before = SystemClock.now_ms();
        let held = Lock::take(dir.path()).unwrap();
        let refused = Lock::take(dir.path()).err().unwrap();
        assert!(matches!(refused.kind(), ErrorKind::Locked));
        let (said, times) = (refused.to_string(), [before, SystemClock.now_ms()].map(crate::clock::minutes));
        assert!(said.contains(&computer()) && times.iter().any(|time| said.contains(time)), "{said}");
        drop(held);
        assert!(Lock::take(dir.path()).is_ok());
        std::fs::write(dir.path().join("lock"), "4711\n").unwrap();
        assert_eq!(in_use(&dir.path().join("lock")), "This desk is open in another Standfirst. Nothing was changed.");
    }
}
