//! Desks that decide apart and meet.
//!
//! Under other seeds a history in a hundred or so still breaks a law: two desks that bring a moved paragraph back
//! and take out a new one beside it, in another order, can both take a break between paragraphs; and words that came back
//! on two desks with other words around them can stand twice.

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
        let (before, now) = clear(seed);
        let list = changes(&before, &now);
        let wish = Wish::of(&list, |change| takes(change, seed));
        let wanted = render(&before, &now, |c| if takes(c, seed) { Reading::After } else { Reading::Before });
        let (mut first, mut log) = Desk::with(&before);
        first.rewrite(&now);
        log.extend(first.take());
        let mut desks = [Desk::other(&log, 2, "Bo Lind"), Desk::other(&log, 3, "Cy Moor")];
        for (desk, order) in desks.iter_mut().zip([one, other]) {
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
    }

    #[test]
    fn two_desks_that_decide_otherwise_double_nothing_and_drop_nothing(seed in any::<u64>(), one in any::<u64>(), other in any::<u64>()) {
        let (before, now) = if seed % 2 == 0 { clear(seed) } else { story(seed) };
        let (mut first, mut log) = Desk::with(&before);
        first.rewrite(&now);
        log.extend(first.take());
        let mut desks = [Desk::other(&log, 2, "Bo Lind"), Desk::other(&log, 3, "Cy Moor")];
        for (desk, choice) in desks.iter_mut().zip([one, other]) {
            let list = desk.changes();
            for take in [true, false] {
                let mut random = Random(choice);
                let ids: Vec<String> =
                    list.iter().filter(|_| random.below(4) > 0).filter(|c| takes(c, choice) == take).map(|c| c.id.clone()).collect();
                if take { desk.accept(&ids) } else { desk.reject(&ids) };
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
        let doubled: Vec<_> = bag(now_there.values())
            .into_iter()
            .filter(|(word, often)| *often > 1 && !two_places.contains(word))
            .collect();
        prop_assert!(doubled.is_empty(), "doubled: {doubled:?}");
        let kept = kept(&desks[0].piece);
        for word in before.values().chain(now.values()).flat_map(|text| tokens(text)) {
            prop_assert!(kept.contains(&word), "{word} is lost");
        }
        drain(&mut desks[0], &mut Random(seed), |_| true);
        prop_assert_eq!(desks[0].base(), desks[0].texts());
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
            step(&mut desks, &mut random, &mut |who, desk, _| {
                let (then, now) = (desk.texts(), writers[who].rework(&desk.texts()));
                let words = |texts: &Texts| texts.values().flat_map(|text| pieces_of(text)).collect::<HashSet<String>>();
                written.extend(words(&now));
                cut.extend(words(&then).difference(&words(&now)).cloned());
                desk.rewrite(&now);
            });
            for (number, desk) in desks.iter().enumerate() {
                let has = kept_pieces(&desk.piece);
                let lost: Vec<_> = had[number].iter().filter(|w| !has.contains(*w) && !cut.contains(*w)).collect();
                prop_assert!(lost.is_empty(), "lost: {lost:?}");
                let twice: Vec<_> = often(&desk.texts()).into_iter().filter(|(w, often)| *often > 1 && !two_places.contains(w)).collect();
                prop_assert!(twice.is_empty(), "doubled: {twice:?}");
            }
        }
        settled(&mut desks)?;
        let there = desks[0].texts();
        let doubled: Vec<_> = often(&there).into_iter().filter(|(w, often)| *often > 1 && !two_places.contains(w)).collect();
        prop_assert!(doubled.is_empty(), "doubled: {doubled:?}\n{there:#?}");
        let kept = kept_pieces(&desks[0].piece);
        let lost: Vec<_> = written.iter().filter(|word| !cut.contains(*word) && !kept.contains(*word)).collect();
        prop_assert!(lost.is_empty(), "lost: {lost:?}");
    }
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

/// The words on one side of changes that are no moves.
fn side_words(list: &[Change], side: Side) -> HashSet<String> {
    let words = list.iter().filter(|change| change.kind != ChangeKind::Move);
    words.flat_map(|change| tokens(&said(change, side))).collect()
}

fn three(log: &[Vec<u8>]) -> [Desk; 3] {
    [Desk::other(log, 2, "Bo Lind"), Desk::other(log, 3, "Cy Moor"), Desk::other(log, 4, "Dee Ash")]
}

/// One of the desks edits, decides, takes a decision back, or gets what another has.
fn step(desks: &mut [Desk; 3], random: &mut Random, edit: &mut dyn FnMut(usize, &mut Desk, &mut Random)) {
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
        }
    }
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
