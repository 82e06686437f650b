//! Quotation marks and apostrophes.

use super::prose::Prose;
use super::{HouseEdit, HouseKind, HouseMarks};
use std::ops::Range;

/// Whether a mark is one of the double or of the single ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
}

/// The family of a character; none when it is no quotation mark.
pub(super) fn family(c: char) -> Option<Family> {
    match c {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => Some(Family::Double),
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' => Some(Family::Single),
        _ => None,
    }
}

/// Words that begin with an omitted letter.
const ELISIONS: [&str; 14] =
    ["tis", "twas", "twere", "twill", "em", "n", "til", "cause", "bout", "round", "cos", "ere", "neath", "gainst"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Opens,
    Closes,
    Either,
    Apostrophe,
}

#[derive(Clone, Debug)]
struct Mark {
    range: Range<usize>,
    family: Family,
    way: Way,
    /// Whether what stands before it ends a sentence or a part of one.
    after_stop: bool,
}

/// The marks that the house sets; none when those of the paragraph do not pair.
pub(super) fn set(prose: &Prose<'_>, marks: &HouseMarks) -> Option<Vec<HouseEdit>> {
    let found: Vec<Mark> = prose.chars().filter_map(|(at, c)| mark(prose, at, c)).collect();
    let depths = paired(&found)?;
    let mut edits = Vec::new();
    for (mark, depth) in found.iter().zip(depths) {
        let (insert, kind) = match depth {
            None => (marks.apostrophe(), HouseKind::Apostrophe),
            Some((depth, true)) => (if depth % 2 == 0 { &*marks.open } else { &*marks.open_inner }, HouseKind::Quote),
            Some((depth, false)) => {
                (if depth % 2 == 0 { &*marks.close } else { &*marks.close_inner }, HouseKind::Quote)
            }
        };
        // An apostrophe has no space of its own to swallow.
        let range = if depth.is_none() { bare(prose.text, &mark.range) } else { mark.range.clone() };
        if &prose.text[range.clone()] != insert {
            edits.push(HouseEdit { range, insert: insert.to_owned(), kind });
        }
    }
    Some(edits)
}

/// The mark of a range without the spaces that guillemets have.
fn bare(text: &str, range: &Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

fn mark(prose: &Prose<'_>, at: usize, c: char) -> Option<Mark> {
    let family = family(c)?;
    let end = at + c.len_utf8();
    let (mut before, mut behind) = (prose.before(at), prose.behind(end));
    let mut range = at..end;
    if matches!(c, '«' | '»' | '‹' | '›') {
        // Their inner space belongs to them, whichever side it is on.
        let space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
        let inner_behind = prose.text[end..].chars().next().filter(|c| space(*c));
        let inner_before = prose.text[..at].chars().next_back().filter(|c| space(*c));
        if let Some(gap) = inner_behind.filter(|gap| matches!(c, '«' | '‹') && (*gap != ' ' || is_start(before))) {
            range.end += gap.len_utf8();
            behind = prose.behind(range.end);
        } else if let Some(gap) = inner_before.filter(|gap| matches!(c, '»' | '›') && (*gap != ' ' || is_gap(behind)))
        {
            range.start -= gap.len_utf8();
            before = prose.before(range.start);
        }
    }
    let after_stop = before.is_some_and(|c| ".,!?…;:".contains(c));
    Some(Mark { range: range.clone(), family, way: way(prose, c, (before, behind), range.end), after_stop })
}

fn is_gap(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || ".,;:!?…)]}".contains(c))
}

fn is_start(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || "([{¿¡".contains(c))
}

fn way(prose: &Prose<'_>, c: char, (before, behind): (Option<char>, Option<char>), end: usize) -> Way {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let plain = matches!(c, '\'' | '’' | '‘' | '‛');
    if plain && letter(before) && letter(behind) {
        return Way::Apostrophe;
    }
    if plain && !letter(before) && is_elision(&prose.text[end..]) {
        return Way::Apostrophe;
    }
    let opening = |c: char| c.is_whitespace() || "([{¿¡—–/-".contains(c) || family(c).is_some();
    let closing = |c: char| c.is_whitespace() || ".,;:!?…)]}—–-/".contains(c) || family(c).is_some();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = before.is_none_or(opening) && !blank(behind);
    let closes = !blank(before) && behind.is_none_or(closing);
    match (opens, closes) {
        (true, false) => Way::Opens,
        (false, true) => Way::Closes,
        // Between two marks or dashes: its surroundings where they say more, else its form, else what is open.
        (true, true) if letter(behind) => Way::Opens,
        (true, true) if letter(before) || is_gap(behind) => Way::Closes,
        (true, true) if is_start(before) || matches!(c, '„' | '‚') => Way::Opens,
        (true, true) if matches!(c, '”' | '’') => Way::Closes,
        (true, true) => Way::Either,
        (false, false) => Way::Either,
    }
}

/// Whether a word with an omitted beginning follows: a decade, or one of a few words.
fn is_elision(behind: &str) -> bool {
    let word: String = behind.chars().take_while(|c| c.is_alphanumeric()).collect();
    let decade = word.len() >= 2 && word.bytes().take(2).all(|b| b.is_ascii_digit());
    let years = decade && (word.len() == 2 || (word.len() == 3 && word.ends_with('s')));
    years || ELISIONS.contains(&word.to_lowercase().as_str())
}

/// What each mark is: how deep its quotation lies and whether it opens it; nothing for an apostrophe. None when they do
/// not pair.
fn paired(marks: &[Mark]) -> Option<Vec<Option<(usize, bool)>>> {
    let mut out: Vec<Option<(usize, bool)>> = vec![None; marks.len()];
    let mut open: Vec<usize> = Vec::new();
    // The last single quotation that was closed, with what it closed on: a plural's apostrophe looks like its end.
    let mut last_single: Option<(usize, usize)> = None;
    for (at, mark) in marks.iter().enumerate() {
        let inside = |open: &[usize]| open.last().is_some_and(|top| marks[*top].family == mark.family);
        let opens = match mark.way {
            Way::Apostrophe => continue,
            Way::Opens => true,
            Way::Closes => false,
            Way::Either => !open.iter().any(|place| marks[*place].family == mark.family),
        };
        if opens {
            out[at] = Some((open.len(), true));
            open.push(at);
            continue;
        }
        if mark.family == Family::Double {
            // A single mark that nothing closed before its quotation ends was an apostrophe.
            while open.last().is_some_and(|top| marks[*top].family == Family::Single)
                && open.iter().any(|place| marks[*place].family == Family::Double)
            {
                out[open.pop()?] = None;
            }
            if !inside(&open) {
                return None;
            }
            open.pop();
            out[at] = Some((open.len(), false));
            continue;
        }
        if inside(&open) {
            let start = open.pop()?;
            out[at] = Some((open.len(), false));
            last_single = Some((start, at));
        } else if let Some((start, end)) = last_single.filter(|(_, end)| mark.after_stop && !marks[*end].after_stop) {
            let (depth, _) = out[start]?;
            // Marks between the two ends would lie at another depth.
            if end + 1 != at {
                return None;
            }
            (out[end], out[at]) = (None, Some((depth, false)));
            last_single = Some((start, at));
        } else if mark.after_stop {
            return None;
        }
        // Else the apostrophe of a plural: `the boys’ house`.
    }
    // A quotation of several paragraphs opens each of them and closes the last.
    match open[..] {
        [] => Some(out),
        [0] if marks[0].way == Way::Opens => Some(out),
        _ => None,
    }
}
