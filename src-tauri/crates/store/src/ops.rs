//! What can be written. Operations are values, so that they can be written again after a failed commit.

use crate::{Error, FolderFile, NewCollision, NewExport, erase, exported, pictures, search, sum};
use model::picture::Picture;
use model::{Person, PieceId, Stage};
use rusqlite::{OptionalExtension, Transaction, params};

/// What lists show of a piece; made anew with every change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// Working name, unique on the desk.
    pub slugline: String,
    /// Headline.
    pub headline: String,
    /// Byline.
    pub byline: String,
    /// Words of the body.
    pub words: u32,
    /// Where it stands.
    pub stage: Stage,
}

/// A milestone.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// `named`, or why it was made (`before_import` …).
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The document's mark of the moment.
    pub mark: Vec<u8>,
    /// The whole piece as a Markdown file.
    pub markdown: String,
}

/// A receipt.
#[derive(Clone, Debug)]
pub struct NewReceipt {
    /// File name, or `clipboard`.
    pub source: String,
    /// The entries, JSON.
    pub entries: String,
    /// The source, decoded.
    pub original: String,
    /// The document's mark before the import.
    pub mark: Vec<u8>,
}

/// One write. Times are milliseconds since 1970; payloads and marks are the manuscript's bytes.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are the columns of the schema")]
pub enum Op {
    /// A peer number is taken for writing.
    Peer { peer: u64, piece: PieceId, person: Person, device: String, at: i64 },
    /// A change of a piece. The first one makes the piece.
    Change { piece: PieceId, at: i64, person: Person, kind: String, payload: Vec<u8>, projection: Projection },
    /// A compact form of everything up to now; what was written before it in the same piece is in it.
    Snapshot { piece: PieceId, payload: Vec<u8> },
    /// A milestone.
    Version { piece: PieceId, at: i64, person: Person, version: NewVersion },
    /// A milestone of an earlier place in the log, as a packet brings it.
    VersionAt { piece: PieceId, seq: i64, at: i64, person: Person, version: NewVersion },
    /// A receipt, after the change that it tells of.
    Receipt { piece: PieceId, at: i64, receipt: NewReceipt },
    /// New entries of the last receipt (something was put back).
    ReceiptEntries { piece: PieceId, entries: String },
    /// The last import was undone.
    ReceiptUndone { piece: PieceId },
    /// Into the bin, or out of it. A row of the log without payload; nothing when the piece is there already.
    Bin { piece: PieceId, at: i64, person: Person, binned: bool },
    /// Out of the bin, for good: everything that is kept of the piece, but the row that says so. Refused for a piece that is
    /// not in the bin.
    Purge { piece: PieceId, at: i64, person: Person },
    /// The rows of a piece from `first` to `last` become one, in the place of the last, with the payload of them all.
    /// Refused where they are not of one person and kind, or where anything is kept of a moment between them.
    Join { piece: PieceId, first: i64, last: i64, payload: Vec<u8> },
    /// How far in the log neighbours were joined.
    Thinned { seq: i64 },
    /// A person has seen a piece up to a mark.
    Seen { piece: PieceId, at: i64, person: Person, mark: Vec<u8> },
    /// A file of the desk folder agrees with its piece, or is known and left alone.
    FolderFile { file: FolderFile },
    /// A file of the desk folder is followed no more.
    FolderForget { name: String },
    /// Words collided.
    Collision { piece: PieceId, at: i64, collision: NewCollision },
    /// A person decided: `ours`, `theirs` or `both`.
    CollisionDecided { id: i64, decided: String },
    /// What waits in a piece, JSON: as of a place in the log, or of everything written before.
    Waiting { piece: PieceId, seq: Option<i64>, state: String },
    /// A piece left.
    Export { piece: PieceId, at: i64, person: Person, export: NewExport },
    /// A piece gets a picture, which the desk may have already.
    Picture { piece: PieceId, at: i64, picture: Picture },
    /// A piece has a picture that another one has, too; nothing when the desk has none of that mark.
    HoldPicture { piece: PieceId, at: i64, mark: String },
    /// A piece has a picture no longer; with the last piece that had it, it goes.
    DropPicture { piece: PieceId, mark: String },
    /// The words to search, as of everything written before.
    Index { piece: PieceId, body: String },
}

/// The kinds of the log's rows that have no payload.
pub(crate) const BIN: &str = "bin";
/// Out of the bin.
pub(crate) const UNBIN: &str = "unbin";

/// The last change of a piece that has a payload.
pub(crate) const LAST_SEQ: &str = "SELECT coalesce(max(seq), 0) FROM change WHERE piece = ?1 AND payload <> x''";

impl Op {
    /// Whether it writes only what can be made again from the log.
    pub(crate) fn is_derived(&self) -> bool {
        matches!(self, Op::Snapshot { .. } | Op::Index { .. } | Op::Thinned { .. } | Op::Waiting { .. })
    }

    /// Whether it takes something off the desk for good.
    pub(crate) fn is_removal(&self) -> bool {
        matches!(self, Op::Purge { .. } | Op::DropPicture { .. })
    }

    /// Writes it inside a transaction.
    pub(crate) fn apply(&self, tx: &Transaction<'_>) -> Result<(), Error> {
        match self {
            Op::Peer { peer, piece, person, device, at } => {
                let person = person_id(tx, person, *at)?;
                tx.prepare_cached("INSERT INTO peer (peer, piece, person, device, since) VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute(params![peer.cast_signed(), piece.to_string(), person, device, at])?;
            }
            Op::Change { piece, at, person, kind, payload, projection } => {
                if payload.is_empty() || [BIN, UNBIN].contains(&kind.as_str()) {
                    return Err(Error::Refused(format!("a change of the kind “{kind}” without a payload of its own")));
                }
                let person = person_id(tx, person, *at)?;
                let id = piece.to_string();
                let seq = append(tx, &id, *at, person, kind, payload)?;
                let Projection { slugline, headline, byline, words, stage } = projection;
                tx.prepare_cached(
                    "INSERT INTO piece (id, slugline, headline, byline, words, stage, stage_rank, created, modified, last_seq)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)
                     ON CONFLICT (id) DO UPDATE SET slugline = ?2, headline = ?3, byline = ?4, words = ?5, stage = ?6,
                       stage_rank = ?7, modified = ?8, last_seq = ?9",
                )?
                .execute(params![id, slugline, headline, byline, words, stage.name(), *stage as i64, at, seq])?;
            }
            Op::Snapshot { piece, payload } => {
                let id = piece.to_string();
                tx.prepare_cached(&format!(
                    "INSERT INTO snapshot (piece, seq, payload, sum) VALUES (?1, ({LAST_SEQ}), ?2, ?3)
                     ON CONFLICT (piece) DO UPDATE SET seq = excluded.seq, payload = excluded.payload, sum = excluded.sum",
                ))?
                .execute(params![id, payload, sum::of_snapshot(&id, payload)])?;
            }
            Op::Version { piece, at, person, version } => keep_version(tx, *piece, None, (*at, person), version)?,
            Op::VersionAt { piece, seq, at, person, version } => {
                keep_version(tx, *piece, Some(*seq), (*at, person), version)?;
            }
            Op::Receipt { piece, at, receipt } => {
                tx.prepare_cached(&format!(
                    "INSERT INTO receipt (piece, at, source, entries, original, seq, mark)
                     VALUES (?1, ?2, ?3, ?4, ?5, ({LAST_SEQ}), ?6)",
                ))?
                .execute(params![
                    piece.to_string(),
                    at,
                    receipt.source,
                    receipt.entries,
                    receipt.original,
                    receipt.mark
                ])?;
            }
            Op::ReceiptEntries { piece, entries } => {
                tx.prepare_cached(
                    "UPDATE receipt SET entries = ?2 WHERE id = (SELECT max(id) FROM receipt WHERE piece = ?1)",
                )?
                .execute(params![piece.to_string(), entries])?;
            }
            Op::ReceiptUndone { piece } => {
                tx.prepare_cached(
                    "UPDATE receipt SET undone = 1 WHERE id = (SELECT max(id) FROM receipt WHERE piece = ?1)",
                )?
                .execute(params![piece.to_string()])?;
            }
            Op::Bin { piece, at, person, binned } => {
                let id = piece.to_string();
                let there: Option<bool> = tx
                    .prepare_cached("SELECT binned IS NOT NULL FROM piece WHERE id = ?1")?
                    .query_row([&id], |row| row.get(0))
                    .optional()?;
                if there.is_none_or(|there| there == *binned) {
                    return Ok(());
                }
                let person = person_id(tx, person, *at)?;
                let kind = if *binned { BIN } else { UNBIN };
                tx.prepare_cached(
                    "INSERT INTO change (piece, at, person, kind, payload) VALUES (?1, ?2, ?3, ?4, x'')",
                )?
                .execute(params![id, at, person, kind])?;
                let seq = tx.last_insert_rowid();
                tx.prepare_cached("UPDATE piece SET binned = ?2, bin_seq = ?3 WHERE id = ?1")?.execute(params![
                    id,
                    binned.then_some(at),
                    binned.then_some(seq)
                ])?;
            }
            Op::Purge { piece, at, person } => {
                let binned: Option<bool> = tx
                    .prepare_cached("SELECT binned IS NOT NULL FROM piece WHERE id = ?1")?
                    .query_row([piece.to_string()], |row| row.get(0))
                    .optional()?;
                if binned != Some(true) {
                    return Err(Error::Refused("the piece is not in the bin".into()));
                }
                erase::purge(tx, *piece, *at, person)?;
            }
            Op::Join { piece, first, last, payload } => erase::join(tx, *piece, (*first, *last), payload)?,
            Op::Thinned { seq } => {
                tx.execute("INSERT OR REPLACE INTO state (name, value) VALUES ('thinned', ?1)", [seq])?;
            }
            Op::Seen { piece, at, person, mark } => {
                let person = person_id(tx, person, *at)?;
                tx.prepare_cached(&format!(
                    "INSERT INTO seen (piece, person, seq, mark, at) VALUES (?1, ?2, ({LAST_SEQ}), ?3, ?4)
                     ON CONFLICT (piece, person) DO UPDATE SET seq = excluded.seq, mark = excluded.mark, at = excluded.at",
                ))?
                .execute(params![piece.to_string(), person, mark, at])?;
            }
            Op::FolderFile { file } => {
                let piece = file.piece.map(|id| id.to_string());
                // One piece has one file: another name of it is given up.
                tx.prepare_cached("DELETE FROM folder_file WHERE piece = ?1 AND name <> ?2")?
                    .execute(params![piece, file.name])?;
                tx.prepare_cached(
                    "INSERT INTO folder_file (name, piece, known, content, state) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (name) DO UPDATE SET piece = ?2, known = ?3, content = ?4, state = ?5",
                )?
                .execute(params![file.name, piece, file.known, file.content, file.state])?;
            }
            Op::FolderForget { name } => {
                tx.prepare_cached("DELETE FROM folder_file WHERE name = ?1")?.execute([name])?;
            }
            Op::Collision { piece, at, collision } => {
                let NewCollision { field, base, ours, theirs, ahead, behind, source, reads } = collision;
                tx.prepare_cached(
                    "INSERT INTO collision (piece, field, base, ours, theirs, ahead, behind, source, at, reads)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    piece.to_string(),
                    field,
                    base,
                    ours,
                    theirs,
                    ahead,
                    behind,
                    source,
                    at,
                    reads
                ])?;
            }
            Op::CollisionDecided { id, decided } => {
                tx.prepare_cached("UPDATE collision SET decided = ?2 WHERE id = ?1")?.execute(params![id, decided])?;
            }
            Op::Waiting { piece, seq, state } => {
                tx.prepare_cached(&format!(
                    "INSERT INTO waiting (piece, seq, state) VALUES (?1, coalesce(?2, ({LAST_SEQ})), ?3)
                     ON CONFLICT (piece) DO UPDATE SET seq = excluded.seq, state = excluded.state",
                ))?
                .execute(params![piece.to_string(), seq, state])?;
            }
            Op::Export { piece, at, person, export } => exported::keep(tx, *piece, (*at, person), export)?,
            Op::Picture { piece, at, picture } => pictures::keep(tx, *piece, *at, picture)?,
            Op::HoldPicture { piece, at, mark } => pictures::hold(tx, *piece, *at, mark)?,
            Op::DropPicture { piece, mark } => pictures::drop_one(tx, *piece, mark)?,
            Op::Index { piece, body } => search::index(tx, *piece, body)?,
        }
        Ok(())
    }
}

/// Keeps a milestone of a place in the log; without one, of the piece's last change.
fn keep_version(
    tx: &Transaction<'_>,
    piece: PieceId,
    seq: Option<i64>,
    (at, person): (i64, &Person),
    version: &NewVersion,
) -> Result<(), Error> {
    let id = piece.to_string();
    let person = person_id(tx, person, at)?;
    let NewVersion { kind, name, mark, markdown } = version;
    let sum = sum::of_version(&id, name, mark, markdown);
    tx.prepare_cached(&format!(
        "INSERT INTO version (piece, seq, at, person, kind, name, mark, markdown, sum)
         VALUES (?1, coalesce(?9, ({LAST_SEQ})), ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    ))?
    .execute(params![id, at, person, kind, name, mark, markdown, sum, seq])?;
    Ok(())
}

/// Appends a row to the log; gives its place.
fn append(tx: &Transaction<'_>, piece: &str, at: i64, person: i64, kind: &str, payload: &[u8]) -> Result<i64, Error> {
    tx.prepare_cached("INSERT INTO change (piece, at, person, kind, payload, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![piece, at, person, kind, payload, sum::of_change(piece, at, kind, payload)])?;
    Ok(tx.last_insert_rowid())
}

pub(crate) fn person_id(tx: &Transaction<'_>, person: &Person, at: i64) -> Result<i64, Error> {
    let found = tx
        .prepare_cached("SELECT id FROM person WHERE name = ?1 AND initials = ?2")?
        .query_row(params![person.name, person.initials], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    tx.execute(
        "INSERT INTO person (name, initials, since) VALUES (?1, ?2, ?3)",
        params![person.name, person.initials, at],
    )?;
    Ok(tx.last_insert_rowid())
}
