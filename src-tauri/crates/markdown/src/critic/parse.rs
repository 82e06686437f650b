//! A text with marks in segments.

use super::{Problem, ProblemKind};
use model::critic::{Code, Segment, backslashes_before, looks_like_mark};
use std::ops::Range;

/// More problems than anybody reads.
const MOST_PROBLEMS: usize = 1000;

const OPENERS: [&str; 5] = ["{++", "{--", "{~~", "{==", "{>>"];
const CLOSERS: [&str; 5] = ["++}", "--}", "~~}", "==}", "<<}"];
const REPLACED: usize = 2;
const HIGHLIGHT: usize = 3;
const COMMENT: usize = 4;

/// Reads the marks of a text.
pub(super) fn parse(text: &str) -> (Vec<Segment>, Vec<Problem>) {
    let mut parser = Parser::new(text);
    parser.stretch(0..text.len(), false);
    (parser.segments, parser.problems)
}

struct Parser<'a> {
    text: &'a str,
    /// Where marks of each kind open and close, as far as the letters go.
    opens: [Vec<usize>; 5],
    closes: [Vec<usize>; 5],
    code: Code<'a>,
    segments: Vec<Segment>,
    problems: Vec<Problem>,
    /// A place and its line, from 1: problems come in order.
    counted: (usize, u32),
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let (mut opens, mut closes) = (<[Vec<usize>; 5]>::default(), <[Vec<usize>; 5]>::default());
        for (at, c) in text.bytes().enumerate() {
            if c == b'{' && backslashes_before(text, at).is_multiple_of(2) {
                if let Some(kind) = OPENERS.iter().position(|mark| text.as_bytes()[at..].starts_with(mark.as_bytes())) {
                    opens[kind].push(at);
                }
            } else if c == b'}'
                && let Some(kind) = CLOSERS.iter().position(|mark| text.as_bytes()[..=at].ends_with(mark.as_bytes()))
            {
                closes[kind].push(at - 2);
            }
        }
        Parser {
            text,
            opens,
            closes,
            code: Code::new(text),
            segments: Vec::new(),
            problems: Vec::new(),
            counted: (0, 1),
        }
    }

    /// Reads from one place to another: the whole text, or what a highlight holds.
    fn stretch(&mut self, range: Range<usize>, highlighted: bool) {
        let bytes = self.text.as_bytes();
        let (mut at, mut from) = (range.start, range.start);
        while at < range.end {
            let may_be_code = !highlighted && (bytes[at] == b'`' || at == 0 || bytes[at - 1] == b'\n');
            if let Some(span) = may_be_code.then(|| self.code.at(at)).flatten() {
                self.same(from..at, false);
                self.segments.push(Segment::Same(self.text[at..span.end].to_owned()));
                // An empty fence at the very end would stand still.
                at = span.end.max(at + 1);
                from = at;
                continue;
            }
            match self.mark(at, range.end, highlighted) {
                Some((inside, kind)) => {
                    self.same(from..at, true);
                    at = inside.end + 3;
                    from = at;
                    self.take(kind, inside);
                }
                None => at += 1,
            }
        }
        self.same(from..range.end, false);
    }

    /// What a mark that opens here holds, and its kind. Says so when it cannot be read.
    fn mark(&mut self, at: usize, end: usize, highlighted: bool) -> Option<(Range<usize>, usize)> {
        if self.text.as_bytes()[at] != b'{' {
            return None;
        }
        let kind = (0..OPENERS.len()).find(|&kind| self.opens[kind].binary_search(&at).is_ok())?;
        if highlighted && kind == HIGHLIGHT {
            self.problem(ProblemKind::Nested, at, kind);
            return None;
        }
        let inside = at + 3;
        let close = next(&self.closes[kind], inside).filter(|&close| close < end);
        let again = next(&self.opens[kind], inside);
        let Some(close) = close.filter(|&close| again.is_none_or(|again| close < again)) else {
            self.problem(ProblemKind::Unclosed, at, kind);
            return None;
        };
        if kind == REPLACED && arrow(self.text, inside..close).is_none() {
            self.problem(ProblemKind::NoArrow, at, kind);
            return None;
        }
        Some((inside..close, kind))
    }

    fn take(&mut self, kind: usize, inside: Range<usize>) {
        if kind == HIGHLIGHT {
            self.segments.push(Segment::Open);
            self.stretch(inside, true);
            self.segments.push(Segment::Close);
            return;
        }
        // One of each kind is enough to find them.
        let first = |kind: usize| next(&self.opens[kind], inside.start).filter(|&at| at < inside.end);
        let mut nested: Vec<_> = (0..OPENERS.len()).filter_map(|kind| Some((first(kind)?, kind))).collect();
        nested.sort_unstable();
        for (at, kind) in nested {
            self.problem(ProblemKind::Nested, at, kind);
        }
        let text = |range| unescaped(self.text, range, false);
        self.segments.push(match kind {
            0 => Segment::Change { removed: String::new(), inserted: text(inside) },
            1 => Segment::Change { removed: text(inside), inserted: String::new() },
            COMMENT => Segment::Comment(text(inside)),
            _ => {
                let middle = arrow(self.text, inside.clone()).unwrap_or(inside.start);
                Segment::Change { removed: text(inside.start..middle), inserted: text(middle + 2..inside.end) }
            }
        });
    }

    fn same(&mut self, range: Range<usize>, mark_follows: bool) {
        if !range.is_empty() {
            self.segments.push(Segment::Same(unescaped(self.text, range, mark_follows)));
        }
    }

    fn problem(&mut self, kind: ProblemKind, at: usize, mark: usize) {
        if self.problems.len() < MOST_PROBLEMS {
            let (from, line) = self.counted;
            let more = self.text.as_bytes()[from.min(at)..at].iter().filter(|&&b| b == b'\n').count();
            let line = line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
            self.counted = (from.max(at), line);
            self.problems.push(Problem { kind, line, mark: OPENERS[mark] });
        }
    }
}

fn next(places: &[usize], from: usize) -> Option<usize> {
    places.get(places.partition_point(|&at| at < from)).copied()
}

/// Where the `~>` of a replacement stands.
fn arrow(text: &str, inside: Range<usize>) -> Option<usize> {
    text[inside.clone()].find("~>").map(|at| inside.start + at)
}

/// A stretch without the backslashes that keep text from being read as marks. `mark_follows`: the backslashes at its end
/// were doubled.
fn unescaped(text: &str, range: Range<usize>, mark_follows: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(range.len());
    let mut copied = range.start;
    let slashes = |at: usize| backslashes_before(text, at).min(at - range.start);
    for at in range.clone().filter(|&at| b"{}>".contains(&bytes[at])) {
        let count = slashes(at);
        let before = (at - count).checked_sub(1).map(|i| bytes[i]);
        if count % 2 == 1 && looks_like_mark(before, bytes[at], bytes.get(at + 1).copied()) {
            out.push_str(&text[copied..at - count / 2 - 1]);
            copied = at;
        }
    }
    let end = range.end - if mark_follows { slashes(range.end) / 2 } else { 0 };
    out.push_str(&text[copied..end.max(copied)]);
    out
}
