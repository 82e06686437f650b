//! A piece that came as a mail: headers, greeting, the covering note, the closing, the signature.

use super::blocks::Joint;
use super::lexicon::CLOSINGS;
use super::sheet::Sheet;
use crate::text::{ends_sentence, fold, word_count};

/// Names of mail headers, in lower case.
#[rustfmt::skip]
const HEADERS: &[&str] = &[
    "from", "to", "cc", "bcc", "subject", "date", "sent", "reply-to", "attachments", "importance", "von", "an",
    "betreff", "gesendet", "datum", "de", "à", "objet", "envoyé", "para", "asunto", "enviado", "da", "a", "oggetto",
    "data", "inviato", "od", "do", "temat", "от", "кому", "тема", "дата", "від", "копия", "копія", "aan",
    "onderwerp", "verzonden", "till", "ämne", "assunto",
];
/// Words by which a note speaks of the piece that follows.
#[rustfmt::skip]
const NOTE_WORDS: &[&str] = &[
    "op-ed", "oped", "below", "attached", "enclosed", "submit", "submission", "consider", "my piece", "this piece",
    "my article", "my column", "for publication", "pasted", "words", "unten", "anbei", "beitrag", "ci-dessous",
    "ci-joint", "tribune", "a continuación", "adjunto", "di seguito", "in allegato", "poniżej", "w załączeniu",
    "ниже", "нижче", "hieronder", "bijgevoegd", "exclusive",
];
/// Words that open a letter.
#[rustfmt::skip]
const GREETINGS: &[&str] = &[
    "dear", "hi", "hello", "good morning", "good afternoon", "lieber", "liebe", "sehr geehrte", "sehr geehrter",
    "guten tag", "hallo", "cher", "chère", "chers", "bonjour", "estimado", "estimada", "estimados", "hola",
    "gentile", "egregio", "caro", "cara", "buongiorno", "szanowny", "szanowna", "szanowni", "dzień dobry",
    "уважаемый", "уважаемая", "здравствуйте", "шановний", "шановна", "добрий день", "beste", "geachte", "bästa",
];

fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, value)| HEADERS.contains(&fold(name).as_str()) && !value.trim().is_empty())
}

/// Sets aside what belongs to the mail. Nothing happens unless the text begins with two headers or more.
pub(super) fn set_mail_aside(sheet: &mut Sheet) {
    let headers = (0..sheet.len().min(12))
        .take_while(|&at| is_header(sheet.units[at].raw) || (at > 0 && is_folded(sheet, at)))
        .count();
    let address =
        (0..headers).any(|at| sheet.units[at].raw.contains('@') || fold(sheet.units[at].raw).starts_with("subject"));
    if headers < 2 || !address {
        return;
    }
    for at in 0..headers {
        sheet.set_aside(at, "mail_header", "mail_header.line");
    }
    let mut at = headers;
    if at < sheet.len() && is_greeting(&sheet.units[at].clean) {
        sheet.set_aside(at, "greeting", "greeting.line");
        at += 1;
        // A note about the piece stands between the greeting and the headline, never after it.
        while at < sheet.len().min(headers + 4) && sheet.is_open(at) && is_note(&sheet.units[at].clean) {
            sheet.set_aside(at, "cover_note", "cover_note.after_greeting");
            at += 1;
        }
        if at < sheet.len() && is_closing(&sheet.units[at].clean) {
            sheet.set_aside(at, "closing", "closing.cover_note");
            if at + 1 < sheet.len()
                && word_count(&sheet.units[at + 1].clean) <= 4
                && sheet.units[at + 1].joint == Joint::Line
            {
                sheet.set_aside(at + 1, "signature", "signature.cover_note");
            }
        }
    }
    signature(sheet);
}

/// A header that goes on in the next line begins with a space.
fn is_folded(sheet: &Sheet, at: usize) -> bool {
    sheet.units[at].joint != Joint::Blank && sheet.units[at].raw.starts_with([' ', '\t'])
}

fn is_greeting(line: &str) -> bool {
    let folded = fold(line);
    let opens = GREETINGS
        .iter()
        .any(|g| folded.strip_prefix(g).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ','])));
    opens && word_count(line) <= 8 && !line.ends_with('.')
}

fn is_note(line: &str) -> bool {
    let folded = fold(line);
    ends_sentence(line) && word_count(line) <= 120 && NOTE_WORDS.iter().any(|word| folded.contains(word))
}

/// The signature behind "-- ", and what stands behind it.
fn signature(sheet: &mut Sheet) {
    let from = sheet.len().saturating_sub(20);
    let Some(start) = (from..sheet.len()).find(|&at| sheet.units[at].raw.trim() == "--") else { return };
    for at in start..sheet.len() {
        sheet.set_aside(at, "mail_signature", "mail_signature.dashes");
    }
}

/// Whether a line closes a letter.
pub(super) fn is_closing(line: &str) -> bool {
    CLOSINGS.contains(&fold(line).as_str())
}
