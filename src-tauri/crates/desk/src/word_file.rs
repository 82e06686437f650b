//! Word files as pieces, and pieces as Word files.

use crate::Error;
use crate::marked::{Marked, Remark, Run, Signed, Spot, reading, split, tally};
use crate::source::{Understood, recount, today};
use model::picture::{Picture, Pictures, address};
use model::{Field, Piece, ReceiptEntry, ReceiptKind};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use word::{Outgoing, Stamp, Status, Text, Tracked};

/// Whether a file is to be read as one of Word: by its ending, or by what is in it.
pub(crate) fn is_word(name: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    let named = ["docx", "docm", "dotx", "dotm", "doc"].iter().any(|word| ending.eq_ignore_ascii_case(word));
    let within = || bytes.windows(17).any(|part| part == b"word/document.xml");
    named || (bytes.starts_with(b"PK\x03\x04") && within())
}

/// A Word file as a piece: its text with all tracked changes accepted, and beside it what was changed and said by whom.
/// What the desk does not keep of it is in the receipt.
pub(crate) fn understand(name: &str, bytes: &[u8]) -> Result<Understood, Error> {
    let read = word::read(bytes).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
    let body = read.body().accepted();
    let styled = |mut piece: Piece| {
        for text in &read.texts {
            *piece.text_mut(text.field) = text.text.accepted();
        }
        piece
    };
    let (mut piece, mut receipt, original, is_styled) = if read.ours {
        (styled(Piece::default()), Vec::new(), body, true)
    } else {
        let text = head(&read).iter().map(Tracked::accepted).collect::<String>() + &body;
        let found = intake::recognise(&text, &intake::Context { today: today() });
        let title = read.text(Field::Headline).accepted();
        // A style says what a paragraph is more surely than its words do.
        if title.is_empty() || found.piece.headline == title {
            (found.piece, found.receipt, text, false)
        } else {
            (styled(Piece::default()), Vec::new(), text, true)
        }
    };
    if piece.text(Field::Body).trim().is_empty() && piece.headline.is_empty() && !read.body().has_changes() {
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
    let (marked, stray) = marks(&read, &piece, is_styled);
    receipt.extend(marked.iter().flat_map(|marked| tally(marked, &stray)));
    let (pictures, told) = pictures(&read);
    receipt.extend(account(&read));
    receipt.extend(told);
    Ok(Understood { piece, receipt, original, marked, pictures })
}

/// Furniture that a style named, as it stands above a pasted page.
fn head(read: &word::Read) -> Vec<Tracked> {
    let mut out = Vec::new();
    for (field, label) in [(Field::Headline, "# "), (Field::Standfirst, ""), (Field::Byline, "By ")] {
        let text = read.text(field);
        if !text.accepted().is_empty() {
            let labelled = field == Field::Byline && text.accepted().to_lowercase().starts_with("by ");
            out.push(Tracked::plain(if labelled { "" } else { label }));
            out.extend([text, Tracked::plain("\n\n")]);
        }
    }
    out
}

/// Paragraphs that are listed one by one; more are counted.
const MOST_LISTED: usize = 50;

/// Where a byte of a text of the file is among the runs of the piece.
type Placing = dyn Fn(Field, &Range<usize>) -> Option<(Field, Range<usize>)>;

/// What the file's marks say, and changed words that are in no text of the piece. None when it has no marks.
fn marks(read: &word::Read, piece: &Piece, is_styled: bool) -> (Option<Marked>, Vec<Run>) {
    if read.comments.is_empty() && !read.texts.iter().any(|text| text.text.has_changes()) {
        return (None, Vec::new());
    }
    let initials: HashMap<&str, &str> =
        read.people.iter().map(|person| (person.name.as_str(), person.initials.as_str())).collect();
    let mut marked = Marked::default();
    let mut stray = Vec::new();
    let spot: Box<Placing> = if is_styled {
        for text in &read.texts {
            let flat = |run: Run| if text.field.single_line() { one_line(run) } else { run };
            marked.runs.insert(text.field, runs(&text.text, &initials).into_iter().map(flat).collect());
        }
        Box::new(|field: Field, range: &Range<usize>| Some((field, range.clone())))
    } else {
        let (mut whole, mut starts, mut at) = (Vec::new(), HashMap::new(), 0);
        let head = head(read);
        let fields = [Field::Headline, Field::Standfirst, Field::Byline].into_iter();
        let mut fields = fields.filter(|field| !read.text(*field).accepted().is_empty());
        for (number, text) in head.iter().enumerate() {
            if number % 3 == 1
                && let Some(field) = fields.next()
            {
                starts.insert(field, at);
            }
            at += text.union().len();
            whole.extend(runs(text, &initials));
        }
        starts.insert(Field::Body, at);
        whole.extend(runs(&read.body(), &initials));
        let texts: Vec<(Field, &str)> = Field::ALL
            .into_iter()
            .map(|field| (field, piece.text(field)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let parted = split(&whole, &texts);
        marked.runs.clone_from(&parted.runs);
        stray.clone_from(&parted.stray);
        Box::new(move |field: Field, range: &Range<usize>| {
            let start = starts.get(&field)?;
            parted.spot(&(start + range.start..start + range.end))
        })
    };
    for (field, runs) in &marked.runs {
        let before = reading(runs, Run::was);
        if !before.is_empty() {
            marked.before.insert(*field, before);
        }
    }
    let end = read.body().union().len();
    let mut threads: HashMap<u32, usize> = HashMap::new();
    for comment in &read.comments {
        let text = from_markdown(&comment.text);
        let by = Some(signed(&comment.by, &initials));
        if let Some(remark) = comment.parent.and_then(|id| marked.remarks.get_mut(*threads.get(&id)?)) {
            remark.replies.push((by, text));
            continue;
        }
        threads.insert(comment.id, marked.remarks.len());
        let spot = match &comment.place {
            // At the very end is what hangs on no passage.
            None => Spot::Piece,
            Some(place) if place.field == Field::Body && place.range == (end..end) => Spot::Piece,
            Some(place) => {
                spot(place.field, &place.range).map_or(Spot::Lost, |(field, range)| Spot::Runs(field, range))
            }
        };
        let (quote, replies, resolved) = (comment.quoted.clone(), Vec::new(), comment.resolved);
        marked.remarks.push(Remark { spot, quote, by, text, replies, resolved });
    }
    (Some(marked), stray)
}

fn runs(text: &Tracked, initials: &HashMap<&str, &str>) -> Vec<Run> {
    let of = |run: &word::Run| {
        let (inserted, removed) = match &run.status {
            Status::Kept => (None, None),
            Status::Inserted(by) => (Some(by), None),
            Status::Removed(by) => (None, Some(by)),
            Status::Passing { inserted, removed } => (Some(inserted), Some(removed)),
        };
        let signed = |by: Option<&Stamp>| by.map(|by| signed(by, initials));
        Run { text: run.text.clone(), inserted: signed(inserted), removed: signed(removed) }
    };
    text.runs.iter().map(of).collect()
}

/// Furniture is one line each.
fn one_line(run: Run) -> Run {
    Run { text: run.text.replace(['\n', '\r'], " "), ..run }
}

fn signed(by: &Stamp, initials: &HashMap<&str, &str>) -> Signed {
    let at = by.when.utc.as_deref().or(by.when.local.as_deref()).and_then(crate::clock::moment);
    let initials = initials.get(by.author.as_str()).copied().unwrap_or_default().to_owned();
    Signed { name: by.author.clone(), initials, at }
}

/// The words of a comment: what Markdown only escapes stands as it is.
fn from_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && (next.is_ascii_punctuation() || *next == '\n') => out.extend(chars.next()),
            _ => out.push(c),
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
    // Changes and comments are told with their people, and each picture is listed below.
    let told = ["word.changes", "word.comments", "word.images"];
    read.receipt.iter().filter(|entry| !told.contains(&entry.rule.as_str())).cloned().collect()
}

/// The pictures of the file, and what became of each.
fn pictures(read: &word::Read) -> (Vec<Picture>, Vec<ReceiptEntry>) {
    let (mut out, mut told) = (Vec::new(), Vec::new());
    for image in &read.images {
        let named = |name: &str| if image.alt.is_empty() { name.to_owned() } else { format!("{name}: {}", image.alt) };
        match Picture::taken(&image.name, &image.bytes) {
            Ok(picture) => {
                told.push(ReceiptEntry::new(ReceiptKind::Kept, "picture", "word.picture").saying(named(&picture.name)));
                out.push(picture);
            }
            Err(refused) => {
                let says = format!("{}. {refused}", named(&image.name));
                told.push(ReceiptEntry::new(ReceiptKind::Dropped, "image", "word.image_not_kept").saying(says));
            }
        }
    }
    (out, told)
}

/// A Word file, and what became of the piece in it.
#[derive(Clone, Debug, PartialEq)]
pub struct WordFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was kept, changed and dropped.
    pub receipt: model::Receipt,
    /// The piece's slugline, for the file's name.
    pub name: String,
}

/// A piece as a clean Word file: nobody's name but those that are printed, no changes, no comments.
pub(crate) fn write(piece: &Piece, seal: Option<&str>, pictures: &Pictures) -> WordFile {
    let outgoing = Outgoing { seal: seal.map(str::to_owned), ..clean(piece, pictures) };
    let written = word::write(&outgoing);
    let receipt = told(&outgoing, &written.bytes);
    WordFile { bytes: written.bytes, receipt: [receipt, written.receipt].concat(), name: piece.slugline.clone() }
}

/// What a clean Word file tells of its piece.
pub(crate) fn told_of(piece: &Piece, bytes: &[u8]) -> model::Receipt {
    told(&clean(piece, &Pictures::default()), bytes)
}

/// The pictures as a Word file takes them.
pub(crate) fn images(pictures: &Pictures) -> Vec<word::Image> {
    let image = |picture: &Picture| word::Image {
        name: address(&picture.name),
        media_type: picture.kind.media_type().to_owned(),
        alt: String::new(),
        bytes: picture.bytes.to_vec(),
    };
    pictures.iter().map(image).collect()
}

fn clean(piece: &Piece, pictures: &Pictures) -> Outgoing {
    let text = |field: &Field| {
        let words = piece.text(*field);
        (!words.is_empty()).then(|| Text { field: *field, text: Tracked::plain(words) })
    };
    Outgoing {
        texts: Field::ALL.iter().filter_map(text).collect(),
        language: piece.language.clone(),
        title: piece.headline.clone(),
        images: images(pictures),
        ..Outgoing::default()
    }
}

/// What a Word file tells of the texts that went into it: it is read again, and each text compared with what it was.
pub(crate) fn told(outgoing: &Outgoing, bytes: &[u8]) -> Vec<ReceiptEntry> {
    let mut out = Vec::new();
    let entry = |kind, what: &str, rule: &str, says: String| ReceiptEntry::new(kind, what, rule).saying(says);
    let read = match word::read(bytes) {
        Ok(read) => read,
        Err(error) => return vec![entry(ReceiptKind::Changed, "file", "word.not_read_again", error.to_string())],
    };
    for text in &outgoing.texts {
        let name = text.field.name();
        let back = read.text(text.field);
        let sides = [(text.text.accepted(), back.accepted()), (text.text.rejected(), back.rejected())];
        let words = crate::count_words(&sides[0].0);
        if sides.iter().all(|(was, is)| was == is) {
            out.push(entry(ReceiptKind::Kept, name, "word.text", format!("{words} words")));
            continue;
        }
        let worded = |(was, is): &(String, String)| {
            markdown::plain_text(was).split_whitespace().eq(markdown::plain_text(is).split_whitespace())
        };
        let (rule, says) = if sides.iter().all(worded) {
            ("word.marks", "all kept; marks of Markdown read otherwise when the file is taken in again")
        } else {
            ("word.text", "some of them are written otherwise in the file, or stand elsewhere: look at it")
        };
        out.push(entry(ReceiptKind::Changed, name, rule, format!("{words} words, {says}")));
        let [(was, is), _] = &sides;
        let gone = otherwise(was, is);
        let line = |(line, words): &(u32, &str)| ReceiptEntry::new(ReceiptKind::Changed, name, rule).at(*line, *words);
        out.extend(gone.iter().take(MOST_LISTED).map(line));
        out.extend(
            gone.len()
                .checked_sub(MOST_LISTED)
                .filter(|more| *more > 0)
                .map(|more| entry(ReceiptKind::Changed, name, "export.more", format!("{more} more"))),
        );
    }
    out
}

/// The paragraphs of a text that another reading does not have, each with its line (from 1).
fn otherwise<'a>(was: &'a str, is: &str) -> Vec<(u32, &'a str)> {
    let mut there: HashMap<&str, usize> = HashMap::new();
    for part in is.split("\n\n") {
        *there.entry(part.trim()).or_default() += 1;
    }
    let (mut out, mut line) = (Vec::new(), 1u32);
    for part in was.split("\n\n") {
        match there.get_mut(part.trim()).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None if part.trim().is_empty() => {}
            None => out.push((line, part.trim_matches('\n'))),
        }
        line += 2 + u32::try_from(part.matches('\n').count()).unwrap_or(0);
    }
    out
}

/// The time of the desk's log (milliseconds since 1970; 0 for none) and a name, as a Word file keeps them.
pub(crate) fn stamp_of(name: &str, at: i64) -> Stamp {
    let instant = jiff::Timestamp::from_millisecond(at - at.rem_euclid(1_000)).ok().filter(|_| at > 0);
    let local = instant.map(|at| at.to_zoned_datetime(jiff::tz::TimeZone::system()));
    Stamp {
        author: name.to_owned(),
        when: word::When {
            local: local.map(|local| local.strftime("%Y-%m-%dT%H:%M:%S").to_string()),
            utc: instant.map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        },
    }
}

/// The words of a comment as Markdown that says just them.
pub(crate) fn to_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    for (number, line) in lines.iter().enumerate() {
        for c in line.chars() {
            if c.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(c);
        }
        match lines.get(number + 1) {
            // One break inside a paragraph; an empty line parts two.
            Some(next) if !line.is_empty() && !next.is_empty() => out.push_str("\\\n"),
            Some(_) => out.push('\n'),
            None => {}
        }
    }
    out
}
