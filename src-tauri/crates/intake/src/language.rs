//! The language of a text.

use whatlang::Lang;

/// Fewest letters for a decision: below, the detector takes French lines for Afrikaans ones.
const FEWEST: usize = 200;

/// The BCP 47 tag of the language of a text; none when it is too short or mixed to be sure. Decided on the text as a
/// whole, never on a sentence.
pub fn language(text: &str) -> Option<&'static str> {
    // The beginning says it all; the rest only takes time.
    let start: String = text.chars().take(6000).collect();
    if start.chars().filter(|c| c.is_alphabetic()).count() < FEWEST {
        return None;
    }
    let info = whatlang::detect(&start).filter(whatlang::Info::is_reliable)?;
    tag(info.lang())
}

/// Two-letter tags of the languages that papers are written in; others have none here rather than a wrong one.
fn tag(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Cmn => "zh",
        Lang::Vie => "vi",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_text_tells_its_language_and_a_line_does_not() {
        let op_ed = include_str!("../../../../tests/fixtures/op-ed.txt");
        assert_eq!(language(op_ed), Some("en"));
        assert_eq!(language("Ein kurzer Satz."), None);
        let german = include_str!("../../../../tests/fixtures/pages/german-guest-essay.txt");
        assert_eq!(language(german), Some("de"));
    }
}
