//! Which lines of front matter stay, go, change and come.

use super::claims;
use super::differ::{Comments, is_comment, needs_key, same};
use super::style::{Old, changed};
use crate::front::known::Slot;
use crate::front::read::{Own, Shape, Taken};
use crate::front::value::Value;
use crate::front::write::{key_of, raw_entry, write_slot};
use model::{ExtraEntry, Piece};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What becomes of an entry.
enum Fate {
    Stays,
    /// These lines stand from that line on instead.
    Becomes(usize, String),
    Goes,
}

struct Plan<'a> {
    shape: &'a Shape<'a>,
    taken: &'a Taken,
    want: &'a Piece,
    lines: Vec<&'a str>,
    /// Where each line starts, and where the last one ends, in bytes.
    starts: Vec<usize>,
    /// The blanks before every key.
    indent: &'a str,
    fates: Vec<Fate>,
    /// What is new, by the line before which it comes.
    news: BTreeMap<usize, String>,
    claims: HashMap<Slot, &'a str>,
}

/// The lines between the fences, edited so that they say what the piece says; nothing where that cannot be done.
/// Whoever calls reads the result again.
pub(super) fn edit(shape: &Shape<'_>, taken: &Taken, want: &Piece) -> Option<String> {
    if shape.braces {
        return None;
    }
    let lines: Vec<&str> = shape.parts.yaml.split_inclusive('\n').collect();
    let mut starts = vec![0];
    starts.extend(lines.iter().scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    }));
    let first = taken.places.first().and_then(|place| lines.get(place.own.start)).copied().unwrap_or_default();
    let mut plan = Plan {
        shape,
        taken,
        want,
        indent: &first[..first.len() - first.trim_start_matches(' ').len()],
        lines,
        starts,
        fates: taken.places.iter().map(|_| Fate::Stays).collect(),
        news: BTreeMap::new(),
        claims: claims(&want.extra),
    };
    if taken.places.iter().any(|place| place.own.end >= plan.starts.len() || place.own.start >= place.own.end) {
        return None;
    }
    plan.known();
    plan.unknown();
    plan.copies();
    Some(plan.text())
}

impl Plan<'_> {
    /// Where the outlet is a mapping it says the tagline too, unless only a key of its own does.
    fn outlet_says_tagline(&self) -> bool {
        let alone = self.taken.places.iter().any(|place| place.slot == Some(Slot::Tagline));
        let mut both = self.taken.places.iter().zip(&self.shape.entries);
        both.any(|(place, entry)| match &entry.value {
            Value::Map(inner) if place.slot == Some(Slot::Outlet) => {
                !alone || inner.iter().any(|(key, _)| key == "tagline")
            }
            _ => false,
        })
    }

    fn known(&mut self) {
        let says_tagline = self.outlet_says_tagline();
        // Where the next key in the canonical order comes: behind the nearest one before it.
        let mut behind = None;
        let here: HashMap<Slot, usize> =
            self.taken.places.iter().enumerate().filter_map(|(at, place)| Some((place.slot?, at))).collect();
        let others: HashSet<&str> = self.want.extra.0.iter().map(|entry| entry.key.as_str()).collect();
        for (index, slot) in Slot::ORDER.into_iter().enumerate() {
            let both = slot == Slot::Outlet && says_tagline;
            let needs = |slot, present| {
                // An unknown key that would be read as this one needs this one before it.
                self.claims.contains_key(&slot) || needs_key(slot, self.want, present)
            };
            let Some(&at) = here.get(&slot) else {
                if !(slot == Slot::Tagline && says_tagline) && needs(slot, false) {
                    let line = self.line_for(index, slot, behind, &here);
                    let mut text = String::new();
                    write_slot(&mut text, slot, &key_of(slot, &others), self.want, true);
                    self.add(line, &text);
                    behind = Some(line);
                }
                continue;
            };
            let have = &self.taken.read.piece;
            let stays = same(slot, have, self.want) && (!both || same(Slot::Tagline, have, self.want));
            if !stays {
                if needs(slot, true) || (both && needs(Slot::Tagline, true)) {
                    self.change(at, slot, both);
                } else {
                    self.fates[at] = Fate::Goes;
                    continue;
                }
            }
            behind = Some(self.taken.places[at].own.end);
        }
    }

    /// Before which line a new known key comes.
    fn line_for(&self, index: usize, slot: Slot, behind: Option<usize>, here: &HashMap<Slot, usize>) -> usize {
        let places = &self.taken.places;
        let later = Slot::ORDER[index..].iter().find_map(|slot| here.get(slot));
        let before = later.or(if places.is_empty() { None } else { Some(&0) });
        let line = behind.or(before.map(|&at| places[at].own.comments)).unwrap_or(self.lines.len());
        // It must be read before the unknown key that means the same.
        let claim = self.claims.get(&slot).and_then(|key| self.shape.entries.iter().position(|e| e.key == **key));
        claim.map_or(line, |at| line.min(places[at].own.comments))
    }

    fn change(&mut self, at: usize, slot: Slot, both: bool) {
        let own = self.taken.places[at].own;
        let entry = &self.shape.entries[at];
        let lines = self.starts[own.start]..self.starts[own.end];
        let value = entry.value_at.start.min(lines.end)..entry.value_at.end.min(lines.end);
        let old = Old {
            yaml: self.shape.parts.yaml,
            own: lines,
            entry,
            value,
            indent: self.indent,
            crlf: self.shape.parts.crlf,
            says_tagline: both,
        };
        self.fates[at] = Fate::Becomes(own.start, changed(&old, slot, self.want));
    }

    fn unknown(&mut self) {
        let comments = Comments::of(self.shape.parts.yaml);
        let (taken, want) = (self.taken, self.want);
        let unknown = taken.places.iter().enumerate().filter(|(_, place)| place.slot.is_none());
        let here: HashMap<&str, (usize, &ExtraEntry)> =
            unknown.zip(&taken.read.piece.extra.0).map(|((at, _), entry)| (entry.key.as_str(), (at, entry))).collect();
        let filled = self.lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |at| at + 1);
        let mut behind = None;
        let mut kept = HashSet::new();
        for entry in &want.extra.0 {
            let Some(&(at, old)) = here.get(entry.key.as_str()) else {
                let line = behind.unwrap_or(filled);
                self.add(line, &format!("{}\n", entry.raw));
                behind = Some(line);
                continue;
            };
            let own = taken.places[at].own;
            kept.insert(at);
            behind = Some(own.end);
            if !comments.entry_stands(old, entry) {
                self.fates[at] = self.replaced(own, entry, &comments);
            }
        }
        for (at, _) in here.into_values().filter(|(at, _)| !kept.contains(at)) {
            self.fates[at] = Fate::Goes;
        }
    }

    /// An unknown entry with other lines; comments that the file has already stay where they stand.
    fn replaced(&self, own: Own, entry: &ExtraEntry, comments: &Comments<'_>) -> Fate {
        let lines: Vec<&str> = entry.raw.lines().collect();
        let beside = |line: &&&str| is_comment(line) || line.trim().is_empty();
        let above = lines.iter().take_while(beside).count();
        let own_comment = |line: &&&str| line.starts_with('#') || line.trim().is_empty();
        let below = lines[above..].iter().rev().take_while(own_comment).count();
        let below = if lines[lines.len() - below..].iter().any(|line| is_comment(line)) { below } else { 0 };
        let known_above = comments.have(lines[..above].iter().copied());
        let known_below = comments.have(lines[lines.len() - below..].iter().copied());
        let from = if known_above { above } else { 0 };
        let to = if known_below { lines.len() - below } else { lines.len() };
        let text = self.indented(&(lines[from..to].join("\n") + "\n"));
        Fate::Becomes(if known_above { own.start } else { own.comments }, text)
    }

    /// What copies something of an entry that changes is written out.
    fn copies(&mut self) {
        let entries = &self.shape.entries;
        let changes = |(fate, anchored): (&Fate, bool)| anchored && !matches!(fate, Fate::Stays);
        if !self.fates.iter().zip(entries.iter().map(|entry| entry.anchored)).any(changes) {
            return;
        }
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.borrows) {
            let stays = matches!(self.fates[at], Fate::Stays);
            match self.taken.places[at].slot {
                _ if !stays => {}
                Some(slot) => self.change(at, slot, slot == Slot::Outlet && self.outlet_says_tagline()),
                None => {
                    let text = raw_entry(&entry.key, &entry.value.json()) + "\n";
                    self.fates[at] = Fate::Becomes(self.taken.places[at].own.start, self.indented(&text));
                }
            }
        }
    }

    fn add(&mut self, line: usize, text: &str) {
        let text = self.indented(text);
        self.news.entry(line).or_default().push_str(&text);
    }

    /// Lines as deep as the keys of the file, with its line breaks.
    fn indented(&self, text: &str) -> String {
        super::style::indented(text, self.indent, self.shape.parts.crlf)
    }

    fn text(self) -> String {
        let mut out = String::with_capacity(self.shape.parts.yaml.len() + 64);
        let mut news = self.news.into_iter().peekable();
        let mut at = 0;
        let mut keep_to = |out: &mut String, from: usize, to: usize| {
            let mut from = from;
            while let Some((line, text)) = news.next_if(|(line, _)| *line <= to) {
                let line = line.max(from);
                out.extend(self.lines[from..line].iter().copied());
                out.push_str(&text);
                from = line;
            }
            out.extend(self.lines[from..to].iter().copied());
        };
        // Up to where lines stand whose blank lines behind them would be a part of them.
        let mut open_to = None;
        for ((place, entry), fate) in self.taken.places.iter().zip(&self.shape.entries).zip(self.fates) {
            let goes = matches!(fate, Fate::Goes);
            let open = open_to.take() == Some(place.own.start);
            if !goes && entry.keeps_blank_lines {
                open_to = Some(place.own.end);
            }
            let (from, text) = match fate {
                Fate::Stays => continue,
                Fate::Goes => (place.own.start, String::new()),
                Fate::Becomes(from, text) => (from, text),
            };
            keep_to(&mut out, at, from.max(at));
            out.push_str(&text);
            at = place.own.end.max(at);
            if goes && open {
                at += self.lines[at..].iter().take_while(|line| line.trim().is_empty()).count();
                open_to = Some(at);
            }
        }
        keep_to(&mut out, at, self.lines.len());
        out
    }
}
