//! Going back, backups, the doctor; with the desk closed and with a window that has it open.

use crate::history::worked_on;
use crate::{PIECE, Place};
use desk::{Desk, Options, maintenance};
use serde_json::Value;
use std::path::Path;

fn body(place: &Place) -> Value {
    place.json(&["show", "ink", "--json"])["body"].clone()
}

#[test]
fn a_version_is_restored_with_the_desk_closed_and_the_way_back_is_told() {
    let place = Place::new();
    let (window, _) = worked_on(&place);
    window.close();
    let now = body(&place);
    let ran = place.run(&["restore-version", "ink@Final for print"]);
    assert_eq!((ran.code(), ran.err().as_str()), (0, ""), "{}", ran.out());
    assert!(ran.out().starts_with("ink reads again as ink, version “Final for print” ("), "{}", ran.out());
    assert_eq!(body(&place), "A *plain* paragraph of ink.\n\nAnother.");
    let out = ran.out();
    let back = out.lines().last().unwrap().strip_prefix("To go back: standfirst ").unwrap();
    assert_eq!(place.run(&back.split(' ').collect::<Vec<_>>()).code(), 0);
    assert_eq!(body(&place), now);
    let again = place.json(&["restore-version", back.split(' ').next_back().unwrap(), "--json"]);
    assert_eq!((&again["changed"], &again["before"]), (&false.into(), &again["now"]));
}

#[test]
fn a_version_is_restored_through_the_open_window() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    let before = window.history(id, None, 1).unwrap().now;
    let done = place.json(&["restore-version", &format!("{id}@start"), "--json"]);
    assert_eq!((&done["changed"], &done["before"]), (&true.into(), &before.into()));
    let fields = window.open_piece(id).unwrap().fields;
    let text = |field| fields.iter().find(|(name, ..)| *name == field).unwrap().1.as_str();
    assert_eq!(text(model::Field::Body), "A *plain* paragraph.\n\nAnother.", "the window has it at once");
    assert_eq!(text(model::Field::Headline), "Ink & paper");
    window.close();
}

#[test]
fn what_can_not_be_restored_is_said() {
    let place = Place::new();
    place.run(&["restore-version", "ink@2"]).is_bad_input();
    let (window, _) = worked_on(&place);
    for name in ["ink", "ink@Sunday", "ink@4000", "nothing@1"] {
        place.run(&["restore-version", name]).is_bad_input();
    }
    assert!(place.run(&["restore-version", "ink"]).err().contains("ink@12"));
    window.close();
}

#[test]
fn a_backup_is_made_once_for_what_changed_while_the_window_is_open() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    let first = place.run(&["backup"]);
    assert_eq!((first.code(), first.err().as_str()), (0, ""), "{}", first.out());
    assert!(first.out().starts_with("Backed up and checked "), "{}", first.out());
    let second = place.run(&["backup"]);
    assert!(second.out().starts_with("Nothing changed since the backup of 2"), "{}", second.out());
    let path = second.out().trim_end().rsplit(": ").next().map(str::to_owned).unwrap();
    assert!(first.out().contains(&path) && Path::new(&path).is_file(), "it names the one that was made: {path}");
    crate::write(&window, id, model::Field::Kicker, "New");
    let made = place.json(&["backup", "--json"]);
    assert_eq!(made["is"], "made");
    assert_eq!(place.json(&["backup", "--json"])["is"], "unchanged");
    let list = place.json(&["backups", "--json"]);
    let names: Vec<&str> = list.as_array().unwrap().iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names.first().copied(), made["name"].as_str(), "the newest first");
    // An hour keeps its newest; two of one second stay both, since the later is named for the next second.
    assert!(names.len() <= 2 && names.is_sorted_by(|a, b| a > b), "{names:?}");
    assert_eq!(place.run(&["backups"]).out().lines().count(), names.len());
    window.close();
}

#[test]
fn a_backup_goes_into_a_file_of_ones_own_and_replaces_none_unasked() {
    let place = Place::new();
    let (window, _) = worked_on(&place);
    assert_eq!(place.run(&["backup", "--to", "own.sqlite"]).code(), 0);
    let size = std::fs::metadata(place.path("own.sqlite")).unwrap().len();
    assert!(size > 10_000);
    place.run(&["backup", "--to", "own.sqlite"]).is_bad_input();
    assert_eq!(place.run(&["backup", "--to", "own.sqlite", "--force"]).code(), 0);
    place.run(&["backup", "--to", "."]).is_bad_input();
    place.run(&["backup", "--to", "no/folder/own.sqlite"]).is_bad_input();
    assert!(!place.path("desk/backups").join("own.sqlite").exists());
    assert_eq!(place.json(&["backups", "--json"]).as_array().map(Vec::len), Some(0));
    assert_ne!(place.run(&["backup", "--to", "desk/desk.sqlite", "--force"]).code(), 0, "never onto itself");
    window.close();
    assert_eq!(place.run(&["show", "ink"]).code(), 0);
}

#[test]
fn the_desk_is_restored_when_no_window_has_it() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    place.run(&["backup"]);
    let name = place.json(&["backups", "--json"])[0]["name"].as_str().unwrap().to_owned();
    crate::write(&window, id, model::Field::Body, "Later words.");
    let refused = place.run(&["restore", &name]);
    assert_eq!(refused.code(), 3);
    assert!(refused.err().contains("Nothing was changed. Close the window"), "{}", refused.err());
    window.close();
    assert_eq!(body(&place), "Later words.");
    let ran = place.run(&["restore", &name]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    assert_eq!(body(&place), "A *plain* paragraph of ink.");
    let out = ran.out();
    let aside = out.lines().find_map(|line| line.strip_prefix("What was there before lies in ")).unwrap();
    assert_eq!(place.run(&["restore", aside]).code(), 0);
    assert_eq!(body(&place), "Later words.");
    place.run(&["restore", "no-such-backup"]).is_bad_input();
    place.file("wrong.sqlite", "words");
    place.run(&["restore", "wrong.sqlite"]).is_bad_input();
    assert_eq!(body(&place), "Later words.");
}

#[test]
fn the_doctor_ends_with_one_when_something_is_wrong() {
    let place = Place::new();
    let (window, _) = worked_on(&place);
    let sound = place.run(&["doctor"]);
    assert_eq!(sound.code(), 0, "{}", sound.out());
    assert!(sound.err().ends_with("the desk is sound.\n"), "{}", sound.err());
    assert_eq!(place.json(&["doctor", "--json"])["pieces"], 1);
    let locked = place.run(&["doctor", "--repair"]);
    assert_eq!(locked.code(), 3);
    assert!(locked.err().contains("Close the window"), "{}", locked.err());
    window.close();
    std::fs::write(place.path("desk/person.json"), "{").unwrap();
    let ill = place.run(&["doctor"]);
    assert_eq!(ill.code(), 1);
    assert!(ill.out().contains("“person.json” can't be read"), "{}", ill.out());
    let repair = place.run(&["doctor", "--repair"]);
    assert!(
        repair.out().starts_with("What is wrong can't be made again from the log. Nothing was changed.\n"),
        "{}",
        repair.out()
    );
    assert_eq!(repair.code(), 1, "the file is still broken");
}

#[test]
fn a_database_that_is_none_is_a_finding_and_no_crash() {
    let place = Place::new();
    std::fs::create_dir(place.path("desk")).unwrap();
    std::fs::write(place.path("desk/desk.sqlite"), vec![7u8; 9000]).unwrap();
    let ran = place.run(&["doctor"]);
    assert_eq!(ran.code(), 1, "{}", ran.err());
    assert!(!ran.out().is_empty() && !ran.err().contains("panicked"), "{}", ran.err());
    for task in [&["backup"][..], &["rebuild"], &["doctor", "--repair"]] {
        let ran = place.run(task);
        assert!(ran.code() > 0 && ran.err().trim_end().ends_with('.'), "{task:?}: {} {}", ran.out(), ran.err());
    }
}

#[test]
fn a_rebuild_lists_and_finds_the_same() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    place.run(&["import", "ink.md"]);
    let all = || (place.json(&["list", "--json"]), place.json(&["list", "--search", "plain", "--json"]));
    let before = all();
    let ran = place.run(&["rebuild"]);
    assert_eq!((ran.code(), ran.out().as_str()), (0, "List and search index are made again from the log: 1 piece.\n"));
    assert_eq!(all(), before);
    let window = place.window();
    assert_eq!(place.run(&["rebuild"]).code(), 3);
    window.close();
    assert_eq!(place.json(&["rebuild", "--json"])["pieces"], 1);
}

#[test]
fn where_there_is_no_desk_nothing_can_be_looked_after() {
    let place = Place::new();
    for task in [&["backup"][..], &["backups"], &["doctor"], &["doctor", "--repair"], &["rebuild"], &["history", "x"]] {
        place.run(task).is_bad_input();
    }
    assert!(!place.path("desk").exists());
}

#[test]
fn dl_22_a_synced_folder_is_refused_unless_one_knows_better() {
    let place = Place::new();
    let file = place.file("ink.md", PIECE);
    let dir = place.path("Dropbox/desk");
    let run = |allowed: bool| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_standfirst"));
        command.arg("--data-dir").arg(&dir).arg("import").arg(&file).env_remove("STANDFIRST_ALLOW_SYNCED");
        if allowed {
            command.env("STANDFIRST_ALLOW_SYNCED", "1");
        }
        crate::Ran(command.output().unwrap())
    };
    let refused = run(false);
    refused.is_bad_input();
    assert!(refused.err().contains("Dropbox") && !dir.exists(), "{}", refused.err());
    assert_eq!(run(true).code(), 0);
}

#[test]
fn a_backup_of_the_window_is_the_same_backup() {
    let place = Place::new();
    let (window, _) = worked_on(&place);
    let made = window.back_up().unwrap();
    assert!(matches!(made, maintenance::BackedUp::Made { .. }));
    assert_eq!(place.json(&["backup", "--json"])["is"], "unchanged");
    window.close();
    let desk = Desk::open(Options::new(place.path("desk"))).unwrap();
    assert!(matches!(desk.back_up().unwrap(), maintenance::BackedUp::Unchanged { since: Some(_) }));
    desk.close();
}
