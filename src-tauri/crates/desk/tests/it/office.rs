//! OpenDocument and RTF files on the desk.

use crate::bench;
use desk::read_file;
use model::{Receipt, ReceiptKind};

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
