//! Desks that decide apart in texts with sentences that are alike: what comes back of one passage is no second copy of
//! another, and nothing that a person wrote goes with a copy.

use super::desk::Desk;
use super::meetings::{HARBOUR, reject_about, two};
use crate::prose::Random;
use model::review::{Act, ChangeKind};

const DAWN: &str = "It sails at dawn, as it has for sixty years.";
const MONDAY: &str = "The council will meet on Monday at seven in the town hall.";
const FRIDAY: &str = "The council will meet on Friday at nine in the school hall.";
const SUMS: &str = "Nobody did the sums for the new boat, and the board was content with that for a year.";

fn lines() -> String {
    let lines: Vec<String> = (0..4).map(|n| format!("{HARBOUR} It is line {n} of those that stay.")).collect();
    lines.join("\n\n")
}

fn meets(desks: &mut [Desk; 2], want: &str) {
    Desk::meet(desks);
    for desk in desks.iter() {
        assert_eq!(desk.body(), want);
    }
}

fn about(desk: &Desk, words: &[&str]) -> Vec<String> {
    let list = desk.changes();
    let about = list
        .iter()
        .filter(|change| change.parts.iter().any(|part| words.iter().any(|words| part.removed.contains(words))));
    about.map(|change| change.id.clone()).collect()
}

#[test]
fn of_two_paragraphs_that_one_decision_brought_back_only_the_double_goes() {
    let before = format!("{MONDAY}\n\n{HARBOUR}\n\n{FRIDAY}\n\n{DAWN}");
    let mut desks = two(&before, &format!("{HARBOUR}\n\n{DAWN}"));
    reject_about(&mut desks[0], "Monday");
    let both = about(&desks[1], &["Monday", "Friday"]);
    desks[1].reject(&both).expect("they are open");
    meets(&mut desks, &before);
}

#[test]
fn neighbours_that_came_back_stand_in_their_order() {
    let before = format!("{HARBOUR}\n\n{MONDAY}\n\n{SUMS}\n\n{DAWN}");
    for first in ["Monday", "sums"] {
        let mut desks = two(&before, &format!("{HARBOUR}\n\n{DAWN}"));
        reject_about(&mut desks[0], first);
        let both = about(&desks[1], &["Monday", "sums"]);
        desks[1].reject(&both).expect("they are open");
        meets(&mut desks, &before);
    }
}

#[test]
fn a_refrain_comes_back_at_each_of_its_places() {
    let refrain = "What then must we do?";
    let before = format!("{HARBOUR}\n\n{refrain}\n\n{DAWN}\n\n{refrain}\n\n{MONDAY}");
    let now = format!("{HARBOUR}\n\n{DAWN}\n\n{MONDAY}");
    let mut desks = two(&before, &now);
    for who in [0, 1, 1] {
        let ids = about(&desks[who], &[refrain]);
        desks[who].reject(&ids[..1]).expect("it is open");
    }
    meets(&mut desks, &before);
    // One desk agrees to the first cut; the second is the first one of those that are open then.
    let mut desks = two(&before, &now);
    let ids = about(&desks[0], &[refrain]);
    desks[0].reject(&ids[..1]).expect("it is open");
    let ids = about(&desks[1], &[refrain]);
    desks[1].accept(&ids[..1]).expect("it is open");
    let ids = about(&desks[1], &[refrain]);
    desks[1].reject(&ids).expect("it is open");
    meets(&mut desks, &before);
}

#[test]
fn the_end_of_a_text_is_no_place() {
    let asked = "Did anybody ask the nurses who take the boat at five in the morning?";
    let owner = "Did the owner of the ferry say that she would sail in the autumn?";
    let mut desks = two(&format!("{asked} No."), asked);
    reject_about(&mut desks[0], "No.");
    let desk = &mut desks[1];
    desk.write(&format!("{asked}\n\n{owner} No."));
    let list = desk.changes();
    let written = list.iter().filter(|change| change.parts.iter().any(|part| part.inserted.contains("owner")));
    let ids: Vec<String> = written.map(|change| change.id.clone()).collect();
    desk.accept(&ids).expect("it is open");
    desk.write(&format!("{asked}\n\n{owner}"));
    let ids = about(desk, &["No."]);
    desk.reject(&ids[ids.len() - 1..]).expect("it is open");
    meets(&mut desks, &format!("{asked} No.\n\n{owner} No."));
}

#[test]
fn words_are_not_taken_for_strays_of_a_paragraph_that_moved_elsewhere() {
    for (passage, cut, edit) in [
        ("We did not go home.", "not", ("We did", "We could")),
        ("It was a very bad day for all.", "very", ("was a very", "was one very")),
    ] {
        let before = format!("{passage}\n\n{SUMS}\n\n{}", lines());
        let now = format!("{}\n\n{}\n\n{SUMS}", passage.replace(&format!("{cut} "), ""), lines());
        let mut desks = two(&before, &now);
        reject_about(&mut desks[0], cut);
        let text = desks[0].body().replace(edit.0, edit.1);
        desks[0].write(&text);
        reject_about(&mut desks[1], SUMS);
        meets(&mut desks, &before.replace(edit.0, edit.1));
    }
}

#[test]
fn what_somebody_typed_into_a_paragraph_before_it_went_back_stays() {
    let before = format!("{SUMS}\n\n{}", lines());
    let mut desks = two(&before, &format!("{}\n\n{SUMS}", lines()));
    reject_about(&mut desks[0], SUMS);
    let typed = format!("{SUMS} Then the auditor came.");
    let text = desks[1].body().replace(SUMS, &typed);
    desks[1].write(&text);
    reject_about(&mut desks[1], "Nobody did the sums");
    meets(&mut desks, &before.replace(SUMS, &typed));
}

#[test]
fn what_a_decision_that_was_taken_back_had_taken_stays() {
    let before = format!("{HARBOUR}\n\n{MONDAY}\n\n{DAWN}");
    let mut desks = two(&before, &format!("{HARBOUR}\n\n{DAWN}"));
    for desk in &mut desks {
        reject_about(desk, "Monday");
    }
    let text = desks[1].body().replace("town hall", "old blue town hall");
    desks[1].write(&text);
    let ids: Vec<String> = desks[1].changes().iter().map(|change| change.id.clone()).collect();
    let record = desks[1].reject(&ids).expect("it is open");
    desks[1].undo(&record).expect("it can be taken back");
    Desk::meet(&mut desks);
    // Somebody wrote into the copy that would go: both stay.
    let worked_on = MONDAY.replace("town hall", "old blue town hall");
    let both = [format!("{worked_on}\n\n{MONDAY}"), format!("{MONDAY}\n\n{worked_on}")];
    for desk in &desks {
        let body = desk.body();
        assert!(both.iter().any(|both| body == before.replace(MONDAY, both)), "{body}");
    }
}

#[test]
fn what_came_back_on_two_desks_is_there_when_old_packets_cross() {
    let before = format!("{HARBOUR}\n\n{MONDAY}\n\n{DAWN}");
    for (who, added) in [(0, ""), (0, "old blue "), (1, "old blue ")] {
        let mut desks = two(&before, &format!("{HARBOUR}\n\n{DAWN}"));
        for desk in &mut desks {
            reject_about(desk, "Monday");
            desk.take();
        }
        let packets = desks.each_ref().map(|desk| desk.piece.snapshot().expect("it can be written"));
        let text = desks[who].body().replace("town hall", &format!("{added}town hall"));
        desks[who].write(&text);
        desks[who].take();
        for (desk, packet) in desks.iter_mut().zip(packets.iter().rev()) {
            desk.piece.merge(packet).expect("it can be read");
        }
        Desk::meet(&mut desks);
        assert_eq!(desks[0].body(), desks[1].body());
        let body = desks[0].body();
        let stands = body.contains(MONDAY) || body.contains(&MONDAY.replace("town hall", &format!("{added}town hall")));
        assert!(stands && body.contains(added), "{body}");
    }
}

#[test]
fn a_copy_that_goes_leaves_one_that_stays() {
    let before = format!("{DAWN}\n\n{SUMS} The auditor came.\n\n{}", lines());
    let now = format!("{DAWN}\n\n{}\n\n{SUMS}", lines());
    for order in [[0, 1], [1, 0]] {
        let mut desks = two(&before, &now);
        let list = desks[0].changes();
        let moved = list.iter().filter(|change| change.kind == ChangeKind::Move);
        let moved: Vec<String> = moved.map(|change| change.id.clone()).collect();
        let all: Vec<String> = list.iter().map(|change| change.id.clone()).collect();
        desks[order[0]].reject(&moved).expect("it is open");
        desks[order[1]].reject(&all).expect("they are open");
        meets(&mut desks, &before);
    }
}

#[test]
fn paragraphs_that_read_alike_but_for_a_word_come_back_each_once() {
    for seed in 0..200u64 {
        let mut random = Random(seed * 7919 + 1);
        let paragraph = |n: usize| format!("The council will meet on day x{n}x at seven, and again the day after.");
        let before: Vec<String> = (0..4 + random.below(5)).map(paragraph).collect();
        let now: Vec<String> = before.iter().filter(|_| random.below(3) > 0).cloned().collect();
        if now.is_empty() || now.len() == before.len() {
            continue;
        }
        let mut desks = two(&before.join("\n\n"), &now.join("\n\n"));
        for desk in &mut desks {
            for _ in 0..2 {
                let list = desk.changes();
                let some = list.iter().filter(|_| random.below(2) == 0);
                let ids: Vec<String> = some.map(|change| change.id.clone()).collect();
                let _ = desk.reject(&ids);
            }
        }
        let stood = desks.each_ref().map(Desk::body);
        Desk::meet(&mut desks);
        assert_eq!(desks[0].body(), desks[1].body());
        let whole = |part: &str| before.iter().any(|paragraph| paragraph == part);
        assert!(desks[0].body().split("\n\n").all(whole), "{seed}: paragraphs run together: {}", desks[0].body());
        for paragraph in &before {
            let there = stood.iter().any(|text| text.contains(paragraph));
            assert_eq!(desks[0].body().matches(paragraph).count(), usize::from(there), "{seed}: {paragraph}");
        }
    }
}

#[test]
fn words_at_the_start_of_a_paragraph_that_came_back_are_not_left_behind() {
    let mayor = "Last week the mayor said that the pier would stay shut.";
    let before = format!("{HARBOUR}\n\n{mayor}\n\n{DAWN}");
    let mut desks = two(&before, &before.replace("Last week ", ""));
    reject_about(&mut desks[0], "Last week");
    desks[0].write(&before.replace("the mayor", "the old mayor"));
    let text = desks[1].body().replace("the mayor said that the pier would stay shut.\n\n", "");
    desks[1].write(&text);
    reject_about(&mut desks[1], "the mayor said");
    Desk::meet(&mut desks);
    for desk in &desks {
        let body = desk.body();
        assert!(body.matches("Last week").count() == 1 && body.contains(mayor) && body.contains("old"), "{body}");
    }
}

#[test]
fn words_that_two_stretches_have_in_common_stand_once() {
    let before = format!("Nobody on the quay will sing loud songs today.\n\n{DAWN}");
    for order in [[0, 1], [1, 0]] {
        let mut desks = two(&before, &before);
        for (who, cut) in order.into_iter().zip(["sing loud ", "loud songs "]) {
            desks[who].write(&before.replace(cut, ""));
            reject_about(&mut desks[who], "loud");
        }
        Desk::meet(&mut desks);
        for desk in &desks {
            for word in ["sing", "loud", "songs"] {
                assert_eq!(desk.body().matches(word).count(), 1, "{}", desk.body());
            }
        }
    }
}

#[test]
fn a_paragraph_whose_neighbour_another_desk_put_back_stands_once() {
    let before = format!("{MONDAY}\n\n{SUMS}\n\n{HARBOUR}");
    let mut desks = two(&before, &format!("{DAWN}\n\n{HARBOUR}"));
    let all: Vec<String> = desks[0].changes().iter().map(|change| change.id.clone()).collect();
    desks[0].reject(&all).expect("they are open");
    assert_eq!(desks[0].body(), before);
    reject_about(&mut desks[1], "Monday");
    Desk::meet(&mut desks);
    for desk in &desks {
        assert_eq!(desk.body().matches(MONDAY).count(), 1, "{}", desk.body());
    }
}

#[test]
fn what_two_desks_bring_back_by_one_undo_stands_once_wherever_it_stands() {
    for who in [0, 1] {
        let mut desks = two("", SUMS);
        let ids: Vec<String> = desks[0].changes().iter().map(|change| change.id.clone()).collect();
        let record = desks[0].reject(&ids).expect("it is open");
        Desk::meet(&mut desks);
        assert_eq!(desks[1].body(), "");
        for desk in &mut desks {
            desk.undo(&record).expect("it can be taken back");
        }
        desks[who].write(&format!("{HARBOUR}\n\n{SUMS}\n\n{DAWN}"));
        Desk::meet(&mut desks);
        for desk in &desks {
            let body = desk.body();
            assert!(body.matches(SUMS).count() == 1 && body.contains(HARBOUR) && body.contains(DAWN), "{body}");
        }
    }
}

#[test]
fn words_that_stand_twice_in_what_was_agreed_to_are_of_two_passages() {
    let one = format!("{MONDAY} Last week it was shut.");
    let other = "Nobody asked. Last week it was shut.";
    let before = format!("{one}\n\n{HARBOUR}\n\n{other}\n\n{DAWN}");
    let mut desks = two(&before, &before.replace(&format!("{one}\n\n"), "").replace(" Last week it was shut.", ""));
    reject_about(&mut desks[0], "Monday");
    let ids = about(&desks[1], &["Last week"]);
    desks[1].reject(&ids[ids.len() - 1..]).expect("it is open");
    meets(&mut desks, &before);
}

#[test]
fn a_record_whose_moment_can_not_be_does_no_harm() {
    let before = format!("{HARBOUR}\n\n{MONDAY}\n\n{DAWN}");
    for mark in ["", "zz", "00", "0201e2040963", "0109ff7f", "010905", "0103ffffffff0f", "01030b"] {
        let mut desks = two(&before, &format!("{HARBOUR}\n\n{DAWN}"));
        reject_about(&mut desks[0], "Monday");
        let ids = about(&desks[1], &["Monday"]);
        let record = desks[1].reject(&ids).expect("it is open");
        let Act::Reject { decided, put, .. } = record.act else { panic!("it is a rejection") };
        desks[1].record(Act::Reject { decided, mark: mark.into(), put });
        Desk::meet(&mut desks);
        assert!(desks[0].body().contains(MONDAY), "{mark}");
    }
}

#[test]
fn a_log_is_taken_in_that_builds_on_what_is_here() {
    let (mut desk, log) = Desk::signed("One two.");
    let mut piece = manuscript::Manuscript::load(None, log.iter().map(Vec::as_slice), 7).expect("it can be read");
    desk.write("Zero. One two.");
    piece.merge(&desk.take().expect("something changed")).expect("it can be read");
    desk.write("Zero. One two. Three.");
    piece.merge_all([desk.take().expect("something changed").as_slice()]).expect("it can be read");
    assert_eq!(piece.text(model::Field::Body), "Zero. One two. Three.");
}
