//! A piece as review looks at it: its texts, its records, and who wrote what.

use crate::outlet::{OutletChoice, outlet_for};
use crate::past::Past;
use crate::pictures::gathered;
use crate::service::hold;
use crate::session::Session;
use crate::{Archive, Desk, Error, Event};
use model::picture::Pictures;
use model::review::{Act, Record, Role};
use model::{OutletProfile, Person, PieceId};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, MutexGuard};

/// A piece, loaded, with what has to be known to review it.
pub(crate) struct Sight<'a> {
    pub(crate) session: &'a Session,
    /// Everything that was said and decided, in order.
    pub(crate) records: &'a [Record],
    /// Who wrote as which peer.
    pub(crate) people: HashMap<u64, Person>,
    /// The versions that were named, oldest first.
    pub(crate) named: Vec<store::StoredVersion>,
    /// The folder of the desk, and its own page: where the profile of the piece's outlet is found.
    pub(crate) page: (&'a Path, OutletProfile),
    /// Reads the whole log, where a moment of the history is asked for.
    pub(crate) past: Box<dyn Fn() -> Result<Arc<Past>, Error> + 'a>,
    /// The pictures that a text calls, as they leave.
    pub(crate) pictures: Box<dyn Fn(&str) -> Pictures + 'a>,
}

impl Sight<'_> {
    /// The changes between what a role agreed to and the text now, without who and when.
    pub(crate) fn changes_of(&self, role: &Role) -> Vec<model::review::Change> {
        let baseline = model::review::baseline(self.records, role);
        manuscript::review::changes(&baseline.texts, &self.session.manuscript.texts())
    }

    /// The profile of the outlet that the piece goes out for, and what it is called.
    pub(crate) fn outlet(&self) -> (OutletProfile, OutletChoice) {
        let key = self.session.manuscript.detail(manuscript::Detail::Profile);
        outlet_for(self.page.0, key.as_deref(), &self.page.1)
    }

    /// Who wrote, by the peer.
    pub(crate) fn person_of(&self) -> impl Fn(u64) -> Option<Person> + '_ {
        |peer| self.people.get(&peer).cloned()
    }
}

impl Desk {
    /// Looks at a piece that is loaded.
    pub(crate) fn sight<'a>(&'a self, session: &'a Session) -> Result<Sight<'a>, Error> {
        let reader = hold(&self.inner.reader);
        let mut people: HashMap<u64, Person> =
            reader.peers(session.id)?.into_iter().map(|peer| (peer.peer, peer.person)).collect();
        let named = named(&reader, session.id)?;
        drop(reader);
        // Its first change may not be on the disk yet.
        people.entry(session.peer).or_insert_with(|| self.person().0);
        let id = session.id;
        let past = Box::new(move || {
            self.settle()?;
            self.past(id)
        });
        let page = (self.dir(), self.settings().profile);
        let pictures = Box::new(|text: &str| gathered(&hold(&self.inner.reader), text));
        Ok(Sight { session, records: session.manuscript.records(), people, named, page, past, pictures })
    }

    /// Writes a record into a piece; [`Desk::finish`] has it kept.
    pub(crate) fn put(&self, session: &mut Session, role: Option<Role>, act: Act) -> Result<Record, Error> {
        Ok(session.manuscript.record(self.new_id().to_string(), self.now(), self.person().0, role, act)?)
    }

    /// Keeps what was changed under a kind of the log, waits for the disk, and tells the windows.
    pub(crate) fn finish(&self, mut session: MutexGuard<'_, Session>, kind: &str) -> Result<(), Error> {
        let id = session.id;
        let pending = self.log_change(&mut session, kind, Vec::new())?;
        drop(session);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.emit(Event::ReviewChanged { id });
        // The list counts what is open, and says when it is due.
        self.list_changed(true);
        Ok(())
    }
}

impl Archive {
    /// Looks at a piece.
    pub(crate) fn with_sight<T>(
        &self,
        id: PieceId,
        look: impl FnOnce(&Sight<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let reader = self.reader();
        let head = reader.head(id)?.ok_or_else(Error::no_piece)?;
        let session = Session::load(id, &head, &reader.piece(id)?)?;
        let people = reader.peers(id)?.into_iter().map(|peer| (peer.peer, peer.person)).collect();
        let named = named(reader, id)?;
        let past = Box::new(|| Ok(Arc::new(Past::read(reader, id)?)));
        let page = (self.dir(), self.settings().profile);
        let pictures = Box::new(|text: &str| gathered(reader, text));
        look(&Sight { session: &session, records: session.manuscript.records(), people, named, page, past, pictures })
    }
}

fn named(reader: &store::Reader, id: PieceId) -> Result<Vec<store::StoredVersion>, Error> {
    let mut versions = reader.versions(id)?;
    versions.retain(|version| version.kind == "named");
    Ok(versions)
}
