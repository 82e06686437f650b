//! How long the review of a long piece takes: 10,000 words with 500 open changes.

mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use manuscript::Manuscript;
use manuscript::review::{Baseline, accept, baseline, changes, reject, touched};
use model::review::{Act, How, Role};
use model::{Field, Person};
use std::hint::black_box;
use support::{prose, random};

/// A signed piece, edited since by four people.
fn edited() -> (Manuscript, Baseline) {
    let text = prose(10_000, 1);
    let mut first = Manuscript::new(1).expect("a new piece");
    first.set_text(Field::Body, &text).expect("a rewrite");
    first.take_update(1_000).expect("an update");
    let (texts, mark) = (first.texts(), first.mark());
    let act =
        Act::SignOff { texts, mark, how: How::Here, of: String::new(), note: String::new(), conditions: String::new() };
    first.record("1".into(), 1, Person::named("Ada Kell"), Some(Role::Editor), act).expect("a record");
    first.take_update(1_001).expect("an update");
    let mut piece = first;
    let mut state = 3;
    let mut words: Vec<String> = text.split_inclusive(' ').map(str::to_owned).collect();
    // Every twentieth word, so that there are 500 changes that stand apart.
    for (edit, at) in (10..words.len()).step_by(20).enumerate() {
        if edit % 125 == 0 {
            let bytes = piece.snapshot().expect("a snapshot");
            piece = Manuscript::load(Some(&bytes), std::iter::empty(), 10 + edit as u64).expect("a piece");
        }
        match random(&mut state, 3) {
            0 => words[at] = format!("changed{edit} "),
            1 => words[at].insert_str(0, &format!("added{edit} ")),
            _ => words[at].clear(),
        }
        piece.set_text(Field::Body, &words.concat()).expect("a rewrite");
        piece.take_update(2_000 + edit as i64).expect("an update");
    }
    let baseline = baseline(piece.records(), &Role::Editor);
    (piece, baseline)
}

fn review(c: &mut Criterion) {
    let (piece, since) = edited();
    let now = piece.texts();
    let list = changes(&since.texts, &now);
    assert!(list.len() > 400, "the piece has {} open changes", list.len());
    let mut group = c.benchmark_group("review, 10,000 words, 500 changes");
    group.sample_size(20);
    group.bench_function("changes", |b| b.iter(|| changes(black_box(&since.texts), black_box(&now))));
    group.bench_function("who and when", |b| {
        b.iter(|| {
            let mut list = list.clone();
            piece.attribute(&mut list, &since, &|peer| Some(Person::named(&format!("Person {peer}"))));
            list
        });
    });
    group.bench_function("touched", |b| b.iter(|| touched(&since, black_box(&now))));
    group.bench_function("baseline", |b| b.iter(|| baseline(black_box(piece.records()), &Role::Editor)));
    let one = vec![list[250].id.clone()];
    let all: Vec<String> = list.iter().map(|change| change.id.clone()).collect();
    group.bench_function("accept one", |b| b.iter(|| accept(&since, &now, black_box(&one))));
    group.bench_function("accept all", |b| b.iter(|| accept(&since, &now, black_box(&all))));
    group.bench_function("reject all", |b| b.iter(|| reject(&since.texts, &now, black_box(&all))));
    group.finish();

    let mut group = c.benchmark_group("anchors");
    group.sample_size(20);
    let anchors: Vec<_> = (0..100u32).map(|n| piece.anchor(Field::Body, n * 400..n * 400 + 30)).collect();
    group.bench_function("100 that stand", |b| {
        b.iter(|| anchors.iter().map(|anchor| piece.locate(anchor)).collect::<Vec<_>>());
    });
    let (mut cut, _) = edited();
    let gone: Vec<_> = (0..20u32).map(|n| cut.anchor(Field::Body, n * 400..n * 400 + 30)).collect();
    cut.set_text(Field::Body, "").expect("a rewrite");
    cut.take_update(9_000).expect("an update");
    group.bench_function("20 that are gone", |b| {
        b.iter(|| gone.iter().map(|anchor| cut.locate(anchor)).collect::<Vec<_>>());
    });
    group.finish();
}

criterion_group!(benches, review);
criterion_main!(benches);
