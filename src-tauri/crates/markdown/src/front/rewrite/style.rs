//! A changed value, written the way the old one was.

use super::differ::same;
use super::lists;
use super::outlet;
use super::place::with_breaks;
use crate::front::assign::{assign, is_standard_time, joined};
use crate::front::known::{Slot, slot_of};
use crate::front::value::{Value, plain_json};
use crate::front::write::{is_bare, is_word_of_yaml, quoted, scalar, write_slot};
use crate::front::yaml::{Document, Entry, read};
use model::{Piece, Stage};
use std::ops::Range;

/// An entry of the file.
pub(super) struct Old<'a> {
    pub(super) yaml: &'a str,
    /// Its own lines, in bytes.
    pub(super) own: Range<usize>,
    pub(super) entry: &'a Entry,
    /// The value as far as it stands on these lines, in bytes.
    pub(super) value: Range<usize>,
    /// The blanks before every key.
    pub(super) indent: &'a str,
    pub(super) crlf: bool,
    /// Whether the tagline stands in the entry of the outlet.
    pub(super) says_tagline: bool,
}

/// The lines of an entry with what the piece has: the first way of writing them that is read rightly, from the most
/// faithful one on.
pub(super) fn changed(old: &Old<'_>, slot: Slot, want: &Piece) -> String {
    let mut ways = match &old.entry.value {
        Value::Text { .. } => texts(old, slot, want),
        Value::List(values) => lists::ways(old, values, slot, want),
        Value::Map(entries) if slot == Slot::Outlet => outlet::ways(old, entries, want),
        Value::Map(_) => Vec::new(),
    };
    let mut written = String::new();
    write_slot(&mut written, slot, old.key(), want, true);
    let value = written.get(old.key().len() + 1..).unwrap_or_default().trim();
    if written.lines().count() == 1 && !written.ends_with(":\n") {
        ways.extend(old.with_value(value));
    }
    if let Some(way) = ways.into_iter().find(|way| reads_as(way, slot, want, old.says_tagline)) {
        return way;
    }
    if let (Some(comment), Some(at)) = (old.comment(), written.find('\n')) {
        written.insert_str(at, &format!(" {comment}"));
    }
    indented(&written, old.indent, old.crlf)
}

/// Whether lines are one entry that gives a slot what the piece has there.
fn reads_as(lines: &str, slot: Slot, want: &Piece, says_tagline: bool) -> bool {
    if lines.lines().any(|line| matches!(line.trim_end(), "---" | "...")) {
        return false;
    }
    let Ok(Document::Entries { braces: false, entries }) = read(lines) else { return false };
    let [only] = entries.as_slice() else { return false };
    let mut piece = Piece::default();
    slot_of(&only.key) == Some(slot)
        && assign(slot, &only.value, &mut piece, &mut Default::default())
        && same(slot, &piece, want)
        && (!says_tagline || same(Slot::Tagline, &piece, want))
}

impl<'a> Old<'a> {
    /// The value as it is written; empty where there is nothing.
    pub(super) fn source(&self) -> &'a str {
        self.yaml.get(self.value.clone()).unwrap_or_default()
    }

    /// The key as it is written.
    fn key(&self) -> &'a str {
        let key = self.yaml.get(self.entry.key_at.clone()).unwrap_or_default();
        if key.is_empty() || key.contains('\n') { slot_of(&self.entry.key).map_or("", Slot::name) } else { key }
    }

    /// The entry with other bytes in a range of the YAML.
    pub(super) fn with(&self, range: Range<usize>, text: &str) -> Option<String> {
        let (before, after) = (self.yaml.get(self.own.start..range.start)?, self.yaml.get(range.end..self.own.end)?);
        // What ends with its line (a block) must do so still.
        let open = !text.ends_with('\n') && self.yaml.get(range)?.ends_with('\n');
        let end = if !open {
            ""
        } else if self.crlf {
            "\r\n"
        } else {
            "\n"
        };
        Some([before, text, end, after].concat())
    }

    /// The entry with another value in the place of the old one; comments stay.
    pub(super) fn with_value(&self, value: &str) -> Option<String> {
        if !self.source().trim().is_empty() {
            return self.with(self.value.clone(), value);
        }
        let rest = self.yaml.get(self.entry.key_at.end..self.own.end)?;
        let colon = rest.find(':').filter(|&at| rest[..at].trim().is_empty())?;
        let at = self.entry.key_at.end + colon + 1;
        self.with(at..at, &format!(" {value}"))
    }

    /// The comment behind the key or the value.
    fn comment(&self) -> Option<&'a str> {
        let behind = |at: usize| Some(self.yaml.get(at..self.own.end)?.lines().next()?.trim());
        let after_key = behind(self.entry.key_at.end)?.strip_prefix(':')?.trim();
        [after_key, behind(self.value.end)?].into_iter().find(|text| text.starts_with('#'))
    }
}

/// Ways to write a text.
fn texts(old: &Old<'_>, slot: Slot, want: &Piece) -> Vec<String> {
    let source = old.source();
    let mut ways = Vec::new();
    for text in wordings(slot, want, old.entry.value.text().as_deref().unwrap_or_default()) {
        if source.starts_with(['|', '>']) {
            ways.extend(block(old, &text));
        }
        // A date without quotes stays one without quotes.
        let time = matches!(slot, Slot::Published | Slot::Embargo) && is_standard_time(&text);
        if time && !source.starts_with(['"', '\'', '|', '>']) {
            ways.extend(old.with_value(&text));
        }
        for value in styled(&text, source) {
            ways.extend(old.with_value(&value));
        }
    }
    ways
}

/// What a text may say so that it is read as the piece has it, in the manner of what it said.
fn wordings(slot: Slot, want: &Piece, before: &str) -> Vec<String> {
    let text = match slot {
        Slot::Text(field) => want.text(field),
        Slot::Slugline => &want.slugline,
        Slot::Outlet => &want.outlet.name,
        Slot::Tagline => &want.outlet.tagline,
        Slot::Published => want.published.value.as_deref().unwrap_or_default(),
        Slot::PublishedAs => want.published.printed.as_deref().unwrap_or_default(),
        Slot::Language => want.language.as_deref().unwrap_or_default(),
        Slot::Embargo => want.embargo.as_deref().unwrap_or_default(),
        Slot::Stage => return stages(want.stage, before),
        Slot::CommissionedLength => {
            let Some(words) = want.commissioned_length else { return Vec::new() };
            let unit = before.trim_start_matches(|c: char| !c.is_alphabetic());
            let grouped = before.contains(',') && words >= 1000;
            let number = if grouped { format!("{},{:03}", words / 1000, words % 1000) } else { words.to_string() };
            return vec![format!("{number} {unit}").trim_end().to_owned(), words.to_string()];
        }
        // Where nothing stood yet a list is plainer.
        Slot::Tags | Slot::Authors if before.is_empty() => return Vec::new(),
        Slot::Tags => return vec![want.tags.join(", ")],
        Slot::Authors => return vec![joined(&want.authors)],
    };
    if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
}

/// `With author` where a stage was written like that, `with_author` else.
fn stages(stage: Stage, before: &str) -> Vec<String> {
    let name = stage.name().to_owned();
    if !before.starts_with(char::is_uppercase) {
        return vec![name];
    }
    let first = name[..1].to_uppercase();
    vec![format!("{first}{}", name[1..].replace('_', " ")), name]
}

/// A text as a scalar in the style of another, and in double quotes where that does not do.
pub(super) fn styled(text: &str, source: &str) -> Vec<String> {
    let single = || format!("'{}'", text.replace('\'', "''"));
    let mut ways = Vec::new();
    match source.chars().next() {
        Some('"') => {}
        Some('\'') if text.chars().all(is_bare) => ways.push(single()),
        None | Some('|' | '>') => ways.push(scalar(text, false)),
        _ if may_be_plain(text, source) => ways.push(text.to_owned()),
        _ => {}
    }
    ways.push(quoted(text));
    ways
}

/// Whether a text may stand without quotes, as the one before it did, and means a text to other readers too.
fn may_be_plain(text: &str, source: &str) -> bool {
    let kind = |text: &str| (plain_json(text).is_string(), is_standard_time(text), is_word_of_yaml(text));
    let starts_well = text.starts_with(|c: char| !c.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`".contains(c));
    starts_well
        && text.chars().all(|c| is_bare(c) && (c == ' ' || !c.is_whitespace()))
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && (kind(text) == (true, false, false) || kind(text) == kind(source))
}

/// A block of lines with other words: lines that say what they said stay.
fn block(old: &Old<'_>, text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.join(" ") != text {
        return None;
    }
    let (header, content) = old.source().split_once('\n')?;
    let lines: Vec<&str> = content.split_inclusive('\n').collect();
    let first = lines.iter().find(|line| !line.trim().is_empty())?;
    let blanks = &first[..first.len() - first.trim_start().len()];
    let width = lines.iter().map(|line| line.trim().chars().count()).max().unwrap_or_default().max(40);
    // Lines from the top that begin the new text, and lines from the bottom that end it.
    let (mut top, mut said) = (0, 0);
    for line in &lines {
        let count = line.split_whitespace().count();
        if !words.get(said..said + count).is_some_and(|same| line.split_whitespace().eq(same.iter().copied())) {
            break;
        }
        (top, said) = (top + 1, said + count);
    }
    let (mut bottom, mut end) = (lines.len(), words.len());
    while bottom > top {
        let line = lines[bottom - 1];
        let count = line.split_whitespace().count();
        let from = end.checked_sub(count).filter(|&from| from >= said);
        let Some(from) = from.filter(|&from| line.split_whitespace().eq(words[from..end].iter().copied())) else {
            break;
        };
        (bottom, end) = (bottom - 1, from);
    }
    let mut out = format!("{header}\n{}", lines[..top].concat());
    let mut line = String::new();
    let mut flush = |line: &mut String| {
        if !line.is_empty() {
            out.push_str(&with_breaks(&format!("{blanks}{line}\n"), old.crlf));
            line.clear();
        }
    };
    for word in &words[said..end] {
        let one_line = lines.len() == 1;
        if !one_line && !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            flush(&mut line);
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    flush(&mut line);
    out.push_str(&lines[bottom..].concat());
    old.with(old.value.clone(), &out)
}

/// Lines with blanks before each that has something, and the line breaks of the file.
pub(super) fn indented(text: &str, indent: &str, crlf: bool) -> String {
    let mut out = String::with_capacity(text.len() + indent.len());
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            out.push_str(indent);
        }
        out.push_str(&with_breaks(line, crlf));
    }
    out
}
