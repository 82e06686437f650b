//! The one word that counts: “agree” or “object”, and nothing beside it.

use super::ReplyError;
use model::review::Answer;

/// What the form itself offers; what else stands there may be a condition, which is not for the program to weigh.
const AGREES: [&str; 5] = ["agree", "agrees", "agreed", "i agree", "i agree: it may be printed like this"];
const OBJECTS: [&str; 5] = ["object", "objects", "objected", "i object", "i object: not like this"];
/// The line of the form before anything is chosen.
pub(in crate::readback) const CHOICE: &str = "agree / object";
/// Longest part of an answer that is quoted, in characters.
const MOST_QUOTED: usize = 160;

/// What was chosen.
pub(super) fn answer_of(text: &str) -> Result<Answer, ReplyError> {
    let said = plain(text);
    if AGREES.contains(&said.as_str()) {
        return Ok(Answer::Agrees);
    }
    if OBJECTS.contains(&said.as_str()) {
        return Ok(Answer::Objects);
    }
    if is_open(text) {
        return Err(ReplyError::Incomplete("it says neither that the author agrees nor that the author objects"));
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut quoted: String = words.chars().filter(|c| !c.is_control()).take(MOST_QUOTED).collect();
    if words.chars().count() > MOST_QUOTED {
        quoted.push('…');
    }
    Err(ReplyError::Unclear(quoted))
}

/// Whether nothing was chosen yet.
pub(super) fn is_open(text: &str) -> bool {
    let said = plain(text);
    said.is_empty() || said.split('/').map(str::trim).eq(CHOICE.split(" / "))
}

/// In lower case, without the marks around it that mean nothing. A question mark or an ellipsis means something.
fn plain(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if words.contains("..") {
        return words;
    }
    let idle = |c: char| c.is_whitespace() || ".!/*_\"'“”„‘’‚«»‹›".contains(c);
    words.trim_matches(idle).to_owned()
}
