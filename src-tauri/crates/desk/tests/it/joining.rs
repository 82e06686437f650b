//! Two desks that work on one piece apart, and meet.

use crate::review::{came_in, editor, replace};
use crate::{bench, text};
use desk::review::{Against, NewComment, Place};
use desk::{Archive, Desk, Options};
use model::review::{CommentKind, Decision, How, Role};
use model::{Field, PieceId};
use std::path::Path;

/// A copy of a desk on another laptop.
fn copied(from: &Path, to: &Path) -> Desk {
    std::fs::create_dir_all(to).unwrap();
    // What is not folded into the database yet lies beside it.
    for name in ["desk.sqlite", "desk.sqlite-wal"] {
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
    Desk::open(Options::new(to)).unwrap()
}

fn meet(one: &Desk, other: &Desk, id: PieceId) {
    one.join(id, &Archive::open(other.dir()).unwrap()).unwrap();
    other.join(id, &Archive::open(one.dir()).unwrap()).unwrap();
}

fn everything(desk: &Desk, id: PieceId) -> (Vec<String>, String) {
    let texts = Field::ALL.into_iter().map(|field| text(desk, id, field)).collect();
    let mut review = editor(desk, id);
    // How often each text was changed since it was loaded is the desk's own.
    review.versions.clear();
    (texts, format!("{review:?}"))
}

#[test]
fn what_two_desks_decided_apart_is_neither_doubled_nor_dropped() {
    let bench = bench();
    let id = came_in(&bench);
    bench.desk.set_person("Maud Castell", "MC").unwrap();
    replace(&bench.desk, id, Field::Body, "at night", "at dawn");
    replace(&bench.desk, id, Field::Body, "Nobody asked", "No one asked");
    bench.desk.close();
    let other = copied(&bench.dir.path().join("desk"), &bench.dir.path().join("other"));
    let one = Desk::open(Options::new(bench.dir.path().join("desk"))).unwrap();
    one.set_person("Maud Castell", "MC").unwrap();
    other.set_person("Ivo Maric", "IM").unwrap();
    let own = Against::Role { role: Role::Editor };
    let names: Vec<String> = editor(&one, id).changes.into_iter().map(|open| open.change.id).collect();
    // Both accept the first change and reject the second one; each says and writes something of its own.
    for desk in [&one, &other] {
        desk.decide(id, &own, &Role::Editor, Decision::Accept, &names[..1]).unwrap();
        desk.decide(id, &own, &Role::Editor, Decision::Reject, &names[1..]).unwrap();
    }
    let say = |desk: &Desk, text: &str| {
        let place = Place::Words { field: Some(Field::Body), words: "asked the town".into() };
        let comment = NewComment { place, kind: CommentKind::Comment, text: text.into(), asks: None, role: None };
        desk.comment(id, comment).unwrap();
    };
    say(&one, "From one.");
    say(&other, "From the other.");
    one.sign_off(id, &Role::Legal, How::Here).unwrap();
    replace(&one, id, Field::Headline, "last", "first");
    replace(&other, id, Field::Body, "would have answered", "would answer");
    meet(&one, &other, id);
    meet(&one, &other, id);
    assert_eq!(
        text(&one, id, Field::Body),
        "The ferry leaves at dawn.\n\nNobody asked the town about it.\n\nThe town would answer.",
        "the rejected words are there once"
    );
    assert_eq!(everything(&one, id), everything(&other, id));
    let review = editor(&one, id);
    assert_eq!(review.comments.len(), 2);
    assert_eq!(review.changes.len(), 2, "the headline and the last paragraph: {:?}", review.changes);
    let writers: Vec<_> = review.changes.iter().map(|open| open.change.by[0].name.as_str()).collect();
    assert_eq!(writers, ["Maud Castell", "Ivo Maric"], "each change is by whoever made it, on both desks");
    let legal = review.sign_offs.iter().find(|state| state.role == "legal").unwrap();
    assert_eq!(legal.says, "Headline, 1 paragraph changed since");
    assert!(!one.join(id, &Archive::open(other.dir()).unwrap()).unwrap(), "nothing is new");
    for desk in [&one, &other] {
        desk.close();
        assert!(desk::maintenance::doctor(desk.dir()).unwrap().is_sound());
    }
    let nowhere = Archive::open(one.dir()).unwrap();
    let third = Desk::open(Options::new(bench.dir.path().join("third"))).unwrap();
    assert!(third.join(id, &nowhere).is_err(), "a desk that does not have the piece");
}
