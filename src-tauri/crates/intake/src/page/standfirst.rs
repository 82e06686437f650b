//! When a paragraph above the body is its standfirst.

use super::byline::{by_line, name_line};
use super::clutter::is_dateline;
use super::head::is_prose;
use super::notes::{is_disclosure, speaks_of_self};
use super::opening::is_salutation;
use super::says::named_at_end;
use super::sheet::Sheet;
use crate::text::{heading_level, is_all_caps, is_emphasised, word_count};

/// Why a paragraph of running text is the standfirst and not the first of the body.
pub(super) fn standfirst_rule(sheet: &Sheet, at: usize, below_headline: bool) -> Option<&'static str> {
    let unit = &sheet.units[at];
    if unit.structured || unit.clean.is_empty() || word_count(&unit.clean) > 80 || !prose_after(sheet, at) {
        return None;
    }
    // Letters to a paper have no standfirst.
    if is_salutation(&unit.clean) || at > 0 && is_salutation(&sheet.units[at - 1].clean) {
        return None;
    }
    if named_at_end(&unit.clean).is_some()
        || below_headline && !speaks_of_self(&unit.clean) && mentions_author(sheet, at)
    {
        return Some("standfirst.names_author");
    }
    if below_headline
        && (is_emphasised(unit.raw) || heading_level(unit.raw.trim()) > 1)
        && !is_disclosure(&unit.clean, &sheet.piece)
    {
        return Some("standfirst.emphasised");
    }
    let next = (at + 1..sheet.len().min(at + 8)).find(|&n| sheet.is_open(n));
    if below_headline && word_count(&unit.clean) <= 60 && next.is_some_and(|n| opens_with_place(sheet.units[n].raw)) {
        return Some("standfirst.above_dateline");
    }
    if below_headline && word_count(&unit.clean) <= 40 && above_buttons(sheet, at) {
        return Some("standfirst.above_buttons");
    }
    // Between a standfirst and the body stand lines that say who and when; between two paragraphs none do.
    let between: Vec<usize> = (at + 1..sheet.len().min(at + 10))
        .filter(|&n| sheet.is_open(n))
        .take_while(|&n| !is_prose(sheet, n, 4))
        .collect();
    let meta = between.iter().any(|&n| {
        let line = &sheet.units[n].clean;
        by_line(line).is_some() || is_dateline(line) || name_line(line).is_some()
    });
    (below_headline && meta && word_count(&unit.clean) <= 60).then_some("standfirst.above_byline")
}

/// Whether three buttons of the page or more stand directly below a line: two stand below a first paragraph as well.
pub(super) fn above_buttons(sheet: &Sheet, at: usize) -> bool {
    let button = |n: &usize| {
        matches!(sheet.what(*n), "share_line" | "read_time" | "comments" | "navigation" | "subscribe" | "advert")
    };
    let below = (at + 1..sheet.len().min(at + 8)).take_while(button).collect::<Vec<_>>();
    let real = below.iter().filter(|&&n| matches!(sheet.what(n), "share_line" | "read_time" | "navigation")).count();
    below.len() >= 3 && real >= 2
}

/// Whether a paragraph speaks of the author by the name that stands in a line of its own around it.
fn mentions_author(sheet: &Sheet, at: usize) -> bool {
    let line = sheet.units[at].clean.to_lowercase();
    let near = (at.saturating_sub(8)..sheet.len().min(at + 5)).filter(|&n| n != at);
    let named = |n: usize| {
        let words = &sheet.units[n].clean;
        let found = if words.len() > 120 { None } else { by_line(words).map(|b| b.names).or_else(|| name_line(words)) };
        found.is_some_and(|names| names.iter().any(|name| name.contains(' ') && line.contains(&name.to_lowercase())))
    };
    near.into_iter().any(named)
}

/// "DAKAR/COPENHAGEN – When the minister", "VARNE (AP) — The last ship": the body begins with the place where it was written.
fn opens_with_place(raw: &str) -> bool {
    let Some((place, rest)) = raw.split_once(" – ").or_else(|| raw.split_once(" — ")) else { return false };
    let first = place.split(['(', ',']).next().unwrap_or_default();
    (1..=4).contains(&word_count(place)) && is_all_caps(first) && word_count(rest) >= 8
}

pub(super) fn prose_after(sheet: &Sheet, at: usize) -> bool {
    (at + 1..sheet.len().min(at + 30)).any(|n| sheet.is_open(n) && is_prose(sheet, n, 4))
}
