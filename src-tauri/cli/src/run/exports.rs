//! `exports`: what left of a piece.

use super::Done;
use crate::output::{Output, many, shown};
use desk::{Archive, ExportRow};
use std::path::Path;

/// Lists what left, the newest first.
pub(crate) fn list(dir: &Path, piece: &str, json: bool, out: &mut Output) -> Done {
    let archive = Archive::open(dir)?;
    let rows = archive.exports(archive.resolve(piece)?)?;
    if json {
        out.json(&rows)?;
    } else if rows.is_empty() {
        out.say("Nothing of it has left this desk.");
    } else {
        for row in &rows {
            out.line(&told(row))?;
            if !row.record.overridden.is_empty() {
                let rules = row.record.overridden.join(", ");
                out.line(&format!("    let pass: {rules}. Reason: {}", shown(&row.record.reason)))?;
            }
        }
    }
    Ok(0)
}

/// A row as a line: columns apart by tabs, so that other programs can cut it.
pub(crate) fn told(row: &ExportRow) -> String {
    let record = &row.record;
    let what = match (&record.fingerprint, record.is_final) {
        (Some(fingerprint), true) => format!("final, {fingerprint}"),
        (_, true) => "final".to_owned(),
        _ => record.moment.map_or_else(|| "draft".to_owned(), |moment| format!("draft @{moment}")),
    };
    let at = row.at.chars().take(16).collect::<String>().replace('T', " ");
    let outlet =
        if record.outlet.trim().is_empty() { String::new() } else { format!(" for {}", shown(&record.outlet)) };
    let bytes = many(i64::try_from(record.bytes).unwrap_or(i64::MAX), "byte");
    [at, shown(&row.by.name), format!("{}{outlet}", shown(&record.form)), what, shown(&record.to), bytes].join("\t")
}
