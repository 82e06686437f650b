//! The answer as lines of a mail.

use super::answer::is_open;
use super::{BEGIN, Draft, END, MOST_ANSWERS, Reply, ReplyError};

/// From this length on a line's end is taken for the mail program's.
const WRAPPED: usize = 58;
/// Most forms of one mail that are looked at.
const MOST_FORMS: usize = 50;

/// The answer in a text. Forms that nobody filled in are passed over; all others have to be whole and say the same,
/// because a mail quotes what was said before, above or below.
pub(super) fn of_text(text: &str) -> Result<Reply, ReplyError> {
    let lines: Vec<&str> = text.lines().map(unquoted).collect();
    let (mut found, mut open): (Option<Reply>, Option<ReplyError>) = (None, None);
    let begins = lines.iter().enumerate().filter(|(_, line)| line.eq_ignore_ascii_case(BEGIN));
    for (at, _) in begins.take(MOST_FORMS) {
        let (draft, is_whole) = of_lines(&lines[at + 1..])?;
        let is_empty = is_open(&draft.answer) && draft.says_nothing();
        let read = if is_whole { draft.finish() } else { Err(ReplyError::CutOff) };
        match (read, &found) {
            (Ok(reply), Some(other)) if reply.digest != other.digest => return Err(ReplyError::Several),
            (Ok(reply), _) => found = Some(reply),
            (Err(error), _) if is_empty => open = Some(error),
            (Err(error), _) => return Err(error),
        }
    }
    found.ok_or_else(|| open.unwrap_or(ReplyError::None))
}

/// A line of a mail without the marks of quoting.
pub(super) fn unquoted(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).trim_end()
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

/// The lines of one form, and whether its last line is there; another form that begins before it ends this one.
fn of_lines(lines: &[&str]) -> Result<(Draft, bool), ReplyError> {
    let mut draft = Draft::default();
    let mut at = At::Piece;
    let mut before = 0;
    for (number, line) in lines.iter().enumerate() {
        if line.eq_ignore_ascii_case(END) {
            if is_encoded(&lines[..number]) {
                return Err(ReplyError::Encoded);
            }
            return Ok((draft, true));
        }
        if line.eq_ignore_ascii_case(BEGIN) {
            break;
        }
        if let Some((next, rest)) = part_of(line, &mut draft)? {
            at = next;
            before = 0;
            append(&mut draft, &at, rest, &mut before);
        } else {
            append(&mut draft, &at, line.strip_prefix('\\').unwrap_or(line), &mut before);
        }
    }
    Ok((draft, false))
}

/// Whether the lines are quoted-printable: each `=` ends a line or stands before two digits of a byte, and a letter beyond
/// ASCII or a broken line is among them.
pub(super) fn is_encoded(lines: &[&str]) -> bool {
    let mut is_plain = true;
    for line in lines {
        for (at, _) in line.match_indices('=') {
            let code = line
                .get(at + 1..at + 3)
                .filter(|code| code.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b)));
            match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                Some(byte) => is_plain &= byte.is_ascii(),
                None if at + 1 == line.len() => is_plain = false,
                None => return false,
            }
        }
    }
    !is_plain
}

/// `[name] rest` begins a part.
fn part_of<'l>(line: &'l str, draft: &mut Draft) -> Result<Option<(At, &'l str)>, ReplyError> {
    let Some(inside) = line.strip_prefix('[') else { return Ok(None) };
    let (head, rest) = inside.split_once(']').unwrap_or((inside, ""));
    let is_closed = head.len() < inside.len();
    let mut words = head.split_whitespace();
    let at = match words.next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "query" => {
            // Read as words, a damaged line would hand its answer to the query before.
            let number = words.next().and_then(|number| number.parse().ok()).filter(|_| is_closed);
            let number =
                number.ok_or(ReplyError::Incomplete("the line that begins the answer to a query is damaged"))?;
            if draft.answers.len() == MOST_ANSWERS {
                return Err(ReplyError::TooLong);
            }
            draft.answers.push((number, words.next().unwrap_or_default().to_owned(), String::new()));
            At::Query(draft.answers.len() - 1)
        }
        _ if !is_closed => return Ok(None),
        "piece" => At::Piece,
        "sending" => At::Sending,
        "text" => At::Text,
        "name" => At::Name,
        "answer" => At::Answer,
        "comment" => At::Comment,
        _ => return Ok(None),
    };
    Ok(Some((at, rest.trim())))
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
    if !solid && !to.is_empty() {
        to.push(if *before >= WRAPPED && !line.is_empty() { ' ' } else { '\n' });
    }
    to.push_str(line);
    *before = line.chars().count();
}
