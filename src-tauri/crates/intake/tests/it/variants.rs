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

const PARAGRAPHS: [&str; 3] = [
    "The harbour board met for two hours and decided, by a show of hands, that the lamp on the mole should stay dark for now.",
    "Nobody asked the pilots. They learned of it from a notice on the door of the chandlery, which had been printed upside down.",
    "A lamp costs less than an inquiry, and we have had three inquiries since 2011. Each of them found that there was no lamp.",
];

#[test]
fn a_headline_that_begins_like_a_label_stays_the_headline() {
    for title in [
        "Sir Humphrey must go",
        "Dear harbour board, the light is out",
        "Photo: the end of proof",
        "Portrait of a dark rock",
        "Support your rock",
        "Register for rain",
        "Comments welcome",
        "From the mole with love",
        "By lamplight",
        "Previous boards did better",
        "Related to a rock",
        "Letters from a dark rock",
        "A rock. A lamp. A letter.",
        "The author is a rock",
        "“Nobody asked the ships”",
        "What is a lamp for?",
    ] {
        for above in ["", "The Skarn Herald\n\n", "Opinion\n\n"] {
            let page = format!("{above}{title}\n\nBy Marit Holm\n\n3 June 2025\n\n{}", PARAGRAPHS.join("\n\n"));
            let [_, _, printed, headline, byline, paragraphs] = summary(&page);
            assert_eq!((headline.as_str(), byline.as_str()), (title, "Marit Holm"), "{page}");
            assert_eq!((printed.as_str(), paragraphs.as_str()), ("3 June 2025", "3"), "{page}");
        }
    }
}

#[test]
fn a_short_paragraph_that_looks_like_furniture_stays_in_the_body() {
    for line in [
        "Next.",
        "Who has the key?",
        "— Who pays? — Nobody.",
        "“Then who lit it?” asked the clerk.",
        "Today, at 9.15, the lamp went out.",
        "The author is the board.",
        "Anna Kray is a liar, said the clerk.",
        "Del Norte is a county.",
        "Dear reader,",
        "Support the lamp.",
        "Read next to the window.",
        "Reuters reported it, AFP did not.",
        "From Anna Kray I learned to steer.",
        "A view of the mole from the chandlery costs nothing.",
    ] {
        for at in 0..=PARAGRAPHS.len() {
            let mut body = PARAGRAPHS.to_vec();
            body.insert(at, line);
            let page = format!("The dark mole\n\nBy Marit Holm\n\n3 June 2025\n\n{}", body.join("\n\n"));
            let found = recognise(&page, &Context::default()).piece;
            assert_eq!((found.headline.as_str(), found.body), ("The dark mole", body.join("\n\n")), "{line}");
        }
    }
}
