//! Reads one line as a date: tokens in any order that papers use, and nothing else beside them.

use super::names::{month, weekday};
use super::parts::Parts;
use super::tokens::{Kind, Token, tokenise};

/// Longest text that can be a date line, in bytes.
const MAX_DATE_BYTES: usize = 200;

/// What stands before a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Label {
    /// Nothing.
    #[default]
    None,
    /// "Published" and its like.
    Published,
    /// "Updated", "Last modified" and their like.
    Modified,
}

/// A date line as it was read.
#[derive(Clone, Debug)]
pub(crate) struct DateLine {
    /// RFC 3339; none where no year was printed.
    pub value: Option<String>,
    /// Month and day, for a date without a year.
    pub month_day: (i8, i8),
    /// The date as printed.
    pub printed: String,
    pub label: Label,
    pub rule: &'static str,
    /// How many bytes of the text were read; less than all when other words follow.
    pub consumed: usize,
}

/// Reads the beginning of a text as a date; `consumed` says how far. None when it does not begin with a date.
pub(crate) fn read_line(text: &str) -> Option<DateLine> {
    if text.len() > MAX_DATE_BYTES {
        return None;
    }
    let tokens = tokenise(text);
    let mut parts = Parts::default();
    let mut at = skip_place(&tokens, text);
    let mut consumed = text.len();
    while at < tokens.len() {
        match parts.take(&tokens, at) {
            Some(count) => at += count,
            None => {
                consumed = tokens[at].start;
                break;
            }
        }
    }
    parts.finish(text, consumed)
}

/// "Berlin, 24. April 2024": up to three capitalised words and a comma before a date.
fn skip_place(tokens: &[Token], text: &str) -> usize {
    let words = tokens.iter().take_while(|t| matches!(t.kind, Kind::Word(_))).count();
    let capital = |t: &Token| text[t.start..].chars().next().is_some_and(char::is_uppercase);
    let known = |t: &Token| match &t.kind {
        Kind::Word(w) => month(w).is_some() || weekday(w).is_some() || label(w).is_some(),
        _ => true,
    };
    // A dash stands behind the name of a place of one or two words; more may be a masthead.
    let comma = match tokens.get(words).map(|t| &t.kind) {
        Some(Kind::Mark(',')) => true,
        Some(Kind::Mark('-' | '–' | '—')) => words <= 2,
        _ => false,
    };
    let place = (1..=3).contains(&words) && comma && tokens[..words].iter().all(|t| capital(t) && !known(t));
    if place { words + 1 } else { 0 }
}

/// What a word says about the date behind it.
pub(super) fn label(word: &str) -> Option<Label> {
    #[rustfmt::skip]
    const PUBLISHED: &[&str] = &[
        "published", "posted", "first", "date", "stand", "datum", "publié", "publiée", "publicado", "publicada",
        "pubblicato", "veröffentlicht", "erstellt", "opublikowano", "опубликовано", "опубліковано", "gepubliceerd",
        "publicerad", "publiceret", "fecha", "data", "дата",
        "publikacja", "publicación", "publicação", "pubblicazione", "veröffentlichung", "публикация", "публікація", "publisert", "julkaistu", "publikováno", "vydáno", "megjelent", "publicat", "yayınlanma", "δημοσίευση",
        "créé", "créée", "offentliggjort", "입력", "등록", "기사입력", "승인", "公開日時", "公開", "公開日", "掲載", "配信", "发布时间", "发布", "发表时间", "時間", "发表于", "פורסם", "نشر", "نُشر", "प्रकाशित", "erschienen", "paru", "pubblicata", "uscito",
    ];
    #[rustfmt::skip]
    const MODIFIED: &[&str] = &[
        "updated", "modified", "last", "modifié", "modifiée", "actualisé", "aktualisiert", "zuletzt", "mis", "actualizado", "aggiornato", "обновлено",
        "оновлено", "zaktualizowano", "aktualizacja", "bijgewerkt", "uppdaterad", "opdateret", "atualizado",
        "edited", "modifica", "modificato", "modificado", "oppdatert", "päivitetty", "aktualizováno", "frissítve",
        "actualizat", "güncelleme", "ενημέρωση", "עודכן", "تحديث", "अपडेटेड", "revised", "amended", "수정", "업데이트", "최종수정", "更新", "更新日時", "更新日", "修改", "oppdaterte",
    ];
    if PUBLISHED.contains(&word) {
        Some(Label::Published)
    } else if MODIFIED.contains(&word) {
        Some(Label::Modified)
    } else {
        None
    }
}
