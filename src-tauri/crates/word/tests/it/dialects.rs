//! Small files in the markup of the programs that people have, invented, each with what it must read as.

use crate::tools::{archive, packed};
use std::path::Path;

/// A fixture is a list of parts: `<!-- part: NAME -->` before the content of each; types and package relations are filled in.
pub fn packed_fixture(text: &str) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for chunk in text.split("<!-- part: ").skip(1) {
        let (name, content) = chunk.split_once(" -->").expect("a part has a name");
        parts.push((name.to_owned(), content.trim().as_bytes().to_vec()));
    }
    if !parts.iter().any(|(name, _)| name == "[Content_Types].xml") {
        parts.insert(0, ("[Content_Types].xml".into(), crate::tools::TYPES.as_bytes().to_vec()));
    }
    if !parts.iter().any(|(name, _)| name == "_rels/.rels") {
        parts.insert(1, ("_rels/.rels".into(), crate::tools::RELS.as_bytes().to_vec()));
    }
    packed(&parts)
}

fn fixture(name: &str) -> word::Read {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let _ = archive;
    word::read(&packed_fixture(&text)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_sample_of_everything_reads_as_it_was_written() {
    let sample = crate::tools::sample();
    let read = word::read(&word::write(&sample).bytes).expect("our own file can be read");
    assert!(read.ours);
    let body = &sample.texts[2].text;
    assert_eq!(read.body().accepted(), body.accepted());
    assert_eq!(read.body().rejected(), body.rejected());
    assert_eq!(read.body().marked(), body.marked());
    assert_eq!(read.text(model::Field::Headline).accepted(), "No boat is an island");
    let quoted: Vec<&str> = read.comments.iter().map(|c| c.quoted.as_str()).collect();
    // Marks of emphasis around the passage may come along.
    assert_eq!(
        quoted.iter().map(|q| q.trim_matches('*')).collect::<Vec<_>>(),
        ["ferry", "ferry", &body.union()[26..30]]
    );
    assert_eq!(read.comments[1].parent, Some(0));
    assert!(read.comments[0].resolved && !read.comments[1].resolved);
    assert_eq!(read.comments[0].by, sample.comments[0].by);
    assert_eq!(read.properties.language.as_deref(), Some("en-GB"));
    assert_eq!((read.properties.creator.as_str(), read.properties.program.as_str()), ("", "Standfirst"));
}

#[test]
fn words_own_file_keeps_its_threads_times_and_looks() {
    let read = fixture("word.xml");
    assert_eq!(
        read.body().accepted(),
        "The **harbour** board *met* and said[^1] nothing: x<sup>2</sup>.\n\nNow [the minutes](https://board.example/minutes) are out.\n\n[^1]: In a *note*."
    );
    assert_eq!(
        read.body().rejected(),
        "The harbour board *met* and said[^1] little: x<sup>2</sup>.\n\nNow [the minutes](https://board.example/minutes) are out.\n\n[^1]: In a *note*."
    );
    let threads: Vec<_> = read.comments.iter().map(|c| (c.id, c.parent, c.resolved, c.quoted.as_str())).collect();
    assert_eq!(threads, [(0, None, true, "nothing"), (1, Some(0), true, "nothing")]);
    assert_eq!(read.comments[0].by.when.utc.as_deref(), Some("2026-03-02T08:15:00Z"));
    assert_eq!(read.comments[0].by.when.local.as_deref(), Some("2026-03-02T09:15:00"));
    let change = read.body().runs.into_iter().find(|run| run.text.contains("nothing")).expect("it is there");
    let word::Status::Inserted(by) = change.status else { panic!("an insertion") };
    assert_eq!((by.author.as_str(), by.when.utc.as_deref()), ("Greta Holm", Some("2026-03-02T08:10:00Z")));
    assert!(read.receipt.iter().any(|entry| entry.rule == "word.formatting"));
    assert_eq!(read.people[0].account, Some(("AD".into(), "S::greta@board.example::1".into())));
}

#[test]
fn strict_files_and_those_of_google_docs_are_read_alike() {
    let strict = fixture("strict.xml");
    assert_eq!(strict.body().accepted(), "# Strictly\n\nPlain and **bold**.");
    let docs = fixture("google-docs.xml");
    assert_eq!(docs.body().accepted(), "## A point\n\nGoogle’s *own* words.\n\n- first\n- second");
    assert_eq!(docs.body().rejected(), "## A point\n\nGoogle’s *own* text.\n\n- first\n- second");
    assert_eq!(docs.comments.iter().map(|c| c.text.as_str()).collect::<Vec<_>>(), ["Whose?"]);
}
