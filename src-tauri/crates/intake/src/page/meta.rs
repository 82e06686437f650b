//! Lines above the body that say when, by whom and under which section.

use super::byline::{ByLine, by_line, name_line};
use super::clutter::{is_relative_date, labelled_date};
use super::kicker::is_kicker;
use super::names::has_role_word;
use super::noise::judge;
use super::segments::{name_and_date, name_and_more, outlet_and_kicker, segments};
use super::sheet::Sheet;
use crate::dates::{DateLine, Label, read_line};
use crate::text::{ends_sentence, is_title_case, word_count};
use jiff::civil::Date;
use model::{Author, ReceiptKind};

/// One stretch of a line and what it is.
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub kind: ReceiptKind,
    pub what: &'static str,
    pub rule: &'static str,
}

/// Reads a line of the head; true when the whole line is a date, a byline, a kicker or several of them.
pub(super) fn read_meta(sheet: &mut Sheet, at: usize, today: Option<Date>) -> bool {
    let line = sheet.units[at].clean.clone();
    if line.is_empty() || line.len() > 300 {
        return false;
    }
    if is_kicker(&line) {
        kicker(sheet, at, &line);
        return true;
    }
    let mut pieces = Vec::new();
    if outlet_and_kicker(sheet, at, &line, &mut pieces) {
        write(sheet, at, &line, pieces);
        return true;
    }
    let whole = date(sheet, &line, 0, today, &mut pieces)
        || labelled(sheet, &line, today, &mut pieces)
        || segments(sheet, at, &line, today, &mut pieces)
        || author(sheet, &line, 0, today, &mut pieces)
        || name_and_date(sheet, &line, today, &mut pieces)
        || name_and_more(sheet, at, &line, &mut pieces);
    if whole {
        write(sheet, at, &line, pieces);
    }
    whole
}

fn kicker(sheet: &mut Sheet, at: usize, line: &str) {
    if sheet.piece.kicker.is_empty() {
        sheet.piece.kicker = line.trim_end_matches([':', ' ', '|', '.']).to_owned();
        sheet.recognise(at, "kicker", "kicker.section_word");
    } else {
        sheet.set_aside(at, "section", "section.second_kicker");
    }
}

/// Writes the decisions.
fn write(sheet: &mut Sheet, at: usize, line: &str, mut pieces: Vec<Piece>) {
    let raw = sheet.units[at].raw;
    pieces.sort_by_key(|piece| piece.start);
    let texts = source_texts(raw, line, &pieces);
    for (n, piece) in pieces.iter().enumerate() {
        let text = match &texts {
            Some(texts) => texts[n],
            // Marks run across the parts: the first entry keeps the whole line for all of them.
            None if n == 0 => raw,
            None => {
                sheet.share_line(at, piece.what, piece.rule);
                continue;
            }
        };
        match piece.kind {
            ReceiptKind::Recognised => sheet.recognise_part(at, piece.what, piece.rule, text),
            _ => sheet.set_part_aside(at, piece.what, piece.rule, text),
        }
    }
}

/// The words of each part as they stand in the source, Markdown marks between them with the part before.
fn source_texts<'a>(raw: &'a str, line: &'a str, pieces: &[Piece]) -> Option<Vec<&'a str>> {
    let words = |piece: &Piece| &line[piece.start..piece.end];
    if raw.split_whitespace().eq(line.split_whitespace()) {
        return Some(pieces.iter().map(words).collect());
    }
    let (mut starts, mut from) = (vec![0], 0);
    for (n, piece) in pieces.iter().enumerate() {
        let found = from + raw[from..].find(words(piece))?;
        if n > 0 {
            starts.push(found);
        }
        from = found + words(piece).len();
    }
    starts.push(raw.len());
    Some(starts.windows(2).map(|pair| &raw[pair[0]..pair[1]]).collect())
}

/// Takes a date for the piece, or says that it is another date. Gives what it is and the rule.
pub(super) fn take_date(
    sheet: &mut Sheet,
    found: &DateLine,
    today: Option<Date>,
) -> (ReceiptKind, &'static str, &'static str) {
    if found.label == Label::Modified {
        return (ReceiptKind::SetAside, "modified_date", "modified_date.line");
    }
    let published = &mut sheet.piece.published;
    if published.printed.is_some() {
        return (ReceiptKind::SetAside, "other_date", "other_date.line");
    }
    published.printed = Some(found.printed.clone());
    published.value = found.value.clone();
    let mut rule = found.rule;
    if found.value.is_none() {
        rule = "published.no_year";
        if let Some(date) = today.and_then(|today| last_such_day(found.month_day, today)) {
            (published.value, rule) = (Some(date.to_string()), "published.year_from_today");
        }
    }
    (ReceiptKind::Recognised, "published", rule)
}

/// The last day with this month and day that is not after today.
fn last_such_day((month, day): (i8, i8), today: Date) -> Option<Date> {
    (0..5).filter_map(|back| Date::new(today.year() - back, month, day).ok()).find(|date| *date <= today)
}

/// "From magazine issue: 9 August 2025".
fn labelled(sheet: &mut Sheet, line: &str, today: Option<Date>, pieces: &mut Vec<Piece>) -> bool {
    let Some(found) = labelled_date(line).and_then(|from| read_line(&line[from..])) else { return false };
    let (kind, what, rule) = take_date(sheet, &found, today);
    pieces.push(Piece { start: 0, end: line.len(), kind, what, rule });
    true
}

/// What may stand behind a date besides another date: when the page was changed, or which paper this is.
fn behind_date(rest: &str) -> Option<(&'static str, &'static str)> {
    let words = rest.trim_matches([',', '|', '·', '(', ')', ' ', '/', '•', '-', '–', '—']);
    let paper = rest.starts_with([',', '|', ' '])
        && rest.trim_start().starts_with([',', '|', '/', '-', '–', '—'])
        && word_count(words) <= 5
        && is_title_case(words)
        && !ends_sentence(words);
    let handle = words.strip_prefix("by ").is_some_and(|name| word_count(name) == 1 && !ends_sentence(name));
    if is_relative_date(words) {
        Some(("modified_date", "modified_date.relative"))
    } else if is_source(words) {
        Some(("article_source", "article_source.behind_date"))
    } else if by_line(words).is_none() && (handle || paper && name_line(words).is_none()) {
        Some(("meta", "meta.behind_date"))
    } else {
        judge(words).filter(|(what, _)| matches!(*what, "read_time" | "comments" | "share_line"))
    }
}

/// "来源：江口日报": which paper had the piece first.
fn is_source(words: &str) -> bool {
    let label = words.split([':', '：']).next().unwrap_or_default().trim();
    let sources = [
        "来源",
        "來源",
        "출처",
        "source",
        "quelle",
        "fuente",
        "fonte",
        "źródło",
        "источник",
        "джерело",
        "bron",
        "källa",
    ];
    label.len() < words.len() && word_count(words) <= 8 && sources.contains(&label.to_lowercase().as_str())
}

pub(super) fn date(sheet: &mut Sheet, line: &str, from: usize, today: Option<Date>, pieces: &mut Vec<Piece>) -> bool {
    let Some(found) = read_line(&line[from..]) else { return false };
    let mut end = from + found.consumed;
    let rest = &line[end..];
    if rest.trim().is_empty() {
        let (kind, what, rule) = take_date(sheet, &found, today);
        pieces.push(Piece { start: from, end, kind, what, rule });
        return true;
    }
    // "The" of a name is a small word inside dates as well: the name begins where the printed date ends.
    let printed = line[from..].find(&found.printed).map_or(end, |at| from + at + found.printed.len());
    if let Some((other, why)) = behind_date(&line[printed..]) {
        let (kind, what, rule) = take_date(sheet, &found, today);
        pieces.push(Piece { start: from, end: printed, kind, what, rule });
        pieces.push(Piece { start: printed, end: line.len(), kind: ReceiptKind::SetAside, what: other, rule: why });
        return true;
    }
    // Behind a date only another date or the author may stand in the same line: "Publié le …, modifié le …".
    let bare = rest.trim_start_matches([',', ';', '(', ' ']);
    if read_line(bare).is_some_and(|found| found.label != Label::None) {
        end = line.len() - bare.len();
    }
    let (before, mut later) = (sheet.piece.clone(), Vec::new());
    let (kind, what, rule) = take_date(sheet, &found, today);
    if date(sheet, line, end, today, &mut later) || author(sheet, line, end, today, &mut later) {
        pieces.push(Piece { start: from, end, kind, what, rule });
        pieces.append(&mut later);
        return true;
    }
    sheet.piece = before;
    false
}

pub(super) fn author(sheet: &mut Sheet, line: &str, from: usize, today: Option<Date>, pieces: &mut Vec<Piece>) -> bool {
    let Some(ByLine { end, names, start }) = by_line(&line[from..]) else { return false };
    let (start, end) = (from + start, from + end);
    let rest = &line[end..];
    let behind =
        end + rest.len() - rest.trim_start_matches([' ', ',', '|', '·', '•', '∙', '–', '—', '-', '.', ';', '）']).len();
    let before = sheet.piece.clone();
    let (kind, what, rule) = take_author(sheet, &line[start..end], names, "byline.by_line");
    pieces.push(Piece { start: from, end: behind, kind, what, rule });
    let tail = &line[behind..];
    if tail.is_empty() || date(sheet, line, behind, today, pieces) {
        return true;
    }
    if let Some((what, rule)) = judge(tail) {
        pieces.push(Piece { start: behind, end: line.len(), kind: ReceiptKind::SetAside, what, rule });
        return true;
    }
    // A role follows a comma, a dash or a bracket; other words make the line a sentence.
    let bracket = rest.trim_start().starts_with('(') && tail.ends_with(')');
    let marked = behind > end + 1
        || bracket
        || is_address(tail)
        || rest.starts_with([',', '('])
        || word_count(tail) <= 5 && has_role_word(tail) && !ends_sentence(tail);
    let place = word_count(tail) <= 6
        && ["for ", "in ", "at ", "of ", "special to ", "and ", "aus ", "à ", "en "]
            .iter()
            .any(|w| tail.to_lowercase().starts_with(w));
    if (marked || place) && word_count(tail) <= 40 && !(place && ends_sentence(tail)) {
        let role = what == "byline"
            && !is_address(tail)
            && (place || bracket || rest.starts_with([',', '(']) || has_role_word(tail));
        let (what, rule) = if role { ("role", "role.behind_byline") } else { ("meta", "meta.behind_byline") };
        pieces.push(Piece { start: behind, end: line.len(), kind: ReceiptKind::SetAside, what, rule });
        return true;
    }
    sheet.piece = before;
    pieces.clear();
    false
}

/// "jdoe@post.example", "@janedoe": where the author can be reached, in one word.
pub(super) fn is_address(words: &str) -> bool {
    word_count(words) == 1 && words.contains('@') && words.len() > 2
}

/// Takes names as the byline, or says that they repeat it.
pub(super) fn take_author(
    sheet: &mut Sheet,
    words: &str,
    names: Vec<String>,
    rule: &'static str,
) -> (ReceiptKind, &'static str, &'static str) {
    if !sheet.piece.byline.is_empty() {
        return (ReceiptKind::SetAside, "signature", "signature.second_byline");
    }
    sheet.piece.byline = words.trim().to_owned();
    sheet.piece.authors = names.into_iter().map(|name| Author { name, role: None }).collect();
    (ReceiptKind::Recognised, "byline", rule)
}
