//! The outlet that a piece goes out for, and what its hand-overs ask for.

use crate::review::{came_in, replace};
use crate::{Bench, bench};
use desk::review::{FlowChange, Stepping};
use desk::{Archive, Desk, ErrorKind, add_outlet};
use model::review::{Action, How, Requirement, Role};
use model::{Field, PieceId, Stage};

fn stepping(action: Action) -> Stepping {
    let (reason, fee, rights_return) = (String::new(), String::new(), String::new());
    Stepping { action, reason, override_needs: false, fee, rights_return, role: Role::Editor }
}

fn goes_out_for(desk: &Desk, id: PieceId, key: &str) -> desk::OutletChoice {
    desk.set_flow(id, FlowChange { outlet: Some(key.into()), ..FlowChange::default() }).unwrap().outlet
}

fn asked(desk: &Desk, id: PieceId, action: Action) -> Vec<Requirement> {
    let flow = desk.flow(id).unwrap();
    let step = flow.steps.iter().find(|step| step.action == action).unwrap();
    step.needs.iter().map(|need| need.requirement).collect()
}

/// A profile of one's own, whose desk takes nothing without a date and a short headline.
fn lantern(bench: &Bench) -> String {
    let file = bench.dir.path().join("The Lantern.toml");
    let profile = "name = \"The Lantern\"\n[headlines]\nprint = 10\n[length]\nlow = 5\nhigh = 10\n\
                   [handover.filed]\nneeds = [\"date\", \"headline_limits\", \"length\"]\n";
    std::fs::write(&file, profile).unwrap();
    add_outlet(&bench.dir.path().join("desk"), &file, false).unwrap().key
}

#[test]
fn the_hand_overs_of_a_pieces_outlet_say_what_its_steps_need() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    assert_eq!(asked(desk, id, Action::File), [Requirement::Body], "the desk's own page asks for nothing more");
    let choice = goes_out_for(desk, id, "the-daily");
    assert_eq!((choice.name.as_str(), choice.missing), ("The Daily", false));
    let wanted = [Requirement::Headline, Requirement::Byline, Requirement::AuthorNote, Requirement::Body];
    assert_eq!(asked(desk, id, Action::File), wanted);
    let refused = desk.step(id, stepping(Action::File)).unwrap_err().to_string();
    assert!(refused.starts_with("There is no author note."), "{refused}");
    assert_eq!(desk.flow(id).unwrap().stage, Stage::Draft);
    let version = desk.open_piece(id).unwrap().fields.iter().find(|(field, ..)| *field == Field::AuthorNote).unwrap().2;
    desk.edit(id, Field::AuthorNote, version, crate::typed(0, 0, "Ilse Varden rows.")).unwrap();
    assert_eq!(desk.step(id, stepping(Action::File)).unwrap().stage, Stage::Filed);
    // Another outlet, another list; and none is the desk's own again.
    goes_out_for(desk, id, "longshore");
    assert_eq!(asked(desk, id, Action::Edit), [Requirement::Body]);
    assert_eq!(goes_out_for(desk, id, "").key, "");
}

#[test]
fn what_an_outlet_asks_for_is_looked_at_in_the_piece() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    assert_eq!(lantern(&bench), "the-lantern");
    goes_out_for(desk, id, "the-lantern");
    let refused = desk.step(id, stepping(Action::File)).unwrap_err().to_string();
    for part in [
        "There is no publication date.",
        "The headline has 14 characters; 10 fit.",
        "The piece has 16 words; the outlet prints 10 at most.",
    ] {
        assert!(refused.contains(part), "{part} in {refused}");
    }
    desk.set_details(id, desk::DetailsChange { published: Some("2026-05-12".into()), ..Default::default() }).unwrap();
    replace(desk, id, Field::Headline, "The last ferry", "Last ferry");
    replace(desk, id, Field::Body, "\n\nNobody asked the town about it.", "");
    assert_eq!(desk.step(id, stepping(Action::File)).unwrap().stage, Stage::Filed, "ten characters, ten words, a date");
}

#[test]
fn no_outlet_waives_a_read_that_people_asked_for_or_prints_what_is_not_sealed() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    goes_out_for(desk, id, "longshore");
    desk.set_need(id, &Role::Legal, model::review::Need::Required).unwrap();
    desk.step(id, stepping(Action::File)).unwrap();
    desk.step(id, stepping(Action::Edit)).unwrap();
    let refused = desk.step(id, stepping(Action::Approve)).unwrap_err().to_string();
    assert!(refused.contains("The legal read is required and not complete."), "{refused}");
    desk.sign_off(id, &Role::Legal, How::Mail).unwrap();
    let refused = desk.step(id, stepping(Action::Approve)).unwrap_err().to_string();
    assert!(!refused.contains("legal"), "{refused}");
    let anyway = Stepping { reason: "The press waits.".into(), override_needs: true, ..stepping(Action::Approve) };
    desk.step(id, anyway).unwrap();
    assert_eq!(asked(desk, id, Action::Publish), [Requirement::Sealed, Requirement::NoEmbargo]);
}

#[test]
fn an_outlet_that_this_desk_does_not_have_is_told_and_its_own_page_stands_in() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    let unknown =
        desk.set_flow(id, FlowChange { outlet: Some("the-moon".into()), ..FlowChange::default() }).unwrap_err();
    assert!(*unknown.kind() == ErrorKind::NotFound && unknown.to_string().contains("outlet list"), "{unknown}");
    let out = desk.set_flow(id, FlowChange { outlet: Some("../person".into()), ..FlowChange::default() });
    assert!(out.is_err(), "a key is no path");
    let key = lantern(&bench);
    assert!(desk.outlets().iter().any(|row| row.key == key && row.own && row.name == "The Lantern"));
    goes_out_for(desk, id, &key);
    std::fs::remove_file(bench.dir.path().join("desk/outlets/the-lantern.toml")).unwrap();
    let flow = desk.flow(id).unwrap();
    assert!(flow.outlet.missing && flow.outlet.key == key, "{:?}", flow.outlet);
    assert_eq!(asked(desk, id, Action::File), [Requirement::Body]);
    bench.desk.close();
    let archive = Archive::open(&bench.dir.path().join("desk")).unwrap();
    assert!(archive.flow(id, 0).unwrap().outlet.missing, "and so it is for who only reads");
}

#[test]
fn a_profile_comes_onto_the_desk_once_and_a_slip_in_it_does_not() {
    let bench = bench();
    let dir = bench.dir.path().join("desk");
    lantern(&bench);
    let file = bench.dir.path().join("The Lantern.toml");
    assert_eq!(*add_outlet(&dir, &file, false).unwrap_err().kind(), ErrorKind::Exists);
    add_outlet(&dir, &file, true).unwrap();
    std::fs::write(&file, "name = \"The Lantern\"\nheadlin_limit = 3\n").unwrap();
    assert!(add_outlet(&dir, &file, true).unwrap_err().to_string().contains("headline_limit"));
    assert!(bench.desk.outlets().iter().any(|row| row.key == "the-lantern"), "what was there stays");
    std::fs::write(dir.join("outlets/broken.toml"), "name = ").unwrap();
    assert!(bench.desk.outlets().iter().all(|row| row.key != "broken"), "what is no profile can't be chosen");
}

#[test]
fn an_outlet_is_made_changed_mailed_and_taken_away_in_the_desk() {
    let bench = bench();
    let desk = &bench.desk;
    let mut profile = desk.outlet("the-daily").unwrap().profile;
    let refused = desk.keep_outlet("the-daily", &profile, false).unwrap_err().to_string();
    assert!(refused.contains("duplicate it"), "{refused}");
    assert!(desk.keep_outlet("", &model::OutletProfile::default(), false).is_err(), "it has no name");
    // A new one is called by its name; a second of that name by a number, too.
    profile.length.low = 500;
    assert_eq!(desk.keep_outlet("", &profile, false).unwrap().key, "the-daily-2");
    assert_eq!(desk.keep_outlet("", &profile, false).unwrap().key, "the-daily-3");
    profile.length.low = 9000;
    assert_eq!(desk.keep_outlet("the-daily-2", &profile, false).unwrap().key, "the-daily-2");
    let sheet = desk.outlet("the-daily-2").unwrap();
    assert!(sheet.own && sheet.profile == profile);
    assert_eq!(sheet.remarks.iter().map(|remark| remark.key.as_str()).collect::<Vec<_>>(), ["length", "length.usual"]);
    // It is mailed to another desk, and comes in as it was.
    let file = bench.dir.path().join("Das Blatt.toml");
    desk.export_outlet("the-daily-2", &file, false).unwrap();
    assert_eq!(desk.export_outlet("the-daily-2", &file, false).unwrap_err().kind(), &ErrorKind::Exists);
    assert_eq!(desk.import_outlet(&file, false).unwrap().key, "das-blatt");
    assert_eq!(desk.import_outlet(&file, false).unwrap_err().kind(), &ErrorKind::Exists);
    assert_eq!(desk.outlet("das-blatt").unwrap().profile, profile);
    // It goes; its pieces stand on the desk's own page, until it is back.
    let id = came_in(&bench);
    assert!(!goes_out_for(desk, id, "das-blatt").missing);
    desk.remove_outlet("das-blatt").unwrap();
    assert!(desk.flow(id).unwrap().outlet.missing);
    desk.keep_outlet("das-blatt", &profile, true).unwrap();
    assert!(!desk.flow(id).unwrap().outlet.missing);
    assert!(desk.remove_outlet("the-daily").is_err() && desk.remove_outlet("../desk").is_err());
}

#[test]
fn an_outlet_that_stands_before_a_shipped_one_is_asked_for_first_and_comes_back_there() {
    let bench = bench();
    let desk = &bench.desk;
    let shipped = desk.outlet("the-daily").unwrap().profile;
    let file = bench.dir.path().join("the-daily.toml");
    desk.export_outlet("the-daily", &file, false).unwrap();
    let refused = desk.import_outlet(&file, false).unwrap_err();
    assert_eq!(*refused.kind(), ErrorKind::Exists);
    assert!(!desk.outlet("the-daily").unwrap().own, "{refused}");
    desk.import_outlet(&file, true).unwrap();
    let mut own = desk.outlet("the-daily").unwrap().profile;
    own.length.low = 7;
    desk.keep_outlet("the-daily", &own, false).unwrap();
    desk.remove_outlet("the-daily").unwrap();
    assert_eq!(desk.outlet("the-daily").unwrap().profile, shipped, "the shipped one is there again");
    desk.keep_outlet("the-daily", &own, true).unwrap();
    assert_eq!(desk.outlet("the-daily").unwrap().profile.length.low, 7);
}

#[test]
fn a_sheet_is_set_for_the_outlet_of_its_piece_or_for_one_that_is_tried() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    let format = (desk::ExportFormat::Pdf, false);
    let own = desk.sheet(id, format, None, 1).unwrap();
    assert_eq!((own.number, own.of, own.width.round() as u32), (1, 1, 595));
    let mut profile = desk.outlet("the-daily").unwrap().profile;
    profile.page.paper = model::PaperSize::A3;
    assert_eq!(desk.sheet(id, format, Some(&profile), 9).unwrap().width.round() as u32, 842);
    assert_eq!(desk.sheet(id, (desk::ExportFormat::Proof, false), None, 1).unwrap().number, 1);
    assert!(desk.sheet(id, (desk::ExportFormat::Pdf, true), None, 1).is_err(), "nothing is sealed");
    assert!(desk.sheet(id, (desk::ExportFormat::Html, false), None, 1).is_err());
}
