//! A part of a file as a tree, read apart from the reader that is under test.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// An element with the prefix that the table uses for its namespace.
#[derive(Debug, Default)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Node {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The element and all below it, in the order of the file.
    pub fn all(&self) -> Vec<&Node> {
        let mut out = vec![self];
        self.children.iter().for_each(|child| out.extend(child.all()));
        out
    }

    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }
}

/// The vocabularies, by the prefixes of the table.
const NAMESPACES: &[(&str, &str)] = &[
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
    ("w16cid", "http://schemas.microsoft.com/office/word/2016/wordml/cid"),
    ("w16cex", "http://schemas.microsoft.com/office/word/2018/wordml/cex"),
    ("w16du", "http://schemas.microsoft.com/office/word/2023/wordml/word16du"),
    ("ct", "http://schemas.openxmlformats.org/package/2006/content-types"),
    ("rel", "http://schemas.openxmlformats.org/package/2006/relationships"),
    ("cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("ep", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"),
    ("xml", "http://www.w3.org/XML/1998/namespace"),
];

/// Vocabularies that came after the standard: a program that does not know them must be told that it may pass them over.
const LATER: &[&str] = &["w14", "w15", "w16cid", "w16cex", "w16du"];

/// Reads a part; its faults of form, too.
pub fn read(name: &str, bytes: &[u8]) -> Result<Node, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("{name}: {error}"))?;
    if let Some(c) = text.chars().find(|c| (*c < ' ' && !"\t\r\n".contains(*c)) || matches!(c, '\u{fffe}' | '\u{ffff}'))
    {
        return Err(format!("{name}: XML has no {c:?}"));
    }
    if !text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>") {
        return Err(format!("{name}: no declaration"));
    }
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<Node> = vec![Node::default()];
    let mut ignorable: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| format!("{name}: {error}"))?;
        let put = |open: &mut Vec<Node>, text: &str| {
            if let Some(node) = open.last_mut() {
                node.text.push_str(text);
            }
        };
        match event {
            Event::Start(start) => {
                let node = element(name, &reader, &start, &mut ignorable)?;
                open.push(node);
            }
            Event::Empty(start) => {
                let node = element(name, &reader, &start, &mut ignorable)?;
                if let Some(parent) = open.last_mut() {
                    parent.children.push(node);
                }
            }
            Event::End(_) => {
                let node = open.pop().unwrap_or_default();
                match open.last_mut() {
                    Some(parent) => parent.children.push(node),
                    None => return Err(format!("{name}: an element ends that never began")),
                }
            }
            Event::Text(text) => put(&mut open, &text.xml10_content()),
            Event::GeneralRef(entity) => put(&mut open, &format!("&{};", entity.into_inner())),
            Event::Decl(_) => {}
            Event::Eof => break,
            other => return Err(format!("{name}: {other:?} has no place in a part")),
        }
    }
    let mut top = open.pop().filter(|_| open.is_empty()).ok_or_else(|| format!("{name}: it is cut off"))?;
    if top.children.len() != 1 {
        return Err(format!("{name}: {} elements at the top", top.children.len()));
    }
    Ok(top.children.remove(0))
}

fn element(
    part: &str,
    reader: &NsReader<&[u8]>,
    start: &BytesStart<'_>,
    ignorable: &mut Vec<String>,
) -> Result<Node, String> {
    let known = |namespace: &ResolveResult<'_>| match namespace {
        ResolveResult::Bound(bound) => {
            let uri: &str = bound.into_inner();
            NAMESPACES.iter().find(|(_, known)| *known == uri).map(|(prefix, _)| *prefix)
        }
        _ => None,
    };
    let raw = start.name();
    let (namespace, local) = reader.resolver().resolve_element(raw);
    let prefix = known(&namespace).ok_or_else(|| format!("{part}: nobody knows the namespace of {raw:?}"))?;
    let mut node = Node { name: format!("{prefix}:{}", local.into_inner()), ..Node::default() };
    let is_root = ignorable.is_empty();
    if is_root {
        // The root's own vocabulary is understood by whoever asked for the part.
        ignorable.push(prefix.to_owned());
    }
    let mut used = vec![prefix];
    for attribute in start.attributes().with_checks(true) {
        let attribute = attribute.map_err(|error| format!("{part}: {error}"))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| format!("{part}: {error}"))?;
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let name = match namespace {
            ResolveResult::Unbound => local.into_inner().to_owned(),
            _ => {
                let prefix = known(&namespace)
                    .ok_or_else(|| format!("{part}: nobody knows the namespace of {:?}", attribute.key))?;
                used.push(prefix);
                format!("{prefix}:{}", local.into_inner())
            }
        };
        if name == "mc:Ignorable" && is_root {
            for prefix in value.split_whitespace() {
                let declared = start.attributes().filter_map(Result::ok).find(|other| {
                    other.key.prefix().is_some_and(|p| p.into_inner() == "xmlns")
                        && other.key.local_name().into_inner() == prefix
                });
                let declared = declared.ok_or_else(|| format!("{part}: {prefix} is ignorable, but not declared"))?;
                let uri = declared.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
                let known = NAMESPACES.iter().find(|(_, known)| *known == uri).map_or(prefix, |(known, _)| known);
                ignorable.push(known.to_owned());
            }
        }
        node.attributes.push((name, value.into_owned()));
    }
    for prefix in used {
        if LATER.contains(&prefix) && !ignorable.iter().any(|known| known == prefix) {
            return Err(format!("{part}: {prefix} is used, but mc:Ignorable does not name it"));
        }
    }
    Ok(node)
}
