//! Notes to colleagues, and marks of a review that were left in a text.

use crate::view::{NEAR, View};
use crate::{Found, Severity};

/// The marks of CriticMarkup, opening and closing.
const CRITIC: [(&str, &str); 5] = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{>>", "<<}"), ("{==", "==}")];
/// Words of one colleague to another.
const PHRASES: [&str; 8] = [
    "see my comment",
    "note to self",
    "note to desk",
    "note to subs",
    "pls check",
    "please check",
    "insert quote here",
    "more to come here",
];

pub(crate) fn look(found: &mut Found<'_>, view: &View) {
    let text = view.seen.as_str();
    for (open, close) in CRITIC {
        let mut at = 0;
        while let Some(next) = text[at..].find(open) {
            let from = at + next;
            at = from + open.len();
            let Some(end) = text[at..].find(close) else { break };
            let to = at + end + close.len();
            at = to;
            let reason = "A mark of the review is still in the text. Accept it or take it back.";
            found.add("review.mark", Severity::Blocker, (from, to), reason);
        }
    }
    // Lower case of ASCII keeps every byte in its place.
    let lower = text.to_ascii_lowercase();
    for phrase in PHRASES {
        let mut at = 0;
        while let Some(next) = lower[at..].find(phrase) {
            let from = at + next;
            at = from + phrase.len();
            let alone =
                !lower[at..].starts_with(char::is_alphanumeric) && !lower[..from].ends_with(char::is_alphanumeric);
            if alone && !view.is_quoted(from) {
                let reason = "It reads like a note to a colleague. Look whether it should be printed.";
                found.add("note.colleague", Severity::Warning, (from, at), reason);
            }
        }
    }
    let mut at = 0;
    for _ in 0..crate::MOST {
        let Some(next) = found.text[at..].find("<!--") else { break };
        let from = at + next;
        let end = found.text[from..].find("-->").map_or(found.text.len(), |end| from + end + 3);
        at = end;
        // In code it is what the piece is about.
        if view.between(from, end).trim().is_empty() && !in_code(found.text, from) {
            let reason = "A hidden comment. Pages do not show it; the Markdown file carries it along.";
            found.add("note.hidden", Severity::Warning, (from, end), reason);
        }
    }
}

/// Whether an odd number of code marks stands before it in its paragraph.
fn in_code(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(NEAR));
    let from = text[from..at].rfind("\n\n").map_or(from, |end| from + end);
    !text[from..at].matches('`').count().is_multiple_of(2)
}
