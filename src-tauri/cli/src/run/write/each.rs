//! `export` of several pieces into a folder: a file for each.

use super::{keep, printing};
use crate::args::Target;
use crate::failure::Failure;
use crate::output::{Output, many, shown};
use crate::run::Done;
use desk::{Archive, ExportFormat, Leave, ListQuery, Printing};
use model::PieceId;
use serde_json::json;
use std::path::Path;

/// Rows of the list that are asked for at once.
const PAGE: u32 = 500;

/// The pieces that were named.
pub(super) fn named(archive: &Archive, names: &[String]) -> Result<Vec<PieceId>, Failure> {
    names.iter().map(|name| Ok(archive.resolve(name)?)).collect()
}

/// All pieces of the desk, in the order of its list.
pub(super) fn all(archive: &Archive) -> Result<Vec<PieceId>, Failure> {
    let mut ids = Vec::new();
    loop {
        let offset = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let list = archive.list(&ListQuery { offset, limit: PAGE, ..ListQuery::default() })?;
        ids.extend(list.rows.iter().map(|row| row.id));
        if list.rows.is_empty() || ids.len() >= list.total as usize {
            break;
        }
    }
    if ids.is_empty() {
        return Err(Failure::bad_input("There is no piece on the desk. Nothing was written."));
    }
    Ok(ids)
}

/// A failure after files were written: it says how many.
fn after(written: usize, failure: Failure) -> Failure {
    failure.and(&desk::written_before(written))
}

/// Writes a file for each piece, one after the other, and says how far it is. A press of Ctrl C leaves those that are
/// written by then whole.
pub(super) fn into_folder(
    dir: &Path,
    leaves: &[Leave],
    (format, folder): (ExportFormat, &Path),
    (target, reason): (&Target, &str),
    json: bool,
    out: &mut Output,
) -> Done {
    let files: Vec<_> = leaves.iter().map(|leave| folder.join(leave.file_name(format))).collect();
    let there: Vec<_> = files.iter().filter(|file| !target.place.force && file.exists()).collect();
    if let Some(first) = there.first() {
        let more = if there.len() > 1 { format!(" and {} more", there.len() - 1) } else { String::new() };
        let verb = if there.len() > 1 { "exist" } else { "exists" };
        return Err(Failure::bad_input(format!("{}{more} {verb}. Nothing was written.", first.display())));
    }
    let mut written = Vec::with_capacity(files.len());
    for (at, (leave, file)) in leaves.iter().zip(&files).enumerate() {
        out.progress(&format!("{} of {}: {}", at + 1, leaves.len(), shown(&leave.piece.slugline)));
        let bytes = if format.is_print() {
            let printing =
                Printing { pictures: Some(&leave.pictures), ..printing(leave.fingerprint.as_deref(), target) };
            let printed = desk::print(&leave.piece, format, &leave.profile, &printing)
                .map_err(|error| after(written.len(), error.into()))?;
            for report in &printed.reports {
                out.say(&format!("{}: {}", shown(&leave.piece.slugline), shown(report)));
            }
            printed.bytes
        } else {
            leave.bytes(format).map_err(|error| after(written.len(), error.into()))?
        };
        desk::write_bytes(file, &bytes, target.place.force).map_err(|error| after(written.len(), error.into()))?;
        written.push(json!({ "id": leave.id, "file": file.display().to_string(), "bytes": bytes.len() }));
        keep(dir, leave.id, leave.record(format.name(), &file.display().to_string(), &bytes, reason))
            .map_err(|failure| after(written.len(), failure))?;
    }
    out.progress("");
    if json {
        out.json(&written)?;
    } else {
        let number = i64::try_from(written.len()).unwrap_or(i64::MAX);
        out.say(&format!("Wrote {} into {}.", many(number, "file"), folder.display()));
    }
    Ok(0)
}
