//! The kicker: words that name a section or a kind of piece.

use crate::text::{fold, is_all_caps};

/// Words that papers print over opinion pieces.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "opinion", "opinions", "comment", "commentary", "op-ed", "oped", "op-eds", "editorial", "guest essay",
    "guest column", "guest opinion", "viewpoint", "viewpoints", "perspective", "perspectives", "analysis", "column",
    "columns", "columnists", "колонки", "колонка автора", "debate", "voices", "ideas", "essay", "views", "view", "the view", "first person",
    "leader", "point of view", "argument", "letter", "letters", "forum", "kommentar", "kommentare", "meinung",
    "gastbeitrag", "gastkommentar", "debatte", "leitartikel", "kolumne", "glosse", "standpunkt", "zwischenruf",
    "tribune", "tribunes", "point de vue", "chronique", "éditorial", "édito", "débats", "débat", "idées",
    "opinions & débats", "opinión", "tribuna", "columna", "tribuna abierta", "artículo de opinión", "opinione",
    "opinioni", "commento", "commenti", "l'editoriale", "il commento", "editoriale", "opinia", "opinie",
    "komentarz", "felieton", "publicystyka", "мнение", "мнения", "колонка", "комментарий", "точка зрения", "думка",
    "думки", "погляди", "погляд", "коментар", "блог", "блоги", "opinião", "artigo de opinião", "debatt", "krönika",
    "ledare", "kronik", "opiniestuk", "ingezonden", "betoog", "guest commentary", "personal view", "speaking out",
    "last word", "in my view", "my view", "by invitation", "guest contribution", "open forum", "soapbox",
    "leaders", "leading article", "letters to the editor", "views & voices", "opinion & analysis", "analysis & opinion",
    "analyse", "guest post", "first opinion", "counterpoint", "outlook", "artigo", "artículo", "articolo", "crônica",
    "crónica", "carta al director", "kronikk", "debattinnlegg", "meninger", "leder", "leserinnlegg", "insändare",
    "mielipide", "lukijan mielipide", "kolumni", "pääkirjoitus", "vieraskynä", "näkökulma", "komentář", "komentáře", "názor", "názory", "sloupek",
    "komentár", "vélemény", "publicisztika", "jegyzet", "opinii", "părere", "yorum", "görüş", "yazarlar", "köşe yazısı",
    "köşe yazıları", "απόψεις", "αποψεις", "άποψη", "αποψη", "γνώμη", "γνωμη", "γνώμες", "γνωμεσ", "αποψεισ", "άρθρο",
    "αρθρο", "αρθρογραφία", "דעות", "דעה", "מאמר מערכת", "טור", "رأي", "الرأي", "آراء", "مقالات", "مقال", "وجهات نظر",
    "विचार", "राय", "संपादकीय", "नज़रिया", "社説", "オピニオン", "論説", "コラム", "评论", "觀點", "观点", "社论", "오피니언", "칼럼", "사설",
    "opiniones", "redakční komentář", "mening", "commentaar", "columns & opinie", "debat",
    "lezersbrief", "ingezonden brief", "kulturdebatt", "intervention", "tribune libre", "carte blanche", "cartes blanches",
    "billet", "billets", "the blogs", "آراء ومقالات", "مقالات رأي", "cartas al director", "cartas", "debattenbeitrag", "gastkolumne", "interview", "l'invité", "l'invitée", "libre opinion", "gastkommentare", "der standpunkt", "pro und contra",
];

/// Whether a short line is a kicker: a word from the list, or several with a separator ("Opinion / Cities").
pub(super) fn is_kicker(text: &str) -> bool {
    if text.chars().count() > 60 {
        return false;
    }
    let folded = fold(text);
    if WORDS.contains(&folded.as_str()) {
        return true;
    }
    let first = folded.split(['|', '/', '·', '•', '›', '>']).next().unwrap_or_default().trim();
    let pair = first != folded
        && WORDS.contains(&first)
        && folded[first.len()..].split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count() <= 2;
    let doubled = folded.split_whitespace().count() <= 3
        && (folded.starts_with("opinion ") || folded.starts_with("guest "))
        && WORDS.iter().any(|w| folded.ends_with(w));
    pair || doubled
}

/// A kicker at the beginning of a headline: "Opinion | Headline", "COMMENTARY: Headline". Gives its words and where the
/// headline begins.
pub(super) fn leading_kicker(text: &str) -> Option<(&str, usize, &'static str)> {
    let marks = |c: char| matches!(c, '|' | ':' | '–' | '—' | '·' | '•' | '/' | '.');
    let (at, sign) = text.char_indices().find(|(_, c)| marks(*c))?;
    let (kicker, rest) = (text[..at].trim(), &text[at + sign.len_utf8()..]);
    let headline = rest.trim_start();
    let known = WORDS.contains(&fold(kicker).as_str());
    // A headline has a word or two more than another section's name.
    // A full stop cuts off a kicker only where that is set in capitals.
    if sign == '.' && !is_all_caps(kicker) {
        return None;
    }
    if !known || crate::text::word_count(headline) < 2 || (sign == '/' && crate::text::word_count(headline) < 4) {
        return None;
    }
    let rule = if matches!(sign, ':' | '.') { "kicker.before_colon" } else { "kicker.before_bar" };
    Some((kicker, text.len() - headline.len(), rule))
}
