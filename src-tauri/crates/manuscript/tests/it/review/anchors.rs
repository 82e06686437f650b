//! Passages that are found again.

use super::desk::Desk;
use super::opened;
use crate::prose::{Random, prose};
use manuscript::Manuscript;
use model::review::Found;
use model::{Field, Splice};
use proptest::prelude::*;

fn piece(body: &str) -> Manuscript {
    let mut piece = Manuscript::new(1).unwrap();
    piece.set_text(Field::Body, body).unwrap();
    piece.take_update(1).unwrap();
    piece
}

fn range_of(piece: &Manuscript, words: &str) -> std::ops::Range<u32> {
    let text = piece.text(Field::Body);
    let at = text.find(words).expect("the words are there");
    let from = model::utf16_len(&text[..at]);
    from..from + model::utf16_len(words)
}

fn reads(piece: &Manuscript, located: &model::review::Located) -> String {
    let units: Vec<u16> = piece.text(located.field.unwrap()).encode_utf16().collect();
    let at = located.at.clone().unwrap();
    String::from_utf16(&units[at.start as usize..at.end as usize]).unwrap()
}

#[test]
fn an_anchor_moves_with_its_letters() {
    let mut piece = piece("🦆 One two three four five.");
    let anchor = piece.anchor(Field::Body, range_of(&piece, "two three"));
    assert_eq!((anchor.quote.as_str(), anchor.ahead.as_str()), ("two three", "🦆 One "));
    piece.apply(Field::Body, &[Splice { from: 0, to: 0, insert: "Zero 🦆 ".into() }]).unwrap();
    let range = range_of(&piece, "two three");
    piece.apply(Field::Body, &[Splice { from: range.end, to: range.end, insert: "x".into() }]).unwrap();
    piece.apply(Field::Body, &[Splice { from: range.start, to: range.start, insert: "y".into() }]).unwrap();
    let found = piece.locate(&anchor);
    assert_eq!((found.found, reads(&piece, &found).as_str()), (Found::Same, "two three"));
    let range = range_of(&piece, "o three");
    piece.apply(Field::Body, &[Splice { from: range.start, to: range.start + 1, insert: "in".into() }]).unwrap();
    let found = piece.locate(&anchor);
    assert_eq!((found.found, reads(&piece, &found).as_str()), (Found::Changed, "twin three"));
}

#[test]
fn words_that_went_and_came_back_are_found_again() {
    let mut piece = piece("A one.\n\nThe ferry ran at seven in the rain.\n\nA last one.");
    let anchor = piece.anchor(Field::Body, range_of(&piece, "ran at seven"));
    let range = range_of(&piece, "The ferry ran at seven in the rain.\n\n");
    piece.apply(Field::Body, &[Splice { from: range.start, to: range.end, insert: String::new() }]).unwrap();
    let gone = piece.locate(&anchor);
    assert_eq!((gone.found, gone.at.clone()), (Found::Gone, Some(range.start..range.start)));
    let end = model::utf16_len(piece.text(Field::Body));
    piece
        .apply(Field::Body, &[Splice { from: end, to: end, insert: "\n\nThe ferry ran at seven in the rain.".into() }])
        .unwrap();
    let found = piece.locate(&anchor);
    assert_eq!((found.found, reads(&piece, &found).as_str()), (Found::Again, "ran at seven"));
    piece.set_text(Field::Body, "A one. A last one.").unwrap();
    piece.set_text(Field::Standfirst, "It ran at seven, they say.").unwrap();
    let found = piece.locate(&anchor);
    assert_eq!((found.found, found.field), (Found::Again, Some(Field::Standfirst)));
    piece.take_update(2).unwrap();
    let again = opened(&[piece.snapshot().unwrap()], 9);
    assert_eq!(again.locate(&anchor), found);
}

/// Takes the first of these words out, and writes the second where the third begin.
fn moved(piece: &mut Manuscript, out: &str, again: &str, before: &str) {
    let range = range_of(piece, out);
    piece.apply(Field::Body, &[Splice { from: range.start, to: range.end, insert: String::new() }]).unwrap();
    let at = range_of(piece, before).start;
    piece.apply(Field::Body, &[Splice { from: at, to: at, insert: again.into() }]).unwrap();
}

#[test]
fn words_that_moved_are_found_when_they_are_edited_afterwards() {
    let text = "The boat left.\n\nNobody who lives on the islands was asked, and nobody will be.\n\nIt rained.";
    let paragraph = "Nobody who lives on the islands was asked, and nobody will be.\n\n";
    for (edited, expected) in [
        (paragraph.replace("Nobody who", "Nobody, who"), "Nobody, who lives on the islands"),
        (paragraph.replace("lives on", "XX lives on"), "Nobody who XX lives on the islands"),
        (paragraph.replace("islands", "island"), "Nobody who lives on the island"),
        (paragraph.replace(" lives", ""), "Nobody who on the islands"),
    ] {
        let mut piece = piece(text);
        let anchor = piece.anchor(Field::Body, range_of(&piece, "Nobody who lives on the islands"));
        moved(&mut piece, paragraph, &edited, "The boat");
        let found = piece.locate(&anchor);
        assert_eq!((found.found, reads(&piece, &found).as_str()), (Found::Changed, expected));
    }
    // A whole paragraph has other neighbours where it went.
    let mut whole = piece(text);
    let anchor = whole.anchor(Field::Body, range_of(&whole, paragraph.trim_end()));
    moved(&mut whole, paragraph, &paragraph.replace("asked", "ever asked"), "The boat");
    let found = whole.locate(&anchor);
    assert_eq!((found.found, reads(&whole, &found).ends_with("nobody will be")), (Found::Changed, true));
}

#[test]
fn a_sentence_that_is_alike_is_not_taken_for_one_that_went() {
    let text = "The ferry ran at seven in the rain.\n\nIn winter the ferry ran at eight on Sundays.\n\nThe end.";
    let mut piece = piece(text);
    let anchor = piece.anchor(Field::Body, range_of(&piece, "ferry ran at seven"));
    let range = range_of(&piece, "The ferry ran at seven in the rain.\n\n");
    piece.apply(Field::Body, &[Splice { from: range.start, to: range.end, insert: String::new() }]).unwrap();
    assert_eq!(piece.locate(&anchor).found, Found::Gone);
}

#[test]
fn letters_that_stayed_where_another_passage_came_do_not_keep_the_remark() {
    let mut piece = piece("First line on subject ccc, as it was.\n\nSecond line on subject ddd, as it is.");
    let anchor = piece.anchor(Field::Body, range_of(&piece, "subject ccc"));
    // Another program wrote the two in the other order, letter by letter over what stood there.
    for (old, new) in [
        ("First", "Zecond"),
        ("ccc, as it was", "ddd, as it is"),
        ("Second", "First"),
        ("ddd, as it is.", "ccc, as it was."),
    ] {
        let text = piece.text(Field::Body).to_owned();
        let at = if old.starts_with("ddd") || old == "Second" { text.rfind(old) } else { text.find(old) }.unwrap();
        let from = model::utf16_len(&text[..at]);
        let to = from + model::utf16_len(old);
        piece.apply(Field::Body, &[Splice { from, to, insert: new.into() }]).unwrap();
    }
    let found = piece.locate(&anchor);
    assert_eq!(reads(&piece, &found), "subject ccc");
}

#[test]
fn words_that_stand_everywhere_are_not_taken_for_the_ones_that_went() {
    let mut piece = piece("the cat and the dog and the bird");
    let anchor = piece.anchor(Field::Body, 12..15);
    assert_eq!(anchor.quote, "the");
    piece.apply(Field::Body, &[Splice { from: 12, to: 20, insert: String::new() }]).unwrap();
    assert_eq!(piece.locate(&anchor).found, Found::Gone);
    assert_eq!(piece.locate(&piece.anchor(Field::Body, 3..3)).found, Found::Whole);
}

#[test]
fn a_remark_stays_with_its_paragraph_when_a_move_is_made_and_rejected() {
    let (a, b) = ("The ferry ran at seven, and nobody knew why.", "Our council met on a Sunday, as it was asked to.");
    let c = "A bell was heard across the harbour, then another.";
    let (mut desk, _) = Desk::signed(&format!("{a}\n\n{b}\n\n{c}"));
    let anchor = desk.piece.anchor(Field::Body, range_of(&desk.piece, "at seven, and nobody"));
    desk.write(&format!("{b}\n\n{c}\n\n{a}"));
    let found = desk.piece.locate(&anchor);
    assert_eq!(reads(&desk.piece, &found), "at seven, and nobody");
    assert!(matches!(found.found, Found::Same | Found::Again));
    let ids: Vec<String> = desk.changes().into_iter().map(|c| c.id).collect();
    let rejected = desk.reject(&ids).unwrap();
    let found = desk.piece.locate(&anchor);
    assert_eq!(reads(&desk.piece, &found), "at seven, and nobody");
    desk.undo(&rejected).unwrap();
    let found = desk.piece.locate(&anchor);
    assert_eq!(reads(&desk.piece, &found), "at seven, and nobody");
}

#[test]
fn a_damaged_mark_is_no_panic() {
    let piece = piece("One two three.");
    let good = piece.anchor(Field::Body, 4..7);
    for mark in ["zz", "00", "ffffffff", "é", "0", &good.start[..good.start.len() - 2]] {
        let anchor = model::review::Anchor { start: mark.into(), ..good.clone() };
        assert_eq!(piece.locate(&anchor).found, Found::Again);
    }
    let headline = model::review::Anchor { field: Some(Field::Headline), ..good.clone() };
    assert_eq!(piece.locate(&headline).found, Found::Again);
}

/// The words of a text as they stand between spaces and line ends, in bytes.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| word.as_ptr() as usize - start)
        .zip(text.split_whitespace())
        .map(|(at, word)| at..at + word.len())
        .collect()
}

/// An anchor on a few words, and their bytes.
fn anchored(piece: &Manuscript, random: &mut Random) -> Option<(model::review::Anchor, std::ops::Range<usize>)> {
    let text = piece.text(Field::Body);
    let words = words(text);
    if words.is_empty() {
        return None;
    }
    let first = random.below(words.len());
    let last = (first + random.below(4)).min(words.len() - 1);
    let bytes = words[first].start..words[last].end;
    let from = model::utf16_len(&text[..bytes.start]);
    Some((piece.anchor(Field::Body, from..from + model::utf16_len(&text[bytes.clone()])), bytes))
}

/// One edit of a text in front of the bytes `range` or behind them.
fn edit_outside(
    piece: &mut Manuscript,
    range: &std::ops::Range<usize>,
    insert: &str,
    random: &mut Random,
) -> std::ops::Range<usize> {
    let text = piece.text(Field::Body).to_owned();
    let ahead = random.below(2) == 0;
    let (low, high) = if ahead { (0, range.start) } else { (range.end, text.len()) };
    let bounds: Vec<usize> = (low..=high).filter(|at| text.is_char_boundary(*at)).collect();
    let (a, b) = (bounds[random.below(bounds.len())], bounds[random.below(bounds.len())]);
    let (from, to) = if random.below(2) == 0 { (a.min(b), a.max(b)) } else { (a, a) };
    let unit = |at: usize| model::utf16_len(&text[..at]);
    piece
        .apply(Field::Body, &[Splice { from: unit(from), to: unit(to), insert: insert.into() }])
        .expect("the test keeps to the rules");
    if ahead { range.start + insert.len() - (to - from)..range.end + insert.len() - (to - from) } else { range.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn edits_outside_of_a_passage_leave_it_the_same(
        text in prose(), inserts in proptest::collection::vec(prose(), 1..6), seed in any::<u64>()
    ) {
        let mut random = Random(seed);
        let mut here = piece(&text);
        let Some((anchor, mut bytes)) = anchored(&here, &mut random) else { return Ok(()) };
        let mut there = opened(&[here.snapshot().unwrap()], 2);
        let mut bytes_there = bytes.clone();
        for insert in &inserts {
            let short: String = insert.chars().take(random.below(12)).collect();
            if random.below(2) == 0 {
                bytes = edit_outside(&mut here, &bytes, &short, &mut random);
            } else {
                bytes_there = edit_outside(&mut there, &bytes_there, &short, &mut random);
            }
        }
        let found = here.locate(&anchor);
        prop_assert_eq!(found.found, Found::Same);
        prop_assert_eq!(found.at.clone().unwrap().start, model::utf16_len(&here.text(Field::Body)[..bytes.start]));
        prop_assert_eq!(reads(&here, &found), anchor.quote.as_str());
        there.take_update(2).unwrap();
        here.take_update(2).unwrap();
        here.merge(&there.snapshot().unwrap()).unwrap();
        there.merge(&here.snapshot().unwrap()).unwrap();
        let found = here.locate(&anchor);
        prop_assert_eq!(found.found, Found::Same);
        prop_assert_eq!(reads(&here, &found), anchor.quote.as_str());
        prop_assert_eq!(there.locate(&anchor), found);
    }

    #[test]
    fn words_that_stand_once_are_never_given_up(
        text in prose(), head in prose(), tail in prose(), seed in any::<u64>(), rewrites in 1usize..4
    ) {
        let mut random = Random(seed);
        let mut piece = piece(&text);
        let Some((anchor, _)) = anchored(&piece, &mut random) else { return Ok(()) };
        for _ in 0..rewrites {
            let (cut_head, cut_tail) = (random.below(40), random.below(40));
            let head: String = head.chars().take(cut_head).collect();
            let tail: String = tail.chars().take(cut_tail).collect();
            match random.below(3) {
                // Gone for a while, and back elsewhere.
                0 => { piece.set_text(Field::Body, &head).unwrap(); }
                1 => { piece.set_text(Field::Headline, &format!("{head} {} {tail}", anchor.quote)).unwrap(); }
                _ => {}
            }
            piece.set_text(Field::Body, &format!("{head}\n\n{} {tail}", anchor.quote)).unwrap();
        }
        piece.take_update(2).unwrap();
        let body = piece.text(Field::Body).to_owned();
        let found = piece.locate(&anchor);
        if body.matches(anchor.quote.as_str()).count() == 1 {
            prop_assert_ne!(found.found, Found::Gone);
            if found.found != Found::Changed {
                prop_assert_eq!(reads(&piece, &found), anchor.quote.as_str());
            }
        }
        prop_assert_eq!(opened(&[piece.snapshot().unwrap()], 7).locate(&anchor), found);
    }
}
