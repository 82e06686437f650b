//! Runs of lines that only make sense together: navigation bars, lists of other pieces, notes behind "ENDS".

use super::blocks::Joint;
use super::furniture;
use super::kicker::is_kicker;
use super::lexicon::{LIST_HEADINGS, NAVIGATION};
use super::phrases;
use super::sheet::Sheet;
use crate::text::{ends_sentence, fold, word_count};

/// How far from the top and from the end navigation is looked for, in units.
const REACH: usize = 60;

/// Sets aside navigation: three or more of its words in one line or in a row.
pub(super) fn set_navigation_aside(sheet: &mut Sheet) {
    let far = sheet.len().saturating_sub(REACH);
    // Between two paragraphs of the piece stand subheads.
    let prose = |at: usize| {
        let line = &sheet.units[at].clean;
        sheet.is_open(at) && ends_sentence(line) && word_count(line) >= 15
    };
    let first = (0..sheet.len().min(REACH)).find(|&at| prose(at)).unwrap_or(sheet.len());
    let last = (far..sheet.len()).rev().find(|&at| prose(at)).unwrap_or(0);
    let places: Vec<usize> =
        (0..sheet.len()).filter(|&at| (at < REACH || at >= far) && !(first < at && at < last)).collect();
    let mut run: Vec<usize> = Vec::new();
    for &at in &places {
        if sheet.is_open(at) && is_bar(&sheet.units[at].clean) {
            sheet.set_aside(at, "navigation", "navigation.bar");
        } else if sheet.is_open(at) && is_breadcrumb(&sheet.units[at].clean) {
            sheet.set_aside(at, "navigation", "navigation.breadcrumb");
        } else if sheet.is_open(at) && is_item(&sheet.units[at].clean) {
            run.push(at);
            continue;
        } else if !sheet.is_open(at) && matches!(sheet.what(at), "navigation" | "cookie" | "subscribe") {
            continue;
        }
        close_run(sheet, &mut run);
    }
    close_run(sheet, &mut run);
}

fn close_run(sheet: &mut Sheet, run: &mut Vec<usize>) {
    // The last word of the bar may be the kicker of the piece below it: it stands in a block of its own.
    if let Some(&last) = run.last() {
        let twice = run.iter().any(|&at| at != last && sheet.units[at].clean == sheet.units[last].clean);
        let own = (twice || sheet.units[last].joint == Joint::Blank) && run.len() > 1 && last + 1 < sheet.len();
        if own && is_kicker(&sheet.units[last].clean) {
            run.pop();
        }
    }
    if run.len() >= 3 {
        for &at in run.iter() {
            sheet.set_aside(at, "navigation", "navigation.run");
        }
    }
    run.clear();
}

fn is_item(line: &str) -> bool {
    const FOOTER: &[&str] = &[
        "terms of use",
        "terms of service",
        "terms",
        "privacy policy",
        "privacy",
        "contact us",
        "about us",
        "cookie policy",
        "help",
    ];
    let folded = fold(line);
    NAVIGATION.contains(&folded.as_str()) || FOOTER.contains(&folded.as_str())
}

fn is_bar(line: &str) -> bool {
    if line.is_empty() || line.len() > 300 || ends_sentence(line) {
        return false;
    }
    let marks = |c: char| matches!(c, '|' | '·' | '•' | '>' | '›' | '»' | '/' | ',');
    let parts: Vec<&str> = line.split(marks).map(str::trim).filter(|p| !p.is_empty()).collect();
    let known = parts.iter().filter(|p| is_item(p)).count();
    let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || marks(c)).filter(|w| !w.is_empty()).collect();
    (parts.len() >= 3 && known * 3 >= parts.len() * 2) || (words.len() >= 3 && words.iter().all(|w| is_item(w)))
}

/// "News / Opinion / Columns / A headline", "The Gazette > Opinion": the way from the front page to this one.
fn is_breadcrumb(line: &str) -> bool {
    if line.is_empty() || line.len() > 300 || ends_sentence(line) {
        return false;
    }
    let known = |part: &str| is_item(part) || is_kicker(part);
    let arrows: Vec<&str> = line.split(['>', '›', '»']).map(str::trim).collect();
    let named = |parts: &[&str]| parts.iter().all(|part| !part.is_empty() && word_count(part) <= 30);
    let outlet =
        arrows.len() == 2 && named(&arrows) && is_kicker(arrows[1]) && !known(arrows[0]) && word_count(arrows[0]) <= 6;
    let path = arrows.len() >= 3 && named(&arrows) && arrows.iter().take(arrows.len() - 1).any(|part| known(part));
    let slashes: Vec<&str> = line.split(" / ").map(str::trim).collect();
    outlet || path || slashes.len() >= 3 && named(&slashes) && known(slashes[0]) && known(slashes[1])
}

/// Sets aside lists of other pieces: a heading such as "Most read" and the short lines below it.
pub(super) fn set_other_pieces_aside(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        let heading = is_heading(&sheet.units[at].clean);
        at += 1;
        if !heading {
            continue;
        }
        sheet.rename(at - 1, "related", "related.list");
        let same_block = at < sheet.len() && sheet.units[at].joint != Joint::Blank;
        let mut taken = 0;
        while at < sheet.len()
            && taken < 12
            && is_title(&sheet.units[at].clean)
            && (!same_block || sheet.units[at].joint != Joint::Blank)
        {
            sheet.set_aside(at, "related", "related.list");
            (at, taken) = (at + 1, taken + 1);
        }
    }
}

fn is_heading(line: &str) -> bool {
    let folded = if line.len() <= 80 { fold(line) } else { return false };
    // "Most viewed in National".
    let most = ["most viewed in ", "most read in "].iter().any(|w| folded.starts_with(w));
    most && word_count(line) <= 5
        || [LIST_HEADINGS, phrases::LIST_HEADINGS, furniture::LIST_HEADINGS]
            .iter()
            .any(|list| list.contains(&folded.as_str()))
}

/// A line that can be the title of another piece: short, and no sentence with a full stop.
fn is_title(line: &str) -> bool {
    // "Why not?" is a paragraph of the piece as often as a title.
    let exclaims = word_count(line) <= 3 && ends_sentence(line);
    let stop = ends_sentence(line) && !line.ends_with(['?', '!', '…', '’', '”', '»', ')']);
    !line.is_empty() && word_count(line) <= 18 && !stop && !exclaims && line.chars().count() <= 130
}

/// Sets aside what stands behind "ENDS" in a press release, the word included.
pub(super) fn set_press_notes_aside(sheet: &mut Sheet) {
    let from = sheet.len().saturating_sub(16).max(1);
    let ends = |line: &str| {
        matches!(line.trim_matches(['-', '–', '—', ' ', '*']), "ENDS" | "Ends" | "ends" | "END" | "###" | "30" | "ENDE")
    };
    let notes = |line: &str| {
        matches!(
            fold(line).as_str(),
            "notes to editors" | "note to editors" | "notes for editors" | "about us" | "editor's notes"
        )
    };
    let start = (from..sheet.len()).find(|&at| {
        let raw = sheet.units[at].raw.trim();
        // A bare number or word is no end; "- 30 -" and "ENDS" are.
        (ends(raw) && raw != "30" && raw != "ends") || notes(&sheet.units[at].clean)
    });
    for at in start.unwrap_or(sheet.len())..sheet.len() {
        sheet.set_aside(at, "press_notes", "press_notes.behind_ends");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_the_front_page_is_told_from_a_headline() {
        for line in ["The Lantern > Opinion", "News / Opinion / Columns / The lamp is out", "首页 > 评论 > 正文"]
        {
            assert!(is_breadcrumb(line), "{line}");
        }
        for line in ["Opinion > Cities", "Lamps > people", "Either / or", "The lamp is out"] {
            assert!(!is_breadcrumb(line), "{line}");
        }
    }
}
