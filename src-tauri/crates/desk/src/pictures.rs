//! The pictures of a piece: how they come to it, how they are looked at, and how one is taken away for good.

use crate::beside::Held;
use crate::clock::rfc3339;
use crate::files::read_picture;
use crate::list::body_of;
use crate::service::hold;
use crate::session::Session;
use crate::{Archive, CleanedPaste, Desk, Error, ErrorKind};
use model::picture::{Picture, Pictures, Refusal, named, names_in};
use model::{Field, PieceId};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::path::Path;
use store::{Op, PictureRow, Reader, RowQuery};

/// A picture of a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// Its name, behind `pictures/` in the text.
    pub name: String,
    /// What kind of file it is: `PNG`, `JPEG`, `GIF`, `WebP`.
    pub kind: String,
    /// Its breadth, pixels.
    pub width: u32,
    /// Its height, pixels.
    pub height: u32,
    /// Size of the file as it came, bytes.
    pub bytes: u64,
    /// When the piece got it, RFC 3339.
    pub at: String,
    /// Whether the text shows it now.
    pub in_text: bool,
}

/// A picture that a person brings by its file: a sentence names the file where it can't be taken.
pub(crate) fn taken(file_name: &str, bytes: &[u8]) -> Result<Picture, Error> {
    Picture::taken(file_name, bytes)
        .map_err(|refused| Error::bad(format!("“{}”: {refused} Nothing was changed.", shown(file_name))))
}

pub(crate) fn shown(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.trim().is_empty() { "The picture" } else { name }
}

/// Whether a name in a text has its picture on the desk.
pub(crate) fn is_there(reader: &Reader, name: &str) -> bool {
    named(name).is_some_and(|named| reader.has_picture(named.mark).unwrap_or(false))
}

/// The pictures that a text calls, as they leave. What is not on the desk, is damaged, or is no file of the kind that its
/// name says, is not among them.
pub(crate) fn gathered(reader: &Reader, text: &str) -> Pictures {
    let mut out = Pictures::default();
    for name in names_in(text) {
        let Some(named) = named(name) else { continue };
        if let Ok(Some(picture)) = reader.picture(named.mark)
            && picture.kind == named.kind
        {
            out.add(name, &picture);
        }
    }
    out
}

fn views(rows: Vec<PictureRow>, text: &str) -> Vec<PictureView> {
    let called: Vec<&str> = names_in(text).into_iter().filter_map(|name| named(name).map(|named| named.mark)).collect();
    let view = |row: PictureRow| PictureView {
        in_text: named(&row.name).is_some_and(|named| called.contains(&named.mark)),
        kind: row.kind.label().to_owned(),
        width: row.width,
        height: row.height,
        bytes: row.bytes,
        at: rfc3339(row.at),
        name: row.name,
    };
    rows.into_iter().map(view).collect()
}

/// The marks of the pictures that a text calls, each once.
fn marks_in(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for named in names_in(text).into_iter().filter_map(named) {
        if !out.iter().any(|mark| mark == named.mark) {
            out.push(named.mark.to_owned());
        }
    }
    out
}

impl Session {
    /// Writes that this piece has the pictures which its text calls, where that may not be known. What `has` does not know
    /// may come with another piece: it is asked for again once `came`, the count of those that came, has gone on.
    pub(crate) fn pictures_held(&mut self, at: i64, came: u64, has: impl Fn(&str) -> bool) -> Vec<Op> {
        if self.missing.0 != came {
            self.missing = (came, HashSet::new());
        }
        let mut marks = marks_in(self.manuscript.text(Field::Body));
        marks.retain(|mark| !self.held.contains(mark) && !self.missing.1.contains(mark));
        let (there, missing): (Vec<String>, Vec<String>) = marks.into_iter().partition(|mark| has(mark));
        self.held.extend(there.iter().cloned());
        self.missing.1.extend(missing);
        there.into_iter().map(|mark| Op::HoldPicture { piece: self.id, at, mark }).collect()
    }
}

impl Desk {
    /// Whether a name in a text has its picture on the desk.
    pub(crate) fn has_picture(&self, name: &str) -> bool {
        is_there(&hold(&self.inner.reader), name)
    }

    /// Gives a piece a picture; returns when it is on the disk. The text is not touched: it shows the picture where it
    /// calls its name.
    ///
    /// # Errors
    /// Why it can't be a picture of a piece; when there is no such piece; what the disk says.
    pub fn add_picture(&self, id: PieceId, file_name: &str, bytes: &[u8]) -> Result<PictureView, Error> {
        let picture = taken(file_name, bytes)?;
        let session = self.session(id)?;
        let mut session = hold(&session);
        if session.gone {
            return Err(Error::no_piece());
        }
        self.have_room(id, std::slice::from_ref(&picture))?;
        let (name, mark) = (picture.name.clone(), picture.mark().to_owned());
        session.held.insert(mark.clone());
        self.submit(vec![Op::Picture { piece: id, at: self.now(), picture }])?.wait()?;
        self.touched(id);
        self.tell_page(&mut session);
        let found =
            self.pictures_of(&session)?.into_iter().find(|view| named(&view.name).is_some_and(|n| n.mark == mark));
        // The text calls it as this file is called, whatever the first one was called.
        found.map(|view| PictureView { name, ..view }).ok_or_else(Error::no_piece)
    }

    /// What pictures a piece has, to tell what may come to them.
    pub(crate) fn held_pictures(&self, id: PieceId) -> Result<Held, Error> {
        Ok(Held::of(&hold(&self.inner.reader).pictures(id)?))
    }

    /// Refuses pictures with which a piece would have more than it bears.
    fn have_room(&self, id: PieceId, coming: &[Picture]) -> Result<(), Error> {
        if self.held_pictures(id)?.fits(coming) {
            return Ok(());
        }
        Err(Error::bad(format!("{} Nothing was changed.", Refusal::TooLargeTogether)))
    }

    /// Cleans rich text that is pasted into a piece, as [`crate::clean_paste`] does; pictures that stand in it become the
    /// piece's, as long as there is room for them, and its outlet sets the marks.
    ///
    /// # Errors
    /// As for [`crate::clean_paste`]; when there is no such piece, or it can't be written.
    pub fn clean_paste_into(&self, id: PieceId, html: &str) -> Result<CleanedPaste, Error> {
        let (mut cleaned, pictures) = crate::source::clean_with_pictures(html, self.held_pictures(id)?)?;
        if !pictures.is_empty() {
            self.attach(id, pictures)?;
        }
        self.house_pasted(id, &mut cleaned);
        Ok(cleaned)
    }

    /// Gives a piece pictures that were looked at; returns when they are on the disk.
    pub(crate) fn attach(&self, id: PieceId, pictures: Vec<Picture>) -> Result<(), Error> {
        let session = self.session(id)?;
        let mut session = hold(&session);
        if session.gone {
            return Err(Error::no_piece());
        }
        self.have_room(id, &pictures)?;
        let at = self.now();
        session.held.extend(pictures.iter().map(|picture| picture.mark().to_owned()));
        self.submit(pictures.into_iter().map(|picture| Op::Picture { piece: id, at, picture }).collect())?.wait()?;
        self.tell_page(&mut session);
        Ok(())
    }

    /// As [`Desk::add_picture`], from a file.
    ///
    /// # Errors
    /// As for [`Desk::add_picture`]; when the file can't be read.
    pub fn add_picture_file(&self, id: PieceId, path: &Path) -> Result<PictureView, Error> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        self.add_picture(id, &name, &read_picture(path)?)
    }

    /// The pictures of a piece, in the order in which it got them.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn pictures(&self, id: PieceId) -> Result<Vec<PictureView>, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        self.pictures_of(&session)
    }

    fn pictures_of(&self, session: &Session) -> Result<Vec<PictureView>, Error> {
        let rows = hold(&self.inner.reader).pictures(session.id)?;
        Ok(views(rows, session.manuscript.text(Field::Body)))
    }

    /// A picture as it is shown: without what tells of a person or a place. None when the desk does not have it.
    ///
    /// # Errors
    /// When it can't be read, or is damaged.
    pub fn picture(&self, name: &str) -> Result<Option<Picture>, Error> {
        let Some(named) = named(name) else { return Ok(None) };
        let found = hold(&self.inner.reader).picture(named.mark)?;
        Ok(found.filter(|picture| picture.kind == named.kind).map(|picture| picture.leaving()))
    }

    /// A picture as an address that holds it (`data:image/png;base64,…`), for a page that can load nothing else.
    ///
    /// # Errors
    /// As for [`Desk::picture`].
    pub fn picture_address(&self, name: &str) -> Result<Option<String>, Error> {
        let found = self.picture(name)?;
        Ok(found.map(|picture| wire::data_address(picture.kind.media_type(), &picture.bytes)))
    }

    /// Writes that keep pictures for the pieces whose text calls them, before `going` lose them: a text may have called a
    /// picture before it came with another piece.
    pub(crate) fn held_by_others(&self, going: &[PieceId], marks: &[String]) -> Result<Vec<Op>, Error> {
        self.settle()?;
        let (mut alone, mut others) = (Vec::new(), Vec::new());
        {
            let reader = hold(&self.inner.reader);
            for mark in marks {
                if reader.pieces_with_picture(mark)?.iter().all(|id| going.contains(id)) {
                    alone.push(mark);
                }
            }
            if alone.is_empty() {
                return Ok(Vec::new());
            }
            for bin in [false, true] {
                let rows = reader.rows(&RowQuery { bin, limit: u32::MAX, ..RowQuery::default() })?;
                others.extend(rows.into_iter().map(|row| row.id).filter(|id| !going.contains(id)));
            }
        }
        let (at, mut ops) = (self.now(), Vec::new());
        for piece in others {
            // Others read between two pieces, and while the text of one is made: a desk of many takes a while.
            let stored = hold(&self.inner.reader).piece(piece);
            let called = match stored.map_err(Error::from).and_then(|stored| body_of(&stored)) {
                Ok(body) => marks_in(&body),
                // A piece that can't be read does not stand in the way of what the person asked for.
                Err(error) => {
                    log::warn!("the pictures that a piece calls can't be told: {error}");
                    continue;
                }
            };
            let called = called.into_iter().filter(|mark| alone.contains(&mark));
            ops.extend(called.map(|mark| Op::HoldPicture { piece, at, mark }));
        }
        Ok(ops)
    }

    /// Takes a picture from a piece, for good where no other piece has it. The text stays as it is: where it calls the
    /// picture, a placeholder stands. Backups, packets and exports keep what they have.
    ///
    /// # Errors
    /// When there is no such piece, or it has no picture of this name.
    pub fn remove_picture(&self, id: PieceId, name: &str) -> Result<PictureView, Error> {
        let session = self.session(id)?;
        let mut session = hold(&session);
        let view = find(self.pictures_of(&session)?, name)?;
        let mark = named(&view.name).map(|named| named.mark.to_owned()).unwrap_or_default();
        let mut ops = self.held_by_others(&[id], std::slice::from_ref(&mark))?;
        ops.push(Op::DropPicture { piece: id, mark: mark.clone() });
        self.submit(ops)?.wait()?;
        session.held.remove(&mark);
        self.touched(id);
        self.tell_page(&mut session);
        Ok(view)
    }
}

/// The picture of a name, or of the beginning of one that no other has.
fn find(views: Vec<PictureView>, name: &str) -> Result<PictureView, Error> {
    let name = name.strip_prefix(model::picture::FOLDER).unwrap_or(name);
    let exact = views.iter().position(|view| view.name == name);
    let begins: Vec<usize> = (0..views.len()).filter(|at| views[*at].name.starts_with(name)).collect();
    let at = exact.or(match begins.as_slice() {
        [only] if !name.is_empty() => Some(*only),
        _ => None,
    });
    at.and_then(|at| views.into_iter().nth(at)).ok_or_else(|| {
        let sentence =
            "This piece has no picture of that name. Nothing was changed. `standfirst pictures PIECE` lists them.";
        Error::new(ErrorKind::NotFound, sentence)
    })
}

impl Archive {
    /// The pictures of a piece, in the order in which it got them.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn pictures(&self, id: PieceId) -> Result<Vec<PictureView>, Error> {
        Ok(views(self.reader().pictures(id)?, self.piece(id)?.text(Field::Body)))
    }

    /// Whether the desk has the picture of a name, whichever piece has it.
    pub fn has_picture(&self, name: &str) -> bool {
        is_there(self.reader(), name)
    }

    /// The pictures that a piece calls, as they leave.
    pub fn pictures_leaving(&self, piece: &model::Piece) -> Pictures {
        gathered(self.reader(), piece.text(Field::Body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Splice;
    use std::cell::Cell;

    #[test]
    fn a_missing_picture_is_asked_for_again_only_when_pictures_came() {
        let mut session = Session::fresh(PieceId::from_parts(1, 1), 0).unwrap();
        let insert = "![A](pictures/a-0123456789abcdef0123456789abcdef.png)".to_owned();
        session.manuscript.apply(Field::Body, &[Splice { from: 0, to: 0, insert }]).unwrap();
        let asked = Cell::new(0);
        let mut change = |came: u64, is_there: bool| {
            let has = |_: &str| {
                asked.set(asked.get() + 1);
                is_there
            };
            let ops = session.pictures_held(0, came, has).len();
            (ops, asked.get())
        };
        assert_eq!(change(0, false), (0, 1), "no write for what the desk does not have");
        assert_eq!(change(0, true), (0, 1), "nothing came since");
        assert_eq!(change(1, false), (0, 2), "another one came");
        assert_eq!(change(2, true), (1, 3));
        assert_eq!(change(3, true), (0, 3), "it is held");
    }
}
