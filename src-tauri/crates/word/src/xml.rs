//! A part of the file as a tree, within limits.

use crate::Error;
use crate::names::canonical;
use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::collections::HashMap;
use std::rc::Rc;

/// Levels of elements; a walk over the tree costs stack for each.
const DEEPEST: usize = 200;
/// Elements and texts of all parts together.
const MOST_NODES: usize = 500_000;
/// Attributes of all parts together (those that only Word's own bookkeeping needs are not counted or kept).
const MOST_ATTRIBUTES: usize = 1_000_000;

/// An element with a name such as `w:p`: the prefix stands for the namespace, whatever the file called it.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: Rc<str>,
    attrs: Vec<(Rc<str>, Box<str>)>,
    pub(crate) nodes: Vec<Node>,
}

#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(n, _)| &**n == name).map(|(_, value)| &**value)
    }

    /// `w:val`.
    pub(crate) fn val(&self) -> Option<&str> {
        self.attr("w:val")
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| &*element.name == name)
    }

    /// The first element of that name below this one, in the order of the file.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| if &*element.name == name { Some(element) } else { element.find(name) })
    }

    /// The characters that stand directly in the element.
    pub(crate) fn text(&self) -> String {
        let texts = self.nodes.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// An on/off property: there and not `false`, `0`, `off` or `none`.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off" | "none"))
    }

    /// All words below, paragraphs separated by blanks.
    pub(crate) fn words(&self) -> String {
        self.letters().trim().to_owned()
    }

    /// The same with white space at its ends.
    pub(crate) fn letters(&self) -> String {
        let mut out = String::new();
        self.push_words(&mut out);
        out
    }

    /// Whether there are any words below.
    pub(crate) fn has_words(&self) -> bool {
        match &*self.name {
            "w:t" | "w:delText" | "m:t" | "a:t" => !self.text().trim().is_empty(),
            _ => self.elements().any(Element::has_words),
        }
    }

    fn push_words(&self, out: &mut String) {
        match &*self.name {
            "w:t" | "w:delText" | "m:t" | "a:t" => out.push_str(&self.text()),
            "w:tab" | "w:br" | "w:cr" => out.push(' '),
            _ => {
                for element in self.elements() {
                    element.push_words(out);
                }
                if matches!(&*self.name, "w:p" | "a:p") && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
}

/// Reads parts; the limits hold for all of them together.
#[derive(Default)]
pub(crate) struct Parser {
    names: HashMap<(&'static str, String), Rc<str>>,
    unknown: HashMap<String, Rc<str>>,
    nodes: usize,
    attributes: usize,
}

impl Parser {
    /// The root element of a part.
    pub(crate) fn parse(&mut self, part: &str, bytes: &[u8]) -> Result<Element, Error> {
        let text = decoded(part, bytes)?;
        let broken = |why: &dyn std::fmt::Display| Error::damaged(format!("{part}: {why}"));
        let mut reader = NsReader::from_str(&text);
        let config = reader.config_mut();
        config.trim_text(false);
        config.expand_empty_elements = false;
        let mut open: Vec<Element> = Vec::new();
        let mut root = None;
        loop {
            let event = reader.read_event().map_err(|error| broken(&error))?;
            match event {
                Event::Start(start) => {
                    if open.len() >= DEEPEST {
                        return Err(Error::Bomb(format!("more than {DEEPEST} elements inside each other")));
                    }
                    open.push(self.element(&reader, &start)?);
                }
                Event::Empty(start) => {
                    let element = self.element(&reader, &start)?;
                    close(element, &mut open, &mut root);
                }
                Event::End(_) => {
                    let element = open.pop().ok_or_else(|| broken(&"an element ends that never began"))?;
                    close(element, &mut open, &mut root);
                }
                Event::Text(text) => self.text(&mut open, &text.xml10_content())?,
                Event::CData(text) => self.text(&mut open, &text.xml10_content())?,
                Event::GeneralRef(entity) => {
                    let resolved = entity.resolve_char_ref().map_err(|error| broken(&error))?;
                    match resolved {
                        Some(c) => self.text(&mut open, c.encode_utf8(&mut [0; 4]))?,
                        None => {
                            let name = entity.into_inner();
                            let known = quick_xml::escape::resolve_predefined_entity(&name).ok_or(Error::Entities)?;
                            self.text(&mut open, known)?;
                        }
                    }
                }
                Event::DocType(_) => return Err(Error::Entities),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof => break,
            }
        }
        if !open.is_empty() {
            return Err(broken(&"it is cut off"));
        }
        root.ok_or_else(|| broken(&"it holds nothing"))
    }

    fn count(&mut self) -> Result<(), Error> {
        self.nodes += 1;
        if self.nodes > MOST_NODES { Err(Error::Bomb(format!("more than {MOST_NODES} elements"))) } else { Ok(()) }
    }

    fn text(&mut self, open: &mut [Element], text: &str) -> Result<(), Error> {
        let Some(element) = open.last_mut() else { return Ok(()) };
        // White space between elements is layout of the file; in a text it is kept by Word only beside letters or where marked.
        let is_text = matches!(&*element.name, "w:t" | "w:delText" | "w:instrText" | "w:delInstrText" | "m:t" | "a:t");
        if !is_text && text.trim().is_empty() {
            return Ok(());
        }
        if let Some(Node::Text(last)) = element.nodes.last_mut() {
            last.push_str(text);
            return Ok(());
        }
        self.count()?;
        element.nodes.push(Node::Text(text.to_owned()));
        Ok(())
    }

    fn element(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, Error> {
        self.count()?;
        let (namespace, local) = reader.resolver().resolve_element(start.name());
        let name = self.name(&namespace, local.into_inner(), start.name().prefix().map(|p| p.into_inner().to_owned()));
        let mut attrs = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| Error::damaged(error.to_string()))?;
            if attribute.key.as_namespace_binding().is_some()
                || attribute.key.local_name().into_inner().starts_with("rsid")
            {
                continue;
            }
            self.attributes += 1;
            if self.attributes > MOST_ATTRIBUTES {
                return Err(Error::Bomb(format!("more than {MOST_ATTRIBUTES} attributes")));
            }
            let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
            let name = match namespace {
                ResolveResult::Unbound => self.plain(local.into_inner()),
                _ => {
                    let prefix = attribute.key.prefix().map(|p| p.into_inner().to_owned());
                    self.name(&namespace, local.into_inner(), prefix)
                }
            };
            // An unknown entity in an attribute is no word of the text.
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Error::Entities)?;
            attrs.push((name, value.into()));
        }
        attrs.shrink_to_fit();
        Ok(Element { name, attrs, nodes: Vec::new() })
    }

    fn plain(&mut self, local: &str) -> Rc<str> {
        self.unknown.entry(local.to_owned()).or_insert_with(|| local.into()).clone()
    }

    fn name(&mut self, namespace: &ResolveResult<'_>, local: &str, prefix: Option<String>) -> Rc<str> {
        let known = match namespace {
            ResolveResult::Bound(bound) => canonical(bound.into_inner()),
            _ => None,
        };
        match known {
            Some(known) => {
                self.names.entry((known, local.to_owned())).or_insert_with(|| format!("{known}:{local}").into()).clone()
            }
            None => {
                let full = format!("{}?:{local}", prefix.unwrap_or_default());
                self.unknown.entry(full.clone()).or_insert_with(|| full.into()).clone()
            }
        }
    }
}

fn close(mut element: Element, open: &mut [Element], root: &mut Option<Element>) {
    // Most elements have one child or none: what was kept free for more is given back.
    element.nodes.shrink_to_fit();
    match open.last_mut() {
        Some(parent) => parent.nodes.push(Node::Element(element)),
        None => *root = root.take().or(Some(element)),
    }
}

fn decoded<'a>(part: &str, bytes: &'a [u8]) -> Result<std::borrow::Cow<'a, str>, Error> {
    let wide = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| Error::damaged(format!("{part} is not readable text")))
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes).map(Into::into),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes).map(Into::into),
        _ => {
            let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
            let text = std::str::from_utf8(bytes);
            text.map(Into::into).map_err(|_| Error::damaged(format!("{part} is not readable text")))
        }
    }
}
