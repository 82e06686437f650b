//! The head of a page: everything above the body, judged as a sequence.

use super::byline::{by_line, name_line};
use super::clutter::{is_dateline, is_ticker_label, judge_in_head};
use super::kicker::{is_kicker, leading_kicker};
use super::labels::{is_bare_marker, repeats_name, take_labelled_author};
use super::meta::{read_meta, take_author};
use super::names::{has_role_word, is_name};
use super::notes::{is_about_author, is_about_the_author, is_disclosure, note_name};
use super::opening::{is_dialogue, opens_body};
use super::place::{place, take_disclosure, take_note};
use super::roles::Candidate;
use super::says::named_at_end;
use super::sheet::Sheet;
use super::standfirst::{prose_after, standfirst_rule};
use crate::dates::read_line;
use crate::text::{ends_sentence, fold, heading_level, is_emphasised, last_sign, word_count};
use jiff::civil::Date;

/// How many units from the top can belong to the head.
const REACH: usize = 80;
/// How many notes and dates can stand between the byline and the body.
const NOTES: usize = 12;

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
        let above: Vec<usize> = candidates.iter().map(|c| c.at).collect();
        if sheet.is_open(at) && opens_body(sheet, at, &above) {
            body = at;
            break;
        }
        if !sheet.is_open(at) || sheet.units[at].picture || is_clutter(sheet, at) {
            at += 1;
            continue;
        }
        if at > 0 && is_disclosure(&sheet.units[at].clean, &sheet.piece) {
            take_disclosure(sheet, at);
        } else if is_bare_marker(sheet, at) {
            sheet.set_aside(at, "label", "byline.label");
        } else if take_labelled_author(sheet, at) {
            at += 1;
            continue;
        } else if repeats_name(sheet, at, &above) {
            sheet.set_aside(at, "signature", "signature.second_byline");
        } else if candidates.iter().any(|c| word_count(&sheet.units[at].clean) >= 3 && same(sheet, c.at, at)) {
            sheet.set_aside(at, "label", "headline.repeated");
        } else if is_caption(sheet, at, above.iter().any(|&n| word_count(&sheet.units[n].clean) >= 4))
            && !candidates.is_empty()
        {
            sheet.set_aside(at, "photo_credit", "photo_credit.caption");
        } else if at > 0 && is_note_in_head(sheet, at) {
            take_note(sheet, at, "author_note.under_byline");
        } else if let Some(above) = candidates.last().map(|c| c.at).filter(|&n| is_note_below_name(sheet, at, n)) {
            let line = sheet.units[above].clean.clone();
            take_author(sheet, &line, name_line(&line).unwrap_or_default(), "byline.above_note");
            sheet.recognise(above, "byline", "byline.above_note");
            candidates.pop();
            take_note(sheet, at, "author_note.under_byline");
        } else if at >= limit && is_body(sheet, at, limit) && !is_post(sheet, at) {
            match standfirst_rule(sheet, at, !candidates.is_empty()) {
                Some(rule) if candidates.iter().all(|c| c.standfirst.is_none()) => {
                    candidates.push(Candidate::standfirst(at, rule));
                }
                _ if candidates.is_empty() && is_above_head(sheet, at) => {}
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
    let end = sheet.len().min(body + NOTES);
    while body < end && has_open(sheet, body + 1) {
        if sheet.is_open(body) && is_note_in_head(sheet, body) {
            take_note(sheet, body, "author_note.under_byline");
        } else if sheet.is_open(body) && !(is_dateline(&sheet.units[body].clean) && read_meta(sheet, body, today)) {
            break;
        }
        body += 1;
    }
    body
}

fn same(sheet: &Sheet, one: usize, other: usize) -> bool {
    sheet.units[one].clean == sheet.units[other].clean
}

/// The words between what the page says about itself and the credit of a picture.
fn is_caption(sheet: &Sheet, at: usize, headed: bool) -> bool {
    let unit = &sheet.units[at];
    let plain = !is_dateline(&unit.clean)
        && heading_level(unit.raw.trim()) == 0
        && !is_emphasised(unit.raw)
        && word_count(&unit.clean) <= 40;
    let credit = at + 1 < sheet.len() && sheet.what(at + 1) == "photo_credit";
    let above =
        at > 0 && matches!(sheet.what(at - 1), "share_line" | "label" | "published" | "modified_date" | "read_time");
    // "An aerial view of …": what a picture shows, for those who cannot see it.
    let folded = fold(&unit.clean);
    let view = ["an aerial view of ", "a view of ", "a photo of ", "photo of ", "an image of ", "a photograph of "];
    let named = unit.clean.strip_prefix("Portrait of ").is_some_and(is_name);
    let shown = headed && !ends_sentence(&unit.clean) && (named || view.iter().any(|w| folded.starts_with(w)));
    plain && (credit && above || shown) && word_count(&unit.clean) >= 3 && by_line(&unit.clean).is_none()
}

/// A note about the author above the body, by name or as "the writer".
fn is_note_in_head(sheet: &Sheet, at: usize) -> bool {
    let line = &sheet.units[at].clean;
    let writer = is_about_the_author(line) && word_count(line) <= 30 && !sheet.piece.byline.is_empty();
    is_about_author(line, &sheet.piece) && name_line(line).is_none() || writer && prose_after(sheet, at)
}

/// "Jane Doe is a lawyer." directly below the line "Jane Doe".
fn is_note_below_name(sheet: &Sheet, at: usize, above: usize) -> bool {
    let line = &sheet.units[at].clean;
    let named = name_line(&sheet.units[above].clean)
        .and_then(|names| names.into_iter().next())
        .is_some_and(|name| fold(line).starts_with(&fold(&name)));
    (above + 1..at).all(|n| !sheet.is_open(n))
        && named
        && sheet.piece.byline.is_empty()
        && has_role_word(line)
        && note_name(line, true).is_some()
        && prose_after(sheet, at)
}

/// A sentence of the page above the headline: below it stand a short line, the author and the text. It stays where it is.
fn is_above_head(sheet: &Sheet, at: usize) -> bool {
    let end = sheet.len().min(at + 12);
    let author =
        (at + 1..end).find(|&n| by_line(&sheet.units[n].clean).is_some() || is_dateline(&sheet.units[n].clean));
    author.is_some_and(|author| {
        let short = |n: usize| {
            let line = &sheet.units[n].clean;
            sheet.is_open(n) && !is_prose(sheet, n, 4) && (3..=20).contains(&word_count(line)) && !is_dialogue(line)
        };
        let between: Vec<usize> = (at + 1..author).filter(|&n| sheet.is_open(n)).collect();
        between.iter().any(|&n| short(n))
            && between.iter().filter(|&&n| is_prose(sheet, n, 12)).count() <= 1
            && word_count(&sheet.units[at].clean) <= 60
            && prose_after(sheet, author)
    })
}

/// The post of the author as a sentence, between the name and the date.
fn is_post(sheet: &Sheet, at: usize) -> bool {
    let line = &sheet.units[at].clean;
    let above = (0..at).rev().find(|&n| !matches!(sheet.what(n), "share_line" | "label"));
    let below = (at + 1..sheet.len().min(at + 4)).find(|&n| sheet.is_open(n));
    let named = above.is_some_and(|n| sheet.what(n) == "byline" || name_line(&sheet.units[n].clean).is_some());
    let dated = below.is_some_and(|n| is_dateline(&sheet.units[n].clean));
    word_count(line) <= 16 && has_role_word(line) && named && dated
}

pub(super) fn has_open(sheet: &Sheet, from: usize) -> bool {
    (from..sheet.len().min(from + REACH)).any(|at| sheet.is_open(at))
}

/// Sets a line of the head aside that counts, plays or ticks.
fn is_clutter(sheet: &mut Sheet, at: usize) -> bool {
    // What stands below "Breaking" is the news of that hour.
    let ticker = at > 0 && is_ticker_label(&sheet.units[at - 1].clean) && !sheet.is_open(at - 1);
    let found = if ticker { Some(("meta", "meta.ticker")) } else { judge_in_head(&sheet.units[at].clean) };
    let found = found.filter(|_| at > 0 || sheet.len() > 12);
    if let Some((what, rule)) = found {
        sheet.set_aside(at, what, rule);
    }
    found.is_some()
}

/// The first paragraph of running text.
fn first_prose(sheet: &Sheet, words: usize) -> Option<usize> {
    (0..sheet.len().min(REACH)).find(|&at| sheet.is_open(at) && is_prose(sheet, at, words))
}

/// Running text: long, or a sentence of that many words with a full stop.
pub(super) fn is_prose(sheet: &Sheet, at: usize, words: usize) -> bool {
    let unit = &sheet.units[at];
    if unit.picture {
        return false;
    }
    if unit.structured || unit.clean.is_empty() || unit.clean.chars().count() >= 220 {
        return true;
    }
    let stop = matches!(last_sign(&unit.clean), Some('.' | '…' | '。' | '।' | '۔'))
        || unit.clean.contains(". ") && ends_sentence(&unit.clean);
    let line = &unit.clean;
    let meta = by_line(line).is_some() || read_line(line).is_some_and(|d| d.consumed == line.len());
    stop && word_count(line) >= words && !meta && heading_level(unit.raw.trim()) == 0
}

fn is_body(sheet: &Sheet, at: usize, limit: usize) -> bool {
    at == limit || is_prose(sheet, at, 4) || sheet.units[at].structured
}

/// "Headline | Outlet" as a browser's title, when the headline stands below once more.
fn page_title(sheet: &mut Sheet) {
    for at in 0..sheet.len().min(4) {
        let line = sheet.units[at].clean.clone();
        let Some((left, right)) = [" | ", " – ", " — ", " - ", " · "].iter().find_map(|s| line.rsplit_once(s))
        else {
            continue;
        };
        let again =
            word_count(left) >= 3 && (at + 1..sheet.len().min(40)).any(|other| sheet.units[other].clean == left.trim());
        // "Opinion | Headline" stands above the headline as well as "Headline | Outlet".
        let kicked = is_kicker(left) && (at + 1..sheet.len().min(40)).any(|n| sheet.units[n].clean == right.trim());
        if kicked && word_count(right) >= 3 && sheet.is_open(at) {
            sheet.set_aside(at, "label", "headline.repeated_behind_kicker");
            return;
        }
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
