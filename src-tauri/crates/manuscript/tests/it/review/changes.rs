//! Changes as a person counts them, and decisions.

use super::texts;
use crate::prose::{pair, prose};
use manuscript::review::{Baseline, accept, changes, reject, render};
use model::review::{Change, ChangeKind, Reading, Texts};
use model::{Field, apply_splices};
use proptest::prelude::*;

fn of(before: &str, after: &str) -> Vec<Change> {
    changes(&texts(before), &texts(after))
}

fn counted(before: &str, after: &str) -> Vec<(ChangeKind, String, String)> {
    let parts = |c: &Change, side: fn(&model::review::Part) -> &String| {
        c.parts.iter().map(|p| side(p).as_str()).collect::<String>()
    };
    of(before, after).iter().map(|c| (c.kind, parts(c, |p| &p.removed), parts(c, |p| &p.inserted))).collect()
}

fn one(kind: ChangeKind, removed: &str, inserted: &str) -> (ChangeKind, String, String) {
    (kind, removed.into(), inserted.into())
}

#[test]
fn changes_are_what_a_person_counts() {
    use ChangeKind::*;
    assert_eq!(counted("The ferry runs daily.", "The boat runs daily."), [one(Replace, "ferry", "boat")]);
    assert_eq!(counted("We left at noon.", "We left at noon in March."), [one(Insert, "", " in March")]);
    assert_eq!(counted("We quietly left at noon.", "We left at noon."), [one(Remove, "quietly ", "")]);
    assert_eq!(
        counted("One line of it here.", "Another thing altogether."),
        [one(Replace, "One line of it here.", "Another thing altogether.")]
    );
    assert_eq!(counted("a\n\nb", "a\n\n\nb"), [one(Insert, "", "\n")]);
    assert_eq!(counted("a\n\nb\n", "a\n\nb"), [one(Remove, "\n", "")]);
    assert_eq!(counted("", "New text"), [one(Insert, "", "New text")]);
    assert_eq!(counted("Old text", ""), [one(Remove, "Old text", "")]);
}

#[test]
fn marks_around_words_are_one_change() {
    use ChangeKind::*;
    for (plain, marked, marks) in [
        ("We had new ships in winter.", "We had [new ships](http://x.org/a) in winter.", "[](http://x.org/a)"),
        ("We left in winter, at noon.", "We left in **winter**, at noon.", "****"),
        ("We left in winter at noon.", "We left *in winter at noon.*", "**"),
    ] {
        assert_eq!(counted(plain, marked), [one(Insert, "", marks)]);
        assert_eq!(counted(marked, plain), [one(Remove, marks, "")]);
        check_laws(plain, marked).unwrap();
        check_laws(marked, plain).unwrap();
    }
    // Stars that mark nothing together are two.
    assert_eq!(counted("One two three.\n\nFour five.", "One ** two three.\n\nFour ** five.").len(), 2);
}

const A: &str = "The ferry to the island ran at seven, and nobody on the quay knew who had ordered it.";
const B: &str = "Our council has never met on a Sunday, whatever the almanac may say about that.";
const C: &str = "A bell was heard across the harbour, and then a second one, further away.";

#[test]
fn whole_paragraphs_take_their_white_space_along() {
    use ChangeKind::*;
    assert_eq!(counted(A, &format!("{A}\n\n{B}")), [one(Insert, "", &format!("\n\n{B}"))]);
    assert_eq!(counted(&format!("{A}\n\n{C}"), &format!("{A}\n\n{B}\n\n{C}")), [one(Insert, "", &format!("{B}\n\n"))]);
    assert_eq!(counted(&format!("{A}\n\n{B}\n"), &format!("{A}\n")), [one(Remove, &format!("\n\n{B}"), "")]);
    assert_eq!(
        counted(A, &format!("{A}\n\n{B}\n\n{C}\n")),
        [one(Insert, "", &format!("\n\n{B}")), one(Insert, "", &format!("\n\n{C}\n"))]
    );
    assert_eq!(counted(&format!("{B}\n\n{A}"), A), [one(Remove, &format!("{B}\n\n"), "")]);
    assert_eq!(
        counted(&format!("{A}\n\n{B}"), &format!("{A}\n\nWhat stands here is of another kind.")),
        [one(Replace, B, "What stands here is of another kind.")]
    );
}

#[test]
fn moves_splits_and_merges_are_one_change_each() {
    use ChangeKind::*;
    let before = format!("{A}\n\n{B}\n\n{C}");
    let edited = A.replace("seven", "eight");
    let list = of(&before, &format!("{B}\n\n{C}\n\n{edited}"));
    let kinds: Vec<ChangeKind> = list.iter().map(|c| c.kind).collect();
    assert_eq!(kinds, [Move, Replace]);
    assert_eq!((list[0].parts.len(), list[0].paragraph, list[1].paragraph), (2, 3, 3));
    assert_eq!((list[1].parts[0].removed.as_str(), list[1].parts[0].inserted.as_str()), ("seven", "eight"));
    let again = of(&before, &format!("{B}\n\n{C}\n\n{A}"));
    assert_eq!(again[0].id, list[0].id, "the same move, whatever changed inside");

    let joined = format!("{A} {B}\n\n{C}");
    assert_eq!(of(&joined, &before).iter().map(|c| c.kind).collect::<Vec<_>>(), [Split]);
    assert_eq!(of(&before, &joined).iter().map(|c| c.kind).collect::<Vec<_>>(), [Merge]);
}

#[test]
fn equal_changes_have_names_of_their_own_and_furniture_comes_in_page_order() {
    let list = of("a big dog, the big cat, that big bird", "a small dog, the small cat, that small bird");
    assert_eq!(list.len(), 3);
    assert!(list[0].id != list[1].id && list[1].id != list[2].id && list[0].id != list[2].id);
    let mut now = texts("a");
    now.insert(Field::Headline, "Head".into());
    now.insert(Field::AuthorNote, "Note".into());
    let fields: Vec<Field> = changes(&Texts::new(), &now).iter().map(|c| c.field).collect();
    assert_eq!(fields, [Field::Headline, Field::Body, Field::AuthorNote]);
}

fn slice(text: &str, range: &std::ops::Range<u32>) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[range.start as usize..range.end as usize]).expect("a change cuts no character")
}

fn check_laws(before: &str, now: &str) -> Result<(), TestCaseError> {
    let (b, n) = (texts(before), texts(now));
    let list = changes(&b, &n);
    prop_assert_eq!(list.is_empty(), before == now);
    prop_assert_eq!(&render(&b, &n, |_| Reading::After), &n);
    prop_assert_eq!(&render(&b, &n, |_| Reading::Before), &b);
    let mut ids: Vec<&String> = list.iter().map(|c| &c.id).collect();
    ids.sort();
    ids.dedup();
    prop_assert_eq!(ids.len(), list.len());
    for part in list.iter().flat_map(|c| &c.parts) {
        prop_assert_eq!(slice(before, &part.before), part.removed.as_str());
        prop_assert_eq!(slice(now, &part.after), part.inserted.as_str());
        prop_assert!(!part.removed.is_empty() || !part.inserted.is_empty());
    }
    let all: Vec<String> = list.iter().map(|c| c.id.clone()).collect();
    if !all.is_empty() {
        let (splices, decided) = reject(&b, &n, &all).expect("there are changes");
        prop_assert_eq!(decided.len(), all.len());
        let mut text = now.to_owned();
        for (_, splices) in splices {
            text = apply_splices(&text, &splices).expect("a rejection fits its text");
        }
        prop_assert_eq!(&text, before);
        let baseline = Baseline { texts: b.clone(), signed: b, ..Baseline::default() };
        prop_assert!(accept(&baseline, &n, &all).is_some());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn all_after_is_the_text_now_and_all_before_the_baseline((before, now) in pair()) {
        check_laws(&before, &now)?;
    }

    #[test]
    fn texts_without_relation_obey_too(before in prose(), now in prose()) {
        check_laws(&before, &now)?;
    }

    #[test]
    fn shuffled_paragraphs_obey_too(text in prose(), other in prose(), seed in any::<u64>()) {
        let mut random = crate::prose::Random(seed);
        let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
        for _ in 0..3 {
            let paragraph = paragraphs.remove(random.below(paragraphs.len()));
            paragraphs.insert(random.below(paragraphs.len() + 1), paragraph);
        }
        let shuffled = crate::prose::alter(&paragraphs.join("\n\n"), &other, seed);
        check_laws(&text, &shuffled)?;
    }
}
