//! A desk of an earlier format is brought up to date, with everything that it holds.

use crate::common::{all, change, id};
use model::Person;
use std::path::Path;
use store::{Error, Op, Reader, RowQuery, SCHEMA_VERSION, Writer, WriterOptions};

const AT: i64 = 1_764_000_000_000;
const FORMAT_1: &[u8] = include_bytes!("../fixtures/format-1.db");
/// One desk of each format there was; each later one holds what the earlier one does, and what only it can hold.
const FORMATS: [&[u8]; 5] = [
    FORMAT_1,
    include_bytes!("../fixtures/format-2.db"),
    include_bytes!("../fixtures/format-3.db"),
    include_bytes!("../fixtures/format-4.db"),
    include_bytes!("../fixtures/format-5.db"),
];
/// The same desk as format 4 has it, with what one person has seen.
const FORMAT_4: &[u8] = include_bytes!("../fixtures/format-4-seen.db");

fn bin() -> RowQuery {
    RowQuery { bin: true, ..all() }
}

fn check_content(dir: &Path) {
    let reader = Reader::open(dir).unwrap();
    let ferry = reader.piece(id(1)).unwrap();
    assert_eq!((ferry.snapshot.as_deref(), ferry.changes), (Some(b"onetwo".as_slice()), vec![b"three".to_vec()]));
    let log: Vec<_> = reader.changes(id(1), 0, i64::MAX).unwrap().into_iter().map(|change| change.payload).collect();
    assert_eq!(log, [b"one".as_slice(), b"two", b"three"], "the log is whole");
    let headlines: Vec<_> = reader.rows(&all()).unwrap().into_iter().map(|row| row.headline).collect();
    assert_eq!(headlines, ["A tram for the harbour", "The last night ferry"]);
    let binned = reader.rows(&bin()).unwrap();
    assert_eq!((binned.len(), binned[0].headline.as_str(), binned[0].binned), (1, "Put away", true));
    let versions = reader.versions(id(1)).unwrap();
    assert_eq!((versions.len(), versions[0].name.as_str(), versions[0].seq), (1, "Filed", 2));
    assert_eq!(reader.version(versions[0].id).unwrap().unwrap().markdown, "# Filed\n");
    let receipt = reader.receipt(id(2)).unwrap().unwrap();
    assert_eq!((receipt.source.as_str(), receipt.seq), ("tram.md", 4));
    assert_eq!(reader.peers(id(2)).unwrap()[0].peer, u64::MAX);
    let found = reader.rows(&RowQuery { search: "rails".into(), ..all() }).unwrap();
    assert_eq!(found[0].id, id(2));
    assert_eq!(reader.seen(id(1), &Person::named("Ilse Varden")).unwrap(), None);
    assert!(reader.exports(id(1)).unwrap().is_empty(), "of what left before nothing is known");
}

#[test]
fn a_desk_of_format_4_keeps_what_it_has_and_begins_to_keep_what_leaves() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(store::FILE_NAME);
    std::fs::write(&path, FORMAT_4).unwrap();
    check_content(dir.path());
    let (seen, person) =
        (|reader: &Reader| reader.seen(id(1), &Person::named("Maud Castell")).unwrap(), Person::named("Ilse Varden"));
    let before = seen(&Reader::open(dir.path()).unwrap()).unwrap();
    let kept = Reader::open(dir.path()).unwrap().kept_places(id(1)).unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    check_content(dir.path());
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!((seen(&reader).unwrap(), reader.kept_places(id(1)).unwrap()), (before, kept));
    let export = store::NewExport {
        seq: Some(2),
        form: "md".into(),
        outlet: String::new(),
        is_final: false,
        fingerprint: None,
        target: "clipboard".into(),
        bytes: 3,
        digest: "00".into(),
        overridden: "[]".into(),
        reason: String::new(),
    };
    writer.submit(vec![Op::Export { piece: id(1), at: AT, person, export: export.clone() }]).wait().unwrap();
    let rows = reader.exports(id(1)).unwrap();
    assert_eq!((rows.len(), &rows[0].export, rows[0].at), (1, &export, AT));
    let copy = dir.path().join(format!("desk.before-format-{SCHEMA_VERSION}.sqlite"));
    let before: i64 =
        rusqlite::Connection::open(copy).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(before, 4, "a copy of the file of before is kept");
}

#[test]
fn a_desk_of_format_1_keeps_pieces_versions_and_log() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(store::FILE_NAME), FORMAT_1).unwrap();
    check_content(dir.path());
    drop(Writer::open(dir.path(), WriterOptions::default()).unwrap());
    check_content(dir.path());
    let history = Reader::open(dir.path()).unwrap().history(id(3)).unwrap();
    let rows: Vec<_> = history.iter().map(|row| (row.kind.as_str(), row.at, row.bytes)).collect();
    assert_eq!(rows, [("edit", AT + 4000, 4), ("bin", AT + 5000, 0)], "the log tells of the bin now");
}

#[test]
fn desks_of_every_format_keep_what_they_held_before_and_after_the_migration() {
    for (number, bytes) in (1..).zip(FORMATS) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(store::FILE_NAME), bytes).unwrap();
        check_later(dir.path(), number);
        drop(Writer::open(dir.path(), WriterOptions::default()).unwrap());
        check_later(dir.path(), number);
        let conn = rusqlite::Connection::open(dir.path().join(store::FILE_NAME)).unwrap();
        let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(found, SCHEMA_VERSION, "from format {number}");
        let said: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(said, "ok", "from format {number}");
    }
    assert!(FORMATS.len() as i64 >= SCHEMA_VERSION - 1, "every format of before has its desk here");
}

/// What desks hold since a format.
fn check_later(dir: &Path, format: i64) {
    let reader = Reader::open(dir).unwrap();
    let log: Vec<_> = reader.changes(id(1), 0, i64::MAX).unwrap().into_iter().map(|change| change.payload).collect();
    assert_eq!(log, [b"one".as_slice(), b"two", b"three"], "format {format}");
    let tram: Vec<_> = reader.changes(id(2), 0, i64::MAX).unwrap().into_iter().map(|change| change.payload).collect();
    assert_eq!(tram.last().map(Vec::as_slice), Some(if format < 2 { b"four".as_slice() } else { b"six" }));
    let seen = reader.seen(id(1), &Person::named("Ilse Varden")).unwrap();
    assert_eq!(seen.map(|seen| (seen.seq, seen.mark)), (format >= 2).then(|| (1, b"m1".to_vec())));
    let files = reader.folder_files().unwrap();
    assert_eq!(files.len(), usize::from(format >= 3));
    assert!(files.iter().all(|file| file.name == "tram.md" && file.piece == Some(id(2))));
    let left = reader.exports(id(1)).unwrap();
    assert_eq!(left.len(), usize::from(format >= 5));
    assert!(left.iter().all(|row| row.export.target == "ferry.html" && row.export.seq == Some(2)));
    assert!(reader.pictures(id(1)).unwrap().is_empty(), "there were none");
    let open = reader.collisions(None).unwrap();
    assert_eq!(open.len(), usize::from(format >= 3));
    for found in open {
        let read = (found.collision.ours.as_str(), found.collision.theirs.as_str(), found.collision.reads.as_deref());
        assert_eq!(read, ("ten", "eleven", (format >= 4).then_some("ten or eleven")));
    }
}

#[test]
fn a_copy_of_the_earlier_format_is_kept_before_the_migration() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(store::FILE_NAME);
    std::fs::write(&path, FORMAT_1).unwrap();
    drop(Writer::open(dir.path(), WriterOptions::default()).unwrap());
    let version = |path: &Path| -> i64 {
        let conn = rusqlite::Connection::open(path).unwrap();
        conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    let copy = dir.path().join(format!("desk.before-format-{SCHEMA_VERSION}.sqlite"));
    assert_eq!((version(&path), version(&copy)), (SCHEMA_VERSION, 1));
    let aside = tempfile::tempdir().unwrap();
    std::fs::copy(copy, aside.path().join(store::FILE_NAME)).unwrap();
    check_content(aside.path());
}

#[test]
fn a_migration_that_can_not_be_done_changes_no_byte_of_the_desk() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(store::FILE_NAME);
    std::fs::write(&path, FORMAT_1).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE state (something TEXT)").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(Writer::open(dir.path(), WriterOptions::default()).is_err());
    assert!(std::fs::read(&path).unwrap() == before);
    check_content(dir.path());
}

#[test]
fn a_database_of_something_else_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(store::FILE_NAME);
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Writer::open(dir.path(), WriterOptions::default()), Err(Error::NotADesk)));
    assert!(matches!(Reader::open(dir.path()), Err(Error::NotADesk)));
    assert!(std::fs::read(&path).unwrap() == before);
}

#[test]
fn moves_into_the_bin_are_in_the_log_and_in_its_order() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let person = Person::named("Ilse Varden");
    let put = |n: u128, at: i64, binned: bool| Op::Bin { piece: id(n), at, person: person.clone(), binned };
    writer.submit(vec![change(id(1), 1, "one", b"a"), change(id(2), 2, "two", b"b")]);
    // The clock goes back a day between the two.
    writer.submit(vec![put(1, 86_400_000, true), put(2, 5, true), put(2, 6, true), put(9, 7, true)]).wait().unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    let order: Vec<_> = reader.rows(&bin()).unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(order, [id(2), id(1)], "dl_25: what was put there last is first, whatever the clock said");
    assert_eq!(reader.history(id(2)).unwrap().len(), 2, "what is there already is not put there again");
    assert!(reader.history(id(9)).unwrap().is_empty(), "no piece, no row");
    assert_eq!(reader.head(id(1)).unwrap().unwrap().last_seq, 1, "a move is no change of the text");
    assert!(reader.unindexed().unwrap().iter().all(|piece| [id(1), id(2)].contains(piece)));
    writer.submit(vec![put(1, 9, false)]).wait().unwrap();
    let kinds: Vec<_> = reader.history(id(1)).unwrap().into_iter().map(|row| row.kind).collect();
    assert_eq!(kinds, ["edit", "bin", "unbin"]);
    assert_eq!(reader.piece(id(1)).unwrap().changes, [b"a"], "rows without payload are no changes");
    assert_eq!(reader.changes(id(1), 0, i64::MAX).unwrap().len(), 1);
    let empty = writer.submit(vec![change(id(1), 10, "one", b"")]);
    assert!(matches!(empty.wait(), Err(Error::Refused(_))), "an empty payload means that there is none");
}

#[test]
fn what_a_person_has_seen_is_remembered_for_each_person() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let (maud, ilse) = (Person::named("Maud Castell"), Person::named("Ilse Varden"));
    let seen =
        |person: &Person, at, mark: &[u8]| Op::Seen { piece: id(1), at, person: person.clone(), mark: mark.into() };
    writer.submit(vec![change(id(1), 1, "", b"a"), seen(&maud, 5, b"m1"), change(id(1), 2, "", b"b")]);
    writer.submit(vec![seen(&ilse, 6, b"m2")]).wait().unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    let of = |person| reader.seen(id(1), person).unwrap().map(|seen| (seen.seq, seen.mark, seen.at));
    assert_eq!(of(&maud), Some((1, b"m1".to_vec(), 5)));
    assert_eq!(of(&ilse), Some((2, b"m2".to_vec(), 6)));
    writer.submit(vec![seen(&maud, 7, b"m3")]).wait().unwrap();
    assert_eq!(of(&maud), Some((2, b"m3".to_vec(), 7)));
    assert_eq!(of(&Person::named("Nobody")), None);
}
