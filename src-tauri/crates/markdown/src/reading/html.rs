//! The paragraphs of a page, and what they are, as far as the page says so.

use crate::tags::{Tag, Token, Tokens};
use crate::text::decode;
use ammonia::Builder;
use model::Field;
use model::review::reading::normal;
use model::review::seal::fingerprints_in;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a paragraph is, by the marks of our own pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing says so.
    Unknown,
    /// A text of the piece.
    Text(Field),
    /// The foot: a label and a note.
    Foot,
    /// Date, masthead, tagline, section.
    Frame,
    /// The line that names the seal.
    Seal,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) part: Part,
    pub(super) text: String,
}

impl Block {
    pub(super) fn plain(text: &str) -> Block {
        Block { part: Part::Unknown, text: text.to_owned() }
    }
}

/// What a page says where no reader looks.
pub(super) struct Marks {
    pub(super) fingerprints: Vec<String>,
    pub(super) scripts: bool,
    pub(super) hides: bool,
    pub(super) pictures: Vec<ShownPicture>,
}

/// A picture that a file shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPicture {
    /// Where it lies, as the file says.
    pub address: String,
    /// What it shows, in reading form.
    pub alt: String,
}

/// Most pictures that are noted.
const MOST_PICTURES: usize = 10_000;

/// The pictures of a page, in order.
pub(super) fn pictures_of(html: &str) -> Vec<ShownPicture> {
    marks_of(html).pictures
}

/// Whether a tag takes itself out of sight.
fn hides(tag: &Tag<'_>) -> bool {
    tag.attributes().any(|(name, value)| match name.as_str() {
        "hidden" => true,
        "style" => {
            let style: String = value.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).take(2000).collect();
            ["display:none", "visibility:hidden", "visibility:collapse", "opacity:0", "font-size:0", "clip"]
                .iter()
                .any(|rule| style.contains(rule))
        }
        _ => false,
    })
}

/// Fingerprints in the head's `meta` and in comments; whether there are scripts that run.
pub(super) fn marks_of(html: &str) -> Marks {
    let mut marks = Marks { fingerprints: Vec::new(), scripts: false, hides: false, pictures: Vec::new() };
    for token in Tokens::of(html) {
        match token {
            Token::Comment(text) => marks.fingerprints.extend(fingerprints_in(text)),
            Token::Open(tag) if tag.name == "meta" => {
                marks.fingerprints.extend(fingerprints_in(tag.attribute("content").unwrap_or_default()));
            }
            Token::Open(tag) if tag.name == "script" => {
                let kind = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
                marks.scripts |= kind != "application/ld+json";
            }
            Token::Open(tag) => {
                marks.scripts |= tag.attributes().any(|(name, _)| name.starts_with("on"));
                marks.hides |= hides(&tag);
                // Another picture than the one that is read can be shown by these.
                marks.hides |= matches!(&*tag.name, "source" | "video" | "object" | "embed" | "iframe")
                    || ["srcset", "poster"].iter().any(|name| tag.attribute(name).is_some());
                if matches!(&*tag.name, "img" | "image") && marks.pictures.len() < MOST_PICTURES {
                    let said = |name: &str| decode(tag.attribute(name).unwrap_or_default()).into_owned();
                    marks.pictures.push(ShownPicture { address: said("src"), alt: normal(&said("alt")) });
                }
            }
            _ => {}
        }
        marks.fingerprints.truncate(100);
    }
    marks
}

/// Elements that are looked at; of others the content is.
static READ: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let elements = [
        "address",
        "article",
        "aside",
        "b",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "span",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    builder
        .tags(HashSet::from(elements))
        .clean_content_tags(HashSet::from(["script", "style", "template", "title", "head"]))
        .generic_attributes(HashSet::from(["class"]))
        .link_rel(None);
    builder
});

/// Markup of others as well-formed markup of the few elements that matter.
pub(super) fn cleaned(simple: &str) -> String {
    READ.clean(simple).to_string()
}

/// How footnotes below a body are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Notes {
    /// As the markup has them: a browser counts them, and their words are all.
    Plain,
    /// With their numbers in front, as the press sets them.
    Numbered,
}

/// Takes well-formed markup apart into paragraphs.
pub(super) fn blocks_of(html: &str, notes: Notes) -> Vec<Block> {
    let ours = html.contains("class=\"sheet");
    let mut reader = Reader::default();
    // For every open element: its name, and the part it began.
    let mut open: Vec<(String, Option<Part>)> = Vec::new();
    for token in Tokens::of(html) {
        match token {
            Token::Text(text) => reader.text.push_str(&decode(text)),
            Token::Open(tag) => {
                let class = tag.attribute("class").unwrap_or_default();
                let part = if ours { part_of(class) } else { None };
                if is_block(&tag.name) || part.is_some() {
                    reader.end();
                } else if is_gap(&tag.name) {
                    reader.text.push(' ');
                }
                if let Some(number) = note_number(&tag).filter(|_| notes == Notes::Numbered) {
                    reader.text.push_str(number);
                    reader.text.push(' ');
                }
                let picture = class.split(' ').any(|name| name == "image-placeholder");
                if picture {
                    reader.text.push('[');
                }
                if matches!(&*tag.name, "br" | "hr") || tag.closed {
                    continue;
                }
                let name = if picture { "picture".to_owned() } else { tag.name.into_owned() };
                open.push((name, part));
                reader.part = part.unwrap_or(reader.part);
            }
            Token::Close { name, .. } => {
                let Some((opened, part)) = open.pop() else { continue };
                if opened == "picture" {
                    reader.text.push(']');
                }
                // The label of a note stands in bold before it, with nothing between.
                let label = matches!(&*name, "b" | "strong") && reader.part == Part::Foot;
                if is_block(&name) || part.is_some() {
                    reader.end();
                } else if label || is_gap(&name) {
                    reader.text.push(' ');
                }
                if part.is_some() {
                    reader.part = open.iter().rev().find_map(|(_, part)| *part).unwrap_or(Part::Unknown);
                }
            }
            Token::Comment(_) => {}
        }
    }
    reader.end();
    reader.blocks
}

struct Reader {
    blocks: Vec<Block>,
    text: String,
    part: Part,
}

impl Default for Reader {
    fn default() -> Self {
        Reader { blocks: Vec::new(), text: String::new(), part: Part::Unknown }
    }
}

impl Reader {
    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.blocks.push(Block { part: self.part, text });
        }
    }
}

/// The number of the footnote that begins here.
fn note_number<'t>(tag: &Tag<'t>) -> Option<&'t str> {
    if tag.name == "li" { tag.attribute("id")?.strip_prefix("fn-") } else { None }
}

/// What our page calls its parts.
fn part_of(class: &str) -> Option<Part> {
    class.split(' ').find_map(|name| match name {
        "kicker" => Some(Part::Text(Field::Kicker)),
        "headline" => Some(Part::Text(Field::Headline)),
        "standfirst" => Some(Part::Text(Field::Standfirst)),
        "byline" => Some(Part::Text(Field::Byline)),
        "body" => Some(Part::Text(Field::Body)),
        "foot" => Some(Part::Foot),
        "folio" | "masthead" | "tagline" | "section" => Some(Part::Frame),
        "seal" => Some(Part::Seal),
        _ => None,
    })
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

fn is_gap(name: &str) -> bool {
    matches!(name, "br" | "td" | "th")
}
