//! Files made to do harm get a sentence, soon.

use crate::odt::{archive, odt, odt_with};
use crate::pictures::{CHART, HARBOUR, base64, hex};
use crate::rtf::decode;
use office::{Error, Read, read_odt, read_rtf};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn content(xml: &str) -> Vec<u8> {
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", xml.as_bytes())])
}

#[test]
fn each_gets_a_sentence_within_two_seconds() {
    let bomb = vec![b' '; 60 << 20];
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>"#;
    let whole = odt("<text:p>A ferry.</text:p>");
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    let locked = archive(&[
        ("mimetype", kind),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"x"),
    ]);
    for (name, bytes) in [
        ("a bomb", archive(&[("mimetype", kind), ("content.xml", &bomb)])),
        ("laughs", content(laughs)),
        ("an unknown entity", content("<x>&b;</x>")),
        ("deep", content(&"<a>".repeat(100_000))),
        ("many", content(&format!("<x>{}</x>", "<a/>".repeat(600_000)))),
        ("cut off", whole[..whole.len() / 2].to_vec()),
        ("cut-off words", content("<x><y>")),
        ("no text", content("<x/>")),
        ("another archive", archive(&[("word/document.xml", b"<x/>")])),
        ("locked", locked),
        ("no archive", b"plain".to_vec()),
        ("empty", Vec::new()),
    ] {
        let start = Instant::now();
        let error = read_odt(&bytes).unwrap_err().to_string();
        assert!(error.contains("nothing was changed") && error.ends_with('.'), "{name}: {error}");
        assert!(start.elapsed() < Duration::from_secs(8), "{name}: {:?} in a debug build", start.elapsed());
    }
    for bytes in ["{\\rtf1 cut".to_owned(), "no".into(), format!("{{\\rtf{}", "{".repeat(100_000)), String::new()] {
        let error = read_rtf(bytes.as_bytes(), &decode).unwrap_err().to_string();
        assert!(error.contains("nothing was changed") && error.ends_with('.'), "{error}");
    }
    assert_eq!(read_odt(b"plain").unwrap_err(), Error::Other("an OpenDocument text (.odt)"));
}

#[test]
fn long_rtf_is_read_in_a_time_that_grows_with_it() {
    let n = 50_000;
    for part in [
        "\\par a",
        "{\\b a}",
        "{\\footnote a}",
        "\\u233?",
        "\\cell",
        "\\row",
        "{\\*\\annotation a}",
        "{\\field{\\*\\fldinst x}{\\fldrslt y}}",
        "\\'e9",
        "{\\pict\\pngblip 8}",
        "{\\*\\shppict{\\pict\\pngblip 89}}{\\nonshppict{\\pict}}",
        "{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv {\\pict 89}}}}}",
        "{\\pict\\bin4 abcd}",
        "* ",
        "1. ",
    ] {
        let rtf = format!("{{\\rtf1 {}}}", part.repeat(n));
        let start = Instant::now();
        read_rtf(rtf.as_bytes(), &decode).unwrap();
        assert!(start.elapsed() < Duration::from_secs(8), "{part}: {:?} in a debug build", start.elapsed());
    }
}

#[test]
fn pictures_outside_of_a_file_are_never_looked_for() {
    for href in [
        "https://spy.example/a.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "../secret.png",
        "Pictures/../../secret.png",
        "..\\secret.png",
        "C:/secret.png",
        "#inside",
    ] {
        let body = format!(
            r#"<text:p>A <draw:frame><draw:image xlink:href="{href}"/><svg:title>Seen</svg:title></draw:frame>B</text:p>"#
        );
        // Not even where the archive has a part of this name.
        let read = read_odt(&odt_with(&body, &[(href, CHART)])).unwrap();
        assert!(read.pictures.is_empty() && read.body.accepted() == "A B", "{href}: {:?}", read.body);
        let [entry] = &read.receipt[..] else { panic!("{href}: {:?}", read.receipt) };
        assert_eq!(entry.rule, "office.picture_elsewhere");
        assert_eq!(entry.text.as_deref(), Some(&*format!("{href}: Seen")));
    }
    for (href, rule) in [
        ("", "office.picture_missing"),
        ("Pictures/none.png", "office.picture_missing"),
        ("content.xml", "office.picture_not_kept"),
    ] {
        let body = format!(r#"<text:p>A <draw:frame><draw:image xlink:href="{href}"/></draw:frame>B</text:p>"#);
        let read = read_odt(&odt(&body)).unwrap();
        assert!(read.pictures.is_empty() && read.receipt[0].rule == rule, "{href}: {:?}", read.receipt);
    }
}

#[test]
fn damaged_pictures_of_an_odt_cost_nothing_else() {
    let cut = &CHART[..200];
    let inside = |data: &str| {
        format!(
            "<text:p>A <draw:frame><draw:image><office:binary-data>{data}</office:binary-data></draw:image></draw:frame> B</text:p>"
        )
    };
    let part = r#"<text:p>A <draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame> B</text:p>"#.to_owned();
    for body in [inside("!!!!"), inside("Z"), inside(""), inside("Zg==Zg"), inside(&base64(cut)), part] {
        let read = read_odt(&odt_with(&body, &[("Pictures/a.png", cut)])).unwrap();
        let text = read.body.accepted();
        assert!(text.starts_with("A ![](") && text.ends_with(") B") && read.pictures.is_empty(), "{text}");
        assert_eq!(read.receipt.len(), 1, "{:?}", read.receipt);
        assert_eq!(read.receipt[0].rule, "office.picture_not_kept");
    }
    // The letters of a picture are none of the text, wherever it stands.
    let boxed = format!("<text:p><draw:frame><draw:text-box>{}</draw:text-box></draw:frame></text:p>", inside("Zm9v"));
    assert_eq!(read_odt(&odt(&boxed)).unwrap().body.accepted(), "![](picture \"A B\")");
}

#[test]
fn damaged_pictures_of_an_rtf_cost_nothing_else() {
    let digits = hex(CHART);
    let (odd, cut) = (&digits[..301], &digits[..digits.len() / 2]);
    for picture in [
        r"{\pict\pngblip zz!}",
        r"{\pict\pngblip 8}",
        r"{\pict\pngblip\bin0 }",
        r"{\pict\bin-5 }",
        r"{\pict\bin99999999999 }",
        r"{\pict}",
        r"{\pict\'89\'50}",
        &format!(r"{{\pict\pngblip {odd}}}"),
        &format!(r"{{\pict\pngblip {cut}}}"),
        &format!(r"{{\pict\pngblip {{\pict {digits}}}}}"),
        &format!(r"{{\pict\jpegblip {}}}", "ff".repeat(1000)),
    ] {
        let read = read_rtf(format!(r"{{\rtf1 A {picture} B\par}}").as_bytes(), &decode).unwrap();
        let text = read.body.accepted();
        assert!(text.starts_with("A ") && text.ends_with(" B") && read.pictures.is_empty(), "{picture}: {text}");
        assert!(read.receipt.len() == 1 && read.receipt[0].what == "picture", "{picture}: {:?}", read.receipt);
    }
    // White space between digits says nothing.
    let spaced: String = digits.split_inclusive(|_: char| true).map(|digit| format!("{digit} \n")).collect();
    let read = read_rtf(format!(r"{{\rtf1 {{\pict\pngblip {spaced}}}\par}}").as_bytes(), &decode).unwrap();
    assert_eq!(read.pictures.len(), 1);
    for (count, there) in [(2_000_000_000, 10), (CHART.len() + 3, CHART.len()), (4, 3)] {
        let mut rtf = format!(r"{{\rtf1 A {{\pict\pngblip\bin{count} ").into_bytes();
        rtf.extend_from_slice(&CHART[..there]);
        let error = read_rtf(&rtf, &decode).unwrap_err();
        assert!(matches!(error, Error::Damaged(_)), "{count}: {error}");
    }
}

/// An archive whose list has one of its parts under many names of the same length, each time with a wrong sum.
fn named_often(archive: &[u8], part: &str, names: &[String]) -> Vec<u8> {
    let number = |at: usize, length: usize| {
        archive[at..at + length].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let end = archive.len() - 22;
    let (size, from) = (number(end + 12, 4), number(end + 16, 4));
    let own = [part.to_owned()];
    let (mut list, mut count, mut at) = (Vec::new(), 0_u16, from);
    while at < from + size {
        let (name, next) = (at + 46, at + 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2));
        let is_part = archive[name..].starts_with(part.as_bytes());
        for called in if is_part { names } else { &own } {
            let start = list.len();
            list.extend_from_slice(&archive[at..next]);
            count += 1;
            if is_part {
                list[start + 46..start + 46 + part.len()].copy_from_slice(called.as_bytes());
                list[start + 16] ^= 1;
            }
        }
        at = next;
    }
    let (mut out, mut tail) = (archive[..from].to_vec(), archive[end..].to_vec());
    tail[8..10].copy_from_slice(&count.to_le_bytes());
    tail[10..12].copy_from_slice(&count.to_le_bytes());
    tail[12..16].copy_from_slice(&u32::try_from(list.len()).unwrap().to_le_bytes());
    out.extend(list);
    out.extend(tail);
    out
}

#[test]
fn pictures_beyond_measure_are_told_and_take_no_room() {
    let start = Instant::now();
    // Zeros behind a sound beginning: a few kilobytes that unpack to 21 MB each.
    let mut large = CHART.to_vec();
    large.resize(21 << 20, 0);
    let names: Vec<String> = (0..14).map(|number| format!("Pictures/{number:04}.png")).collect();
    let body: String = names
        .iter()
        .map(|name| format!(r#"<text:p><draw:frame><draw:image xlink:href="{name}"/></draw:frame></text:p>"#).repeat(9))
        .collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &*large)).collect();
    let says = |read: &Read, part: &str| {
        read.receipt.iter().filter(|entry| entry.text.as_deref().unwrap_or_default().contains(part)).count()
    };
    let read = read_odt(&odt_with(&body, &parts)).unwrap();
    assert!(read.pictures.is_empty() && read.receipt.len() == names.len(), "each is told once: {:?}", read.receipt);
    let (large_ones, unseen) = (says(&read, "more than 20 MB"), says(&read, "were looked at, and this one was not"));
    assert_eq!((large_ones, unseen), (13, 1), "{:?}", read.receipt);
    // Many names of one part whose sum is wrong, as turns out at its end: each unpacks to 19 MB and is nothing.
    let names: Vec<String> = (0..1500).map(|number| format!("Pictures/{number:04}.png")).collect();
    let body: String = names
        .iter()
        .map(|name| format!(r#"<text:p><draw:frame><draw:image xlink:href="{name}"/></draw:frame></text:p>"#))
        .collect();
    let whole = odt_with(&body, &[("Pictures/0000.png", &large[..19 << 20])]);
    let read = read_odt(&named_often(&whole, "Pictures/0000.png", &names)).unwrap();
    let (broken, unseen) = (says(&read, "can't be unpacked"), says(&read, "were looked at, and this one was not"));
    assert!(read.pictures.is_empty() && (broken, unseen) == (14, 36), "{broken}, {unseen}: {:?}", read.receipt);
    let mut rtf = format!(r"{{\rtf1 A {{\pict\pngblip\bin{} ", large.len()).into_bytes();
    rtf.extend_from_slice(&large);
    rtf.extend_from_slice(b"}\\par}");
    let read = read_rtf(&rtf, &decode).unwrap();
    assert!(read.pictures.is_empty() && read.body.accepted() == "A ![](picture.png)", "{:?}", read.body);
    assert!(read.receipt[0].text.as_deref().unwrap().contains("more than 20 MB"), "{:?}", read.receipt);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?} in a debug build", start.elapsed());
}

/// A picture that is none of the others, by its first table.
fn another(number: usize) -> Vec<u8> {
    let mut bytes = HARBOUR.to_vec();
    let table = bytes.windows(2).position(|mark| mark == [0xff, 0xdb]).unwrap();
    bytes[table + 6] = 1 + u8::try_from(number / 200).unwrap();
    bytes[table + 7] = 1 + u8::try_from(number % 200).unwrap();
    bytes
}

#[test]
fn thousands_of_pictures_are_few_or_counted() {
    let start = Instant::now();
    let frame = r#"<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>"#;
    let read = read_odt(&odt_with(&frame.repeat(20_000), &[("Pictures/a.png", CHART)])).unwrap();
    assert_eq!((read.pictures.len(), read.receipt.len()), (1, 1));
    let many: String = (0..700).map(|number| format!(r"{{\pict\jpegblip {}}}\par ", hex(&another(number)))).collect();
    let read = read_rtf(format!(r"{{\rtf1 {many}}}").as_bytes(), &decode).unwrap();
    assert_eq!(read.pictures.len(), 500);
    let body = read.body.accepted();
    assert!(body.matches("](pictures/").count() == 500 && body.matches("](picture.jpg)").count() == 200);
    let why = "No more than 500 pictures are taken with one text.";
    assert!(read.receipt.iter().any(|entry| entry.text.as_deref().unwrap_or_default().contains(why)));
    let broken: String = (0..5000)
        .map(|n| format!(r"{{\pict{{\*\picprop{{\sp{{\sn wzDescription}}{{\sv {n}}}}}}}\wmetafile8 00}}"))
        .collect();
    let read = read_rtf(format!(r"{{\rtf1 {broken}\par}}").as_bytes(), &decode).unwrap();
    assert!(read.pictures.is_empty() && read.receipt.len() == 51, "{}", read.receipt.len());
    assert_eq!(read.receipt[50].text.as_deref(), Some("4950 more"));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?} in a debug build", start.elapsed());
}

#[test]
fn what_is_not_kept_takes_no_room_from_what_is() {
    let start = Instant::now();
    // Four that are no pictures, then six sound ones of 12 MB each, most of it in a part that says nothing.
    let silent = [&[0xff, 0xe5, 0xff, 0xff][..], &[7; 65_533]].concat().repeat(183);
    let mut parts = vec![vec![7; 19 << 20]; 4];
    parts.extend((0..6).map(another).map(|picture| [&picture[..2], &silent, &picture[2..]].concat()));
    let names: Vec<String> = (0..parts.len()).map(|number| format!("Pictures/{number}.jpg")).collect();
    let body: String = names
        .iter()
        .map(|name| format!(r#"<text:p><draw:frame><draw:image xlink:href="{name}"/></draw:frame></text:p>"#))
        .collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(String::as_str).zip(parts.iter().map(Vec::as_slice)).collect();
    let read = read_odt(&odt_with(&body, &parts)).unwrap();
    assert_eq!(read.pictures.len(), 5, "{:?}", read.receipt);
    assert!(read.pictures.iter().map(|picture| picture.bytes.len()).sum::<usize>() <= 64 << 20);
    let says = read.receipt.iter().filter_map(|entry| entry.text.as_deref());
    let says: Vec<&str> = says.filter(|says| says.contains("more than 64 MB together")).collect();
    assert!(says.len() == 1 && says[0].starts_with("9.jpg"), "{:?}", read.receipt);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?} in a debug build", start.elapsed());
}

#[test]
fn what_is_said_of_a_picture_is_only_words() {
    let alt = "](x) <img src=x onerror=y> **a** `b` \\ \"c\"";
    let xml = alt.replace('<', "&lt;").replace('"', "&quot;");
    let body = format!(
        r#"<text:p><draw:frame><draw:text-box><text:p><draw:frame><draw:image xlink:href="a.png"/><svg:title>{xml}</svg:title></draw:frame>{xml}</text:p></draw:text-box></draw:frame></text:p>"#
    );
    let read = read_odt(&odt_with(&body, &[("a.png", CHART)])).unwrap();
    let text = read.body.accepted();
    let said = r"\](x) \<img src=x onerror=y> \*\*a\*\* \`b\` \\";
    let name = model::picture::address(&read.pictures[0].name);
    assert_eq!(text, format!("![{said} \"c\"]({name} \"{said} \\\"c\\\"\")"));
}

proptest! {
    #[test]
    fn no_rtf_makes_it_stumble(parts in prop::collection::vec(prop::sample::select(&[
        "{", "}", "\\par ", "\\b ", "\\b0 ", "a ", "\\'e9", "\\u233?", "\\u-10179?", "{\\footnote x", "{\\*\\annotation ", "{\\*\\atrfstart 1}",
        "{\\*\\atrfend 1}", "\\cell ", "\\row ", "\\intbl ", "\\trowd ", "\\deleted ", "\\revised ", "{\\field", "{\\*\\fldinst HYPERLINK \"https://a\"}",
        "{\\fldrslt ", "{\\listtext 1.}", "\\pard ", "\\plain ", "*", "\n", "\\bin5 ", "\\", "\\*",
        "{\\pict\\pngblip ", "89504e47", "{\\*\\shppict ", "{\\nonshppict ", "{\\shp{\\*\\shpinst ", "{\\sp{\\sn pib}{\\sv ", "{\\sn wzDescription}",
        "{\\*\\picprop ", "\\shptxt ", "{\\v ",
    ][..]), 0..40)) {
        let rtf = format!("{{\\rtf1 {}", parts.concat());
        for end in ["", "}", "}}}}"] {
            if let Ok(read) = read_rtf(format!("{rtf}{end}").as_bytes(), &decode) {
                let all: usize = read.body.runs.iter().map(|run| run.text.len()).sum();
                prop_assert!(read.comments.iter().all(|c| c.place.start <= c.place.end && c.place.end <= all));
            }
        }
    }

    #[test]
    fn notes_and_tables_of_an_rtf_lose_no_word(parts in prop::collection::vec(prop::sample::select(&[
        "{\\footnote ", "}", "\\cell ", "\\row ", "\\intbl ", "\\pard ", "\\par ", "word", "word", "word",
    ][..]), 0..40)) {
        let (mut rtf, mut words, mut open) = (String::from("{\\rtf1 "), 0, 1);
        for part in parts {
            match part {
                "word" => {
                    words += 1;
                    rtf.push_str(&format!("word{words}. "));
                }
                "}" if open == 1 => {}
                part => {
                    open = if part == "}" { open - 1 } else { open + usize::from(part.starts_with('{')) };
                    rtf.push_str(part);
                }
            }
        }
        rtf.push_str(&"}".repeat(open));
        let text = read_rtf(rtf.as_bytes(), &decode).unwrap().body.accepted();
        for number in 1..=words {
            let word = format!("word{number}.");
            prop_assert_eq!(text.matches(&word).count(), 1, "{} in {}: {}", word, rtf, text);
        }
    }

    #[test]
    fn no_damaged_archive_makes_it_stumble(at in 0..400usize, byte in any::<u8>()) {
        let mut bytes = odt("<text:p>A <text:change-start text:change-id=\"x\"/>ferry<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note>.</text:p>");
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read_odt(&bytes);
    }
}
