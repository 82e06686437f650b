//! OpenDocument and RTF files on the desk.

use crate::pictures::{CHART, HARBOUR, tells};
use crate::{Bench, bench};
use desk::{Archive, ExportFormat, convert_with, read_file, read_file_with_pictures};
use model::picture::{Picture, address, stripped};
use model::{OutletProfile, Receipt, ReceiptKind};

const RTF: &str = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}}{\*\revtbl{Unknown;}{Maud Castell;}}\pard The last boat\par\pard By Ines Okafor\par\pard The ferry {\deleted\revauthdel1 was}{\revised\revauth1 is} late, and nobody on the island was told about it in time.\par\pard \f1\'cf\'f0\'e0\'e2\'e4\'e0{\*\atnauthor Ines Okafor}{\*\annotation By how much?} is a word, and this is a whole sentence about it, with a full stop.\par}";

fn said(receipt: &Receipt, what: &str) -> Option<(ReceiptKind, String)> {
    let entry = receipt.iter().find(|entry| entry.what == what)?;
    Some((entry.kind, entry.text.clone().unwrap_or_default()))
}

#[test]
fn an_rtf_file_becomes_a_piece_and_its_changes_are_told() {
    let bench = bench();
    let path = bench.dir.path().join("the-boat.rtf");
    std::fs::write(&path, RTF).unwrap();
    let (piece, receipt) = read_file(&path).unwrap();
    assert_eq!((piece.headline.as_str(), piece.byline.as_str()), ("The last boat", "Ines Okafor"));
    assert!(
        piece.body.starts_with("The ferry is late, and nobody") && piece.body.contains("Правда is a word"),
        "{}",
        piece.body
    );
    let changes = "2 tracked changes: 2 of Maud Castell";
    assert_eq!(said(&receipt, "tracked_changes"), Some((ReceiptKind::Kept, changes.into())));
    assert_eq!(said(&receipt, "comments"), Some((ReceiptKind::Kept, "1 comment: 1 of Ines Okafor".into())));
    let imported = bench.desk.import_files(&[path]);
    assert_eq!(imported[0].outcome.as_ref().unwrap().0.headline, "The last boat");
}

/// An OpenDocument text with a photograph that has a caption, a drawing, and a picture that lies elsewhere.
fn odt() -> Vec<u8> {
    let spaces = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink""#;
    let words = "The ferry is late, and nobody on the island was told about it in time, or will be.";
    let frame = |href: &str, alt: &str| {
        format!(
            r#"<draw:frame text:anchor-type="paragraph"><draw:image xlink:href="{href}"/><svg:title>{alt}</svg:title></draw:frame>"#
        )
    };
    let photograph = frame("Pictures/harbour.jpg", "A ferry");
    let drawing = frame("Pictures/fares.svg", "Fares");
    let elsewhere = frame("https://spy.example/a.png", "Seen");
    let body = format!(
        r#"<text:h text:outline-level="1">The last boat</text:h><text:p>By Ines Okafor</text:p><text:p>{words}</text:p><text:p><draw:frame text:anchor-type="paragraph"><draw:text-box><text:p>{photograph}Off the quay. Photograph: Bo Lind</text:p></draw:text-box></draw:frame>{words}</text:p><text:p>{elsewhere}{words}</text:p><text:p>{drawing}</text:p><text:p>{words}</text:p>"#
    );
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    wire::zip(&[
        ("mimetype".into(), b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml".into(), content.into_bytes()),
        ("Pictures/harbour.jpg".into(), HARBOUR.to_vec()),
        ("Pictures/fares.svg".into(), b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
    ])
}

#[test]
fn the_pictures_of_an_office_text_are_those_of_its_piece() {
    let Bench { desk, dir, .. } = bench();
    let digits: String = CHART.iter().map(|byte| format!("{byte:02x}")).collect();
    let said = r"{\*\picprop{\sp{\sn wzDescription}{\sv A ferry}}}";
    let picture = format!(r"{{\*\shppict{{\pict{said}\pngblip {digits}}}}}{{\nonshppict{{\pict\wmetafile8 0100}}}}");
    let words = "The ferry is late, and nobody on the island was told about it in time, or will be.";
    let rtf =
        format!(r"{{\rtf1\ansi\pard The last boat\par By Ines Okafor\par {words}\par {picture}\par {words}\par}}");
    let caption = " \"Off the quay. Photograph: Bo Lind\"";
    for (file, bytes, (name, whole), caption) in
        [("boat.odt", odt(), ("harbour.jpg", HARBOUR), caption), ("boat.rtf", rtf.into_bytes(), ("", CHART), "")]
    {
        let name = Picture::taken(name, whole).unwrap().name;
        let line = format!("\n\n![A ferry]({}{caption})\n\n{words}", address(&name));
        let path = dir.path().join(file);
        std::fs::write(&path, bytes).unwrap();
        let (piece, receipt) = desk.import_files(std::slice::from_ref(&path)).remove(0).outcome.unwrap();
        assert_eq!((piece.headline.as_str(), piece.byline.as_str()), ("The last boat", "Ines Okafor"));
        assert!(piece.body.contains(&line), "{}", piece.body);
        let kept = receipt.iter().find(|entry| entry.rule == "office.picture").unwrap();
        assert_eq!(kept.text.as_deref(), Some(&*format!("{name}: A ferry")));
        let views = desk.pictures(piece.id.unwrap()).unwrap();
        assert_eq!(views.iter().map(|view| (view.name.as_str(), view.in_text)).collect::<Vec<_>>(), [(&*name, true)]);
        let leaving = Archive::open(desk.dir()).unwrap().pictures_leaving(&piece);
        assert_eq!(*leaving.get(&name).unwrap().bytes, *stripped(whole));
        // Without a desk, in a form that holds its pictures.
        let (piece, beside) = read_file_with_pictures(&path).unwrap();
        let page = convert_with(&piece, ExportFormat::Html, &OutletProfile::default(), None, &beside).unwrap();
        assert!(!tells(&page) && String::from_utf8(page).unwrap().contains(";base64,"), "{file}");
    }
    let (piece, receipt) = read_file(&dir.path().join("boat.odt")).unwrap();
    assert!(piece.body.contains("\n\n![Fares](fares.svg)\n\n"), "its place is kept: {}", piece.body);
    let dropped: Vec<&str> =
        receipt.iter().filter(|e| e.what == "picture" && e.kind == ReceiptKind::Dropped).map(|e| &*e.rule).collect();
    assert_eq!(dropped, ["office.picture_elsewhere", "office.picture_not_kept"]);
}

#[test]
fn a_file_that_is_no_office_text_gets_a_sentence_and_leaves_the_desk_alone() {
    let bench = bench();
    for (name, bytes) in
        [("a.odt", &b"plain words"[..]), ("b.rtf", b"{\\rtf1 cut off"), ("c.odt", b"PK\x03\x04broken"), ("d.odt", b"")]
    {
        let path = bench.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let imported = bench.desk.import_files(&[path]);
        let error = imported[0].outcome.as_ref().unwrap_err();
        assert!(error.contains(name) && error.contains("nothing was changed"), "{error}");
    }
    assert_eq!(bench.desk.list(&crate::everything()).unwrap().rows.len(), 0);
}
