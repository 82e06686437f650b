//! Lines of the head that hold several things: "Jane Doe | 24 April 2024 · 5 min read", "Lantern | Opinion".

use super::byline::{by_line, name_line};
use super::kicker::is_kicker;
use super::masthead::name_score;
use super::meta::{Piece, author, date, is_address, take_author};
use super::names::{has_role_word, leading_names};
use super::noise::judge;
use super::sheet::Sheet;
use crate::dates::{is_label, read_line};
use crate::text::{ends_sentence, fold, is_title_case, word_count};
use jiff::civil::Date;
use model::ReceiptKind;

/// A line cut by bars or dots: "Jane Doe | 24 April 2024 · 5 min read".
pub(super) fn segments(sheet: &mut Sheet, at: usize, line: &str, today: Option<Date>, pieces: &mut Vec<Piece>) -> bool {
    let cuts = with_labels(line, cut(line));
    if cuts.len() < 2 || cuts.len() > 8 {
        return false;
    }
    let text = |(start, end): (usize, usize)| &line[start..end];
    let full_date = |s: &str| read_line(s).is_some_and(|d| d.consumed == s.len());
    let sure = |s: &str| full_date(s) || by_line(s).is_some() || judge(s).is_some_and(|v| v.0 == "read_time");
    // "Jane Doe | Contributor", "JANE DOE | COMMENT".
    let posted = name_line(text(cuts[0])).is_some()
        && cuts[1..].iter().all(|c| {
            let words = text(*c);
            is_kicker(words)
                || judge(words).is_some()
                || has_role_word(words) && word_count(words) <= 5 && !ends_sentence(words)
        });
    // "Columnist|Follow" below the name.
    let buttons = !sheet.piece.byline.is_empty()
        && cuts.iter().all(|c| judge(text(*c)).is_some() || has_role_word(text(*c)) && word_count(text(*c)) <= 3);
    if buttons && !posted && !cuts.iter().any(|c| sure(text(*c))) {
        let (kind, what, rule) = (ReceiptKind::SetAside, "role", "role.and_buttons");
        pieces.push(Piece { start: 0, end: line.len(), kind, what, rule });
        return true;
    }
    if !posted && !cuts.iter().any(|c| sure(text(*c))) {
        return false;
    }
    let unknown = |s: &str| !sure(s) && judge(s).is_none() && name_line(s).is_none() && !is_kicker(s);
    if cuts.iter().any(|c| unknown(text(*c)) && (word_count(text(*c)) > 6 || ends_sentence(text(*c)))) {
        return false;
    }
    for (start, end) in cuts {
        let words = &line[start..end];
        let mut inner = Vec::new();
        if date(sheet, words, 0, today, &mut inner) || author(sheet, words, 0, today, &mut inner) {
            pieces.extend(inner.into_iter().map(|p| Piece { start: p.start + start, end: p.end + start, ..p }));
            continue;
        }
        let (kind, what, rule) = if let Some((what, rule)) = judge(words) {
            (ReceiptKind::SetAside, what, rule)
        } else if is_kicker(words) && sheet.piece.kicker.is_empty() {
            sheet.piece.kicker = words.to_owned();
            (ReceiptKind::Recognised, "kicker", "kicker.section_word")
        } else if let Some(names) = name_line(words) {
            take_author(sheet, words, names, "byline.name_beside_date")
        } else if sheet.piece.outlet.name.is_empty() && name_score(sheet, at, words) >= 8 {
            sheet.piece.outlet.name = words.to_owned();
            (ReceiptKind::Recognised, "outlet", "outlet.beside_date")
        } else if posted {
            (ReceiptKind::SetAside, "role", "role.behind_byline")
        } else {
            (ReceiptKind::SetAside, "meta", "meta.beside_date")
        };
        pieces.push(Piece { start, end, kind, what, rule });
    }
    true
}

/// "Jane Doe 24 April 2024", "Jane Doe Published 24 April 2024": a name and a date with nothing between them.
pub(super) fn name_and_date(sheet: &mut Sheet, line: &str, today: Option<Date>, pieces: &mut Vec<Piece>) -> bool {
    let Some((end, names)) = leading_names(line) else { return false };
    let rest = line[end..].trim_start_matches([',', ' ']);
    let start = line.len() - rest.len();
    let (before, mut later) = (sheet.piece.clone(), Vec::new());
    let (kind, what, rule) = take_author(sheet, &line[..end], names, "byline.name_beside_date");
    if rest.is_empty() || !date(sheet, line, start, today, &mut later) {
        sheet.piece = before;
        return false;
    }
    pieces.push(Piece { start: 0, end: start, kind, what, rule });
    pieces.append(&mut later);
    true
}

/// "Jane Doe @janedoe", "Jane Doe for The Bay Post", "From Jane Doe, Upper Town" under "Letters": a name and what belongs to it.
pub(super) fn name_and_more(sheet: &mut Sheet, at: usize, line: &str, pieces: &mut Vec<Piece>) -> bool {
    let letters = LETTERS.contains(&fold(&sheet.piece.kicker).as_str());
    let from = if line.starts_with("From ") { 5 } else { 0 };
    let Some((mut end, mut names)) = leading_names(&line[from..]).filter(|_| at > 0) else { return false };
    // A place behind the comma has the shape of a second name.
    if from > 0 {
        names.truncate(1);
        end = names.first().map_or(end, String::len);
    }
    let end = from + end;
    let rest = &line[end..];
    let words = rest.trim_start_matches([' ', ',']);
    let paper = words
        .strip_prefix("for ")
        .is_some_and(|name| is_title_case(name) && word_count(name) <= 6 && !ends_sentence(name));
    let place = from > 0 && letters && rest.starts_with(',') && word_count(words) <= 10 && !ends_sentence(words);
    let fits = is_address(words) || paper && from == 0 || place || from > 0 && words.is_empty();
    if !fits || !sheet.piece.byline.is_empty() || names.iter().any(|name| !name.contains(' ')) {
        return false;
    }
    let (kind, what, rule) = take_author(sheet, &line[from..end], names, "byline.name_and_more");
    let start = line.len() - words.len();
    pieces.push(Piece { start: 0, end: start, kind, what, rule });
    if !words.is_empty() {
        let (what, rule) =
            if is_address(words) { ("meta", "meta.behind_byline") } else { ("role", "role.behind_byline") };
        pieces.push(Piece { start, end: line.len(), kind: ReceiptKind::SetAside, what, rule });
    }
    true
}

/// Kickers above letters from readers.
const LETTERS: &[&str] = &["letter", "letters", "letters to the editor", "readers' letters"];

/// "Updated - 24 April 2024": what a date is called belongs to it.
fn with_labels(line: &str, cuts: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (start, end) in cuts {
        match joined.last_mut() {
            Some(last) if is_label(&line[last.0..last.1]) && read_line(&line[last.0..end]).is_some() => last.1 = end,
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// The places of the stretches between bars, dots and spaced dashes.
fn cut(line: &str) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let piece = &line[start..end];
        let from = start + piece.len() - piece.trim_start().len();
        if !piece.trim().is_empty() {
            cuts.push((from, from + piece.trim().len()));
        }
    };
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let spaced = line[..at].ends_with(' ') && line[end..].starts_with(' ');
        if matches!(c, '|' | '·' | '•' | '∙') || (spaced && matches!(c, '-' | '–' | '—' | '/')) {
            push(start, at);
            start = end;
        }
    }
    push(start, line.len());
    cuts
}

/// "Lantern | Opinion" with the headline further down.
pub(super) fn outlet_and_kicker(sheet: &mut Sheet, at: usize, line: &str, pieces: &mut Vec<Piece>) -> bool {
    let Some((name, section)) = line.split_once(" | ") else { return false };
    let free = sheet.piece.outlet.name.is_empty() && sheet.piece.kicker.is_empty();
    let headline =
        (at + 1..sheet.len().min(at + 6)).any(|n| sheet.is_open(n) && word_count(&sheet.units[n].clean) >= 3);
    if !free || word_count(name) > 2 || !is_kicker(section) || name_score(sheet, at, name) < 2 || !headline {
        return false;
    }
    (sheet.piece.outlet.name, sheet.piece.kicker) = (name.trim().to_owned(), section.trim().to_owned());
    let (end, kind) = (name.len(), ReceiptKind::Recognised);
    pieces.push(Piece { start: 0, end, kind, what: "outlet", rule: "outlet.beside_kicker" });
    pieces.push(Piece { start: end + 3, end: line.len(), kind, what: "kicker", rule: "kicker.beside_outlet" });
    true
}
