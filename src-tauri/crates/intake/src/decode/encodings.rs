//! Which encoding the bytes are in.

use super::{DecodeError, changed};
use encoding_rs::{Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use model::Receipt;

/// The text in the encoding that the bytes are in, with what had to be said about it.
pub(super) fn to_utf8(bytes: &[u8], receipt: &mut Receipt) -> Result<(String, &'static Encoding), DecodeError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        receipt.push(changed("bom", "bom.removed", encoding.name()));
        if encoding != UTF_8 {
            return Ok((convert(encoding, &bytes[length..], "encoding.bom", receipt), encoding));
        }
        return Ok(eight_bit(&bytes[length..], receipt));
    }
    if bytes.contains(&0) {
        let encoding = utf16_by_zeros(bytes).ok_or(DecodeError::Binary)?;
        return Ok((convert(encoding, bytes, "encoding.zero_pattern", receipt), encoding));
    }
    Ok(eight_bit(bytes, receipt))
}

/// UTF-16 without a mark: the high halves of spaces, line ends and Latin letters are zero, all on one side.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut zeros = [0usize; 2];
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        zeros[at % 2] += 1;
    }
    let [even, odd] = zeros;
    // Cyrillic has zeros only beside spaces and marks, about one pair in eight; a twentieth is asked for.
    let enough = bytes.len().is_multiple_of(2) && (even.max(odd)) * 40 >= bytes.len();
    match (even, odd) {
        (0, _) if enough => Some(UTF_16LE),
        (_, 0) if enough => Some(UTF_16BE),
        _ => None,
    }
}

fn eight_bit(bytes: &[u8], receipt: &mut Receipt) -> (String, &'static Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), UTF_8);
    }
    if is_broken_utf8(bytes) {
        return (convert(UTF_8, bytes, "encoding.utf8_broken", receipt), UTF_8);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let first = detector.guess(None, chardetng::Utf8Detection::Deny);
    let encoding =
        first_of_its_kind(first, bytes, |country| detector.guess(Some(country), chardetng::Utf8Detection::Deny));
    (convert(encoding, bytes, "encoding.detected", receipt), encoding)
}

/// The sign of every currency in ISO-8859-1, where ISO-8859-15 has the euro. Nobody writes it.
const EURO_OR_NONE: u8 = 0xa4;

/// What the bytes are in, given the guess from their frequencies alone. Western text and that of a country whose letters
/// are the Western ones but for two are hard to tell apart so; the language tells the country, and the country more.
fn first_of_its_kind(
    first: &'static Encoding,
    bytes: &[u8],
    of_country: impl Fn(&[u8]) -> &'static Encoding,
) -> &'static Encoding {
    if first != WINDOWS_1252 {
        return first;
    }
    let (text, _) = first.decode_without_bom_handling(bytes);
    let guess = crate::language(&text).and_then(country).map_or(first, |country| of_country(country.as_bytes()));
    let has_c1 = bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
    if guess == WINDOWS_1252 && !has_c1 && bytes.contains(&EURO_OR_NONE) { ISO_8859_15 } else { guess }
}

/// The domain of a country whose language has letters that Windows 1252 lacks.
fn country(language: &str) -> Option<&'static str> {
    Some(match language {
        "hu" => "hu",
        "pl" => "pl",
        "cs" => "cz",
        "sk" => "sk",
        "ro" => "ro",
        "tr" => "tr",
        "lt" => "lt",
        "lv" => "lv",
        "et" => "ee",
        _ => return None,
    })
}

/// Whether whole UTF-8 sequences outnumber the broken ones by far; in a legacy encoding they hardly occur at all.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken, mut cut) = (0usize, 0usize, false);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        if !chunk.invalid().is_empty() {
            broken += 1;
            cut = chunk.invalid().len() > 1;
        }
    }
    whole > broken * 3 || (whole > 0 && broken == 1 && cut)
}

fn convert(encoding: &'static Encoding, bytes: &[u8], rule: &str, receipt: &mut Receipt) -> String {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if encoding != UTF_8 {
        receipt.push(changed("encoding", rule, encoding.name()));
    }
    if had_errors {
        let count = if encoding == UTF_8 {
            bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count()
        } else {
            text.matches('\u{fffd}').count().max(1)
        };
        let words = if count == 1 {
            "1 place could not be read and shows �".to_owned()
        } else {
            format!("{count} places could not be read and show �")
        };
        let rule = if encoding == UTF_8 { rule } else { "encoding.unreadable" };
        receipt.push(changed("encoding", rule, words));
    }
    text.into_owned()
}
