//! The paragraphs of a page, and what they are, as far as the page says so.

use super::about::{self, About};
use super::looks;
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

/// Raw text that says something of the page.
enum Raw {
    Title,
    Data,
    Style,
}

/// Most sayings of a head that are noted.
const MOST_ABOUT: usize = 100;

/// What a page says where no reader looks.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) fingerprints: Vec<String>,
    pub(super) scripts: bool,
    pub(super) hides: bool,
    /// The first thing of which nobody can tell here what a reader sees of it.
    pub(super) doubt: Option<String>,
    /// Style sheets, in it and beside it.
    pub(super) sheets: usize,
    /// The text of those in it.
    pub(super) styles: String,
    /// Where its links lead, without those within the page.
    pub(super) links: Vec<String>,
    /// What it says of itself to networks and search engines.
    pub(super) about: Vec<About>,
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

/// Most links that are noted.
const MOST_LINKS: usize = 10_000;

/// Most pictures that are noted.
const MOST_PICTURES: usize = 10_000;

/// Where the links of a page lead.
pub(super) fn links_of(html: &str) -> Vec<String> {
    marks_of(html).links
}

/// The pictures of a page, in order.
pub(super) fn pictures_of(html: &str) -> Vec<ShownPicture> {
    marks_of(html).pictures
}

/// Whether an address runs something instead of leading somewhere. Browsers pass over blanks and control characters.
fn runs(address: &str) -> bool {
    let start: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(16).collect();
    let start = start.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:text/html"].iter().any(|scheme| start.starts_with(scheme))
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
    let mut marks = Marks::default();
    // The raw text that comes next, if it says something of the page.
    let mut next = None;
    for token in Tokens::of(html) {
        if let Token::Open(tag) = &token {
            marks.doubt = marks.doubt.take().or_else(|| looks::doubt(tag));
            let is_sheet = tag.attribute("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet"));
            marks.sheets += usize::from(tag.name == "style" || (tag.name == "link" && is_sheet));
        }
        match token {
            Token::Comment(text) => marks.fingerprints.extend(fingerprints_in(text)),
            Token::Text(text) => match next.take() {
                Some(Raw::Title) => marks.about.push(About::named("title", &decode(text))),
                Some(Raw::Data) => about::data(text, &mut marks.about),
                Some(Raw::Style) => marks.styles.push_str(text),
                None => {}
            },
            Token::Open(tag) if tag.name == "meta" => {
                let content = tag.attribute("content").unwrap_or_default();
                marks.fingerprints.extend(fingerprints_in(content));
                let name = tag.attribute("name").or(tag.attribute("property")).or(tag.attribute("itemprop"));
                marks.about.extend(name.and_then(|name| About::of_meta(name, &decode(content))));
            }
            Token::Open(tag) if tag.name == "script" => {
                let kind = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
                let is_data = kind == "application/ld+json";
                marks.scripts |= !is_data || tag.attributes().any(|(name, _)| name.starts_with("on") || name == "src");
                next = is_data.then_some(Raw::Data);
            }
            Token::Open(tag) => {
                next = match &*tag.name {
                    "title" => Some(Raw::Title),
                    "style" => Some(Raw::Style),
                    _ => None,
                };
                marks.scripts |= tag.attributes().any(|(_, value)| runs(&decode(value)));
                if let Some(address) = tag.attribute("href").filter(|_| tag.name == "a") {
                    let address = decode(address).trim().to_owned();
                    if !address.starts_with('#') && marks.links.len() < MOST_LINKS {
                        marks.links.push(address);
                    }
                }
                marks.scripts |= tag.attributes().any(|(name, _)| name.starts_with("on"));
                marks.hides |= hides(&tag);
                if matches!(&*tag.name, "img" | "image") && marks.pictures.len() < MOST_PICTURES {
                    let said = |name: &str| decode(tag.attribute(name).unwrap_or_default()).into_owned();
                    marks.pictures.push(ShownPicture { address: said("src"), alt: normal(&said("alt")) });
                }
            }
            _ => {}
        }
        marks.fingerprints.truncate(100);
        marks.about.truncate(MOST_ABOUT);
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
        "del",
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
        "s",
        "section",
        "span",
        "strike",
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

/// How markup is read.
#[derive(Clone, Copy, Default)]
pub(super) struct Manner {
    /// Whether the footnotes below a body get their numbers in front, as the press sets them; a browser counts them itself.
    pub(super) numbered: bool,
    /// Whether words that are struck out are marked so.
    pub(super) struck: bool,
}

/// Lies over the letter before it and strikes it out.
const STROKE: char = '\u{336}';

/// Takes well-formed markup apart into paragraphs.
pub(super) fn blocks_of(html: &str, manner: Manner) -> Vec<Block> {
    let ours = html.contains("class=\"sheet");
    let mut reader = Reader::default();
    // For every open element: its name, and the part it began.
    let mut open: Vec<(String, Option<Part>)> = Vec::new();
    let mut struck = 0usize;
    for token in Tokens::of(html) {
        match token {
            Token::Text(text) if manner.struck && struck > 0 => reader.strike(&decode(text)),
            Token::Text(text) => reader.text.push_str(&decode(text)),
            Token::Open(tag) => {
                let class = tag.attribute("class").unwrap_or_default();
                let part = if ours { part_of(class) } else { None };
                if is_block(&tag.name) || part.is_some() {
                    reader.end();
                } else if is_gap(&tag.name) {
                    reader.text.push(' ');
                }
                if let Some(number) = note_number(&tag).filter(|_| manner.numbered) {
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
                struck += usize::from(looks::strikes(&tag.name));
                let name = if picture { "picture".to_owned() } else { tag.name.into_owned() };
                open.push((name, part));
                reader.part = part.unwrap_or(reader.part);
            }
            Token::Close { name, .. } => {
                let Some((opened, part)) = open.pop() else { continue };
                struck = struck.saturating_sub(usize::from(looks::strikes(&opened)));
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
    fn strike(&mut self, text: &str) {
        for c in text.chars() {
            self.text.push(c);
            // What can't be seen can't be struck out.
            if !normal(c.encode_utf8(&mut [0; 4])).is_empty() {
                self.text.push(STROKE);
            }
        }
    }

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
