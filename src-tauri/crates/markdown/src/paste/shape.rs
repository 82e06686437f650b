//! The structure that programs hide in styles and comments, as elements: lists, notes, quotations, titles. Tracked
//! changes are taken as accepted.

use super::grid::Grid;
use super::notes::{END, FURTHER, NOTE, Notes, REFERENCE};
use super::source::is_office;
use crate::depth::is_void;
use crate::tags::{Tag, Token, Tokens};

/// How far the number or bullet of a list item is looked for.
const MARKER_TOKENS: usize = 32;

/// What was shaped.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// The markup.
    pub(super) html: String,
    /// Insertions and removals of others that were taken as accepted.
    pub(super) changes: usize,
    /// Comments that were left out.
    pub(super) comments: usize,
    /// Whether text that nobody sees was left out.
    pub(super) hidden: bool,
}

/// Gives a paste its structure.
pub(super) fn shaped(html: &str, source: Option<&str>) -> Shaped {
    let mut shaper = Shaper {
        office: is_office(source),
        indents: is_office(source) || source == Some("Google Docs"),
        notes: Notes::of(html),
        ..Shaper::default()
    };
    let mut tokens = Tokens::of(html);
    while let Some(token) = tokens.next() {
        shaper.token(token, &tokens);
    }
    shaper.blocks_end();
    shaper.item_ends();
    shaper.out
}

#[derive(Default)]
struct Shaper {
    out: Shaped,
    office: bool,
    /// Whether an indented paragraph is a quotation.
    indents: bool,
    notes: Notes,
    /// The element whose content is left out, and how many of its name are open in it.
    skipped: Option<(String, usize)>,
    /// The lists of a word processor that are open: whether each is numbered.
    lists: Vec<bool>,
    quote: bool,
    /// How each open paragraph ends, where not as written.
    ends: Vec<Option<&'static str>>,
    /// A `</li>` that waits for a list which belongs into the item.
    item: bool,
    /// For each open list: what it is.
    inside: Vec<List>,
    divs: usize,
    /// The division that holds a note, and whether the note has begun.
    note: Option<(usize, bool)>,
    /// The number of a note whose text has not begun.
    pending: Option<usize>,
    /// The table of words and figures that is open.
    grid: Option<Grid>,
    /// Inside of a space of one's own making.
    space: bool,
    /// A line break came right before.
    broke: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    /// One as any other.
    Plain,
    /// It came into an item that was closed already.
    InItem,
    /// Its items are notes.
    Notes,
}

impl Shaper {
    fn push(&mut self, text: &str) {
        self.out.html.push_str(text);
    }

    fn token<'a>(&mut self, token: Token<'a>, rest: &Tokens<'a>) {
        if let Some((name, open)) = &mut self.skipped {
            match &token {
                Token::Open(tag) if tag.name == *name && !tag.closed => *open += 1,
                Token::Close { name: closing, .. } if *closing == *name => *open -= 1,
                _ => {}
            }
            if *open == 0 {
                self.skipped = None;
            }
            return;
        }
        match token {
            Token::Comment(_) => {}
            Token::Text(text) => self.text(text),
            Token::Open(tag) => self.open(&tag, rest),
            Token::Close { name, raw } => self.close(&name, raw),
        }
    }

    fn text(&mut self, text: &str) {
        let blank = text.trim().is_empty();
        if self.item && !blank {
            self.item_ends();
        }
        if !blank && let Some(number) = self.pending.take() {
            self.push(&format!("{NOTE}{number}{END}"));
        }
        let text =
            if std::mem::take(&mut self.broke) { text.trim_start_matches([' ', '\n', '\r', '\t']) } else { text };
        if let Some(grid) = &mut self.grid {
            return grid.text(text, &mut self.out.html);
        }
        if self.space {
            self.push(&text.replace('\u{a0}', " ").replace("&nbsp;", " ").replace("&#160;", " "));
        } else {
            self.push(text);
        }
    }

    fn skip(&mut self, tag: &Tag<'_>) {
        if !is_void(&tag.name) && !tag.closed {
            self.skipped = Some((tag.name.to_string(), 1));
        }
    }

    fn open<'a>(&mut self, tag: &Tag<'a>, rest: &Tokens<'a>) {
        let style = compact(tag.attribute("style").unwrap_or_default());
        let class = tag.attribute("class").unwrap_or_default();
        let name = &*tag.name;
        if style.contains("display:none") || style.contains("mso-hide:all") {
            self.out.hidden = true;
            return self.skip(tag);
        }
        if style.contains("mso-list:ignore")
            || style.contains("mso-element:comment-list")
            || class == "MsoCommentReference"
        {
            self.out.comments += usize::from(class == "MsoCommentReference");
            return self.skip(tag);
        }
        let tracked = tag.attribute("datetime").is_some() || self.office;
        match name {
            "ins" if tracked => {
                self.out.changes += 1;
                return;
            }
            "del" if tracked => {
                self.out.changes += 1;
                return self.skip(tag);
            }
            "a" => {
                if let Some((number, refers)) = self.notes.link(tag) {
                    if self.item {
                        self.item_ends();
                    }
                    // In a list of notes the item is the note, and this only leads back.
                    if refers || self.inside.last() != Some(&List::Notes) {
                        let mark = if refers { REFERENCE } else { NOTE };
                        self.push(&format!("{mark}{number}{END}"));
                    }
                    return self.skip(tag);
                }
            }
            "div" => {
                self.divs += 1;
                let id = tag.attribute("id").unwrap_or_default();
                let is_note = style.contains("mso-element:footnote;")
                    || style.ends_with("mso-element:footnote")
                    || style.ends_with("mso-element:endnote")
                    || ["ftn", "edn", "sdfootnote", "sdendnote"].iter().any(|start| id.starts_with(start));
                if is_note {
                    self.note = Some((self.divs, false));
                }
            }
            // The line above the notes of a page.
            "hr" if tag.attribute("width") == Some("33%") && self.office => return,
            _ => {}
        }
        self.broke = name == "br";
        if let Some(grid) = &mut self.grid {
            return grid.open(tag, &mut self.out.html);
        }
        self.space = name == "span" && matches!(class, "Apple-converted-space" | "Apple-tab-span");
        if self.item && !matches!(name, "ul" | "ol") {
            self.item_ends();
        }
        match name {
            "ul" | "ol" => {
                self.blocks_end();
                let item = std::mem::take(&mut self.item);
                let is_notes = self.notes.are_items(rest);
                self.inside.push(if is_notes {
                    List::Notes
                } else if item {
                    List::InItem
                } else {
                    List::Plain
                });
                if !is_notes {
                    self.push(tag.raw);
                } else if item {
                    self.push("</li>");
                }
            }
            "li" if self.inside.last() == Some(&List::Notes) => {
                self.divs += 1;
                self.pending = self.notes.item(tag, rest);
                self.note = Some((self.divs, false));
                self.push("<div>");
            }
            "table" if Grid::is_one(rest) => {
                self.blocks_end();
                self.push("<table>");
                self.grid = Some(Grid::default());
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !tag.closed => self.paragraph(tag, &style, class, rest),
            "table" | "hr" | "blockquote" | "pre" => {
                self.blocks_end();
                self.push(tag.raw);
            }
            _ => self.push(tag.raw),
        }
    }

    fn paragraph<'a>(&mut self, tag: &Tag<'a>, style: &str, class: &str, rest: &Tokens<'a>) {
        let level = style.split(';').filter_map(|rule| rule.strip_prefix("mso-list:")).find_map(level);
        if let Some(level) = level.filter(|_| self.office) {
            self.quote_ends();
            self.list_item(level, marker(rest));
            self.ends.push(Some(""));
            return;
        }
        let quoted = matches!(class.trim_start_matches("x_"), "MsoQuote" | "MsoIntenseQuote" | "MsoBlockText")
            || (self.indents && tag.name == "p" && !class.contains("MsoList") && is_indented(style));
        self.lists_end();
        if quoted && self.inside.is_empty() {
            if !self.quote {
                self.push("<blockquote>");
            }
            self.quote = true;
        } else {
            self.quote_ends();
        }
        if class == "MsoTitle" {
            self.push("<h1>");
            self.ends.push(Some("</h1>"));
            return;
        }
        self.push(tag.raw);
        self.ends.push(None);
        if let Some((_, begun)) = &mut self.note
            && std::mem::replace(begun, true)
            && self.pending.is_none()
        {
            self.out.html.push(FURTHER);
        }
    }

    /// An item of a list that is written as paragraphs. `start`: the number it has, where it has one.
    fn list_item(&mut self, level: usize, start: Option<u32>) {
        while self.lists.len() > level {
            self.list_ends();
        }
        if self.lists.len() == level {
            if self.lists.last() == Some(&start.is_some()) {
                self.push("</li>");
            } else {
                self.list_ends();
            }
        }
        while self.lists.len() < level {
            let numbered = start.filter(|_| self.lists.len() + 1 == level);
            match numbered {
                Some(start) => self.push(&format!("<ol start=\"{start}\">")),
                None => self.push("<ul>"),
            }
            self.lists.push(numbered.is_some());
            if self.lists.len() < level {
                self.push("<li>");
            }
        }
        self.push("<li>");
    }

    fn close(&mut self, name: &str, raw: &str) {
        self.space = false;
        if let Some(grid) = &mut self.grid {
            if grid.close(name, &mut self.out.html) {
                self.grid = None;
            }
            return;
        }
        match name {
            "li" if self.inside.last() == Some(&List::Notes) => {
                self.divs = self.divs.saturating_sub(1);
                (self.note, self.pending) = (None, None);
                self.push("</div>");
                return;
            }
            "li" => {
                self.blocks_end();
                self.item_ends();
                self.item = true;
                return;
            }
            "ul" | "ol" => {
                self.blocks_end();
                self.item_ends();
                let list = self.inside.pop();
                if list != Some(List::Notes) {
                    self.push(raw);
                }
                self.item = list == Some(List::InItem);
                return;
            }
            "ins" if self.office => return,
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.item_ends();
                match self.ends.pop().flatten() {
                    Some(end) => self.push(end),
                    None => self.push(raw),
                }
                return;
            }
            "div" => {
                self.divs = self.divs.saturating_sub(1);
                if self.note.is_some_and(|(depth, _)| depth > self.divs) {
                    self.note = None;
                }
            }
            _ => {}
        }
        self.item_ends();
        if matches!(name, "div" | "td" | "th" | "blockquote" | "section" | "article" | "body") {
            self.blocks_end();
        }
        self.push(raw);
    }

    fn item_ends(&mut self) {
        if std::mem::take(&mut self.item) {
            self.push("</li>");
        }
    }

    fn list_ends(&mut self) {
        match self.lists.pop() {
            Some(true) => self.push("</li></ol>"),
            Some(false) => self.push("</li></ul>"),
            None => {}
        }
    }

    fn lists_end(&mut self) {
        while !self.lists.is_empty() {
            self.list_ends();
        }
    }

    fn quote_ends(&mut self) {
        if std::mem::take(&mut self.quote) {
            self.push("</blockquote>");
        }
    }

    fn blocks_end(&mut self) {
        self.lists_end();
        self.quote_ends();
    }
}

/// A style in lower case, without blanks.
fn compact(style: &str) -> String {
    style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// The level in `l0level2lfo1`, from 1; at most nine, as word processors have them.
fn level(rule: &str) -> Option<usize> {
    let (_, rest) = rule.split_once("level")?;
    rest.get(..1)?.parse::<usize>().ok().filter(|level| *level > 0)
}

/// The number of a list item as it is written before its text; none for a bullet.
fn marker(rest: &Tokens<'_>) -> Option<u32> {
    let (mut text, mut inside) = (String::new(), false);
    for token in rest.clone().take(MARKER_TOKENS) {
        match token {
            Token::Open(tag) if tag.name == "p" => break,
            Token::Open(tag) => {
                inside |= compact(tag.attribute("style").unwrap_or_default()).contains("mso-list:ignore")
            }
            Token::Text(words) if inside && !words.trim().is_empty() => {
                words.trim().clone_into(&mut text);
                break;
            }
            _ => {}
        }
    }
    let text = text.trim_start_matches('(');
    let sign = text.find(['.', ')'])?;
    let number = &text[..sign];
    match number.parse::<u32>() {
        Ok(number) => Some(number),
        // Letters and Roman numbers begin anew.
        Err(_) => {
            (!number.is_empty() && number.len() < 6 && number.bytes().all(|b| b.is_ascii_alphabetic())).then_some(1)
        }
    }
}

/// Whether a paragraph is set in from the left as a whole.
fn is_indented(style: &str) -> bool {
    let rule = |name: &str| style.split(';').find_map(|rule| rule.strip_prefix(name)?.strip_prefix(':'));
    let points = |value: &str| {
        let at = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
        let number: f64 = value[..at].parse().unwrap_or(0.0);
        number
            * [("in", 72.0), ("cm", 28.35), ("mm", 2.835), ("px", 0.75)]
                .iter()
                .find(|(unit, _)| value.ends_with(unit))
                .map_or(1.0, |(_, size)| *size)
    };
    rule("margin-left").map_or(0.0, points) >= 24.0 && rule("text-indent").map_or(0.0, points) >= 0.0
}
