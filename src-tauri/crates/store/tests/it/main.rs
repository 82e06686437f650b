//! The database keeps what it acknowledged, and finds it.
#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod backups;
mod chance;
mod common;
mod damage;
mod doctor;
mod exported;
mod history;
mod kill;
mod migration;
mod numbered;
#[cfg(unix)]
mod permission;
mod pictures;
mod powerloss;
mod rebuild;
mod refused;
mod waiting;

use common::{all, change, id};
use model::Person;
use std::sync::{Arc, Mutex, mpsc};
use store::{Error, Notice, Op, Reader, RowQuery, Writer, WriterOptions};

#[test]
fn what_was_acknowledged_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![change(id(1), 5, "First", b"a"), change(id(1), 6, "Second", b"b")]).wait().unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(reader.piece(id(1)).unwrap().changes, [b"a", b"b"]);
    let rows = reader.rows(&all()).unwrap();
    assert_eq!((rows.len(), rows[0].headline.as_str(), rows[0].modified), (1, "Second", 6));
    assert_eq!(reader.people(id(1)).unwrap(), [Person::named("Maud Castell")]);
}

#[test]
fn a_snapshot_stands_for_the_changes_before_it() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![
        change(id(1), 5, "", b"a"),
        Op::Snapshot { piece: id(1), payload: b"S".to_vec() },
        change(id(1), 6, "", b"b"),
    ]);
    drop(writer);
    let stored = Reader::open(dir.path()).unwrap().piece(id(1)).unwrap();
    assert_eq!((stored.snapshot.as_deref(), stored.changes.len()), (Some(b"S".as_slice()), 1));
}

#[test]
fn the_log_refuses_to_be_rewritten() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![change(id(1), 5, "", b"a")]).wait().unwrap();
    drop(writer);
    let conn = rusqlite::Connection::open(dir.path().join(store::FILE_NAME)).unwrap();
    assert!(conn.execute("DELETE FROM change", []).is_err());
    assert!(conn.execute("UPDATE change SET payload = x'00'", []).is_err());
}

#[test]
fn a_full_disk_acknowledges_nothing_and_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (said, notices) = mpsc::channel();
    let pages = Arc::new(Mutex::new(u32::MAX));
    let said = Mutex::new(said);
    let writer = Writer::open(
        dir.path(),
        WriterOptions {
            notice: Arc::new(move |notice| said.lock().unwrap().send(notice).unwrap()),
            max_pages: Some(pages.clone()),
            ..WriterOptions::default()
        },
    )
    .unwrap();
    writer.submit(vec![change(id(1), 1, "small", b"a")]).wait().unwrap();
    *pages.lock().unwrap() = 1;
    let large = writer.submit(vec![change(id(1), 2, "large", &vec![7; 400_000])]);
    assert_eq!(
        notices.recv().unwrap(),
        Notice::Failed { reason: "the disk is full".into(), waiting: 1 },
        "the person is told"
    );
    let rows = Reader::open(dir.path()).unwrap().rows(&all()).unwrap();
    assert_eq!(rows[0].headline, "small", "nothing half-written is seen");
    *pages.lock().unwrap() = u32::MAX;
    large.wait().unwrap();
    while notices.recv().unwrap() != Notice::Recovered {}
    assert_eq!(Reader::open(dir.path()).unwrap().rows(&all()).unwrap()[0].headline, "large");
}

#[test]
fn a_newer_file_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(Writer::open(dir.path(), WriterOptions::default()).unwrap());
    let path = dir.path().join(store::FILE_NAME);
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Writer::open(dir.path(), WriterOptions::default()), Err(Error::Newer { found: 99, .. })));
    assert!(matches!(Reader::open(dir.path()), Err(Error::Newer { .. })));
}

#[test]
fn a_folder_without_a_desk_says_so() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(Reader::open(dir.path()), Err(Error::Missing)));
}

#[test]
fn words_are_found_whatever_a_person_types() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![
        change(id(1), 1, "The night ferry", b"a"),
        Op::Index { piece: id(1), body: "Łukasz rows a state-owned boat".into() },
        change(id(2), 2, "A tram", b"b"),
        Op::Index { piece: id(2), body: "It runs on rails".into() },
    ]);
    drop(writer);
    let reader = Reader::open(dir.path()).unwrap();
    let find = |search: &str| {
        let query = RowQuery { search: search.into(), ..all() };
        let rows = reader.rows(&query).unwrap();
        assert_eq!(rows.len() as u32, reader.count(&query).unwrap());
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(find("ferry"), [id(1)]);
    assert_eq!(find("lukasz"), [id(1)]);
    assert_eq!(find("state-owned"), [id(1)]);
    assert_eq!(find("rai"), [id(2)], "an unfinished word is found");
    assert!(find("ferry rails").is_empty(), "every word must occur");
    assert!(find("\" OR NEAR(").is_empty(), "syntax is only text");
    let snippet = &reader.rows(&RowQuery { search: "boat".into(), ..all() }).unwrap()[0].snippet;
    assert!(snippet.contains(&("boat".into(), true)), "{snippet:?}");
    assert!(reader.unindexed().unwrap().is_empty());
}
