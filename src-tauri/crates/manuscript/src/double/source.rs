//! Where decisions took the words from that they put into the text.

use model::Field;
use model::review::{Act, Put, Record, RecordId, Role, Texts, baseline};
use std::collections::{BTreeMap, BTreeSet};

/// A text that decisions take words from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// One that people agreed to, by number.
    Agreed(usize),
    /// What a decision took out, which was taken back then.
    Taken(RecordId),
}

/// A stretch of such a text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) source: Source,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// All texts that decisions can have taken words from, as the records tell.
pub(super) struct Sources {
    /// Signed or received, and as they read with what was accepted since.
    agreed: Vec<Texts>,
    /// What acceptances brought in.
    accepted: Vec<(Field, String)>,
    /// What decisions took out, by the decision and the text.
    taken: BTreeMap<(RecordId, Field), String>,
}

impl Sources {
    pub(super) fn of(records: &[Record]) -> Self {
        let mut out = Self { agreed: Vec::new(), accepted: Vec::new(), taken: BTreeMap::new() };
        let mut roles: BTreeSet<Role> = BTreeSet::new();
        for record in records {
            match &record.act {
                Act::SignOff { texts, .. } | Act::Received { texts, .. } => out.agreed.push(texts.clone()),
                Act::Accept { splices, .. } => {
                    let own = splices.iter().flat_map(|(field, list)| list.iter().map(|s| (*field, s.insert.clone())));
                    out.accepted.extend(own.filter(|(_, words)| !words.is_empty()));
                    roles.extend(record.role.clone());
                }
                Act::Reject { put, .. } | Act::Undo { put, .. } => {
                    for put in put.iter().filter(|put| !put.took.is_empty()) {
                        // Words that go from one of them into the next are no words of either.
                        let text = out.taken.entry((record.id.clone(), put.field)).or_default();
                        text.push_str(&put.took);
                        text.push('\0');
                    }
                }
                _ => {}
            }
        }
        out.agreed.extend(roles.iter().map(|role| baseline(records, role).texts));
        out
    }

    /// Where a decision took some words from; none when they stand at two places there, and could be of either.
    pub(super) fn of_words(&self, record: &Record, put: &Put) -> Vec<Passage> {
        let words = put.words.trim();
        if words.is_empty() {
            return Vec::new();
        }
        if let Act::Undo { of, .. } = &record.act {
            let text = self.taken.get(&(of.clone(), put.field)).map_or("", String::as_str);
            return passage(Source::Taken(of.clone()), text, words).into_iter().collect();
        }
        let mut texts = self.agreed.iter().map(|texts| texts.get(&put.field).map_or("", String::as_str));
        let later = || self.accepted.iter().any(|(field, text)| *field == put.field && text.contains(words));
        if texts.clone().any(|text| often(text, words) > 1) || later() {
            return Vec::new();
        }
        let mut number = 0..;
        texts.by_ref().filter_map(|text| passage(Source::Agreed(number.next()?), text, words)).collect()
    }
}

fn passage(source: Source, text: &str, words: &str) -> Option<Passage> {
    let from = text.find(words).filter(|_| often(text, words) == 1)?;
    Some(Passage { source, from, to: from + words.len() })
}

/// How often words stand in a text; two is as good as more. Those that reach into one another count, too.
fn often(text: &str, words: &str) -> usize {
    let Some(first) = text.find(words) else { return 0 };
    let next = first + text[first..].chars().next().map_or(1, char::len_utf8);
    1 + usize::from(text[next..].contains(words))
}
