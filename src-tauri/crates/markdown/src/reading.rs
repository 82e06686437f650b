//! The reading form of a piece, and of files that were made of it.
//!
//! A seal is verified by comparing whole texts: the sealed one as its readers see it, and what a file says. A file can
//! be one of ours, one that went through a content system, or a text copied from a browser; what a page shows besides
//! the piece (masthead, labels) is told apart, everything else is compared.

mod about;
mod html;
mod looks;
mod sides;

pub use html::ShownPicture;
pub use sides::{Sides, sides};

use crate::blocks::{RenderOptions, render_body, render_inline};
use crate::depth::nests_within;
use crate::front::read_front_matter;
use crate::simplify::{Fate, simplify};
use crate::text::{markup_in, words_of};
use about::About;
use html::{Block, Manner, blocks_of, links_of, marks_of, pictures_of};
use model::Field;
use model::review::reading::normal;
use model::review::seal::fingerprints_in;
use model::review::{Texts, texts_of};

/// Longest file that is looked at, in bytes.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Most fingerprints that are noted.
const MOST_FINGERPRINTS: usize = 100;
/// Levels of elements that a file may have.
const DEEPEST: usize = 400;

/// What kind of file a text was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    /// Markdown with front matter: every text has its name.
    Markdown,
    /// A web page of ours: its parts are marked.
    Page,
    /// HTML without such marks, or a text: paragraphs in order.
    Flow,
}

/// What a file says, to be held against a sealed text; see [`sides`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// What it was read as.
    pub form: FileForm,
    /// The fingerprints that stand in it, in order.
    pub fingerprints: Vec<String>,
    /// The texts by name, exactly as the file has them; Markdown with front matter only.
    pub texts: Option<Texts>,
    /// The language that it names; Markdown only.
    pub language: Option<String>,
    /// Whether it carries scripts of its own, so that a browser can show something else than what it says.
    pub scripts: bool,
    /// Whether some of its elements are hidden by their own attributes, so that a reader can see less than it says.
    /// What a style sheet hides is not noticed.
    pub hides: bool,
    /// The first thing in it of which nobody can tell here what a reader sees of it: an element that articles don't need,
    /// a style. What a style sheet does is not looked at.
    pub doubt: Option<String>,
    /// The style sheet that it carries; none of a text without markup.
    pub style: Option<String>,
    /// Where its links lead, in order, without those within it; none of a text without markup.
    pub links: Vec<String>,
    /// The pictures that it shows, in order; none of a text without markup.
    pub pictures: Vec<ShownPicture>,
    /// What its head says of it.
    about: Vec<About>,
    /// Whether it is a text without markup.
    is_text: bool,
    /// Whether it is a printed page, which shows notes, and what is struck out.
    is_print: bool,
    /// Its paragraphs, in one way or in several ways of parting them.
    flows: Vec<Vec<Block>>,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadFileError {
    /// More than a piece can be.
    #[error("The file is too long to be compared with a seal.")]
    TooLong,
    /// Elements inside elements beyond all measure.
    #[error("The page nests too deeply to be compared with a seal.")]
    TooDeep,
}

/// The pictures of the desk that a body shows, with what they show.
pub fn pictures_in(body: &str) -> Vec<ShownPicture> {
    pictures_of(&render_body(body, &RenderOptions::default()))
}

/// Where the links of a piece lead, in page order.
pub fn links_in(texts: &Texts) -> Vec<String> {
    let opts = RenderOptions::default();
    let html = |field: &Field, text: &String| match field {
        Field::Body => render_body(text, &opts),
        Field::Standfirst | Field::AuthorNote | Field::Disclosure | Field::CorrectionNote => inline_html(text),
        _ => String::new(),
    };
    Field::ALL.iter().filter_map(|field| Some(links_of(&html(field, texts.get(field)?)))).flatten().collect()
}

/// A line of furniture as HTML.
fn inline_html(text: &str) -> String {
    render_inline(text, &RenderOptions::default())
}

/// The words of a line of furniture as a reader sees them, without Markdown marks.
pub fn inline_text(text: &str) -> String {
    words_of(&inline_html(text))
}

/// The whole piece as its readers see it: the texts in page order, rendered, as one line in reading form. The reading
/// digest of a seal is made of it.
pub fn reading_text(texts: &Texts, opts: &RenderOptions) -> String {
    reading_in(texts, opts, Manner::default())
}

fn reading_in(texts: &Texts, opts: &RenderOptions, manner: Manner) -> String {
    let words =
        Field::ALL.into_iter().filter_map(|field| texts.get(&field).map(|text| field_words(field, text, opts, manner)));
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// One text as its readers see it, in reading form.
fn field_words(field: Field, text: &str, opts: &RenderOptions, manner: Manner) -> String {
    match field {
        Field::Body => joined(&blocks_of(&render_body(text, opts), manner)),
        Field::Standfirst | Field::AuthorNote | Field::Disclosure | Field::CorrectionNote => {
            joined(&blocks_of(&render_inline(text, opts), manner))
        }
        _ => normal(text),
    }
}

fn joined(blocks: &[Block]) -> String {
    normal(&blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// Reads a file: Markdown, HTML or text, as its name or its beginning says. `name` is the file's name; empty for a
/// text that was pasted.
///
/// # Errors
/// When it is too long, or nests too deeply.
pub fn read_file(name: &str, text: &str) -> Result<ReadFile, ReadFileError> {
    if text.len() > MOST_BYTES {
        return Err(ReadFileError::TooLong);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lower = name.to_lowercase();
    let named = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    if named(&[".html", ".htm", ".xhtml"]) || (!named(&[".md", ".markdown", ".txt"]) && looks_like_html(text)) {
        return html_file(text);
    }
    let markdown = if named(&[".txt"]) { None } else { read_front_matter(text).ok() };
    match markdown {
        Some(read) if read.had_front_matter => Ok(ReadFile {
            form: FileForm::Markdown,
            texts: Some(texts_of(&read.piece)),
            language: read.piece.language.clone(),
            ..markdown_file(&read.piece.body, Vec::new(), fingerprints_in(text))
        }),
        _ if named(&[".md", ".markdown"]) => {
            let blocks = blocks_of(&render_body(text, &RenderOptions::default()), MARKED);
            Ok(markdown_file(text, vec![blocks], fingerprints_in(text)))
        }
        _ => Ok(flow(vec![paragraphs(text), lines(text)], fingerprints_in(text), true)),
    }
}

/// The texts of a file that has them by name, as Markdown.
pub fn read_texts(texts: Texts, language: Option<String>) -> ReadFile {
    let body = texts.get(&Field::Body).cloned().unwrap_or_default();
    ReadFile { form: FileForm::Markdown, texts: Some(texts), language, ..markdown_file(&body, Vec::new(), Vec::new()) }
}

/// Reads the words of a printed page: paragraphs parted by blank lines, a stroke over each letter that is struck out.
///
/// # Errors
/// When it is too long.
pub fn read_print(text: &str) -> Result<ReadFile, ReadFileError> {
    Ok(ReadFile { is_print: true, ..read_file("print.txt", text)? })
}

/// A body with what the markup in it can do, which our own page leaves out and another reader of Markdown may not.
fn markdown_file(body: &str, flows: Vec<Vec<Block>>, fingerprints: Vec<String>) -> ReadFile {
    let marks = marks_of(&markup_in(body));
    ReadFile {
        scripts: marks.scripts,
        hides: marks.hides,
        doubt: marks.doubt,
        style: (marks.sheets > 0).then_some(marks.styles),
        links: links_of(&render_body(body, &RenderOptions::default())),
        pictures: pictures_in(body),
        ..flow(flows, fingerprints, false)
    }
}

/// How markup is read that shows what is struck out.
const MARKED: Manner = Manner { numbered: false, struck: true };

fn flow(flows: Vec<Vec<Block>>, fingerprints: Vec<String>, is_text: bool) -> ReadFile {
    ReadFile {
        form: FileForm::Flow,
        fingerprints,
        texts: None,
        language: None,
        scripts: false,
        hides: false,
        doubt: None,
        style: None,
        links: Vec::new(),
        pictures: Vec::new(),
        about: Vec::new(),
        is_text,
        is_print: false,
        flows,
    }
}

/// Whether a pasted text is markup.
fn looks_like_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(400).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<!--")
        || ["<html", "<head", "<body", "<meta", "<p>", "<p ", "<h1", "<h2", "<div", "<article", "<span"]
            .iter()
            .any(|tag| start.starts_with(tag))
}

fn html_file(text: &str) -> Result<ReadFile, ReadFileError> {
    let mut marks = marks_of(text);
    let simple = simplify(text, |_| Fate::Keep);
    if !nests_within(&simple, DEEPEST) {
        return Err(ReadFileError::TooDeep);
    }
    let clean = html::cleaned(&simple);
    if !nests_within(&clean, DEEPEST) {
        return Err(ReadFileError::TooDeep);
    }
    let blocks = blocks_of(&clean, MARKED);
    let mut fingerprints: Vec<String> = Vec::new();
    let said = blocks.iter().flat_map(|block| fingerprints_in(&block.text));
    for fingerprint in marks.fingerprints.into_iter().chain(said) {
        if fingerprints.len() < MOST_FINGERPRINTS && !fingerprints.contains(&fingerprint) {
            fingerprints.push(fingerprint);
        }
    }
    let page = blocks.iter().any(|block| block.part == html::Part::Text(Field::Body));
    // A page of ours has one style sheet, its own; others can do with its words what they like.
    if page && marks.sheets > 1 {
        marks.doubt.get_or_insert_with(|| "a second style sheet".to_owned());
    }
    Ok(ReadFile {
        form: if page { FileForm::Page } else { FileForm::Flow },
        fingerprints,
        texts: None,
        language: None,
        scripts: marks.scripts,
        hides: marks.hides,
        doubt: marks.doubt,
        style: (marks.sheets > 0).then_some(marks.styles),
        links: marks.links,
        pictures: marks.pictures,
        about: marks.about,
        is_text: false,
        is_print: false,
        flows: vec![blocks],
    })
}

/// Paragraphs of a text, parted by blank lines.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut new = true;
    for line in text.lines() {
        match (line.trim().is_empty(), new) {
            (true, _) => new = true,
            (false, true) => {
                out.push(Block::plain(line));
                new = false;
            }
            (false, false) => {
                if let Some(last) = out.last_mut() {
                    last.text.push('\n');
                    last.text.push_str(line);
                }
            }
        }
    }
    out
}

/// Every line a paragraph of its own, as a browser copies them.
fn lines(text: &str) -> Vec<Block> {
    text.lines().filter(|line| !line.trim().is_empty()).map(Block::plain).collect()
}
