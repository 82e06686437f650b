//! What is written is a Word file by the letter of the standard, so that no program has to mend it.
//!
//! `schema/elements.txt` says what may stand where; whatever it does not name fails. The rest is said in code: that numbers,
//! names and relations lead somewhere.

mod package;
mod part;
mod references;
mod table;
mod values;

use crate::tools::{sample, unpacked};
use model::Field;
use std::sync::LazyLock;
use table::Table;
use word::{Comment, Image, Place, Stamp, Status, Text, Tracked, When};

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("schema/elements.txt")));

/// All that a program could take amiss in a file.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let package = package::Package::open(&unpacked(bytes));
    let mut out = package.faults.clone();
    for (name, root, kind) in &package.parts {
        out.extend(TABLE.faults(name, root, kind));
    }
    out.extend(references::faults(&package));
    out
}

/// Writes and looks at what was written.
#[track_caller]
pub fn written(outgoing: &word::Outgoing) -> Vec<u8> {
    let bytes = word::write(outgoing).bytes;
    let faults = faults(&bytes);
    assert!(faults.is_empty(), "{}\n{outgoing:?}", faults.join("\n"));
    bytes
}

/// By whom and when; by nobody knows whom, at no time that anybody knows, and at a time that is none.
fn stamps() -> [Stamp; 4] {
    let by = |author: &str, local: Option<&str>, utc: Option<&str>| Stamp {
        author: author.into(),
        when: When { local: local.map(str::to_owned), utc: utc.map(str::to_owned) },
    };
    [
        by("Ann Ode", Some("2026-05-04T11:01:00"), Some("2026-05-04T09:01:00Z")),
        by("", None, None),
        by(&"Ann ".repeat(100), Some("yesterday"), Some("2026-02-30T09:01:00Z")),
        by("A \"B\" <c>\u{7}", Some("2026-05-04T11:01:00+02:00"), Some("2026-05-04T09:01:00.5+00:00")),
    ]
}

const PICTURE: &str = "pictures/a.png";

fn images(names: &[&str]) -> Vec<Image> {
    let bytes = include_bytes!("../../../../../tests/fixtures/pictures/chart.png").to_vec();
    let image = |name: &&str| Image {
        name: (*name).to_owned(),
        media_type: "image/png".into(),
        alt: String::new(),
        bytes: bytes.clone(),
    };
    names.iter().map(image).collect()
}

fn remark(id: u32, by: &Stamp, text: &str, parent: Option<u32>, place: Option<std::ops::Range<usize>>) -> Comment {
    Comment {
        id,
        by: by.clone(),
        initials: by.author.clone(),
        text: text.into(),
        resolved: id.is_multiple_of(2),
        parent,
        place: place.map(|range| Place { field: Field::Body, range }),
        quoted: String::new(),
    }
}

/// Texts with all that Markdown has, and some that it should not have.
fn bodies() -> Vec<String> {
    let deep: String = (0..12).map(|level| format!("{}- level {level}\n", "  ".repeat(level))).collect();
    let wide = |columns: usize| {
        let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(columns));
        row("a") + &row("---") + &row("b")
    };
    vec![
        String::new(),
        "One.".into(),
        "# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n\n***\n\nG".into(),
        "*a **b ~~c `d` ~~** e* <sup>f</sup> <sub>g</sub> [*h* `i`](https://a.example)\\\nj  \nk\u{ad}l\u{2011}m\tn".into(),
        "> a\n>\n> > b\n>\n> - c\n>\n>   d\n\n```\ncode\n\n  more\n```\n\n    indented".into(),
        "1. a\n2. b\n\n   c\n\n   - d\n     1. e\n\n* f\n\n7. g\n8. h\n\nand\n\n0. i".into(),
        "40000. a\n40001. b\n\nand\n\n999999999. c".into(),
        deep,
        "- | a |\n  | --- |\n  | b |\n\n> | a | b |\n> | --- | --- |\n> | c |".into(),
        wide(1),
        wide(63),
        wide(70),
        "| a |\n| --- |".into(),
        "| a[^1] | ![x](pictures/a.png \"y\") |\n| --- | --- |\n| [b](https://b.example) | |\n\n[^1]: c".into(),
        "a[^1] b[^2] c[^1] d[^3]\n\n[^1]: one, see[^2]\n\n    - list\n\n    | t |\n    | --- |\n    | u |\n\n[^2]: [two](https://two.example) ![p](pictures/a.png)\n\n[^3]:".into(),
        "![a](pictures/a.png)\n\n![b](pictures/a.png \"Said\") ![c](<pictures/b c.png>) ![e](pictures/A.png) ![f](pictures/c.) ![d](pictures/none.png)".into(),
        "[a](b c) [d](<e f>) [g](https://é.example/ü?x=1|2&y={z}#p#q) [h]() [i](100%) [j](mailto:ann@x.example) [k](//x) [l](#m) [n](java\\script:o) [p](1:2) [q][q]\n\n[q]: <r\\s>".into(),
        "a\u{1}\u{b}b\u{fffe}c\u{0}d\u{85}\u{2028}e & < > \" ' ]]>".into(),
    ]
}

/// One text that became another, by words: all of it in every fate.
fn histories(body: &str) -> Vec<Tracked> {
    let mut out = vec![Tracked::plain(body)];
    for (at, by) in stamps().iter().enumerate() {
        let other = &stamps()[(at + 1) % 4];
        let fates: [(Status, Option<&str>); 5] = [
            (Status::Inserted(by.clone()), None),
            (Status::Removed(by.clone()), None),
            (Status::Passing { inserted: by.clone(), removed: other.clone() }, None),
            (Status::Inserted(by.clone()), Some("a move with a long name that somebody thought of")),
            (Status::Removed(by.clone()), Some("m <1>")),
        ];
        // Everything in one fate.
        for (status, moved) in &fates {
            let mut text = Tracked::default();
            text.push("Before.\n\n", Status::Kept, None);
            text.push(body, status.clone(), moved.map(str::to_owned));
            text.push("\n\nBehind.", Status::Kept, None);
            out.push(text);
        }
        // And in pieces, each in another.
        for length in [3, 7, 20] {
            let mut text = Tracked::default();
            let chars: Vec<char> = body.chars().collect();
            for (index, piece) in chars.chunks(length).enumerate() {
                let (status, moved) = match fates.get(index % 7) {
                    Some((status, moved)) => (status.clone(), moved.map(str::to_owned)),
                    None => (Status::Kept, None),
                };
                text.push(&piece.iter().collect::<String>(), status, moved);
            }
            out.push(text);
        }
    }
    out
}

#[test]
fn whatever_a_text_holds_and_whatever_became_of_it_the_file_is_in_order() {
    let mut bad: Vec<String> = Vec::new();
    let mut tried = 0;
    for body in bodies() {
        for text in histories(&body) {
            let end = text.union().len();
            let [ann, nobody, long, odd] = stamps();
            let comments = vec![
                remark(4, &ann, "Plain.", None, Some(0..end)),
                remark(7, &nobody, &body, Some(4), Some(0..end)),
                remark(9, &long, "", Some(7), Some(end / 3..end / 2)),
                remark(2, &odd, "- a\n- b", Some(2), Some(end / 2..end / 2)),
                remark(11, &ann, "Nowhere.", Some(99), None),
            ];
            let comments = if tried % 3 == 0 { Vec::new() } else { comments };
            let texts = Field::ALL
                .iter()
                .filter(|field| **field != Field::Body)
                .map(|field| Text { field: *field, text: Tracked::plain("Words with *marks* and a [link](x y).") })
                .chain([Text { field: Field::Body, text }]);
            let images = images(&[PICTURE, "pictures/b c.png", "pictures/A.png", "pictures/c.", "unused.png"]);
            let outgoing = word::Outgoing {
                texts: texts.collect(),
                comments,
                images,
                language: [None, Some("en-GB".into()), Some(String::new()), Some("no language".into())][tried % 4]
                    .clone(),
                title: "A & \u{2}B".into(),
            };
            tried += 1;
            for fault in faults(&word::write(&outgoing).bytes) {
                bad.push(format!("{fault}\n        in {body:?}"));
            }
        }
    }
    bad.sort();
    bad.dedup();
    assert!(bad.is_empty(), "{} faults\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn the_sample_of_everything_is_in_order() {
    written(&sample());
}
