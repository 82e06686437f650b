//! A text with its history: what was there, what is there now, and who changed it.

use std::ops::Range;

/// When something was done, as a Word file says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The clock on the wall of whoever did it, `2026-05-04T09:30:00`, without a zone. (Word writes a `Z` behind it, which
    /// means nothing.)
    pub local: Option<String>,
    /// The true instant, RFC 3339 in UTC; only newer files know it.
    pub utc: Option<String>,
}

/// Who did something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The name as it stands in the file; empty when it was scrubbed.
    pub author: String,
    /// The time; absent when it was scrubbed.
    pub when: When,
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
    /// Came in and went out again: in neither reading, but somebody wrote it.
    Passing {
        /// Who wrote it.
        inserted: Stamp,
        /// Who took it out.
        removed: Stamp,
    },
}

impl Status {
    /// Whether the run stands in the text as it was (all changes rejected).
    pub fn was(&self) -> bool {
        matches!(self, Status::Kept | Status::Removed(_))
    }

    /// Whether the run stands in the text now (all changes accepted).
    pub fn is(&self) -> bool {
        matches!(self, Status::Kept | Status::Inserted(_))
    }
}

/// A stretch of Markdown with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Markdown; only the readings as a whole are well formed, a single run may hold half a mark.
    pub text: String,
    /// What became of it.
    pub status: Status,
    /// For a move: the name that both of its ends share.
    pub moved: Option<String>,
}

/// A text and all that was changed in it, in one list: both readings come from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracked {
    /// The runs in order; neighbours differ in status.
    pub runs: Vec<Run>,
}

impl Tracked {
    /// A text without changes.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            return Self::default();
        }
        Self { runs: vec![Run { text, status: Status::Kept, moved: None }] }
    }

    /// The text with all changes accepted: as it is now.
    pub fn accepted(&self) -> String {
        self.runs.iter().filter(|run| run.status.is()).map(|run| run.text.as_str()).collect()
    }

    /// The text with all changes rejected: as it was received.
    pub fn rejected(&self) -> String {
        self.runs.iter().filter(|run| run.status.was()).map(|run| run.text.as_str()).collect()
    }

    /// All runs one after the other; positions of comments count its bytes.
    pub fn union(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The text with its changes shown: `[-removed-]`, `{+inserted+}`.
    pub fn marked(&self) -> String {
        let mut out = String::new();
        for run in &self.runs {
            match run.status {
                Status::Kept => out.push_str(&run.text),
                Status::Inserted(_) => out.extend(["{+", &run.text, "+}"]),
                Status::Removed(_) => out.extend(["[-", &run.text, "-]"]),
                Status::Passing { .. } => out.extend(["{+[-", &run.text, "-]+}"]),
            }
        }
        out
    }

    /// Whether anything was changed.
    pub fn has_changes(&self) -> bool {
        self.runs.iter().any(|run| run.status != Status::Kept)
    }

    /// Where a stretch of the union stands in the text now (bytes); empty where its words are gone.
    pub fn in_accepted(&self, range: &Range<usize>) -> Range<usize> {
        self.within(range, Status::is)
    }

    /// Where a stretch of the union stands in the text as received (bytes).
    pub fn in_rejected(&self, range: &Range<usize>) -> Range<usize> {
        self.within(range, Status::was)
    }

    fn within(&self, range: &Range<usize>, stands: fn(&Status) -> bool) -> Range<usize> {
        self.place(range.start, stands)..self.place(range.end, stands)
    }

    fn place(&self, at: usize, stands: fn(&Status) -> bool) -> usize {
        let (mut from, mut there) = (0, 0);
        for run in &self.runs {
            let inside = at.saturating_sub(from).min(run.text.len());
            if stands(&run.status) {
                there += inside;
            }
            from += run.text.len();
            if from >= at {
                break;
            }
        }
        there
    }

    /// A stretch of the union with its runs; an end inside a character goes before it.
    pub fn slice(&self, range: &Range<usize>) -> Tracked {
        let mut out = Tracked::default();
        let mut from = 0;
        for run in &self.runs {
            let within = |at: usize| {
                let mut at = at.saturating_sub(from).min(run.text.len());
                while !run.text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let (start, end) = (within(range.start), within(range.end));
            if let Some(text) = run.text.get(start..end) {
                out.push(text, run.status.clone(), run.moved.clone());
            }
            from += run.text.len();
            if from >= range.end {
                break;
            }
        }
        out
    }

    /// Appends a stretch; joins it to the last run when their fate is the same.
    pub fn push(&mut self, text: &str, status: Status, moved: Option<String>) {
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.status == status && last.moved == moved => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), status, moved }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(author: &str) -> Stamp {
        Stamp { author: author.into(), when: When::default() }
    }

    fn sample() -> Tracked {
        let mut text = Tracked::default();
        text.push("The ", Status::Kept, None);
        text.push("old", Status::Removed(stamp("A")), None);
        text.push("new", Status::Inserted(stamp("A")), None);
        text.push(" odd", Status::Passing { inserted: stamp("A"), removed: stamp("B") }, None);
        text.push(" town", Status::Kept, None);
        text
    }

    #[test]
    fn both_readings_come_from_one_list() {
        let text = sample();
        assert_eq!((text.accepted().as_str(), text.rejected().as_str()), ("The new town", "The old town"));
        assert_eq!(text.marked(), "The [-old-]{+new+}{+[- odd-]+} town");
    }

    #[test]
    fn a_place_in_the_union_is_found_in_both_readings() {
        let text = sample();
        let odd = text.union().find("old").map(|at| at..at + 3).expect("it is there");
        assert_eq!((text.in_rejected(&odd), text.in_accepted(&odd)), (4..7, 4..4));
        let town = text.union().find("town").map(|at| at..at + 4).expect("it is there");
        assert_eq!((text.in_rejected(&town), text.in_accepted(&town)), (8..12, 8..12));
        assert_eq!(text.slice(&(0..7)).rejected(), "The old");
    }
}
