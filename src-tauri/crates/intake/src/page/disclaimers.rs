//! Sentences in which a paper says that the views of a piece are its author's, in many languages.

use crate::text::{fold, word_count};

/// How such a sentence begins: it speaks of the text itself, of its readers or of opinions.
#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "this", "the views", "the opinions", "the comments", "views", "opinions", "comments expressed", "disclaimer", "dieser", "dieses", "der text",
    "die meinung", "die kommentare", "gastbeiträge", "cet", "cette", "ce texte", "les chroniques", "les tribunes", "les opinions", "les propos", "les textes",
    "este", "esta", "las opiniones", "los artículos", "as opiniões", "os textos", "os artigos", "il presente", "questo", "le opinioni", "dit", "deze", "de mening",
    "detta", "den här", "åsikterna", "dette", "denne", "meninger", "eventuelle", "tämä", "kirjoituksen", "tekst", "artykuł", "opinie", "autor", "text",
    "článek", "колонка", "текст", "мнение", "точка зрения", "думка", "погляди", "η γνώμη", "τα κείμενα", "το κείμενο", "bu yazı", "yazıda", "הדעות",
    "המאמר", "الآراء", "هذا المقال", "المقال", "ये", "यह", "डिस्क्लेमर",
];
/// Words for opinions.
#[rustfmt::skip]
const VIEWS: &[&str] = &[
    "view", "opinion", "meinung", "ansicht", "avis", "propos", "engagent que", "n'engage que", "opini", "mening", "åsikt", "holdning", "meninger",
    "mielipite", "pogląd", "stanowisk", "názor", "точку зору", "думк", "погляд", "мнени", "точк", "взгляд", "γνώμ", "απόψεις", "görüş", "דעה", "דעת",
    "דעות", "רأي", "رأي", "الآراء", "विचार", "राय",
];
/// Words for those whose opinions they are.
#[rustfmt::skip]
const OWNERS: &[&str] = &[
    "author", "writer", "columnist", "contributor", "reader", "employee", "autor", "auteur", "leurs auteurs", "verfasser", "redaktion", "skribent",
    "forfatter", "författare", "kirjoittaja", "автор", "συγγραφ", "αρθρογράφ", "yazar", "הכותב", "الكاتب", "كاتب", "लेखक", "schrijver", "scrivente", "jeho", "její",
];
/// Words that part them from the paper's.
#[rustfmt::skip]
const OWN: &[&str] = &[
    "own", "personal", "reflect", "represent", "express", "separate", "necessar", "do not", "does not", "wieder", "nicht notwendig", "nicht unbedingt", "nicht zwingend", "nicht die der", "engage", "propre",
    "necesariamente", "necessariamente", "propias", "refleja", "reflete", "riflett", "egen", "egna", "egne", "uttryck", "udtryk", "står for", "omia", "własn",
    "wyraż", "vyjadřuje", "osobní", "відображає", "збігат", "отраж", "совпада", "προσωπικ", "εκφράζ", "kendi", "ait", "אינן", "בלבד", "لا تعبر",
    "تعبر عن", "निजी", "persoonlijk", "weer",
];

/// Whether a line parts the views of the author from those of the paper.
pub(super) fn is_disclaimer(line: &str) -> bool {
    if line.is_empty() || word_count(line) > 60 || word_count(line) < 5 {
        return false;
    }
    let folded = fold(line);
    let has = |list: &[&str]| list.iter().any(|w| folded.contains(w));
    let begins =
        BEGINNINGS.iter().any(|w| folded.strip_prefix(w).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    // "Disclaimer: this article is the opinion of its author."
    let labelled =
        ["disclaimer:", "disclaimer :", "डिस्क्लेमर:", "haftungsausschluss:"].iter().any(|w| folded.starts_with(w));
    labelled && has(VIEWS) && has(OWNERS) || begins && has(VIEWS) && has(OWNERS) && has(OWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_that_parts_itself_from_its_author_is_told_from_a_sentence_about_views() {
        for line in [
            "This essay expresses the views of its author, separate from those of this newspaper.",
            "Detta är en debattext. Åsikterna är skribentens egna.",
            "Dieser Beitrag gibt die Meinung der Autorin wieder, nicht die der Redaktion.",
            "Les textes publiés ici n’engagent que leurs auteurs.",
        ] {
            assert!(is_disclaimer(line), "{line}");
        }
        for line in [
            "The views from the quay were those of a rich country.",
            "This is how a bridge is lost, and nobody has an opinion about it.",
            "Opinions were expressed, mostly by the gulls.",
        ] {
            assert!(!is_disclaimer(line), "{line}");
        }
    }
}
