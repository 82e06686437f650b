//! Files that show what changed since a role agreed, with the open comments, as CriticMarkup.

use super::{Both, open};
use desk::review::{Against, NewComment, Place};
use model::review::{CommentKind, How, Role};
use model::{Field, PieceId};

const BEFORE: &str = "It runs at nine.\n\nNobody waits.";

/// A piece to whose text the author agreed, and which was changed since.
fn changed() -> (Both, PieceId) {
    let both = Both::new(false);
    let id = both.piece("ferry", BEFORE);
    both.desk.sign_off(id, &Role::Author, How::Phone).unwrap();
    both.edit(id, 15, " sharp");
    let place = Place::Words { field: Some(Field::Body), words: "Nobody".into() };
    let comment = NewComment { place, text: "Who says?".into(), kind: CommentKind::Query, asks: None, role: None };
    both.desk.comment(id, comment).unwrap();
    (both, id)
}

fn comments(both: &Both, id: PieceId) -> Vec<(String, String, String)> {
    let review = both.desk.review(id, Some(Against::Role { role: Role::Author }), &Role::Editor).unwrap();
    review.comments.into_iter().map(|comment| (comment.by.name, comment.text, comment.quote)).collect()
}

#[test]
fn files_are_clean_until_a_baseline_is_chosen_and_again_afterwards() {
    let (both, id) = changed();
    both.desk.sync_folder().unwrap();
    let clean = both.file("ferry.md");
    assert!(clean.ends_with("It runs at nine sharp.\n\nNobody waits.\n"), "{clean}");
    assert_eq!(both.desk.show_in_folder(Some(Role::Author)).unwrap().show, Some(Role::Author));
    let shown = both.file("ferry.md");
    assert!(shown.contains("at nine{++ sharp++}.\n\n{==Nobody==}{>>Who says?<<} waits."), "{shown}");
    assert_eq!(both.body(id), "It runs at nine sharp.\n\nNobody waits.", "the piece is what it was");
    let before = both.desk.history(id, None, 50).unwrap().entries.len();
    both.desk.sync_folder().unwrap();
    assert_eq!(
        both.desk.history(id, None, 50).unwrap().entries.len(),
        before,
        "our own marks never come back as words"
    );
    // A sign-off moves the baseline, and with it the file.
    both.desk.sign_off(id, &Role::Author, How::Phone).unwrap();
    both.desk.sync_folder().unwrap();
    assert!(!both.file("ferry.md").contains("{++"), "{}", both.file("ferry.md"));
    both.desk.show_in_folder(None).unwrap();
    assert_eq!(both.file("ferry.md"), clean);
}

#[test]
fn words_and_marks_that_others_write_into_such_a_file_come_in() {
    let (both, id) = changed();
    both.desk.show_in_folder(Some(Role::Author)).unwrap();
    both.outside("ferry.md", "waits.", "waits{++, or stays++}.{>>Too long.<<}");
    both.outside("ferry.md", "It runs", "It {~~runs~>ran~~}");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), "It ran at nine sharp.\n\nNobody waits, or stays.");
    let said = comments(&both, id);
    assert_eq!(said.len(), 2, "{said:?}");
    let new = ("ferry.md".to_owned(), "Too long.".to_owned(), "stays.".to_owned());
    assert!(said.contains(&new), "{said:?}");
    let file = both.file("ferry.md");
    assert!(file.contains("waits{++, or ++}{=={++stays++}.==}{>>Too long.<<}"), "{file}");
    // A mark that is taken out by hand leaves its words, and a comment that is taken out stays open.
    both.outside("ferry.md", "{++ sharp++}", "");
    both.outside("ferry.md", "{==Nobody==}{>>Who says?<<}", "Nobody");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), "It ran at nine.\n\nNobody waits, or stays.");
    assert_eq!(comments(&both, id).len(), 2);
    assert!(both.file("ferry.md").contains("{>>Who says?<<}"));
}

#[test]
fn what_only_looks_like_marks_is_not_lost_on_the_way() {
    let both = Both::new(false);
    let text = "A writer typed {++ this ++} and {>> that <<} herself.";
    let id = both.piece("braces", text);
    both.desk.show_in_folder(Some(Role::Editor)).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), text);
    both.outside("braces.md", "herself", "alone");
    both.desk.sync_folder().unwrap();
    assert_eq!(both.body(id), text.replace("herself", "alone"));
    assert_eq!(comments(&both, id), []);
    both.desk.show_in_folder(None).unwrap();
    assert!(both.file("braces.md").ends_with(&(text.replace("herself", "alone") + "\n")), "{}", both.file("braces.md"));
}

#[test]
fn the_choice_holds_over_a_restart_and_files_with_marks_become_pieces_with_changes() {
    let (both, _) = changed();
    both.desk.show_in_folder(Some(Role::Author)).unwrap();
    std::fs::write(both.path("tram.md"), "The tram {--never --}came.{>>Did it?<<}\n").unwrap();
    both.desk.sync_folder().unwrap();
    let list = both.desk.list(&desk::ListQuery { limit: 9, ..desk::ListQuery::default() }).unwrap();
    let tram = list.rows.iter().find(|row| row.slugline == "tram").unwrap().id;
    assert_eq!(both.body(tram), "The tram came.");
    assert_eq!(comments(&both, tram).len(), 1);
    assert!(both.file("tram.md").contains("{--never --}"), "{}", both.file("tram.md"));
    let Both { desk, dir, .. } = both;
    desk.close();
    let (desk, _) = open(dir.path(), false);
    assert_eq!(desk.sync_folder_once().unwrap().show, Some(Role::Author));
    assert!(std::fs::read_to_string(dir.path().join("folder/ferry.md")).unwrap().contains("{++ sharp++}"));
}
