//! What left, what stops it, and what is sent again after a correction.

use crate::{PIECE, Place, read};

/// A desk with one piece that is sealed.
fn sealed(place: &Place, piece: &str) -> String {
    place.file("ink.md", piece);
    let slug = place.json(&["import", "ink.md", "--json"])[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    assert_eq!(place.run(&["seal", &slug]).code(), 0);
    slug
}

#[test]
fn every_export_is_listed_with_its_form_text_and_place() {
    let place = Place::new();
    let slug = sealed(&place, PIECE);
    assert_eq!(place.run(&["exports", &slug]).err(), "Nothing of it has left this desk.\n");
    assert_eq!(place.run(&["export", &slug, "--to", "txt"]).code(), 0);
    assert_eq!(place.run(&["export", &slug, "--to", "md", "--final", "-o", "out.md"]).code(), 0);
    place.run(&["export", &slug, "--to", "md", "--final", "-o", "out.md"]).is_bad_input();
    assert_eq!(place.run(&["export", &slug, "--to", "critic", "-o", "marks.md"]).code(), 0);
    assert_eq!(place.run(&["convert", "ink.md", "--to", "html", "-o", "file.html"]).code(), 0);
    let rows = place.json(&["exports", &slug, "--json"]);
    let told: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["form"].as_str().unwrap(), row["to"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [("critic", "marks.md"), ("md", "out.md"), ("txt", "standard output")],
        "and no file beside the desk"
    );
    assert_eq!((&rows[1]["is_final"], &rows[0]["is_final"]), (&true.into(), &false.into()));
    assert_eq!(rows[1]["bytes"], read(&place.path("out.md")).len());
    assert_eq!(rows[1]["fingerprint"].as_str().unwrap().split(' ').count(), 3);
    let lines = place.run(&["exports", &slug]).out();
    assert!(lines.lines().nth(1).unwrap().contains("\tmd\tfinal, "), "{lines}");
    // While a window has the desk, its process keeps it.
    let window = place.window();
    assert_eq!(place.run(&["export", &slug, "--to", "epub", "-o", "ink.epub"]).code(), 0);
    let id = desk::Archive::open(&place.path("desk")).unwrap().resolve(&slug).unwrap();
    assert_eq!(window.exports(id).unwrap()[0].record.form, "epub");
    window.close();
    place.run(&["exports", "nothing"]).is_bad_input();
}

#[test]
fn what_only_the_desk_knows_stops_the_final_copy_and_the_reason_is_kept() {
    let place = Place::new();
    let slug = sealed(&place, PIECE);
    assert_eq!(place.run(&["comment", &slug, "Says who?", "--on", "plain", "--query"]).code(), 0);
    assert_eq!(place.run(&["export", &slug, "--to", "txt"]).code(), 0, "a draft leaves");
    let stopped = place.run(&["export", &slug, "--to", "txt", "--final", "-o", "out.txt"]);
    assert_eq!(stopped.code(), 1, "{}", stopped.err());
    assert!(stopped.err().contains("Says who?") && stopped.err().contains("(review.query)"), "{}", stopped.err());
    assert!(!place.path("out.txt").exists());
    let passed = place.run(&[
        "export",
        &slug,
        "--to",
        "txt",
        "--final",
        "-o",
        "out.txt",
        "--override",
        "It is the house's own word.",
    ]);
    assert_eq!(passed.code(), 0, "{}", passed.err());
    let row = &place.json(&["exports", &slug, "--json"])[0];
    assert_eq!(
        (&row["overridden"], &row["reason"]),
        (&serde_json::json!(["review.query"]), &"It is the house's own word.".into())
    );
    assert!(
        place.run(&["exports", &slug]).out().contains("let pass: review.query. Reason: It is the house's own word.")
    );
    place.run(&["flow", &slug, "--embargo", "2999-01-01"]);
    let held = place.run(&["export", &slug, "--to", "txt", "--final", "--override", "We must."]);
    held.is_bad_input();
    assert!(held.err().contains("embargo until 2999-01-01"), "{}", held.err());
}

#[test]
fn comments_that_would_travel_are_told_of() {
    let place = Place::new();
    let slug = sealed(&place, PIECE);
    assert_eq!(place.run(&["comment", &slug, "He owes us one.", "--on", "plain"]).code(), 0);
    let marked = place.run(&["export", &slug, "--to", "critic"]);
    assert!(marked.out().contains("He owes us one.") && marked.err().contains("(note.travels)"), "{}", marked.err());
    let clean = place.run(&["export", &slug, "--to", "md", "--final"]);
    assert!(clean.code() == 0 && !clean.out().contains("He owes us one."), "{}", clean.err());
    assert!(clean.err().contains("look: ") && clean.err().contains("(review.comment)"), "{}", clean.err());
}

#[test]
fn a_correction_is_made_and_what_carried_the_error_is_sent_again_by_the_command_that_it_names() {
    let place = Place::new();
    let slug = sealed(&place, PIECE);
    place.run(&["correct", &slug, "--wrong", "plain", "--right", "simple"]).is_bad_input();
    for stage in ["filed", "editing", "approved", "published"] {
        assert_eq!(place.run(&["stage", &slug, "--to", stage, "--override", "In haste."]).code(), 0, "{stage}");
    }
    assert_eq!(place.run(&["export", &slug, "--to", "html", "--final", "-o", "the page.html"]).code(), 0);
    let made =
        place.run(&["correct", &slug, "--wrong", "*plain* paragraph", "--right", "*simple* paragraph", "--replace"]);
    assert_eq!(made.code(), 1, "something is open: {}", made.err());
    assert!(made.err().contains("readers are told: Correction, "), "{}", made.err());
    let command = format!("standfirst export {slug} --to html --final -o 'the page.html' --force");
    assert!(made.out().contains(&command), "{}", made.out());
    assert_eq!(place.json(&["stage", &slug, "--json"])["stage"], "corrected");
    assert_eq!(place.run(&["export", &slug, "--to", "html", "--final", "-o", "the page.html", "--force"]).code(), 0);
    let page = read(&place.path("the page.html"));
    assert!(page.contains("<em>simple</em>") && page.contains("It should have said"), "{page}");
    let listed = place.json(&["correct", &slug, "--json"]);
    assert_eq!(
        (&listed[0]["carried"][0]["redone"], &listed[0]["carried"][0]["to"]),
        (&true.into(), &"the page.html".into())
    );
    assert_eq!(place.run(&["verify", "the page.html"]).code(), 0);
}
