//! Outlets of a desk, and what their hand-overs ask for.

use crate::{PIECE, Place};

#[test]
fn a_step_asks_for_what_the_pieces_outlet_asks_for() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    let slug = place.json(&["import", "ink.md", "--json"])[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    assert!(!place.run(&["stage", &slug]).out().contains("There is no author note."));
    let set = place.json(&["flow", &slug, "--outlet", "the-daily", "--json"]);
    assert_eq!(set["outlet"]["name"], "The Daily");
    let told = place.run(&["stage", &slug]).out();
    assert!(told.contains("outlet: The Daily (the-daily)") && told.contains("There is no author note."), "{told}");
    let refused = place.run(&["stage", &slug, "--to", "filed"]);
    refused.is_bad_input();
    assert!(refused.err().contains("There is no author note."), "{}", refused.err());
    let moved = place.json(&["stage", &slug, "--to", "filed", "--override", "It is known to all.", "--json"]);
    assert!(moved["made"][0]["overridden"].as_array().unwrap().contains(&"author_note".into()), "{moved}");
    place.run(&["flow", &slug, "--outlet", "the-moon"]).is_bad_input();
    assert_eq!(place.run(&["flow", &slug, "--outlet", ""]).code(), 0);
    assert!(!place.run(&["flow", &slug]).out().contains("outlet:"));
}

#[test]
fn a_profile_is_added_listed_and_chosen() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    place.file("lantern.toml", "name = \"The Lantern\"\ntagline = \"Light Along the Coast\"\n");
    place.run(&["outlet", "add", "lantern.toml"]).is_bad_input();
    let slug = place.json(&["import", "ink.md", "--json"])[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    let added = place.run(&["outlet", "add", "lantern.toml"]);
    assert_eq!((added.code(), added.err().as_str()), (0, "The Lantern is on the desk as lantern.\n"));
    place.run(&["outlet", "add", "lantern.toml"]).is_bad_input();
    assert_eq!(place.run(&["outlet", "add", "lantern.toml", "--force"]).code(), 0);
    let listed = place.run(&["outlet", "list"]).out();
    assert!(
        listed.contains("the-daily") && listed.contains("The Lantern: Light Along the Coast, any length"),
        "{listed}"
    );
    assert_eq!(place.json(&["flow", &slug, "--outlet", "lantern", "--json"])["outlet"]["key"], "lantern");
}

#[test]
fn quotes_and_dashes_are_set_as_the_outlet_does() {
    let place = Place::new();
    place.file("ink.md", "---\nheadline: Ink\nlanguage: en\n---\n\n‘Ink,’ he said — once.\n");
    place.file("lantern.toml", "name = \"The Lantern\"\nsmart_punctuation = true\n");
    let slug = place.json(&["import", "ink.md", "--json"])[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    assert_eq!(place.run(&["outlet", "add", "lantern.toml"]).code(), 0);
    place.json(&["flow", &slug, "--outlet", "lantern", "--json"]);
    let told = place.run(&["house", &slug, "--check"]);
    assert_eq!(
        (told.code(), told.out().as_str()),
        (1, "2 quotation marks and 1 dash would be set as The Lantern sets them.\n")
    );
    assert!(place.run(&["show", &slug]).out().contains("‘Ink,’ he said — once."));
    // Through the window, when one is open.
    let window = place.window();
    let done = place.run(&["house", &slug]);
    assert_eq!(
        (done.code(), done.out().as_str()),
        (0, "2 quotation marks and 1 dash are set as The Lantern sets them.\n")
    );
    window.close();
    assert!(place.run(&["show", &slug]).out().contains("“Ink,” he said – once."));
    assert_eq!(place.json(&["house", &slug, "--check", "--json"])["quotes"], 0);
}
