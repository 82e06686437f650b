//! OpenDocument and RTF files as pieces: the text as it is now, and a line of the receipt for all that does not come along.

use crate::Error;
use crate::source::{Understood, understand};
use model::{ReceiptEntry, ReceiptKind};
use office::{Read, Stamp, Status};
use std::path::Path;

/// Tracked changes that are listed with their words; more are counted.
const MOST_LISTED: usize = 500;

/// Reads a file that is an OpenDocument text or RTF, by its ending or by how it begins; none for another.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Option<Result<Understood, Error>> {
    let ends = |ending: &str| Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case(ending));
    let read = if ends("rtf") || bytes.starts_with(b"{\\rtf") {
        office::read_rtf(bytes, &intake::decode_code_page)
    } else if ends("odt") {
        office::read_odt(bytes)
    } else {
        return None;
    };
    Some(read.map_err(|error| Error::bad(format!("“{name}”: {error}"))).and_then(understood))
}

fn understood(read: Read) -> Result<Understood, Error> {
    let mut understood = understand(&read.body.accepted())?;
    let piece = &mut understood.piece;
    if let Some(language) = &read.language
        && piece.language.as_ref() != Some(language)
    {
        understood.receipt.retain(|entry| entry.rule != "language.detected");
        understood
            .receipt
            .push(ReceiptEntry::new(ReceiptKind::Recognised, "language", "office.language").saying(language));
        piece.language = Some(language.clone());
    }
    if piece.headline.is_empty() && !read.title.is_empty() {
        understood
            .receipt
            .push(ReceiptEntry::new(ReceiptKind::Recognised, "headline", "office.title").saying(&read.title));
        piece.headline.clone_from(&read.title);
        if piece.slugline.is_empty() {
            piece.slugline = model::slugify(&read.title);
        }
    }
    understood.receipt.extend(changes(&read));
    let all: String = read.body.runs.iter().map(|run| run.text.as_str()).collect();
    for comment in &read.comments {
        let on = all.get(comment.place.clone()).filter(|words| !words.trim().is_empty());
        let on = on.map(|words| format!(" (on “{}”)", words.trim())).unwrap_or_default();
        let said = format!("{}{}{on}", signed(&comment.by), comment.text);
        understood.receipt.push(ReceiptEntry::new(ReceiptKind::Dropped, "comment", "office.comment").saying(said));
    }
    understood.receipt.extend(read.receipt.into_iter().filter(|entry| entry.rule != "office.tracked"));
    Ok(understood)
}

/// Tracked changes: taken as accepted, each with its words, so that none is lost.
fn changes(read: &Read) -> Vec<ReceiptEntry> {
    let changed = read.body.runs.iter().filter(|run| run.status != Status::Kept && !run.text.trim().is_empty());
    let listed = changed.clone().take(MOST_LISTED).filter_map(|run| {
        let (kind, what, rule, by) = match &run.status {
            Status::Kept => return None,
            Status::Inserted(by) => (ReceiptKind::Kept, "insertion", "office.inserted", by),
            Status::Removed(by) => (ReceiptKind::Dropped, "removal", "office.removed", by),
        };
        Some(ReceiptEntry::new(kind, what, rule).saying(format!("{}{}", signed(by), run.text.trim())))
    });
    let mut out: Vec<ReceiptEntry> = listed.collect();
    let more = changed.count().saturating_sub(MOST_LISTED);
    if more > 0 {
        out.push(ReceiptEntry::new(ReceiptKind::Changed, "more changes", "office.tracked").saying(more.to_string()));
    }
    out
}

/// “Maud Castell, 2026-03-02 10:15: ”, as far as it is known.
fn signed(by: &Stamp) -> String {
    let at = by.at.as_deref().map(|at| at.get(..16).unwrap_or(at).replace('T', " "));
    let parts: Vec<&str> =
        [Some(by.author.as_str()), at.as_deref()].into_iter().flatten().filter(|p| !p.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!("{}: ", parts.join(", ")) }
}
