//! Files made to do harm get a sentence, soon.

use crate::odt::{archive, odt};
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
        "* ",
        "1. ",
    ] {
        let rtf = format!("{{\\rtf1 {}}}", part.repeat(n));
        let start = Instant::now();
        read_rtf(rtf.as_bytes(), &decode).unwrap();
        assert!(start.elapsed() < Duration::from_secs(8), "{part}: {:?} in a debug build", start.elapsed());
    }
}

proptest! {
    #[test]
    fn no_rtf_makes_it_stumble(parts in prop::collection::vec(prop::sample::select(&[
        "{", "}", "\\par ", "\\b ", "\\b0 ", "a ", "\\'e9", "\\u233?", "\\u-10179?", "{\\footnote x", "{\\*\\annotation ", "{\\*\\atrfstart 1}",
        "{\\*\\atrfend 1}", "\\cell ", "\\row ", "\\intbl ", "\\trowd ", "\\deleted ", "\\revised ", "{\\field", "{\\*\\fldinst HYPERLINK \"https://a\"}",
        "{\\fldrslt ", "{\\listtext 1.}", "\\pard ", "\\plain ", "*", "\n", "\\bin5 ", "\\", "\\*",
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
