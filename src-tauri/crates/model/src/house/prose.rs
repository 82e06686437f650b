//! What of a Markdown text is prose.

use crate::critic::Code;
use std::ops::Range;

/// One paragraph, and what in it is not prose.
pub(super) struct Prose<'t> {
    pub(super) text: &'t str,
    /// Code, addresses, tags and escapes, in order. Byte offsets.
    hidden: Vec<Range<usize>>,
}

impl<'t> Prose<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let code = Code::new(text);
        let mut hidden = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let end = not_prose(text, at, &code);
            if end > at {
                hidden.push(at..end);
                at = end;
            } else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        Self { text, hidden }
    }

    /// The characters of the prose with their places.
    pub(super) fn chars(&self) -> impl Iterator<Item = (usize, char)> + '_ {
        self.text.char_indices().filter(|(at, _)| !self.is_hidden(*at))
    }

    fn is_hidden(&self, at: usize) -> bool {
        let index = self.hidden.partition_point(|range| range.end <= at);
        self.hidden.get(index).is_some_and(|range| range.start <= at)
    }

    /// The character before a place, as it is read: marks of emphasis are passed over, code and addresses count as a
    /// letter. None at the beginning.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        let mut chars = self.text[..at].char_indices().rev();
        chars.find(|(_, c)| !is_emphasis(*c)).map(|(place, c)| if self.is_hidden(place) { 'x' } else { c })
    }

    /// The character at a place or behind it, as it is read. None at the end.
    pub(super) fn behind(&self, at: usize) -> Option<char> {
        let mut chars = self.text[at..].char_indices();
        let found = chars.find(|(_, c)| !is_emphasis(*c));
        found.map(|(place, c)| if self.is_hidden(at + place) { 'x' } else { c })
    }

    /// The line that a place is in.
    pub(super) fn line(&self, at: usize) -> &'t str {
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        &self.text[start..end]
    }
}

fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_' | '~')
}

/// The paragraphs of a text, list items, headings and rows of a table each for itself. Byte ranges without their last
/// line end. Code, fenced or indented, is none, and neither is what a comment reaches into.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let comments = comments(text);
    let mut out: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (0, false);
    let mut fence: Option<(char, usize)> = None;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
        let whole = &text[at..end];
        let line = whole.trim_start_matches(['>', ' ', '\t']);
        let (start, next) = (at, end + 1);
        at = next;
        if let Some(mark) = fence_of(line) {
            match fence {
                Some((c, length)) if mark.0 == c && mark.1 >= length => fence = None,
                Some(_) => {}
                None => fence = Some(mark),
            }
            open = false;
            continue;
        }
        if fence.is_some() {
            continue;
        }
        if line.trim().is_empty() {
            open = false;
        } else if open && !begins(line) {
            if let Some(last) = out.last_mut() {
                last.end = end;
            }
        } else if open || !is_indented(whole) {
            out.push(start..end);
            open = !line.starts_with(['#', '|']);
        }
    }
    out.retain(|paragraph| {
        comments.iter().all(|hidden| hidden.end <= paragraph.start || hidden.start >= paragraph.end)
    });
    out
}

/// The comments of a text, each to its end or to that of the text. What looks like one in code is none. Byte ranges.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if !text.contains("<!--") {
        return out;
    }
    let code = Code::new(text);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(span) = code.at(at) {
            at = span.end;
        } else if text[at..].starts_with("<!--") {
            let end = text[at + 4..].find("-->").map_or(text.len(), |found| at + 4 + found + 3);
            out.push(at..end);
            at = end;
        } else {
            at += c.len_utf8();
        }
    }
    out
}

/// Whether a line is code by its indent, where no paragraph goes on.
fn is_indented(line: &str) -> bool {
    let line = line.trim_start_matches('>');
    line.starts_with('\t') || line.starts_with("    ")
}

/// The mark and the length of a fence that a line begins, also behind the mark of a list.
fn fence_of(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let line = line.trim_start_matches(['-', '*', '+', '.', ')', ' ']);
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    (length >= 3).then_some((mark, length))
}

/// Whether a line begins a heading, a list item, a row of a table or a note.
fn begins(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=9).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "));
    numbered || ["# ", "## ", "### ", "#### ", "- ", "* ", "+ ", "|", "[^"].iter().any(|start| line.starts_with(start))
}

/// Where what begins at a place and is no prose ends; the place itself when prose begins there.
fn not_prose(text: &str, at: usize, code: &Code<'_>) -> usize {
    let rest = &text[at..];
    if let Some(span) = code.at(at) {
        return span.end;
    }
    let starts_word = !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    if rest.starts_with('\\') {
        return at + rest.chars().take(2).map(char::len_utf8).sum::<usize>();
    }
    if rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
        return at + near(rest).find('>').map_or(0, |found| found + 1);
    }
    // Not its brackets: a quotation mark beside a link still has one beside it.
    if rest.starts_with('(') && text[..at].ends_with(']') {
        return target(rest).map_or(at, |length| at + length);
    }
    let at_line = text[..at].is_empty() || text[..at].ends_with('\n');
    if at_line && rest.starts_with('[') && !rest.starts_with("[^") {
        let line = rest.lines().next().unwrap_or_default();
        if line.find("]:").is_some_and(|found| !line[..found].contains('[') || line[..found].rfind('[') == Some(0)) {
            return at + line.len();
        }
    }
    let address = ["http://", "https://", "www.", "mailto:"].iter().any(|start| rest.starts_with(start));
    if starts_word && address {
        let ends = |c: char| c.is_whitespace() || "<>\"“”»«()[]".contains(c);
        return at + rest.find(ends).unwrap_or(rest.len());
    }
    at
}

/// The length of a link's target in its brackets, with its title; none when they do not close in the paragraph.
fn target(rest: &str) -> Option<usize> {
    let (mut depth, mut quoted) = (0u32, false);
    let mut before = ' ';
    for (at, c) in near(rest).char_indices() {
        match c {
            '"' if quoted || before.is_whitespace() => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        before = c;
    }
    None
}

/// As much of a text as an address or a tag can take.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(4096)]
}
