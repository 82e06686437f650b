//! Pieces that leave, and the list of what left.

use crate::clock::rfc3339;
use crate::leaving::{Leave, Wish};
use crate::review::Against;
use crate::sent::placed;
use crate::service::hold;
use crate::{
    Archive, Desk, Error, ErrorKind, Event, Export, ExportFormat, MomentId, SentEntry, export_receipt, write_bytes,
};
use model::review::{Role, seal};
use model::{Person, PieceId, Receipt};
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

/// In which form a piece leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The form.
    pub format: ExportFormat,
    /// As the final copy: the sealed text, never the working text.
    pub is_final: bool,
    /// For forms with marks: the baseline that they count from; none for the editor's.
    pub against: Option<Against>,
}

impl From<(ExportFormat, bool)> for Form {
    fn from((format, is_final): (ExportFormat, bool)) -> Self {
        Form { format, is_final, against: None }
    }
}

/// A piece that was written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What is kept of it.
    pub row: ExportRow,
    /// What was kept, changed and left out, with the place of each.
    pub receipt: Vec<SentEntry>,
}

/// Why a form that shows what is for the house is not the final copy.
pub(crate) fn stays_inside(format: ExportFormat) -> Error {
    Error::bad(format!(
        "“{}” is for the house: it shows comments and changes, so it is never the final copy. Nothing was written.",
        format.name()
    ))
}

impl Form {
    /// How it is looked through before it leaves.
    pub(crate) fn wish(&self) -> Wish<'static> {
        Wish { is_final: self.is_final, comments_travel: self.format.stays_inside(), ..Wish::default() }
    }
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
    pub(crate) fn leaves(&self, id: PieceId, wish: &Wish<'_>) -> Result<Leave, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        let leave = self.sight(&session)?.leave(wish, self.now());
        // Nothing of the piece is written while it is held, so the last change on the disk is that of this text.
        let settled = self.submit(Vec::new())?.wait_within(PATIENCE).is_ok_and(|done| done.is_ok());
        let moment = hold(&self.inner.reader).head(id)?.map(|head| head.last_seq).filter(|_| settled);
        Ok(Leave { moment, ..leave })
    }

    /// What would stand in the file, and its receipt.
    fn made(&self, leave: &Leave, form: &Form) -> Result<(Export, Receipt), Error> {
        let against = form.against.as_ref();
        if form.format.stays_inside() && form.is_final {
            return Err(stays_inside(form.format));
        }
        match form.format {
            ExportFormat::Proof => Ok((self.proof_export(leave.id, against)?, Receipt::new())),
            ExportFormat::Annotated => Ok((self.annotated_export(leave.id)?, Receipt::new())),
            ExportFormat::DocxMarked => {
                let role = match against {
                    Some(Against::Role { role }) => role.clone(),
                    _ => Role::Editor,
                };
                let file = self.export_marked(leave.id, against, &role)?;
                let file_name = crate::outgoing::file_name(&leave.piece, form.format);
                let export =
                    Export { text: String::new(), bytes: file.bytes, file_name, words: leave.piece.word_count };
                Ok((export, file.receipt))
            }
            format => {
                let export = leave.export(format)?;
                let receipt = export_receipt(&leave.piece, format, &export.bytes, &leave.pictures);
                Ok((export, receipt))
            }
        }
    }

    fn placed(&self, id: PieceId, receipt: Receipt) -> Result<Vec<SentEntry>, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        Ok(placed(receipt, |field| session.manuscript.text(field)))
    }

    /// A piece as it would leave now, and what would become of it: nothing is written. Of a form that is printed only its
    /// name is told; the sheets are shown by [`Desk::sheet`].
    ///
    /// # Errors
    /// When nothing is sealed or an embargo is in force, for a final copy; when the form says something that the piece
    /// does not tell.
    pub fn export_seen(&self, id: PieceId, form: &Form) -> Result<(Export, Vec<SentEntry>), Error> {
        let leave = self.leave(id, &form.wish())?;
        // A look needs no reason; what is firm stops it, too.
        leave.may("only a look")?;
        if form.format.is_print() && !(form.is_final && form.format.stays_inside()) {
            // What is set is shown sheet by sheet, with what the typesetter says of it: see `Desk::sheet`.
            let file_name = crate::outgoing::file_name(&leave.piece, form.format);
            let words = leave.piece.word_count;
            return Ok((Export { text: String::new(), bytes: Vec::new(), file_name, words }, Vec::new()));
        }
        let (export, receipt) = self.made(&leave, form)?;
        Ok((export, self.placed(id, receipt)?))
    }

    /// Writes a piece to a file, and keeps that it left. A final copy that something stops leaves only with a reason.
    ///
    /// # Errors
    /// What stops it, in a sentence; when nothing is sealed or an embargo is in force, for a final copy;
    /// [`ErrorKind::Exists`] when the file is there and `force` is not given; else what the disk says.
    pub fn export_to(
        &self,
        id: PieceId,
        form: impl Into<Form>,
        reason: &str,
        path: &Path,
        force: bool,
    ) -> Result<Sent, Error> {
        let name = path.to_string_lossy();
        self.export_as(id, &form.into(), reason, (path, &name), force)
    }

    /// Writes a piece to a file, and keeps under a name of its own where that went.
    pub(crate) fn export_as(
        &self,
        id: PieceId,
        form: &Form,
        reason: &str,
        (path, to): (&Path, &str),
        force: bool,
    ) -> Result<Sent, Error> {
        let leave = self.leaves(id, &form.wish())?;
        leave.may(reason)?;
        let (export, receipt) = self.made(&leave, form)?;
        write_bytes(path, &export.bytes, force)?;
        let record = leave.record(form.format.name(), to, &export.bytes, reason);
        let receipt = self.placed(id, receipt)?;
        Ok(Sent { row: self.keep_export(id, record)?, receipt })
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
        let form = Form::from((format, is_final));
        let leave = self.leaves(id, &form.wish())?;
        leave.may(reason)?;
        let (export, _) = self.made(&leave, &form)?;
        let record = leave.record(format.name(), "clipboard", &export.bytes, reason);
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
        if format.stays_inside() {
            return Ok(self.made(&self.leave(id, &Wish::default())?, &(format, false).into())?.0);
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
