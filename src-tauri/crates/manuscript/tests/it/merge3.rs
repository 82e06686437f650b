//! The laws of the three-way merge.

use crate::prose::{Random, alter, prose};
use manuscript::{Collision, Merged, merge3};
use proptest::prelude::*;
use std::collections::HashSet;

/// The merged text with every collision decided for them.
fn theirs_taken(merged: &Merged) -> String {
    let take = |c: &Collision| model::Splice { from: c.at.start, to: c.at.end, insert: c.theirs.clone() };
    model::apply_splices(&merged.text, &merged.collisions.iter().map(take).collect::<Vec<_>>())
        .expect("the test keeps to the rules")
}

#[test]
fn different_words_of_one_paragraph_merge_cleanly() {
    let base = "The council voted on Monday to close the bridge for a year.";
    let ours = "The parish council voted on Monday to shut the bridge for a year.";
    let theirs = "The council voted on Tuesday to close the bridge for two years.";
    let merged = merge3(base, ours, theirs);
    assert_eq!(merged.text, "The parish council voted on Tuesday to shut the bridge for two years.");
    assert_eq!(merged.collisions, []);
    assert_eq!(merge3("一二三四五六", "一贰三四五六", "一二三四伍六").text, "一贰三四伍六");
}

#[test]
fn where_both_rewrote_the_same_words_both_versions_are_kept() {
    let merged = merge3("🦆 A costly bridge.", "🦆 A cheap bridge.", "🦆 A ruinous bridge.");
    let collision = Collision { base: "costly".into(), ours: "cheap".into(), theirs: "ruinous".into(), at: 5..10 };
    assert_eq!(merged, Merged { text: "🦆 A cheap bridge.".into(), collisions: vec![collision] });
    assert_eq!(theirs_taken(&merged), "🦆 A ruinous bridge.");
}

#[test]
fn a_cut_of_what_the_other_rewrote_is_a_collision() {
    let merged = merge3(
        "It was cold. It was very dark. We left.",
        "It was cold. We left.",
        "It was cold. It was pitch dark. We left.",
    );
    assert_eq!(merged.text, "It was cold. We left.");
    assert_eq!(merged.collisions.len(), 1);
    assert_eq!((merged.collisions[0].ours.as_str(), &merged.collisions[0].at), ("", &(13..13)));
    assert!(merged.collisions[0].theirs.contains("pitch"));
}

#[test]
fn the_same_change_twice_is_one_change() {
    let merged = merge3("a b c d e f", "a B c d e f", "a B c d E f");
    assert_eq!(merged, Merged { text: "a B c d E f".into(), collisions: vec![] });
}

#[test]
fn both_added_at_one_place_is_a_collision() {
    let merged = merge3("One. Four.", "One. Two. Four.", "One. Three. Four.");
    assert_eq!(merged.collisions.len(), 1);
    assert_eq!((merged.text.as_str(), theirs_taken(&merged).as_str()), ("One. Two. Four.", "One. Three. Four."));
}

/// Words that occur nowhere else, so that each can be followed: some of the base's are cut, some new ones come.
fn numbered(base: &[String], name: &str, random: &mut Random) -> (Vec<String>, HashSet<String>, HashSet<String>) {
    let (mut words, mut cut, mut added) = (Vec::new(), HashSet::new(), HashSet::new());
    for (index, word) in base.iter().enumerate() {
        match random.below(12) {
            0 => drop(cut.insert(word.clone())),
            1 => {
                cut.insert(word.clone());
                added.insert(format!("{name}{index}"));
                words.push(format!("{name}{index}"));
            }
            2 => {
                added.insert(format!("{name}{index}"));
                words.extend([format!("{name}{index}"), word.clone()]);
            }
            _ => words.push(word.clone()),
        }
    }
    (words, cut, added)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn who_changed_nothing_takes_the_other_version(base in prose(), x in prose(), seed in any::<u64>()) {
        for x in [alter(&base, &x, seed), x] {
            let clean = Merged { text: x.clone(), collisions: vec![] };
            prop_assert_eq!(&merge3(&base, &base, &x), &clean);
            prop_assert_eq!(&merge3(&base, &x, &base), &clean);
            prop_assert_eq!(&merge3(&base, &x, &x), &clean);
        }
    }

    #[test]
    fn the_sides_differ_only_in_who_wins(base in prose(), other in prose(), s in any::<u64>(), t in any::<u64>()) {
        let (x, y) = (alter(&base, &other, s), alter(&base, &other, t));
        let (here, there) = (merge3(&base, &x, &y), merge3(&base, &y, &x));
        prop_assert_eq!(theirs_taken(&here), there.text.clone());
        prop_assert_eq!(theirs_taken(&there), here.text.clone());
        for (a, b) in here.collisions.iter().zip(&there.collisions) {
            prop_assert_eq!((&a.base, &a.ours, &a.theirs), (&b.base, &b.theirs, &b.ours));
        }
        for c in &here.collisions {
            let units: Vec<u16> = here.text.encode_utf16().collect();
            let at = String::from_utf16(&units[c.at.start as usize..c.at.end as usize]).unwrap();
            prop_assert_eq!(&at, &c.ours);
        }
    }

    #[test]
    fn no_added_word_is_lost_and_no_cut_word_comes_back(seed in any::<u64>(), length in 1usize..80) {
        let mut random = Random(seed);
        let base: Vec<String> = (0..length).map(|i| format!("w{i}")).collect();
        let (x, cut_x, added_x) = numbered(&base, "x", &mut random);
        let (y, cut_y, added_y) = numbered(&base, "y", &mut random);
        let merged = merge3(&base.join(" "), &x.join(" "), &y.join(" "));
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<HashSet<_>>();
        let text = words(&merged.text);
        let clashing: HashSet<String> =
            merged.collisions.iter().flat_map(|c| words(&format!("{} {} {}", c.base, c.ours, c.theirs))).collect();
        for word in &added_x { prop_assert!(text.contains(word), "{}", word); }
        for word in &added_y { prop_assert!(text.contains(word) || clashing.contains(word), "{}", word); }
        for word in &cut_x { prop_assert!(!text.contains(word), "{}", word); }
        for word in &cut_y { prop_assert!(!text.contains(word) || clashing.contains(word), "{}", word); }
        for word in base.iter().filter(|w| !cut_x.contains(*w) && !cut_y.contains(*w)) {
            prop_assert!(text.contains(word), "{}", word);
        }
    }
}

#[test]
fn no_merge_takes_long() {
    let mut random = Random(3);
    let mut words = |n: usize| (0..n).map(|_| format!("w{} ", random.below(700))).collect::<String>();
    let start = std::time::Instant::now();
    let (a, b, c) = (words(10_000), words(10_000), words(10_000));
    merge3(&a, &b, &c);
    let line = "ha ".repeat(100_000);
    merge3(&line, &line[30_000..], &format!("ho {}", &line[..150_000]));
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}
