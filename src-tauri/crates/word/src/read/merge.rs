//! Two readings of one file to one list of runs.

use crate::read::source::{Fate, Source, count};
use crate::read::tokens::{Class, Token};
use crate::tracked::{Stamp, Status, Tracked};
use std::collections::HashMap;
use std::ops::Range;

/// How many pieces further the person is looked for to whom a mark of Markdown belongs.
const NEAR: usize = 64;

/// The runs, and where comments begin and end in their union (bytes).
#[derive(Debug, Default)]
pub(crate) struct Merged {
    pub(crate) text: Tracked,
    pub(crate) starts: HashMap<u32, usize>,
    pub(crate) ends: HashMap<u32, usize>,
    length: usize,
}

/// Joins the text as it was and the text now. What both have stays; the rest is somebody's change.
///
/// Whatever the tokens are, the accepted and rejected readings of the result are `now` and `was`, letter by letter.
pub(crate) fn merge(source: &Source, was: Vec<Token>, now: Vec<Token>, passing: &[Token]) -> Merged {
    let cuts = cuts(&was, &now);
    let (was, now) = (split(was, &cuts), split(now, &cuts));
    let places: HashMap<(u32, u32), usize> = was
        .iter()
        .enumerate()
        .filter(|(_, token)| token.class != Class::Markup)
        .map(|(at, token)| (token.key, at))
        .collect();
    let mut merger = Merger { source, out: Merged::default(), passing, next_passing: 0, nearest: None };
    let (mut i, mut j) = (0, 0);
    for (at, token) in now.iter().enumerate() {
        if token.class == Class::Markup {
            continue;
        }
        let Some(&other) = places.get(&token.key) else { continue };
        if other < j || was[other].text != token.text || was[other].class != token.class {
            continue;
        }
        merger.between(&was[j..other], &now[i..at], token.key);
        merger.kept(token);
        (i, j) = (at + 1, other + 1);
    }
    merger.between(&was[j..], &now[i..], (u32::MAX, u32::MAX));
    merger.out
}

/// The bytes of each atom at which a token of either reading begins.
fn cuts(was: &[Token], now: &[Token]) -> HashMap<u32, Vec<u32>> {
    let mut out: HashMap<u32, Vec<u32>> = HashMap::new();
    for token in was.iter().chain(now).filter(|token| token.class == Class::Text && token.key.1 > 0) {
        out.entry(token.key.0).or_default().push(token.key.1);
    }
    for list in out.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    out
}

/// Tokens cut so that both readings have the same pieces of an atom, wherever one needed a mark inside it.
fn split(tokens: Vec<Token>, cuts: &HashMap<u32, Vec<u32>>) -> Vec<Token> {
    if cuts.is_empty() {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        let list = if token.class == Class::Text { cuts.get(&token.key.0) } else { None };
        let (mut from, mut begun) = (0, token.key.1);
        if list.is_none() {
            out.push(token);
            continue;
        }
        let list = list.map_or(&[][..], |list| &list[list.partition_point(|cut| *cut <= token.key.1)..]);
        for cut in list {
            let Some(at) = cut.checked_sub(token.key.1).and_then(|at| usize::try_from(at).ok()) else { continue };
            let at = if token.class == Class::Text && token.escaped { place_of(&token.text, at) } else { at };
            if at >= token.text.len() {
                break;
            }
            if at > from && token.text.is_char_boundary(at) {
                let key = (token.key.0, begun);
                out.push(Token { text: token.text[from..at].to_owned(), key, ..token.clone() });
                from = at;
                begun = *cut;
            }
        }
        let key = (token.key.0, begun);
        out.push(Token { text: token.text[from..].to_owned(), key, ..token.clone() });
    }
    out
}

/// Where in an escaped text the letter stands that is at this byte of its source.
fn place_of(text: &str, source: usize) -> usize {
    let mut letters = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if letters >= source {
            return at;
        }
        let letter = if c == '\\' { chars.next().map_or(c, |(_, escaped)| escaped) } else { c };
        letters += letter.len_utf8();
    }
    text.len()
}

struct Merger<'a> {
    source: &'a Source,
    out: Merged,
    passing: &'a [Token],
    next_passing: usize,
    /// The change that was met last.
    nearest: Option<(u32, Option<u32>)>,
}

impl Merger<'_> {
    fn kept(&mut self, token: &Token) {
        match token.class {
            Class::Start(id) => drop(self.out.starts.insert(id, self.out.length)),
            Class::End(id) => drop(self.out.ends.insert(id, self.out.length)),
            Class::Text | Class::Markup | Class::Note(_) => self.push(&token.text, Status::Kept, None),
        }
    }

    fn push(&mut self, text: &str, status: Status, moved: Option<u32>) {
        self.out.length += text.len();
        let moved = moved.and_then(|at| self.source.moves.get(at as usize).cloned());
        self.out.text.push(text, status, moved);
    }

    /// What stands between two tokens that both readings have.
    fn between(&mut self, was: &[Token], now: &[Token], before: (u32, u32)) {
        let same = |a: &Token, b: &Token| a.class == Class::Markup && b.class == Class::Markup && a.text == b.text;
        let head = was.iter().zip(now).take_while(|(a, b)| same(a, b)).count();
        let rest = was.len().min(now.len()) - head;
        let tail = was.iter().rev().zip(now.iter().rev()).take(rest).take_while(|(a, b)| same(a, b)).count();
        for token in &now[..head] {
            self.flush_passing(token.key);
            self.kept(token);
        }
        self.differing(&was[head..was.len() - tail], &now[head..now.len() - tail]);
        self.flush_passing(before);
        for token in &now[now.len() - tail..] {
            self.kept(token);
        }
    }

    fn flush_passing(&mut self, before: (u32, u32)) {
        while let Some(token) = self.passing.get(self.next_passing)
            && token.key < before
        {
            self.next_passing += 1;
            let (inserted, removed) = (self.stamp(token.fate.ins), self.stamp(token.fate.del));
            self.push(&token.text, Status::Passing { inserted, removed }, token.fate.moved);
        }
    }

    fn differing(&mut self, was: &[Token], now: &[Token]) {
        let (mut i, mut j) = (0, 0);
        let any = was.iter().chain(now).find_map(|t| t.fate.ins.or(t.fate.del));
        loop {
            let removed_first = match (was.get(i), now.get(j)) {
                (None, None) => break,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(a), Some(b)) => {
                    if a.class == Class::Markup && b.class == Class::Markup && a.text == b.text && a.key == b.key {
                        self.flush_passing(a.key);
                        self.kept(b);
                        (i, j) = (i + 1, j + 1);
                        continue;
                    }
                    a.key <= b.key
                }
            };
            let (token, near) = if removed_first { (&was[i], &was[i..]) } else { (&now[j], &now[j..]) };
            self.flush_passing(token.key);
            let own = |fate: &Fate| if removed_first { fate.del } else { fate.ins };
            let by = own(&token.fate)
                .or_else(|| near.iter().take(NEAR).find_map(|t| own(&t.fate)))
                .or(any)
                .map(|by| (by, token.fate.moved))
                .or(self.nearest)
                .or_else(|| (!self.source.stamps.is_empty()).then_some((count(0), None)));
            self.nearest = by;
            let stamp = self.stamp(by.map(|(by, _)| by));
            // What was changed by itself, beside a move, was not moved.
            let moved = token.fate.moved.filter(|_| own(&token.fate).is_some());
            let status = if removed_first { Status::Removed(stamp) } else { Status::Inserted(stamp) };
            match token.class {
                Class::Start(id) => drop(self.out.starts.insert(id, self.out.length)),
                Class::End(id) => drop(self.out.ends.insert(id, self.out.length)),
                _ => self.push(&token.text, status, moved),
            }
            if removed_first { i += 1 } else { j += 1 }
        }
    }

    fn stamp(&self, number: Option<u32>) -> Stamp {
        number.and_then(|at| self.source.stamps.get(at as usize)).cloned().unwrap_or_default()
    }
}

impl Merged {
    /// Where a comment stands in the union, when it stands in this text.
    pub(crate) fn range(&self, comment: u32) -> Option<Range<usize>> {
        let start = self.starts.get(&comment).copied();
        let end = self.ends.get(&comment).copied();
        match (start, end) {
            (None, None) => None,
            // A range that goes over into another text ends with this one.
            (Some(start), end) => Some(start..end.unwrap_or(self.length).max(start)),
            (None, Some(end)) => Some(0..end),
        }
    }
}
