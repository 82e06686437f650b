//! What stops a piece that leaves, what only its desk knows, and the list of what left.

use crate::review::{came_in, editor, replace};
use crate::{Bench, bench};
use desk::review::{Agreement, CommentAct, FlowChange, NewComment, Place, Stepping};
use desk::{Archive, Desk, ErrorKind, ExportFormat, Finding, Severity, Wish, maintenance};
use model::review::{Action, CommentKind, Decision, How, Need, RecordId, Role};
use model::{Field, PieceId};
use std::path::PathBuf;

fn found(desk: &Desk, id: PieceId, is_final: bool) -> Vec<Finding> {
    desk.export_check(id, (ExportFormat::Html, is_final)).unwrap()
}

/// The rules that stop the final copy, and those that do not.
fn rules(desk: &Desk, id: PieceId) -> (Vec<&'static str>, Vec<&'static str>) {
    let of = |severity| found(desk, id, true).into_iter().filter(|f| f.severity == severity).map(|f| f.rule).collect();
    (of(Severity::Blocker), of(Severity::Warning))
}

fn remark(desk: &Desk, id: PieceId, words: &str, text: &str, kind: CommentKind) -> RecordId {
    let place = Place::Words { field: None, words: words.into() };
    desk.comment(id, NewComment { place, kind, text: text.into(), asks: None, role: Some(Role::Editor) }).unwrap().id
}

/// A piece that came in, sealed as it is.
fn sealed(bench: &Bench) -> (PieceId, String) {
    let id = came_in(bench);
    let fingerprint = bench.desk.seal(id).unwrap().fingerprint;
    assert_eq!(rules(&bench.desk, id), (vec![], vec![]), "nothing is to be said of it");
    (id, fingerprint)
}

fn path(bench: &Bench, name: &str) -> PathBuf {
    bench.dir.path().join(name)
}

#[test]
fn a_text_that_is_not_sealed_is_no_final_copy_and_no_reason_makes_it_one() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    assert_eq!(rules(desk, id).0, ["seal.missing"]);
    assert!(found(desk, id, false).iter().all(|finding| finding.rule != "seal.missing"), "a draft needs none");
    let out = path(&bench, "out.html");
    let refused = desk.export_to(id, (ExportFormat::Html, true), "We must.", &out, false).unwrap_err();
    assert!(*refused.kind() == ErrorKind::BadInput && refused.to_string().contains("not sealed"), "{refused}");
    assert!(!out.exists() && desk.exports(id).unwrap().is_empty());
    desk.export_to(id, (ExportFormat::Html, false), "", &out, false).unwrap();
    desk.seal(id).unwrap();
    desk.export_to(id, (ExportFormat::Html, true), "", &out, true).unwrap();
}

#[test]
fn a_text_that_moved_on_is_told_with_its_place_and_the_sealed_one_leaves() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, fingerprint) = sealed(&bench);
    replace(desk, id, Field::Body, "at night", "at dawn");
    let told = found(desk, id, true).into_iter().find(|finding| finding.rule == "seal.moved").unwrap();
    assert!(told.severity == Severity::Warning && told.reason.contains(&fingerprint), "{}", told.reason);
    assert_eq!((told.field, told.words.as_str(), told.range), (Some(Field::Body), "dawn", Some((20, 24))));
    let out = path(&bench, "out.md");
    desk.export_to(id, (ExportFormat::Md, true), "", &out, false).unwrap();
    assert!(std::fs::read_to_string(&out).unwrap().contains("at night"));
    assert!(!desk.verify_file(&out, None).unwrap().says.contains("again"));
    let again = desk.seal(id).unwrap().fingerprint;
    assert!(
        found(desk, id, true).iter().all(|finding| finding.rule != "seal.moved"),
        "sealed again, it is the text now"
    );
    // The copy of before is what was sealed then, and no longer what is to be printed.
    let verified = desk.verify_file(&out, None).unwrap();
    assert!(verified.matches && verified.says.contains(&format!("its last seal is {again}")), "{}", verified.says);
    let renamed = std::fs::read_to_string(&out).unwrap().replace("at night", "at dawn");
    let verified = desk.verify_text(&renamed, None).unwrap();
    assert!(verified.says.contains(&format!("the name of another seal, {fingerprint}")), "{}", verified.says);
}

#[test]
fn a_piece_that_was_taken_out_is_no_final_copy() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, _) = sealed(&bench);
    let kill = Stepping {
        action: Action::Kill,
        reason: "The author sold it elsewhere.".into(),
        override_needs: false,
        fee: String::new(),
        rights_return: String::new(),
        role: Role::Editor,
    };
    desk.step(id, kill).unwrap();
    assert_eq!(rules(desk, id).0, ["review.stage"]);
    assert!(found(desk, id, false).iter().all(|finding| finding.rule != "review.stage"), "a draft can be looked at");
}

#[test]
fn an_open_query_stops_at_its_passage_until_it_is_answered_or_settled() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, _) = sealed(&bench);
    let query = remark(desk, id, "Nobody", "Nobody at all?", CommentKind::Query);
    let told = found(desk, id, true).into_iter().find(|finding| finding.rule == "review.query").unwrap();
    assert_eq!((told.field, told.words.as_str()), (Some(Field::Body), "Nobody"));
    assert!(told.reason.contains("Nobody at all?") && told.range.is_some());
    desk.comment_act(id, &query, CommentAct::Reply { text: "Nobody.".into() }).unwrap();
    assert_eq!(rules(desk, id), (vec![], vec!["review.comment"]), "answered, it is a comment that is open");
    desk.comment_act(id, &query, CommentAct::Resolve).unwrap();
    assert_eq!(rules(desk, id), (vec![], vec![]));
}

#[test]
fn comments_are_told_and_stop_only_a_form_that_carries_them() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, _) = sealed(&bench);
    let note = remark(desk, id, "ferry", "He owes us one, by the way.", CommentKind::Comment);
    assert_eq!(rules(desk, id), (vec![], vec!["review.comment"]));
    bench.desk.close();
    let archive = Archive::open(&path(&bench, "desk")).unwrap();
    let leave = |is_final, comments_travel| {
        let wish = Wish { is_final, comments_travel, outlet: None };
        let findings = archive.leave(id, &wish, 0).unwrap().findings;
        findings.iter().map(|finding| (finding.rule, finding.severity)).collect::<Vec<_>>()
    };
    assert_eq!(leave(false, true), [("note.travels", Severity::Warning)]);
    assert_eq!(leave(true, true), [("note.travels", Severity::Blocker)]);
    assert_eq!(leave(true, false), [("review.comment", Severity::Warning)]);
    drop(archive);
    let (desk, ..) = crate::open(bench.dir.path());
    desk.comment_act(id, &note, CommentAct::Resolve).unwrap();
    assert_eq!(rules(&desk, id), (vec![], vec![]), "what is settled is not told");
}

#[test]
fn changes_that_the_author_did_not_agree_to_stop_where_the_author_signed() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, _) = sealed(&bench);
    replace(desk, id, Field::Body, "at night", "at dawn");
    desk.seal(id).unwrap();
    assert_eq!(rules(desk, id), (vec![], vec!["review.unsigned"]), "nobody says that the author must sign");
    desk.sign_off(id, &Role::Author, How::Phone).unwrap();
    assert_eq!(rules(desk, id), (vec![], vec![]));
    replace(desk, id, Field::Body, "Nobody asked", "No one asked");
    assert_eq!(rules(desk, id).0, [] as [&str; 0], "what is sealed and leaves is what the author signed");
    desk.seal(id).unwrap();
    let told = found(desk, id, true).into_iter().find(|finding| finding.rule == "review.change").unwrap();
    assert_eq!((told.severity, told.words.as_str()), (Severity::Blocker, "No one"));
    assert_eq!(told.reason, "The author has not agreed to 1 change since the last sign-off.");
    let against = desk::review::Against::Role { role: Role::Author };
    desk.decide(id, &against, &Role::Author, Decision::Accept, &[]).unwrap();
    assert_eq!(rules(desk, id), (vec![], vec![]), "accepted, it is agreed to");
    assert!(editor(desk, id).seal.is_some_and(|seal| seal.is_now), "and the text did not move");
}

#[test]
fn changes_that_the_author_made_need_nobodys_agreement() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, _) = sealed(&bench);
    desk.sign_off(id, &Role::Author, How::Phone).unwrap();
    desk.set_person("Ilse Varden", "IV").unwrap();
    replace(desk, id, Field::Body, "at night", "at dawn");
    desk.seal(id).unwrap();
    assert_eq!(rules(desk, id), (vec![], vec![]), "the byline names her");
    desk.set_person("Ilse Vardenburg", "IV").unwrap();
    replace(desk, id, Field::Body, "Nobody asked", "No one asked");
    desk.seal(id).unwrap();
    assert_eq!(rules(desk, id).0, ["review.change"], "and not somebody whose name begins so");
}

#[test]
fn an_agreement_on_a_condition_is_none_yet() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, _) = sealed(&bench);
    desk.set_need(id, &Role::Legal, Need::Required).unwrap();
    let on =
        Agreement { of: "Petra Lund".into(), conditions: "cut the second paragraph".into(), ..How::Readback.into() };
    let here = desk.sign_off(id, &Role::Legal, Agreement { how: How::Here, ..on.clone() }).unwrap_err().to_string();
    assert!(here.contains("signs, not Petra Lund. Say how Petra Lund agreed"), "{here}");
    assert_eq!(desk.sign_off(id, &Role::Legal, on.clone()).unwrap().who, "Petra Lund");
    desk.sign_off(id, &Role::Author, Agreement { of: "Ilse Varden".into(), ..on }).unwrap();
    assert_eq!(rules(desk, id).0, ["review.condition", "review.condition"]);
    let said = found(desk, id, true).into_iter().map(|finding| finding.reason).collect::<Vec<_>>().join("\n");
    assert!(said.contains("Legal agreed on a condition only: cut the second paragraph"), "{said}");
    let seal = desk.verify_text(&desk.export(id, ExportFormat::Txt).unwrap().text, None).unwrap().seal.unwrap();
    assert!(seal.signed_by.is_empty(), "the seal is older: {:?}", seal.signed_by);
    replace(desk, id, Field::Headline, "last", "first");
    for role in [Role::Legal, Role::Author] {
        let agreed = Agreement { of: "Petra Lund".into(), ..How::Readback.into() };
        desk.sign_off(id, &role, agreed).unwrap();
    }
    let seal = desk.seal(id).unwrap();
    assert_eq!(rules(desk, id).0, [] as [&str; 0]);
    assert!(
        seal.signed_by.iter().all(|who| who.contains("(Petra Lund, by read-back, noted by ")),
        "{:?}",
        seal.signed_by
    );
}

#[test]
fn a_read_that_is_required_stops_until_it_is_complete_and_again_when_the_text_moves() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, _) = sealed(&bench);
    desk.sign_off(id, &Role::Copy, How::Here).unwrap();
    desk.set_need(id, &Role::Legal, Need::Required).unwrap();
    assert_eq!(rules(desk, id).0, ["review.read"]);
    desk.sign_off(id, &Role::Legal, How::Mail).unwrap();
    assert_eq!(rules(desk, id).0, [] as [&str; 0]);
    replace(desk, id, Field::Headline, "last", "first");
    desk.seal(id).unwrap();
    let told = found(desk, id, true).into_iter().find(|finding| finding.rule == "review.change").unwrap();
    assert!(told.reason.starts_with("Legal has not agreed to 1 change"), "{}", told.reason);
    assert_eq!(told.field, Some(Field::Headline));
    desk.set_need(id, &Role::Legal, Need::NotNeeded).unwrap();
    assert!(
        !rules(desk, id).0.contains(&"review.change"),
        "the copy desk's sign-off was not required, nor is legal's now"
    );
}

#[test]
fn what_left_is_told_with_who_when_which_text_to_where_and_why_all_the_same() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, fingerprint) = sealed(&bench);
    let draft = desk.export_to(id, (ExportFormat::Txt, false), "", &path(&bench, "draft.txt"), false).unwrap().row;
    assert_eq!((draft.record.is_final, draft.record.fingerprint.as_deref()), (false, None));
    let moment = desk.history(id, None, 1).unwrap().entries[0].moment;
    assert_eq!(draft.record.moment, Some(moment), "the moment of its text");
    replace(desk, id, Field::Body, "at night", "at TK");
    desk.seal(id).unwrap();
    let out = path(&bench, "final.html");
    let refused = desk.export_to(id, (ExportFormat::Html, true), " ", &out, false).unwrap_err().to_string();
    assert!(refused.contains("“TK”") && refused.contains("with a reason"), "{refused}");
    assert!(!out.exists() && desk.exports(id).unwrap().len() == 1, "what was refused did not leave");
    desk.set_flow(id, FlowChange { outlet: Some("the-daily".into()), ..FlowChange::default() }).unwrap();
    let left = desk.export_to(id, (ExportFormat::Html, true), "The  name is TK.", &out, false).unwrap().row;
    let bytes = std::fs::read(&out).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("The Daily"), "the outlet's page");
    assert_eq!((left.record.bytes, left.record.digest), (bytes.len() as u64, model::review::seal::digest(&bytes)));
    assert!(left.record.overridden.contains(&"placeholder.tk".to_owned()), "{:?}", left.record.overridden);
    assert_eq!((left.record.reason.as_str(), left.record.outlet.as_str()), ("The  name is TK.", "The Daily"));
    assert!(left.record.fingerprint.is_some_and(|last| last != fingerprint));
    assert_eq!(left.record.to, out.to_string_lossy());
    let copied = desk.export_copied(id, (ExportFormat::HtmlFragment, false), "").unwrap();
    assert_eq!((copied.record.to.as_str(), copied.record.form.as_str()), ("clipboard", "html-fragment"));
    assert_eq!(copied.by, desk.person().0);
    // It is on the disk, in order, and known to who only reads; a backup has it; and an undone desk still has a way back.
    desk.close();
    let dir = path(&bench, "desk");
    let rows = Archive::open(&dir).unwrap().exports(id).unwrap();
    let forms: Vec<_> = rows.iter().map(|row| row.record.form.as_str()).collect();
    assert_eq!(forms, ["html-fragment", "html", "txt"]);
    assert!(maintenance::doctor(&dir).unwrap().is_sound());
    maintenance::rebuild(&dir).unwrap();
    assert_eq!(Archive::open(&dir).unwrap().exports(id).unwrap(), rows, "a rebuild does not touch it");
}

#[test]
fn what_left_does_not_travel_with_a_packet_and_words_are_erased_from_it() {
    let bench = bench();
    let desk = &bench.desk;
    let (id, _) = sealed(&bench);
    let out = path(&bench, "for-Jaromira-Quillfeather.txt");
    desk.export_to(id, (ExportFormat::Txt, false), "", &out, false).unwrap();
    let packet = path(&bench, "ferry.standfirst");
    desk.write_packet(id, None, &packet, false).unwrap();
    desk.close();
    let dir = path(&bench, "desk");
    let other = tempfile::tempdir().unwrap();
    let (there, ..) = crate::open(other.path());
    let came = there.import_packet(&packet).unwrap().id;
    assert!(there.exports(came).unwrap().is_empty(), "names of files here are nobody else's business");
    there.close();
    let done = maintenance::erase_words(&dir, &id.to_string(), "Jaromira-Quillfeather", "", 0).unwrap();
    assert!(done.places > 0);
    let row = Archive::open(&dir).unwrap().exports(id).unwrap().remove(0);
    assert!(!row.record.to.contains("Jaromira") && row.record.to.contains("for-"), "{}", row.record.to);
}
