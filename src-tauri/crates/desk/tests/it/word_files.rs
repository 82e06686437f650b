//! Word files in and out of the desk.

use desk::{ExportFormat, convert_bytes, read_file};
use model::{Field, Piece, ReceiptKind};

fn piece() -> Piece {
    Piece {
        headline: "No boat is an island".into(),
        standfirst: "A timetable is a promise.".into(),
        byline: "Maud Castell".into(),
        author_note: "Maud Castell rows.".into(),
        language: Some("en-GB".into()),
        body: "The ferry *never* sails [at dawn](https://ferry.example).[^1]\n\n- one\n- two\n\n> Quoted.\n\n[^1]: By the timetable.".into(),
        ..Piece::default()
    }
}

#[test]
fn a_piece_comes_back_from_its_own_word_file_with_every_field() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("boat.docx");
    let bytes = convert_bytes(&piece(), ExportFormat::Docx, &Default::default()).unwrap();
    assert_eq!(bytes, convert_bytes(&piece(), ExportFormat::Docx, &Default::default()).unwrap(), "the same bytes");
    std::fs::write(&path, bytes).unwrap();
    let (back, receipt) = read_file(&path).unwrap();
    for field in Field::ALL {
        assert_eq!(back.text(field), piece().text(field), "{}", field.name());
    }
    assert_eq!(back.language.as_deref(), Some("en-GB"));
    assert_eq!(back.slugline, "no-boat-is-an-island");
    assert!(receipt.iter().all(|entry| entry.rule != "word.no_rule"), "{receipt:?}");
    assert!(receipt.iter().any(|entry| entry.kind == ReceiptKind::Recognised && entry.what == "headline"));
}

#[test]
fn a_file_that_is_no_word_file_is_refused_with_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in
        [("a.docx", &b"just words"[..]), ("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("c.docx", b"PK\x03\x04")]
    {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = read_file(&path).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains("nothing was changed"), "{error}");
    }
}
