//! The lists of a file: each has a number, and numbers start where they should.

use crate::write::sheet::Listed;
use std::collections::HashMap;
use std::fmt::Write;

#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// What the lists of the text are; their place from 1 is the number in the file.
    known: Vec<(usize, Listed)>,
    numbers: HashMap<(usize, usize, u8, bool), usize>,
    /// Counts texts, since each has lists of its own.
    pub(crate) text: usize,
}

impl Lists {
    pub(crate) fn number(&mut self, listed: Listed) -> usize {
        let next = self.known.len() + 1;
        let key = (self.text, listed.list, listed.level, listed.ordered);
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.known.push((self.text, listed));
        }
        number
    }

    /// The part of numbering; none without lists.
    pub(crate) fn part(&self) -> Option<String> {
        if self.known.is_empty() {
            return None;
        }
        let mut out = format!("{}<w:numbering{}>", super::out::HEAD, super::out::NAMESPACES);
        // Each list has a pattern of its own, so that no two ever count together.
        for (id, (_, listed)) in self.known.iter().enumerate() {
            let _ =
                write!(out, "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
            for level in 0..=listed.level {
                let (format, text) = match (listed.ordered, level % 3) {
                    (true, _) => ("decimal", format!("%{}.", level + 1)),
                    (false, 0) => ("bullet", "•".to_owned()),
                    (false, 1) => ("bullet", "–".to_owned()),
                    (false, _) => ("bullet", "◦".to_owned()),
                };
                // Word counts from 32767 at most.
                let start = if level == listed.level { listed.start.min(32_767) } else { 1 };
                let left = 720 * (u32::from(level) + 1);
                let _ = write!(
                    out,
                    "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"360\"/></w:pPr></w:lvl>"
                );
            }
            out.push_str("</w:abstractNum>");
        }
        for id in 0..self.known.len() {
            let _ = write!(out, "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{id}\"/></w:num>", id + 1);
        }
        out.push_str("</w:numbering>");
        Some(out)
    }
}
