//! Bringing in, listing, showing.

use crate::{PIECE, Place};

#[test]
fn markdown_comes_in_and_is_listed_and_shown() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    let imported = place.json(&["import", "ink.md", "--json"]);
    let one = &imported[0];
    assert_eq!((&one["file"], &one["piece"]["headline"]), (&"ink.md".into(), &"Ink & paper".into()));
    assert!(one["receipt"].as_array().is_some_and(|receipt| !receipt.is_empty()), "{one}");

    let list = place.json(&["list", "--json"]);
    assert_eq!(list.as_array().map(Vec::len), Some(1), "{list}");
    let slug = list[0]["slugline"].as_str().unwrap();
    let id = list[0]["id"].as_str().unwrap();
    for name in [slug, id] {
        let shown = place.json(&["show", name, "--format", "json"]);
        assert_eq!((&shown["byline"], &shown["id"]), (&"Maud Castell".into(), &id.into()));
        assert_eq!(shown["body"], "A *plain* paragraph.\n\nAnother.");
    }
    assert!(place.run(&["show", slug]).out().starts_with("---\n"));
    assert!(place.run(&["list"]).out().contains("Ink & paper"));
}

#[test]
fn a_search_finds_words_and_says_when_there_are_none() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    place.run(&["import", "ink.md"]);
    assert_eq!(place.json(&["list", "--search", "plain", "--json"]).as_array().map(Vec::len), Some(1));
    let none = place.run(&["list", "--search", "zeppelin"]);
    assert_eq!((none.code(), none.out().as_str()), (0, ""));
    assert_eq!(none.err(), "Nothing was found.\n");
    assert_eq!(place.json(&["list", "--bin", "--json"]).as_array().map(Vec::len), Some(0));
}

#[test]
fn a_person_is_told_what_became_of_a_file() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    let ran = place.run(&["import", "ink.md"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    assert!(ran.out().starts_with("ink.md: “Ink & paper” is on the desk as "), "{}", ran.out());
}

#[test]
fn old_encodings_are_read() {
    let place = Place::new();
    // Windows 1252: curly quotes, an em dash and é as single bytes.
    place.file("old.txt", b"A caf\xe9 is not a luxury\n\nHe said \x93no\x94 \x97 and left the caf\xe9 at once.\n");
    let mut wide = vec![0xff, 0xfe];
    wide.extend(
        "Ein Cafe\u{301} ist kein Luxus\n\nEr ging „sofort“ hinaus.\n".encode_utf16().flat_map(u16::to_le_bytes),
    );
    place.file("wide.txt", wide);
    let imported = place.json(&["import", "old.txt", "wide.txt", "--json"]).to_string();
    for words in ["“no” — and left the café", "„sofort“ hinaus"] {
        assert!(imported.contains(words), "{words}: {imported}");
    }
}

#[test]
fn commands_that_are_started_together_wait_for_each_other() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| place.run(&["import", "ink.md"]))).collect();
        for ran in all {
            let ran = ran.join().unwrap();
            assert_eq!(ran.code(), 0, "{}", ran.err());
        }
    });
    assert_eq!(place.json(&["list", "--json"]).as_array().map(Vec::len), Some(4));
}

#[test]
fn a_markdown_file_is_not_cut_up_like_a_pasted_page() {
    let place = Place::new();
    let sentence = "I have lived by the sea for forty years\nand never saw it angry, not once, in all that time.";
    place.file("sea.md", format!("{sentence}\n\nI agree.\n\nShare\n\n## A small head\n\nThe end.\n"));
    let piece = &place.json(&["import", "sea.md", "--json"])[0];
    assert_eq!(piece["piece"]["body"], format!("{sentence}\n\nI agree.\n\nShare\n\n## A small head\n\nThe end."));
    assert!(piece["piece"]["headline"].is_null(), "{piece}");
    // A head that stands in blocks of its own is one.
    place.file("head.md", "# The quiet harbour\n\nBy Maud Castell\n\nA paragraph with its words.\n\nAnother one.\n");
    let piece = &place.json(&["import", "head.md", "--json"])[0]["piece"];
    assert_eq!((&piece["headline"], &piece["byline"]), (&"The quiet harbour".into(), &"Maud Castell".into()));
}

#[test]
fn front_matter_that_is_broken_is_refused_with_a_sentence_and_nothing_comes_in() {
    let place = Place::new();
    place.file("broken.md", "---\ntitle: \"The ferry\nauthor: Maud Castell\n---\n\nA paragraph.\n");
    for args in [&["import", "broken.md"][..], &["convert", "broken.md", "--to", "txt"]] {
        let ran = place.run(args);
        assert_eq!((ran.code(), ran.out().as_str()), (2, ""));
        assert!(
            ran.err().contains("The front matter is not valid YAML") && ran.err().contains("line"),
            "{}",
            ran.err()
        );
    }
    assert_eq!(place.json(&["list", "--json"]).as_array().map(Vec::len), Some(0));
}

#[test]
fn a_dash_is_standard_output() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    let ran = place.run(&["convert", "ink.md", "--to", "txt", "-o", "-"]);
    assert!(ran.code() == 0 && ran.out().contains("Ink & paper"), "{}", ran.err());
    assert!(!place.path("-").exists());
}
