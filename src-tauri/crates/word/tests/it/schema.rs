//! What is written is a Word file by the letter of the standard, so that no program has to mend it.
//!
//! `schema/elements.txt` says what may stand where; whatever it does not name fails. The rest is said in code: that numbers,
//! names and relations lead somewhere.

mod package;
mod part;
mod references;
mod table;
mod values;

use crate::tools::{packed, sample, unpacked};
use model::Field;
use proptest::prelude::*;
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
                remark(12, &ann, "In a ring.", Some(13), None),
                remark(13, &ann, "In a ring.", Some(12), None),
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
                seal: [None, Some("tern 4827 oak".into())][tried % 2].clone(),
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

/// The sample, with a picture.
fn illustrated() -> word::Outgoing {
    let mut out = sample();
    out.images = images(&[PICTURE]);
    let body = out.texts.iter_mut().find(|text| text.field == Field::Body).expect("it has a body");
    body.text.push("\n\n![A chart](pictures/a.png \"Said of it\")", Status::Kept, None);
    out
}

#[test]
fn the_sample_of_everything_is_in_order() {
    assert_eq!(faults(&word::write(&illustrated()).bytes), Vec::<String>::new());
    assert_eq!(faults(&word::write(&word::Outgoing::default()).bytes), Vec::<String>::new());
}

#[test]
fn what_is_read_in_the_markup_of_other_programs_is_written_in_order() {
    for (at, parts) in crate::tools::seeds().iter().enumerate() {
        let read = word::read(&packed(parts)).expect("a seed can be read");
        let written = word::write(&crate::round::outgoing(&read));
        assert_eq!(faults(&written.bytes), Vec::<String>::new(), "seed {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..crate::round::config() })]

    #[test]
    fn any_history_of_any_markdown_is_in_order(
        pieces in proptest::collection::vec((0..40usize, 0..60usize, 1..25usize, 0..9usize, 0..4usize), 1..14),
        remarks in proptest::collection::vec((0..4usize, 0..30usize, any::<u16>(), any::<u16>()), 0..5),
    ) {
        let (bodies, stamps) = (bodies(), stamps());
        let mut text = Tracked::default();
        for (body, from, length, fate, by) in pieces {
            let body = &bodies[body % bodies.len()];
            let from = from * body.chars().count() / 60;
            let (by, other) = (stamps[by].clone(), stamps[(by + 1) % 4].clone());
            let (status, moved) = match fate {
                0 => (Status::Inserted(by), None),
                1 => (Status::Removed(by), None),
                2 => (Status::Passing { inserted: by, removed: other }, None),
                3 => (Status::Inserted(by), Some("there".to_owned())),
                4 => (Status::Removed(by), Some("there".to_owned())),
                5 => (Status::Removed(by), Some("there and ".repeat(9))),
                _ => (Status::Kept, None),
            };
            text.push(&body.chars().skip(from).take(length).collect::<String>(), status, moved);
        }
        let end = text.union().len();
        let place = |at: u16| usize::from(at) * end / usize::from(u16::MAX);
        let comments = remarks.iter().enumerate().map(|(at, (by, body, a, b))| {
            let parent = (at > 0).then(|| u32::try_from(at - 1).unwrap_or_default());
            let range = place(*a.min(b))..place(*a.max(b));
            remark(u32::try_from(at).unwrap_or_default(), &stamps[*by], &bodies[body % bodies.len()], parent, Some(range))
        });
        let outgoing = word::Outgoing {
            comments: comments.collect(),
            texts: vec![Text { field: Field::Body, text }],
            images: images(&[PICTURE]),
            ..word::Outgoing::default()
        };
        prop_assert_eq!(faults(&word::write(&outgoing).bytes), Vec::<String>::new());
    }
}

/// A part, what stands in it, what comes instead, and what must be said of it.
const HARM: &[(&str, &str, &str, &str)] = &[
    (
        "word/document.xml",
        "<w:pStyle w:val=\"Headline\"/>",
        "<w:jc w:val=\"center\"/><w:pStyle w:val=\"Headline\"/>",
        "w:pStyle may not stand behind w:jc",
    ),
    ("word/document.xml", "<w:b/><w:bCs/>", "<w:bCs/><w:b/>", "w:b may not stand behind w:bCs"),
    ("word/document.xml", "<w:b/><w:bCs/>", "<w:b w:val=\"yes\"/>", "\"yes\" is no ST_OnOff"),
    ("word/document.xml", "<w:body>", "<w:body><w:nobody/>", "w:nobody may not stand behind the beginning"),
    ("word/document.xml", "<w:body>", "<w:body w:kind=\"x\">", "no attribute w:kind"),
    ("word/document.xml", "<w:body>", "<w:body>words", "no place for \"words\""),
    ("word/document.xml", "<w:tblGrid>", "<w:tblGrid><w:gridCol/>", "a row of 2 cells in 3 columns"),
    ("word/document.xml", "<w:sectPr>", "<w:p/><w:sectPr><w:cols/>", "w:pgSz may not stand behind w:cols"),
    ("word/document.xml", "<w:sectPr>", "<w:tbl><w:tblPr/></w:tbl><w:sectPr>", "w:tblGrid is missing"),
    ("word/document.xml", "w:gutter=\"0\"", "", "the attribute w:gutter is missing"),
    ("word/document.xml", "w:date=\"2026-05-04T11:01:00Z\"", "w:date=\"4 May\"", "\"4 May\" is no ST_DateTime"),
    ("word/document.xml", "w:delText", "w:t", "w:t for words that are gone"),
    ("word/document.xml", "<w:commentRangeEnd w:id=\"0\"/>", "", "comment 0 never ends"),
    ("word/document.xml", "<w:commentReference w:id=\"0\"/>", "", "comment 0 has a range and no call"),
    (
        "word/document.xml",
        "<w:footnoteReference w:id=\"1\"/>",
        "<w:footnoteReference w:id=\"5\"/>",
        "there is no note 5",
    ),
    ("word/document.xml", "<w:moveToRangeEnd", "<w:moveFromRangeEnd", "of a move never ends"),
    ("word/document.xml", "r:id=\"rLink1\"", "r:id=\"rLink9\"", "asks for rLink9, which is nowhere"),
    ("word/comments.xml", "Ignorable=\"w14 ", "Ignorable=\"", "w14 is used, but mc:Ignorable does not name it"),
    (
        "word/document.xml",
        "<wp:extent",
        "<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:extent",
        "wp:extent is missing",
    ),
    ("word/document.xml", "<a:stretch><a:fillRect/></a:stretch>", "<a:tile/>", "a:tile is not explained"),
    ("word/document.xml", "<wp:docPr id=\"1\"", "<wp:docPr", "the attribute id is missing"),
    ("word/styles.xml", "<w:qFormat/><w:pPr>", "<w:pPr>", ""),
    (
        "word/styles.xml",
        "<w:qFormat/></w:style>",
        "<w:qFormat/><w:next w:val=\"Normal\"/></w:style>",
        "w:next may not stand behind w:qFormat",
    ),
    ("word/styles.xml", "w:styleId=\"Byline\"", "w:styleId=\"Kicker\"", "the style Kicker is there twice"),
    ("word/settings.xml", "<w:zoom w:percent=\"100\"/>", "", ""),
    (
        "word/settings.xml",
        "<w:trackRevisions/>",
        "<w:compat/><w:trackRevisions/>",
        "w:trackRevisions may not stand behind w:compat",
    ),
    ("word/numbering.xml", "<w:num w:numId=\"1\">", "<w:abstractNum w:abstractNumId=\"9\"/><w:num w:numId=\"1\">", ""),
    (
        "word/numbering.xml",
        "</w:numbering>",
        "<w:abstractNum w:abstractNumId=\"9\"/></w:numbering>",
        "w:abstractNum may not stand behind w:num",
    ),
    (
        "word/numbering.xml",
        "<w:numFmt w:val=\"bullet\"/>",
        "<w:numFmt w:val=\"dots\"/>",
        "\"dots\" is no ST_NumberFormat",
    ),
    ("word/numbering.xml", "<w:lvl w:ilvl=\"0\">", "<w:lvl w:ilvl=\"9\">", "\"9\" is no ST_Level"),
    ("word/footnotes.xml", "w:type=\"separator\"", "w:type=\"normal\"", "stand first"),
    ("word/comments.xml", "<w:comment w:id=\"1\"", "<w:comment w:id=\"0\"", "the comment \"0\" is there twice"),
    ("word/comments.xml", "w14:paraId=\"1", "w14:paraId=\"9", "is no ST_ParaId"),
    (
        "word/commentsExtended.xml",
        "paraIdParent=\"10000000\"",
        "paraIdParent=\"10000009\"",
        "which is answered, is nowhere",
    ),
    (
        "word/commentsIds.xml",
        "durableId=\"20000001\"",
        "durableId=\"20000000\"",
        "the durable number \"20000000\" is there twice",
    ),
    ("word/people.xml", "w15:providerId=\"None\" ", "", "the attribute w15:providerId is missing"),
    ("word/_rels/document.xml.rels", "Target=\"styles.xml\"", "Target=\"style.xml\"", "there is no word/style.xml"),
    ("word/_rels/document.xml.rels", "Id=\"rId2\"", "Id=\"rId1\"", "rId1 is there twice"),
    ("word/_rels/document.xml.rels", "https://ferry.example/times", "https://ferry.example/the times", "is no anyURI"),
    ("[Content_Types].xml", "/word/people.xml", "/word/persons.xml", "there is no /word/persons.xml"),
    ("[Content_Types].xml", "numbering+xml", "styles+xml", "its type is"),
    ("docProps/core.xml", "<dc:title>", "<dc:title>x</dc:title><dc:title>", "dc:title may not stand behind dc:title"),
    ("docProps/app.xml", "<Application>", "<Programme/><Application>", "ep:Programme may not stand behind"),
];

#[test]
fn a_file_whose_order_is_broken_is_not_in_order() {
    let whole = unpacked(&word::write(&illustrated()).bytes);
    for (part, from, to, said) in HARM {
        let mut parts = whole.clone();
        let (_, content) = parts.iter_mut().find(|(name, _)| name == part).expect("the part is there");
        let text = String::from_utf8(content.clone()).expect("it is text");
        assert!(text.contains(from), "{part} has no {from}");
        *content = text.replace(from, to).into_bytes();
        let faults = faults(&packed(&parts));
        let heard = if said.is_empty() { faults.is_empty() } else { faults.iter().any(|fault| fault.contains(said)) };
        assert!(heard, "{part}: {to} for {from}: {said:?}, but {faults:#?}");
    }
    let mut parts = whole.clone();
    parts.retain(|(name, _)| name != "word/settings.xml");
    assert!(faults(&packed(&parts)).iter().any(|fault| fault.contains("there is no word/settings.xml")));
    parts = whole;
    parts
        .push(("word/theme.xml".into(), b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><a/>".to_vec()));
    assert!(faults(&packed(&parts)).iter().any(|fault| fault == "word/theme.xml: nobody asks for it"));
}

/// What a text with a comment says when it comes back.
fn back(body: &str, comment: &str) -> (word::Read, word::Written) {
    let outgoing = word::Outgoing {
        texts: vec![Text { field: Field::Body, text: Tracked::plain(body) }],
        comments: vec![remark(0, &stamps()[0], comment, None, Some(0..3))],
        images: images(&[PICTURE, "pictures/A.png"]),
        ..word::Outgoing::default()
    };
    let written = word::write(&outgoing);
    (word::read(&written.bytes).expect("our own file can be read"), written)
}

#[test]
fn what_word_has_no_place_for_keeps_its_words() {
    // A note that a note or a comment calls, where Word lets none be called.
    let (read, _) = back(
        "One[^1] and two[^2].\n\n[^1]: See[^2] and[^3].\n\n[^2]: Second.\n\n[^3]: Third.",
        "Sure?[^1]\n\n[^1]: By the log.",
    );
    let body = read.body().accepted().replace('\\', "");
    assert!(body.contains("[^1]: See[2] and[3].\n\n    [3] Third.") && body.contains("[^2]: Second."), "{body}");
    assert_eq!(read.comments[0].text.replace('\\', ""), "Sure?[1]\n\n[1] By the log.");
    // More columns than Word takes.
    let cells: Vec<String> = (1..=70).map(|number| format!("c{number}")).collect();
    let table = format!("| {} |\n|{}\n", cells.join(" | "), " --- |".repeat(70));
    let (read, written) = back(&table, "");
    let body = read.body().accepted();
    assert!(cells.iter().all(|cell| body.contains(cell.as_str())), "{body}");
    assert!(written.receipt.iter().any(|entry| entry.rule == "word.wide_table"), "{:?}", written.receipt);
    // Pictures in a note, and two that only differ in the size of their letters.
    let (read, _) = back("A[^1] ![a](pictures/A.png).\n\n[^1]: ![b](pictures/a.png)", "![c](pictures/a.png)");
    assert_eq!(read.images.len(), 2, "{:?}", read.receipt);
}

/// A clean file of this text.
fn clean(body: &str, comments: Vec<Comment>) -> Vec<u8> {
    let texts = vec![Text { field: Field::Body, text: Tracked::plain(body) }];
    word::write(&word::Outgoing { texts, comments, ..word::Outgoing::default() }).bytes
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = unpacked(bytes).into_iter().find(|(part, _)| part == name).expect("the part is there");
    String::from_utf8(found.1).expect("it is text")
}

#[test]
fn a_note_that_many_notes_call_stands_once() {
    let calls: String = (0..500).map(|number| format!("Claim[^{number}].\n\n[^{number}]: See [^x].\n\n")).collect();
    let log = "By the log of the harbour. ".repeat(2000);
    let bytes = clean(&format!("{calls}[^x]: {log}"), Vec::new());
    assert_eq!(faults(&bytes), Vec::<String>::new());
    let notes = part(&bytes, "word/footnotes.xml");
    assert_eq!((notes.matches("[x] ").count(), notes.matches("By the log").count()), (1, 2000));
    let (first, rest) = notes.split_once("<w:footnote w:id=\"2\">").expect("there is a second note");
    assert!(first.contains("By the log") && rest.matches("See [x].").count() == 499);
}

#[test]
fn many_notes_and_many_calls_are_written_in_a_time_that_grows_with_them() {
    let many = 40_000;
    let calls: String = (0..many).map(|number| format!("[^{number}]")).collect();
    let notes: String = (0..many).map(|number| format!("[^{number}]: Claim {number}.\n\n")).collect();
    let note = format!("A[^0].\n\n[^0]: {}\n\n[^x]: By the log.", "[^x]".repeat(600_000));
    for (text, count) in [(format!("{calls}\n\n{notes}"), many), (note, 1)] {
        let start = std::time::Instant::now();
        let written = part(&clean(&text, Vec::new()), "word/footnotes.xml");
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?} in a debug build", start.elapsed());
        assert_eq!(written.matches("<w:footnoteRef/>").count(), count);
        assert!(count > 1 || written.matches("By the log.").count() == 1);
    }
}

#[test]
fn long_threads_are_threads_and_rings_are_none() {
    let by = &stamps()[0];
    // Each answers the one behind it; two answer each other, and one of them is answered.
    let count = 20_000;
    let comments = (0..count).map(|id| remark(id, by, "", (id + 1 < count).then_some(id + 1), None));
    let ring = [(0, 1), (1, 0), (2, 1)];
    let ring = ring.map(|(id, parent)| remark(count + id, by, "", Some(count + parent), None));
    let start = std::time::Instant::now();
    let bytes = clean("A", comments.chain(ring).collect());
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?} in a debug build", start.elapsed());
    let extended = part(&bytes, "word/commentsExtended.xml");
    assert_eq!(extended.matches("paraIdParent=").count(), 19_999);
    assert!(extended.contains("w15:paraId=\"10000000\" w15:paraIdParent=\"10000001\""), "the first answers the second");
}
