//! Words one after the other, with what stands between them and in front of their lines.

use crate::text::decode;

/// Most levels that are set in; what stands deeper stands as far in as these.
const DEEPEST: usize = 12;

/// What separates two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    #[default]
    None,
    Blank,
    Cell,
    Line,
    Paragraph,
}

/// What an element stands apart by.
pub(crate) fn gap_at(element: &str) -> Gap {
    match element {
        "td" | "th" => Gap::Cell,
        "br" | "li" | "tr" | "dt" | "dd" | "summary" | "caption" | "figcaption" | "rt" => Gap::Line,
        "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "table" | "figure" | "div" | "section"
        | "article" | "aside" | "address" | "details" | "hr" => Gap::Paragraph,
        _ => Gap::None,
    }
}

/// Something that stands in.
#[derive(Default)]
pub(crate) struct Level {
    /// What its first line has in front, until that line is written.
    pub(crate) first: Option<String>,
    /// What its other lines have in front.
    pub(crate) rest: String,
    /// The number of its next item, in a list that counts.
    pub(crate) next: Option<i64>,
    /// The element that opened it.
    pub(crate) name: String,
}

/// Words as they are written down.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) out: String,
    /// The widest separation since the last word.
    pending: Gap,
    /// What the next line stands in, outermost first.
    pub(crate) levels: Vec<Level>,
    /// In how many elements whose lines are kept as they are.
    code: usize,
    /// Line ends of such an element that are written when more of it follows; none at its beginning.
    breaks: Option<usize>,
}

impl Words {
    pub(crate) fn gap(&mut self, gap: Gap) {
        self.pending = self.pending.max(gap);
    }

    /// From here on lines are kept as they are.
    pub(crate) fn open_code(&mut self) {
        self.code += 1;
        self.breaks = None;
    }

    pub(crate) fn close_code(&mut self) {
        self.code = self.code.saturating_sub(1);
        self.breaks = None;
    }

    fn code(&mut self, text: &str) {
        let kept = text.trim_matches('\n');
        let ends = |part: &str| part.bytes().filter(|byte| *byte == b'\n').count();
        let Some(start) = text.find(|c| c != '\n').filter(|_| self.breaks.is_some() || !kept.trim().is_empty()) else {
            self.breaks = self.breaks.map(|breaks| breaks + ends(text));
            return;
        };
        match self.breaks.map(|breaks| breaks + ends(&text[..start])) {
            None | Some(0) => self.separate(),
            Some(breaks) => {
                self.out.extend(std::iter::repeat_n('\n', breaks));
                self.stand_in();
            }
        }
        for (at, line) in kept.split('\n').enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            if at > 0 && !line.is_empty() {
                self.stand_in();
            }
            self.out.push_str(line);
        }
        self.breaks = Some(ends(&text[start + kept.len()..]));
    }

    pub(crate) fn text(&mut self, text: &str) {
        let text = decode(text);
        if self.code > 0 {
            return self.code(&text);
        }
        for (index, word) in text.split([' ', '\n', '\t', '\r']).enumerate() {
            if index > 0 {
                self.gap(Gap::Blank);
            }
            if !word.is_empty() {
                self.separate();
                self.out.push_str(word);
            }
        }
    }

    fn separate(&mut self) {
        let gap = std::mem::take(&mut self.pending);
        let begins = self.out.is_empty();
        if !begins {
            self.out.push_str(match gap {
                Gap::None => "",
                Gap::Blank => " ",
                Gap::Cell => "\t",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        if begins || matches!(gap, Gap::Line | Gap::Paragraph) {
            self.stand_in();
        }
    }

    /// What stands in front of a line.
    fn stand_in(&mut self) {
        for (depth, level) in self.levels.iter_mut().enumerate() {
            match level.first.take() {
                Some(sign) => self.out.push_str(&sign),
                None if depth < DEEPEST => self.out.push_str(&level.rest),
                None => {}
            }
        }
    }
}
