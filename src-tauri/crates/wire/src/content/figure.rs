//! The pictures of the desk in a body, each in the form of our writer.

use super::Figure;
use super::read::raw_text;
use crate::tree::Node;
use crate::xml::one_line;
use model::picture::{FOLDER, named};

/// The picture of the desk in some markup, with what stands below it; none where there is no such picture.
pub(super) fn figure_of(nodes: &[Node]) -> Option<Figure> {
    let mut figure = Figure::default();
    for node in nodes {
        let Node::Element(element) = node else { continue };
        match element.name.as_str() {
            "img" => {
                element
                    .attribute("src")
                    .strip_prefix(FOLDER)
                    .filter(|name| named(name).is_some())?
                    .clone_into(&mut figure.name);
                figure.alt = one_line(element.attribute("alt"));
            }
            _ => {
                let (mut caption, mut credit) = (String::new(), String::new());
                for inner in &element.children {
                    let is_credit = matches!(inner, Node::Element(inner) if inner.has_class("credit"));
                    let words = if is_credit { &mut credit } else { &mut caption };
                    raw_text(words, std::slice::from_ref(inner));
                }
                (figure.caption, figure.credit) = (one_line(&caption), one_line(&credit));
            }
        }
    }
    (!figure.name.is_empty()).then_some(figure)
}
