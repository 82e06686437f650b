//! Pieces in other forms.

use crate::{PIECE, Place, read};

#[test]
fn a_file_is_converted_without_a_desk() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    let html = place.run(&["convert", "ink.md", "--to", "html"]);
    assert_eq!(html.code(), 0, "{}", html.err());
    assert!(html.out().contains("Ink &amp; paper") && html.out().contains("<em>plain</em>"), "{}", html.out());
    let fragment = place.run(&["convert", "ink.md", "--to", "html-fragment"]).out();
    assert!(fragment.contains("<em>plain</em>") && !fragment.contains("<html"), "{fragment}");
    assert!(place.run(&["convert", "ink.md", "--to", "md"]).out().starts_with("---\n"));
    assert!(place.run(&["convert", "ink.md", "--to", "txt"]).out().contains("A plain paragraph."));
    assert_eq!(place.json(&["convert", "ink.md", "--to", "json"])["headline"], "Ink & paper");
    assert!(!place.path("desk").exists(), "no desk was made");
}

#[test]
fn a_file_that_exists_is_replaced_only_by_force() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    place.file("out.html", "mine");
    place.run(&["convert", "ink.md", "--to", "html", "-o", "out.html"]).is_bad_input();
    assert_eq!(read(&place.path("out.html")), "mine");
    let forced = place.run(&["convert", "ink.md", "--to", "html", "-o", "out.html", "--force"]);
    assert_eq!((forced.code(), forced.out().as_str()), (0, ""), "{}", forced.err());
    assert!(read(&place.path("out.html")).contains("Ink &amp; paper"));
}

#[test]
fn a_piece_is_exported_by_its_slugline() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    let imported = place.json(&["import", "ink.md", "--json"]);
    let slug = imported[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    assert!(place.run(&["export", &slug, "--to", "txt"]).out().contains("Ink & paper"));
    assert_eq!(place.run(&["export", &slug, "--to", "md", "-o", "out.md"]).code(), 0);
    assert!(read(&place.path("out.md")).contains("Ink & paper"));
    place.run(&["export", &slug, "--to", "md", "-o", "out.md"]).is_bad_input();
    place.run(&["export", &slug, "--to", "md", "-o", "."]).is_bad_input();
    place.run(&["export", &slug, "--to", "md", "-o", "no/such/folder/out.md"]).is_bad_input();
}

#[test]
fn what_is_not_text_is_not_converted() {
    let place = Place::new();
    place.file("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    for name in ["picture.md", "missing.md", "."] {
        place.run(&["convert", name, "--to", "html"]).is_bad_input();
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::{Command, Stdio};
    let place = Place::new();
    let long = format!("{PIECE}{}", "A paragraph that is repeated.\n\n".repeat(20_000));
    let file = place.file("long.md", long);
    let mut command = Command::new(env!("CARGO_BIN_EXE_standfirst"));
    command.arg("convert").arg(file).args(["--to", "txt"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(ended.stderr.is_empty());
}

#[test]
fn a_file_is_converted_into_every_form_of_the_wire() {
    let place = Place::new();
    place.file("ink.md", PIECE.replacen("---\n", "---\npublished: 2026-04-14\n", 1));
    for (form, begins) in [
        ("ninjs", "{"),
        ("nitf", "<?xml"),
        ("newsml", "<?xml"),
        ("wire", "SLUG"),
        ("rss", "<?xml"),
        ("wxr", "<?xml"),
        ("icml", "<?xml"),
        ("indesign", "<ASCII-WIN>"),
    ] {
        let done = place.run(&["convert", "ink.md", "--to", form]);
        assert_eq!(done.code(), 0, "{form}: {}", done.err());
        assert!(done.out().starts_with(begins) || form == "wire", "{form}: {}", done.out());
        assert!(done.out().contains("Ink"), "{form}: {}", done.out());
    }
    let done = place.run(&["convert", "ink.md", "--to", "epub", "-o", "ink.epub"]);
    assert_eq!(done.code(), 0, "{}", done.err());
    assert!(std::fs::read(place.path("ink.epub")).unwrap().starts_with(b"PK\x03\x04"));
}

#[test]
fn several_files_are_one_book_one_list_or_one_archive() {
    let place = Place::new();
    place.file("a.md", PIECE);
    place.file("b.md", "---\nheadline: Other\n---\n\nWords.\n");
    let list = place.json(&["convert", "a.md", "b.md", "--to", "ninjs"]);
    assert_eq!(list.as_array().map(Vec::len), Some(2));
    for (form, more) in [("epub", &[][..]), ("zip", &[]), ("zip", &["--of", "icml", "--of", "epub"])] {
        let name = format!("out{}.{form}", more.len());
        let done = place.run(&[&["convert", "a.md", "b.md", "--to", form, "-o", &name], more].concat());
        assert_eq!(done.code(), 0, "{}", done.err());
        assert!(std::fs::read(place.path(&name)).unwrap().starts_with(b"PK\x03\x04"));
    }
    place.run(&["convert", "a.md", "b.md", "--to", "icml"]).is_bad_input();
    place.run(&["convert", "a.md", "--to", "zip", "--of", "zip"]).is_bad_input();
    let slug =
        |file: &str| place.json(&["import", file, "--json"])[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    let (a, b) = (slug("a.md"), slug("b.md"));
    let list = place.json(&["export", &a, &b, "--to", "ninjs"]);
    assert_eq!(
        (&list[0]["slugline"], &list[1]["slugline"]),
        (&a.into(), &b.into()),
        "in the order in which they were named"
    );
}

#[test]
fn an_outlet_is_listed_shown_checked_and_printed_for() {
    let place = Place::new();
    place.file("ink.md", PIECE.replacen("---\n", "---\npublished: 2024-04-24T09:44\n", 1));
    assert!(place.run(&["outlet", "list"]).out().contains("the-daily"));
    let shown = place.run(&["outlet", "show", "the-daily"]).out();
    place.file("mine.toml", shown.replace("The Daily", "The Nightly"));
    assert_eq!(place.run(&["outlet", "check", "mine.toml"]).code(), 0);
    let page = place.run(&["convert", "ink.md", "--to", "html", "--outlet", "mine.toml"]).out();
    assert!(page.contains("The Nightly") && page.contains("April 24. 2024. 9:44"), "{}", &page[page.len() / 2..]);
    place.file("odd.toml", "name = \"x\"\n[page]\ncolumns = 40\n");
    assert_eq!(place.run(&["outlet", "check", "odd.toml"]).code(), 1);
    place.file("bad.toml", "nam = \"x\"\n");
    let bad = place.run(&["outlet", "check", "bad.toml"]);
    assert!(bad.err().contains("nam"), "{}", bad.err());
    bad.is_bad_input();
    place.run(&["convert", "ink.md", "--to", "html", "--outlet", "nowhere"]).is_bad_input();
}

#[test]
fn a_final_copy_does_not_leave_with_what_must_not() {
    let place = Place::new();
    place.file("raw.md", "---\nheadline: Ink\n---\n\nThe board met TK times, see [it](notes.docx).\n");
    let stopped = place.run(&["convert", "raw.md", "--to", "txt", "-o", "out.txt", "--final"]);
    assert_eq!(stopped.code(), 1, "{}", stopped.err());
    assert!(stopped.err().contains("placeholder.tk") && stopped.err().contains("link.local"), "{}", stopped.err());
    assert!(!place.path("out.txt").exists());
    let told = place.run(&["convert", "raw.md", "--to", "txt", "--final", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told.out()).unwrap();
    assert_eq!((&told["stopped"], &told["pieces"][0]["findings"][0]["rule"]), (&2.into(), &"placeholder.tk".into()));
    let daily = place.run(&["convert", "raw.md", "--to", "txt", "--final", "--outlet", "the-daily"]);
    assert!(daily.err().contains("requires a standfirst"), "{}", daily.err());
    let passed =
        place.run(&["convert", "raw.md", "--to", "txt", "-o", "out.txt", "--final", "--override", "agreed with legal"]);
    assert!(passed.code() == 0 && passed.err().contains("agreed with legal"), "{}", passed.err());
    place.run(&["convert", "raw.md", "--to", "txt", "--final", "--override", " "]).is_bad_input();
    place.run(&["convert", "raw.md", "--to", "txt", "--override", "x"]).is_bad_input();
    assert_eq!(place.run(&["convert", "raw.md", "--to", "txt"]).code(), 0, "a draft leaves");
    place.file("fine.md", "---\nheadline: Ink\n---\n\nShe went to TK Maxx.\n");
    assert_eq!(place.run(&["convert", "fine.md", "--to", "txt", "--final"]).code(), 0);
}

#[test]
fn a_piece_is_fitted_to_an_outlet_and_offered_to_it() {
    let place = Place::new();
    place.file("a.md", "---\nheadline: Ink\nbyline: Ilse Varden\n---\n\nWords with [a source](https://a.example/x).\n");
    let fitted = place.run(&["outlet", "fit", "the-daily", "a.md"]);
    assert_eq!(fitted.code(), 1, "{}", fitted.err());
    for part in ["requires a standfirst", "wants 700 at least"] {
        assert!(fitted.out().contains(part), "{part}: {}", fitted.out());
    }
    let mail = place.run(&["outlet", "fit", "the-daily", "a.md", "--mail"]).out();
    for part in
        ["To: opinion@thedaily.example\n", "offered to you alone", "1. a source: https://a.example/x", "Ilse Varden"]
    {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    place.run(&["outlet", "fit", "the-daily", "nowhere"]).is_bad_input();
}

#[test]
fn a_piece_is_printed_into_a_file_and_verified_from_it() {
    let place = Place::new();
    place.file("ink.md", PIECE);
    for (form, file) in [("pdf", "page.pdf"), ("galley", "galley.pdf")] {
        let printed = place.run(&["convert", "ink.md", "--to", form, "-o", file]);
        assert_eq!(printed.code(), 0, "{}", printed.err());
        assert!(std::fs::read(place.path(file)).unwrap().starts_with(b"%PDF-1.7"));
    }
    let alone = place.run(&["convert", "ink.md", "--to", "proof", "-o", "proof.pdf"]);
    assert!(alone.err().contains("standfirst export"), "{}", alone.err());
    alone.is_bad_input();
    place.run(&["convert", "ink.md", "--to", "html", "--pdf-standard", "a-2b"]).is_bad_input();
    place.file("undated.md", "---\nheadline: Undated\n---\n\nWords.\n");
    let undated = place.run(&["convert", "undated.md", "--to", "pdf", "--pdf-standard", "a-2b", "-o", "a.pdf"]);
    assert!(undated.err().contains("has no date") && !place.path("a.pdf").exists(), "{}", undated.err());
    place.file("dated.md", "---\nheadline: Dated\npublished: 2026-04-14\n---\n\n漢 is a word.\n");
    let missing = place.run(&["convert", "dated.md", "--to", "pdf", "-o", "b.pdf"]);
    assert!(missing.code() == 0 && missing.err().contains("U+6F22"), "{}", missing.err());

    let imported = place.json(&["import", "ink.md", "--json"]);
    let slug = imported[0]["piece"]["slugline"].as_str().unwrap().to_owned();
    assert_eq!(place.run(&["export", &slug, "--to", "proof", "-o", "proof.pdf"]).code(), 0);
    assert_eq!(place.run(&["seal", &slug]).code(), 0);
    let reason = ["--final", "--override", "a test"];
    let sealed = place.run(&[&["export", &slug, "--to", "pdf", "-o", "sealed.pdf"], &reason[..]].concat());
    assert_eq!(sealed.code(), 0, "{}", sealed.err());
    let verified = place.run(&["verify", "sealed.pdf"]);
    assert!(verified.code() == 0 && verified.err().contains("Matches"), "{} {}", verified.out(), verified.err());
    let other = place.run(&["verify", "b.pdf"]);
    assert_eq!(other.code(), 1, "another text is not the sealed one: {}", other.out());
}

#[test]
fn all_pieces_go_into_a_folder_a_file_each() {
    let place = Place::new();
    for name in ["one", "two"] {
        place.file(&format!("{name}.md"), format!("---\nheadline: The {name}\n---\n\nThe {name} boat runs.\n"));
        place.json(&["import", &format!("{name}.md"), "--json"]);
    }
    std::fs::create_dir(place.path("out")).unwrap();
    let written = place.json(&["export", "--all", "--to", "pdf", "-o", "out", "--json"]);
    let files: Vec<&str> = written.as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(files.len(), 2);
    for file in &files {
        assert!(std::fs::read(place.path(file)).unwrap().starts_with(b"%PDF"), "{file}");
    }
    let refused = place.run(&["export", "--all", "--to", "pdf", "-o", "out"]);
    refused.is_bad_input();
    assert!(refused.err().contains("and 1 more exist. Nothing was written."), "{}", refused.err());
    assert_eq!(
        place.run(&["export", "--all", "--to", "pdf", "-o", "out", "--force"]).err(),
        "Wrote 2 files into out.\n"
    );
    assert!(place.run(&["exports", written[0]["id"].as_str().unwrap()]).out().contains("pdf"));
}
