//! From a file or the clipboard to a piece, without a desk.

use crate::beside::{Came, Held, out_of, out_of_html, take_in};
use crate::files::read_with_pictures;
use crate::marked::Marked;
use crate::{Error, clock::SystemClock, word_file};
use model::picture::{Picture, Pictures, named, names_in};
use model::{Field, Piece, Receipt, ReceiptEntry, ReceiptKind};
use std::path::Path;

/// Rich text from the clipboard as Markdown.
#[derive(Clone, Debug)]
pub struct CleanedPaste {
    /// Markdown.
    pub markdown: String,
    /// Links that were kept.
    pub links: u32,
    /// What was dropped, in words.
    pub dropped: Vec<String>,
    /// What was done, as one sentence for the person who pasted.
    pub receipt: String,
}

/// A source as it was understood.
pub(crate) struct Understood {
    pub(crate) piece: Piece,
    pub(crate) receipt: Receipt,
    /// The source, decoded.
    pub(crate) original: String,
    /// What its marks said, where it had any.
    pub(crate) marked: Option<Marked>,
    /// The pictures that its body calls.
    pub(crate) pictures: Vec<Picture>,
}

/// Words of a Markdown text as a reader sees it.
pub fn count_words(text: &str) -> u32 {
    model::count_words(&markdown::plain_text(text))
}

/// Cleans rich text: structure, links and emphasis stay, styling goes.
///
/// # Errors
/// When the HTML is nested too deeply or too large.
pub fn clean_paste(html: &str) -> Result<CleanedPaste, Error> {
    clean_with_pictures(html, Held::default()).map(|(pasted, _)| pasted)
}

/// Cleans rich text, and gives the pictures that stood in it, as far as there is room in a piece that has these.
pub(crate) fn clean_with_pictures(html: &str, has: Held) -> Result<(CleanedPaste, Vec<Picture>), Error> {
    let (html, came) = out_of_html(html, has);
    let pasted = markdown::html_to_markdown(&html).map_err(|error| Error::bad(error.to_string()))?;
    let mut receipt = pasted.receipt();
    if came.is_full {
        receipt.push_str(" With all its pictures the piece would have more than 100 MB of them.");
    }
    let cleaned = CleanedPaste { markdown: pasted.markdown, links: pasted.links, dropped: pasted.dropped, receipt };
    let pictures = came.called_by(&cleaned.markdown).pictures;
    Ok((cleaned, pictures))
}

/// Reads a file as a piece. The desk is not touched.
///
/// # Errors
/// A sentence for every file that is no text.
pub fn read_file(path: &Path) -> Result<(Piece, Receipt), Error> {
    understand_file(path).map(|understood| (understood.piece, understood.receipt))
}

/// Reads a file as a piece, with the pictures that its body calls. The desk is not touched.
///
/// # Errors
/// As for [`read_file`].
pub fn read_file_with_pictures(path: &Path) -> Result<(Piece, Pictures), Error> {
    let understood = understand_file(path)?;
    let mut pictures = Pictures::default();
    for name in names_in(&understood.piece.body) {
        let mark = named(name).map(|named| named.mark);
        let found = understood.pictures.iter().find(|picture| Some(picture.mark()) == mark);
        found.into_iter().for_each(|picture| pictures.add(name, picture));
    }
    Ok((understood.piece, pictures))
}

pub(crate) fn understand_file(path: &Path) -> Result<Understood, Error> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let mut understood = understand_bytes(&name, &read_with_pictures(path)?)?;
    // Only a text of plain Markdown has files of its own beside it.
    if is_markdown(path) || ends(path, &["txt", "text"]) {
        let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        understood.take_in(folder);
    }
    Ok(understood)
}

impl Understood {
    /// Takes those pictures that stood in the file and that its body calls.
    fn bring(&mut self, came: Came) {
        let came = came.called_by(&self.piece.body);
        self.pictures.extend(came.pictures);
        self.receipt.extend(came.receipt);
    }

    /// Takes the pictures in that lie beside the text, or stand in it.
    pub(crate) fn take_in(&mut self, folder: Option<&Path>) {
        let came = take_in(&mut self.piece.body, folder);
        self.pictures.extend(came.pictures);
        self.receipt.extend(came.receipt);
    }
}

/// A Markdown file of the desk folder: as it says of itself, since its lines stay where they are. A plain text is sorted
/// like a pasted page: the file itself is left alone.
pub(crate) fn understand_in_folder(name: &str, bytes: &[u8]) -> Result<Understood, Error> {
    let is_text = Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
    let (text, came) = out_of(bytes);
    let decoded = intake::decode(&text).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
    if is_text || markdown::read_front_matter_lossy(&decoded.text).had_front_matter {
        return understand_bytes(name, bytes);
    }
    let mut piece = read_markdown(&decoded.text);
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    piece.slugline = model::slugify(&stem);
    piece.language = intake::language(&piece.body).map(str::to_owned);
    recount(&mut piece);
    let mut receipt = decoded.receipt;
    receipt.push(ReceiptEntry::new(ReceiptKind::Kept, "body", "body.markdown").saying(paragraphs(&piece.body)));
    let mut understood = Understood { piece, receipt, original: decoded.text, marked: None, pictures: Vec::new() };
    understood.bring(came);
    Ok(understood)
}

/// Reads the bytes of a file by its name.
pub(crate) fn understand_bytes(name: &str, bytes: &[u8]) -> Result<Understood, Error> {
    let path = Path::new(name);
    if word_file::is_word(name, bytes) {
        return word_file::understand(name, bytes);
    }
    if let Some(office) = crate::office_file::read(name, bytes) {
        return office.map(|mut understood| {
            name_by_file(&mut understood.piece, path);
            understood
        });
    }
    let (text, came) = out_of(bytes);
    let decoded = intake::decode(&text).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
    let mut understood = if ends(path, &["html", "htm"]) {
        understand_page(name, &decoded.text)?
    } else if is_markdown(path) {
        understand_markdown(name, &decoded.text)?
    } else {
        understand(&decoded.text)?
    };
    understood.receipt.splice(0..0, decoded.receipt);
    understood.bring(came);
    name_by_file(&mut understood.piece, path);
    Ok(understood)
}

/// Whether a file is one of Markdown, by its name.
pub(crate) fn is_markdown(path: &Path) -> bool {
    ends(path, &["md", "markdown", "mdown"])
}

fn ends(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

/// A Markdown file: its front matter, or a head that stands in blocks of its own; else as it says of itself.
///
/// What is cut off a pasted page may be words of a text here, and a line of it may be the start of a sentence. So what
/// was recognised counts only where every block of the file is one part or one paragraph, and nothing was set aside.
fn understand_markdown(name: &str, text: &str) -> Result<Understood, Error> {
    let front = markdown::read_front_matter_lossy(text);
    if let Some(broken) = front.receipt.iter().find(|entry| entry.rule == "front_matter.broken") {
        let why = broken.text.as_deref().unwrap_or("The front matter can't be read").trim_end_matches('.');
        let place = broken.line.map_or_else(String::new, |line| format!(" (line {line})"));
        return Err(Error::bad(format!(
            "“{name}”: {why}{place}. Nothing was brought in. Mend the lines between the two --- or take them out, and open it again."
        )));
    }
    if !front.had_front_matter {
        let found = understand(text)?;
        if keeps_its_blocks(text, &found) {
            return Ok(found);
        }
    }
    Ok(finished(text, with_front_matter(front)))
}

/// Whether every block of the text is whole in the body, or is one part of the head.
fn keeps_its_blocks(text: &str, found: &Understood) -> bool {
    if found.receipt.iter().any(|entry| entry.kind == ReceiptKind::SetAside) {
        return false;
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut blocks = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
    blocks.all(|block| block.len() == 1 || found.piece.body.contains(&block.join("\n")))
}

/// A piece without a slugline has that of its file.
fn name_by_file(piece: &mut Piece, path: &Path) {
    if piece.slugline.is_empty() {
        piece.slugline = model::slugify(&path.file_stem().unwrap_or_default().to_string_lossy());
    }
}

/// A Markdown file as it says of itself, with nothing recognised beyond its front matter.
pub(crate) fn read_markdown(text: &str) -> Piece {
    let front = markdown::read_front_matter_lossy(text);
    let mut piece = front.piece;
    if let Some(raw) = front.published_raw {
        set_published(&mut piece, &raw, &mut Receipt::new());
    }
    piece
}

/// A saved web page: its words and structure as Markdown, sorted like a pasted page.
fn understand_page(name: &str, html: &str) -> Result<Understood, Error> {
    let cleaned = markdown::html_to_markdown(html).map_err(|error| Error::bad(format!("“{name}”: {error}")))?;
    let mut understood = understand(&cleaned.markdown)?;
    understood.receipt.extend(paste_receipt(&cleaned));
    html.clone_into(&mut understood.original);
    Ok(understood)
}

/// What cleaning rich text changed and dropped, as lines of a receipt.
pub(crate) fn paste_receipt(pasted: &markdown::Pasted) -> Receipt {
    let changed = |count: u32, what: &str, rule: &str| {
        (count > 0).then(|| ReceiptEntry::new(ReceiptKind::Changed, what, rule).saying(count.to_string()))
    };
    let dropped = pasted.dropped.iter().map(|what| ReceiptEntry::new(ReceiptKind::Dropped, what, "paste.styling"));
    changed(pasted.changes, "tracked changes", "paste.accepted")
        .into_iter()
        .chain(changed(pasted.cleaned_links, "links", "paste.tracking"))
        .chain(dropped)
        .collect()
}

/// A text that is a Markdown file with front matter, or a page as it was pasted.
pub(crate) fn understand(text: &str) -> Result<Understood, Error> {
    let front = markdown::read_front_matter_lossy(text);
    let broken = front.receipt.iter().any(|entry| entry.rule == "front_matter.broken");
    Ok(finished(
        text,
        if front.had_front_matter || broken {
            with_front_matter(front)
        } else {
            let found = intake::recognise(text, &intake::Context { today: today() });
            (found.piece, found.receipt)
        },
    ))
}

/// What a Markdown file says of itself.
fn with_front_matter(front: markdown::FrontMatter) -> (Piece, Receipt) {
    let (mut piece, mut receipt) = (front.piece, front.receipt);
    if let Some(raw) = front.published_raw {
        set_published(&mut piece, &raw, &mut receipt);
    }
    receipt.push(ReceiptEntry::new(ReceiptKind::Kept, "body", "body.markdown").saying(paragraphs(&piece.body)));
    (piece, receipt)
}

/// What is found out about a piece once its parts are there: a name, the language, the counts.
fn finished(text: &str, (mut piece, mut receipt): (Piece, Receipt)) -> Understood {
    if piece.slugline.is_empty() {
        piece.slugline = model::slugify(&piece.headline);
    }
    if piece.language.is_none()
        && let Some(tag) = intake::language(&piece.body)
    {
        piece.language = Some(tag.to_owned());
        receipt.push(ReceiptEntry::new(ReceiptKind::Recognised, "language", "language.detected").saying(tag));
    }
    recount(&mut piece);
    Understood { piece, receipt, original: text.to_owned(), marked: None, pictures: Vec::new() }
}

/// Keeps the words as they were given, and what they mean beside them where they can be read as a date.
fn set_published(piece: &mut Piece, raw: &str, receipt: &mut Receipt) {
    let given = piece.published.printed.take();
    match intake::parse_printed_date(raw) {
        Some(date) => {
            piece.published.printed = given.or_else(|| (date.value != raw.trim()).then(|| raw.trim().to_owned()));
            piece.published.value = Some(date.value);
        }
        None => {
            piece.published.printed = given.or_else(|| Some(raw.to_owned()));
            receipt.push(ReceiptEntry::new(ReceiptKind::Kept, "published", "published.unreadable").saying(raw));
        }
    }
}

pub(crate) fn today() -> Option<jiff::civil::Date> {
    use crate::Clock;
    let now = jiff::Timestamp::from_millisecond(SystemClock.now_ms()).ok()?;
    Some(now.to_zoned_datetime(jiff::tz::TimeZone::system()).date())
}

/// Sets the counts of a piece from its body.
pub(crate) fn recount(piece: &mut Piece) {
    piece.word_count = count_words(piece.text(Field::Body));
    piece.reading_minutes = model::reading_minutes(piece.word_count);
}

fn paragraphs(body: &str) -> String {
    let count = body.split("\n\n").filter(|part| !part.trim().is_empty()).count();
    if count == 1 { "1 paragraph".into() } else { format!("{count} paragraphs") }
}
