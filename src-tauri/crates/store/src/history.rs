//! Reading what was: the log, the milestones, and who wrote through which opening. Everything is in the order of the
//! log, never of the clock: a computer's clock may go back.

use crate::{Error, Reader, sum};
use model::{Person, PieceId};
use rusqlite::{OptionalExtension, Row, params};

/// One row of the log, without its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedChange {
    /// Its place in the log; grows over all pieces.
    pub seq: i64,
    /// Milliseconds since 1970, by the clock of the moment.
    pub at: i64,
    /// Who signed it.
    pub person: Person,
    /// What was done: `edit`, `import`, `bin` …
    pub kind: String,
    /// Size of the payload in bytes; 0 for what changes no text (`bin`, `unbin`).
    pub bytes: u32,
}

/// One change with its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredChange {
    /// Its place in the log.
    pub seq: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who signed it.
    pub person: Person,
    /// What was done.
    pub kind: String,
    /// The manuscript's bytes.
    pub payload: Vec<u8>,
}

/// A milestone, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVersion {
    /// Its number on this desk.
    pub id: i64,
    /// The last change that is in it.
    pub seq: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who kept it.
    pub person: Person,
    /// `named`, or why it was made.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The document's mark of the moment.
    pub mark: Vec<u8>,
}

/// A milestone with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionText {
    /// Whose text it is.
    pub piece: PieceId,
    /// The milestone.
    pub version: StoredVersion,
    /// The whole piece as a Markdown file.
    pub markdown: String,
}

/// One opening of a piece for writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPeer {
    /// The manuscript's number for it; never used twice.
    pub peer: u64,
    /// Who wrote.
    pub person: Person,
    /// On which computer.
    pub device: String,
    /// Milliseconds since 1970.
    pub since: i64,
}

/// What an erasure left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredErasure {
    /// Its place in the log.
    pub seq: i64,
    /// In how many places the words stood.
    pub places: u32,
    /// Why, in the person's words.
    pub reason: String,
}

/// Up to where a person has seen a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSeen {
    /// The last change that was seen.
    pub seq: i64,
    /// The document's mark of the moment.
    pub mark: Vec<u8>,
    /// Milliseconds since 1970.
    pub at: i64,
}

impl Reader {
    /// The log of a piece, oldest first, without payloads.
    ///
    /// # Errors
    /// When the database fails.
    pub fn history(&self, id: PieceId) -> Result<Vec<LoggedChange>, Error> {
        let mut statement = self.conn.prepare_cached(
            "SELECT c.seq, c.at, p.name, p.initials, c.kind, length(c.payload)
             FROM change c JOIN person p ON p.id = c.person WHERE c.piece = ?1 ORDER BY c.seq",
        )?;
        let rows = statement.query_map([id.to_string()], logged)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last row of the log of a piece, without its payload; none when it has none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn last_of(&self, id: PieceId) -> Result<Option<LoggedChange>, Error> {
        let mut statement = self.conn.prepare_cached(
            "SELECT c.seq, c.at, p.name, p.initials, c.kind, length(c.payload)
             FROM change c JOIN person p ON p.id = c.person WHERE c.piece = ?1 ORDER BY c.seq DESC LIMIT 1",
        )?;
        Ok(statement.query_row([id.to_string()], logged).optional()?)
    }

    /// The changes of a piece behind `after` and up to `up_to` (places in the log; the second one included), oldest
    /// first. Rows without payload are left out.
    ///
    /// # Errors
    /// When the database fails; [`Error::Damaged`] when a change is not what was written.
    pub fn changes(&self, id: PieceId, after: i64, up_to: i64) -> Result<Vec<StoredChange>, Error> {
        let sql = format!(
            "SELECT c.seq, c.at, p.name, p.initials, c.kind, c.payload, {}
             FROM change c JOIN person p ON p.id = c.person
             WHERE c.piece = ?1 AND c.seq > ?2 AND c.seq <= ?3 AND c.payload <> x'' ORDER BY c.seq",
            self.sum()
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let key = id.to_string();
        let rows = statement.query_map(params![key, after, up_to], change)?;
        rows.map(|row| checked(&key, row?)).collect()
    }

    /// Pieces with at least so many changes behind the place up to which neighbours were joined, and the last place in the
    /// log that was written before `until` (milliseconds since 1970).
    ///
    /// # Errors
    /// When the database fails.
    pub fn unthinned(&self, until: i64, least: u32) -> Result<(Vec<PieceId>, i64), Error> {
        if self.format < 4 {
            return Ok((Vec::new(), 0));
        }
        const FROM: &str = "(SELECT coalesce(max(value), 0) FROM state WHERE name = 'thinned')";
        let end: i64 = self
            .conn
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM change WHERE at < ?1")?
            .query_row([until], |row| row.get(0))?;
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT piece FROM change WHERE seq > {FROM} AND seq <= ?1 AND payload <> x'' GROUP BY piece HAVING count(*) >= ?2",
        ))?;
        let ids = statement.query_map(params![end, least], |row| row.get::<_, String>(0))?;
        let ids = ids.map(|id| {
            let id = id?;
            id.parse().map_err(|_| Error::Damaged(id))
        });
        Ok((ids.collect::<Result<_, _>>()?, end))
    }

    /// Places in the log of a piece at which something is kept: milestones, receipts, what was seen, what left.
    ///
    /// # Errors
    /// When the database fails.
    pub fn kept_places(&self, id: PieceId) -> Result<Vec<i64>, Error> {
        let left = if self.format < 5 { "" } else { "UNION SELECT seq FROM export WHERE piece = ?1" };
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT seq FROM version WHERE piece = ?1 UNION SELECT seq FROM receipt WHERE piece = ?1
             UNION SELECT seq FROM seen WHERE piece = ?1 {left}",
        ))?;
        let places = statement.query_map([id.to_string()], |row| row.get(0))?;
        Ok(places.collect::<Result<_, _>>()?)
    }

    /// The pieces whose log has a row of one of these kinds, in the order of the first one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn pieces_with(&self, kinds: &[&str]) -> Result<Vec<PieceId>, Error> {
        let mut found: Vec<(i64, PieceId)> = Vec::new();
        let sql = "SELECT min(seq), piece FROM change WHERE kind = ?1 GROUP BY piece";
        let mut statement = self.conn.prepare_cached(sql)?;
        for kind in kinds {
            let rows = statement.query_map([kind], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
            for row in rows {
                let (seq, id) = row?;
                let id = id.parse().map_err(|_| Error::Damaged(id))?;
                if !found.iter().any(|(_, known)| *known == id) {
                    found.push((seq, id));
                }
            }
        }
        found.sort_unstable();
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    /// The last place in the log, over all pieces; 0 when it is empty.
    ///
    /// # Errors
    /// When the database fails.
    pub fn last_seq(&self) -> Result<i64, Error> {
        Ok(self.conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM change")?.query_row([], |row| row.get(0))?)
    }

    /// The milestones of a piece, in the order in which they were kept. None is ever deleted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn versions(&self, id: PieceId) -> Result<Vec<StoredVersion>, Error> {
        let mut statement = self.conn.prepare_cached(
            "SELECT v.id, v.seq, v.at, p.name, p.initials, v.kind, v.name, v.mark
             FROM version v JOIN person p ON p.id = v.person WHERE v.piece = ?1 ORDER BY v.id",
        )?;
        let rows = statement.query_map([id.to_string()], version)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One milestone with its text.
    ///
    /// # Errors
    /// When the database fails; [`Error::Damaged`] when the text is not what was written.
    pub fn version(&self, id: i64) -> Result<Option<VersionText>, Error> {
        let found = self
            .conn
            .prepare_cached(&format!(
                "SELECT v.id, v.seq, v.at, p.name, p.initials, v.kind, v.name, v.mark, v.piece, v.markdown, {}
                 FROM version v JOIN person p ON p.id = v.person WHERE v.id = ?1",
                self.sum()
            ))?
            .query_row([id], |row| {
                Ok((version(row)?, row.get::<_, String>(8)?, row.get::<_, String>(9)?, row.get(10)?))
            })
            .optional()?;
        let Some((version, piece, markdown, kept)) = found else { return Ok(None) };
        let counted = sum::of_version(&piece, &version.name, &version.mark, &markdown);
        sum::check(kept, counted, || format!("version {id}"))?;
        let piece = piece.parse().map_err(|_| Error::Damaged(piece))?;
        Ok(Some(VersionText { piece, version, markdown }))
    }

    /// What was erased in a piece, in the order of the log; the rows themselves are in [`Reader::history`].
    ///
    /// # Errors
    /// When the database fails.
    pub fn erasures(&self, id: PieceId) -> Result<Vec<StoredErasure>, Error> {
        if self.format < 4 {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare_cached(
            "SELECT e.seq, e.places, e.reason FROM erasure e JOIN change c ON c.seq = e.seq WHERE c.piece = ?1 ORDER BY e.seq",
        )?;
        let rows = statement.query_map([id.to_string()], |row| {
            Ok(StoredErasure { seq: row.get(0)?, places: row.get(1)?, reason: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Up to where a person has seen a piece; none when never.
    ///
    /// # Errors
    /// When the database fails.
    pub fn seen(&self, id: PieceId, person: &Person) -> Result<Option<StoredSeen>, Error> {
        if self.format < 2 {
            return Ok(None);
        }
        Ok(self
            .conn
            .prepare_cached(
                "SELECT s.seq, s.mark, s.at FROM seen s JOIN person p ON p.id = s.person
                 WHERE s.piece = ?1 AND p.name = ?2 AND p.initials = ?3",
            )?
            .query_row(params![id.to_string(), person.name, person.initials], |row| {
                Ok(StoredSeen { seq: row.get(0)?, mark: row.get(1)?, at: row.get(2)? })
            })
            .optional()?)
    }

    /// Which of these peers the desk knows already, of any piece.
    ///
    /// # Errors
    /// When the database fails.
    pub fn known_peers(&self, peers: &[u64]) -> Result<Vec<u64>, Error> {
        let mut statement = self.conn.prepare_cached("SELECT 1 FROM peer WHERE peer = ?1")?;
        let mut known = Vec::new();
        for peer in peers {
            if statement.exists([peer.cast_signed()])? {
                known.push(*peer);
            }
        }
        Ok(known)
    }

    /// Every opening of a piece for writing. The table keeps no order but the clock's; what they wrote is in the log.
    ///
    /// # Errors
    /// When the database fails.
    pub fn peers(&self, id: PieceId) -> Result<Vec<StoredPeer>, Error> {
        let mut statement = self.conn.prepare_cached(
            "SELECT q.peer, q.device, q.since, p.name, p.initials
             FROM peer q JOIN person p ON p.id = q.person WHERE q.piece = ?1 ORDER BY q.since, q.peer",
        )?;
        let rows = statement.query_map([id.to_string()], |row| {
            let peer = row.get::<_, i64>(0)?.cast_unsigned();
            Ok(StoredPeer { peer, person: person(row, 3)?, device: row.get(1)?, since: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A person from two columns.
pub(crate) fn person(row: &Row<'_>, at: usize) -> rusqlite::Result<Person> {
    Ok(Person { name: row.get(at)?, initials: row.get(at + 1)? })
}

/// A row of the log from seq, at, person (two), kind, length of the payload.
fn logged(row: &Row<'_>) -> rusqlite::Result<LoggedChange> {
    let person = person(row, 2)?;
    Ok(LoggedChange { seq: row.get(0)?, at: row.get(1)?, person, kind: row.get(4)?, bytes: row.get(5)? })
}

/// A change and its checksum from seq, at, person (two), kind, payload, sum.
pub(crate) fn change(row: &Row<'_>) -> rusqlite::Result<(StoredChange, Option<i64>)> {
    let person = person(row, 2)?;
    let change = StoredChange { seq: row.get(0)?, at: row.get(1)?, person, kind: row.get(4)?, payload: row.get(5)? };
    Ok((change, row.get(6)?))
}

/// The change, if it is what was written.
pub(crate) fn checked(piece: &str, (change, kept): (StoredChange, Option<i64>)) -> Result<StoredChange, Error> {
    let counted = sum::of_change(piece, change.at, &change.kind, &change.payload);
    sum::check(kept, counted, || format!("change {}", change.seq))?;
    Ok(change)
}

fn version(row: &Row<'_>) -> rusqlite::Result<StoredVersion> {
    Ok(StoredVersion {
        id: row.get(0)?,
        seq: row.get(1)?,
        at: row.get(2)?,
        person: person(row, 3)?,
        kind: row.get(5)?,
        name: row.get(6)?,
        mark: row.get(7)?,
    })
}
