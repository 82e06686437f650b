//! `history`: what became of a piece. Reading only, so it works while the window is open.

use super::Done;
use crate::output::{Output, many, shown};
use desk::{Archive, HistoryEntry, HistoryKind};
use std::path::Path;

/// Rows that are told without `--all`.
const ROWS: u32 = 40;

/// Prints the history of a piece, newest first.
pub(crate) fn history(dir: &Path, piece: &str, all: bool, json: bool, out: &mut Output) -> Done {
    let archive = Archive::open(dir)?;
    let id = archive.resolve(piece)?;
    let history = archive.history(id, None, if all { u32::MAX } else { ROWS })?;
    if json {
        out.json(&history.entries)?;
    } else {
        let number = history.entries.iter().map(|entry| entry.moment.to_string().len()).max().unwrap_or(0);
        let name = history.entries.iter().map(|entry| shown(&entry.person.name).chars().count()).max().unwrap_or(0);
        for entry in &history.entries {
            out.line(&told(entry, number, name))?;
            if let Some(erased) = &entry.erased {
                let why = if erased.reason.is_empty() { "no reason given" } else { &erased.reason };
                out.line(&format!("{:number$}  {}: {}", "", many(erased.places, "place"), shown(why)))?;
            }
            // Versions stand under the row whose text they keep, the newest first as the rows are.
            for version in entry.versions.iter().rev().filter(|version| version.kind == "named") {
                let at = if version.moment == entry.moment {
                    String::new()
                } else {
                    format!(" (moment {})", version.moment)
                };
                out.line(&format!("{:number$}  version “{}”{at}", "", shown(&version.name)))?;
            }
        }
    }
    if history.more {
        out.say("There is more history. With --all everything is told.");
    }
    Ok(0)
}

/// A row: moment, time, who, what, and how many words of the body came and went.
fn told(entry: &HistoryEntry, number: usize, name: usize) -> String {
    let words = match (entry.words_added, entry.words_removed) {
        (0, 0) => String::new(),
        (added, 0) => format!("  +{added}"),
        (0, removed) => format!("  −{removed}"),
        (added, removed) => format!("  +{added} −{removed}"),
    };
    let person = shown(&entry.person.name);
    // Formatting pads by characters, so that the columns stand under each other.
    let row = format!(
        "{:>number$}  {:<22}  {person:<name$}  {}{words}",
        entry.moment,
        range(&entry.from, &entry.to),
        what(entry.kind)
    );
    row.trim_end().to_owned()
}

/// From when to when, to the minute: `2026-11-24 14:05–14:32`. The desk gives both in the computer's zone.
fn range(from: &str, to: &str) -> String {
    let parts = |time: &str| {
        let (day, clock) = time.split_once('T').unwrap_or((time, ""));
        (day.to_owned(), clock.chars().take(5).collect::<String>())
    };
    let ((day, start), (last_day, end)) = (parts(from), parts(to));
    match (day == last_day, start == end) {
        (true, true) => format!("{day} {start}"),
        (true, false) => format!("{day} {start}–{end}"),
        (false, _) => format!("{day} {start}–{last_day} {end}"),
    }
}

fn what(kind: HistoryKind) -> &'static str {
    match kind {
        HistoryKind::New => "new",
        HistoryKind::Work => "work",
        HistoryKind::Import => "brought in",
        HistoryKind::Paste => "page pasted",
        HistoryKind::ImportUndone => "import undone",
        HistoryKind::PutBack => "put back",
        HistoryKind::Duplicate => "copied",
        HistoryKind::Rename => "renamed",
        HistoryKind::Restore => "restored",
        HistoryKind::House => "set in house style",
        HistoryKind::Outside => "changed outside",
        HistoryKind::Merge => "merged",
        HistoryKind::Bin => "put into the bin",
        HistoryKind::Unbin => "taken out of the bin",
        HistoryKind::Erase => "words erased for good",
        HistoryKind::Comment => "commented",
        HistoryKind::Accept => "accepted changes",
        HistoryKind::Reject => "rejected changes",
        HistoryKind::Undo => "took a decision back",
        HistoryKind::SignOff => "signed off",
        HistoryKind::Need => "set who has to read it",
        HistoryKind::Step => "moved to another stage",
        HistoryKind::Flow => "set owner, due time or embargo",
        HistoryKind::Headline => "headline shown or answered",
        HistoryKind::Seal => "sealed",
        HistoryKind::Readback => "read-back sent or answered",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_names_each_day_once() {
        let (a, b, c) = ("2026-11-24T14:05:09+01:00", "2026-11-24T14:32:00+01:00", "2026-11-25T00:10:00+01:00");
        assert_eq!(range(a, a), "2026-11-24 14:05");
        assert_eq!(range(a, b), "2026-11-24 14:05–14:32");
        assert_eq!(range(a, c), "2026-11-24 14:05–2026-11-25 00:10");
    }
}
