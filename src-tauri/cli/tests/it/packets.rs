//! A piece as a packet, with the desk closed and with a window that has it open.

use crate::history::worked_on;
use crate::{Place, write};
use desk::Desk;
use model::Field;

#[test]
fn a_piece_travels_from_one_desk_to_another_and_back() {
    let (here, there) = (Place::new(), Place::new());
    let (window, id) = worked_on(&here);
    let packet = there.path("ink.standfirst");
    let to = packet.display().to_string();
    let sent = here.run(&["packet", "export", "ink", "-o", &to, "--whole"]);
    assert_eq!((sent.code(), sent.err().as_str()), (0, ""), "{}", sent.out());
    assert!(
        sent.out().contains("holds ink, ") && sent.out().contains("the versions “Final for print”"),
        "{}",
        sent.out()
    );
    assert!(sent.out().contains("Everything that was ever deleted in it travels too."), "{}", sent.out());
    here.run(&["packet", "export", "ink", "-o", &to]).is_bad_input();
    let again = here.json(&["packet", "export", "ink", "-o", &to, "--whole", "--force", "--json"]);
    assert_eq!((&again["slugline"], &again["attachments"], &again["left"]), (&"ink".into(), &0.into(), &().into()));

    let came = there.json(&["packet", "import", "ink.standfirst", "--json"]);
    assert_eq!((&came["id"], &came["is_new"]), (&id.to_string().into(), &true.into()));
    let history = |place: &Place| place.json(&["history", "ink", "--json"]);
    let (a, b) = (history(&here), history(&there));
    for (a, b) in a.as_array().unwrap().iter().zip(b.as_array().unwrap()) {
        assert_eq!((&a["person"], &a["to"], &a["kind"]), (&b["person"], &b["to"], &b["kind"]));
    }
    let twice = there.run(&["packet", "import", "ink.standfirst"]);
    assert_eq!(twice.out(), "ink is here with all of this already. Nothing was changed.\n");

    // There it is worked on; here the window is open while it comes back.
    let laptop = Desk::open(desk::Options::new(there.path("desk"))).unwrap();
    write(&laptop, id, Field::Kicker, "From the laptop");
    laptop.close();
    there.run(&["packet", "export", "ink", "-o", "back.standfirst"]);
    let file = there.path("back.standfirst").display().to_string();
    let back = here.run(&["packet", "import", &file]);
    assert_eq!((back.code(), back.out().as_str()), (0, "ink is merged: 1 change came in.\n"), "{}", back.err());
    let fields = window.open_piece(id).unwrap().fields;
    assert!(fields.iter().any(|(field, text, _)| *field == Field::Kicker && text == "From the laptop"));
    window.close();
}

#[test]
fn history_can_stay_behind() {
    let place = Place::new();
    let (window, _) = worked_on(&place);
    let sent = place.run(&["packet", "export", "ink", "-o", "a.standfirst", "--since", "Final for print"]);
    assert!(
        sent.out().contains("before “Final for print” stays here, but for what review has of it: 2 changes."),
        "{}",
        sent.out()
    );
    place.run(&["packet", "export", "ink", "-o", "b.standfirst", "--since", "Sunday"]).is_bad_input();
    place.run(&["packet", "export", "nothing", "-o", "b.standfirst"]).is_bad_input();
    assert!(!place.path("b.standfirst").exists());
    // Unless one chooses, the least travels: the text as it is, and once it was filed, what happened since.
    let least = place.run(&["packet", "export", "ink", "-o", "c.standfirst"]);
    assert!(least.out().contains("replaced before now stays here"), "{}", least.out());
    place.run(&["packet", "export", "ink", "-o", "b.standfirst", "--since", "filed"]).is_bad_input();
    place.run(&["packet", "export", "ink", "-o", "b.standfirst", "--since", "now", "--whole"]).is_bad_input();
    assert_eq!(place.run(&["stage", "ink", "--to", "filed"]).code(), 0);
    let filed = place.run(&["packet", "export", "ink", "-o", "d.standfirst"]);
    assert!(filed.out().contains("replaced before it was filed stays here"), "{}", filed.out());
    let whole = place.run(&["packet", "export", "ink", "-o", "e.standfirst", "--whole"]);
    assert!(whole.out().contains("Everything that was ever deleted in it travels too."), "{}", whole.out());
    window.close();
}

#[test]
fn what_is_no_packet_is_refused_and_makes_no_desk() {
    let place = Place::new();
    place.run(&["packet", "import", "none.standfirst"]).is_bad_input();
    assert!(!place.path("desk").exists());
    place.file("odd.standfirst", b"\x89SFP\r\n\x1a\nand nothing behind it");
    place.run(&["packet", "import", "odd.standfirst"]).is_bad_input();
    place.run(&["import", "odd.standfirst"]).is_bad_input();
}

#[test]
fn a_packet_comes_in_like_any_file() {
    let (here, there) = (Place::new(), Place::new());
    let (window, id) = worked_on(&here);
    window.close();
    let packet = there.path("ink.standfirst").display().to_string();
    here.run(&["packet", "export", "ink", "-o", &packet]);
    let came = there.json(&["import", "ink.standfirst", "--json"]);
    assert_eq!(came[0]["piece"]["id"], id.to_string());
    assert_eq!(came[0]["receipt"][0]["rule"], "packet.new");
}
