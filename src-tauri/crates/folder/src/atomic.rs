//! Writing files whole or not at all.
//!
//! A new text goes to a hidden temporary file beside the target, is synced, and takes the target's place by a rename;
//! then the folder is synced. At every moment there is the old file or the new one, whole, and success is reported only
//! when everything succeeded. No file of a person is ever opened for writing or truncated.
//!
//! What a rename does to a file's surroundings:
//!
//! - **Links** are followed: the file they lead to is replaced, the link stays.
//! - **Mode, owner, extended attributes** (access lists among them) are copied; what could not be is told in
//!   [`Written::lost`].
//! - **Hard links** are cut: the other names keep the old text. Writing in place would keep them together, but a crash
//!   in the middle would leave neither text whole, under any name; and a second name of a text is rarer than a crash.
//!   [`foresee`] tells before, [`Lost::HardLink`] afterwards.
//! - **Files marked read-only** are refused ([`WriteError::FileReadOnly`]): a rename could replace them, against their
//!   owner's word. So are folders that take no new file, though a file in them might be writable.

mod disk;
mod keep;
mod sweep;

pub use disk::{Disk, RealDisk};
pub use keep::{Lost, foresee};
pub use sweep::sweep;

use crate::conflict;
use crate::inspect::{self, NotAFile, ReadError};
use crate::stamp::{Hash, Stamp, nanos};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tempfile::TempPath;

/// How long a rename is tried again that another program denies by holding the file (on Windows: virus scanners,
/// indexers, sync clients). The pauses add up to a little over a second.
const PAUSES: [u64; 7] = [10, 20, 40, 80, 160, 320, 480];

/// How many links are followed before they count as a circle, as on Linux.
const MAX_LINKS: usize = 40;

/// Held from the last check to the rename.
static PLACING: Mutex<()> = Mutex::new(());

/// What must be in the file's place for the write to happen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expect {
    /// Whatever is there is replaced.
    Anything,
    /// Nothing: a new file. Never replaces one, not even one that appears in the same moment.
    Absent,
    /// A file with this content, as it was last read or written.
    Content(Hash),
}

/// A write that succeeded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The stamp of the new file, taken from it before it took its place: nobody else's edit can be in it.
    pub stamp: Stamp,
    /// The hash of what was written.
    pub hash: Hash,
    /// When, in nanoseconds since 1970.
    pub seen: i64,
    /// What of the old file could not be kept.
    pub lost: Vec<Lost>,
}

/// Why nothing was saved. After each of these but [`WriteError::Unsynced`] the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something else is there than was expected: another content, a file where none should be, or no file.
    #[error("the file was changed by another program")]
    Changed,
    /// The folder is gone, as when a share was unmounted.
    #[error("the folder is not there")]
    FolderMissing,
    /// The folder takes no new files, so that none can be written whole.
    #[error("the folder allows no writing")]
    FolderReadOnly,
    /// The file is marked as read-only.
    #[error("the file is marked as read-only")]
    FileReadOnly,
    /// No space, or the person's share of it is used up.
    #[error("the disk is full")]
    DiskFull,
    /// Another program held the file all the time. A later try may succeed.
    #[error("another program holds the file")]
    Held,
    /// A folder, a pipe or a device stands there.
    #[error("this is {0}, not a file")]
    NotAFile(NotAFile),
    /// The name is longer than the file system allows.
    #[error("the name is too long")]
    NameTooLong,
    /// What was read back is not what was written.
    #[error("the disk gave back something else than was written")]
    ReadBack,
    /// The new text is in place, but the disk did not confirm it: a power cut may bring the old one back. Not a success:
    /// write it again, expecting the new text.
    #[error("the disk did not confirm the file: {0}")]
    Unsynced(io::Error),
    /// Anything else.
    #[error("the file can't be written: {0}")]
    Io(io::Error),
}

/// Writes a file whole or not at all.
///
/// With [`Expect::Content`] the old content is checked before and, where the system can exchange two names in one step
/// (Linux and macOS on common file systems), after the exchange: an outside edit in between is put back, and the answer
/// is [`WriteError::Changed`]. Elsewhere a gap of microseconds between check and rename remains.
///
/// # Errors
/// [`WriteError`].
pub fn write(path: &Path, bytes: &[u8], expect: Expect) -> Result<Written, WriteError> {
    write_with(&RealDisk, path, bytes, expect)
}

/// [`write`] through a disk of one's own, so that a test can make each step fail.
///
/// # Errors
/// [`WriteError`].
pub fn write_with(disk: &dyn Disk, path: &Path, bytes: &[u8], expect: Expect) -> Result<Written, WriteError> {
    let target = follow(path)?;
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = check(&target, expect)?;
    let hash = Hash::of(bytes);

    let temp = disk.create(folder).map_err(|e| in_folder(folder, e))?;
    let (mut file, temp) = temp.into_parts();
    write_all(disk, &mut file, bytes).map_err(sort)?;
    let lost = keep::copy(&target, old.as_ref(), &file);
    disk.flush(&mut file).map_err(sort)?;
    disk.sync_file(&file).map_err(sort)?;
    // Of the open file and before the rename: at the target's path might already be somebody else's.
    let stamp = Stamp::of(&temp, &file.metadata().map_err(sort)?);
    let seen = nanos(SystemTime::now());
    drop(file);
    if !holds(&temp, hash, bytes.len() as u64)? {
        return Err(WriteError::ReadBack);
    }

    {
        // Of two threads with the same base one must win, also where check and rename are two steps.
        let _one_at_a_time = PLACING.lock().unwrap_or_else(PoisonError::into_inner);
        check(&target, expect)?;
        place(disk, temp, &target, expect, hash)?;
    }
    disk.sync_folder(folder).map_err(WriteError::Unsynced)?;
    Ok(Written { stamp, hash, seen, lost })
}

fn write_all(disk: &dyn Disk, file: &mut File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match disk.write(file, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Puts the temporary file into the target's place.
fn place(disk: &dyn Disk, mut temp: TempPath, target: &Path, expect: Expect, ours: Hash) -> Result<(), WriteError> {
    if let Expect::Content(old) = expect
        && exchange(disk, &temp, target)?
    {
        return settle(disk, temp, target, old, ours);
    }
    let mut pauses = PAUSES.iter();
    loop {
        let done = match expect {
            Expect::Absent => disk.place_new(temp, target),
            _ => disk.place(temp, target),
        };
        let Err(error) = done else { return Ok(()) };
        if expect == Expect::Absent && error.error.kind() == io::ErrorKind::AlreadyExists {
            return Err(WriteError::Changed);
        }
        if !disk.is_held(&error.error) {
            return Err(sort(error.error));
        }
        let Some(pause) = pauses.next() else { return Err(WriteError::Held) };
        disk.wait(Duration::from_millis(*pause));
        temp = error.path;
        // The program that held the file may have written to it.
        check(target, expect)?;
    }
}

/// Exchanges the two names in one step; false where that can't be done.
fn exchange(disk: &dyn Disk, temp: &Path, target: &Path) -> Result<bool, WriteError> {
    match disk.exchange(temp, target) {
        Ok(()) => Ok(true),
        // Gone since the check.
        Err(e) if e.kind() == io::ErrorKind::NotFound => Err(WriteError::Changed),
        Err(e) if matches!(e.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => Ok(false),
        Err(e) => Err(sort(e)),
    }
}

/// After the exchange the old file lies under the temporary name: was it the expected one? Else it goes back.
fn settle(disk: &dyn Disk, temp: TempPath, target: &Path, old: Hash, ours: Hash) -> Result<(), WriteError> {
    let content = |path: &Path| inspect::read(path, u64::MAX).map(|content| content.hash).ok();
    let theirs = content(&temp);
    if theirs == Some(old) {
        // A temporary file that can't be removed is swept later.
        let _ = temp.close();
        return Ok(());
    }
    // An edit of the last microseconds. It is back in its place when our own text is under the temporary name again;
    // else (deleted or replaced once more) it must not go away with that name.
    let is_back = disk.exchange(&temp, target).is_ok() && content(&temp) == Some(ours);
    if !is_back {
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let _ = temp.persist_noclobber(target.with_file_name(conflict::kept_name(&name, theirs)));
    }
    Err(WriteError::Changed)
}

/// Whether the target is what is expected, and may be replaced at all. Gives the metadata of what is there.
fn check(target: &Path, expect: Expect) -> Result<Option<std::fs::Metadata>, WriteError> {
    let meta = match target.metadata() {
        Ok(meta) => meta,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return if matches!(expect, Expect::Content(_)) { Err(missing(target)) } else { Ok(None) };
        }
        Err(e) => return Err(sort(e)),
    };
    if let Some(kind) = NotAFile::of(meta.file_type()) {
        return Err(WriteError::NotAFile(kind));
    }
    match expect {
        Expect::Absent => return Err(WriteError::Changed),
        Expect::Content(hash) if !holds(target, hash, meta.len())? => return Err(WriteError::Changed),
        _ => {}
    }
    if meta.permissions().readonly() {
        return Err(WriteError::FileReadOnly);
    }
    Ok(Some(meta))
}

/// The file is not there: because somebody removed it, or because the folder went?
fn missing(target: &Path) -> WriteError {
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() { WriteError::Changed } else { WriteError::FolderMissing }
}

/// Whether the file has this content. `size` in bytes bounds the reading.
fn holds(path: &Path, hash: Hash, size: u64) -> Result<bool, WriteError> {
    match inspect::read(path, size) {
        Ok(content) => Ok(content.hash == hash),
        Err(ReadError::Missing | ReadError::BrokenLink) => Err(missing(path)),
        Err(ReadError::NotAFile(kind)) => Err(WriteError::NotAFile(kind)),
        // What can't be read can't be what was read before.
        Err(ReadError::TooLarge { .. } | ReadError::Changing | ReadError::Placeholder | ReadError::Denied) => Ok(false),
        Err(ReadError::Io(e)) => Err(sort(e)),
    }
}

/// Where a link leads; the path itself if it is none. The place need not exist, its folder must.
fn follow(path: &Path) -> Result<PathBuf, WriteError> {
    let mut at = path.to_owned();
    for _ in 0..MAX_LINKS {
        match at.symlink_metadata() {
            Ok(meta) if meta.is_symlink() => {
                let to = std::fs::read_link(&at).map_err(sort)?;
                at = at.parent().unwrap_or(Path::new("")).join(to);
            }
            Ok(_) => return Ok(at),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(at),
            Err(e) => return Err(sort(e)),
        }
    }
    Err(WriteError::Io(io::Error::other("the links lead in a circle")))
}

/// The meaning of an error while a temporary file is made.
fn in_folder(folder: &Path, error: io::Error) -> WriteError {
    match error.kind() {
        io::ErrorKind::NotFound => WriteError::FolderMissing,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem if folder.is_dir() => {
            WriteError::FolderReadOnly
        }
        _ => sort(error),
    }
}

/// The meaning of an error at any other step.
fn sort(error: io::Error) -> WriteError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => WriteError::DiskFull,
        io::ErrorKind::ReadOnlyFilesystem => WriteError::FolderReadOnly,
        io::ErrorKind::NotADirectory => WriteError::FolderMissing,
        io::ErrorKind::InvalidFilename => WriteError::NameTooLong,
        io::ErrorKind::IsADirectory => WriteError::NotAFile(NotAFile::Folder),
        _ => WriteError::Io(error),
    }
}
