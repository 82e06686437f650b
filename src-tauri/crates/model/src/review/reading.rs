//! The reading form: a text as a reader sees it, so that two renderings of the same words are equal.

use unicode_normalization::UnicodeNormalization;

/// The reading form of a rendered text: composed letters (NFC), white space of every kind as one blank, none at the
/// ends, and without what cannot be seen (soft hyphens, joiners, zero-width blanks, marks of direction).
///
/// Overrides of direction stay: they change what a reader sees.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars().filter(|c| !is_unseen(*c)).nfc() {
        if c.is_whitespace() {
            blank = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut blank) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Characters without a width of their own.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_reader_cannot_see_makes_no_difference() {
        let text = " A\u{a0}state\u{ad}ment,\r\n\tof\u{200b} cafe\u{301} — \u{2009}“so”\u{feff} ";
        assert_eq!(normal(text), "A statement, of caf\u{e9} — “so”");
        assert_eq!(normal("\u{200b} \n"), "");
        assert_ne!(normal("a, b"), normal("a b"));
        assert_ne!(normal("a\u{202e}b"), normal("ab"), "an override of direction is seen");
    }

    proptest! {
        #[test]
        fn the_reading_form_of_a_reading_form_is_itself(text in "\\PC{0,60}|[a-e\u{301}\u{ad}\u{200b} \n]{0,60}") {
            let once = normal(&text);
            prop_assert_eq!(normal(&once), once);
        }
    }
}
