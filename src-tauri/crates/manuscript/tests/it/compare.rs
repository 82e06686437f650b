//! The laws of the comparison.

use crate::prose::{pair, prose};
use manuscript::{Comparison, ParagraphKind, RunKind, compare};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Paragraph by paragraph, `[-removed-]{+inserted+}`.
pub fn marked(comparison: &Comparison) -> Vec<String> {
    let mark = |run: &manuscript::Run| match run.kind {
        RunKind::Same => run.text.clone(),
        RunKind::Removed => format!("[-{}-]", run.text),
        RunKind::Inserted => format!("{{+{}+}}", run.text),
    };
    comparison.paragraphs.iter().map(|p| p.runs.iter().map(mark).collect()).collect()
}

fn one(before: &str, after: &str) -> String {
    marked(&compare(before, after)).join(" ¶ ")
}

fn kinds(before: &str, after: &str) -> Vec<ParagraphKind> {
    compare(before, after).paragraphs.iter().map(|p| p.kind).collect()
}

#[test]
fn a_replaced_word_is_one_change() {
    assert_eq!(one("The ferry runs daily.", "The boat runs daily."), "The [-ferry-]{+boat+} runs daily.");
    assert_eq!(one("A grey cat", "A gray cat"), "A [-grey-]{+gray+} cat");
    assert_eq!(one("Мост через реку.", "Мост над рекой."), "Мост [-через реку-]{+над рекой+}.");
    assert_eq!(
        one("الجسر فوق النهر القديم هنا", "الجسر تحت النهر القديم هنا"),
        "الجسر [-فوق-]{+تحت+} النهر القديم هنا"
    );
    assert_eq!(one("渡船每天早上开。", "渡船每天晚上开。"), "渡船每天[-早-]{+晚+}上开。");
    assert_eq!(one("A duck 🦆 swims by", "A duck 👩‍🚀 swims by"), "A duck [-🦆-]{+👩‍🚀+} swims by");
}

#[test]
fn a_replaced_phrase_is_one_change_in_spite_of_small_words_in_common() {
    assert_eq!(
        one(
            "He calls the decision a matter of arithmetic. It is no more than that, he said on Monday.",
            "He describes the vote as simple arithmetic, but it is no more than that, he said on Monday.",
        ),
        "He [-calls the decision a matter of-]{+describes the vote as simple+} arithmetic[-. It-]{+, but it+} is no more than that, he said on Monday."
    );
}

#[test]
fn changes_that_stand_apart_stay_apart() {
    assert_eq!(
        one("Our grey council voted against the costly bridge.", "Our gray council voted against the cheap bridge."),
        "Our [-grey-]{+gray+} council voted against the [-costly-]{+cheap+} bridge."
    );
}

#[test]
fn an_added_sentence_starts_where_a_sentence_starts() {
    assert_eq!(
        one("It rained. It stopped. We left at noon.", "It rained. It poured. It stopped. We left at noon."),
        "It rained. {+It poured. +}It stopped. We left at noon."
    );
    assert_eq!(one("We saw gulls, seals.", "We saw gulls, terns, seals."), "We saw gulls, {+terns, +}seals.");
    assert_eq!(one("We left at noon.", "We left at noon in March."), "We left at noon{+ in March+}.");
    assert_eq!(one("We quietly left at noon.", "We left at noon."), "We [-quietly -]left at noon.");
}

#[test]
fn moved_split_and_merged_paragraphs_are_named() {
    use ParagraphKind::*;
    let [a, b, c] = [
        "The ferry to the island ran at seven, and nobody on the quay knew who had ordered it.",
        "Our council has never met on a Sunday, whatever the almanac may say about that.",
        "A bell was heard across the harbour, and then a second one, further away.",
    ];
    let before = format!("{a}\n\n{b}\n\n{c}\n");
    assert_eq!(
        kinds(&before, &format!("{b}\n\n{c}\n\n{a}\n")),
        [MovedAway { to: 2 }, Same, Same, MovedHere { from: 0 }]
    );
    let edited = a.replace("seven", "eight");
    let moved = compare(&before, &format!("{b}\n\n{c}\n\n{edited}\n"));
    assert_eq!(moved.paragraphs[3].kind, MovedHere { from: 0 });
    assert!(marked(&moved)[3].contains("ran at [-seven-]{+eight+}, and"));
    assert_eq!((moved.counts.moved, moved.counts.changes), (1, 1));

    let split = format!("{a} {b}\n\n{c}");
    let parted = format!("{a}\n\n{b}\n\n{c}");
    assert_eq!(kinds(&split, &parted), [Split, Same]);
    assert!(marked(&compare(&split, &parted))[0].contains("ordered it.[- -]{+\n\n+}Our council"));
    assert_eq!(kinds(&parted, &split), [Merged, Same]);
}

#[test]
fn another_text_in_the_place_of_a_paragraph_is_not_that_paragraph_changed() {
    use ParagraphKind::*;
    let before = "Same start of it all.\n\nThe ferry ran at seven and the quay was full of people.\n\nSame end.";
    let after = "Same start of it all.\n\nOur council never met on Sundays in those cold years.\n\nSame end.";
    assert_eq!(kinds(before, after), [Same, Removed, Inserted, Same]);
    assert_eq!(kinds("One headline", "Another caption"), [Changed]);
    assert_eq!(kinds("", "New text"), [Inserted]);
    assert_eq!(kinds("Old text", ""), [Removed]);
    assert_eq!(kinds("a\n\nb", "a\n\n\n\nb\n"), [Same, Same]);
}

#[test]
fn places_are_utf16_units_of_both_texts() {
    let compared = compare("🦆 one\n\ntwo three four five", "🦆 one\n\n🦆 two three 4 five");
    let run = compared.paragraphs[1].runs.iter().rfind(|r| r.kind == RunKind::Inserted).unwrap();
    assert_eq!((run.text.as_str(), run.before, run.after), ("4", Some(22), Some(21)));
}

fn check_laws(before: &str, after: &str) -> Result<(), TestCaseError> {
    let compared = compare(before, after);
    prop_assert_eq!(compared.before(), before);
    prop_assert_eq!(compared.after(), after);
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let (units_before, units_after) = (units(before), units(after));
    let (mut inserted, mut removed) = (0, 0);
    for run in compared.paragraphs.iter().flat_map(|p| &p.runs) {
        let text = units(&run.text);
        prop_assert!(!text.is_empty());
        if run.kind != RunKind::Inserted {
            let at = run.before.expect("the test keeps to the rules") as usize;
            prop_assert_eq!(&units_before[at..at + text.len()], &text[..]);
        }
        if run.kind != RunKind::Removed {
            let at = run.after.expect("the test keeps to the rules") as usize;
            prop_assert_eq!(&units_after[at..at + text.len()], &text[..]);
        }
        match run.kind {
            RunKind::Inserted => inserted += model::count_words(&run.text),
            RunKind::Removed => removed += model::count_words(&run.text),
            RunKind::Same => {}
        }
    }
    prop_assert_eq!((compared.counts.words_inserted, compared.counts.words_removed), (inserted, removed));
    prop_assert_eq!(compared.is_same(), compared.counts.changes == 0 && compared.counts.moved == 0);
    let moves = |find: fn(&ParagraphKind) -> bool| compared.paragraphs.iter().filter(|p| find(&p.kind)).count();
    prop_assert_eq!(moves(|k| matches!(k, ParagraphKind::MovedHere { .. })), compared.counts.moved as usize);
    prop_assert_eq!(moves(|k| matches!(k, ParagraphKind::MovedAway { .. })), compared.counts.moved as usize);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn both_texts_are_rebuilt_from_the_runs((a, b) in pair()) {
        check_laws(&a, &b)?;
    }

    #[test]
    fn texts_without_relation_are_rebuilt_too(a in prose(), b in prose()) {
        check_laws(&a, &b)?;
    }

    #[test]
    fn a_text_does_not_differ_from_itself(a in prose()) {
        let compared = compare(&a, &a);
        prop_assert!(compared.is_same());
        prop_assert_eq!(compared.counts, manuscript::Counts::default());
    }
}

/// Generous, since tests run unoptimised beside others; the bench measures, also a line of 5 MB.
fn in_time(what: &str, before: &str, after: &str) {
    let start = Instant::now();
    let compared = compare(before, after);
    let took = start.elapsed();
    assert_eq!((compared.before().len(), compared.after().len()), (before.len(), after.len()));
    assert!(took < Duration::from_secs(20), "{what} took {took:?}");
}

#[test]
fn no_text_takes_long() {
    let mut random = crate::prose::Random(7);
    let mut words = |n: usize, from: usize| -> String {
        let word = |r: &mut crate::prose::Random| format!("w{} ", from + r.below(900));
        (0..n).map(|_| word(&mut random)).collect()
    };
    in_time("10,000 words, all different", &words(10_000, 0), &words(10_000, 5_000));
    in_time("10,000 words of one vocabulary", &words(10_000, 0), &words(10_000, 0));
    let line: String = "ha ".repeat(700_000);
    in_time("one line of 2 MB", &line, &format!("{}ho {}", &line[..900_000], &line[6..]));
    let (a, b) = (words(210_000, 0), words(210_000, 0));
    in_time("one line of 1 MB, all changed", &a, &b);
    in_time("one word of 5 MB", &"a".repeat(5_000_000), &"a".repeat(4_999_999));
    in_time("repetition", &"so it goes. ".repeat(5_000), &"it so goes. so ".repeat(5_000));
    in_time("paragraphs that repeat", &"So it goes.\n\n".repeat(10_000), &"So it goes.\n\nYes.\n\n".repeat(9_000));
    let many =
        |seed: u64| (0..5_000).map(|i| format!("Line {} of {}\n\n", (i * seed) % 4_999, i % 7)).collect::<String>();
    in_time("paragraphs in another order", &many(1), &many(37));
    in_time("marks only", &"*".repeat(200_000), &"* ".repeat(100_000));
}

#[test]
fn lines_without_rare_words_are_paired_where_they_stand() {
    let line = |n: usize, word: &str| {
        let who = ["nurse", "pilot", "baker", "clerk"][n % 4];
        format!("The {who} took the {word} boat and the {who} came {} again.", ["home", "back", "late"][n % 3])
    };
    let text = |word: &str| (0..120).map(|n| line(n, word)).collect::<Vec<_>>().join("\n\n");
    let found = kinds(&text("first"), &text("last"));
    assert_eq!(found.iter().filter(|kind| **kind == ParagraphKind::Changed).count(), 120, "{found:?}");
}
