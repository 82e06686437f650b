//! What can still be read of a damaged desk.
//!
//! Rows are asked for one by one through SQLite, which knows what is current, and beside it looked for in every page of
//! the file and of its log, which finds them also where the way to them is lost. The file is only read.

mod pages;
mod record;

use crate::copy::with_ending;
use crate::ops::{BIN, UNBIN};
use crate::{Error, StoredChange, StoredVersion, VersionText, sum};
use model::picture::{Kind, Picture};
use model::{Person, PieceId};
use pages::Pages;
use record::Value;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OpenFlags, ToSql};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// What is left of one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalvagedPiece {
    /// The piece.
    pub piece: PieceId,
    /// The last snapshot that could be read: up to which place in the log it goes, and its bytes.
    pub snapshot: Option<(i64, Vec<u8>)>,
    /// All changes with a payload that could be read, oldest first; some may be missing in between. A person who could
    /// not be read has an empty name.
    pub changes: Vec<StoredChange>,
    /// The milestones with their texts, in the order in which they were kept.
    pub versions: Vec<VersionText>,
    /// Whether it lay in the bin.
    pub binned: bool,
    /// The marks of its pictures.
    pub pictures: Vec<String>,
}

/// What is left of a desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// The pieces, by id.
    pub pieces: Vec<SalvagedPiece>,
    /// The pictures that are what was written, by their marks.
    pub pictures: BTreeMap<String, Picture>,
    /// Rows of the log that are known to have been there and can't be read.
    pub lost: i64,
}

/// Reads what can be read of the desk in a folder.
///
/// # Errors
/// When the file can't be read at all: [`Error::Missing`], [`Error::Permission`] …
pub fn salvage(dir: &Path) -> Result<Salvaged, Error> {
    salvage_file(&dir.join(crate::FILE_NAME))
}

/// Reads what can be read of a desk's file, as one that was put aside.
///
/// # Errors
/// As [`salvage`].
pub fn salvage_file(path: &Path) -> Result<Salvaged, Error> {
    let mut found = Found::default();
    Pages::read(path)?.rows(&mut |row, values| found.take(row, &values));
    // What SQLite itself gives is current, and goes before what was lying about.
    found.ask(path);
    Ok(found.sorted())
}

/// Whether a row's checksum, if it has one, is right; rows of format 1 end before it.
fn is_right(kept: &[Value], counted: i64) -> bool {
    match kept {
        [] | [Value::Null] => true,
        [Value::Int(kept)] => *kept == counted,
        _ => false,
    }
}

/// The key of a table with row numbers.
fn number(key: &ToSqlOutput<'_>) -> Option<i64> {
    match key {
        ToSqlOutput::Owned(rusqlite::types::Value::Integer(number)) => Some(*number),
        _ => None,
    }
}

struct Change {
    piece: PieceId,
    at: i64,
    person: i64,
    kind: String,
    payload: Vec<u8>,
}

struct Version {
    piece: PieceId,
    seq: i64,
    at: i64,
    person: i64,
    kind: String,
    name: String,
    mark: Vec<u8>,
    markdown: String,
}

#[derive(Default)]
struct Found {
    changes: BTreeMap<i64, Change>,
    versions: BTreeMap<i64, Version>,
    snapshots: BTreeMap<PieceId, (i64, Vec<u8>)>,
    people: HashMap<i64, Person>,
    pictures: BTreeMap<String, Picture>,
    held: BTreeSet<(PieceId, String)>,
    /// The last place in the log that is known of.
    last: i64,
}

impl Found {
    /// Recognises a row by the sorts of its values; no two tables of the desk have the same.
    fn take(&mut self, row: Option<i64>, values: &[Value]) {
        use Value::{Blob, Int, Null, Text};
        match (row, values) {
            (Some(seq), [Null, Text(id), Int(at), Int(person), Text(kind), Blob(payload), kept @ ..])
                if seq > 0 && is_right(kept, sum::of_change(id, *at, kind, payload)) =>
            {
                let Ok(piece) = id.parse() else { return };
                let (kind, payload) = (kind.clone(), payload.clone());
                self.changes.insert(seq, Change { piece, at: *at, person: *person, kind, payload });
            }
            (
                Some(id),
                [
                    Null,
                    Text(of),
                    Int(seq),
                    Int(at),
                    Int(person),
                    Text(kind),
                    Text(name),
                    Blob(mark),
                    Text(text),
                    kept @ ..,
                ],
            ) if is_right(kept, sum::of_version(of, name, mark, text)) => {
                let Ok(piece) = of.parse() else { return };
                let (kind, name, mark, markdown) = (kind.clone(), name.clone(), mark.clone(), text.clone());
                let version = Version { piece, seq: *seq, at: *at, person: *person, kind, name, mark, markdown };
                self.versions.insert(id, version);
            }
            (Some(id), [Null, Text(name), Text(initials), Int(_)]) => {
                self.people.insert(id, Person { name: name.clone(), initials: initials.clone() });
            }
            (None, [Text(id), Int(seq), Blob(payload), kept @ ..]) if is_right(kept, sum::of_snapshot(id, payload)) => {
                let Ok(piece) = id.parse() else { return };
                // Snapshots are replaced; the newest has the most.
                if self.snapshots.get(&piece).is_none_or(|(known, _)| known < seq) {
                    self.snapshots.insert(piece, (*seq, payload.clone()));
                }
            }
            (
                Some(_),
                [Null, Text(mark), Text(name), Text(kind), Int(width), Int(height), Int(_), Text(digest), Blob(bytes)],
            ) if model::review::seal::digest(bytes) == *digest => {
                let (Ok(width), Ok(height)) = (u32::try_from(*width), u32::try_from(*height)) else { return };
                let Some(kind) = Kind::of_extension(kind) else { return };
                let picture = Picture { name: name.clone(), kind, width, height, bytes: bytes.as_slice().into() };
                self.pictures.insert(mark.clone(), picture);
            }
            (None, [Text(id), Text(mark), Int(_)]) => {
                let Ok(piece) = id.parse() else { return };
                self.held.insert((piece, mark.clone()));
            }
            (Some(_), [Text(table), Int(seq)]) if table == "change" => self.last = self.last.max(*seq),
            _ => {}
        }
    }

    /// Asks SQLite for every row by itself; each answer that is an error is one row less.
    fn ask(&mut self, path: &Path) {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let Ok(conn) = Connection::open_with_flags(path, flags) else { return };
        let most = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap_or(0);
        let found = self.changes.last_key_value().map_or(0, |(seq, _)| *seq);
        // A number that is itself damaged must not make this endless: there can't be more rows than bytes.
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |data| data.len());
        let bytes = i64::try_from(size(path) + size(&with_ending(path, "wal"))).unwrap_or(i64::MAX);
        let known =
            most("SELECT seq FROM sqlite_sequence WHERE name = 'change'").max(most("SELECT max(seq) FROM change"));
        let last = found.max(known.min(bytes));
        self.last = self.last.min(bytes).max(last);
        let versions = most("SELECT max(id) FROM version").min(bytes);
        self.ask_each(&conn, "SELECT NULL, piece, at, person, kind, payload, sum FROM change WHERE seq = ?1", 1..=last);
        let sql = "SELECT NULL, piece, seq, at, person, kind, name, mark, markdown, sum FROM version WHERE id = ?1";
        self.ask_each(&conn, sql, 1..=versions);
        let people: BTreeSet<i64> = self.changes.values().map(|change| change.person).collect();
        self.ask_each(&conn, "SELECT NULL, name, initials, since FROM person WHERE id = ?1", people);
        let pieces: BTreeSet<PieceId> = self.changes.values().map(|change| change.piece).collect();
        let pieces = pieces.into_iter().map(|piece| piece.to_string());
        self.ask_each(&conn, "SELECT piece, seq, payload, sum FROM snapshot WHERE piece = ?1", pieces);
        let pictures = most("SELECT max(id) FROM picture").min(bytes);
        let sql = "SELECT NULL, mark, name, kind, width, height, at, digest, bytes FROM picture WHERE id = ?1";
        self.ask_each(&conn, sql, 1..=pictures);
    }

    /// Asks for the rows of these keys, one by one.
    fn ask_each<K: ToSql + Clone>(&mut self, conn: &Connection, sql: &str, keys: impl IntoIterator<Item = K>) {
        // Files of format 1 have no checksums.
        let Ok(mut statement) = conn.prepare(sql).or_else(|_| conn.prepare(&sql.replace("sum", "NULL"))) else {
            return;
        };
        let columns = statement.column_count();
        for key in keys {
            let values = statement.query_row([key.clone()], |row| {
                (0..columns).map(|column| Ok(Value::from(row.get_ref(column)?))).collect::<rusqlite::Result<Vec<_>>>()
            });
            if let (Ok(values), Ok(key)) = (values, key.to_sql()) {
                self.take(number(&key), &values);
            }
        }
    }

    fn sorted(self) -> Salvaged {
        let Found { changes, versions, snapshots, people, pictures, held, last } = self;
        let person = |id: i64| {
            people.get(&id).cloned().unwrap_or_else(|| Person { name: String::new(), initials: String::new() })
        };
        let last = changes.last_key_value().map_or(0, |(seq, _)| *seq).max(last);
        let lost = last - i64::try_from(changes.len()).unwrap_or(last);
        let mut pieces: BTreeMap<PieceId, SalvagedPiece> = BTreeMap::new();
        let empty = |piece| SalvagedPiece {
            piece,
            snapshot: None,
            changes: vec![],
            versions: vec![],
            binned: false,
            pictures: vec![],
        };
        for (seq, Change { piece, at, person: by, kind, payload }) in changes {
            let found = pieces.entry(piece).or_insert_with(|| empty(piece));
            match (payload.is_empty(), kind.as_str()) {
                (true, BIN) => found.binned = true,
                (true, UNBIN) => found.binned = false,
                (true, _) => {}
                (false, _) => found.changes.push(StoredChange { seq, at, person: person(by), kind, payload }),
            }
        }
        for (piece, snapshot) in snapshots {
            pieces.entry(piece).or_insert_with(|| empty(piece)).snapshot = Some(snapshot);
        }
        for (id, Version { piece, seq, at, person: by, kind, name, mark, markdown }) in versions {
            let version = StoredVersion { id, seq, at, person: person(by), kind, name, mark };
            let found = pieces.entry(piece).or_insert_with(|| empty(piece));
            found.versions.push(VersionText { piece, version, markdown });
        }
        for (piece, mark) in held {
            if let Some(found) = pieces.get_mut(&piece) {
                found.pictures.push(mark);
            }
        }
        Salvaged { pieces: pieces.into_values().collect(), pictures, lost }
    }
}
