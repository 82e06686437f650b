//! A text with its history and remarks, as a file brought them, whatever kind of file it was.

mod replay;
mod split;
mod tally;

pub(crate) use split::split;
pub(crate) use tally::tally;

use model::review::Texts;
use model::{Field, Person};
use std::collections::BTreeMap;
use std::ops::Range;

/// Who a file names for something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Signed {
    /// The name as it stands in the file; empty when it was scrubbed.
    pub(crate) name: String,
    /// Initials, where the file gives some.
    pub(crate) initials: String,
    /// Milliseconds since 1970; none when the file has no time.
    pub(crate) at: Option<i64>,
}

/// The name of somebody whom a file does not name.
pub(crate) const UNNAMED: &str = "Unnamed";

impl Signed {
    /// The person of the desk's log.
    pub(crate) fn person(&self) -> Person {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name: String = if name.is_empty() { UNNAMED.to_owned() } else { name.chars().take(120).collect() };
        let initials: String = self.initials.trim().chars().take(4).collect();
        let person = Person::named(&name);
        if initials.is_empty() { person } else { Person { initials, ..person } }
    }
}

/// A stretch of text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Markdown; only the readings as a whole are well formed.
    pub(crate) text: String,
    /// Who put it there; none when it was there.
    pub(crate) inserted: Option<Signed>,
    /// Who took it out; none when it is there.
    pub(crate) removed: Option<Signed>,
}

impl Run {
    /// Words that were there and are there.
    pub(crate) fn kept(text: impl Into<String>) -> Run {
        Run { text: text.into(), inserted: None, removed: None }
    }

    /// Whether it stands in the text as received: with all changes rejected.
    pub(crate) fn was(&self) -> bool {
        self.inserted.is_none()
    }

    /// Whether it stands in the text now: with all changes accepted.
    pub(crate) fn is(&self) -> bool {
        self.removed.is_none()
    }

    /// Whether anybody did anything to it.
    pub(crate) fn is_changed(&self) -> bool {
        !(self.was() && self.is())
    }
}

/// Where a remark hangs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// On a passage of the text now, UTF-16 units.
    Now(Field, Range<u32>),
    /// On a passage of all runs of a text one after the other, bytes. At the very start and empty it is about the text as
    /// a whole.
    Runs(Field, Range<usize>),
    /// On words that are in no text of the piece.
    Lost,
    /// On the piece as a whole.
    Piece,
}

/// A remark, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) spot: Spot,
    /// The words it hangs on, as the file has them.
    pub(crate) quote: String,
    /// Who made it; none for whoever brings the file in.
    pub(crate) by: Option<Signed>,
    pub(crate) text: String,
    pub(crate) replies: Vec<(Option<Signed>, String)>,
    /// Whether the file says that it is settled.
    pub(crate) resolved: bool,
}

/// What a file with marks says besides the text now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    /// The texts with all changes rejected.
    pub(crate) before: Texts,
    /// The texts that somebody changed, with everybody's doing; empty when the file does not say whose.
    pub(crate) runs: BTreeMap<Field, Vec<Run>>,
    /// Remarks in the order of the file.
    pub(crate) remarks: Vec<Remark>,
}

/// One reading of runs.
pub(crate) fn reading(runs: &[Run], stands: fn(&Run) -> bool) -> String {
    runs.iter().filter(|run| stands(run)).map(|run| run.text.as_str()).collect()
}

/// Appends a stretch; joins it to the last run when their fate is the same.
pub(crate) fn push(runs: &mut Vec<Run>, text: &str, of: &Run) {
    if text.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.inserted == of.inserted && last.removed == of.removed => last.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), ..of.clone() }),
    }
}
