//! From the files to the pieces.

use super::FolderProblem;
use super::known::Entry;
use super::outward::{content, reads_as};
use super::shown;
use super::worker::{Worker, gone};
use crate::beside::take_in_new;
use crate::service::hold;
use crate::source::understand_in_folder;
use crate::{Desk, Error};
use folder::inspect::{self, Before, Condition};
use folder::{Content, Known, ReadError, shape};
use model::PieceId;
use std::time::SystemTime;

impl Worker {
    /// A file that is new, or reads otherwise than before.
    pub(super) fn changed(&mut self, desk: &Desk, name: &str) {
        let found = match inspect::read(&self.dir.join(name), intake::MAX_FILE_BYTES as u64) {
            Ok(found) => found,
            Err(error) => return self.unread(name, &error),
        };
        let entry = self.files.get(name).cloned();
        let before = entry.as_ref().map(|_| content(desk, name));
        let known = before.as_deref().map(|bytes| Before { bytes });
        match inspect::judge(&found.bytes, known, Some(inspect::age(&found.stamp, SystemTime::now()))) {
            Condition::Sound => {}
            Condition::HalfWritten(_) => return self.look_again(),
            other => return self.damaged(name, entry.as_ref().and_then(|entry| entry.piece), other),
        }
        self.problems.remove(name);
        let taken = match entry {
            Some(entry @ Entry { piece: Some(_), .. }) => {
                self.take(desk, name, entry, before.unwrap_or_default(), found)
            }
            // Known and left alone: it may change as it likes.
            Some(entry) => {
                let known = known_of(name, &found);
                self.keep(desk, Entry { known, ..entry }, found.bytes)
            }
            None => self.arrived(desk, name, found),
        };
        if let Err(error) = taken {
            self.problem(name, None, error.to_string());
        }
    }

    /// Merges what another program wrote into the piece.
    fn take(&mut self, desk: &Desk, name: &str, entry: Entry, before: Vec<u8>, found: Content) -> Result<(), Error> {
        let Some(id) = entry.piece else { return Ok(()) };
        let Ok((theirs, _)) = shape::split(&found.bytes) else { return Ok(()) };
        let before = self.was_read(name, before, &theirs);
        let Ok((base, _)) = shape::split(&before) else { return Ok(()) };
        self.merge(desk, id, name, !entry.shown.is_empty(), &base, &theirs)?;
        self.keep(desk, Entry { known: known_of(name, &found), gone: false, ..entry }, found.bytes)?;
        // Whether the file reads as the piece does now is seen when it is written; mostly it does.
        self.due_now(id);
        Ok(())
    }

    /// A file that nobody knows: a conflicted copy of one that is known, or a new piece.
    fn arrived(&mut self, desk: &Desk, name: &str, found: Content) -> Result<(), Error> {
        let original = folder::conflict_copy(name).map(|copy| copy.original);
        let of = original.and_then(|original| {
            self.files.values().find(|e| e.piece.is_some() && folder::same_name(&e.known.name, &original)).cloned()
        });
        if let Some(entry) = of
            && let Some(id) = entry.piece
        {
            let base = content(desk, &entry.known.name);
            if let (Ok((base, _)), Ok((theirs, _))) = (shape::split(&base), shape::split(&found.bytes)) {
                self.merge(desk, id, name, !entry.shown.is_empty(), &base, &theirs)?;
            }
            self.due_now(id);
            return self.keep(desk, left_alone(name, &found), found.bytes);
        }
        if let Some(entry) = self.file_of_a_piece(desk, name, &found)? {
            if let Some(id) = entry.piece {
                self.due_now(id);
            }
            return self.keep(desk, entry, found.bytes);
        }
        let mut understood = understand_in_folder(name, &found.bytes)?;
        understood.take_in(Some(&self.dir));
        // A text that calls its pictures otherwise than the desk does is written again.
        let renamed = !understood.pictures.is_empty();
        if is_markdown(name) && self.show.is_some() {
            understood = shown::adopted(understood);
        }
        let slugline = understood.piece.slugline.clone();
        let (id, seq) = desk.adopt(name, understood)?;
        if is_markdown(name) {
            let known = known_of(name, &found);
            let shown = self.shows();
            let is_due = renamed || !shown.is_empty();
            if is_due {
                self.due_now(id);
            }
            let seq = if is_due { 0 } else { seq };
            let entry = Entry { known, piece: Some(id), seq, slugline, gone: false, shown };
            return self.keep(desk, entry, found.bytes);
        }
        // A plain text goes on as a Markdown file beside it.
        self.due_now(id);
        self.keep(desk, left_alone(name, &found), found.bytes)
    }

    /// What is to be known of a file that reads exactly as a piece does which has none. The folder was given up and is chosen
    /// again, or the desk was killed after it had written the file, or taken it in, and before it had noted that.
    fn file_of_a_piece(&self, desk: &Desk, name: &str, found: &Content) -> Result<Option<Entry>, Error> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if !is_markdown(name) {
            return Ok(None);
        }
        let Ok((text, _)) = shape::split(&found.bytes) else { return Ok(None) };
        let Some(id) = hold(&desk.inner.reader).by_slugline(&model::slugify(stem))? else { return Ok(None) };
        if self.files.values().any(|entry| entry.piece == Some(id)) {
            return Ok(None);
        }
        let Some((piece, seq, binned)) = self.state(desk, id)? else { return Ok(None) };
        let session = desk.session(id)?;
        let clean = || hold(&session).piece();
        let shown = if reads_as(&text, &piece) {
            self.shows()
        } else if self.show.is_some() && reads_as(&text, &clean()) {
            String::new()
        } else {
            return Ok(None);
        };
        let entry =
            Entry { known: known_of(name, found), piece: Some(id), seq, slugline: piece.slugline, gone: false, shown };
        Ok((!binned).then_some(entry))
    }

    /// Merges what a file says now into its piece, with the pictures that it calls, and keeps the comments that were written
    /// into it.
    fn merge(
        &self,
        desk: &Desk,
        id: PieceId,
        name: &str,
        with_marks: bool,
        base: &str,
        theirs: &str,
    ) -> Result<(), Error> {
        let (base, theirs) = (shown::read(base, with_marks), shown::read(theirs, with_marks));
        let mut piece = theirs.piece.clone();
        let came = take_in_new(&mut piece.body, Some(&self.dir), desk.held_pictures(id)?);
        // The words that somebody wrote do not wait for pictures.
        if !came.pictures.is_empty()
            && let Err(error) = desk.attach(id, came.pictures)
        {
            log::warn!("the pictures that a file calls were not kept: {error}");
            // They stay what the file calls them, so that they are taken when there is room for them.
            piece.body.clone_from(&theirs.piece.body);
        }
        desk.merge_outside(id, name, &base.piece, &piece)?;
        desk.comments_of_file(id, name, &base, &theirs)
    }

    pub(super) fn renamed(&mut self, desk: &Desk, from: &str, to: &str, modified: bool) {
        let Some(mut entry) = self.files.remove(from) else { return };
        let bytes = content(desk, from);
        to.clone_into(&mut entry.known.name);
        let stem = to.rsplit_once('.').map_or(to, |(stem, _)| stem);
        if let Some(id) = entry.piece
            && model::slugify(stem) != entry.slugline
            && let Ok(slugline) = desk.rename(id, stem)
        {
            // The file has its name already: the slugline follows it, and not the other way round.
            entry.slugline = slugline;
            self.due_now(id);
        }
        let _ = desk.submit(vec![store::Op::FolderForget { name: from.to_owned() }]);
        let _ = self.keep(desk, entry, bytes);
        if modified {
            self.changed(desk, to);
        }
    }

    /// A file that is not there any more. Nothing is deleted, and nothing is written again by itself.
    pub(super) fn vanished(&mut self, desk: &Desk, name: &str) {
        let Some(mut entry) = self.files.get(name).cloned() else { return };
        if entry.piece.is_none() {
            self.files.remove(name);
            let _ = desk.submit(vec![store::Op::FolderForget { name: name.to_owned() }]);
            return;
        }
        entry.gone = true;
        self.problems.insert(name.to_owned(), gone(name, entry.piece));
        let bytes = content(desk, name);
        let _ = self.keep(desk, entry, bytes);
    }

    pub(super) fn unread(&mut self, name: &str, error: &ReadError) {
        match error {
            ReadError::Missing => {}
            ReadError::Changing => self.look_again(),
            other => {
                let piece = self.files.get(name).and_then(|entry| entry.piece);
                let safe = if piece.is_some() { " The piece is safe here." } else { "" };
                self.problem(name, piece, format!("“{name}” was not taken in: {other}.{safe}"));
            }
        }
    }

    fn damaged(&mut self, name: &str, piece: Option<PieceId>, condition: Condition) {
        let what = match condition {
            Condition::Empty => "is empty now",
            Condition::NulFilled { .. } => "was cut off by a crash or a full disk, and ends in zeros",
            _ => "is not readable as text now",
        };
        // An empty file that nobody knows is one that somebody is about to write.
        if piece.is_none() && condition == Condition::Empty {
            return;
        }
        let safe = match piece {
            Some(_) => " The piece keeps its words. Mend the file, or write it again from the piece.",
            None => " It was not taken in.",
        };
        self.problem(name, piece, format!("“{name}” {what}.{safe}"));
    }

    fn problem(&mut self, name: &str, piece: Option<PieceId>, sentence: String) {
        let name = name.to_owned();
        self.problems.insert(name.clone(), FolderProblem { name, piece, gone: false, sentence });
    }

    /// A file of the folder that is not a piece, and not made one.
    pub(super) fn leave_alone(&mut self, desk: &Desk, name: &str) {
        if let Ok(found) = inspect::read(&self.dir.join(name), intake::MAX_FILE_BYTES as u64) {
            let _ = self.keep(desk, left_alone(name, &found), found.bytes);
        }
    }
}

fn known_of(name: &str, found: &Content) -> Known {
    Known { name: name.to_owned(), stamp: found.stamp, hash: found.hash, seen: found.seen }
}

fn left_alone(name: &str, found: &Content) -> Entry {
    Entry {
        known: known_of(name, found),
        piece: None,
        seq: 0,
        slugline: String::new(),
        gone: false,
        shown: String::new(),
    }
}

fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| ["md", "markdown"].iter().any(|md| end.eq_ignore_ascii_case(md)))
}
