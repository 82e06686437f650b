//! Review as a person does it: changes, decisions, comments, agreements, the flow.

use crate::{Bench, bench, open, text};
use desk::review::{Against, Agreement, CommentAct, FlowChange, NewComment, Place, Review, Stepping};
use desk::{Archive, Desk, ErrorKind, Event, ListQuery, Update};
use model::review::{Action, CommentKind, Decision, Found, How, Need, Requirement, Role};
use model::{Field, PieceId, Splice, Stage};

const BODY: &str = "The ferry leaves at night.\n\nNobody asked the town about it.\n\nThe town would have answered.";

/// A piece that came in from a file.
pub(crate) fn came_in(bench: &Bench) -> PieceId {
    let file = bench.dir.path().join("ferry.md");
    let page = format!("---\nheadline: The last ferry\nbyline: Ilse Varden\nlanguage: en\n---\n\n{BODY}\n");
    std::fs::write(&file, page).unwrap();
    let imported = bench.desk.import_files(&[file]);
    imported[0].outcome.as_ref().unwrap().0.id.unwrap()
}

/// Puts words in the place of others, as a window does.
pub(crate) fn replace(desk: &Desk, id: PieceId, field: Field, words: &str, with: &str) {
    let opened = desk.open_piece(id).unwrap();
    let (_, text, version) = opened.fields.iter().find(|(name, ..)| *name == field).unwrap().clone();
    let at = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in “{text}”"));
    let from = model::utf16_len(&text[..at]);
    let splices = vec![Splice { from, to: from + model::utf16_len(words), insert: with.into() }];
    let update = Update { client: "window".into(), length: model::utf16_len(&text), splices };
    desk.edit(id, field, version, vec![update]).unwrap();
}

fn own(role: &Role) -> Against {
    Against::Role { role: role.clone() }
}

pub(crate) fn editor(desk: &Desk, id: PieceId) -> Review {
    desk.review(id, None, &Role::Editor).unwrap()
}

fn words(review: &Review) -> Vec<(String, String)> {
    let part = |change: &model::review::Change| (change.parts[0].removed.clone(), change.parts[0].inserted.clone());
    review.changes.iter().map(|open| part(&open.change)).collect()
}

fn remark(place: Place, text: &str, kind: CommentKind, asks: Option<&str>) -> NewComment {
    NewComment { place, kind, text: text.into(), asks: asks.map(str::to_owned), role: Some(Role::Editor) }
}

#[test]
fn a_piece_that_came_in_is_compared_with_how_it_came() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    let review = editor(desk, id);
    assert!(review.own && review.changes.is_empty() && review.decided.is_empty());
    assert_eq!((&review.against.baseline, review.against.label.as_str()), (&Against::Received, "it was received"));
    replace(desk, id, Field::Body, "at night", "at dawn");
    replace(desk, id, Field::Headline, "last", "first");
    let review = editor(desk, id);
    assert_eq!(words(&review), [("last".into(), "first".into()), ("night".into(), "dawn".into())]);
    let me = desk.person().0;
    assert!(review.changes.iter().all(|open| open.change.by == [me.clone()] && open.when.is_some()), "{review:?}");
    let version = |field| review.versions.iter().find(|(name, _)| *name == field).unwrap().1;
    assert_eq!((version(Field::Body), version(Field::Kicker)), (1, 0));
    let empty = desk.new_piece().unwrap().id;
    assert!(editor(desk, empty).changes.is_empty());
    assert!(desk.review(empty, Some(Against::Received), &Role::Editor).is_err(), "it came from nowhere");
}

#[test]
fn an_accepted_change_moves_only_ones_own_baseline_and_can_be_taken_back() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    replace(desk, id, Field::Body, "at night", "at dawn");
    replace(desk, id, Field::Body, "Nobody asked", "No one asked");
    let first = editor(desk, id).changes[0].change.id.clone();
    let names = [first, "no such change".to_owned()];
    let done = desk.decide(id, &Against::Received, &Role::Editor, Decision::Accept, &names).unwrap();
    assert_eq!((done.decided, done.left), (1, 1));
    let review = editor(desk, id);
    assert_eq!(review.against.baseline, own(&Role::Editor), "from here on it has one of its own");
    assert_eq!(words(&review), [("Nobody".into(), "No one".into())]);
    assert_eq!((review.decided.len(), review.decided[0].can_undo), (1, true));
    assert_eq!((review.decided[0].removed.as_str(), review.decided[0].inserted.as_str()), ("night", "dawn"));
    assert_eq!(desk.review(id, None, &Role::Author).unwrap().changes.len(), 2, "nobody accepts for another role");
    let foreign = desk.decide(id, &own(&Role::Author), &Role::Editor, Decision::Accept, &[]).unwrap_err();
    assert_eq!(*foreign.kind(), ErrorKind::BadInput);
    assert!(text(desk, id, Field::Body).contains("at dawn"), "the text does not move");
    desk.undo_decision(id, &done.record.unwrap(), None).unwrap();
    let review = editor(desk, id);
    assert_eq!((review.changes.len(), review.decided.len()), (2, 0));
    let all = desk.decide(id, &own(&Role::Editor), &Role::Editor, Decision::Accept, &[]).unwrap();
    assert_eq!((all.decided, all.left), (2, 0));
    assert!(editor(desk, id).changes.is_empty());
    assert!(bench.events.lock().unwrap().iter().any(|event| matches!(event, Event::ReviewChanged { .. })));
}

#[test]
fn one_of_many_decided_together_is_taken_back_by_itself() {
    let bench = bench();
    let desk = &bench.desk;
    for decision in [Decision::Reject, Decision::Accept] {
        let id = came_in(&bench);
        let changes = [("at night", "at dawn"), ("Nobody asked", "No one asked"), ("about it", "about that")];
        for (old, new) in changes {
            replace(desk, id, Field::Body, old, new);
        }
        let edited = text(desk, id, Field::Body);
        let done = desk.decide(id, &Against::Received, &Role::Editor, decision, &[]).unwrap();
        assert_eq!(done.decided, 3);
        let record = done.record.unwrap();
        let one = editor(desk, id).decided.into_iter().find(|each| each.inserted == "No one").unwrap();
        assert!(desk.undo_decision(id, &record, Some("no such change")).is_err());
        // Words elsewhere go on meanwhile.
        replace(desk, id, Field::Body, "would have answered", "would answer");
        desk.undo_decision(id, &record, Some(&one.change)).unwrap();
        let now = text(desk, id, Field::Body).replace("would answer", "would have answered");
        let wanted = match decision {
            Decision::Reject => edited.replace("at dawn", "at night").replace("about that", "about it"),
            Decision::Accept => edited.clone(),
        };
        assert_eq!(now, wanted, "{decision:?}");
        let review = editor(desk, id);
        let open = words(&review);
        assert!(open.contains(&("Nobody".into(), "No one".into())) && open.len() == 2, "{decision:?} {open:?}");
        let decided: Vec<_> = review.decided.iter().map(|each| each.inserted.as_str()).collect();
        assert_eq!((decided.len(), decided.contains(&"No one")), (2, false), "{decision:?}");
        assert!(review.decided.iter().all(|each| each.can_undo && each.by == [desk.person().0]), "{decision:?}");
        // The rest can be taken back too.
        let rest = review.decided[0].record.clone();
        desk.undo_decision(id, &rest, None).unwrap();
        assert_eq!((editor(desk, id).changes.len(), editor(desk, id).decided.len()), (4, 0), "{decision:?}");
        assert_eq!(text(desk, id, Field::Body).replace("would answer", "would have answered"), edited);
    }
}

#[test]
fn one_of_many_is_not_taken_back_where_the_others_read_otherwise_now() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    replace(desk, id, Field::Body, "at night", "at dawn");
    replace(desk, id, Field::Body, "Nobody asked", "No one asked");
    let done = desk.decide(id, &Against::Received, &Role::Editor, Decision::Reject, &[]).unwrap();
    let record = done.record.unwrap();
    let one = editor(desk, id).decided.into_iter().find(|each| each.inserted == "No one").unwrap();
    replace(desk, id, Field::Body, "at night", "by moonlight");
    let now = text(desk, id, Field::Body);
    let error = desk.undo_decision(id, &record, Some(&one.change)).unwrap_err();
    assert!(error.to_string().contains("Nothing was changed"), "{error}");
    assert_eq!(text(desk, id, Field::Body), now);
    assert_eq!(editor(desk, id).decided.len(), 2, "and nothing was recorded");
}

#[test]
fn a_rejected_change_puts_the_old_words_back_in_every_window_and_comes_again_when_taken_back() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    replace(desk, id, Field::Body, "at night", "at dawn");
    replace(desk, id, Field::Body, "about it", "about that");
    let before = text(desk, id, Field::Body);
    bench.events.lock().unwrap().clear();
    let change = editor(desk, id).changes[0].change.id.clone();
    let done = desk.decide(id, &own(&Role::Author), &Role::Editor, Decision::Reject, &[change]).unwrap();
    assert_eq!(text(desk, id, Field::Body), before.replace("dawn", "night"));
    let told = bench.events.lock().unwrap().iter().any(|event| {
        matches!(event, Event::PieceChanged { field: Field::Body, updates, .. } if updates[0].splices[0].insert == "night")
    });
    assert!(told, "the window hears of it as of any change");
    assert_eq!(editor(desk, id).decided[0].decision, Decision::Reject);
    // Words elsewhere are changed in between.
    replace(desk, id, Field::Body, "would have answered", "would answer");
    desk.undo_decision(id, done.record.as_deref().unwrap(), None).unwrap();
    assert!(text(desk, id, Field::Body).contains("at dawn") && text(desk, id, Field::Body).contains("would answer"));
    assert!(desk.undo_decision(id, done.record.as_deref().unwrap(), None).is_err(), "once");
    let history = desk.history(id, None, 50).unwrap();
    let kinds: Vec<_> = history.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(
        kinds[..4],
        [desk::HistoryKind::Undo, desk::HistoryKind::Work, desk::HistoryKind::Reject, desk::HistoryKind::Work]
    );
}

#[test]
fn rejecting_all_is_the_baseline_byte_for_byte() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    replace(desk, id, Field::Body, "The ferry leaves at night.\n\nNobody", "Nobody at all");
    replace(desk, id, Field::Body, "answered.", "answered.\n\n\nA new end.");
    replace(desk, id, Field::Headline, "The last", "A");
    let done = desk.decide(id, &own(&Role::Editor), &Role::Editor, Decision::Reject, &[]).unwrap();
    assert!(done.decided >= 3 && done.left == 0, "{done:?}");
    assert_eq!(
        (text(desk, id, Field::Body).as_str(), text(desk, id, Field::Headline).as_str()),
        (BODY, "The last ferry")
    );
    assert!(editor(desk, id).changes.is_empty());
}

#[test]
fn a_comment_follows_its_words_and_says_when_they_are_gone() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    let place = Place::Words { field: None, words: "asked the town".into() };
    let made = desk.comment(id, remark(place, "Who? When?", CommentKind::Query, Some("author"))).unwrap();
    assert_eq!((made.field, made.found, made.quote.as_str()), (Some(Field::Body), Found::Same, "asked the town"));
    let (from, to) = made.range.unwrap();
    replace(desk, id, Field::Body, "The ferry", "The old ferry");
    let moved = editor(desk, id).comments.remove(0);
    assert_eq!(moved.range, Some((from + 4, to + 4)));
    desk.comment(id, remark(Place::Piece, "Good.", CommentKind::Comment, None)).unwrap();
    desk.comment(id, remark(Place::Text { field: Field::Headline }, "Short?", CommentKind::Comment, None)).unwrap();
    let fields: Vec<_> = editor(desk, id).comments.iter().map(|comment| comment.field).collect();
    assert_eq!(fields, [None, Some(Field::Headline), Some(Field::Body)], "about the piece first, then in page order");
    desk.comment_act(id, &made.id, CommentAct::Reply { text: "The mayor, in May.".into() }).unwrap();
    desk.comment_act(id, &made.id, CommentAct::Resolve).unwrap();
    let body = text(desk, id, Field::Body);
    replace(desk, id, Field::Body, &body, "Nothing is left.");
    let gone = editor(desk, id).comments.into_iter().find(|comment| comment.id == made.id).unwrap();
    assert_eq!((gone.found, gone.quote.as_str(), gone.resolved), (Found::Gone, "asked the town", true));
    assert_eq!((gone.replies.len(), gone.replies[0].text.as_str()), (1, "The mayor, in May."));
    let reply = gone.replies[0].id.clone();
    desk.comment_act(id, &reply, CommentAct::Reword { text: "The mayor, in June.".into() }).unwrap();
    let again = Place::Words { field: Some(Field::Body), words: "is left".into() };
    desk.comment_act(id, &made.id, CommentAct::Reattach { place: again }).unwrap();
    desk.comment_act(id, &made.id, CommentAct::Reopen).unwrap();
    let back = editor(desk, id).comments.into_iter().find(|comment| comment.id == made.id).unwrap();
    assert_eq!((back.found, back.resolved, back.replies[0].edited), (Found::Same, false, true));
    for bad in ["", "  \n "] {
        assert!(desk.comment(id, remark(Place::Piece, bad, CommentKind::Comment, None)).is_err());
    }
    assert!(desk.comment_act(id, "01jdnothere0000000000000aa", CommentAct::Resolve).is_err());
    let nowhere = Place::Words { field: None, words: "zeppelin".into() };
    assert!(desk.comment(id, remark(nowhere, "?", CommentKind::Comment, None)).is_err());
}

#[test]
fn a_passage_that_was_chosen_in_an_older_text_is_found_in_the_new_one() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    let from = model::utf16_len(&BODY[..BODY.find("Nobody").unwrap()]);
    replace(desk, id, Field::Body, "The ferry", "It");
    let place = Place::Passage { field: Field::Body, version: 0, from, to: from + 6 };
    let made = desk.comment(id, remark(place, "Really?", CommentKind::Comment, None)).unwrap();
    assert_eq!(made.quote, "Nobody");
    replace(desk, id, Field::Body, "Nobody", "");
    let place = Place::Passage { field: Field::Body, version: 1, from: from - 7, to: from - 1 };
    assert!(desk.comment(id, remark(place, "Really?", CommentKind::Comment, None)).is_err(), "the words are gone");
}

#[test]
fn only_who_said_it_changes_the_words() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    desk.set_person("Maud Castell", "MC").unwrap();
    let made = desk.comment(id, remark(Place::Piece, "Mine.", CommentKind::Comment, None)).unwrap();
    desk.set_person("Ivo Maric", "IM").unwrap();
    for act in [CommentAct::Reword { text: "His.".into() }, CommentAct::Delete] {
        assert!(desk.comment_act(id, &made.id, act).unwrap_err().to_string().contains("Maud Castell"));
    }
    desk.set_person("Maud Castell", "MC").unwrap();
    desk.comment_act(id, &made.id, CommentAct::Delete).unwrap();
    assert!(editor(desk, id).comments.is_empty());
}

#[test]
fn a_sign_off_names_exactly_what_was_touched_since() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    desk.set_need(id, &Role::Legal, Need::Required).unwrap();
    assert!(desk.set_need(id, &Role::FactCheck, Need::Complete).is_err(), "nobody read it");
    let state = |desk: &Desk| editor(desk, id).sign_offs.into_iter().find(|state| state.role == "legal").unwrap();
    assert_eq!((state(desk).need, state(desk).record), (Need::Required, None));
    let signed = desk.sign_off(id, &Role::Legal, Agreement { note: "Fine.".into(), ..How::Here.into() }).unwrap();
    assert_eq!(
        (signed.need, signed.says.as_str(), signed.touched.len()),
        (Need::Complete, "Agrees with the text now", 0)
    );
    replace(desk, id, Field::Body, "Nobody asked", "No one asked");
    replace(desk, id, Field::Headline, "last", "first");
    let touched = state(desk);
    assert_eq!(touched.says, "Headline, 1 paragraph changed since");
    let places: Vec<_> = touched.touched.iter().map(|t| (t.field, t.paragraph, t.words.as_str())).collect();
    assert_eq!(places[0].0, Field::Headline);
    assert_eq!((places[1].0, places[1].1), (Field::Body, Some(2)));
    assert!(places[1].2.starts_with("No one asked"), "{places:?}");
    assert_eq!(desk.sign_off(id, &Role::Legal, How::Here).unwrap().touched, []);
    let other = desk.sign_off(id, &Role::Person("Somebody Else".into()), How::Here).unwrap_err();
    assert!(other.to_string().contains("Somebody Else"), "{other}");
    desk.sign_off(
        id,
        &Role::Person("Somebody Else".into()),
        Agreement { conditions: "no photograph".into(), ..How::Phone.into() },
    )
    .unwrap();
    let last = editor(desk, id).sign_offs.pop().unwrap();
    assert_eq!((last.label.as_str(), last.conditions.as_str()), ("Somebody Else", "no photograph"));
}

#[test]
fn a_step_names_what_is_missing_and_goes_on_only_with_a_reason_that_is_kept() {
    let bench = bench();
    let desk = &bench.desk;
    let id = came_in(&bench);
    let step = |action, reason: &str, override_needs| Stepping {
        action,
        reason: reason.into(),
        override_needs,
        fee: String::new(),
        rights_return: String::new(),
        role: Role::Editor,
    };
    let flow = desk.flow(id).unwrap();
    assert_eq!(flow.stage, Stage::Draft);
    assert!(flow.steps.iter().any(|step| step.action == Action::File && step.usual));
    assert_eq!(desk.step(id, step(Action::File, "", false)).unwrap().stage, Stage::Filed);
    desk.step(id, step(Action::Edit, "", false)).unwrap();
    let refused = desk.step(id, step(Action::Approve, "", false)).unwrap_err().to_string();
    assert!(refused.contains("standfirst") && refused.contains("The author has not signed the text."), "{refused}");
    assert!(desk.step(id, step(Action::Approve, "", true)).is_err(), "no reason");
    let flow = desk.step(id, step(Action::Approve, "The press waits.", true)).unwrap();
    assert_eq!((flow.stage, flow.made[0].reason.as_str()), (Stage::Approved, "The press waits."));
    assert!(flow.made[0].overridden.contains(&Requirement::AuthorSignOff));
    assert!(desk.step(id, step(Action::Spike, "", true)).unwrap_err().to_string().contains("reason"));
    desk.step(id, step(Action::Spike, "Overtaken.", false)).unwrap();
    assert_eq!(desk.step(id, step(Action::Unspike, "", false)).unwrap().stage, Stage::Approved, "where it came from");
    let author = Stepping { role: Role::Author, ..step(Action::Publish, "", false) };
    assert!(desk.step(id, author).unwrap_err().to_string().contains("for the editor and the copy desk"));
    let values = FlowChange {
        owner: Some(" Maud  Castell ".into()),
        due: Some("2026-05-12".into()),
        embargo: Some("open".into()),
        length_reason: Some("A letter.".into()),
        outlet: None,
    };
    let flow = desk.set_flow(id, values).unwrap();
    assert_eq!(
        (flow.owner.as_str(), flow.due.as_deref(), flow.embargo.as_deref()),
        ("Maud Castell", Some("2026-05-12"), Some("open"))
    );
    assert!(desk.set_flow(id, FlowChange { due: Some("soon".into()), ..FlowChange::default() }).is_err());
    let flow = desk.set_flow(id, FlowChange { due: Some(String::new()), ..FlowChange::default() }).unwrap();
    assert_eq!((flow.due, flow.owner.as_str()), (None, "Maud Castell"));
    bench.desk.close();
    let archive = Archive::open(&bench.dir.path().join("desk")).unwrap();
    assert_eq!(archive.piece(id).unwrap().stage, Stage::Approved);
    assert_eq!(archive.flow(id, 0).unwrap().made.len(), 5);
}

#[test]
fn what_waits_is_told_over_all_pieces_and_is_the_same_after_a_rebuild() {
    let bench = bench();
    let desk = &bench.desk;
    desk.set_person("Maud Castell", "MC").unwrap();
    let one = came_in(&bench);
    let two = desk.new_piece().unwrap().id;
    assert!(desk.waiting(&Role::Legal, true).unwrap().is_empty());
    desk.comment(one, remark(Place::Piece, "Where?", CommentKind::Query, Some("maud castell"))).unwrap();
    desk.comment(one, remark(Place::Piece, "When?", CommentKind::Query, Some("legal"))).unwrap();
    desk.set_need(two, &Role::Legal, Need::Required).unwrap();
    let waits = |desk: &Desk, role: &Role, all| {
        let found = desk.waiting(role, all).unwrap();
        found.into_iter().map(|waiting| (waiting.id, waiting.queries, waiting.says)).collect::<Vec<_>>()
    };
    let legal = waits(desk, &Role::Legal, false);
    assert_eq!(
        legal.iter().map(|w| (w.0, w.1)).collect::<std::collections::BTreeSet<_>>(),
        [(one, 2), (two, 0)].into()
    );
    assert_eq!(waits(desk, &Role::Editor, false).len(), 1, "one query is for the person in any hat");
    desk.sign_off(one, &Role::Legal, How::Here).unwrap();
    replace(desk, one, Field::Body, "night", "dawn");
    let changed = desk.waiting(&Role::Legal, false).unwrap().into_iter().find(|w| w.id == one).unwrap();
    assert_eq!(
        (changed.changes, changed.says.ends_with("1 change since you last agreed")),
        (Some(1), true),
        "{changed:?}"
    );
    let (legal, all) = (waits(desk, &Role::Legal, false), waits(desk, &Role::Copy, true));
    let archive = Archive::open(&bench.dir.path().join("desk")).unwrap();
    let read: Vec<_> =
        archive.waiting(&Role::Legal, false).unwrap().into_iter().map(|w| (w.id, w.queries, w.says)).collect();
    assert_eq!(read, legal);
    desk.close();
    let dir = bench.dir.path().join("desk");
    assert!(desk::maintenance::doctor(&dir).unwrap().is_sound());
    desk::maintenance::rebuild(&dir).unwrap();
    let (again, ..) = open(bench.dir.path());
    assert_eq!((waits(&again, &Role::Legal, false), waits(&again, &Role::Copy, true)), (legal, all));
}

#[test]
fn the_list_tells_when_a_piece_is_due_and_what_is_open_in_it() {
    let bench = bench();
    let id = came_in(&bench);
    let row = |desk: &Desk| desk.list(&ListQuery { limit: 10, ..ListQuery::default() }).unwrap().rows.remove(0);
    let told = |row: desk::PieceRow| (row.due, row.queries, row.comments);
    assert_eq!(told(row(&bench.desk)), (None, 0, 0));
    bench.events.lock().unwrap().clear();
    let change = FlowChange { due: Some("2026-05-12T06:00:00+02:00".into()), ..Default::default() };
    bench.desk.set_flow(id, change).unwrap();
    let comment = bench.desk.comment(id, remark(Place::Piece, "Is this so?", CommentKind::Query, None)).unwrap().id;
    bench.desk.comment(id, remark(Place::Piece, "A good line.", CommentKind::Comment, None)).unwrap();
    let due = Some("2026-05-12T06:00:00+02:00".to_owned());
    assert_eq!(told(row(&bench.desk)), (due.clone(), 1, 2));
    assert!(bench.events.lock().unwrap().iter().any(|event| matches!(event, Event::ListChanged)));
    bench.desk.comment_act(id, &comment, CommentAct::Resolve).unwrap();
    assert_eq!(told(row(&bench.desk)), (due.clone(), 0, 1));
    bench.desk.close();
    // A desk that was opened anew reads it beside the list, and tells when it has it.
    let (desk, events, _) = open(bench.dir.path());
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let heard = || events.lock().unwrap().iter().any(|event| matches!(event, Event::ListChanged));
    while told(row(&desk)) != (due.clone(), 0, 1) || !heard() {
        assert!(std::time::Instant::now() < until, "{:?}", row(&desk));
        std::thread::yield_now();
    }
    desk.close();
    let read = Archive::open(&bench.dir.path().join("desk")).unwrap();
    let rows = read.list(&ListQuery { limit: 10, ..ListQuery::default() }).unwrap().rows;
    assert_eq!(told(rows[0].clone()), (due, 0, 1));
}

#[test]
fn the_doctor_finds_what_waits_otherwise_than_the_log_says_and_mends_it() {
    let bench = bench();
    let id = came_in(&bench);
    bench.desk.set_need(id, &Role::Legal, Need::Required).unwrap();
    assert_eq!(bench.desk.waiting(&Role::Legal, false).unwrap().len(), 1);
    bench.desk.close();
    let dir = bench.dir.path().join("desk");
    let writer = store::Writer::open(&dir, store::WriterOptions::default()).unwrap();
    let otherwise = r#"{"due":null,"queries":[],"comments":0,"changes":{},"needs":{}}"#;
    writer.submit(vec![store::Op::Waiting { piece: id, seq: None, state: otherwise.into() }]).wait().unwrap();
    drop(writer);
    let codes = |dir: &std::path::Path| {
        let report = desk::maintenance::doctor(dir).unwrap();
        report.findings.into_iter().filter(|f| f.repairable).map(|f| f.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&dir), ["waiting_differs"]);
    desk::maintenance::repair(&dir, 1_764_000_000_000).unwrap();
    assert!(codes(&dir).is_empty());
    let (desk, ..) = open(bench.dir.path());
    assert_eq!(desk.waiting(&Role::Legal, false).unwrap().len(), 1);
}
