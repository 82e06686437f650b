//! Who wrote it: lines such as "By …", and sentences that end in "writes …".

use super::kicker::is_kicker;
use super::names::{has_role_word, is_name_word, leading_names, only_names};
use crate::text::{fold, is_title_case, word_count};

/// Words before a name, in lower case; those with a colon stand for any spacing before it.
#[rustfmt::skip]
const MARKERS: &[&str] = &[
    "by", "written by", "words by", "words", "story by", "author", "authors", "an op-ed by", "opinion by",
    "commentary by", "a guest essay by", "guest essay by", "von", "ein kommentar von", "kommentar von",
    "ein gastbeitrag von", "gastbeitrag von", "eine kolumne von", "text von", "autor", "autorin", "autoren", "par",
    "propos recueillis par", "une tribune de", "tribune de", "auteur", "por", "texto de", "texto", "di", "testo di",
    "a cura di", "door", "geschreven door", "av", "text", "skriven av", "af", "skrevet af", "autor tekstu",
    "autorka", "autorzy", "tekst", "автор", "авторка", "автори", "авторы", "текст", "guest post by", "posted by",
    "published by", "szerző",
];
/// Markers that need a colon, since without one they are common words.
const NEEDS_COLON: &[&str] =
    &["words", "author", "authors", "autor", "autoren", "auteur", "texto", "text", "tekst", "текст"];

/// A line that names who wrote it, cut into its parts; all are bytes of the same line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ByLine {
    /// Where the names begin.
    pub start: usize,
    /// Where the names end.
    pub end: usize,
    /// The names one by one.
    pub names: Vec<String>,
}

/// Reads "By NAME", "Von NAME und NAME", "Автор: NAME" at the beginning of a line.
pub(super) fn by_line(line: &str) -> Option<ByLine> {
    let lower: String = line.chars().take(40).flat_map(char::to_lowercase).collect();
    let marker = MARKERS.iter().filter(|m| follows(&lower, m)).max_by_key(|m| m.len())?;
    // Lower case may have another length; the marker is counted in characters.
    let mut start = line.char_indices().nth(marker.chars().count()).map_or(line.len(), |(at, _)| at);
    let rest = &line[start..];
    let body = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '_'));
    let colon = rest[..rest.len() - body.len()].contains(':');
    if NEEDS_COLON.contains(marker) && !colon {
        return None;
    }
    start += rest.len() - body.len();
    if let Some((end, names)) = leading_names(body) {
        return Some(ByLine { start, end: start + end, names });
    }
    if let Some(end) = collective(body) {
        return Some(ByLine { start, end: start + end, names: vec![body[..end].to_owned()] });
    }
    // One word alone is a name only where the line has nothing else: "By Publius".
    let single = body.trim_end();
    let alone = !is_kicker(line)
        && matches!(*marker, "by" | "von" | "par" | "por" | "автор" | "author")
        && is_name_word(single);
    (alone && single.chars().count() > 2).then(|| ByLine {
        start,
        end: start + single.len(),
        names: vec![single.to_owned()],
    })
}

/// "The Editorial Board", "Redaktion": authors without names.
fn collective(body: &str) -> Option<usize> {
    const WORDS: &[&str] = &[
        "board",
        "editors",
        "staff",
        "redaktion",
        "rédaction",
        "redacción",
        "redazione",
        "redakcja",
        "redactie",
        "редакция",
        "редакція",
    ];
    let words = body.trim_end();
    let known = words.split_whitespace().any(|word| WORDS.contains(&fold(word).as_str()));
    let group = words
        .split_whitespace()
        .any(|w| ["collectif", "colectivo", "collettivo", "kollektiv"].contains(&fold(w).as_str()));
    (known && word_count(words) <= 5 && is_title_case(words) || group && word_count(words) <= 8).then_some(words.len())
}

fn follows(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}']))
}

/// Verbs that introduce the author at the end of a standfirst.
#[rustfmt::skip]
const SAYS: &[&str] = &[
    "writes", "write", "argues", "argue", "says", "say", "warns", "warn", "asks", "ask", "believes", "explains",
    "suggests", "reports", "schreibt", "schreiben", "meint", "findet", "fordert", "sagt", "warnt", "kommentiert",
    "écrit", "écrivent", "estime", "estiment", "affirme", "plaide", "explique", "dénonce", "selon", "escribe",
    "escriben", "sostiene", "opina", "afirma", "scrive", "scrivono", "sostengono", "afferma", "spiega", "pisze",
    "piszą", "twierdzi", "пишет", "пишут", "считает", "утверждает", "пише", "пишуть", "вважає", "стверджує",
    "schrijft", "schrijven", "betoogt", "vindt", "skriver", "menar", "mener", "escreve", "escrevem", "defende",
    "uważa", "przekonuje",
];

/// A standfirst that ends in "…, writes NAME." or "…, writes NAME, professor of law.": where the names stand.
pub(super) fn named_at_end(sentence: &str) -> Option<ByLine> {
    let mut from = 0;
    let mut found = None;
    for word in sentence.split(' ') {
        let end = from + word.len();
        if SAYS.contains(&word.to_lowercase().as_str()) && end < sentence.len() {
            found = Some(end + 1);
        }
        from = end + 1;
    }
    let start = found?;
    let tail = &sentence[start..];
    let stop = tail.trim_end_matches(['.', ' ', '*', '_', '”', '"', '»']).len();
    let (end, names) = leading_names(&tail[..stop])?;
    let rest = tail[end..stop].trim();
    let closed = rest.is_empty() || (rest.starts_with(',') && has_role_word(rest) && !rest.contains(". "));
    closed.then(|| ByLine { start, end: start + end, names })
}

/// A line of names only.
pub(super) fn name_line(line: &str) -> Option<Vec<String>> {
    let names = only_names(line.trim_start_matches(['—', '–', '-', ' ']))?;
    // "Jane Doe, Upper Town" is a name and a place as often as two names.
    (names.len() != 2 || !line.contains(',')).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        by_line(line).map(|found| found.names).unwrap_or_default()
    }

    #[test]
    fn by_lines_of_many_languages_are_read() {
        for (line, name) in [
            ("By Jane Doe", "Jane Doe"),
            ("BY JANE DOE", "JANE DOE"),
            ("Von Hedda Tönnies", "Hedda Tönnies"),
            ("Par Claire Dumont", "Claire Dumont"),
            ("di Tullio Serravalle", "Tullio Serravalle"),
            ("Автор: Остап Криничний", "Остап Криничний"),
            ("Autor: Bogna Wiśniowiecka", "Bogna Wiśniowiecka"),
            ("By Publius", "Publius"),
            ("By Jane Doe, professor at X", "Jane Doe"),
        ] {
            assert_eq!(names(line), [name], "{line}");
        }
        for line in
            ["By the time it rained", "Von Berlin nach Bonn", "By now", "Par hasard", "Author unknown", "De nuevo"]
        {
            assert!(names(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn the_author_at_the_end_of_a_standfirst_is_found() {
        let found = |text: &str| named_at_end(text).map(|found| text[found.start..found.end].to_owned());
        assert_eq!(found("The West should be ready, writes Roman Rukomeda.").as_deref(), Some("Roman Rukomeda"));
        assert_eq!(found("So geht es nicht, schreibt Hedda Tönnies.").as_deref(), Some("Hedda Tönnies"));
        assert_eq!(
            found("Enough, argue Helga Brandsma and Tomaso Rivelli").as_deref(),
            Some("Helga Brandsma and Tomaso Rivelli")
        );
        assert_eq!(found("He writes that nothing is well."), None);
    }
}
