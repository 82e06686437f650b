//! HTML of our own writer as a tree.

use crate::html::{Part, attributes, parts};

/// Levels of a tree; what nests deeper stands in the deepest level. Keeps every walk within a thread's stack.
const DEEPEST: usize = 120;

/// A text or an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// A text, its entities read.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes, entities read.
    attributes: Vec<(String, String)>,
    /// What is in it.
    pub(crate) children: Vec<Node>,
}

impl Element {
    /// The value of an attribute; empty when there is none.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// Whether it has this class.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").split_ascii_whitespace().any(|found| found == class)
    }
}

/// Reads HTML as a tree. Whatever it is, the tree is sound: an end without a beginning is dropped, a beginning without
/// an end ends with its parent.
pub(crate) fn tree(html: &str) -> Vec<Node> {
    let mut open: Vec<Element> = Vec::new();
    let mut top: Vec<Node> = Vec::new();
    let mut too_deep: Vec<String> = Vec::new();
    for part in parts(html) {
        match part {
            Part::Text(text) => add(&mut open, &mut top, Node::Text(unescaped(text))),
            Part::Open(name, rest) => {
                let name = name.to_ascii_lowercase();
                let attributes = attributes(rest).map(|(n, v)| (n.to_ascii_lowercase(), unescaped(v))).collect();
                let is_void = matches!(name.as_str(), "br" | "hr" | "wbr" | "col" | "img");
                let element = Element { name, attributes, children: Vec::new() };
                if is_void {
                    add(&mut open, &mut top, Node::Element(element));
                } else if open.len() < DEEPEST {
                    open.push(element);
                } else {
                    too_deep.push(element.name);
                }
            }
            Part::Close(name) => {
                let name = name.to_ascii_lowercase();
                if too_deep.last() == Some(&name) {
                    too_deep.pop();
                } else if open.iter().any(|element| element.name == name) {
                    while let Some(element) = open.pop() {
                        let is_it = element.name == name;
                        add(&mut open, &mut top, Node::Element(element));
                        if is_it {
                            break;
                        }
                    }
                }
            }
        }
    }
    while let Some(element) = open.pop() {
        add(&mut open, &mut top, Node::Element(element));
    }
    top
}

fn add(open: &mut [Element], top: &mut Vec<Node>, node: Node) {
    open.last_mut().map_or(top, |parent| &mut parent.children).push(node);
}

/// A text of HTML or XML with its entities read; what is no entity that our writers use stays as it is.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let code = name.strip_prefix('#')?;
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(nodes: &[Node]) -> String {
        nodes
            .iter()
            .map(|node| match node {
                Node::Text(text) => text.clone(),
                Node::Element(e) => format!("({} {})", e.name, shape(&e.children)),
            })
            .collect()
    }

    #[test]
    fn a_tree_is_sound_whatever_the_tags_are() {
        assert_eq!(shape(&tree("<p>a<em>b</p>c</em></x>&lt;&#233;&bad;")), "(p a(em b))c<é&bad;");
        assert_eq!(shape(&tree("<p>a<br>b<hr>")), "(p a(br )b(hr ))");
    }

    #[test]
    fn a_deep_nest_ends_at_the_deepest_level() {
        let deep = tree(&format!("{}x{}y", "<b>".repeat(9000), "</b>".repeat(9000)));
        assert!(shape(&deep).starts_with("(b (b ") && shape(&deep).ends_with("y"), "what follows stands outside");
    }
}
