//! A small file that lies in the folder while the desk is open for writing: what finds it at the next opening knows that
//! the desk was not closed, and looks at the database before it is used.

use crate::{Error, copy};
use std::path::{Path, PathBuf};

fn file(dir: &Path) -> PathBuf {
    dir.join("open")
}

/// Whether the desk is open, or was not closed.
pub(crate) fn was_left_open(dir: &Path) -> bool {
    file(dir).exists()
}

/// Says that the desk is open.
pub(crate) fn note(dir: &Path) -> Result<(), Error> {
    std::fs::write(file(dir), "This desk is open, or was not closed.\n")?;
    copy::sync_folder(&file(dir))
}

/// Says that the desk was closed, with everything on the disk.
pub(crate) fn clear(dir: &Path) {
    // If it stays, the next opening only looks once more than it must.
    let _ = std::fs::remove_file(file(dir));
}
