//! A desk that can't be opened: what there is to be done, without losing anything.

use crate::clock::{Clock, SystemClock, rfc3339};
use crate::place::Lock;
use crate::{Error, ErrorKind, write_bytes, write_file};
use manuscript::{Detail, Manuscript};
use model::picture::{FOLDER, named, names_in};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::backup;

/// A backup that can be opened instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRow {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, RFC 3339.
    pub at: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// What a desk that can't be opened has to offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryView {
    /// The newest backup that was checked and found sound.
    pub newest: Option<BackupRow>,
    /// How many backups there are.
    pub backups: usize,
    /// Whether there is a database from which pieces could be read one by one.
    pub has_database: bool,
}

/// What was read from a damaged database, written as Markdown files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// The files of the pieces.
    pub files: Vec<PathBuf>,
    /// The files of their pictures.
    pub pictures: Vec<PathBuf>,
    /// Pictures that could be read and not be written.
    pub unwritten: Vec<PathBuf>,
    /// Rows that could not be read.
    pub lost: u64,
}

/// Looks at what is left of a desk. Changes nothing.
pub fn recovery(dir: &Path) -> RecoveryView {
    let newest = backup::newest_sound(dir).ok().flatten();
    RecoveryView {
        newest: newest.map(|found| BackupRow { path: found.path, at: rfc3339(found.at), bytes: found.bytes }),
        backups: backup::list(dir).map_or(0, |all| all.len()),
        has_database: dir.join(store::FILE_NAME).exists(),
    }
}

/// Puts the newest sound backup in the place of the database, which is kept aside; returns where.
///
/// # Errors
/// When there is none, another process has the desk, or the disk refuses; then nothing was changed.
pub fn recover_newest(dir: &Path) -> Result<Option<PathBuf>, Error> {
    let _lock = Lock::take(dir)?;
    let newest = backup::newest_sound(dir)?.ok_or_else(|| {
        Error::new(ErrorKind::NotFound, "There is no sound backup of this desk. Nothing was changed.")
    })?;
    Ok(backup::restore(dir, &newest.path, SystemClock.now_ms())?)
}

/// Puts the database that can't be opened aside, so that the next start makes an empty desk; returns where it lies.
///
/// # Errors
/// When another process has the desk, or the disk refuses; then nothing was changed.
pub fn set_aside(dir: &Path) -> Result<PathBuf, Error> {
    let _lock = Lock::take(dir)?;
    let now = jiff::Timestamp::from_millisecond(SystemClock.now_ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let aside = dir.join("aside").join(format!("whole-{}", now.strftime("%Y%m%d-%H%M%S")));
    let failed = |error: std::io::Error| Error::file(&error, &aside, "put the desk aside in");
    std::fs::create_dir_all(&aside).map_err(failed)?;
    for end in ["", "-wal", "-shm"] {
        let name = format!("{}{end}", store::FILE_NAME);
        match std::fs::rename(dir.join(&name), aside.join(&name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    // The backups go along: a folder with backups and without a database is one that lost it.
    match std::fs::rename(dir.join(backup::FOLDER), aside.join(backup::FOLDER)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    Ok(aside)
}

/// Writes every piece that can still be read as a Markdown file into a folder, and beside them the pictures as they came. The
/// damaged database is only read.
///
/// # Errors
/// When nothing can be read, or the folder can't be written.
pub fn rescue(dir: &Path, to: &Path) -> Result<Rescued, Error> {
    let salvaged = store::salvage::salvage(dir)?;
    let mut files = Vec::new();
    let mut called: BTreeMap<String, &model::picture::Picture> = BTreeMap::new();
    for piece in &salvaged.pieces {
        // Of what lies about in the file, only what a piece has: another picture may have been taken away for good.
        let held = piece.pictures.iter().filter_map(|mark| salvaged.pictures.get(mark));
        let held = held.filter(|picture| named(&picture.name).is_some());
        called.extend(held.map(|picture| (picture.name.clone(), picture)));
        let changes = piece.changes.iter().map(|change| change.payload.as_slice());
        let snapshot = piece.snapshot.as_ref().map(|(_, payload)| payload.as_slice());
        let read = Manuscript::load(snapshot, changes, crate::Desk::random())
            .or_else(|_| Manuscript::load(snapshot, std::iter::empty(), crate::Desk::random()));
        // Where the document can't be read any more, its last version stands beside it as text.
        let text = match &read {
            Ok(manuscript) if snapshot.is_some() || !piece.changes.is_empty() => {
                let piece = crate::session::piece_of(piece.piece, |f| manuscript.text(f), |d| manuscript.detail(d));
                markdown::write_markdown(&piece)
            }
            _ => match piece.versions.last() {
                Some(version) => version.markdown.clone(),
                None => continue,
            },
        };
        for name in names_in(&text) {
            let picture = named(name).and_then(|named| salvaged.pictures.get(named.mark));
            called.extend(picture.map(|picture| (name.to_owned(), picture)));
        }
        let slugline = read.ok().and_then(|manuscript| manuscript.detail(Detail::Slugline)).unwrap_or_default();
        let slugline = if slugline.is_empty() { "piece".to_owned() } else { slugline };
        let taken = |name: &str| to.join(name).symlink_metadata().is_ok();
        let path = to.join(folder::names::unused_name(&slugline, taken));
        write_file(&path, &text, false)?;
        files.push(path);
    }
    let (mut pictures, mut unwritten) = (Vec::new(), Vec::new());
    let folder = to.join(FOLDER);
    if !called.is_empty()
        && let Err(error) = std::fs::create_dir_all(&folder)
    {
        log::warn!("the folder for the pictures can't be made: {error}");
    }
    for (name, picture) in called {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            continue;
        }
        match write_bytes(&path, &picture.bytes, false) {
            Ok(_) => pictures.push(path),
            // The others are worth as much as before.
            Err(error) => {
                log::warn!("a picture of a damaged desk was not written: {error}");
                unwritten.push(path);
            }
        }
    }
    Ok(Rescued { files, pictures, unwritten, lost: u64::try_from(salvaged.lost).unwrap_or(0) })
}

/// Whether a folder had a desk whose database is gone: a new one must not take its place unasked.
pub(crate) fn lost_its_database(dir: &Path) -> bool {
    !dir.join(store::FILE_NAME).exists() && backup::list(dir).is_ok_and(|all| !all.is_empty())
}
