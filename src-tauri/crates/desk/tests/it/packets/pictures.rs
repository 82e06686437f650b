//! Pictures on their way between two desks.

use super::{Place, place};
use crate::pictures::{CHART, DOTS, HARBOUR, tells};
use crate::typed;
use desk::{ErrorKind, maintenance};
use model::picture::{address, stripped};
use model::{Field, PieceId, utf16_len};

fn shown(maud: &Place) -> (PieceId, Vec<String>) {
    let (id, names) = crate::pictures::with_pictures(&maud.desk, &[("harbour.jpg", HARBOUR), ("chart.png", CHART)]);
    maud.desk.rename(id, "night-ferry").unwrap();
    (id, names)
}

#[test]
fn a_piece_arrives_with_its_pictures_and_they_tell_nothing() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let (id, names) = shown(&maud);
    let (file, contents) = maud.packed(id, None);
    assert_eq!(contents.attachments, 2);
    let bytes = std::fs::read(&file).unwrap();
    assert!(!tells(&bytes));
    assert_eq!(share::read(&bytes).unwrap().format, 2);
    ivo.desk.import_packet(&file).unwrap();
    for (name, whole) in names.iter().zip([HARBOUR, CHART]) {
        assert_eq!(*ivo.desk.picture(name).unwrap().unwrap().bytes, *stripped(whole));
    }
    assert!(ivo.desk.pictures(id).unwrap().iter().all(|view| view.in_text));
    ivo.is_sound();
    // The way back: what Ivo adds comes to Maud, and what she has stays as it came.
    let dots = ivo.desk.add_picture(id, "dots.gif", DOTS).unwrap().name;
    let length = utf16_len(&crate::body(&ivo.desk, id));
    let version = ivo.desk.open_piece(id).unwrap().fields.iter().find(|(field, ..)| *field == Field::Body).unwrap().2;
    ivo.desk
        .edit(id, Field::Body, version, typed(length, length, &format!("\n![Dots]({})\n", address(&dots))))
        .unwrap();
    maud.desk.import_packet(&ivo.packed(id, None).0).unwrap();
    assert_eq!(maud.desk.pictures(id).unwrap().len(), 3);
    assert_eq!(maud.desk.pictures(id).unwrap()[0].bytes, HARBOUR.len() as u64, "the original");
    maud.is_sound();
    // Made again from the log, the desk has them still.
    ivo.desk.close();
    maintenance::rebuild(ivo.desk.dir()).unwrap();
    let again = desk::Desk::open(desk::Options::new(ivo.desk.dir())).unwrap();
    assert_eq!(again.pictures(id).unwrap().len(), 3);
    again.close();
}

#[test]
fn a_piece_without_pictures_still_travels_in_the_first_format() {
    let maud = place("Maud Castell");
    let id = super::ferry(&maud);
    let (file, _) = maud.packed(id, None);
    assert_eq!(share::read(&std::fs::read(file).unwrap()).unwrap().format, 1);
}

#[test]
fn a_packet_since_a_version_has_the_pictures_that_its_texts_call() {
    let maud = place("Maud Castell");
    let (id, names) = shown(&maud);
    maud.desk.save_version(id, "With both").unwrap();
    maud.later(40);
    maud.replace(
        id,
        Field::Body,
        &format!("![A harbour.jpg of the sea]({} \"The ferry. Photograph: Bo Lind\")\n", address(&names[0])),
        "",
    );
    maud.desk.save_version(id, "With one").unwrap();
    maud.later(40);
    crate::history::write(&maud.desk, id, " Late.");
    let (file, contents) = maud.packed(id, Some("With one"));
    assert_eq!(contents.attachments, 1, "{contents:?}");
    let packet = share::read(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!(packet.pictures[0].name, names[1]);
    assert_eq!(maud.packed(id, None).1.attachments, 2);
}

#[test]
fn a_picture_that_is_not_what_its_name_says_is_refused() {
    let (maud, ivo) = (place("Maud Castell"), place("Ivo Marić"));
    let (id, _) = shown(&maud);
    let bytes = std::fs::read(maud.packed(id, None).0).unwrap();
    let lies: [fn(&mut share::Packet); 4] = [
        |packet| {
            let first = packet.pictures[0].name.clone();
            packet.pictures[0].name = std::mem::replace(&mut packet.pictures[1].name, first);
        },
        |packet| packet.pictures[0].name = "../../x.png".into(),
        |packet| packet.pictures[0].name = packet.pictures[0].name.replace(".png", ".gif"),
        |packet| packet.pictures[0].bytes.fill(0),
    ];
    for lie in lies {
        let mut packet = share::read(&bytes).unwrap();
        lie(&mut packet);
        let file = ivo.dir.path().join("odd.standfirst");
        std::fs::write(&file, share::write(&packet).unwrap()).unwrap();
        let error = ivo.desk.import_packet(&file).unwrap_err();
        assert!(*error.kind() == ErrorKind::BadInput && error.to_string().ends_with("Nothing was changed."), "{error}");
        assert_eq!(ivo.archive().list(&crate::everything()).unwrap().total, 0);
    }
}
