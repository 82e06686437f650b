//! Looking after a desk as a whole: backups, the way back from one, the doctor, and making lists and index again.
//!
//! Backups and the doctor only read and work while another process writes. What replaces or rewrites the database takes
//! the folder's lock first, so it is refused while a window is open.

mod backups;
mod doctor;
mod erase;
mod rebuild;
mod restore;

pub use backups::{BackedUp, BackupRow, back_up, back_up_to, backups};
pub(crate) use backups::{Tried, automatic};
pub use doctor::{Finding, Report, Severity, doctor};
pub use erase::{WordsErased, WordsFound, erase_words, find_words};
pub use rebuild::{Rebuilt, Renamed, Repaired, Unreadable, rebuild, repair};
pub use restore::{Restored, restore};

use crate::place::Lock;
use crate::{Error, ErrorKind};
use std::path::Path;

/// The lock of a desk that exists, for as long as its database is not used by anybody else.
fn alone(dir: &Path, doing: &str) -> Result<Lock, Error> {
    if !dir.join(store::FILE_NAME).exists() {
        return Err(no_desk(dir));
    }
    Lock::take(dir).map_err(|error| match error.kind() {
        ErrorKind::Locked => Error::new(
            ErrorKind::Locked,
            format!("This desk is open in a window. Nothing was changed. Close the window, then {doing}."),
        ),
        _ => error,
    })
}

/// There is no database: because there never was one, or because it is gone while its backups are still there.
fn no_desk(dir: &Path) -> Error {
    if !crate::recovery::lost_its_database(dir) {
        return Error::no_desk(dir);
    }
    let dir = dir.display();
    Error::new(
        ErrorKind::NotFound,
        format!(
            "The desk's database is gone from “{dir}”, and its backups are still there. Nothing was changed. They are \
             listed by: standfirst backups. One comes back with: standfirst restore."
        ),
    )
}

/// A failure of the database, and the sentences for a folder without one and for a damaged one.
fn failed(dir: &Path, error: store::Error) -> Error {
    match error {
        store::Error::Missing => no_desk(dir),
        store::Error::Damaged(what) => Error::new(
            ErrorKind::Damaged,
            format!(
                "The desk's database is damaged ({what}). Nothing was changed. What is wrong is told by: standfirst doctor. \
                 A backup comes back with: standfirst restore."
            ),
        ),
        other => other.into(),
    }
}
