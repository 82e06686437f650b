//! Making, opening, editing, naming and binning pieces.

use crate::clock::{hours_minutes, rfc3339};
use crate::service::hold;
use crate::session::Session;
use crate::{Ack, Desk, Error, ErrorKind, Event, Opened, Update};
use manuscript::Detail;
use model::{Field, PieceId};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{NewVersion, Op, Pending};

/// How long a page waits for the commit that it shows: not at all where the last one took longer.
const TOGETHER: Duration = Duration::from_millis(8);
/// A text with more characters than this is kept before it is emptied.
const EMPTIED: usize = 50;
/// Longest insertion of one edit, bytes of UTF-8: what a file may have.
pub const MAX_INSERT: usize = intake::MAX_FILE_BYTES;

impl Desk {
    /// A new, empty piece.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn new_piece(&self) -> Result<Opened, Error> {
        let (_, session) = self.make("untitled", "new", |_| Ok(()))?;
        let opened = hold(&session).opened(false);
        self.list_changed(true);
        Ok(opened)
    }

    /// Makes a piece, lets `fill` write into it, and waits until it is on the disk.
    pub(crate) fn make(
        &self,
        name: &str,
        kind: &str,
        fill: impl FnOnce(&mut Session) -> Result<(), Error>,
    ) -> Result<(PieceId, Arc<Mutex<Session>>), Error> {
        let id = self.new_id();
        let mut session = Session::fresh(id, self.now())?;
        fill(&mut session)?;
        let slugline = self.free_name(name, id)?;
        session.manuscript.set_detail(Detail::Slugline, Some(&slugline))?;
        let pending = self.log_change(&mut session, kind, Vec::new())?;
        let session = Arc::new(Mutex::new(session));
        hold(&self.inner.sessions).insert(id, session.clone());
        if let Some(pending) = pending {
            pending.wait()?;
        }
        Ok((id, session))
    }

    /// A working name that no other piece has.
    pub(crate) fn free_name(&self, wanted: &str, id: PieceId) -> Result<String, Error> {
        let base = model::slugify(wanted);
        let base = if base.is_empty() { "untitled".to_owned() } else { base };
        let mut names = hold(&self.inner.names);
        let reader = hold(&self.inner.reader);
        let mut number = 1u32;
        loop {
            let name = if number == 1 { base.clone() } else { format!("{base}-{number}") };
            let owner = match names.get(&name) {
                Some(owner) => Some(*owner),
                None => reader.by_slugline(&name)?,
            };
            if owner.is_none_or(|owner| owner == id) {
                names.insert(name.clone(), id);
                return Ok(name);
            }
            number += 1;
        }
    }

    /// Closes the open change of a session, hands it to the writer, and updates the page. None when nothing changed
    /// and no other write was asked for.
    pub(crate) fn log_change(
        &self,
        session: &mut Session,
        kind: &str,
        more: Vec<Op>,
    ) -> Result<Option<Pending>, Error> {
        let pending = self.log_only(session, kind, more)?;
        if pending.is_some() {
            self.tell_page(session);
        }
        Ok(pending)
    }

    /// As [`Desk::log_change`], and leaves the page to the caller.
    fn log_only(&self, session: &mut Session, kind: &str, more: Vec<Op>) -> Result<Option<Pending>, Error> {
        let at = self.now();
        let mut ops = self.change_ops(session, kind, at, at)?;
        ops.extend(more);
        if ops.is_empty() {
            return Ok(None);
        }
        let pending = self.submit(ops)?;
        self.touched(session.id);
        Ok(Some(pending))
    }

    /// Closes the open change of a session as writes that are not handed over yet. `at` is the row's time, `made` that of
    /// the change itself, milliseconds since 1970.
    pub(crate) fn change_ops(&self, session: &mut Session, kind: &str, at: i64, made: i64) -> Result<Vec<Op>, Error> {
        if session.gone {
            return Err(Error::no_piece());
        }
        let person = session.signing.clone().unwrap_or_else(|| self.person().0);
        let mut ops = Vec::new();
        if let Some(payload) = session.manuscript.take_update(made / 1000)? {
            if !session.peer_known {
                session.peer_known = true;
                let device = crate::place::computer();
                ops.push(Op::Peer { peer: session.peer, piece: session.id, person: person.clone(), device, at });
            }
            session.modified = at;
            session.unsnapped = session.unsnapped.saturating_add(1);
            let (piece, kind, projection) = (session.id, kind.to_owned(), session.projection());
            ops.push(Op::Change { piece, at, person, kind, payload, projection });
            // Read before the desk is asked: a picture that comes meanwhile is asked for with the next change.
            let came = self.pictures_came();
            let has = |mark: &str| hold(&self.inner.reader).has_picture(mark).unwrap_or(false);
            ops.extend(session.pictures_held(at, came, has));
        }
        Ok(ops)
    }

    /// Tells the windows of changed texts.
    pub(crate) fn tell_texts(&self, session: &Session, updates: Vec<(Field, Update)>) {
        for (field, update) in updates {
            let version = session.version(field);
            self.emit(Event::PieceChanged { id: session.id, field, version, updates: vec![update] });
        }
    }

    /// Loads a piece for editing.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn open_piece(&self, id: PieceId) -> Result<Opened, Error> {
        let session = self.session(id)?;
        let has_receipt = hold(&self.inner.reader).receipt(id)?.is_some();
        let session = hold(&session);
        Ok(session.opened(has_receipt))
    }

    /// Changes one text; returns when the change is on the disk.
    ///
    /// # Errors
    /// [`ErrorKind::Behind`] with what came since when `version` is not the newest; a sentence when the edit does
    /// not fit. In both cases nothing was changed.
    pub fn edit(&self, id: PieceId, field: Field, version: u32, updates: Vec<Update>) -> Result<Ack, Error> {
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        if version != session.version(field) {
            let since = session.since(field, version).ok_or_else(|| {
                Error::new(ErrorKind::NotFound, "The window's text is not the desk's. Open the piece again.")
            })?;
            return Err(Error::new(ErrorKind::Behind(since), "The text changed meanwhile."));
        }
        let before = session.projection();
        let mut text = session.manuscript.text(field).to_owned();
        for update in &updates {
            if update.splices.iter().any(|splice| splice.insert.len() > MAX_INSERT) {
                return Err(Error::bad("This is too long to be part of a piece. Nothing was changed."));
            }
            text = model::apply_splices(&text, &update.splices).map_err(manuscript::Error::from)?;
        }
        self.keep_session_of_work(session)?;
        self.keep_before_emptying(session, field, &text)?;
        for update in &updates {
            session.manuscript.apply(field, &update.splices)?;
        }
        session.log.entry(field).or_default().extend(updates.iter().cloned());
        if field == Field::Body {
            session.recount();
        }
        let typed: String = updates.iter().flat_map(|u| &u.splices).map(|s| s.insert.as_str()).collect();
        self.note_unsaved(&typed);
        let submitted = Instant::now();
        let pending = self.log_only(session, "edit", Vec::new());
        let now = session.version(field);
        // The page is rendered while the disk works, and waits for it a moment: page and "Saved" then reach the window
        // at one stroke, and are painted once. Told one after the other, the window paints between them.
        let page = self.page_change(session);
        let pending = match pending {
            Ok(Some(pending)) => pending
                .wait_within(if self.inner.slow_disk.load(Ordering::Relaxed) { Duration::ZERO } else { TOGETHER })
                .map_or_else(|pending| Ok(Some(pending)), |done| done.map(|_| None).map_err(Error::from)),
            other => other,
        };
        let committed = matches!(pending, Ok(None)).then(|| rfc3339(self.now()));
        let mut told = vec![Event::PieceChanged { id, field, version: now, updates }];
        told.extend(committed.map(|saved_at| Event::Committed { id, field, version: now, saved_at }));
        told.extend(page);
        self.emit_together(told);
        let after = session.projection();
        self.keep_snapshot(session, 400);
        drop(guard);
        if before != after {
            self.list_changed((&before.headline, &before.byline) != (&after.headline, &after.byline));
        }
        let alone = matches!(pending, Ok(Some(_)));
        self.wait_for(pending)?;
        self.inner.slow_disk.store(alone && submitted.elapsed() > TOGETHER, Ordering::Relaxed);
        Ok(Ack { version: now, saved_at: rfc3339(self.now()) })
    }

    /// A text that is emptied at a stroke is kept as a version first, so that it is found without searching the history.
    pub(crate) fn keep_before_emptying(&self, session: &Session, field: Field, after: &str) -> Result<(), Error> {
        let emptied = after.trim().is_empty() && session.manuscript.text(field).trim().chars().count() > EMPTIED;
        if emptied {
            let version = self.version_of(session, "before_empty", "");
            let person = session.signing.clone().unwrap_or_else(|| self.person().0);
            // Handed over before the change: it is of the last change that was written before it.
            let _ = self.submit(vec![Op::Version { piece: session.id, at: self.now(), person, version }])?;
        }
        Ok(())
    }

    /// Counts words as typed and not yet saved, from before they are handed to the disk.
    fn note_unsaved(&self, typed: &str) {
        let mut unsaved = hold(&self.inner.unsaved);
        unsaved.0 += 1;
        if unsaved.1.len() < 1 << 20 {
            unsaved.1.push_str(typed);
        }
    }

    /// Waits for the commit of what was noted.
    fn wait_for(&self, pending: Result<Option<Pending>, Error>) -> Result<(), Error> {
        let done = pending.and_then(|pending| Ok(pending.map(Pending::wait).transpose()?));
        let mut unsaved = hold(&self.inner.unsaved);
        unsaved.0 -= 1;
        if unsaved.0 == 0 {
            unsaved.1.clear();
        }
        done?;
        Ok(())
    }

    /// What came after a version of a text.
    ///
    /// # Errors
    /// When there is no such piece or version.
    pub fn pull(&self, id: PieceId, field: Field, since: u32) -> Result<(u32, Vec<Update>), Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        let updates = session.since(field, since).ok_or_else(Error::no_piece)?;
        Ok((session.version(field), updates))
    }

    /// Gives a piece another working name; returns it as it is now, plain and unique.
    ///
    /// # Errors
    /// When nothing is left of the name.
    pub fn rename(&self, id: PieceId, name: &str) -> Result<String, Error> {
        if model::slugify(name).is_empty() {
            return Err(Error::bad("A slugline needs at least one letter or figure. The old one stays."));
        }
        let session = self.session(id)?;
        let slugline = self.free_name(name, id)?;
        let mut session = hold(&session);
        session.manuscript.set_detail(Detail::Slugline, Some(&slugline))?;
        let pending = self.log_change(&mut session, "rename", Vec::new())?;
        drop(session);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        self.list_changed(true);
        Ok(slugline)
    }

    /// Makes a copy with a name of its own; its history begins with the copying.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn duplicate(&self, id: PieceId) -> Result<PieceId, Error> {
        let original = self.session(id)?;
        let piece = hold(&original).piece();
        let (copy, _) = self.make(&piece.slugline, "duplicate", |session| session.fill(&piece).map(|_| ()))?;
        self.list_changed(true);
        Ok(copy)
    }

    /// Moves a piece to the bin.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn bin(&self, id: PieceId) -> Result<(), Error> {
        self.set_bin(id, true)
    }

    /// Takes a piece out of the bin.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn unbin(&self, id: PieceId) -> Result<(), Error> {
        self.set_bin(id, false)
    }

    fn set_bin(&self, id: PieceId, binned: bool) -> Result<(), Error> {
        let session = self.session(id)?;
        hold(&session).binned = binned;
        let (at, (person, _)) = (self.now(), self.person());
        self.submit(vec![Op::Bin { piece: id, at, person, binned }])?.wait()?;
        self.touched(id);
        self.list_changed(true);
        Ok(())
    }

    /// Keeps a named version; without a name it gets the time.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn save_version(&self, id: PieceId, name: &str) -> Result<(String, String), Error> {
        let session = self.session(id)?;
        let mut session = hold(&session);
        let at = self.now();
        let name: String = name.trim().chars().take(200).collect();
        let name = if name.is_empty() { hours_minutes(at) } else { name };
        let version = self.version_of(&session, "named", &name);
        let (person, _) = self.person();
        let pending = self.log_change(&mut session, "edit", vec![Op::Version { piece: id, at, person, version }])?;
        drop(session);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        Ok((name, rfc3339(at)))
    }

    pub(crate) fn version_of(&self, session: &Session, kind: &str, name: &str) -> NewVersion {
        NewVersion {
            kind: kind.to_owned(),
            name: name.to_owned(),
            mark: session.manuscript.version(),
            markdown: markdown::write_markdown(&session.piece()),
        }
    }
}
