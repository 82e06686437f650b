//! What a masthead and a tagline look like, without a list of papers.

use super::kicker::is_kicker;
use super::lexicon::NAVIGATION;
use super::names::{has_role_word, is_name};
use super::sheet::Sheet;
use crate::text::{ends_sentence, fold, is_all_caps, is_quoted, is_title_case, word_count};

/// Nouns that names of papers are made of, folded; compounds end in them ("Tagesblatt").
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "post", "times", "gazette", "herald", "tribune", "courier", "chronicle", "journal", "review", "magazine",
    "weekly", "monitor", "mail", "mirror", "ledger", "observer", "standard", "examiner", "dispatch", "echo",
    "register", "sentinel", "news", "telegraph", "guardian", "independent", "star", "sun", "globe", "record",
    "reporter", "press", "bulletin", "argus", "advertiser", "citizen", "express", "inquirer", "enquirer", "packet",
    "mercury", "messenger", "bugle", "beacon", "clarion", "advocate", "daily", "today", "zeitung", "blatt", "bote",
    "anzeiger", "nachrichten", "rundschau", "kurier", "tagblatt", "tageblatt", "wochenblatt", "presse", "courrier",
    "gazzetta", "corriere", "giornale", "diario", "periódico", "gaceta", "heraldo", "correo", "voz", "stampa",
    "gazeta", "dziennik", "tygodnik", "głos", "вестник", "газета", "новости", "известия", "вісник", "новини",
    "правда", "голос", "час", "dagblad", "krant", "courant", "tidning", "tidningen", "dagbladet", "bladet", "avis",
    "avisen", "jornal", "folha", "correio", "quarterly", "digest", "wire", "dispatches", "newsletter",
    "intelligencer", "écho", "dépêche", "nouvelles", "noticias", "notizie", "wochenzeitung", "allgemeine",
    "morgenpost", "abendblatt", "quotidien", "bladet", "posten", "sanomat", "lehti", "gazete", "gazetesi", "noviny", "deník",
    "denník", "tidende", "hláska", "listy", "věstník", "πρωινή", "καθημερινή", "ταχυδρόμος", "ναυτεμπορική", "umschau", "warte", "donauwarte", "εφημερίδα", "جريدة", "صحيفة", "الأخبار", "समाचार", "ziarul", "hírlap", "újság",
];
/// Words of buttons and menus that stand where a masthead could.
#[rustfmt::skip]
const NO_PAPERS: &[&str] = &[
    "abo", "abonnement", "home page", "homepage", "hauptseite", "voorpagina", "подписаться", "подписка", "войти", "регистрация", "підписатися",
    "увійти", "přihlásit se", "přihlásit", "logga in", "logg inn", "log ind", "kirjaudu", "giriş", "giriş yap", "üye ol", "σύνδεση", "התחברות",
    "כניסה", "تسجيل الدخول", "लॉग इन", "ログイン", "登录", "로그인", "back to home", "the blogs", "strona główna", "главная", "головна", "partners",
    "our partners", "view all partners", "edition", "editions", "international edition", "today's edition", "tüm yazıları", "all articles",
    "print subscriptions", "search jobs", "conocé the trust project",
];
/// Articles that names of papers begin with.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "the", "der", "die", "das", "le", "la", "les", "el", "los", "il", "lo", "de", "het", "o",
];
/// Words that taglines say about a paper.
#[rustfmt::skip]
const SLOGAN: &[&str] = &[
    "newspaper", "news", "since", "independent", "daily", "weekly", "voice", "read", "paper", "journal", "magazine",
    "stories", "est", "founded", "world", "local", "every", "student", "wochenblatt", "zeitung", "tageszeitung",
    "wochenzeitung", "unabhängig", "unabhängige", "quotidien", "hebdomadaire", "indépendant", "diario", "periódico",
    "semanario", "quotidiano", "settimanale", "dziennik", "tygodnik", "gazeta", "газета", "щотижневик",
    "еженедельник", "незалежна", "независимая", "dagblad", "weekblad", "today", "truth",
];

/// How much a line looks like the name of a paper; from 2 on it can be one.
pub(super) fn masthead_score(sheet: &Sheet, at: usize) -> i32 {
    name_score(sheet, at, &sheet.units[at].clean)
}

/// The same for some words of a unit.
pub(super) fn name_score(sheet: &Sheet, at: usize, line: &str) -> i32 {
    let words = word_count(line);
    let signs = line
        .chars()
        .any(|c| matches!(c, '?' | '!' | ':' | '：' | '>' | '›' | '»' | '“' | '”' | '„' | '«' | '"' | ',' | ';' | '('))
        || is_quoted(line)
        || ends_sentence(line);
    let cased = line.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let small = cased && !is_title_case(line) && !is_all_caps(line);
    // "Politics" is a section of any paper.
    let section = words <= 3 && (NAVIGATION.contains(&fold(line).as_str()) || NO_PAPERS.contains(&fold(line).as_str()));
    let section = section || asks_for(line);
    if words == 0 || words > 7 || signs || section || line.starts_with(['·', '|', '•', '#', '@']) {
        return -30;
    }
    let folded: Vec<String> = line.split_whitespace().map(|word| bare(&fold(word))).collect();
    let mut score = if small { -12 } else { 2 };
    let ends = [
        "blatt",
        "zeitung",
        "bote",
        "kurier",
        "anzeiger",
        "post",
        "dagblad",
        "bladet",
        "nachrichten",
        "posten",
        "tidende",
        "tidningen",
    ];
    let compound = ["新聞", "新闻", "日報", "日报", "時報", "时报", "신문", "일보"].iter().any(|w| line.contains(w));
    let noun = compound
        || folded
            .iter()
            .enumerate()
            .filter(|(n, w)| n + 1 == folded.len() || !matches!(w.as_str(), "daily" | "today" | "weekly"))
            .any(|(_, w)| NOUNS.contains(&w.as_str()) || ends.iter().any(|e| w.len() > e.len() + 2 && w.ends_with(e)));
    // Without capitals nothing but such a word tells a name.
    if !cased && !noun {
        return -12;
    }
    if noun && !small {
        score += if words <= 5 { 10 } else { 4 };
    } else if noun && words <= 3 && opens_page(sheet, at, line) {
        // Most languages set only the first word of a paper's name with a capital: "Речной вестник".
        score += 16;
    }
    if folded.first().is_some_and(|w| ARTICLES.contains(&w.as_str())) && !small {
        score += match words {
            2 => 8,
            3 => 5,
            _ => 2,
        };
    }
    let ending = line.rsplit_once('.').map_or("", |(_, ending)| ending);
    if words == 1 && ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic) {
        score += 12;
    }
    if repeats(sheet, at, line) {
        score += 20;
    }
    // A bar of navigation stands below or above the masthead.
    if at > 0 && sheet.what(at - 1) == "navigation" {
        score += 6;
    }
    // An author stands above the post that the author has.
    let posted = (at + 1..sheet.len().min(at + 2)).any(|n| {
        let below = &sheet.units[n].clean;
        below.split_whitespace().next().is_some_and(has_role_word) || word_count(below) <= 4 && has_role_word(below)
    });
    match is_name(line) && !noun {
        true if posted => score - 20,
        true => score - 2,
        false => score,
    }
}

/// "Support the Sentinel": a button.
fn asks_for(line: &str) -> bool {
    let folded = fold(line);
    [
        "support the ",
        "support our ",
        "join the ",
        "join our ",
        "follow the ",
        "fund the ",
        "fund our ",
        "subscribe to ",
        "view all ",
    ]
    .iter()
    .any(|w| folded.starts_with(w))
}

/// Words that are said of nothing but papers, at the end of a name.
#[rustfmt::skip]
const SURE: &[&str] = &[
    "gazette", "herald", "tribune", "courier", "chronicle", "times", "journal", "review", "magazine", "weekly", "daily",
    "telegraph", "guardian", "examiner", "inquirer", "enquirer", "dispatch", "news", "ledger", "sentinel", "mercury", "bulletin",
    "zeitung", "tagblatt", "tageblatt", "anzeiger", "rundschau", "nachrichten", "bote", "dagblad", "krant", "courant",
    "tidning", "tidningen", "dagbladet", "avisen", "gazete", "noviny", "sanomat", "quotidien",
];
/// The same at the beginning of a name.
#[rustfmt::skip]
const SURE_FIRST: &[&str] = &[
    "courrier", "corriere", "gazzetta", "gazeta", "giornale", "diario", "periódico", "gaceta", "heraldo", "correo", "jornal",
    "folha", "correio", "dziennik", "tygodnik", "газета", "вестник", "известия", "вісник", "journal", "gazette",
];

/// Whether a line begins with an article, as headlines and names of papers do and names of sections do not.
pub(super) fn begins_with_article(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(|w| ARTICLES.contains(&fold(w).as_str()))
}

/// Whether a line is a masthead beyond doubt: a few capitals with a word that is said of nothing but papers, in its place.
pub(super) fn is_sure_masthead(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(|word| bare(&fold(word))).collect();
    let capitals = is_title_case(line) || is_all_caps(line);
    let last = words.last().is_some_and(|w| SURE.contains(&w.as_str()) || SURE_FIRST.contains(&w.as_str()));
    let first = words.iter().take(2).any(|w| SURE_FIRST.contains(&w.as_str()));
    let pair = words.len() == 2 && words.first().is_some_and(|w| ARTICLES.contains(&w.as_str()));
    (2..=5).contains(&words.len()) && capitals && (last || first || pair)
}

/// Whether a line with a capital at its beginning is the first that the page says.
fn opens_page(sheet: &Sheet, at: usize, line: &str) -> bool {
    line.chars().next().is_some_and(char::is_uppercase) && (0..at).all(|n| !sheet.is_open(n))
}

/// Without an elided article: "l'écho" is "écho".
fn bare(word: &str) -> String {
    word.strip_prefix("l'").or_else(|| word.strip_prefix("d'")).unwrap_or(word).to_owned()
}

/// Whether the name stands once more in a line of the page ("© 2024 …", "Subscribe to …") or at its end.
fn repeats(sheet: &Sheet, at: usize, name: &str) -> bool {
    let folded = fold(name);
    if folded.chars().count() < 4 {
        return false;
    }
    let far = sheet.len().saturating_sub(20);
    (0..sheet.len().min(40)).chain(far.max(40).min(sheet.len())..sheet.len()).any(|other| {
        let line = &sheet.units[other].clean;
        let page = matches!(
            sheet.what(other),
            "copyright" | "subscribe" | "page_title" | "article_source" | "disclaimer" | "related" | "cookie"
        );
        // One word stands in titles of other pieces by chance.
        let page = page && !(sheet.what(other) == "related" && word_count(name) == 1);
        // A topic in a list is no outlet: the name stands beside other words.
        other != at && page && word_count(line) > word_count(name) && fold(line).contains(&folded)
    })
}

/// How many words of a line are what papers say about themselves.
pub(super) fn slogan_words(line: &str) -> usize {
    line.split_whitespace().map(fold).filter(|w| SLOGAN.contains(&w.as_str())).count()
}

/// How much a line below a masthead looks like its tagline.
pub(super) fn tagline_score(sheet: &Sheet, at: usize) -> i32 {
    let line = sheet.units[at].clean.as_str();
    let words = word_count(line);
    if !(2..=12).contains(&words) || line.ends_with('?') || is_quoted(line) || line.contains(':') {
        return -20;
    }
    let slogan = line.split_whitespace().map(fold).any(|w| SLOGAN.contains(&w.as_str()));
    // A section, an author and the post of an author are no taglines.
    let section =
        is_kicker(line) || NAVIGATION.contains(&fold(line).as_str()) || NO_PAPERS.contains(&fold(line).as_str());
    if section || asks_for(line) || has_role_word(line) && !slogan {
        return -20;
    }
    let same_block = sheet.units[at].joint != super::blocks::Joint::Blank;
    4 + 2 * i32::from(is_title_case(line)) + 6 * i32::from(slogan) + 4 * i32::from(same_block)
}

/// The name in a copyright line: "© 2024 The Gazette. All rights reserved."
pub(super) fn copyright_holder(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches("Copyright").trim_start_matches("copyright").trim_start();
    let rest = rest.trim_start_matches(['©', ' ']).trim_start_matches("(c)").trim_start_matches("Copyright");
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | ',' | '©' | '/'));
    let lower = rest.to_lowercase();
    let end = [". ", ", ", " all rights", " | ", " – ", " — ", " · "]
        .iter()
        .filter_map(|w| lower.find(w))
        .min()
        .unwrap_or(rest.len());
    let name =
        rest.get(..end)?.trim().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-' | '–'));
    let name = [" Limited", " Ltd", " Inc", " LLC", " GmbH"].iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
    ((1..=6).contains(&word_count(name)) && is_title_case(name)).then_some(name)
}
