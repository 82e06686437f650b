//! The services over a real database and real files.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod binning;
mod correcting;
mod critic;
mod erasing;
mod exports;
mod forms;
mod history;
mod house;
mod joining;
mod kill;
mod life;
mod losses;
mod maintenance;
mod marked;
mod mirror;
mod office;
mod outlets;
mod packets;
mod pictures;
mod rebuilding;
mod recovery;
mod review;
mod several;
mod synced;
mod thinning;
mod verifying;
mod word_files;

use desk::{Archive, Desk, DetailsChange, ErrorKind, Event, ExportFormat, ListQuery, Options, Remote, Update, convert};
use model::{Field, PieceId, ReceiptKind, Splice};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

const OP_ED: &str = include_str!("../../../../../tests/fixtures/op-ed.txt");

struct Bench {
    desk: Desk,
    events: Heard,
    dir: tempfile::TempDir,
    pages: Arc<Mutex<u32>>,
}

/// The sealed text in a form, as it is looked at before it leaves.
fn sealed(desk: &Desk, id: PieceId, format: ExportFormat) -> Result<desk::Export, desk::Error> {
    desk.export_seen(id, &(format, true).into()).map(|(export, _)| export)
}

fn bench() -> Bench {
    let dir = tempfile::tempdir().unwrap();
    let (desk, events, pages) = open(dir.path());
    Bench { desk, events, dir, pages }
}

type Heard = Arc<Mutex<Vec<Event>>>;

fn open(dir: &Path) -> (Desk, Heard, Arc<Mutex<u32>>) {
    let events = Arc::new(Mutex::new(Vec::new()));
    let pages = Arc::new(Mutex::new(u32::MAX));
    let sink = events.clone();
    let options = Options {
        sink: Arc::new(move |events| sink.lock().unwrap().extend(events)),
        max_pages: Some(pages.clone()),
        ..Options::new(dir.join("desk"))
    };
    (Desk::open(options).unwrap(), events, pages)
}

fn typed(length: u32, at: u32, insert: &str) -> Vec<Update> {
    vec![Update { client: "window".into(), length, splices: vec![Splice { from: at, to: at, insert: insert.into() }] }]
}

fn body(desk: &Desk, id: PieceId) -> String {
    text(desk, id, Field::Body)
}

fn text(desk: &Desk, id: PieceId, field: Field) -> String {
    desk.open_piece(id).unwrap().fields.into_iter().find(|(f, ..)| *f == field).unwrap().1
}

fn everything() -> ListQuery {
    ListQuery { limit: 100, ..ListQuery::default() }
}

#[test]
fn what_was_typed_is_there_when_the_desk_is_opened_again() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let ack = desk.edit(id, Field::Body, 0, typed(0, 0, "The ferry 🦆 runs.")).unwrap();
    assert_eq!(ack.version, 1);
    desk.edit(id, Field::Headline, 0, typed(0, 0, "A night boat")).unwrap();
    // Not closed: what a killed process leaves behind is the log alone.
    let archive = Archive::open(&dir.path().join("desk")).unwrap();
    let piece = archive.piece(id).unwrap();
    assert_eq!(
        (piece.body.as_str(), piece.headline.as_str(), piece.word_count),
        ("The ferry 🦆 runs.", "A night boat", 3)
    );
    desk.close();
    let (desk, ..) = open(dir.path());
    assert_eq!(body(&desk, id), "The ferry 🦆 runs.");
    assert_eq!(desk.edit(id, Field::Body, 0, typed(18, 18, " Late.")).unwrap().version, 1, "versions begin anew");
}

#[test]
fn a_window_that_is_behind_is_told_what_came_since() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let first = typed(0, 0, "one");
    desk.edit(id, Field::Body, 0, first.clone()).unwrap();
    let error = desk.edit(id, Field::Body, 0, typed(0, 0, "two")).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Behind(first));
    assert_eq!(body(&desk, id), "one", "nothing of the late edit came in");
    let misfit = desk.edit(id, Field::Body, 1, typed(3, 99, "x")).unwrap_err();
    assert_eq!(*misfit.kind(), ErrorKind::BadInput);
}

#[test]
fn a_pasted_page_becomes_a_furnished_piece_and_can_be_taken_back() {
    let Bench { desk, events, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let imported = desk.import_paste(id, OP_ED, None).unwrap();
    let (piece, receipt) = imported.outcome.unwrap();
    assert!(!piece.headline.is_empty() && !piece.standfirst.is_empty() && !piece.byline.is_empty());
    assert!(!piece.outlet.name.is_empty() && piece.published.value.is_some());
    assert_eq!(piece.body.split("\n\n").count(), 12);
    assert!(receipt.iter().any(|entry| entry.kind == ReceiptKind::Recognised && entry.what == "headline"));
    assert!(events.lock().unwrap().iter().any(|event| matches!(event, Event::PieceChanged { field: Field::Body, .. })));
    assert!(desk.import_paste(id, OP_ED, None).is_err(), "a piece with words is not overwritten");
    let view = desk.receipt(id).unwrap().unwrap();
    assert!(view.can_undo && view.source == "clipboard");
    desk.import_undo(id).unwrap();
    let opened = desk.open_piece(id).unwrap();
    assert!(opened.fields.iter().all(|(_, text, _)| text.is_empty()));
    assert!(opened.details.outlet.is_empty() && !opened.has_receipt);
    assert!(desk.import_paste(id, OP_ED, None).is_ok(), "and it can be pasted again");
}

#[test]
fn an_import_is_not_undone_over_later_words() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    desk.import_paste(id, OP_ED, None).unwrap();
    let opened = desk.open_piece(id).unwrap();
    let (_, kicker, version) = &opened.fields[0];
    desk.edit(id, Field::Kicker, *version, typed(model::utf16_len(kicker), 0, "New ")).unwrap();
    assert!(!desk.receipt(id).unwrap().unwrap().can_undo);
    assert!(desk.import_undo(id).is_err());
}

#[test]
fn what_was_set_aside_goes_back_where_it_stood() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let page = "The Harbour Post\n\nA headline that says enough\n\nBy Ada Quill\n\nThe first paragraph of the body is long enough to be one, and it ends here.\n\nShare this article\n\nThe second paragraph of the body is long enough to be one, and it ends here.";
    desk.import_paste(id, page, None).unwrap();
    let view = desk.receipt(id).unwrap().unwrap();
    let index =
        view.entries.iter().position(|entry| entry.kind == ReceiptKind::SetAside).expect("a share line is set aside");
    let before = body(&desk, id);
    let view = desk.put_back(id, index as u32).unwrap();
    assert!(view.entries[index].put_back);
    let after = body(&desk, id);
    assert_eq!(after.split("\n\n").count(), before.split("\n\n").count() + 1);
    assert!(
        after.contains("end here.\n\nShare this article\n\nThe second")
            || after.contains("it ends here.\n\nShare this article\n\nThe second"),
        "{after}"
    );
    assert!(desk.put_back(id, index as u32).is_err(), "only once");
}

#[test]
fn files_come_in_and_bad_ones_are_said_in_their_place() {
    let Bench { desk, dir, .. } = bench();
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let good = write("piece.md", b"---\ntitle: Night boat\nauthor: Ada Quill\nmood: calm # kept\n---\n\nOne *word*.\n");
    let latin =
        write("latin.txt", b"Caf\xe9 society is a fine thing, said the d\xe9put\xe9, and he did not mean the coffee.");
    let binary = write("binary.md", &[0, 159, 146, 150, 0, 1, 2, 3]);
    let empty = write("empty.txt", b"");
    let huge = write("huge.txt", &vec![b'a'; intake_limit() + 1]);
    let missing = dir.path().join("missing.md");
    let paths = [good, latin, binary, empty, huge, missing, dir.path().to_owned()];
    let done = desk.import_files(&paths);
    let outcomes: Vec<bool> = done.iter().map(|imported| imported.outcome.is_ok()).collect();
    assert_eq!(outcomes, [true, true, false, false, false, false, false]);
    for imported in done.iter().filter(|imported| imported.outcome.is_err()) {
        let sentence = imported.outcome.as_ref().unwrap_err();
        assert!(sentence.len() > 20 && sentence.ends_with('.'), "{sentence}");
    }
    let (piece, _) = done[0].outcome.as_ref().unwrap();
    assert_eq!(
        (piece.headline.as_str(), piece.byline.as_str(), piece.body.as_str()),
        ("Night boat", "Ada Quill", "One *word*.")
    );
    assert!(convert(piece, ExportFormat::Md, &Default::default()).unwrap().contains("mood: calm # kept\n"));
    assert!(done[1].outcome.as_ref().unwrap().0.body.starts_with("Café society"));
    assert_eq!(desk.list(&everything()).unwrap().desk_count, 2, "the desk has the good ones only");
}

fn intake_limit() -> usize {
    16 << 20
}

#[test]
fn working_names_are_unique_and_pieces_are_found_by_them() {
    let Bench { desk, dir, .. } = bench();
    let (a, b) = (desk.new_piece().unwrap(), desk.new_piece().unwrap());
    assert_eq!((a.slugline.as_str(), b.slugline.as_str()), ("untitled", "untitled-2"));
    assert_eq!(desk.rename(a.id, "Night Ferry!").unwrap(), "night-ferry");
    assert_eq!(desk.rename(b.id, "night ferry").unwrap(), "night-ferry-2");
    assert_eq!(desk.rename(b.id, "night-ferry-2").unwrap(), "night-ferry-2", "its own name is free for it");
    assert!(desk.rename(b.id, "!!!").is_err());
    let archive = Archive::open(&dir.path().join("desk")).unwrap();
    assert_eq!(archive.resolve("night-ferry").unwrap(), a.id);
    assert!(archive.resolve("nobody").is_err());
    let copy = desk.duplicate(a.id).unwrap();
    assert_eq!(desk.open_piece(copy).unwrap().slugline, "night-ferry-3");
}

#[test]
fn the_bin_takes_and_gives_back() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    desk.bin(id).unwrap();
    let list = desk.list(&everything()).unwrap();
    assert_eq!((list.rows.len(), list.bin_count), (0, 1));
    assert_eq!(desk.list(&ListQuery { bin: true, ..everything() }).unwrap().rows[0].id, id);
    desk.unbin(id).unwrap();
    assert_eq!(desk.list(&everything()).unwrap().rows.len(), 1);
}

#[test]
fn search_finds_what_was_typed_a_moment_ago() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    desk.edit(id, Field::Body, 0, typed(0, 0, "A **state-owned** boat")).unwrap();
    let found = desk.list(&ListQuery { search: "state-ow".into(), ..everything() }).unwrap();
    assert_eq!((found.total, found.rows[0].id), (1, id));
}

#[test]
fn the_page_follows_every_change_in_small_patches() {
    let Bench { desk, events, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    desk.import_paste(id, OP_ED, None).unwrap();
    let preview = desk.preview(id).unwrap();
    assert_eq!(preview.blocks.len(), 12);
    assert_eq!(preview.lines.len(), 12);
    events.lock().unwrap().clear();
    let opened = desk.open_piece(id).unwrap();
    let (_, text, version) = opened.fields.iter().find(|(field, ..)| *field == Field::Body).unwrap();
    desk.edit(id, Field::Body, *version, typed(model::utf16_len(text), 0, "Word ")).unwrap();
    let events = events.lock().unwrap();
    let patch = events.iter().find_map(|event| match event {
        Event::PreviewChanged(patch) => Some(patch),
        _ => None,
    });
    let patch = patch.expect("the page is told");
    assert_eq!((patch.from, patch.remove, patch.insert.len(), patch.seq), (0, 1, 1, preview.seq + 1));
    assert!(patch.insert[0].contains("Word ") && patch.head.is_none() && patch.lines.is_none());
}

#[test]
fn what_came_of_one_key_is_told_at_one_stroke() {
    let dir = tempfile::tempdir().unwrap();
    let calls = Arc::new(Mutex::new(Vec::new()));
    let sink = calls.clone();
    let sink = Arc::new(move |events: Vec<Event>| sink.lock().unwrap().push(events));
    let desk = Desk::open(Options { sink, ..Options::new(dir.path().join("desk")) }).unwrap();
    let id = desk.new_piece().unwrap().id;
    desk.preview(id).unwrap();
    // Now and then a disk is busy, and the page does not wait for it.
    let with_its_commit = (0..50).any(|at| {
        calls.lock().unwrap().clear();
        desk.edit(id, Field::Body, at, typed(at, at, "x")).unwrap();
        let calls = calls.lock().unwrap();
        let told = calls.iter().find(|events| matches!(events[0], Event::PieceChanged { .. })).unwrap();
        assert!(matches!(told.last(), Some(Event::PreviewChanged(_))), "text and page: {told:?}");
        matches!(told[1], Event::Committed { version, .. } if version == at + 1)
    });
    assert!(with_its_commit);
}

#[test]
fn details_keep_the_printed_date_beside_its_value() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let set = |change| desk.set_details(id, change).unwrap();
    let details = set(DetailsChange { published: Some("April 24. 2024. 9:44".into()), ..Default::default() });
    assert_eq!(details.published_value.as_deref(), Some("2024-04-24T09:44"));
    assert_eq!(details.published, "April 24. 2024. 9:44");
    let details =
        set(DetailsChange { published: Some("soon".into()), commissioned_length: Some(800), ..Default::default() });
    assert_eq!((details.published_value, details.band.unwrap().high), (None, 880));
}

#[test]
fn an_export_never_replaces_a_file_unasked() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    desk.import_paste(id, OP_ED, None).unwrap();
    let path = dir.path().join("out.html");
    let write = |format, path: &Path, force| desk.export_to(id, (format, false), "", path, force);
    write(ExportFormat::Html, &path, false).unwrap();
    let error = write(ExportFormat::Html, &path, false).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Exists);
    write(ExportFormat::Txt, &path, true).unwrap();
    assert!(!std::fs::read_to_string(&path).unwrap().contains("<html"));
    assert!(write(ExportFormat::Md, dir.path(), true).is_err(), "a folder is not a file");
    assert!(write(ExportFormat::Md, &dir.path().join("no/such/folder.md"), false).is_err());
    assert_eq!(desk.exports(id).unwrap().len(), 2, "what was not written did not leave");
}

#[test]
fn a_full_disk_is_said_and_nothing_is_acknowledged_until_it_is_written() {
    let Bench { desk, events, pages, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    *pages.lock().unwrap() = 1;
    // Words that do not compress, so that they need room.
    let words = (0..20_000u64).map(|n| format!("{:x} ", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    let long: String = words.collect();
    let writing = {
        let (desk, long) = (desk.clone(), long.clone());
        std::thread::spawn(move || desk.edit(id, Field::Body, 0, typed(0, 0, &long)))
    };
    let failed = || {
        events.lock().unwrap().iter().find_map(|event| match event {
            Event::SaveFailed { reason, words } => Some((reason.clone(), *words)),
            _ => None,
        })
    };
    while failed().is_none() {
        assert!(!writing.is_finished(), "the words do not fit on this disk");
        std::thread::yield_now();
    }
    assert_eq!(failed().unwrap(), ("the disk is full".into(), 20_000));
    assert!(!writing.is_finished(), "nothing is acknowledged");
    *pages.lock().unwrap() = u32::MAX;
    writing.join().unwrap().unwrap();
    assert_eq!(body(&desk, id), long);
    assert!(events.lock().unwrap().iter().any(|event| matches!(event, Event::SaveRecovered)));
}

#[test]
fn one_folder_has_one_writer_and_others_ask_it() {
    let Bench { desk, events, dir, .. } = bench();
    let folder = dir.path().join("desk");
    let second = Desk::open(Options::new(&folder));
    assert!(matches!(second, Err(error) if *error.kind() == ErrorKind::Locked));
    let file = dir.path().join("from-outside.md");
    std::fs::write(&file, "---\ntitle: From outside\n---\n\nWords.\n").unwrap();
    let remote = Remote::connect(&folder).unwrap().expect("the open desk answers");
    let done = remote.import_files(&[file, PathBuf::from("/no/such/file.md")]).unwrap();
    let (piece, _) = done[0].outcome.as_ref().unwrap();
    assert_eq!(piece.headline, "From outside");
    assert!(done[1].outcome.is_err());
    assert_eq!(desk.list(&everything()).unwrap().desk_count, 1);
    Remote::connect(&folder).unwrap().unwrap().show(piece.id).unwrap();
    assert!(events.lock().unwrap().iter().any(|event| matches!(event, Event::OpenPiece(id) if Some(*id) == piece.id)));
    desk.close();
    assert!(Remote::connect(&folder).unwrap().is_none(), "a closed desk is nobody's");
    assert!(Desk::open(Options::new(&folder)).is_ok());
}

#[test]
fn a_new_desk_shows_the_welcome_piece_and_an_old_one_does_not() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.start_piece().unwrap().unwrap();
    assert!(!text(&desk, id, Field::Headline).is_empty());
    assert_eq!(desk.open_piece(id).unwrap().slugline, "welcome", "an empty page offers it by this name");
    assert_eq!(desk.start_piece().unwrap(), Some(id));
    desk.bin(id).unwrap();
    assert_eq!(desk.start_piece().unwrap(), None, "it does not come back");
}

#[test]
fn the_welcome_piece_is_the_fixture_of_the_tests() {
    assert_eq!(include_str!("../../../../../assets/welcome/op-ed.txt"), OP_ED);
}

#[test]
fn a_person_is_guessed_and_then_confirmed() {
    let Bench { desk, dir, .. } = bench();
    assert!(!desk.person().1);
    desk.set_person("Maud  Castell", "").unwrap();
    assert!(desk.set_person("  ", "").is_err());
    desk.close();
    let (desk, ..) = open(dir.path());
    let (person, confirmed) = desk.person();
    assert_eq!((person.name.as_str(), person.initials.as_str(), confirmed), ("Maud Castell", "MC", true));
}

#[test]
fn a_named_version_is_readable_without_the_document() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    desk.edit(id, Field::Body, 0, typed(0, 0, "As filed.")).unwrap();
    let (name, _) = desk.save_version(id, "").unwrap();
    assert!(name.contains('.'), "without a name it gets the time: {name}");
    desk.save_version(id, "Filed").unwrap();
    let reader = store::Reader::open(&dir.path().join("desk")).unwrap();
    let versions = reader.versions(id).unwrap();
    assert_eq!(versions.len(), 2);
    let filed = reader.version(versions[1].id).unwrap().unwrap();
    assert!(filed.version.name == "Filed" && filed.markdown.contains("As filed."));
}

#[test]
fn the_piece_that_was_open_last_is_shown_first() {
    let Bench { desk, dir, .. } = bench();
    let first = desk.new_piece().unwrap().id;
    let second = desk.new_piece().unwrap().id;
    desk.preview(first).unwrap();
    desk.edit(second, Field::Body, 0, typed(0, 0, "Changed later.")).unwrap();
    desk.close();
    let (desk, ..) = open(dir.path());
    assert_eq!(desk.start_piece().unwrap(), Some(first));
    desk.bin(first).unwrap();
    assert_eq!(desk.start_piece().unwrap(), Some(second), "what lies in the bin is not shown");
}

#[test]
fn a_saved_web_page_becomes_a_piece_without_its_scripts() {
    let Bench { desk, dir, .. } = bench();
    let page = dir.path().join("page.html");
    let html = "<html><head><title>T</title><script>alert(1)</script></head><body><h1>Who owns the tide</h1><p>By Ada Quill</p>\
        <p style='color:red'>The first paragraph is <em>long</em> enough to be one, and it ends in a full stop.</p>\
        <p>The second paragraph is long enough to be one, and it ends in a full stop.</p></body></html>";
    std::fs::write(&page, html).unwrap();
    let done = desk.import_files(&[page]);
    let (piece, _) = done[0].outcome.as_ref().unwrap();
    assert_eq!((piece.headline.as_str(), piece.byline.as_str()), ("Who owns the tide", "Ada Quill"));
    assert!(piece.body.starts_with("The first paragraph is *long* enough"), "{}", piece.body);
    assert!(!piece.body.contains("alert"));
}
