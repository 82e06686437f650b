//! What a document with 50,000 one-letter changes costs.

// A bench tells its figures.
#![allow(clippy::print_stderr, clippy::unwrap_used)]

mod support;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use manuscript::{Manuscript, compare};
use model::{Field, Splice, utf16_len};
use std::hint::black_box;
use std::time::Instant;
use support::{prose, random};

const KEYS: usize = 50_000;

/// Types and deletes single letters where a writer would; gives the bytes of each change.
fn keystrokes(piece: &mut Manuscript, count: usize, seed: u64) -> Vec<Vec<u8>> {
    let mut state = seed;
    let mut log = Vec::with_capacity(count);
    let mut caret = 0u32;
    for key in 0..count {
        let len = utf16_len_of(piece);
        if key % 40 == 0 {
            caret = random(&mut state, len as usize + 1) as u32;
        }
        caret = caret.min(len);
        let delete = caret > 0 && random(&mut state, 10) == 0;
        let splice = if delete {
            Splice { from: caret - 1, to: caret, insert: String::new() }
        } else {
            let letter = if key % 6 == 5 { ' ' } else { (b'a' + random(&mut state, 26) as u8) as char };
            Splice { from: caret, to: caret, insert: letter.to_string() }
        };
        caret = if delete { caret - 1 } else { caret + 1 };
        piece.apply(Field::Body, &[splice]).expect("the edit fits");
        let update = piece.take_update(1_700_000_000 + key as i64 / 3).expect("a change can be encoded");
        log.extend(update);
    }
    log
}

fn utf16_len_of(piece: &Manuscript) -> u32 {
    let text = piece.text(Field::Body);
    if text.is_ascii() { text.len() as u32 } else { utf16_len(text) }
}

fn history(c: &mut Criterion) {
    let mut piece = Manuscript::new(1).unwrap();
    piece.set_text(Field::Body, &prose(1_000, 3)).unwrap();
    piece.take_update(1_700_000_000).unwrap();
    let first = piece.version();
    let start = Instant::now();
    let log = keystrokes(&mut piece, KEYS / 2, 7);
    let middle = piece.version();
    let log: Vec<Vec<u8>> = log.into_iter().chain(keystrokes(&mut piece, KEYS / 2, 8)).collect();
    let last = piece.version();
    let bytes: usize = log.iter().map(Vec::len).sum();
    eprintln!("{KEYS} keystrokes made, each with its update: {:?}", start.elapsed());
    eprintln!("one update a keystroke: {:.1} bytes each", bytes as f64 / KEYS as f64);
    let combined = piece.combined_update(&first, &last).unwrap();
    eprintln!("one combined update: {:.2} bytes a keystroke", combined.len() as f64 / KEYS as f64);
    let snapshot = piece.snapshot().unwrap();
    eprintln!("snapshot with history: {:.2} bytes a keystroke", snapshot.len() as f64 / KEYS as f64);
    let tail = keystrokes(&mut piece, 50, 9);
    let load = || Manuscript::load(Some(&snapshot), tail.iter().map(Vec::as_slice), 5).unwrap();

    let mut group = c.benchmark_group("50,000 keystrokes");
    group.sample_size(10);
    group.bench_function("open from snapshot and 50 changes", |b| b.iter(load));
    let opened = load();
    group.bench_function("at the first moment", |b| b.iter(|| opened.at(black_box(&first)).unwrap()));
    group.bench_function("at a moment in the middle", |b| b.iter(|| opened.at(black_box(&middle)).unwrap()));
    group.bench_function("at the last moment", |b| b.iter(|| opened.at(black_box(&last)).unwrap()));
    group.bench_function("open, then the first moment", |b| b.iter(|| load().at(black_box(&first)).unwrap()));
    group.bench_function("open from the log alone", |b| {
        b.iter(|| Manuscript::load(Some(&snapshot), log.iter().map(Vec::as_slice), 5).unwrap());
    });
    group.bench_function("open from one combined update", |b| {
        let mut start = Manuscript::new(2).unwrap();
        start.merge(&piece.combined_update(&Manuscript::new(3).unwrap().version(), &first).unwrap()).unwrap();
        let snapshot = start.snapshot().unwrap();
        b.iter(|| Manuscript::load(Some(&snapshot), [combined.as_slice()].into_iter(), 5).unwrap());
    });
    let then = opened.at(&first).unwrap();
    group.bench_function("compare first and last", |b| {
        b.iter(|| compare(&then.texts[&Field::Body], opened.text(Field::Body)))
    });
    eprintln!("the text has {} words", model::count_words(opened.text(Field::Body)));
    group.bench_function("authors of the text", |b| b.iter(|| opened.authors(Field::Body)));
    group.finish();
}

fn offline(c: &mut Criterion) {
    let mut origin = Manuscript::new(1).unwrap();
    origin.set_text(Field::Body, &prose(1_000, 3)).unwrap();
    origin.take_update(1).unwrap();
    let snapshot = origin.snapshot().unwrap();
    let from = origin.version();
    let desk = |peer: u64| {
        let mut piece = Manuscript::load(Some(&snapshot), std::iter::empty(), peer).unwrap();
        let log = keystrokes(&mut piece, 5_000, peer);
        let to = piece.version();
        (piece.snapshot().unwrap(), piece.combined_update(&from, &to).unwrap(), log)
    };
    let (left, _, _) = desk(10);
    let (_, right, right_log) = desk(20);
    let open = || Manuscript::load(Some(&left), std::iter::empty(), 30).unwrap();
    let mut group = c.benchmark_group("5,000 edits a side, offline");
    group.sample_size(10);
    group.bench_function("merge of one combined update", |b| {
        b.iter_batched(open, |mut piece| piece.merge(black_box(&right)).unwrap(), BatchSize::PerIteration);
    });
    group.bench_function("load with 5,000 single updates", |b| {
        b.iter(|| Manuscript::load(Some(&left), right_log.iter().map(Vec::as_slice), 30).unwrap());
    });
    group.finish();

    let mut long = Manuscript::new(1).unwrap();
    long.set_text(Field::Body, &prose(10_000, 4)).unwrap();
    keystrokes(&mut long, 2_000, 5);
    let mut group = c.benchmark_group("10,000 words");
    group.sample_size(10);
    group.bench_function("authors", |b| b.iter(|| long.authors(Field::Body)));
    group.finish();
}

criterion_group!(benches, history, offline);
criterion_main!(benches);
