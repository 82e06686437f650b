//! How long a Word file of 1,000 words with 100 changes and 20 comments takes, in and out. The file itself is left in the
//! target folder, so that other programs can be tried on it.

use criterion::{Criterion, criterion_group, criterion_main};
use model::Field;
use std::hint::black_box;
use std::path::Path;
use word::{Comment, Outgoing, Place, Stamp, Status, Text, Tracked, When};

const WORDS: usize = 1_000;
const CHANGES: usize = 100;
const COMMENTS: usize = 20;

fn stamp(number: usize) -> Stamp {
    let author = ["Ann Ode", "Bo Lind", "Cay Marr"][number % 3].to_owned();
    let utc = format!("2026-05-{:02}T09:{:02}:00Z", 1 + number % 28, number % 60);
    Stamp { author, when: When { local: None, utc: Some(utc) } }
}

/// An article of ten paragraphs: every tenth word is somebody's change, every fiftieth begins what a comment is about.
fn article() -> Outgoing {
    const VOICES: [&str; 8] = ["ferry", "harbour", "the", "*night*", "council", "of", "crossed", "seldom"];
    let mut body = Tracked::default();
    let mut comments = Vec::new();
    let mut at = 0;
    for number in 0..WORDS {
        let gap = if number % 100 == 0 && number > 0 { "\n\n" } else { " " };
        let words = format!("{}{}", VOICES[number % VOICES.len()], if number % 100 == 99 { "." } else { "" });
        let change = number % (WORDS / CHANGES) == 5;
        let status = match (change, number % 20 == 5) {
            (false, _) => Status::Kept,
            (true, true) => Status::Inserted(stamp(number)),
            (true, false) => Status::Removed(stamp(number)),
        };
        if number > 0 {
            body.push(gap, Status::Kept, None);
            at += gap.len();
        }
        body.push(&words, status, None);
        if number % (WORDS / COMMENTS) == 10 {
            let id = u32::try_from(comments.len()).unwrap_or(0);
            let by = stamp(number);
            let initials = by.author.chars().filter(|c| c.is_uppercase()).collect();
            let place = Some(Place { field: Field::Body, range: at..at + words.len() });
            let (text, quoted) = ("Who says so, and since when?".to_owned(), String::new());
            comments.push(Comment { id, by, initials, text, resolved: false, parent: None, place, quoted });
        }
        at += words.len();
    }
    let headline = Text { field: Field::Headline, text: Tracked::plain("A city that stops at midnight") };
    let texts = vec![headline, Text { field: Field::Body, text: body }];
    Outgoing { texts, comments, language: Some("en-GB".into()), ..Outgoing::default() }
}

fn file(c: &mut Criterion) {
    let article = article();
    let bytes = word::write(&article).bytes;
    let read = word::read(&bytes).expect("our own file can be read");
    let changes = read.body().runs.iter().filter(|run| run.status != Status::Kept).count();
    assert_eq!((changes, read.comments.len()), (CHANGES, COMMENTS));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("thousand-words.docx");
    std::fs::write(path, &bytes).expect("the target folder can be written");
    let mut group = c.benchmark_group("Word file, 1,000 words, 100 changes, 20 comments");
    group.bench_function("in", |b| b.iter(|| word::read(black_box(&bytes))));
    group.bench_function("out", |b| b.iter(|| word::write(black_box(&article))));
    group.finish();
}

criterion_group!(benches, file);
criterion_main!(benches);
