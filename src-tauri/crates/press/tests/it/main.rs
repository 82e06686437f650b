//! What the press sets, read back by its own reader.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod pictures;

use model::PageDesign;
use model::content::{Align, Block, Cell, Content, Inline, Table};
use press::{
    Article, Kind, Note, Options, PressError, ReadError, Remark, Report, Standard, Typesetter, marks, read, set,
};
use proptest::prelude::*;

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

fn article(blocks: Vec<Block>) -> Article {
    Article {
        title: "The crossing".into(),
        masthead: "The Daily".into(),
        headline: text("‘A city that stops at midnight’"),
        standfirst: text("The night ferry was the last thing."),
        by: "By".into(),
        byline: text("Ilse Varden"),
        language: "en-GB".into(),
        body: Content { blocks, notes: Vec::new() },
        ..Article::default()
    }
}

fn design(columns: u32) -> PageDesign {
    PageDesign { columns, ..PageDesign::default() }
}

fn options() -> Options {
    Options { drop_cap: true, ..Options::default() }
}

const LONG: &str = "It is forty-four days since the last night boat left, and in all that time nobody on the Harbour Board has said \
    what the uninterrupted administration of considerations cost those who scrub, bake and keep watch while others sleep.";

#[test]
fn what_is_set_reads_back_word_for_word() {
    let blocks: Vec<Block> = (0..40).map(|n| paragraph(&format!("{LONG} That is {n}."))).collect();
    for columns in 1..=4 {
        let printed = set(&article(blocks.clone()), &design(columns), &options()).unwrap();
        assert!(printed.pages > 1);
        let back = read(&printed.pdf).unwrap();
        assert!(!back.hides);
        let head =
            ["The Daily", "‘A city that stops at midnight’", "The night ferry was the last thing.", "By Ilse Varden"];
        assert_eq!(back.paragraphs[..4], head);
        let all = back.paragraphs[4..].join(" ");
        let wanted: Vec<String> = (0..40).map(|n| format!("{LONG} That is {n}.")).collect();
        assert_eq!(all, wanted.join(" "), "{columns} columns");
    }
}

#[test]
fn every_kind_of_block_is_set_and_read_back() {
    let cell = |words: &str| Cell { is_header: false, align: Align::End, inlines: text(words) };
    let blocks = vec![
        paragraph("One word."),
        Block::Heading(3, text("A crosshead")),
        Block::Quote(vec![paragraph("Quoted."), Block::Quote(vec![paragraph("Deeper.")])]),
        Block::Pull(text("“Pulled.”"), text("Mirela Sand")),
        Block::List(None, vec![vec![paragraph("an item")], vec![Block::List(Some(3), vec![vec![paragraph("inner")]])]]),
        Block::Table(Table { head: vec![vec![cell("Boat")]], body: vec![vec![cell("310")]] }),
        Block::Code("a  b\n\tc".into()),
        Block::Rule,
        Block::Paragraph(vec![
            Inline::Emphasis(text("so")),
            Inline::Text(" ".into()),
            Inline::Link("https://a.example/x".into(), text("a link")),
            Inline::Break,
            Inline::Sup(text("2")),
            Inline::Note(1),
        ]),
    ];
    let mut article = article(blocks);
    article.body.notes = vec![vec![paragraph("A note.")]];
    article.notes = vec![Note { label: "The author".into(), text: text("She writes."), italic: true, wide: false }];
    article.seal = "Sealed tern 4827 oak".into();
    for kind in [Kind::Page, Kind::Galley] {
        let printed = set(&article, &design(2), &Options { kind, ..options() }).unwrap();
        let back = read(&printed.pdf).unwrap();
        assert!(!back.hides, "{kind:?}");
        let all = back.paragraphs.join("\n");
        for part in [
            "One word.",
            "A crosshead",
            "Quoted.",
            "Deeper.",
            "“Pulled.”",
            "Mirela Sand",
            "an item",
            "inner",
            "Boat",
            "310",
            "so a link",
            "A note.",
            "The author",
            "She writes.",
            "Sealed tern 4827 oak",
        ] {
            assert!(all.contains(part), "{kind:?} lacks {part}:\n{all}");
        }
    }
}

#[test]
fn signs_of_items_are_no_words_and_notes_keep_their_numbers() {
    let item = |words: &str| vec![paragraph(words)];
    let inner = Block::List(None, vec![item("inner one"), vec![paragraph("inner two"), paragraph("and more")]]);
    let blocks = vec![
        Block::List(None, vec![item("one rope"), vec![paragraph("1. is typed"), inner]]),
        Block::List(Some(9), vec![item("nine"), item("ten"), vec![Block::List(Some(1), vec![item("deep")])]]),
        Block::Paragraph(vec![Inline::Text("Said".into()), Inline::Note(1), Inline::Note(1)]),
    ];
    let mut article = article(blocks);
    article.body.notes = vec![vec![paragraph("The archive."), Block::List(None, vec![item("a file")])]];
    for kind in [Kind::Page, Kind::Galley] {
        let back = read(&set(&article, &design(1), &Options { kind, ..options() }).unwrap().pdf).unwrap();
        let at = back.paragraphs.iter().position(|paragraph| paragraph == "one rope").unwrap();
        let wanted = "one rope|1. is typed|inner one|inner two|and more|nine|ten|deep|Said11|1|The archive.|a file";
        assert_eq!(back.paragraphs[at..].join("|"), wanted, "{kind:?}");
        assert!(!back.hides, "{kind:?}");
    }
}

#[test]
fn words_that_are_struck_out_read_so() {
    let blocks = vec![Block::Paragraph(vec![
        Inline::Text("It is ".into()),
        Inline::Struck(text("not so")),
        Inline::Text(" late.".into()),
    ])];
    let back = read(&set(&article(blocks), &design(1), &Options::default()).unwrap().pdf).unwrap();
    let struck: String = "not".chars().flat_map(|c| [c, '\u{336}']).collect();
    assert!(back.paragraphs.iter().any(|said| said.contains(&format!("It is {struck} s\u{336}o\u{336} late."))));
    assert!(!back.hides);
}

#[test]
fn no_text_is_read_as_markup_of_the_typesetter() {
    let hostile = "#panic() #set page(width: 1pt) $x$ *b* _e_ `c` @ref <a> #read(\"/etc/passwd\") \\ // \u{7}bell";
    let mut article = article(vec![paragraph(hostile), Block::Heading(2, text(hostile)), Block::Code(hostile.into())]);
    for part in
        [&mut article.masthead, &mut article.title, &mut article.tagline, &mut article.section, &mut article.seal]
    {
        *part = hostile.into();
    }
    article.headline = text(hostile);
    let back = read(&set(&article, &design(2), &options()).unwrap().pdf).unwrap();
    let plain = hostile.replace('\u{7}', "");
    assert!(back.paragraphs.iter().filter(|paragraph| **paragraph == plain).count() >= 6, "{:#?}", back.paragraphs);
}

#[test]
fn changes_and_comments_are_marks_of_a_proof() {
    let words = format!(
        "The {}old{}{}new{} ferry {}sails{}{}.",
        marks::REMOVED,
        marks::REMOVED_END,
        marks::INSERTED,
        marks::INSERTED_END,
        marks::PASSAGE,
        marks::PASSAGE_END,
        marks::remark(0).unwrap()
    );
    let mut article = article(vec![paragraph(&words)]);
    article.remarks = vec![Remark { by: "Maud Castell:".into(), text: "Does it?".into() }];
    let printed = set(&article, &design(2), &Options { kind: Kind::Proof, ..options() }).unwrap();
    let all = read(&printed.pdf).unwrap().paragraphs.join("\n");
    assert!(all.contains("The old") && all.contains("new ferry sails"), "{all}");
    assert!(all.contains("Maud Castell: Does it?"), "{all}");
    // A page has no marks, whatever a text holds.
    let page = read(&set(&article, &design(2), &options()).unwrap().pdf).unwrap();
    assert!(page.paragraphs.contains(&"The oldnew ferry sails.".to_owned()), "{:?}", page.paragraphs);
}

#[test]
fn a_standard_is_refused_for_what_it_does_not_allow() {
    let strict = Options { standards: vec![Standard::A2b], ..options() };
    assert_eq!(set(&article(vec![paragraph("a")]), &design(1), &strict).unwrap_err(), PressError::NoDate);
    let made = press::Moment { year: 2026, month: 4, day: 14, hour: 6, minute: 0, second: 0 };
    let both = Options { standards: vec![Standard::A2b, Standard::Ua1], made: Some(made), ..options() };
    assert!(!read(&set(&article(vec![paragraph("a")]), &design(1), &both).unwrap().pdf).unwrap().hides);
    let printed = set(&article(vec![paragraph("漢 a")]), &design(1), &options()).unwrap();
    assert_eq!(printed.reports, [Report::Missing(vec!['漢'])]);
}

#[test]
fn a_masthead_that_cannot_be_drawn_is_set_as_type() {
    let mut bad = article(vec![paragraph("a")]);
    bad.masthead_svg = "<svg".into();
    let printed = set(&bad, &design(1), &options()).unwrap();
    assert_eq!(printed.reports, [Report::Masthead]);
    bad.masthead_svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='40'><rect width='200' height='40'/></svg>".into();
    let drawn = set(&bad, &design(1), &options()).unwrap();
    assert_eq!(drawn.reports, []);
    let back = read(&drawn.pdf).unwrap();
    assert_eq!((back.hides, back.pictures), (false, 1), "only eyes can compare a drawing");
}

/// A file in which the first `from` became `to`, with a table that is right again.
fn altered(pdf: &[u8], from: &str, to: &str) -> Vec<u8> {
    let find = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).position(|some| some == words);
    let mut out = match find(pdf, from.as_bytes()) {
        Some(at) => [&pdf[..at], to.as_bytes(), &pdf[at + from.len()..]].concat(),
        None => pdf.to_vec(),
    };
    let (table, trailer) = (find(&out, b"\nxref\n").unwrap() + 1, find(&out, b"trailer").unwrap());
    let end = String::from_utf8_lossy(&out[trailer..]).into_owned();
    let many = String::from_utf8_lossy(&out[table..trailer]).lines().count() - 2;
    out.truncate(table);
    let mut rows = format!("xref\n0 {many}\n0000000000 65535 f\r\n");
    for id in 1..many {
        let at = find(&out, format!("\n{id} 0 obj").as_bytes()).unwrap() + 1;
        rows.push_str(&format!("{at:010} 00000 n\r\n"));
    }
    let (trailer, _) = end.split_once("startxref").unwrap();
    out.extend(format!("{rows}{trailer}startxref\n{table}\n%%EOF").bytes());
    out
}

#[test]
fn files_of_others_and_changed_files_are_not_read_back() {
    assert_eq!(read(b"PK").unwrap_err(), ReadError::NoPdf);
    assert_eq!(read(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n").unwrap_err(), ReadError::Foreign);
    let mut pdf = set(&article(vec![paragraph("a")]), &design(1), &options()).unwrap().pdf;
    assert_eq!(read(&altered(&pdf, "/Rotate_", "")), read(&pdf), "the table is written as the press writes it");
    for (from, to) in [
        ("/MediaBox[", "/CropBox[0 0 10 10]/MediaBox["),
        ("/MediaBox[0 0 595", "/MediaBox[0 0 95"),
        ("/MediaBox[", "/Rotate 180/MediaBox["),
        ("/Type/Catalog", "/Type/Catalog/OpenAction[]"),
    ] {
        assert!(read(&altered(&pdf, from, to)).unwrap().hides, "{to}");
    }
    let kids = String::from_utf8_lossy(&pdf).split_once("/Kids[").unwrap().1.split_once(']').unwrap().0.to_owned();
    assert!(read(&altered(&pdf, &format!("[{kids}]"), &format!("[{kids} {kids}]"))).unwrap().hides, "shown twice");
    assert_eq!(read(&[pdf.as_slice(), b"\n"].concat()), read(&pdf));
    let moved = pdf.windows(3).position(|three| three == b"obj").unwrap();
    let moved = [&pdf[..moved + 3], b" ", &pdf[moved + 3..]].concat();
    assert_eq!(read(&moved).unwrap_err(), ReadError::Changed, "a table of other places");
    pdf.extend(b"\n1 0 obj\n<</Type/Catalog>>\nendobj\n");
    assert_eq!(read(&pdf).unwrap_err(), ReadError::Changed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_harmed_file_never_stops_the_reader(at in 0usize..30_000, byte in any::<u8>(), cut in 0usize..30_000) {
        use std::sync::LazyLock;
        static PDF: LazyLock<Vec<u8>> = LazyLock::new(|| set(&article(vec![paragraph(LONG)]), &design(2), &options()).unwrap().pdf);
        let mut pdf = PDF.clone();
        let len = pdf.len();
        pdf[at % len] = byte;
        let _ = read(&pdf);
        pdf.truncate(cut % len);
        let _ = read(&pdf);
    }

    #[test]
    fn any_text_becomes_a_page(words in "\\PC{0,400}", columns in 1u32..5) {
        let printed = set(&article(vec![paragraph(&words)]), &design(columns), &options()).unwrap();
        prop_assert!(read(&printed.pdf).is_ok());
    }
}

#[test]
fn a_sheet_is_a_picture_that_needs_no_face_and_loads_nothing() {
    let blocks: Vec<Block> = (0..40).map(|n| paragraph(&format!("{LONG} That is {n}."))).collect();
    let laid = Typesetter::default().lay(&article(blocks), &design(2), &options()).unwrap();
    assert_eq!(laid.sheets(), 2);
    let picture = laid.picture(1).unwrap();
    assert!(picture.svg.starts_with("<svg") && picture.svg.contains("viewBox"));
    let outside = ["<script", "<text", "<foreignObject", "font-family", "url(http", "href=\"http"];
    assert_eq!(outside.iter().filter(|part| picture.svg.contains(**part)).count(), 0);
    assert_eq!((picture.width.round() as u32, picture.height.round() as u32), (595, 842));
    assert!(laid.picture(2).is_some() && laid.picture(3).is_none() && laid.picture(0).is_none());
}

#[test]
fn what_is_laid_out_is_kept_until_something_changes() {
    let setter = Typesetter::default();
    let first = setter.lay(&article(vec![paragraph(LONG)]), &design(2), &options()).unwrap();
    let again = setter.lay(&article(vec![paragraph(LONG)]), &design(2), &options()).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &again));
    let other = setter.lay(&article(vec![paragraph(LONG)]), &design(1), &options()).unwrap();
    assert!(!std::sync::Arc::ptr_eq(&first, &other));
}
