//! How a file is recognised: by its content, by what the file system says of it, and by its identity.

use sha2::{Digest, Sha256};
use std::fmt;
use std::fs::Metadata;
use std::path::Path;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// The SHA-256 of a file's bytes. Written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A stored hash or file id that can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a stored hash or file id")]
pub struct BadText;

impl FromStr for Hash {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(BadText);
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).map_err(|_| BadText)?;
        }
        Ok(Self(bytes))
    }
}

/// Which file this is on its volume, whatever its name. Written as `volume:number:born` in hexadecimal.
///
/// The number alone is not enough: file systems give the number of a deleted file to the next new one, so the time of
/// birth belongs to it. A volume that was mounted again may have another id.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FileId {
    /// The volume: the device on Unix, the volume's serial number on Windows.
    pub volume: u64,
    /// The number on that volume: the inode on Unix, the file id on Windows.
    pub number: u128,
    /// When the file was made, in nanoseconds since 1970; absent where the file system does not say.
    pub born: Option<i64>,
}

impl FileId {
    /// The identity of what lies at this path (a link is followed); absent where the system gives none.
    pub fn of(path: &Path, meta: &Metadata) -> Option<Self> {
        let born = meta.created().ok().map(nanos);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let _ = path;
            Some(Self { volume: meta.dev(), number: u128::from(meta.ino()), born })
        }
        #[cfg(windows)]
        {
            match file_id::get_file_id(path).ok()? {
                file_id::FileId::Inode { device_id, inode_number } => {
                    Some(Self { volume: device_id, number: u128::from(inode_number), born })
                }
                file_id::FileId::LowRes { volume_serial_number, file_index } => {
                    Some(Self { volume: u64::from(volume_serial_number), number: u128::from(file_index), born })
                }
                file_id::FileId::HighRes { volume_serial_number, file_id } => {
                    Some(Self { volume: volume_serial_number, number: file_id, born })
                }
            }
        }
        #[cfg(not(any(unix, windows)))]
        {
            let _ = (path, born);
            None
        }
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}:{:x}:", self.volume, self.number)?;
        self.born.map_or(Ok(()), |born| write!(f, "{born}"))
    }
}

impl FromStr for FileId {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let mut parts = text.split(':');
        let (Some(volume), Some(number), Some(born), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(BadText);
        };
        Ok(Self {
            volume: u64::from_str_radix(volume, 16).map_err(|_| BadText)?,
            number: u128::from_str_radix(number, 16).map_err(|_| BadText)?,
            born: if born.is_empty() { None } else { Some(born.parse().map_err(|_| BadText)?) },
        })
    }
}

/// What the file system says of a file without its being read. An equal stamp mostly means equal content (see
/// [`Known::is_settled`](crate::scan::Known::is_settled) for when it does not); another stamp means nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// Time of the last modification, in nanoseconds since 1970.
    pub modified: i64,
    /// Which file it is.
    pub file: Option<FileId>,
}

impl Stamp {
    /// The stamp of what lies at this path (a link is followed), whose metadata this is.
    pub fn of(path: &Path, meta: &Metadata) -> Self {
        Self { size: meta.len(), modified: meta.modified().map_or(0, nanos), file: FileId::of(path, meta) }
    }
}

/// A time as nanoseconds since 1970; times that do not fit (after 2262) become the nearest that do.
pub fn nanos(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |n| -n),
    }
}
