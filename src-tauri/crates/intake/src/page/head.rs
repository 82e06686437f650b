//! The head of a page: everything above the body, judged as a sequence.

use super::byline::{by_line, name_line, named_at_end};
use super::kicker::leading_kicker;
use super::meta::read_meta;
use super::notes::{is_about_author, is_disclosure};
use super::place::{place, take_disclosure, take_note};
use super::roles::Candidate;
use super::sheet::Sheet;
use crate::dates::read_line;
use crate::text::{ends_sentence, fold, heading_level, is_emphasised, last_sign, word_count};
use jiff::civil::Date;

/// How many units from the top can belong to the head.
const REACH: usize = 80;

/// Recognises the head and gives the unit where the body begins.
pub(super) fn recognise_head(sheet: &mut Sheet, today: Option<Date>) -> usize {
    page_title(sheet);
    // Short texts have short paragraphs: a second look takes them for what they are.
    let Some(limit) = first_prose(sheet, 12).or_else(|| first_prose(sheet, 4)) else {
        return marked_headline(sheet);
    };
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut body = limit.min(sheet.len());
    let mut at = 0;
    while at < sheet.len().min(REACH) {
        if !sheet.is_open(at) || sheet.units[at].picture || is_count(sheet, at) {
            at += 1;
            continue;
        }
        if at > 0 && is_disclosure(&sheet.units[at].clean, &sheet.piece) {
            take_disclosure(sheet, at);
        } else if is_author_label(sheet, at) {
            sheet.set_aside(at, "label", "byline.label");
        } else if is_about_author(&sheet.units[at].clean, &sheet.piece) && at > 0 {
            take_note(sheet, at, "author_note.under_byline");
        } else if at >= limit && is_body(sheet, at, limit) {
            match standfirst_rule(sheet, at, !candidates.is_empty()) {
                Some(rule) if candidates.iter().all(|c| c.standfirst.is_none()) => {
                    candidates.push(Candidate::standfirst(at, rule));
                }
                _ => {
                    body = at;
                    break;
                }
            }
        } else if !read_meta(sheet, at, today) {
            candidates.push(candidate(sheet, at));
        }
        at += 1;
        body = at;
    }
    place(sheet, &candidates, body);
    while body < sheet.len()
        && sheet.is_open(body)
        && is_about_author(&sheet.units[body].clean, &sheet.piece)
        && has_open(sheet, body + 1)
    {
        take_note(sheet, body, "author_note.under_byline");
        body += 1;
    }
    body
}

/// "Authors" in a line of its own above a name.
fn is_author_label(sheet: &Sheet, at: usize) -> bool {
    let label = matches!(
        fold(&sheet.units[at].clean).as_str(),
        "author"
            | "authors"
            | "by"
            | "written by"
            | "autor"
            | "autorin"
            | "autoren"
            | "auteur"
            | "auteurs"
            | "автор"
            | "автори"
            | "авторы"
    );
    label && at + 1 < sheet.len() && name_line(&sheet.units[at + 1].clean).is_some()
}

pub(super) fn has_open(sheet: &Sheet, from: usize) -> bool {
    (from..sheet.len().min(from + REACH)).any(|at| sheet.is_open(at))
}

/// A bare number in the head counts shares or hearts.
fn is_count(sheet: &mut Sheet, at: usize) -> bool {
    let line = sheet.units[at].clean.trim();
    let number = !line.is_empty()
        && line.len() <= 6
        && line.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'k' | b'K'));
    let share = number && line.bytes().any(|b| b.is_ascii_digit()) && at > 0;
    if share {
        sheet.set_aside(at, "share_line", "share_line.count");
    }
    share
}

/// The first paragraph of running text.
fn first_prose(sheet: &Sheet, words: usize) -> Option<usize> {
    (0..sheet.len().min(REACH)).find(|&at| sheet.is_open(at) && is_prose(sheet, at, words))
}

/// Running text: long, or a sentence of that many words with a full stop.
fn is_prose(sheet: &Sheet, at: usize, words: usize) -> bool {
    let unit = &sheet.units[at];
    if unit.picture {
        return false;
    }
    if unit.structured || unit.clean.is_empty() || unit.clean.chars().count() >= 220 {
        return true;
    }
    let stop = matches!(last_sign(&unit.clean), Some('.' | '…' | '。'))
        || unit.clean.contains(". ") && ends_sentence(&unit.clean);
    let line = &unit.clean;
    let meta = by_line(line).is_some() || read_line(line).is_some_and(|d| d.consumed == line.len());
    stop && word_count(line) >= words && !meta && heading_level(unit.raw.trim()) == 0
}

fn is_body(sheet: &Sheet, at: usize, limit: usize) -> bool {
    at == limit || is_prose(sheet, at, 4) || sheet.units[at].structured
}

/// Why a paragraph of running text is the standfirst and not the first of the body.
fn standfirst_rule(sheet: &Sheet, at: usize, below_headline: bool) -> Option<&'static str> {
    let unit = &sheet.units[at];
    if unit.structured || unit.clean.is_empty() || word_count(&unit.clean) > 80 || !prose_after(sheet, at) {
        return None;
    }
    if named_at_end(&unit.clean).is_some() {
        return Some("standfirst.names_author");
    }
    if below_headline
        && (is_emphasised(unit.raw) || heading_level(unit.raw.trim()) > 1)
        && !is_disclosure(&unit.clean, &sheet.piece)
    {
        return Some("standfirst.emphasised");
    }
    // Between a standfirst and the body stand lines that say who and when; between two paragraphs none do.
    let between: Vec<usize> = (at + 1..sheet.len().min(at + 10))
        .filter(|&n| sheet.is_open(n))
        .take_while(|&n| !is_prose(sheet, n, 4))
        .collect();
    let meta = between.iter().any(|&n| {
        let line = &sheet.units[n].clean;
        by_line(line).is_some()
            || read_line(line).is_some_and(|d| d.consumed == line.len())
            || name_line(line).is_some()
    });
    (below_headline && meta && word_count(&unit.clean) <= 60).then_some("standfirst.above_byline")
}

fn prose_after(sheet: &Sheet, at: usize) -> bool {
    (at + 1..sheet.len().min(at + 30)).any(|n| sheet.is_open(n) && is_prose(sheet, n, 4))
}

/// "Headline | Outlet" as a browser's title, when the headline stands below once more.
fn page_title(sheet: &mut Sheet) {
    for at in 0..sheet.len().min(4) {
        let line = sheet.units[at].clean.clone();
        let Some((left, right)) = [" | ", " – ", " — ", " - ", " · "].iter().find_map(|s| line.rsplit_once(s))
        else {
            continue;
        };
        let again = (at + 1..sheet.len().min(40)).any(|other| sheet.units[other].clean == left.trim());
        if again && sheet.is_open(at) && word_count(right) <= 6 {
            sheet.set_aside(at, "page_title", "page_title.repeats_headline");
            return;
        }
    }
}

fn candidate(sheet: &Sheet, at: usize) -> Candidate {
    let line = &sheet.units[at].clean;
    let mut candidate = Candidate { at, from: 0, bar: None, standfirst: None };
    let short = word_count(line) <= 60;
    if let Some((_, from, rule)) = leading_kicker(line).filter(|_| short) {
        (candidate.from, candidate.bar) = (from, Some(rule));
    } else if named_at_end(line).is_some() && word_count(line) > 7 {
        candidate.standfirst = Some("standfirst.names_author");
    }
    candidate
}

/// A text without running paragraphs: only a heading mark makes a headline.
fn marked_headline(sheet: &mut Sheet) -> usize {
    let first = (0..sheet.len().min(REACH)).find(|&at| sheet.is_open(at));
    if let Some(at) = first.filter(|&at| heading_level(sheet.units[at].raw.trim()) == 1 && has_open(sheet, at + 1)) {
        sheet.piece.headline = sheet.units[at].clean.clone();
        sheet.recognise(at, "headline", "headline.heading_mark");
        return at + 1;
    }
    0
}
