//! Pictures are kept once, checked, copied and rescued, and go with the last piece that has them.

use crate::common::{change, id};
use model::picture::{Kind, Picture};
use model::{Person, PieceId};
use std::path::Path;
use store::backup::{self, to_file};
use store::{Error, Op, Reader, Writer, WriterOptions, check, rebuild, salvage};

/// A GIF of one point; `colour` makes it another picture.
fn picture(name: &str, colour: u8) -> Picture {
    let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0".to_vec();
    bytes.extend_from_slice(&[colour, 0, 0, 255, 255, 255]);
    bytes.extend_from_slice(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b");
    Picture::taken(name, &bytes).unwrap()
}

fn get(n: u128, at: i64, picture: &Picture) -> Op {
    Op::Picture { piece: id(n), at, picture: picture.clone() }
}

fn names(dir: &Path, piece: PieceId) -> Vec<String> {
    Reader::open(dir).unwrap().pictures(piece).unwrap().into_iter().map(|row| row.name).collect()
}

fn purge(n: u128) -> [Op; 2] {
    let person = Person::named("Maud Castell");
    [Op::Bin { piece: id(n), at: 8, person: person.clone(), binned: true }, Op::Purge { piece: id(n), at: 9, person }]
}

fn desk() -> (tempfile::TempDir, Picture, Picture) {
    let dir = tempfile::tempdir().unwrap();
    let (harbour, ferry) = (picture("Harbour.gif", 1), picture("Ferry.gif", 2));
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![change(id(1), 1, "one", b"a"), change(id(2), 2, "two", b"b")]);
    writer.submit(vec![get(1, 3, &harbour), get(1, 4, &ferry), get(2, 5, &harbour)]).wait().unwrap();
    (dir, harbour, ferry)
}

#[test]
fn a_picture_is_kept_once_and_told_of_in_the_order_of_its_coming() {
    let (dir, harbour, ferry) = desk();
    let reader = Reader::open(dir.path()).unwrap();
    let rows = reader.pictures(id(1)).unwrap();
    assert_eq!(rows.iter().map(|row| &row.name).collect::<Vec<_>>(), [&harbour.name, &ferry.name]);
    let first = &rows[0];
    assert_eq!((first.kind, first.width, first.height, first.at), (Kind::Gif, 1, 1, 3));
    assert_eq!(first.bytes, harbour.bytes.len() as u64);
    assert_eq!(reader.picture(harbour.mark()).unwrap(), Some(harbour.clone()));
    assert!(
        reader.has_picture(ferry.mark()).unwrap() && !reader.has_picture("00000000000000000000000000000000").unwrap()
    );
    assert_eq!(reader.picture("00000000000000000000000000000000").unwrap(), None);
    let conn = rusqlite::Connection::open(dir.path().join(store::FILE_NAME)).unwrap();
    let kept: i64 = conn.query_row("SELECT count(*) FROM picture", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 2, "two pieces share one");
    assert!(check::doctor(dir.path()).is_sound());
}

#[test]
fn a_picture_goes_with_the_last_piece_that_has_it() {
    let (dir, harbour, ferry) = desk();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(purge(1).to_vec()).wait().unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    assert!(!reader.has_picture(ferry.mark()).unwrap());
    assert!(reader.has_picture(harbour.mark()).unwrap(), "the other piece has it");
    writer.submit(vec![Op::DropPicture { piece: id(2), mark: harbour.mark().into() }]).wait().unwrap();
    assert!(!reader.has_picture(harbour.mark()).unwrap());
    assert!(names(dir.path(), id(2)).is_empty());
    for end in ["", "-wal"] {
        let file = dir.path().join(format!("{}{end}", store::FILE_NAME));
        let bytes = std::fs::read(file).unwrap_or_default();
        for gone in [&harbour, &ferry] {
            let found = bytes.windows(gone.bytes.len()).any(|part| *part == *gone.bytes);
            assert!(!found, "the bytes of {} are left in “{end}”", gone.name);
        }
    }
    drop(writer);
    assert!(check::doctor(dir.path()).is_sound());
}

#[test]
fn a_piece_can_have_what_another_one_brought_and_nothing_that_is_not_there() {
    let (dir, harbour, ferry) = desk();
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    let hold = |mark: &str| Op::HoldPicture { piece: id(2), at: 7, mark: mark.into() };
    writer
        .submit(vec![hold(ferry.mark()), hold(ferry.mark()), hold("00000000000000000000000000000000")])
        .wait()
        .unwrap();
    assert_eq!(writer.pictures_came(), 0, "none came with it");
    writer.submit(vec![get(2, 8, &harbour)]).wait().unwrap();
    assert_eq!(writer.pictures_came(), 1);
    assert_eq!(names(dir.path(), id(2)), [harbour.name, ferry.name]);
    let nameless = Picture { name: "x".into(), ..picture("a.gif", 3) };
    assert!(matches!(writer.submit(vec![get(1, 8, &nameless)]).wait(), Err(Error::Refused(_))));
    assert_eq!(writer.pictures_came(), 1, "what is refused did not come");
}

#[test]
fn backups_copies_and_a_rebuild_have_the_pictures() {
    let (dir, harbour, _) = desk();
    let made = backup::make(dir.path(), 1_764_000_000_000).unwrap().unwrap();
    let again = backup::make(dir.path(), 1_764_000_100_000).unwrap();
    assert_eq!(again, None, "nothing came since");
    let writer = Writer::open(dir.path(), WriterOptions::default()).unwrap();
    writer.submit(vec![get(2, 9, &picture("New.gif", 9))]).wait().unwrap();
    drop(writer);
    assert!(backup::make(dir.path(), 1_764_000_200_000).unwrap().is_some(), "a picture alone is worth a backup");
    let other = tempfile::tempdir().unwrap();
    to_file(dir.path(), &other.path().join(store::FILE_NAME)).unwrap();
    assert_eq!(names(other.path(), id(1)).len(), 2);
    backup::restore(dir.path(), &made.backup.path, 1_764_000_300_000).unwrap();
    assert_eq!(names(dir.path(), id(2)), [harbour.name]);
    let mut project = |log: &rebuild::PieceLog| Ok((crate::common::projection(log.piece, "x"), String::new()));
    rebuild::projections(dir.path(), &mut project).unwrap();
    assert_eq!(names(dir.path(), id(1)).len(), 2);
}

#[test]
fn a_damaged_picture_is_found_and_not_given_out() {
    let (dir, harbour, ferry) = desk();
    let conn = rusqlite::Connection::open(dir.path().join(store::FILE_NAME)).unwrap();
    conn.execute("UPDATE picture SET bytes = x'77' WHERE mark = ?1", [harbour.mark()]).unwrap();
    let codes = || check::doctor(dir.path()).findings.iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes(), ["damaged_picture"]);
    let reader = Reader::open(dir.path()).unwrap();
    assert!(matches!(reader.picture(harbour.mark()), Err(Error::Damaged(_))));
    assert!(reader.picture(ferry.mark()).unwrap().is_some());
    conn.execute("DELETE FROM picture WHERE mark = ?1", [harbour.mark()]).unwrap();
    assert_eq!(codes(), ["picture_without_piece"]);
}

#[test]
fn pictures_are_rescued_from_a_damaged_desk() {
    let (dir, harbour, ferry) = desk();
    // The way to every table is lost.
    let path = dir.path().join(store::FILE_NAME);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..4096].fill(0x55);
    std::fs::write(&path, bytes).unwrap();
    let found = salvage::salvage(dir.path()).unwrap();
    assert_eq!(found.pictures.get(harbour.mark()), Some(&harbour));
    let piece = found.pieces.iter().find(|found| found.piece == id(1)).unwrap();
    let mut marks = vec![harbour.mark().to_owned(), ferry.mark().to_owned()];
    marks.sort();
    assert_eq!(piece.pictures, marks);
}
