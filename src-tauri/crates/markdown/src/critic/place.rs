//! A comment that says in its words which passage it stands on: `on “the ferry”: which one?`

const OPEN: &str = "on “";
const CLOSE: &str = "”: ";

/// The words with their passage in front. A closing quotation mark inside it is doubled.
pub(super) fn placed(passage: &str, words: &str) -> String {
    format!("{OPEN}{}{CLOSE}{words}", passage.replace('”', "””"))
}

/// The passage that the words name, and the words without it.
pub(super) fn named(words: &str) -> Option<(String, &str)> {
    let rest = words.strip_prefix(OPEN)?;
    let mut passage = String::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '”' && chars.next_if(|(_, c)| *c == '”').is_none() {
            return Some((passage, rest[at..].strip_prefix(CLOSE)?));
        }
        passage.push(c);
    }
    None
}
