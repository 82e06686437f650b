//! Backups, the way back, the doctor.

use crate::history::{MINUTE, turned, write};
use crate::{Bench, bench, body, everything, open};
use desk::maintenance::{self, BackedUp, Severity};
use desk::{Archive, Desk, ErrorKind, Options};
use model::PieceId;
use std::path::Path;
use std::sync::atomic::Ordering;

const NOW: i64 = 1_795_521_600_000;

fn made(done: BackedUp) -> maintenance::BackupRow {
    match done {
        BackedUp::Made { backup, .. } => backup,
        BackedUp::Unchanged { .. } => panic!("something changed"),
    }
}

#[test]
fn backups_make_themselves_at_the_start_then_hourly_and_only_when_something_changed() {
    let (desk, clock, _dir) = turned();
    let id = desk.new_piece().unwrap().id;
    let tick = |minutes: i64| clock.0.fetch_add(minutes * MINUTE, Ordering::Relaxed);
    assert!(matches!(desk.backup_when_due().unwrap(), Some(BackedUp::Made { .. })), "the first look after opening");
    write(&desk, id, "Changed.");
    tick(59);
    assert_eq!(desk.backup_when_due().unwrap(), None, "not an hour yet");
    tick(1);
    let second = made(desk.backup_when_due().unwrap().unwrap());
    tick(60);
    let third = desk.backup_when_due().unwrap();
    assert_eq!(third, Some(BackedUp::Unchanged { since: Some(second) }), "nothing changed since");
    assert_eq!(desk.backups().unwrap().len(), 2);
    desk.list(&desk::ListQuery { search: "changed".into(), ..everything() }).unwrap();
    tick(60);
    assert!(matches!(desk.backup_when_due().unwrap(), Some(BackedUp::Unchanged { .. })), "an index is no change");
}

#[test]
fn of_the_backups_of_a_busy_week_the_last_day_is_hourly_and_the_rest_daily() {
    let (desk, clock, _dir) = turned();
    let id = desk.new_piece().unwrap().id;
    for n in 0..60 {
        write(&desk, id, &format!(" {n}"));
        made(desk.backup_when_due().unwrap().unwrap());
        clock.0.fetch_add(2 * 60 * MINUTE, Ordering::Relaxed);
    }
    // 120 hours, a backup in every other one: 24 hours that have one, and the days before them.
    let count = desk.backups().unwrap().len();
    assert!((24..=31).contains(&count), "{count}");
}

#[test]
fn a_backup_that_fails_stops_nothing() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    std::fs::write(dir.path().join("desk/backups"), "a file where the folder should be").unwrap();
    assert!(desk.backup_when_due().is_err());
    write(&desk, id, "Work goes on.");
    assert_eq!(body(&desk, id), "Work goes on.");
}

#[test]
fn what_a_killed_process_left_of_a_backup_is_cleared_away() {
    let Bench { desk, dir, .. } = bench();
    desk.new_piece().unwrap();
    let folder = dir.path().join("desk/backups");
    std::fs::create_dir(&folder).unwrap();
    let left = folder.join("desk-20261124-010203.sqlite-part");
    std::fs::write(&left, "half").unwrap();
    made(desk.back_up().unwrap());
    assert!(!left.exists());
}

#[test]
fn a_desk_comes_back_from_a_backup_and_what_was_there_is_kept_aside() {
    let Bench { desk, dir, .. } = bench();
    let place = dir.path().join("desk");
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "As it was.");
    let backup = made(desk.back_up().unwrap());
    write(&desk, id, " And more.");
    let error = maintenance::restore(&place, Path::new(&backup.name), NOW).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Locked);
    assert!(error.to_string().contains("Close the window"), "{error}");
    assert_eq!(body(&desk, id), "As it was. And more.");
    desk.close();
    let restored = maintenance::restore(&place, Path::new(&backup.name), NOW).unwrap();
    assert_eq!((&restored.from, restored.aside_is_sound), (&backup.path, true));
    assert_eq!(Archive::open(&place).unwrap().piece(id).unwrap().body, "As it was.");
    // And back again, from what was kept.
    let aside = restored.aside.unwrap();
    maintenance::restore(&place, &aside, NOW).unwrap();
    let (desk, ..) = open(dir.path());
    assert_eq!(body(&desk, id), "As it was. And more.");
}

#[test]
fn a_new_computer_gets_its_desk_from_a_file_and_nothing_from_a_wrong_one() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "Carried over.");
    let file = dir.path().join("carried.sqlite");
    maintenance::back_up_to(&dir.path().join("desk"), &file, false).unwrap();
    let fresh = dir.path().join("fresh");
    for (name, content) in [("text.sqlite", "no database"), ("empty.sqlite", "")] {
        let wrong = dir.path().join(name);
        std::fs::write(&wrong, content).unwrap();
        let error = maintenance::restore(&fresh, &wrong, NOW).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::BadInput, "{error}");
    }
    assert!(!fresh.exists());
    let restored = maintenance::restore(&fresh, &file, NOW).unwrap();
    assert_eq!(restored.aside, None);
    let desk = Desk::open(Options::new(&fresh)).unwrap();
    assert_eq!(body(&desk, id), "Carried over.");
}

#[test]
fn the_doctor_finds_a_sound_desk_sound_and_a_broken_setting_broken() {
    let Bench { desk, dir, .. } = bench();
    let place = dir.path().join("desk");
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "A piece.");
    let report = maintenance::doctor(&place).unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert!(
        report.findings.iter().all(|finding| finding.code == "no_backup"),
        "an open desk is no finding: {report:?}"
    );
    std::fs::write(place.join("settings.json"), "{ broken").unwrap();
    let report = maintenance::doctor(&place).unwrap();
    let finding = report.findings.iter().find(|finding| finding.code == "unreadable_settings").unwrap();
    assert_eq!((finding.severity, finding.repairable), (Severity::Warning, false));
    assert!(finding.sentence.starts_with("“settings.json” can't be read"), "{}", finding.sentence);
    assert_eq!(*maintenance::repair(&place, NOW).unwrap_err().kind(), ErrorKind::Locked);
    desk.close();
    let repaired = maintenance::repair(&place, NOW).unwrap();
    assert_eq!(repaired.kept, None, "nothing there that a repair can mend");
}

#[test]
fn where_there_is_no_desk_that_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("none");
    let kinds = [
        maintenance::backups(&place).unwrap_err(),
        maintenance::back_up(&place, NOW).unwrap_err(),
        maintenance::back_up_to(&place, &dir.path().join("x.sqlite"), false).unwrap_err(),
        maintenance::doctor(&place).unwrap_err(),
        maintenance::repair(&place, NOW).unwrap_err(),
        maintenance::rebuild(&place).unwrap_err(),
    ];
    for error in kinds {
        assert_eq!(*error.kind(), ErrorKind::NotFound, "{error}");
    }
    assert!(!place.exists(), "and none was made");
}

/// Writes a row of the log past the desk.
fn slip_in(place: &Path, id: PieceId, payload: Vec<u8>, headline: &str) {
    let writer = store::Writer::open(place, store::WriterOptions::default()).unwrap();
    let projection = store::Projection {
        slugline: "slipped".into(),
        headline: headline.into(),
        byline: String::new(),
        words: 0,
        stage: model::Stage::Draft,
    };
    let person = model::Person::named("Maud Castell");
    let change = store::Op::Change { piece: id, at: NOW, person, kind: "edit".into(), payload, projection };
    writer.submit(vec![change]).wait().unwrap();
}

/// A change of a piece, as its manuscript writes it.
fn change(place: &Path, id: PieceId, headline: &str) -> Vec<u8> {
    let stored = store::Reader::open(place).unwrap().piece(id).unwrap();
    let changes = stored.changes.iter().map(Vec::as_slice);
    let mut text = manuscript::Manuscript::load(stored.snapshot.as_deref(), changes, 77).unwrap();
    text.set_text(model::Field::Headline, headline).unwrap();
    text.take_update(NOW / 1000).unwrap().unwrap()
}

#[test]
fn a_row_that_says_something_else_than_the_log_is_found_and_repaired() {
    let Bench { desk, dir, .. } = bench();
    let place = dir.path().join("desk");
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "Words of the body.");
    desk.close();
    slip_in(&place, id, change(&place, id, "What the log says"), "What the row says");
    let report = maintenance::doctor(&place).unwrap();
    let codes: Vec<_> = report.findings.iter().filter(|f| f.severity > Severity::Note).map(|f| &f.code).collect();
    assert_eq!(codes, ["row_differs"], "{report:?}");
    assert_eq!(report.newest_backup, None, "no text is lost");
    let repaired = maintenance::repair(&place, NOW).unwrap();
    assert!(repaired.report.is_sound(), "{repaired:?}");
    assert!(repaired.kept.unwrap().starts_with(place.join("backups")), "kept before it was changed");
    let rows = Archive::open(&place).unwrap().list(&everything()).unwrap().rows;
    assert_eq!((rows[0].headline.as_str(), rows[0].words), ("What the log says", 4));
}

#[test]
fn a_piece_that_can_not_be_read_is_told_and_the_others_are_listed() {
    let Bench { desk, dir, .. } = bench();
    let place = dir.path().join("desk");
    let (id, other) = (desk.new_piece().unwrap().id, desk.new_piece().unwrap().id);
    write(&desk, other, "Sound words.");
    let backup = made(desk.back_up().unwrap());
    desk.close();
    slip_in(&place, id, b"no change at all".to_vec(), "Unreadable");
    let report = maintenance::doctor(&place).unwrap();
    let finding = report.findings.iter().find(|finding| finding.code == "unreadable_piece").unwrap();
    assert_eq!((finding.severity, finding.sentence.as_str()), (Severity::Error, "1 piece can't be read from the log."));
    assert_eq!(report.newest_backup, Some(backup.name));
    let rebuilt = maintenance::rebuild(&place).unwrap();
    assert_eq!((rebuilt.pieces, rebuilt.unreadable.len(), rebuilt.unreadable[0].id), (1, 1, id));
    let list = Archive::open(&place).unwrap().list(&everything()).unwrap();
    assert_eq!(list.total, 2);
    assert_eq!(Archive::open(&place).unwrap().piece(other).unwrap().body, "Sound words.");
}

#[test]
fn a_desk_that_lost_its_database_is_told_to_restore_a_backup() {
    let Bench { desk, dir, .. } = bench();
    let place = dir.path().join("desk");
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "Still in the backup.");
    let backup = made(desk.back_up().unwrap());
    desk.close();
    std::fs::remove_file(place.join(store::FILE_NAME)).unwrap();
    let error = maintenance::doctor(&place).unwrap_err();
    assert!(error.to_string().contains("its backups are still there"), "{error}");
    assert_eq!(maintenance::backups(&place).unwrap(), std::slice::from_ref(&backup));
    maintenance::restore(&place, Path::new(&backup.name), NOW).unwrap();
    let (desk, ..) = open(dir.path());
    assert_eq!(body(&desk, id), "Still in the backup.");
}

#[test]
fn where_no_backup_can_be_made_a_repair_keeps_the_bytes() {
    let Bench { desk, dir, .. } = bench();
    let place = dir.path().join("desk");
    let id = desk.new_piece().unwrap().id;
    desk.close();
    slip_in(&place, id, change(&place, id, "What the log says"), "What the row says");
    std::fs::write(place.join("backups"), "a file where the folder should be").unwrap();
    let before = std::fs::read(place.join(store::FILE_NAME)).unwrap();
    let kept = maintenance::repair(&place, NOW).unwrap().kept.unwrap();
    assert!(kept.starts_with(place.join("aside")), "{}", kept.display());
    assert!(std::fs::read(&kept).unwrap() == before, "not a byte is different");
    let rows = Archive::open(&place).unwrap().list(&everything()).unwrap().rows;
    assert_eq!(rows[0].headline, "What the log says");
}
