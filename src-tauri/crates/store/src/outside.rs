//! The desk folder as the database keeps it: which file belongs to which piece, and what collided.

use crate::{Error, Reader};
use model::PieceId;
use rusqlite::{OptionalExtension, Row, params};
use std::collections::HashMap;

/// A file of the desk folder as it was when it last agreed with its piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderFile {
    /// Its name in the folder.
    pub name: String,
    /// Its piece; none for a file that is known and left alone.
    pub piece: Option<PieceId>,
    /// What was known of it, in the form of whoever wrote it here.
    pub known: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// `agreed`, or why it is not followed (`gone`).
    pub state: String,
}

/// Words that two sides rewrote apart from one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCollision {
    /// Which text: a field's name.
    pub field: String,
    /// What stood there before both.
    pub base: String,
    /// What the piece made of it, and reads now.
    pub ours: String,
    /// What the other side made of it.
    pub theirs: String,
    /// The words in front of `ours`, to find it again.
    pub ahead: String,
    /// The words behind it.
    pub behind: String,
    /// Where the other side came from: a file's name.
    pub source: String,
    /// What the text holds there; none where it reads as `ours`.
    pub reads: Option<String>,
}

/// A collision that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCollision {
    /// Its number on this desk.
    pub id: i64,
    /// Which piece.
    pub piece: PieceId,
    /// When it came, milliseconds since 1970.
    pub at: i64,
    /// What collides.
    pub collision: NewCollision,
}

impl Reader {
    /// Every known file of the desk folder, by name, without its bytes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn folder_files(&self) -> Result<Vec<FolderFile>, Error> {
        if self.format < 3 {
            return Ok(Vec::new());
        }
        let mut statement =
            self.conn.prepare_cached("SELECT name, piece, known, state FROM folder_file ORDER BY name")?;
        let rows = statement.query_map([], |row| {
            let piece: Option<String> = row.get(1)?;
            let (name, known, state) = (row.get(0)?, row.get(2)?, row.get(3)?);
            Ok((piece, FolderFile { name, piece: None, known, content: Vec::new(), state }))
        })?;
        rows.map(|row| {
            let (piece, file) = row?;
            let piece = piece.map(|id| id.parse().map_err(|_| Error::Damaged(id))).transpose()?;
            Ok(FolderFile { piece, ..file })
        })
        .collect()
    }

    /// The bytes of a file when it last agreed with its piece.
    ///
    /// # Errors
    /// When the database fails.
    pub fn folder_content(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(self
            .conn
            .prepare_cached("SELECT content FROM folder_file WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// The last change of every piece, and whether it lies in the bin.
    ///
    /// # Errors
    /// When the database fails.
    pub fn last_changes(&self) -> Result<Vec<(PieceId, i64, bool)>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT id, last_seq, binned IS NOT NULL FROM piece")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)))?;
        rows.map(|row| {
            let (id, seq, binned) = row?;
            Ok((id.parse().map_err(|_| Error::Damaged(id))?, seq, binned))
        })
        .collect()
    }

    /// What waits in each piece: as of which place in the log, and what. Pieces that were never looked at are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn waiting(&self) -> Result<HashMap<PieceId, (i64, String)>, Error> {
        if self.format < 4 {
            return Ok(HashMap::new());
        }
        let mut statement = self.conn.prepare_cached("SELECT piece, seq, state FROM waiting")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, (row.get(1)?, row.get(2)?))))?;
        rows.map(|row| {
            let (id, state) = row?;
            Ok((id.parse().map_err(|_| Error::Damaged(id))?, state))
        })
        .collect()
    }

    /// What waits in one piece, where it is as of its last change. None where it has to be made again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn waits_in(&self, piece: PieceId) -> Result<Option<String>, Error> {
        if self.format < 4 {
            return Ok(None);
        }
        let mut statement = self.conn.prepare_cached(
            "SELECT state FROM waiting JOIN piece ON piece.id = waiting.piece
             WHERE waiting.piece = ?1 AND waiting.seq = piece.last_seq",
        )?;
        Ok(statement.query_row(params![piece.to_string()], |row| row.get(0)).optional()?)
    }

    /// The open collisions of a piece, or of all, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn collisions(&self, piece: Option<PieceId>) -> Result<Vec<StoredCollision>, Error> {
        if self.format < 3 {
            return Ok(Vec::new());
        }
        let reads = if self.format < 4 { "NULL" } else { "reads" };
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT id, piece, at, field, base, ours, theirs, ahead, behind, source, {reads} FROM collision
             WHERE decided IS NULL AND (?1 IS NULL OR piece = ?1) ORDER BY id",
        ))?;
        let rows = statement.query_map(params![piece.map(|id| id.to_string())], |row| Ok(read(row)))?;
        rows.map(|row| row.map_err(Error::from).and_then(|row| row)).collect()
    }
}

fn read(row: &Row<'_>) -> Result<StoredCollision, Error> {
    let piece: String = row.get(1)?;
    Ok(StoredCollision {
        id: row.get(0)?,
        piece: piece.parse().map_err(|_| Error::Damaged(piece))?,
        at: row.get(2)?,
        collision: NewCollision {
            field: row.get(3)?,
            base: row.get(4)?,
            ours: row.get(5)?,
            theirs: row.get(6)?,
            ahead: row.get(7)?,
            behind: row.get(8)?,
            source: row.get(9)?,
            reads: row.get(10)?,
        },
    })
}
