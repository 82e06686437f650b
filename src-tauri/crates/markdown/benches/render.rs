//! How long a preview takes: an op-ed of 800 words, and a text of 10,000.

use criterion::{Criterion, criterion_group, criterion_main};
use markdown::{RenderOptions, html_to_markdown, plain_text, read_front_matter, render_blocks, render_body};
use std::hint::black_box;

/// Paragraphs of a hundred words with what an op-ed has: emphasis, links, quotations, headings.
fn text(words: usize) -> String {
    let sentence = "It is 44 days since the last *night boat* left Pier Four, and nobody has said [why](https://a.example/b) it did. ";
    let per_sentence = sentence.split_whitespace().count();
    let mut out = String::new();
    for index in 0..words / per_sentence {
        match index % 5 {
            0 if index % 25 == 20 => out.push_str("\n\n## Who was on the boat\n\n"),
            0 => out.push_str("\n\n"),
            _ => {}
        }
        out.push_str(sentence);
    }
    out
}

fn render(c: &mut Criterion) {
    let opts = RenderOptions::default();
    for words in [800, 10_000] {
        let body = text(words);
        c.bench_function(&format!("render_blocks, {words} words"), |b| {
            b.iter(|| render_blocks(black_box(&body), &opts))
        });
        c.bench_function(&format!("plain_text, {words} words"), |b| b.iter(|| plain_text(black_box(&body))));
        let markup = body.replace("*night boat*", "<i>night boat</i>");
        c.bench_function(&format!("render_blocks with markup, {words} words"), |b| {
            b.iter(|| render_blocks(black_box(&markup), &opts));
        });
        let html = render_body(&body, &opts);
        c.bench_function(&format!("html_to_markdown, {words} words"), |b| {
            b.iter(|| html_to_markdown(black_box(&html)))
        });
    }
    let file = format!("---\nheadline: A\nbyline: B\nx: 1\n---\n\n{}", text(800));
    c.bench_function("read_front_matter", |b| b.iter(|| read_front_matter(black_box(&file))));
    let quotes = "> ".repeat(20_000);
    c.bench_function("render_blocks, 20,000 nested quotes", |b| b.iter(|| render_blocks(black_box(&quotes), &opts)));
}

criterion_group!(benches, render);
criterion_main!(benches);
