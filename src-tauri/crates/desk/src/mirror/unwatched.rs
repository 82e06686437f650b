//! The desk folder without a window: looked at once, or only told of.

use super::known::Entry;
use super::{FolderStatus, Kept, SETTINGS, neighbours, worker};
use crate::clock::{Clock, SystemClock};
use crate::service::hold;
use crate::{Archive, Desk, Error};
use folder::scan::Pause;

impl Desk {
    /// Looks at the whole folder and writes what is due, once, for a desk that does not watch it.
    ///
    /// # Errors
    /// When no folder was chosen.
    pub fn sync_folder_once(&self) -> Result<FolderStatus, Error> {
        if hold(&self.inner.mirror).is_none() {
            self.start_mirror(false);
        }
        self.sync_folder()
    }
}

impl Archive {
    /// How the desk folder stood when it was looked at last, and whether it is there. Nothing in it is read.
    ///
    /// # Errors
    /// When the database fails.
    pub fn folder(&self) -> Result<FolderStatus, Error> {
        let Some(kept) = crate::settings::read::<Kept>(self.dir(), SETTINGS) else {
            return Ok(FolderStatus::default());
        };
        let files = self.reader().folder_files()?;
        let (gone, there): (Vec<Entry>, Vec<Entry>) =
            files.iter().filter_map(Entry::read).filter(|entry| entry.piece.is_some()).partition(|entry| entry.gone);
        let pause = match kept.path.metadata() {
            Ok(found) if found.is_dir() => None,
            Ok(_) => Some(Pause::NotAFolder),
            Err(_) => Some(Pause::FolderMissing),
        };
        let others = neighbours::others(&kept.path, &kept.desk, SystemClock.now_ms());
        Ok(FolderStatus {
            path: Some(kept.path),
            paused: pause.as_ref().map(worker::sentence),
            files: u32::try_from(there.len()).unwrap_or(u32::MAX),
            problems: gone.iter().map(|entry| worker::gone(&entry.known.name, entry.piece)).collect(),
            others,
            show: kept.show,
        })
    }
}
