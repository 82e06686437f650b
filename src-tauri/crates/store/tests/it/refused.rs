//! A write that can never succeed is given back; the others are written.

use crate::common::{all, change, id};
use model::Person;
use std::sync::{Arc, Mutex, mpsc};
use store::{Error, Notice, Op, Reader, Writer, WriterOptions};

fn peer(peer: u64, piece: u128) -> Op {
    Op::Peer { peer, piece: id(piece), person: Person::named("Maud Castell"), device: "desk".into(), at: 1 }
}

#[test]
fn dl_04_a_write_that_the_database_will_never_accept_is_given_back() {
    let dir = tempfile::tempdir().unwrap();
    let (said, notices) = mpsc::channel();
    let said = Mutex::new(said);
    let notice = Arc::new(move |notice| said.lock().unwrap().send(notice).unwrap());
    let writer = Writer::open(dir.path(), WriterOptions { notice, ..WriterOptions::default() }).unwrap();
    writer.submit(vec![change(id(1), 1, "first", b"a"), peer(7, 1)]).wait().unwrap();
    let before = writer.submit(vec![change(id(1), 2, "before", b"b")]);
    // A peer number is never used twice; the change beside it must not be half of a written job.
    let refused = writer.submit(vec![change(id(1), 3, "never", b"c"), peer(7, 1)]);
    let after = writer.submit(vec![change(id(2), 4, "after", b"d")]);
    assert!(matches!(refused.wait(), Err(Error::Refused(reason)) if !reason.contains("never")));
    before.wait().unwrap();
    after.wait().unwrap();
    drop(writer);
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(reader.piece(id(1)).unwrap().changes, [b"a", b"b"]);
    assert_eq!(reader.rows(&all()).unwrap().len(), 2);
    assert!(notices.try_iter().next().is_none(), "no alarm about the disk");
}

#[test]
fn dl_04_while_the_disk_is_full_a_refusal_waits_and_the_recovery_is_told_first() {
    let dir = tempfile::tempdir().unwrap();
    let (said, notices) = mpsc::channel();
    let said = Mutex::new(said);
    let notice = Arc::new(move |notice| said.lock().unwrap().send(notice).unwrap());
    let pages = Arc::new(Mutex::new(u32::MAX));
    let options = WriterOptions { notice, max_pages: Some(pages.clone()), ..WriterOptions::default() };
    let writer = Writer::open(dir.path(), options).unwrap();
    writer.submit(vec![change(id(1), 1, "first", b"a"), peer(7, 1)]).wait().unwrap();
    *pages.lock().unwrap() = 1;
    let large = writer.submit(vec![change(id(1), 2, "large", &vec![7; 400_000])]);
    assert!(matches!(notices.recv().unwrap(), Notice::Failed { .. }));
    let refused = writer.submit(vec![peer(7, 1)]);
    *pages.lock().unwrap() = u32::MAX;
    large.wait().unwrap();
    assert!(notices.try_iter().any(|notice| notice == Notice::Recovered), "told before the wait ends");
    assert!(matches!(refused.wait(), Err(Error::Refused(_))));
}

#[test]
fn who_is_in_a_hurry_is_told_what_the_disk_says_and_nothing_of_it_is_written_later() {
    let dir = tempfile::tempdir().unwrap();
    let pages = Arc::new(Mutex::new(u32::MAX));
    let tuning = store::Tuning { retry: std::time::Duration::from_millis(5), ..store::Tuning::default() };
    let options =
        WriterOptions { max_pages: Some(pages.clone()), gives_up_after: Some(3), tuning, ..WriterOptions::default() };
    let writer = Writer::open(dir.path(), options).unwrap();
    writer.submit(vec![change(id(1), 1, "first", b"a")]).wait().unwrap();
    *pages.lock().unwrap() = 1;
    let large = writer.submit(vec![change(id(1), 2, "large", &vec![7; 400_000])]);
    assert!(matches!(large.wait(), Err(Error::Full)));
    *pages.lock().unwrap() = u32::MAX;
    writer.submit(vec![change(id(1), 3, "after", b"c")]).wait().unwrap();
    drop(writer);
    assert_eq!(Reader::open(dir.path()).unwrap().piece(id(1)).unwrap().changes, [b"a", b"c"]);
}
