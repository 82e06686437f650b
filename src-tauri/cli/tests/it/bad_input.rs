//! What can't be used ends with 2 and a sentence, never with a crash.

use crate::{PIECE, Place};

#[test]
fn files_that_are_no_text_are_refused_one_by_one() {
    let place = Place::new();
    place.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0");
    place.file("empty.txt", "");
    place.file("nul.txt", "words\0words");
    std::fs::create_dir(place.path("folder.md")).unwrap();
    for name in ["picture.png", "empty.txt", "nul.txt", "folder.md", "missing.md"] {
        place.run(&["import", name]).is_bad_input();
        let ran = place.run(&["import", name, "--json"]);
        let printed: serde_json::Value = serde_json::from_str(&ran.out()).unwrap();
        let code = if name == "missing.md" { "not_found" } else { "bad_input" };
        assert_eq!((ran.code(), &printed[0]["error"]["code"]), (2, &code.into()), "{printed}");
        assert_eq!(printed[0]["file"], name);
    }
}

#[test]
fn one_bad_file_does_not_keep_the_good_ones_out() {
    let place = Place::new();
    place.file("good.md", PIECE);
    let ran = place.run(&["import", "missing.md", "good.md"]);
    assert_eq!(ran.code(), 2);
    assert!(ran.err().starts_with("missing.md: ") && ran.out().starts_with("good.md: "), "{}", ran.err());
    assert_eq!(place.json(&["list", "--json"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_piece_or_desk_that_is_not_there_is_said() {
    let place = Place::new();
    place.run(&["list"]).is_bad_input();
    place.file("ink.md", PIECE);
    place.run(&["import", "ink.md"]);
    place.run(&["show", "no-such-piece"]).is_bad_input();
    place.run(&["export", "no-such-piece", "--to", "md"]).is_bad_input();
}

#[test]
fn wrong_usage_ends_with_two() {
    let place = Place::new();
    for args in [&["import"][..], &["export", "x"], &["convert", "a.md", "--to", "docx"], &["polish"], &[]] {
        assert_eq!(place.run(args).code(), 2, "{args:?}");
    }
    assert_eq!(place.run(&["--help"]).code(), 0);
}
