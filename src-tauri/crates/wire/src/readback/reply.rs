//! The answer that comes back: a file, or a text in a mail.

mod answer;
mod error;
mod mail;

pub(super) use answer::CHOICE;
pub use error::ReplyError;

use crate::html::plain_of_mail;
use answer::answer_of;
use mail::{is_encoded, of_text, unquoted};
use model::PieceId;
use model::review::reading::normal;
use model::review::seal::digest;
use model::review::{Answer, RecordId};
use serde_json::Value;

/// Longest file or mail that is looked at, in bytes.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Longest text of one answer, in characters.
const MOST_TEXT: usize = 20_000;
/// Longest name, in characters.
const MOST_NAME: usize = 200;
/// Most answers.
const MOST_ANSWERS: usize = 1000;

/// The line that begins an answer in a mail, and the line that ends it.
pub(super) const BEGIN: &str = "STANDFIRST REPLY 1";
pub(super) const END: &str = "END OF STANDFIRST REPLY";

/// What an author answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The piece.
    pub piece: PieceId,
    /// The record of the sending.
    pub sending: RecordId,
    /// The reading digest of the text that was shown.
    pub reading: String,
    /// The name that was typed; empty when none was.
    pub name: String,
    /// Agreed or not.
    pub answer: Answer,
    /// A remark on the whole.
    pub comment: String,
    /// Answers to queries, those that are not empty, in their order.
    pub answers: Vec<Answered>,
    /// A digest of all this: the same for the same answer, whether it came as a file or in a mail.
    pub digest: String,
}

/// An answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The query's number in the file.
    pub number: u32,
    /// The query's record; empty when only the number is known (an answer typed by hand).
    pub query: RecordId,
    /// The words.
    pub text: String,
}

/// Reads an answer from a reply file or from the text of a mail: quoted, wrapped, with words around it, or as HTML.
///
/// # Errors
/// When there is none, or it is damaged; nothing of it is guessed.
pub fn read_reply(text: &str) -> Result<Reply, ReplyError> {
    if text.len() > MOST_BYTES {
        return Err(ReplyError::TooLong);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('{') {
        return of_json(text);
    }
    if let Some(reply) = json_inside(text) {
        return reply;
    }
    let html = || of_text(&plain_of_mail(text));
    if text.starts_with('<') {
        return html();
    }
    // A text that speaks of markup is still a text, and what was refused in it must not come in without its tags.
    match of_text(text) {
        Err(ReplyError::None) => html(),
        read => read,
    }
}

/// A reply file that a mail program shows in its text; none when there is none, or it was broken by wrapping.
fn json_inside(text: &str) -> Option<Result<Reply, ReplyError>> {
    if !text.contains("\"standfirst_reply\"") {
        return None;
    }
    let plain = text.lines().map(unquoted).collect::<Vec<_>>().join("\n");
    let key = plain.find("\"standfirst_reply\"")?;
    let start = plain[..key].rfind('{')?;
    let mut values = serde_json::Deserializer::from_str(&plain[start..]).into_iter::<Value>();
    let json = values.next()?.ok()?;
    let lines: Vec<&str> = plain[start..start + values.byte_offset()].lines().collect();
    Some(if is_encoded(&lines) { Err(ReplyError::Encoded) } else { of_value(&json) })
}

fn of_json(text: &str) -> Result<Reply, ReplyError> {
    let json: Value = serde_json::from_str(text).map_err(|_| ReplyError::Incomplete("the file is damaged"))?;
    of_value(&json)
}

fn of_value(json: &Value) -> Result<Reply, ReplyError> {
    match json.get("standfirst_reply").and_then(Value::as_u64) {
        Some(1) => {}
        Some(_) => return Err(ReplyError::Newer),
        None => return Err(ReplyError::None),
    }
    let text = |key: &str| json.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut draft = Draft {
        piece: text("piece").into(),
        sending: text("sending").into(),
        reading: text("text").into(),
        name: text("name").into(),
        answer: text("answer").into(),
        comment: text("comment").into(),
        answers: Vec::new(),
    };
    let all = json.get("answers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if all.len() > MOST_ANSWERS {
        return Err(ReplyError::TooLong);
    }
    for answer in all {
        let number = answer.get("number").and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
        let part = |key: &str| answer.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        draft.answers.push((number.unwrap_or_default(), part("query"), part("text")));
    }
    draft.finish()
}

/// What was read so far.
#[derive(Default)]
struct Draft {
    piece: String,
    sending: String,
    reading: String,
    name: String,
    answer: String,
    comment: String,
    answers: Vec<(u32, String, String)>,
}

impl Draft {
    /// Whether no query and nothing else is answered.
    fn says_nothing(&self) -> bool {
        let empty = |text: &String| text.trim().is_empty();
        empty(&self.comment) && self.answers.iter().all(|(_, _, text)| empty(text))
    }

    fn finish(self) -> Result<Reply, ReplyError> {
        let piece: PieceId = solid(&self.piece)
            .parse()
            .map_err(|_| ReplyError::Incomplete("it does not say to which piece it belongs"))?;
        let sending =
            record(&self.sending).ok_or(ReplyError::Incomplete("it does not say which sending it answers"))?;
        let reading = Some(solid(&self.reading).to_ascii_lowercase())
            .filter(|text| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()))
            .ok_or(ReplyError::Incomplete("it does not say which text was read"))?;
        let answer = answer_of(&self.answer)?;
        let words = [&self.name, &self.comment].into_iter().chain(self.answers.iter().map(|(_, _, text)| text));
        if words.into_iter().any(|text| text.chars().count() > MOST_TEXT) || self.name.chars().count() > MOST_NAME {
            return Err(ReplyError::TooLong);
        }
        let mut answers: Vec<Answered> = Vec::new();
        for (number, query, text) in self.answers {
            let text = cleaned(&text);
            if text.is_empty() {
                continue;
            }
            let query = record(&query).unwrap_or_default();
            if number == 0 && query.is_empty() {
                return Err(ReplyError::Incomplete("it does not say which query an answer belongs to"));
            }
            let same = |other: &&Answered| (other.number, &other.query) == (number, &query);
            match answers.iter().find(same) {
                Some(other) if normal(&other.text) != normal(&text) => return Err(ReplyError::Twice(number)),
                Some(_) => {}
                None => answers.push(Answered { number, query, text }),
            }
        }
        let mut reply = Reply {
            piece,
            sending,
            reading,
            name: cleaned(&self.name.replace('\n', " ")),
            answer,
            comment: cleaned(&self.comment),
            answers,
            digest: String::new(),
        };
        reply.digest = digest_of(&reply);
        Ok(reply)
    }
}

/// A name or digest without the blanks that a mail program put in.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).take(200).collect()
}

/// The name of a record: a ULID in lower case.
fn record(text: &str) -> Option<RecordId> {
    solid(text).parse::<PieceId>().ok().map(|id| id.to_string())
}

/// Words as they may be kept: no control characters, no blanks at the ends.
fn cleaned(text: &str) -> String {
    let kept = text.replace("\r\n", "\n");
    let kept: String = kept
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    kept.trim().to_owned()
}

/// White space makes no difference, because mails break lines.
fn digest_of(reply: &Reply) -> String {
    let answer = match reply.answer {
        Answer::Agrees => "agrees",
        Answer::Objects => "objects",
    };
    let mut parts = vec![
        reply.piece.to_string(),
        reply.sending.clone(),
        reply.reading.clone(),
        answer.to_owned(),
        normal(&reply.name),
        normal(&reply.comment),
    ];
    for answered in &reply.answers {
        parts.push(answered.number.to_string());
        parts.push(normal(&answered.text));
    }
    let sized: String = parts.iter().map(|part| format!("{} {part}\n", part.len())).collect();
    digest(sized.as_bytes())
}

#[cfg(test)]
mod tests;
