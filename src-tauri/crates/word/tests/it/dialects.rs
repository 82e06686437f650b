//! Small files in the markup of the programs that people have, invented, each with what it must read as.

use crate::tools::packed;
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
    word::read(&packed_fixture(&text_of(name))).unwrap_or_else(|error| panic!("{name}: {error}"))
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

/// The text of a fixture.
fn text_of(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// How many elements stand in the parts that are read for their words, counted apart from the reader.
fn elements(text: &str, parts: &[&str]) -> usize {
    let chunks = text.split("<!-- part: ").filter(|chunk| parts.iter().any(|part| chunk.starts_with(part)));
    chunks.flat_map(|chunk| chunk.split('<').skip(1)).filter(|tag| tag.starts_with(char::is_alphabetic)).count()
}

const OF_PAGES: &str = "Every evening at dusk, **somebody** walks the length of the pier and [-switches on-]{+lights+} a lamp. *No ship has needed it* since the harbour closed[^1].

“It was never for the ships.”

# What it costs

The [accounts](https://pier.example/accounts) name three sums:

- oil
- glass, which <strong><em>breaks</em></strong>
  - in winter{+
- a pair of hands+}

## Three reasons

1. It is there.
2. It was toujours there.

E = mc<sup>2</sup> needs no lamp,\\
~~we do.~~

[^1]: In *1974*.";

#[test]
fn a_file_of_pages_keeps_its_furniture_lists_changes_and_comments() {
    let read = fixture("pages.xml");
    let of = |field| read.text(field).accepted();
    assert_eq!(of(model::Field::Headline), "The Lamp at the End of the Pier");
    assert_eq!(of(model::Field::Standfirst), "Why a town keeps paying for a light that no ship needs");
    assert_eq!(of(model::Field::Byline), "Orla Finnane");
    assert_eq!(read.texts.len(), 4);
    assert_eq!(read.body().marked(), OF_PAGES);
    let said = |run: &word::Run| match &run.status {
        word::Status::Inserted(by) | word::Status::Removed(by) => {
            Some((by.author.clone(), by.when.local.clone().unwrap_or_default(), run.text.trim().to_owned()))
        }
        word::Status::Kept | word::Status::Passing { .. } => None,
    };
    let changes: Vec<_> = read.body().runs.iter().filter_map(said).collect();
    let change = |who: &str, when: &str, words: &str| (who.to_owned(), when.to_owned(), words.to_owned());
    assert_eq!(
        changes,
        [
            change("Marta Quill", "2026-04-07T09:12:04", "switches on"),
            change("Marta Quill", "2026-04-07T09:12:04", "lights"),
            change("Orla Finnane", "2026-04-08T18:40:00", "- a pair of hands"),
        ]
    );
    let [comment] = &read.comments[..] else { panic!("one comment, not {:?}", read.comments) };
    assert_eq!((comment.text.as_str(), comment.resolved), ("Who says so? The harbour master?", false));
    assert_eq!(comment.quoted.trim_matches('*'), "No ship has needed it");
    assert_eq!((comment.by.author.as_str(), comment.parent), ("Marta Quill", None));
    assert_eq!(comment.by.when.local.as_deref(), Some("2026-04-07T09:15:30"));
    assert_eq!(read.properties.language.as_deref(), Some("en-GB"));
    assert!(!read.ours);
}

#[test]
fn every_element_of_a_file_of_pages_is_in_the_receipt() {
    let read = fixture("pages.xml");
    let unnamed = ["word.no_rule", "word.unknown", "word.unknown_part"];
    let bad: Vec<_> = read.receipt.iter().filter(|entry| unnamed.contains(&entry.rule.as_str())).collect();
    assert!(bad.is_empty(), "{bad:?}");
    let counts = read.receipt.iter().filter_map(|entry| entry.text.as_deref()).flat_map(|text| {
        text.split(", ").filter_map(|said| said.rsplit_once(" × ")).filter(|(name, _)| name.contains(':'))
    });
    let told: usize = counts.filter_map(|(_, count)| count.parse::<usize>().ok()).sum();
    let parts =
        ["word/document.xml", "word/footnotes.xml", "word/comments.xml", "word/header1.xml", "word/footer1.xml"];
    assert_eq!(told, elements(&text_of("pages.xml"), &parts));
}

#[test]
fn the_heading_of_pages_is_one_though_no_outline_says_so() {
    let text = text_of("pages.xml").replace("<w:outlineLvl w:val=\"0\"/>", "");
    let read = word::read(&packed_fixture(&text)).expect("a fixture can be read");
    assert_eq!(read.body().marked(), OF_PAGES);
}

#[test]
fn a_number_with_its_full_stop_in_another_run_begins_no_list() {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let inserted = |inner: String| {
        format!("<w:ins w:id=\"1\" w:author=\"Ann Ode\" w:date=\"2026-05-04T11:00:00Z\">{inner}</w:ins>")
    };
    for (runs, words) in [
        (run("19") + &run("74. A year."), "1974\\. A year."),
        (run("1974") + &inserted(run(".")) + &run(" A year."), "1974\\. A year."),
        (run("#") + &inserted(run("# x")), "\\## x"),
        (run("1974") + "<w:r><w:rPr><w:b/></w:rPr><w:t>. A</w:t></w:r>", "1974<strong>. A</strong>"),
    ] {
        let read = word::read(&crate::tools::minimal(&crate::tools::document(&format!("<w:p>{runs}</w:p>"))));
        let body = read.expect("it is a Word file").body();
        assert_eq!(body.accepted(), words);
        let again = word::Outgoing {
            texts: vec![word::Text { field: model::Field::Body, text: body.clone() }],
            ..word::Outgoing::default()
        };
        assert_eq!(word::read(&word::write(&again).bytes).expect("our own").body().accepted(), words);
    }
}
