//! A look at everything that a desk is made of. Reads only.

use super::no_desk;
use super::rebuild::project;
use crate::place::Lock;
use crate::{Error, ErrorKind, review, settings};
use model::PieceId;
use serde::Serialize;
use std::path::Path;
use store::rebuild::PieceLog;
use store::{PieceHead, Reader, RowQuery, backup, check};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Something disagrees; no text is lost by it.
    Warning,
    /// Texts may be lost or can't be read.
    Error,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable name for programs.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// A sentence for a person; holds no words of a piece.
    pub sentence: String,
    /// Whether a repair puts it right.
    pub repairable: bool,
}

/// What a look found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The findings; a sound desk has none above [`Severity::Note`].
    pub findings: Vec<Finding>,
    /// Pieces on the desk and in the bin.
    pub pieces: i64,
    /// Changes in the log.
    pub changes: i64,
    /// The name of the newest backup that is whole. Looked for only when texts may be lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newest_backup: Option<String>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity == Severity::Note)
    }

    fn add(&mut self, code: &str, severity: Severity, repairable: bool, sentence: String) {
        self.findings.push(Finding { code: code.to_owned(), severity, sentence, repairable });
    }
}

/// Looks at a desk: the file, the log against lists and index, every piece against its row, the settings, the backups.
/// Works while another process writes.
///
/// # Errors
/// [`ErrorKind::NotFound`] when there is no desk. Everything else that is wrong is a finding.
pub fn doctor(dir: &Path) -> Result<Report, Error> {
    if !dir.join(store::FILE_NAME).exists() {
        return Err(no_desk(dir));
    }
    let found = check::doctor(dir);
    let mut report = Report { pieces: found.pieces, changes: found.changes, ..Report::default() };
    let open = dir.join("lock").exists() && matches!(Lock::take(dir), Err(e) if *e.kind() == ErrorKind::Locked);
    for finding in found.findings {
        // A desk that is open was not closed, and that is as it should be.
        if finding.code == "unclean" && open {
            continue;
        }
        let severity = match finding.severity {
            check::Severity::Note => Severity::Note,
            check::Severity::Warning => Severity::Warning,
            check::Severity::Error => Severity::Error,
        };
        report.add(finding.code, severity, finding.repairable, sentence(&finding.sentence));
    }
    if let Ok(reader) = Reader::open(dir) {
        texts(&reader, &mut report);
    }
    files(dir, &mut report);
    copies(dir, &mut report);
    if report.findings.iter().any(|finding| finding.severity == Severity::Error) {
        let newest = backup::newest_sound(dir).ok().flatten();
        report.newest_backup = newest.and_then(|b| b.path.file_name().map(|name| name.to_string_lossy().into_owned()));
    }
    Ok(report)
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// Reads every piece from its log alone, and compares it with its row.
fn texts(reader: &Reader, report: &mut Report) {
    let (mut unreadable, mut different) = (0u32, 0u32);
    for id in pieces(reader) {
        match piece(reader, id) {
            Some(true) => {}
            Some(false) => different += 1,
            None => unreadable += 1,
        }
    }
    if unreadable > 0 {
        let sentence = format!("{} can't be read from the log.", many(unreadable, "piece"));
        report.add("unreadable_piece", Severity::Error, false, sentence);
    }
    if different > 0 {
        let says = if different == 1 { "says" } else { "say" };
        let sentence = format!("{} of the list {says} something else than the log.", many(different, "row"));
        report.add("row_differs", Severity::Warning, true, sentence);
    }
    // What can't be read was told by the look at the file.
    let kept = reader.waiting().unwrap_or_default();
    let wrong = kept.iter().filter(|(id, (seq, state))| review::waits_otherwise(reader, **id, *seq, state)).count();
    if wrong > 0 {
        let what = many(u32::try_from(wrong).unwrap_or(u32::MAX), "piece");
        let sentence = format!("What waits in {what} is kept otherwise than the log says.");
        report.add("waiting_differs", Severity::Warning, true, sentence);
    }
}

fn many(number: u32, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn pieces(reader: &Reader) -> Vec<PieceId> {
    let rows = [false, true].into_iter().flat_map(|bin| {
        // What can't be listed was told by the look at the file.
        reader.rows(&RowQuery { bin, limit: u32::MAX, ..RowQuery::default() }).unwrap_or_default()
    });
    rows.map(|row| row.id).collect()
}

/// Whether the row of a piece says what its log says; none when the log can't be read.
fn piece(reader: &Reader, id: PieceId) -> Option<bool> {
    // Somebody may write between the two readings: then it is read again.
    for _ in 0..5 {
        let head = reader.head(id).ok()??;
        let changes = reader.changes(id, 0, i64::MAX).ok()?;
        if changes.last().is_some_and(|change| change.seq != head.last_seq) {
            continue;
        }
        let (projection, _) = project(&PieceLog { piece: id, changes }).ok()?;
        let PieceHead { row, .. } = head;
        return Some(
            (row.headline, row.byline, row.words, row.stage)
                == (projection.headline, projection.byline, projection.words, projection.stage)
                && row.slugline.starts_with(&projection.slugline),
        );
    }
    Some(true)
}

/// The small files beside the database.
fn files(dir: &Path, report: &mut Report) {
    for (name, what) in settings::unreadable(dir) {
        let sentence = format!(
            "“{name}” can't be read, so {what}. No text is touched by it. Mend the file or remove it; it is made anew."
        );
        report.add("unreadable_settings", Severity::Warning, false, sentence);
    }
}

/// The backups.
fn copies(dir: &Path, report: &mut Report) {
    let Ok(found) = backup::list(dir) else {
        let sentence = "The folder of backups can't be read.".to_owned();
        return report.add("backups", Severity::Warning, false, sentence);
    };
    let Some(newest) = found.first() else {
        let sentence = "There is no backup yet; standfirst backup makes one.".to_owned();
        return report.add("no_backup", Severity::Note, false, sentence);
    };
    if backup::verify(&newest.path).is_err() {
        let name = newest.path.file_name().unwrap_or_default().to_string_lossy();
        let sentence = format!("The newest backup, {name}, can't be used. The desk itself is not touched by that.");
        report.add("damaged_backup", Severity::Warning, false, sentence);
    }
}
