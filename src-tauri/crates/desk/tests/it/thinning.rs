//! The log takes less room, and tells the same.

use super::history::{MINUTE, turned, write};
use super::{body, typed};
use desk::maintenance;
use model::{Field, Splice};
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

#[test]
fn old_keystrokes_become_one_row_a_minute_and_no_moment_that_matters_is_lost() {
    let (desk, clock, _dir) = turned();
    desk.set_person("Maud Castell", "MC").unwrap();
    let id = desk.new_piece().unwrap().id;
    let words = "It was due at nine, and nobody came. ".repeat(8);
    for (number, letter) in words.chars().enumerate() {
        write(&desk, id, &letter.to_string());
        clock.0.fetch_add(200, Ordering::Relaxed);
        if number == 150 {
            desk.save_version(id, "Half").unwrap();
        }
        // A word that is typed, and gone at once.
        if number == 200 {
            let text = body(&desk, id);
            let at = model::utf16_len(&text);
            let version = |desk: &desk::Desk| {
                desk.open_piece(id).unwrap().fields.into_iter().find(|(f, ..)| *f == Field::Body).unwrap().2
            };
            desk.edit(id, Field::Body, version(&desk), typed(at, at, "never-said")).unwrap();
            let splices = vec![Splice { from: at, to: at + 10, insert: String::new() }];
            let cut = desk::Update { client: "window".into(), length: at + 10, splices };
            desk.edit(id, Field::Body, version(&desk), vec![cut]).unwrap();
        }
    }
    let told = |desk: &desk::Desk| {
        let rows = desk.history(id, None, 100).unwrap().entries;
        rows.into_iter().map(|e| (e.moment, e.kind, e.person.name, e.to, e.words_added)).collect::<Vec<_>>()
    };
    let (text, before) = (body(&desk, id), told(&desk));
    assert_eq!(desk.thin_log().unwrap(), 0, "today's work stays as it was written");
    clock.0.fetch_add(25 * 60 * MINUTE, Ordering::Relaxed);
    write(&desk, id, "Tomorrow.");
    let less = desk.thin_log().unwrap();
    assert!(less > 250, "{less} rows less");
    assert_eq!(told(&desk)[1..], before[..], "the history tells the same");
    let now = desk.history(id, None, 1).unwrap().now;
    let moments: BTreeSet<String> = (0..=now).map(|at| desk.piece_at(id, at).unwrap().body).collect();
    assert!(moments.iter().any(|text| text.ends_with("never-said")), "what was typed and cut can be read");
    let half = desk::Archive::open(desk.dir()).unwrap().moment(&format!("{id}@Half")).unwrap().moment;
    assert_eq!(desk.piece_at(id, half).unwrap().body.len(), 151);
    assert_eq!(desk.thin_log().unwrap(), 0, "and twice joins nothing twice");
    assert!(maintenance::doctor(desk.dir()).unwrap().is_sound(), "{:?}", maintenance::doctor(desk.dir()));
    desk.close();
    maintenance::rebuild(desk.dir()).unwrap();
    let again = desk::Desk::open(desk::Options::new(desk.dir())).unwrap();
    assert_eq!(body(&again, id), text + "Tomorrow.");
    again.close();
    assert!(maintenance::doctor(desk.dir()).unwrap().is_sound());
}
