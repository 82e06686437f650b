//! Documents that travel in parts, leave history behind, and lose words for good.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use crate::prose::Random;
use manuscript::{Detail, Manuscript, Reach, Span, Wanted};
use model::{Field, Splice};

fn typed(piece: &mut Manuscript, at: u32, words: &str, seconds: i64) -> Vec<u8> {
    let splice = Splice { from: at, to: at, insert: words.into() };
    piece.apply(Field::Body, &[splice]).unwrap();
    piece.take_update(seconds).unwrap().unwrap()
}

fn cut(piece: &mut Manuscript, from: u32, to: u32, seconds: i64) -> Vec<u8> {
    piece.apply(Field::Body, &[Splice { from, to, insert: String::new() }]).unwrap();
    piece.take_update(seconds).unwrap().unwrap()
}

fn loaded(bytes: &[u8], peer: u64) -> Manuscript {
    Manuscript::load(None, [bytes].into_iter(), peer).unwrap()
}

fn body(piece: &Manuscript) -> &str {
    piece.text(Field::Body)
}

fn moments(log: &[Vec<u8>]) -> Vec<Reach> {
    let mut reach = Reach::default();
    log.iter()
        .map(|update| {
            reach.add(&Reach::of(update).unwrap());
            reach.clone()
        })
        .collect()
}

#[test]
fn a_document_is_put_together_again_from_named_parts() {
    let mut piece = Manuscript::new(1).unwrap();
    let first = typed(&mut piece, 0, "One. ", 1);
    let second = typed(&mut piece, 5, "Two 🦆. ", 2);
    let spans = Span::joined(&Span::of(&second).unwrap(), &Span::of(&first).unwrap());
    assert_eq!(spans, [Span { peer: 1, from: 0, to: 12 }]);
    assert_eq!(body(&loaded(&piece.update_of(&spans).unwrap(), 2)), "One. Two 🦆. ");
    let mut other = loaded(&first, 3);
    assert_eq!(other.reach().missing(&spans), [Span { peer: 1, from: 5, to: 12 }]);
    other.take_in(&piece.whole().unwrap()).unwrap();
    assert_eq!(other.take_update(9).unwrap(), None, "nothing of it is handed out");
    assert_eq!(body(&other), "One. Two 🦆. ");
    assert!(other.reach().holds(&piece.reach()) && other.reach().missing(&spans).is_empty());
    typed(&mut other, 0, "Zero. ", 10);
    assert!(!piece.reach().holds(&other.reach()));
    assert_eq!(piece.reach().common(&other.reach()), piece.reach());
}

#[test]
fn bytes_that_are_no_document_are_refused() {
    let mut piece = Manuscript::new(1).unwrap();
    typed(&mut piece, 0, "Words.", 1);
    let whole = piece.whole().unwrap();
    assert_eq!(body(&Manuscript::foreign(&whole, 100).unwrap()), "Words.");
    assert!(Manuscript::foreign(&whole, 3).is_err(), "more than was allowed");
    assert!(Manuscript::foreign(&piece.snapshot().unwrap(), 100).is_err());
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x41;
        let _ = Manuscript::foreign(&damaged, 100);
        let _ = Manuscript::foreign(&whole[..at], 100);
    }
    assert!(Manuscript::foreign(b"", 100).is_err() && Manuscript::foreign(b"loro", 100).is_err());
}

#[test]
fn a_document_that_says_it_is_the_same_and_is_not_does_not_fit() {
    let mut piece = Manuscript::new(1).unwrap();
    typed(&mut piece, 0, "The bribe was paid. The ferry is late.", 1_000);
    let mut copy = loaded(&piece.whole().unwrap(), 2);
    cut(&mut piece, 0, 20, 1_100);
    let version = piece.version();
    typed(&mut copy, 0, "A copy. ", 1_200);
    assert!(piece.fits(&copy) && copy.fits(&piece));
    let behind = piece.leaving_behind(&version, 1_100).unwrap();
    assert!(behind.fits(&copy) && copy.fits(&behind), "letters that stayed behind are no difference");
    let erased = piece.without(&Wanted::of("ferry").unwrap(), &[]).unwrap().manuscript;
    assert!(erased.fits(&copy) && copy.fits(&erased), "and neither are erased ones");
    let mut forged = Manuscript::new(1).unwrap();
    typed(&mut forged, 0, "Short.", 1_000);
    cut(&mut forged, 0, 3, 1_100);
    typed(&mut forged, 0, &"x".repeat(60), 1_100);
    assert!(!piece.fits(&forged) && !copy.fits(&forged) && !forged.fits(&copy));
    assert!(piece.fits(&Manuscript::new(7).unwrap()), "what has nothing in common fits");
}

#[test]
fn what_was_deleted_before_a_version_stays_behind_and_the_rest_merges_back() {
    let mut piece = Manuscript::new(1).unwrap();
    typed(&mut piece, 0, "The bribe was paid. The ferry 🦆 is late.", 1_000);
    piece.set_detail(Detail::Outlet, Some("The Bribe Weekly")).unwrap();
    piece.take_update(1_100).unwrap();
    piece.set_detail(Detail::Outlet, Some("The Daily")).unwrap();
    cut(&mut piece, 0, 20, 1_200);
    let version = piece.version();
    cut(&mut piece, 0, 4, 1_300);
    let after = typed(&mut piece, 0, "A later word: ", 1_400);

    let sent = piece.leaving_behind(&version, 1_250).unwrap().whole().unwrap();
    let mut there = loaded(&sent, 2);
    assert_eq!(body(&there), body(&piece));
    assert_eq!(there.detail(Detail::Outlet).as_deref(), Some("The Daily"));
    assert_eq!(there.at(&version).unwrap().texts[&Field::Body], "The ferry 🦆 is late.", "the version itself is there");
    let everything = there.whole().unwrap();
    for gone in ["bribe", "Bribe"] {
        assert!(!String::from_utf8_lossy(&everything).contains(gone));
    }
    let empty = Manuscript::new(9).unwrap().version();
    for moment in [&empty, &version, &there.version()] {
        assert!(!there.at(moment).unwrap().texts[&Field::Body].contains("bribe"));
    }
    assert!(!after.is_empty());

    // Both go on apart, and come together the same on both sides, in either order and twice.
    typed(&mut there, 0, "From there. ", 2_000);
    let end = model::utf16_len(body(&piece));
    typed(&mut piece, end, " From here.", 2_000);
    let new = |from: &Manuscript, to: &Manuscript| from.update_of(&to.reach().missing(&from.reach().spans())).unwrap();
    let (from_there, from_here) = (new(&there, &piece), new(&piece, &there));
    for _ in 0..2 {
        piece.merge(&from_there).unwrap();
        there.merge(&from_here).unwrap();
    }
    assert_eq!(body(&piece), body(&there));
    assert!(body(&piece).starts_with("From there. A later word: ferry") && body(&piece).ends_with(" From here."));
    assert!(piece.at(&version).is_ok() && there.at(&version).is_ok());
}

#[test]
fn words_are_erased_from_every_moment_also_typed_letter_by_letter_and_by_two_people() {
    let mut piece = Manuscript::new(1).unwrap();
    let mut log = vec![typed(&mut piece, 0, "The ferry is late. ", 1_000)];
    for (at, letter) in "Jan Novák".chars().enumerate() {
        log.push(typed(&mut piece, 19 + at as u32, &letter.to_string(), 1_001 + at as i64));
    }
    let named = piece.version();
    log.push(typed(&mut piece, 28, " says so.", 1_020));
    log.push(cut(&mut piece, 19, 28, 1_030));
    piece.set_detail(Detail::Authors, Some("[{\"name\":\"Jan Novák\"}]")).unwrap();
    piece.set_detail(Detail::Slugline, Some("jan-novák-and-the-ferry")).unwrap();
    log.extend(piece.take_update(1_040).unwrap());
    // One half here, the other half on another desk: the words stand only where both came together.
    let mut other = loaded(&piece.whole().unwrap(), 2);
    let end = model::utf16_len(body(&piece));
    log.push(typed(&mut piece, end, " Jan Nov", 1_050));
    let theirs = typed(&mut other, end, "ák.", 1_060);
    piece.take_in(&theirs).unwrap();
    log.push(theirs);
    let read = body(&piece).to_owned();

    let wanted = Wanted::of("jan novák").unwrap();
    let erased = piece.without(&wanted, &moments(&log)).unwrap();
    assert!(erased.places >= 3, "{}", erased.places);
    let after = erased.manuscript;
    assert_eq!(body(&after).chars().count(), read.chars().count());
    for reach in moments(&log) {
        let moment = after.at_reach(&reach).unwrap();
        assert!(wanted.find(&moment.texts[&Field::Body]).is_empty(), "{}", moment.texts[&Field::Body]);
    }
    assert_eq!(after.at(&named).unwrap().texts[&Field::Body], "The ferry is late. ███ █████");
    assert_eq!(after.detail(Detail::Slugline).as_deref(), Some("xxx-xxxxx-and-the-ferry"));
    assert!(!after.detail(Detail::Authors).unwrap().contains("Nov"));
    assert_eq!(after.authors(Field::Body), piece.authors(Field::Body), "who wrote what is still known");
    assert_eq!(after.reach(), piece.reach());
    // The rows of a log, taken from it, are enough to make it again.
    let rows: Vec<Vec<u8>> = log.iter().map(|row| after.update_of(&Span::of(row).unwrap()).unwrap()).collect();
    let again = Manuscript::load(None, rows.iter().map(Vec::as_slice), 5).unwrap();
    assert_eq!(body(&again), body(&after));
    assert_eq!(moments(&rows), moments(&log));
    let times = |piece: &Manuscript| piece.at(&named).is_ok();
    assert!(times(&again));
}

#[test]
fn words_that_are_not_there_change_nothing() {
    let mut piece = Manuscript::new(1).unwrap();
    let log = vec![typed(&mut piece, 0, "Nothing to see.", 1)];
    let erased = piece.without(&Wanted::of("ferry").unwrap(), &moments(&log)).unwrap();
    assert_eq!((erased.places, body(&erased.manuscript)), (0, "Nothing to see."));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 12, ..Default::default() })]
    /// Whatever was typed, cut and merged: after an erasure no moment holds the words, and nothing else has changed.
    #[test]
    fn an_erasure_takes_the_words_and_nothing_else(seed in 0u64..1_000_000) {
        let mut dice = Random(seed);
        let mut piece = Manuscript::new(1).unwrap();
        let mut log = vec![typed(&mut piece, 0, "🦆 ab ba ", 1)];
        let mut other = loaded(&piece.whole().unwrap(), 2);
        for round in 0..40i64 {
            let here = dice.below(2) == 0;
            let one = if here { &mut piece } else { &mut other };
            let text: Vec<u16> = body(one).encode_utf16().collect();
            let at = dice.below(text.len() + 1);
            let inside = at > 0 && at < text.len() && (0xdc00..0xe000).contains(&text[at]);
            if !inside {
                let words = ["a", "b", "ab", " ", "ba ", "é"][dice.below(6)];
                let update = typed(one, at as u32, words, round);
                if here { log.push(update) }
            }
            if dice.below(5) == 0 {
                let missing = piece.reach().missing(&other.reach().spans());
                if !missing.is_empty() {
                    let update = other.update_of(&missing).unwrap();
                    piece.take_in(&update).unwrap();
                    log.push(update);
                }
                other.take_in(&piece.whole().unwrap()).unwrap();
            }
        }
        let wanted = Wanted::of("ab").unwrap();
        let after = piece.without(&wanted, &moments(&log)).unwrap().manuscript;
        for reach in moments(&log) {
            let then = piece.at_reach(&reach).unwrap().texts.remove(&Field::Body).unwrap();
            let now = after.at_reach(&reach).unwrap().texts.remove(&Field::Body).unwrap();
            proptest::prop_assert!(wanted.find(&now).is_empty(), "{now}");
            proptest::prop_assert_eq!(then.chars().count(), now.chars().count());
            for (a, b) in then.chars().zip(now.chars()) {
                proptest::prop_assert!(a == b || (b == '█' && (a == 'a' || a == 'b')), "{then} {now}");
            }
        }
    }
}
