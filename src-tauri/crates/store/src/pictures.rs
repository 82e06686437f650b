//! Pictures as the database keeps them: each once, and which pieces have it.

use crate::{Error, Reader};
use model::PieceId;
use model::picture::{Kind, Picture};
use model::review::seal::digest;
use rusqlite::{OptionalExtension, Row, Transaction, params};

/// A picture of a piece, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRow {
    /// The name that it got when it came.
    pub name: String,
    /// What kind of file it is.
    pub kind: Kind,
    /// Its breadth, pixels.
    pub width: u32,
    /// Its height, pixels.
    pub height: u32,
    /// Size of the file, bytes.
    pub bytes: u64,
    /// When the piece got it, milliseconds since 1970.
    pub at: i64,
}

/// The format that has pictures.
const SINCE: i64 = 6;

/// Keeps a picture and that a piece has it.
pub(crate) fn keep(tx: &Transaction<'_>, piece: PieceId, at: i64, picture: &Picture) -> Result<(), Error> {
    let mark = picture.mark();
    if mark.is_empty() {
        return Err(Error::Refused("a picture without a name of its own".into()));
    }
    tx.prepare_cached(
        "INSERT INTO picture (mark, name, kind, width, height, at, digest, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (mark) DO NOTHING",
    )?
    .execute(params![
        mark,
        picture.name,
        picture.kind.extension(),
        picture.width,
        picture.height,
        at,
        digest(&picture.bytes),
        &*picture.bytes
    ])?;
    hold(tx, piece, at, mark)
}

/// Keeps that a piece has a picture which the desk has; nothing when the desk has none of that mark.
pub(crate) fn hold(tx: &Transaction<'_>, piece: PieceId, at: i64, mark: &str) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO piece_picture (piece, mark, at) SELECT ?1, mark, ?3 FROM picture WHERE mark = ?2
         ON CONFLICT (piece, mark) DO NOTHING",
    )?
    .execute(params![piece.to_string(), mark, at])?;
    Ok(())
}

/// Takes a picture from a piece; from the desk too, when no other piece has it.
pub(crate) fn drop_one(tx: &Transaction<'_>, piece: PieceId, mark: &str) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM piece_picture WHERE piece = ?1 AND mark = ?2")?
        .execute(params![piece.to_string(), mark])?;
    sweep(tx)
}

/// Takes all pictures from a piece.
pub(crate) fn drop_all(tx: &Transaction<'_>, piece: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM piece_picture WHERE piece = ?1", [piece])?;
    sweep(tx)
}

/// Takes pictures that no piece has off the desk.
fn sweep(tx: &Transaction<'_>) -> Result<(), Error> {
    tx.execute("DELETE FROM picture WHERE mark NOT IN (SELECT mark FROM piece_picture)", [])?;
    Ok(())
}

impl Reader {
    /// The pictures of a piece, in the order in which it got them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pictures(&self, id: PieceId) -> Result<Vec<PictureRow>, Error> {
        if self.format < SINCE {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare_cached(
            "SELECT p.name, p.kind, p.width, p.height, length(p.bytes), h.at
             FROM piece_picture h JOIN picture p ON p.mark = h.mark WHERE h.piece = ?1 ORDER BY h.at, p.id",
        )?;
        let rows = statement.query_map([id.to_string()], row_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether the desk has a picture.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_picture(&self, mark: &str) -> Result<bool, Error> {
        if self.format < SINCE {
            return Ok(false);
        }
        Ok(self.conn.prepare_cached("SELECT 1 FROM picture WHERE mark = ?1")?.exists([mark])?)
    }

    /// The pieces that have a picture.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pieces_with_picture(&self, mark: &str) -> Result<Vec<PieceId>, Error> {
        if self.format < SINCE {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare_cached("SELECT piece FROM piece_picture WHERE mark = ?1")?;
        let ids = statement.query_map([mark], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// A picture with its bytes, whichever piece has it.
    ///
    /// # Errors
    /// When the database fails; [`Error::Damaged`] when it is not what was written.
    pub fn picture(&self, mark: &str) -> Result<Option<Picture>, Error> {
        if self.format < SINCE {
            return Ok(None);
        }
        let found = self
            .conn
            .prepare_cached("SELECT name, kind, width, height, bytes, digest FROM picture WHERE mark = ?1")?
            .query_row([mark], |row| {
                let bytes: Vec<u8> = row.get(4)?;
                let picture = Picture {
                    name: row.get(0)?,
                    kind: kind_of(row, 1)?,
                    width: row.get(2)?,
                    height: row.get(3)?,
                    bytes: bytes.into(),
                };
                Ok((picture, row.get::<_, String>(5)?))
            })
            .optional()?;
        let Some((picture, kept)) = found else { return Ok(None) };
        if digest(&picture.bytes) != kept {
            return Err(Error::Damaged(format!("the picture {mark} is not what was written")));
        }
        Ok(Some(picture))
    }
}

fn row_of(row: &Row<'_>) -> rusqlite::Result<PictureRow> {
    Ok(PictureRow {
        name: row.get(0)?,
        kind: kind_of(row, 1)?,
        width: row.get(2)?,
        height: row.get(3)?,
        bytes: u64::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
        at: row.get(5)?,
    })
}

fn kind_of(row: &Row<'_>, column: usize) -> rusqlite::Result<Kind> {
    let name: String = row.get(column)?;
    Kind::of_extension(&name).ok_or(rusqlite::Error::InvalidQuery)
}
