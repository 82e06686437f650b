//! What a file holds, as values: a text with its history, comments, and what it says about itself.

use model::Receipt;
use model::picture::Picture;
use std::ops::Range;

/// Who did something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The name as it stands in the file; may be empty.
    pub author: String,
    /// The clock on the wall of whoever did it, `2026-05-04T09:30:00`.
    pub at: Option<String>,
}

/// What became of a run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Was there and is there.
    Kept,
    /// Came in.
    Inserted(Stamp),
    /// Went out.
    Removed(Stamp),
}

/// A stretch of Markdown with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Markdown; only the readings as a whole are well formed.
    pub text: String,
    /// What became of it.
    pub status: Status,
}

/// A text and all that was changed in it, in one list: both readings come from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracked {
    /// The runs in order; neighbours differ in status.
    pub runs: Vec<Run>,
}

impl Tracked {
    /// The text with all changes accepted: as it is now.
    pub fn accepted(&self) -> String {
        self.reading(|status| !matches!(status, Status::Removed(_)))
    }

    /// The text with all changes rejected: as it was received.
    pub fn rejected(&self) -> String {
        self.reading(|status| !matches!(status, Status::Inserted(_)))
    }

    fn reading(&self, stands: impl Fn(&Status) -> bool) -> String {
        self.runs.iter().filter(|run| stands(&run.status)).map(|run| run.text.as_str()).collect()
    }

    /// Whether anything was changed.
    pub fn has_changes(&self) -> bool {
        self.runs.iter().any(|run| run.status != Status::Kept)
    }

    /// The length of all runs in bytes.
    pub(crate) fn len(&self) -> usize {
        self.runs.iter().map(|run| run.text.len()).sum()
    }

    /// Takes back the last letters; whether they stood there, and were always there.
    pub(crate) fn take_back(&mut self, end: &str) -> bool {
        let Some(last) = self.runs.last_mut().filter(|run| run.status == Status::Kept && run.text.ends_with(end))
        else {
            return false;
        };
        last.text.truncate(last.text.len() - end.len());
        if last.text.is_empty() {
            self.runs.pop();
        }
        true
    }

    /// Appends a stretch; joins it to the last run when their fate is the same.
    pub(crate) fn push(&mut self, text: &str, status: &Status) {
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.status == *status => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), status: status.clone() }),
        }
    }
}

/// A remark at a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Who wrote it, and when.
    pub by: Stamp,
    /// Its words.
    pub text: String,
    /// Whether somebody marked it as done.
    pub resolved: bool,
    /// The passage: bytes of all runs of the text, one after the other.
    pub place: Range<usize>,
}

/// A file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The whole text as Markdown, with its history. Furniture is not told apart.
    pub body: Tracked,
    /// Comments in the order of the text.
    pub comments: Vec<Comment>,
    /// The title that the file gives itself.
    pub title: String,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// The pictures that the text calls, each once, by the names that it calls them by.
    pub pictures: Vec<Picture>,
    /// What was kept, changed and dropped.
    pub receipt: Receipt,
}
