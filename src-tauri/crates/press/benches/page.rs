//! What a page costs: cold, as in a process that prints once, and warm, as in a window that prints again after an edit.

#![allow(missing_docs, reason = "criterion writes the functions")]

use criterion::{Criterion, criterion_group, criterion_main};
use model::PageDesign;
use model::content::{Block, Content, Inline};
use press::{Article, Options, Typesetter, set};
use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

const PARAGRAPH: &str = "The Harbour Board, the body that has run the crossing since 1923, calls this a pause. Its chairman told \
    the council in February that the night service carries too few to justify the fuel, and nobody rose to answer him. The sum \
    that he had in mind is a little less than the city spent last summer on a roundabout that no bus can turn in.";

fn article(paragraphs: usize, first: &str) -> Article {
    let mut blocks = vec![Block::Paragraph(vec![Inline::Text(format!("{first} {PARAGRAPH}"))])];
    blocks.extend((1..paragraphs).map(|n| Block::Paragraph(vec![Inline::Text(format!("{PARAGRAPH} That is {n}."))])));
    Article {
        title: "A page".into(),
        masthead: "The Daily".into(),
        headline: vec![Inline::Text("‘A city that stops at midnight is not a city’".into())],
        standfirst: vec![Inline::Text("The night ferry was the last thing that the two banks shared.".into())],
        byline: vec![Inline::Text("Ilse Varden".into())],
        body: Content { blocks, notes: Vec::new() },
        language: "en-GB".into(),
        ..Article::default()
    }
}

/// A first paragraph that was never set before: a round of measuring must not find what the last one left.
fn edited() -> String {
    static EDITS: AtomicU32 = AtomicU32::new(0);
    format!("Edit {}.", EDITS.fetch_add(1, Relaxed))
}

fn pages(c: &mut Criterion) {
    let (design, options) = (PageDesign::default(), Options { drop_cap: true, ..Options::default() });
    let mut group = c.benchmark_group("page");
    group.sample_size(20);
    for (name, paragraphs) in [("one sheet, 800 words", 12), ("five sheets, 3,000 words", 45)] {
        group.bench_function(format!("{name}, cold"), |bench| {
            let article = article(paragraphs, "Cold.");
            bench.iter(|| {
                press::forget();
                black_box(set(&article, &design, &options).is_ok())
            });
        });
        group.bench_function(format!("{name}, after an edit"), |bench| {
            bench.iter(|| black_box(set(&article(paragraphs, &edited()), &design, &options).is_ok()));
        });
        group.bench_function(format!("{name}, as a picture after an edit"), |bench| {
            let setter = Typesetter::default();
            bench.iter(|| {
                let laid = setter.lay(&article(paragraphs, &edited()), &design, &options);
                black_box(laid.ok().and_then(|laid| laid.picture(1)).map(|picture| picture.svg.len()))
            });
        });
        group.bench_function(format!("{name}, the same sheet as a picture"), |bench| {
            let (setter, same) = (Typesetter::default(), article(paragraphs, "Same."));
            bench.iter(|| {
                let laid = setter.lay(&same, &design, &options);
                black_box(laid.ok().and_then(|laid| laid.picture(1)).map(|picture| picture.svg.len()))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
