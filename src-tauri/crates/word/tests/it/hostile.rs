//! Files that are made to harm, or were harmed.

use crate::tools::{archive, document, minimal};
use std::time::{Duration, Instant};
use word::Error;

/// Reads within the promised time, whatever comes.
pub fn read_in_time(bytes: &[u8]) -> Result<word::Read, Error> {
    let start = Instant::now();
    let result = word::read(bytes);
    // The promise is two seconds for a release build; a slow machine and no optimiser get more.
    assert!(start.elapsed() < Duration::from_secs(20), "took {:?}", start.elapsed());
    if let Err(error) = &result {
        let sentence = error.to_string();
        assert!(sentence.ends_with('.') && sentence.contains("nothing was changed"), "{sentence}");
    }
    result
}

#[test]
fn other_kinds_of_files_are_named() {
    assert_eq!(read_in_time(b""), Err(Error::Empty));
    assert_eq!(read_in_time(b"just words"), Err(Error::NotWord));
    assert_eq!(read_in_time(b"{\\rtf1 x}"), Err(Error::Other("an RTF file")));
    assert_eq!(read_in_time(b"%PDF-1.7"), Err(Error::Other("a PDF file")));
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on";
    assert_eq!(read_in_time(old), Err(Error::OldWord));
    let mut locked = old.to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read_in_time(&locked), Err(Error::Locked));
    let sheet = archive(&[
        ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
        ("xl/workbook.xml", "<x/>"),
    ]);
    assert_eq!(read_in_time(&sheet), Err(Error::NotWord));
    let odt = archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]);
    assert_eq!(read_in_time(&odt), Err(Error::Other("an OpenDocument file")));
}

#[test]
fn entities_of_ones_own_are_refused() {
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a \"ha\">{}]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&z;</w:t></w:r></w:p></w:body></w:document>",
        (0..20).map(|i| format!("<!ENTITY b{i} \"&a;&a;&a;&a;&a;&a;&a;&a;\">")).collect::<String>()
    );
    assert_eq!(read_in_time(&minimal(&laughs)), Err(Error::Entities));
    let outside = document("<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>");
    assert_eq!(read_in_time(&minimal(&outside)), Err(Error::Entities));
}

#[test]
fn depth_and_numbers_have_limits() {
    let deep = document(&format!("{}{}", "<w:sdt><w:sdtContent>".repeat(500), "</w:sdtContent></w:sdt>".repeat(500)));
    assert!(matches!(read_in_time(&minimal(&deep)), Err(Error::Bomb(_))));
    let wide = document(&"<w:p/>".repeat(600_000));
    assert!(matches!(read_in_time(&minimal(&wide)), Err(Error::Bomb(_))));
    let bomb = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(30 << 20)));
    let bytes = minimal(&bomb);
    assert!(bytes.len() < 100_000, "the bomb is small: {}", bytes.len());
    assert!(matches!(read_in_time(&bytes), Err(Error::Bomb(_))));
    let many: Vec<(String, String)> = (0..5000).map(|i| (format!("word/x{i}.xml"), String::new())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert!(matches!(read_in_time(&archive(&many)), Err(Error::Bomb(_))));
}

#[test]
fn what_costs_more_than_its_size_is_read_in_time() {
    let fields = document(&format!("<w:p>{}</w:p>", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(60_000)));
    assert!(read_in_time(&minimal(&fields)).is_ok());
    let marks = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "*_`[~".repeat(60_000)));
    assert!(read_in_time(&minimal(&marks)).is_ok());
    let joined = document(
        &"<w:p><w:pPr><w:rPr><w:del w:id=\"1\" w:author=\"A\"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
            .repeat(40_000),
    );
    assert!(read_in_time(&minimal(&joined)).is_ok());
    let changes = document(&"<w:p><w:ins w:id=\"1\" w:author=\"A\"><w:r><w:t>a</w:t></w:r></w:ins><w:del w:id=\"1\" w:author=\"B\"><w:r><w:delText>b</w:delText></w:r></w:del></w:p>".repeat(25_000));
    let read = read_in_time(&minimal(&changes)).expect("it is a file");
    assert_eq!(read.body().rejected().matches('b').count(), 25_000);
    let looks = document(&format!(
        "<w:p>{}</w:p>",
        (0..40_000)
            .map(|i| format!(
                "<w:r><w:rPr><w:b w:val=\"{}\"/><w:i w:val=\"{}\"/></w:rPr><w:t>a</w:t></w:r>",
                i % 2,
                i / 2 % 2
            ))
            .collect::<String>()
    ));
    assert!(read_in_time(&minimal(&looks)).is_ok());
    let styles = (0..3000)
        .map(|i| format!("<w:style w:type=\"paragraph\" w:styleId=\"s{i}\"><w:name w:val=\"s{i}\"/><w:basedOn w:val=\"s{}\"/></w:style>", (i + 1) % 3000))
        .collect::<String>();
    let circle = document(&"<w:p><w:pPr><w:pStyle w:val=\"s1\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".repeat(20_000));
    let bytes = crate::tools::with_styles(&circle, &styles);
    assert!(read_in_time(&bytes).is_ok());
}

#[test]
fn parts_that_are_missing_there_twice_or_climb_do_no_harm() {
    let text = document("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    let types = crate::tools::TYPES;
    let rels = crate::tools::RELS;
    assert!(read_in_time(&archive(&[("[Content_Types].xml", types), ("_rels/.rels", rels)])).is_err());
    let climbs = rels.replace("word/document.xml", "../../../etc/passwd");
    assert!(read_in_time(&archive(&[("[Content_Types].xml", types), ("_rels/.rels", &climbs)])).is_err());
    // A name that climbs is a part that nobody asks for.
    let strange = archive(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", rels),
        ("word/document.xml", &text),
        ("../../evil.xml", "<x/>"),
    ]);
    let read = read_in_time(&strange).expect("the text is there");
    assert!(read.receipt.iter().any(|entry| entry.rule == "word.unknown_part"));
    // Two parts whose names differ by their case only are one part there twice.
    let twice = archive(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", rels),
        ("word/document.xml", &text),
        ("word/Document.xml", &text),
    ]);
    assert!(matches!(read_in_time(&twice), Err(Error::Damaged(_))));
    let mut same = archive(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", rels),
        ("word/document.xml", &text),
        ("word/documenu.xml", &text),
    ]);
    let places: Vec<usize> =
        same.windows(17).enumerate().filter(|(_, w)| *w == b"word/documenu.xml").map(|(at, _)| at).collect();
    for at in places {
        same[at..at + 17].copy_from_slice(b"word/document.xml");
    }
    assert!(matches!(read_in_time(&same), Err(Error::Damaged(_))));
}

#[test]
fn nothing_outside_the_file_is_fetched() {
    let text = document(
        "<w:p><w:r><w:drawing><a:blip xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" r:link=\"r1\"/></w:drawing></w:r><w:hyperlink r:id=\"r2\"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>",
    );
    let rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='x/image' Target='http://track.example/p.png' TargetMode='External'/><Relationship Id='r2' Type='x/hyperlink' Target='file:///etc/passwd' TargetMode='External'/></Relationships>";
    let bytes = archive(&[
        ("[Content_Types].xml", crate::tools::TYPES),
        ("_rels/.rels", crate::tools::RELS),
        ("word/document.xml", &text),
        ("word/_rels/document.xml.rels", rels),
    ]);
    let read = read_in_time(&bytes).expect("it is a file");
    assert_eq!(read.body().accepted(), "here");
    let rules: Vec<&str> = read.receipt.iter().map(|entry| entry.rule.as_str()).collect();
    assert!(rules.contains(&"word.image_elsewhere") && rules.contains(&"word.link_kind"), "{rules:?}");
}

#[test]
fn words_in_elements_that_nobody_knows_are_kept_and_said() {
    let text = document(
        "<w:strange><w:p><w:r><w:t>one</w:t></w:r></w:p></w:strange><w:p><x:odd xmlns:x=\"urn:x\"><w:r><w:t>two</w:t></w:r></x:odd><w:r><w:new><w:t> three</w:t></w:new></w:r></w:p><w:r><w:t>four</w:t></w:r>",
    );
    let read = read_in_time(&minimal(&text)).expect("it is a file");
    assert_eq!(read.body().accepted(), "one\n\ntwo three\n\nfour");
    let said: Vec<&str> = read
        .receipt
        .iter()
        .filter(|entry| entry.rule == "word.no_rule")
        .filter_map(|entry| entry.text.as_deref())
        .collect();
    assert_eq!(said, ["w:new × 1", "w:strange × 1", "x?:odd × 1"]);
}

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (sides.max(1) as u64)).unwrap_or(0)
    }
}

#[test]
fn cut_and_flipped_files_are_read_or_refused_with_a_sentence() {
    let whole = word::write(&crate::tools::sample()).bytes;
    for length in (0..whole.len()).step_by(whole.len() / 60) {
        let _ = read_in_time(&whole[..length]);
    }
    let mut dice = Dice(0x5eed);
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..=dice.roll(3) {
            let at = dice.roll(bytes.len());
            bytes[at] ^= 1 << dice.roll(8);
        }
        let _ = read_in_time(&bytes);
    }
}

/// Parts whose letters were changed before they were packed: the archive is whole, its content is not.
#[test]
fn parts_with_wrong_markup_are_read_or_refused_with_a_sentence() {
    // `WORD_FUZZ` gives the number of rounds for a long run.
    let rounds = std::env::var("WORD_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(1500);
    let seeds = crate::tools::seeds();
    let mut dice = Dice(0xfeed);
    let (mut read, mut refused) = (0usize, 0usize);
    for round in 0..rounds {
        let bytes = crate::tools::mutated(&seeds[round % seeds.len()], &mut dice);
        match read_in_time(&bytes) {
            Ok(found) => {
                read += 1;
                // What could be read can be written, and that can be read.
                if round.is_multiple_of(8) {
                    let again = word::write(&crate::round::outgoing(&found));
                    read_in_time(&again.bytes).expect("our own file can be read");
                    assert_eq!(crate::schema::faults(&again.bytes), Vec::<String>::new(), "round {round}");
                }
            }
            Err(_) => refused += 1,
        }
    }
    eprintln!("{rounds} mutated files: {read} read, {refused} refused");
    assert!(read > 0 && refused > 0);
}

/// The committed corpus of the fuzzer: nothing in it ever failed twice.
#[test]
fn what_the_fuzzer_keeps_is_read_or_refused_and_what_is_read_can_be_written() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fuzz/corpus/word");
    let files = std::fs::read_dir(folder).expect("the corpus is there");
    let mut count = 0;
    for file in files {
        let bytes = std::fs::read(file.expect("a file").path()).expect("it can be read");
        count += 1;
        if let Ok(found) = read_in_time(&bytes) {
            let again = word::write(&crate::round::outgoing(&found));
            read_in_time(&again.bytes).expect("our own file can be read");
            assert_eq!(crate::schema::faults(&again.bytes), Vec::<String>::new());
        }
    }
    assert!(count >= 9);
}
