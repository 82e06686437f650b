//! Counting words, and how long they take to read.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Silent reading speed for English prose, words a minute (Brysbaert 2019).
const WORDS_A_MINUTE: u32 = 238;

/// Counts the words of a plain text (no Markdown marks).
///
/// Words are those of Unicode's word segmentation (UAX 29); what stands between two spaces joined by hyphens or
/// apostrophes is one word ("state-owned", "o’clock", "it's").
pub fn count_words(plain: &str) -> u32 {
    let mut words = 0u32;
    let mut joined = false;
    for token in plain.split_word_bounds() {
        if is_joiner(token) {
            // A joiner counts only behind a word; `joined` keeps its state through it.
            continue;
        }
        if token.chars().next().is_some_and(char::is_alphanumeric) {
            if !joined || is_separate_script(token) {
                words += 1;
            }
            joined = true;
        } else {
            joined = false;
        }
    }
    words
}

fn is_joiner(token: &str) -> bool {
    matches!(token, "-" | "\u{2010}" | "\u{2011}" | "'" | "\u{2019}" | "\u{02bc}" | "\u{ad}")
}

/// Scripts written without spaces: every token of the segmentation is a word of its own.
fn is_separate_script(token: &str) -> bool {
    token.chars().next().is_some_and(|c| {
        matches!(c, '\u{0e00}'..='\u{0fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
    })
}

/// Reading time in whole seconds, rounded up.
pub fn reading_seconds(words: u32) -> u32 {
    (u64::from(words) * 60).div_ceil(u64::from(WORDS_A_MINUTE)).try_into().unwrap_or(u32::MAX)
}

/// Reading time in minutes, one decimal.
pub fn reading_minutes(words: u32) -> f64 {
    (f64::from(words) / f64::from(WORDS_A_MINUTE) * 10.0).round() / 10.0
}

/// The lengths that a commission accepts: ten per cent to either side of what was ordered.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LengthBand {
    /// Fewest words.
    pub low: u32,
    /// Most words.
    pub high: u32,
}

impl LengthBand {
    /// The band of a commissioned length.
    pub fn of(commissioned: u32) -> LengthBand {
        LengthBand { low: commissioned - commissioned / 10, high: commissioned.saturating_add(commissioned / 10) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_joined_by_hyphen_or_apostrophe_are_one() {
        assert_eq!(count_words("A state-owned boat; it’s o'clock."), 5);
        assert_eq!(count_words("one - two"), 2);
        assert_eq!(count_words("1,184 words, 3.5 per cent"), 5);
        assert_eq!(count_words("— “” …"), 0);
        assert_eq!(count_words(""), 0);
    }

    #[test]
    fn other_scripts_are_counted() {
        assert_eq!(count_words("Мост через реку"), 3);
        assert_eq!(count_words("中文字"), 3);
        assert_eq!(count_words("الجسر فوق النهر"), 3);
    }

    #[test]
    fn reading_time_rounds_up() {
        assert_eq!(reading_seconds(535), 135);
        assert_eq!(reading_seconds(0), 0);
    }
}
