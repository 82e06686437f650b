//! An author over several lines: "By" above a name, "and" between two, the same name once more.

use super::byline::{is_marker, name_line};
use super::place::add_author;
use super::sheet::Sheet;
use crate::text::{fold, word_count};

/// Takes "By" in a line of its own, the name below it, and further names behind "and"; false when there is no such label.
pub(super) fn take_labelled_author(sheet: &mut Sheet, at: usize) -> bool {
    let Some(below) = next_open(sheet, at) else { return false };
    if !is_label(&sheet.units[at].clean) || name_line(&sheet.units[below].clean).is_none() {
        return false;
    }
    sheet.set_aside(at, "label", "byline.label");
    // Below "Authors" every name has its post: the roles of those lines are weighed together.
    if is_plural(&sheet.units[at].clean) {
        return true;
    }
    if sheet.piece.byline.is_empty() {
        take(sheet, below);
        take_more(sheet, below);
    } else {
        sheet.set_aside(below, "signature", "signature.second_byline");
    }
    true
}

/// "and" in a line and a name below it, or ", Jane Doe", behind the name in the unit `at`.
pub(super) fn take_more(sheet: &mut Sheet, at: usize) {
    const AND: &[&str] = &["and", "und", "et", "y", "e", "i", "и", "та", "і", "en", "och", "og", "ja", "και"];
    let mut at = at;
    while let Some(below) = next_open(sheet, at) {
        let line = sheet.units[below].clean.clone();
        let name = next_open(sheet, below).filter(|&n| name_line(&sheet.units[n].clean).is_some());
        if let Some(name) = name.filter(|_| AND.contains(&line.to_lowercase().as_str())) {
            sheet.set_aside(below, "label", "byline.and");
            take(sheet, name);
            at = name;
        } else if let Some(rest) = line.strip_prefix(',').filter(|rest| name_line(rest.trim()).is_some()) {
            let names = name_line(rest.trim()).unwrap_or_default();
            add_author(sheet, rest.trim(), names, "byline.below_label");
            sheet.recognise(below, "byline", "byline.below_label");
            at = below;
        } else {
            return;
        }
    }
}

fn take(sheet: &mut Sheet, at: usize) {
    let line = sheet.units[at].clean.clone();
    add_author(sheet, &line, name_line(&line).unwrap_or_default(), "byline.below_label");
    sheet.recognise(at, "byline", "byline.below_label");
}

/// The next unit of which nothing was decided, when no more than one stands between.
fn next_open(sheet: &Sheet, at: usize) -> Option<usize> {
    (at + 1..sheet.len().min(at + 3)).find(|&n| sheet.is_open(n))
}

/// "Authors", "Written by", "Ein Kommentar von" in a line of its own.
fn is_label(line: &str) -> bool {
    word_count(line) <= 4 && (is_plural(line) || is_marker(line))
}

/// "Ein Gastbeitrag von" with no name below it.
pub(super) fn is_bare_marker(sheet: &Sheet, at: usize) -> bool {
    let line = &sheet.units[at].clean;
    let named = next_open(sheet, at).is_some_and(|n| name_line(&sheet.units[n].clean).is_some());
    !named
        && is_marker(line)
        && (word_count(line) >= 2 || matches!(fold(line).as_str(), "by" | "von" | "par" | "por" | "di"))
}

fn is_plural(line: &str) -> bool {
    matches!(fold(line).as_str(), "authors" | "autoren" | "auteurs" | "autores" | "autori" | "автори" | "авторы")
}

/// Whether a name stands alone in a line and names no one but who was named above.
pub(super) fn repeats_name(sheet: &Sheet, at: usize, above: &[usize]) -> bool {
    let line = &sheet.units[at].clean;
    let Some(names) = name_line(line) else { return false };
    let known = |name: &String| sheet.piece.authors.iter().any(|author| fold(&author.name) == fold(name));
    !names.is_empty() && names.iter().all(known) || above.iter().any(|&n| fold(&sheet.units[n].clean) == fold(line))
}
