//! From a piece to its file.

use super::FolderProblem;
use super::known::Entry;
use super::shown;
use super::worker::Worker;
use crate::service::hold;
use crate::{Desk, Error, ErrorKind};
use folder::scan::Trust;
use folder::{Expect, Known, WriteError, shape};
use model::picture::{FOLDER, names_in};
use model::{Piece, PieceId};

/// How often a file is written again that somebody else changes in between.
const TRIES: u32 = 4;

impl Worker {
    /// Makes the file of a piece read as the piece does, or takes it away when the piece went to the bin.
    ///
    /// # Errors
    /// When it has to be tried again later; the problem is noted.
    pub(super) fn write_out(&mut self, desk: &Desk, id: PieceId) -> Result<(), Error> {
        self.unwritten.remove(&id);
        for _ in 0..TRIES {
            let Some((piece, seq, binned)) = self.state(desk, id)? else { return Ok(()) };
            let name = self.name_of(id);
            if binned {
                return name.map_or(Ok(()), |name| self.take_away(desk, &name));
            }
            self.write_pictures(desk, &piece);
            let outcome = match name {
                Some(name) => self.write_known(desk, &name, &piece, seq),
                None => self.write_new(desk, id, &piece, seq),
            };
            match outcome {
                Ok(()) => return Ok(()),
                // Somebody else wrote: what they wrote comes in first, and then both are written.
                Err(WriteError::Changed) => self.look(desk, Trust::Stamps, false),
                Err(error) => return Err(self.not_written(id, &piece, &error)),
            }
        }
        self.ask_to_look();
        Err(Error::new(ErrorKind::Failed, "Another program keeps writing this file."))
    }

    /// Puts the pictures that a text calls beside it, as they leave. A file that is there stays as it is; one that can't be
    /// written is tried again with the next change: the desk has the picture. A link is not followed out of the folder.
    fn write_pictures(&self, desk: &Desk, piece: &Piece) {
        let folder = self.dir.join(FOLDER.trim_end_matches('/'));
        if folder.is_symlink() {
            return;
        }
        for name in names_in(&piece.body) {
            let path = folder.join(name);
            if path.symlink_metadata().is_ok() {
                continue;
            }
            let Ok(Some(picture)) = desk.picture(name) else { continue };
            let written = std::fs::create_dir_all(&folder)
                .map_err(WriteError::Io)
                .and_then(|()| folder::atomic::write(&path, &picture.bytes, Expect::Absent));
            if let Err(error) = written
                && !matches!(error, WriteError::Changed)
            {
                log::warn!("a picture can't be written into the desk folder: {error}");
            }
        }
    }

    fn write_known(&mut self, desk: &Desk, name: &str, piece: &Piece, seq: i64) -> Result<(), WriteError> {
        let Some(entry) = self.files.get(name).cloned() else { return Ok(()) };
        let shown = self.shows();
        let agreed = entry.seq == seq && entry.slugline == piece.slugline && entry.shown == shown;
        if agreed || entry.gone || self.problems.contains_key(name) {
            return Ok(());
        }
        let old = content(desk, name);
        // What can't be read as text was never taken in; it is not written over.
        let Ok((old_text, _)) = shape::split(&old) else { return Ok(()) };
        let text = rewritten(&old_text, piece);
        let bytes = shape::join(&old, &text).unwrap_or_else(|_| text.into_bytes());
        let renamed = (piece.slugline != entry.slugline).then(|| folder::file_name(&piece.slugline));
        let target = renamed.filter(|new| !folder::same_name(new, name) && !self.files.contains_key(new));
        let slugline = piece.slugline.clone();
        if let Some(new) = target {
            let written = folder::atomic::write(&self.dir.join(&new), &bytes, Expect::Absent)?;
            let known = Known { name: new, stamp: written.stamp, hash: written.hash, seen: written.seen };
            self.remove_if_known(&entry);
            let _ = self.keep(desk, Entry { known, seq, slugline, shown, ..entry }, bytes);
            return Ok(());
        }
        if bytes == old {
            let _ = self.keep(desk, Entry { seq, slugline, shown, ..entry }, old);
            return Ok(());
        }
        let written = folder::atomic::write(&self.dir.join(name), &bytes, Expect::Content(entry.known.hash))?;
        let known = Known { name: name.to_owned(), stamp: written.stamp, hash: written.hash, seen: written.seen };
        self.note_replaced(name, old);
        let _ = self.keep(desk, Entry { known, seq, slugline, shown, ..entry }, bytes);
        Ok(())
    }

    fn write_new(&mut self, desk: &Desk, id: PieceId, piece: &Piece, seq: i64) -> Result<(), WriteError> {
        let taken = |name: &str| {
            self.files.keys().any(|other| folder::same_name(other, name))
                || self.dir.join(name).symlink_metadata().is_ok()
        };
        let name = folder::names::unused_name(&piece.slugline, taken);
        let bytes = markdown::write_markdown(piece).into_bytes();
        let written = folder::atomic::write(&self.dir.join(&name), &bytes, Expect::Absent)?;
        let known = Known { name, stamp: written.stamp, hash: written.hash, seen: written.seen };
        let slugline = piece.slugline.clone();
        let entry = Entry { known, piece: Some(id), seq, slugline, gone: false, shown: self.shows() };
        let _ = self.keep(desk, entry, bytes);
        Ok(())
    }

    /// Removes the file of a piece that went to the bin; one that others changed meanwhile stays.
    fn take_away(&mut self, desk: &Desk, name: &str) -> Result<(), Error> {
        if let Some(entry) = self.files.remove(name) {
            self.remove_if_known(&entry);
            self.problems.remove(name);
            desk.submit(vec![store::Op::FolderForget { name: name.to_owned() }])?.wait()?;
        }
        Ok(())
    }

    /// Removes a file if it is exactly what was last agreed: its words are on the desk.
    fn remove_if_known(&self, entry: &Entry) {
        let path = self.dir.join(&entry.known.name);
        let same =
            folder::inspect::read(&path, intake::MAX_FILE_BYTES as u64).is_ok_and(|c| c.hash == entry.known.hash);
        if same && let Err(error) = std::fs::remove_file(&path) {
            log::warn!("a file of the desk folder can't be removed: {:?}", error.kind());
        }
    }

    /// The damaged file is put aside under another name, and a new one may be written.
    pub(super) fn replace_damaged(&mut self, desk: &Desk, name: &str) {
        let Some(entry) = self.files.get(name).cloned() else { return };
        let at = jiff::Timestamp::now().to_zoned_datetime(jiff::tz::TimeZone::system()).datetime();
        let aside = folder::conflict_name(name, at, |other| self.dir.join(other).symlink_metadata().is_ok());
        if std::fs::rename(self.dir.join(name), self.dir.join(&aside)).is_ok() {
            self.leave_alone(desk, &aside);
        }
        self.files.remove(name);
        let _ = desk.submit(vec![store::Op::FolderForget { name: name.to_owned() }]);
        if let Some(id) = entry.piece {
            self.due_now(id);
        }
    }

    /// A piece as it is on the disk and as its file shows it, with its place in the log.
    pub(super) fn state(&self, desk: &Desk, id: PieceId) -> Result<Option<(Piece, i64, bool)>, Error> {
        let session = match desk.session(id) {
            Ok(session) => session,
            Err(error) if *error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let session = hold(&session);
        desk.settle()?;
        let Some(head) = hold(&desk.inner.reader).head(id)? else { return Ok(None) };
        Ok(Some((shown::piece(desk, &session, self.show.as_ref())?, head.last_seq, session.binned)))
    }

    fn not_written(&mut self, id: PieceId, piece: &Piece, error: &WriteError) -> Error {
        let name = self.name_of(id).unwrap_or_else(|| folder::file_name(&piece.slugline));
        let sentence = format!(
            "“{name}” can't be written into the desk folder: {error}. The piece is safe here; it is tried again."
        );
        let problem = FolderProblem { name: name.clone(), piece: Some(id), gone: false, sentence: sentence.clone() };
        // Not kept as a problem of the file itself, which would stop the next try.
        self.unwritten.insert(id, problem);
        Error::new(ErrorKind::Failed, sentence)
    }
}

/// The bytes of a file when it last agreed.
pub(super) fn content(desk: &Desk, name: &str) -> Vec<u8> {
    hold(&desk.inner.reader).folder_content(name).ok().flatten().unwrap_or_default()
}

/// Whether a file with this text would be left as it is if it were the piece's.
pub(super) fn reads_as(text: &str, piece: &Piece) -> bool {
    rewritten(text, piece) == text
}

/// The text of a file, changed so that it reads as the piece.
fn rewritten(old: &str, piece: &Piece) -> String {
    let mut understood = crate::source::read_markdown(old);
    // What its name and its words say of a file is not written into it.
    if understood.slugline.is_empty() {
        understood.slugline.clone_from(&piece.slugline);
    }
    if understood.language.is_none() && piece.language.as_deref() == intake::language(&piece.body) {
        understood.language.clone_from(&piece.language);
    }
    markdown::rewrite_changes(old, &understood, piece)
}
