//! Writes what was decided about the head into the piece.

use super::blocks::Joint;
use super::byline::{name_and_place, name_line};
use super::head::has_open;
use super::kicker::is_kicker;
use super::labels::take_more;
use super::meta::take_author;
use super::names::is_name;
use super::opening::is_dialogue;
use super::roles::{Candidate, Role, assign};
use super::says::named_at_end;
use super::sheet::Sheet;
use super::tail::name_from_note;
use crate::text::{ends_sentence, heading_level, word_count};

/// Takes a disclosure; a heading without words takes the paragraph below it as well.
pub(super) fn take_disclosure(sheet: &mut Sheet, at: usize) {
    let words = sheet.units[at].clean.clone();
    let below = (word_count(&words) <= 4).then(|| (at + 1..sheet.len()).find(|&n| sheet.is_open(n))).flatten();
    let below = below.filter(|&n| !sheet.units[n].clean.is_empty() && has_open(sheet, n + 1) | (n + 1 == sheet.len()));
    for n in [Some(at), below].into_iter().flatten() {
        let words = sheet.units[n].clean.clone();
        join(&mut sheet.piece.disclosure, &words);
        sheet.recognise(n, "disclosure", "disclosure.statement");
    }
}

pub(super) fn take_note(sheet: &mut Sheet, at: usize, rule: &'static str) {
    let words = sheet.units[at].clean.clone();
    join(&mut sheet.piece.author_note, &words);
    sheet.recognise(at, "author_note", rule);
}

fn join(field: &mut String, words: &str) {
    if !field.is_empty() {
        field.push(' ');
    }
    field.push_str(words);
}

/// Gives every candidate the role that fits the whole sequence best.
pub(super) fn place(sheet: &mut Sheet, candidates: &[Candidate], body: usize) {
    let roles = assign(sheet, candidates, body);
    for (candidate, (role, rule)) in candidates.iter().zip(roles.iter().copied()) {
        let at = candidate.at;
        if !sheet.is_open(at) {
            continue;
        }
        let line = sheet.units[at].clean.clone();
        match role {
            Role::Body => above_headline(sheet, at, &line, candidates, &roles),
            Role::Outlet => {
                sheet.piece.outlet.name = line;
                sheet.recognise(at, "outlet", rule);
            }
            Role::Tagline => {
                sheet.piece.outlet.tagline = line;
                sheet.recognise(at, "tagline", rule);
            }
            Role::Kicker => {
                sheet.piece.kicker = line.trim_end_matches([':', ' ']).to_owned();
                sheet.recognise(at, "kicker", rule);
            }
            Role::Post => sheet.set_aside(at, "role", rule),
            Role::Note => {
                name_from_note(sheet, at, &line);
                take_note(sheet, at, rule);
            }
            Role::Section => sheet.set_aside(at, "section", rule),
            Role::Headline => {
                let named = candidates
                    .iter()
                    .any(|c| c.at != at && author_bar(&line).is_some_and(|(_, name)| sheet.units[c.at].clean == name));
                headline(sheet, candidate, &line, rule, named);
                join_halves(sheet, at, candidates);
            }
            Role::Standfirst => standfirst(sheet, at, &line, rule),
            Role::Byline => {
                if let Some((name, place)) = name_and_place(&line).filter(|_| sheet.units[at].raw.trim() == line) {
                    add_author(sheet, name, vec![name.to_owned()], rule);
                    sheet.recognise_part(at, "byline", rule, &line[..line.len() - place.len()]);
                    sheet.set_part_aside(at, "role", "role.behind_byline", place);
                    continue;
                }
                let names = name_line(&line).unwrap_or_else(|| vec![line.clone()]);
                // The standfirst may have named the author already.
                if names.iter().all(|name| sheet.piece.authors.iter().any(|a| a.name == *name)) {
                    sheet.set_aside(at, "signature", "signature.second_byline");
                    continue;
                }
                add_author(sheet, &line, names, rule);
                sheet.recognise(at, "byline", rule);
                take_more(sheet, at);
            }
        }
    }
}

/// A few words above a headline that has its author or its date below: a button or the name of the paper, but no text.
fn above_headline(sheet: &mut Sheet, at: usize, line: &str, candidates: &[Candidate], roles: &[(Role, &'static str)]) {
    let headline = candidates.iter().zip(roles).find(|(_, (role, _))| *role == Role::Headline).map(|(c, _)| c.at);
    let Some(headline) = headline.filter(|&headline| headline > at) else { return };
    let end = sheet.len().min(headline + 8);
    let signed = (headline + 1..end).any(|n| matches!(sheet.what(n), "byline" | "published"))
        || candidates.iter().zip(roles).any(|(c, (role, _))| *role == Role::Byline && (headline..end).contains(&c.at));
    let title = &sheet.units[headline].clean;
    let short = word_count(line) <= 4 && word_count(title) >= 4 && !ends_sentence(line) && title.len() > line.len();
    if signed && short && !is_dialogue(line) && heading_level(sheet.units[at].raw.trim()) == 0 {
        sheet.set_aside(at, "meta", "meta.above_headline");
    }
}

/// "The boat is late.", and directly below it "The tide is not.": a headline of two sentences in two lines.
fn join_halves(sheet: &mut Sheet, at: usize, candidates: &[Candidate]) {
    let half = |n: usize| {
        let line = &sheet.units[n].clean;
        (2..=12).contains(&word_count(line)) && line.ends_with('.') && candidates.iter().any(|c| c.at == n)
    };
    let pair = |upper: usize| half(upper) && half(upper + 1) && sheet.units[upper + 1].joint == Joint::Line;
    let upper = [at.checked_sub(1), Some(at)].into_iter().flatten().find(|&n| n + 1 < sheet.len() && pair(n));
    let Some(upper) = upper.filter(|&n| sheet.is_open(if n == at { n + 1 } else { n })) else { return };
    let other = if upper == at { at + 1 } else { upper };
    sheet.piece.headline = format!("{} {}", sheet.units[upper].clean, sheet.units[upper + 1].clean);
    sheet.recognise(other, "headline", "headline.second_line");
}

/// The first author of the head, or one more below the first.
pub(super) fn add_author(sheet: &mut Sheet, line: &str, names: Vec<String>, rule: &'static str) {
    let before = std::mem::take(&mut sheet.piece.byline);
    let mut authors = std::mem::take(&mut sheet.piece.authors);
    take_author(sheet, line, names, rule);
    if !before.is_empty() {
        sheet.piece.byline = format!("{before}, {}", sheet.piece.byline);
        authors.append(&mut sheet.piece.authors);
        sheet.piece.authors = authors;
    }
}

/// "Headline | Opinion": where the headline ends.
fn trailing_kicker(line: &str) -> Option<usize> {
    let (left, kicker) = line.rsplit_once(" | ")?;
    (word_count(left) >= 3 && is_kicker(kicker)).then_some(left.len())
}

/// "Headline | Jane Doe": where the bar stands, and the name behind it.
fn author_bar(line: &str) -> Option<(usize, &str)> {
    let (left, name) = line.rsplit_once(" | ")?;
    name_line(name).map(|_| (left.len(), name))
}

/// "[Jane Doe] A headline": the name, and where the bracket ends.
fn bracketed_author(line: &str) -> Option<(&str, usize)> {
    let (name, rest) = line.strip_prefix('[')?.split_once(']')?;
    (is_name(name) && word_count(rest) >= 2).then_some((name, name.len() + 2))
}

fn headline(sheet: &mut Sheet, candidate: &Candidate, line: &str, rule: &'static str, named: bool) {
    let (at, from) = (candidate.at, candidate.from);
    let kicker = line[..from].trim_end_matches(|c: char| !c.is_alphanumeric()).trim_start();
    sheet.piece.headline = line[from..].to_owned();
    let raw = sheet.units[at].raw;
    let plain = raw.split_whitespace().eq(line.split_whitespace());
    match candidate.bar {
        Some(bar) if sheet.piece.kicker.is_empty() && plain => {
            sheet.piece.kicker = kicker.to_owned();
            sheet.recognise_part(at, "kicker", bar, &line[..from]);
            sheet.recognise_part(at, "headline", rule, &line[from..]);
        }
        Some(bar) if sheet.piece.kicker.is_empty() => {
            sheet.piece.kicker = kicker.to_owned();
            sheet.recognise(at, "headline", rule);
            sheet.share_line(at, "kicker", bar);
        }
        // There is a kicker already: the word before the bar stays with the headline.
        Some(_) => {
            sheet.piece.headline = line.to_owned();
            sheet.recognise(at, "headline", rule);
        }
        // "[Jane Doe] A headline".
        None if plain && sheet.piece.byline.is_empty() && bracketed_author(line).is_some() => {
            let (name, end) = bracketed_author(line).unwrap_or_default();
            sheet.piece.headline = line[end..].trim_start().to_owned();
            take_author(sheet, name, vec![name.to_owned()], "byline.before_headline");
            sheet.recognise_part(at, "byline", "byline.before_headline", &line[..end]);
            sheet.recognise_part(at, "headline", rule, &line[end..]);
        }
        // There is a kicker already: the one behind the bar says it again.
        None if plain && trailing_kicker(line).is_some() && !sheet.piece.kicker.is_empty() => {
            let end = trailing_kicker(line).unwrap_or(line.len());
            sheet.piece.headline = line[..end].to_owned();
            sheet.recognise_part(at, "headline", rule, &line[..end]);
            sheet.set_part_aside(at, "section", "section.behind_headline", &line[end + 3..]);
        }
        // "Headline | Opinion".
        None if plain && sheet.piece.kicker.is_empty() && trailing_kicker(line).is_some() => {
            let end = trailing_kicker(line).unwrap_or(line.len());
            sheet.piece.headline = line[..end].to_owned();
            sheet.piece.kicker = line[end + 3..].to_owned();
            sheet.recognise_part(at, "headline", rule, &line[..end]);
            sheet.recognise_part(at, "kicker", "kicker.behind_headline", &line[end + 3..]);
        }
        None => match author_bar(line).filter(|_| plain) {
            Some((end, name)) => {
                sheet.piece.headline = line[..end].to_owned();
                sheet.recognise_part(at, "headline", rule, &line[..end]);
                if named || !sheet.piece.byline.is_empty() {
                    sheet.set_part_aside(at, "signature", "signature.behind_headline", name);
                } else {
                    take_author(sheet, name, name_line(name).unwrap_or_default(), "byline.behind_headline");
                    sheet.recognise_part(at, "byline", "byline.behind_headline", name);
                }
            }
            None => sheet.recognise(at, "headline", rule),
        },
    }
}

fn standfirst(sheet: &mut Sheet, at: usize, line: &str, rule: &'static str) {
    sheet.piece.standfirst = line.to_owned();
    sheet.recognise(at, "standfirst", rule);
    if !sheet.piece.byline.is_empty() {
        return;
    }
    if let Some(found) = named_at_end(line) {
        let words = &line[found.start..found.end];
        take_author(sheet, words, found.names, "byline.in_standfirst");
        sheet.share(at, "byline", "byline.in_standfirst", words);
    }
}
