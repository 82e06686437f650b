//! Two words and a number: a digest that can be read over the telephone.

use std::collections::HashMap;
use std::sync::OnceLock;

/// 1,024 words, sorted; short, common, and unlike each other to the ear. The list never changes.
fn words() -> &'static [&'static str] {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| include_str!("../../../../../../assets/words/fingerprint.txt").lines().collect())
}

fn numbers() -> &'static HashMap<&'static str, usize> {
    static NUMBERS: OnceLock<HashMap<&'static str, usize>> = OnceLock::new();
    NUMBERS.get_or_init(|| words().iter().enumerate().map(|(number, word)| (*word, number)).collect())
}

/// How many different numbers stand in the middle: 1000 to 9999.
const NUMBERS: u64 = 9000;
const LOWEST: u64 = 1000;

/// The short form of a digest: "tern 4827 oak". It tells texts apart for people; what is compared are whole texts.
/// None when the digest is not one (64 hexadecimal digits).
pub fn fingerprint_of(digest: &str) -> Option<String> {
    let start = digest.get(..16).filter(|_| digest.len() == 64)?;
    let value = u64::from_str_radix(start, 16).ok()?;
    let count = words().len() as u64;
    let word = |value: u64| usize::try_from(value % count).ok().and_then(|index| words().get(index).copied());
    let (first, rest) = (word(value)?, value / count);
    let (number, rest) = (LOWEST + rest % NUMBERS, rest / NUMBERS);
    Some(format!("{first} {number} {}", word(rest)?))
}

/// The fingerprints that stand in a text, each once, in order. Capitals, line breaks and any signs between the three
/// parts make no difference.
pub fn fingerprints_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    // The last two tokens, with a mark where only signs stood between them.
    let mut before: [Option<&str>; 2] = [None, None];
    for token in text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()) {
        if let [Some(first), Some(number)] = before
            && let (Some(first), Some(last)) = (word_of(first), word_of(token))
            && number.len() == 4
            && number.bytes().all(|b| b.is_ascii_digit())
            && !number.starts_with('0')
        {
            let fingerprint = format!("{first} {number} {last}");
            if !found.contains(&fingerprint) && found.len() < 100 {
                found.push(fingerprint);
            }
        }
        before = [before[1], Some(token)];
    }
    found
}

/// The word of the list that a token is.
fn word_of(token: &str) -> Option<&'static str> {
    if !(3..=6).contains(&token.len()) {
        return None;
    }
    numbers().get_key_value(token.to_ascii_lowercase().as_str()).map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_1024_plain_words_in_order_and_never_changes() {
        let words = words();
        assert_eq!(words.len(), 1024);
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "sorted, each once");
        for word in words {
            assert!((3..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
        assert_eq!(
            super::super::digest(words.join("\n").as_bytes()),
            "6f6a623be8e6a3bb282300a73832cf7cd8a6e76591a9e298809413caefdb65d1"
        );
    }

    #[test]
    fn no_two_words_are_one_letter_apart() {
        let near = |a: &str, b: &str| {
            let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
            let (a, b) = (a.as_bytes(), b.as_bytes());
            let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
            match b.len() - a.len() {
                0 => a[(same + 1).min(a.len())..] == b[(same + 1).min(b.len())..],
                1 => a[same..] == b[same + 1..],
                _ => false,
            }
        };
        assert!(near("mallet", "mullet") && near("cat", "cart") && !near("tern", "teal"));
        for (index, a) in words().iter().enumerate() {
            for b in &words()[index + 1..] {
                assert!(!near(a, b), "{a} and {b}");
            }
        }
    }

    #[test]
    fn a_digest_has_one_short_form_and_it_is_found_again() {
        assert_eq!(fingerprint_of(&"0".repeat(64)).as_deref(), Some("abacus 1000 abacus"));
        assert_eq!(fingerprint_of(&"f".repeat(64)).as_deref(), Some("zone 8983 envoy"));
        assert_eq!(fingerprint_of("ff"), None);
        assert_eq!(fingerprint_of(&"é".repeat(32)), None);
        for text in
            ["Tern 4827 Oak", "> seal: tern\n> 4827\u{a0}oak.", "(TERN-4827-OAK)", "x tern 4827 oak tern 4827 oak"]
        {
            assert_eq!(fingerprints_in(text), ["tern 4827 oak"], "{text}");
        }
        for text in ["tern 482 oak", "tern 0827 oak", "tern 4827 oaks", "tern oak 4827", "", "tern４827 oak"] {
            assert!(fingerprints_in(text).is_empty(), "{text}");
        }
        assert_eq!(fingerprints_in("tern 4827 oak 1000 tern"), ["tern 4827 oak", "oak 1000 tern"]);
    }
}
