//! The end of a page, read from the last line upwards.

use super::blocks::Joint;
use super::byline::{by_line, name_line};
use super::clutter::{is_dateline, is_web_address};
use super::mail::is_closing;
use super::meta::{is_address, read_meta, take_author, take_date};
use super::names::{has_role_word, is_name};
use super::notes::{is_about_author, is_about_the_author, is_disclosure, is_note_heading, note_name};
use super::opening::is_salutation;
use super::place::{take_disclosure, take_note};
use super::sheet::Sheet;
use crate::dates::read_line;
use crate::text::{ends_sentence, fold, is_emphasised, is_title_case, word_count};
use jiff::civil::Date;
use model::ReceiptKind;

/// How many units from the end can belong to the tail.
const REACH: usize = 60;

/// Recognises what stands below the body; the unit `body` and one open unit at least stay.
pub(super) fn recognise_tail(sheet: &mut Sheet, body: usize, today: Option<Date>) {
    let first = (body..sheet.len()).find(|&at| sheet.is_open(at)).map_or(sheet.len(), |at| at + 1);
    let mut notes: Vec<(usize, &'static str)> = Vec::new();
    let from = sheet.len().saturating_sub(REACH).max(first);
    headed_notes(sheet, from, &mut notes);
    if (0..sheet.len()).filter(|&at| is_salutation(&sheet.units[at].clean)).count() >= 2 {
        return;
    }
    let note = note_above_page_end(sheet, from);
    for at in (from..sheet.len()).rev() {
        if !sheet.is_open(at) || notes.iter().any(|n| n.0 == at) {
            continue;
        }
        let line = sheet.units[at].clean.clone();
        if line.is_empty() {
            break;
        }
        if is_page_foot(&line) {
            sheet.set_aside(at, "page_end", "page_end.foot");
            continue;
        }
        let counted = line.len() <= 6
            && line.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'K'))
            && !line.ends_with('.');
        let counts = |n: usize| n < sheet.len() && matches!(sheet.what(n), "comments" | "share_line");
        if is_button(&line) && at + 1 < sheet.len() && !sheet.is_open(at + 1) {
            sheet.set_aside(at, "share_line", "share_line.below_text");
        } else if counted && at > 0 && (counts(at - 1) || counts(at + 1)) {
            sheet.set_aside(at, "comments", "comments.count");
        } else if is_disclosure(&line, &sheet.piece) {
            take_disclosure(sheet, at);
        } else if let Some(rule) = note_rule(sheet, at, &line) {
            notes.push((at, rule));
            name_from_note(sheet, at, &line);
        } else if !date_or_author(sheet, at, &line, today) {
            if is_closing(&line) {
                sheet.set_aside(at, "closing", "closing.line");
            } else if note.is_some_and(|note| note < at) && (is_page_end(&line) || word_count(&line) <= 9) {
                sheet.set_aside(at, "page_end", "page_end.below_author_note");
            } else {
                break;
            }
        }
    }
    notes.sort_unstable();
    let several = notes.len() > 1 || !sheet.piece.author_note.is_empty();
    for (at, rule) in notes {
        let line = &sheet.units[at].clean;
        if is_short_signature(line) && (several || line.contains('@')) || several && *line == sheet.piece.author_note {
            sheet.set_aside(at, "signature", "signature.repeats_note");
        } else {
            take_note(sheet, at, rule);
        }
    }
}

/// An address of the page or of the paper, the count of the printed pages ("1/2"), or a sign alone: the foot of a page.
fn is_page_foot(line: &str) -> bool {
    let pages = line.len() <= 5
        && line.split_once('/').is_some_and(|(page, of)| {
            let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            number(page) && number(of)
        });
    let sign = matches!(line.trim(), "∙" | "•" | "·" | "|");
    let mail = is_address(line) && line.contains('.') && !line.starts_with('@');
    pages || sign || mail || is_web_address(line)
}

/// "Like", "Comment": buttons that are words of any text, but not among the lines below it.
fn is_button(line: &str) -> bool {
    const WORDS: &[&str] = &["like", "comment", "share", "repost", "send", "more", "gallery", "save", "reply"];
    WORDS.contains(&line.to_lowercase().as_str())
}

/// "(Jane Doe, 5.3.2025)", "Jane Doe jdoe@post.example": the name once more with a word beside it, where a note says more.
fn is_short_signature(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let dated = line.starts_with('(') && line.ends_with(')') && line.bytes().any(|b| b.is_ascii_digit());
    words <= 6 && (dated || words <= 4 && line.contains('@') && !ends_sentence(line))
}

/// The last note about the author below which only short lines stand: no sentences, or few words below a note by name that
/// tells a post.
fn note_above_page_end(sheet: &Sheet, from: usize) -> Option<usize> {
    let note = |at: usize| {
        let line = &sheet.units[at].clean;
        let named = is_about_author(line, &sheet.piece) || is_about_the_author(line);
        sheet.is_open(at) && named && word_count(line) >= 5 && name_line(line).is_none()
    };
    let sure = |at: usize| {
        let line = &sheet.units[at].clean;
        note(at) && is_about_author(line, &sheet.piece) && has_role_word(line)
    };
    let few = |at: usize| (1..=9).contains(&word_count(&sheet.units[at].clean));
    let last = |page: &dyn Fn(usize) -> bool, note: &dyn Fn(usize) -> bool| {
        let found = (from..sheet.len()).rev().find(|&at| sheet.is_open(at) && !page(at) || note(at))?;
        note(found).then_some(found)
    };
    let end = |at: usize| is_page_end(&sheet.units[at].clean);
    last(&end, &note).or_else(|| last(&|at| end(at) || few(at), &sure))
}

/// A line that can be a tag, a button or a title: short, and no sentence.
fn is_page_end(line: &str) -> bool {
    !line.is_empty() && word_count(line) <= 18 && !ends_sentence(line)
}

/// "About the author" and the paragraph below it.
fn headed_notes(sheet: &mut Sheet, from: usize, notes: &mut Vec<(usize, &'static str)>) {
    let Some(heading) = (from..sheet.len()).find(|&at| sheet.is_open(at) && is_note_heading(&sheet.units[at].clean))
    else {
        return;
    };
    let below: Vec<usize> = (heading + 1..sheet.len()).filter(|&at| sheet.is_open(at)).take(3).collect();
    if below.is_empty() || below.iter().any(|&at| sheet.units[at].clean.is_empty()) {
        return;
    }
    sheet.set_aside(heading, "label", "author_note.heading");
    // A second paragraph belongs to the note only when it begins as one.
    for (n, at) in below.into_iter().enumerate() {
        let line = sheet.units[at].clean.clone();
        if n == 0 && name_line(&line).is_none() && !is_disclosure(&line, &sheet.piece)
            || is_about_author(&line, &sheet.piece)
        {
            notes.push((at, "author_note.below_heading"));
            name_from_note(sheet, at, &line);
        }
    }
}

fn note_rule(sheet: &Sheet, at: usize, line: &str) -> Option<&'static str> {
    if is_about_author(line, &sheet.piece) && name_line(line).is_none() {
        return Some("author_note.byline_name");
    }
    if is_about_the_author(line) {
        return Some("author_note.the_author_is");
    }
    let italic = is_emphasised(sheet.units[at].raw);
    if sheet.piece.byline.is_empty() || italic {
        note_name(line, italic)?;
        return Some(if italic { "author_note.italics" } else { "author_note.name_and_post" });
    }
    None
}

pub(super) fn name_from_note(sheet: &mut Sheet, at: usize, line: &str) {
    if !sheet.piece.byline.is_empty() {
        return;
    }
    if let Some(name) = note_name(line, true) {
        take_author(sheet, name, vec![name.to_owned()], "byline.in_author_note");
        sheet.share(at, "byline", "byline.in_author_note", name);
    }
}

fn date_or_author(sheet: &mut Sheet, at: usize, line: &str, today: Option<Date>) -> bool {
    if let Some(found) = read_line(line).filter(|found| found.consumed == line.len() && found.value.is_some()) {
        match take_date(sheet, &found, today) {
            (ReceiptKind::Recognised, what, "published.date_line") => {
                sheet.recognise(at, what, "published.date_at_end")
            }
            // A rule that warns says more than the place does.
            (ReceiptKind::Recognised, what, rule) => sheet.recognise(at, what, rule),
            (_, what, rule) => sheet.set_aside(at, what, rule),
        }
        return true;
    }
    // "Jane Doe" and a place below it in the same block: the upper line is the name.
    let small = line.chars().next().is_some_and(char::is_lowercase) && word_count(line) <= 8 && !ends_sentence(line);
    if (small || sheet.units[at].joint == Joint::Line)
        && at > 0
        && sheet.is_open(at - 1)
        && name_line(&sheet.units[at - 1].clean).is_some()
    {
        sheet.set_aside(at, "role", "role.below_name");
        return true;
    }
    if let Some(names) = name_line(line) {
        let words = line.trim_start_matches(['—', '–', '-', ' ']);
        // Below a list or a button a line in capitals is a topic.
        let below_body = at == 0 || sheet.is_open(at - 1) || matches!(sheet.what(at - 1), "divider" | "closing");
        if sheet.piece.byline.is_empty() && below_body {
            take_author(sheet, words, names, "byline.name_at_end");
            sheet.recognise(at, "byline", "byline.name_at_end");
            return true;
        }
        // Another name than the byline's may be the last line of a poem or a dedication: it stays.
        let same = names.iter().all(|n| sheet.piece.authors.iter().any(|a| fold(&a.name) == fold(n)));
        if same {
            sheet.set_aside(at, "signature", "signature.repeats_byline");
        }
        return same;
    }
    (by_line(line).is_some() || is_dateline(line)) && read_meta(sheet, at, today) || name_and_place(sheet, at, line)
}

/// "— Jane Doe, Upper Town" as the last line.
fn name_and_place(sheet: &mut Sheet, at: usize, line: &str) -> bool {
    let words = line.trim_start_matches(['—', '–', '-', ' ']);
    // "Jane Doe. Upper Town" stands below letters.
    let cut = words.split_once(',').filter(|(name, _)| is_name(name));
    let cut = cut.or_else(|| words.split_once(". ").filter(|(name, place)| is_name(name) && is_title_case(place)));
    let Some((name, place)) = cut else { return false };
    let fits = sheet.piece.byline.is_empty()
        && word_count(place) <= 5
        && !ends_sentence(line)
        && sheet.units[at].raw.trim() == line;
    if fits {
        take_author(sheet, name, vec![name.to_owned()], "byline.name_at_end");
        let cut = line.len() - place.len();
        sheet.recognise_part(at, "byline", "byline.name_at_end", &line[..cut]);
        sheet.set_part_aside(at, "role", "role.behind_byline", place);
    }
    fits
}
