//! What waits for somebody, over all pieces.
//!
//! What waits in a piece is kept beside the list and made again when the piece's log has gone on, so that the question is
//! answered from a few short rows.

use crate::review::Waiting;
use crate::review::sight::Sight;
use crate::service::hold;
use crate::session::Session;
use crate::{Archive, Desk, Error};
use model::review::flow::needs;
use model::review::{Act, Need, Role, baseline, comments};
use model::{Person, PieceId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use store::{Op, Reader, Row, RowQuery};

/// What waits in one piece, for everybody. Holds names, and no words of the piece.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    /// Whose answer each open query wants; empty for anybody's.
    queries: Vec<String>,
    /// Comments that are not settled.
    comments: u32,
    /// Roles that signed: the changes since that they did not accept.
    changes: BTreeMap<Role, u32>,
    /// Roles that have to read.
    needs: BTreeMap<Role, Need>,
}

impl State {
    fn is_nothing(&self) -> bool {
        *self == State::default()
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
        let open = stand.iter().filter(|comment| !comment.resolved && !comment.deleted);
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
            comments: u32::try_from(open.count()).unwrap_or(u32::MAX),
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
    let records = session.manuscript.records();
    let sight = Sight { session, records, people: HashMap::new(), named: Vec::new(), page, past };
    sight.state()
}

/// What was kept of what waits, where it is as new as the list.
fn kept(reader: &Reader) -> Result<HashMap<PieceId, State>, Error> {
    let newest: HashMap<PieceId, i64> = reader.last_changes()?.into_iter().map(|(id, seq, _)| (id, seq)).collect();
    let rows = reader.waiting()?.into_iter().filter(|(id, (seq, _))| newest.get(id) == Some(seq));
    // What can't be read is made again.
    Ok(rows.filter_map(|(id, (_, state))| Some((id, serde_json::from_str(&state).ok()?))).collect())
}

fn stored(reader: &Reader, id: PieceId) -> Result<(i64, State), Error> {
    let head = reader.head(id)?.ok_or_else(Error::no_piece)?;
    let session = Session::load(id, &head, &reader.piece(id)?)?;
    Ok((head.last_seq, state_of(&session)))
}

/// Whether what is kept of what waits in a piece, as of a place in its log, is not what the log says. One that the log has
/// left behind is made again when it is asked for.
pub(crate) fn waits_otherwise(reader: &Reader, id: PieceId, seq: i64, state: &str) -> bool {
    let Ok((newest, says)) = stored(reader, id) else { return false };
    newest == seq && serde_json::from_str::<State>(state).map_or(true, |kept| kept != says)
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
            let loaded = hold(&self.inner.sessions).get(&id).cloned();
            let state = match loaded {
                Some(session) => {
                    // Held until it is handed over, so that it is of everything written before.
                    let session = hold(&session);
                    let state = state_of(&session);
                    last = Some(self.keep_state(id, None, &state)?);
                    state
                }
                // A piece that can't be read is told of by the doctor; the others still wait.
                None => match stored(&hold(&self.inner.reader), id) {
                    Ok((seq, state)) => {
                        last = Some(self.keep_state(id, Some(seq), &state)?);
                        state
                    }
                    Err(_) => State::default(),
                },
            };
            known.insert(id, state);
        }
        if let Some(pending) = last {
            pending.wait()?;
        }
        Ok(views(rows, &known, &self.person().0, role, all))
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
