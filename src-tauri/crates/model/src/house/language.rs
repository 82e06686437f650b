//! The quotation marks of languages.

use super::HouseMarks;

const ENGLISH: [&str; 4] = ["“", "”", "‘", "’"];
const GERMAN: [&str; 4] = ["„", "“", "‚", "‘"];
const SWISS: [&str; 4] = ["«", "»", "‹", "›"];
const FRENCH: [&str; 4] = ["«\u{202f}", "\u{202f}»", "“", "”"];
const GUILLEMETS: [&str; 4] = ["«", "»", "“", "”"];
const SLAVIC: [&str; 4] = ["«", "»", "„", "“"];
const POLISH: [&str; 4] = ["„", "”", "«", "»"];
const NORDIC: [&str; 4] = ["”", "”", "’", "’"];
const NORWEGIAN: [&str; 4] = ["«", "»", "‘", "’"];

/// The marks of a language by its BCP 47 tag, English ones when it is unknown: opening and closing, then the inner ones.
fn of(language: Option<&str>) -> [&'static str; 4] {
    let tag = language.unwrap_or_default().to_ascii_lowercase();
    let (primary, region) = tag.split_once(['-', '_']).unwrap_or((&tag, ""));
    match (primary, region) {
        ("de" | "fr" | "it" | "rm", "ch" | "li") => SWISS,
        ("de" | "cs" | "sk" | "sl" | "bg" | "is" | "lt" | "et" | "ka" | "mk" | "sq", _) => GERMAN,
        ("fr", _) => FRENCH,
        ("es" | "it" | "ca" | "gl" | "eu" | "el" | "pt" | "ar" | "fa", "" | "es" | "it" | "pt" | "gr") => GUILLEMETS,
        ("ru" | "uk" | "be" | "hy" | "az" | "kk", _) => SLAVIC,
        ("pl" | "ro" | "hr" | "sr" | "bs" | "hu", _) => POLISH,
        ("sv" | "fi", _) => NORDIC,
        ("nb" | "nn" | "no" | "da", _) => NORWEGIAN,
        _ => ENGLISH,
    }
}

impl HouseMarks {
    /// The marks of a language by its BCP 47 tag, English ones when it is unknown; the dash is ` – `.
    pub fn of_language(language: Option<&str>) -> Self {
        let [open, close, open_inner, close_inner] = of(language).map(str::to_owned);
        Self { open, close, open_inner, close_inner, dash: " – ".to_owned() }
    }
}
