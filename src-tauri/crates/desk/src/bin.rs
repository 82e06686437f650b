//! Emptying the bin.

use crate::beside::Held;
use crate::service::hold;
use crate::{Desk, Error, ErrorKind};
use model::PieceId;
use store::{Op, RowQuery};

impl Desk {
    /// Takes every piece in the bin off the desk for good, with its history; a backup that has them is made first.
    /// `expected` is how many the person was told of: when the bin holds another number by now, nothing happens.
    ///
    /// # Errors
    /// When the number is another one, no backup can be made, or it can't be written.
    pub fn empty_bin(&self, expected: u32) -> Result<u32, Error> {
        self.settle()?;
        let rows = hold(&self.inner.reader).rows(&RowQuery { bin: true, limit: u32::MAX, ..RowQuery::default() })?;
        let ids: Vec<PieceId> = rows.iter().map(|row| row.id).collect();
        let number = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        if number != expected {
            let sentence = format!("The bin holds {number} by now, not {expected}. Nothing was removed. Look again.");
            return Err(Error::new(ErrorKind::BadInput, sentence));
        }
        if ids.is_empty() {
            return Ok(0);
        }
        self.back_up()?;
        let mut marks: Vec<String> = Vec::new();
        for id in &ids {
            let rows = hold(&self.inner.reader).pictures(*id)?;
            marks.extend(Held::of(&rows).marks);
        }
        // Nobody writes into a piece that goes.
        let mut sessions = hold(&self.inner.sessions);
        for id in &ids {
            if let Some(session) = sessions.remove(id) {
                hold(&session).gone = true;
            }
        }
        drop(sessions);
        let (at, (person, _)) = (self.now(), self.person());
        let mut ops = self.held_by_others(&ids, &marks)?;
        ops.extend(ids.iter().map(|id| Op::Purge { piece: *id, at, person: person.clone() }));
        self.submit(ops)?.wait()?;
        hold(&self.inner.names).retain(|_, owner| !ids.contains(owner));
        if ids.iter().any(|id| !crate::sheets::forget_prints(self.dir(), *id).is_empty()) {
            log::warn!("a print of a piece that is gone can't be removed");
        }
        *hold(&self.inner.past) = None;
        let mut shown = hold(&self.inner.shown);
        if shown.is_some_and(|id| ids.contains(&id)) {
            *shown = None;
        }
        drop(shown);
        self.list_changed(true);
        Ok(number)
    }
}
