//! The projections, made again from the log.

use crate::ops::BIN;
use crate::{Error, Projection, StoredChange, Tuning, history, schema, search, sum};
use model::PieceId;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::Path;

/// Everything that the log holds of one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceLog {
    /// The piece.
    pub piece: PieceId,
    /// All its changes that have a payload, oldest first.
    pub changes: Vec<StoredChange>,
}

/// What a rebuild did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Pieces whose rows were made again.
    pub pieces: u32,
    /// Pieces that could not be read, and why. They keep the row that they had; one without a row gets one with the
    /// piece's id for a slugline, so that it is not forgotten.
    pub unreadable: Vec<(PieceId, String)>,
    /// Pieces whose slugline another piece has, and the slugline that they are listed under now.
    pub renamed: Vec<(PieceId, String)>,
}

/// Reads what a log says: the row for lists, and the words for the search index.
pub type Projector<'a> = dyn FnMut(&PieceLog) -> Result<(Projection, String), String> + 'a;

/// Makes lists, bin and search index again from the log, all or nothing. The caller holds the folder's lock and has
/// closed the writer; readers may stay open. Log, milestones, receipts and what was seen are not touched; snapshots that
/// can't be right are dropped, since the log has all that is in them.
///
/// # Errors
/// When the desk can't be opened or the database fails; then nothing was changed.
pub fn projections(dir: &Path, project: &mut Projector<'_>) -> Result<Rebuilt, Error> {
    let path = dir.join(crate::FILE_NAME);
    if !path.exists() {
        return Err(Error::Missing);
    }
    let mut conn = schema::open_writable(&path, &Tuning::default(), false)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    clear(&tx)?;
    let mut done = Rebuilt::default();
    for (id, piece) in pieces(&tx)? {
        let log = log_of(&tx, &id, "c.sum")?;
        let damaged = log.iter().find_map(|row| history::checked(&id, row.clone()).err());
        let log = PieceLog { piece, changes: log.into_iter().map(|(change, _)| change).collect() };
        match damaged.map_or_else(|| project(&log), |error| Err(error.to_string())) {
            Ok((projection, body)) => {
                let slugline = write_row(&tx, &log, &projection)?;
                search::index(&tx, piece, &body)?;
                done.pieces += 1;
                if slugline != projection.slugline {
                    done.renamed.push((piece, slugline));
                }
            }
            Err(reason) => {
                keep_row(&tx, &log)?;
                done.unreadable.push((piece, reason));
            }
        }
    }
    tx.execute_batch("DROP TABLE temp.piece_before; REINDEX;")?;
    tx.commit()?;
    Ok(done)
}

/// Takes the projections away, and what about the file itself is missing or wrong.
fn clear(tx: &Transaction<'_>) -> Result<(), Error> {
    // Without its index, which may be the damaged part.
    let index: String =
        tx.query_row("SELECT sql FROM sqlite_master WHERE name = 'piece_text'", [], |row| row.get(0))?;
    tx.execute_batch(
        "CREATE TEMP TABLE piece_before AS SELECT * FROM piece;
         DELETE FROM piece;
         DELETE FROM piece_text_row;
         DELETE FROM waiting;
         DROP TABLE piece_text;",
    )?;
    tx.execute_batch(&index)?;
    tx.execute_batch(
        "DELETE FROM snapshot WHERE seq >
           coalesce((SELECT max(c.seq) FROM change c WHERE c.piece = snapshot.piece AND c.payload <> x''), 0);
         INSERT OR IGNORE INTO state (name, value) VALUES ('lineage', random()), ('writes', 0), ('commits', 0), ('removed', 0);",
    )?;
    let mut statement = tx.prepare("SELECT piece, payload, sum FROM snapshot")?;
    let mut rows = statement.query([])?;
    let mut wrong: Vec<String> = Vec::new();
    while let Some(row) = rows.next()? {
        let (piece, payload): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        if !sum::is_right(row.get(2)?, sum::of_snapshot(&piece, &payload)) {
            wrong.push(piece);
        }
    }
    for piece in wrong {
        tx.execute("DELETE FROM snapshot WHERE piece = ?1", [piece])?;
    }
    Ok(())
}

/// The pieces of the log, in the order of their first change.
fn pieces(tx: &Transaction<'_>) -> Result<Vec<(String, PieceId)>, Error> {
    let mut statement = tx.prepare("SELECT piece FROM change WHERE payload <> x'' GROUP BY piece ORDER BY min(seq)")?;
    let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
    ids.map(|id| {
        let id = id?;
        let piece = id.parse().map_err(|_| Error::Damaged(format!("“{id}” is no piece")))?;
        Ok((id, piece))
    })
    .collect()
}

/// The log of a piece with its checksums; `sum` is their column, or NULL where there is none.
pub(crate) fn log_of(tx: &Transaction<'_>, id: &str, sum: &str) -> Result<Vec<(StoredChange, Option<i64>)>, Error> {
    // A person who is missing must not hide the words.
    let mut statement = tx.prepare_cached(&format!(
        "SELECT c.seq, c.at, coalesce(p.name, ''), coalesce(p.initials, ''), c.kind, c.payload, {sum}
         FROM change c LEFT JOIN person p ON p.id = c.person WHERE c.piece = ?1 AND c.payload <> x'' ORDER BY c.seq",
    ))?;
    let rows = statement.query_map([id], history::change)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes the row of a piece; gives the slugline under which it is listed.
fn write_row(tx: &Transaction<'_>, log: &PieceLog, projection: &Projection) -> Result<String, Error> {
    let id = log.piece.to_string();
    let bin: Option<(String, i64, i64)> = tx
        .prepare_cached(
            "SELECT kind, at, seq FROM change WHERE piece = ?1 AND kind IN ('bin', 'unbin') ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([&id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let bin = bin.filter(|(kind, ..)| kind == BIN);
    let (first, last) = match (log.changes.first(), log.changes.last()) {
        (Some(first), Some(last)) => (first, last),
        _ => return Ok(projection.slugline.clone()),
    };
    let slugline = free_slugline(tx, &projection.slugline)?;
    let Projection { slugline: _, headline, byline, words, stage } = projection;
    tx.prepare_cached(
        "INSERT INTO piece (id, slugline, headline, byline, words, stage, stage_rank, created, modified, last_seq, binned, bin_seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        id,
        slugline,
        headline,
        byline,
        words,
        stage.name(),
        *stage as i64,
        first.at,
        last.at,
        last.seq,
        bin.as_ref().map(|(_, at, _)| at),
        bin.as_ref().map(|(.., seq)| seq),
    ])?;
    Ok(slugline)
}

/// Lists a piece that can't be read as it was listed before.
fn keep_row(tx: &Transaction<'_>, log: &PieceLog) -> Result<(), Error> {
    let id = log.piece.to_string();
    let before = tx
        .query_row(
            "SELECT slugline, headline, byline, words, stage FROM temp.piece_before WHERE id = ?1",
            [&id],
            |row| {
                let stage: String = row.get(4)?;
                let stage = model::Stage::from_name(&stage).unwrap_or_default();
                let (slugline, headline, byline, words) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok(Projection { slugline, headline, byline, words, stage })
            },
        )
        .optional()?;
    let unknown = || Projection {
        slugline: id.to_lowercase(),
        headline: String::new(),
        byline: String::new(),
        words: 0,
        stage: model::Stage::default(),
    };
    write_row(tx, log, &before.unwrap_or_else(unknown))?;
    Ok(())
}

pub(crate) fn free_slugline(tx: &Transaction<'_>, wanted: &str) -> Result<String, Error> {
    let mut slugline = wanted.to_owned();
    let mut number = 2u32;
    while tx.prepare_cached("SELECT 1 FROM piece WHERE slugline = ?1")?.exists([&slugline])? {
        slugline = format!("{wanted}-{number}");
        number += 1;
    }
    Ok(slugline)
}
