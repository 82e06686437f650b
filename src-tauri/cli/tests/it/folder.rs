//! The desk folder, with the desk closed and with a window that has it open.

use crate::history::worked_on;
use crate::{PIECE, Place, read};
use desk::{Desk, Options};

#[test]
fn a_folder_is_chosen_and_followed_with_the_desk_closed() {
    let place = Place::new();
    place.file("ink.md", PIECE.replacen("---\n", "---\nslugline: ink\n", 1));
    place.run(&["import", "ink.md"]);
    let none = place.run(&["folder", "status"]);
    assert_eq!((none.code(), none.err().as_str()), (0, ""));
    assert!(none.out().starts_with("There is no desk folder."), "{}", none.out());
    place.run(&["folder", "sync"]).is_bad_input();

    std::fs::create_dir(place.path("texts")).unwrap();
    std::fs::write(place.path("texts/harbour.md"), "The harbour is old.\n").unwrap();
    let set = place.json(&["folder", "set", "texts", "--json"]);
    assert_eq!((&set["files"], &set["paused"], &set["problems"]), (&2.into(), &().into(), &serde_json::json!([])));
    assert_eq!(place.json(&["list", "--json"]).as_array().map(Vec::len), Some(2));
    let file = place.path("texts/ink.md");
    let text = read(&file);
    assert!(text.contains("A *plain* paragraph."), "{text}");

    std::fs::write(&file, text.replace("plain", "simple")).unwrap();
    std::fs::write(place.path("texts/bridge.txt"), "A bridge over nothing\n\nNobody crosses it.\n").unwrap();
    let synced = place.run(&["folder", "sync"]);
    assert_eq!(synced.code(), 0, "{}{}", synced.out(), synced.err());
    assert!(synced.out().ends_with("texts: 3 pieces.\n"), "{}", synced.out());
    assert_eq!(place.json(&["list", "--search", "simple", "--json"]).as_array().map(Vec::len), Some(1));
    let again = place.json(&["folder", "status", "--json"]);
    assert_eq!(again["files"], 3);
}

#[test]
fn a_file_that_is_gone_and_a_folder_that_is_gone_end_with_one() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    place.run(&["import", "ink.md"]);
    std::fs::create_dir(place.path("texts")).unwrap();
    place.run(&["folder", "set", "texts"]);
    let file = only_file(&place);
    std::fs::rename(&file, place.path("elsewhere.md")).unwrap();
    let synced = place.run(&["folder", "sync"]);
    assert_eq!(synced.code(), 1, "{}", synced.out());
    assert!(synced.out().contains("was removed from the desk folder. The piece is safe here."), "{}", synced.out());
    assert_eq!(place.json_of(&["folder", "status", "--json"], 1)["problems"][0]["gone"], true);
    std::fs::remove_dir_all(place.path("texts")).unwrap();
    let status = place.run(&["folder", "status"]);
    assert_eq!(status.code(), 1);
    assert!(status.out().contains("Every piece is safe on the desk."), "{}", status.out());
    assert_eq!(place.run(&["folder", "set", "--none"]).code(), 0);
    assert_eq!(place.json(&["folder", "status", "--json"])["path"], serde_json::Value::Null);
}

#[test]
fn the_open_window_chooses_and_follows_the_folder_when_asked() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    window.close();
    let window = Desk::open(Options { watches: true, ..Options::new(place.path("desk")) }).unwrap();
    std::fs::create_dir(place.path("texts")).unwrap();
    assert_eq!(place.json(&["folder", "set", "texts", "--json"])["files"], 1);
    assert!(window.folder().path.is_some(), "the window has it");
    let file = place.path("texts/ink.md");
    std::fs::write(&file, read(&file).replace("Ink or paper", "Ink and no paper")).unwrap();
    assert_eq!(place.run(&["folder", "sync"]).code(), 0);
    let fields = window.open_piece(id).unwrap().fields;
    let headline = fields.into_iter().find(|(field, ..)| *field == model::Field::Headline).unwrap().1;
    assert_eq!(headline, "Ink and no paper", "the window's text has it at once");
    assert_eq!(place.json(&["folder", "status", "--json"])["files"], 1);
    let refused = place.run(&["folder", "set", "no/such/folder"]);
    refused.is_bad_input();
    place.run(&["folder", "set", "desk"]).is_bad_input();
    assert_eq!(place.json(&["folder", "status", "--json"])["files"], 1, "and the old one stays");
    window.close();
}

#[test]
fn a_folder_that_can_not_be_one_is_said_and_no_desk_is_made_by_looking() {
    let place = Place::new();
    place.run(&["folder", "status"]).is_bad_input();
    place.run(&["folder", "sync"]).is_bad_input();
    assert!(!place.path("desk").exists());
    let file = place.file("ink.md", PIECE);
    place.run(&["folder", "set", &file.display().to_string()]).is_bad_input();
}

/// The file of the only piece in the folder.
fn only_file(place: &Place) -> std::path::PathBuf {
    let mut files = std::fs::read_dir(place.path("texts")).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|end| end == "md")).unwrap()
}

#[test]
fn files_show_what_changed_since_a_role_agreed_when_that_is_asked_for() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    place.run(&["import", "ink.md"]);
    place.run(&["folder", "show", "author"]).is_bad_input();
    std::fs::create_dir(place.path("texts")).unwrap();
    place.run(&["folder", "set", "texts"]);
    let file = only_file(&place);
    std::fs::write(&file, read(&file).replace("Another.", "Another one.")).unwrap();
    let shown = place.run(&["folder", "show", "author"]);
    assert!(
        shown.out().contains("Files show what changed since the author agreed, as CriticMarkup."),
        "{}",
        shown.out()
    );
    assert!(read(&file).contains("Another{++ one++}."), "{}", read(&file));
    assert_eq!(place.json(&["folder", "status", "--json"])["show"], "author");
    assert_eq!(place.json(&["folder", "show", "clean", "--json"])["show"], serde_json::Value::Null);
    assert!(read(&file).contains("Another one."));
    place.run(&["folder", "show", "chief"]).is_bad_input();
}
