//! What left the desk, as the database keeps it.

use crate::ops::{LAST_SEQ, person_id};
use crate::{Error, Reader};
use model::{Person, PieceId};
use rusqlite::{Row, Transaction, params};

/// A piece that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExport {
    /// The place in the log of the text that left; none for the piece's last change.
    pub seq: Option<i64>,
    /// The form's name (`html`, `epub` …).
    pub form: String,
    /// The name of the outlet that it left for; empty for the desk's own page.
    pub outlet: String,
    /// Whether it left as the final copy.
    pub is_final: bool,
    /// The fingerprint of the seal; none where the working text left.
    pub fingerprint: Option<String>,
    /// To where: a file as the person named it, `clipboard`, `standard output`.
    pub target: String,
    /// Size of what left, bytes.
    pub bytes: u64,
    /// Its BLAKE3 digest, hexadecimal.
    pub digest: String,
    /// The rules that would have stopped it, a JSON array.
    pub overridden: String,
    /// Why they did not, in the person's words; empty where none would have.
    pub reason: String,
}

/// A piece that left, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredExport {
    /// Its number on this desk.
    pub id: i64,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub person: Person,
    /// What; `seq` is always there.
    pub export: NewExport,
}

/// Keeps that a piece left.
pub(crate) fn keep(
    tx: &Transaction<'_>,
    piece: PieceId,
    (at, person): (i64, &Person),
    export: &NewExport,
) -> Result<(), Error> {
    let person = person_id(tx, person, at)?;
    let NewExport { seq, form, outlet, is_final, fingerprint, target, bytes, digest, overridden, reason } = export;
    let bytes = i64::try_from(*bytes).unwrap_or(i64::MAX);
    tx.prepare_cached(&format!(
        "INSERT INTO export (piece, at, person, seq, form, outlet, final, fingerprint, target, bytes, digest, overridden, reason)
         VALUES (?1, ?2, ?3, coalesce(?4, ({LAST_SEQ})), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    ))?
    .execute(params![
        piece.to_string(),
        at,
        person,
        seq,
        form,
        outlet,
        is_final,
        fingerprint,
        target,
        bytes,
        digest,
        overridden,
        reason
    ])?;
    Ok(())
}

impl Reader {
    /// What left of a piece, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn exports(&self, id: PieceId) -> Result<Vec<StoredExport>, Error> {
        if self.format < 5 {
            return Ok(Vec::new());
        }
        // A person who is missing must not hide that it left.
        let mut statement = self.conn.prepare_cached(
            "SELECT e.id, e.at, coalesce(p.name, ''), coalesce(p.initials, ''), e.seq, e.form, e.outlet, e.final,
               e.fingerprint, e.target, e.bytes, e.digest, e.overridden, e.reason
             FROM export e LEFT JOIN person p ON p.id = e.person WHERE e.piece = ?1 ORDER BY e.id DESC",
        )?;
        let rows = statement.query_map([id.to_string()], stored)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredExport> {
    Ok(StoredExport {
        id: row.get(0)?,
        at: row.get(1)?,
        person: Person { name: row.get(2)?, initials: row.get(3)? },
        export: NewExport {
            seq: Some(row.get(4)?),
            form: row.get(5)?,
            outlet: row.get(6)?,
            is_final: row.get(7)?,
            fingerprint: row.get(8)?,
            target: row.get(9)?,
            bytes: u64::try_from(row.get::<_, i64>(10)?).unwrap_or(0),
            digest: row.get(11)?,
            overridden: row.get(12)?,
            reason: row.get(13)?,
        },
    })
}
