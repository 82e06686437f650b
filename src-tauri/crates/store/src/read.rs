//! Reading: lists, pieces, receipts.

use crate::search::{self, HIT_END, HIT_START};
use crate::{Error, schema, sum};
use model::{Person, PieceId, Stage};
use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};
use std::path::Path;

/// What lists show of a piece.
#[derive(Clone, Debug)]
pub struct Row {
    /// Identity.
    pub id: PieceId,
    /// Working name.
    pub slugline: String,
    /// Headline.
    pub headline: String,
    /// Byline.
    pub byline: String,
    /// Words of the body.
    pub words: u32,
    /// Where it stands.
    pub stage: Stage,
    /// Milliseconds since 1970.
    pub modified: i64,
    /// Whether it lies in the bin.
    pub binned: bool,
    /// With a search: runs of text around what was found.
    pub snippet: Vec<(String, bool)>,
}

/// Which rows.
#[derive(Clone, Debug, Default)]
pub struct RowQuery {
    /// The bin instead of the desk.
    pub bin: bool,
    /// What to search for; empty for all.
    pub search: String,
    /// Rows to skip.
    pub offset: u32,
    /// Rows wanted.
    pub limit: u32,
}

/// The row of a piece, with its times.
#[derive(Clone, Debug)]
pub struct PieceHead {
    /// As in lists.
    pub row: Row,
    /// Milliseconds since 1970.
    pub created: i64,
    /// The last change in the log.
    pub last_seq: i64,
}

/// A piece as it is kept.
#[derive(Clone, Debug)]
pub struct StoredPiece {
    /// The last snapshot.
    pub snapshot: Option<Vec<u8>>,
    /// The changes after it, oldest first; rows of the log without payload are left out.
    pub changes: Vec<Vec<u8>>,
}

/// The last receipt of a piece.
#[derive(Clone, Debug)]
pub struct StoredReceipt {
    /// File name, or `clipboard`.
    pub source: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// JSON.
    pub entries: String,
    /// The document's mark before the import.
    pub mark: Vec<u8>,
    /// The last change of the import.
    pub seq: i64,
}

/// A connection for reading.
pub struct Reader {
    pub(crate) conn: Connection,
    /// The format of the file; one of before is read as it is until a writer brings it up to date.
    pub(crate) format: i64,
}

const COLUMNS: &str = "p.id, p.slugline, p.headline, p.byline, p.words, p.stage, p.modified, p.binned IS NOT NULL";

impl Reader {
    /// Opens the database of a folder for reading; works while another process writes.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none.
    pub fn open(dir: &Path) -> Result<Reader, Error> {
        let (conn, format) = schema::open_readable(&dir.join(crate::FILE_NAME))?;
        Ok(Reader { conn, format })
    }

    /// Rows of a list: by stage and then what was changed last; in the bin, what was put there last; with a search, the
    /// best first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rows(&self, query: &RowQuery) -> Result<Vec<Row>, Error> {
        let binned = if query.bin { "NOT NULL" } else { "NULL" };
        if query.search.trim().is_empty() {
            let order = match (query.bin, self.format) {
                (false, _) => "p.stage_rank, p.last_seq DESC",
                (true, 1) => "p.binned DESC",
                (true, _) => "p.bin_seq DESC",
            };
            let sql =
                format!("SELECT {COLUMNS} FROM piece p WHERE p.binned IS {binned} ORDER BY {order} LIMIT ?1 OFFSET ?2");
            let mut statement = self.conn.prepare_cached(&sql)?;
            let rows = statement.query_map(params![query.limit, query.offset], |row| Ok(read_row(row)))?;
            return rows.map(|row| row.map_err(Error::from).and_then(|row| row)).collect();
        }
        let Some(words) = search::query(&query.search) else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT {COLUMNS}, snippet(piece_text, -1, '{HIT_START}', '{HIT_END}', '…', 14)
             FROM piece_text JOIN piece_text_row r ON r.row = piece_text.rowid JOIN piece p ON p.id = r.piece
             WHERE piece_text MATCH ?1 AND p.binned IS {binned}
             ORDER BY bm25(piece_text, 8.0, 4.0, 4.0, 1.0) LIMIT ?2 OFFSET ?3"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![words, query.limit, query.offset], |row| {
            let snippet: String = row.get(8)?;
            Ok(read_row(row).map(|found| Row { snippet: runs(&snippet), ..found }))
        })?;
        rows.map(|row| row.map_err(Error::from).and_then(|row| row)).collect()
    }

    /// How many rows a list has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count(&self, query: &RowQuery) -> Result<u32, Error> {
        let binned = if query.bin { "NOT NULL" } else { "NULL" };
        if query.search.trim().is_empty() {
            let sql = format!("SELECT count(*) FROM piece p WHERE p.binned IS {binned}");
            return Ok(self.conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?);
        }
        let Some(words) = search::query(&query.search) else { return Ok(0) };
        let sql = format!(
            "SELECT count(*) FROM piece_text JOIN piece_text_row r ON r.row = piece_text.rowid
             JOIN piece p ON p.id = r.piece WHERE piece_text MATCH ?1 AND p.binned IS {binned}"
        );
        Ok(self.conn.prepare_cached(&sql)?.query_row([words], |row| row.get(0))?)
    }

    /// Pieces on the desk by stage, in the order of the stages.
    ///
    /// # Errors
    /// When the database fails.
    pub fn stages(&self) -> Result<Vec<(Stage, u32)>, Error> {
        let mut statement = self.conn.prepare_cached(
            "SELECT stage_rank, count(*) FROM piece WHERE binned IS NULL GROUP BY stage_rank ORDER BY stage_rank",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (rank, count) = row?;
            Ok((Stage::ALL.get(rank as usize).copied().unwrap_or_default(), count))
        })
        .collect()
    }

    /// The row of one piece.
    ///
    /// # Errors
    /// When the database fails.
    pub fn head(&self, id: PieceId) -> Result<Option<PieceHead>, Error> {
        let sql = format!("SELECT {COLUMNS}, p.created, p.last_seq FROM piece p WHERE p.id = ?1");
        let found = self
            .conn
            .prepare_cached(&sql)?
            .query_row([id.to_string()], |row| Ok((read_row(row), row.get(8)?, row.get(9)?)))
            .optional()?;
        found.map(|(row, created, last_seq)| Ok(PieceHead { row: row?, created, last_seq })).transpose()
    }

    /// The piece of a working name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn by_slugline(&self, slugline: &str) -> Result<Option<PieceId>, Error> {
        let found: Option<String> = self
            .conn
            .prepare_cached("SELECT id FROM piece WHERE slugline = ?1")?
            .query_row([slugline], |row| row.get(0))
            .optional()?;
        found.map(|id| id.parse().map_err(|_| Error::Damaged(id))).transpose()
    }

    /// The column of the checksums; files of format 1 have none.
    pub(crate) fn sum(&self) -> &'static str {
        if self.format < 2 { "NULL" } else { "sum" }
    }

    /// The content of a piece.
    ///
    /// # Errors
    /// When the database fails; [`Error::Damaged`] when a change is not what was written.
    pub fn piece(&self, id: PieceId) -> Result<StoredPiece, Error> {
        // One transaction, so that snapshot and changes are of one moment.
        let tx = self.conn.unchecked_transaction()?;
        let key = id.to_string();
        let snapshot: Option<(i64, Vec<u8>, Option<i64>)> = tx
            .prepare_cached(&format!("SELECT seq, payload, {} FROM snapshot WHERE piece = ?1", self.sum()))?
            .query_row([&key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        // A snapshot only saves time: the log has everything that is in it.
        let snapshot = snapshot.filter(|(_, payload, kept)| sum::is_right(*kept, sum::of_snapshot(&key, payload)));
        let since = snapshot.as_ref().map_or(0, |(seq, ..)| *seq);
        let changes = self.changes(id, since, i64::MAX)?.into_iter().map(|change| change.payload).collect();
        Ok(StoredPiece { snapshot: snapshot.map(|(_, payload, _)| payload), changes })
    }

    /// The last receipt of a piece that was not undone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receipt(&self, id: PieceId) -> Result<Option<StoredReceipt>, Error> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT source, at, entries, mark, seq FROM receipt WHERE piece = ?1 AND undone = 0 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([id.to_string()], |row| {
                Ok(StoredReceipt {
                    source: row.get(0)?,
                    at: row.get(1)?,
                    entries: row.get(2)?,
                    mark: row.get(3)?,
                    seq: row.get(4)?,
                })
            })
            .optional()?)
    }

    /// The names of everything that was brought into a piece.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sources(&self, id: PieceId) -> Result<Vec<String>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT DISTINCT source FROM receipt WHERE piece = ?1")?;
        let sources = statement.query_map([id.to_string()], |row| row.get(0))?;
        Ok(sources.collect::<Result<_, _>>()?)
    }

    /// Pieces whose words are not in the index yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unindexed(&self) -> Result<Vec<PieceId>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT id FROM piece WHERE indexed_seq < last_seq")?;
        let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
        ids.map(|id| {
            let id = id?;
            id.parse().map_err(|_| Error::Damaged(id))
        })
        .collect()
    }

    /// Everybody who signed a change of a piece, in the order of their first one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn people(&self, id: PieceId) -> Result<Vec<Person>, Error> {
        let mut statement = self.conn.prepare_cached(
            "SELECT person.name, person.initials FROM change JOIN person ON person.id = change.person
             WHERE change.piece = ?1 GROUP BY person.id ORDER BY min(change.seq)",
        )?;
        let people =
            statement.query_map([id.to_string()], |row| Ok(Person { name: row.get(0)?, initials: row.get(1)? }))?;
        Ok(people.collect::<Result<_, _>>()?)
    }
}

fn read_row(row: &SqlRow<'_>) -> Result<Row, Error> {
    let id: String = row.get(0)?;
    let stage: String = row.get(5)?;
    Ok(Row {
        id: id.parse().map_err(|_| Error::Damaged(id))?,
        slugline: row.get(1)?,
        headline: row.get(2)?,
        byline: row.get(3)?,
        words: row.get(4)?,
        stage: Stage::from_name(&stage).unwrap_or_default(),
        modified: row.get(6)?,
        binned: row.get(7)?,
        snippet: Vec::new(),
    })
}

fn runs(snippet: &str) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    for part in snippet.split(HIT_START) {
        match part.split_once(HIT_END) {
            Some((hit, rest)) => {
                out.push((hit.to_owned(), true));
                out.push((rest.to_owned(), false));
            }
            None => out.push((part.to_owned(), false)),
        }
    }
    out.retain(|(text, _)| !text.is_empty());
    out
}
