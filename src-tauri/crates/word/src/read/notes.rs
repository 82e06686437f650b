//! What is said of a file while it is walked.

use crate::tracked::Stamp;
use crate::xml::Element;
use model::{ReceiptEntry, ReceiptKind};
use std::collections::BTreeMap;

/// Lines of a receipt with a place; more of one rule are counted.
const MOST_OF_A_RULE: usize = 200;
/// Characters of the words in a line.
const LONGEST: usize = 400;

#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) entries: Vec<ReceiptEntry>,
    of_rule: BTreeMap<String, usize>,
    pub(crate) counts: BTreeMap<&'static str, usize>,
}

impl Log {
    pub(crate) fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    pub(crate) fn dropped(&mut self, what: &str, rule: &str, paragraph: u32, text: &str) {
        self.entry(ReceiptKind::Dropped, what, rule, paragraph, text);
    }

    pub(crate) fn changed(&mut self, what: &str, rule: &str, paragraph: u32, text: &str) {
        self.entry(ReceiptKind::Changed, what, rule, paragraph, text);
    }

    /// A tracked change of looks: by whom, when, of which words.
    pub(crate) fn formatting(&mut self, rule: &str, paragraph: u32, who: &Stamp, words: &str) {
        let when = who.when.utc.as_deref().or(who.when.local.as_deref()).unwrap_or("an unknown time");
        let author = if who.author.is_empty() { "somebody" } else { &who.author };
        self.changed("formatting", rule, paragraph, &format!("{author}, {when}: {words}"));
    }

    /// An element that no rule names; its words stay in the text.
    pub(crate) fn unknown(&mut self, name: &str, paragraph: u32, element: &Element) {
        let listed = self.of_rule.get("word.unknown").is_none_or(|count| *count < MOST_OF_A_RULE);
        let words = if listed { element.words() } else { String::new() };
        self.dropped(name, "word.unknown", paragraph, &words);
    }

    fn entry(&mut self, kind: ReceiptKind, what: &str, rule: &str, paragraph: u32, text: &str) {
        let of_rule = self.of_rule.entry(rule.to_owned()).or_default();
        *of_rule += 1;
        if *of_rule > MOST_OF_A_RULE {
            return;
        }
        let mut text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((at, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(at);
            text.push('…');
        }
        self.entries.push(ReceiptEntry::new(kind, what, rule).at(paragraph.max(1), text));
    }

    /// Lines for what was too much to be listed.
    pub(crate) fn surplus(&self) -> Vec<ReceiptEntry> {
        let over = self.of_rule.iter().filter(|(_, count)| **count > MOST_OF_A_RULE);
        over.map(|(rule, count)| {
            let text = format!("and {} more of this rule", count - MOST_OF_A_RULE);
            ReceiptEntry::new(ReceiptKind::Changed, "more", rule.as_str()).saying(text)
        })
        .collect()
    }
}
