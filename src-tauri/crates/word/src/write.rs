//! Values to a Word file: clean, or with every change marked as one.

pub(crate) mod images;
mod inlines;
pub(crate) mod lists;
pub(crate) mod out;
mod parts;
pub(crate) mod sheet;
pub(crate) mod stream;
mod text;

use crate::tracked::{Stamp, Tracked};
use crate::values::{Comment, Image, Text};
use crate::write::out::{HEAD, NAMESPACES, author, clock, date_attribute, initials};
use crate::write::sheet::{line, sheet};
use crate::write::stream::{Points, layout};
use crate::write::text::{Shared, Writer, style_of};
use model::{Field, Receipt, ReceiptEntry, ReceiptKind};
use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt::Write;
use std::rc::Rc;

/// What goes into a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outgoing {
    /// The texts, each once; they are written in page order. Texts without changes make a clean file.
    pub texts: Vec<Text>,
    /// Comments; a reply needs a parent that is in the list. One without a place stands at the end of the body.
    pub comments: Vec<Comment>,
    /// Pictures that the body calls by their names.
    pub images: Vec<Image>,
    /// BCP 47 tag of the text's language.
    pub language: Option<String>,
    /// The title of the file; no other property says anything about anybody.
    pub title: String,
    /// The fingerprint of the text's seal, for the final copy: it stands in the file's properties.
    pub seal: Option<String>,
}

/// A Word file, and what was done to make it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was changed or left out.
    pub receipt: Receipt,
}

/// Writes a Word file. The same values give the same bytes.
pub fn write(outgoing: &Outgoing) -> Written {
    let mut shared = Shared::default();
    shared.images.known.clone_from(&outgoing.images);
    shared.placed = vec![false; outgoing.comments.len()];
    let mut texts: Vec<&Text> = outgoing.texts.iter().filter(|text| !text.text.runs.is_empty()).collect();
    texts.sort_by_key(|text| Field::ALL.iter().position(|field| *field == text.field));
    let mut writer = Writer {
        shared: &mut shared,
        links: Vec::new(),
        plain: "BodyText",
        opening: String::new(),
        asides: None,
        out: String::new(),
    };
    let mut notes = Vec::new();
    for text in &texts {
        let points: Points = outgoing
            .comments
            .iter()
            .enumerate()
            .filter_map(|(number, comment)| {
                let place = comment.place.as_ref().filter(|place| place.field == text.field)?;
                Some((number, place.range.clone()))
            })
            .collect();
        let parse = if text.field == Field::Body { sheet } else { line };
        let laid = layout(&text.text, parse, &points);
        writer.plain = style_of(text.field);
        writer.shared.lists.text += 1;
        writer.parts(&laid.body);
        notes.extend(laid.notes);
    }
    unplaced(&mut writer);
    if writer.out.is_empty() {
        writer.out.push_str("<w:p/>");
    }
    let (body, links) = (std::mem::take(&mut writer.out), std::mem::take(&mut writer.links));
    let (footnotes, note_links) = footnotes(&mut shared, &said(&notes));
    let comments = comments(&mut shared, outgoing);
    let mut receipt = Receipt::new();
    for name in &shared.images.missing {
        receipt.push(ReceiptEntry::new(ReceiptKind::Changed, "image", "word.image_missing").saying(name.as_str()));
    }
    if shared.wide_tables > 0 {
        let tables = shared.wide_tables.to_string();
        receipt.push(ReceiptEntry::new(ReceiptKind::Changed, "table", "word.wide_table").saying(tables));
    }
    let bytes = parts::archive(&parts::Parts {
        document: format!("{HEAD}<w:document{NAMESPACES}><w:body>{body}{}</w:body></w:document>", parts::SECTION),
        links,
        footnotes,
        note_links,
        comments,
        numbering: shared.lists.part(),
        images: shared.images.used.iter().map(|at| &shared.images.known[*at]).collect(),
        outgoing,
    });
    Written { bytes, receipt }
}

/// Comments whose place is in none of the texts are not lost: they stand at the end.
fn unplaced(writer: &mut Writer<'_>) {
    let numbers: Vec<usize> = (0..writer.shared.placed.len()).filter(|at| !writer.shared.placed[*at]).collect();
    if numbers.is_empty() {
        return;
    }
    writer.out.push_str("<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr>");
    for number in numbers {
        let _ = write!(
            writer.out,
            "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:commentReference w:id=\"{number}\"/></w:r>"
        );
    }
    writer.out.push_str("</w:p>");
}

type Links = Vec<Rc<str>>;

/// Label → what the note says, where it says anything.
type Said<'a> = HashMap<&'a str, &'a [stream::Laid]>;

fn said(notes: &[(String, Vec<stream::Laid>)]) -> Said<'_> {
    let mut said = Said::new();
    for (label, laid) in notes.iter().filter(|(_, laid)| !laid.is_empty()) {
        said.entry(label).or_insert(laid);
    }
    said
}

fn footnotes(shared: &mut Shared, notes: &Said<'_>) -> (Option<String>, Links) {
    if shared.notes.is_empty() {
        return (None, Links::new());
    }
    let mut called: Vec<(usize, String)> =
        shared.notes.iter().map(|(label, number)| (*number, label.clone())).collect();
    called.sort();
    let mut writer = Writer {
        shared,
        links: Vec::new(),
        plain: "FootnoteText",
        opening: String::new(),
        asides: Some(VecDeque::new()),
        out: String::new(),
    };
    let _ = write!(writer.out, "{HEAD}<w:footnotes{NAMESPACES}>");
    for (id, kind, element) in [(-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator")] {
        let _ = write!(
            writer.out,
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r><w:{element}/></w:r></w:p></w:footnote>"
        );
    }
    let mut told = HashSet::new();
    for (number, label) in called {
        let _ = write!(writer.out, "<w:footnote w:id=\"{number}\">");
        writer.shared.lists.text += 1;
        writer.opening =
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>"
                .into();
        match notes.get(&*label) {
            Some(laid) => writer.parts(laid),
            None => {
                let opening = std::mem::take(&mut writer.opening);
                let _ = write!(writer.out, "<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>{opening}</w:p>");
            }
        }
        writer.asides(notes, &mut told);
        writer.out.push_str("</w:footnote>");
    }
    writer.out.push_str("</w:footnotes>");
    (Some(writer.out), writer.links)
}

impl Writer<'_> {
    /// What is called inside a note or a comment follows it: Word lets no note be called from there. What was `told`
    /// before is not said again.
    fn asides(&mut self, notes: &Said<'_>, told: &mut HashSet<Rc<str>>) {
        while let Some(label) = self.asides.as_mut().and_then(VecDeque::pop_front) {
            // One that the text calls stands below the text.
            if told.contains(&label) || (self.plain == "FootnoteText" && self.shared.notes.contains_key(&*label)) {
                continue;
            }
            if let Some(laid) = notes.get(&*label) {
                self.opening = format!("<w:r><w:t xml:space=\"preserve\">[{}] </w:t></w:r>", out::escaped(&label));
                self.parts(laid);
                self.opening.clear();
            }
            told.insert(label);
        }
    }
}

/// The four parts of comments: what they say, which answers which, and their true times.
pub(crate) struct CommentParts {
    pub(crate) comments: String,
    pub(crate) extended: String,
    pub(crate) ids: String,
    pub(crate) extensible: String,
    pub(crate) people: String,
    pub(crate) links: Links,
}

fn comments(shared: &mut Shared, outgoing: &Outgoing) -> Option<CommentParts> {
    let mut people: Vec<&Stamp> = Vec::new();
    for text in &outgoing.texts {
        for run in &text.text.runs {
            match &run.status {
                crate::Status::Kept => {}
                crate::Status::Inserted(by) | crate::Status::Removed(by) => people.push(by),
                crate::Status::Passing { inserted, removed } => people.extend([inserted, removed]),
            }
        }
    }
    people.extend(outgoing.comments.iter().map(|comment| &comment.by));
    if people.is_empty() {
        return None;
    }
    let mut writer = Writer {
        shared,
        links: Vec::new(),
        plain: "CommentText",
        opening: String::new(),
        asides: Some(VecDeque::new()),
        out: String::new(),
    };
    let part = |name: &str| format!("{HEAD}<{name}{NAMESPACES}>");
    let (mut extended, mut ids, mut extensible) =
        (part("w15:commentsEx"), part("w16cid:commentsIds"), part("w16cex:commentsExtensible"));
    writer.out = part("w:comments");
    let answered = answered(&outgoing.comments);
    for (number, comment) in outgoing.comments.iter().enumerate() {
        let _ = write!(
            writer.out,
            "<w:comment w:id=\"{number}\" w:author=\"{}\"{} w:initials=\"{}\">",
            author(&comment.by),
            date_attribute(&comment.by),
            initials(&comment.initials)
        );
        writer.opening = "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r>".into();
        writer.shared.lists.text += 1;
        let from = writer.out.len();
        let laid = layout(&Tracked::plain(comment.text.as_str()), sheet, &Points::new());
        writer.parts(&laid.body);
        if laid.body.is_empty() {
            let opening = std::mem::take(&mut writer.opening);
            let _ = write!(writer.out, "<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>{opening}</w:p>");
        }
        writer.asides(&said(&laid.notes), &mut HashSet::new());
        // Other parts know a comment by its last paragraph.
        if let Some(at) = writer.out[from..].rfind("<w:p>") {
            writer.out.insert_str(from + at + 4, &format!(" w14:paraId=\"{}\"", paragraph_id(number)));
        }
        writer.out.push_str("</w:comment>");
        let parent =
            answered[number].map(|at| format!(" w15:paraIdParent=\"{}\"", paragraph_id(at))).unwrap_or_default();
        let (id, durable, done) = (paragraph_id(number), durable_id(number), u8::from(comment.resolved));
        let _ = write!(extended, "<w15:commentEx w15:paraId=\"{id}\"{parent} w15:done=\"{done}\"/>");
        let _ = write!(ids, "<w16cid:commentId w16cid:paraId=\"{id}\" w16cid:durableId=\"{durable}\"/>");
        if let Some(utc) = comment.by.when.utc.as_deref().filter(|utc| clock(utc).is_some()) {
            let _ = write!(
                extensible,
                "<w16cex:commentExtensible w16cex:durableId=\"{durable}\" w16cex:dateUtc=\"{utc}\"/>"
            );
        }
    }
    writer.out.push_str("</w:comments>");
    extended.push_str("</w15:commentsEx>");
    ids.push_str("</w16cid:commentsIds>");
    extensible.push_str("</w16cex:commentsExtensible>");
    let mut list = part("w15:people");
    let mut seen = HashSet::new();
    for name in people.into_iter().map(author) {
        if seen.insert(name.clone()) {
            let _ = write!(
                list,
                "<w15:person w15:author=\"{name}\"><w15:presenceInfo w15:providerId=\"None\" w15:userId=\"{name}\"/></w15:person>"
            );
        }
    }
    list.push_str("</w15:people>");
    Some(CommentParts { comments: writer.out, extended, ids, extensible, people: list, links: writer.links })
}

/// For each comment the place of the one that it answers. Comments that answer each other in a ring, and what hangs on
/// them, are no thread.
fn answered(comments: &[Comment]) -> Vec<Option<usize>> {
    let mut places = HashMap::new();
    for (at, comment) in comments.iter().enumerate() {
        places.entry(comment.id).or_insert(at);
    }
    let parents: Vec<Option<usize>> = comments.iter().map(|comment| places.get(&comment.parent?).copied()).collect();
    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); comments.len()];
    let mut reached: Vec<usize> = Vec::new();
    for (at, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => answers[*parent].push(at),
            None => reached.push(at),
        }
    }
    // What is reached from a comment that answers none is in a thread.
    let mut threads = vec![None; comments.len()];
    while let Some(at) = reached.pop() {
        threads[at] = parents[at];
        reached.append(&mut answers[at]);
    }
    threads
}

/// Ids of paragraphs are eight digits, below 80000000.
fn paragraph_id(number: usize) -> String {
    format!("{:08X}", 0x1000_0000 + (number & 0x0fff_ffff))
}

fn durable_id(number: usize) -> String {
    format!("{:08X}", 0x2000_0000 + (number & 0x0fff_ffff))
}
