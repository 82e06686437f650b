//! Languages and scripts.

/// A BCP 47 tag as the typesetter wants it: language and region, lower and upper case.
pub(crate) fn parts(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split(['-', '_']);
    let is_word = |part: &str, from: usize, to: usize| {
        (from..=to).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let language = parts.next().filter(|part| is_word(part, 2, 3)).map(str::to_ascii_lowercase);
    let Some(language) = language else { return ("en".into(), None) };
    let region = parts.find(|part| is_word(part, 2, 2)).map(str::to_ascii_uppercase);
    (language, region)
}

/// Which family of letters most of a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    /// Cyrillic or Greek.
    Eastern,
}

/// The script of a text, by its first thousands of letters.
pub(crate) fn script(text: &str) -> Script {
    let (mut latin, mut eastern) = (0u32, 0u32);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(4000) {
        match c {
            '\u{370}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}' => eastern += 1,
            _ => latin += 1,
        }
    }
    if eastern * 2 > latin { Script::Eastern } else { Script::Latin }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_taken_apart() {
        assert_eq!(parts("en-GB"), ("en".into(), Some("GB".into())));
        assert_eq!(parts("sr_Latn_rs"), ("sr".into(), Some("RS".into())));
        assert_eq!(parts("12"), ("en".into(), None));
        assert_eq!(parts(""), ("en".into(), None));
    }

    #[test]
    fn a_script_is_that_of_most_letters() {
        assert_eq!(script("Мост — не роскошь"), Script::Eastern);
        assert_eq!(script("The bridge, мост, is long"), Script::Latin);
    }
}
