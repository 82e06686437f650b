//! Word files with tracked changes and comments, without a window.

use crate::Place;
use serde_json::Value;

const MARKS: &str = "---\nheadline: The last ferry\n---\n\nThe ferry {~~never~>seldom~~} sails.\n\nNobody {==asked the town==}{>>Says who?<<}.\n";

#[test]
fn changes_and_comments_go_out_as_those_of_a_word_file_and_come_in_again() {
    let place = Place::new();
    place.file("ferry.md", MARKS);
    assert_eq!(place.run(&["import", "ferry.md"]).code(), 0);
    let told = place.json(&["export", "the-last-ferry", "--to", "docx", "--marked", "-o", "out.docx", "--json"]);
    let kinds: Vec<&str> = told["receipt"].as_array().unwrap().iter().filter_map(|e| e["what"].as_str()).collect();
    assert!(kinds.contains(&"tracked_changes") && kinds.contains(&"comments") && kinds.contains(&"body"), "{told}");

    let came = place.json(&["import", "out.docx", "--json"]);
    let slug = came[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    assert_eq!(slug, "the-last-ferry-2");
    let said: Vec<&Value> = came[0]["receipt"].as_array().unwrap().iter().collect();
    assert!(said.iter().any(|entry| entry["rule"] == "marks.changes" && entry["kind"] == "kept"), "{said:?}");
    let changes = place.json_of(&["changes", &slug, "--json"], 1);
    assert_eq!(changes["against"]["baseline"], serde_json::json!({ "is": "received" }));
    let part = &changes["changes"][0]["parts"][0];
    assert_eq!((&part["removed"], &part["inserted"]), (&"never".into(), &"seldom".into()), "{changes}");
    let comments = place.json(&["comments", &slug, "--json"]);
    assert_eq!((&comments[0]["quote"], &comments[0]["text"]), (&"asked the town".into(), &"Says who?".into()));

    // A file alone can be read with its marks, too.
    let critic = place.run(&["convert", "out.docx", "--to", "critic"]).out();
    assert!(critic.contains("{~~never~>seldom~~}") && critic.contains("{>>Says who?<<}"), "{critic}");
    place.run(&["convert", "ferry.md", "--to", "critic"]).is_bad_input();
}

#[test]
fn marks_are_only_for_forms_that_have_them() {
    let place = Place::new();
    place.file("ferry.md", MARKS);
    assert_eq!(place.run(&["import", "ferry.md"]).code(), 0);
    place.run(&["export", "the-last-ferry", "--to", "html", "--marked"]).is_bad_input();
    place.run(&["export", "the-last-ferry", "--to", "docx", "--marked", "Sunday", "-o", "a.docx"]).is_bad_input();
    // Without a file, what is asked for as JSON is JSON: the text stands in it, and what is no text is refused.
    let text = place.json(&["export", "the-last-ferry", "--to", "md", "--json"]);
    assert_eq!(text["text"].as_str().unwrap(), place.run(&["export", "the-last-ferry", "--to", "md"]).out());
    assert!(text["receipt"].is_array() && text["bytes"].as_u64().unwrap() > 20, "{text}");
    place.run(&["export", "the-last-ferry", "--to", "docx", "--json"]).is_bad_input();
    let told = place.json(&["export", "the-last-ferry", "--to", "docx", "-o", "clean.docx", "--json"]);
    assert!(told["receipt"].as_array().unwrap().iter().all(|entry| entry["what"] != "tracked_changes"), "{told}");
}
