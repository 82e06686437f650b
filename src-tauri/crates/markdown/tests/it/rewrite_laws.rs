//! What holds for every file and every piece when the one is changed into the other.

use crate::laws::{piece, text};
use crate::rewrite::{read_file, without_comments};
use markdown::*;
use model::Piece;
use proptest::prelude::*;

/// Entries of front matter as different tools write them; no two of a group may stand in one file.
const ENTRIES: &[&[&str]] = &[
    &[
        "headline: Old",
        "title: \"Old: and new\"",
        "Title: 'It''s'",
        "headline: |\n  Old\n  and more\n",
        "title:",
        "title: &t Old # t",
    ],
    &[
        "subtitle: >-\n  One line of it\n  and a second\n\n  and a third",
        "dek: no",
        "standfirst: \"One\n  and two\" # quoted",
        "deck: ~",
    ],
    &[
        "author: A B and C D",
        "authors:\n  # first\n  - A B # one\n\n  # second\n  - name: C D\n    role: editor",
        "author: {name: A B}",
        "authors: [A B, 'C D']",
    ],
    &["byline: By somebody", "by: \"x\"", "byline:"],
    &[
        "outlet: The Daily",
        "publication: {name: The Daily, tagline: 'every day'}",
        "outlet:\n  # of it\n  name: The Daily\n  tagline: x",
    ],
    &["tagline: y", "tagline: \"\""],
    &["date: 2024-04-24 # d", "pubdate: April 24. 2024", "published: '2024-04-24T09:00Z'"],
    &["tags: [a, b c, 'd']", "tags:\n- a\n# two\n- b c\n", "keywords: a, b c", "tags: [\n  a, # x\n  b\n]", "tags: []"],
    &["status: Filed", "stage: with_author", "status: waiting"],
    &["length: 850 words", "word_limit: 1,200", "commissioned_length: 5"],
    &["lang: en-GB", "language: 'de'"],
    &["slug: night-ferry", "slugline: \"night\""],
    &["layout: post # theme", "layout: >\n  folded\n  text\n"],
    &["params:\n  x: [1, 2]\n\n  y: |\n    # no comment\n  # deep", "params: {a: b, c: [d]}"],
    &["number: 5", "number: |+\n  kept\n\n\n", "number: &n [1, 2]"],
    &["subheadline: second", "subheadline: &s x"],
];

prop_compose! {
    fn entries()(chosen in prop::collection::vec(prop::option::weighted(0.5, any::<prop::sample::Index>()), ENTRIES.len()),
        order in Just((0..ENTRIES.len()).collect::<Vec<_>>()).prop_shuffle(),
        above in prop::collection::vec(prop::sample::select(vec!["", "", "", "\n", "# remark {}\n", "\n# remark {}\n\n", "# remark {}\n# more {}\n"]), ENTRIES.len() + 1),
        deep in prop::bool::weighted(0.1)) -> Vec<String> {
        let mut out = Vec::new();
        for &at in &order {
            if let Some(index) = &chosen[at] {
                let entry = index.get(ENTRIES[at]).trim_end_matches(' ');
                let text = format!("{}{entry}\n", above[at].replace("{}", &at.to_string()));
                out.push(text);
            }
        }
        out.push(above[ENTRIES.len()].replace("{}", "last"));
        if deep {
            for text in &mut out {
                *text = text.lines().map(|line| if line.is_empty() { "\n".into() } else { format!("  {line}\n") }).collect();
            }
        }
        out
    }
}

prop_compose! {
    fn file()(entries in entries(), mark in prop::sample::select(vec!["", "\u{feff}"]),
        close in prop::sample::select(vec!["---\n", "...\n", "---  \n"]), body in body(), space in "\n{0,3}", end in "\n{0,2}") -> String {
        format!("{mark}---\n{}{close}{space}{body}{end}", entries.concat())
    }
}

fn body() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('\r', "").trim_matches('\n').to_owned())
}

/// What writing and reading keep of a piece.
fn kept(piece: &Piece) -> Piece {
    without_comments(read_front_matter(&write_markdown(piece)).unwrap().piece)
}

/// Gives one piece some of what another has; bit by bit.
fn mix(piece: &mut Piece, other: &Piece, bits: u32) {
    let mut bit = 0;
    let mut chosen = || {
        bit += 1;
        bits & (1 << bit) != 0
    };
    for field in model::Field::ALL {
        if chosen() {
            *piece.text_mut(field) = other.text(field).to_owned();
        }
    }
    macro_rules! take {
        ($($field:ident).+) => { if chosen() { piece.$($field).+ = other.$($field).+.clone(); } };
    }
    take!(slugline);
    take!(authors);
    take!(outlet.name);
    take!(outlet.tagline);
    take!(published.value);
    take!(published.printed);
    take!(language);
    take!(stage);
    take!(commissioned_length);
    take!(embargo);
    take!(tags);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_file_that_says_what_the_piece_says_stays_byte_for_byte(file in file(), other in text()) {
        for old in [file, other.replace('\r', ""), format!("---\n{}\n---\n{other}", other).replace('\r', "")] {
            let piece = read_file(&old);
            prop_assert_eq!(rewrite_file(&old, &piece), old.clone());
            prop_assert_eq!(rewrite_changes(&old, &piece, &piece), old);
        }
    }

    #[test]
    fn a_changed_file_reads_as_the_piece(file in file(), other in text(), piece in piece()) {
        let piece = Piece { body: piece.body.replace('\r', "").trim_matches('\n').to_owned(), ..piece };
        for old in [file, other.replace('\r', ""), format!("---\n{}\n---\n{other}", other).replace('\r', "")] {
            let new = rewrite_file(&old, &piece);
            prop_assert_eq!(without_comments(read_file(&new)), kept(&piece), "from\n{}\nto\n{}", old, new);
            prop_assert_eq!(rewrite_file(&new, &piece), new.clone());
            let marked = |text: &str| text.starts_with('\u{feff}');
            prop_assert!(!marked(&old) || marked(&new));
        }
    }

    #[test]
    fn a_part_of_a_file_changes_and_the_rest_stays(file in file(), other in piece(), bits in any::<u32>(), more in any::<u32>(), gone in any::<u32>()) {
        let before = read_file(&file);
        let mut piece = before.clone();
        mix(&mut piece, &other, bits & more);
        let mut at = 0;
        piece.extra.0.retain(|_| { at += 1; gone & (9 << at) != 0 });
        let new = rewrite_file(&file, &piece);
        let read = read_file(&new);
        prop_assert_eq!(without_comments(read), kept(&piece), "from\n{}\nto\n{}", file, new);
        prop_assert_eq!(rewrite_file(&new, &piece), new.clone());
        // Every remark that stands between keys is still there, in its order.
        let remarks = |text: &str| text.lines().filter(|line| line.trim_start().starts_with("# remark")).map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(remarks(&new), remarks(&file), "from\n{}\nto\n{}", file, new);
        // And back again reads as before.
        prop_assert_eq!(without_comments(read_file(&rewrite_file(&new, &before))), kept(&before));
    }

    #[test]
    fn one_new_text_touches_one_entry(entries in entries(), headline in "[A-Za-z ,.:'#é-]{1,30}") {
        let file = format!("---\n{}---\n\nBody.\n", entries.concat());
        let piece = Piece { headline: headline.clone(), ..read_file(&file) };
        let new = rewrite_file(&file, &piece);
        prop_assert_eq!(&read_file(&new).headline, &headline);
        // From above and from below the lines are the same, but for those of one entry.
        let (old_lines, new_lines): (Vec<&str>, Vec<&str>) = (file.lines().collect(), new.lines().collect());
        let same = old_lines.iter().zip(&new_lines).take_while(|(a, b)| a == b).count();
        let rest = old_lines[same..].iter().rev().zip(new_lines[same..].iter().rev()).take_while(|(a, b)| a == b).count();
        let (gone, come) = (&old_lines[same..old_lines.len() - rest], &new_lines[same..new_lines.len() - rest]);
        let copies = gone.iter().any(|line| line.contains("&t"));
        prop_assert!(copies || (gone.len() <= 3 && come.len() <= 1), "from\n{}\nto\n{}", file, new);
    }
}

#[test]
fn a_large_body_takes_linear_time() {
    let body = "words and *more* of them\n\n".repeat(400_000);
    let file = format!("---\ntitle: Old\n---\n\n{body}");
    let start = std::time::Instant::now();
    let mut piece = read_file(&file);
    assert_eq!(rewrite_file(&file, &piece).len(), file.len());
    piece.headline = "Older".into();
    piece.body.push('!');
    assert_eq!(rewrite_file(&file, &piece).len(), file.len() + 3);
    let took = start.elapsed();
    println!("ten megabytes: {took:.1?}");
    assert!(took < std::time::Duration::from_secs(5), "{took:?}");
}
