//! Word files as pieces, and pieces as Word files.

use crate::Error;
use crate::source::{Understood, recount, today};
use model::{Field, Piece, ReceiptEntry, ReceiptKind};
use std::path::Path;
use word::{Outgoing, Text, Tracked};

/// Whether a file is to be read as one of Word: by its ending, or by what is in it.
pub(crate) fn is_word(name: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    let named = ["docx", "docm", "dotx", "dotm", "doc"].iter().any(|word| ending.eq_ignore_ascii_case(word));
    let within = || bytes.windows(17).any(|part| part == b"word/document.xml");
    named || (bytes.starts_with(b"PK\x03\x04") && within())
}

/// A Word file as a piece: its text with all tracked changes accepted. What the desk does not keep of it is in the receipt.
pub(crate) fn understand(name: &str, bytes: &[u8]) -> Result<Understood, Error> {
    let read = word::read(bytes).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
    let body = read.body().accepted();
    let styled = |mut piece: Piece| {
        for text in &read.texts {
            *piece.text_mut(text.field) = text.text.accepted();
        }
        piece
    };
    let (mut piece, mut receipt, original) = if read.ours {
        (styled(Piece::default()), Vec::new(), body)
    } else {
        let text = head(&read) + &body;
        let found = intake::recognise(&text, &intake::Context { today: today() });
        let title = read.text(Field::Headline).accepted();
        // A style says what a paragraph is more surely than its words do.
        if title.is_empty() || found.piece.headline == title {
            (found.piece, found.receipt, text)
        } else {
            (styled(Piece::default()), Vec::new(), text)
        }
    };
    if piece.text(Field::Body).trim().is_empty() && piece.headline.is_empty() {
        let empty = "There are no words in it, so nothing was changed; choose a file with text in it.";
        return Err(Error::bad(format!("“{name}”: {empty}")));
    }
    piece.language = language(&read, &piece);
    if piece.slugline.is_empty() {
        let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
        let headline = model::slugify(&piece.headline);
        piece.slugline = if headline.is_empty() { model::slugify(&stem) } else { headline };
    }
    recount(&mut piece);
    receipt.extend(account(&read));
    Ok(Understood { piece, receipt, original, marked: None })
}

/// Furniture that a style named, as it stands above a pasted page.
fn head(read: &word::Read) -> String {
    let mut out = String::new();
    for (field, label) in [(Field::Headline, "# "), (Field::Standfirst, ""), (Field::Byline, "By ")] {
        let text = read.text(field).accepted();
        if !text.is_empty() {
            let label = if field == Field::Byline && text.to_lowercase().starts_with("by ") { "" } else { label };
            out.push_str(&format!("{label}{text}\n\n"));
        }
    }
    out
}

/// The language that the file gives its words, unless the words are plainly of another one.
fn language(read: &word::Read, piece: &Piece) -> Option<String> {
    let detected = intake::language(&piece.body).map(str::to_owned);
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    match (read.properties.language.clone(), detected) {
        (Some(said), Some(found)) if primary(&said) != primary(&found) => Some(found),
        (Some(said), _) => Some(said),
        (None, found) => found,
    }
}

/// The receipt of the file, and what of it has no place on the desk.
fn account(read: &word::Read) -> Vec<ReceiptEntry> {
    let mut out = Vec::new();
    for entry in &read.receipt {
        let mut entry = entry.clone();
        match entry.rule.as_str() {
            "word.changes" => {
                let count = entry.text.unwrap_or_default();
                entry.kind = ReceiptKind::Changed;
                entry.text = Some(format!("{count}: the text is as with all of them accepted"));
            }
            // Each is listed with its words below.
            "word.comments" | "word.images" => continue,
            _ => {}
        }
        out.push(entry);
    }
    for comment in &read.comments {
        let when = comment.by.when.utc.as_deref().or(comment.by.when.local.as_deref()).unwrap_or("no time");
        let on = if comment.quoted.is_empty() { String::new() } else { format!(" on “{}”", comment.quoted) };
        let text = format!("{}, {when}{on}: {}", comment.by.author, comment.text);
        out.push(ReceiptEntry::new(ReceiptKind::Dropped, "comment", "word.comment_not_kept").saying(text));
    }
    for image in &read.images {
        let text = if image.alt.is_empty() { image.name.clone() } else { format!("{}: {}", image.name, image.alt) };
        out.push(ReceiptEntry::new(ReceiptKind::Dropped, "image", "word.image_not_kept").saying(text));
    }
    out
}

/// A piece as a clean Word file.
pub(crate) fn write(piece: &Piece) -> Vec<u8> {
    let text = |field: &Field| {
        let words = piece.text(*field);
        (!words.is_empty()).then(|| Text { field: *field, text: Tracked::plain(words) })
    };
    let outgoing = Outgoing {
        texts: Field::ALL.iter().filter_map(text).collect(),
        language: piece.language.clone(),
        title: piece.headline.clone(),
        ..Outgoing::default()
    };
    word::write(&outgoing).bytes
}
