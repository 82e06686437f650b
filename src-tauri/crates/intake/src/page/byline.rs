//! Who wrote it: lines such as "By …", and sentences that end in "writes …".

use super::kicker::is_kicker;
use super::names::{is_name, is_name_word, leading_names, only_names};
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
    "published by", "szerző", "text by", "essay by", "του", "της", "των", "γράφει ο", "γράφει η", "מאת", "بقلم",
    "كتب", "كتبت", "लेखक", "लेखिका", "文", "作者", "記者", "글", "napsal", "napsala", "yazan", "kirjoittaja", "írta",
    "interview von", "essay von", "escrito por", "escrita por", "firma", "skrevet av", "skriven av", "teksti", "yazar", "από τον", "από την", "筆者", "撰文", "記者・", "una tribuna de", "columna de", "przez", "rozmawia", "tekst og foto", "αρθρογράφος",
];
/// Markers that need a colon, since without one they are common words.
const NEEDS_COLON: &[&str] = &[
    "words",
    "author",
    "authors",
    "autor",
    "autoren",
    "auteur",
    "texto",
    "firma",
    "teksti",
    "yazar",
    "筆者",
    "text",
    "tekst",
    "текст",
    "लेखक",
    "लेखिका",
    "文",
    "作者",
    "記者",
    "글",
    "kirjoittaja",
    "rozmawia",
];

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
    if let Some(found) = whole_line(line) {
        return Some(found);
    }
    let Some(marker) = MARKERS.iter().filter(|m| follows(&lower, m)).max_by_key(|m| m.len()) else {
        return kind_of_piece(line);
    };
    // Lower case may have another length; the marker is counted in characters.
    let mut start = line.char_indices().nth(marker.chars().count()).map_or(line.len(), |(at, _)| at);
    let rest = &line[start..];
    let body = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '・' | '/' | '*' | '_'));
    let colon = rest[..rest.len() - body.len()].contains([':', '：', '・', '/']);
    // "글 서윤재": a name of three syllables and nothing else.
    let short = *marker == "글" && matches!(body.chars().count(), 2..=4) && body.chars().all(is_syllable);
    if NEEDS_COLON.contains(marker) && !colon && !short {
        return None;
    }
    start += rest.len() - body.len();
    if let Some((end, names)) = leading_names(body) {
        return Some(ByLine { start, end: start + end, names });
    }
    if is_caseless_name(body) {
        let end = body.trim_end().len();
        return Some(ByLine { start, end: start + end, names: vec![body[..end].to_owned()] });
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

/// Authors that are told by the whole line: "The Editorial Board", "Komentář Bohdana Kratochvíla", "서윤재 기자".
fn whole_line(line: &str) -> Option<ByLine> {
    const BOARDS: &[&str] =
        &["the editorial board", "editorial board", "the editors", "from the editors", "staff editorial"];
    if line.len() > 120 {
        return None;
    }
    let whole = |start: usize, end: usize| ByLine { start, end, names: vec![line[start..end].to_owned()] };
    if BOARDS.contains(&fold(line).as_str()) && !line.ends_with('.') {
        return Some(whole(0, line.len()));
    }
    if let Some((name, post)) = line.split_once([' ', '（'])
        && is_eastern_name(name)
        && EASTERN_POSTS.contains(&post.trim_end_matches('）'))
    {
        return Some(whole(0, name.len()));
    }
    // "（編集委員　水原冬子）".
    if let Some(inner) = line.strip_prefix('（').and_then(|rest| rest.strip_suffix('）'))
        && let Some((post, name)) = inner.split_once(['\u{3000}', ' ', '・'])
        && EASTERN_POSTS.contains(&post)
        && is_eastern_name(name)
    {
        let end = line.len() - '）'.len_utf8();
        return Some(whole(end - name.len(), end));
    }
    // In other languages than English the kind of the piece stands before the name without a small word.
    let (kind, name) = line.split_once(". ").or_else(|| line.split_once(' '))?;
    let start = line.len() - name.len();
    let known = KINDS.contains(&fold(kind).as_str()) && is_name(name);
    known.then(|| whole(start, line.len()))
}

/// Kinds of pieces before the name of the author.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "komentář", "komentár", "sloupek", "kommentar", "leitartikel", "glosse", "kolumne", "krönika", "kronik", "felieton",
    "komentarz", "колонка", "коментар", "комментарий", "мнение", "yorum", "γνώμη", "άρθρο", "éditorial", "édito", "editoriale",
    "commento", "chronique", "tribune", "analyse", "columna", "opinión", "opinião",
];
/// Posts behind a name in Korean, Japanese and Chinese.
#[rustfmt::skip]
const EASTERN_POSTS: &[&str] = &[
    "기자", "논설위원", "칼럼니스트", "특파원", "선임기자", "대기자", "편집위원", "주필", "작가", "교수", "編集委員", "論説委員", "論説主幹", "記者",
    "コラムニスト", "评论员", "特约评论员", "記者報道",
];

/// Two to four syllables of Korean, or two to five signs of Chinese or Japanese.
fn is_eastern_name(text: &str) -> bool {
    (2..=5).contains(&text.chars().count())
        && text.chars().all(|c| is_syllable(c) || ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn is_syllable(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// "Kolumne von NAME", "Analyse by NAME": a word that a kicker has, a small word, and names.
fn kind_of_piece(line: &str) -> Option<ByLine> {
    const SMALL: &[&str] = &[" by ", " von ", " par ", " di ", " por ", " door ", " av ", " af ", " de "];
    let (at, small) = SMALL.iter().filter_map(|w| Some((line.find(w)?, w))).min()?;
    let kind = fold(&line[..at]);
    let kind = kind
        .split_once(' ')
        .filter(|(article, _)| {
            ["ein", "eine", "un", "une", "una", "a", "an", "en", "et", "le", "la", "il", "el", "the", "der", "die"]
                .contains(article)
        })
        .map_or(kind.as_str(), |(_, kind)| kind);
    let kind = kind.strip_prefix("l'").unwrap_or(kind);
    let start = at + small.len();
    let (end, names) = leading_names(&line[start..]).filter(|_| is_kicker(kind))?;
    Some(ByLine { start, end: start + end, names })
}

/// Whether a line is nothing but the words that stand before a name: "By", "Ein Kommentar von".
pub(super) fn is_marker(line: &str) -> bool {
    let folded = if line.len() <= 60 { fold(line) } else { return false };
    let kind = folded.rsplit_once(' ').is_some_and(|(kind, small)| {
        ["by", "von", "par", "di", "por", "door", "av", "af", "de"].contains(&small)
            && is_kicker(kind.rsplit(' ').next().unwrap_or_default())
    });
    !folded.is_empty() && (MARKERS.contains(&folded.as_str()) || kind)
}

/// A name in a script without capitals, behind a marker: a few words and no mark or figure among them.
fn is_caseless_name(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    let cased = text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let marks = text
        .chars()
        .any(|c| c.is_ascii_punctuation() && c != '-' || c.is_numeric() || matches!(c, '،' | '。' | '、' | '।'));
    text.chars().any(char::is_alphabetic) && (1..=5).contains(&words) && text.chars().count() <= 40 && !cased && !marks
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
    let east = matches!(marker, "文" | "作者" | "筆者" | "記者" | "撰文" | "글");
    line.strip_prefix(marker).is_some_and(|rest| {
        rest.starts_with([' ', ':', '\u{a0}']) || east && rest.starts_with(['：', '・', '/', '\u{3000}'])
    })
}

/// A line of names only.
pub(super) fn name_line(line: &str) -> Option<Vec<String>> {
    // "By Jane Doe" has the shape of a name of three words.
    if by_line(line).is_some() {
        return None;
    }
    let names = only_names(line.trim_start_matches(['—', '–', '-', ' ']))?;
    // "Jane Doe, Upper Town" is a name and a place as often as two names.
    (names.len() != 2 || !line.contains(',')).then_some(names)
}

/// A line that can be a name in a script without capitals: two or three words, or two to four signs. Only its place tells.
pub(super) fn is_caseless_name_line(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let eastern = words == 1 && is_eastern_name(line) && line.chars().count() <= 4;
    is_caseless_name(line)
        && ((2..=3).contains(&words) && !line.chars().any(is_syllable) || eastern)
        && !is_kicker(line)
}

/// "Jane Doe, Berlin": the name, and the place behind the comma, which is one word and no name.
pub(super) fn name_and_place(line: &str) -> Option<(&str, &str)> {
    let (name, place) = line.split_once(", ")?;
    let capital = place.chars().next().is_some_and(char::is_uppercase);
    let word = place.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
    (is_name(name) && capital && word && by_line(line).is_none()).then_some((name, place))
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
            ("Kolumne von Veit Sommerlath", "Veit Sommerlath"),
            ("Του Λεωνίδα Καραμήτρου", "Λεωνίδα Καραμήτρου"),
            ("מאת נועה בן־שחר", "נועה בן־שחר"),
            ("بقلم: هدى الكيلاني", "هدى الكيلاني"),
            ("लेखिका: सुनीता राजवंशी", "सुनीता राजवंशी"),
            ("한도윤 논설위원", "한도윤"),
            ("글 한도윤", "한도윤"),
            ("作者：林小河", "林小河"),
            ("文・水野灯", "水野灯"),
            ("（編集委員　水野灯）", "水野灯"),
            ("Yazar: Kaya Dinç", "Kaya Dinç"),
            ("Skrevet av Torunn Lie", "Torunn Lie"),
            ("L’éditorial de Gaston Morel", "Gaston Morel"),
            ("Komentář Bohumila Nováka", "Bohumila Nováka"),
            ("The Editorial Board", "The Editorial Board"),
            ("By Ngina wa Karanja", "Ngina wa Karanja"),
        ] {
            assert_eq!(names(line), [name], "{line}");
        }
        for line in
            ["By the time it rained", "Von Berlin nach Bonn", "By now", "Par hasard", "Author unknown", "De nuevo"]
        {
            assert!(names(line).is_empty(), "{line}");
        }
    }
}
