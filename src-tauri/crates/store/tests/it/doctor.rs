//! What is wrong with a desk is found and named.

use crate::common::{change, id, version};
use model::Person;
use std::path::Path;
use store::check::{Severity, doctor};
use store::{Error, NewReceipt, Op, Reader, Writer, WriterOptions};

fn desk() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let person = Person::named("Maud Castell");
    let receipt = NewReceipt { source: "a.md".into(), entries: "[]".into(), original: "a".into(), mark: vec![1] };
    writer.submit(vec![
        change(id(1), 1, "one", b"a"),
        change(id(1), 2, "one", b"b"),
        Op::Index { piece: id(1), body: "words of one".into() },
        version(id(1), 2, "Filed"),
        Op::Snapshot { piece: id(1), payload: b"ab".to_vec() },
        change(id(2), 3, "two", b"c"),
        Op::Receipt { piece: id(2), at: 3, receipt },
        Op::Bin { piece: id(2), at: 4, person, binned: true },
        change(id(2), 5, "two", b"d"),
    ]);
    drop(writer);
    dir
}

fn codes(dir: &Path) -> Vec<&'static str> {
    doctor(dir).findings.iter().map(|finding| finding.code).collect()
}

fn run(dir: &Path, sql: &str) {
    let conn = rusqlite::Connection::open(dir.join(store::FILE_NAME)).unwrap();
    conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
}

#[test]
fn a_sound_desk_has_no_findings() {
    let dir = desk();
    let report = doctor(dir.path());
    assert_eq!(report.findings, []);
    assert!(report.is_sound());
    assert_eq!((report.format, report.pieces, report.changes, report.last_seq), (store::SCHEMA_VERSION, 2, 5, 5));
}

#[test]
fn each_disagreement_between_log_and_lists_has_a_name_and_a_sentence() {
    let unlocked = "DROP TRIGGER change_is_append_only_delete; DROP TRIGGER change_is_append_only_update;";
    let cases = [
        (
            "piece_without_row",
            true,
            "DELETE FROM piece_text_row; DELETE FROM piece_text; DELETE FROM piece WHERE slugline LIKE '%'".to_owned(),
        ),
        (
            "row_without_log",
            true,
            format!("{unlocked} DELETE FROM version; DELETE FROM snapshot; DELETE FROM change WHERE seq < 3"),
        ),
        ("last_seq", true, "UPDATE piece SET last_seq = 1, indexed_seq = 1".to_owned()),
        ("times", true, "UPDATE piece SET modified = 77 WHERE binned IS NULL".to_owned()),
        ("times", true, "UPDATE piece SET created = 77 WHERE binned IS NULL".to_owned()),
        ("binned", true, "UPDATE piece SET binned = NULL, bin_seq = NULL".to_owned()),
        ("binned", true, "UPDATE piece SET binned = 4, bin_seq = 2 WHERE binned IS NULL".to_owned()),
        ("index", true, "DELETE FROM piece_text_row".to_owned()),
        ("index", true, "DELETE FROM piece_text".to_owned()),
        ("snapshot", true, "UPDATE snapshot SET seq = 5".to_owned()),
        ("state", true, "DELETE FROM state WHERE name = 'lineage'".to_owned()),
        ("damaged_change", false, format!("{unlocked} UPDATE change SET payload = x'77' WHERE seq = 2")),
        ("damaged_version", false, "UPDATE version SET markdown = 'other words'".to_owned()),
        ("damaged_snapshot", true, "UPDATE snapshot SET payload = x'77'".to_owned()),
        ("version_without_piece", false, "UPDATE version SET piece = 'nobody'".to_owned()),
        ("receipt_without_piece", false, "UPDATE receipt SET seq = 99".to_owned()),
        ("empty_change", false, format!("{unlocked} UPDATE change SET payload = x'' WHERE seq = 1")),
        ("log_gap", false, format!("{unlocked} DELETE FROM change WHERE seq = 1")),
        ("person", false, "DELETE FROM person".to_owned()),
    ];
    for (code, repairable, sql) in cases {
        let dir = desk();
        run(dir.path(), &sql);
        let report = doctor(dir.path());
        let found = report.findings.iter().find(|finding| finding.code == code);
        let found = found.unwrap_or_else(|| panic!("{code} after {sql}: {:?}", report.findings));
        assert_eq!(found.repairable, repairable, "{code}");
        assert!(found.severity > Severity::Note && !report.is_sound());
        assert!(found.sentence.starts_with(|c: char| c.is_ascii_digit()), "{}", found.sentence);
    }
}

#[test]
fn a_change_that_is_not_what_was_written_is_not_given_out() {
    let dir = desk();
    run(dir.path(), "DROP TRIGGER change_is_append_only_update; UPDATE change SET payload = x'77' WHERE seq = 2");
    run(dir.path(), "UPDATE version SET markdown = 'other words'; UPDATE snapshot SET payload = x'77'");
    let reader = Reader::open(dir.path()).unwrap();
    assert!(matches!(reader.changes(id(1), 0, i64::MAX), Err(Error::Damaged(_))));
    assert_eq!(reader.changes(id(1), 0, 1).unwrap().len(), 1, "the others are");
    assert!(matches!(reader.version(1), Err(Error::Damaged(_))));
    assert!(matches!(reader.piece(id(1)), Err(Error::Damaged(_))));
    run(dir.path(), "UPDATE change SET payload = x'62' WHERE seq = 2");
    let piece = reader.piece(id(1)).unwrap();
    assert_eq!((piece.snapshot, piece.changes.len()), (None, 2), "without its snapshot a piece is read from the log");
}

#[test]
fn what_can_not_be_opened_is_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(store::FILE_NAME);
    assert_eq!(codes(dir.path()), ["missing"]);
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    assert_eq!(codes(dir.path()), ["not_a_desk"]);
    std::fs::write(&path, [0x55; 9000]).unwrap();
    assert_eq!(codes(dir.path()), ["damaged"]);
    std::fs::write(&path, include_bytes!("../fixtures/format-1.db")).unwrap();
    assert_eq!(codes(dir.path()), ["old_format"]);
    assert!(doctor(dir.path()).is_sound());
}

#[test]
fn dl_20_the_sqlite_library_is_one_without_the_fault_of_the_log() {
    assert!(rusqlite::version_number() >= 3_051_003);
}

#[test]
fn dl_21_a_desk_that_was_not_closed_is_looked_at_before_it_is_used() {
    let dir = desk();
    let flag = dir.path().join("open");
    assert!(!flag.exists(), "closed properly");
    // Some page in the middle, of a table that opening does not read.
    let path = dir.path().join(store::FILE_NAME);
    let conn = rusqlite::Connection::open(&path).unwrap();
    let page: u32 =
        conn.query_row("SELECT rootpage FROM sqlite_master WHERE name = 'receipt'", [], |row| row.get(0)).unwrap();
    let page = page as usize;
    drop(conn);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[(page - 1) * 4096..page * 4096].fill(0x55);
    std::fs::write(&path, bytes).unwrap();
    std::fs::write(&flag, "").unwrap();
    assert!(matches!(Writer::open(dir.path(), WriterOptions::default()), Err(Error::Damaged(_))));
    assert!(flag.exists(), "and again at the next time");
    assert!(codes(dir.path()).contains(&"damaged"));
}

#[test]
fn while_a_desk_is_open_the_folder_says_so() {
    let dir = desk();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let report = doctor(dir.path());
    assert_eq!((codes(dir.path()), report.is_sound()), (vec!["unclean"], true));
    drop(writer);
    assert_eq!(codes(dir.path()).len(), 0);
}
