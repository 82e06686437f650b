//! What waits for somebody, over all pieces.
//!
//! What waits in a piece is kept beside the list and made again when the piece's log has gone on, so that the question is
//! answered from a few short rows.

use crate::review::Waiting;
use crate::review::sight::Sight;
use crate::service::{Inner, hold};
use crate::session::Session;
use crate::{Archive, Desk, Error, Event};
use manuscript::Detail;
use model::review::flow::needs;
use model::review::{Act, Need, Role, baseline, comments};
use model::{Person, PieceId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;
use store::{Op, Reader, Row, RowQuery};

/// So many pieces are read for the list without delay.
const FEW: usize = 8;
const LATER: Duration = Duration::from_millis(1500);

/// What waits in one piece, for everybody. Holds names, and no words of the piece.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    /// When it is due, as it was given. One that was kept without it, before the list told of it, can't be read and is made
    /// again.
    #[serde(deserialize_with = "Option::deserialize")]
    due: Option<String>,
    /// Whose answer each open query wants; empty for anybody's.
    queries: Vec<String>,
    /// Comments that are not settled.
    comments: u32,
    /// Roles that signed: the changes since that they did not accept.
    changes: BTreeMap<Role, u32>,
    /// Roles that have to read.
    needs: BTreeMap<Role, Need>,
}

/// What the desk list tells of a piece beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Open {
    /// When it is due, as it was given.
    pub(crate) due: Option<String>,
    /// Queries that want an answer.
    pub(crate) queries: u32,
    /// Comments that are not settled, queries among them.
    pub(crate) comments: u32,
}

impl Open {
    /// Of a piece that is loaded.
    pub(crate) fn of(session: &Session) -> Open {
        let stand = comments(session.manuscript.records());
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Open {
            due: session.manuscript.detail(Detail::Due),
            queries: count(stand.iter().filter(|comment| comment.waits()).count()),
            comments: count(stand.iter().filter(|comment| !comment.resolved && !comment.deleted).count()),
        }
    }

    /// As it was kept; none when it has to be made again.
    pub(crate) fn kept(state: &str) -> Option<Open> {
        serde_json::from_str::<State>(state).ok().map(|state| state.open())
    }
}

/// Pieces of which the list could not tell what is open, and whether a thread reads them.
#[derive(Default)]
pub(crate) struct Unread {
    pieces: BTreeSet<PieceId>,
    is_read: bool,
}

/// However the thread ends, the next question may start another one: stored bytes that make the library fall must not
/// leave the others unread.
struct EndOfReading(std::sync::Weak<Inner>);

impl Drop for EndOfReading {
    fn drop(&mut self) {
        if let Some(inner) = self.0.upgrade().filter(|_| std::thread::panicking()) {
            hold(&inner.unread).is_read = false;
        }
    }
}

impl State {
    fn is_nothing(&self) -> bool {
        self.queries.is_empty() && self.comments == 0 && self.changes.is_empty() && self.needs.is_empty()
    }

    fn open(&self) -> Open {
        let queries = u32::try_from(self.queries.len()).unwrap_or(u32::MAX);
        Open { due: self.due.clone(), queries, comments: self.comments }
    }

    /// Whether a query is for a person or a role; one that names nobody is for everybody.
    fn is_for(to: &str, me: &Person, role: &Role) -> bool {
        let named = to.trim().to_lowercase();
        named.is_empty()
            || named == me.name.to_lowercase()
            || named.parse::<Role>().is_ok_and(|asked| asked == *role)
            || matches!(role, Role::Person(name) if name.to_lowercase() == named)
    }

    fn view(&self, row: Row, me: &Person, role: &Role, all: bool) -> Option<Waiting> {
        let queries = self.queries.iter().filter(|to| all || Self::is_for(to, me, role)).count();
        let queries = u32::try_from(queries).unwrap_or(u32::MAX);
        let changes = self.changes.get(role).copied();
        let need = self.needs.get(role).copied().unwrap_or_default();
        let mut parts = Vec::new();
        let many = |count: u32, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
        if queries > 0 {
            parts.push(many(queries, "query waits for an answer", "queries wait for an answer"));
        }
        if need == Need::Required {
            parts.push(format!("{} has to read it", role.label()));
        }
        if let Some(changes) = changes.filter(|changes| *changes > 0) {
            parts.push(many(changes, "change since you last agreed", "changes since you last agreed"));
        }
        if all {
            let others = self.needs.iter().filter(|(other, need)| *other != role && **need == Need::Required);
            parts.extend(others.map(|(other, _)| format!("{} has to read it", other.label())));
            if self.comments > 0 {
                parts.push(many(self.comments, "comment is open", "comments are open"));
            }
        }
        (!parts.is_empty()).then(|| Waiting {
            id: row.id,
            slugline: row.slugline,
            headline: row.headline,
            stage: row.stage,
            queries,
            comments: self.comments,
            changes,
            need,
            says: parts.join(", "),
        })
    }
}

impl Sight<'_> {
    /// What waits in the piece.
    pub(crate) fn state(&self) -> State {
        let stand = comments(self.records);
        let open = Open::of(self.session);
        let mut signed: Vec<&Role> = self
            .records
            .iter()
            .filter(|record| matches!(record.act, Act::SignOff { .. }))
            .filter_map(|record| record.role.as_ref())
            .collect();
        signed.sort();
        signed.dedup();
        let now = self.session.manuscript.texts();
        let changes = signed.into_iter().map(|role| {
            let since = manuscript::review::changes(&baseline(self.records, role).texts, &now);
            (role.clone(), u32::try_from(since.len()).unwrap_or(u32::MAX))
        });
        let queries = stand.iter().filter(|comment| comment.waits()).map(|query| query.to.clone().unwrap_or_default());
        State {
            queries: queries.collect(),
            comments: open.comments,
            due: open.due,
            changes: changes.collect(),
            needs: needs(self.records),
        }
    }
}

/// What waits in a piece, from its log alone.
pub(crate) fn state_of(session: &Session) -> State {
    let past = Box::new(|| Err(Error::bad("Not asked for.")));
    // What waits does not depend on the outlet.
    let page = (std::path::Path::new(""), model::OutletProfile::default());
    let pictures = Box::new(|_: &str| model::picture::Pictures::default());
    let records = session.manuscript.records();
    let sight = Sight { session, records, people: HashMap::new(), named: Vec::new(), page, past, pictures };
    sight.state()
}

/// What was kept of what waits, where it is as new as the list.
fn kept(reader: &Reader) -> Result<HashMap<PieceId, State>, Error> {
    let newest: HashMap<PieceId, i64> = reader.last_changes()?.into_iter().map(|(id, seq, _)| (id, seq)).collect();
    let rows = reader.waiting()?.into_iter().filter(|(id, (seq, _))| newest.get(id) == Some(seq));
    // What can't be read is made again.
    Ok(rows.filter_map(|(id, (_, state))| Some((id, serde_json::from_str(&state).ok()?))).collect())
}

/// A piece as it is stored, with its place in the log.
fn read(reader: &Reader, id: PieceId) -> Result<(store::PieceHead, store::StoredPiece), Error> {
    Ok((reader.head(id)?.ok_or_else(Error::no_piece)?, reader.piece(id)?))
}

fn stored(reader: &Reader, id: PieceId) -> Result<(i64, State), Error> {
    let (head, piece) = read(reader, id)?;
    Ok((head.last_seq, state_of(&Session::load(id, &head, &piece)?)))
}

/// What the list tells of a piece that is only read: nothing is compared for it.
pub(crate) fn stored_open(reader: &Reader, id: PieceId) -> Option<Open> {
    let (head, piece) = read(reader, id).ok()?;
    Session::load(id, &head, &piece).ok().map(|session| Open::of(&session))
}

/// Whether what is kept of what waits in a piece, as of a place in its log, is not what the log says. One that the log has
/// left behind is made again when it is asked for.
pub(crate) fn waits_otherwise(reader: &Reader, id: PieceId, seq: i64, state: &str) -> bool {
    let Ok((newest, says)) = stored(reader, id) else { return false };
    // One of an older form is made again when it is asked for.
    newest == seq && serde_json::from_str::<State>(state).is_ok_and(|kept| kept != says)
}

fn rows(reader: &Reader) -> Result<Vec<Row>, Error> {
    Ok(reader.rows(&RowQuery { limit: u32::MAX, ..RowQuery::default() })?)
}

impl Desk {
    /// What waits for the person at this desk in a role, over all pieces on the desk; for anybody when `all` is set.
    ///
    /// # Errors
    /// When the database fails.
    pub fn waiting(&self, role: &Role, all: bool) -> Result<Vec<Waiting>, Error> {
        self.settle()?;
        let (rows, mut known) = {
            let reader = hold(&self.inner.reader);
            (rows(&reader)?, kept(&reader)?)
        };
        let mut last = None;
        for id in rows.iter().map(|row| row.id) {
            if known.contains_key(&id) {
                continue;
            }
            let (state, pending) = self.make_state(id)?;
            last = pending.or(last);
            known.insert(id, state);
        }
        if let Some(pending) = last {
            pending.wait()?;
        }
        Ok(views(rows, &known, &self.person().0, role, all))
    }

    /// Reads what waits in a piece, and keeps it.
    fn make_state(&self, id: PieceId) -> Result<(State, Option<store::Pending>), Error> {
        let loaded = hold(&self.inner.sessions).get(&id).cloned();
        if let Some(session) = loaded {
            // Held until it is handed over, so that it is of everything written before.
            let session = hold(&session);
            let state = state_of(&session);
            let pending = self.keep_state(id, None, &state)?;
            return Ok((state, Some(pending)));
        }
        // The database is held while the piece is read, and free while it is looked at.
        let stored = read(&hold(&self.inner.reader), id);
        let session = stored.and_then(|(head, piece)| Ok((head.last_seq, Session::load(id, &head, &piece)?)));
        // A piece that can't be read is told of by the doctor; the others still wait.
        let Ok((seq, session)) = session else { return Ok((State::default(), None)) };
        let state = state_of(&session);
        let pending = self.keep_state(id, Some(seq), &state)?;
        Ok((state, Some(pending)))
    }

    /// What the list tells of a piece beside its words: of one that is loaded as it is now, else as it was kept. None
    /// where that has to be read first.
    pub(crate) fn open_in(&self, id: PieceId) -> Option<Open> {
        let loaded = hold(&self.inner.sessions).get(&id).cloned();
        match loaded {
            Some(session) => Some(Open::of(&hold(&session))),
            None => hold(&self.inner.reader).waits_in(id).ok().flatten().and_then(|state| Open::kept(&state)),
        }
    }

    /// Reads and keeps what the list asked for and did not find, a piece at a time on a thread of its own, and tells the
    /// windows when there is more to show. What is asked for meanwhile is read after it.
    pub(crate) fn read_open(&self, missing: Vec<PieceId>) {
        if missing.is_empty() {
            return;
        }
        let mut unread = hold(&self.inner.unread);
        let many = missing.len() > FEW;
        unread.pieces.extend(missing);
        if unread.is_read {
            return;
        }
        unread.is_read = true;
        drop(unread);
        let weak = Arc::downgrade(&self.inner);
        let read = move || {
            // Of a few it is told at once; a whole page of them waits until the window, which may just be opening, is drawn.
            if many {
                std::thread::sleep(LATER);
            }
            let _end = EndOfReading(weak.clone());
            let mut found = false;
            loop {
                let Some(inner) = weak.upgrade() else { return };
                let desk = Desk { inner };
                let next = hold(&desk.inner.unread).pieces.pop_first();
                if let Some(id) = next {
                    // One that somebody opened meanwhile is known by now, and was not when the list was asked for.
                    let open = desk.open_in(id).or_else(|| Some(desk.make_state(id).ok()?.0.open()));
                    found |= open.is_some_and(|open| open != Open::default());
                    continue;
                }
                // Only what was kept is found by the next question.
                let _ = desk.settle();
                if std::mem::take(&mut found) {
                    desk.emit(Event::ListChanged);
                }
                let mut unread = hold(&desk.inner.unread);
                if unread.pieces.is_empty() {
                    unread.is_read = false;
                    return;
                }
            }
        };
        if std::thread::Builder::new().name("desk-open-items".into()).spawn(read).is_err() {
            hold(&self.inner.unread).is_read = false;
        }
    }

    fn keep_state(&self, id: PieceId, seq: Option<i64>, state: &State) -> Result<store::Pending, Error> {
        let state = serde_json::to_string(state).map_err(|error| Error::bad(error.to_string()))?;
        self.submit(vec![Op::Waiting { piece: id, seq, state }])
    }
}

fn views(rows: Vec<Row>, known: &HashMap<PieceId, State>, me: &Person, role: &Role, all: bool) -> Vec<Waiting> {
    let waits = |row: Row| known.get(&row.id).filter(|state| !state.is_nothing())?.view(row.clone(), me, role, all);
    rows.into_iter().filter_map(waits).collect()
}

impl Archive {
    /// As [`Desk::waiting`], for the person whose desk it is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn waiting(&self, role: &Role, all: bool) -> Result<Vec<Waiting>, Error> {
        let reader = self.reader();
        let (rows, mut known) = (rows(reader)?, kept(reader)?);
        for id in rows.iter().map(|row| row.id).collect::<Vec<_>>() {
            let read = || stored(reader, id).map(|(_, state)| state).unwrap_or_default();
            known.entry(id).or_insert_with(read);
        }
        Ok(views(rows, &known, &self.person(), role, all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_for_who_is_named_by_name_or_role_and_else_for_everybody() {
        let me = Person::named("Maud Castell");
        let is_for = |to: &str| State::is_for(to, &me, &Role::FactCheck);
        assert!(is_for("") && is_for("maud castell") && is_for("Fact-check") && is_for("fact_check"));
        assert!(!is_for("legal") && !is_for("Ilse Varden"));
        assert!(State::is_for("Ivo Maric", &me, &Role::Person("Ivo Maric".into())));
    }
}
