//! Pieces in which every word stands once, so that each can be followed through all that happens to it.

use super::desk::{apart, word};
use crate::prose::Random;
use model::Field;
use model::review::Texts;
use std::collections::BTreeMap;

/// The words of a text, each whole: two that lost what stood between them are another word.
pub fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a text that edits of two people at one place can have put against one another: each ends with its number.
pub fn pieces_of(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for token in tokens(text) {
        let mut last = '0';
        for c in token.chars() {
            if last.is_ascii_digit() && !c.is_ascii_digit() {
                out.push(String::new());
            }
            if let Some(word) = out.last_mut() {
                word.push(c);
            }
            last = c;
        }
    }
    out
}

/// How often each word stands in some texts.
pub fn bag<'a>(texts: impl IntoIterator<Item = &'a String>) -> BTreeMap<String, i32> {
    let mut out = BTreeMap::new();
    for word in texts.into_iter().flat_map(|text| tokens(text)) {
        *out.entry(word).or_insert(0) += 1;
    }
    out
}

/// Takes words from a bag, or puts them in.
pub fn add(bag: &mut BTreeMap<String, i32>, text: &str, by: i32) {
    for word in tokens(text) {
        *bag.entry(word).or_insert(0) += by;
    }
    bag.retain(|_, often| *often != 0);
}

/// A piece with furniture, and a copy whose changes stand so far apart that nobody would take two for one.
pub fn clear(seed: u64) -> (Texts, Texts) {
    let (before, now) = apart(seed);
    let mut writer = Writer::new(seed ^ 0x5eed, 50_000);
    let mut sides: [Texts; 2] = Default::default();
    for (side, body) in sides.iter_mut().zip([before, now]) {
        side.insert(Field::Body, body);
    }
    for field in [Field::Headline, Field::Standfirst] {
        let mut words: Vec<String> = (0..16).map(|_| writer.fresh()).collect();
        sides[0].insert(field, words.join(" "));
        for spot in [13usize, 3] {
            match writer.random.below(4) {
                0 => words[spot] = writer.fresh(),
                1 => drop(words.remove(spot)),
                2 => words.insert(spot, writer.fresh()),
                _ => {}
            }
        }
        sides[1].insert(field, words.join(" "));
    }
    let [before, now] = sides;
    (before, now)
}

/// A line of a text, and the line ends behind it.
type Line = (Vec<String>, String);

/// Writes words that no other writer's numbers give.
pub struct Writer {
    pub random: Random,
    next: usize,
    /// Whether paragraphs are moved, split and joined, too.
    pub moves: bool,
}

impl Writer {
    pub fn new(seed: u64, first: usize) -> Writer {
        Writer { random: Random(seed), next: first, moves: true }
    }

    pub fn fresh(&mut self) -> String {
        self.next += 1;
        word(self.next)
    }

    /// A word as it stands in a text, now and then with a mark beside it.
    fn marked(&mut self) -> String {
        let word = self.fresh();
        match self.random.below(14) {
            0 => format!("{word},"),
            1 => format!("{word}."),
            2 => format!("**{word}**"),
            3 => format!("“{word}”"),
            4 => format!("{word} —"),
            5 => format!("{word} 🦆"),
            _ => word,
        }
    }

    fn some(&mut self, least: usize, more: usize) -> Vec<String> {
        (0..least + self.random.below(more)).map(|_| self.marked()).collect()
    }

    fn gap(&mut self) -> String {
        ["\n\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\r\n\r\n", "\n"][self.random.below(7)].to_owned()
    }

    pub fn piece(&mut self) -> Texts {
        let mut lines: Vec<Line> = Vec::new();
        for _ in 0..1 + self.random.below(6) {
            let mut words = self.some(2, 22);
            match self.random.below(9) {
                0 => words.insert(0, "##".to_owned()),
                1 => words.insert(0, "-".to_owned()),
                _ => {}
            }
            lines.push((words, self.gap()));
        }
        let mut out = Texts::new();
        if self.random.below(2) == 0 {
            lines.last_mut().expect("there is one").1.clear();
        }
        out.insert(Field::Body, joined(&lines));
        for field in [Field::Kicker, Field::Headline, Field::Standfirst, Field::AuthorNote] {
            if self.random.below(2) == 0 {
                out.insert(field, self.some(1, 12).join(" "));
            }
        }
        out
    }

    /// The piece with some words and paragraphs changed, cut, put in and moved.
    pub fn rework(&mut self, texts: &Texts) -> Texts {
        let mut out = texts.clone();
        let body = texts.get(&Field::Body).map_or("", String::as_str);
        let mut lines = lines(body);
        for _ in 0..self.random.below(7) {
            self.edit(&mut lines);
        }
        out.insert(Field::Body, joined(&lines));
        for field in [Field::Kicker, Field::Headline, Field::Standfirst, Field::AuthorNote] {
            if self.random.below(4) != 0 {
                continue;
            }
            let text = texts.get(&field).map_or("", String::as_str);
            let mut words: Vec<String> = text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
            self.words(&mut words);
            out.insert(field, words.join(" "));
        }
        out.retain(|_, text| !text.is_empty());
        out
    }

    fn words(&mut self, words: &mut Vec<String>) {
        let from = self.random.below(words.len() + 1);
        let cut = [0, 1, 1, 1, 2, 3][self.random.below(6)];
        let new = match cut {
            0 => self.some(1, 3),
            _ if self.random.below(2) == 0 => Vec::new(),
            _ => self.some(1, 3),
        };
        words.splice(from..(from + cut).min(words.len()), new);
    }

    fn edit(&mut self, lines: &mut Vec<Line>) {
        let at = self.random.below(lines.len());
        let kind = self.random.below(if self.moves { 12 } else { 8 });
        match kind {
            6 => {
                let new = (self.some(2, 16), self.gap());
                lines.insert(self.random.below(lines.len() + 1), new);
            }
            _ if lines.is_empty() => {}
            7 => drop(lines.remove(at)),
            8 | 9 => {
                let line = lines.remove(at);
                lines.insert(self.random.below(lines.len() + 1), line);
            }
            10 if lines[at].0.len() > 3 => {
                let middle = 1 + self.random.below(lines[at].0.len() - 1);
                let rest = lines[at].0.split_off(middle);
                let gap = std::mem::replace(&mut lines[at].1, "\n\n".to_owned());
                lines.insert(at + 1, (rest, gap));
            }
            11 if at + 1 < lines.len() => {
                let (words, gap) = lines.remove(at + 1);
                lines[at].0.extend(words);
                lines[at].1 = gap;
            }
            _ => {
                let mut words = std::mem::take(&mut lines[at].0);
                self.words(&mut words);
                lines[at].0 = words;
            }
        }
        // What was the last line can stand in front of another now.
        let last = lines.len().saturating_sub(1);
        for (_, gap) in lines.iter_mut().take(last).filter(|(_, gap)| gap.is_empty()) {
            *gap = "\n\n".to_owned();
        }
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        let end = &line[words.len()..];
        match out.last_mut() {
            Some(last) if words.is_empty() => last.1.push_str(end),
            _ => out.push((words.split(' ').map(str::to_owned).collect(), end.to_owned())),
        }
    }
    out
}

fn joined(lines: &[Line]) -> String {
    lines.iter().filter(|(words, _)| !words.is_empty()).map(|(words, gap)| words.join(" ") + gap).collect()
}
