//! Reading a PDF back: the words that it shows, in the order in which its structure tells them.
//!
//! Only files of the press are understood, and of those only what the press writes: text in embedded faces, links, lines.
//! What can show other words than the text says (pictures over words, forms, notes of a viewer, a file that was added to) is
//! told. Pictures that stand by themselves are counted: what is in them is for a person to see.

mod content;
mod face;
mod file;
mod object;
mod place;
mod sheet;
mod table;

use content::Page;
use file::File;
use object::Object;
use std::collections::{HashMap, HashSet};
use thiserror::Error;

/// Elements of a structure.
const MOST_ELEMENTS: usize = 100_000;
/// Lies over the letter before it and strikes it out.
const STROKE: char = '\u{336}';
/// Levels of a structure.
const DEEPEST: usize = 60;

/// Why a PDF can't be read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// It is no PDF.
    #[error("This is no PDF. Nothing was changed.")]
    NoPdf,
    /// It is too long.
    #[error("This PDF is too long to be read back. Nothing was changed.")]
    TooLong,
    /// Somebody changed it after it was printed.
    #[error(
        "This PDF was changed or saved anew after it was printed, so what it shows can't be told from its text. Print it anew, or \
         compare the text itself."
    )]
    Changed,
    /// Somebody else made it.
    #[error(
        "This PDF was not printed by Standfirst, and the text of others’ files can’t be read back. Compare the Markdown, the web page \
         or the text instead."
    )]
    Foreign,
}

/// What a PDF says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadPdf {
    /// Its paragraphs, as a reader meets them; heads of sheets and numbers of pages are none.
    pub paragraphs: Vec<String>,
    /// Whether it shows anything that is no text of its structure, so that a reader can see something else.
    pub hides: bool,
    /// How many pictures it shows. What is in them is not read.
    pub pictures: usize,
    /// Words that are no part of its text: the head of a sheet.
    pub aside: Vec<String>,
}

/// Reads a PDF back.
///
/// # Errors
/// When it is none, was not printed by the press, or was changed.
pub fn read(pdf: &[u8]) -> Result<ReadPdf, ReadError> {
    let mut file = File::read(pdf)?;
    let root = file.only("StructTreeRoot").filter(|_| file.is_ours()).ok_or(ReadError::Foreign)?;
    let sheets = sheet::all(&file);
    // Sheets that are none of the press's own may be shown otherwise, twice, or not at all.
    let mut hides = sheets.is_none() || file.all().any(|(_, object)| is_more_than_text(&file, object));
    let mut said: HashMap<(u32, u32), String> = HashMap::new();
    let mut shown: HashSet<(u32, u32)> = HashSet::new();
    let mut struck: HashSet<(u32, u32)> = HashSet::new();
    let mut aside: Vec<String> = Vec::new();
    let mut pictures = 0;
    for (id, size) in sheets.unwrap_or_else(|| sheet::any(&file)) {
        let page = Page::read(&mut file, id, size)?;
        hides |= page.hides;
        struck.extend(page.struck.into_iter().map(|mark| (id, mark)));
        aside.extend(page.aside.into_iter().filter(|text| text.contains(char::is_alphabetic)));
        pictures += page.pictures.len();
        shown.extend(page.pictures.into_iter().map(|mark| (id, mark)));
        said.extend(page.said.into_iter().map(|(mark, text)| ((id, mark), text)));
    }
    for (_, text) in said.iter_mut().filter(|(place, _)| struck.contains(place)) {
        *text = text.chars().flat_map(|c| [Some(c), (!c.is_whitespace()).then_some(STROKE)]).flatten().collect();
    }
    aside.sort_unstable();
    aside.dedup();
    let mut walk = Walk { file: &file, said, shown, out: vec![String::new()], left: MOST_ELEMENTS, in_figure: false };
    walk.element(root, None, 0, false);
    // So are pictures that the structure does not call such.
    hides |= !walk.shown.is_empty();
    // Words that the structure does not name are on the page all the same.
    hides |= walk.said.values().any(|text| !text.trim().is_empty());
    let paragraphs = walk.out.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(ReadPdf { paragraphs: paragraphs.collect(), hides, pictures, aside })
}

/// Whether an object can show what the text does not say.
fn is_more_than_text(file: &File<'_>, object: &Object) -> bool {
    let kind = |key: &str| file.get(object, key).and_then(Object::name);
    let is_annotation = kind("Type") == Some("Annot") || object.get("Rect").is_some();
    let is_figure = kind("S") == Some("Figure");
    // A picture of the page is shown by the page, which tells of it.
    matches!(kind("Subtype"), Some("Form" | "Type3" | "PS"))
        || object.get("PatternType").and_then(Object::number) == Some(1.0)
        || kind("S") == Some("JavaScript")
        || object.get("JS").is_some()
        || object.get("AcroForm").is_some()
        || object.get("OCProperties").is_some()
        || (object.get("Alt").is_some() && !is_figure)
        || object.get("E").is_some_and(|_| kind("Type") == Some("StructElem"))
        || object.get("ActualText").is_some_and(|_| kind("Type") == Some("StructElem"))
        || (is_annotation && !is_plain_link(file, object))
}

/// Whether an annotation is a link that shows nothing of its own.
fn is_plain_link(file: &File<'_>, object: &Object) -> bool {
    let is_unseen = match file.get(object, "Border") {
        Some(Object::Array(border)) => border.iter().all(|part| part.number() == Some(0.0)),
        _ => false,
    };
    let shows = ["AP", "BS", "AA", "MK", "QuadPoints"].iter().any(|key| object.get(key).is_some());
    object.get("Subtype").and_then(Object::name) == Some("Link") && is_unseen && !shows
}

struct Walk<'a, 'b> {
    file: &'a File<'b>,
    /// What is said under a mark of a page; taken out as it is met.
    said: HashMap<(u32, u32), String>,
    /// Pictures that are shown under a mark; taken out where the structure says that it is one.
    shown: HashSet<(u32, u32)>,
    in_figure: bool,
    out: Vec<String>,
    left: usize,
}

impl Walk<'_, '_> {
    fn element(&mut self, id: u32, page: Option<u32>, depth: usize, in_item: bool) {
        if depth > DEEPEST || self.left == 0 {
            return;
        }
        self.left -= 1;
        let file = self.file;
        let object = file.object(id);
        let name = file.get(object, "S").and_then(Object::name);
        let is_block = match name {
            Some("Span" | "Link" | "Em" | "Strong" | "Code" | "Quote" | "Reference" | "Sub" | "Lbl") => {
                attributes_say_block(file, object)
            }
            _ => true,
        };
        let page = reference(object.get("Pg")).or(page);
        let around = self.in_figure;
        self.in_figure |= name == Some("Figure");
        let is_label = in_item && name == Some("Lbl");
        if is_block || is_label {
            self.out.push(String::new());
        }
        if let Some(kids) = object.get("K") {
            self.kids(kids, page, depth, name == Some("LI"));
        }
        // What the press sets before an item stands for itself, as in a browser; a label of words is compared.
        if is_label && self.out.last().is_some_and(|label| is_sign(label)) {
            self.out.pop();
        }
        if is_block {
            self.out.push(String::new());
        }
        self.in_figure = around;
    }

    fn kids(&mut self, kids: &Object, page: Option<u32>, depth: usize, in_item: bool) {
        let file = self.file;
        match kids {
            Object::Array(all) => all.iter().for_each(|kid| self.kids(kid, page, depth, in_item)),
            Object::Number(mark) => {
                let mark = object::id_of(*mark);
                if let Some(place) = page.zip(mark).filter(|_| self.in_figure) {
                    self.shown.remove(&place);
                }
                if let Some(text) = page.zip(mark).and_then(|place| self.said.remove(&place))
                    && let Some(last) = self.out.last_mut()
                {
                    last.push_str(&text);
                }
            }
            Object::Dict(marked) if marked.contains_key("MCID") => {
                let page = reference(marked.get("Pg")).or(page);
                if let Some(mark) = marked.get("MCID") {
                    self.kids(mark, page, depth, in_item);
                }
            }
            Object::Reference(id) => match file.object(*id) {
                Object::Array(_) => self.kids(file.object(*id), page, depth, in_item),
                _ => self.element(*id, page, depth + 1, in_item),
            },
            _ => {}
        }
    }
}

/// Whether a label is the bullet of an item or its number.
fn is_sign(label: &str) -> bool {
    let label = label.trim();
    let number = label.strip_suffix('.').unwrap_or_default();
    label == "•" || (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn reference(object: Option<&Object>) -> Option<u32> {
    match object {
        Some(Object::Reference(id)) => Some(*id),
        _ => None,
    }
}

fn attributes_say_block(file: &File<'_>, object: &Object) -> bool {
    let says = |attributes: &Object| file.get(attributes, "Placement").and_then(Object::name) == Some("Block");
    match file.get(object, "A") {
        Some(Object::Array(all)) => all.iter().any(|one| says(file.resolve(one))),
        Some(one) => says(one),
        None => false,
    }
}
