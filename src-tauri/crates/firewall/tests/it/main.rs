//! What stops, and the near misses that must not.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use firewall::{Finding, Leaving, Severity, inspect};
use model::{Field, Furniture, OutletProfile, Piece};
use proptest::prelude::*;

fn of(body: &str) -> Vec<Finding> {
    let piece = Piece { body: body.into(), ..Piece::default() };
    inspect(&Leaving::draft(&piece, &OutletProfile::default()))
}

/// The rules and words that stop this body.
fn stops(body: &str) -> Vec<(&'static str, String)> {
    let blockers = of(body).into_iter().filter(|finding| finding.severity == Severity::Blocker);
    blockers.map(|finding| (finding.rule, finding.words)).collect()
}

#[track_caller]
fn fires(rule: &str, cases: &[(&str, &str)]) {
    for (body, words) in cases {
        assert_eq!(stops(body), [(rule, (*words).to_owned())], "{body}");
    }
}

#[track_caller]
fn silent(cases: &[&str]) {
    for body in cases {
        assert_eq!(stops(body), [], "{body}");
    }
}

#[test]
fn words_to_come_stop_and_a_shop_does_not() {
    fires(
        "placeholder.tk",
        &[
            ("The board met TK times.", "TK"),
            ("said TKTK, the chair", "TKTK"),
            ("He is TK years old", "TK"),
            ("(TK)", "TK"),
            ("said TK Smith", "TK"),
        ],
    );
    silent(&[
        "She bought it at TK Maxx.",
        "The lifts are by TK Elevator.",
        "a TKO in the third",
        "`TK` is code",
        "See [it](https://a.example/TK).",
        "THE SHOP CALLED TK MAXX CLOSES",
        "tk",
        "the TKs",
    ]);
    assert_eq!(of("TK Osei-Lind chairs it.")[0].severity, Severity::Warning, "it can be a name");
}

#[test]
fn gaps_of_question_marks_stop_and_cries_do_not() {
    fires(
        "placeholder.question",
        &[("in 19?? he left", "??"), ("some ??? people", "???"), ("(??)", "??"), ("cost ?? crowns", "??")],
    );
    silent(&["“What??” she cried.", "Why?", "Really?!", "`a ?? b`", "https://a.example/?a=??", "He asked: \"Me??\""]);
    assert_eq!(of("Really?? Yes.")[0].rule, "placeholder.cry");
}

#[test]
fn figures_to_come_stop_and_numerals_do_not() {
    fires(
        "placeholder.xx",
        &[
            ("about XX people", "XX"),
            ("since 19XX the board", "19XX"),
            ("In XX of the cases", "XX"),
            ("XXX said", "XXX"),
        ],
    );
    silent(&[
        "Super Bowl XXX was long.",
        "Louis XX never was.",
        "see chapter XX",
        "the XX chromosome",
        "“It was in 19XX, he wrote,” she said.",
        "a max of 3X",
        "size XXL",
        "Pope Pius XX",
        "the volume XX of it",
        "XVII",
    ]);
}

#[test]
fn notes_in_brackets_stop_and_insertions_do_not() {
    fires(
        "placeholder.brackets",
        &[
            ("He said so [check].", "[check]"),
            ("The [NAME] board", "[NAME]"),
            ("It cost [how much?] more", "[how much?]"),
            ("- [ ] call her", "[ ]"),
            ("“It [source?] is so.”", "[source?]"),
            ("[Ed: cut this]", "[Ed: cut this]"),
            ("was [___] old", "[___]"),
        ],
    );
    silent(&[
        "“He don't [sic] know,” she said.",
        "He wrote of their “recieved [sic] wisdom”.",
        "a “[T]he” and “go[es]”",
        "“The […] board [...] met.”",
        "A [link](https://a.example) and a [ref][one].\n\n[one]: https://a.example",
        "A note.[^1]\n\n[^1]: Words.",
        "![A picture](https://a.example/p.png)",
        "“They [the board] knew.”",
        "\\[check]",
        "`[check]`",
        "A [short] of it.\n\n[short]: https://a.example",
    ]);
    assert_eq!(of("They [the board] knew.")[0].rule, "brackets.outside", "outside a quotation a person looks");
}

#[test]
fn marks_of_unfinished_work_stop_and_plain_words_do_not() {
    fires(
        "placeholder.check",
        &[("CHECK this", "CHECK"), ("the sum (TBC) is", "TBC"), ("TODO: more", "TODO"), ("by TBD", "TBD")],
    );
    silent(&[
        "A reality check.",
        "Check it.",
        "“CHECK the brakes,” the sign says.",
        "A REALITY CHECK FOR THE BOARD",
        "todo el mundo",
        "CHECKED",
        "`TODO`",
    ]);
}

#[test]
fn filler_stops_and_speaking_of_it_does_not() {
    fires("placeholder.lorem", &[("Lorem ipsum is here", "Lorem ipsum")]);
    assert_eq!(stops("lorem ipsum dolor sit amet").len(), 2);
    silent(&["Designers write “lorem ipsum” for years.", "Mrs Lorem came.", "a dolor of it"]);
}

#[test]
fn links_to_nowhere_stop_and_public_ones_do_not() {
    fires(
        "link.local",
        &[
            ("[a](file:///home/me/x.pdf)", "file:///home/me/x.pdf"),
            ("[a](budget-2026.pdf)", "budget-2026.pdf"),
            ("[a](http://localhost:3000/x)", "http://localhost:3000/x"),
            ("[a](http://192.168.1.4/x)", "http://192.168.1.4/x"),
            ("see http://desk.local/x", "http://desk.local/x"),
            ("[a]: C:\\texts\\x.doc", "C:\\texts\\x.doc"),
            ("[a](https://intranet/x)", "https://intranet/x"),
            ("[a](<../x y.md>)", "../x"),
        ],
    );
    fires(
        "link.draft",
        &[
            ("[a](https://docs.google.com/document/d/1)", "https://docs.google.com/document/d/1"),
            ("[a](https://staging.daily.example/x)", "https://staging.daily.example/x"),
            ("<https://daily.example/?p=4&preview=true>", "https://daily.example/?p=4&preview=true"),
            ("[a](https://daily.example/wp-admin/post.php)", "https://daily.example/wp-admin/post.php"),
        ],
    );
    silent(&[
        "[a](https://localhost.example.com/x)",
        "He typed localhost and waited.",
        "[a](https://a.example/wiki/Docs.google.com)",
        "[a](https://staging-post.example/)",
        "[a](https://a.example/preview=true)",
        "[a](mailto:me@a.example)",
        "[a](#note)",
        "[a](http://19.168.1.4/x)",
        "[a](http://172.32.0.1/)",
        "`[a](file:///x)`",
        "[a](https://a.example/?next=http://localhost/)",
        "[draft](https://drafting.example/draft)",
        "A [^1] note.\n\n[^1]: words here",
    ]);
}

#[test]
fn marks_of_a_review_stop_and_braces_do_not() {
    fires(
        "review.mark",
        &[("so {++new++} it", "{++new++}"), ("so {>>why?<<} it", "{>>why?<<}"), ("a {~~b~>c~~} d", "{~~b~>c~~}")],
    );
    silent(&["a {set} of {-1, +1}", "`{++x++}`", "{++ never closed", "C++ and {--}"]);
    assert_eq!(of("Words <!-- secret --> here")[0].rule, "note.hidden");
    assert_eq!(of("`<!-- code -->`"), []);
    assert_eq!(of("Well, see my comment below.")[0].severity, Severity::Warning);
}

fn daily() -> OutletProfile {
    let mut profile = OutletProfile {
        required: vec![Furniture::Headline, Furniture::Disclosure, Furniture::Date],
        standfirst_limit: 10,
        ..OutletProfile::default()
    };
    profile.length = model::LengthRule { usual: 8, low: 5, high: 10, most: 12 };
    profile.headlines.web = 5;
    profile
}

#[test]
fn lengths_limits_and_furniture_are_those_of_the_outlet() {
    let profile = daily();
    let mut piece = Piece { headline: "H".into(), disclosure: "None.".into(), word_count: 12, ..Piece::default() };
    piece.published.value = Some("2026-04-14".into());
    let rules = |piece: &Piece| {
        inspect(&Leaving::draft(piece, &profile)).iter().map(|f| (f.rule, f.severity)).collect::<Vec<_>>()
    };
    assert_eq!(rules(&piece), [("length.high", Severity::Warning)], "as many as can be printed do not stop");
    piece.word_count = 13;
    assert_eq!(rules(&piece), [("length.most", Severity::Blocker)]);
    piece.word_count = 8;
    piece.headlines.web = "😀2345".into();
    assert_eq!(rules(&piece), [], "five characters are five, whatever their units");
    piece.headlines.web = "😀23456".into();
    piece.standfirst = "Ten letters".into();
    piece.disclosure = " ".into();
    assert_eq!(
        rules(&piece),
        [
            ("furniture.missing", Severity::Blocker),
            ("limit.headline", Severity::Blocker),
            ("limit.text", Severity::Warning)
        ]
    );
    let over = inspect(&Leaving::draft(&piece, &profile)).into_iter().find(|f| f.rule == "limit.headline").unwrap();
    assert_eq!((over.range, over.words.as_str()), (Some((6, 7)), "6"), "the range is in UTF-16 units");
}

#[test]
fn embargo_seal_queries_and_changes_stop_and_their_absence_does_not() {
    let (profile, mut piece) = (OutletProfile::default(), Piece::default());
    piece.embargo = Some("2026-04-14T00:01:00+01:00".into());
    let leaving = Leaving {
        is_final: true,
        sealed: Some(false),
        open_queries: 1,
        undecided_changes: 2,
        now_ms: 999,
        embargo_ms: Some(1000),
        ..Leaving::draft(&piece, &profile)
    };
    let rules: Vec<&str> = inspect(&leaving).iter().map(|f| f.rule).collect();
    assert_eq!(rules, ["seal.missing", "review.query", "review.change", "embargo.open"]);
    let fine = Leaving { sealed: Some(true), open_queries: 0, undecided_changes: 0, now_ms: 1000, ..leaving };
    assert_eq!(inspect(&fine), []);
    let draft = Leaving { is_final: false, sealed: Some(false), ..fine };
    assert_eq!(inspect(&draft), [], "a draft needs no seal");
    assert_eq!(inspect(&Leaving { embargo_ms: None, ..fine })[0].severity, Severity::Warning);
}

#[test]
fn a_finding_says_where_it_is() {
    let found = of("Über 😀 das TK hier");
    assert_eq!((found[0].field, found[0].range), (Some(Field::Body), Some((12, 14))));
}

#[test]
fn papers_of_two_centuries_ago_are_let_pass() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/federalist");
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let body = text.splitn(3, "---\n").nth(2).unwrap_or(&text);
        assert_eq!(stops(body), []);
    }
}

/// Each of these would take hours if work grew with the square of the length.
#[test]
fn a_text_that_was_made_to_be_slow_is_not() {
    let decreasing: String = (1..700).rev().map(|ticks| format!("{} ", "`".repeat(ticks))).collect();
    for unit in [
        "[a] ",
        "<a ",
        "](",
        "TK ",
        "a]: ",
        "` `` ",
        "<!-- ",
        "{++ ",
        "?? ",
        "“",
        "](a)` ",
        "http://a",
        "CHECK`",
        "[",
        "XX.",
        &decreasing,
    ] {
        let found = of(&unit.repeat(100_000_usize.div_ceil(unit.len())));
        assert!(found.len() <= 400, "{unit}: {}", found.len());
    }
}

proptest! {
    /// Whatever stands in a text, every range is one of it and holds the words that are told.
    #[test]
    fn every_range_holds_its_words(body in "(TK|XX|\\?\\?|\\[|\\]|\\(|\\)|\\{\\+\\+|\\+\\+\\}|“|”|`|<!--|-->|http://|localhost|😀|é| |\n|[a-zA-Z]{1,3}){0,40}") {
        let units: Vec<u16> = body.encode_utf16().collect();
        for finding in of(&body) {
            let (from, to) = finding.range.unwrap();
            let words = String::from_utf16(&units[from as usize..to as usize]).unwrap();
            prop_assert!(words.starts_with(&finding.words), "{finding:?}");
        }
    }
}
