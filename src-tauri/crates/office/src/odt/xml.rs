//! A part of the file as a tree, within limits.

use crate::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// Levels of elements; a walk over the tree costs stack for each.
const DEEPEST: usize = 200;
/// Elements and texts of a part.
const MOST_NODES: usize = 500_000;

/// An element with a name such as `text:p`: the prefix is the last word of the namespace's name.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) nodes: Vec<Node>,
}

#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute by its name without a prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All words below, without those that only stand at them: comments and notes.
    pub(crate) fn words(&self) -> String {
        let mut out = String::new();
        self.push_words(&mut out);
        out.trim().to_owned()
    }

    fn push_words(&self, out: &mut String) {
        if matches!(self.name.as_str(), "text:p" | "text:h") && !out.is_empty() {
            out.push('\n');
        }
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) if matches!(element.name.as_str(), "text:s" | "text:tab") => out.push(' '),
                Node::Element(element) if element.name == "text:line-break" => out.push('\n'),
                Node::Element(element) if is_about_drawing(&element.name) || is_aside(&element.name) => {}
                Node::Element(element) => element.push_words(out),
            }
        }
    }
}

/// Whether an element is a comment or a note.
pub(super) fn is_aside(name: &str) -> bool {
    matches!(name, "office:annotation" | "text:note")
}

/// Whether an element is a list that the program made: of headings, words, pictures, sources.
pub(super) fn is_index(name: &str) -> bool {
    matches!(
        name,
        "text:table-of-content"
            | "text:alphabetical-index"
            | "text:illustration-index"
            | "text:table-index"
            | "text:object-index"
            | "text:user-index"
            | "text:bibliography"
    )
}

/// Whether an element holds no words of the text: what a drawing shows, or the picture itself as letters.
pub(super) fn is_about_drawing(name: &str) -> bool {
    matches!(name, "svg-compatible:title" | "svg-compatible:desc" | "office:binary-data")
}

/// The root element of a part.
pub(crate) fn parse(part: &str, bytes: &[u8]) -> Result<Element, Error> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .map_err(|_| Error::damaged(format!("{part} is not readable text")))?;
    let broken = |why: &dyn std::fmt::Display| Error::damaged(format!("{part}: {why}"));
    let mut reader = NsReader::from_str(text);
    let (mut open, mut count): (Vec<Element>, usize) = (vec![Element::default()], 0);
    loop {
        let event = reader.read_event().map_err(|error| broken(&error))?;
        count += 1;
        if count > MOST_NODES {
            return Err(Error::Bomb(format!("more than {MOST_NODES} elements")));
        }
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(Error::Bomb(format!("more than {DEEPEST} elements inside each other")));
                }
                open.push(element(&reader, &start).map_err(|why| broken(&why))?);
            }
            Event::Empty(start) => {
                let element = element(&reader, &start).map_err(|why| broken(&why))?;
                if let Some(parent) = open.last_mut() {
                    parent.nodes.push(Node::Element(element));
                }
            }
            Event::End(_) => match (open.pop(), open.last_mut()) {
                (Some(element), Some(parent)) => parent.nodes.push(Node::Element(element)),
                _ => return Err(broken(&"an element ends that never began")),
            },
            Event::Text(words) => push(&mut open, &words.xml10_content()),
            Event::CData(words) => push(&mut open, &words.xml10_content()),
            Event::GeneralRef(entity) => {
                let c = entity.resolve_char_ref().map_err(|error| broken(&error))?;
                match c {
                    Some(c) => push(&mut open, c.encode_utf8(&mut [0; 4])),
                    None => {
                        let name = entity.into_inner();
                        // Entities of its own are how a small file becomes a huge one.
                        let known = quick_xml::escape::resolve_predefined_entity(&name);
                        push(&mut open, known.ok_or_else(|| Error::Bomb("entities of its own".into()))?);
                    }
                }
            }
            Event::DocType(_) => return Err(Error::Bomb("a document type of its own".into())),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    if open.len() > 1 {
        return Err(broken(&"it is cut off"));
    }
    let root = open.pop().and_then(|top| {
        top.nodes.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    });
    root.ok_or_else(|| broken(&"it holds nothing"))
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        match element.nodes.last_mut() {
            Some(Node::Text(last)) => last.push_str(text),
            _ => element.nodes.push(Node::Text(text.to_owned())),
        }
    }
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, String> {
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let prefix = match namespace {
        ResolveResult::Bound(bound) => match bound.into_inner() {
            "http://purl.org/dc/elements/1.1/" => "dc",
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => "draw",
            // urn:oasis:names:tc:opendocument:xmlns:text:1.0
            name => name.rsplit(':').nth(1).unwrap_or_default(),
        },
        _ => "",
    };
    let name = format!("{prefix}:{}", local.into_inner());
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    Ok(Element { name, attributes, nodes: Vec::new() })
}
