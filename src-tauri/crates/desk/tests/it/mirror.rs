//! The desk folder: pieces and files that other programs change, with real files in a real folder.

mod pictures;
mod shown;

use super::{Heard, typed};
use desk::{Desk, ErrorKind, Event, FolderAnswer, HistoryKind, ListQuery, Options, Take};
use model::{Field, PieceId};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

struct Both {
    desk: Desk,
    events: Heard,
    dir: tempfile::TempDir,
}

impl Both {
    fn new(watches: bool) -> Both {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("folder")).unwrap();
        let (desk, events) = open(dir.path(), watches);
        desk.set_folder(Some(&dir.path().join("folder"))).unwrap();
        Both { desk, events, dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join("folder").join(name)
    }

    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name))
            .unwrap_or_else(|error| panic!("{name}: {error}; there are {:?}", self.names()))
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.dir.path().join("folder")).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        // The desk's card for other desks is no text.
        names.retain(|name| name != ".standfirst");
        names.sort();
        names
    }

    fn piece(&self, slugline: &str, body: &str) -> PieceId {
        let id = self.desk.new_piece().unwrap().id;
        self.desk.rename(id, slugline).unwrap();
        self.desk.edit(id, Field::Body, 0, typed(0, 0, body)).unwrap();
        self.desk.sync_folder().unwrap();
        id
    }

    fn body(&self, id: PieceId) -> String {
        super::body(&self.desk, id)
    }

    /// Types as a window does: one that is behind takes in what came, and sends its words again.
    fn edit(&self, id: PieceId, at: u32, insert: &str) {
        loop {
            let opened = self.desk.open_piece(id).unwrap();
            let (_, text, version) = opened.fields.into_iter().find(|(field, ..)| *field == Field::Body).unwrap();
            match self.desk.edit(id, Field::Body, version, typed(model::utf16_len(&text), at, insert)) {
                Err(error) if matches!(error.kind(), ErrorKind::Behind(_)) => {}
                done => return drop(done.unwrap()),
            }
        }
    }

    /// Changes the words of a file in place, as another program does.
    fn outside(&self, name: &str, from: &str, to: &str) {
        let text = self.file(name);
        assert!(text.contains(from), "{text}");
        std::fs::write(self.path(name), text.replace(from, to)).unwrap();
    }
}

fn open(dir: &Path, watches: bool) -> (Desk, Heard) {
    let events: Heard = Arc::new(Mutex::new(Vec::new()));
    let sink = events.clone();
    let options = Options {
        sink: Arc::new(move |events| sink.lock().unwrap().extend(events)),
        watches,
        ..Options::new(dir.join("desk"))
    };
    (Desk::open(options).unwrap(), events)
}

fn until(what: &str, mut test: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(15);
    while !test() {
        assert!(Instant::now() < end, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn every_piece_has_its_file_and_an_edit_reaches_it() {
    let both = Both::new(false);
    let id = both.piece("ferry", "The ferry runs.");
    assert_eq!(both.names(), ["ferry.md"]);
    assert!(both.file("ferry.md").ends_with("The ferry runs.\n"), "{}", both.file("ferry.md"));
    both.edit(id, 15, " Late.");
    both.desk.sync_folder().unwrap();
    assert!(both.file("ferry.md").ends_with("The ferry runs. Late.\n"));
    both.desk.rename(id, "late ferry").unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.names(), ["late-ferry.md"]);
    both.desk.bin(id).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.names(), [""; 0]);
    both.desk.unbin(id).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.names(), ["late-ferry.md"]);
}

#[test]
fn an_edit_of_another_program_comes_in_signed_by_the_file() {
    let both = Both::new(false);
    let id = both.piece("ferry", "The ferry runs at nine.");
    both.outside("ferry.md", "at nine", "at ten");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), "The ferry runs at ten.");
    let history = both.desk.history(id, None, 5).unwrap();
    assert_eq!((history.entries[0].kind, history.entries[0].person.name.as_str()), (HistoryKind::Outside, "ferry.md"));
    let (compared, _) = both.desk.compare_with_now(id, history.entries[0].before).unwrap();
    assert_eq!(compared.people[0].name, "ferry.md");
    let heard = both.events.lock().unwrap();
    assert!(
        heard.iter().any(|event| matches!(event, Event::PieceChanged { updates, .. } if updates[0].client == "folder"))
    );
}

#[test]
fn dl_26_both_sides_merge_word_by_word_and_nothing_collides() {
    let both = Both::new(false);
    let id = both.piece("ferry", "The ferry runs at nine. Nobody waits.\n\nThe end.");
    both.outside("ferry.md", "Nobody waits.", "Nobody waits for it.");
    both.edit(id, 4, "old ");
    both.desk.sync_folder().unwrap();
    let merged = "The old ferry runs at nine. Nobody waits for it.\n\nThe end.";
    assert_eq!(both.body(id), merged);
    assert!(both.file("ferry.md").ends_with(&format!("{merged}\n")), "the file has both, too");
    assert!(both.desk.collisions(None).unwrap().is_empty());
    let versions: Vec<_> =
        both.desk.history(id, None, 9).unwrap().entries.into_iter().flat_map(|e| e.versions).collect();
    assert!(versions.iter().any(|version| version.kind == "before_merge"));
}

#[test]
fn dl_30_a_collision_waits_through_a_restart_and_is_decided_with_one_key() {
    let both = Both::new(false);
    let id = both.piece("ferry", "The ferry runs at nine.");
    both.outside("ferry.md", "nine", "eight");
    let at = "The ferry runs at ".len() as u32;
    let opened = both.desk.open_piece(id).unwrap();
    let (_, text, version) = opened.fields.into_iter().find(|(field, ..)| *field == Field::Body).unwrap();
    let mut update = typed(model::utf16_len(&text), at, "ten");
    update[0].splices[0].to = at + 4;
    both.desk.edit(id, Field::Body, version, update).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), "The ferry runs at ten.", "the piece keeps its own words");
    both.desk.close();
    let (desk, _) = open(both.dir.path(), true);
    let open = desk.collisions(Some(id)).unwrap();
    assert_eq!(open.len(), 1);
    let (_, collision) = &open[0];
    let words = [&collision.base, &collision.ours, &collision.theirs, &collision.source];
    assert_eq!(words.map(String::as_str), ["nine", "ten", "eight", "ferry.md"]);
    desk.decide_collision(collision.id, Take::Theirs).unwrap();
    assert_eq!(super::body(&desk, id), "The ferry runs at eight.");
    assert!(desk.collisions(None).unwrap().is_empty());
    assert!(desk.decide_collision(collision.id, Take::Ours).is_err(), "once is enough");
    desk.sync_folder().unwrap();
    assert!(both.file("ferry.md").ends_with("at eight.\n"));
    desk.close();
}

#[test]
fn dl_27_an_edit_right_after_our_own_write_is_noticed_and_our_own_is_not() {
    let both = Both::new(false);
    let id = both.piece("ferry", "One two three.");
    for round in 0..20 {
        both.edit(id, 0, "x");
        both.desk.sync_folder().unwrap();
        let count = both.desk.history(id, None, 200).unwrap().entries.len();
        both.desk.sync_folder().unwrap();
        assert_eq!(both.desk.history(id, None, 200).unwrap().entries.len(), count, "our own write is no news");
        both.outside("ferry.md", "three.", &format!("three. {round}"));
        both.desk.sync_folder().unwrap();
        assert!(both.body(id).contains(&format!("three. {round}")), "round {round}");
    }
}

#[test]
fn dl_28_a_touched_file_changes_nothing() {
    let both = Both::new(false);
    let id = both.piece("ferry", "Words.");
    let before = both.desk.history(id, None, 9).unwrap();
    for second in 0..50 {
        let time = std::time::SystemTime::now() + Duration::from_secs(second);
        std::fs::File::options().write(true).open(both.path("ferry.md")).unwrap().set_modified(time).unwrap();
        both.desk.sync_folder().unwrap();
    }
    assert_eq!(both.desk.history(id, None, 9).unwrap(), before);
}

#[test]
fn dl_32_a_deleted_file_is_not_written_again_by_itself() {
    let both = Both::new(false);
    let id = both.piece("ferry", "Words.");
    std::fs::remove_file(both.path("ferry.md")).unwrap();
    let status = both.desk.sync_folder().unwrap();
    assert_eq!((status.problems.len(), status.problems[0].gone, status.problems[0].piece), (1, true, Some(id)));
    both.edit(id, 0, "More ");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.names(), [""; 0]);
    assert_eq!(both.body(id), "More Words.");
    let status = both.desk.answer_folder(FolderAnswer::WriteFile("ferry.md".into())).unwrap();
    assert!(status.problems.is_empty(), "{status:?}");
    assert!(both.file("ferry.md").ends_with("More Words.\n"));
    std::fs::remove_file(both.path("ferry.md")).unwrap();
    both.desk.sync_folder().unwrap();
    both.desk.answer_folder(FolderAnswer::BinPiece("ferry.md".into())).unwrap();
    assert!(both.desk.open_piece(id).unwrap().binned);
}

#[test]
fn dl_33_an_emptied_folder_pauses_and_every_piece_stays() {
    let both = Both::new(false);
    let ids: Vec<_> = (0..5).map(|n| both.piece(&format!("piece {n}"), &format!("Words {n}."))).collect();
    for name in both.names() {
        std::fs::remove_file(both.path(&name)).unwrap();
    }
    let status = both.desk.sync_folder().unwrap();
    assert!(status.paused.as_deref().is_some_and(|why| why.contains("5 of 5 files")), "{status:?}");
    both.edit(ids[0], 0, "More ");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.names(), [""; 0], "a folder that is paused is not written to");
    assert_eq!(both.desk.list(&ListQuery { limit: 50, ..ListQuery::default() }).unwrap().desk_count, 5);
    let status = both.desk.answer_folder(FolderAnswer::WriteAgain).unwrap();
    assert_eq!((status.paused, status.problems.len(), both.names().len()), (None, 0, 5));
    assert!(both.file("piece-0.md").ends_with("More Words 0.\n"));
}

#[test]
fn dl_34_a_folder_that_is_gone_pauses_and_goes_on_when_it_is_back() {
    let both = Both::new(false);
    let id = both.piece("ferry", "Words.");
    let (here, away) = (both.dir.path().join("folder"), both.dir.path().join("away"));
    std::fs::rename(&here, &away).unwrap();
    assert!(both.desk.sync_folder().unwrap().paused.is_some());
    both.edit(id, 0, "More ");
    both.desk.sync_folder().unwrap();
    assert!(!here.exists(), "it is not made again");
    std::fs::rename(&away, &here).unwrap();
    assert_eq!(both.desk.sync_folder().unwrap().paused, None);
    assert!(both.file("ferry.md").ends_with("More Words.\n"));
}

#[test]
fn dl_01_an_empty_or_zero_filled_file_takes_no_word_from_its_piece() {
    let both = Both::new(false);
    let id = both.piece("ferry", "Words that must stay.");
    for damage in
        [Vec::new(), vec![0u8; 4096], b"Words th\0\0\0\0\0\0\0\0".to_vec(), vec![0xff, 0xfe, 0x00, 0xd8, 0x41]]
    {
        std::fs::write(both.path("ferry.md"), &damage).unwrap();
        let old = std::time::SystemTime::now() - Duration::from_secs(60);
        std::fs::File::options().write(true).open(both.path("ferry.md")).unwrap().set_modified(old).unwrap();
        let status = both.desk.sync_folder().unwrap();
        assert_eq!(status.problems.len(), 1, "{damage:?}: {status:?}");
        assert_eq!(both.body(id), "Words that must stay.", "{damage:?}");
        assert_eq!(std::fs::read(both.path("ferry.md")).unwrap(), damage, "it is not written over unasked");
        let status = both.desk.answer_folder(FolderAnswer::WriteFile("ferry.md".into())).unwrap();
        assert!(status.problems.is_empty(), "{status:?}");
        assert!(both.file("ferry.md").ends_with("Words that must stay.\n"));
        assert!(
            both.names().iter().any(|name| name.contains("conflict")),
            "the damaged file was kept: {:?}",
            both.names()
        );
    }
}

#[test]
fn dl_31_a_conflicted_copy_of_a_sync_service_is_merged_and_left_where_it_is() {
    let both = Both::new(false);
    let id = both.piece("ferry", "The ferry runs at nine. Nobody waits.");
    let theirs = both.file("ferry.md").replace("Nobody waits.", "Nobody waits for it.");
    let name = "ferry (Maud's conflicted copy 2026-11-24).md";
    std::fs::write(both.path(name), theirs).unwrap();
    both.edit(id, 4, "old ");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), "The old ferry runs at nine. Nobody waits for it.");
    assert_eq!(both.names().len(), 2);
    assert_eq!(
        both.desk.list(&ListQuery { limit: 50, ..ListQuery::default() }).unwrap().desk_count,
        1,
        "no second piece"
    );
    let history = both.desk.history(id, None, 9).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.desk.history(id, None, 9).unwrap(), history, "once");
}

#[test]
fn files_that_are_dropped_in_become_pieces_and_are_not_touched() {
    let both = Both::new(false);
    let markdown = "---\r\n# mine\r\ntitle:   \"Late\"\r\nx-own: [1, 2]\r\n---\r\n\r\nA word.\r\n";
    std::fs::write(both.path("Late Ferry.md"), markdown).unwrap();
    std::fs::write(
        both.path("note.txt"),
        "A headline here\n\nBy Maud Castell\n\nIt was said that the words of a text are enough.\n",
    )
    .unwrap();
    std::fs::write(both.path("picture.png"), [0u8; 10]).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(std::fs::read(both.path("Late Ferry.md")).unwrap(), markdown.as_bytes(), "not a byte");
    let list = both.desk.list(&ListQuery { limit: 50, ..ListQuery::default() }).unwrap();
    let mut headlines: Vec<_> = list.rows.iter().map(|row| row.headline.as_str()).collect();
    headlines.sort_unstable();
    assert_eq!(headlines, ["A headline here", "Late"]);
    assert!(both.names().contains(&"note.txt".to_owned()));
    assert_eq!(
        both.names().iter().filter(|name| name.ends_with(".md")).count(),
        2,
        "a text goes on as Markdown: {:?}",
        both.names()
    );
    let files = both.names();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.names(), files);
}

#[test]
fn dl_06_an_edit_here_keeps_line_endings_and_what_others_wrote_around_it() {
    let both = Both::new(false);
    let markdown =
        "\u{feff}---\r\n# mine\r\ntitle:   \"Late\"\r\nx-own: [1, 2]\r\n---\r\n\r\nOne word.\r\n\r\nTwo words.";
    std::fs::write(both.path("late.md"), markdown).unwrap();
    both.desk.sync_folder().unwrap();
    let id = both.desk.list(&ListQuery { limit: 5, ..ListQuery::default() }).unwrap().rows[0].id;
    both.edit(id, 3, " short");
    both.desk.sync_folder().unwrap();
    assert_eq!(std::fs::read_to_string(both.path("late.md")).unwrap(), markdown.replace("One word", "One short word"));
}

#[test]
fn an_edit_touches_only_its_own_lines_of_a_file_that_says_little_of_itself() {
    let both = Both::new(false);
    for (name, text) in [
        ("plain.md", "# A heading of theirs\n\nBy Maud Castell\n\nOne word.\n\nShare this article\n"),
        ("dated.md", "---\ndate: April 24. 2024. 9:44\ntitle: Late\n---\n\nOne word.\n"),
    ] {
        std::fs::write(both.path(name), text).unwrap();
        both.desk.sync_folder().unwrap();
        let rows = both.desk.list(&ListQuery { limit: 9, ..ListQuery::default() }).unwrap().rows;
        let id = rows.iter().find(|row| name.starts_with(&row.slugline) || row.headline == "Late").unwrap().id;
        let at = both.body(id).find("word").unwrap() as u32;
        both.edit(id, at, "short ");
        both.desk.sync_folder().unwrap();
        assert_eq!(both.file(name), text.replace("One word", "One short word"));
        both.desk.bin(id).unwrap();
    }
}

#[test]
fn a_renamed_file_renames_its_piece() {
    let both = Both::new(false);
    let id = both.piece("ferry", "Words of the ferry.");
    std::fs::rename(both.path("ferry.md"), both.path("Night boat.md")).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.desk.open_piece(id).unwrap().slugline, "night-boat");
    assert_eq!(both.names(), ["Night boat.md"]);
    assert!(both.desk.folder().problems.is_empty());
    std::fs::rename(both.path("Night boat.md"), both.path("NIGHT BOAT.md")).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(
        (both.names(), both.desk.folder().problems.len()),
        (vec!["NIGHT BOAT.md".to_owned()], 0),
        "letters' case only"
    );
}

#[test]
fn what_changed_on_both_sides_while_the_desk_was_closed_is_merged() {
    let both = Both::new(false);
    let id = both.piece("ferry", "The ferry runs at nine. Nobody waits.");
    both.edit(id, 4, "old ");
    both.desk.close();
    let text = both.file("ferry.md");
    assert!(text.contains("old ferry"), "closing writes what is due");
    std::fs::write(both.path("ferry.md"), text.replace("nine", "ten")).unwrap();
    let (desk, _) = open(both.dir.path(), true);
    until("the edit to come in", || super::body(&desk, id) == "The old ferry runs at ten. Nobody waits.");
    desk.close();
}

#[test]
fn dl_26_a_program_that_writes_all_the_time_and_a_person_who_types_lose_no_word() {
    let both = Both::new(true);
    let id = both.piece("fight", "Start.\n\nEnd.");
    let path = both.path("fight.md");
    let outside = std::thread::spawn(move || {
        for round in 0..25 {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            // An editor saves what it has read: words of others that it has not read are in the piece alone.
            if text.contains("End.") {
                std::fs::write(&path, text.replace("End.", &format!("out{round} End."))).unwrap();
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let mut typed_words = Vec::new();
    let mut round = 0;
    while !outside.is_finished() {
        let word = format!("in{round} ");
        both.edit(id, 0, &word);
        typed_words.push(word);
        round += 1;
        std::thread::sleep(Duration::from_millis(40));
    }
    outside.join().unwrap();
    until("the file and the piece to agree", || {
        both.desk.sync_folder().unwrap();
        let body = both.body(id);
        both.file("fight.md").ends_with(&format!("{body}\n")) && body.contains("out24 ")
    });
    let body = both.body(id);
    let theirs: String = both.desk.collisions(Some(id)).unwrap().into_iter().map(|(_, c)| c.theirs).collect();
    for word in typed_words {
        assert!(body.contains(&word), "{word} is missing in {body}");
    }
    let reachable = format!("{body}{theirs}");
    for round in 0..25 {
        let word = format!("out{round} ");
        // A save of theirs that went over one they had not read is their own affair; what reached us stays.
        assert!(reachable.contains(&word) || round == 0 || reachable.contains("out24 "), "{word} is missing in {body}");
    }
}

#[test]
fn a_program_that_writes_over_what_it_has_not_read_cuts_no_word_of_ours() {
    let both = Both::new(false);
    let id = both.piece("ferry", "One. Two. Three.");
    let read = both.file("ferry.md");
    both.edit(id, 16, " Four.");
    both.desk.sync_folder().unwrap();
    assert!(both.file("ferry.md").contains("Four."));
    std::fs::write(both.path("ferry.md"), read.replace("Two.", "Two and a half.")).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), "One. Two and a half. Three. Four.");
    // What it has read, it may cut.
    both.outside("ferry.md", " Three.", "");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), "One. Two and a half. Four.");
}

#[test]
fn the_desks_own_data_can_not_be_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (desk, _) = open(dir.path(), false);
    assert!(desk.set_folder(Some(&dir.path().join("desk"))).is_err());
    assert!(desk.set_folder(Some(dir.path())).is_err(), "nor a folder around it");
    assert!(desk.set_folder(Some(&dir.path().join("none"))).is_err());
    assert_eq!(desk.folder().path, None);
    assert!(desk.sync_folder().is_err());
}

#[test]
fn a_folder_that_is_given_up_keeps_its_files() {
    let both = Both::new(false);
    let id = both.piece("ferry", "Words.");
    both.desk.set_folder(None).unwrap();
    both.edit(id, 0, "More ");
    assert!(both.file("ferry.md").ends_with("---\n\nWords.\n"), "{}", both.file("ferry.md"));
    assert_eq!(both.desk.folder().path, None);
}

#[test]
fn a_folder_that_is_chosen_again_brings_no_piece_twice() {
    let both = Both::new(false);
    let id = both.piece("ferry", "Words.");
    std::fs::write(both.path("By hand.md"), "# By hand\n\nA line.\n").unwrap();
    both.piece("other", "Some words.");
    both.desk.sync_folder().unwrap();
    let pieces = || both.desk.list(&ListQuery::default()).unwrap().total;
    let (before, names) = (pieces(), both.names());
    // So it also stands after a kill between a file and the note that it was written, or taken in.
    both.desk.set_folder(None).unwrap();
    both.desk.set_folder(Some(&both.dir.path().join("folder"))).unwrap();
    assert_eq!((pieces(), both.names()), (before, names.clone()));
    both.outside("ferry.md", "Words.", "Words from outside.");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), "Words from outside.");
    // What reads otherwise than the piece is a text of its own: neither is written over.
    both.desk.set_folder(None).unwrap();
    both.outside("other.md", "Some words.", "Other words.");
    both.desk.set_folder(Some(&both.dir.path().join("folder"))).unwrap();
    assert_eq!((pieces(), both.names().len()), (before + 1, names.len() + 1));
    assert!(both.file("other.md").contains("Other words."));
}

#[test]
fn the_file_of_a_piece_that_has_lost_all_words_and_gets_some_again_stays_whole() {
    let both = Both::new(false);
    let id = both.piece("a-piece", "One line of words.");
    let first = both.file("a-piece.md");
    let all = model::utf16_len("One line of words.");
    let opened = both.desk.open_piece(id).unwrap();
    let version = opened.fields.iter().find(|(field, ..)| *field == Field::Body).unwrap().2;
    let update = desk::Update {
        client: "test".into(),
        length: all,
        splices: vec![model::Splice { from: 0, to: all, insert: String::new() }],
    };
    both.desk.edit(id, Field::Body, version, vec![update]).unwrap();
    both.desk.sync_folder().unwrap();
    let blank = both.file("a-piece.md");
    both.edit(id, 0, "Other words. ");
    both.desk.sync_folder().unwrap();
    let again = both.file("a-piece.md");
    assert!(again.ends_with('\n') && again.contains("Other words."), "{first:?} {blank:?} {again:?}");
}
