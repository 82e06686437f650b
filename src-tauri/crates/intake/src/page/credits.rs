//! What stands beside pictures, and what a paper says about its own mistakes.

use super::furniture;
use super::lexicon as words;
use super::noise::Verdict;
use crate::text::{ends_sentence, fold, is_all_caps, word_count};

/// "Photograph: A. Name/Agency", alone or behind a caption of one or two sentences.
pub(super) fn photo(line: &str, folded: &str, count: usize) -> Option<Verdict> {
    // "© Jane Doe/Agency": a copyright line of a paper has no such bar.
    if count <= 8 && line.starts_with('©') && line.contains('/') && !line.contains("http") {
        return Some(("photo_credit", "photo_credit.label"));
    }
    if agency(line, folded, count) {
        return Some(("photo_credit", "photo_credit.agency"));
    }
    // "Photo: a word for what was once evidence.", "Photo: the end of proof".
    let sentence = line.split_once(": ").is_some_and(|(_, rest)| {
        let first = rest.split([' ', ',', '/']).next().unwrap_or_default();
        let source = ["courtesy", "by", "via", "from", "supplied", "handout", "private", "privat", "own"]
            .contains(&first)
            || furniture::AGENCIES.contains(&first);
        let small = first.chars().next().is_some_and(char::is_lowercase);
        small && !source && (line.ends_with('.') || word_count(rest) >= 3 && !rest.contains('/'))
    });
    if sentence {
        return None;
    }
    if words::CREDIT_START.iter().chain(furniture::CREDIT_START).any(|w| folded.starts_with(w)) && count <= 30 {
        return Some(("photo_credit", "photo_credit.label"));
    }
    let credit = words::CREDIT_INSIDE.iter().any(|w| {
        line.find(w).is_some_and(|at| {
            let tail = &line[at + w.len()..];
            // In square brackets a text says what a picture shows that stood there.
            !line[..at].ends_with('[')
                && word_count(tail) <= 7
                && tail.trim_start().chars().next().is_some_and(char::is_uppercase)
        })
    });
    (count <= 45 && credit).then_some(("photo_credit", "photo_credit.behind_caption"))
}

/// "AFP via Getty Images", "Jane Doe/AFP", "Foto ANP", "A caption. Jane Doe/AP", "A caption © Jane Doe": nothing but the name of
/// an agency, or one behind a bar that stands behind a name or a caption.
fn agency(line: &str, folded: &str, count: usize) -> bool {
    if count > 45 || line.is_empty() {
        return false;
    }
    let known = |text: &str| furniture::AGENCIES.contains(&fold(text).as_str());
    let capital = |text: &str| text.trim_start().chars().next().is_some_and(char::is_uppercase);
    let bare = line.trim_matches(['(', ')', '[', ']', ' ', '©']);
    let credit = |text: &str| {
        let text = text.trim_matches(['(', ')', '[', ']', ' ']);
        let split = text.rsplit_once('/').or_else(|| text.rsplit_once(" via "));
        // "REUTERS/Jane Doe" stands as often as the other order.
        let pair = split.is_some_and(|(name, agency)| {
            let (name, agency) = (name.trim(), agency.trim());
            let named = |text: &str| capital(text) && word_count(text) <= 5 && !text.contains(". ");
            known(agency) && named(name) || known(name) && named(agency)
        });
        pair && word_count(text) <= 9
    };
    let labels = ["photo ", "foto ", "photos ", "fotos ", "photograph ", "bild ", "image ", "fot. "];
    let labelled = labels.iter().find_map(|w| fold(bare).starts_with(w).then(|| bare.get(w.len()..)).flatten());
    let sure = |text: &str| known(text) && (is_all_caps(text) || fold(text).contains(' ') || line.starts_with('('));
    let behind = |mark: &str| line.rsplit_once(mark).map(|(_, last)| last.trim());
    let owner = behind(" © ").is_some_and(|last| capital(last) && word_count(last) <= 5 && !ends_sentence(last));
    !ends_sentence(folded)
        && !line.ends_with(['.', '?', '!'])
        && (credit(bare)
            || sure(bare)
            || labelled.is_some_and(|rest| known(rest) || credit(rest))
            || behind(". ").is_some_and(credit)
            || count <= 30 && owner)
}

/// "A caption. (Jonas Weil/The Colborne Post)", "… [Courtesy of Jane Doe]": brackets at the very end that name a picture's source.
pub(super) fn credit_in_brackets(line: &str, count: usize) -> Option<Verdict> {
    let inner = line.strip_suffix([')', ']'])?;
    let open = inner.rfind(['(', '['])?;
    let (before, source) = (line[..open].trim_end(), &inner[open + 1..]);
    let folded = fold(source);
    let known = ["courtesy of ", "file:", "photo by ", "photo:", "getty images", "ap photo", "afp", "reuters", "epa"]
        .iter()
        .any(|w| folded.starts_with(w));
    let known = known || folded.contains(" photo by ");
    let agency = source.split_once('/').is_some_and(|(name, agency)| {
        let capital = |text: &str| text.trim_start().chars().next().is_some_and(char::is_uppercase);
        capital(name) && capital(agency) && word_count(name) >= 2
    });
    // A sentence that goes on to the bracket is no caption, unless the bracket leaves no doubt.
    let caption = before.is_empty() || ends_sentence(before) || known;
    (count <= 45 && word_count(source) <= 9 && (known || agency) && caption)
        .then_some(("photo_credit", "photo_credit.in_brackets"))
}

/// A line that says what was wrong in an earlier version of the article.
pub(super) fn correction(folded: &str, count: usize) -> Option<Verdict> {
    const LABELS: &[&str] = &[
        "correction:",
        "corrections:",
        "correction (",
        "clarification:",
        "editor's note:",
        "korrektur:",
        "rectificatif",
        "fe de errores",
        "errata corrige",
        "correctie:",
        "rättelse:",
        "rettelse:",
        "erratum",
    ];
    const PIECES: &[&str] = &[
        "article",
        "column",
        "essay",
        "story",
        "piece",
        "editorial",
        "op-ed",
        "opinion",
        "commentary",
        "post",
        "version",
        "artikel",
        "texto",
        "columna",
        "articolo",
        "version",
    ];
    let piece = |text: &str| PIECES.iter().any(|w| text.contains(w));
    // "Editor's note, 6 March 2025: …".
    let note =
        folded.strip_prefix("editor's note").and_then(|rest| rest.split_once(':')).is_some_and(|(between, _)| {
            word_count(between) <= 6
                && ["updated", "corrected", "amended", "misstated", "earlier version"]
                    .iter()
                    .any(|w| folded.contains(w))
        });
    let labelled = (note || LABELS.iter().any(|w| folded.starts_with(w))) && piece(folded);
    let version = ["an earlier version of this ", "a previous version of this ", "in einer früheren version dieses "]
        .iter()
        .any(|w| folded.strip_prefix(w).is_some_and(|rest| piece(rest.split(' ').next().unwrap_or_default())));
    let amended = folded.strip_prefix("this ").is_some_and(|rest| {
        let (what, rest) = rest.split_once(' ').unwrap_or_default();
        piece(what)
            && ["was amended on", "was corrected on", "has been corrected", "has been amended"]
                .iter()
                .any(|w| rest.starts_with(w))
    });
    (count <= 90 && (labelled || version || amended)).then_some(("correction", "correction.line"))
}
