//! What left the desk is kept: in order, through a migration, and no longer than its piece.

use crate::common::{change, id};
use model::Person;
use store::{Error, NewExport, Op, Reader, Writer, WriterOptions, check};

fn left(target: &str, seq: Option<i64>) -> NewExport {
    NewExport {
        seq,
        form: "html".into(),
        outlet: "The Daily".into(),
        is_final: true,
        fingerprint: Some("tern 4827 oak".into()),
        target: target.into(),
        bytes: 812,
        digest: "af13".into(),
        overridden: "[\"placeholder.tk\"]".into(),
        reason: "The shop is called that.".into(),
    }
}

fn export(n: u128, at: i64, export: NewExport) -> Op {
    Op::Export { piece: id(n), at, person: Person::named("Maud Castell"), export }
}

#[test]
fn what_left_is_kept_the_newest_first_with_the_place_of_its_text() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![change(id(1), 1, "one", b"a"), change(id(2), 2, "two", b"b"), change(id(1), 3, "one", b"c")]);
    writer.submit(vec![export(1, 4, left("a.html", Some(1))), export(1, 5, left("b.html", None))]).wait().unwrap();
    let rows = Reader::open(dir.path()).unwrap().exports(id(1)).unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.export.target.as_str(), row.export.seq, row.at)).collect();
    assert_eq!(told, [("b.html", Some(3), 5), ("a.html", Some(1), 4)], "without a place, the piece's last change");
    assert_eq!(rows[1].export, left("a.html", Some(1)), "all of it");
    assert_eq!(rows[0].person, Person::named("Maud Castell"));
    assert!(Reader::open(dir.path()).unwrap().exports(id(2)).unwrap().is_empty());
    assert!(check::doctor(dir.path()).findings.iter().all(|finding| finding.code != "export_without_piece"));
}

#[test]
fn rows_of_the_log_are_not_joined_over_a_text_that_left() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![
        change(id(1), 1, "one", b"a"),
        export(1, 2, left("a.html", None)),
        change(id(1), 3, "one", b"b"),
    ]);
    let join = Op::Join { piece: id(1), first: 1, last: 2, payload: b"ab".to_vec() };
    assert!(
        matches!(writer.submit(vec![join]).wait(), Err(Error::Refused(_))),
        "the text that left must be there still"
    );
    assert_eq!(Reader::open(dir.path()).unwrap().kept_places(id(1)).unwrap(), [1]);
}

#[test]
fn a_piece_that_is_taken_off_the_desk_takes_the_list_along() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let person = Person::named("Maud Castell");
    writer.submit(vec![change(id(1), 1, "one", b"a"), export(1, 2, left("a.html", None))]);
    writer.submit(vec![Op::Bin { piece: id(1), at: 3, person: person.clone(), binned: true }]);
    writer.submit(vec![Op::Purge { piece: id(1), at: 4, person }]).wait().unwrap();
    assert!(Reader::open(dir.path()).unwrap().exports(id(1)).unwrap().is_empty());
    assert!(check::doctor(dir.path()).is_sound());
}

#[test]
fn the_doctor_finds_a_row_whose_piece_is_unknown() {
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![change(id(1), 1, "one", b"a"), export(1, 2, left("a.html", Some(99)))]).wait().unwrap();
    drop(writer);
    let codes: Vec<_> = check::doctor(dir.path()).findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"export_without_piece"), "{codes:?}");
}
