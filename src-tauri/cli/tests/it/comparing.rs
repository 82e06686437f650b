//! What differs.

use crate::history::worked_on;
use crate::{PIECE, Place, read};

#[test]
fn versions_are_compared_by_name_number_and_now() {
    let place = Place::new();
    let (window, _) = worked_on(&place);
    let ran = place.run(&["compare", "ink@final for PRINT", "ink"]);
    assert_eq!(ran.code(), 1, "{}", ran.err());
    let out = ran.out();
    assert!(out.starts_with("[-only in ink, version “final for PRINT” ("), "{out}");
    assert!(out.contains("{+only in ink now+}"), "{out}");
    assert!(out.contains("\nheadline: Ink [-&-]{+or+} paper\n"), "{out}");
    assert!(out.contains("\nbody:\n") && out.contains("[-Another.-]") && !out.contains('\u{1b}'), "{out}");

    let entries = place.json(&["history", "ink", "--json"]);
    let (named, first) = (entries[1]["moment"].to_string(), entries[2]["moment"].to_string());
    let by_number = place.run(&["compare", &format!("ink@{named}"), "ink@now", "--format", "critic"]);
    assert!(by_number.out().contains("headline: \"Ink {~~&~>or~~} paper\"\n"), "{}", by_number.out());
    let same = place.run(&["compare", "ink@start", &format!("ink@{first}")]);
    assert_eq!((same.code(), same.out().as_str()), (0, ""), "{}", same.err());
    assert!(same.err().starts_with("No difference: "), "{}", same.err());
    let nothing = place.run(&["compare", "ink@0", "ink@start", "--json"]);
    assert_eq!((nothing.code(), &nothing.value()["counts"]["words_removed"]), (1, &0.into()));
    window.close();
}

#[test]
fn what_is_no_version_is_refused_with_a_hint() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    for name in ["ink@99999", "ink@Sunday", "ink@-1", "ink@", "no-such-piece@now"] {
        place.run(&["compare", name, "ink"]).is_bad_input();
    }
    assert!(place.run(&["compare", "ink@Sunday", "ink"]).err().contains("standfirst history ink"));
    window.save_version(id, "final for print").unwrap();
    crate::write(&window, id, model::Field::Body, "Other words.");
    window.save_version(id, "final for print").unwrap();
    window.close();
    let twice = place.run(&["compare", "ink@final for print", "ink"]);
    twice.is_bad_input();
    assert!(twice.err().contains("moments "), "{}", twice.err());
    assert_eq!(place.run(&["compare", "ink@Final for print", "ink"]).code(), 1, "as it was given, it is one");
}

#[test]
fn files_are_compared_without_a_desk() {
    let place = Place::new();
    place.file("a.md", PIECE);
    place.file("b.md", PIECE.replace("plain", "fancy").replace("Maud Castell", "Ivo Maric"));
    place.file("c.md", PIECE.replace("\n\nAnother", "\n\n\nAnother"));
    let ran = place.run(&["compare", "a.md", "b.md"]);
    assert_eq!(ran.code(), 1, "{}", ran.err());
    assert!(ran.out().contains("byline: [-Maud Castell-]{+Ivo Maric+}"), "{}", ran.out());
    assert!(ran.out().contains("A *[-plain-]{+fancy+}* paragraph."), "{}", ran.out());
    assert_eq!(place.run(&["compare", "a.md", "c.md"]).code(), 0, "white space between paragraphs is no difference");
    let json = place.run(&["compare", "a.md", "b.md", "--format", "json"]).value();
    assert_eq!((&json["labels"]["before"], &json["labels"]["after"]), (&"a.md".into(), &"b.md".into()));
    assert_eq!((&json["same"], &json["counts"]["words_inserted"]), (&false.into(), &3.into()));
    let body = json["fields"].as_array().unwrap().iter().find(|field| field["field"] == "body").unwrap();
    assert_eq!(body["paragraphs"][0]["runs"][1]["kind"], "removed");
    place.run(&["compare", "a.md", "missing.md"]).is_bad_input();
    place.run(&["compare", "a.md", "."]).is_bad_input();
    assert!(!place.path("desk").exists(), "no desk was made");
}

#[test]
fn a_page_of_the_difference_is_written_like_an_export() {
    let place = Place::new();
    place.file("a.md", PIECE);
    place.file("b.md", PIECE.replace("plain", "<b>plain</b>"));
    let args = ["compare", "a.md", "b.md", "--format", "html", "-o", "diff.html"];
    let ran = place.run(&args);
    assert_eq!((ran.code(), ran.out().as_str()), (1, ""), "{}", ran.err());
    let page = read(&place.path("diff.html"));
    assert!(page.starts_with("<!doctype html>") && page.contains("<ins>&lt;b&gt;"), "{page}");
    assert!(page.contains("<h2>headline</h2>") && !page.contains("<script"), "{page}");
    place.run(&args).is_bad_input();
    assert_eq!(place.run(&[&args[..], &["--force"]].concat()).code(), 1);
}

#[test]
fn a_file_is_compared_with_a_piece_and_wins_over_its_name() {
    let place = Place::new();
    let (window, _) = worked_on(&place);
    window.close();
    let ran = place.run(&["compare", "ink.md", "ink@start"]);
    assert_eq!(ran.code(), 0, "{}{}", ran.out(), ran.err());
    place.file("ink", "Only this.");
    let ran = place.run(&["compare", "ink", "ink@now", "--format", "json"]);
    assert_eq!((ran.code(), &ran.value()["labels"]["before"]), (1, &"ink".into()));
}
