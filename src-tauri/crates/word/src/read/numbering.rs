//! Lists: bullets or numbers, where they start and when they start again.

use crate::xml::Element;
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    /// Numbers or letters; else bullets.
    pub(crate) ordered: bool,
    pub(crate) start: u32,
    /// No mark at all.
    pub(crate) bare: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { ordered: false, start: 1, bare: false }
    }
}

#[derive(Debug, Default)]
struct List {
    pattern: u32,
    /// Level → where this list starts anew.
    starts: HashMap<u8, u32>,
    levels: HashMap<u8, Level>,
}

#[derive(Debug, Default)]
pub(crate) struct Numbering {
    patterns: HashMap<u32, HashMap<u8, Level>>,
    lists: HashMap<u32, List>,
}

fn number(element: &Element, attribute: &str) -> Option<u32> {
    element.attr(attribute).and_then(|value| value.parse().ok())
}

fn levels(element: &Element) -> HashMap<u8, Level> {
    element.elements().filter(|e| &*e.name == "w:lvl").filter_map(one_level).collect()
}

fn one_level(element: &Element) -> Option<(u8, Level)> {
    let at = element.attr("w:ilvl")?.parse().ok()?;
    let format = element.child("w:numFmt").and_then(Element::val).unwrap_or("decimal");
    let start = element.child("w:start").and_then(|e| number(e, "w:val")).unwrap_or(1);
    Some((at, Level { ordered: !matches!(format, "bullet" | "none"), start, bare: format == "none" }))
}

impl Numbering {
    pub(crate) fn read(root: &Element) -> Self {
        let mut numbering = Numbering::default();
        let mut linked: HashMap<String, u32> = HashMap::new();
        let mut links: Vec<(u32, String)> = Vec::new();
        for element in root.elements().filter(|e| &*e.name == "w:abstractNum") {
            let Some(id) = number(element, "w:abstractNumId") else { continue };
            numbering.patterns.insert(id, levels(element));
            if let Some(name) = element.child("w:styleLink").and_then(Element::val) {
                linked.insert(name.to_owned(), id);
            }
            if let Some(name) = element.child("w:numStyleLink").and_then(Element::val) {
                links.push((id, name.to_owned()));
            }
        }
        for (id, name) in links {
            if let Some(levels) = linked.get(&name).and_then(|from| numbering.patterns.get(from)).cloned() {
                numbering.patterns.insert(id, levels);
            }
        }
        for element in root.elements().filter(|e| &*e.name == "w:num") {
            let Some(id) = number(element, "w:numId") else { continue };
            let Some(pattern) = element.child("w:abstractNumId").and_then(|e| number(e, "w:val")) else { continue };
            let mut list = List { pattern, ..List::default() };
            for over in element.elements().filter(|e| &*e.name == "w:lvlOverride") {
                let Some(at) = over.attr("w:ilvl").and_then(|v| v.parse::<u8>().ok()) else { continue };
                if let Some((_, level)) = over.child("w:lvl").and_then(one_level) {
                    list.levels.insert(at, level);
                }
                if let Some(start) = over.child("w:startOverride").and_then(|e| number(e, "w:val")) {
                    list.starts.insert(at, start);
                }
            }
            numbering.lists.insert(id, list);
        }
        numbering
    }

    /// Whether two lists count together.
    pub(crate) fn is_of_one_pattern(&self, a: u32, b: u32) -> bool {
        let pattern = |list| self.lists.get(&list).map(|found| found.pattern);
        pattern(a).is_some() && pattern(a) == pattern(b)
    }

    pub(crate) fn level(&self, list: u32, level: u8) -> Level {
        let Some(found) = self.lists.get(&list) else { return Level::default() };
        let pattern = || self.patterns.get(&found.pattern).and_then(|levels| levels.get(&level));
        found.levels.get(&level).or_else(pattern).copied().unwrap_or_default()
    }
}

/// The numbers that items of a reading have.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    /// Pattern → last number of each level.
    last: HashMap<u32, HashMap<u8, u32>>,
    begun: std::collections::HashSet<(u32, u8)>,
}

impl Counters {
    /// The number of the next item of a list at a level.
    pub(crate) fn next(&mut self, numbering: &Numbering, list: u32, level: u8) -> u32 {
        let start = numbering.level(list, level).start;
        let found = numbering.lists.get(&list);
        let pattern = found.map_or(list, |found| found.pattern);
        let counts = self.last.entry(pattern).or_default();
        counts.retain(|at, _| *at <= level);
        let fresh = self.begun.insert((list, level));
        let restart = found.and_then(|found| found.starts.get(&level)).filter(|_| fresh);
        let number = match (restart, counts.get(&level)) {
            (Some(&restart), _) => restart,
            (None, Some(&last)) => last.saturating_add(1),
            (None, None) => start,
        };
        counts.insert(level, number);
        number.min(999_999_999)
    }
}
