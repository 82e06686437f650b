//! The few words that a page says by itself, in the language of the piece.

/// The words of one language.
pub(super) struct Words {
    /// In front of the author's name; empty where the language prints the name alone.
    pub(super) by: &'static str,
    /// Above the author note.
    pub(super) author: &'static str,
    /// Above the disclosure.
    pub(super) disclosure: &'static str,
    /// Above the correction.
    pub(super) correction: &'static str,
}

const fn words(by: &'static str, author: &'static str, disclosure: &'static str, correction: &'static str) -> Words {
    Words { by, author, disclosure, correction }
}

impl Words {
    /// The words of a language by its BCP 47 tag; English ones when it is unknown.
    pub(super) fn of(language: Option<&str>) -> Words {
        let tag = language.unwrap_or("en").to_ascii_lowercase();
        match tag.split(['-', '_']).next().unwrap_or_default() {
            "de" => words("Von", "Zur Person", "Offenlegung", "Korrektur"),
            "fr" => words("Par", "L’auteur", "Déclaration d’intérêts", "Rectificatif"),
            "es" => words("Por", "El autor", "Declaración de intereses", "Corrección"),
            "pt" => words("Por", "O autor", "Declaração de interesses", "Correção"),
            "it" => words("Di", "L’autore", "Dichiarazione d’interessi", "Correzione"),
            "ca" => words("Per", "L’autor", "Declaració d’interessos", "Correcció"),
            "ro" => words("De", "Autorul", "Declarație de interese", "Erată"),
            "nl" => words("Door", "De auteur", "Belangenverklaring", "Correctie"),
            "sv" => words("Av", "Om skribenten", "Intressedeklaration", "Rättelse"),
            "da" => words("Af", "Om skribenten", "Interesseerklæring", "Rettelse"),
            "no" | "nb" | "nn" => words("Av", "Om skribenten", "Interesseerklæring", "Rettelse"),
            "fi" => words("", "Kirjoittaja", "Sidonnaisuudet", "Oikaisu"),
            "pl" => words("", "O autorze", "Oświadczenie autora", "Sprostowanie"),
            "cs" => words("", "O autorovi", "Prohlášení autora", "Oprava"),
            "sk" => words("", "O autorovi", "Vyhlásenie autora", "Oprava"),
            "uk" => words("", "Про автора", "Заява автора", "Виправлення"),
            "ru" => words("", "Об авторе", "Заявление автора", "Исправление"),
            "el" => words("", "Ο συντάκτης", "Δήλωση συμφερόντων", "Διόρθωση"),
            "tr" => words("", "Yazar hakkında", "Çıkar beyanı", "Düzeltme"),
            "ar" => words("بقلم", "عن الكاتب", "إفصاح", "تصحيح"),
            "fa" => words("نوشتهٔ", "دربارهٔ نویسنده", "افشای منافع", "اصلاحیه"),
            "he" | "iw" => words("מאת", "על הכותב", "גילוי נאות", "תיקון"),
            "zh" => words("文", "作者简介", "利益披露", "更正"),
            "ja" => words("文", "筆者", "利益相反の開示", "訂正"),
            _ => words("By", "The author", "Disclosure", "Correction"),
        }
    }
}
