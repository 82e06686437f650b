//! Rows of the log that can be one: work of one person within a minute, of which no moment is lost that held a word that
//! the ones before and after it do not hold.

use crate::past::Past;
use crate::service::hold;
use crate::{Desk, Error};
use manuscript::{Effect, Span};
use model::PieceId;
use std::collections::{HashMap, HashSet};
use store::{LoggedChange, Op};

/// Longest stretch that becomes one row, milliseconds: times are told to the minute.
const TOGETHER: i64 = 60_000;

/// Work that is younger stays as it was written, milliseconds.
const YOUNG: i64 = 24 * 60 * 60 * 1000;
/// Fewer new rows of a piece are not worth it.
const LEAST: u32 = 200;
/// Rows that are joined in one commit: typing never waits long for it.
const AT_ONCE: usize = 64;

/// Whether `next` goes into the row that begins with `first` and has done `done` so far, when nothing else needs the
/// moment between them. What a row removes must be in the moment before it, so nothing is removed after something was
/// added.
pub(crate) fn goes_on(first: &LoggedChange, done: Effect, next: &LoggedChange, does: Effect) -> bool {
    matches!(first.kind.as_str(), "edit" | "details")
        && next.kind == first.kind
        && next.person == first.person
        && (0..=TOGETHER).contains(&(next.at - first.at))
        && !(done.adds && does.removes)
}

/// The effect of both.
pub(crate) fn both(a: Effect, b: Effect) -> Effect {
    Effect { adds: a.adds || b.adds, removes: a.removes || b.removes }
}

impl Desk {
    /// Joins what one person wrote within a minute, more than a day ago, into one row of the log each. Who and when stay in
    /// the document; every version, receipt and row of the history keeps its moment, and no word that was ever there is
    /// missing in all of them. Gives how many rows the log has less.
    ///
    /// # Errors
    /// When the database fails. What was joined until then stays joined.
    pub fn thin_log(&self) -> Result<u32, Error> {
        let (pieces, end) = hold(&self.inner.reader).unthinned(self.now() - YOUNG, LEAST)?;
        let mut less = 0;
        for id in pieces {
            less += self.thin_piece(id, end)?;
        }
        self.submit(vec![Op::Thinned { seq: end }])?.wait()?;
        Ok(less)
    }

    fn thin_piece(&self, id: PieceId, end: i64) -> Result<u32, Error> {
        // A connection of its own: a long log takes a while to read, and lists must not wait.
        let reader = store::Reader::open(self.dir())?;
        let past = Past::read(&reader, id)?;
        let kept: HashSet<i64> = reader.kept_places(id)?.into_iter().collect();
        let logged: HashMap<i64, &LoggedChange> = past.log.iter().map(|row| (row.seq, row)).collect();
        let mut groups: Vec<Group<'_>> = Vec::new();
        // The first row tells when the piece was made.
        for change in reader.changes(id, 0, end)?.iter().skip(1) {
            let Some(row) = logged.get(&change.seq) else { continue };
            let spans = Span::of(&change.payload)?;
            let effect = past.manuscript.effect_of(&spans);
            match groups.last_mut() {
                Some(group) if !kept.contains(&group.last) && goes_on(group.first, group.effect, row, effect) => {
                    group.last = row.seq;
                    group.spans = Span::joined(&group.spans, &spans);
                    group.effect = both(group.effect, effect);
                }
                _ => groups.push(Group { first: row, last: row.seq, spans, effect }),
            }
        }
        let before = reader.history(id)?.len();
        groups.retain(|group| group.first.seq != group.last);
        for some in groups.chunks(AT_ONCE) {
            let ops = some.iter().map(|group| {
                let payload = past.manuscript.update_of(&group.spans)?;
                Ok(Op::Join { piece: id, first: group.first.seq, last: group.last, payload })
            });
            match self.submit(ops.collect::<Result<_, Error>>()?)?.wait() {
                // Something was kept of a moment meanwhile: these rows stay as they are.
                Ok(_) | Err(store::Error::Refused(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let after = reader.history(id)?.len();
        *hold(&self.inner.past) = None;
        Ok(u32::try_from(before.saturating_sub(after)).unwrap_or(u32::MAX))
    }
}

/// Rows that become one.
struct Group<'a> {
    first: &'a LoggedChange,
    last: i64,
    spans: Vec<Span>,
    effect: Effect,
}
