//! Two texts side by side, as an editor would mark the one against the other.
//!
//! Paragraphs are matched first: the equal ones, then those that share most of their words, wherever they stand; what
//! does not keep its order has moved. Inside a pair the words are compared. Nothing here depends on a clock or on the
//! machine: two desks that compare the same texts see the same.

mod align;
mod blocks;
mod inner;
mod likeness;
mod types;

pub(crate) use inner::{Side, changes};
pub use types::{Comparison, Counts, Gap, Paragraph, ParagraphKind, Run, RunKind};

use crate::words::{Kind, Lexicon};
use align::{Group, Moved, Text};
use blocks::{Block, blocks};
use likeness::Likeness;
use std::borrow::Cow;
use std::ops::Range;

/// What a person would mark to turn `before` into `after`.
///
/// Both are Markdown prose. Takes time in proportion to the texts, whatever they hold; where two stretches of hundreds of
/// thousands of words have nothing to hold on to, the one is shown as replaced by the other.
pub fn compare(before: &str, after: &str) -> Comparison {
    let (mut a, mut b) = (blocks(before), blocks(after));
    let mut lexicon = Lexicon::default();
    let (head, tail) = equal_ends(before, &a, after, &b);
    let (end_a, end_b) = (a.len() - tail, b.len() - tail);
    for block in &mut a[head..end_a] {
        block.tokens = lexicon.tokens(before, block.content.clone());
    }
    for block in &mut b[head..end_b] {
        block.tokens = lexicon.tokens(after, block.content.clone());
    }
    let mut like = Likeness::new(&a, &b, lexicon.len());
    let groups =
        align::align(Text { text: before, blocks: &a }, Text { text: after, blocks: &b }, head, tail, &mut like);
    let mut work = Work { before, after, a: &a, b: &b, lexicon, paragraphs: Vec::with_capacity(groups.len()) };
    for group in groups {
        work.add(&group);
    }
    let lead = Gap {
        before: before[..a.first().map_or(before.len(), |block| block.content.start)].to_owned(),
        after: after[..b.first().map_or(after.len(), |block| block.content.start)].to_owned(),
    };
    let paragraphs = work.paragraphs;
    let counts = Counts::of(&paragraphs);
    Comparison { lead, paragraphs, counts }
}

/// Where the paragraphs of a text stand, UTF-16 units, without the white space between them.
pub(crate) fn paragraph_ranges(text: &str) -> Vec<Range<u32>> {
    blocks(text).iter().map(|block| block.at..block.at + model::utf16_len(&text[block.content.clone()])).collect()
}

/// How many paragraphs are equal at the start and, behind those, at the end.
fn equal_ends(before: &str, a: &[Block], after: &str, b: &[Block]) -> (usize, usize) {
    let same = |x: &Block, y: &Block| before[x.content.clone()] == after[y.content.clone()];
    let head = a.iter().zip(b).take_while(|(x, y)| same(x, y)).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| same(x, y)).count();
    (head, tail)
}

struct Work<'a> {
    before: &'a str,
    after: &'a str,
    a: &'a [Block],
    b: &'a [Block],
    lexicon: Lexicon<'a>,
    paragraphs: Vec<Paragraph>,
}

impl<'a> Work<'a> {
    fn add(&mut self, group: &Group) {
        let (a, b) = (&self.a[group.before.clone()], &self.b[group.after.clone()]);
        let number = |r: &Range<usize>| count(r.start)..count(r.end);
        let (before, after) = (number(&group.before), number(&group.after));
        if group.moved == Moved::Away {
            let kind = ParagraphKind::MovedAway { to: after.start };
            let gap = Gap { before: gap_of(self.before, a), after: String::new() };
            let after = after.start..after.start;
            self.paragraphs.push(Paragraph { kind, before, after, runs: Vec::new(), gap });
            return;
        }
        let mut gap = Gap { before: gap_of(self.before, a), after: gap_of(self.after, b) };
        let runs = match (a, b) {
            ([], b) => whole(RunKind::Inserted, self.after, b),
            (a, []) => whole(RunKind::Removed, self.before, a),
            (a, b) => self.runs(a, b),
        };
        let same = runs.iter().all(|run| run.kind == RunKind::Same);
        let kind = match (a.len(), b.len()) {
            (0, _) => ParagraphKind::Inserted,
            (_, 0) => ParagraphKind::Removed,
            (1, 1) if group.moved == Moved::Here => ParagraphKind::MovedHere { from: before.start },
            (1, 1) if same => ParagraphKind::Same,
            (1, 1) => ParagraphKind::Changed,
            (1, _) => ParagraphKind::Split,
            _ => ParagraphKind::Merged,
        };
        if group.moved == Moved::Here {
            // Its white space of before stands at the place it left.
            gap.before.clear();
        }
        let at = |range: Range<u32>, other: &[Block]| if other.is_empty() { 0..0 } else { range };
        let (before, after) = (at(before, a), at(after, b));
        self.paragraphs.push(Paragraph { kind, before, after, runs, gap });
    }

    /// The runs of paragraphs that are the same ones on both sides.
    fn runs(&mut self, a: &'a [Block], b: &'a [Block]) -> Vec<Run> {
        let (Some(first_a), Some(first_b)) = (a.first(), b.first()) else { return Vec::new() };
        let (range_a, range_b) = (content(a), content(b));
        let mut out = Runs { units_a: first_a.at, units_b: first_b.at, runs: Vec::new() };
        if self.before[range_a.clone()] == self.after[range_b.clone()] {
            out.push(RunKind::Same, &self.after[range_b]);
            return out.runs;
        }
        // Paragraphs with a break between them are read anew, since the break is then a token of its own.
        let mut tokens = |text: &'a str, blocks: &'a [Block], range: &Range<usize>| match blocks {
            [block] if !block.tokens.is_empty() => Cow::Borrowed(block.tokens.as_slice()),
            _ => Cow::Owned(self.lexicon.tokens(text, range.clone())),
        };
        let (tokens_a, tokens_b) = (tokens(self.before, a, &range_a), tokens(self.after, b, &range_b));
        let (side_a, side_b) =
            (Side { text: self.before, tokens: &tokens_a }, Side { text: self.after, tokens: &tokens_b });
        let mut changes = inner::readable(side_a, side_b);
        if a.len() == 1 && b.len() == 1 && little_stays(side_b, &changes, &tokens_a) {
            changes = vec![inner::Change { a: 0..tokens_a.len(), b: 0..tokens_b.len() }];
        }
        let byte = |tokens: &[crate::words::Token], at: usize, end: usize| tokens.get(at).map_or(end, |t| t.start);
        let (mut at_a, mut at_b) = (range_a.start, range_b.start);
        for change in &changes {
            let (from_a, to_a) =
                (byte(&tokens_a, change.a.start, range_a.end), byte(&tokens_a, change.a.end, range_a.end));
            let (from_b, to_b) =
                (byte(&tokens_b, change.b.start, range_b.end), byte(&tokens_b, change.b.end, range_b.end));
            debug_assert_eq!(self.before[at_a..from_a], self.after[at_b..from_b]);
            out.push(RunKind::Same, &self.after[at_b..from_b]);
            out.push(RunKind::Removed, &self.before[from_a..to_a]);
            out.push(RunKind::Inserted, &self.after[from_b..to_b]);
            (at_a, at_b) = (to_a, to_b);
        }
        out.push(RunKind::Same, &self.after[at_b..range_b.end]);
        out.runs
    }
}

/// Whether so few words of a paragraph stayed that its changes are better read as one.
fn little_stays(b: Side<'_>, changes: &[inner::Change], tokens_a: &[crate::words::Token]) -> bool {
    let words = |tokens: &[crate::words::Token]| tokens.iter().filter(|t| t.kind == Kind::Word).count();
    let changed: usize = changes.iter().map(|c| words(&b.tokens[c.b.clone()])).sum();
    let all = words(b.tokens);
    (all - changed) * 5 < all.max(words(tokens_a))
}

fn content(blocks: &[Block]) -> Range<usize> {
    match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => first.content.start..last.content.end,
        _ => 0..0,
    }
}

fn gap_of(text: &str, blocks: &[Block]) -> String {
    blocks.last().map_or_else(String::new, |block| text[block.content.end..block.gap_end].to_owned())
}

fn whole(kind: RunKind, text: &str, blocks: &[Block]) -> Vec<Run> {
    let at = blocks.first().map_or(0, |block| block.at);
    let mut runs = Runs { units_a: at, units_b: at, runs: Vec::new() };
    runs.push(kind, &text[content(blocks)]);
    if let Some(run) = runs.runs.first_mut() {
        // There is no place on the other side.
        if kind == RunKind::Removed { run.after = None } else { run.before = None }
    }
    runs.runs
}

/// Collects runs and counts UTF-16 units on both sides.
struct Runs {
    units_a: u32,
    units_b: u32,
    runs: Vec<Run>,
}

impl Runs {
    fn push(&mut self, kind: RunKind, text: &str) {
        if text.is_empty() {
            return;
        }
        self.runs.push(Run { kind, text: text.to_owned(), before: Some(self.units_a), after: Some(self.units_b) });
        let units = model::utf16_len(text);
        if kind != RunKind::Inserted {
            self.units_a += units;
        }
        if kind != RunKind::Removed {
            self.units_b += units;
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
