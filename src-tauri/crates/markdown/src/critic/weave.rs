//! Comments put into a text that may hold marks.

use super::Comment;
use super::parse::parse;
use super::place::{named, placed};
use super::read::read;
use model::critic::Segment;
use model::utf16_len;
use std::collections::BTreeMap;
use std::ops::Range;

/// Puts comments into a text, each behind its highlighted passage: `{==the ferry==}{>>which one?<<}`. Their places are
/// those of [`super::Critic::after`]; what lies outside is drawn to the end. Marks that are there stay, cut where a
/// passage begins or ends in them. [`super::read`] of the result gives the same texts before and after, and all comments
/// with their words and places.
pub fn write(text: &str, comments: &[Comment]) -> String {
    let mut weaver = Weaver::new(&read(text).after);
    let segments = parse(text).0;
    weaver.find_highlights(&segments);
    let mut sorted: Vec<&Comment> = comments.iter().collect();
    sorted.sort_by_key(|comment| (comment.after.start, comment.after.end));
    for comment in sorted {
        weaver.place(comment);
    }
    for segment in segments {
        weaver.segment(segment);
    }
    weaver.flush(u32::MAX);
    model::critic::write(&weaver.out)
}

/// What comes in at one place of the text after, in this order.
#[derive(Default)]
struct Here {
    /// Ends a highlight, with the comments on it.
    close: Option<Vec<String>>,
    /// Comments that stand at this point, or say themselves where they stand.
    points: Vec<String>,
    /// Begins a highlight.
    open: bool,
}

struct Weaver {
    after: Vec<u16>,
    /// Highlights that were there, with the new comments on them. None of all highlights crosses another.
    old: Vec<(Range<u32>, Vec<String>)>,
    /// The passages that become highlights.
    new: Vec<Range<u32>>,
    here: BTreeMap<u32, Here>,
    out: Vec<Segment>,
    at: u32,
    /// How many of the old highlights are closed.
    closed: usize,
    /// Comments for the highlight that was closed last.
    waiting: Vec<String>,
}

impl Weaver {
    fn new(after: &str) -> Self {
        Weaver {
            after: after.encode_utf16().collect(),
            old: Vec::new(),
            new: Vec::new(),
            here: BTreeMap::new(),
            out: Vec::new(),
            at: 0,
            closed: 0,
            waiting: Vec::new(),
        }
    }

    fn find_highlights(&mut self, segments: &[Segment]) {
        let (mut at, mut open) = (0, 0);
        for segment in segments {
            match segment {
                Segment::Open => open = at,
                Segment::Close => self.old.push((open..at, Vec::new())),
                other => at += utf16_len(inserted(other)),
            }
        }
    }

    /// A place that does not cut a letter of two units.
    fn whole(&self, at: u32) -> u32 {
        let at = at.min(u32::try_from(self.after.len()).unwrap_or(u32::MAX));
        let low = |unit: &u16| (0xdc00..0xe000).contains(unit);
        if self.after.get(at as usize).is_some_and(low) { at.saturating_sub(1) } else { at }
    }

    /// Decides how a comment says where it stands.
    fn place(&mut self, comment: &Comment) {
        let start = self.whole(comment.after.start);
        let range = start..self.whole(comment.after.end).max(start);
        let words = comment.text.clone();
        let here = |weaver: &Self, at: u32| String::from_utf16_lossy(&weaver.after[start as usize..at as usize]);
        let mut plain = named(&words).is_none();
        if plain && !range.is_empty() {
            if let Some((_, on)) = self.old.iter_mut().find(|(old, _)| *old == range) {
                on.push(words);
                return;
            }
            // Sorted by their starts: only the last one can reach this far.
            if self.new.last() == Some(&range) {
                self.here.entry(range.end).or_default().close.get_or_insert_default().push(words);
                return;
            }
            let clear = |other: &Range<u32>| other.end <= range.start || range.end <= other.start;
            let next = self.old.partition_point(|(old, _)| old.end <= range.start);
            if self.new.last().is_none_or(clear) && self.old.get(next).is_none_or(|(old, _)| clear(old)) {
                self.here.entry(range.start).or_default().open = true;
                self.here.entry(range.end).or_default().close = Some(vec![words]);
                self.new.push(range);
                return;
            }
            plain = false;
        }
        let words = if plain { words } else { placed(&here(self, range.end), &words) };
        self.here.entry(range.end).or_default().points.push(words);
    }

    fn segment(&mut self, segment: Segment) {
        if !matches!(segment, Segment::Comment(_)) {
            self.answer();
        }
        let units = utf16_len(inserted(&segment));
        if units == 0 {
            // A comment that was at this point stays inside of the new highlight, so as not to stand on it.
            if segment == Segment::Open {
                self.close(self.at);
            }
            if segment == Segment::Close {
                self.waiting = self.old.get_mut(self.closed).map(|(_, on)| std::mem::take(on)).unwrap_or_default();
                self.closed += 1;
            }
            self.out.push(segment);
            return;
        }
        let (mut rest, end) = (segment, self.at + units);
        while let Some(at) = self.here.first_key_value().map(|(at, _)| *at).filter(|&at| at < end) {
            if at > self.at {
                let (left, right) = cut(rest, at - self.at);
                self.out.push(left);
                rest = right;
                self.at = at;
            }
            self.flush(at);
        }
        self.out.push(rest);
        self.at = end;
    }

    /// Everything that comes in up to a place.
    fn flush(&mut self, to: u32) {
        self.answer();
        while let Some(entry) = self.here.first_entry().filter(|entry| *entry.key() <= to) {
            let at = *entry.key();
            self.close(at);
            let Some(here) = self.here.remove(&at) else { return };
            for words in here.points {
                let attached =
                    self.out.iter().rev().find(|s| !matches!(s, Segment::Comment(_))) == Some(&Segment::Close);
                let words = if attached && named(&words).is_none() { placed("", &words) } else { words };
                self.out.push(Segment::Comment(words));
            }
            if here.open {
                self.out.push(Segment::Open);
            }
        }
    }

    fn close(&mut self, at: u32) {
        if let Some(comments) = self.here.get_mut(&at).and_then(|here| here.close.take()) {
            self.out.push(Segment::Close);
            self.out.extend(comments.into_iter().map(Segment::Comment));
        }
    }

    fn answer(&mut self) {
        self.out.extend(std::mem::take(&mut self.waiting).into_iter().map(Segment::Comment));
    }
}

/// The words of the text after.
fn inserted(segment: &Segment) -> &str {
    match segment {
        Segment::Same(text) | Segment::Change { inserted: text, .. } => text,
        Segment::Open | Segment::Close | Segment::Comment(_) => "",
    }
}

/// Cuts a segment that many units into the text after.
fn cut(segment: Segment, units: u32) -> (Segment, Segment) {
    let place = |text: &str| {
        let mut left = units;
        let fits = |c: char| left.checked_sub(c.len_utf16() as u32).map(|rest| left = rest).is_none();
        text.find(fits).unwrap_or(text.len())
    };
    match segment {
        Segment::Same(text) => {
            let (left, right) = text.split_at(place(&text));
            (Segment::Same(left.to_owned()), Segment::Same(right.to_owned()))
        }
        Segment::Change { removed, inserted } => {
            let (left, right) = inserted.split_at(place(&inserted));
            (
                Segment::Change { removed, inserted: left.to_owned() },
                Segment::Change { removed: String::new(), inserted: right.to_owned() },
            )
        }
        other => (other, Segment::Same(String::new())),
    }
}
