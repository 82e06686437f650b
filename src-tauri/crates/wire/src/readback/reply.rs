//! The answer that comes back: a file, or a text in a mail.

use crate::html::plain_of_mail;
use model::PieceId;
use model::review::reading::normal;
use model::review::seal::digest;
use model::review::{Answer, RecordId};
use serde_json::Value;

/// Longest file or mail that is looked at, in bytes.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Longest text of one answer, in characters.
const MOST_TEXT: usize = 20_000;
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

/// Why an answer cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// More than an answer can be.
    #[error("This is too long to be a reply.")]
    TooLong,
    /// There is none in it.
    #[error("No reply was found. Give the reply file, or the whole of the mail from the line “STANDFIRST REPLY 1” on.")]
    None,
    /// A part is missing or damaged.
    #[error("The reply is incomplete: {0}. Nothing was recorded; ask for the reply file again.")]
    Incomplete(&'static str),
    /// It is of a kind that only a newer version makes.
    #[error("The reply was made for a newer version of Standfirst. Nothing was recorded.")]
    Newer,
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
    // A text that speaks of markup is still a text.
    of_text(text).or_else(|wrong| html().map_err(|_| wrong))
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
    Some(of_value(&values.next()?.ok()?))
}

/// The first whole answer in a text.
fn of_text(text: &str) -> Result<Reply, ReplyError> {
    let lines: Vec<&str> = text.lines().map(unquoted).collect();
    let mut wrong = ReplyError::None;
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.eq_ignore_ascii_case(BEGIN)).take(50) {
        match of_lines(&lines[at + 1..]) {
            Ok(reply) => return Ok(reply),
            Err(error) if wrong == ReplyError::None => wrong = error,
            Err(_) => {}
        }
    }
    Err(wrong)
}

/// A line of a mail without the marks of quoting.
fn unquoted(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).trim_end()
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
    for answer in json.get("answers").and_then(Value::as_array).into_iter().flatten().take(MOST_ANSWERS) {
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

/// Which part the lines at hand belong to.
enum At {
    Piece,
    Sending,
    Text,
    Name,
    Answer,
    Comment,
    Query(usize),
}

fn of_lines(lines: &[&str]) -> Result<Reply, ReplyError> {
    let mut draft = Draft::default();
    let mut at = At::Piece;
    let mut before = 0;
    for line in lines.iter().take_while(|line| !line.eq_ignore_ascii_case(END)) {
        if let Some((next, rest)) = part_of(line, &mut draft) {
            at = next;
            before = 0;
            append(&mut draft, &at, rest, &mut before);
        } else {
            append(&mut draft, &at, line.strip_prefix('\\').unwrap_or(line), &mut before);
        }
    }
    draft.finish()
}

/// `[name] rest` begins a part.
fn part_of<'l>(line: &'l str, draft: &mut Draft) -> Option<(At, &'l str)> {
    let (head, rest) = line.strip_prefix('[')?.split_once(']')?;
    let mut words = head.split_whitespace();
    let at = match words.next()?.to_ascii_lowercase().as_str() {
        "piece" => At::Piece,
        "sending" => At::Sending,
        "text" => At::Text,
        "name" => At::Name,
        "answer" => At::Answer,
        "comment" => At::Comment,
        "query" if draft.answers.len() < MOST_ANSWERS => {
            let number = words.next()?.parse().ok()?;
            // A record's name can be broken over two lines by a mail program; then only the number is left.
            draft.answers.push((number, words.next().unwrap_or_default().to_owned(), String::new()));
            At::Query(draft.answers.len() - 1)
        }
        _ => return None,
    };
    Some((at, rest.trim()))
}

/// Adds a line. A line that a mail program broke off is joined to the one before by a blank; names of records and
/// digests are joined without one.
fn append(draft: &mut Draft, at: &At, line: &str, before: &mut usize) {
    let (to, solid) = match at {
        At::Piece => (&mut draft.piece, true),
        At::Sending => (&mut draft.sending, true),
        At::Text => (&mut draft.reading, true),
        At::Name => (&mut draft.name, false),
        At::Answer => (&mut draft.answer, false),
        At::Comment => (&mut draft.comment, false),
        At::Query(index) => match draft.answers.get_mut(*index) {
            Some((_, _, text)) => (text, false),
            None => return,
        },
    };
    if to.len() > 4 * MOST_TEXT {
        return;
    }
    if !solid && !to.is_empty() {
        to.push(if *before >= WRAPPED && !line.is_empty() { ' ' } else { '\n' });
    }
    to.push_str(line);
    *before = line.chars().count();
}

/// From this length on a line's end is taken for the mail program's.
const WRAPPED: usize = 58;

impl Draft {
    fn finish(self) -> Result<Reply, ReplyError> {
        let piece: PieceId = solid(&self.piece)
            .parse()
            .map_err(|_| ReplyError::Incomplete("it does not say to which piece it belongs"))?;
        let sending =
            record(&self.sending).ok_or(ReplyError::Incomplete("it does not say which sending it answers"))?;
        let reading = Some(solid(&self.reading).to_ascii_lowercase())
            .filter(|text| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()))
            .ok_or(ReplyError::Incomplete("it does not say which text was read"))?;
        let answer = answer_of(&self.answer)
            .ok_or(ReplyError::Incomplete("it says neither that the author agrees nor that the author objects"))?;
        let mut answers: Vec<Answered> = Vec::new();
        for (number, query, text) in self.answers {
            let text = cleaned(&text, MOST_TEXT);
            if !text.is_empty() && (number > 0 || record(&query).is_some()) {
                answers.push(Answered { number, query: record(&query).unwrap_or_default(), text });
            }
        }
        let mut reply = Reply {
            piece,
            sending,
            reading,
            name: cleaned(&self.name.replace('\n', " "), 200),
            answer,
            comment: cleaned(&self.comment, MOST_TEXT),
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

/// What was chosen; none when it is not clear.
fn answer_of(text: &str) -> Option<Answer> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(40).map(str::to_lowercase).collect();
    let said = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let not = said(&["not", "no", "don", "dont", "never"]);
    match (said(&["agree", "agrees", "agreed"]), said(&["object", "objects", "objected"])) {
        (true, false) if !not => Some(Answer::Agrees),
        (false, true) if !not => Some(Answer::Objects),
        _ => None,
    }
}

/// Words as they may be kept: no control characters, no blanks at the ends, not too long.
fn cleaned(text: &str, most: usize) -> String {
    let kept = text.replace("\r\n", "\n");
    let kept: String = kept
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .take(most)
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PIECE: &str = "01jd00000000000000000000ab";
    const SENDING: &str = "01jd00000000000000000000cd";
    const QUERY: &str = "01jd00000000000000000000ef";

    fn json(answer: &str, text: &str) -> String {
        let reading = "0a".repeat(32);
        serde_json::json!({
            "standfirst_reply": 1, "piece": PIECE, "sending": SENDING, "text": reading, "name": "Ilse Varden",
            "answer": answer, "comment": "Thank you.\nAll well.", "answers": [{ "number": 2, "query": QUERY, "text": text }],
        })
        .to_string()
    }

    fn mail(answer: &str, text: &str) -> String {
        let reading = "0a".repeat(32);
        format!(
            "{BEGIN}\n[piece] {PIECE}\n[sending] {SENDING}\n[text] {reading}\n[name] Ilse Varden\n[answer] {answer}\n\
             [query 1 {QUERY}]\n\n[query 2 {QUERY}]\n{text}\n[comment]\nThank you.\nAll well.\n{END}\n"
        )
    }

    #[test]
    fn a_file_and_a_mail_say_the_same() {
        let file = read_reply(&json("agrees", "It was 212, not 221.")).unwrap();
        let text = read_reply(&mail("agrees", "It was 212, not 221.")).unwrap();
        assert_eq!(file, text);
        assert_eq!(
            (file.name.as_str(), file.answer, file.comment.as_str()),
            ("Ilse Varden", Answer::Agrees, "Thank you.\nAll well.")
        );
        assert_eq!(file.answers, [Answered { number: 2, query: QUERY.into(), text: "It was 212, not 221.".into() }]);
        assert_ne!(file.digest, read_reply(&json("objects", "It was 212, not 221.")).unwrap().digest);
    }

    #[test]
    fn quoted_wrapped_and_html_mails_are_read() {
        let long = "The ferry carried two hundred and twelve people on its last night, and the board counted them twice, by hand.";
        let whole = read_reply(&mail("agrees", long)).unwrap();
        let mut wrapped = String::from("Dear Ada,\n\nhere it is.\n\n");
        for line in mail("agrees", long).lines() {
            let mut rest = line;
            while rest.chars().count() > 66 {
                let end = rest[..66].rfind(' ').unwrap_or(66);
                wrapped.push_str(&format!("> > {}\n", &rest[..end]));
                rest = rest[end..].trim_start();
            }
            wrapped.push_str(&format!("> > {rest}\n"));
        }
        wrapped.push_str("\n-- \nIlse\n");
        assert_eq!(read_reply(&wrapped).unwrap(), whole);
        assert_eq!(read_reply(&wrapped.replace('\n', "\r\n")).unwrap(), whole);
        let html: String = mail("agrees", long).lines().map(|line| format!("<div>{line}<br></div>")).collect();
        assert_eq!(read_reply(&format!("<html><body><style>x</style>{html}</body></html>")).unwrap(), whole);
    }

    #[test]
    fn a_reply_file_that_stands_in_a_mail_is_read() {
        let file = json("objects", "A \"quoted\" { answer");
        let whole = read_reply(&file).unwrap();
        let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&file).unwrap()).unwrap();
        let mail: String =
            format!("See below.\n\n{pretty}\n\nIlse").lines().map(|line| format!("> {line}\n")).collect();
        assert_eq!(read_reply(&mail).unwrap(), whole);
        assert_eq!(read_reply("{\"a\":1}"), Err(ReplyError::None));
    }

    #[test]
    fn markup_in_an_answer_is_words() {
        let hostile = "<div><script>alert(1)</script> &amp; \"so\"";
        assert_eq!(read_reply(&json("agrees", hostile)).unwrap().answers[0].text, hostile);
        assert_eq!(read_reply(&mail("agrees", hostile)).unwrap().answers[0].text, hostile);
        let escaped = read_reply(&mail("agrees", "a\n\\[answer] objects\n\\[query 1 x]")).unwrap();
        assert_eq!(escaped.answers[0].text, "a\n[answer] objects\n[query 1 x]");
        assert_eq!(escaped.answer, Answer::Agrees);
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_is_guessed() {
        assert_eq!(read_reply("Dear Ada, all well."), Err(ReplyError::None));
        assert_eq!(read_reply(""), Err(ReplyError::None));
        assert_eq!(read_reply(&"x".repeat(MOST_BYTES + 1)), Err(ReplyError::TooLong));
        assert_eq!(read_reply(&"<a\"".repeat(20_000)), Err(ReplyError::None));
        assert_eq!(read_reply("{\"standfirst_reply\":2}"), Err(ReplyError::Newer));
        for (from, to) in [
            (PIECE, "x"),
            (SENDING, ""),
            ("0a0a", "zz"),
            ("[answer] agrees", "[answer] agree / object"),
            ("agrees", "I do not agree"),
        ] {
            let broken = mail("agrees", "x").replacen(from, to, 1);
            assert!(matches!(read_reply(&broken), Err(ReplyError::Incomplete(_))), "{to}");
        }
        // An empty form that is quoted below the answer does not hide it.
        let both = format!("{}\n{}", mail("agree / object", ""), mail("I object", "x"));
        assert_eq!(read_reply(&both).unwrap().answer, Answer::Objects);
    }

    proptest! {
        #[test]
        fn no_input_is_too_strange(text in "(\\PC|\n|STANDFIRST REPLY 1\n|\\[query 1 x\\]|\\[answer\\] |<div>|&#x|<){0,60}") {
            let _ = read_reply(&text);
            let _ = read_reply(&mail(&text, &text));
            let _ = read_reply(&json("agrees", &text));
        }
    }
}
