//! What stands for words that were to come.

use crate::view::{View, Word, near};
use crate::{Found, Severity};
use std::collections::HashSet;

/// Names that begin with the letters of a placeholder.
const NAMES: [(&str, &str); 3] = [("TK", "Maxx"), ("TK", "Elevator"), ("TK", "Elevators")];
/// Capitals that an editor types into a text and nobody prints.
const MARKS: [&str; 6] = ["CHECK", "TBC", "TBD", "TODO", "FIXME", "TKTK"];
/// Words that are no name although a sentence can begin with them: what follows them is no numeral.
const SMALL: [&str; 20] = [
    "a", "about", "after", "all", "and", "at", "but", "by", "for", "from", "in", "nearly", "of", "on", "over", "some",
    "the", "to", "until", "with",
];
/// Words after which capitals of X are a thing of their own.
const AFTER_X: [&str; 5] = ["chromosome", "chromosomes", "century", "karyotype", "olympiad"];
/// Words by which a note in brackets shows itself.
const NOTE_WORDS: [&str; 24] = [
    "add", "caption", "check", "cite", "confirm", "cut", "date", "ed", "editor", "eds", "fill", "insert", "link",
    "name", "note", "number", "photo", "query", "quote", "ref", "source", "tbc", "tbd", "tk",
];

pub(crate) fn look(found: &mut Found<'_>, view: &View) {
    let words = view.words();
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| words.get(i)).filter(|w| is_near(view, w, word));
        let after = words.get(index + 1).filter(|w| is_near(view, word, w));
        marks(found, view, word, before, after);
        crosses(found, view, word, before, after);
        lorem(found, view, word, after);
    }
    questions(found, view);
    brackets(found, view);
}

/// Whether only a space stands between two words.
fn is_near(view: &View, left: &Word<'_>, right: &Word<'_>) -> bool {
    view.between(left.end(), right.at) == " "
}

/// TK, CHECK and their like, in capitals and as words of their own.
fn marks(found: &mut Found<'_>, view: &View, word: &Word<'_>, before: Option<&Word<'_>>, after: Option<&Word<'_>>) {
    let is_tk = word.text.len() >= 2
        && word.text.len().is_multiple_of(2)
        && word.text.as_bytes().chunks(2).all(|pair| pair == b"TK");
    if is_tk {
        let next = after.map_or("", |word| word.text);
        if NAMES.contains(&(word.text, next)) || is_shouted(view, word) {
            return;
        }
        let names_somebody =
            next.chars().next().is_some_and(char::is_uppercase) && next.chars().any(char::is_lowercase);
        if names_somebody && word.text == "TK" && before.is_none_or(|word| !word.text.chars().any(char::is_lowercase)) {
            let reason = "It looks like the mark for words to come, or like a name. Look whether it is one.";
            return found.add("placeholder.tk_name", Severity::Warning, (word.at, word.end()), reason);
        }
        let reason = "It marks words that are still to come. Fill them in, or cut it.";
        found.add("placeholder.tk", Severity::Blocker, (word.at, word.end()), reason);
    } else if MARKS.contains(&word.text) && !view.is_quoted(word.at) && !is_shouted(view, word) {
        let reason = "It marks something that is still to be looked at. Settle it, and cut it.";
        found.add("placeholder.check", Severity::Blocker, (word.at, word.end()), reason);
    }
}

/// Whether the whole line is in capitals, as a shouted headline is: then a word in capitals says nothing.
fn is_shouted(view: &View, word: &Word<'_>) -> bool {
    let line = view.line(word.at);
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic)).collect();
    words.len() >= 4 && !line.chars().any(char::is_lowercase)
}

/// XX and 19XX: digits or letters to come. Not Roman numerals, and not what somebody is quoted with.
fn crosses(found: &mut Found<'_>, view: &View, word: &Word<'_>, before: Option<&Word<'_>>, after: Option<&Word<'_>>) {
    let crosses = word.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.text.len() - crosses.len();
    if crosses.len() < 2 || !crosses.bytes().all(|b| b == b'X') || view.is_quoted(word.at) || is_shouted(view, word) {
        return;
    }
    if digits == 0 {
        let follows_name = before.is_some_and(|before| {
            let is_name = before.text.chars().next().is_some_and(char::is_uppercase);
            is_name && !SMALL.contains(&before.text.to_lowercase().as_str())
        });
        let numbered = before.is_some_and(|before| {
            ["chapter", "volume", "part", "book", "page", "appendix", "century", "size"]
                .contains(&before.text.to_lowercase().as_str())
        });
        let is_thing = after.is_some_and(|after| AFTER_X.contains(&after.text.to_lowercase().as_str()));
        if follows_name || numbered || is_thing {
            return;
        }
    }
    let reason = "It stands for a figure or a name that is still to come. Fill it in.";
    found.add("placeholder.xx", Severity::Blocker, (word.at, word.end()), reason);
}

/// The filler of designers; in quotation marks it is only spoken of.
fn lorem(found: &mut Found<'_>, view: &View, word: &Word<'_>, after: Option<&Word<'_>>) {
    let Some(after) = after else { return };
    let pair = (word.text.to_lowercase(), after.text.to_lowercase());
    let is_filler = matches!((pair.0.as_str(), pair.1.as_str()), ("lorem", "ipsum") | ("dolor", "sit"));
    if is_filler && !view.is_quoted(word.at) {
        let reason = "It is filler text. Put the words in its place.";
        found.add("placeholder.lorem", Severity::Blocker, (word.at, after.end()), reason);
    }
}

/// `??` by itself or behind digits; behind letters it may be a cry, and in a quotation it is one.
fn questions(found: &mut Found<'_>, view: &View) {
    let text = view.seen.as_str();
    let mut at = 0;
    while let Some(next) = text[at..].find("??") {
        let from = at + next;
        let to = from + text[from..].bytes().take_while(|b| *b == b'?').count();
        at = to;
        if view.is_quoted(from) {
            continue;
        }
        let before = text[..from].chars().next_back();
        if before.is_some_and(char::is_alphabetic) {
            let reason = "Two question marks: a cry, or a gap? Look which.";
            found.add("placeholder.cry", Severity::Warning, (from, to), reason);
        } else {
            let reason = "It stands for something that is not known yet. Fill it in, or cut it.";
            found.add("placeholder.question", Severity::Blocker, (from, to), reason);
        }
    }
}

/// Square brackets that are neither a link nor a footnote nor an insertion into a quotation.
fn brackets(found: &mut Found<'_>, view: &View) {
    let text = view.seen.as_str();
    let defined = definitions(found.text);
    let mut at = 0;
    while let Some(next) = text[at..].find('[') {
        let from = at + next;
        at = from + 1;
        let inner = near(&text[at..]);
        let Some(close) = inner.find([']', '[', '\n']).filter(|end| inner[*end..].starts_with(']')) else { continue };
        let (inner, to) = (&inner[..close], at + close + 1);
        // In the text itself a link's address follows, which the view has blanked.
        let follows = found.text.get(to..).unwrap_or_default();
        let is_link = follows.starts_with('(') || follows.starts_with('[') || follows.starts_with(':');
        if is_link || inner.starts_with('^') || text[..from].ends_with(['\\', '!', ']']) || defined.contains(inner) {
            continue;
        }
        at = to;
        let glued = text[..from].ends_with(char::is_alphanumeric) || text[to..].starts_with(char::is_alphanumeric);
        let plain = inner.trim().trim_matches(['.', '…', ' ']);
        let said = plain.to_lowercase();
        let is_editing = plain.is_empty() && !inner.trim().is_empty()
            || glued
            || ["sic", "applause", "laughter"].contains(&said.as_str());
        if is_editing {
            continue;
        }
        let first = said.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let shouted =
            plain.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !plain.chars().any(char::is_lowercase);
        let is_note = plain.is_empty()
            || plain.ends_with('?')
            || plain.chars().all(|c| matches!(c, '_' | '-' | ' '))
            || NOTE_WORDS.contains(&first)
            || shouted;
        if is_note {
            let reason = "A note in square brackets. Settle it, and cut it.";
            found.add("placeholder.brackets", Severity::Blocker, (from, to), reason);
        } else if !view.is_quoted(from) {
            let reason = "Square brackets outside a quotation: an insertion, or a note? Look which.";
            found.add("brackets.outside", Severity::Warning, (from, to), reason);
        }
    }
}

/// The labels that links are defined for: `[label]: address`.
fn definitions(text: &str) -> HashSet<&str> {
    let labels = text.lines().filter_map(|line| near(line.trim_start().strip_prefix('[')?).split_once("]: "));
    labels.map(|(label, _)| label).collect()
}
