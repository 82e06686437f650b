//! What the comparison writes as CriticMarkup, the reader of Markdown reads back.

use desk::{Difference, DifferenceFormat, Side};
use manuscript::{compare, to_critic};
use markdown::critic::{Comment, read, write};
use model::{Field, Piece};
use proptest::prelude::*;

/// Marks and what stands in their way, often enough to meet.
const PIECES: [&str; 34] = [
    "{", "+", "-", "~", ">", "=", "<", "}", "\\", "`", "\n", " ", "a", "{++", "++}", "{--", "--}", "{~~", "~>", "~~}",
    "{==", "==}", "{>>", "<<}", "```\n", "\n```\n", "\n\n", "~~~\n", "> ", "---\n", "🦆", "é", "word ", "- ",
];

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24).prop_map(|parts| parts.concat())
}

/// Two texts that have much in common.
fn pair() -> impl Strategy<Value = (String, String)> {
    (hostile(), hostile(), hostile(), hostile()).prop_flat_map(|(start, one, other, end)| {
        prop_oneof![
            Just((format!("{start}{one}{end}"), format!("{start}{other}{end}"))),
            Just((one.clone(), other.clone())),
            Just((format!("{start} {one}\n\n{end}"), format!("{end}\n\n{start} {one}"))),
        ]
    })
}

fn comments() -> impl Strategy<Value = Vec<(u32, u32, String)>> {
    let words = prop_oneof![
        3 => "[a-z ]{1,8}",
        2 => hostile(),
        1 => Just("on “a”: b".to_owned()),
        1 => Just("on “” and no more".to_owned()),
        1 => Just("moved to paragraph 4".to_owned()),
    ];
    prop::collection::vec((0..60u32, 0..8u32, words), 0..6)
}

/// Places as they have to come back: inside the text, and not in the middle of a letter.
fn placed(after: &str, comments: Vec<(u32, u32, String)>) -> Vec<Comment> {
    let starts: Vec<u32> =
        after.chars().scan(0, |at, c| Some(std::mem::replace(at, *at + c.len_utf16() as u32))).collect();
    let whole = |at: u32| match starts.get(at as usize) {
        Some(at) => *at,
        None => model::utf16_len(after),
    };
    let comment = |(at, length, text)| Comment { after: whole(at)..whole(at + length), text, note: false };
    comments.into_iter().map(comment).collect()
}

fn sorted(comments: &[Comment]) -> Vec<(u32, u32, &str)> {
    let mut out: Vec<_> = comments.iter().map(|c| (c.after.start, c.after.end, c.text.as_str())).collect();
    out.sort_unstable();
    out
}

proptest! {
    #[test]
    fn any_two_texts_come_back_to_the_byte((a, b) in pair()) {
        let marked = to_critic(&compare(&a, &b));
        let read = read(&marked);
        prop_assert_eq!(&read.before, &a, "{}", marked);
        prop_assert_eq!(&read.after, &b, "{}", marked);
        prop_assert_eq!(read.problems, vec![], "{}", marked);
    }

    #[test]
    fn comments_put_into_a_text_with_marks_come_back_and_nothing_else_moves((a, b) in pair(), first in comments(), second in comments()) {
        let mut marked = to_critic(&compare(&a, &b));
        let mut expected = read(&marked).comments;
        for round in [first, second] {
            let round = placed(&b, round);
            marked = write(&marked, &round);
            expected.extend(round);
            let read = read(&marked);
            prop_assert_eq!(&read.before, &a, "{}", marked);
            prop_assert_eq!(&read.after, &b, "{}", marked);
            prop_assert_eq!(sorted(&read.comments), sorted(&expected), "{}", marked);
            prop_assert_eq!(read.problems, vec![], "{}", marked);
        }
    }

    #[test]
    fn a_text_that_was_read_can_be_written_again(text in hostile()) {
        let first = read(&text);
        let again = read(&write(&text, &[]));
        prop_assert_eq!((&again.before, &again.after), (&first.before, &first.after));
        prop_assert_eq!(again.comments, first.comments);
        prop_assert_eq!(again.problems, vec![]);
    }

    #[test]
    fn a_whole_piece_comes_back(
        headline in ("[a`{+}~>:#\"' \\\\-]{0,8}", "[a`{+}~>:#\"' \\\\-]{0,8}"), kicker in "[a`{+}]{0,6}", (a, b) in pair(),
        same in any::<bool>(),
    ) {
        let piece = |headline: &str, body: &str| Piece {
            kicker: format!("K{kicker}"),
            headline: headline.trim().into(),
            body: body.trim().into(),
            ..Piece::default()
        };
        let after = piece(&headline.1, &b);
        let before = if same { after.clone() } else { piece(&headline.0, &a) };
        let text = marked(&before, &after);
        let (was, is) = read_piece(&text);
        for field in Field::ALL {
            prop_assert_eq!(was.text(field), before.text(field), "{}", text);
            prop_assert_eq!(is.text(field), after.text(field), "{}", text);
        }
    }
}

fn marked(before: &Piece, after: &Piece) -> String {
    let side = |piece: &Piece| Side { label: String::new(), piece: piece.clone() };
    Difference::of(&side(before), &side(after)).to(DifferenceFormat::Critic).unwrap()
}

/// What a file with marks says was there and is there; without any mark it is a plain file.
fn read_piece(text: &str) -> (Piece, Piece) {
    let piece = markdown::read_front_matter_lossy(text).piece;
    let (mut was, mut is) = (piece.clone(), piece.clone());
    if Field::ALL.into_iter().any(|field| read(piece.text(field)).is_marked) {
        for field in Field::ALL {
            let read = read(piece.text(field));
            *was.text_mut(field) = read.before;
            *is.text_mut(field) = read.after;
        }
    }
    (was, is)
}

#[test]
fn furniture_with_marks_is_furniture() {
    let piece = |headline: &str| Piece { headline: headline.into(), body: "Body here.".into(), ..Piece::default() };
    let before = Piece { kicker: "K".into(), ..piece("A: b") };
    let after = Piece { byline: "Bea Cee".into(), body: "Body there.".into(), ..piece("A: c") };
    let text = marked(&before, &after);
    let (was, is) = read_piece(&text);
    assert_eq!((was.headline.as_str(), was.kicker.as_str(), was.byline.as_str()), ("A: b", "K", ""), "{text}");
    assert_eq!((is.headline.as_str(), is.kicker.as_str(), is.byline.as_str()), ("A: c", "", "Bea Cee"), "{text}");
    assert_eq!((was.body.as_str(), is.body.as_str()), ("Body here.", "Body there."), "{text}");
    let (old, new) = (piece("Old"), piece("New"));
    assert!(marked(&old, &new).contains("headline: \"{~~Old~>New~~}\"\n"), "{}", marked(&old, &new));
}

#[test]
fn without_a_change_no_backslash_comes_in() {
    let guide = Piece { body: "Write \\{== or ==} or a ~> b here {-- x.".into(), ..Piece::default() };
    assert_eq!(marked(&guide, &guide), "Write \\{== or ==} or a ~> b here {-- x.\n");
    // Words that would be read as marks are kept from it, and come back as they were.
    let posing = Piece { headline: "On `{++marks++}`".into(), body: "A {++b++} \\{== c.".into(), ..Piece::default() };
    let text = marked(&posing, &posing);
    assert_eq!(read_piece(&text), (posing.clone(), posing), "{text}");
}

#[test]
fn a_change_in_code_is_a_change_of_all_of_the_code() {
    let marked = to_critic(&compare("Type `run now` here.", "Type `run later` here."));
    assert_eq!(marked, "Type {~~`run now`~>`run later`~~} here.");
    let guide = "In code, `{++words++}` is literal.";
    assert_eq!(to_critic(&compare(guide, guide)), guide);
}
