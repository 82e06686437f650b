//! Lists and search index, made again from the log.

use super::{BackedUp, Report, Severity, alone, back_up, doctor, failed};
use crate::place::Lock;
use crate::session::projection_of;
use crate::{Desk, Error, source};
use manuscript::Manuscript;
use model::{Field, PieceId};
use serde::Serialize;
use std::path::{Path, PathBuf};
use store::rebuild::PieceLog;
use store::{Projection, backup};

/// What was made again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// Pieces whose rows were made again.
    pub pieces: u32,
    /// Pieces that can't be read, and why; they stay listed as they were.
    pub unreadable: Vec<Unreadable>,
    /// Pieces whose slugline another one has.
    pub renamed: Vec<Renamed>,
}

/// A piece whose log can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// The piece.
    pub id: PieceId,
    /// Why; holds no words of the piece.
    pub reason: String,
}

/// A piece that is listed under another slugline than its own, since another piece has that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Renamed {
    /// The piece.
    pub id: PieceId,
    /// The slugline under which it is listed now.
    pub slugline: String,
}

/// What a repair did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repaired {
    /// Where the database of before lies: a backup, or a plain copy where a damaged one passes no check. None when there
    /// was nothing that could be repaired, so that nothing was changed.
    pub kept: Option<PathBuf>,
    /// What was made again.
    pub rebuilt: Rebuilt,
    /// What is left to be found.
    pub report: Report,
}

/// Makes list, bin and search index of a desk again from its log, all or nothing.
///
/// # Errors
/// [`crate::ErrorKind::Locked`] while a window has the desk; [`crate::ErrorKind::NotFound`] when there is none; else
/// what the disk says. The desk is then as it was.
pub fn rebuild(dir: &Path) -> Result<Rebuilt, Error> {
    let lock = alone(dir, "rebuild again")?;
    projections(dir, &lock)
}

/// Looks at the desk; when something can be made right, keeps the database as it is, makes again what can be made again,
/// and looks once more. `now` is milliseconds
/// since 1970.
///
/// # Errors
/// As for [`rebuild`]; nothing is repaired when the database can't be kept first.
pub fn repair(dir: &Path, now: i64) -> Result<Repaired, Error> {
    let lock = alone(dir, "repair again")?;
    let found = doctor(dir)?;
    if !found.findings.iter().any(|finding| finding.repairable && finding.severity > Severity::Note) {
        return Ok(Repaired { kept: None, rebuilt: Rebuilt::default(), report: found });
    }
    let kept = keep(dir, now)?;
    let rebuilt = projections(dir, &lock).map_err(|error| {
        let kept = kept.display();
        let sentence =
            format!("{error} The desk is as it was, and a copy of it lies in “{kept}”. A backup can be restored.");
        Error::new(error.kind().clone(), sentence)
    })?;
    Ok(Repaired { kept: Some(kept), rebuilt, report: doctor(dir)? })
}

fn projections(dir: &Path, _lock: &Lock) -> Result<Rebuilt, Error> {
    let done = store::rebuild::projections(dir, &mut |log| project(log)).map_err(|error| failed(dir, error))?;
    Ok(Rebuilt {
        pieces: done.pieces,
        unreadable: done.unreadable.into_iter().map(|(id, reason)| Unreadable { id, reason }).collect(),
        renamed: done.renamed.into_iter().map(|(id, slugline)| Renamed { id, slugline }).collect(),
    })
}

/// What the log says of a piece: its row, and its words for the index.
pub(super) fn project(log: &PieceLog) -> Result<(Projection, String), String> {
    let changes = log.changes.iter().map(|change| change.payload.as_slice());
    let manuscript = Manuscript::load(None, changes, Desk::random()).map_err(|error| error.to_string())?;
    let body = manuscript.text(Field::Body);
    Ok((projection_of(&manuscript, source::count_words(body)), markdown::plain_text(body)))
}

/// A backup, or where the database is too damaged to pass its check, a copy of its bytes.
fn keep(dir: &Path, now: i64) -> Result<PathBuf, Error> {
    match back_up(dir, now) {
        Ok(BackedUp::Made { backup, .. } | BackedUp::Unchanged { since: Some(backup) }) => Ok(backup.path),
        Ok(BackedUp::Unchanged { since: None }) | Err(_) => {
            backup::keep_bytes(dir, now).map_err(|error| failed(dir, error))
        }
    }
}
