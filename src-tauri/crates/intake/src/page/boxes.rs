//! Boxes with a beginning and an end: an invitation inside the text, the readers' comments below it.

use super::clutter::is_relative_date;
use super::sheet::Sheet;
use crate::text::{fold, word_count};

/// Most units of a box inside the text.
const MOST: usize = 12;
/// No page of an op-ed has more units; a longer text is left alone.
const LONGEST: usize = 4000;
/// How many words a paragraph of the piece has at least; the piece stands above its comments.
const PARAGRAPH: usize = 15;

/// Sets aside what stands between "skip past newsletter promotion" and "after newsletter promotion".
pub(super) fn set_boxes_aside(sheet: &mut Sheet) {
    if sheet.len() > LONGEST {
        return;
    }
    let folded: Vec<String> = sheet.units.iter().map(|unit| edge(&unit.clean)).collect();
    let begins = |line: &str| line.starts_with("skip past ") || line.starts_with("skip newsletter");
    let ends = |line: &str| line.starts_with("after newsletter") || line.starts_with("end of newsletter");
    for at in 0..folded.len() {
        if !begins(&folded[at]) {
            continue;
        }
        let end = (at + 1..folded.len().min(at + MOST)).find(|&n| ends(&folded[n]));
        for inside in at..end.map_or(at, |end| end + 1) {
            sheet.set_aside(inside, "subscribe", "subscribe.box");
        }
    }
    set_pitches_aside(sheet);
}

/// "Unlock the digest" and below it a sentence about the newsletter.
fn set_pitches_aside(sheet: &mut Sheet) {
    for at in 1..sheet.len() {
        let line = &sheet.units[at].clean;
        let pitch = sheet.what(at - 1) == "subscribe" && line.len() <= 300 && fold(line).contains("newsletter");
        if pitch {
            sheet.set_aside(at, "subscribe", "subscribe.box");
        }
    }
}

/// A short line folded; empty for every other.
fn edge(line: &str) -> String {
    if line.len() <= 60 { fold(line) } else { String::new() }
}

/// Sets aside the comments of readers: everything below a heading for comments or the first comment, when answers to
/// comments ("Reply") stand there.
pub(super) fn set_threads_aside(sheet: &mut Sheet) {
    if sheet.len() > LONGEST {
        return;
    }
    let mut marks: Vec<usize> = (0..sheet.len()).filter(|&at| is_mark(&sheet.units[at].clean)).collect();
    let paragraphs: Vec<usize> = (0..sheet.len()).filter(|&at| sheet.is_open(at) && is_paragraph(sheet, at)).collect();
    let piece = |to: usize| paragraphs.partition_point(|&at| at < to);
    // Below a heading for comments the hours count as well: "3 hours ago".
    let heading = (0..sheet.len()).find(|&at| sheet.what(at) == "comments" && piece(at) >= 2);
    if let Some(heading) = heading {
        let hours = |at: &usize| is_relative_date(&sheet.units[*at].clean) || is_vote(&sheet.units[*at].clean);
        marks.extend((heading + 1..sheet.len()).filter(hours));
        marks.sort_unstable();
    }
    let (Some(&first), Some(&last)) = (marks.first(), marks.last()) else { return };
    // "Anna says:" alone may stand in a dialogue of the piece.
    if marks.iter().all(|&at| is_speaker(&sheet.units[at].clean)) {
        return;
    }
    // Without a heading the thread begins at its first "Jane says:".
    let start = match (0..first).rev().find(|&at| sheet.what(at) == "comments") {
        Some(at) if piece(at) >= 2 => heading.filter(|&h| h < at && at <= h + 4).unwrap_or(at),
        _ if is_speaker(&sheet.units[first].clean) => first,
        _ => return,
    };
    if piece(start) < 2 {
        return;
    }
    // What stands below the last answer belongs to it when it is short.
    let mut end = last + 1;
    while end < sheet.len() && !is_paragraph(sheet, end) {
        end += 1;
    }
    for at in start..end {
        sheet.set_aside(at, "comments", "comments.thread");
    }
}

fn is_paragraph(sheet: &Sheet, at: usize) -> bool {
    sheet.units[at].clean.is_empty() || word_count(&sheet.units[at].clean) >= PARAGRAPH
}

/// "Reply", "Like (3)", "Jane says:": what only stands between comments.
fn is_mark(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "reply",
        "répondre",
        "antworten",
        "antwort",
        "responder",
        "rispondi",
        "odpowiedz",
        "ответить",
        "відповісти",
        "svara",
        "svar",
        "beantwoorden",
        "vastaa",
        "odpovědět",
        "yanıtla",
        "απάντηση",
        "הגב",
        "رد",
        "返信",
        "回复",
    ];
    if line.len() > 60 || line.is_empty() {
        return false;
    }
    let folded = fold(line);
    let liked = folded.strip_prefix("like").is_some_and(|rest| {
        let rest = rest.trim_matches([' ', '(', ')']);
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
    });
    WORDS.contains(&folded.as_str()) || liked || is_speaker(line)
}

/// "Recommend (41) Reply Flag": buttons below one comment.
fn is_vote(line: &str) -> bool {
    const WORDS: &[&str] =
        &["recommend", "reply", "flag", "like", "report", "share", "upvote", "downvote", "permalink"];
    let words: Vec<String> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(fold).collect();
    let answer = words.iter().any(|w| matches!(w.as_str(), "reply" | "recommend" | "flag"));
    line.len() <= 60
        && words.len() >= 2
        && answer
        && words.iter().all(|w| WORDS.contains(&w.as_str()) || w.bytes().all(|b| b.is_ascii_digit()))
}

/// "Jane Doe says:" in a line of its own.
fn is_speaker(line: &str) -> bool {
    let says = [" says:", " dit :", " sagt:", " dice:", " disse:", " pisze:", " zegt:", " säger:", " говорит:"];
    line.len() <= 60 && says.iter().any(|w| line.ends_with(w)) && word_count(line) <= 5
}
