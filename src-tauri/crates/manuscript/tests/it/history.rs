//! Who wrote what, moments between, and desks that meet again.

use crate::prose::{Random, prose};
use manuscript::{AuthorRun, Detail, Manuscript};
use model::{Field, Splice, utf16_len};
use proptest::prelude::*;

fn splice(from: u32, to: u32, insert: &str) -> [Splice; 1] {
    [Splice { from, to, insert: insert.into() }]
}

fn opened(log: &[Vec<u8>], peer: u64) -> Manuscript {
    Manuscript::load(None, log.iter().map(Vec::as_slice), peer).expect("the test keeps to the rules")
}

fn run(from: u32, to: u32, peer: u64) -> AuthorRun {
    AuthorRun { from, to, peer }
}

#[test]
fn every_letter_knows_who_wrote_it_now_and_then() {
    let mut one = Manuscript::new(1).unwrap();
    assert_eq!(one.authors(Field::Body), []);
    one.apply(Field::Body, &splice(0, 0, "🦆 ab cd")).unwrap();
    let log: Vec<Vec<u8>> = one.take_update(1).unwrap().into_iter().collect();
    let mut two = opened(&log, 2);
    let then = two.version();
    two.apply(Field::Body, &splice(4, 4, "é👩‍🚀")).unwrap();
    two.take_update(2).unwrap();
    assert_eq!(two.text(Field::Body), "🦆 aé👩‍🚀b cd");
    assert_eq!(two.authors(Field::Body), [run(0, 4, 1), run(4, 10, 2), run(10, 14, 1)]);
    assert_eq!(two.at(&then).unwrap().authors(Field::Body), [run(0, 8, 1)]);
    assert_eq!(two.authors(Field::Headline), []);
}

#[test]
fn a_letter_deleted_and_another_put_there_are_two_authors() {
    let mut one = Manuscript::new(1).unwrap();
    one.apply(Field::Body, &splice(0, 0, "abc")).unwrap();
    let log: Vec<Vec<u8>> = one.take_update(1).unwrap().into_iter().collect();
    let mut two = opened(&log, 2);
    two.apply(Field::Body, &splice(1, 2, "X")).unwrap();
    two.take_update(2).unwrap();
    assert_eq!(two.authors(Field::Body), [run(0, 1, 1), run(1, 2, 2), run(2, 3, 1)]);
}

/// What a test remembers of a moment: the mark and the text.
type Remembered = Vec<(Vec<u8>, String)>;

/// Types, deletes and rewrites here and there; a change for each step.
fn write(piece: &mut Manuscript, words: &[String], random: &mut Random, log: &mut Vec<Vec<u8>>, seen: &mut Remembered) {
    for word in words {
        let chars: Vec<char> = piece.text(Field::Body).chars().collect();
        let at = random.below(chars.len() + 1);
        let cut = if random.below(3) == 0 { random.below(4).min(chars.len() - at) } else { 0 };
        let units = |part: &[char]| part.iter().map(|c| c.len_utf16() as u32).sum::<u32>();
        let from = units(&chars[..at]);
        piece
            .apply(Field::Body, &splice(from, from + units(&chars[at..at + cut]), word))
            .expect("the test keeps to the rules");
        if random.below(5) == 0 {
            piece.set_detail(Detail::Slugline, Some(word)).expect("the test keeps to the rules");
        }
        log.extend(piece.take_update(1_700_000_000 + log.len() as i64).expect("the test keeps to the rules"));
        seen.push((piece.version(), piece.text(Field::Body).to_owned()));
    }
}

#[test]
fn one_combined_update_is_worth_the_single_ones() {
    let mut piece = Manuscript::new(1).unwrap();
    let words: Vec<String> = "one 2 три اربعة 五 🦆 seven 8 nine ten".split(' ').map(|w| format!("{w} ")).collect();
    let (mut random, mut log, mut seen) = (Random(4), Vec::new(), Vec::new());
    write(&mut piece, &words, &mut random, &mut log, &mut seen);
    let (from, start) = (seen[2].0.clone(), log[..3].to_vec());
    let combined = piece.combined_update(&from, &piece.version()).unwrap();
    let single = opened(&log, 7);
    let joined = opened(&[start.clone(), vec![combined.clone()]].concat(), 8);
    assert_eq!(joined.text(Field::Body), single.text(Field::Body));
    assert_eq!(joined.version(), single.version());
    for (mark, text) in &seen {
        assert_eq!(&joined.at(mark).unwrap().texts[&Field::Body], text);
    }
    // Both kinds may meet: what is known already is known once.
    let mut both = opened(&log, 9);
    both.merge(&combined).unwrap();
    assert_eq!(both.text(Field::Body), single.text(Field::Body));
    assert_eq!(both.version(), single.version());
    assert!(combined.len() < log[3..].iter().map(Vec::len).sum());
    assert!(opened(&start, 3).combined_update(&from, &piece.version()).is_err());
    assert!(piece.combined_update(b"no mark", &from).is_err());
    let all = piece.combined_update(&Manuscript::new(5).unwrap().version(), &piece.version()).unwrap();
    assert_eq!(opened(&[all], 6).text(Field::Body), piece.text(Field::Body));
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8} ",
        "[а-я]{1,8} ",
        "[ا-ي]{1,8} ",
        "[一-龥]{1,3}",
        Just("🦆 ".to_owned()),
        Just("👩‍🚀".to_owned()),
        Just("\n\n".to_owned())
    ]
}

fn words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(word(), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn desks_end_equal_whatever_the_order_and_however_often(
        base in prose(), a in words(), b in words(), c in words(), seed in any::<u64>()
    ) {
        let mut random = Random(seed);
        let mut origin = Manuscript::new(1).unwrap();
        origin.set_text(Field::Body, &base).unwrap();
        let start: Vec<Vec<u8>> = origin.take_update(1).unwrap().into_iter().collect();
        let mut desks: Vec<Manuscript> = (2..5).map(|peer| opened(&start, peer)).collect();
        let mut packets: Vec<Vec<u8>> = start.clone();
        for (desk, words) in desks.iter_mut().zip([&a, &b, &c]) {
            write(desk, words, &mut random, &mut packets, &mut Vec::new());
        }
        for desk in &mut desks {
            // Every packet once or more, in an order of its own: also before what it builds on.
            let mut queue: Vec<&Vec<u8>> = packets.iter().chain(packets.iter().take(random.below(packets.len()))).collect();
            while !queue.is_empty() {
                let next = queue.swap_remove(random.below(queue.len()));
                desk.merge(next).unwrap();
            }
        }
        let shuffled: Vec<Vec<u8>> = packets.iter().rev().cloned().collect();
        let fresh = opened(&shuffled, 9);
        for desk in &desks {
            prop_assert_eq!(desk.text(Field::Body), fresh.text(Field::Body));
            prop_assert_eq!(desk.detail(Detail::Slugline), fresh.detail(Detail::Slugline));
            prop_assert_eq!(desk.version(), fresh.version());
            prop_assert_eq!(desk.authors(Field::Body), fresh.authors(Field::Body));
        }
        let runs = fresh.authors(Field::Body);
        prop_assert_eq!(runs.last().map_or(0, |run| run.to), utf16_len(fresh.text(Field::Body)));
        prop_assert!(runs.windows(2).all(|pair| pair[0].to == pair[1].from && pair[0].peer != pair[1].peer));
    }

    #[test]
    fn no_word_is_lost_that_nobody_deleted(base in words(), sides in proptest::collection::vec(words(), 2..4), seed in any::<u64>()) {
        let mut random = Random(seed);
        let mut origin = Manuscript::new(1).unwrap();
        origin.set_text(Field::Body, &base.concat()).unwrap();
        let start: Vec<Vec<u8>> = origin.take_update(1).unwrap().into_iter().collect();
        let (mut all, mut added) = (start.clone(), Vec::new());
        for (side, words) in sides.iter().enumerate() {
            let mut desk = opened(&start, side as u64 + 2);
            for (index, word) in words.iter().enumerate() {
                // Marked by side and number, so that it can be found; only inserted, never into another's word.
                let marked = format!("⟨{side}.{index}{word}⟩");
                let text = desk.text(Field::Body);
                let mut places: Vec<usize> = text.match_indices('⟩').map(|(i, c)| i + c.len()).collect();
                places.extend([0, text.len()]);
                let at = utf16_len(&text[..places[random.below(places.len())]]);
                desk.apply(Field::Body, &splice(at, at, &marked)).unwrap();
                all.extend(desk.take_update(2).unwrap());
                added.push(marked);
            }
        }
        let merged = opened(&all, 9);
        for word in &added {
            prop_assert!(merged.text(Field::Body).contains(word.as_str()), "{} in {}", word, merged.text(Field::Body));
        }
        let letters = |text: &str| text.chars().count();
        let expected = letters(&base.concat()) + added.iter().map(|w| letters(w)).sum::<usize>();
        prop_assert_eq!(letters(merged.text(Field::Body)), expected);
    }
}
