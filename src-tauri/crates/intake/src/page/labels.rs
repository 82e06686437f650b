//! An author over several lines: "By" above a name, "and" between two, the same name once more.

use super::byline::{is_marker, name_line};
use super::names::has_role_word;
use super::place::add_author;
use super::sheet::Sheet;
use crate::text::{ends_sentence, fold, word_count};

/// Takes "By" in a line of its own, the name below it, and further names behind "and"; false when there is no such label.
pub(super) fn take_labelled_author(sheet: &mut Sheet, at: usize) -> bool {
    let Some(below) = next_open(sheet, at) else { return false };
    if !is_label(&sheet.units[at].clean) || !is_author(sheet, below) {
        return false;
    }
    sheet.set_aside(at, "label", "byline.label");
    // Below "Authors" every name has its post in the line below.
    if is_plural(&sheet.units[at].clean) && sheet.piece.byline.is_empty() {
        take_pairs(sheet, below);
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

/// Names from a unit on, each in a line of its own, and below each the post of that person.
fn take_pairs(sheet: &mut Sheet, from: usize) {
    let mut at = from;
    while at < sheet.len() && sheet.is_open(at) && is_author(sheet, at) {
        take(sheet, at);
        at += 1;
        let post = at < sheet.len() && sheet.is_open(at) && !is_author(sheet, at) && {
            let line = &sheet.units[at].clean;
            has_role_word(line) && word_count(line) <= 20 && !ends_sentence(line)
        };
        if post {
            sheet.set_aside(at, "role", "role.below_byline");
            at += 1;
        }
    }
}

/// "and" in a line and a name below it, or ", Jane Doe", behind the name in the unit `at`.
pub(super) fn take_more(sheet: &mut Sheet, at: usize) {
    const AND: &[&str] = &["and", "und", "et", "y", "e", "i", "и", "та", "і", "en", "och", "og", "ja", "και"];
    let mut at = at;
    while let Some(below) = next_open(sheet, at) {
        let line = sheet.units[below].clean.clone();
        let name = next_open(sheet, below).filter(|&n| is_author(sheet, n));
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
    let (name, post) = name_and_post(&line);
    add_author(sheet, name, name_line(name).unwrap_or_default(), "byline.below_label");
    // Marks inside the line would belong to neither part: then the byline keeps it whole.
    if sheet.units[at].raw.trim() == line {
        sheet.recognise_part(at, "byline", "byline.below_label", name);
        if !post.is_empty() {
            sheet.set_part_aside(at, "role", "role.behind_byline", post);
        }
    } else {
        sheet.recognise(at, "byline", "byline.below_label");
    }
}

/// "Jane Doe (lawyer)": the name, and the bracket behind it.
fn name_and_post(line: &str) -> (&str, &str) {
    match line.find(" (").filter(|_| line.ends_with(')')) {
        Some(at) => (&line[..at], &line[at + 1..]),
        None => (line, ""),
    }
}

fn is_author(sheet: &Sheet, at: usize) -> bool {
    name_line(name_and_post(&sheet.units[at].clean).0).is_some()
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
    let named = next_open(sheet, at).is_some_and(|n| is_author(sheet, n));
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
