//! OpenDocument and RTF files as pieces: the text as it is now with its pictures, what was changed and said by whom, and a
//! line of the receipt for all that does not come along.

use crate::Error;
use crate::marked::{Marked, Remark, Run, Signed, Spot, reading, split, tally};
use crate::source::{Understood, understand};
use model::{Field, Piece, ReceiptEntry, ReceiptKind};
use office::{Read, Stamp, Status};
use std::path::Path;

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
    let (marked, stray) = marks(&read, &understood.piece);
    understood.receipt.extend(marked.iter().flat_map(|marked| tally(marked, &stray)));
    understood.marked = marked;
    understood.pictures = read.pictures;
    understood.receipt.extend(read.receipt.into_iter().filter(|entry| entry.rule != "office.tracked"));
    Ok(understood)
}

/// What the file's marks say, and changed words that are in no text of the piece. None when it has no marks.
fn marks(read: &Read, piece: &Piece) -> (Option<Marked>, Vec<Run>) {
    if read.comments.is_empty() && !read.body.has_changes() {
        return (None, Vec::new());
    }
    let of = |run: &office::Run| {
        let (inserted, removed) = match &run.status {
            Status::Kept => (None, None),
            Status::Inserted(by) => (Some(signed(by)), None),
            Status::Removed(by) => (None, Some(signed(by))),
        };
        Run { text: run.text.clone(), inserted, removed }
    };
    let whole: Vec<Run> = read.body.runs.iter().map(of).collect();
    let texts: Vec<(Field, &str)> =
        Field::ALL.into_iter().map(|field| (field, piece.text(field))).filter(|(_, text)| !text.is_empty()).collect();
    let parted = split(&whole, &texts);
    let before = parted.runs.iter().map(|(field, runs)| (*field, reading(runs, Run::was)));
    let mut marked = Marked {
        before: before.filter(|(_, text)| !text.is_empty()).collect(),
        runs: parted.runs.clone(),
        remarks: Vec::new(),
    };
    let all: String = whole.iter().map(|run| run.text.as_str()).collect();
    for comment in &read.comments {
        let spot = parted.spot(&comment.place).map_or(Spot::Lost, |(field, range)| Spot::Runs(field, range));
        let quote = all.get(comment.place.clone()).unwrap_or_default().trim().to_owned();
        let (by, text, replies) = (Some(signed(&comment.by)), comment.text.clone(), Vec::new());
        marked.remarks.push(Remark { spot, quote, by, text, replies, resolved: comment.resolved });
    }
    (Some(marked), parted.stray)
}

fn signed(by: &Stamp) -> Signed {
    let at = by.at.as_deref().and_then(crate::clock::moment);
    Signed { name: by.author.clone(), initials: String::new(), at }
}
