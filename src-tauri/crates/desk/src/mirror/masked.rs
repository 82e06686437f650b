//! The files of a piece in the desk folder, when words are taken out of it for good.

use super::known::Entry;
use super::{Kept, SETTINGS, worker};
use crate::{Error, ErrorKind};
use folder::scan::Pause;
use folder::{Expect, Hash, Known, inspect, shape};
use manuscript::Wanted;
use model::PieceId;
use std::collections::HashSet;
use std::path::Path;
use store::{FolderFile, Reader};

/// What became of the files.
#[derive(Default)]
pub(crate) struct MaskedFiles {
    /// Every file whose bytes are others now, as the database shall know it.
    pub(crate) files: Vec<FolderFile>,
    /// The names of the files that belong to the piece without being its own: conflicted copies, sources.
    pub(crate) beside: HashSet<String>,
    /// How many files of the folder were written again.
    pub(crate) written: u32,
}

/// The bytes of a text without the words, in the same shape; none when they are not in it.
pub(crate) fn mask_bytes(content: &[u8], wanted: &Wanted) -> Option<Vec<u8>> {
    let (text, _) = shape::split(content).ok()?;
    let (masked, places) = wanted.mask(&text);
    if places == 0 { None } else { shape::join(content, &masked).ok() }
}

/// Writes the piece's files without the words. They are written before the database is: were they written later, and the
/// computer stopped in between, they would bring the words back in.
pub(crate) fn mask_files(
    desk: &Path,
    reader: &Reader,
    id: PieceId,
    sources: &HashSet<String>,
    wanted: &Wanted,
) -> Result<MaskedFiles, Error> {
    let mut done = MaskedFiles::default();
    let Some(kept) = crate::settings::read::<Kept>(desk, SETTINGS) else { return Ok(done) };
    let files = reader.folder_files()?;
    let own: Vec<String> = files.iter().filter(|file| file.piece == Some(id)).map(|file| file.name.clone()).collect();
    let of_piece = |name: &str| {
        let original = folder::conflict_copy(name).map(|copy| copy.original);
        sources.contains(name)
            || original.is_some_and(|original| own.iter().any(|own| folder::same_name(own, &original)))
    };
    let beside = files.iter().filter(|file| file.piece.is_none() && of_piece(&file.name));
    done.beside = beside.map(|file| file.name.clone()).collect();
    if !own.is_empty() && !kept.path.is_dir() {
        let sentence = format!(
            "{} Nothing was erased: its file would keep the words. Connect the folder or give it up, then erase again.",
            worker::sentence(&Pause::FolderMissing)
        );
        return Err(Error::new(ErrorKind::Failed, sentence));
    }
    for file in files.iter().filter(|file| own.contains(&file.name) || done.beside.contains(&file.name)) {
        let content = reader.folder_content(&file.name)?.unwrap_or_default();
        let masked = mask_bytes(&content, wanted);
        let (name, renamed) = wanted.mask_name(&file.name);
        let now = on_disk(&kept.path, &file.name, &name, wanted)?;
        if masked.is_none() && !renamed && now.is_none() {
            continue;
        }
        done.written += u32::from(now.is_some());
        let Some(entry) = Entry::read(file) else { continue };
        // Known as it is now only when it was what the piece had agreed with.
        let known = now.filter(|(before, _)| *before == folder::Hash::of(&content)).map(|(_, known)| known);
        let content = masked.unwrap_or(content);
        let known = known.unwrap_or_else(|| Known { name, hash: folder::Hash::of(&content), ..entry.known.clone() });
        let (slugline, _) = wanted.mask_slug(&entry.slugline);
        // A place in the log where nothing is: the file is looked at anew.
        done.files.push(Entry { known, seq: 0, slugline, ..entry }.write(content));
    }
    Ok(done)
}

/// Writes a file without the words, under a name without them; gives what it was before, and as it is known now. None
/// when it has them nowhere or is not there.
fn on_disk(dir: &Path, name: &str, new: &str, wanted: &Wanted) -> Result<Option<(Hash, Known)>, Error> {
    let limit = intake::MAX_FILE_BYTES as u64;
    let Ok(found) = inspect::read(&dir.join(name), limit) else { return Ok(None) };
    let failed = |why: String| {
        Error::new(ErrorKind::Failed, format!("A file of the desk folder can't be written: {why}. Nothing was erased."))
    };
    let masked = mask_bytes(&found.bytes, wanted);
    let changed = masked.is_some();
    if let Some(bytes) = masked {
        folder::atomic::write(&dir.join(name), &bytes, Expect::Content(found.hash))
            .map_err(|e| failed(e.to_string()))?;
    }
    let target = dir.join(new);
    if name != new {
        if target.symlink_metadata().is_ok() {
            return Err(failed(format!("“{new}” exists already")));
        }
        std::fs::rename(dir.join(name), &target).map_err(|error| failed(error.to_string()))?;
    } else if !changed {
        return Ok(None);
    }
    let now = inspect::read(&target, limit).map_err(|error| failed(error.to_string()))?;
    Ok(Some((found.hash, Known { name: new.to_owned(), stamp: now.stamp, hash: now.hash, seen: now.seen })))
}
