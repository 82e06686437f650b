//! Large and hostile texts are read in bounded time, and plain prose is left alone.

use intake::{Context, decode, recognise};
use model::ReceiptKind;
use std::path::Path;
use std::time::Instant;

#[test]
fn hostile_texts_of_a_mebibyte_take_no_more_than_moments() {
    let head = "The Lantern\n\nAnother line\n\nMore lines\n\nYet another one\n\nJane Doe\n\nJohn Roe\n\nMary Major\n\nA headline of words\n\n";
    for (name, text) in [
        ("line breaks", "\n".repeat(1 << 20)),
        ("short lines", "a\n".repeat(1 << 19)),
        ("short paragraphs", "word\n\n".repeat(1 << 17)),
        ("brackets", "[".repeat(1000) + "\n" + &"[[[](\n\n".repeat(1 << 16)),
        ("one long line", "word ".repeat(1 << 17)),
        ("fences", "```\n".repeat(1 << 18)),
        ("names", format!("{head}{}", "Jane Doe is a writer.\n\n".repeat(1 << 15))),
        ("quotes", "one two three four five six\n\n".repeat(1 << 15)),
        ("headings", "Most read\n\n# a\n\n".repeat(1 << 16)),
        ("stars", "*".repeat(1 << 19) + " " + &"_".repeat(1 << 19)),
    ] {
        let start = Instant::now();
        let found = recognise(&text, &Context::default());
        let seconds = start.elapsed().as_secs_f64();
        println!("{name}: {seconds:.2} s, {} entries", found.receipt.len());
        // What is squared in the length takes hours.
        assert!(seconds < 60.0, "{name} took {seconds:.1} s");
    }
}

#[test]
fn prose_without_furniture_is_all_body() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/federalist");
    let Ok(files) = std::fs::read_dir(corpus) else {
        println!("skipped: the corpus is not here");
        return;
    };
    for path in files.filter_map(|entry| Some(entry.ok()?.path())) {
        let page = decode(&std::fs::read(&path).unwrap()).unwrap().text;
        let body = page.splitn(3, "---\n").nth(2).unwrap().trim_matches('\n');
        let found = recognise(body, &Context::default());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(found.piece.headline.is_empty(), "{name}: {}", found.piece.headline);
        assert!(found.receipt.iter().all(|entry| entry.kind == ReceiptKind::Kept), "{name}: {:?}", found.receipt);
        assert_eq!(found.piece.body, body, "{name}");
    }
}
