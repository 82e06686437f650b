//! Backups hold what the desk holds, and a desk comes back from one.

use crate::common::{all, change, id, version};
use std::path::{Path, PathBuf};
use store::{Error, Op, Reader, Writer, WriterOptions, backup};

/// 2026-11-24 12:00 UTC.
const NOW: i64 = 1_795_521_600_000;

fn writer(dir: &Path) -> Writer {
    Writer::open(dir, WriterOptions::default()).unwrap()
}

fn headlines(dir: &Path) -> Vec<String> {
    Reader::open(dir).unwrap().rows(&all()).unwrap().into_iter().map(|row| row.headline).collect()
}

#[test]
fn a_backup_is_made_while_the_desk_is_written_and_only_when_something_changed() {
    let dir = tempfile::tempdir().unwrap();
    let writer = writer(dir.path());
    writer.submit(vec![change(id(1), 1, "one", b"a")]).wait().unwrap();
    let made = backup::make(dir.path(), NOW).unwrap().unwrap();
    assert_eq!((made.last_seq, made.changes), (1, 1));
    assert_eq!(made.backup.path, dir.path().join("backups/desk-20261124-120000.sqlite"));
    assert_eq!(backup::make(dir.path(), NOW + 60_000).unwrap(), None, "nothing changed");
    writer.submit(vec![Op::Index { piece: id(1), body: "words".into() }]).wait().unwrap();
    assert_eq!(backup::make(dir.path(), NOW + 60_000).unwrap(), None, "an index can be made again");
    writer.submit(vec![version(id(1), 2, "Filed")]).wait().unwrap();
    let second = backup::make(dir.path(), NOW).unwrap().unwrap();
    assert_eq!(second.backup.at, NOW + 1000, "the same second is taken");
    assert_eq!(backup::list(dir.path()).unwrap(), [second.backup.clone(), made.backup]);
    assert_eq!(second.backup.bytes, std::fs::metadata(&second.backup.path).unwrap().len());
    let beside = std::fs::read_dir(dir.path().join("backups")).unwrap().count();
    assert_eq!(beside, 2, "nothing unfinished lies about");
}

#[test]
fn dl_25_whether_a_backup_is_needed_does_not_depend_on_the_clock() {
    let dir = tempfile::tempdir().unwrap();
    let writer = writer(dir.path());
    writer.submit(vec![change(id(1), 1, "one", b"a")]).wait().unwrap();
    backup::make(dir.path(), NOW).unwrap().unwrap();
    writer.submit(vec![change(id(1), 2, "two", b"b")]).wait().unwrap();
    let day_before = NOW - 86_400_000;
    assert!(backup::make(dir.path(), day_before).unwrap().is_some());
    assert!(backup::make(dir.path(), day_before).unwrap().is_none());
    assert!(backup::rotate(dir.path(), day_before).unwrap().is_empty());
}

#[test]
fn dl_18_a_desk_comes_back_from_a_backup_and_the_present_one_is_kept_aside() {
    let dir = tempfile::tempdir().unwrap();
    let first = writer(dir.path());
    first.submit(vec![change(id(1), 1, "as it was", b"a")]).wait().unwrap();
    let made = backup::make(dir.path(), NOW).unwrap().unwrap();
    first.submit(vec![change(id(1), 2, "as it is", b"b")]).wait().unwrap();
    drop(first);
    let aside = backup::restore(dir.path(), &made.backup.path, NOW + 5000).unwrap().unwrap();
    assert_eq!(aside, dir.path().join("aside/desk-20261124-120005.sqlite"));
    assert_eq!(headlines(dir.path()), ["as it was"]);
    // What was replaced is a whole desk.
    let other = tempfile::tempdir().unwrap();
    backup::restore(other.path(), &aside, NOW).unwrap();
    assert_eq!(headlines(other.path()), ["as it is"]);
    // The restored desk is written on, and its commits are not mistaken for those of before.
    let again = writer(dir.path());
    again.submit(vec![change(id(1), 3, "another way", b"c")]).wait().unwrap();
    assert!(backup::make(dir.path(), NOW + 9000).unwrap().is_some());
    assert_eq!(headlines(dir.path()), ["another way"]);
}

#[test]
fn a_log_that_was_left_behind_is_kept_aside_and_not_applied_to_the_restored_desk() {
    let dir = tempfile::tempdir().unwrap();
    let first = writer(dir.path());
    first.submit(vec![change(id(1), 1, "as it was", b"a")]).wait().unwrap();
    let made = backup::make(dir.path(), NOW).unwrap().unwrap();
    first.submit(vec![change(id(1), 2, "in the log only", b"b")]).wait().unwrap();
    // The files as a killed process leaves them.
    let killed = tempfile::tempdir().unwrap();
    for name in ["desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm"] {
        std::fs::copy(dir.path().join(name), killed.path().join(name)).unwrap();
    }
    let aside = backup::restore(killed.path(), &made.backup.path, NOW).unwrap().unwrap();
    assert_eq!(headlines(killed.path()), ["as it was"]);
    drop(writer(killed.path()));
    let other = tempfile::tempdir().unwrap();
    backup::restore(other.path(), &aside, NOW).unwrap();
    assert_eq!(headlines(other.path()), ["in the log only"], "log and database were kept together");
}

#[test]
fn a_restore_that_was_interrupted_is_finished_at_the_next_opening() {
    let dir = tempfile::tempdir().unwrap();
    let first = writer(dir.path());
    first.submit(vec![change(id(1), 1, "as it was", b"a")]).wait().unwrap();
    let made = backup::make(dir.path(), NOW).unwrap().unwrap();
    first.submit(vec![change(id(1), 2, "as it is", b"b")]).wait().unwrap();
    drop(first);
    // The computer stopped after the copy was checked and named, before it took the place.
    std::fs::copy(&made.backup.path, dir.path().join("desk.sqlite-restored")).unwrap();
    drop(writer(dir.path()));
    assert_eq!(headlines(dir.path()), ["as it was"]);
    assert!(dir.path().join("aside/desk-interrupted.sqlite").exists());
    assert!(!dir.path().join("desk.sqlite-restored").exists());
}

#[test]
fn only_a_sound_desk_of_a_known_format_is_restored() {
    let dir = tempfile::tempdir().unwrap();
    let first = writer(dir.path());
    first.submit(vec![change(id(1), 1, "present", &[7; 40_000])]).wait().unwrap();
    drop(first);
    let made = backup::make(dir.path(), NOW).unwrap().unwrap();
    let before = std::fs::read(dir.path().join("desk.sqlite")).unwrap();
    let file = |name: &str| -> PathBuf { dir.path().join(name) };
    let refused = |path: &Path| backup::restore(dir.path(), path, NOW).unwrap_err();

    assert!(matches!(refused(&file("nothing.sqlite")), Error::Missing));
    std::fs::write(file("letter.txt"), "Dear reader").unwrap();
    assert!(matches!(refused(&file("letter.txt")), Error::NotADesk));
    std::fs::write(file("empty.sqlite"), "").unwrap();
    assert!(matches!(refused(&file("empty.sqlite")), Error::NotADesk));
    let recipes = rusqlite::Connection::open(file("recipes.sqlite")).unwrap();
    recipes.execute_batch("CREATE TABLE recipe (name TEXT); PRAGMA user_version = 2").unwrap();
    assert!(matches!(refused(&file("recipes.sqlite")), Error::NotADesk));
    std::fs::copy(&made.backup.path, file("newer.sqlite")).unwrap();
    rusqlite::Connection::open(file("newer.sqlite")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(refused(&file("newer.sqlite")), Error::Newer { found: 99, .. }));
    let mut bytes = std::fs::read(&made.backup.path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x55);
    std::fs::write(file("damaged.sqlite"), &bytes).unwrap();
    assert!(matches!(refused(&file("damaged.sqlite")), Error::Damaged(_)));
    bytes.truncate(middle);
    std::fs::write(file("short.sqlite"), &bytes).unwrap();
    assert!(matches!(refused(&file("short.sqlite")), Error::Damaged(_)));

    assert!(std::fs::read(file("desk.sqlite")).unwrap() == before, "the desk is as it was");
    assert!(!file("aside").exists() && !file("desk.sqlite-restored").exists());
}

#[test]
fn a_desk_of_an_earlier_format_is_restored_and_then_brought_up_to_date() {
    let dir = tempfile::tempdir().unwrap();
    let old = dir.path().join("old.sqlite");
    std::fs::write(&old, include_bytes!("../fixtures/format-1.db")).unwrap();
    assert_eq!(backup::restore(dir.path(), &old, NOW).unwrap(), None, "there was nothing to keep aside");
    drop(writer(dir.path()));
    assert_eq!(headlines(dir.path()), ["A tram for the harbour", "The last night ferry"]);
}

#[test]
fn a_copy_goes_where_the_person_wants_it_but_not_onto_the_desk() {
    let dir = tempfile::tempdir().unwrap();
    let writer = writer(dir.path());
    writer.submit(vec![change(id(1), 1, "one", b"a")]).wait().unwrap();
    let chosen = dir.path().join("My desk.sqlite");
    std::fs::write(&chosen, "an older copy").unwrap();
    assert_eq!(backup::to_file(dir.path(), &chosen).unwrap().changes, 1);
    let other = tempfile::tempdir().unwrap();
    backup::restore(other.path(), &chosen, NOW).unwrap();
    assert_eq!(headlines(other.path()), ["one"]);
    assert!(backup::to_file(dir.path(), &dir.path().join("desk.sqlite")).is_err());
    assert_eq!(headlines(dir.path()), ["one"]);
}

#[test]
fn rotation_removes_files_of_the_folder_that_are_backups_and_no_others() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("backups");
    std::fs::create_dir_all(&folder).unwrap();
    for minute in 10..40 {
        std::fs::write(folder.join(format!("desk-20261124-11{minute}00.sqlite")), "x").unwrap();
    }
    std::fs::write(folder.join("notes.txt"), "mine").unwrap();
    assert_eq!(backup::rotate(dir.path(), NOW).unwrap().len(), 29);
    let left: Vec<_> = backup::list(dir.path()).unwrap().into_iter().map(|backup| backup.path).collect();
    assert_eq!(left, [folder.join("desk-20261124-113900.sqlite")], "the newest of the hour");
    assert!(folder.join("notes.txt").exists());
}
