//! OpenDocument texts as LibreOffice writes them.

use office::{Read, Status, read_odt};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0""#;
const STYLES: &str = r#"<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/><text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/><text:list-level-style-bullet text:level="2"/></text:list-style><text:list-style style:name="L2"><text:list-level-style-number text:level="1"/></text:list-style></office:automatic-styles>"#;

/// An archive of parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn odt(body: &str) -> Vec<u8> {
    odt_with(body, &[])
}

/// A text with further parts.
pub fn odt_with(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    let meta = format!(
        r#"<office:document-meta {SPACES}><office:meta><dc:title>A ferry</dc:title><dc:language>en-GB</dc:language></office:meta></office:document-meta>"#
    );
    let own: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ];
    archive(&[&own[..], parts].concat())
}

fn read(body: &str) -> Read {
    read_odt(&odt(body)).unwrap()
}

fn text(body: &str) -> String {
    read(body).body.accepted()
}

#[test]
fn structure_and_looks_are_kept() {
    assert_eq!(
        text(
            r#"<text:h text:outline-level="2">The ferry</text:h><text:p>It is <text:span text:style-name="T1">late</text:span>,
            <text:s text:c="2"/><text:span text:style-name="T2">again</text:span> and<text:line-break/>again &amp; <text:a xlink:href="https://a.example/">here</text:a>.</text:p><text:p/><text:p text:style-name="P1">Said so.</text:p>"#
        ),
        "## The ferry\n\nIt is **late**,   *again* and\\\nagain & [here](https://a.example/).\n\n> Said so."
    );
    let whole = read("<text:p>x</text:p>");
    assert_eq!((whole.title.as_str(), whole.language.as_deref()), ("A ferry", Some("en-GB")));
}

#[test]
fn lists_notes_and_tables_are_kept() {
    assert_eq!(
        text(
            r#"<text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p><text:p>more of it</text:p></text:list-item></text:list><text:list text:style-name="L2"><text:list-item text:start-value="3"><text:p>three</text:p></text:list-item><text:list-item><text:p>four</text:p></text:list-item></text:list>"#
        ),
        "- one\n   - inner\n- two\n\n   more of it\n3. three\n4. four"
    );
    assert_eq!(
        text(
            r#"<text:p>A claim<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Minutes.</text:p><text:p>Page 4.</text:p></text:note-body></text:note>.</text:p><text:p>Last.</text:p>"#
        ),
        "A claim[^1].\n\nLast.\n\n[^1]: Minutes.\n\n    Page 4."
    );
    assert_eq!(
        text(
            r#"<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:p>Fare</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>2019</text:p></table:table-cell><table:table-cell><text:p>9</text:p><text:p>each</text:p></table:table-cell></table:table-row></table:table>"#
        ),
        "| Year | Fare |\n| --- | --- |\n| 2019 | 9 each |"
    );
}

const TRACKED: &str = r#"<text:tracked-changes><text:changed-region xml:id="ct1" text:id="ct1"><text:insertion><office:change-info><dc:creator>Maud Castell</dc:creator><dc:date>2026-03-02T10:15:30.123456789</dc:date></office:change-info></text:insertion></text:changed-region><text:changed-region text:id="ct2"><text:deletion><office:change-info><dc:creator>Ines Okafor</dc:creator><dc:date>2026-03-02T11:00:00</dc:date></office:change-info><text:p>was very </text:p></text:deletion></text:changed-region><text:changed-region text:id="ct3"><text:deletion><office:change-info><dc:creator>Ines Okafor</dc:creator></office:change-info><text:p/><text:p/></text:deletion></text:changed-region></text:tracked-changes>"#;

#[test]
fn tracked_changes_have_their_people_and_times() {
    let read = read(&format!(
        r#"{TRACKED}<text:p>The ferry <text:change-start text:change-id="ct1"/>is <text:change-end text:change-id="ct1"/><text:change text:change-id="ct2"/>late.<text:change text:change-id="ct3"/> Again.</text:p>"#
    ));
    assert_eq!(read.body.rejected(), "The ferry was very late.\n\n Again.");
    assert_eq!(read.body.accepted(), "The ferry is late. Again.");
    let Status::Inserted(by) = &read.body.runs[1].status else { panic!("{:?}", read.body) };
    assert_eq!((by.author.as_str(), by.at.as_deref()), ("Maud Castell", Some("2026-03-02T10:15:30")));
}

#[test]
fn a_paragraph_that_came_in_is_not_in_the_text_before() {
    let read = read(&format!(
        r#"{TRACKED}<text:p>One.<text:change-start text:change-id="ct1"/></text:p><text:p>Two.<text:change-end text:change-id="ct1"/></text:p><text:p>Three.</text:p>"#
    ));
    assert_eq!(
        (read.body.rejected().as_str(), read.body.accepted().as_str()),
        ("One.\n\nThree.", "One.\n\nTwo.\n\nThree.")
    );
}

#[test]
fn comments_stand_on_their_words() {
    let read = read(
        r#"<text:p>A <office:annotation office:name="c1" loext:resolved="true"><dc:creator>Ines Okafor</dc:creator><dc:date>2026-03-02T11:00:00</dc:date><text:p>Which <text:span text:style-name="T1">one</text:span>?</text:p></office:annotation>grey bell<office:annotation-end office:name="c1"/> rang.<office:annotation><dc:creator>X</dc:creator><text:p>Here.</text:p></office:annotation></text:p>"#,
    );
    assert_eq!(read.body.accepted(), "A grey bell rang.");
    let said: Vec<_> =
        read.comments.iter().map(|c| (c.by.author.as_str(), c.text.as_str(), c.place.clone(), c.resolved)).collect();
    assert_eq!(said, [("Ines Okafor", "Which one?", 2..11, true), ("X", "Here.", 17..17, false)]);
}

#[test]
fn what_is_left_out_is_said() {
    let read = read(
        r#"<text:p>A<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame><draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>B <text:page-number>4</text:page-number></text:p>"#,
    );
    assert_eq!(read.body.accepted(), "A in a box B", "{:?}", read.body);
    let said: Vec<&str> = read.receipt.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(said, ["picture", "text box", "page number"]);
}

#[test]
fn a_note_in_a_table_is_a_note() {
    assert_eq!(
        text(
            r#"<table:table><table:table-row><table:table-cell><text:p>Fare<text:note><text:note-body><text:p>Minutes.</text:p><text:p>Page 4.</text:p></text:note-body></text:note> now</text:p></table:table-cell></table:table-row></table:table>"#
        ),
        "| Fare[^1] now |\n| --- |\n\n[^1]: Minutes.\n\n    Page 4."
    );
}

#[test]
fn lists_quotations_and_lines_of_a_note_stay_in_it() {
    let note = |inside: &str| {
        let read = read(&format!(
            "{TRACKED}<text:p>A<text:note><text:note-body>{inside}</text:note-body></text:note>.</text:p><text:p>Last.</text:p>"
        ));
        (read.body.accepted(), read.body.rejected())
    };
    let said = |words: &str| format!("A[^1].\n\nLast.\n\n[^1]: {words}");
    let items = ["one<text:line-break/>more", "two"]
        .map(|words| format!("<text:list-item><text:p>{words}</text:p></text:list-item>"));
    assert_eq!(note(&format!("<text:list>{}</text:list>", items.concat())).0, said("- one\\\n       more\n    - two"));
    let quote = r#"<text:p text:style-name="P1">Said<text:line-break/>so.</text:p>"#;
    assert_eq!(note(&quote.repeat(2)).0, said("> Said\\\n    > so.\n    >\n    > Said\\\n    > so."));
    assert_eq!(note("<text:p>One.<text:line-break/>Two.</text:p>").0, said("One.\\\n    Two."));
    let gone = r#"<text:p>One.<text:change text:change-id="ct3"/> Two.</text:p>"#;
    assert_eq!(note(gone), (said("One. Two."), said("One.\n\n     Two.")));
}
