//! What lies in the folder, and what changed since it was last known.
//!
//! The desk folder is flat: the `.md`, `.markdown` and `.txt` files directly in it. Subfolders are not entered (they hold
//! what belongs to other programs: `.git`, attachments, an archive), hidden files and our temporary ones are not seen.
//! Links to files are followed.

mod compare;

pub use compare::{Change, MASS, Verdict, compare};

use crate::inspect::{self, NotAFile, ReadError};
use crate::names;
use crate::stamp::{FileId, Hash, Stamp};
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// A file as it was last seen. The caller keeps these between scans.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// Its name in the folder, with the ending.
    pub name: String,
    /// What the file system said of it.
    pub stamp: Stamp,
    /// Its content.
    pub hash: Hash,
    /// When it was read, in nanoseconds since 1970.
    pub seen: i64,
}

/// File systems count time in steps, of two seconds at worst (FAT).
const STEP: i64 = 3_000_000_000;

impl Known {
    /// Whether an equal stamp means equal content. A file that was read within the same step of the clock in which it
    /// was modified may have been modified again in that step, unseen: it is read once more at the next scan.
    pub fn is_settled(&self) -> bool {
        self.seen.saturating_sub(self.stamp.modified) > STEP
    }
}

/// How far a scan relies on stamps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trust {
    /// A file with the stamp it had is not read. For every signal.
    Stamps,
    /// Every file is read. For the start, and now and then: it also finds edits that set the old time of modification
    /// in the same file.
    Nothing,
}

/// A file that is there and was not read. It has not vanished.
#[derive(Debug)]
pub struct Unread {
    /// Its name in the folder.
    pub name: String,
    /// Why.
    pub why: ReadError,
}

/// What lies in the folder. Keep `files` as the next [`Known`] list once its changes are dealt with; entries without a
/// change may be kept at once (they can have a newer stamp, which saves reading them again).
#[derive(Debug)]
pub struct Listing {
    /// Which folder this is; kept with the known files to recognise it.
    pub folder: Option<FileId>,
    /// The files, by name.
    pub files: Vec<Known>,
    /// What is there and was not read, by name.
    pub unread: Vec<Unread>,
    /// How many files were read.
    pub read: usize,
}

impl Listing {
    /// Files whose names would be one on another system ([`names::same_name`]): one of each two is lost to a person who
    /// shares the folder with such a machine.
    pub fn twins(&self) -> Vec<(&str, &str)> {
        let mut seen: HashMap<String, &str> = HashMap::new();
        let mut twins = Vec::new();
        for file in &self.files {
            match seen.get(&names::name_key(&file.name)) {
                Some(first) => twins.push((*first, file.name.as_str())),
                None => drop(seen.insert(names::name_key(&file.name), &file.name)),
            }
        }
        twins
    }
}

/// Why nothing is concluded from what was found: ask the person, keep every text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Pause {
    /// The folder is not there: deleted, moved, or on a disk that is not mounted.
    #[error("the folder is not there")]
    FolderMissing,
    /// There is something else than a folder.
    #[error("this is no folder")]
    NotAFolder,
    /// The folder can't be read.
    #[error("the folder can't be read: {0}")]
    FolderUnreadable(io::ErrorKind),
    /// The path leads to another folder than before, as to the empty place of a share that was unmounted.
    #[error("another folder is in its place")]
    OtherFolder,
    /// Many files went at once, as when a sync service takes an empty side for the truth.
    #[error("{} of {of} files are gone at once", vanished.len())]
    ManyVanished {
        /// Their names.
        vanished: Vec<String>,
        /// How many files there were.
        of: usize,
    },
}

/// Looks at the folder. Reads only files whose stamp differs from the known one (or all, see [`Trust`]), each of at most
/// `limit` bytes.
///
/// # Errors
/// A [`Pause`] when the folder can't be listed whole.
pub fn scan(dir: &Path, known: &[Known], trust: Trust, limit: u64) -> Result<Listing, Pause> {
    let before = folder_id(dir)?;
    let known: HashMap<&str, &Known> = known.iter().map(|known| (known.name.as_str(), known)).collect();
    let mut listing = Listing { folder: before, files: Vec::new(), unread: Vec::new(), read: 0 };
    for entry in dir.read_dir().map_err(|e| paused(&e))? {
        // Half a list would make the other half look deleted.
        let entry = entry.map_err(|e| paused(&e))?;
        let name = entry.file_name();
        // A name that is no Unicode can be no piece's file.
        let Some(name) = name.to_str() else { continue };
        if let Some(stands_for) = names::placeholder_of(name) {
            listing.unread.push(Unread { name: stands_for.to_owned(), why: ReadError::Placeholder });
        } else if names::is_listed(name) {
            look(dir, name, known.get(name).copied(), trust, limit, &mut listing);
        }
    }
    // A share that was unmounted in the middle shows the empty folder beneath it.
    if folder_id(dir)? != before {
        return Err(Pause::OtherFolder);
    }
    listing.files.sort_by(|a, b| a.name.cmp(&b.name));
    listing.unread.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(listing)
}

fn look(dir: &Path, name: &str, known: Option<&Known>, trust: Trust, limit: u64, listing: &mut Listing) {
    let path = dir.join(name);
    let stamp = path.metadata().ok().filter(std::fs::Metadata::is_file).map(|meta| Stamp::of(&path, &meta));
    if let Some(known) = known.filter(|k| trust == Trust::Stamps && k.is_settled() && Some(k.stamp) == stamp) {
        listing.files.push(known.clone());
        return;
    }
    listing.read += 1;
    match inspect::read(&path, limit) {
        Ok(content) => {
            let (stamp, hash, seen) = (content.stamp, content.hash, content.seen);
            listing.files.push(Known { name: name.to_owned(), stamp, hash, seen });
        }
        // Gone since it was listed; or a folder that is called like a text, which is none of ours.
        Err(ReadError::Missing | ReadError::NotAFile(NotAFile::Folder)) => {}
        Err(why) => listing.unread.push(Unread { name: name.to_owned(), why }),
    }
}

/// Which folder lies at this path (a link is followed).
///
/// # Errors
/// A [`Pause`] when there is none.
pub fn folder_id(dir: &Path) -> Result<Option<FileId>, Pause> {
    let meta = dir.metadata().map_err(|e| paused(&e))?;
    if !meta.is_dir() {
        return Err(Pause::NotAFolder);
    }
    Ok(FileId::of(dir, &meta))
}

fn paused(error: &io::Error) -> Pause {
    match error.kind() {
        io::ErrorKind::NotFound => Pause::FolderMissing,
        io::ErrorKind::NotADirectory => Pause::NotAFolder,
        kind => Pause::FolderUnreadable(kind),
    }
}

/// Now, as [`Known::seen`] counts.
pub fn now() -> i64 {
    crate::stamp::nanos(SystemTime::now())
}
