//! What was, compared and brought back.

use super::{Bench, bench, body, open, text, typed};
use desk::{Clock, Desk, ErrorKind, HistoryKind, Options, RunKind};
use model::{Field, PieceId};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that a test turns.
pub(crate) struct Turned(pub(crate) AtomicI64);

impl Clock for Turned {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

pub(crate) const MINUTE: i64 = 60_000;

pub(crate) fn turned() -> (Desk, Arc<Turned>, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let clock = Arc::new(Turned(AtomicI64::new(1_700_000_000_000)));
    let desk = Desk::open(Options { clock: clock.clone(), ..Options::new(dir.path().join("desk")) }).unwrap();
    (desk, clock, dir)
}

/// Adds a text at the end of the body.
pub(crate) fn write(desk: &Desk, id: PieceId, insert: &str) {
    let opened = desk.open_piece(id).unwrap();
    let (_, text, version) = opened.fields.into_iter().find(|(field, ..)| *field == Field::Body).unwrap();
    let length = model::utf16_len(&text);
    desk.edit(id, Field::Body, version, typed(length, length, insert)).unwrap();
}

/// The versions of a piece, newest first: kind, who, and the words of the body.
fn versions(desk: &Desk, id: PieceId) -> Vec<(String, String, String)> {
    let entries = desk.history(id, None, 50).unwrap().entries;
    let marks = entries.into_iter().flat_map(|entry| entry.versions.into_iter().rev());
    marks.map(|mark| (mark.kind, mark.person.name, desk.piece_at(id, mark.moment).unwrap().body)).collect()
}

#[test]
fn the_end_of_a_stretch_of_work_is_kept_as_a_version_by_itself() {
    let (desk, clock, _dir) = turned();
    desk.set_person("Ilse Varden", "IV").unwrap();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "One.");
    clock.0.fetch_add(20 * MINUTE, Ordering::Relaxed);
    write(&desk, id, " Two.");
    assert_eq!(versions(&desk, id), []);
    clock.0.fetch_add(31 * MINUTE, Ordering::Relaxed);
    write(&desk, id, " Three.");
    write(&desk, id, " Four.");
    let ended = |who: &str, words: &str| ("session".to_owned(), who.to_owned(), words.to_owned());
    assert_eq!(versions(&desk, id), [ended("Ilse Varden", "One. Two.")]);
    // What has a name is kept already.
    desk.save_version(id, "Filed").unwrap();
    clock.0.fetch_add(90 * MINUTE, Ordering::Relaxed);
    write(&desk, id, " Five.");
    assert_eq!(versions(&desk, id).len(), 2);
}

#[test]
fn work_of_another_person_is_kept_before_one_goes_on() {
    let (desk, clock, dir) = turned();
    desk.set_person("Ilse Varden", "IV").unwrap();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "Hers.");
    drop(desk);
    let desk = Desk::open(Options { clock, ..Options::new(dir.path().join("desk")) }).unwrap();
    write(&desk, id, " Still hers.");
    assert_eq!(versions(&desk, id), [], "the same person goes on");
    drop(desk);
    let desk = Desk::open(Options::new(dir.path().join("desk"))).unwrap();
    desk.set_person("Maud Castell", "MC").unwrap();
    write(&desk, id, " Maud’s.");
    assert_eq!(versions(&desk, id), [("session".into(), "Ilse Varden".into(), "Hers. Still hers.".into())]);
}

#[test]
fn a_stretch_of_work_is_one_row_with_its_words_and_its_versions() {
    let (desk, clock, _dir) = turned();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "One two three.");
    clock.0.fetch_add(10 * MINUTE, Ordering::Relaxed);
    write(&desk, id, " Four five.");
    desk.save_version(id, "First draft").unwrap();
    clock.0.fetch_add(2 * MINUTE, Ordering::Relaxed);
    write(&desk, id, " Six.");
    clock.0.fetch_add(300 * MINUTE, Ordering::Relaxed);
    desk.bin(id).unwrap();
    desk.unbin(id).unwrap();
    let history = desk.history(id, None, 50).unwrap();
    let kinds: Vec<_> =
        history.entries.iter().map(|entry| (entry.kind, entry.words_added, entry.words_removed)).collect();
    assert_eq!(
        kinds,
        [
            (HistoryKind::Unbin, 0, 0),
            (HistoryKind::Bin, 0, 0),
            (HistoryKind::Work, 1, 0),
            (HistoryKind::Work, 5, 0),
            (HistoryKind::New, 0, 0),
        ]
    );
    let named: Vec<_> =
        history.entries.iter().map(|e| e.versions.iter().map(|v| v.name.as_str()).collect::<Vec<_>>()).collect();
    assert_eq!(named[3], ["First draft"]);
    assert!(named.iter().enumerate().all(|(row, names)| row == 3 || names.is_empty()));
    assert_eq!(desk.piece_at(id, named_moment(&history, 3)).unwrap().body, "One two three. Four five.");
    let older = desk.history(id, Some(history.entries[2].moment), 1).unwrap();
    assert_eq!((older.entries.len(), older.more), (1, true));
    assert_eq!(older.entries[0], history.entries[3]);
}

fn named_moment(history: &desk::History, row: usize) -> desk::MomentId {
    history.entries[row].versions[0].moment
}

#[test]
fn any_two_moments_are_compared_with_the_writers_named() {
    let Bench { desk, dir: _dir, .. } = bench();
    desk.set_person("Maud Castell", "MC").unwrap();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "The ferry runs at nine.\n\nNobody waits.");
    let first = desk.history(id, None, 1).unwrap().now;
    desk.set_person("Ilse Varden", "IV").unwrap();
    desk.edit(id, Field::Body, 1, typed(38, 10, "never ")).unwrap();
    desk.edit(id, Field::Headline, 0, typed(0, 0, "Late")).unwrap();
    let (compared, versions) = desk.compare_with_now(id, first).unwrap();
    assert_eq!((compared.counts.words_inserted, compared.counts.words_removed, compared.counts.changes), (2, 0, 2));
    assert_eq!(versions[&Field::Body], 2);
    assert_eq!(compared.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Ilse Varden"]);
    let body = compared.fields.iter().find(|field| field.field == Field::Body).unwrap();
    let inserted: Vec<_> = body.runs.iter().flatten().filter(|run| run.kind == RunKind::Inserted).collect();
    assert_eq!(inserted.len(), 1);
    assert_eq!(inserted[0].person.as_ref().map(|person| person.name.as_str()), Some("Ilse Varden"));
    let back = desk.compare(id, desk.history(id, None, 1).unwrap().now, 0).unwrap();
    assert_eq!(back.counts.words_removed, 9, "back to nothing");
}

#[test]
fn dl_43_a_restore_keeps_the_present_text_first_and_is_itself_a_change() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "First thoughts.");
    desk.rename(id, "ferry").unwrap();
    let then = desk.history(id, None, 1).unwrap().now;
    write(&desk, id, " Second thoughts.");
    desk.edit(id, Field::Headline, 0, typed(0, 0, "Later")).unwrap();
    let before = desk.restore(id, then).unwrap();
    assert_eq!(body(&desk, id), "First thoughts.");
    assert_eq!(text(&desk, id, Field::Headline), "");
    let history = desk.history(id, None, 50).unwrap();
    assert_eq!(history.entries[0].kind, HistoryKind::Restore);
    let kept: Vec<_> =
        history.entries.iter().flat_map(|entry| &entry.versions).filter(|v| v.kind == "before_restore").collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(desk.piece_at(id, kept[0].moment).unwrap().body, "First thoughts. Second thoughts.");
    // The way back is the same.
    desk.restore(id, before).unwrap();
    assert_eq!(body(&desk, id), "First thoughts. Second thoughts.");
    desk.close();
    let (desk, ..) = open(dir.path());
    assert_eq!(body(&desk, id), "First thoughts. Second thoughts.");
    assert_eq!(desk.open_piece(id).unwrap().slugline, "ferry");
}

#[test]
fn one_paragraph_is_put_back_unless_the_text_changed_meanwhile() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "One stays here.\n\nTwo goes away later.\n\nThree stays too.");
    let then = desk.history(id, None, 1).unwrap().now;
    let updates = typed(56, 17, "");
    let mut cut = updates;
    cut[0].splices[0].to = 39;
    desk.edit(id, Field::Body, 1, cut).unwrap();
    assert_eq!(body(&desk, id), "One stays here.\n\nThree stays too.");
    let (compared, versions) = desk.compare_with_now(id, then).unwrap();
    let paragraphs = &compared.fields[0].comparison.paragraphs;
    let gone = paragraphs.iter().position(|p| p.kind == desk::ParagraphKind::Removed).unwrap() as u32;
    let version = versions[&Field::Body];
    write(&desk, id, " More.");
    let error = desk.restore_paragraph(id, then, Field::Body, gone, version).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Behind(_)), "{error}");
    desk.restore_paragraph(id, then, Field::Body, gone, version + 1).unwrap();
    assert_eq!(body(&desk, id), "One stays here.\n\nTwo goes away later.\n\nThree stays too. More.");
}

#[test]
fn what_came_since_the_last_look_is_told_until_it_was_seen() {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "Seen.");
    let other = desk.new_piece().unwrap().id;
    desk.preview(id).unwrap();
    assert_eq!(desk.history(id, None, 9).unwrap().seen, None, "it was never left");
    desk.preview(other).unwrap();
    write(&desk, id, " Not seen yet.");
    let seen = desk.history(id, None, 9).unwrap().seen.unwrap();
    assert_eq!((seen.words_added, seen.words_removed), (3, 0));
    assert_eq!(desk.piece_at(id, seen.moment).unwrap().body, "Seen.");
    desk.preview(id).unwrap();
    assert!(desk.history(id, None, 9).unwrap().seen.is_some(), "it is being read just now");
    desk.preview(other).unwrap();
    assert_eq!(desk.history(id, None, 9).unwrap().seen, None);
}

#[test]
fn dl_25_a_clock_that_goes_back_changes_no_order() {
    let (desk, clock, _dir) = turned();
    let id = desk.new_piece().unwrap().id;
    write(&desk, id, "Before.");
    clock.0.fetch_sub(24 * 60 * MINUTE, Ordering::Relaxed);
    write(&desk, id, " After.");
    let history = desk.history(id, None, 9).unwrap();
    assert_eq!(desk.piece_at(id, history.entries[0].moment).unwrap().body, "Before. After.");
    assert_eq!(desk.piece_at(id, history.entries[1].moment).unwrap().body, "Before.");
}
