//! The letters of a paragraph, without the marks of Markdown.

use crate::read::source::{CODE, EMPH, STRIKE, STRONG, SUB, SUP};
use crate::read::spans::is_mark;
use crate::write::sheet::{Item, Line, Mark, Style, definition};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What is defined somewhere in the text.
#[derive(Debug, Default)]
pub(crate) struct Defined {
    links: HashMap<String, Rc<str>>,
    notes: HashSet<String>,
}

impl Defined {
    pub(crate) fn find(lines: &[Line<'_>]) -> Self {
        let mut out = Defined::default();
        for line in lines {
            let text = line.text.trim_start_matches([' ', '>']);
            if let Some((label, address)) = definition(text) {
                out.links.entry(folded(label)).or_insert_with(|| address.into());
            } else if let Some(rest) = text.strip_prefix("[^")
                && let Some((label, _)) = rest.split_once("]:")
            {
                out.notes.insert(label.to_owned());
            }
        }
        out
    }
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A letter, mark or other thing while marks are still being matched.
struct Node {
    item: Option<Item>,
    flags: u8,
    link: Option<Rc<str>>,
}

struct Delimiter {
    first: usize,
    mark: char,
    /// Of the run: how many are left, and how many there were.
    left: usize,
    all: usize,
    /// How many closed something; those stand first.
    closed: usize,
    opens: bool,
    closes: bool,
}

struct Bracket {
    node: usize,
    image: bool,
    /// How many delimiters were open before it.
    delimiters: usize,
    active: bool,
}

struct Inlines<'a> {
    chars: Vec<(char, usize)>,
    defined: &'a Defined,
    nodes: Vec<Node>,
    delimiters: Vec<Delimiter>,
    brackets: Vec<Bracket>,
    /// What tags of HTML opened.
    tags: Vec<(u8, usize)>,
    /// No comment ends any more.
    endless: bool,
    titles: Vec<Title>,
}

/// Characters of a label, an address or a tag; longer ones are words.
const LONGEST_LABEL: usize = 4096;

/// The title of a picture: what stands below it.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    /// Where its picture begins in the source.
    pub(crate) of: usize,
    /// Where its first mark stands.
    pub(crate) from: usize,
    /// Where its last mark stands.
    pub(crate) to: usize,
    pub(crate) items: Vec<Item>,
}

/// Reads the lines of one paragraph.
pub(crate) fn inlines(lines: &[Line<'_>], defined: &Defined) -> Vec<Item> {
    inlines_and_titles(lines, defined).0
}

/// Reads the lines of one paragraph, and the titles of its pictures letter by letter.
pub(crate) fn inlines_and_titles(lines: &[Line<'_>], defined: &Defined) -> (Vec<Item>, Vec<Title>) {
    let mut chars = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            chars.push(('\n', line.at.saturating_sub(1)));
        }
        let skip = line.text.len() - line.text.trim_start().len();
        let text = if index + 1 == lines.len() { line.text.trim_end() } else { line.text };
        chars.extend(text.char_indices().skip_while(|(at, _)| *at < skip).map(|(at, c)| (c, line.at + at)));
    }
    let mut inlines = Inlines {
        chars,
        defined,
        nodes: Vec::new(),
        delimiters: Vec::new(),
        brackets: Vec::new(),
        tags: Vec::new(),
        endless: false,
        titles: Vec::new(),
    };
    inlines.run();
    let titles = std::mem::take(&mut inlines.titles);
    (inlines.finish(), titles)
}

impl Inlines<'_> {
    fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(c, _)| *c)
    }

    fn add(&mut self, mark: Mark, index: usize) {
        let at = self.chars.get(index).map_or(0, |(_, at)| *at);
        let flags = self.tags.iter().fold(0, |flags, (flag, _)| flags | flag);
        self.nodes.push(Node { item: Some(Item { mark, style: Style::default(), at }), flags, link: None });
    }

    fn run(&mut self) {
        let mut i = 0;
        while let Some(c) = self.at(i) {
            i = match c {
                '\\' => self.backslash(i),
                '`' => self.code(i),
                '*' | '_' | '~' => self.delimiter(i, c),
                '[' => self.open(i, false),
                '!' if self.at(i + 1) == Some('[') => self.open(i, true),
                ']' => self.close(i),
                '<' => self.angle(i),
                '&' => self.entity(i),
                '\n' => self.newline(i),
                c => {
                    self.add(Mark::Char(c), i);
                    i + 1
                }
            };
        }
        self.emphasis(0);
    }

    fn finish(self) -> Vec<Item> {
        let item = |node: Node| {
            let mut item = node.item?;
            item.style = Style { flags: node.flags, link: node.link };
            Some(item)
        };
        self.nodes.into_iter().filter_map(item).collect()
    }

    fn backslash(&mut self, i: usize) -> usize {
        match self.at(i + 1) {
            Some('\n') => {
                self.add(Mark::Break, i);
                i + 2
            }
            Some(c) if c.is_ascii_punctuation() => {
                self.add(Mark::Char(c), i + 1);
                i + 2
            }
            _ => {
                self.add(Mark::Char('\\'), i);
                i + 1
            }
        }
    }

    fn newline(&mut self, i: usize) -> usize {
        let mut blanks = 0;
        while let Some(Node { item: Some(Item { mark: Mark::Char(' '), .. }), .. }) = self.nodes.last() {
            self.nodes.pop();
            blanks += 1;
        }
        self.add(if blanks >= 2 { Mark::Break } else { Mark::Char(' ') }, i);
        i + 1
    }

    fn code(&mut self, i: usize) -> usize {
        let run = |from: usize| (from..).take_while(|&at| self.at(at) == Some('`')).count();
        let length = run(i);
        let mut at = i + length;
        while at < self.chars.len() {
            let here = run(at);
            if here == length {
                let mut range = i + length..at;
                let inner: Vec<char> = range.clone().filter_map(|at| self.at(at)).collect();
                let edges = |c: Option<&char>| matches!(c, Some(' ' | '\n'));
                if edges(inner.first()) && edges(inner.last()) && inner.iter().any(|c| !c.is_whitespace()) {
                    range = range.start + 1..range.end - 1;
                }
                for index in range {
                    let c = self.at(index).map_or(' ', |c| if c == '\n' { ' ' } else { c });
                    self.add(Mark::Char(c), index);
                    if let Some(node) = self.nodes.last_mut() {
                        node.flags |= CODE;
                    }
                }
                return at + length;
            }
            at += here.max(1);
        }
        for index in i..i + length {
            self.add(Mark::Char('`'), index);
        }
        i + length
    }

    fn delimiter(&mut self, i: usize, mark: char) -> usize {
        let all = (i..).take_while(|&at| self.at(at) == Some(mark)).count();
        let before = i.checked_sub(1).and_then(|at| self.at(at)).unwrap_or(' ');
        let after = self.at(i + all).unwrap_or(' ');
        let open_side = !after.is_whitespace() && (!is_mark(after) || before.is_whitespace() || is_mark(before));
        let close_side = !before.is_whitespace() && (!is_mark(before) || after.is_whitespace() || is_mark(after));
        let (opens, closes) = match mark {
            '_' => (open_side && (!close_side || is_mark(before)), close_side && (!open_side || is_mark(after))),
            _ => (open_side, close_side),
        };
        let first = self.nodes.len();
        for index in i..i + all {
            self.add(Mark::Char(mark), index);
        }
        if mark != '~' || all <= 2 {
            self.delimiters.push(Delimiter { first, mark, left: all, all, closed: 0, opens, closes });
        }
        i + all
    }

    fn open(&mut self, i: usize, image: bool) -> usize {
        // A note, when it is defined.
        if !image && self.at(i + 1) == Some('^') {
            let label: String = self.chars[i + 2..]
                .iter()
                .map(|(c, _)| *c)
                .take(LONGEST_LABEL)
                .take_while(|c| *c != ']' && *c != '[')
                .collect();
            if self.defined.notes.contains(&label) {
                self.add(Mark::Note(label.as_str().into()), i);
                return i + 3 + label.chars().count();
            }
        }
        let node = self.nodes.len();
        self.brackets.push(Bracket { node, image, delimiters: self.delimiters.len(), active: true });
        for index in i..i + 1 + usize::from(image) {
            let c = self.at(index).unwrap_or('[');
            self.add(Mark::Char(c), index);
        }
        i + 1 + usize::from(image)
    }

    fn close(&mut self, i: usize) -> usize {
        let literal = |this: &mut Self| {
            this.add(Mark::Char(']'), i);
            i + 1
        };
        let Some(bracket) = self.brackets.pop() else { return literal(self) };
        if !bracket.active {
            return literal(self);
        }
        let (address, next, title) = match self.target(i + 1) {
            Some(found) => found,
            None => match self.reference(&bracket, i) {
                Some((address, next)) => (address, next, 0..0),
                None => return literal(self),
            },
        };
        self.emphasis(bracket.delimiters);
        let inner = bracket.node + 1 + usize::from(bracket.image);
        if bracket.image {
            let alt: String = self.nodes[inner..].iter().filter_map(|n| n.item.as_ref()).map(letter).collect();
            let at = self.nodes[bracket.node].item.as_ref().map_or(0, |item| item.at);
            self.nodes.truncate(bracket.node);
            let said = self.title(at, title);
            let title: String = said.iter().flat_map(|title| &title.items).map(letter).collect();
            self.titles.extend(said);
            let mark = Mark::Image { name: address, alt: alt.as_str().into(), title: title.as_str().into() };
            let flags = self.tags.iter().fold(0, |flags, (flag, _)| flags | flag);
            self.nodes.push(Node { item: Some(Item { mark, style: Style::default(), at }), flags, link: None });
        } else {
            self.nodes[bracket.node].item = None;
            // Words that lead nowhere are words.
            let link = Some(address).filter(|address| !address.is_empty());
            self.nodes[inner..].iter_mut().for_each(|node| node.link.clone_from(&link));
            self.brackets.iter_mut().filter(|b| !b.image).for_each(|b| b.active = false);
        }
        next
    }

    /// The letters of a title; none where it says nothing.
    fn title(&self, of: usize, range: std::ops::Range<usize>) -> Option<Title> {
        let place = |index: usize| self.chars.get(index).map_or(0, |(_, at)| *at);
        let mut items = Vec::new();
        let mut index = range.start;
        while index < range.end {
            let mut c = self.at(index)?;
            let escaped = self.at(index + 1).filter(|next| c == '\\' && next.is_ascii_punctuation());
            if let Some(next) = escaped.filter(|_| index + 1 < range.end) {
                (c, index) = (next, index + 1);
            }
            let c = if c == '\n' { ' ' } else { c };
            items.push(Item { mark: Mark::Char(c), style: Style::default(), at: place(index) });
            index += 1;
        }
        let says = items.iter().any(|item| !letter(item).is_whitespace());
        says.then(|| Title { of, from: place(range.start.saturating_sub(1)), to: place(range.end), items })
    }

    /// `(address "title")` from here; the title as places among the characters.
    fn target(&self, i: usize) -> Option<(Rc<str>, usize, std::ops::Range<usize>)> {
        if self.at(i) != Some('(') {
            return None;
        }
        let blanks = |mut at: usize| {
            while self.at(at).is_some_and(char::is_whitespace) {
                at += 1;
            }
            at
        };
        let mut at = blanks(i + 1);
        let mut address = String::new();
        if self.at(at) == Some('<') {
            at += 1;
            loop {
                match self.at(at).filter(|_| address.len() < LONGEST_LABEL)? {
                    '>' => break,
                    '\n' | '<' => return None,
                    '\\' if self.at(at + 1).is_some_and(|c| c.is_ascii_punctuation()) => {
                        address.extend(self.at(at + 1));
                        at += 2;
                    }
                    c => {
                        address.push(c);
                        at += 1;
                    }
                }
            }
            at += 1;
        } else {
            let mut depth = 0;
            while let Some(c) = self.at(at).filter(|_| address.len() < LONGEST_LABEL) {
                match c {
                    '\\' if self.at(at + 1).is_some_and(|c| c.is_ascii_punctuation()) => {
                        address.extend(self.at(at + 1));
                        at += 2;
                        continue;
                    }
                    '(' => depth += 1,
                    ')' if depth == 0 => break,
                    ')' => depth -= 1,
                    c if c.is_whitespace() => break,
                    _ => {}
                }
                address.push(c);
                at += 1;
            }
        }
        at = blanks(at);
        let mut title = 0..0;
        if let Some(quote) = self.at(at).filter(|c| matches!(c, '"' | '\'' | '(')) {
            let end = if quote == '(' { ')' } else { quote };
            at += 1;
            title.start = at;
            let limit = at + LONGEST_LABEL;
            while self.at(at).filter(|_| at < limit)? != end {
                at += if self.at(at) == Some('\\') { 2 } else { 1 };
            }
            title.end = at;
            at = blanks(at + 1);
        }
        let address = address.replace("&amp;", "&");
        (self.at(at) == Some(')')).then(|| (address.as_str().into(), at + 1, title))
    }

    /// `[label]` behind the text, or the text as its own label.
    fn reference(&self, bracket: &Bracket, i: usize) -> Option<(Rc<str>, usize)> {
        let mut next = i + 1;
        let mut label = String::new();
        if self.at(next) == Some('[') {
            let inner: String =
                self.chars[next + 1..].iter().map(|(c, _)| *c).take(LONGEST_LABEL).take_while(|c| *c != ']').collect();
            next += 2 + inner.chars().count();
            label = inner;
        }
        if label.trim().is_empty() {
            let inner = bracket.node + 1 + usize::from(bracket.image);
            if self.defined.links.is_empty() || self.nodes.len() - inner > LONGEST_LABEL {
                return None;
            }
            label = self.nodes[inner..].iter().filter_map(|n| n.item.as_ref()).map(letter).collect();
        }
        self.defined.links.get(&folded(&label)).map(|address| (address.clone(), next))
    }

    fn angle(&mut self, i: usize) -> usize {
        let inner: String =
            self.chars[i + 1..].iter().map(|(c, _)| *c).take(LONGEST_LABEL).take_while(|c| *c != '>').collect();
        let end = i + 2 + inner.chars().count();
        let ended = self.at(end - 1) == Some('>');
        let literal = |this: &mut Self| {
            this.add(Mark::Char('<'), i);
            i + 1
        };
        if inner.starts_with("!--") {
            let ends = |at: &usize| (0..3).all(|step| self.at(at + step) == Some(if step < 2 { '-' } else { '>' }));
            let end = if self.endless { None } else { (i + 4..self.chars.len()).find(ends) };
            self.endless |= end.is_none();
            return end.map_or_else(|| literal(self), |at| at + 3);
        }
        if !ended {
            return literal(self);
        }
        let address = inner.contains(':') && inner.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
        let mail = inner.contains('@') && inner.chars().next().is_some_and(char::is_alphanumeric);
        if (address || mail) && !inner.contains([' ', '<', '\n']) {
            let target: Rc<str> = if address { inner.as_str().into() } else { format!("mailto:{inner}").into() };
            for index in i + 1..end - 1 {
                let c = self.at(index).unwrap_or(' ');
                self.add(Mark::Char(c), index);
                if let Some(node) = self.nodes.last_mut() {
                    node.link = Some(target.clone());
                }
            }
            return end;
        }
        let (closing, name) = inner.strip_prefix('/').map_or((false, inner.as_str()), |name| (true, name));
        let tag: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
        let rest = &name[tag.len()..];
        if tag.is_empty()
            || !tag.starts_with(|c: char| c.is_ascii_alphabetic())
            || !(rest.is_empty() || rest.starts_with([' ', '/', '\n']))
        {
            return literal(self);
        }
        let flag = match tag.to_ascii_lowercase().as_str() {
            "strong" | "b" => STRONG,
            "em" | "i" => EMPH,
            "del" | "s" | "strike" => STRIKE,
            "sup" => SUP,
            "sub" => SUB,
            "code" => CODE,
            "br" => {
                self.add(Mark::Break, i);
                return end;
            }
            // Other tags have no words.
            _ => return end,
        };
        if closing {
            if let Some(at) = self.tags.iter().rposition(|(known, _)| *known == flag) {
                self.tags.remove(at);
            }
        } else if !rest.ends_with('/') && self.tags.len() < 16 {
            self.tags.push((flag, i));
        }
        end
    }

    fn entity(&mut self, i: usize) -> usize {
        let name: String = self.chars[i + 1..].iter().map(|(c, _)| *c).take(12).take_while(|c| *c != ';').collect();
        let end = i + 2 + name.chars().count();
        let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
        let c = number.map(|code| char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}')).or(
            match name.as_str() {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                "nbsp" => Some('\u{a0}'),
                "shy" => Some('\u{ad}'),
                "ndash" => Some('–'),
                "mdash" => Some('—'),
                "hellip" => Some('…'),
                "lsquo" => Some('‘'),
                "rsquo" => Some('’'),
                "ldquo" => Some('“'),
                "rdquo" => Some('”'),
                "euro" => Some('€'),
                "copy" => Some('©'),
                _ => None,
            },
        );
        match c {
            Some(c) if self.at(end - 1) == Some(';') => {
                self.add(Mark::Char(c), i);
                end
            }
            _ => {
                self.add(Mark::Char('&'), i);
                i + 1
            }
        }
    }

    /// Matches the marks of emphasis behind `from`, as CommonMark says.
    fn emphasis(&mut self, from: usize) {
        let mut list = self.delimiters.split_off(from.min(self.delimiters.len()));
        // Those that may still open something; and for each kind of closer, how far down none was found.
        let mut open: Vec<usize> = Vec::new();
        let mut floor: HashMap<(char, bool, usize), usize> = HashMap::new();
        for at in 0..list.len() {
            while list[at].closes && list[at].left > 0 {
                let closer = &list[at];
                let key = (closer.mark, closer.opens, closer.all % 3);
                let bottom = floor.get(&key).copied().unwrap_or(0).min(open.len());
                let fits = |opener: &Delimiter| {
                    let odd = (opener.closes || closer.opens)
                        && (opener.all + closer.all).is_multiple_of(3)
                        && !(opener.all.is_multiple_of(3) && closer.all.is_multiple_of(3));
                    let tilde = closer.mark == '~';
                    opener.mark == closer.mark && (!tilde || opener.left == closer.left) && (tilde || !odd)
                };
                let Some(place) = (bottom..open.len()).rev().find(|&i| fits(&list[open[i]])) else {
                    floor.insert(key, open.len());
                    break;
                };
                let opener = open[place];
                open.truncate(place + 1);
                floor.values_mut().for_each(|height| *height = (*height).min(open.len()));
                let (used, flag) = match (list[at].mark, list[opener].left.min(list[at].left)) {
                    ('~', n) => (n, STRIKE),
                    (_, 1) => (1, EMPH),
                    _ => (2, STRONG),
                };
                // Of a closer the marks go from the left; those of an opener from the right.
                let start = list[opener].first + list[opener].closed + list[opener].left;
                let end = list[at].first + list[at].closed;
                self.flag(start..end, flag);
                for node in (start - used..start).chain(end..end + used) {
                    self.nodes[node].item = None;
                }
                list[opener].left -= used;
                list[at].left -= used;
                list[at].closed += used;
                if list[opener].left == 0 {
                    open.pop();
                }
            }
            if list[at].opens && list[at].left > 0 {
                open.push(at);
            }
        }
    }

    fn flag(&mut self, range: std::ops::Range<usize>, flag: u8) {
        self.nodes[range].iter_mut().for_each(|node| node.flags |= flag);
    }
}

fn letter(item: &Item) -> char {
    match item.mark {
        Mark::Char(c) => c,
        Mark::Break | Mark::Note(_) | Mark::Image { .. } => ' ',
    }
}
