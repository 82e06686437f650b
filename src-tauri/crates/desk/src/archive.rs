//! Reading a desk, also while another process writes.

use crate::session::Session;
use crate::{Error, ErrorKind, ListQuery, PieceList, Settings, list, settings};
use model::{Piece, PieceId};
use std::path::{Path, PathBuf};
use store::Reader;

/// A desk that is only read.
pub struct Archive {
    dir: PathBuf,
    reader: Reader,
}

impl Archive {
    /// Opens the desk of a folder for reading.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none.
    pub fn open(dir: &Path) -> Result<Archive, Error> {
        let reader = Reader::open(dir).map_err(|error| match error {
            store::Error::Missing => Error::no_desk(dir),
            other => other.into(),
        })?;
        Ok(Archive { dir: dir.to_owned(), reader })
    }

    /// Rows of the desk or the bin. Search knows what was indexed when the desk was last open for writing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn list(&self, query: &ListQuery) -> Result<PieceList, Error> {
        list::list_read(&self.reader, query)
    }

    /// The piece of an id or a working name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none.
    pub fn resolve(&self, name: &str) -> Result<PieceId, Error> {
        if let Ok(id) = name.parse::<PieceId>()
            && self.reader.head(id)?.is_some()
        {
            return Ok(id);
        }
        self.reader
            .by_slugline(name)?
            .ok_or_else(|| Error::new(ErrorKind::NotFound, format!("No piece is called “{name}”.")))
    }

    /// A piece as a value.
    ///
    /// # Errors
    /// When there is no such piece, or it can't be read.
    pub fn piece(&self, id: PieceId) -> Result<Piece, Error> {
        let head = self.reader.head(id)?.ok_or_else(Error::no_piece)?;
        Ok(Session::load(id, &head, &self.reader.piece(id)?)?.piece())
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Whose desk it is.
    pub fn person(&self) -> model::Person {
        settings::read_person(&self.dir).unwrap_or_else(settings::account_person)
    }

    /// The settings of the desk.
    pub fn settings(&self) -> Settings {
        settings::read_settings(&self.dir)
    }
}
