//! What decisions put into the text, one by one.

use super::source::Passage;
use crate::Manuscript;
use crate::letters::{read, written};
use crate::put::blanks;
use loro::ID;
use model::review::{Act, ChangeKind, Decided, Put, Record, RecordId};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::rc::Rc;

/// What a decision put into the text at one place.
pub(super) struct Placed {
    pub(super) put: Put,
    /// Who decided, and the peer that wrote it.
    pub(super) name: String,
    pub(super) peer: u64,
    pub(super) record: RecordId,
    /// At how many places its record put words.
    pub(super) beside: usize,
    /// Among all records, in their order.
    pub(super) order: usize,
    /// Where the paragraph that moved was taken out, when this brought it back.
    pub(super) taken: Option<[String; 2]>,
    /// The words of the paragraph that had moved, as it was and as it was found, when this brought it back.
    pub(super) moved: Option<HashSet<String>>,
    /// Where its words came from, once it was asked for.
    pub(super) passages: OnceCell<Vec<Passage>>,
}

impl Placed {
    /// The words. White space beside them can be of one decision here and of another there.
    pub(super) fn words(&self) -> &str {
        let words = self.put.words.trim();
        if words.is_empty() { &self.put.words } else { words }
    }

    /// Whether who brought the moved paragraph back had a word of it before his eyes.
    pub(super) fn knew(&self, word: &str) -> bool {
        self.moved.as_ref().is_some_and(|words| words.contains(word))
    }

    /// The first words of it alone, so many bytes, with the white space behind them.
    pub(super) fn head(&self, bytes: usize) -> Option<Placed> {
        let (own, rest) = self.words().split_at_checked(bytes)?;
        let from = blanks(&self.put.words).0.chars().count();
        self.part(from, from + own.chars().count() + blanks(rest).0.chars().count())
    }

    /// The last words of it alone, so many bytes, with the white space in front of them.
    pub(super) fn tail(&self, bytes: usize) -> Option<Placed> {
        let (rest, own) = self.words().split_at_checked(self.words().len().checked_sub(bytes)?)?;
        let to = self.put.words.chars().count() - blanks(&self.put.words).1.chars().count();
        self.part(to.checked_sub(own.chars().count() + blanks(rest).1.chars().count())?, to)
    }

    /// Some of its letters; none where that cuts a word.
    fn part(&self, from: usize, to: usize) -> Option<Placed> {
        let letters: Vec<char> = self.put.words.chars().collect();
        let cut = |at: usize| {
            let inside = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_alphanumeric());
            inside(at.checked_sub(1)) && inside(Some(at))
        };
        let first = read(&self.put.letters)?;
        let counter = first.counter.checked_add(i32::try_from(from).ok()?)?;
        let words = letters.get(from..to)?.iter().collect();
        let put = Put { words, letters: written(ID { peer: first.peer, counter }), ..self.put.clone() };
        (!cut(from) && !cut(to)).then(|| Placed {
            put,
            name: self.name.clone(),
            record: self.record.clone(),
            taken: None,
            moved: None,
            passages: OnceCell::new(),
            ..*self
        })
    }

    /// Whether it put a whole paragraph there.
    pub(super) fn is_paragraph(&self) -> bool {
        let broken = |c: char| matches!(c, '\n' | '\r');
        self.moved.is_some() || self.put.words.starts_with(broken) || self.put.words.ends_with(broken)
    }
}

/// All of them, in the order of the records.
pub(super) fn placed(piece: &Manuscript) -> Vec<Rc<Placed>> {
    let mut out = Vec::new();
    for (order, record) in piece.records().iter().enumerate() {
        for put in puts_of(record).iter().filter(|put| !put.words.is_empty()) {
            let Some(first) = read(&put.letters) else { continue };
            let about = moved_back(record, put);
            out.push(Rc::new(Placed {
                put: put.clone(),
                name: record.by.name.clone(),
                peer: first.peer,
                record: record.id.clone(),
                beside: puts_of(record).iter().filter(|put| !put.words.is_empty()).count(),
                order,
                taken: about.and_then(|about| taken_from(record, about)),
                moved: about.map(words_of),
                passages: OnceCell::new(),
            }));
        }
    }
    out
}

fn puts_of(record: &Record) -> &[Put] {
    match &record.act {
        Act::Reject { put, .. } | Act::Undo { put, .. } => put,
        _ => &[],
    }
}

/// The paragraph that had moved, and that a rejection brought back by what it put there.
fn moved_back<'a>(record: &'a Record, put: &Put) -> Option<&'a Decided> {
    let Act::Reject { decided, .. } = &record.act else { return None };
    let mut about = decided.iter().filter(|about| about.field == put.field && about.kind == ChangeKind::Move);
    // One decision can be about many paragraphs: only when there is one are their words looked at.
    let first = about.next()?;
    let there: HashSet<&str> = put.words.split_whitespace().collect();
    // The words inside may have been chosen one way or the other: most of them are the paragraph's own.
    std::iter::once(first).chain(about).find(|about| is_about(about, &there))
}

fn words_of(about: &Decided) -> HashSet<String> {
    about.removed.split_whitespace().chain(about.inserted.split_whitespace()).map(str::to_owned).collect()
}

/// Where the rejection of a move took the paragraph out.
fn taken_from(record: &Record, about: &Decided) -> Option<[String; 2]> {
    let from = |put: &&Put| put.field == about.field && is_about(about, &put.took.split_whitespace().collect());
    puts_of(record).iter().find(from).map(|put| [put.left.clone(), put.right.clone()])
}

/// Whether these are the words of a paragraph, as it was or as it was found: half of a short one can have been decided.
fn is_about(paragraph: &Decided, words: &HashSet<&str>) -> bool {
    most_of(&paragraph.removed, words) || most_of(&paragraph.inserted, words)
}

/// Whether most words of a paragraph are among some.
fn most_of(paragraph: &str, there: &HashSet<&str>) -> bool {
    let own: Vec<&str> = paragraph.split_whitespace().collect();
    let held = own.iter().filter(|word| there.contains(**word)).count();
    !own.is_empty() && held * 2 > own.len()
}
