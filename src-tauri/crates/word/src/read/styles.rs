//! Styles: what a paragraph or a run is by the name of its style.

use crate::read::source::{CODE, EMPH, Kind, STRIKE, STRONG, SUB, SUP};
use crate::xml::Element;
use model::Field;
use std::collections::HashMap;

/// Styles that stand on styles; more than any file has.
const LONGEST_CHAIN: usize = 24;

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// Looks that it sets, and to what.
    sets: u8,
    on: u8,
    outline: Option<u8>,
    list: Option<(Option<u32>, Option<u8>)>,
    indented: Option<bool>,
    hidden: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Styles {
    by_id: HashMap<String, Style>,
    default_paragraph: Option<String>,
    /// The language of the styles, as a tag.
    pub(crate) language: Option<String>,
}

/// The looks that run properties set, and which of them are on.
pub(crate) fn looks(properties: &Element) -> (u8, u8) {
    let (mut sets, mut on) = (0, 0);
    let mut set = |flag: u8, is_on: bool| {
        sets |= flag;
        on = if is_on { on | flag } else { on & !flag };
    };
    // One line or two: what says that there are not two does not take away the one.
    let struck = |name: &str| properties.child(name).is_some_and(Element::is_on);
    for element in properties.elements() {
        match &*element.name {
            "w:b" => set(STRONG, element.is_on()),
            "w:i" => set(EMPH, element.is_on()),
            "w:strike" | "w:dstrike" => set(STRIKE, struck("w:strike") || struck("w:dstrike")),
            "w:vertAlign" => {
                set(SUP, element.val() == Some("superscript"));
                set(SUB, element.val() == Some("subscript"));
            }
            _ => {}
        }
    }
    (sets, on)
}

impl Styles {
    pub(crate) fn read(root: &Element) -> Self {
        let mut styles = Styles::default();
        if let Some(lang) = root.child("w:docDefaults").and_then(|d| d.find("w:lang")) {
            styles.language = lang.val().map(str::to_owned);
        }
        for element in root.elements().filter(|e| &*e.name == "w:style") {
            let Some(id) = element.attr("w:styleId") else { continue };
            let mut style = Style {
                name: element.child("w:name").and_then(Element::val).unwrap_or(id).to_lowercase(),
                based_on: element.child("w:basedOn").and_then(Element::val).map(str::to_owned),
                ..Style::default()
            };
            if let Some(run) = element.child("w:rPr") {
                (style.sets, style.on) = looks(run);
                style.hidden = run.child("w:vanish").is_some_and(Element::is_on);
            }
            if is_code(&style.name) {
                style.sets |= CODE;
                style.on |= CODE;
            }
            if let Some(paragraph) = element.child("w:pPr") {
                style.outline = paragraph.child("w:outlineLvl").and_then(level);
                style.list = paragraph.child("w:numPr").map(list);
                style.indented = paragraph.child("w:ind").map(is_indented);
            }
            if element.attr("w:type") == Some("paragraph") && matches!(element.attr("w:default"), Some("1" | "true")) {
                styles.default_paragraph = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// A style and those that it stands on, nearest first.
    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let mut next = self.by_id.get(id);
        let mut left = LONGEST_CHAIN;
        std::iter::from_fn(move || {
            let style = next?;
            left = left.checked_sub(1)?;
            next = style.based_on.as_ref().and_then(|id| self.by_id.get(id));
            Some(style)
        })
    }

    /// The looks of a character style.
    pub(crate) fn character(&self, id: &str) -> u8 {
        let (mut sets, mut on) = (0, 0);
        for style in self.chain(id) {
            on |= style.on & !sets;
            sets |= style.sets;
        }
        on
    }

    /// Whether a character style hides its words.
    pub(crate) fn hides(&self, id: &str) -> bool {
        self.chain(id).any(|style| style.hidden)
    }

    /// What a paragraph is by its style; an unknown style says nothing.
    pub(crate) fn kind(&self, id: Option<&str>) -> (Kind, bool) {
        let Some(id) = id.or(self.default_paragraph.as_deref()) else { return (Kind::Plain, false) };
        for style in self.chain(id) {
            if let Some(field) = furniture(&style.name) {
                return (Kind::Furniture(field), false);
            }
            if let Some(level) = heading(&style.name) {
                return (Kind::Heading(level), false);
            }
            if is_code(&style.name) {
                return (Kind::Code, false);
            }
            if style.name == "divider" {
                return (Kind::Divider, false);
            }
            if is_quote(&style.name) {
                return (Kind::Plain, true);
            }
            if let Some(level) = style.outline.filter(|level| *level < 9) {
                return (Kind::Heading((level + 1).min(6)), false);
            }
        }
        // The one heading that Pages has.
        if self.by_id.get(id).is_some_and(|style| style.name == "heading") {
            return (Kind::Heading(1), false);
        }
        if !self.by_id.contains_key(id)
            && let Some(level) = heading(&id.to_lowercase())
        {
            return (Kind::Heading(level), false);
        }
        (Kind::Plain, false)
    }

    /// The list that a style puts its paragraphs into.
    pub(crate) fn list(&self, id: Option<&str>) -> Option<(u32, u8)> {
        let id = id.or(self.default_paragraph.as_deref())?;
        let (mut number, mut level) = (None, None);
        for style in self.chain(id) {
            if let Some((n, l)) = style.list {
                number = number.or(n);
                level = level.or(l);
            }
        }
        number.map(|number| (number, level.unwrap_or(0)))
    }

    /// The name of a style in lower case, for the receipt and for list styles.
    pub(crate) fn name<'a>(&'a self, id: Option<&'a str>) -> &'a str {
        let id = id.or(self.default_paragraph.as_deref()).unwrap_or_default();
        self.by_id.get(id).map_or(id, |style| &style.name)
    }

    pub(crate) fn is_caption(&self, id: Option<&str>) -> bool {
        id.is_some_and(|id| self.chain(id).any(|style| style.name == "caption"))
    }

    pub(crate) fn is_list_paragraph(&self, id: Option<&str>) -> bool {
        id.is_some_and(|id| self.chain(id).any(|s| s.name == "list paragraph" || s.name.starts_with("list continue")))
    }
}

/// Level from 0 of an outline or list.
fn level(element: &Element) -> Option<u8> {
    element.val().and_then(|value| value.parse().ok())
}

/// Number and level of a list as paragraph properties name them.
pub(crate) fn list(properties: &Element) -> (Option<u32>, Option<u8>) {
    let number = properties.child("w:numId").and_then(Element::val).and_then(|value| value.parse().ok());
    (number, properties.child("w:ilvl").and_then(level))
}

/// Whether a paragraph stands in from the left as a whole, as quotes do that nobody gave a style.
pub(crate) fn is_indented(indent: &Element) -> bool {
    let twips =
        |names: [&str; 2]| names.iter().find_map(|n| indent.attr(n)).and_then(|v| v.parse::<i64>().ok()).unwrap_or(0);
    twips(["w:left", "w:start"]) - twips(["w:hanging", "w:hanging"]) > 0
}

fn heading(name: &str) -> Option<u8> {
    let rest = name.strip_prefix("heading")?.trim_start();
    let level: u8 = rest.parse().ok()?;
    (1..=9).contains(&level).then_some(level.min(6))
}

fn is_code(name: &str) -> bool {
    matches!(
        name,
        "source code"
            | "verbatim char"
            | "html code"
            | "html preformatted"
            | "preformatted text"
            | "macro text"
            | "code"
    )
}

fn is_quote(name: &str) -> bool {
    matches!(
        name,
        "quote" | "intense quote" | "block text" | "block quote" | "blockquote" | "quotations" | "pull quote"
    )
}

fn furniture(name: &str) -> Option<Field> {
    Some(match name {
        "title" | "headline" => Field::Headline,
        "subtitle" | "standfirst" => Field::Standfirst,
        "byline" | "author" => Field::Byline,
        "kicker" => Field::Kicker,
        "headline print" => Field::HeadlinePrint,
        "headline web" => Field::HeadlineWeb,
        "headline social" => Field::HeadlineSocial,
        "author note" => Field::AuthorNote,
        "disclosure" => Field::Disclosure,
        "correction note" => Field::CorrectionNote,
        _ => return None,
    })
}

/// Names that only our own files use: such a paragraph is furniture wherever it stands.
pub(crate) fn is_ours(name: &str) -> bool {
    furniture(name).is_some() && !matches!(name, "title" | "subtitle" | "author")
}
