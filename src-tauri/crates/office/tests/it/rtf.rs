//! RTF texts as programs write them.

use office::{Read, Status, read_rtf};

/// The few letters of other code pages that these texts hold.
pub fn decode(page: u16, bytes: &[u8]) -> String {
    let letter = |b: u8| match (page, b) {
        (_, 0..0x80) => char::from(b),
        (1252, 0x93) => '“',
        (1252, 0x94) => '”',
        (1251, 0xcf) => 'П',
        (1250, 0xb3) => 'ł',
        (1252, b) => char::from(b),
        _ => '\u{fffd}',
    };
    bytes.iter().map(|b| letter(*b)).collect()
}

fn read(rtf: &str) -> Read {
    read_rtf(rtf.as_bytes(), &decode).unwrap()
}

fn text(rtf: &str) -> String {
    read(&format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0\\fnil\\fcharset0 Times;}}{{\\f1\\fswiss\\fcharset204 Arial Cyr;}}{{\\f2\\fcharset238 Arial CE;}}}}{{\\colortbl;\\red0\\green0\\blue0;}}{rtf}}}")).body.accepted()
}

#[test]
fn words_keep_their_letters_and_looks() {
    assert_eq!(
        text(r"\pard The {\b ferry} is {\i late}.\par\pard It \b was \b0 so.\par"),
        "The **ferry** is *late*.\n\nIt **was** so."
    );
    assert_eq!(
        text(r"caf\'e9 \'93so\'94 \f1\'cf\f2\'b3\f0  \u8364? \u-10179?\u-8710? a\~b\emdash c\par"),
        "café “so” Пł € 🇺 a\u{a0}b—c".replace('🇺', "\u{1f5fa}")
    );
    assert_eq!(text(r"\uc2\u233\'c3\'a9 then \uc0\u233 x\par"), "é then éx");
    assert_eq!(
        text(r"x{\super 2} H{\sub 2}O {\strike gone}\line next\par"),
        "x<sup>2</sup> H<sub>2</sub>O ~~gone~~\\\nnext"
    );
    assert_eq!(
        text(r"1984. A * and _ and [x] and \{b\} and \\\par"),
        "1984\\. A \\* and \\_ and \\[x\\] and {b} and \\\\"
    );
}

#[test]
fn links_notes_and_lists_are_kept() {
    assert_eq!(
        text(r#"See {\field{\*\fldinst{HYPERLINK "https://board.example/a"}}{\fldrslt{\ul\cf1 the minutes}}}.\par"#),
        "See [the minutes](https://board.example/a)."
    );
    assert_eq!(text(r#"{\field{\*\fldinst{HYPERLINK "javascript:x"}}{\fldrslt no}}\par"#), "no");
    assert_eq!(
        text(r"A claim.{\super\chftn}{\footnote\pard\plain {\super\chftn} Minutes, {\i page 4}.} More.\par Last.\par"),
        "A claim.[^1] More.\n\nLast.\n\n[^1]: Minutes, *page 4*."
    );
    assert_eq!(
        text(
            r"{\listtext\'b7\tab}\pard\ls1\ilvl0 one\par{\listtext o\tab}\pard\ls1\ilvl1 inner\par{\listtext 2.\tab}\pard\ls2 two\par"
        ),
        "- one\n   - inner\n2. two"
    );
}

#[test]
fn headings_quotations_and_tables_are_kept() {
    let sheet = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Quote;}}";
    assert_eq!(
        text(&format!(
            r"{sheet}\pard\s1\outlinelevel0 {{\b The ferry}}\par\pard\s0 One.\par\pard\s2 Said so.\par\pard\s2 Twice.\par"
        )),
        "# The ferry\n\nOne.\n\n> Said so.\n>\n> Twice."
    );
    assert_eq!(
        text(
            r"Before.\par\trowd\cellx100\cellx200\pard\intbl Year\cell Fare\cell\row\trowd\pard\intbl 2019\cell 9|10\cell\row\pard After.\par"
        ),
        "Before.\n\n| Year | Fare |\n| --- | --- |\n| 2019 | 9\\|10 |\n\nAfter."
    );
    assert_eq!(text(r"\trowd\cellx100\pard\intbl Year\cell Fare"), "| Year | Fare |\n| --- | --- |", "it never ends");
    assert_eq!(
        text(r"\trowd\cellx100\pard\intbl Fare{\footnote\pard Minutes.\par Page 4.} now\cell\row\pard After.\par"),
        "| Fare[^1] now |\n| --- |\n\nAfter.\n\n[^1]: Minutes.\n\n    Page 4."
    );
}

#[test]
fn a_note_in_a_table_keeps_its_words_and_its_cell() {
    let row = |cells: &str| format!(r"\trowd\cellx100\cellx200\pard\intbl {cells}\row\pard After.\par");
    for note in [r"{\footnote Minutes.}", r"{\footnote\pard Minutes.}", r"{\footnote\pard\intbl Minutes.}"] {
        let end = if note.contains("intbl") { "[^1]: | Minutes. |\n    | --- |" } else { "[^1]: Minutes." };
        assert_eq!(
            text(&row(&format!(r"{note} Fare\cell 9\cell"))),
            format!("| [^1] Fare | 9 |\n| --- | --- |\n\nAfter.\n\n{end}")
        );
        assert_eq!(
            text(&row(&format!(r"Year\cell{note} Fare\cell"))),
            format!("| Year | [^1] Fare |\n| --- | --- |\n\nAfter.\n\n{end}")
        );
    }
}

#[test]
fn a_table_in_a_note_is_the_note_s() {
    let inner = r"\trowd\cellx100\pard\intbl Day\cell\row\pard\intbl Mon\cell";
    let day = "[^1]: | Day |\n    | --- |\n    | Mon |";
    for end in ["", r"\row", r"\row\pard"] {
        assert_eq!(text(&format!(r"\pard A.{{\footnote{inner}{end}}} B\par")), format!("A.[^1] B\n\n{day}"));
        assert_eq!(
            text(&format!(
                r"\trowd\cellx100\cellx200\pard\intbl Year\cell Fare{{\footnote{inner}{end}}}\cell\row\pard\intbl 1\cell 2\cell\row\pard After.\par"
            )),
            format!("| Year | Fare[^1] |\n| --- | --- |\n| 1 | 2 |\n\nAfter.\n\n{day}")
        );
    }
    assert_eq!(
        text(r"\pard A.{\footnote\trowd\cellx100\pard\intbl Day} B\par"),
        "A.[^1] B\n\n[^1]: | Day |\n    | --- |",
        "not even its cell ends"
    );
}

#[test]
fn a_heading_with_a_note_or_a_comment_stays_one() {
    let sheet = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 footnote text;}}";
    for (aside, end) in
        [(r"{\footnote\pard\s2 Minutes.}", "[^1]\n\n[^1]: Minutes."), (r"{\*\annotation\pard\s2 Which?}", "")]
    {
        assert_eq!(text(&format!(r"{sheet}\pard\s1 The ferry{aside}\par")), format!("# The ferry{end}"));
    }
}

#[test]
fn tracked_changes_and_comments_have_their_people() {
    // 2026-03-02 10:15.
    let packed = 15 | 10 << 6 | 2 << 11 | 3 << 16 | 126 << 20;
    let read = read(&format!(
        r"{{\rtf1\ansi{{\*\revtbl{{Unknown;}}{{Maud Castell;}}}}\pard The ferry {{\deleted\revauthdel1\revdttmdel{packed} was}}{{\revised\revauth1\revdttm{packed} is}} {{\*\atrfstart 1}}late{{\*\atrfend 1}}{{\*\atnid IO}}{{\*\atnauthor Ines Okafor}}\chatn{{\*\annotation{{\*\atnref 1}}{{\*\atndate {packed}}}\pard\plain By how much?}}.\par}}"
    ));
    assert_eq!(
        (read.body.rejected().as_str(), read.body.accepted().as_str()),
        ("The ferry was late.", "The ferry is late.")
    );
    let Status::Inserted(by) = &read.body.runs[2].status else { panic!("{:?}", read.body) };
    assert_eq!((by.author.as_str(), by.at.as_deref()), ("Maud Castell", Some("2026-03-02T10:15:00")));
    let comment = &read.comments[0];
    assert_eq!((comment.by.author.as_str(), comment.text.as_str()), ("Ines Okafor", "By how much?"));
    assert_eq!(comment.by.at.as_deref(), Some("2026-03-02T10:15:00"));
    let all: String = read.body.runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(&all[comment.place.clone()], "late");
}

#[test]
fn what_is_no_text_is_left_out_and_said() {
    let read = read(
        r"{\rtf1{\info{\title A ferry}{\author X}}{\*\generator Word;}{\header Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par\intbl x\cell\row}\pard A{\pict\pngblip 89504e47}B{\v secret}\par{\*\unknown gone}}",
    );
    assert_eq!((read.body.accepted().as_str(), read.title.as_str()), ("A![](picture.png)B", "A ferry"));
    let said: Vec<&str> = read.receipt.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(said, ["picture", "head or foot of the pages", "hidden text"]);
}
