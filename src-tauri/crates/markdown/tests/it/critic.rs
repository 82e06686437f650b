//! Texts with CriticMarkup, read; comments put into them.

use markdown::critic::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Both texts.
fn both(text: &str) -> (String, String) {
    let read = read(text);
    assert_eq!(read.problems, vec![], "{text}");
    (read.before, read.after)
}

fn sides(before: &str, after: &str) -> (String, String) {
    (before.to_owned(), after.to_owned())
}

fn comment(from: u32, to: u32, text: &str) -> Comment {
    Comment { after: from..to, text: text.to_owned(), note: false }
}

#[test]
fn every_mark_says_what_it_says() {
    assert_eq!(both("The {++night ++}boat runs."), sides("The boat runs.", "The night boat runs."));
    assert_eq!(both("The {--late --}boat runs."), sides("The late boat runs.", "The boat runs."));
    assert_eq!(both("It {~~ran~>runs~~} at six."), sides("It ran at six.", "It runs at six."));
    assert_eq!(both("A {==grey bell==}{>>which one?<<} rang."), sides("A grey bell rang.", "A grey bell rang."));
    assert_eq!(both("{++++}{----}{~~~>~~}{>><<}"), sides("", ""));
    assert_eq!(both("{~~a~>~~}{~~~>b~~}"), sides("a", "b"));
}

#[test]
fn spans_have_their_places_on_both_sides() {
    let read = read("🦆 {~~ran~>runs~~} {++and ++}{--not --}{==so==}{>>why?<<}");
    let spans: Vec<_> =
        read.spans.iter().map(|s| (s.kind, s.before.clone(), s.after.clone(), s.text.as_str())).collect();
    assert_eq!(
        spans,
        [
            (SpanKind::Replaced, 3..6, 3..7, "runs"),
            (SpanKind::Inserted, 7..7, 8..12, "and "),
            (SpanKind::Removed, 7..11, 12..12, "not "),
            (SpanKind::Highlight, 11..13, 12..14, "so"),
            (SpanKind::Comment, 13..13, 14..14, "why?"),
        ]
    );
    assert_eq!(read.comments, [comment(12, 14, "why?")]);
}

#[test]
fn comments_stand_on_the_highlight_before_them_or_at_a_point() {
    let read = read("{==A==}{>>one<<}{>>two<<} b{>>three<<}{==c==} {>>four<<}");
    assert_eq!(read.after, "A bc ");
    let expected = [comment(0, 1, "one"), comment(0, 1, "two"), comment(3, 3, "three"), comment(5, 5, "four")];
    assert_eq!(read.comments, expected);
    let crossing = markdown::critic::read("the ferry{>>on “the ferry”: which?<<}{>>on “a boat”: words only<<}");
    assert_eq!(crossing.comments, [comment(0, 9, "which?"), comment(9, 9, "on “a boat”: words only")]);
}

#[test]
fn the_note_of_a_moved_paragraph_is_nobodys_comment() {
    let read = read("{>>moved to paragraph 4<<}{--Away.\n\n--}Stay.{>>moved to paragraph 4<<} So.");
    assert_eq!(read.comments.iter().map(|c| c.note).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn marks_lie_across_paragraphs_and_inside_of_markdown() {
    assert_eq!(
        both("First.{++\n\nSecond, new.++}\n\nThird{--.\n\nFourth--}."),
        sides("First.\n\nThird.\n\nFourth.", "First.\n\nSecond, new.\n\nThird.")
    );
    assert_eq!(both("*very {++old ++}*"), sides("*very *", "*very old *"));
    assert_eq!(both("**{--old--}{++new++}**"), sides("**old**", "**new**"));
    assert_eq!(
        both("[a {~~bad~>good~~} word](https://a.example/{~~x~>y~~})"),
        sides("[a bad word](https://a.example/x)", "[a good word](https://a.example/y)")
    );
    assert_eq!(both("- one\n{++- two\n++}- three\n"), sides("- one\n- three\n", "- one\n- two\n- three\n"));
    assert_eq!(both("> quoted {--twice --}words"), sides("> quoted twice words", "> quoted words"));
}

#[test]
fn a_highlight_may_hold_changes_and_comments() {
    let read = read("{==old {++new ++}words{>>here<<}==}{>>all<<}.");
    assert_eq!((read.before.as_str(), read.after.as_str()), ("old words.", "old new words."));
    assert_eq!(read.comments, [comment(13, 13, "here"), comment(0, 13, "all")]);
    assert_eq!((read.spans[0].kind, read.spans[0].before.clone()), (SpanKind::Highlight, 0..9));
}

#[test]
fn what_merely_looks_like_a_mark_survives() {
    assert_eq!(both(r"x \{++a++\} y").1, "x {++a++} y");
    assert_eq!(both(r"\{~~c~\>d~~\}").1, "{~~c~>d~~}");
    for plain in
        ["a {b} c", "1 + 1 -- 2", "if (a) { b++; }", r"C:\{dir\}", "a ++} b", "x ~> y", "{+ +}", r"\*not emphasis\*"]
    {
        assert_eq!(both(plain), sides(plain, plain));
    }
    // Backslashes in front of a mark: those that the writer doubled.
    assert_eq!(both(r"a\\{++b++}").1, r"a\b");
    assert_eq!(both(r"a\\\{++b++\}").1, r"a\{++b++}");
}

#[test]
fn code_is_literal() {
    for code in [
        "Use `{++words++}` for it.",
        "``{--a`b--}``",
        "```\n{++x++}\n\n{--y--}\n```\n",
        "~~~ text\n{~~a~>b~~}\n~~~",
        "> ```\n> {++x++}\n> ```\n",
        "- ```\n  {++x++}\n  ```\n",
    ] {
        assert_eq!(both(code), sides(code, code));
    }
    assert_eq!(both("a ` b {++c++} d"), sides("a ` b  d", "a ` b c d"), "one backtick alone is no code");
    assert_eq!(both("a ` b {++c++}\n\nd ` e").1, "a ` b c\n\nd ` e", "no code runs over paragraphs");
    assert_eq!(both("\\`{++a++}\\`").1, "\\`a\\`", "a backtick behind a backslash opens none");
    assert_eq!(
        both("---\ntitle: a ` b\nkicker: {--c--} ` d\n---\n\nx").0,
        "---\ntitle: a ` b\nkicker: c ` d\n---\n\nx"
    );
    assert_eq!(both("> ```\n> a\n\n{++b++}").1, "> ```\n> a\n\nb", "a fence ends with its quote");
}

#[test]
fn marks_that_cannot_be_read_stay_and_are_named() {
    let read = read("One {++open.\n\nTwo {--gone--}.\n{++a {--b--} c++} {~~no arrow~~}\n{==x");
    assert_eq!(read.after, "One {++open.\n\nTwo .\na {--b--} c {~~no arrow~~}\n{==x");
    let problems: Vec<_> = read.problems.iter().map(|p| (p.kind, p.line, p.mark)).collect();
    assert_eq!(
        problems,
        [
            (ProblemKind::Unclosed, 1, "{++"),
            (ProblemKind::Nested, 4, "{--"),
            (ProblemKind::NoArrow, 4, "{~~"),
            (ProblemKind::Unclosed, 5, "{=="),
        ]
    );
    assert_eq!(read.problems[0].to_string(), "Line 1: the mark {++ is never closed; it stays in the text as it is.");
}

#[test]
fn comments_are_woven_round_their_words() {
    assert_eq!(write("A grey bell rang.", &[comment(2, 11, "which one?")]), "A {==grey bell==}{>>which one?<<} rang.");
    assert_eq!(write("A bell.", &[comment(2, 2, "size?")]), "A {>>size?<<}bell.");
    assert_eq!(
        write("A {~~grey~>gray, old~~} bell.", &[comment(8, 16, "how old?")]),
        "A {~~grey~>gray, ~~}{=={++old++} bell==}{>>how old?<<}."
    );
    assert_eq!(
        write("one two three", &[comment(0, 7, "first"), comment(4, 13, "second")]),
        "{==one two==}{>>first<<} three{>>on “two three”: second<<}"
    );
    assert_eq!(
        write("{==bell==}{>>old<<} rang", &[comment(0, 4, "also"), comment(4, 4, "point")]),
        "{==bell==}{>>old<<}{>>also<<}{>>on “”: point<<} rang"
    );
    assert_eq!(write("short", &[comment(3, 900, "far")]), "sho{==rt==}{>>far<<}");
    assert_eq!(write("🦆", &[comment(1, 2, "half")]), "{==🦆==}{>>half<<}");
}

#[test]
fn hostile_texts_are_read_soon() {
    let n = 20_000;
    for text in [
        "{++".repeat(n),
        "{++a++}".repeat(n),
        "++}".repeat(n),
        "{~~".repeat(n) + "~~}",
        "{~~a~>".repeat(n),
        "{==".repeat(n) + &"==}".repeat(n),
        "{=={++".repeat(n) + &"++}==}".repeat(n),
        "\\".repeat(n) + "{++",
        "\\{".repeat(n),
        "{++\\".repeat(n),
        "`".repeat(n) + "{++a++}",
        (1..500).map(|i| format!("{} ", "`".repeat(i))).collect::<String>() + &"` ".repeat(n),
        "` {++a++} ".repeat(n),
        "```\n{++a++}\n".repeat(n / 2),
        "{++`++}`".repeat(n),
        ">".repeat(n),
        "> ".repeat(n) + "```",
        "- ".repeat(n) + "```",
        "{>>on “a".repeat(n) + "<<}",
    ] {
        let start = Instant::now();
        read(&text);
        write(&text, &[comment(1, 2, "a ` b"), comment(5, 9, "c")]);
        assert!(start.elapsed() < Duration::from_secs(4), "{:?} in {:?}", &text[..20], start.elapsed());
    }
}

proptest! {
    #[test]
    fn a_text_without_braces_is_its_own_two_sides(text in "[^{}]{0,60}") {
        prop_assume!(!text.contains("~\\"));
        prop_assert_eq!(both(&text), sides(&text, &text));
    }

    #[test]
    fn places_of_all_marks_are_places_of_the_texts(text in "[ab🦆{}+~<>=\\\\`\n-]{0,40}") {
        let read = read(&text);
        let (before, after) = (model::utf16_len(&read.before), model::utf16_len(&read.after));
        for span in &read.spans {
            prop_assert!(span.before.start <= span.before.end && span.before.end <= before);
            prop_assert!(span.after.start <= span.after.end && span.after.end <= after);
        }
        for comment in &read.comments {
            prop_assert!(comment.after.start <= comment.after.end && comment.after.end <= after);
        }
    }
}
