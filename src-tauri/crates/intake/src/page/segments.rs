//! Lines of the head that hold several things: "Jane Doe | 24 April 2024 · 5 min read", "Lantern | Opinion".

use super::byline::{by_line, name_line};
use super::kicker::is_kicker;
use super::masthead::name_score;
use super::meta::{Piece, author, date, take_author};
use super::names::leading_names;
use super::noise::judge;
use super::sheet::Sheet;
use crate::dates::read_line;
use crate::text::{ends_sentence, word_count};
use jiff::civil::Date;
use model::ReceiptKind;

/// A line cut by bars or dots: "Jane Doe | 24 April 2024 · 5 min read".
pub(super) fn segments(sheet: &mut Sheet, at: usize, line: &str, today: Option<Date>, pieces: &mut Vec<Piece>) -> bool {
    let cuts = cut(line);
    if cuts.len() < 2 || cuts.len() > 8 {
        return false;
    }
    let text = |(start, end): (usize, usize)| &line[start..end];
    let full_date = |s: &str| read_line(s).is_some_and(|d| d.consumed == s.len());
    let sure = |s: &str| full_date(s) || by_line(s).is_some() || judge(s).is_some_and(|v| v.0 == "read_time");
    if !cuts.iter().any(|c| sure(text(*c))) {
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
        } else {
            (ReceiptKind::SetAside, "meta", "meta.beside_date")
        };
        pieces.push(Piece { start, end, kind, what, rule });
    }
    true
}

/// "Jane Doe 24 April 2024": a name and a date with nothing between them.
pub(super) fn name_and_date(sheet: &mut Sheet, line: &str, today: Option<Date>, pieces: &mut Vec<Piece>) -> bool {
    let Some((end, names)) = leading_names(line) else { return false };
    let rest = line[end..].trim_start_matches([',', ' ']);
    if read_line(rest).is_none_or(|found| found.consumed < rest.len()) {
        return false;
    }
    let (kind, what, rule) = take_author(sheet, &line[..end], names, "byline.name_beside_date");
    let start = line.len() - rest.len();
    pieces.push(Piece { start: 0, end: start, kind, what, rule });
    date(sheet, line, start, today, pieces)
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
