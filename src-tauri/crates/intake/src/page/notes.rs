//! Notes about the author, and disclosures.

use super::names::{has_role_word, is_name, name_prefix};
use crate::text::{fold, word_count};
use model::Piece;

/// Beginnings of notes, folded.
#[rustfmt::skip]
const ABOUT: &[&str] = &[
    "the author is", "the author was", "the author teaches", "the author works", "the author lives",
    "the authors are", "the authors were", "the authors teach", "the writer is", "the writer was",
    "the writers are", "the writer, a", "the writer, an", "the author, a", "the author, an", "the writer reports",
    "the writer writes", "the writer can be", "the writer holds", "the writer teaches", "the writer works", "the writer lives",
    "the author can be", "the author reports", "the author writes", "the author holds", "η συγγραφέας είναι",
    "ο συγγραφέας είναι", "our author is", "our columnist is", "about the author", "der autor", "die autorin",
    "die autoren", "unser autor", "unsere autorin", "der verfasser", "die verfasserin", "zur person", "zum autor",
    "zur autorin", "l'auteur est", "l'auteure est", "l'autrice est", "les auteurs sont", "el autor es",
    "la autora es", "los autores son", "sobre el autor", "sobre la autora", "l'autore è", "l'autrice è",
    "gli autori sono", "de auteur is", "de auteurs zijn", "autor jest", "autorka jest", "autor -", "autorka -",
    "o autorze", "o autorce", "автор —", "автор –", "автор -", "авторка —", "авторка –", "авторка -", "об авторе",
    "про автора", "про авторку", "o autor é", "a autora é", "författaren är", "skribenten är", "forfatteren er",
    "o autor escreve", "a autora escreve", "autor je ", "autorka je ", "autor působí", "autorka působí", "ο κ. ", "η κ. ",
    "η κα ", "kirjoittaja on", "kirjoittaja työskentelee", "a szerző ", "autorul este", "autoarea este", "yazar,",
    "लेखक ", "लेखिका ", "الكاتب ", "الكاتبة ", "הכותב הוא", "הכותבת היא", "הכותב ", "הכותבת ", "筆者は",
];
/// Headings above a note.
#[rustfmt::skip]
const HEADINGS: &[&str] = &[
    "about the author", "about the authors", "about the writer", "über den autor", "über die autorin", "zur person",
    "à propos de l'auteur", "sobre el autor", "sobre la autora", "sull'autore", "o autorze", "o autorce",
    "об авторе", "про автора", "over de auteur", "author bio", "contributor", "contributors", "author",
];
/// Verbs and marks behind a name in a note.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "is", "was", "are", "teaches", "writes", "works", "lives", "directs", "leads", "edits", "runs", "serves",
    "holds", "has", "studies", "reports", "covers", "ist", "lehrt", "leitet", "arbeitet", "lebt", "schreibt",
    "forscht", "est", "enseigne", "dirige", "vit", "travaille", "sont", "es", "enseña", "trabaja", "vive",
    "escribe", "è", "insegna", "lavora", "scrive", "jest", "wykłada", "pracuje", "mieszka", "pisze", "—", "–", "-",
    "is,", "é", "ensina", "är", "er", "преподает", "работает", "викладає", "працює", "(@", "co-founded", "founded",
    "served", "teach", "chairs", "taught", "worked", "wrote", "led", "ran", "edited", "directed", "lived", "studied",
    "retired", "practices", "practises", "grew", "farms", "owns", "researches", "lectures", "specializes",
    "specialises",
];
/// Beginnings of disclosures, folded.
#[rustfmt::skip]
const DISCLOSES: &[&str] = &[
    "disclosure", "full disclosure", "conflict of interest", "conflicts of interest", "competing interests",
    "competing interest", "declaration of interest", "declaration of interests", "statement of interest",
    "transparency", "transparenzhinweis", "offenlegung", "interessenkonflikt", "hinweis der redaktion",
    "déclaration d'intérêts", "déclaration de liens", "conflit d'intérêts", "declaración de intereses",
    "conflicto de intereses", "dichiarazione di interessi", "conflitto di interessi", "oświadczenie",
    "konflikt interesów", "конфликт интересов", "конфлікт інтересів", "раскрытие информации", "belangenverklaring",
    "declaração de interesses", "jäv", "funding:", "the author declares", "the authors declare",
    "the author discloses", "the author has received", "the authors have received", "the author receives",
    "the authors receive", "the author has no", "the authors have no", "the author does not work",
    "the authors do not work",
];
/// Words about money and posts that make a sentence on the author a disclosure.
#[rustfmt::skip]
const INTERESTS: &[&str] = &[
    "receives", "received", "receive", "funded by", "funding from", "paid by", "stipend", "grant from",
    "owns shares", "shareholder", "holds shares", "financial interest", "consults for", "consultant to",
    "compensated", "honorar", "financé par", "recibe fondos", "finanziert", "does not work for, consult",
    "do not work for, consult", "no financial interest", "no competing", "no conflict",
];

/// Whether a paragraph is a disclosure: it begins with the word, or speaks of the author and of interests.
pub(super) fn is_disclosure(line: &str, piece: &Piece) -> bool {
    if line.is_empty() || word_count(line) > 120 {
        return false;
    }
    let folded = fold(line);
    let labelled = DISCLOSES.iter().any(|w| {
        folded.strip_prefix(w).is_some_and(|rest| {
            let label = rest.trim_start_matches(" statement").trim_start_matches(" of interest");
            label.is_empty()
                || label.starts_with([':', '.', '-', '–', '—'])
                || w.starts_with("the author")
                || w.ends_with(':')
                || label.starts_with(" (")
        })
    });
    let author = [
        "the author",
        "the authors",
        "the writer",
        "der autor",
        "die autorin",
        "l'auteur",
        "el autor",
        "la autora",
        "l'autore",
    ]
    .iter()
    .any(|w| folded.starts_with(w));
    let first = folded.split(". ").next().unwrap_or_default();
    let interest = |text: &str| INTERESTS.iter().any(|w| text.contains(w));
    labelled || author && interest(&folded) || is_about_author(line, piece) && interest(first)
}

/// Whether a paragraph at the end begins as notes about the author do, without a name.
pub(super) fn is_about_the_author(line: &str) -> bool {
    let folded = fold(line);
    let Some(start) = ABOUT.iter().filter(|w| folded.starts_with(**w)).max_by_key(|w| w.len()) else { return false };
    let copula = ["the author", "the authors", "the writer", "the writers"].iter().any(|w| {
        start.strip_prefix(w).is_some_and(|verb| matches!(verb, " is" | " was" | " are" | " were" | ", a" | ", an"))
    });
    word_count(line) <= 90 && !speaks_of_self(line) && (!copula || names_post(folded[start.len()..].trim_start()))
}

/// Whether what stands behind "The writer is" says what the writer is: a noun with its article or a post, soon.
fn names_post(rest: &str) -> bool {
    let mut words = rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';')).filter(|w| !w.is_empty());
    let first = words.clone().next().unwrap_or_default();
    // "The author is the board": more is told of a post, "the editor of the paper".
    if first == "the" && !rest.contains(" of ") && !rest.contains(" at ") {
        return false;
    }
    let article = matches!(first, "a" | "an" | "one" | "our" | "based" | "director" | "author" | "co-author");
    article || words.by_ref().take(4).any(has_role_word)
}

/// Whether the one who writes says "I": nobody does in a note about the author. Titles of books are looked through.
pub(super) fn speaks_of_self(line: &str) -> bool {
    #[rustfmt::skip]
    const SELF: &[&str] = &[
        "ich", "j'ai", "j’ai", "yo", "io", "eu", "ik", "jag", "jeg", "minä", "já", "я", "εγώ", "אני", "أنا", "मैं",
    ];
    let mut quoted = false;
    let words: Vec<&str> = line
        .split_whitespace()
        .filter(|word| {
            quoted |= word.starts_with(['“', '«', '„', '"', '_', '*']);
            let inside = quoted;
            quoted &= !word.contains(['”', '»', '"', '_', '*'])
                || word.starts_with('"') && word.len() > 1 && !word[1..].contains('"');
            !inside
        })
        .collect();
    words.iter().enumerate().any(|(n, word)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let next = words.get(n + 1).is_some_and(|w| w.chars().next().is_some_and(char::is_lowercase));
        // "What I Saw" is the title of a book.
        let first = bare == "I" && next || ["I’m", "I’ve", "I’d", "I’ll", "I'm", "I've", "I'd", "I'll"].contains(&bare);
        first || bare == "my" || SELF.contains(&bare)
    })
}

/// Whether a line is a heading above a note.
pub(super) fn is_note_heading(line: &str) -> bool {
    HEADINGS.contains(&fold(line).as_str())
}

/// Whether a paragraph begins with the name of an author of the piece: "Jane Doe is", "Ms. Doe teaches".
pub(super) fn is_about_author(line: &str, piece: &Piece) -> bool {
    if line.is_empty() || piece.byline.is_empty() || word_count(line) > 100 || word_count(line) < 3 {
        return false;
    }
    let bare = line.trim_start_matches(BEFORE);
    let bare = ["Η ", "Ο "].iter().find_map(|article| bare.strip_prefix(article)).unwrap_or(bare);
    !speaks_of_self(bare)
        && piece.authors.iter().any(|author| {
            // The byline has the title, the note does not: "Prof. Dr. Jane Doe".
            if let Some(rest) = bare.strip_prefix(without_titles(&author.name)) {
                return rest.starts_with([' ', ',', '(', '*', '_', ':', '’', '\'']) && !is_clause(rest);
            }
            let Some(surname) = author.name.split(' ').next_back() else { return false };
            let mut words = bare.split(' ');
            let first = words.next().unwrap_or_default();
            let title = [
                "Mr",
                "Mr.",
                "Ms",
                "Ms.",
                "Mrs",
                "Mrs.",
                "Dr",
                "Dr.",
                "Prof.",
                "Professor",
                "Sir",
                "Frau",
                "Herr",
                "M.",
                "Mme",
            ]
            .contains(&first);
            let (name, next) =
                if title { (words.next().unwrap_or_default(), words.next()) } else { (first, words.next()) };
            // "Mr. Doe, a former judge, teaches …".
            let apposed = title && name.ends_with(',') && name.trim_end_matches(',') == surname;
            let named = if title { bare[first.len()..].trim_start() } else { bare };
            let full = named.to_lowercase().strip_prefix(&author.name.to_lowercase()).is_some_and(|rest| {
                !title || rest.starts_with(' ') && rest.split_whitespace().next().is_some_and(|v| VERBS.contains(&v))
            });
            // "•Doe, a public affairs analyst, writes from Upper Town".
            let bullet = line.starts_with(['•', '(', '*', '—', '–']) && first.trim_end_matches(',') == surname;
            let apposed = apposed || bullet && first.ends_with(',') && has_role_word(bare);
            full || apposed || name == surname && next.is_some_and(|v| VERBS.contains(&v))
        })
}

/// Marks in front of a note.
const BEFORE: &[char] = &['*', '_', '—', '–', '-', ' ', '•', '■', '◆', '(', '['];

/// " is what it says on the passport", " is waiting": a sentence of the piece and no note.
fn is_clause(rest: &str) -> bool {
    #[rustfmt::skip]
    const CLAUSE: &[&str] = &[
        "what", "how", "why", "where", "who", "that", "not", "no", "never", "always", "still", "right", "wrong", "alive", "dead",
        "waiting", "gone", "back", "here", "there",
    ];
    let mut words = rest.split_whitespace();
    let copula = words.next().is_some_and(|w| matches!(w, "is" | "was" | "are"));
    copula && words.next().is_some_and(|w| CLAUSE.contains(&fold(w).as_str()))
}

fn without_titles(name: &str) -> &str {
    let mut name = name;
    while let Some((first, rest)) = name.split_once(' ') {
        if !matches!(first, "Prof." | "Dr." | "Dr" | "Prof" | "Professor" | "Professorin" | "Sir" | "Dame")
            || !rest.contains(' ')
        {
            break;
        }
        name = rest;
    }
    name
}

/// "new book, “Twelve Minutes,” is out now".
fn is_new_book(rest: &str) -> bool {
    let folded = fold(rest);
    let kind =
        ["new ", "latest ", "most recent ", "first ", "second ", "next "].iter().find_map(|w| folded.strip_prefix(w));
    kind.is_some_and(|rest| ["book", "novel", "memoir", "collection"].iter().any(|w| rest.starts_with(w)))
}

/// The name of an unnamed author in a note: "Jane Doe is a professor …". None when no post is told.
pub(super) fn note_name(line: &str, certain: bool) -> Option<&str> {
    if line.is_empty() || word_count(line) > 70 {
        return None;
    }
    let line = line.trim_start_matches(BEFORE);
    let (name, rest) = match line.split_once("’s ").filter(|(name, _)| is_name(name)) {
        Some((name, rest)) if is_new_book(rest) => return Some(name),
        _ => name_prefix(line)?,
    };
    let verb = rest.split(' ').next().unwrap_or_default();
    let post = [", a ", ", an ", ", the ", ", who "].iter().any(|w| rest.starts_with(w));
    let later = post && rest.split(", ").skip(2).any(|part| part.split(' ').next().is_some_and(|w| VERBS.contains(&w)));
    let comma = rest.starts_with(',') && (certain && has_role_word(rest) || later);
    let tells = VERBS.contains(&verb) && !is_clause(rest) || comma;
    (tells && !speaks_of_self(line) && (certain || has_role_word(rest))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_tells_a_post_and_never_says_i() {
        for line in [
            "The writer is a former pilot.",
            "(The writer reports on harbours. Views are personal.)",
            "Der Autor ist Lotse.",
        ] {
            assert!(is_about_the_author(line), "{line}");
        }
        for line in ["The writer is alive, then.", "The author is the board.", "The writer is a pilot, as I am."] {
            assert!(!is_about_the_author(line), "{line}");
        }
        let name = |line| note_name(line, false);
        assert_eq!(name("Anna Kray, a former pilot, lives in Upper Mole."), Some("Anna Kray"));
        assert_eq!(name("• Anna Kray is a pilot"), Some("Anna Kray"));
        assert_eq!(name("Anna Kray’s new book, “The Mole,” is out now."), Some("Anna Kray"));
        assert_eq!(name("Anna Kray is waiting on the mole."), None);
        assert!(
            speaks_of_self("I am a pilot.") && !speaks_of_self("She is the author of What I Saw and “I Was There”.")
        );
    }
}
