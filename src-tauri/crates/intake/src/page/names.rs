//! Names of people: what looks like one, and lists of them.

use super::occupations::OCCUPATIONS;
use crate::text::fold;

/// Small words inside names.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "el", "al",
    "bin", "ibn", "bint", "binti", "abu", "wa", "ole", "ould", "ben", "ní", "nic", "y", "zu", "zum", "zur", "af", "av", "ter", "ten", "e", "of", "st", "d'", "het", "'t",
];
/// Words that no name has, though they are written with a capital in titles and mastheads.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "the", "a", "an", "and", "or", "why", "how", "what", "when", "where", "who", "no", "not", "my", "our", "your",
    "in", "on", "at", "for", "to", "is", "are", "was", "it", "this", "that", "with", "from", "we", "i", "you",
    "they", "his", "her", "its", "if", "der", "die", "das", "ein", "eine", "wer", "warum", "wie", "les", "un",
    "une", "il", "lo", "gli", "los", "las", "una", "uno", "about", "more", "read", "new", "staff", "opinion",
    "guest", "letters", "home", "all", "as", "but", "let", "don't", "stop",
    "comment", "comments", "guidelines", "policy", "terms", "privacy", "cookie", "cookies", "contact", "most", "latest",
    "related", "follow", "sign", "log", "subscribe", "newsletter", "newsletters", "menu", "show", "load", "print",
    "email", "listen", "reply", "report", "premium", "advertisement", "sponsored", "promoted", "trending", "breaking",
    "add", "skip", "by", "view", "text", "settings", "updates", "article", "articles", "stories", "topics", "meinung", "skriv", "läs", "les", "lire", "leer", "leggi", "czytaj", "читать", "читати",
];
/// Words of organisations, and of posts: a list of names ends at them.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "editor", "professor", "columnist", "correspondent", "director", "minister", "staff", "writer", "reporter",
    "president", "chair", "chairman", "chairwoman", "contributor", "fellow", "author", "secretary", "lecturer",
    "researcher", "journalist", "founder", "member", "former", "teacher", "student", "analyst", "critic",
    "historian", "lawyer", "economist", "executive", "syndicate", "press", "news", "institute", "university",
    "college", "agency", "features", "times", "post", "gazette", "herald", "service", "office", "department",
    "school", "society", "association", "redakteur", "redakteurin", "professorin", "leiter", "leiterin", "autor",
    "autorin", "direktor", "direktorin", "profesor", "profesora", "directeur", "directrice", "professeur",
    "professeure", "historien", "historienne", "professore", "direttore", "direttrice", "hoogleraar", "профессор",
    "професор", "редактор", "директор", "contributing", "opinions", "board", "team", "reuters", "courier", "union",
    "committee", "poet", "novelist", "scientist", "physician", "doctor", "nurse", "engineer", "researchers",
    "senior", "junior", "head", "chief", "co-founder", "ceo", "philosopher", "politician", "senator", "mp", "mep",
    "nauczycielka", "publicysta", "dziennikarz", "journaliste", "periodista", "escritor", "escritora",
    "giornalista", "scrittore", "schriftstellerin", "schriftsteller", "journalistin", "economista", "avocat",
    "avocate", "abogado", "abogada", "профессорка", "журналіст", "журналістка", "журналист", "журналистка",
    "історик", "историк", "економіст", "экономист", "profesorka", "ekonomista", "retired", "ancien", "ancienne",
    "sociologue", "politologue", "politologe", "historiker", "historikerin", "soziologe", "soziologin", "architecte",
    "paysagiste", "écrivain", "écrivaine", "philosophe", "médecin", "marinbiolog", "forfatter", "författare", "schrijver",
    "schrijfster", "escritores", "arquiteta", "arquiteto", "arquitecta", "arquitecto", "socióloga", "sociólogo", "translator",
    "activist", "biologist", "volunteer", "волонтер", "волонтерка", "обозреватель", "писатель", "писательница",
    "письменник", "письменниця", "кореспондент", "корреспондент", "політолог", "политолог", "kommentatorka", "komentátorka",
    "komentátor", "redaktör", "redaktør", "lektor", "dyrektor", "pisarz", "pisarka", "scientists", "photographer",
    "filmmaker", "ambassador", "commissioner", "deputy", "governor",
];
/// Words that stand before a name and belong to it.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "dr", "prof", "professor", "professorin", "sir", "lady", "lord", "rev", "mr", "mrs", "ms", "dame",
];

/// Whether a word names a post by which a paper introduces its authors.
pub(super) fn has_title_word(text: &str) -> bool {
    text.split_whitespace().any(|word| ROLES.contains(&fold(word).as_str()))
}

/// Whether a word stands for a post or an organisation.
pub(super) fn has_role_word(text: &str) -> bool {
    text.split_whitespace().any(|word| is_role_word(&fold(word)))
}

fn is_role_word(folded: &str) -> bool {
    ROLES.contains(&folded) || OCCUPATIONS.contains(&folded)
}

/// Whether the words look like the name of one person: two to six words, capitals but for the particles.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let skip = usize::from(words.len() > 2 && TITLES.contains(&fold(words[0]).as_str()));
    let words = &words[skip..];
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    // "CC BY ND" is a licence.
    let letters = words.iter().all(|word| word.chars().count() <= 3 && !word.contains('.') && is_capitals(word));
    (2..=6).contains(&words.len())
        && !letters
        && words.iter().all(|word| is_name_word(word) || is_particle(word))
        && is_name_word(first)
        && is_name_word(last)
        && last.chars().filter(|c| c.is_alphabetic()).count() > 1
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(|c| c.is_uppercase())
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.replace('’', "'").as_str())
}

/// Whether one word can be the first or last word of a name.
pub(super) fn is_name_word(word: &str) -> bool {
    let folded = fold(word);
    let shape = word.chars().next().is_some_and(char::is_uppercase)
        || word
            .strip_prefix("d’")
            .or_else(|| word.strip_prefix("d'"))
            .is_some_and(|rest| rest.chars().next().is_some_and(char::is_uppercase));
    let letters =
        word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '‐' | '’' | '\'' | 'ʼ' | '.' | '\u{301}'));
    // A full stop ends an initial or a short title, not a sentence.
    let stop = !word.ends_with('.') || word.chars().count() <= 4;
    // "A." is an initial and no article.
    let initial = word.ends_with('.') && folded.chars().count() == 1;
    shape && letters && stop && (initial || !NO_NAMES.contains(&folded.as_str())) && !ROLES.contains(&folded.as_str())
}

/// Words between the last two names of a list.
#[rustfmt::skip]
const AND: &[&str] = &[
    " and ", " & ", " und ", " et ", " y ", " e ", " i ", " и ", " та ", " і ", " й ", " en ", " och ", " og ",
    " with ", " AND ", " ja ", " és ", " și ", " ve ", " a ", " και ", " UND ", " ET ", " Y ", " E ",
];

/// Reads names from the beginning of a text: "A", "A and B", "A, B and C". Gives the length of what was read in bytes.
pub(super) fn leading_names(text: &str) -> Option<(usize, Vec<String>)> {
    let (mut names, mut end) = (Vec::new(), 0);
    loop {
        let rest = &text[end..];
        let skipped = if names.is_empty() { Some(0) } else { separator(rest) };
        let Some(skipped) = skipped else { break };
        let whole = segment(&rest[skipped..]);
        let segment = if is_name(whole) { whole } else { name_words(whole) };
        if !is_name(segment) {
            break;
        }
        names.push(segment.to_owned());
        end += skipped + segment.len();
        if segment.len() < whole.len() || names.len() >= 12 {
            break;
        }
    }
    (!names.is_empty()).then_some((end, names))
}

fn separator(rest: &str) -> Option<usize> {
    let comma = if rest.starts_with(", ") { 1 } else { 0 };
    let and = AND.iter().find(|and| rest[comma..].starts_with(**and)).map(|and| comma + and.len());
    and.or((comma == 1).then_some(2))
}

/// The words up to the next separator of a list.
fn segment(rest: &str) -> &str {
    let comma = rest.find(',').unwrap_or(rest.len());
    let and = AND.iter().filter_map(|and| rest.find(and)).min().unwrap_or(rest.len());
    // "y" also stands inside Spanish names, and then one side of it is a single word.
    let mark = rest.find(['|', '·', '•', '∙', '–', '—', '(', '/', ';']).unwrap_or(rest.len());
    rest[..comma.min(and).min(mark)].trim_end()
}

/// The words before the first that no name goes on with: "Jane Doe in Berlin", "Jane Doe April 24".
fn name_words(text: &str) -> &str {
    let mut end = 0;
    for word in text.split(' ') {
        // "Jan Kowalski" begins with a month.
        let stop = end > 0 && crate::dates::is_month(&word.to_lowercase())
            || matches!(word, "Published" | "Updated" | "Posted");
        if stop || !(is_name_word(word) || is_particle(word)) {
            break;
        }
        end = (end + word.len() + 1).min(text.len());
    }
    let mut words = text[..end].trim_end();
    while let Some((before, _)) = words.rsplit_once(' ').filter(|(_, last)| is_particle(last)) {
        words = before.trim_end();
    }
    words
}

/// The whole text as a list of names.
pub(super) fn only_names(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    leading_names(text).filter(|(end, _)| text[*end..].trim_matches([' ', '.', ',']).is_empty()).map(|(_, names)| names)
}

/// A name at the beginning of a sentence, longest first, and the rest behind it.
pub(super) fn name_prefix(text: &str) -> Option<(&str, &str)> {
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(6).collect();
    ends.into_iter().rev().find_map(|end| {
        let name = text[..end].trim_end_matches(',');
        is_name(name).then(|| (name, text[name.len()..].trim_start()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_titles() {
        for name in [
            "Roman Rukomeda",
            "Dana R. Whitlock",
            "Amaya Redondo Vilches",
            "Остап Криничний",
            "J. R. Stone",
            "Piet van der Meer",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "CC BY ND",
            "The Daily",
            "Notes from the Causeway",
            "Let Us Go",
            "Allotment secretary",
            "Publius",
            "Northern News",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn lists_of_names_are_read_to_their_end() {
        let (end, names) = leading_names("Helga Brandsma, Tomaso Rivelli and Anne-Sophie Kerr, who teach").unwrap();
        assert_eq!((end, names.len()), (51, 3));
        assert_eq!(leading_names("Alma Quist, allotment secretary").unwrap().0, 10);
        assert_eq!(only_names("Priya Calloway and Jonas Etter").map(|n| n.len()), Some(2));
        assert_eq!(only_names("Priya Calloway and the rest"), None);
    }
}
