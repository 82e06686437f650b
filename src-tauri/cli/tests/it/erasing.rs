//! Words that shall be nowhere.

use crate::Place;
use crate::history::worked_on;

#[test]
fn the_bin_is_emptied_only_with_a_yes_also_through_the_open_window() {
    let place = Place::new();
    let (window, id) = worked_on(&place);
    let empty = place.run(&["empty-bin"]);
    assert_eq!((empty.code(), empty.out().as_str()), (0, "The bin is empty.\n"));
    window.bin(id).unwrap();
    let asked = place.run(&["empty-bin"]);
    assert_eq!((asked.code(), asked.out().as_str()), (2, "The bin holds 1 piece.\n"));
    assert_eq!(place.json(&["list", "--bin", "--json"]).as_array().map(Vec::len), Some(1));
    let done = place.run(&["empty-bin", "--yes"]);
    assert_eq!(done.code(), 0, "{}", done.err());
    assert!(done.out().starts_with("1 piece removed for good."), "{}", done.out());
    assert_eq!(place.json(&["list", "--bin", "--json"]).as_array().map(Vec::len), Some(0));
    place.run(&["show", "ink"]).is_bad_input();
    assert_eq!(place.json(&["backups", "--json"]).as_array().map(Vec::len), Some(1));
    window.close();
    assert_eq!(place.run(&["doctor"]).code(), 0);
}

#[test]
fn words_are_erased_only_with_a_yes_and_never_while_a_window_is_open() {
    let place = Place::new();
    let (window, _) = worked_on(&place);
    let asked = place.run(&["erase", "ink", "--words", "plain"]);
    assert_eq!(asked.code(), 2);
    assert_eq!(asked.out(), "ink has these words in 1 place now, and in 4 places of its whole history.\n");
    assert!(asked.err().contains("Nothing was erased.") && asked.err().contains("--yes"), "{}", asked.err());
    assert_eq!(place.run(&["erase", "ink", "--words", "plain", "--yes"]).code(), 3);
    window.close();
    let done = place.run(&["erase", "ink", "--words", "PLAIN", "--reason", "A request", "--yes"]);
    assert_eq!((done.code(), done.err().as_str()), (0, ""), "{}", done.out());
    assert!(done.out().starts_with("Erased from ink: ") && done.out().contains("keep the words"), "{}", done.out());
    assert_eq!(place.json(&["show", "ink", "--json"])["body"], "A *█████* paragraph of ink.");
    let history = place.run(&["history", "ink"]);
    assert!(
        history.out().contains("words erased for good") && history.out().contains("A request"),
        "{}",
        history.out()
    );
    assert_eq!(place.json(&["list", "--search", "plain", "--json"]).as_array().map(Vec::len), Some(0));
    assert_eq!(place.run(&["doctor"]).code(), 0);
    let none = place.json(&["erase", "ink", "--words", "zeppelin", "--yes", "--json"]);
    assert_eq!(none["places"], 0);
    place.run(&["erase", "ink", "--words", "a", "--yes"]).is_bad_input();
}
