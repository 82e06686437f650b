//! Sentences of a standfirst that name the author: "…, writes Jane Doe."

use super::byline::{ByLine, by_line};
use super::names::{has_role_word, leading_names};

/// Verbs that introduce the author at the end of a standfirst.
#[rustfmt::skip]
const SAYS: &[&str] = &[
    "writes", "write", "argues", "argue", "says", "say", "warns", "warn", "asks", "ask", "believes", "explains",
    "suggests", "reports", "schreibt", "schreiben", "meint", "findet", "fordert", "sagt", "warnt", "kommentiert",
    "écrit", "écrivent", "estime", "estiment", "affirme", "plaide", "explique", "dénonce", "selon", "escribe",
    "escriben", "sostiene", "opina", "afirma", "scrive", "scrivono", "sostengono", "afferma", "spiega", "pisze",
    "piszą", "twierdzi", "пишет", "пишут", "считает", "утверждает", "пише", "пишуть", "вважає", "стверджує",
    "schrijft", "schrijven", "betoogt", "vindt", "skriver", "menar", "mener", "escreve", "escrevem", "defende",
    "uważa", "przekonuje", "apunta", "reflexiona", "denuncia", "argumenta", "schreibt", "kritisiert", "plädiert",
    "analyse", "raconte", "alerte", "s'inquiète", "píše", "tvrdí", "kirjoittaa", "yazıyor", "γράφει", "írja", "scrie",
];

/// A standfirst that ends in "…, writes NAME.", "…, writes NAME, professor of law.", "…, estime l’économiste NAME" or in a
/// sentence "By NAME.": where the names stand.
pub(super) fn named_at_end(sentence: &str) -> Option<ByLine> {
    signed_by_sentence(sentence).or_else(|| said_at_end(sentence))
}

/// "… It is overdue. By Leander Moss".
fn signed_by_sentence(sentence: &str) -> Option<ByLine> {
    let stop = sentence.trim_end_matches(['.', ' ', '*', '_']).len();
    let at = [". ", "? ", "! ", "… "].iter().filter_map(|w| sentence[..stop].rfind(w).map(|at| at + w.len())).max()?;
    let found = by_line(&sentence[at..stop])?;
    let whole = at + found.end == stop && found.names.iter().all(|name| name.contains(' '));
    whole.then(|| ByLine { start: at + found.start, end: at + found.end, names: found.names })
}

fn said_at_end(sentence: &str) -> Option<ByLine> {
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
    let skipped = post_before_name(&tail[..stop]);
    let (end, names) = leading_names(&tail[skipped..stop])?;
    let (start, rest) = (start + skipped, tail[skipped + end..stop].trim());
    let closed = rest.is_empty() || (rest.starts_with(',') && has_role_word(rest) && !rest.contains(". "));
    closed.then(|| ByLine { start, end: start + end, names })
}

/// How many bytes of "l’économiste NAME" or "the former judge NAME" stand before the name: four small words at most, and none
/// that begins a clause.
fn post_before_name(tail: &str) -> usize {
    const CLAUSE: &[&str] = &[
        "that", "how", "why", "what", "and", "of", "to", "que", "qui", "dass", "che", "że", "что", "що", "dat", "att",
        "at", "de", "von", "with", "for",
    ];
    let mut skipped = 0;
    for (n, word) in tail.split(' ').enumerate() {
        let post = n > 0 && has_role_word(word) && skipped + word.len() < tail.len();
        if !post && !word.chars().next().is_some_and(char::is_lowercase) {
            return skipped;
        }
        if n >= 4 || CLAUSE.contains(&word) || word.ends_with([',', ':']) || skipped + word.len() >= tail.len() {
            return 0;
        }
        skipped += word.len() + 1;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_at_the_end_of_a_standfirst_is_found() {
        let found = |text: &str| named_at_end(text).map(|found| text[found.start..found.end].to_owned());
        assert_eq!(found("The West should be ready, writes Roman Rukomeda.").as_deref(), Some("Roman Rukomeda"));
        assert_eq!(found("So geht es nicht, schreibt Hedda Tönnies.").as_deref(), Some("Hedda Tönnies"));
        assert_eq!(
            found("Enough, argue Helga Brandsma and Tomaso Rivelli").as_deref(),
            Some("Helga Brandsma and Tomaso Rivelli")
        );
        assert_eq!(
            found("Il mérite mieux, estime l’économiste Mathurin Delcroix").as_deref(),
            Some("Mathurin Delcroix")
        );
        assert_eq!(found("They should pay for it. By Leander Moss").as_deref(), Some("Leander Moss"));
        assert_eq!(
            found("Eine alte Rechnung. Ein Gastkommentar von Hartmut Löwenau.").as_deref(),
            Some("Hartmut Löwenau")
        );
        for text in
            ["He writes that nothing is well.", "She says that the mayor ignored Anna Kos.", "It is late. By then."]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
