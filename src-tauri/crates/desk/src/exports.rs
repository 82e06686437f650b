//! Pieces that leave, and the list of what left.

use crate::clock::rfc3339;
use crate::leaving::{Leave, Wish};
use crate::service::hold;
use crate::{Archive, Desk, Error, ErrorKind, Event, Export, ExportFormat, MomentId, write_bytes};
use model::review::seal;
use model::{Person, PieceId};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Duration;
use store::{NewExport, Op, Reader, StoredExport};

/// How long the disk may take before a person is told that it does.
const PATIENCE: Duration = Duration::from_secs(4);
/// Longest reason, and longest name of a place, characters.
const LONGEST: usize = 4000;

/// What left the desk, to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRecord {
    /// The moment of the text; none for the piece's last one.
    pub moment: Option<MomentId>,
    /// The form's name: `html`, `epub`, `critic` …
    pub form: String,
    /// The outlet that it left for; empty for the desk's own page.
    pub outlet: String,
    /// Whether it left as the final copy.
    pub is_final: bool,
    /// The fingerprint of the seal; none where the working text left.
    pub fingerprint: Option<String>,
    /// To where: a file as the person named it, `clipboard`, `standard output`.
    pub to: String,
    /// Size of what left, bytes.
    pub bytes: u64,
    /// Its BLAKE3 digest, hexadecimal.
    pub digest: String,
    /// The rules that would have stopped it.
    pub overridden: Vec<String>,
    /// Why they did not; empty where none would have.
    pub reason: String,
}

/// A piece that left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRow {
    /// Its number on this desk.
    pub number: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub by: Person,
    /// What.
    #[serde(flatten)]
    pub record: ExportRecord,
}

impl Leave {
    /// What is kept when it leaves as these bytes.
    pub fn record(&self, form: &str, to: &str, bytes: &[u8], reason: &str) -> ExportRecord {
        let mut overridden: Vec<String> = self.stops().into_iter().map(|found| found.rule.to_owned()).collect();
        overridden.sort();
        overridden.dedup();
        ExportRecord {
            moment: self.moment,
            form: form.to_owned(),
            outlet: self.profile.name.clone(),
            is_final: self.is_final,
            fingerprint: self.fingerprint.clone(),
            to: short(to),
            bytes: bytes.len() as u64,
            digest: seal::digest(bytes),
            reason: if overridden.is_empty() { String::new() } else { short(reason) },
            overridden,
        }
    }
}

fn short(text: &str) -> String {
    text.trim().chars().take(LONGEST).collect()
}

fn row(stored: StoredExport) -> ExportRow {
    let StoredExport { id, at, person, export } = stored;
    ExportRow {
        number: id,
        at: rfc3339(at),
        by: person,
        record: ExportRecord {
            moment: export.seq,
            form: export.form,
            outlet: export.outlet,
            is_final: export.is_final,
            fingerprint: export.fingerprint,
            to: export.target,
            bytes: export.bytes,
            digest: export.digest,
            overridden: serde_json::from_str(&export.overridden).unwrap_or_default(),
            reason: export.reason,
        },
    }
}

pub(crate) fn rows(reader: &Reader, id: PieceId) -> Result<Vec<ExportRow>, Error> {
    Ok(reader.exports(id)?.into_iter().map(row).collect())
}

impl Desk {
    /// The piece as it leaves now, with the moment of its text where the disk is not behind.
    fn leaves(&self, id: PieceId, wish: &Wish<'_>) -> Result<Leave, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        let leave = self.sight(&session)?.leave(wish, self.now());
        // Nothing of the piece is written while it is held, so the last change on the disk is that of this text.
        let settled = self.submit(Vec::new())?.wait_within(PATIENCE).is_ok_and(|done| done.is_ok());
        let moment = hold(&self.inner.reader).head(id)?.map(|head| head.last_seq).filter(|_| settled);
        Ok(Leave { moment, ..leave })
    }

    /// A form that stays in the house: it is made of what the desk knows, not of the text alone. None for the others.
    fn inside(&self, id: PieceId, (format, is_final): (ExportFormat, bool)) -> Result<Option<Export>, Error> {
        if format.stays_inside() && is_final {
            return Err(Error::bad(format!(
                "“{}” is for the house: it shows comments and changes, so it is never the final copy. Nothing was written.",
                format.name()
            )));
        }
        match format {
            ExportFormat::Proof => self.proof_export(id).map(Some),
            ExportFormat::Annotated => self.annotated_export(id).map(Some),
            _ => Ok(None),
        }
    }

    /// Writes a piece to a file, and keeps that it left. A final copy that something stops leaves only with a reason.
    ///
    /// # Errors
    /// What stops it, in a sentence; when nothing is sealed or an embargo is in force, for a final copy;
    /// [`ErrorKind::Exists`] when the file is there and `force` is not given; else what the disk says.
    pub fn export_to(
        &self,
        id: PieceId,
        (format, is_final): (ExportFormat, bool),
        reason: &str,
        path: &Path,
        force: bool,
    ) -> Result<ExportRow, Error> {
        let name = path.to_string_lossy();
        self.export_as((id, format, is_final), reason, (path, &name), force)
    }

    /// Writes a piece to a file, and keeps under a name of its own where that went.
    pub(crate) fn export_as(
        &self,
        (id, format, is_final): (PieceId, ExportFormat, bool),
        reason: &str,
        (path, to): (&Path, &str),
        force: bool,
    ) -> Result<ExportRow, Error> {
        let leave = self.leaves(id, &Wish { is_final, ..Wish::default() })?;
        leave.may(reason)?;
        let bytes = match self.inside(id, (format, is_final))? {
            Some(export) => export.bytes,
            None => leave.bytes(format)?,
        };
        write_bytes(path, &bytes, force)?;
        let record = leave.record(format.name(), to, &bytes, reason);
        self.keep_export(id, record)
    }

    /// Keeps that a piece left through the clipboard; what is on it is the text as it is now, or as it is sealed.
    ///
    /// # Errors
    /// As for [`Desk::export_to`]; then it should be taken off the clipboard again.
    pub fn export_copied(
        &self,
        id: PieceId,
        (format, is_final): (ExportFormat, bool),
        reason: &str,
    ) -> Result<ExportRow, Error> {
        let leave = self.leaves(id, &Wish { is_final, ..Wish::default() })?;
        leave.may(reason)?;
        let bytes = match self.inside(id, (format, is_final))? {
            Some(export) => export.bytes,
            None => leave.bytes(format)?,
        };
        let record = leave.record(format.name(), "clipboard", &bytes, reason);
        self.keep_export(id, record)
    }

    /// Keeps that a piece left.
    ///
    /// # Errors
    /// When there is no such piece, or the disk does not take it: what left has left all the same.
    pub fn keep_export(&self, id: PieceId, record: ExportRecord) -> Result<ExportRow, Error> {
        let overridden = serde_json::to_string(&record.overridden).unwrap_or_else(|_| "[]".to_owned());
        let export = NewExport {
            seq: record.moment,
            form: short(&record.form),
            outlet: record.outlet,
            is_final: record.is_final,
            fingerprint: record.fingerprint,
            target: short(&record.to),
            bytes: record.bytes,
            digest: record.digest,
            overridden,
            reason: short(&record.reason),
        };
        if hold(&self.inner.reader).head(id)?.is_none() {
            return Err(Error::no_piece());
        }
        let (at, person) = (self.now(), self.person().0);
        let late = || {
            let sentence =
                "The file was written. The desk's own disk has not taken the note of it yet; it is tried again.";
            Error::new(ErrorKind::Failed, sentence)
        };
        let pending = self.submit(vec![Op::Export { piece: id, at, person, export }])?;
        pending.wait_within(PATIENCE).map_err(|_| late())??;
        let newest = rows(&hold(&self.inner.reader), id)?.into_iter().next();
        self.emit(Event::ReviewChanged { id });
        newest.ok_or_else(late)
    }

    /// What left of a piece, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn exports(&self, id: PieceId) -> Result<Vec<ExportRow>, Error> {
        rows(&hold(&self.inner.reader), id)
    }

    /// The working text in a form, to be looked at. To let it leave, see [`Desk::export_to`].
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn export(&self, id: PieceId, format: ExportFormat) -> Result<Export, Error> {
        if let Some(export) = self.inside(id, (format, false))? {
            return Ok(export);
        }
        self.leave(id, &Wish::default())?.export(format)
    }
}

impl Archive {
    /// What left of a piece, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn exports(&self, id: PieceId) -> Result<Vec<ExportRow>, Error> {
        rows(self.reader(), id)
    }
}
