//! What became of a piece, and going back.

use crate::{PIECE, Place, write};
use desk::Desk;
use model::{Field, PieceId};

/// A piece that was brought in, worked on, named, and worked on again, on a desk that is open.
pub(crate) fn worked_on(place: &Place) -> (Desk, PieceId) {
    let desk = place.window();
    let file = place.file("ink.md", PIECE.replacen("---\n", "---\nslugline: ink\n", 1));
    let id = desk.import_files(&[file])[0].outcome.as_ref().unwrap().0.id.unwrap();
    write(&desk, id, Field::Body, "A *plain* paragraph of ink.\n\nAnother.");
    desk.save_version(id, "Final for print").unwrap();
    write(&desk, id, Field::Headline, "Ink or paper");
    write(&desk, id, Field::Body, "A *plain* paragraph of ink.");
    (desk, id)
}

#[test]
fn the_history_of_a_piece_is_told_while_the_window_is_open() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    let ran = place.run(&["history", "ink"]);
    assert_eq!((ran.code(), ran.err().as_str()), (0, ""), "{}", ran.out());
    let lines: Vec<String> = ran.out().lines().map(str::to_owned).collect();
    assert!(lines[0].contains("  work  −1"), "{lines:?}");
    assert!(lines[1].contains("  work  +2"), "{lines:?}");
    assert_eq!(lines[2].trim_start(), "version “Final for print”");
    assert!(lines[3].contains("  brought in  +4"), "{lines:?}");

    let entries = place.json(&["history", &id.to_string(), "--json"]);
    let entries = entries.as_array().unwrap();
    assert_eq!(entries.len(), 3);
    assert_eq!((&entries[1]["kind"], &entries[1]["words_added"]), (&"work".into(), &2.into()));
    assert_eq!(entries[1]["versions"][0]["name"], "Final for print");
    assert_eq!(entries[0]["before"], entries[1]["moment"]);
    assert!(entries[2]["person"]["name"].is_string() && entries[2]["from"].is_string() && entries[2]["to"].is_string());
    window.close();
    place.run(&["history", "no-such-piece"]).is_bad_input();
}

#[test]
fn names_can_not_drive_the_terminal() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    window.save_version(id, "a\u{1b}[2Jb\u{202e}").unwrap();
    window.close();
    let out = place.run(&["history", "ink"]).out();
    assert!(out.contains("a<U+001B>[2Jb<U+202E>") && !out.contains('\u{1b}'), "{out:?}");
}

#[test]
fn a_long_history_is_told_in_part_and_whole_when_asked() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    for n in 0..45 {
        window.bin(id).unwrap();
        window.unbin(id).unwrap();
        write(&window, id, Field::Kicker, &format!("Kicker {n}"));
    }
    window.close();
    let part = place.run(&["history", "ink"]);
    assert_eq!(
        (part.out().lines().count(), part.err().as_str()),
        (40, "There is more history. With --all everything is told.\n")
    );
    let whole = place.run(&["history", "ink", "--all"]);
    assert!(whole.out().lines().count() > 100 && whole.err().is_empty(), "{}", whole.err());
}
