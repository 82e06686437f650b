//! Desks that decide apart and meet.
//!
//! Words can still stand twice, and are seen: where somebody wrote into what both desks brought back, or cut it. What is
//! typed into the copy that goes, before its going is heard of, stays against its neighbours, as in any paragraph that another
//! desk takes out; a break that each of two desks took for another's can be missing between two paragraphs. Neighbours
//! that two desks brought back can stand in another order. The same words stand in many passages, and to take them out on a
//! guess would lose some (see `alike`). Of a thousand histories that edit, decide and merge, two or three end so.

use super::desk::Desk;
use super::editor;
use super::laws::{Side, Wish, config, decide, drain, kept, said, story, takes};
use super::story::{Writer, bag, clear, pieces_of, tokens};
use crate::prose::{Random, alter, prose};
use manuscript::review::{changes, render};
use model::review::{Act, Change, ChangeKind, Reading, Texts};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashSet};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn two_desks_that_decide_the_same_apart_end_as_one(seed in any::<u64>(), one in any::<u64>(), other in any::<u64>()) {
        decide_the_same_apart(seed, [one, other])?;
    }

    #[test]
    fn two_desks_that_decide_otherwise_double_nothing_and_drop_nothing(seed in any::<u64>(), one in any::<u64>(), other in any::<u64>()) {
        decide_otherwise(seed, [one, other])?;
    }

    #[test]
    fn edits_decisions_and_meetings_in_any_order_keep_the_laws(
        start in prose(), others in proptest::collection::vec(prose(), 4), seed in any::<u64>()
    ) {
        let (_, log) = Desk::signed(&start);
        let mut desks = three(&log);
        let mut random = Random(seed);
        for _ in 0..16 {
            step(&mut desks, &mut random, &mut |_, desk, random| {
                let text = alter(&desk.body(), &others[random.below(others.len())], random.next());
                desk.write(&text);
            });
        }
        settled(&mut desks)?;
    }

    #[test]
    fn no_word_is_lost_or_doubled_by_edits_decisions_and_meetings(seed in any::<u64>(), order in any::<u64>()) {
        lose_and_double_nothing(seed, order)?;
    }
}

fn decide_the_same_apart(seed: u64, orders: [u64; 2]) -> Result<(), TestCaseError> {
    let (before, now) = clear(seed);
    let list = changes(&before, &now);
    let wish = Wish::of(&list, |change| takes(change, seed));
    let wanted = render(&before, &now, |c| if takes(c, seed) { Reading::After } else { Reading::Before });
    let (mut first, mut log) = Desk::with(&before);
    first.rewrite(&now);
    log.extend(first.take());
    let mut desks = [Desk::other(&log, 2, "Bo Lind"), Desk::other(&log, 3, "Cy Moor")];
    for (desk, order) in desks.iter_mut().zip(orders) {
        let mut random = Random(order);
        for _ in 0..list.len() {
            let open = desk.changes();
            prop_assert!(!open.is_empty());
            let change = &open[random.below(open.len())];
            let take = wish.of_change(change);
            prop_assert!(take.is_some(), "{change:?} never was one change");
            decide(desk, std::slice::from_ref(change), take == Some(true));
            if random.below(3) == 0 {
                desk.take();
            }
        }
        prop_assert_eq!(&desk.texts(), &wanted);
    }
    Desk::meet(&mut desks);
    for desk in &desks {
        prop_assert_eq!(&desk.texts(), &wanted);
        for change in desk.changes() {
            // Where two apart built on one another's place in another order, a change can be open again.
            prop_assert!(!editor(&desk.piece).unfit.is_empty(), "{change:?}");
        }
    }
    prop_assert_eq!(desks[0].base(), desks[1].base());
    Ok(())
}

fn decide_otherwise(seed: u64, choices: [u64; 2]) -> Result<(), TestCaseError> {
    let (before, now) = if seed.is_multiple_of(2) { clear(seed) } else { story(seed) };
    let (mut first, mut log) = Desk::with(&before);
    first.rewrite(&now);
    log.extend(first.take());
    let mut desks = [Desk::other(&log, 2, "Bo Lind"), Desk::other(&log, 3, "Cy Moor")];
    for (desk, choice) in desks.iter_mut().zip(choices) {
        let list = desk.changes();
        for take in [true, false] {
            let mut random = Random(choice);
            let ids: Vec<String> = list
                .iter()
                .filter(|_| random.below(4) > 0)
                .filter(|c| takes(c, choice) == take)
                .map(|c| c.id.clone())
                .collect();
            if take {
                desk.accept(&ids)
            } else {
                desk.reject(&ids)
            };
        }
    }
    Desk::meet(&mut desks);
    prop_assert_eq!(desks[0].state(), desks[1].state());
    let now_there = desks[0].texts();
    // Words of a paragraph too short to be seen as moved are gone here and come there: two changes, and whoever
    // rejects the one and leaves the other has them twice.
    let list = changes(&before, &now);
    let gone = side_words(&list, |part| &part.removed);
    let two_places: HashSet<String> = gone.intersection(&side_words(&list, |part| &part.inserted)).cloned().collect();
    let doubled: Vec<_> =
        bag(now_there.values()).into_iter().filter(|(word, often)| *often > 1 && !two_places.contains(word)).collect();
    prop_assert!(doubled.is_empty(), "doubled: {doubled:?}");
    let kept = kept(&desks[0].piece);
    for word in before.values().chain(now.values()).flat_map(|text| tokens(text)) {
        prop_assert!(kept.contains(&word), "{word} is lost");
    }
    drain(&mut desks[0], &mut Random(seed), |_| true);
    prop_assert_eq!(desks[0].base(), desks[0].texts());
    Ok(())
}

fn lose_and_double_nothing(seed: u64, order: u64) -> Result<(), TestCaseError> {
    let start = Writer::new(seed, 0).piece();
    let (_, log) = Desk::with(&start);
    let mut desks = three(&log);
    let mut writers: Vec<Writer> = (1..4).map(|n| Writer::new(seed ^ n, n as usize * 10_000)).collect();
    // Two people who move one paragraph apart leave it at two places, and so does who moves what another puts back:
    // nobody moves here.
    writers.iter_mut().for_each(|writer| writer.moves = false);
    let mut written: HashSet<String> = start.values().flat_map(|text| pieces_of(text)).collect();
    let mut cut: HashSet<String> = HashSet::new();
    let mut random = Random(order);
    let mut two_places: HashSet<String> = HashSet::new();
    for _ in 0..16 {
        let had: Vec<HashSet<String>> = desks.iter().map(|desk| kept_pieces(&desk.piece)).collect();
        for desk in &desks {
            let list = desk.changes();
            let side = |side| side_words(&list, side).iter().flat_map(|w| pieces_of(w)).collect::<HashSet<_>>();
            two_places.extend(side(|part| &part.removed).intersection(&side(|part| &part.inserted)).cloned());
        }
        let stood: Vec<HashSet<String>> = desks.iter().map(words_of).collect();
        let met = step(&mut desks, &mut random, &mut |who, desk, _| {
            let (then, now) = (desk.texts(), writers[who].rework(&desk.texts()));
            let words = |texts: &Texts| texts.values().flat_map(|text| pieces_of(text)).collect::<HashSet<String>>();
            written.extend(words(&now));
            cut.extend(words(&then).difference(&words(&now)).cloned());
            two_places.extend(written_anew(&then, &now));
            desk.rewrite(&now);
        });
        if let Some((who, from)) = met {
            // Whichever copy of them goes, a word that both had is there.
            let now = words_of(&desks[who]);
            let both = stood[who].intersection(&stood[from]).filter(|word| !cut.contains(*word));
            let lost: Vec<_> = both.filter(|word| !now.contains(*word)).collect();
            prop_assert!(lost.is_empty(), "both desks had {lost:?}");
        }
        for (number, desk) in desks.iter().enumerate() {
            let has = kept_pieces(&desk.piece);
            let lost: Vec<_> = had[number].iter().filter(|w| !has.contains(*w) && !cut.contains(*w)).collect();
            prop_assert!(lost.is_empty(), "lost: {lost:?}");
            let twice: Vec<_> =
                often(&desk.texts()).into_iter().filter(|(w, often)| *often > 1 && !two_places.contains(w)).collect();
            prop_assert!(twice.is_empty(), "doubled: {twice:?}");
        }
    }
    settled(&mut desks)?;
    let there = desks[0].texts();
    let doubled: Vec<_> =
        often(&there).into_iter().filter(|(w, often)| *often > 1 && !two_places.contains(w)).collect();
    prop_assert!(doubled.is_empty(), "doubled: {doubled:?}\n{there:#?}");
    let kept = kept_pieces(&desks[0].piece);
    let lost: Vec<_> = written.iter().filter(|word| !cut.contains(*word) && !kept.contains(*word)).collect();
    prop_assert!(lost.is_empty(), "lost: {lost:?}");
    Ok(())
}

/// Words that an edit takes out and writes again elsewhere, as who moves them does.
fn written_anew(then: &Texts, now: &Texts) -> HashSet<String> {
    let mut out = HashSet::new();
    for (field, text) in then {
        let units: Vec<u16> = text.encode_utf16().collect();
        let splices = manuscript::rewrite(text, now.get(field).map_or("", String::as_str));
        let gone = splices.iter().map(|s| String::from_utf16_lossy(&units[s.from as usize..s.to as usize]));
        let gone: HashSet<String> = gone.flat_map(|words| pieces_of(&words)).collect();
        let came: HashSet<String> = splices.iter().flat_map(|s| pieces_of(&s.insert)).collect();
        out.extend(gone.intersection(&came).cloned());
    }
    out
}

fn kept_pieces(piece: &manuscript::Manuscript) -> HashSet<String> {
    kept(piece).iter().flat_map(|word| pieces_of(word)).collect()
}

fn often(texts: &Texts) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for word in texts.values().flat_map(|text| pieces_of(text)) {
        *out.entry(word).or_default() += 1;
    }
    out
}

fn words_of(desk: &Desk) -> HashSet<String> {
    desk.texts().values().flat_map(|text| pieces_of(text)).collect()
}

/// Two desks that read `before`, and `now` instead of it.
pub(super) fn two(before: &str, now: &str) -> [Desk; 2] {
    let (mut first, mut log) = Desk::signed(before);
    first.write(now);
    log.extend(first.take());
    [Desk::other(&log, 2, "Ada Kell"), Desk::other(&log, 3, "Bo Lind")]
}

pub(super) fn reject_about(desk: &mut Desk, words: &str) {
    let about = |change: &&Change| change.parts.iter().any(|part| part.removed.contains(words));
    let ids: Vec<String> = desk.changes().iter().filter(about).map(|change| change.id.clone()).collect();
    assert!(desk.reject(&ids).is_some(), "{words} is open: {:?}", desk.changes());
}

pub(super) const HARBOUR: &str = "The harbour board calls this a pause and nobody rose to answer.";

#[test]
fn a_word_that_came_back_is_not_taken_for_one_of_another_passage() {
    let before = format!("We did not go home.\n\n{HARBOUR}\n\nThey did not go there.");
    let mut desks = two(&before, &format!("We did go home.\n\n{HARBOUR}"));
    reject_about(&mut desks[0], "not ");
    reject_about(&mut desks[1], "They did not go there.");
    Desk::meet(&mut desks);
    for desk in &desks {
        assert_eq!(desk.body(), before);
    }
}

/// Two desks that each bring back one thing, in passages with words in common: `between` edits what the first one reads.
fn apart_in_common_words(before: &str, now: &str, rejected: [&str; 2], edit: (&str, &str)) {
    let mut desks = two(before, now);
    reject_about(&mut desks[0], rejected[0]);
    if !edit.0.is_empty() {
        let text = desks[0].body().replace(edit.0, edit.1);
        desks[0].write(&text);
    }
    reject_about(&mut desks[1], rejected[1]);
    Desk::meet(&mut desks);
    for desk in &desks {
        assert_eq!(desk.body(), before.replace(edit.0, if edit.0.is_empty() { "" } else { edit.1 }));
    }
}

#[test]
fn paragraphs_that_read_much_the_same_are_not_one() {
    for [one, other] in [
        [
            "The council will meet on Monday at seven in the town hall.",
            "The council will meet on Friday at nine in the school hall.",
        ],
        [
            "Jane Doe, 34, of Harbour Street, was fined 200 pounds for driving without insurance.",
            "John Roe, 51, of Chapel Lane, was fined 450 pounds for driving without insurance.",
        ],
    ] {
        let before = format!("{one}\n\n{HARBOUR}\n\n{other}\n\nIt sails at dawn.");
        let now = format!("{HARBOUR}\n\nIt sails at dawn.");
        apart_in_common_words(&before, &now, [one, other], ("", ""));
        apart_in_common_words(&before, &now, [other, one], ("", ""));
        let lines: Vec<String> = (0..4).map(|n| format!("{HARBOUR} It is line {n} of those that stay.")).collect();
        let (head, foot) = (lines[..2].join("\n\n"), lines[2..].join("\n\n"));
        let before = format!("{one}\n\n{head}\n\n{other}\n\n{foot}");
        let moved = format!("{head}\n\n{one}\n\n{foot}\n\n{other}");
        apart_in_common_words(&before, &moved, [one, other], ("", ""));
    }
}

#[test]
fn words_beside_which_somebody_edits_are_not_taken_for_those_of_another_passage() {
    let with = |one: &str, other: &str| format!("{one}\n\n{HARBOUR}\n\n{other}");
    let (not, there) = ("We did not go home.", "They did not go there.");
    let now = format!("We did go home.\n\n{HARBOUR}");
    let edits = [
        ("We did not", "We could not"),
        ("not go home", "not stay home"),
        ("We did not go home", "We could not stay home"),
    ];
    for edit in edits {
        apart_in_common_words(&with(not, there), &now, ["not ", there], edit);
    }
    let mayor = "The mayor said in a statement on Monday that the pier would stay shut.";
    let owner = "The owner of the ferry said in a statement on Monday that nobody had asked her.";
    let now = format!("{}\n\n{HARBOUR}", mayor.replace("in a statement ", ""));
    apart_in_common_words(&with(mayor, owner), &now, ["in a statement", owner], ("mayor said", "mayor added"));
    let only = "Only two members of the council voted against the closing of the pier.";
    let after = "After that night nobody spoke of the council again in the pubs at the quay.";
    let now = with(&only.replace("members of the ", ""), &after.replace("the council", "it"));
    apart_in_common_words(&with(only, after), &now, ["members of the", "the council"], ("", ""));
}

/// One desk brings back a few words and writes around them; the other takes the passage out and brings all of it back.
fn words_in_a_passage_that_came_back(other: &str) -> String {
    let mayor = "The mayor said in a statement on Monday that the pier would stay shut.";
    let before = format!("{HARBOUR}\n\n{mayor}\n\n{other}\n\nIt sails at dawn.");
    let mut desks = two(&before, &before.replace(mayor, &mayor.replace("in a statement ", "")));
    reject_about(&mut desks[0], "in a statement");
    let text = desks[0].body();
    desks[0]
        .write(&text.replace("mayor said", "mayor of the town said").replace("Monday that", "Monday, her first, that"));
    let (gone, text) = (mayor.replace("in a statement ", ""), desks[1].body());
    desks[1].write(&text.replace(&format!("{gone}\n\n"), ""));
    reject_about(&mut desks[1], "The mayor said");
    Desk::meet(&mut desks);
    assert_eq!(desks[0].body(), desks[1].body());
    desks[0].body()
}

#[test]
fn words_of_a_passage_that_came_back_are_not_left_behind() {
    let text = words_in_a_passage_that_came_back("Nobody rose.");
    assert_eq!(text.matches("in a statement").count(), 1, "{text}");
    assert!(text.contains("said in a statement on Monday that"), "{text}");
    assert!(text.contains("of the town") && text.contains(", her first,"), "{text}");
    // A passage with the same words beside them is another one.
    let text = words_in_a_passage_that_came_back("The owner said in a statement on Monday that nobody had asked her.");
    assert_eq!(text.matches("in a statement").count(), 2, "{text}");
}

#[test]
fn the_first_words_of_a_longer_stretch_that_came_back_beside_them_stand_once() {
    let before = "Nobody on the quay will sing loud songs today.";
    let mut desks = two(before, before);
    desks[0].write("Nobody on the quay will sing songs today.");
    let ids: Vec<String> = desks[0].changes().iter().map(|change| change.id.clone()).collect();
    desks[0].accept(&ids).expect("it is open");
    desks[0].write("Nobody on the quay will songs today.");
    reject_about(&mut desks[0], "sing");
    desks[1].write("Nobody on the quay will rest.");
    reject_about(&mut desks[1], "sing");
    Desk::meet(&mut desks);
    for desk in &desks {
        assert_eq!(desk.body().matches("sing").count(), 1, "{}", desk.body());
    }
}

#[test]
fn a_log_that_breaks_off_is_not_taken_in_by_half() {
    let (mut desk, log) = Desk::signed("One two.");
    let mut piece = manuscript::Manuscript::load(None, log.iter().map(Vec::as_slice), 7).expect("it can be read");
    desk.write("Zero. One two.");
    let good = desk.take().expect("something changed");
    let (text, mark) = (piece.text(model::Field::Body).to_owned(), piece.mark());
    let whole = desk.piece.whole().expect("it can be read");
    assert!(piece.merge_all([whole.as_slice(), &good, &[1, 2, 3]]).is_err());
    assert_eq!((piece.text(model::Field::Body), piece.mark()), (text.as_str(), mark));
    piece.merge_all([whole.as_slice(), &good]).expect("it can be read");
    assert_eq!(piece.text(model::Field::Body), "Zero. One two.");
}

#[test]
fn words_written_into_what_came_back_twice_stay() {
    let lost = "Nobody has asked the nurses who take the boat at five in the morning.";
    let before = format!("{HARBOUR}\n\n{lost}\n\nIt sails at dawn.");
    let mut desks = two(&before, &format!("{HARBOUR}\n\nIt sails at dawn."));
    for desk in &mut desks {
        reject_about(desk, lost);
        assert_eq!(desk.body(), before);
    }
    for writer in [0, 1] {
        let text = desks[writer].body().replace("take the boat", &format!("unless it rains{writer} take the boat"));
        desks[writer].write(&text);
    }
    Desk::meet(&mut desks);
    for desk in &desks {
        assert!(desk.body().contains("rains0") && desk.body().contains("rains1"), "{}", desk.body());
    }
    assert_eq!(desks[0].body(), desks[1].body());
}

#[test]
fn of_what_came_back_twice_one_stays_whoever_hears_of_it_first() {
    let lost = "Nobody has asked the nurses who take the boat at five in the morning.";
    let before = format!("{HARBOUR}\n\n{lost}\n\nIt sails at dawn.");
    for changed in [0, 1] {
        let mut desks = two(&before, &format!("{HARBOUR}\n\nIt sails at dawn."));
        for desk in &mut desks {
            reject_about(desk, lost);
            desk.take();
        }
        let packets = [0, 1].map(|n: usize| desks[n].piece.snapshot().expect("it can be read"));
        // One hears of the other, who changes the last word before hearing of the one.
        let (here, there) = (1 - changed, changed);
        desks[here].piece.merge(&packets[there]).expect("it can be read");
        let text = desks[there].body().replace("in the morning.", "in the evening.");
        desks[there].write(&text);
        desks[there].piece.merge(&packets[here]).expect("it can be read");
        Desk::meet(&mut desks);
        for desk in &desks {
            for word in tokens(lost).iter().filter(|word| !word.contains("morning")) {
                assert!(desk.body().contains(word.as_str()), "{word} is gone: {}", desk.body());
            }
        }
        assert_eq!(desks[0].body(), desks[1].body());
    }
}

#[test]
fn the_log_has_what_is_settled_of_a_packet() {
    let lost = ["Nobody has asked the nurses about the boat.", "It left at five, as it had for sixty years."];
    let before = format!("{}\n\n{HARBOUR}\n\n{}\n\nIt sails at dawn.", lost[0], lost[1]);
    let mut desks = two(&before, &format!("{HARBOUR}\n\nIt sails at dawn."));
    let mut log = vec![desks[0].piece.snapshot().expect("it can be read")];
    for desk in &mut desks {
        lost.iter().for_each(|words| reject_about(desk, words));
    }
    log.extend(desks[0].take());
    desks[1].take();
    let packet = desks[1].piece.whole().expect("it can be read");
    desks[0].piece.take_in(&packet).expect("it can be read");
    assert_eq!(desks[0].body(), before, "each stands once");
    log.push(packet);
    log.extend(desks[0].take());
    desks[0].write(&before.replace("dawn", "six"));
    log.extend(desks[0].take());
    let mut again = manuscript::Manuscript::new(9).expect("it can be made");
    for row in &log {
        again.merge(row).expect("it can be read");
    }
    assert_eq!(again.text(model::Field::Body), before.replace("dawn", "six"));
}

/// The words on one side of changes that are no moves.
fn side_words(list: &[Change], side: Side) -> HashSet<String> {
    let words = list.iter().filter(|change| change.kind != ChangeKind::Move);
    words.flat_map(|change| tokens(&said(change, side))).collect()
}

fn three(log: &[Vec<u8>]) -> [Desk; 3] {
    [Desk::other(log, 2, "Bo Lind"), Desk::other(log, 3, "Cy Moor"), Desk::other(log, 4, "Dee Ash")]
}

/// One of the desks edits, decides, takes a decision back, or gets what another has: then which one, and from which.
fn step(
    desks: &mut [Desk; 3],
    random: &mut Random,
    edit: &mut dyn FnMut(usize, &mut Desk, &mut Random),
) -> Option<(usize, usize)> {
    let who = random.below(desks.len());
    let desk = &mut desks[who];
    match random.below(6) {
        0 | 1 => edit(who, desk, random),
        2 | 3 => {
            let list = desk.changes();
            let ids: Vec<String> = list.iter().filter(|_| random.below(3) == 0).map(|c| c.id.clone()).collect();
            if random.below(2) == 0 {
                desk.accept(&ids)
            } else {
                desk.reject(&ids)
            };
        }
        4 => {
            let decision = |act: &Act| matches!(act, Act::Accept { .. } | Act::Reject { .. });
            let records: Vec<_> = desk.piece.records().iter().filter(|r| decision(&r.act)).cloned().collect();
            if let Some(record) = records.get(random.below(records.len())) {
                desk.undo(record);
            }
        }
        _ => {
            let from = random.below(desks.len());
            desks[from].take();
            let packet = desks[from].piece.snapshot().expect("the test keeps to the rules");
            desks[who].piece.merge(&packet).expect("the test keeps to the rules");
            return Some((who, from));
        }
    }
    None
}

/// After all have met they are one, and what is open can be taken or left as a whole.
fn settled(desks: &mut [Desk; 3]) -> Result<(), TestCaseError> {
    Desk::meet(desks);
    for desk in &desks[1..] {
        prop_assert_eq!(desk.state(), desks[0].state());
        prop_assert_eq!(desk.piece.records(), desks[0].piece.records());
    }
    let (now, base, open) = desks[0].state();
    prop_assert_eq!(&render(&base, &now, |_| Reading::Before), &base);
    let all: Vec<String> = open.into_iter().map(|c| c.id).collect();
    desks[1].accept(&all);
    prop_assert_eq!(&desks[1].base(), &now);
    desks[2].reject(&all);
    prop_assert_eq!(&desks[2].texts(), &base);
    Ok(())
}
