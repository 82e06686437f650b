//! Names of conflicted copies: those that sync services give, and ours.

use crate::names::with_suffix;
use crate::stamp::Hash;
use jiff::civil::DateTime;
use unicode_normalization::UnicodeNormalization;

/// What the name of a conflicted copy tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The name of the file that this is a copy of, with its ending. Whether there is one, the caller must look.
    pub original: String,
    /// The person or the machine that wrote it.
    pub by: Option<String>,
    /// When: `2024-01-31`, `2024-01-31 14:05` or `2024-01-31 14:05:09`, in that machine's time.
    pub at: Option<String>,
    /// Who made the copy: the name of the service, or `Standfirst`.
    pub service: &'static str,
    /// False for names that people give too (`Chapter 2.md`, `notes (1).md`): these are copies only if the original is
    /// there and the texts are alike.
    pub sure: bool,
}

/// “Conflict” in the languages of the services, in lower case; a date beside one of them makes it sure.
const WORDS: [&str; 13] = [
    "conflict",
    "konflikt",
    "conflit",
    "conflitto",
    "conflito",
    "conflicto",
    "конфликт",
    "конфлікт",
    "競合",
    "冲突",
    "衝突",
    "충돌",
    "motstridende",
];

/// The services' phrases around the name of a person or a machine, in lower case; the longer ones first.
const PHRASES: [&str; 27] = [
    "in konflikt stehende kopie von",
    "in konflikt stehende kopie",
    "konfliktkopie von",
    "konfliktkopie",
    "copie en conflit de",
    "copie en conflit",
    "copia en conflicto de",
    "copia en conflicto",
    "copia in conflitto di",
    "copia in conflitto",
    "cópia em conflito de",
    "cópia em conflito",
    "conflicterende kopie van",
    "conflicterende kopie",
    "kopia powodująca konflikt",
    "kopia w konflikcie",
    "конфликтующая копия",
    "конфліктна копія",
    "konfliktkopia",
    "konfliktkopi",
    "motstridende kopi",
    "の競合コピー",
    "的冲突副本",
    "的衝突複本",
    "의 충돌된 복사본",
    "conflicted copy from",
    "conflicted copy",
];

/// Notes in brackets that need no date, in lower case.
const NOTES: [(&str, &str); 6] = [
    ("conflicted copy", "Dropbox"),
    ("case conflict", "Dropbox"),
    ("unicode encoding conflict", "Dropbox"),
    ("selective sync conflict", "Dropbox"),
    ("conflict", "Google Drive"),
    ("conflicted", "pCloud"),
];

/// Whether a file's name is that of a conflicted copy, and of what.
pub fn conflict_copy(name: &str) -> Option<Conflict> {
    let name: String = name.nfc().collect();
    let (stem, extension) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let found = syncthing(stem)
        .or_else(|| owncloud(stem))
        .or_else(|| resilio(stem))
        .or_else(|| onedrive(stem))
        .or_else(|| bracketed(stem))
        .or_else(|| numbered(stem))?;
    let original = found.original.trim_end();
    (!original.is_empty()).then(|| Conflict { original: format!("{original}.{extension}"), ..found })
}

/// The name of our own conflicted copy of a file: `name (conflict 2024-01-31 1405).md`, or with a number after it if
/// that is taken. The ending stays; the name is made safe as in [`file_name`](crate::names::file_name).
pub fn conflict_name(original: &str, at: DateTime, is_taken: impl Fn(&str) -> bool) -> String {
    let (stem, extension) = original.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).unwrap_or((original, "md"));
    let note =
        format!(" (conflict {:04}-{:02}-{:02} {:02}{:02})", at.year(), at.month(), at.day(), at.hour(), at.minute());
    let first = with_suffix(stem, &note, extension);
    if !is_taken(&first) {
        return first;
    }
    let counted = |n: u64| with_suffix(stem, &format!("{note} ({n})"), extension);
    (2..).map(counted).find(|name| !is_taken(name)).unwrap_or(first)
}

/// Where a text goes that could not go back to its place: beside it, under a name that nobody has.
pub(crate) fn kept_name(original: &str, hash: Option<Hash>) -> String {
    let (stem, extension) = original.rsplit_once('.').unwrap_or((original, "md"));
    let mark = hash.map_or_else(|| "unread".to_owned(), |hash| hash.to_string()[..12].to_owned());
    with_suffix(stem, &format!(" (conflict {mark})"), extension)
}

fn conflict(original: &str, by: Option<&str>, at: Option<String>, service: &'static str) -> Conflict {
    let by = by.map(str::trim).filter(|by| !by.is_empty()).map(str::to_owned);
    Conflict { original: original.to_owned(), by, at, service, sure: true }
}

/// `name.sync-conflict-20240131-140509-ABCDEFG`
fn syncthing(stem: &str) -> Option<Conflict> {
    let (original, rest) = stem.rsplit_once(".sync-conflict-")?;
    let mut parts = rest.splitn(3, '-');
    let at = packed(parts.next()?, parts.next()?)?;
    Some(conflict(original, parts.next(), Some(at), "Syncthing"))
}

/// `name_conflict-20240131-140509`, as ownCloud and early Nextcloud wrote it.
fn owncloud(stem: &str) -> Option<Conflict> {
    let (original, rest) = stem.rsplit_once("_conflict-")?;
    let (date, time) = rest.split_once('-')?;
    Some(conflict(original, None, Some(packed(date, time)?), "ownCloud"))
}

/// `name.Conflict`
fn resilio(stem: &str) -> Option<Conflict> {
    stem.strip_suffix(".Conflict").map(|original| conflict(original, None, None, "Resilio Sync"))
}

/// `name-DESKTOP-AB12CD3`, `name-LAPTOP-AB12CD3E`, each with a number after it or not; `name-PC-safeBackup-0001`.
fn onedrive(stem: &str) -> Option<Conflict> {
    if let Some((rest, number)) = stem.rsplit_once("-safeBackup-") {
        let (original, machine) = rest.rsplit_once('-')?;
        return is_digits(number, 4).then(|| conflict(original, Some(machine), None, "OneDrive"));
    }
    let counted = stem.rsplit_once('-').filter(|(_, n)| n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit()));
    let stem = counted.map_or(stem, |(rest, _)| rest);
    let (rest, serial) = stem.rsplit_once('-')?;
    let kind = ["-DESKTOP", "-LAPTOP"].into_iter().find(|kind| rest.ends_with(kind))?;
    let is_serial =
        (7..=8).contains(&serial.len()) && serial.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let machine = format!("{}-{serial}", &kind[1..]);
    is_serial.then(|| conflict(&rest[..rest.len() - kind.len()], Some(&machine), None, "OneDrive"))
}

/// `name (note)` or `name [note]`, with a number in brackets after it or not.
fn bracketed(stem: &str) -> Option<Conflict> {
    let (original, note) = last_bracket(stem)?;
    if let Some(found) = noted(original, note) {
        return Some(found);
    }
    let is_count = !note.is_empty() && note.len() <= 3 && note.bytes().all(|b| b.is_ascii_digit());
    let (original, note) = is_count.then(|| last_bracket(original.trim_end())).flatten()?;
    noted(original, note)
}

fn noted(original: &str, note: &str) -> Option<Conflict> {
    let lower = note.to_lowercase();
    if let Some(rest) = lower.strip_prefix("conflict ")
        && let Some((date, time)) = rest.split_once(' ')
        && is_digits(time, 4)
        && is_date(date)
    {
        let at = format!("{date} {}:{}", &time[..2], &time[2..]);
        return Some(conflict(original, None, Some(at), "Standfirst"));
    }
    if let Some(rest) = note.strip_prefix("SFConflict ") {
        let (by, at) = rest.rsplit_once(' ').unwrap_or((rest, ""));
        return Some(conflict(original, Some(by), at.get(..10).filter(|d| is_date(d)).map(str::to_owned), "Seafile"));
    }
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if let Some((_, service)) = NOTES.iter().find(|(text, _)| *text == bare) {
        return Some(conflict(original, None, None, service));
    }
    let (before, date, after) = dated(note)?;
    let is_told = WORDS.iter().any(|word| lower.contains(word));
    let time = after.trim();
    // Of the two that say “conflicted copy”, only Nextcloud and ownCloud add a time.
    let (at, service) = if is_digits(time, 6) {
        (format!("{date} {}:{}:{}", &time[..2], &time[2..4], &time[4..]), "Nextcloud")
    } else {
        (date.to_owned(), "Dropbox")
    };
    is_told.then(|| conflict(original, Some(&author(before)), Some(at), service))
}

/// What stands in a note besides the service's phrase.
fn author(text: &str) -> String {
    let lower = text.to_lowercase();
    // Where lower case has another length the places would not fit; then the whole note is told.
    let found = PHRASES.iter().find_map(|phrase| lower.find(phrase).map(|at| (at, at + phrase.len())));
    let Some((start, end)) = found.filter(|_| lower.len() == text.len()) else { return text.trim().to_owned() };
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return text.trim().to_owned() };
    let owner = before.trim();
    let owner = ["'s", "’s", "s'", "s’"].iter().find_map(|s| owner.strip_suffix(s)).unwrap_or(owner);
    [owner, after.trim()].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// `name (1)` and `name 2`: Google Drive's and iCloud's way, and many people's.
fn numbered(stem: &str) -> Option<Conflict> {
    let is_count = |n: &str| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()) && !n.starts_with('0');
    if let Some((original, number)) = last_bracket(stem).filter(|(_, number)| is_count(number)) {
        let _ = number;
        return Some(Conflict { sure: false, ..conflict(original, None, None, "Google Drive") });
    }
    let (original, number) = stem.rsplit_once(' ')?;
    (is_count(number) && number != "1")
        .then(|| Conflict { sure: false, ..conflict(original, None, None, "iCloud Drive") })
}

/// The text before the last bracket and what is in it, if the text ends with it. Brackets may nest.
fn last_bracket(text: &str) -> Option<(&str, &str)> {
    let (open, close) = match text.chars().next_back()? {
        ')' => ('(', ')'),
        ']' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                return Some((&text[..at], &text[at + 1..text.len() - 1]));
            }
        }
    }
    None
}

/// The last date (`2024-01-31`) in a text, with what stands before and after it.
fn dated(text: &str) -> Option<(&str, &str, &str)> {
    let starts = text.char_indices().map(|(at, _)| at).rev();
    starts
        .filter_map(|at| Some((at, text.get(at..at + 10)?)))
        .find(|(_, date)| is_date(date))
        .map(|(at, date)| (&text[..at], date, &text[at + 10..]))
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts[..], [y, m, d] if is_digits(y, 4) && is_digits(m, 2) && is_digits(d, 2))
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// `20240131` and `140509` as a readable time.
fn packed(date: &str, time: &str) -> Option<String> {
    (is_digits(date, 8) && is_digits(time, 6))
        .then(|| format!("{}-{}-{} {}:{}:{}", &date[..4], &date[4..6], &date[6..], &time[..2], &time[2..4], &time[4..]))
}
