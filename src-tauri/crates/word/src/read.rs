//! A Word file to texts, comments, people, pictures and a receipt.

mod captions;
mod comments;
pub(crate) mod fields;
mod inlines;
mod lay;
mod merge;
pub(crate) mod notes;
pub(crate) mod numbering;
mod parts;
pub(crate) mod source;
pub(crate) mod spans;
pub(crate) mod styles;
mod tokens;
mod walk;

use crate::Error;
use crate::package::Package;
use crate::rules::Tally;
use crate::tracked::Tracked;
use crate::values::{Comment, Image, Person, Place, Read, Text};
use crate::xml::Parser;
use lay::Layer;
use merge::{Merged, merge};
use model::{Field, ReceiptEntry, ReceiptKind};
use numbering::Numbering;
use parts::Parts;
use source::{Block, Kind, Reading, Source, What};
use std::collections::{HashMap, HashSet};
use styles::Styles;
use tokens::{Class, Token};
use walk::Walker;

/// The part of a Word file that says how its words look (`word/styles.xml`), as it stands; empty when it has none.
///
/// # Errors
/// As for [`read`].
pub fn looks(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut parser = Parser::default();
    let mut package = Package::open(bytes, &mut parser)?;
    let parts = Parts::find(&mut package, &mut parser)?;
    let found = parts.styles.map(|name| package.bytes(&name, crate::MAX_FILE_BYTES)).transpose()?;
    Ok(found.flatten().unwrap_or_default())
}

/// Reads a Word file (`.docx`). Touches no file and no network.
///
/// # Errors
/// A sentence for every file that is no Word file, is damaged, or is made to harm.
pub fn read(bytes: &[u8]) -> Result<Read, Error> {
    let mut parser = Parser::default();
    let mut package = Package::open(bytes, &mut parser)?;
    let parts = Parts::find(&mut package, &mut parser)?;
    let mut tally = Tally::default();
    let styles = match &parts.styles {
        Some(name) => package.xml(name, &mut parser)?.map(|root| Styles::read(&root)),
        None => None,
    };
    let styles = styles.unwrap_or_default();
    let numbering = match &parts.numbering {
        Some(name) => package.xml(name, &mut parser)?.map(|root| Numbering::read(&root)),
        None => None,
    };
    let numbering = numbering.unwrap_or_default();
    let relations = package.relations(&parts.document, &mut parser)?;
    let root = package.xml(&parts.document, &mut parser)?.ok_or_else(|| Error::damaged("its text is missing"))?;
    let body = root.child("w:body").ok_or(Error::NotWord)?;
    tally.count(&root);
    let mut walker = Walker::new(&styles, relations);
    let blocks = walker.blocks(body, source::Fate::default());
    walker.source.blocks = blocks;
    drop(root);
    let note_blocks = read_notes(&mut package, &mut parser, &parts, &mut walker, &mut tally)?;
    walker.source.notes = note_blocks;
    let found = comments::read(&mut package, &mut parser, &parts, &mut walker, &numbering, &mut tally)?;
    let running = read_running_heads(&mut package, &mut parser, &parts, &mut tally)?;
    let properties = parts::properties(&mut package, &mut parser, &parts, &styles, &walker.languages)?;
    let people = match &parts.people {
        Some(name) => package.xml(name, &mut parser)?.map(|root| parts::people(&root)),
        None => None,
    };
    let mut source = std::mem::take(&mut walker.source);
    let blocks = std::mem::take(&mut source.blocks);
    let images = read_images(&mut package, &mut source, &mut walker.log)?;
    let (texts, places) = texts(&source, &numbering, captions::joined(blocks));
    let comments = comments::placed(found, &texts, &places);
    let mut receipt = receipt(&texts, &comments, &images, &walker, &tally);
    receipt.extend(running);
    receipt.extend(parts.not_read(&package));
    let people = people_of(&texts, &comments, people.unwrap_or_default());
    let ours = walker.ours;
    Ok(Read { texts, ours, comments, people, properties, images, receipt })
}

fn read_notes(
    package: &mut Package<'_>,
    parser: &mut Parser,
    parts: &Parts,
    walker: &mut Walker<'_>,
    tally: &mut Tally,
) -> Result<Vec<Vec<Block>>, Error> {
    let mut found = HashMap::new();
    walker.aside = true;
    for (part, kind, name) in [(&parts.footnotes, "f", "w:footnote"), (&parts.endnotes, "e", "w:endnote")] {
        let Some(part) = part else { continue };
        let relations = package.relations(part, parser)?;
        let Some(root) = package.xml(part, parser)? else { continue };
        tally.count(&root);
        let outer = std::mem::replace(&mut walker.relations, relations);
        for note in root.elements().filter(|e| &*e.name == name) {
            // The lines that divide notes from the text are notes of a kind of their own.
            if note.attr("w:type").is_some_and(|kind| kind != "normal") {
                continue;
            }
            let key = format!("{kind}{}", note.attr("w:id").unwrap_or_default());
            let blocks = walker.blocks(note, source::Fate::default());
            if walker.note_numbers.contains_key(&key) {
                found.insert(key, blocks);
            } else if !note.words().is_empty() {
                walker.log.dropped("note", "word.note_uncalled", walker.number, &note.words());
            }
        }
        walker.relations = outer;
    }
    walker.aside = false;
    let keys = walker.note_keys.clone();
    Ok(keys.iter().map(|key| found.remove(key).unwrap_or_default()).collect())
}

/// Headers and footers belong to the page: their words are in the receipt.
fn read_running_heads(
    package: &mut Package<'_>,
    parser: &mut Parser,
    parts: &Parts,
    tally: &mut Tally,
) -> Result<Vec<ReceiptEntry>, Error> {
    let mut out = Vec::new();
    for (name, what) in &parts.running {
        let Some(root) = package.xml(name, parser)? else { continue };
        tally.count(&root);
        let words = root.words();
        if !words.is_empty() {
            let rule = if *what == "header" { "word.header" } else { "word.footer" };
            out.push(ReceiptEntry::new(ReceiptKind::Dropped, *what, rule).saying(words));
        }
    }
    Ok(out)
}

/// The pictures, each once. One that can be part of a piece is called in the text as the desk calls it: by its bytes.
fn read_images(package: &mut Package<'_>, source: &mut Source, log: &mut notes::Log) -> Result<Vec<Image>, Error> {
    let mut out: Vec<Image> = Vec::new();
    let mut parts: HashMap<String, String> = HashMap::new();
    for picture in &mut source.images {
        if let Some(name) = parts.get(&picture.part) {
            picture.name.clone_from(name);
        } else {
            let media_type = package.media_type(&picture.part).unwrap_or("application/octet-stream").to_owned();
            let Some(bytes) = package.bytes(&picture.part, 32 << 20)? else {
                log.dropped("image", "word.image_missing", 1, &picture.name);
                continue;
            };
            let taken = model::picture::Picture::taken(&picture.name, &bytes);
            let media_type = taken.as_ref().map_or(media_type, |taken| taken.kind.media_type().to_owned());
            if let Ok(taken) = taken {
                picture.name = model::picture::address(&taken.name);
            }
            parts.insert(picture.part.clone(), picture.name.clone());
            if !out.iter().any(|image| image.name == picture.name) {
                out.push(Image { name: picture.name.clone(), media_type, alt: String::new(), bytes });
            }
        }
        if let Some(known) = out.iter_mut().find(|image| image.name == picture.name).filter(|k| k.alt.is_empty()) {
            known.alt.clone_from(&picture.alt);
        }
    }
    Ok(out)
}

/// The texts of a file, each with its comments' places.
fn texts(source: &Source, numbering: &Numbering, blocks: Vec<Block>) -> (Vec<Text>, Vec<Merged>) {
    let mut of_field: Vec<(Field, Vec<Block>)> = Vec::new();
    for block in blocks {
        let field = match &block {
            Block::Para(para) => match para.props.kind {
                Kind::Furniture(field) => field,
                _ => Field::Body,
            },
            Block::Table(_) => Field::Body,
        };
        match of_field.iter_mut().find(|(known, _)| *known == field) {
            Some((_, blocks)) => blocks.push(block),
            None => of_field.push((field, vec![block])),
        }
    }
    of_field.sort_by_key(|(field, _)| Field::ALL.iter().position(|known| known == field));
    let (mut texts, mut places) = (Vec::new(), Vec::new());
    for (field, blocks) in of_field {
        let read = |reading| {
            let mut layer = Layer::new(source, numbering, reading);
            match field {
                Field::Body => layer.body(&blocks),
                Field::Byline => layer.line(&blocks, " and "),
                _ => layer.line(&blocks, " "),
            }
            layer.out.list
        };
        let (was, now) = (read(Reading::Was), read(Reading::Now));
        let mut passing = Vec::new();
        passing_tokens(&blocks, &mut passing);
        if field == Field::Body {
            source.notes.iter().for_each(|note| passing_tokens(note, &mut passing));
        }
        passing.sort_by_key(|token| token.key);
        let merged = merge(source, was, now, &passing);
        texts.push(Text { field, text: merged.text.clone() });
        places.push(merged);
    }
    (texts, places)
}

fn passing_tokens(blocks: &[Block], out: &mut Vec<Token>) {
    for block in blocks {
        match block {
            Block::Para(para) => {
                for atom in para.atoms.iter().filter(|atom| atom.fate.is_passing()) {
                    if let What::Text(text) = &atom.what {
                        out.push(Token {
                            text: text.clone(),
                            key: (atom.id, 0),
                            class: Class::Text,
                            fate: atom.fate,
                            escaped: false,
                        });
                    }
                }
            }
            Block::Table(rows) => {
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| passing_tokens(cell, out));
            }
        }
    }
}

/// A stretch of blocks as Markdown with all changes accepted: for the text of comments.
pub(crate) fn accepted(source: &Source, numbering: &Numbering, blocks: &[Block]) -> String {
    let mut layer = Layer::new(source, numbering, Reading::Now);
    layer.blocks(blocks);
    layer.out.list.iter().map(|token| token.text.as_str()).collect()
}

fn people_of(texts: &[Text], comments: &[Comment], known: Vec<Person>) -> Vec<Person> {
    let mut out = known;
    let mut seen: HashSet<String> = out.iter().map(|person| person.name.clone()).collect();
    let mut add = |name: &str| {
        if !name.is_empty() && !seen.contains(name) {
            seen.insert(name.to_owned());
            out.push(Person { name: name.to_owned(), ..Person::default() });
        }
    };
    for run in texts.iter().flat_map(|text| &text.text.runs) {
        match &run.status {
            crate::Status::Kept => {}
            crate::Status::Inserted(by) | crate::Status::Removed(by) => add(&by.author),
            crate::Status::Passing { inserted, removed } => {
                add(&inserted.author);
                add(&removed.author);
            }
        }
    }
    comments.iter().for_each(|comment| add(&comment.by.author));
    let initials: HashMap<&str, &str> =
        comments.iter().rev().map(|c| (c.by.author.as_str(), c.initials.as_str())).collect();
    for person in &mut out {
        person.initials = initials.get(person.name.as_str()).copied().unwrap_or_default().to_owned();
    }
    out
}

fn changes(text: &Tracked) -> usize {
    text.runs.iter().filter(|run| run.status != crate::Status::Kept).count()
}

fn receipt(
    texts: &[Text],
    comments: &[Comment],
    images: &[Image],
    walker: &Walker<'_>,
    tally: &Tally,
) -> Vec<ReceiptEntry> {
    let mut out = Vec::new();
    let kept = |what: &str, rule: &str, count: usize, one: &str, many: &str| {
        let text = if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
        (count > 0).then(|| ReceiptEntry::new(ReceiptKind::Kept, what, rule).saying(text))
    };
    let count: usize = texts.iter().map(|text| changes(&text.text)).sum();
    out.extend(kept("tracked_changes", "word.changes", count, "tracked change", "tracked changes"));
    out.extend(kept("comments", "word.comments", comments.len(), "comment", "comments"));
    out.extend(kept("images", "word.images", images.len(), "picture", "pictures"));
    for text in texts.iter().filter(|text| text.field != Field::Body) {
        let rule = if walker.ours { "word.own_style" } else { "word.style" };
        out.push(ReceiptEntry::new(ReceiptKind::Recognised, text.field.name(), rule).saying(text.text.accepted()));
    }
    out.extend(walker.log.entries.iter().cloned());
    out.extend(walker.log.surplus());
    for (what, count) in &walker.log.counts {
        let (rule, text) = match *what {
            "tabs" => ("word.tab", format!("{count} × a tab became a blank")),
            "empty_paragraphs" => ("word.empty_paragraph", format!("{count} × an empty paragraph went")),
            "text_boxes" => ("word.text_box", format!("{count} × the text of a box became paragraphs")),
            _ => continue,
        };
        out.push(ReceiptEntry::new(ReceiptKind::Changed, *what, rule).saying(text));
    }
    out.extend(tally.entries());
    out
}

/// Bytes of the passage of a comment that are quoted.
const LONGEST_QUOTE: usize = 2000;

/// The place of a comment, and its words.
pub(crate) fn place(texts: &[Text], places: &[Merged], comment: u32) -> (Option<Place>, String) {
    for (text, merged) in texts.iter().zip(places) {
        if let Some(range) = merged.range(comment) {
            // Long passages are quoted by their beginning.
            let union = range.start..range.end.min(range.start + LONGEST_QUOTE);
            let quoted = text.text.slice(&union).union();
            return (Some(Place { field: text.field, range }), quoted);
        }
    }
    (None, String::new())
}
