//! The same page with a part missing, or pasted another way, loses only that part.

use intake::{Context, Recognised, recognise};
use std::path::Path;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/op-ed.txt");
    std::fs::read_to_string(path).expect("the fixture is in the repository")
}

/// Outlet, tagline, printed date, headline, byline, number of paragraphs.
fn summary(text: &str) -> [String; 6] {
    let Recognised { piece, .. } = recognise(text, &Context::default());
    let paragraphs = piece.body.split("\n\n").count().to_string();
    let printed = piece.published.printed.unwrap_or_default();
    [piece.outlet.name, piece.outlet.tagline, printed, piece.headline, piece.byline, paragraphs]
}

#[test]
fn a_missing_part_takes_no_other_with_it() {
    let page = page();
    let blocks: Vec<&str> = page.trim_end().split("\n\n").collect();
    let whole = summary(&page);
    for (missing, fields) in [(0, vec![2]), (2, vec![1]), (4, vec![4])] {
        let mut rest = blocks.clone();
        rest.remove(missing);
        let mut wanted = whole.clone();
        fields.into_iter().for_each(|field| wanted[field].clear());
        assert_eq!(summary(&rest.join("\n\n")), wanted, "without {:?}", blocks[missing]);
    }
    let mut without_masthead = whole.clone();
    without_masthead[0].clear();
    without_masthead[1].clear();
    assert_eq!(summary(&[&blocks[..1], &blocks[3..]].concat().join("\n\n")), without_masthead);
    assert_eq!(summary(&blocks[5..].join("\n\n")), ["", "", "", "", "", "12"]);
}

#[test]
fn the_way_of_pasting_makes_no_difference() {
    let page = page();
    let whole = summary(&page);
    assert_eq!(summary(&page.replace('\n', "\r\n")), whole);
    assert_eq!(summary(&page.replace("\n\n", "\n")), whole);
    assert_eq!(summary(&page.replace("\n\n", "\n\n\n \n")), whole);
    let mut blocks: Vec<String> = page.trim_end().split("\n\n").map(str::to_owned).collect();
    blocks[3] = format!("# {}", blocks[3]);
    blocks[4] = format!("*{}*", blocks[4]);
    assert_eq!(summary(&blocks.join("\n\n")), whole);
    blocks[1] = format!("**{}**", blocks[1]);
    blocks.swap(0, 2);
    blocks.swap(0, 1);
    assert_eq!(summary(&blocks.join("\n\n")), whole, "masthead, tagline, date");
    blocks.insert(5, "By Ilse Marrant".into());
    assert_eq!(summary(&blocks.join("\n\n")), whole, "the author named twice");
}
