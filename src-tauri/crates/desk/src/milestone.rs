//! The version that is kept at the end of a stretch of work, without anybody asking for it.

use crate::history::{HistoryKind, PAUSE};
use crate::service::hold;
use crate::session::Session;
use crate::{Desk, Error};
use store::Op;

/// What such a version is called in the log.
const KIND: &str = "session";

impl Desk {
    /// To be called before an edit: when the work before it was ended by a long pause, or was somebody else's, its last
    /// text is kept as a version of whoever worked.
    ///
    /// # Errors
    /// When the desk can't be read or written.
    pub(crate) fn keep_session_of_work(&self, session: &Session) -> Result<(), Error> {
        let begins = session.log.values().all(Vec::is_empty);
        let paused = self.now().saturating_sub(session.modified) > PAUSE;
        if !(begins || paused) || session.is_empty() {
            return Ok(());
        }
        let reader = hold(&self.inner.reader);
        let Some(last) = reader.last_of(session.id)? else { return Ok(()) };
        let another = last.person != self.person().0;
        let kept = reader.versions(session.id)?.iter().any(|version| version.seq >= last.seq);
        drop(reader);
        if !(paused || another) || kept || !HistoryKind::of(&last.kind).goes_on() {
            return Ok(());
        }
        let version = self.version_of(session, KIND, "");
        // As of the last change that was written; the edit that follows is not in it.
        let _ = self.submit(vec![Op::Version { piece: session.id, at: last.at, person: last.person, version }])?;
        Ok(())
    }
}
