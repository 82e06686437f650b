//! Files made to do harm get a sentence, soon.

use crate::odt::{archive, odt, odt_with};
use crate::pictures::{CHART, HARBOUR, base64, hex};
use crate::rtf::decode;
use office::{Error, read_odt, read_rtf};
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

#[test]
fn pictures_beyond_measure_are_told_and_take_no_room() {
    let start = Instant::now();
    // Zeros behind a sound beginning: a few kilobytes that unpack to 21 MB each.
    let mut large = CHART.to_vec();
    large.resize(21 << 20, 0);
    let names: Vec<String> = (0..5).map(|number| format!("Pictures/{number}.png")).collect();
    let body: String = names
        .iter()
        .map(|name| format!(r#"<text:p><draw:frame><draw:image xlink:href="{name}"/></draw:frame></text:p>"#).repeat(9))
        .collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &*large)).collect();
    let read = read_odt(&odt_with(&body, &parts)).unwrap();
    assert!(read.pictures.is_empty() && read.receipt.len() == names.len(), "each is told once: {:?}", read.receipt);
    let says =
        |part: &str| read.receipt.iter().filter(|e| e.text.as_deref().unwrap_or_default().contains(part)).count();
    assert_eq!((says("more than 20 MB"), says("more pictures than are taken")), (4, 1), "{:?}", read.receipt);
    let mut rtf = format!(r"{{\rtf1 A {{\pict\pngblip\bin{} ", large.len()).into_bytes();
    rtf.extend_from_slice(&large);
    rtf.extend_from_slice(b"}\\par}");
    let read = read_rtf(&rtf, &decode).unwrap();
    assert!(read.pictures.is_empty() && read.body.accepted() == "A ![](picture.png)", "{:?}", read.body);
    assert!(read.receipt[0].text.as_deref().unwrap().contains("more than 20 MB"), "{:?}", read.receipt);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?} in a debug build", start.elapsed());
}

#[test]
fn thousands_of_pictures_are_few_or_counted() {
    let start = Instant::now();
    let frame = r#"<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>"#;
    let read = read_odt(&odt_with(&frame.repeat(20_000), &[("Pictures/a.png", CHART)])).unwrap();
    assert_eq!((read.pictures.len(), read.receipt.len()), (1, 1));
    // Each another one, by its first table.
    let jpeg = |number: usize| {
        let mut bytes = HARBOUR.to_vec();
        let table = bytes.windows(2).position(|mark| mark == [0xff, 0xdb]).unwrap();
        bytes[table + 6] = 1 + u8::try_from(number / 200).unwrap();
        bytes[table + 7] = 1 + u8::try_from(number % 200).unwrap();
        bytes
    };
    let many: String = (0..700).map(|number| format!(r"{{\pict\jpegblip {}}}\par ", hex(&jpeg(number)))).collect();
    let read = read_rtf(format!(r"{{\rtf1 {many}}}").as_bytes(), &decode).unwrap();
    assert_eq!(read.pictures.len(), 500);
    let body = read.body.accepted();
    assert!(body.matches("](pictures/").count() == 500 && body.matches("](picture.jpg)").count() == 200);
    let broken: String = (0..5000)
        .map(|n| format!(r"{{\pict{{\*\picprop{{\sp{{\sn wzDescription}}{{\sv {n}}}}}}}\wmetafile8 00}}"))
        .collect();
    let read = read_rtf(format!(r"{{\rtf1 {broken}\par}}").as_bytes(), &decode).unwrap();
    assert!(read.pictures.is_empty() && read.receipt.len() == 51, "{}", read.receipt.len());
    assert_eq!(read.receipt[50].text.as_deref(), Some("4950 more"));
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
    fn no_damaged_archive_makes_it_stumble(at in 0..400usize, byte in any::<u8>()) {
        let mut bytes = odt("<text:p>A <text:change-start text:change-id=\"x\"/>ferry<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note>.</text:p>");
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read_odt(&bytes);
    }
}
