//! Files with tracked changes and comments on the desk, and pieces as Word files with them.

use crate::{Bench, bench, open};
use desk::review::{Against, NewComment, Place, Review};
use desk::{Desk, ExportFormat, Form, convert_bytes};
use model::review::{ChangeKind, CommentKind, Found, Role};
use model::{Field, PieceId, Receipt, ReceiptKind};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use word::{Comment, Outgoing, Stamp, Status, Text, Tracked, When};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file as another program would write it, from its paragraphs and the inside of its comments.
fn docx(paragraphs: &str, comments: &str, extended: &str) -> Vec<u8> {
    let types = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, inside: &str| format!("<?xml version=\"1.0\"?><{name} {W}>{inside}</{name}>").into_bytes();
    let file = |name: &str, bytes: Vec<u8>| (name.to_owned(), bytes);
    wire::zip(&[
        file(
            "[Content_Types].xml",
            format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{types}.document.main+xml\"/><Override PartName=\"/word/comments.xml\" ContentType=\"{types}.comments+xml\"/><Override PartName=\"/word/commentsExtended.xml\" ContentType=\"{types}.commentsExtended+xml\"/></Types>").into_bytes(),
        ),
        file(
            "_rels/.rels",
            format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{RELATION}/officeDocument\" Target=\"word/document.xml\"/></Relationships>").into_bytes(),
        ),
        file("word/document.xml", part("w:document", &format!("<w:body>{paragraphs}</w:body>"))),
        file(
            "word/_rels/document.xml.rels",
            format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{RELATION}/comments\" Target=\"comments.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\" Target=\"commentsExtended.xml\"/></Relationships>").into_bytes(),
        ),
        file("word/comments.xml", part("w:comments", comments)),
        file("word/commentsExtended.xml", part("w15:commentsEx", extended)),
    ])
}

const ANN: &str = "w:author=\"Ann Ode\" w:date=\"2026-05-04T09:30:00Z\"";
const BO: &str = "w:author=\"Bo Lind\" w:date=\"2026-05-05T17:05:00Z\"";

fn edited() -> Vec<u8> {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let gone = |text: &str| format!("<w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r>");
    let paragraphs = format!(
        "<w:p>{}</w:p><w:p>{}</w:p>\
         <w:p>{}<w:commentRangeStart w:id=\"0\"/><w:del w:id=\"1\" {ANN}>{}</w:del><w:commentRangeEnd w:id=\"0\"/><w:ins w:id=\"2\" {ANN}>{}</w:ins>{}</w:p>\
         <w:p>{}<w:commentRangeStart w:id=\"1\"/>{}<w:commentRangeEnd w:id=\"1\"/>{}<w:ins w:id=\"3\" {BO}>{}</w:ins>{}</w:p>\
         <w:p><w:pPr><w:rPr><w:del w:id=\"4\" {BO}/></w:rPr></w:pPr><w:del w:id=\"5\" {BO}>{}</w:del></w:p>\
         <w:p>{}</w:p>",
        run("The ferry that never was"),
        run("By Ilse Varden"),
        run("The ferry sails at "),
        gone("dawn on every day of the week"),
        run("noon"),
        run(", whatever the timetable of the company may promise."),
        run("The "),
        run("minister"),
        run(" said that it was an exception"),
        run(", and that nobody had been told"),
        run("; the island remembers it otherwise."),
        gone("This paragraph is one too many, and says nothing that was not said before."),
        run("The last boat left at six, with nobody on the quay to see it go."),
    );
    let comment = |id: u32, who: &str, initials: &str, text: &str| {
        format!(
            "<w:comment w:id=\"{id}\" {who} w:initials=\"{initials}\"><w:p w14:paraId=\"0000000{}\">{}</w:p></w:comment>",
            id + 1,
            run(text)
        )
    };
    let comments = comment(0, ANN, "AO", "Never at dawn * since 2019.")
        + &comment(1, BO, "BL", "Which one?")
        + &comment(2, ANN, "AO", "The old one.");
    let extended = "<w15:commentEx w15:paraId=\"00000001\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"00000002\" w15:done=\"1\"/><w15:commentEx w15:paraId=\"00000003\" w15:paraIdParent=\"00000002\" w15:done=\"1\"/>";
    docx(&paragraphs, &comments, extended)
}

fn bring_in(desk: &Desk, path: &Path, bytes: &[u8]) -> (PieceId, Receipt) {
    std::fs::write(path, bytes).unwrap();
    let imported = desk.import_files(&[path.to_path_buf()]).remove(0);
    let (piece, receipt) = imported.outcome.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (piece.id.unwrap(), receipt)
}

fn review(desk: &Desk, id: PieceId) -> Review {
    desk.review(id, None, &Role::Editor).unwrap()
}

fn said(receipt: &Receipt, rule: &str) -> Option<(ReceiptKind, String)> {
    let entry = receipt.iter().find(|entry| entry.rule == rule)?;
    Some((entry.kind, entry.text.clone().unwrap_or_default()))
}

/// A change: what it does, the words of before and of now, who made it, and when.
type Shown = (ChangeKind, String, String, Vec<String>, Option<String>);

/// The changes as a person sees them: kind, words, people, time.
fn told(review: &Review) -> Vec<Shown> {
    let all = review.changes.iter().map(|open| {
        let side = |of: fn(&model::review::Part) -> &String| {
            open.change.parts.iter().map(|part| of(part).trim()).collect::<Vec<_>>().join("|")
        };
        // Who of several comes first goes by their letters, and a letter that only the comparison calls new is nobody's
        // before it was in a Word file.
        let mut by: Vec<String> = open.change.by.iter().map(|person| person.name.clone()).collect();
        by.sort();
        let when = open.when.as_ref().map(|at| at[..16].to_owned());
        (open.change.kind, side(|p| &p.removed), side(|p| &p.inserted), by, when)
    });
    all.collect()
}

#[test]
fn a_word_file_with_tracked_changes_is_reviewed_like_any_other_work() {
    let Bench { desk, dir, .. } = bench();
    let (id, receipt) = bring_in(&desk, &dir.path().join("ferry.docx"), &edited());
    let piece = desk.open_piece(id).unwrap();
    let text = |field: Field| piece.fields.iter().find(|(of, ..)| *of == field).unwrap().1.clone();
    assert_eq!(
        (text(Field::Headline).as_str(), text(Field::Byline).as_str()),
        ("The ferry that never was", "Ilse Varden")
    );
    assert!(text(Field::Body).starts_with("The ferry sails at noon, whatever"), "{}", text(Field::Body));
    assert!(!text(Field::Body).contains("one too many"));

    let seen = review(&desk, id);
    assert_eq!(seen.against.baseline, Against::Received);
    let before = seen.before.iter().find(|(field, _)| *field == Field::Body).unwrap().1.clone();
    assert_eq!(before.split("\n\n").count(), 4, "{before}");
    assert!(before.contains("at dawn on every day of the week, whatever") && before.contains("one too many"));
    let times: Vec<(ChangeKind, Vec<String>, Option<String>)> =
        told(&seen).into_iter().map(|(kind, _, _, by, when)| (kind, by, when)).collect();
    let (ann, bo) = (vec!["Ann Ode".to_owned()], vec!["Bo Lind".to_owned()]);
    let (first, second) = (Some("2026-05-04T09:30".to_owned()), Some("2026-05-05T17:05".to_owned()));
    assert_eq!(
        times,
        [
            (ChangeKind::Replace, ann, first),
            (ChangeKind::Insert, bo.clone(), second.clone()),
            (ChangeKind::Remove, bo, second)
        ]
    );
    assert_eq!(
        said(&receipt, "marks.changes"),
        Some((ReceiptKind::Kept, "4 tracked changes: 2 of Ann Ode, 2 of Bo Lind".into()))
    );
    assert_eq!(
        said(&receipt, "marks.comments"),
        Some((ReceiptKind::Kept, "2 comments, 1 answer, 1 settled: 2 of Ann Ode, 1 of Bo Lind".into()))
    );
    assert!(receipt.iter().all(|entry| entry.rule != "word.no_rule"), "{receipt:?}");

    let comments = &seen.comments;
    assert_eq!(comments.len(), 2);
    let gone = comments.iter().find(|comment| comment.by.name == "Ann Ode").unwrap();
    assert_eq!((gone.found, gone.quote.as_str()), (Found::Gone, "dawn on every day of the week"));
    assert_eq!(
        (gone.text.as_str(), &gone.at[..16], gone.by.initials.as_str()),
        ("Never at dawn * since 2019.", "2026-05-04T09:30", "AO")
    );
    let settled = comments.iter().find(|comment| comment.by.name == "Bo Lind").unwrap();
    assert_eq!((settled.found, settled.quote.as_str(), settled.resolved), (Found::Same, "minister", true));
    assert_eq!(settled.resolved_by.as_ref().unwrap().name, "ferry.docx", "the file does not tell who settled it");
    assert_eq!((settled.replies[0].by.name.as_str(), settled.replies[0].text.as_str()), ("Ann Ode", "The old one."));

    let people: Vec<String> =
        desk.history(id, None, 50).unwrap().entries.into_iter().map(|entry| entry.person.name).collect();
    assert!(people.contains(&"Ann Ode".to_owned()) && people.contains(&"Bo Lind".to_owned()), "{people:?}");

    // Taken back, the words of before are there again; and all of it stands after the desk was closed and made anew.
    let change = seen.changes[0].change.id.clone();
    desk.decide(id, &seen.against.baseline, &Role::Editor, model::review::Decision::Reject, &[change]).unwrap();
    assert!(crate::body(&desk, id).starts_with("The ferry sails at dawn on every day of the week, whatever"));
    let gone = review(&desk, id).comments.into_iter().find(|comment| comment.by.name == "Ann Ode").unwrap();
    assert!(matches!(gone.found, Found::Again | Found::Same), "{:?}", gone.found);
    desk.close();
    let (desk, ..) = open(dir.path());
    assert_eq!(told(&review(&desk, id)).len(), 2);
    assert_eq!(review(&desk, id).comments.len(), 2);
}

#[test]
fn a_file_with_comments_alone_has_no_changes_and_keeps_them() {
    let Bench { desk, dir, .. } = bench();
    let words = "<w:r><w:t>Nobody on the island had heard of it before that day in May.</w:t></w:r>";
    let paragraphs = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">The ferry is late again. </w:t></w:r><w:commentRangeStart w:id=\"7\"/>{words}<w:commentRangeEnd w:id=\"7\"/></w:p>"
    );
    let comment = format!(
        "<w:comment w:id=\"7\" {BO}><w:p><w:r><w:t>Says who?</w:t></w:r></w:p><w:p><w:r><w:t>Ask.</w:t></w:r></w:p></w:comment>"
    );
    let (id, _) = bring_in(&desk, &dir.path().join("late.docx"), &docx(&paragraphs, &comment, ""));
    let seen = review(&desk, id);
    assert!(seen.changes.is_empty());
    assert_eq!((seen.comments[0].text.as_str(), seen.comments[0].found), ("Says who?\n\nAsk.", Found::Same));
    assert!(seen.comments[0].quote.starts_with("Nobody on the island"));
}

#[test]
fn an_rtf_file_brings_its_changes_and_comments_along() {
    let Bench { desk, dir, .. } = bench();
    let rtf = r"{\rtf1\ansi\ansicpg1252{\*\revtbl{Unknown;}{Maud Castell;}}\pard The last boat\par\pard By Ines Okafor\par\pard The ferry {\deleted\revauthdel1 was}{\revised\revauth1 is} late, and nobody on the island was told about it in time.\par}";
    let (id, receipt) = bring_in(&desk, &dir.path().join("boat.rtf"), rtf.as_bytes());
    let seen = review(&desk, id);
    let (kind, removed, inserted, by, _) = told(&seen).remove(0);
    assert_eq!((kind, removed.as_str(), inserted.as_str()), (ChangeKind::Replace, "was", "is"));
    assert_eq!(by, ["Maud Castell"]);
    assert_eq!(said(&receipt, "marks.changes").unwrap().1, "2 tracked changes: 2 of Maud Castell");
}

#[test]
fn a_marked_word_file_holds_the_changes_of_the_piece_and_comes_back_as_it_was() {
    let Bench { desk, dir, .. } = bench();
    let (id, _) = bring_in(&desk, &dir.path().join("ferry.docx"), &edited());
    desk.set_person("Maud Castell", "MC").unwrap();
    let opened = desk.open_piece(id).unwrap();
    let (_, body, version) = opened.fields.iter().find(|(field, ..)| *field == Field::Body).unwrap();
    let end = model::utf16_len(body);
    desk.edit(id, Field::Body, *version, crate::typed(end, end, "\n\nNor did it come back.")).unwrap();
    let place = Place::Words { field: None, words: "six".into() };
    let new = NewComment { place, kind: CommentKind::Query, text: "p.m.?\nSee 2.".into(), asks: None, role: None };
    desk.comment(id, new).unwrap();
    let new =
        NewComment { place: Place::Piece, kind: CommentKind::Comment, text: "Good.".into(), asks: None, role: None };
    desk.comment(id, new).unwrap();
    let new = NewComment {
        place: Place::Text { field: Field::Headline },
        kind: CommentKind::Comment,
        text: "Shorter".into(),
        asks: None,
        role: None,
    };
    desk.comment(id, new).unwrap();
    let file = desk.export_marked(id, None, &Role::Editor).unwrap();
    assert!(said(&file.receipt, "word.queries").is_some(), "{:?}", file.receipt);
    assert!(file.receipt.iter().all(|entry| entry.kind != ReceiptKind::Dropped), "{:?}", file.receipt);

    let people: Vec<String> = word::read(&file.bytes).unwrap().people.into_iter().map(|person| person.name).collect();
    assert!(["Ann Ode", "Bo Lind", "Maud Castell"].iter().all(|name| people.iter().any(|p| p == name)), "{people:?}");
    let (there, dir) = other_desk();
    let (other, _) = bring_in(&there, &dir.path().join("back.docx"), &file.bytes);
    let (one, two) = (review(&desk, id), review(&there, other));
    assert_eq!(told(&one), told(&two));
    assert_eq!(one.before, two.before);
    assert_eq!(texts(&desk, id), texts(&there, other));
    assert_eq!(remarks(&one), remarks(&two));
}

#[test]
fn a_marked_word_file_leaves_against_a_chosen_text_with_a_receipt_that_names_places() {
    let Bench { desk, dir, .. } = bench();
    let (id, _) = bring_in(&desk, &dir.path().join("ferry.docx"), &edited());
    let form = |against| Form { format: ExportFormat::DocxMarked, is_final: false, against };
    let (seen, told) = desk.export_seen(id, &form(Some(Against::Received))).unwrap();
    assert!(seen.file_name.ends_with(".marked.docx"), "{}", seen.file_name);
    assert!(told.iter().any(|line| line.entry.rule == "word.changes"), "{told:?}");
    let body = told.iter().find(|line| line.entry.what == "body").unwrap();
    assert_eq!((body.field, body.range.clone(), body.entry.kind), (Some(Field::Body), None, ReceiptKind::Kept));
    let path = dir.path().join("out.docx");
    let sent = desk.export_to(id, form(Some(Against::Received)), "", &path, false).unwrap();
    assert_eq!((sent.row.record.form.as_str(), sent.receipt == told), ("docx-marked", true));
    assert!(word::read(&std::fs::read(&path).unwrap()).unwrap().body().has_changes());
    let sealed = Form { is_final: true, ..form(None) };
    assert!(desk.export_seen(id, &sealed).is_err() && desk.export_to(id, sealed, "Because.", &path, true).is_err());

    // Nobody agreed to anything yet: there are no changes, and the comments go along.
    let own = desk.new_piece().unwrap().id;
    let words = "The ferry [is late](https://ferry.example/late) again.";
    desk.edit(own, Field::Body, 0, crate::typed(0, 0, words)).unwrap();
    let (seen, told) = desk.export_seen(own, &form(None)).unwrap();
    assert!(!word::read(&seen.bytes).unwrap().body().has_changes());
    assert!(told.iter().all(|line| line.entry.kind == ReceiptKind::Kept), "{told:?}");
    let text = Form { format: ExportFormat::Txt, is_final: false, against: None };
    let (_, told) = desk.export_seen(own, &text).unwrap();
    let link = told.iter().find(|line| line.entry.what == "link").unwrap();
    assert_eq!((link.field, link.range.clone()), (Some(Field::Body), Some(20..46)));
}

#[test]
fn a_clean_word_file_says_nothing_about_anybody() {
    let Bench { desk, dir, .. } = bench();
    let (id, _) = bring_in(&desk, &dir.path().join("ferry.docx"), &edited());
    let export = desk.export(id, ExportFormat::Docx).unwrap();
    let read = word::read(&export.bytes).unwrap();
    assert!(read.people.is_empty() && read.comments.is_empty() && !read.body().has_changes());
    assert_eq!((read.properties.creator.as_str(), &read.properties.modified), ("", &None));
}

#[test]
fn a_word_file_with_marks_becomes_critic_markup_without_a_desk() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ferry.docx");
    std::fs::write(&path, edited()).unwrap();
    let file = desk::critic_of_file(&path).unwrap().unwrap();
    assert!(file.text.contains("{~~dawn on every day of the week~>noon~~}"), "{}", file.text);
    assert!(file.text.contains("{++, and that nobody had been told++}"), "{}", file.text);
    assert_eq!(file.left_out, 1, "the comment on words that are gone");
    std::fs::write(
        &path,
        convert_bytes(
            &model::Piece { body: "A text.".into(), ..Default::default() },
            ExportFormat::Docx,
            &Default::default(),
        )
        .unwrap(),
    )
    .unwrap();
    assert_eq!(desk::critic_of_file(&path).unwrap(), None);
}

/// Real files, where they are on the machine.
#[allow(clippy::print_stderr, reason = "a test that is left out says so")]
fn corpus() -> Vec<(String, PathBuf)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(folder) = here.ancestors().map(|dir| dir.join("shared/corpus/docx")).find(|dir| dir.is_dir()) else {
        eprintln!("the corpus is not on this machine: skipped");
        return Vec::new();
    };
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, PathBuf)> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "docx"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .collect();
    files.sort();
    files
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let letters: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    for word in letters.split_whitespace() {
        *out.entry(word.to_owned()).or_default() += 1;
    }
    out
}

#[test]
fn real_files_with_marks_come_in_with_both_readings_and_all_that_was_said() {
    let mut marked = 0;
    for (name, path) in corpus() {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(read) = word::read(&bytes) else { continue };
        if read.comments.is_empty() && !read.texts.iter().any(|text| text.text.has_changes()) {
            continue;
        }
        let Bench { desk, dir, .. } = bench();
        let copy = dir.path().join(format!("{name}.docx"));
        std::fs::write(&copy, &bytes).unwrap();
        let imported = desk.import_files(&[copy]).remove(0);
        let Ok((piece, receipt)) = imported.outcome else { continue };
        marked += 1;
        let seen = review(&desk, piece.id.unwrap());
        let said: usize = seen.comments.iter().map(|comment| 1 + comment.replies.len()).sum();
        assert_eq!(said, read.comments.len(), "{name}: comments");
        let people: Vec<&str> = read.people.iter().map(|person| person.name.as_str()).collect();
        for by in seen.changes.iter().flat_map(|open| &open.change.by) {
            assert!(people.contains(&by.name.as_str()) || by.name == "Unnamed", "{name}: {} of {people:?}", by.name);
        }
        // Where all words are in the texts of the piece, so are those of both readings of the file.
        let aside =
            receipt.iter().any(|entry| entry.kind == ReceiptKind::SetAside || entry.rule.starts_with("marks.outside"));
        let published =
            piece.published.printed.is_some() || piece.published.value.is_some() || !piece.outlet.name.is_empty();
        if aside || published {
            continue;
        }
        let before: String = seen.before.iter().map(|(_, text)| format!("{text}\n")).collect();
        let rejected: String = read.texts.iter().map(|text| text.text.rejected() + "\n").collect();
        let (mut have, want) = (words(&before), words(&rejected));
        // "By" is a marker of the by-line.
        for marker in ["By", "by"] {
            if want.get(marker) > have.get(marker) {
                have.insert(marker.into(), want[marker]);
            }
        }
        assert_eq!(have, want, "{name}: as received");
    }
    if !corpus().is_empty() {
        assert!(marked >= 7, "{marked} files with marks");
    }
}

fn other_desk() -> (Desk, tempfile::TempDir) {
    let Bench { desk, dir, .. } = bench();
    (desk, dir)
}

fn texts(desk: &Desk, id: PieceId) -> Vec<(Field, String)> {
    desk.open_piece(id).unwrap().fields.into_iter().map(|(field, text, _)| (field, text)).collect()
}

type Told = (String, String, String, bool, Option<Field>, Found, String, Vec<(String, String, String)>);

/// What was said, without the numbers of this desk and without the kind, for which Word has no place.
fn remarks(review: &Review) -> Vec<Told> {
    let mut out: Vec<Told> = review
        .comments
        .iter()
        .map(|comment| {
            let replies = comment.replies.iter().map(|r| (r.by.name.clone(), r.at.clone(), r.text.clone())).collect();
            let by = format!("{} {}", comment.by.name, comment.by.initials);
            // How a passage was found tells where its letters come from; another desk has others.
            let found = if comment.found == Found::Again || comment.found == Found::Changed {
                Found::Same
            } else {
                comment.found
            };
            (
                by,
                comment.at.clone(),
                comment.text.clone(),
                comment.resolved,
                comment.field,
                found,
                comment.quote.clone(),
                replies,
            )
        })
        .collect();
    out.sort_by(|a, b| (&a.1, &a.2).cmp(&(&b.1, &b.2)));
    out
}

fn stamp(author: &'static str, minute: u8) -> Stamp {
    let utc = format!("2026-05-04T09:{minute:02}:00Z");
    Stamp { author: author.into(), when: When { local: None, utc: Some(utc) } }
}

fn who() -> impl Strategy<Value = Stamp> {
    (prop_oneof![Just("Ann Ode"), Just("Bo Lind"), Just("Cay <b> & Co")], 0u8..60).prop_map(|(a, m)| stamp(a, m))
}

fn fate() -> impl Strategy<Value = Status> {
    prop_oneof![
        5 => Just(Status::Kept),
        1 => who().prop_map(Status::Inserted),
        1 => who().prop_map(Status::Removed),
        1 => (who(), who()).prop_map(|(inserted, removed)| Status::Passing { inserted, removed }),
    ]
}

fn some_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => "[a-zàé]{2,8}",
        1 => Just("*bold* move".to_owned()),
        1 => Just("[a link](https://a.example/x)".to_owned()),
        1 => Just("“quoted”".to_owned()),
        1 => Just("2026".to_owned()),
        1 => Just("🙂".to_owned()),
        1 => Just("a&b".to_owned()),
    ];
    proptest::collection::vec(word, 1..5).prop_map(|words| words.join(" ") + " ")
}

fn tracked(paragraphs: usize) -> impl Strategy<Value = Tracked> {
    let run = (some_words(), fate());
    let paragraph = (proptest::collection::vec(run, 1..5), fate());
    proptest::collection::vec(paragraph, 1..=paragraphs).prop_map(|paragraphs| {
        let mut text = Tracked::default();
        for (index, (runs, mark)) in paragraphs.into_iter().enumerate() {
            if index > 0 {
                let mark = if matches!(mark, Status::Passing { .. }) { Status::Kept } else { mark };
                text.push("\n\n", mark, None);
            }
            runs.into_iter().for_each(|(words, status)| text.push(&words, status, None));
        }
        text
    })
}

fn remark() -> impl Strategy<Value = (Stamp, String, bool, usize, usize, Option<Stamp>)> {
    let words = prop_oneof![3 => "[a-z]{1,9}( [a-z]{1,9}){0,3}", 1 => Just("2 * 3 # <x> _y_\n- z\n\n1. no".to_owned())];
    (who(), words, any::<bool>(), 0usize..400, 1usize..60, proptest::option::of(who()))
}

fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let rng_seed = match usual.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_261_126),
        fixed => fixed,
    };
    ProptestConfig { cases: 24, failure_persistence: None, rng_seed, ..usual }
}

proptest! {
    // Seeded, so that the gate tries the same pieces each time; PROPTEST_RNG_SEED tries others.
    #![proptest_config(config())]

    #[test]
    fn any_piece_comes_back_from_its_marked_word_file(
        headline in tracked(1),
        body in tracked(6),
        remarks_made in proptest::collection::vec(remark(), 0..5),
    ) {
        let union = body.union();
        let mut comments: Vec<Comment> = Vec::new();
        for (by, text, resolved, from, length, reply) in remarks_made {
            let boundary = |at: usize| (0..=at.min(union.len())).rev().find(|at| union.is_char_boundary(*at)).unwrap_or(0);
            let range = boundary(from % union.len().max(1))..boundary(from % union.len().max(1) + length);
            if union[range.clone()].trim().is_empty() {
                continue;
            }
            let id = u32::try_from(comments.len()).unwrap();
            let text: String = text.split('\n').map(|line| line.chars().fold(String::new(), |mut out, c| {
                if c.is_ascii_punctuation() { out.push('\\'); }
                out.push(c);
                out
            })).collect::<Vec<_>>().join("\n");
            let place = Some(word::Place { field: Field::Body, range });
            let initials: String = by.author.chars().take(1).collect();
            comments.push(Comment { id, by, initials: initials.clone(), text, resolved, parent: None, place: place.clone(), quoted: String::new() });
            if let Some(by) = reply {
                let number = id + 1;
                let initials = by.author.chars().take(1).collect();
                comments.push(Comment { id: number, by, initials, text: "Yes".into(), resolved, parent: Some(id), place, quoted: String::new() });
            }
        }
        let first = word::write(&Outgoing {
            texts: vec![Text { field: Field::Headline, text: headline }, Text { field: Field::Body, text: body }],
            comments,
            ..Outgoing::default()
        });
        let Bench { desk, dir, .. } = bench();
        let path = dir.path().join("piece.docx");
        std::fs::write(&path, &first.bytes).unwrap();
        let imported = desk.import_files(&[path]).remove(0);
        // A file without any word is refused.
        let Ok((piece, _)) = imported.outcome else { return Ok(()) };
        let id = piece.id.unwrap();
        let one = review(&desk, id);
        let file = desk.export_marked(id, None, &Role::Editor).unwrap();
        let (there, dir) = other_desk();
        let (other, _) = bring_in(&there, &dir.path().join("piece.docx"), &file.bytes);
        let two = review(&there, other);
        prop_assert_eq!(texts(&desk, id), texts(&there, other));
        prop_assert_eq!(&one.before, &two.before);
        // A change that the history knows nobody for is signed in the file by whoever writes it.
        let (mine, theirs) = (told(&one), told(&two));
        prop_assert_eq!(mine.len(), theirs.len());
        for (mine, theirs) in mine.into_iter().zip(theirs) {
            if mine.3.is_empty() {
                prop_assert_eq!((mine.0, mine.1, mine.2), (theirs.0, theirs.1, theirs.2));
            } else {
                prop_assert_eq!(mine, theirs);
            }
        }
        let lost = |said: &Told| said.2.starts_with("On “");
        let (one, two): (Vec<_>, Vec<_>) = (remarks(&one), remarks(&two));
        prop_assert_eq!(one.len(), two.len());
        for (one, two) in one.iter().zip(&two) {
            // Words that are neither in the text as received nor in the text now have no place in a Word file.
            if !lost(two) {
                prop_assert_eq!(one, two);
            }
        }
    }
}
