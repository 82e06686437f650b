//! Pictures of a piece, by the command line.

use crate::{PIECE, Place};

const CHART: &[u8] = include_bytes!("../../../../tests/fixtures/pictures/chart.png");

#[test]
fn pictures_are_listed_added_and_taken_away() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    let slug = place.json(&["import", "ink.md", "--json"])[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    assert_eq!(place.run(&["pictures", &slug]).err(), "This piece has no pictures.\n");
    place.file("Bar chart.png", CHART);
    let added = place.run(&["pictures", &slug, "--add", "Bar chart.png"]);
    assert_eq!(added.code(), 0, "{}", added.err());
    let line = added.out();
    assert!(line.starts_with("![](pictures/bar-chart-") && line.ends_with(".png)\n"), "{line}");
    let rows = place.json(&["pictures", &slug, "--json"]);
    assert_eq!((&rows[0]["kind"], &rows[0]["width"], &rows[0]["in_text"]), (&"PNG".into(), &160.into(), &false.into()));
    assert!(place.run(&["pictures", &slug]).out().contains("\tPNG\t160 × 60\t"));
    // While a window has the desk, its process does it.
    let window = place.window();
    let gone = place.run(&["pictures", &slug, "--remove", "bar-chart"]);
    assert!(gone.out().contains("is taken from the piece") && gone.out().contains("Backups"), "{}", gone.out());
    window.close();
    place.run(&["pictures", &slug, "--remove", "bar-chart"]).is_bad_input();
    // What another piece has stays on the desk, and is said to.
    place.file("other.md", "# Another\n\nIt has the chart as well.\n");
    let other = place.json(&["import", "other.md", "--json"])[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    for piece in [&slug, &other] {
        assert_eq!(place.run(&["pictures", piece, "--add", "Bar chart.png"]).code(), 0);
    }
    assert!(place.run(&["pictures", &slug, "--remove", "bar-chart"]).out().contains("Another piece has it"));
    assert!(!place.run(&["pictures", &other, "--remove", "bar-chart"]).out().contains("Another piece"));
    place.file("words.png", "only words");
    place.run(&["pictures", &slug, "--add", "words.png"]).is_bad_input();
    place.run(&["pictures", &slug, "--add", "a", "--remove", "b"]);
    place.run(&["pictures", "nothing"]).is_bad_input();
}
