//! Dashes between two thoughts. A range (`1914–18`), a compound (`Paris–London`) and a hyphen are none.

use super::prose::Prose;
use super::quotes::family;
use super::{HouseEdit, HouseKind, HouseMarks};

/// The dashes that the house sets.
pub(super) fn set(prose: &Prose<'_>, marks: &HouseMarks) -> Vec<HouseEdit> {
    let mut edits: Vec<HouseEdit> = Vec::new();
    let mut until = 0;
    for (at, c) in prose.chars() {
        if at < until || !matches!(c, '-' | '–' | '—' | '―') {
            continue;
        }
        let run: usize = prose.text[at..].chars().take_while(|&next| next == c).count();
        until = at + run * c.len_utf8();
        if let Some(edit) = one(prose, marks, (at, until), (c, run)) {
            until = edit.range.end;
            edits.push(edit);
        }
    }
    edits
}

fn one(prose: &Prose<'_>, marks: &HouseMarks, (at, end): (usize, usize), (c, run): (char, usize)) -> Option<HouseEdit> {
    let text = prose.text;
    let gap = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200a}');
    let start = text[..at].trim_end_matches(gap).len();
    let stop = text.len() - text[end..].trim_start_matches(gap).len();
    let (spaced_before, spaced_behind) = (start < at, stop > end);
    // A rule, a line of a table, a list: no dash has only such marks on its line.
    if prose.line(at).chars().all(|c| c.is_whitespace() || "-–—|:=>".contains(c)) {
        return None;
    }
    let (before, behind) = (prose.before(start), prose.behind(stop));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_dash = match (c, run) {
        ('-', 1) => spaced_before && spaced_behind,
        ('-', 2 | 3) | ('—' | '―', 1) => true,
        ('–', 1) => spaced_before || spaced_behind,
        _ => false,
    };
    // A range or a score between figures, a minus in front of one, an arrow, the end of a comment, a mark of review.
    let figures = digit(before) && digit(behind) || (c == '–' && !spaced_behind && digit(behind));
    let part_of_more = text[end..].starts_with(['>', '}']) || text[..at].ends_with(['<', '!', '{', '-']);
    if figures || part_of_more {
        return None;
    }
    // At the beginning it introduces a speaker or a source, and a list item begins with its own mark.
    let first = before.is_none_or(|c| matches!(c, '\n' | '>' | '|'));
    if !is_dash || first {
        return None;
    }
    // Behind an opening mark or a bracket a sentence is taken up, before a closing one it breaks off: no outer space there.
    let is_quote = |c: char| family(c).is_some();
    let closer = |c: char| {
        let rest = text[stop..].split_once(c).map_or("", |(_, rest)| rest).trim_start_matches(['*', '_', '~']);
        is_quote(c) && !spaced_behind && !rest.starts_with(char::is_alphanumeric)
    };
    let breaks_off = behind.is_none_or(|c| "\n)],.?!".contains(c) || closer(c));
    let opener = |c: char| {
        let left = text[..start].rsplit_once(c).map_or("", |(left, _)| left);
        is_quote(c) && !spaced_before && (left.is_empty() || left.ends_with(char::is_whitespace))
    };
    if before.is_some_and(|c| "([".contains(c) || opener(c)) {
        return None;
    }
    let insert = if breaks_off { marks.dash.trim_end() } else { marks.dash.as_str() };
    // Before a line end the space stays where it is; two of them break the line.
    let stop = if behind == Some('\n') { end } else { stop };
    if &text[start..stop] == insert {
        return None;
    }
    Some(HouseEdit { range: start..stop, insert: insert.to_owned(), kind: HouseKind::Dash })
}
