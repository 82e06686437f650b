//! How long a comparison and a merge of texts take.

mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use manuscript::{compare, merge3};
use std::hint::black_box;
use support::{prose, random};

/// A copy with so many words replaced, and every 25th paragraph moved to the end.
fn edited(text: &str, edits: usize, seed: u64) -> String {
    let mut state = seed;
    let mut words: Vec<String> = text.split_inclusive(' ').map(str::to_owned).collect();
    for edit in 0..edits {
        let at = random(&mut state, words.len());
        words[at] = format!("changed{edit} ");
    }
    let text = words.concat();
    let (mut stay, mut go) = (Vec::new(), Vec::new());
    for (number, paragraph) in text.split("\n\n").enumerate() {
        if number % 25 == 24 { go.push(paragraph) } else { stay.push(paragraph) }
    }
    stay.extend(go);
    stay.join("\n\n")
}

fn compares(c: &mut Criterion) {
    let text = prose(10_000, 1);
    let mut group = c.benchmark_group("compare");
    group.sample_size(20);
    let copy = edited(&text, 400, 2);
    group
        .bench_function("10,000 words, 400 edits, 5 moves", |b| b.iter(|| compare(black_box(&text), black_box(&copy))));
    let heavy = edited(&text, 5_000, 2);
    group.bench_function("10,000 words, half of them changed", |b| {
        b.iter(|| compare(black_box(&text), black_box(&heavy)))
    });
    let other = prose(10_000, 99);
    group.bench_function("10,000 words, another text", |b| b.iter(|| compare(black_box(&text), black_box(&other))));
    let (line, other_line) = (text.replace("\n\n", " "), other.replace("\n\n", " "));
    group.bench_function("10,000 words, another text, one line each", |b| {
        b.iter(|| compare(black_box(&line), black_box(&other_line)));
    });
    let article = prose(900, 5);
    let article_copy = edited(&article, 40, 6);
    group.bench_function("900 words, 40 edits", |b| b.iter(|| compare(black_box(&article), black_box(&article_copy))));
    group.sample_size(10);
    let huge = prose(800_000, 1).replace("\n\n", " ");
    let huge_copy = edited(&huge, 1_000, 2);
    group.bench_function("one line of 5 MB, 1,000 edits", |b| {
        b.iter(|| compare(black_box(&huge), black_box(&huge_copy)))
    });
    group.finish();
}

fn merges(c: &mut Criterion) {
    let text = prose(10_000, 1);
    let (ours, theirs) = (edited(&text, 300, 2), edited(&text, 300, 3));
    c.bench_function("merge3, 10,000 words, 300 edits a side", |b| {
        b.iter(|| merge3(black_box(&text), black_box(&ours), black_box(&theirs)));
    });
}

criterion_group!(benches, compares, merges);
criterion_main!(benches);
