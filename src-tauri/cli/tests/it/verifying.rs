//! Files that left the desk are held against its seals.

use crate::Place;

/// Imports a piece with this body and seals it: its slugline.
fn sealed(place: &Place, body: &str) -> String {
    let front = "---\nheadline: The rope\nstandfirst: A stand.\nbyline: Ann Bee\nlanguage: en-GB\n---\n\n";
    place.file("rope.md", format!("{front}{body}\n"));
    let imported = place.json(&["import", "rope.md", "--json"]);
    let slug = imported[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    assert_eq!(place.run(&["seal", &slug]).code(), 0);
    slug
}

/// Exports the sealed text: the file's name.
fn exported(place: &Place, slug: &str, form: &str) -> String {
    let file = match form {
        "pdf" | "galley" => format!("{form}.pdf"),
        "html-fragment" => "part.html".to_owned(),
        other => format!("final.{other}"),
    };
    let out = place.run(&["export", slug, "--to", form, "--final", "--override", "a test", "-o", &file]);
    assert_eq!(out.code(), 0, "{form}: {}", out.err());
    file
}

#[test]
fn lists_and_notes_match_in_every_form() {
    let body = "Para here.[^a] More,[^b] and again.[^a]\n\n- one rope\n- two ropes\n  - a short one\n  - a long one\n\n\
                9. ninth\n10. tenth\n\n    with more to say\n\n- [ ] to do\n- [x] done\n\nEnd here.\n\n[^a]: The archive.\n\
                [^b]: A letter:\n\n    - of the board";
    let place = Place::new();
    let slug = sealed(&place, body);
    for form in ["pdf", "galley", "html", "html-fragment", "epub", "md", "txt"] {
        let verified = place.run(&["verify", &exported(&place, &slug, form)]);
        assert_eq!(verified.code(), 0, "{form}: {}{}", verified.err(), verified.out());
        assert!(verified.err().starts_with("Matches"), "{form}: {}", verified.err());
    }
}
