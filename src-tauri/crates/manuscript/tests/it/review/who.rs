//! Who made a change, and when; what has to be read again.

use super::desk::Desk;
use super::{ada, editor, id, sign};
use manuscript::Manuscript;
use manuscript::review::{changes, touched};
use model::review::{Act, Change, ChangeKind, Role};
use model::{Field, Person};

fn person(peer: u64) -> Option<Person> {
    match peer {
        1 => Some(Person::named("Ada Kell")),
        2 => Some(Person::named("Bo Lind")),
        3 => Some(Person::named("Cy Moor")),
        _ => None,
    }
}

fn told(piece: &Manuscript) -> Vec<(ChangeKind, Vec<String>, i64)> {
    let since = editor(piece);
    let mut list = changes(&since.texts, &piece.texts());
    piece.attribute(&mut list, &since, &person);
    list.into_iter().map(|c: Change| (c.kind, c.by.into_iter().map(|p| p.name).collect(), c.at)).collect()
}

fn one(kind: ChangeKind, by: &[&str], seconds: i64) -> (ChangeKind, Vec<String>, i64) {
    (kind, by.iter().map(|name| (*name).to_owned()).collect(), seconds * 1_000)
}

const BEFORE: &str = "The old ferry ran at seven on every day of the week, and nobody on the whole quay knew why.\n\nOur council met on a Sunday.";

#[test]
fn every_change_names_who_made_it_and_when() {
    use ChangeKind::*;
    let (_, log) = Desk::signed(BEFORE);
    let mut bo = Desk::other(&log, 2, "Bo Lind");
    let mut cy = Desk::other(&log, 3, "Cy Moor");
    bo.write(&BEFORE.replace("old ", "").replace("Sunday", "Sunday in March"));
    bo.take();
    cy.seconds = 500;
    cy.write(&BEFORE.replace("knew why", "could say why"));
    cy.take();
    let mut both = [bo, cy];
    Desk::meet(&mut both);
    for desk in &both {
        assert_eq!(
            told(&desk.piece),
            [one(Remove, &["Bo Lind"], 110), one(Replace, &["Cy Moor"], 510), one(Insert, &["Bo Lind"], 110)]
        );
    }
    // Who is not known has no name, and who signed last is not blamed for what he or she agreed to.
    let mut dee = Desk::other(&[both[0].piece.snapshot().unwrap()], 9, "Dee Ash");
    dee.seconds = 900;
    dee.write(&dee.body().replace("every day", "each day"));
    dee.take();
    assert_eq!(told(&dee.piece)[1], one(Replace, &[], 910));
    sign(&mut dee.piece, 77, &Role::Editor);
    assert!(told(&dee.piece).is_empty());
    dee.write(&dee.body().replace("each day", "each good day"));
    dee.take();
    assert_eq!(told(&dee.piece), [one(Insert, &[], 920)]);
}

#[test]
fn words_removed_after_an_acceptance_still_name_who_removed_them() {
    let (_, log) = Desk::signed(BEFORE);
    let mut bo = Desk::other(&log, 2, "Bo Lind");
    bo.write(&BEFORE.replace("The old", "The very very big old"));
    bo.take();
    let ids: Vec<String> = bo.changes().into_iter().map(|c| c.id).collect();
    bo.accept(&ids).unwrap();
    bo.take();
    let mut cy = Desk::other(&[bo.piece.snapshot().unwrap()], 3, "Cy Moor");
    cy.seconds = 500;
    cy.write(&cy.body().replace("Our council ", "Our "));
    cy.take();
    assert_eq!(told(&cy.piece), [one(ChangeKind::Remove, &["Cy Moor"], 510)]);
    // The accepted words have no letter in the signed text; nobody else is named for them.
    cy.write(&cy.body().replace("The very very big old", "The old"));
    cy.take();
    let names: Vec<String> = told(&cy.piece)[0].1.clone();
    assert!(names.is_empty() || names == ["Cy Moor"], "{names:?}");
}

#[test]
fn a_received_text_tells_who_removed_its_words() {
    let mut piece = Manuscript::new(1).unwrap();
    piece.set_text(Field::Body, BEFORE).unwrap();
    let act = Act::Received { texts: piece.texts(), source: "a.md".into(), mark: piece.mark() };
    piece.record(id(1), 5, ada(), None, act).unwrap();
    let log: Vec<Vec<u8>> = piece.take_update(10).unwrap().into_iter().collect();
    let mut bo = Desk::other(&log, 2, "Bo Lind");
    bo.write(&BEFORE.replace("old ", ""));
    bo.take();
    assert_eq!(told(&bo.piece), [one(ChangeKind::Remove, &["Bo Lind"], 110)]);
}

#[test]
fn words_that_come_back_with_an_undo_are_by_whom_they_were() {
    let (_, log) = Desk::signed(BEFORE);
    let mut bo = Desk::other(&log, 2, "Bo Lind");
    bo.write(&BEFORE.replace("Sunday", "Sunday in March"));
    bo.take();
    let mut cy = Desk::other(&[bo.piece.snapshot().unwrap()], 3, "Cy Moor");
    let since = editor(&cy.piece);
    let mut list = cy.changes();
    cy.piece.attribute(&mut list, &since, &person);
    let then = cy.piece.texts();
    let ids = [list[0].id.clone()];
    let (splices, mut decided) = manuscript::review::reject(&since.texts, &then, &ids).unwrap();
    manuscript::review::credit(&mut decided, &list);
    let mark = cy.piece.mark();
    cy.apply(&splices);
    let put = cy.piece.puts(&then, &splices);
    let record = cy.record(Act::Reject { decided, mark, put });
    cy.take();
    assert!(told(&cy.piece).is_empty());
    cy.undo(&record).unwrap();
    cy.take();
    assert_eq!(told(&cy.piece)[0].1, ["Bo Lind"]);
}

#[test]
fn exactly_what_was_touched_is_to_be_read_again() {
    let paragraphs: Vec<String> =
        (0..6).map(|n| format!("Paragraph number {n} says what number {n} has to say, at some length.")).collect();
    let before = paragraphs.join("\n\n");
    let (mut desk, _) = Desk::signed(&before);
    assert!(touched(&editor(&desk.piece), &desk.piece.texts()).is_empty());
    let mut now = paragraphs.clone();
    now[1] = now[1].replace("at some length", "at great length");
    now.remove(3);
    now.insert(4, "This one is new, and of another kind.".into());
    desk.write(&now.join("\n\n"));
    desk.piece.set_text(Field::Headline, "A headline").unwrap();
    let list = touched(&editor(&desk.piece), &desk.piece.texts());
    let told: Vec<_> = list.iter().map(|t| (t.field, t.paragraph, t.gone, t.words.as_str())).collect();
    assert_eq!(
        told,
        [
            (Field::Headline, None, false, "A headline"),
            (Field::Body, Some(2), false, "Paragraph number 1 says what number 1 has to say, at great…"),
            (Field::Body, Some(4), true, "Paragraph number 3 says what number 3 has to say, at some…"),
            (Field::Body, Some(5), false, "This one is new, and of another kind."),
        ]
    );
    let body = desk.body();
    let units: Vec<u16> = body.encode_utf16().collect();
    let at = list[3].at.clone();
    assert_eq!(String::from_utf16(&units[at.start as usize..at.end as usize]).unwrap(), now[4]);
    // What was accepted needs no reading; nor does white space.
    let ids: Vec<String> = desk.changes().into_iter().map(|c| c.id).collect();
    desk.accept(&ids).unwrap();
    assert!(touched(&editor(&desk.piece), &desk.piece.texts()).is_empty());
    desk.write(&body.replace("\n\nThis", "\n\n\nThis"));
    assert!(touched(&editor(&desk.piece), &desk.piece.texts()).is_empty());
    desk.write(&body.replace("\n\nThis", " This"));
    let list = touched(&editor(&desk.piece), &desk.piece.texts());
    assert_eq!(list.iter().map(|t| (t.paragraph, t.gone)).collect::<Vec<_>>(), [(Some(4), false)]);
    // Where three paragraphs took the place of six, those that have nothing in their place are told.
    desk.write("X\n\nX\n\nX");
    let list = touched(&editor(&desk.piece), &desk.piece.texts());
    assert_eq!(list.iter().map(|t| t.gone).collect::<Vec<_>>(), [false, false, false, true, true, true], "{list:?}");
    desk.write("");
    let list = touched(&editor(&desk.piece), &desk.piece.texts());
    assert_eq!(list.iter().filter(|t| t.gone).count(), 6);
}
