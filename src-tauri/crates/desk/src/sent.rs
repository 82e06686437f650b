//! What became of a piece in the form in which it left, found by looking into what was written.

use crate::{ExportFormat, word_file};
use markdown::RenderOptions;
use model::picture::{Pictures, mark_of, names_in};
use model::{Field, Piece, Receipt, ReceiptEntry, ReceiptKind};
use std::ops::Range;

/// A line of the receipt, with its place in the piece as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentEntry {
    /// What became of what.
    pub entry: ReceiptEntry,
    /// The text that it is about; none for the piece or the file as a whole.
    pub field: Option<Field>,
    /// The words in that text, UTF-16 units; none where it is about the whole text, or the words don't stand there once.
    pub range: Option<Range<u32>>,
}

/// The lines of a receipt, each with its place in the texts that `text` gives.
pub(crate) fn placed<'a>(receipt: Receipt, text: impl Fn(Field) -> &'a str) -> Vec<SentEntry> {
    let of = |entry: ReceiptEntry| {
        let named = Field::ALL.into_iter().find(|field| field.name() == entry.what);
        // What has no field of its own stands in the body.
        let inside = matches!(entry.what.as_str(), "link" | "picture" | "image" | "comment");
        let field = named.or((inside && entry.text.is_some()).then_some(Field::Body));
        let words = entry.text.as_deref().filter(|_| entry.kind != ReceiptKind::Kept);
        let range = field.zip(words).and_then(|(field, says)| {
            let words = match (named, says.split_once('“').and_then(|(_, rest)| rest.split_once('”'))) {
                (Some(_), _) => says,
                (None, Some((quoted, _))) => quoted,
                (None, None) => says.split_once(": ").map_or(says, |(address, _)| address),
            };
            once(text(field), words)
        });
        let field = if named.is_none() && range.is_none() { None } else { field };
        // The whole of a text is not selected.
        let range =
            range.filter(|range| field.is_none_or(|field| range.len() < model::utf16_len(text(field)) as usize));
        SentEntry { entry, field, range }
    };
    receipt.into_iter().map(of).collect()
}

/// Where words stand in a text, when they stand there once (UTF-16 units).
fn once(text: &str, words: &str) -> Option<Range<u32>> {
    let mut all = text.match_indices(words).filter(|_| !words.trim().is_empty());
    let (at, _) = all.next().filter(|_| all.next().is_none())?;
    let start = model::utf16_len(&text[..at]);
    Some(start..start + model::utf16_len(words))
}

/// Paragraphs and addresses that are listed one by one; more are counted.
const MOST_LISTED: usize = 50;

/// What was kept, changed and left out of a piece in a form: its words are looked for in the bytes that were written.
pub fn export_receipt(piece: &Piece, format: ExportFormat, bytes: &[u8], pictures: &Pictures) -> Receipt {
    let mut out = words_told(piece, format, bytes);
    out.extend(pictures_told(piece, format, pictures));
    out
}

/// What became of the pictures.
fn pictures_told(piece: &Piece, format: ExportFormat, pictures: &Pictures) -> Receipt {
    let line = |name: &str| {
        let entry = |kind, says: String| ReceiptEntry::new(kind, "picture", "export.picture").saying(says);
        let is_there = pictures.get(name).is_some();
        // A text in Markdown calls a picture whether it is there or not; a placeholder stands in the others.
        let keeps_the_line = matches!(format, ExportFormat::Md | ExportFormat::Json);
        if !is_there && keeps_the_line {
            let says = "called by its name; its file is not on the desk";
            return entry(ReceiptKind::Dropped, format!("{name}: {says}"));
        }
        if is_there && (format.calls_pictures() || keeps_the_line) {
            let says = "called by its name; the file is not in this one. `--to zip` has both";
            return entry(ReceiptKind::Changed, format!("{name}: {says}"));
        }
        match format {
            ExportFormat::Txt => {
                entry(ReceiptKind::Dropped, format!("{name}: what is said of it stands there in square brackets"))
            }
            ExportFormat::Wire | ExportFormat::Rss | ExportFormat::Wxr | ExportFormat::Indesign => {
                entry(ReceiptKind::Dropped, format!("{name}: this form has no place for pictures"))
            }
            _ if is_there => {
                entry(ReceiptKind::Kept, format!("{name}: without what its file tells of people and places"))
            }
            _ => {
                entry(ReceiptKind::Dropped, format!("{name}: its file is not on the desk; a placeholder stands there"))
            }
        }
    };
    let names = names_in(&piece.body);
    let mut out: Receipt = names.iter().take(MOST_LISTED).map(|name| line(name)).collect();
    out.extend(more(names.len(), "picture"));
    out
}

/// A text without what stands in square brackets for its pictures: those have lines of their own.
fn without_pictures(text: &str) -> String {
    let mut parts = text.split("[Picture");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once(']').map_or(part, |(_, rest)| rest))
}

fn words_told(piece: &Piece, format: ExportFormat, bytes: &[u8]) -> Receipt {
    let text = match format {
        // A page in print holds what was set, and the typesetter tells by itself what it could not set.
        ExportFormat::Pdf | ExportFormat::Galley | ExportFormat::Proof => return Receipt::new(),
        ExportFormat::Docx | ExportFormat::DocxMarked => return word_file::told_of(piece, bytes),
        ExportFormat::Epub => {
            let says = "what stands inside of the archive is not looked at again";
            return vec![ReceiptEntry::new(ReceiptKind::Kept, "file", "export.archive").saying(says)];
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let raw = match format {
        ExportFormat::Json | ExportFormat::Ninjs => {
            let mut all = String::new();
            if let Ok(value) = serde_json::from_str(&text) {
                strings(&value, &mut all);
            }
            all
        }
        ExportFormat::Txt => without_pictures(&text),
        _ => text,
    };
    // What only looks like a tag is text in some forms.
    let plain = letters(&without_tags(&raw)) + " " + &letters(&raw);
    // Markdown comes back as it was: an address inside of a sentence takes no word away.
    let back = matches!(format, ExportFormat::Md).then(|| crate::source::read_markdown(&raw));
    let mut out = Receipt::new();
    for field in Field::ALL {
        let words = piece.text(field);
        if words.trim().is_empty() {
            continue;
        }
        let is_same = back.as_ref().is_some_and(|back| back.text(field).trim_end() == words.trim_end());
        let seen = if is_same { own_letters(field, words) } else { plain.clone() };
        out.extend(if field == Field::Body { body(words, &seen) } else { vec![furniture(field, words, &seen)] });
    }
    let opts = RenderOptions::default();
    let page = markdown::render_body(&piece.body, &opts);
    let unescaped = wire::unescaped(&raw);
    for (mark, what) in [("href=\"", "link"), ("src=\"", "picture")] {
        let mut gone: Vec<String> = Vec::new();
        for part in page.split(mark).skip(1) {
            let address = wire::unescaped(part.split('"').next().unwrap_or_default());
            // Those of the desk are told of by themselves.
            let is_ours = mark_of(&address).is_some();
            if !is_ours && !address.starts_with('#') && !unescaped.contains(&address) && !gone.contains(&address) {
                gone.push(address);
            }
        }
        for address in gone.iter().take(MOST_LISTED) {
            let says = format!("{address}: the words stay, the address goes");
            out.push(ReceiptEntry::new(ReceiptKind::Dropped, what, "export.address").saying(says));
        }
        out.extend(more(gone.len(), what));
    }
    out
}

fn more(count: usize, what: &str) -> Option<ReceiptEntry> {
    let more = count.checked_sub(MOST_LISTED).filter(|more| *more > 0)?;
    Some(ReceiptEntry::new(ReceiptKind::Dropped, what, "export.more").saying(format!("{more} more")))
}

fn furniture(field: Field, words: &str, plain: &str) -> ReceiptEntry {
    let is_there = plain.contains(&letters(&markdown::inline_text(words)));
    let kind = if is_there { ReceiptKind::Kept } else { ReceiptKind::Dropped };
    ReceiptEntry::new(kind, field.name(), "export.words").saying(words)
}

/// The letters of a text itself, as they are looked for.
fn own_letters(field: Field, words: &str) -> String {
    if field != Field::Body {
        return letters(&markdown::inline_text(words));
    }
    let noted = markdown::noted_text(words);
    let lines = noted.text.lines().map(|line| letters(&unnumbered(line).concat()));
    let notes = noted.notes.iter().map(|note| letters(note));
    lines.chain(notes).collect::<Vec<_>>().join(" ")
}

/// The body, paragraph by paragraph, and its footnotes.
fn body(words: &str, plain: &str) -> Vec<ReceiptEntry> {
    let noted = markdown::noted_text(words);
    let is_there = |line: &str| stands_in(line, plain);
    let paragraphs: Vec<&str> = noted.text.lines().filter(|line| !letters(line).is_empty()).collect();
    let gone: Vec<&str> = paragraphs.iter().copied().filter(|line| !is_there(line)).collect();
    let says = format!("{} of {} lines of text", paragraphs.len() - gone.len(), paragraphs.len());
    let mut out = vec![ReceiptEntry::new(ReceiptKind::Kept, "body", "export.words").saying(says)];
    let line = |line: &&str| {
        let said: String = unnumbered(line).concat();
        ReceiptEntry::new(ReceiptKind::Changed, "body", "export.words").saying(said)
    };
    out.extend(gone.iter().take(MOST_LISTED).map(line));
    out.extend(more(gone.len(), "body"));
    let lost: Vec<&String> = noted.notes.iter().filter(|note| !note.lines().all(is_there)).collect();
    let note =
        |note: &&String| ReceiptEntry::new(ReceiptKind::Dropped, "footnote", "export.words").saying(note.as_str());
    out.extend(lost.iter().take(MOST_LISTED).map(note));
    out.extend(more(lost.len(), "footnote"));
    out
}

/// Whether a line stands in letters. What stands where a footnote is called is the form's own: a mark, a number, the note.
fn stands_in(line: &str, plain: &str) -> bool {
    let mut rest = plain;
    unnumbered(line).iter().map(|part| letters(part)).all(|part| match rest.find(&part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// A line without the numbers of footnotes, parted where they stood.
fn unnumbered(line: &str) -> Vec<&str> {
    let (mut out, mut from) = (Vec::new(), 0);
    for (at, _) in line.match_indices('[') {
        let digits = line[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && line[at + 1 + digits..].starts_with(']') {
            out.push(&line[from..at]);
            from = at + digits + 2;
        }
    }
    out.push(&line[from..]);
    out
}

/// Letters and figures alone, by which words are known whatever marks stand between them.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every text of a JSON value.
fn strings(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| strings(value, out)),
        serde_json::Value::Object(map) => map.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

/// A text without what stands between angle brackets.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        match rest.find('>').filter(|_| is_tag) {
            Some(close) => rest = &rest[close + 1..],
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    wire::unescaped(&out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert_bytes;
    use model::OutletProfile;

    fn told(format: ExportFormat) -> Vec<(ReceiptKind, String, String)> {
        let mut piece = Piece {
            headline: "The “ferry” & the sea".into(),
            disclosure: "None <at all>.".into(),
            body: "It *never* sails [at dawn](https://ferry.example/?a=1&b=2).\n\nNot once.".into(),
            ..Piece::default()
        };
        "Ferry".clone_into(piece.text_mut(Field::HeadlineWeb));
        let bytes = convert_bytes(&piece, format, &OutletProfile::default()).expect("it has all it needs");
        let out = export_receipt(&piece, format, &bytes, &Pictures::default()).into_iter();
        out.map(|entry| (entry.kind, entry.what, entry.text.unwrap_or_default())).collect()
    }

    #[test]
    fn markdown_that_comes_back_as_it_was_is_kept_with_its_links() {
        let lost = told(ExportFormat::Md).into_iter().filter(|(kind, ..)| *kind != ReceiptKind::Kept);
        assert_eq!(lost.collect::<Vec<_>>(), []);
    }

    #[test]
    fn a_footnote_changes_no_paragraph_and_is_missed_where_it_is_not() {
        let body = "A bold claim:[^1] nobody came. And so.[^2]\n\n[^1]: The board, in a letter.\n\n[^2]: [The minutes](https://a.example/m).";
        let piece = Piece { headline: "Notes".into(), body: body.into(), ..Piece::default() };
        for format in ExportFormat::ALL.into_iter().filter(|format| format.is_text()) {
            let Ok(bytes) = convert_bytes(&piece, format, &OutletProfile::default()) else { continue };
            let told = export_receipt(&piece, format, &bytes, &Pictures::default());
            let changed: Vec<_> = told.iter().filter(|entry| entry.kind == ReceiptKind::Changed).collect();
            assert!(changed.is_empty(), "{}: {changed:?}", format.name());
            let lost = told.iter().filter(|entry| entry.what == "footnote").count();
            let is_there = String::from_utf8_lossy(&bytes).contains("in a letter");
            assert_eq!(lost, if is_there { 0 } else { 2 }, "{}: {told:?}", format.name());
        }
    }

    #[test]
    fn a_picture_that_is_not_on_the_desk_is_never_told_to_be_called() {
        let body = "![a](pictures/a-0123456789abcdef0123456789abcdef.gif)".to_owned();
        let piece = Piece { body, ..Piece::default() };
        let mut there = Pictures::default();
        let gif = include_bytes!("../../../../tests/fixtures/pictures/dots.gif");
        there.add("a-0123456789abcdef0123456789abcdef.gif", &model::picture::Picture::taken("a.gif", gif).unwrap());
        let kind = |format, pictures: &Pictures| pictures_told(&piece, format, pictures)[0].kind;
        for format in ExportFormat::ALL {
            assert_eq!(kind(format, &Pictures::default()), ReceiptKind::Dropped, "{}", format.name());
        }
        assert_eq!(kind(ExportFormat::Icml, &there), ReceiptKind::Changed);
        assert_eq!(kind(ExportFormat::Html, &there), ReceiptKind::Kept);
        assert_eq!(kind(ExportFormat::Indesign, &there), ReceiptKind::Dropped, "tagged text has words");
    }

    #[test]
    fn what_a_form_has_no_place_for_is_told() {
        let txt = told(ExportFormat::Txt);
        let dropped: Vec<&str> =
            txt.iter().filter(|(kind, ..)| *kind == ReceiptKind::Dropped).map(|(_, what, _)| what.as_str()).collect();
        assert!(dropped.contains(&"link"), "{txt:?}");
        assert!(txt.contains(&(ReceiptKind::Kept, "body".into(), "2 of 2 lines of text".into())), "{txt:?}");
        for format in [ExportFormat::Html, ExportFormat::Md, ExportFormat::Json, ExportFormat::Ninjs] {
            let told = told(format);
            // On the web the headline for the web stands in the place of the other.
            let gone = told.iter().find(|(kind, what, _)| *kind != ReceiptKind::Kept && !what.starts_with("headline"));
            assert_eq!(gone, None, "{}", format.name());
        }
    }
}
