//! Decisions about changes: taken into one's own baseline, or put back in the text.

use crate::review::{Against, Decisions};
use crate::service::hold;
use crate::{Desk, Error, Update};
use manuscript::review::{accept, baseline, credit, reject};
use model::review::{Act, Change, Decision, Role};
use model::{Field, PieceId};

impl Desk {
    /// Accepts changes into the role's own baseline, or puts the baseline's words back in the text. Without names all
    /// that are open are meant.
    ///
    /// # Errors
    /// When changes against another baseline than one's own are to be accepted.
    pub fn decide(
        &self,
        id: PieceId,
        against: &Against,
        role: &Role,
        decision: Decision,
        changes: &[String],
    ) -> Result<Decisions, Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let now = guard.manuscript.texts();
        let (before, open) = {
            let sight = self.sight(&guard)?;
            if decision == Decision::Accept && !sight.is_own(against, role) {
                return Err(Error::bad(
                    "Changes are accepted into one's own baseline only. Against another one you can reject and comment; \
                     that role's agreement is recorded as a sign-off that says how it was given.",
                ));
            }
            let held = sight.held(Some(against), role)?;
            let open: Vec<Change> = sight.open_changes(&held).into_iter().map(|open| open.change).collect();
            (held.baseline.texts, open)
        };
        let wanted: Vec<String> = match changes {
            [] => open.iter().map(|change| change.id.clone()).collect(),
            some => some.to_vec(),
        };
        let left = |decided: usize| u32::try_from(wanted.len().saturating_sub(decided)).unwrap_or(u32::MAX);
        let count = |decided: usize| u32::try_from(decided).unwrap_or(u32::MAX);
        let nothing = Decisions { record: None, decided: 0, left: left(0) };
        match decision {
            Decision::Accept => {
                let held = baseline(guard.manuscript.records(), role);
                let Some((mut act, _)) = accept(&held, &now, &wanted) else { return Ok(nothing) };
                let mut number = 0;
                if let Act::Accept { decided, .. } = &mut act {
                    credit(decided, &open);
                    number = decided.len();
                }
                let record = self.put(&mut guard, Some(role.clone()), act)?;
                self.finish(guard, "accept")?;
                Ok(Decisions { record: Some(record.id), decided: count(number), left: left(number) })
            }
            Decision::Reject => {
                let Some((splices, mut decided)) = reject(&before, &now, &wanted) else { return Ok(nothing) };
                credit(&mut decided, &open);
                let number = decided.len();
                let mark = guard.manuscript.mark();
                let (updates, put) = guard.splice_all(splices)?;
                let act = Act::Reject { decided, mark, put };
                let record = self.put(&mut guard, Some(role.clone()), act)?;
                self.finish_texts(guard, "reject", updates)?;
                Ok(Decisions { record: Some(record.id), decided: count(number), left: left(number) })
            }
        }
    }

    /// As [`Desk::finish`], and tells the windows of changed texts first.
    pub(crate) fn finish_texts(
        &self,
        mut session: std::sync::MutexGuard<'_, crate::session::Session>,
        kind: &str,
        updates: Vec<(Field, Update)>,
    ) -> Result<(), Error> {
        let id = session.id;
        let pending = self.log_change(&mut session, kind, Vec::new())?;
        self.tell_texts(&session, updates);
        drop(session);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.emit(crate::Event::ReviewChanged { id });
        self.list_changed(true);
        Ok(())
    }
}
