//! Sentences of the piece that a magazine prints a second time in large type.

use super::sheet::Sheet;
use crate::text::{clean, fold, is_all_caps, word_count};

/// At most so many are looked for, to keep the work linear.
const MOST: usize = 16;

/// Sets aside short paragraphs whose words stand in a longer paragraph of the body as well.
pub(super) fn set_pull_quotes_aside(sheet: &mut Sheet, body: usize) {
    let open: Vec<usize> = (body..sheet.len()).filter(|&at| sheet.is_open(at)).collect();
    let short: Vec<(usize, String)> = open
        .iter()
        .skip(1)
        .filter(|&&at| sheet.units[at].raw.len() <= 500 && !is_all_caps(sheet.units[at].raw))
        .map(|&at| (at, words_of(sheet.units[at].raw.trim_start_matches(['>', ' ']))))
        .filter(|(_, words)| (5..=30).contains(&word_count(words)))
        .take(MOST)
        .collect();
    if short.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for &at in &open {
        let raw = sheet.units[at].raw;
        let text = words_of(raw);
        found.extend(
            short
                .iter()
                .filter(|(s, words)| *s != at && text.len() > words.len() + 20 && text.contains(words.as_str()))
                .map(|(s, _)| *s),
        );
    }
    for at in found {
        sheet.set_aside(at, "pull_quote", "pull_quote.repeats_body");
    }
}

fn words_of(raw: &str) -> String {
    fold(&clean(raw)).trim_matches(|c: char| !c.is_alphanumeric()).replace(['“', '”', '*', '_'], "")
}
