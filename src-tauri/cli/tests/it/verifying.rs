//! Files that left the desk are held against its seals.

use crate::{Place, read};

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

#[test]
fn what_shows_other_words_than_were_sealed_never_matches() {
    let place = Place::new();
    let slug = sealed(&place, "The wind is not fair.\n\nThe ~~old~~ rope holds.");
    let page = read(&place.path(&exported(&place, &slug, "html")));
    let verified = |name: &str, text: String| {
        place.file(name, text);
        let ran = place.run(&["verify", name]);
        (ran.code(), format!("{}{}", ran.err(), ran.out()))
    };
    let (code, told) = verified("own.html", page.clone());
    assert_eq!(code, 0, "{told}");
    for (from, to, said) in [
        ("not fair.", "not fair.<input value=\"Lies\">", "because of <input>"),
        ("not fair.", "not fair.<img alt=\"Lies\">", "it shows other pictures than were sealed"),
        ("not fair.", "not fair.<textarea>Lies</textarea>", "because of <textarea>"),
        ("not fair", "<dialog>not</dialog> fair", "because of <dialog>"),
        ("not fair", "<span style=\"left:-9999px\">not</span> fair", "because of style=\"left:-9999px\""),
        ("not fair", "<s>not</s> fair", "Differs"),
        ("<del>old</del>", "old", "Differs"),
        ("<title>", "<meta http-equiv=refresh content=\"0;url=x\"><title>", "because of <meta http-equiv=\"refresh\">"),
        ("<title>The rope", "<title>The lie", "No seal covers what its head says: title: The lie"),
        ("content=\"A stand.\"", "content=\"A lie.\"", "description: A lie."),
        ("\"headline\":\"The rope\"", "\"headline\":\"The lie\"", "headline: The lie"),
        ("Ann Bee</p>", "Cy Dee</p>", "[-Ann Bee-]{+Cy Dee+}"),
    ] {
        let other = page.replacen(from, to, 1);
        assert_ne!(other, page, "{from}");
        let (code, told) = verified("other.html", other);
        assert!(code == 1 && told.contains(said) && !told.contains("Matches"), "{to}: {told}");
    }
    let text = read(&place.path(&exported(&place, &slug, "md")));
    let (code, told) = verified("own.md", text.clone());
    assert!(code == 0 && !told.contains("differ"), "{told}");
    for (from, to, said) in [
        ("not", "~~not~~", "Differs"),
        ("~~old~~", "old", "Differs"),
        ("not fair.", "not fair.\n\n<script>alert(1)</script>", "it carries scripts"),
    ] {
        let (code, told) = verified("other.md", text.replacen(from, to, 1));
        assert!(code == 1 && told.contains(said) && !told.contains("Matches"), "{to}: {told}");
    }
    for form in ["pdf", "galley", "epub", "html-fragment"] {
        let ran = place.run(&["verify", &exported(&place, &slug, form)]);
        assert_eq!(ran.code(), 0, "{form}: {}{}", ran.err(), ran.out());
    }
}
