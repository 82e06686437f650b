//! Lines with which a text opens: a salutation, a dialogue, a motto, the number of the first section. Nothing below them is
//! furniture of the head.

use super::byline::{by_line, name_line};
use super::clutter::is_dateline;
use super::head::is_prose;
use super::masthead::is_sure_masthead;
use super::sheet::Sheet;
use crate::text::{ends_sentence, fold, heading_level, is_quoted, word_count};

/// Words that address a reader, at the beginning of a line.
#[rustfmt::skip]
const ADDRESSES: &[&str] = &[
    "Dear", "Lieber", "Liebe", "Sehr geehrte", "Sehr geehrter", "Cher", "Chère", "Chers", "Chères", "Querido", "Querida",
    "Estimado", "Estimada", "Estimados", "Caro", "Cara", "Cari", "Gentile", "Prezado", "Prezada", "Beste", "Geachte",
    "Kära", "Kjære", "Kære", "Szanowny", "Szanowna", "Szanowni", "Drogi", "Droga", "Уважаемый", "Уважаемая", "Уважаемые",
    "Дорогой", "Дорогая", "Шановний", "Шановна", "Шановні", "Vážený", "Vážená",
];
/// Whole lines that open a letter to a paper, folded.
#[rustfmt::skip]
const TO_THE_EDITOR: &[&str] = &[
    "to the editor", "to the editors", "sir", "sirs", "madam", "dear sir", "dear sirs", "dear madam", "dear sir or madam",
    "señor director", "señora directora", "sr. director", "monsieur le directeur", "caro direttore", "gentile direttore",
];

/// "Sir – Your correspondent is wrong", "To the Editor:", "Dear Commissioner,": a letter begins here.
pub(super) fn is_salutation(line: &str) -> bool {
    let first = line.split([' ', ',', ':', '–', '—', '-']).next().unwrap_or_default();
    let open = line.ends_with([',', ':', '–', '—']) || line.ends_with('!') && word_count(line) <= 4 && first != "Dear";
    let editor = TO_THE_EDITOR.contains(&fold(line).as_str()) && (open || word_count(line) > 2);
    let short = open && word_count(line) <= 8;
    let address = short
        && ADDRESSES.iter().any(|w| line.strip_prefix(w).is_some_and(|rest| rest.starts_with(' ') && rest.len() > 2));
    // "Sir – Your correspondent": a mark parts the address from the text, and no name follows as in "Sir Humphrey must go".
    let marked = line[first.len()..].trim_start().starts_with([',', ':', '–', '—', '-']);
    let sir = matches!(first, "Sir" | "SIR" | "Sirs" | "SIRS" | "Madam") && marked && line.len() > first.len() + 3;
    editor || address || sir
}

/// "Re “Bring back the boat,” editorial, March 5": the article that a letter answers.
pub(super) fn is_reference(line: &str) -> bool {
    let rest = line.strip_prefix("Re:").or_else(|| line.strip_prefix("Re ")).map(str::trim_start);
    rest.is_some_and(|rest| rest.starts_with(['“', '"', '‘', '«', '„'])) && word_count(line) <= 30
}

/// A turn of a dialogue: a line in quotation marks, or one that begins with them or with a dash.
pub(super) fn is_dialogue(line: &str) -> bool {
    let dash = ["— ", "– ", "—", "--"].iter().any(|w| {
        line.strip_prefix(w).is_some_and(|rest| rest.chars().next().is_some_and(|c| c.is_alphabetic() || c == '«'))
    });
    is_quoted(line) || dash && ends_sentence(line) || line.starts_with(['“', '«', '„', '”', '"']) && ends_sentence(line)
}

/// Whether the text begins with this line, whatever stands below it. `candidates` are the lines of the head above that have
/// no role yet.
pub(super) fn opens_body(sheet: &Sheet, at: usize, candidates: &[usize]) -> bool {
    let unit = &sheet.units[at];
    if unit.clean.is_empty() || heading_level(unit.raw.trim()) > 0 {
        return false;
    }
    let line = unit.clean.as_str();
    let below = candidates.iter().any(|&n| n < at) || !sheet.piece.byline.is_empty();
    (is_salutation(line) || is_reference(line)) && (at > 0 || word_count(line) <= 8)
        || below && opens_series(sheet, at)
        || (is_dialogue(line) || line.ends_with('?'))
            && below_headline_and_author(sheet, at, candidates)
            && !above_furniture(sheet, at)
}

/// Whether a date, another author or the credit of a picture follows: the head goes on.
fn above_furniture(sheet: &Sheet, at: usize) -> bool {
    let mut below = (at + 1..sheet.len().min(at + 4)).take_while(|&n| !sheet.is_open(n) || !is_prose(sheet, n, 12));
    below.any(|n| {
        sheet.what(n) == "photo_credit"
            || is_dateline(&sheet.units[n].clean)
            || by_line(&sheet.units[n].clean).is_some()
    })
}

/// Whether a line that can be the headline stands directly above the author, and both above this line.
fn below_headline_and_author(sheet: &Sheet, at: usize, candidates: &[usize]) -> bool {
    let Some(author) = (0..at).find(|&n| sheet.has_what(n, "byline")) else { return false };
    candidates.iter().any(|&n| {
        let line = &sheet.units[n].clean;
        let direct = n < author && !(n + 1..author).any(|m| sheet.is_open(m) && !candidates.contains(&m));
        direct && word_count(line) >= 2 && !is_sure_masthead(line) && name_line(line).is_none()
    })
}

/// "1." or "I" above a paragraph, with "2." or "II" further down: the first of several sections.
pub(super) fn opens_series(sheet: &Sheet, at: usize) -> bool {
    let line = sheet.units[at].clean.trim();
    let Some(second) = [("1", "2"), ("I", "II"), ("i", "ii"), ("One", "Two")].iter().find_map(|(first, second)| {
        let rest = line.strip_prefix(first).filter(|rest| matches!(*rest, "" | "." | ")"))?;
        Some(format!("{second}{rest}"))
    }) else {
        return false;
    };
    let prose = (at + 1..sheet.len().min(at + 3)).any(|n| is_prose(sheet, n, 8));
    // A note below the text has its number as well: a section has a paragraph above the next number.
    prose && (at + 2..sheet.len().min(at + 400)).any(|n| sheet.units[n].clean.trim() == second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::blocks::cut;

    #[test]
    fn letters_open_with_a_salutation_and_headlines_do_not() {
        for line in
            ["To the Editor:", "Sir – The tide is late.", "Dear Commissioner,", "Caro direttore,", "Lieber Herr Kai,"]
        {
            assert!(is_salutation(line), "{line}");
        }
        for line in [
            "Dear me, what a bridge",
            "Sir",
            "Liebe in Zeiten der Schleuse",
            "Dear is the price of a boat.",
            "Sir Humphrey must go",
            "Dear Skarn, wake up!",
        ] {
            assert!(!is_salutation(line), "{line}");
        }
        assert!(is_reference("Re “The price of a tide,” column, May 4") && !is_reference("Re-open the quay"));
    }

    #[test]
    fn a_turn_of_a_dialogue_is_told_from_a_sentence() {
        for line in ["“Who has the key?”", "— Not I.", "“Who,” asked the mate, “has the key?”"] {
            assert!(is_dialogue(line), "{line}");
        }
        for line in ["“Nobody” is no answer", "Who has the key?", "-- ", "— Anna Kray"] {
            assert!(!is_dialogue(line), "{line}");
        }
    }

    #[test]
    fn a_number_opens_a_section_when_another_follows() {
        let page = "1.\n\nThe first boat left with nobody on board but the mate.\n\n2.\n\nThe second left alone.";
        assert!(opens_series(&Sheet::new(cut(page)), 0));
        assert!(!opens_series(&Sheet::new(cut(&page.replace("2.\n", "12\n"))), 0));
    }
}
