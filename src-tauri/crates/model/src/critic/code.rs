//! Where a text holds code: spans between backticks, and fenced blocks.

use super::backslashes_before;
use std::collections::HashMap;
use std::ops::Range;

/// The code of a text. Front matter has none.
pub struct Code<'a> {
    text: &'a str,
    body: usize,
    /// Where runs of backticks start, by their length.
    runs: HashMap<usize, Vec<usize>>,
    /// Starts of lines that no code span crosses.
    breaks: Vec<usize>,
}

/// Code that starts somewhere. Byte offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSpan {
    /// The backticks or tildes that open it.
    pub opener: Range<usize>,
    /// Where it ends.
    pub end: usize,
}

impl<'a> Code<'a> {
    /// Looks through a text once.
    pub fn new(text: &'a str) -> Self {
        let mut code = Code { text, body: front_matter(text), runs: HashMap::new(), breaks: Vec::new() };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(start) = bytes[at..].iter().position(|&b| b == b'`').map(|found| at + found) {
            at = start + run(bytes, start);
            code.runs.entry(at - start).or_default().push(start);
        }
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        code.breaks = starts.filter(|&at| begins_a_block(line(text, at))).collect();
        code
    }

    /// The code that starts at a byte offset outside of marks and of other code. A fenced block starts with its line.
    pub fn at(&self, at: usize) -> Option<CodeSpan> {
        if at < self.body {
            return None;
        }
        let bytes = self.text.as_bytes();
        let starts_line = at == 0 || bytes[at - 1] == b'\n';
        if starts_line && let Some(span) = self.fence(at) {
            return Some(span);
        }
        if bytes.get(at) != Some(&b'`') {
            return None;
        }
        // A backslash takes one backtick out of the run behind it.
        let tick = |back: usize| at.checked_sub(back).is_some_and(|i| bytes[i] == b'`');
        let taken = if tick(1) { 1 } else { 0 };
        if tick(2) && taken == 1 || backslashes_before(self.text, at - taken) % 2 != taken {
            return None;
        }
        let length = run(bytes, at);
        let limit = self.breaks.get(self.breaks.partition_point(|&b| b <= at)).copied().unwrap_or(bytes.len());
        let runs = self.runs.get(&length)?;
        let close = runs.get(runs.partition_point(|&start| start < at + length)).copied()?;
        (close < limit).then_some(CodeSpan { opener: at..at + length, end: close + length })
    }

    fn fence(&self, at: usize) -> Option<CodeSpan> {
        let first = line(self.text, at);
        let (quoted, rest) = inside(first, true);
        let mark = rest.bytes().next().filter(|b| b"`~".contains(b))?;
        let length = rest.bytes().take_while(|&b| b == mark).count();
        if length < 3 || (mark == b'`' && rest[length..].contains('`')) {
            return None;
        }
        let start = at + first.len() - rest.len();
        let opener = start..start + length;
        let mut end = at + first.len();
        while end < self.text.len() {
            let next = line(self.text, end + 1);
            let (still, rest) = inside(next, false);
            if quoted && !still {
                break;
            }
            end += 1 + next.len();
            let closing = rest.bytes().take_while(|&b| b == mark).count();
            if closing >= length && rest[closing..].trim().is_empty() {
                break;
            }
        }
        Some(CodeSpan { opener, end })
    }
}

/// Where the front matter of a text ends; 0 without.
fn front_matter(text: &str) -> usize {
    if line(text, 0).trim_end() != "---" {
        return 0;
    }
    let ends = text.match_indices('\n').map(|(at, _)| at + 1).find(|&at| {
        let line = line(text, at).trim_end();
        line == "---" || line == "..."
    });
    ends.unwrap_or(0)
}

/// The line that starts at a byte offset, without its end.
fn line(text: &str, at: usize) -> &str {
    let rest = &text[at.min(text.len())..];
    &rest[..rest.find('\n').unwrap_or(rest.len())]
}

fn run(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|&&b| b == b'`').count()
}

/// A line without the marks of the quotes (and list items) that it stands in, and whether it stands in a quote.
fn inside(line: &str, items: bool) -> (bool, &str) {
    let (mut quoted, mut rest) = (false, line.trim_start_matches([' ', '\t']));
    loop {
        if let Some(inner) = rest.strip_prefix('>') {
            quoted = true;
            rest = inner.trim_start_matches([' ', '\t']);
        } else if let Some(inner) = items.then(|| item(rest)).flatten() {
            rest = inner.trim_start_matches([' ', '\t']);
        } else {
            return (quoted, rest);
        }
    }
}

/// What stands behind the mark of a list item.
fn item(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if (1..10).contains(&digits) {
        line[digits..].strip_prefix(['.', ')'])?
    } else {
        line.strip_prefix(['-', '*', '+'])?
    };
    rest.starts_with([' ', '\t']).then_some(rest)
}

fn begins_a_block(line: &str) -> bool {
    let (_, rest) = inside(line, false);
    rest.trim().is_empty()
        || rest.starts_with('#')
        || item(rest).is_some()
        || rest.starts_with("```")
        || rest.starts_with("~~~")
}
