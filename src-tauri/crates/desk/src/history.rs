//! The history of a piece as a person thinks of it: stretches of work, imports, restores, named versions.

use crate::clock::rfc3339;
use crate::past::{MomentId, Past};
use crate::service::hold;
use crate::{Archive, Desk, Error};
use manuscript::compare;
use model::{Field, Person, PieceId};
use serde::Serialize;
use std::sync::Arc;
use store::{LoggedChange, StoredSeen};

/// How long a history waits for what was just seen to be kept.
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);
/// A pause this long ends a stretch of work, milliseconds.
pub(crate) const PAUSE: i64 = 30 * 60 * 1000;

/// What a row of the history tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    /// The piece was made.
    New,
    /// Somebody worked on it.
    Work,
    /// It came from a file.
    Import,
    /// A page was pasted into it.
    Paste,
    /// A paste or an import was taken back.
    ImportUndone,
    /// Something that had been set aside was put back into the body.
    PutBack,
    /// It is a copy of another piece.
    Duplicate,
    /// It got another slugline.
    Rename,
    /// An earlier text was brought back.
    Restore,
    /// Quotation marks and dashes were set as the outlet does.
    House,
    /// Its file was changed by another program.
    Outside,
    /// Changes from another desk came in.
    Merge,
    /// It went to the bin.
    Bin,
    /// It came back from the bin.
    Unbin,
    /// Words were taken out of it for good.
    Erase,
    /// Somebody remarked or answered something.
    Comment,
    /// Changes were taken into a role's baseline; the text did not move.
    Accept,
    /// Changes were taken back in the text.
    Reject,
    /// A decision was taken back.
    Undo,
    /// A role agreed to the text.
    SignOff,
    /// Whether a role has to read it was set.
    Need,
    /// It went to another stage.
    Step,
    /// Owner, due time or embargo was set.
    Flow,
    /// A headline was shown, or answered.
    Headline,
    /// The text was sealed.
    Seal,
    /// A file for reading back was made, or its answer came in.
    Readback,
}

impl HistoryKind {
    /// Of a row of the log.
    pub(crate) fn of(kind: &str) -> HistoryKind {
        match kind {
            "new" => HistoryKind::New,
            "import" => HistoryKind::Import,
            "paste" => HistoryKind::Paste,
            "undo_import" => HistoryKind::ImportUndone,
            "put_back" => HistoryKind::PutBack,
            "duplicate" => HistoryKind::Duplicate,
            "rename" => HistoryKind::Rename,
            "restore" => HistoryKind::Restore,
            "house" => HistoryKind::House,
            "outside" => HistoryKind::Outside,
            "merge" => HistoryKind::Merge,
            "bin" => HistoryKind::Bin,
            "unbin" => HistoryKind::Unbin,
            "erase" => HistoryKind::Erase,
            "comment" => HistoryKind::Comment,
            "accept" => HistoryKind::Accept,
            "reject" => HistoryKind::Reject,
            "undo" => HistoryKind::Undo,
            "signoff" => HistoryKind::SignOff,
            "need" => HistoryKind::Need,
            "step" => HistoryKind::Step,
            "flow" => HistoryKind::Flow,
            "headline" => HistoryKind::Headline,
            "seal" => HistoryKind::Seal,
            "readback" => HistoryKind::Readback,
            _ => HistoryKind::Work,
        }
    }

    /// Whether neighbours of this kind are one stretch.
    pub(crate) fn goes_on(self) -> bool {
        matches!(
            self,
            HistoryKind::Work | HistoryKind::Outside | HistoryKind::Comment | HistoryKind::Accept | HistoryKind::Reject
        )
    }
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionMark {
    /// The moment that it keeps.
    pub moment: MomentId,
    /// Its name; empty when it was made by itself.
    pub name: String,
    /// `named`, or why it was made (`before_restore` …).
    pub kind: String,
    /// When, RFC 3339.
    pub at: String,
    /// By whom.
    pub person: Person,
}

/// One row of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryEntry {
    /// The moment after it.
    pub moment: MomentId,
    /// The moment before it.
    pub before: MomentId,
    /// First change, RFC 3339.
    pub from: String,
    /// Last change, RFC 3339.
    pub to: String,
    /// Who.
    pub person: Person,
    /// What.
    pub kind: HistoryKind,
    /// Words that came into the body.
    pub words_added: u32,
    /// Words that left the body.
    pub words_removed: u32,
    /// Milestones kept in it, oldest first.
    pub versions: Vec<VersionMark>,
    /// Of an erasure: in how many places, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased: Option<Erasure>,
}

/// What an erasure says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erasure {
    /// In how many places the words stood.
    pub places: u32,
    /// Why, in the person's words.
    pub reason: String,
}

/// When a person last left the piece, and what came since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenMoment {
    /// The moment that was seen.
    pub moment: MomentId,
    /// When it was left, RFC 3339.
    pub at: String,
    /// Words that came into the body since.
    pub words_added: u32,
    /// Words that left the body since.
    pub words_removed: u32,
}

/// A part of the history, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The rows.
    pub entries: Vec<HistoryEntry>,
    /// Whether there are older ones.
    pub more: bool,
    /// The last moment of the piece.
    pub now: MomentId,
    /// What the person has not seen yet; none when nothing came since the last look.
    pub seen: Option<SeenMoment>,
}

/// Rows of the log that are one row of the history.
struct Stretch<'a> {
    rows: &'a [LoggedChange],
    kind: HistoryKind,
}

fn stretches<'a>(log: &'a [LoggedChange], ends: &[MomentId]) -> Vec<Stretch<'a>> {
    let mut out: Vec<Stretch<'a>> = Vec::new();
    let mut start = 0;
    for (index, row) in log.iter().enumerate() {
        let kind = HistoryKind::of(&row.kind);
        let same = log.get(index + 1).is_some_and(|next| {
            kind.goes_on()
                && HistoryKind::of(&next.kind) == kind
                && next.person == row.person
                && (next.at - row.at).abs() <= PAUSE
                && !ends.contains(&row.seq)
        });
        if !same {
            out.push(Stretch { rows: &log[start..=index], kind });
            start = index + 1;
        }
    }
    out
}

impl Past {
    /// Rows older than `before` (all when it is none), newest first.
    pub(crate) fn history(
        &self,
        before: Option<MomentId>,
        limit: usize,
        seen: Option<&StoredSeen>,
    ) -> Result<History, Error> {
        // A version ends a stretch: what was named is the text at the end of a row.
        let ends: Vec<MomentId> =
            self.versions.iter().filter(|version| version.kind == "named").map(|version| version.seq).collect();
        let all = stretches(&self.log, &ends);
        let older: Vec<usize> = (0..all.len()).rev().filter(|i| before.is_none_or(|b| all[*i].last() < b)).collect();
        let mut entries = Vec::new();
        let mut words: Option<(MomentId, String)> = None;
        for index in older.iter().take(limit) {
            let stretch = &all[*index];
            let moment = stretch.last();
            let earlier = index.checked_sub(1).map_or(0, |i| all[i].last());
            let after = match words.take() {
                Some((at, body)) if at == moment => body,
                _ => self.body(moment)?,
            };
            let (mut counts, mut body) = (manuscript::Counts::default(), after);
            if stretch.rows.iter().any(|row| row.bytes > 0) {
                let then = self.body(earlier)?;
                counts = compare(&then, &body).counts;
                body = then;
            }
            words = Some((earlier, body));
            entries.push(self.entry(stretch, earlier, counts));
        }
        let more = older.len() > limit;
        let now = self.now();
        let seen = seen.filter(|seen| seen.seq < now).map(|seen| self.since(seen)).transpose()?;
        Ok(History { entries, more, now, seen })
    }

    fn body(&self, at: MomentId) -> Result<String, Error> {
        Ok(self.moment(at)?.texts.remove(&Field::Body).unwrap_or_default())
    }

    fn since(&self, seen: &StoredSeen) -> Result<SeenMoment, Error> {
        let counts = compare(&self.body(seen.seq)?, self.manuscript.text(Field::Body)).counts;
        Ok(SeenMoment {
            moment: seen.seq,
            at: rfc3339(seen.at),
            words_added: counts.words_inserted,
            words_removed: counts.words_removed,
        })
    }

    fn entry(&self, stretch: &Stretch<'_>, earlier: MomentId, counts: manuscript::Counts) -> HistoryEntry {
        let (first, last) = (&stretch.rows[0], &stretch.rows[stretch.rows.len() - 1]);
        let versions = self.versions.iter().filter(|version| version.seq > earlier && version.seq <= last.seq);
        HistoryEntry {
            moment: last.seq,
            before: earlier,
            from: rfc3339(first.at),
            to: rfc3339(last.at),
            person: last.person.clone(),
            kind: stretch.kind,
            words_added: counts.words_inserted,
            words_removed: counts.words_removed,
            versions: versions
                .map(|version| VersionMark {
                    moment: version.seq,
                    name: version.name.clone(),
                    kind: version.kind.clone(),
                    at: rfc3339(version.at),
                    person: version.person.clone(),
                })
                .collect(),
            erased: self
                .erasures
                .iter()
                .find(|erasure| erasure.seq == last.seq)
                .map(|erasure| Erasure { places: erasure.places, reason: erasure.reason.clone() }),
        }
    }
}

impl Stretch<'_> {
    fn last(&self) -> MomentId {
        self.rows.last().map_or(0, |row| row.seq)
    }
}

impl Desk {
    /// The history of a piece: rows older than `before`, newest first.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn history(&self, id: PieceId, before: Option<MomentId>, limit: u32) -> Result<History, Error> {
        // The last look is written behind one's back: it is awaited, but not for as long as a full disk may take.
        let _ = self.submit(Vec::new())?.wait_within(LOOK);
        let seen = hold(&self.inner.reader).seen(id, &self.person().0)?;
        self.past(id)?.history(before, limit as usize, seen.as_ref())
    }

    /// The log of a piece, read once for as long as nothing is written.
    pub(crate) fn past(&self, id: PieceId) -> Result<Arc<Past>, Error> {
        let reader = hold(&self.inner.reader);
        let last = reader.last_seq()?;
        let mut kept = hold(&self.inner.past);
        if let Some((of, past)) = kept.as_ref()
            && *of == last
            && past.id == id
        {
            return Ok(past.clone());
        }
        let past = Arc::new(Past::read(&reader, id)?);
        *kept = Some((last, past.clone()));
        Ok(past)
    }

    /// Keeps that the person has seen a piece as it is now.
    pub(crate) fn looked(&self, id: PieceId) {
        let Ok(session) = self.session(id) else { return };
        let mark = hold(&session).manuscript.version();
        let (person, at) = (self.person().0, self.now());
        // What was seen is a convenience: a desk that can't keep it goes on.
        let _ = self.submit(vec![store::Op::Seen { piece: id, at, person, mark }]);
    }
}

impl Archive {
    /// The history of a piece: rows older than `before`, newest first.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn history(&self, id: PieceId, before: Option<MomentId>, limit: u32) -> Result<History, Error> {
        Past::read(self.reader(), id)?.history(before, limit as usize, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(seq: i64, minute: i64, name: &str, kind: &str) -> LoggedChange {
        let person = Person { name: name.into(), initials: name.into() };
        LoggedChange { seq, at: minute * 60_000, person, kind: kind.into(), bytes: 1 }
    }

    fn grouped(log: &[LoggedChange], ends: &[MomentId]) -> Vec<usize> {
        stretches(log, ends).iter().map(|stretch| stretch.rows.len()).collect()
    }

    #[test]
    fn work_of_one_person_without_a_long_pause_is_one_row() {
        let log = [
            row(1, 0, "MC", "new"),
            row(2, 0, "MC", "edit"),
            row(5, 29, "MC", "details"),
            row(6, 60, "MC", "edit"),
            row(7, 61, "IV", "edit"),
            row(8, 62, "IV", "restore"),
            row(9, 63, "IV", "restore"),
            row(10, 64, "IV", "outside"),
            row(11, 65, "IV", "outside"),
        ];
        assert_eq!(grouped(&log, &[]), [1, 2, 1, 1, 1, 1, 2]);
    }

    #[test]
    fn a_named_version_ends_a_row_and_a_clock_that_goes_back_does_not_lose_one() {
        let log =
            [row(1, 100, "MC", "edit"), row(2, 101, "MC", "edit"), row(3, 40, "MC", "edit"), row(4, 41, "MC", "edit")];
        assert_eq!(grouped(&log, &[1]), [1, 1, 2]);
    }
}
