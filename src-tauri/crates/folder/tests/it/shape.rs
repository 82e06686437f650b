use folder::shape::{Ending, join, split};
use proptest::prelude::*;

/// What other programs and people leave behind.
const CORPUS: &[&[u8]] = &[
    b"",
    b"\n",
    b"\r",
    b"\r\n",
    b"one",
    b"one\n",
    b"one\ntwo",
    b"one\r\ntwo\r\n",
    b"one\rtwo\r",
    b"one\r\ntwo\nthree\rfour",
    b"one\r\r\ntwo\n\r\n",
    b"\xef\xbb\xbfone\r\n",
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbf\xef\xbb\xbfone",
    "one\u{2028}two\u{2029}three\u{85}four\n".as_bytes(),
    "na\u{ef}ve \u{1f469}\u{200d}\u{1f467}\r\n\r\n\r\n".as_bytes(),
    b"---\r\nslugline: a\r\n---\r\n\r\nText \t \r\n",
];

#[test]
fn dl_06_a_file_that_is_not_edited_is_saved_byte_for_byte() {
    for bytes in CORPUS {
        let (text, _) = split(bytes).unwrap();
        assert!(!text.contains('\r'));
        assert_eq!(join(bytes, &text).unwrap(), *bytes, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn dl_06_typing_a_letter_and_taking_it_back_changes_no_byte() {
    for bytes in CORPUS {
        let (text, _) = split(bytes).unwrap();
        for (at, _) in text.char_indices().chain([(text.len(), 'x')]) {
            let typed = format!("{}x{}", &text[..at], &text[at..]);
            let saved = join(bytes, &typed).unwrap();
            assert_eq!(split(&saved).unwrap().0, typed);
            let undone = join(&saved, &text).unwrap();
            assert_eq!(undone, *bytes, "{:?} at {at}", String::from_utf8_lossy(bytes));
        }
    }
}

#[test]
fn lines_that_are_not_touched_keep_their_own_ending() {
    let old = b"one\r\ntwo\nthree\rfour\r\n";
    assert_eq!(join(old, "one\nTWO\nthree\nfour\n").unwrap(), b"one\r\nTWO\nthree\rfour\r\n");
    assert_eq!(join(old, "two\nthree\nfour\n").unwrap(), b"two\nthree\rfour\r\n");
    assert_eq!(join(old, "one\nnew\ntwo\nthree\nfour\n").unwrap(), b"one\r\nnew\r\ntwo\nthree\rfour\r\n");
    assert_eq!(join(old, "one\ntwo\nthree\nfour\nfive").unwrap(), b"one\r\ntwo\nthree\rfour\r\nfive");
}

#[test]
fn a_new_line_in_a_file_of_one_kind_has_that_kind() {
    assert_eq!(join(b"a\r\nb", "a\nnew\nb\nc").unwrap(), b"a\r\nnew\r\nb\r\nc");
    assert_eq!(join(b"a\rb\r", "\na\nb\n").unwrap(), b"\ra\rb\r");
    assert_eq!(join(b"one line", "one line\nand another").unwrap(), b"one line\nand another");
}

#[test]
fn an_empty_line_after_a_mac_ending_does_not_melt_into_it() {
    let saved = join(b"a\rX\n\nb", "a\n\nb").unwrap();
    assert_eq!(split(&saved).unwrap().0, "a\n\nb");
}

#[test]
fn the_shape_tells_what_was_found() {
    let (text, shape) = split(b"\xef\xbb\xbfa\r\nb\r\nc\nd").unwrap();
    assert_eq!(text, "a\nb\nc\nd");
    assert!(shape.bom && shape.mixed && !shape.final_newline);
    assert_eq!(shape.ending, Ending::CrLf);
    assert_eq!(shape.ended("x\n"), "x");
    let (_, shape) = split(b"a\n").unwrap();
    assert!(!shape.bom && !shape.mixed && shape.final_newline);
    assert_eq!((shape.ended("x"), shape.ended("x\n"), shape.ended("")), ("x\n".into(), "x\n".into(), String::new()));
}

#[test]
fn other_encodings_are_told_and_not_guessed() {
    let error = split(b"na\xefve").unwrap_err();
    assert_eq!((error.valid_up_to, error.cut, error.marked), (2, false, None));
    assert!(split("né".as_bytes().split_last().unwrap().1).unwrap_err().cut);
    assert_eq!(split(b"\xff\xfea\0").unwrap_err().marked, Some("UTF-16LE"));
    assert!(join(b"\xff", "x").is_err());
}

/// Texts with few letters, so that lines repeat, and every kind of ending.
fn messy() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec!["a", "b", "", "\n", "\r", "\r\n", "\n", "\r\n", "\u{2028}", "\u{feff}", "é"]);
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn dl_06_taking_apart_and_putting_together_gives_the_same_bytes(text in messy(), bom: bool) {
        let bytes = [if bom { "\u{feff}" } else { "" }, &text].concat().into_bytes();
        let (text, _) = split(&bytes).unwrap();
        prop_assert_eq!(join(&bytes, &text).unwrap(), bytes);
    }

    #[test]
    fn what_is_saved_is_read_as_it_was_typed(old in messy(), new in messy()) {
        let saved = join(old.as_bytes(), &new).unwrap();
        let plain = new.replace("\r\n", "\n").replace('\r', "\n");
        let plain = if old.starts_with('\u{feff}') { plain.as_str() } else { plain.trim_start_matches('\u{feff}') };
        prop_assert_eq!(split(&saved).unwrap().0, plain);
    }

    #[test]
    fn a_deleted_line_takes_only_itself_away(endings in prop::collection::vec(0..3_usize, 2..30), at: prop::sample::Index) {
        let kinds = ["\n", "\r\n", "\r"];
        let lines: Vec<String> = endings.iter().enumerate().map(|(n, e)| format!("line {n}{}", kinds[*e])).collect();
        let gone = at.index(lines.len());
        let rest: Vec<String> = lines.iter().enumerate().filter(|(n, _)| *n != gone).map(|(_, l)| l.clone()).collect();
        let old = lines.concat().into_bytes();
        let text = split(rest.concat().as_bytes()).unwrap().0;
        prop_assert_eq!(String::from_utf8(join(&old, &text).unwrap()).unwrap(), rest.concat());
    }
}
