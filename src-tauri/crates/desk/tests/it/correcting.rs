//! An error that was printed is put right, from the seal to everything that carried it.

use crate::review::{came_in, replace};
use crate::{Bench, bench, sealed, text};
use desk::review::{Correcting, FlowChange, Stepping};
use desk::{Archive, Desk, ExportFormat};
use model::review::{Action, Role};
use model::{Field, PieceId, Stage};
use std::path::PathBuf;

fn correcting(wrong: &str, right: &str) -> Correcting {
    Correcting {
        wrong: wrong.into(),
        right: right.into(),
        replace: true,
        clarification: false,
        with_edits: false,
        note: String::new(),
        role: Role::Editor,
    }
}

fn step(desk: &Desk, id: PieceId, action: Action) {
    let (fee, rights_return) = (String::new(), String::new());
    let reason = "The press waits.".into();
    let step = Stepping { action, reason, override_needs: true, fee, rights_return, role: Role::Editor };
    desk.step(id, step).unwrap();
}

fn out(bench: &Bench, name: &str) -> PathBuf {
    bench.dir.path().join(name)
}

/// A piece that is out, with a draft and two finals that left, and one of another text.
fn printed(bench: &Bench) -> PieceId {
    let desk = &bench.desk;
    let id = came_in(bench);
    desk.export_to(id, (ExportFormat::Txt, false), "", &out(bench, "early.txt"), false).unwrap();
    replace(desk, id, Field::Body, "at night", "at noon");
    desk.export_to(id, (ExportFormat::Md, false), "", &out(bench, "draft.md"), false).unwrap();
    for action in [Action::File, Action::Edit, Action::Approve] {
        step(desk, id, action);
    }
    desk.seal(id).unwrap();
    step(desk, id, Action::Publish);
    desk.export_to(id, (ExportFormat::Html, true), "", &out(bench, "page.html"), false).unwrap();
    desk.export_copied(id, (ExportFormat::HtmlFragment, true), "").unwrap();
    id
}

#[test]
fn a_correction_notes_reseals_and_lists_everything_that_carried_the_error() {
    let bench = bench();
    let desk = &bench.desk;
    let id = printed(&bench);
    desk.set_flow(id, FlowChange { outlet: Some("the-daily".into()), ..FlowChange::default() }).unwrap();
    let before = desk.seal(id).unwrap().fingerprint;
    let made = desk.correct(id, &correcting("leaves at noon", "leaves at midnight")).unwrap();
    assert!(text(desk, id, Field::Body).starts_with("The ferry leaves at midnight."));
    let note = text(desk, id, Field::CorrectionNote);
    assert_eq!(note, made.note);
    assert!(
        note.starts_with("Correction, ")
            && note.contains("said “leaves at noon”. It should have said “leaves at midnight”."),
        "{note}"
    );
    let seal = desk.seal(id).unwrap();
    assert_eq!((made.before.as_str(), made.after.as_str()), (before.as_str(), seal.fingerprint.as_str()));
    let flow = desk.flow(id).unwrap();
    assert_eq!((flow.stage, flow.made[0].action), (Stage::Corrected, Action::Correct));
    assert_eq!(flow.made[0].reason, "leaves at noon → leaves at midnight");
    let told = |made: &desk::review::Corrected| {
        let each = made.carried.iter();
        each.map(|carried| (carried.export.record.form.clone(), carried.redone)).collect::<Vec<_>>()
    };
    let forms =
        |list: &[(&str, bool)]| list.iter().map(|(form, redone)| ((*form).to_owned(), *redone)).collect::<Vec<_>>();
    assert_eq!(told(&made), forms(&[("html-fragment", false), ("html", false), ("md", false)]), "not the early draft");

    // The note is on the page in every form that is text, and the page is what was sealed.
    for format in ExportFormat::ALL.into_iter().filter(|format| format.is_text() && *format != ExportFormat::Newsml) {
        let export = sealed(desk, id, format).unwrap().text;
        let flat = export.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("It should have said"), "{format:?}: {export}");
    }
    let page = sealed(desk, id, ExportFormat::Html).unwrap().text;
    assert!(desk.verify_text(&page, Some(id)).unwrap().matches, "{}", desk.verify_text(&page, Some(id)).unwrap().says);
    let broken = page.replace("It should have said", "It should have, said");
    assert!(!desk.verify_text(&broken, Some(id)).unwrap().matches, "one comma in the note");

    // Sent again, it is no longer open.
    desk.export_to(id, (ExportFormat::Html, true), "It must be right now.", &out(&bench, "page.html"), true).unwrap();
    assert!(std::fs::read_to_string(out(&bench, "page.html")).unwrap().contains("at midnight"));
    let now = &desk.corrections(id).unwrap()[0];
    assert_eq!(told(now), forms(&[("html-fragment", false), ("html", true), ("md", false)]));

    // A second one stands behind the first, and both are known to who only reads.
    desk.correct(id, &correcting("Nobody asked", "Hardly anybody asked")).unwrap();
    let both = text(desk, id, Field::CorrectionNote);
    assert!(both.starts_with(&note) && both.len() > note.len(), "{both}");
    desk.close();
    let archive = Archive::open(&out(&bench, "desk")).unwrap();
    let all = archive.corrections(id).unwrap();
    assert_eq!(all.iter().map(|made| made.wrong.as_str()).collect::<Vec<_>>(), ["Nobody asked", "leaves at noon"]);
}

#[test]
fn nothing_is_changed_where_a_correction_can_not_be_made() {
    let bench = bench();
    let desk = &bench.desk;
    let fresh = came_in(&bench);
    let refused = |id, wanted: &Correcting| desk.correct(id, wanted).unwrap_err().to_string();
    let said = refused(fresh, &correcting("at night", "at dawn"));
    assert!(said.contains("Only what was out is corrected") && said.contains("a draft"), "{said}");
    let id = printed(&bench);
    let body = text(desk, id, Field::Body);
    assert!(refused(id, &correcting("at dusk", "at dawn")).contains("does not stand in the text"));
    assert!(refused(id, &correcting("town", "city")).contains("stands in"), "more than one place");
    assert!(refused(id, &correcting("", "at dawn")).contains("what was wrong"));
    assert!(refused(id, &correcting("at noon", " ")).contains("what is right"));
    let author = Correcting { role: Role::Author, ..correcting("at noon", "at dawn") };
    assert!(refused(id, &author).contains("is for the editor"));
    replace(desk, id, Field::Headline, "last", "first");
    let said = refused(id, &correcting("at noon", "at dawn"));
    assert!(said.contains("moved on") && said.contains("1 change"), "{said}");
    assert_eq!((text(desk, id, Field::Body), desk.flow(id).unwrap().stage), (body, Stage::Published));
    assert!(text(desk, id, Field::CorrectionNote).is_empty() && desk.corrections(id).unwrap().is_empty());
    desk.correct(id, &Correcting { with_edits: true, ..correcting("at noon", "at dawn") }).unwrap();
    assert!(sealed(desk, id, ExportFormat::Md).unwrap().text.contains("The first ferry"), "the edit went along");
}

#[test]
fn a_clarification_tells_readers_in_ones_own_words_and_leaves_the_text() {
    let bench = bench();
    let desk = &bench.desk;
    let id = printed(&bench);
    let body = text(desk, id, Field::Body);
    let wanted = Correcting { replace: false, clarification: true, ..correcting("", "the ferry is the night ferry") };
    let made = desk.correct(id, &wanted).unwrap();
    assert!(
        made.note.starts_with("Clarification, ") && made.note.ends_with("the ferry is the night ferry."),
        "{}",
        made.note
    );
    assert_eq!(text(desk, id, Field::Body), body);
    assert_eq!(made.carried.len(), 2, "the finals of that seal; a draft without the note is none");
    let own = Correcting { note: "We  were unclear.".into(), ..wanted };
    assert_eq!(desk.correct(id, &own).unwrap().note, "We were unclear.");
}
