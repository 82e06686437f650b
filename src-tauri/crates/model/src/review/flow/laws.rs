//! The laws of the copy flow, over generated histories.

use super::*;
use crate::review::{Act, Answer, How, Record, Role, Texts};
use crate::{OutletProfile, Person, Stage};
use proptest::prelude::*;

fn record(clock: u64, role: Option<Role>, by: &str, act: Act) -> Record {
    Record { id: format!("{clock:026}"), clock, at: 0, by: Person::named(by), role, act }
}

fn moves(records: &mut Vec<Record>, stage: Stage, step: &StepDef) -> Stage {
    let act = Act::Moves {
        action: step.action,
        from: stage,
        to: step.to,
        reason: "r".into(),
        overridden: Vec::new(),
        fee: String::new(),
        rights_return: String::new(),
    };
    records.push(record(records.len() as u64, Some(Role::Editor), "Ada Kell", act));
    step.to
}

/// Walks through the table as the numbers say.
fn walk(start: Stage, choices: &[usize]) -> (Stage, Vec<Record>) {
    let (mut stage, mut records) = (start, Vec::new());
    for choice in choices {
        let steps = steps(stage, &records);
        let step = steps[choice % steps.len()];
        stage = moves(&mut records, stage, &step);
    }
    (stage, records)
}

fn any_stage() -> impl Strategy<Value = Stage> {
    (0..Stage::ALL.len()).prop_map(|index| Stage::ALL[index])
}

proptest! {
    #[test]
    fn no_step_leads_out_of_the_table(start in any_stage(), choices in prop::collection::vec(0usize..64, 0..40)) {
        let (stage, records) = walk(start, &choices);
        let there = steps(stage, &records);
        prop_assert!(!there.is_empty(), "{stage:?} is a dead end");
        let mut actions: Vec<Action> = there.iter().map(|step| step.action).collect();
        actions.sort();
        actions.dedup();
        prop_assert_eq!(actions.len(), there.len(), "an action leads two ways from {:?}", stage);
        prop_assert_eq!(last_stage(&records).unwrap_or(start), stage);
        if let Some(usual) = usual_next(stage) {
            prop_assert!(step(usual, stage, &records).is_some());
        }
        for step in there {
            prop_assert!(step.to != stage || step.action == Action::Correct);
            prop_assert_eq!(step.reason, needs_of(&step, None).contains(&Requirement::Reason));
            prop_assert!(!step.roles.is_empty());
        }
    }

    #[test]
    fn there_and_back_is_where_it_was(start in any_stage(), choices in prop::collection::vec(0usize..64, 0..40)) {
        let (stage, records) = walk(start, &choices);
        let ways = [
            (Action::Hold, Action::Resume),
            (Action::Spike, Action::Unspike),
            (Action::Kill, Action::Revive),
            (Action::Withdraw, Action::Revive),
        ];
        for (there, back) in ways {
            let Some(go) = step(there, stage, &records) else { continue };
            let mut records = records.clone();
            let away = moves(&mut records, stage, &go);
            let come = step(back, away, &records);
            prop_assert_eq!(come.map(|come| come.to), Some(stage));
        }
    }

    #[test]
    fn only_what_was_out_is_corrected_or_withdrawn(start in any_stage(), choices in prop::collection::vec(0usize..64, 0..40)) {
        let (stage, records) = walk(start, &choices);
        let out = matches!(stage, Stage::Published | Stage::Corrected);
        prop_assert_eq!(step(Action::Correct, stage, &records).is_some(), out);
        prop_assert_eq!(step(Action::Withdraw, stage, &records).is_some(), out);
        if out {
            prop_assert!(step(Action::Kill, stage, &records).is_none());
        }
    }
}

#[test]
fn spiked_while_held_comes_back_held_and_then_to_where_it_was_held() {
    let mut records = Vec::new();
    let mut stage = Stage::CopyEdit;
    for action in [Action::Hold, Action::Spike, Action::Unspike, Action::Resume] {
        let next = step(action, stage, &records).expect("the table has it");
        stage = moves(&mut records, stage, &next);
    }
    assert_eq!(stage, Stage::CopyEdit);
}

#[test]
fn a_stage_that_a_file_brought_along_has_a_way_back() {
    assert_eq!(origin(Stage::Hold, &[]), Stage::Draft);
    assert_eq!(origin(Stage::Withdrawn, &[]), Stage::Published);
    let forged = Act::Moves {
        action: Action::Hold,
        from: Stage::Published,
        to: Stage::Hold,
        reason: String::new(),
        overridden: Vec::new(),
        fee: String::new(),
        rights_return: String::new(),
    };
    assert_eq!(origin(Stage::Hold, &[record(1, None, "x", forged)]), Stage::Draft);
}

#[test]
fn an_outlet_can_ask_for_more_or_less_but_not_forgo_a_reason() {
    let kill = step(Action::Kill, Stage::Draft, &[]).expect("a draft can be killed");
    let approve = step(Action::Approve, Stage::Editing, &[]).expect("it can be approved");
    let publish = step(Action::Publish, Stage::Approved, &[]).expect("it can be published");
    let back = step(Action::Return, Stage::Published, &[]).expect("it can go back");
    let outlet: OutletNeeds = [
        (Stage::Killed, vec![]),
        (Stage::Approved, vec![Requirement::CopySignOff, Requirement::Body, Requirement::LegalSignOff]),
        (Stage::Published, vec![Requirement::Date]),
    ]
    .into();
    assert_eq!(needs_of(&kill, Some(&outlet)), [Requirement::Reason]);
    let asked = [Requirement::CopySignOff, Requirement::Body, Requirement::LegalSignOff, Requirement::FactCheck];
    assert_eq!(needs_of(&approve, Some(&outlet)), asked, "a read that a person asked for is still asked for");
    let asked = [Requirement::Date, Requirement::Sealed, Requirement::NoEmbargo];
    assert_eq!(needs_of(&publish, Some(&outlet)), asked, "no outlet prints what is not sealed, or too early");
    assert_eq!(needs_of(&back, Some(&outlet)), [Requirement::Reason], "what goes back is not handed on");
    assert_eq!(needs_of(&approve, Some(&OutletNeeds::new())), approve.needs);
    let sentence = approve.refusal();
    assert_eq!((approve.may(&Role::Author), sentence.as_str()), (false, "“Approve” is for the editor."));
}

#[test]
fn a_profile_says_what_its_hand_overs_need_in_its_own_order() {
    let profile: OutletProfile = serde_json::from_str(
        r#"{"name":"The Lantern","handover":{"copy_edit":{"needs":["no_open_query","length"]},"filed":{"needs":[]}}}"#,
    )
    .expect("it is a profile");
    let outlet = outlet_needs(&profile);
    let of = |action, stage| needs_of(&step(action, stage, &[]).expect("the table has it"), Some(&outlet));
    let asked = [Requirement::NoOpenQuery, Requirement::Length, Requirement::Body];
    assert_eq!(of(Action::SendToCopy, Stage::Editing), asked);
    assert_eq!(of(Action::File, Stage::Draft), [Requirement::Body], "an empty list asks for what must be there anyway");
    let usual = step(Action::Approve, Stage::CopyEdit, &[]).expect("the table has it").needs;
    assert_eq!(of(Action::Approve, Stage::CopyEdit), usual, "a stage that it does not name is as it is for everybody");
}

#[test]
fn what_was_required_is_complete_when_that_role_signs() {
    let signs = || Act::SignOff {
        texts: Texts::new(),
        mark: String::new(),
        how: How::Here,
        of: String::new(),
        note: String::new(),
        conditions: String::new(),
    };
    let mut records = vec![
        record(1, Some(Role::Legal), "Ada Kell", signs()),
        record(2, Some(Role::Legal), "Ada Kell", Act::Needs { need: Need::Required }),
        record(3, Some(Role::FactCheck), "Ada Kell", Act::Needs { need: Need::Required }),
        record(4, Some(Role::Copy), "Bo Lind", signs()),
    ];
    assert_eq!(needs(&records).get(&Role::Legal), Some(&Need::Required), "an older reading does not count");
    records.push(record(5, Some(Role::Legal), "Bo Lind", signs()));
    records.push(record(6, Some(Role::FactCheck), "Bo Lind", Act::Needs { need: Need::NotNeeded }));
    assert_eq!(needs(&records), [(Role::Legal, Need::Complete)].into());
    assert_eq!(chain(&records), ["AK", "BL"]);
}

#[test]
fn an_objection_stands_until_the_author_agrees_and_a_late_one_to_an_older_text_does_not_hide_it() {
    let text = |words: &str| Texts::from([(crate::Field::Body, words.to_owned())]);
    let sent = |words: &str| Act::ReadbackSent {
        texts: text(words),
        before: Texts::new(),
        queries: Vec::new(),
        to: "Ilse Varden".into(),
    };
    let answer = |of: &Record, answer| Act::ReadbackReply {
        of: of.id.clone(),
        answer,
        note: String::new(),
        digest: String::new(),
    };
    let signs = |words: &str| Act::SignOff {
        texts: text(words),
        mark: String::new(),
        how: How::Phone,
        of: String::new(),
        note: String::new(),
        conditions: String::new(),
    };
    let author = |number, act| record(number, Some(Role::Author), "Ilse Varden", act);
    let old = record(1, None, "Ada Kell", sent("Old."));
    let new = record(3, None, "Ada Kell", sent("New."));
    let mut records = vec![old.clone(), author(2, signs("Other.")), new.clone()];
    records.push(author(4, answer(&new, Answer::Objects)));
    assert_eq!(objection(&records), records.last());
    // It came in late, about a text that the author had left behind.
    records.push(author(5, answer(&old, Answer::Objects)));
    assert_eq!(objection(&records), Some(&records[3]));
    records.push(author(6, answer(&new, Answer::Agrees)));
    assert_eq!(objection(&records), Some(&records[3]), "an agreement is a sign-off");
    records.push(author(7, signs("New.")));
    assert_eq!(objection(&records), None);
}

#[test]
fn an_answer_counts_for_the_words_that_were_shown() {
    use crate::Field;
    use crate::review::Answer;
    let shown = |text: &str| Act::HeadlineShown {
        field: Field::Headline,
        text: text.into(),
        to: "Ilse Varden".into(),
        how: How::Phone,
    };
    let records = [
        record(1, None, "Ada Kell", shown("Old")),
        record(
            2,
            None,
            "Ada Kell",
            Act::HeadlineAnswer { of: format!("{:026}", 1), answer: Answer::Agrees, note: String::new() },
        ),
        record(3, None, "Ada Kell", shown("New")),
    ];
    let now = |text: &str| -> Texts { [(Field::Headline, text.to_owned())].into() };
    assert_eq!(headline_states(&records, &now("Old"))[0].answer, Some(Answer::Agrees));
    let new = &headline_states(&records, &now("New"))[0];
    assert_eq!((new.answer, new.shown_to.as_deref()), (None, Some("Ilse Varden")));
    assert_eq!(headline_states(&records, &now("Newer"))[0].shown_to, None);
}
