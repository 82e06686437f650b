//! What the styles of a text mean.

use super::xml::Element;
use crate::paragraph::Look;
use std::collections::HashMap;

/// Styles that stand on others; no real file has a longer chain.
const MOST_PARENTS: usize = 16;

#[derive(Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    strike: Option<bool>,
    position: Option<i8>,
    list: Option<String>,
}

/// All styles of a file by family and name.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<(String, String), Style>,
    /// For each list style: which levels are numbered.
    lists: HashMap<String, Vec<bool>>,
}

impl Styles {
    /// Takes in the styles below an element.
    pub(super) fn read(&mut self, root: &Element) {
        for group in root.elements().filter(|e| matches!(e.name.as_str(), "office:styles" | "office:automatic-styles"))
        {
            for style in group.elements() {
                match style.name.as_str() {
                    "style:style" => self.style(style),
                    "text:list-style" => {
                        let levels =
                            style.elements().map(|level| level.name == "text:list-level-style-number").collect();
                        self.lists.insert(style.attribute("name").unwrap_or_default().to_owned(), levels);
                    }
                    _ => {}
                }
            }
        }
    }

    fn style(&mut self, style: &Element) {
        let text = |name: &str| style.child("style:text-properties").and_then(|properties| properties.attribute(name));
        let weight = |weight: &str| weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
        let key = |name: &str| style.attribute(name).unwrap_or_default().to_owned();
        let read = Style {
            parent: style.attribute("parent-style-name").map(str::to_owned),
            bold: text("font-weight").map(weight),
            italic: text("font-style").map(|style| style != "normal"),
            strike: text("text-line-through-style").map(|style| style != "none"),
            position: text("text-position").map(|position| match position.split(' ').next().unwrap_or_default() {
                "super" => 1,
                "sub" => -1,
                height if height.starts_with('-') => -1,
                height if height.starts_with('0') => 0,
                _ => 1,
            }),
            list: style.attribute("list-style-name").map(str::to_owned),
        };
        self.styles.insert((key("family"), key("name")), read);
    }

    fn chain(&self, family: &str, name: &str) -> impl Iterator<Item = (&str, &Style)> {
        let find = move |name: &str| self.styles.get_key_value(&(family.to_owned(), name.to_owned()));
        let start = find(name);
        std::iter::successors(start, move |(_, style)| find(style.parent.as_deref()?))
            .take(MOST_PARENTS)
            .map(|((_, name), style)| (name.as_str(), style))
    }

    /// A look with what a style of text changes in it.
    pub(super) fn look(&self, name: &str, within: &Look) -> Look {
        let find = |of: fn(&Style) -> Option<bool>| self.chain("text", name).find_map(|(_, style)| of(style));
        let position = self.chain("text", name).find_map(|(_, style)| style.position);
        // Links look like links by themselves.
        let plain = name.contains("Internet");
        Look {
            bold: find(|s| s.bold).filter(|_| !plain).unwrap_or(within.bold || name == "Strong_20_Emphasis"),
            italic: find(|s| s.italic).unwrap_or(within.italic || name == "Emphasis"),
            strike: find(|s| s.strike).unwrap_or(within.strike),
            raised: position.map_or(within.raised, |position| position > 0),
            lowered: position.map_or(within.lowered, |position| position < 0),
            link: within.link.clone(),
        }
    }

    /// A look of the words of a paragraph by its own style, where it is one of this file and not of a name.
    pub(super) fn paragraph_look(&self, name: &str) -> Look {
        let own = self.styles.get(&("paragraph".to_owned(), name.to_owned()));
        let (bold, italic) = own.map_or((None, None), |style| (style.bold, style.italic));
        Look { bold: bold.unwrap_or(false), italic: italic.unwrap_or(false), ..Look::default() }
    }

    /// Whether a style of paragraphs is, or stands on, one of this name (as LibreOffice names it inside).
    pub(super) fn is(&self, name: &str, wanted: &[&str]) -> bool {
        wanted.contains(&name)
            || self.chain("paragraph", name).any(|(name, style)| {
                wanted.contains(&name) || style.parent.as_deref().is_some_and(|parent| wanted.contains(&parent))
            })
    }

    /// The list style that a style of paragraphs brings.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.chain("paragraph", name).find_map(|(_, style)| style.list.as_deref()).filter(|name| !name.is_empty())
    }

    /// Whether a level (from 1) of a list is numbered.
    pub(super) fn is_numbered(&self, list: &str, level: usize) -> bool {
        self.lists.get(list).and_then(|levels| levels.get(level - 1)).copied().unwrap_or(false)
    }
}
