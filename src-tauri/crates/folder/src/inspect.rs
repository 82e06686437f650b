//! Reading files that others write, and saying whether what was read can be taken as it is.

use crate::shape;
use crate::stamp::{Hash, Stamp, nanos};
use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How long a shortened file counts as one that is still being written. After that it is what its writer wanted.
pub const STILL_WRITING: Duration = Duration::from_secs(2);

/// How often a file is read again that changes while it is read.
const TRIES: usize = 3;

/// A run of so many zero bytes at the end is the mark of a crash, not of a text.
const NUL_RUN: usize = 4;

/// What was read of a file, and what the file system said of it in the same moment.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// Their hash.
    pub hash: Hash,
    /// The stamp of the file they were read from.
    pub stamp: Stamp,
    /// When they were read, in nanoseconds since 1970.
    pub seen: i64,
}

impl std::fmt::Debug for Content {
    /// Without the bytes: texts of users go to no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Content").field("hash", &self.hash).field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file, or its folder is gone.
    #[error("the file is not there")]
    Missing,
    /// A link that leads nowhere.
    #[error("the link leads to no file")]
    BrokenLink,
    /// A folder, a pipe, a device: nothing that has a content.
    #[error("this is {0}, not a file")]
    NotAFile(NotAFile),
    /// More bytes than the limit given.
    #[error("the file has {bytes} bytes, and {limit} are allowed")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// What was allowed.
        limit: u64,
    },
    /// It changed each time while it was read. Look again later.
    #[error("the file is being written")]
    Changing,
    /// It lies with a cloud service and not on this disk; reading it would fetch it.
    #[error("the file is not on this disk; its cloud service has it")]
    Placeholder,
    /// Reading is not allowed.
    #[error("reading the file is not allowed")]
    Denied,
    /// Anything else.
    #[error("the file can't be read: {0}")]
    Io(io::Error),
}

/// What stands in a file's place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAFile {
    /// A folder, or a link to one.
    Folder,
    /// A pipe; opening one for reading would wait for a writer, perhaps for ever.
    Pipe,
    /// A socket.
    Socket,
    /// A device, as `/dev/null`.
    Device,
}

impl std::fmt::Display for NotAFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Folder => "a folder",
            Self::Pipe => "a pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
        })
    }
}

impl NotAFile {
    /// What it is, if it is no regular file.
    pub fn of(kind: FileType) -> Option<Self> {
        if kind.is_file() {
            return None;
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            if kind.is_fifo() {
                return Some(Self::Pipe);
            }
            if kind.is_socket() {
                return Some(Self::Socket);
            }
        }
        Some(if kind.is_dir() { Self::Folder } else { Self::Device })
    }
}

/// What to think of a file's content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Condition {
    /// UTF-8 text that can be taken.
    Sound,
    /// No byte at all. Never to replace a text without a snapshot.
    Empty,
    /// Zero bytes instead of text, as after a crash: offer the last good version.
    NulFilled {
        /// How many bytes of text stand before the zeros.
        text: usize,
    },
    /// Probably still being written: wait for the next signal, and look again after [`STILL_WRITING`].
    HalfWritten(Half),
    /// No UTF-8 text. The encoding that a byte-order mark tells, if there is one.
    NotText(Option<&'static str>),
}

/// Why a file seems to be half written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Half {
    /// It stops in the middle of a letter.
    CutLetter,
    /// It is the start of what it was, more than half is missing, and it is only just that way.
    MostIsMissing,
}

/// What was known of a file before.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// Its bytes then.
    pub bytes: &'a [u8],
}

/// What to think of these bytes. `age` is the time since the file's last modification, where it is known (see
/// [`age`]); `before` is what the file held when it was last taken.
pub fn judge(bytes: &[u8], before: Option<Before<'_>>, age: Option<Duration>) -> Condition {
    let young = age.is_none_or(|age| age < STILL_WRITING);
    if young
        && age.is_some()
        && before.is_some_and(|b| bytes.len() < b.bytes.len() / 2 + b.bytes.len() % 2 && b.bytes.starts_with(bytes))
    {
        return Condition::HalfWritten(Half::MostIsMissing);
    }
    if bytes.is_empty() {
        return Condition::Empty;
    }
    let text = bytes.len() - bytes.iter().rev().take_while(|b| **b == 0).count();
    if text == 0 || bytes.len() - text >= NUL_RUN {
        return Condition::NulFilled { text };
    }
    match shape::split(bytes) {
        Err(error) if error.cut && error.marked.is_none() && young => Condition::HalfWritten(Half::CutLetter),
        Err(error) => Condition::NotText(error.marked),
        Ok((text, _)) if text.contains('\0') => Condition::NotText(None),
        Ok(_) => Condition::Sound,
    }
}

/// The time between a stamp's modification and `now`; zero for a time that lies ahead.
pub fn age(stamp: &Stamp, now: SystemTime) -> Duration {
    Duration::from_nanos(u64::try_from(nanos(now).saturating_sub(stamp.modified)).unwrap_or(0))
}

/// Reads a whole file of at most `limit` bytes. The bytes and the stamp belong together: a file that changes meanwhile
/// is read again. Never waits for a pipe, never fetches a placeholder from its cloud.
///
/// # Errors
/// [`ReadError`].
pub fn read(path: &Path, limit: u64) -> Result<Content, ReadError> {
    for _ in 0..TRIES {
        let (file, meta) = open(path)?;
        let before = Stamp::of(path, &meta);
        if before.size > limit {
            return Err(ReadError::TooLarge { bytes: before.size, limit });
        }
        let seen = nanos(SystemTime::now());
        let mut bytes = Vec::with_capacity(usize::try_from(before.size).unwrap_or(0));
        (&file).take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| failed(path, e))?;
        let after = file.metadata().map_err(|e| failed(path, e))?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooLarge { bytes: after.len().max(bytes.len() as u64), limit });
        }
        let still = Stamp { file: before.file, ..Stamp::of(path, &after) };
        if still == before && before.size == bytes.len() as u64 {
            return Ok(Content { hash: Hash::of(&bytes), bytes, stamp: before, seen });
        }
    }
    Err(ReadError::Changing)
}

/// Opens a regular file for reading, and nothing else.
pub(crate) fn open(path: &Path) -> Result<(File, Metadata), ReadError> {
    let meta = path.metadata().map_err(|e| failed(path, e))?;
    regular(&meta)?;
    if is_placeholder(&meta) {
        return Err(ReadError::Placeholder);
    }
    let mut options = OpenOptions::new();
    options.read(true);
    // Between the look and the opening a pipe may take the file's place: without this the opening would wait for it.
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path).map_err(|e| failed(path, e))?;
    let meta = file.metadata().map_err(|e| failed(path, e))?;
    regular(&meta)?;
    Ok((file, meta))
}

fn regular(meta: &Metadata) -> Result<(), ReadError> {
    NotAFile::of(meta.file_type()).map_or(Ok(()), |kind| Err(ReadError::NotAFile(kind)))
}

/// Whether the content lies with a cloud service, so that reading would fetch it (or fail without a network).
pub(crate) fn is_placeholder(meta: &Metadata) -> bool {
    #[cfg(windows)]
    {
        use std::os::windows::fs::MetadataExt;
        // FILE_ATTRIBUTE_OFFLINE, FILE_ATTRIBUTE_RECALL_ON_OPEN, FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
        return meta.file_attributes() & (0x1000 | 0x4_0000 | 0x40_0000) != 0;
    }
    #[cfg(target_os = "macos")]
    {
        use std::os::macos::fs::MetadataExt;
        // SF_DATALESS
        return meta.st_flags() & 0x4000_0000 != 0;
    }
    #[cfg(not(any(windows, target_os = "macos")))]
    {
        let _ = meta;
        false
    }
}

pub(crate) fn failed(path: &Path, error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound if path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) => ReadError::BrokenLink,
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
        io::ErrorKind::PermissionDenied => ReadError::Denied,
        io::ErrorKind::IsADirectory => ReadError::NotAFile(NotAFile::Folder),
        _ => ReadError::Io(error),
    }
}
