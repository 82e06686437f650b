//! The laws of the manuscript.

#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests, too")]

mod compare;
mod copy_editor;
mod history;
mod merge3;
mod parts;
mod prose;
mod render;
mod review;

use manuscript::{Detail, Manuscript, rewrite};
use model::{Field, Splice, apply_splices, utf16_len};
use proptest::prelude::*;

fn reopened(changes: &[Vec<u8>], peer: u64) -> Manuscript {
    Manuscript::load(None, changes.iter().map(Vec::as_slice), peer).expect("the changes are whole")
}

#[test]
fn a_piece_is_rebuilt_from_its_changes() {
    let mut piece = Manuscript::new(1).unwrap();
    let mut log = Vec::new();
    piece.apply(Field::Body, &[Splice { from: 0, to: 0, insert: "Ferries 🦆 run".into() }]).unwrap();
    log.extend(piece.take_update(10).unwrap());
    piece.apply(Field::Body, &[Splice { from: 8, to: 11, insert: String::new() }]).unwrap();
    piece.set_detail(Detail::Outlet, Some("The Courier")).unwrap();
    log.extend(piece.take_update(11).unwrap());
    assert_eq!(piece.take_update(12).unwrap(), None);

    let again = reopened(&log, 2);
    assert_eq!(again.text(Field::Body), "Ferries run");
    assert_eq!(again.detail(Detail::Outlet).as_deref(), Some("The Courier"));
}

#[test]
fn a_snapshot_and_the_changes_after_it_are_enough() {
    let mut piece = Manuscript::new(1).unwrap();
    piece.set_text(Field::Headline, "One headline").unwrap();
    piece.take_update(1).unwrap();
    let snapshot = piece.snapshot().unwrap();
    piece.set_text(Field::Headline, "Another headline").unwrap();
    let change = piece.take_update(2).unwrap().unwrap();
    let again = Manuscript::load(Some(&snapshot), [change.as_slice()].into_iter(), 2).unwrap();
    assert_eq!(again.text(Field::Headline), "Another headline");
}

#[test]
fn a_missing_change_is_an_error_and_not_a_shorter_text() {
    let mut piece = Manuscript::new(1).unwrap();
    piece.set_text(Field::Body, "one").unwrap();
    piece.take_update(1).unwrap();
    piece.set_text(Field::Body, "one two").unwrap();
    let second = piece.take_update(2).unwrap().unwrap();
    assert!(Manuscript::load(None, [second.as_slice()].into_iter(), 2).is_err());
}

#[test]
fn texts_of_an_earlier_moment_can_be_read() {
    let mut piece = Manuscript::new(1).unwrap();
    piece.set_text(Field::Body, "before").unwrap();
    piece.take_update(1).unwrap();
    let then = piece.version();
    piece.set_text(Field::Body, "after").unwrap();
    piece.take_update(2).unwrap();
    assert_eq!(piece.at(&then).unwrap().texts[&Field::Body], "before");
    assert_eq!(piece.text(Field::Body), "after");
    assert!(piece.at(b"no mark").is_err());
}

#[test]
fn damaged_bytes_are_refused() {
    let mut piece = Manuscript::new(1).unwrap();
    piece.set_text(Field::Body, "words").unwrap();
    let mut bytes = piece.take_update(1).unwrap().unwrap();
    bytes.truncate(bytes.len() - 3);
    assert!(Manuscript::load(None, [bytes.as_slice()].into_iter(), 2).is_err());
}

fn prose() -> impl Strategy<Value = String> {
    proptest::collection::vec("[a-c]{1,3}|[а-в]{1,2}|🦆|中文|\n\n|é", 0..30).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn a_rewrite_applied_gives_the_other_text(a in prose(), b in prose()) {
        prop_assert_eq!(apply_splices(&a, &rewrite(&a, &b)).unwrap(), b);
    }

    #[test]
    fn two_desks_that_saw_the_same_changes_read_the_same(base in prose(), a in prose(), b in prose()) {
        let mut origin = Manuscript::new(1).unwrap();
        origin.set_text(Field::Body, &base).unwrap();
        let log: Vec<Vec<u8>> = origin.take_update(1).unwrap().into_iter().collect();
        let (mut left, mut right) = (reopened(&log, 2), reopened(&log, 3));
        left.set_text(Field::Body, &a).unwrap();
        right.set_text(Field::Body, &b).unwrap();
        let (from_left, from_right) = (left.take_update(2).unwrap(), right.take_update(3).unwrap());
        for bytes in from_right.iter().chain(&from_right) { left.merge(bytes).unwrap(); }
        if let Some(bytes) = &from_left { right.merge(bytes).unwrap(); }
        prop_assert_eq!(left.text(Field::Body), right.text(Field::Body));
    }

    #[test]
    fn the_document_reads_what_the_plain_text_reads(texts in proptest::collection::vec(prose(), 1..6)) {
        let mut piece = Manuscript::new(1).unwrap();
        let mut log = Vec::new();
        for text in &texts {
            let len = utf16_len(piece.text(Field::Body));
            piece.apply(Field::Body, &[Splice { from: 0, to: len, insert: text.clone() }]).unwrap();
            log.extend(piece.take_update(1).unwrap());
        }
        let again = reopened(&log, 9);
        prop_assert_eq!(again.text(Field::Body), piece.text(Field::Body));
    }
}
