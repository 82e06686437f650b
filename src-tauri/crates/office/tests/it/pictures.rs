//! Pictures of OpenDocument and RTF texts: in their places, with what is said of them, each once.

use crate::odt::odt_with;
use crate::rtf::decode;
use model::ReceiptKind;
use model::picture::{Picture, address};
use office::{Read, Status, read_odt, read_rtf};

pub const HARBOUR: &[u8] = include_bytes!("../../../../../tests/fixtures/pictures/harbour.jpg");
pub const CHART: &[u8] = include_bytes!("../../../../../tests/fixtures/pictures/chart.png");

/// Bytes as the digits of RTF, in lines.
pub fn hex(bytes: &[u8]) -> String {
    bytes.chunks(32).map(|line| line.iter().map(|b| format!("{b:02x}")).collect::<String>() + "\n").collect()
}

/// Bytes in base 64, in lines.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let of = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = of(0) << 16 | of(1) << 8 | of(2);
        for at in 0..4 {
            let letter = LETTERS[usize::try_from(bits >> (18 - 6 * at) & 63).unwrap()];
            out.push(if at > three.len() { '=' } else { char::from(letter) });
        }
        if out.len().is_multiple_of(76) {
            out.push('\n');
        }
    }
    out
}

/// What a text calls a picture by.
fn called(file: &str, bytes: &[u8]) -> String {
    address(&Picture::taken(file, bytes).unwrap().name)
}

fn odt(body: &str) -> Read {
    read_odt(&odt_with(body, &[("Pictures/harbour.jpg", HARBOUR), ("Pictures/chart.png", CHART)])).unwrap()
}

fn rtf(text: &str) -> Read {
    let sheet = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 caption;}}";
    read_rtf(format!("{{\\rtf1\\ansi{sheet}\\pard {text}}}").as_bytes(), &decode).unwrap()
}

fn told(read: &Read) -> Vec<(ReceiptKind, &str, &str)> {
    read.receipt
        .iter()
        .filter(|entry| entry.what == "picture")
        .map(|entry| (entry.kind, entry.rule.as_str(), entry.text.as_deref().unwrap_or_default()))
        .collect()
}

#[test]
fn pictures_of_an_odt_stand_in_their_places_and_say_what_they_show() {
    let read = odt(
        r#"<text:p>One.</text:p><text:p><draw:frame draw:name="Image1" text:anchor-type="as-char"><draw:image xlink:href="Pictures/harbour.jpg"/><svg:title>A ferry [at dawn]</svg:title></draw:frame></text:p><text:p>Two <draw:frame><draw:image xlink:href="./Pictures/chart.png"/><svg:title>Fares</svg:title><svg:desc>They go up.</svg:desc></draw:frame> and three.</text:p><text:p><draw:frame><draw:image xlink:href="Pictures/harbour.jpg"/></draw:frame></text:p>"#,
    );
    let (harbour, chart) = (called("harbour.jpg", HARBOUR), called("chart.png", CHART));
    assert_eq!(
        read.body.accepted(),
        format!(
            "One.\n\n![A ferry \\[at dawn\\]]({harbour})\n\nTwo ![Fares. They go up.]({chart}) and three.\n\n![]({harbour})"
        )
    );
    let files: Vec<_> = read.pictures.iter().map(|picture| (address(&picture.name), &*picture.bytes)).collect();
    assert_eq!(files, [(harbour.clone(), HARBOUR), (chart.clone(), CHART)], "each once, as it came");
    let name = |called: &str| called.trim_start_matches("pictures/").to_owned();
    assert_eq!(
        told(&read),
        [
            (ReceiptKind::Kept, "office.picture", &*format!("{}: A ferry [at dawn]", name(&harbour))),
            (ReceiptKind::Kept, "office.picture", &*format!("{}: Fares. They go up.", name(&chart))),
        ]
    );
}

#[test]
fn a_frame_that_hangs_on_a_paragraph_is_a_figure_before_it() {
    let frame = |anchor: &str| {
        format!(r#"<draw:frame text:anchor-type="{anchor}"><draw:image xlink:href="Pictures/chart.png"/></draw:frame>"#)
    };
    let chart = format!("![]({})", called("chart.png", CHART));
    for anchor in ["paragraph", "char", "page"] {
        let read = odt(&format!("<text:h>The ferry</text:h><text:p>{}It sails.</text:p>", frame(anchor)));
        assert_eq!(read.body.accepted(), format!("# The ferry\n\n{chart}\n\nIt sails."));
    }
    let read = odt(&format!("<text:h>{}The ferry</text:h><text:p>It sails.</text:p>", frame("paragraph")));
    assert_eq!(read.body.accepted(), format!("{chart}\n\n# The ferry\n\nIt sails."));
    let read = odt(&format!("<text:p>It {}sails.</text:p>", frame("as-char")));
    assert_eq!(read.body.accepted(), format!("It {chart}sails."));
    let read = odt(&format!("{}<text:h>{}</text:h><text:p>It sails.</text:p>", frame("page"), frame("as-char")));
    assert_eq!(read.body.accepted(), format!("{chart}\n\n{chart}\n\nIt sails."), "a picture is no headline");
}

#[test]
fn a_picture_in_a_heading_is_a_figure_before_it() {
    let frame = |title: &str| {
        format!(
            r#"<draw:frame text:anchor-type="as-char"><draw:image xlink:href="Pictures/chart.png"/><svg:title>{title}</svg:title></draw:frame>"#
        )
    };
    let (one, two) = (frame("One"), frame("Two"));
    let chart = called("chart.png", CHART);
    let read = odt(&format!("<text:h>The {one}ferry {two}</text:h><text:p>It sails.</text:p>"));
    assert_eq!(read.body.accepted(), format!("![One]({chart})\n\n![Two]({chart})\n\n# The ferry\n\nIt sails."));
    let read = odt(&format!("<text:p>Before.</text:p><text:h>{one}{two}</text:h><text:p>It sails.</text:p>"));
    assert_eq!(read.body.accepted(), format!("Before.\n\n![One]({chart})\n\n![Two]({chart})\n\nIt sails."));
    let (chart, png) = (called("", CHART), format!(r"{{\pict\pngblip {}}}", hex(CHART)));
    let read = rtf(&format!(
        r"Before.\par\pard\s1 {{\revised {png}}} The {{\*\annotation A?}}ferry\par\pard\s0 It sails.\par"
    ));
    assert_eq!(read.body.accepted(), format!("Before.\n\n![]({chart})\n\n# The ferry\n\nIt sails."));
    assert_eq!(read.body.rejected(), "Before.\n\n# The ferry\n\nIt sails.");
    let all: String = read.body.runs.iter().map(|run| run.text.as_str()).collect();
    assert!(all[read.comments[0].place.start..].starts_with("ferry"), "{:?}", read.comments);
}

#[test]
fn captions_of_an_odt_are_those_of_their_pictures() {
    let chart = called("chart.png", CHART);
    let image = r#"<draw:frame><draw:image xlink:href="Pictures/chart.png"/><svg:desc>Fares</svg:desc></draw:frame>"#;
    let boxed = format!(
        r#"<text:p>One.</text:p><text:p><draw:frame text:anchor-type="paragraph"><draw:text-box><text:p text:style-name="Illustration">{image}<text:line-break/>Figure <text:sequence>1</text:sequence>: What “it” costs "now"</text:p></draw:text-box></draw:frame>Two.</text:p>"#
    );
    let below = format!(
        r#"<text:p>One.</text:p><text:p>{image}</text:p><text:p/><text:p text:style-name="Caption">Figure 1: What “it” costs "now"</text:p><text:p>Two.</text:p>"#
    );
    // The style that Word's own becomes when LibreOffice saves it.
    let of_word = below.replace("Caption", "caption");
    for body in [boxed, below, of_word] {
        let read = odt(&body);
        let expected = format!("One.\n\n![Fares]({chart} \"Figure 1: What “it” costs \\\"now\\\"\")\n\nTwo.");
        assert_eq!(read.body.accepted(), expected);
        assert!(read.receipt.iter().all(|entry| entry.what == "picture"), "{:?}", read.receipt);
    }
    let read = odt(&format!(
        r#"<text:p>{image}</text:p><text:p text:style-name="Caption">Fares, <text:a xlink:href="https://board.example/">the board</text:a></text:p>"#
    ));
    let expected = format!("![Fares]({chart})\n\nFares, [the board](https://board.example/)");
    assert_eq!(read.body.accepted(), expected, "an address has no place in a caption");
    let read = odt(r#"<text:p>One.</text:p><text:p text:style-name="Caption">Of nothing.</text:p>"#);
    assert_eq!(read.body.accepted(), "One.\n\nOf nothing.");
}

/// A box around a picture and more, with what stands around it in its paragraph.
fn boxed(before: &str, inside: &str, behind: &str) -> Read {
    odt(&format!(
        r#"<text:p>{before}<draw:frame text:anchor-type="paragraph"><draw:text-box>{}</draw:text-box></draw:frame>{behind}</text:p>"#,
        inside.replace(
            "IMAGE",
            r#"<draw:frame text:anchor-type="as-char"><draw:image xlink:href="Pictures/chart.png"/></draw:frame>"#
        )
    ))
}

#[test]
fn a_line_of_a_caption_or_a_comment_is_not_joined_to_the_next_one() {
    let chart = called("chart.png", CHART);
    let comment = "<office:annotation><text:p>Is it ours?<text:line-break/>Ask Bo.</text:p></office:annotation>";
    let read = boxed(
        "",
        &format!("<text:p>IMAGE<text:line-break/>The night ferry.<text:line-break/>Photo: Bo Lind{comment}</text:p>"),
        "",
    );
    assert_eq!(read.body.accepted(), format!("![]({chart} \"The night ferry. Photo: Bo Lind\")"));
    assert_eq!(read.comments[0].text, "Is it ours?\nAsk Bo.");
}

#[test]
fn comments_and_notes_of_a_caption_are_none_of_its_words() {
    let chart = called("chart.png", CHART);
    let comment = "<office:annotation><dc:creator>Ines Okafor</dc:creator><dc:date>2026-03-02T11:00:00</dc:date><text:p>Is it <text:span>ours</text:span>?</text:p></office:annotation>";
    for before in ["", "One, "] {
        let read = boxed(before, &format!("<text:p>IMAGE Fares{comment} now</text:p>"), "");
        assert_eq!(read.body.accepted(), format!("{before}![]({chart} \"Fares now\")"));
        let said: Vec<_> = read.comments.iter().map(|c| (c.by.author.as_str(), c.text.as_str())).collect();
        assert_eq!(said, [("Ines Okafor", "Is it ours?")]);
        assert_eq!(read.comments[0].place.start, read.body.accepted().len(), "at the picture");
    }
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Minutes.</text:p></text:note-body></text:note>";
    let read = boxed("", &format!("<text:p>IMAGE</text:p><text:p>Fares{note}{comment}</text:p>"), "Two.");
    assert_eq!(read.body.accepted(), format!("![]({chart})\n\nFares[^1]\n\nTwo.\n\n[^1]: Minutes."));
    assert_eq!(read.comments.len(), 1);
    let removed = format!(
        r#"<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>very{comment} late{note} </text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>It is <text:change text:change-id="c1"/>so.</text:p>"#
    );
    let read = odt(&removed);
    assert_eq!(read.body.rejected(), "It is very late so.");
    assert!(read.receipt.iter().any(|entry| entry.rule == "odt.comment_or_note_removed"), "{:?}", read.receipt);
}

#[test]
fn what_stands_between_the_paragraphs_of_a_box_is_none_of_its_words() {
    let comment =
        "<office:annotation><dc:creator>Ines Okafor</dc:creator><text:p>Is it ours?</text:p></office:annotation>";
    let gone = r#"<text:tracked-changes><text:changed-region text:id="c9"><text:deletion><office:change-info><dc:creator>Maud Castell</dc:creator></office:change-info><text:p>secret</text:p></text:deletion></text:changed-region></text:tracked-changes>"#;
    let index =
        |kind: &str| format!("<text:{kind}><text:index-body><text:p>listed</text:p></text:index-body></text:{kind}>");
    let indexes: String = [
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "bibliography",
    ]
    .map(index)
    .concat();
    let beside = format!("{comment}{gone}{indexes}");
    let cell = format!(
        "<table:table><table:table-row><table:table-cell>{beside}<text:p>in a box</text:p></table:table-cell></table:table-row></table:table>"
    );
    for inside in [&cell, &format!("{beside}<text:p>in a box</text:p>")] {
        let frame = format!("<draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame>");
        for (body, text) in [
            (format!("<text:p>A{frame}B</text:p>"), "A in a box B"),
            (
                format!("{frame}<text:p>B</text:p>"),
                if *inside == cell { "| in a box |\n| --- |\n\nB" } else { "in a box\n\nB" },
            ),
        ] {
            let read = odt(&body);
            assert_eq!(read.body.accepted(), text, "{body}");
            let [comment] = &read.comments[..] else { panic!("{body}: {:?}", read.comments) };
            assert_eq!((comment.by.author.as_str(), comment.text.as_str()), ("Ines Okafor", "Is it ours?"));
            let before = comment.place.start <= text.find("in").unwrap() && comment.place.is_empty();
            assert!(before, "{body}: {:?}", comment.place);
            let entry = read.receipt.iter().find(|entry| entry.rule == "odt.index").unwrap();
            assert_eq!(entry.text.as_deref(), Some("7"));
        }
    }
    // Nor are they a caption, where there is a picture.
    let chart = called("chart.png", CHART);
    for beside in [gone, &*indexes] {
        let read = boxed("", &format!("<text:p>IMAGE</text:p>{beside}"), "");
        assert_eq!(read.body.accepted(), format!("![]({chart})"), "{beside}");
    }
    let read = boxed("", "<text:p>Fares<office:annotation><text:p>IMAGE</text:p></office:annotation></text:p>", "");
    assert_eq!(
        (read.body.accepted().as_str(), read.pictures.len()),
        ("Fares", 0),
        "nor is a comment's picture the box's"
    );
}

#[test]
fn comments_between_paragraphs_stand_between_them() {
    let comment = |says: &str, name: &str| {
        format!(r#"<office:annotation office:name="{name}"><text:p>{says}</text:p></office:annotation>"#)
    };
    let end = r#"<office:annotation-end office:name="b"/>"#;
    let read = odt(&format!(
        "{}<text:p>One.</text:p>{}<text:p>Two.</text:p>{end}<text:p>Three.</text:p>{}",
        comment("First?", "a"),
        comment("Both?", "b"),
        comment("Last?", "c")
    ));
    assert_eq!(read.body.accepted(), "One.\n\nTwo.\n\nThree.");
    let said: Vec<_> = read.comments.iter().map(|c| (c.text.as_str(), c.place.clone())).collect();
    assert_eq!(said, [("First?", 0..0), ("Both?", 6..12), ("Last?", 18..18)]);
}

#[test]
fn a_box_with_more_than_a_caption_is_text() {
    let chart = called("chart.png", CHART);
    let text = |inside: &str| {
        let read = boxed("", inside, "Behind.");
        let rules: Vec<&str> = read.receipt.iter().map(|entry| entry.rule.as_str()).collect();
        assert_eq!(rules, ["office.picture", "odt.text_box"], "{inside}");
        read.body.accepted()
    };
    assert_eq!(
        text("<text:h text:outline-level=\"2\">In short</text:h><text:p>IMAGE</text:p><text:p>It sails.</text:p>"),
        format!("## In short\n\n![]({chart})\n\nIt sails.\n\nBehind.")
    );
    assert_eq!(
        text("<text:p>IMAGE</text:p><text:p>One.</text:p><text:p>Two.</text:p>"),
        format!("![]({chart})\n\nOne.\n\nTwo.\n\nBehind.")
    );
    assert_eq!(
        text("<text:p>IMAGE</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"),
        format!("![]({chart})\n\n- one\n\nBehind.")
    );
    let table = "<table:table><table:table-row><table:table-cell><text:p>IMAGE</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(text(table), format!("| ![]({chart}) | b |\n| --- | --- |\n\nBehind."));
    assert_eq!(
        text(r#"<text:p>IMAGE From <text:a xlink:href="https://board.example/">the board</text:a></text:p>"#),
        format!("![]({chart}) From [the board](https://board.example/)\n\nBehind.")
    );
    // In the middle of a paragraph there is no place for others.
    let read = boxed("One ", "<text:p>IMAGE</text:p><text:p>Two.</text:p><text:p>Three.</text:p>", "four.");
    assert_eq!(read.body.accepted(), format!("One ![]({chart}) Two. Three. four."));
    // A table in a cell has none, either.
    let outer = |inside: &str| {
        let cell = |inside: &str| format!("<table:table-cell>{inside}</table:table-cell>");
        format!(
            "<table:table><table:table-row>{}{}</table:table-row></table:table>",
            cell("<text:p>a</text:p>"),
            cell(inside)
        )
    };
    let read = odt(&format!(
        "{}<text:p>Behind.</text:p>",
        outer(&format!("<text:p>b</text:p>{}", outer("<text:p>c</text:p>")))
    ));
    assert_eq!(read.body.accepted(), "| a | b a c |\n| --- | --- |\n\nBehind.");
}

#[test]
fn the_words_of_a_drawn_shape_are_text() {
    let chart = called("chart.png", CHART);
    for shape in ["custom-shape", "rect", "ellipse", "circle", "polygon", "path", "line", "connector", "caption"] {
        let shape = |inside: &str| format!("<draw:{shape}>{inside}</draw:{shape}>");
        let words = shape("<svg:title>Seen</svg:title><text:p>in a</text:p><text:p>box</text:p>");
        let read = odt(&format!("<text:p>A{words}B</text:p>"));
        assert_eq!(read.body.accepted(), "A in a box B");
        assert_eq!(read.receipt.iter().map(|entry| entry.rule.as_str()).collect::<Vec<_>>(), ["odt.text_box"]);
        let read = odt(&format!("{words}<draw:g>{words}</draw:g><text:p>B</text:p>"));
        assert_eq!(read.body.accepted(), "in a\n\nbox\n\nin a\n\nbox\n\nB");
        let read = odt(&format!("<text:p>A{}B</text:p>", shape("<text:p/>")));
        assert!(read.body.accepted() == "AB" && read.receipt.is_empty(), "{:?}", read.receipt);
        let image = r#"<draw:image xlink:href="Pictures/chart.png"/>"#;
        let read = odt(&format!("<text:p>A {} B</text:p>", shape(image)));
        assert_eq!(read.body.accepted(), format!("A ![]({chart}) B"));
    }
}

#[test]
fn the_first_form_of_a_picture_that_a_piece_can_have_is_taken() {
    let svg: &[u8] = b"<?xml version='1.0'?><svg onload='x()'/>";
    let number = "Pictures/1000000000000320000001F4A1B2C3D4.png";
    let parts = [("Pictures/a.svg", svg), (number, CHART)];
    let both = format!(
        r#"<text:p><draw:frame draw:name="Fares of 2026"><draw:image xlink:href="Pictures/a.svg"/><draw:image xlink:href="{number}"/></draw:frame></text:p>"#
    );
    let read = read_odt(&odt_with(&both, &parts)).unwrap();
    assert_eq!(read.body.accepted(), format!("![]({})", called("Fares of 2026", CHART)));
    assert!(read.pictures[0].name.starts_with("fares-of-2026-"), "a long number says nothing to anybody");
    assert_eq!(told(&read).len(), 1);
    let one = r#"<text:p>A <draw:frame><draw:image xlink:href="Pictures/a.svg"/><svg:title>Fares.</svg:title></draw:frame> B</text:p>"#;
    let read = read_odt(&odt_with(one, &parts)).unwrap();
    assert_eq!(read.body.accepted(), "A ![Fares.](a.svg) B", "its place is kept");
    let [(ReceiptKind::Dropped, "office.picture_not_kept", says)] = told(&read)[..] else {
        panic!("{:?}", read.receipt)
    };
    assert!(says.starts_with("a.svg: Fares. It is an SVG drawing"), "{says}");
}

#[test]
fn pictures_that_stand_in_the_text_of_an_odt_itself_are_taken() {
    let inside = format!("<office:binary-data>\n{}</office:binary-data>", base64(CHART));
    let read = odt(&format!(
        r#"<text:p>One. <draw:frame draw:name="Chart"><draw:image>{inside}</draw:image></draw:frame></text:p>"#
    ));
    assert_eq!(read.body.accepted(), format!("One. ![]({})", called("Chart", CHART)));
    let data = format!("data:image/png;base64,{}", base64(CHART).replace('\n', ""));
    let read = odt(&format!(r#"<text:p><draw:frame><draw:image xlink:href="{data}"/></draw:frame></text:p>"#));
    assert_eq!(read.body.accepted(), format!("![]({})", called("", CHART)));
}

#[test]
fn a_picture_that_came_in_is_not_in_the_text_before() {
    let tracked = r#"<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>Maud Castell</dc:creator></office:change-info></text:insertion></text:changed-region><text:changed-region text:id="c2"><text:deletion><office:change-info><dc:creator>Ines Okafor</dc:creator></office:change-info><text:p>very <draw:frame><draw:image xlink:href="Pictures/harbour.jpg"/><svg:title>Gone</svg:title></draw:frame></text:p></text:deletion></text:changed-region></text:tracked-changes>"#;
    let read = odt(&format!(
        r#"{tracked}<text:p>It is <text:change text:change-id="c2"/>late.<text:change-start text:change-id="c1"/><draw:frame><draw:image xlink:href="Pictures/chart.png"/></draw:frame><text:change-end text:change-id="c1"/></text:p>"#
    ));
    let chart = called("chart.png", CHART);
    assert_eq!(read.body.rejected(), "It is very late.");
    assert_eq!(read.body.accepted(), format!("It is late.![]({chart})"));
    assert!(read.receipt.iter().any(|entry| entry.rule == "odt.picture_removed"), "{:?}", read.receipt);
    let chart = called("", CHART);
    let read = rtf(&format!(r"It is late.{{\revised{{\pict\pngblip {}}}}}\par", hex(CHART)));
    assert_eq!(
        (read.body.rejected(), read.body.accepted()),
        ("It is late.".into(), format!("It is late.![]({chart})"))
    );
    assert!(matches!(read.body.runs[1].status, Status::Inserted(_)));
}

#[test]
fn pictures_of_an_rtf_come_as_digits_or_raw() {
    let (chart, harbour) = (called("", CHART), called("", HARBOUR));
    let mut raw = b"{\\rtf1\\pard One.\\par{\\pict\\jpegblip\\picw80\\bin".to_vec();
    raw.extend_from_slice(format!("{} ", HARBOUR.len()).as_bytes());
    raw.extend_from_slice(HARBOUR);
    raw.extend_from_slice(format!("}}\\par Two {{\\pict\\picwgoal20\\pngblip\n{}}}.\\par}}", hex(CHART)).as_bytes());
    let read = read_rtf(&raw, &decode).unwrap();
    assert_eq!(read.body.accepted(), format!("One.\n\n![]({harbour})\n\nTwo ![]({chart})."));
    let bytes: Vec<_> = read.pictures.iter().map(|picture| &*picture.bytes).collect();
    assert_eq!(bytes, [HARBOUR, CHART]);
    assert_eq!(told(&read).len(), 2);
    let read = rtf(&format!(
        r"{{\pict\pngblip {}}}\par\pard\s2 Fares {{\i now}}.\par\pard\s0 Two.\par",
        hex(CHART).to_uppercase()
    ));
    assert_eq!(read.body.accepted(), format!("![]({chart} \"Fares now.\")\n\nTwo."));
}

#[test]
fn the_double_of_a_picture_in_rtf_is_not_a_second_one() {
    let said = r"{\*\picprop\shplid1025{\sp{\sn shapeType}{\sv 75}}{\sp{\sn wzDescription}{\sv A ferry}}}";
    let chart = called("", CHART);
    let read = rtf(&format!(
        r"A {{\*\shppict{{\pict{said}\pngblip{{\*\blipuid 0123456789abcdef0123456789abcdef}}{}}}}}{{\nonshppict{{\pict\wmetafile8 {}}}}} B\par",
        hex(CHART),
        hex(HARBOUR)
    ));
    assert_eq!(read.body.accepted(), format!("A ![A ferry]({chart}) B"));
    assert_eq!((read.pictures.len(), told(&read).len()), (1, 1), "{:?}", read.receipt);
    // The double of one that a piece can't have is taken in its stead.
    let double = |first: &str, between: &str, second: &str| {
        rtf(&format!(r"A {{\*\shppict{{\pict{said}{first}}}}}{between}{{\nonshppict{{\pict{second}}}}} B\par"))
    };
    let (emf, png) = (r"\emfblip 0100", format!(r"\pngblip {}", hex(CHART)));
    let read = double(emf, "\n", &png);
    assert_eq!(read.body.accepted(), format!("A ![A ferry]({chart}) B"));
    assert_eq!((read.pictures.len(), told(&read).len()), (1, 1), "{:?}", read.receipt);
    for second in [r"\wmetafile8 0100", ""] {
        let read = double(emf, "", second);
        assert_eq!(read.body.accepted(), "A ![A ferry](picture.emf) B");
        assert_eq!(told(&read).len(), 1, "{:?}", read.receipt);
    }
    let alone = rtf(&format!(r"A {{\*\shppict{{\pict{said}{emf}}}}} B\par"));
    assert_eq!(alone.body.accepted(), "A ![A ferry](picture.emf) B");
    let empty = rtf(&format!(r"A {{\*\shppict{{\pict{said}{emf}}}}}{{\nonshppict}} B\par"));
    assert_eq!(empty.body.accepted(), "A ![A ferry](picture.emf) B");
    // What doesn't stand right behind a picture is another one.
    let read = double(&png, "and", &format!(r"\jpegblip {}", hex(HARBOUR)));
    assert_eq!(read.body.accepted(), format!("A ![A ferry]({chart})and![]({}) B", called("", HARBOUR)));
    let read = double(emf, "and", &png);
    assert_eq!(read.body.accepted(), format!("A ![A ferry](picture.emf)and![]({chart}) B"));
    // One that has no double is the picture itself.
    let read = rtf(&format!(r"A {{\nonshppict{{\pict\pngblip {}}}}} B\par", hex(CHART)));
    assert_eq!(read.body.accepted(), format!("A ![]({chart}) B"));
}

#[test]
fn a_picture_that_floats_in_rtf_is_taken_from_its_shape() {
    let chart = called("", CHART);
    let shape = |pib: &str| {
        format!(
            r"{{\shp{{\*\shpinst\shpleft1{{\sp{{\sn shapeType}}{{\sv 75}}}}{{\sp{{\sn pib}}{{\sv {{\pict{pib}}}}}}}{{\sp{{\sn wzDescription}}{{\sv A f\'e9rry}}}}}}{{\shprslt{{\pict\wmetafile8 {}}}}}}}",
            hex(HARBOUR)
        )
    };
    let png = format!(r"\pngblip {}", hex(CHART));
    let read = rtf(&format!(r"A {} B\par", shape(&png)));
    assert_eq!(read.body.accepted(), format!("A ![A férry]({chart}) B"));
    assert_eq!(told(&read).len(), 1);
    let text = format!(r"{{\shp{{\*\shpinst{{\shptxt \pard In a box {{\pict\pngblip {}}}\par}}}}}}", hex(CHART));
    let read = rtf(&format!(r"{text}After.\par"));
    assert_eq!(read.body.accepted(), format!("In a box ![]({chart})\n\nAfter."));
    // What fills a shape is no picture of the text.
    let fill = format!(r"A {{\shp{{\*\shpinst{{\sp{{\sn fillBlip}}{{\sv {{\pict{png}}}}}}}}}}} B\par");
    let read = rtf(&fill);
    assert!(read.body.accepted() == "A  B" && read.pictures.is_empty() && told(&read).len() == 1, "{read:?}");
}

#[test]
fn kinds_that_a_piece_can_t_have_are_told_and_their_places_are_kept() {
    for (word, file) in [("emfblip", "picture.emf"), ("wmetafile8", "picture.wmf"), ("dibitmap0", "picture.bmp")] {
        let read = rtf(&format!(r"A{{\pict{{\*\picprop{{\sp{{\sn wzDescription}}{{\sv Fares}}}}}}\{word} 0100}}B\par"));
        assert_eq!(read.body.accepted(), format!("A![Fares]({file})B"));
        let [(ReceiptKind::Dropped, "office.picture_not_kept", says)] = told(&read)[..] else {
            panic!("{:?}", read.receipt)
        };
        assert!(says.starts_with(&format!("{file}: Fares. It is no picture that the desk can take.")), "{says}");
    }
    // What a file is, its bytes say.
    let read = rtf(&format!(r"{{\pict\wmetafile8 {}}}\par", hex(CHART)));
    assert_eq!(read.pictures.len(), 1);
}

#[test]
fn pictures_that_nobody_sees_do_not_come_in() {
    let png = format!(r"{{\pict\pngblip {}}}", hex(CHART));
    for text in [
        format!(r"A{{\v {png}}}B\par"),
        format!(r"A{{\v {{\*\shppict{png}}}{{\nonshppict{png}}}}}B\par"),
        format!(r"A{{\v {{\shp{{\*\shpinst{{\sp{{\sn pib}}{{\sv {png}}}}}}}}}}}B\par"),
        format!(r"A{{\shp{{\*\shpinst{{\sp{{\sn pib}}{{\sv {png}}}}}{{\sp{{\sn fHidden}}{{\sv 1}}}}}}}}B\par"),
        format!(r"{{\header {png}\par}}AB\par"),
        format!(r"A{{\*\unknown {png}}}B\par"),
        format!(r"A{{\deleted\revised {png}}}B\par"),
        format!(r"A{{\*\annotation {png}x}}B\par"),
    ] {
        let read = rtf(&text);
        assert!(read.body.accepted() == "AB" && read.pictures.is_empty(), "{text}: {:?}", read.body);
    }
}

#[test]
fn pictures_stand_in_lists_notes_and_tables() {
    let (chart, png) = (called("", CHART), format!(r"{{\pict\pngblip {}}}", hex(CHART)));
    let read = rtf(&format!(
        r"{{\listtext\'b7\tab}}\pard\ls1 one {png}\par\pard A.{{\footnote\pard See {png}}}\par\trowd\cellx100\cellx200\pard\intbl {png}\cell b\cell\row\pard"
    ));
    assert_eq!(
        read.body.accepted(),
        format!("- one ![]({chart})\n\nA.[^1]\n\n| ![]({chart}) | b |\n| --- | --- |\n\n[^1]: See ![]({chart})")
    );
    let chart = called("chart.png", CHART);
    let frame = r#"<draw:frame text:anchor-type="paragraph"><draw:image xlink:href="Pictures/chart.png"/><svg:title>a|b</svg:title></draw:frame>"#;
    let read = odt(&format!(
        "<table:table><table:table-row><table:table-cell><text:p>{frame}x</text:p></table:table-cell></table:table-row></table:table>"
    ));
    assert_eq!(read.body.accepted(), format!("| ![a\\|b]({chart}) x |\n| --- |"));
}
