//! DL-21: a desk that can't be opened is never an empty one, and nothing that can be read is lost.

use super::{body, open, typed};
use desk::{Desk, ErrorKind, Options};
use model::Field;
use std::path::Path;

fn desk_with_backup(dir: &Path) -> (model::PieceId, model::PieceId) {
    let (desk, ..) = open(dir);
    let (a, b) = (desk.new_piece().unwrap().id, desk.new_piece().unwrap().id);
    desk.edit(a, Field::Body, 0, typed(0, 0, &"The ferry runs. ".repeat(400))).unwrap();
    store::backup::make(&dir.join("desk"), 1_700_000_000_000).unwrap().expect("a backup");
    desk.edit(b, Field::Body, 0, typed(0, 0, "Written after the backup.")).unwrap();
    desk.rename(b, "after").unwrap();
    desk.close();
    (a, b)
}

/// Spoils the pages of the database's head, as a disk or a sync service does.
fn spoil(dir: &Path) {
    let path = dir.join("desk").join(store::FILE_NAME);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..100].fill(0x55);
    std::fs::write(&path, bytes).unwrap();
    // The write-ahead log may still hold that page, and would mend it.
    let _ = std::fs::remove_file(path.with_extension("sqlite-wal"));
}

fn refused(dir: &Path) -> desk::Error {
    let error = Desk::open(Options::new(dir.join("desk"))).err().expect("it can't be opened");
    assert_eq!(*error.kind(), ErrorKind::Damaged, "{error}");
    error
}

#[test]
fn dl_21_a_damaged_desk_opens_its_newest_sound_backup() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = desk_with_backup(dir.path());
    spoil(dir.path());
    refused(dir.path());
    let view = desk::recovery(&dir.path().join("desk"));
    assert!(view.newest.is_some() && view.has_database);
    let aside = desk::recover_newest(&dir.path().join("desk")).unwrap().expect("the damaged one is kept");
    assert!(aside.exists());
    let (desk, ..) = open(dir.path());
    assert!(body(&desk, a).starts_with("The ferry runs."));
    assert!(desk.open_piece(b).is_ok(), "made before the backup");
}

#[test]
fn dl_21_what_can_be_read_of_a_damaged_desk_is_written_as_files() {
    let dir = tempfile::tempdir().unwrap();
    desk_with_backup(dir.path());
    // One page in the middle, so that most rows can still be read.
    let path = dir.path().join("desk").join(store::FILE_NAME);
    let mut bytes = std::fs::read(&path).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 4096].fill(0x55);
    std::fs::write(&path, bytes).unwrap();
    let to = dir.path().join("rescued");
    std::fs::create_dir(&to).unwrap();
    let rescued = desk::rescue(&dir.path().join("desk"), &to).unwrap();
    assert!(!rescued.files.is_empty());
    let all: String = rescued.files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    assert!(all.contains("Written after the backup.") || all.contains("The ferry runs."), "{all}");
}

#[test]
fn a_database_that_is_gone_is_not_replaced_by_an_empty_one() {
    let dir = tempfile::tempdir().unwrap();
    desk_with_backup(dir.path());
    let path = dir.path().join("desk").join(store::FILE_NAME);
    std::fs::remove_file(&path).unwrap();
    refused(dir.path());
    assert!(!path.exists());
    let aside = desk::set_aside(&dir.path().join("desk")).unwrap();
    assert!(aside.join("backups").exists(), "the backups are kept");
    let (desk, ..) = open(dir.path());
    assert_eq!(desk.list(&desk::ListQuery { limit: 5, ..desk::ListQuery::default() }).unwrap().desk_count, 0);
}

#[test]
fn dl_21_the_pictures_of_a_damaged_desk_are_written_beside_the_files_as_they_came() {
    use super::pictures::{CHART, HARBOUR, with_pictures};
    let dir = tempfile::tempdir().unwrap();
    let (desk, ..) = open(dir.path());
    let (_, names) = with_pictures(&desk, &[("harbour.jpg", HARBOUR), ("chart.png", CHART)]);
    desk.close();
    let path = dir.path().join("desk").join(store::FILE_NAME);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..100].fill(0x55);
    std::fs::write(&path, bytes).unwrap();
    let to = dir.path().join("rescued");
    std::fs::create_dir(&to).unwrap();
    let rescued = desk::rescue(&dir.path().join("desk"), &to).unwrap();
    assert_eq!((rescued.files.len(), rescued.pictures.len()), (1, 2));
    for (name, bytes) in names.iter().zip([HARBOUR, CHART]) {
        assert_eq!(std::fs::read(to.join("pictures").join(name)).unwrap(), bytes);
    }
    // Pictures that can't be written are told, and the pieces are there all the same.
    let other = dir.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("pictures"), "a file").unwrap();
    let without = desk::rescue(&dir.path().join("desk"), &other).unwrap();
    assert_eq!((without.files.len(), without.pictures.len(), without.unwritten.len()), (1, 0, 2));
    std::fs::rename(dir.path().join("desk"), dir.path().join("old")).unwrap();
    let (desk, ..) = open(dir.path());
    let (piece, _) = desk.import_files(&rescued.files).remove(0).outcome.unwrap();
    assert_eq!(desk.pictures(piece.id.unwrap()).unwrap().len(), 2, "and they come in again");
}
