//! Words taken out of everything that is kept of a piece. The log is append-only; this is the one place that writes its
//! rows again, and it leaves a row that says so.

use crate::rebuild::PieceLog;
use crate::{Error, FILE_NAME, FolderFile, Projection, Tuning, backup, copy, history, rebuild, schema, search, sum};
use model::{Person, PieceId};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::{Path, PathBuf};

/// The kind of the row that an erasure leaves.
pub(crate) const ERASE: &str = "erase";
/// The kind of the row that is left of a piece that was taken out of the bin for good.
pub(crate) const PURGE: &str = "purge";

/// A log without the words.
#[derive(Clone, Debug)]
pub struct Masked {
    /// The payload of each change, in order, of the same operations as before.
    pub payloads: Vec<Vec<u8>>,
    /// What lists show.
    pub projection: Projection,
    /// The words to search.
    pub body: String,
    /// In how many places the words stood.
    pub places: u32,
}

/// Who knows what the words are, and how a log is made anew without them.
pub trait Eraser {
    /// The log without the words. An error is a reason why it can't be made.
    ///
    /// # Errors
    /// A sentence without words of the piece.
    fn log(&self, log: &PieceLog) -> Result<Masked, String>;
    /// A text without the words.
    fn text(&self, text: &str) -> (String, u32);
    /// A JSON value without the words.
    fn json(&self, text: &str) -> (String, u32);
    /// Name and bytes of a file of the desk folder, when either holds the words. `piece` is false for a file that belongs to
    /// none.
    fn file(&self, name: &str, piece: bool, content: &[u8]) -> Option<(String, Vec<u8>)>;
}

/// What an erasure leaves: who, when and why; never the words.
#[derive(Clone, Debug)]
pub struct Tombstone {
    /// When, milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub person: Person,
    /// Why, in the person's words.
    pub reason: String,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// In how many places of the desk's database the words stood.
    pub places: u32,
    /// Copies of the database out of which they were taken.
    pub copies: u32,
    /// Copies that can't be read, and so not be written again.
    pub unreached: Vec<PathBuf>,
}

/// Erases in the desk's database and in every copy of it that lies in its folder (backups, databases put aside, copies of
/// earlier formats). The caller holds the folder's lock and has closed reader and writer. `files` are the folder's files as
/// they are now. What was interrupted is finished by asking again.
///
/// # Errors
/// When the database can't be read or written; then the database, or the copy, is as it was.
pub fn erase(
    dir: &Path,
    piece: PieceId,
    eraser: &dyn Eraser,
    files: &[FolderFile],
    tombstone: &Tombstone,
) -> Result<Erased, Error> {
    let mut done = Erased::default();
    let mut conn = schema::open_writable(&dir.join(FILE_NAME), &Tuning::default(), false)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    done.places = rewrite(&tx, piece, eraser)?;
    if done.places > 0 {
        for file in files {
            crate::Op::FolderFile { file: file.clone() }.apply(&tx)?;
        }
        leave(&tx, piece, ERASE, tombstone, done.places)?;
        tx.execute("UPDATE state SET value = value + 1 WHERE name IN ('commits', 'writes')", [])?;
    }
    tx.commit()?;
    sweep(&conn)?;
    let busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    drop(conn);
    if busy {
        return Err(Error::Busy);
    }
    for path in copies(dir)? {
        match erase_copy(&path, piece, eraser) {
            Ok(0) => {}
            Ok(_) => done.copies += 1,
            Err(_) => done.unreached.push(path),
        }
    }
    Ok(done)
}

/// Every copy of the database that lies in the desk's folder.
fn copies(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for folder in [dir.to_owned(), dir.join(backup::FOLDER), dir.join(backup::ASIDE)] {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            let is_copy = path.extension().is_some_and(|end| end == "sqlite") && path != dir.join(FILE_NAME);
            found.extend(Some(path).filter(|path| is_copy && path.is_file()));
        }
    }
    found.sort();
    Ok(found)
}

/// Writes a copy anew without the words, when it has them: whole or not at all.
fn erase_copy(path: &Path, piece: PieceId, eraser: &dyn Eraser) -> Result<u32, Error> {
    let source = copy::open_finished(path)?;
    copy::integrity_check(&source)?;
    let mut places = 0;
    copy::copy(&source, path, |copied| {
        let tx = copied.unchecked_transaction()?;
        places = rewrite(&tx, piece, eraser)?;
        tx.commit()?;
        sweep(copied)
    })?;
    drop(source);
    for ending in ["wal", "shm"] {
        copy::remove(&copy::with_ending(path, ending))?;
    }
    copy::sync_folder(path)?;
    Ok(places)
}

/// Leaves nothing of what was replaced in the file.
fn sweep(conn: &Connection) -> Result<(), Error> {
    conn.execute_batch("INSERT INTO piece_text (piece_text) VALUES ('optimize'); VACUUM;")?;
    Ok(())
}

/// Writes everything that is kept of a piece again; gives in how many places the words stood.
fn rewrite(tx: &Transaction<'_>, piece: PieceId, eraser: &dyn Eraser) -> Result<u32, Error> {
    let id = piece.to_string();
    let known = |table: &str, column: &str| -> Result<bool, Error> {
        let sql = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2";
        Ok(tx.query_row(sql, [table, column], |row| row.get(0))?)
    };
    let summed = known("change", "sum")?;
    let sum = if summed { "c.sum" } else { "NULL" };
    let log = rebuild::log_of(tx, &id, sum)?;
    if log.is_empty() {
        return Ok(0);
    }
    let changes = log.into_iter().map(|row| history::checked(&id, row)).collect::<Result<Vec<_>, _>>()?;
    let log = PieceLog { piece, changes };
    let masked = eraser.log(&log).map_err(Error::Damaged)?;
    let mut places = masked.places;
    if places > 0 {
        payloads(tx, &id, &log, &masked, summed)?;
        tx.execute("DELETE FROM snapshot WHERE piece = ?1", [&id])?;
        project(tx, piece, &masked)?;
    }
    places += versions(tx, &id, eraser, summed)?;
    places += columns(tx, "receipt", &["source", "original"], &["entries"], &id, eraser)?;
    if known("collision", "id")? {
        let mut texts = vec!["base", "ours", "theirs", "ahead", "behind", "source"];
        texts.extend(Some("reads").filter(|_| known("collision", "reads").unwrap_or(false)));
        places += columns(tx, "collision", &texts, &[], &id, eraser)?;
    }
    if known("export", "target")? {
        places += columns(tx, "export", &["target", "reason"], &[], &id, eraser)?;
    }
    if known("folder_file", "content")? {
        places += folder_files(tx, &id, eraser)?;
    }
    Ok(places)
}

/// Puts other bytes into the rows of the log, which a trigger forbids to everybody else.
fn payloads(tx: &Transaction<'_>, id: &str, log: &PieceLog, masked: &Masked, summed: bool) -> Result<(), Error> {
    if masked.payloads.len() != log.changes.len() {
        return Err(Error::Refused("another number of changes".into()));
    }
    unlocked(tx, "change_is_append_only_update", |tx| {
        let sums = if summed { ", sum = ?3" } else { "" };
        let mut statement = tx.prepare(&format!("UPDATE change SET payload = ?2{sums} WHERE seq = ?1"))?;
        for (change, payload) in log.changes.iter().zip(&masked.payloads) {
            if *payload == change.payload {
                continue;
            }
            if summed {
                let sum = sum::of_change(id, change.at, &change.kind, payload);
                statement.execute(params![change.seq, payload, sum])?;
            } else {
                statement.execute(params![change.seq, payload])?;
            }
        }
        Ok(())
    })
}

/// Does something that a trigger of the log forbids, and puts the trigger back, in one transaction.
pub(crate) fn unlocked(
    tx: &Transaction<'_>,
    trigger: &str,
    work: impl FnOnce(&Transaction<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let sql: String =
        tx.query_row("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?1", [trigger], |row| {
            row.get(0)
        })?;
    tx.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
    work(tx)?;
    tx.execute_batch(&sql)?;
    Ok(())
}

fn project(tx: &Transaction<'_>, piece: PieceId, masked: &Masked) -> Result<(), Error> {
    let id = piece.to_string();
    let Projection { slugline, headline, byline, words, .. } = &masked.projection;
    let own: Option<String> =
        tx.query_row("SELECT slugline FROM piece WHERE id = ?1", [&id], |row| row.get(0)).optional()?;
    let slugline =
        if own.as_ref() == Some(slugline) { slugline.clone() } else { rebuild::free_slugline(tx, slugline)? };
    tx.execute(
        "UPDATE piece SET slugline = ?2, headline = ?3, byline = ?4, words = ?5 WHERE id = ?1",
        params![id, slugline, headline, byline, words],
    )?;
    search::index(tx, piece, &masked.body)
}

fn versions(tx: &Transaction<'_>, id: &str, eraser: &dyn Eraser, summed: bool) -> Result<u32, Error> {
    let mut statement = tx.prepare("SELECT id, name, mark, markdown FROM version WHERE piece = ?1")?;
    type Row = (i64, String, Vec<u8>, String);
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
    let mut places = 0;
    for (number, name, mark, markdown) in rows {
        let ((name, a), (markdown, b)) = (eraser.text(&name), eraser.text(&markdown));
        if a + b == 0 {
            continue;
        }
        places += a + b;
        tx.execute("UPDATE version SET name = ?2, markdown = ?3 WHERE id = ?1", params![number, name, markdown])?;
        if summed {
            let sum = sum::of_version(id, &name, &mark, &markdown);
            tx.execute("UPDATE version SET sum = ?2 WHERE id = ?1", params![number, sum])?;
        }
    }
    Ok(places)
}

/// Masks columns of a table that has the columns `id` and `piece`.
fn columns(
    tx: &Transaction<'_>,
    table: &str,
    texts: &[&str],
    jsons: &[&str],
    id: &str,
    eraser: &dyn Eraser,
) -> Result<u32, Error> {
    let mut places = 0;
    for (column, is_json) in texts.iter().map(|c| (c, false)).chain(jsons.iter().map(|c| (c, true))) {
        let mut statement = tx.prepare(&format!("SELECT id, {column} FROM {table} WHERE piece = ?1"))?;
        let rows = statement.query_map([id], |row| {
            let text = match row.get_ref(1)? {
                ValueRef::Null => None,
                _ => Some(row.get::<_, String>(1)?),
            };
            Ok((row.get::<_, i64>(0)?, text))
        })?;
        for (number, text) in rows.collect::<Result<Vec<_>, _>>()? {
            let Some(text) = text else { continue };
            let (masked, found) = if is_json { eraser.json(&text) } else { eraser.text(&text) };
            if found > 0 {
                places += found;
                tx.execute(&format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"), params![number, masked])?;
            }
        }
    }
    Ok(places)
}

fn folder_files(tx: &Transaction<'_>, id: &str, eraser: &dyn Eraser) -> Result<u32, Error> {
    let mut statement = tx
        .prepare("SELECT name, piece IS NOT NULL, content, known FROM folder_file WHERE piece = ?1 OR piece IS NULL")?;
    type Row = (String, bool, Vec<u8>, String);
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
    let mut places = 0;
    for (name, of_piece, content, known) in rows {
        if let Some((masked, content)) = eraser.file(&name, of_piece, &content) {
            places += 1;
            let (known, _) = eraser.json(&known);
            tx.execute(
                "UPDATE OR REPLACE folder_file SET name = ?2, content = ?3, known = ?4 WHERE name = ?1",
                params![name, masked, content, known],
            )?;
        }
    }
    Ok(places)
}

/// Leaves a row in the log that says what was done.
pub(crate) fn leave(
    tx: &Transaction<'_>,
    piece: PieceId,
    kind: &str,
    tombstone: &Tombstone,
    places: u32,
) -> Result<(), Error> {
    let person = crate::ops::person_id(tx, &tombstone.person, tombstone.at)?;
    tx.execute(
        "INSERT INTO change (piece, at, person, kind, payload) VALUES (?1, ?2, ?3, ?4, x'')",
        params![piece.to_string(), tombstone.at, person, kind],
    )?;
    let seq = tx.last_insert_rowid();
    tx.execute(
        "INSERT INTO erasure (seq, places, reason) VALUES (?1, ?2, ?3)",
        params![seq, places, tombstone.reason],
    )?;
    Ok(())
}

/// Takes a piece out of the desk with everything that is kept of it. Backups keep it.
pub(crate) fn purge(tx: &Transaction<'_>, piece: PieceId, at: i64, person: &Person) -> Result<(), Error> {
    let id = piece.to_string();
    let rows = unlocked_delete(tx, &id)?;
    if let Some(row) =
        tx.query_row("SELECT row FROM piece_text_row WHERE piece = ?1", [&id], |row| row.get::<_, i64>(0)).optional()?
    {
        tx.execute("DELETE FROM piece_text WHERE rowid = ?1", [row])?;
    }
    for table in
        ["snapshot", "version", "receipt", "export", "seen", "collision", "folder_file", "peer", "piece_text_row"]
    {
        tx.execute(&format!("DELETE FROM {table} WHERE piece = ?1"), [&id])?;
    }
    crate::pictures::drop_all(tx, &id)?;
    tx.execute("DELETE FROM piece WHERE id = ?1", [&id])?;
    let tombstone = Tombstone { at, person: person.clone(), reason: String::new() };
    leave(tx, piece, PURGE, &tombstone, u32::try_from(rows).unwrap_or(u32::MAX))
}

fn unlocked_delete(tx: &Transaction<'_>, id: &str) -> Result<usize, Error> {
    let mut rows = 0;
    unlocked(tx, "change_is_append_only_delete", |tx| {
        // What an erasure left stays: it tells that there was one.
        rows = tx.execute("DELETE FROM change WHERE piece = ?1 AND kind NOT IN ('erase', 'purge')", [id])?;
        Ok(())
    })?;
    tx.execute("UPDATE state SET value = value + ?1 WHERE name = 'removed'", [i64::try_from(rows).unwrap_or(0)])?;
    Ok(rows)
}

/// Makes one row of neighbours of the log: the last one, with the payload of all.
pub(crate) fn join(
    tx: &Transaction<'_>,
    piece: PieceId,
    (first, last): (i64, i64),
    payload: &[u8],
) -> Result<(), Error> {
    let id = piece.to_string();
    let between = "piece = ?1 AND seq >= ?2 AND seq <= ?3";
    let sql = format!(
        "SELECT count(*), count(DISTINCT person), count(DISTINCT kind), min(length(payload)), max(at), max(kind)
         FROM change WHERE {between}"
    );
    let (rows, people, kinds, least, at, kind): (i64, i64, i64, i64, i64, String) =
        tx.prepare_cached(&sql)?.query_row(params![id, first, last], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })?;
    let last_at: i64 =
        tx.prepare_cached("SELECT at FROM change WHERE seq = ?1")?.query_row([last], |row| row.get(0))?;
    // A version or a receipt is of the moment after its place; so is what was seen, and what left.
    let mut kept = 0i64;
    for table in ["version", "receipt", "seen", "export"] {
        let sql = format!("SELECT count(*) FROM {table} WHERE piece = ?1 AND seq >= ?2 AND seq < ?3");
        kept += tx.prepare_cached(&sql)?.query_row(params![id, first, last], |row| row.get::<_, i64>(0))?;
    }
    if rows < 2 || people != 1 || kinds != 1 || least == 0 || at != last_at || kept > 0 || payload.is_empty() {
        return Err(Error::Refused("these rows of the log are not one".into()));
    }
    unlocked(tx, "change_is_append_only_delete", |tx| {
        tx.prepare_cached("DELETE FROM change WHERE piece = ?1 AND seq >= ?2 AND seq < ?3")?
            .execute(params![id, first, last])?;
        Ok(())
    })?;
    unlocked(tx, "change_is_append_only_update", |tx| {
        tx.prepare_cached("UPDATE change SET payload = ?2, sum = ?3 WHERE seq = ?1")?.execute(params![
            last,
            payload,
            sum::of_change(&id, at, &kind, payload)
        ])?;
        Ok(())
    })?;
    tx.prepare_cached("UPDATE state SET value = value + ?1 WHERE name = 'removed'")?.execute([rows - 1])?;
    Ok(())
}
