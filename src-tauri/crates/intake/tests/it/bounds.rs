//! Large and hostile texts are read in bounded time, and plain prose is left alone.

use intake::{Context, decode, recognise};
use model::ReceiptKind;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

/// A text by the part of its whole length that it shall have.
type Shape = Box<dyn Fn(usize) -> String>;

/// Seconds that this thread has worked: another program on the machine changes nothing about them, where Linux tells.
fn worked() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

#[test]
fn what_hostile_texts_of_a_mebibyte_take_grows_with_their_length_and_no_faster() {
    let head = "The Lantern\n\nAnother line\n\nMore lines\n\nYet another one\n\nJane Doe\n\nJohn Roe\n\nMary Major\n\nA headline of words\n\n";
    let repeated = |before: &'static str, unit: &'static str, times: usize| {
        move |part: usize| format!("{before}{}", unit.repeat(times / part))
    };
    let brackets: &str = "[[[](\n\n";
    let shapes: [(&str, Shape); 10] = [
        ("line breaks", Box::new(repeated("", "\n", 1 << 20))),
        ("short lines", Box::new(repeated("", "a\n", 1 << 19))),
        ("short paragraphs", Box::new(repeated("", "word\n\n", 1 << 17))),
        ("brackets", Box::new(move |part| "[".repeat(1000) + "\n" + &brackets.repeat((1 << 16) / part))),
        ("one long line", Box::new(repeated("", "word ", 1 << 17))),
        ("fences", Box::new(repeated("", "```\n", 1 << 18))),
        ("names", Box::new(repeated(head, "Jane Doe is a writer.\n\n", 1 << 15))),
        ("quotes", Box::new(repeated("", "one two three four five six\n\n", 1 << 15))),
        ("headings", Box::new(repeated("", "Most read\n\n# a\n\n", 1 << 16))),
        ("stars", Box::new(|part| "*".repeat((1 << 19) / part) + " " + &"_".repeat((1 << 19) / part))),
    ];
    for (name, text) in shapes {
        let taken = |part: usize| {
            let text = text(part);
            let before = worked();
            let found = recognise(&text, &Context::default());
            (worked() - before, found.receipt.len())
        };
        let (quarter, _) = taken(4);
        let (whole, entries) = taken(1);
        println!("{name}: {quarter:.2} s for a quarter, {whole:.2} s for the whole, {entries} entries");
        // Four times as much is as the length, sixteen times as its square; the floor is for what takes no time at all.
        assert!(whole < 8.0 * quarter.max(0.05), "{name}: {quarter:.2} s for a quarter, {whole:.2} s for the whole");
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
