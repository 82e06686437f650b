//! `list` and `show`: reading only, so they work while the window is open.

use super::Done;
use crate::failure::Failure;
use crate::output::Output;
use desk::{Archive, Desk, ExportFormat, ListQuery, Options, PieceRow, Remote};
use std::path::Path;

/// Rows asked for at once.
const ROWS: u32 = 500;

/// Prints the rows of the desk.
pub(crate) fn list(dir: &Path, search: &str, bin: bool, json: bool, out: &mut Output) -> Done {
    let archive = Archive::open(dir)?;
    if !search.trim().is_empty() {
        freshen(dir, search);
    }
    let rows = rows(&archive, search, bin)?;
    if json {
        out.json(&rows)?;
    } else if rows.is_empty() {
        out.say(match (search.is_empty(), bin) {
            (false, _) => "Nothing was found.",
            (true, true) => "The bin is empty.",
            (true, false) => "The desk is empty.",
        });
    } else {
        for row in rows {
            out.line(&told(&row))?;
        }
    }
    Ok(0)
}

/// Lets the desk index what came since the last search, where no window has it; a window does so itself.
fn freshen(dir: &Path, search: &str) {
    if matches!(Remote::connect(dir), Ok(None))
        && let Ok(desk) = Desk::open(Options::for_a_command(dir.to_owned()))
    {
        // What this finds is read again below; without it the search goes by the older index.
        let _ = desk.list(&ListQuery { search: search.to_owned(), limit: 1, ..ListQuery::default() });
        desk.close();
    }
}

fn rows(archive: &Archive, search: &str, bin: bool) -> Result<Vec<PieceRow>, Failure> {
    let mut rows: Vec<PieceRow> = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let page = archive.list(&ListQuery { bin, search: search.to_owned(), offset, limit: ROWS })?;
        let got = page.rows.len();
        rows.extend(page.rows);
        if got == 0 || rows.len() >= page.total as usize {
            return Ok(rows);
        }
    }
}

/// A row as a line: columns apart by tabs, so that other programs can cut it.
fn told(row: &PieceRow) -> String {
    let stage = serde_json::to_value(row.stage).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let columns = [
        row.slugline.clone(),
        stage,
        format!("{} words", row.words),
        flat(&row.headline),
        flat(&row.byline),
        row.modified.clone(),
        row.due.as_ref().map(|due| format!("due {due}")).unwrap_or_default(),
        if row.comments > 0 { format!("{} open", row.comments) } else { String::new() },
    ];
    columns.join("\t").trim_end_matches('\t').to_owned()
}

/// Prints a piece.
pub(crate) fn show(dir: &Path, piece: &str, format: ExportFormat, out: &mut Output) -> Done {
    let archive = Archive::open(dir)?;
    let piece = archive.piece(archive.resolve(piece)?)?;
    out.text(&desk::convert(&piece, format, &archive.settings().profile)?)?;
    Ok(0)
}
