//! What stops, and the near misses that must not.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use firewall::{Finding, Known, Leaving, Sealing, Severity, Spot, Unagreed, inspect};
use model::review::flow::Embargo;
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
fn an_embargo_stops_until_it_is_over() {
    let (profile, piece) = (OutletProfile::default(), Piece::default());
    let rules = |embargo: &Embargo| rules_of(&Leaving { is_final: true, embargo, ..Leaving::draft(&piece, &profile) });
    assert_eq!(rules(&Embargo::Until("2026-04-14T00:01:00+01:00".into())), [("embargo.open", Severity::Blocker)]);
    assert_eq!(rules(&Embargo::Open), [("embargo.open", Severity::Blocker)]);
    assert_eq!(rules(&Embargo::Unreadable("soon".into())), [("embargo.unclear", Severity::Blocker)]);
    assert_eq!(rules(&Embargo::Over("2026-04-14".into())), []);
    assert_eq!(rules(&Embargo::None), []);
}

fn rules_of(leaving: &Leaving<'_>) -> Vec<(&'static str, Severity)> {
    inspect(leaving).into_iter().map(|finding| (finding.rule, finding.severity)).collect()
}

fn known_rules(known: &Known, is_final: bool) -> Vec<(&'static str, Severity)> {
    let (profile, piece) = (OutletProfile::default(), Piece::default());
    rules_of(&Leaving { is_final, known, ..Leaving::draft(&piece, &profile) })
}

fn spot() -> Spot {
    Spot { field: Some(Field::Body), range: Some((4, 9)), words: "ferry".into() }
}

#[test]
fn what_is_not_sealed_is_not_final_and_a_text_that_moved_on_is_told() {
    let known = |sealing| Known { sealing, ..Known::default() };
    assert_eq!(known_rules(&known(Sealing::Never), true), [("seal.missing", Severity::Blocker)]);
    let moved = known(Sealing::Moved { fingerprint: "tern 4827 oak".into(), first: spot() });
    assert_eq!(known_rules(&moved, true), [("seal.moved", Severity::Warning)]);
    // Near misses: a draft needs no seal, the sealed text is the text now, and a file knows of no seals.
    for sealing in [Sealing::Never, moved.sealing.clone()] {
        assert_eq!(known_rules(&known(sealing), false), []);
    }
    for sealing in [Sealing::Now, Sealing::Unknown] {
        assert_eq!(known_rules(&known(sealing), true), []);
    }
    let (profile, piece) = (OutletProfile::default(), Piece::default());
    let found = inspect(&Leaving { is_final: true, known: &moved, ..Leaving::draft(&piece, &profile) });
    assert_eq!((found[0].field, found[0].range), (Some(Field::Body), Some((4, 9))));
    assert!(found[0].reason.contains("tern 4827 oak"), "{}", found[0].reason);
}

#[test]
fn a_query_without_an_answer_stops_where_it_stands() {
    let known = Known { queries: vec![(spot(), "Since when?".into())], ..Known::default() };
    let (profile, piece) = (OutletProfile::default(), Piece::default());
    let found = inspect(&Leaving { known: &known, ..Leaving::draft(&piece, &profile) });
    assert_eq!((found.len(), found[0].rule, found[0].severity), (1, "review.query", Severity::Blocker));
    assert_eq!((found[0].words.as_str(), found[0].range), ("ferry", Some((4, 9))));
    assert!(found[0].reason.contains("Since when?"));
    assert_eq!(known_rules(&Known::default(), true), [], "where none waits, nothing is said");
}

#[test]
fn changes_that_the_author_or_a_required_reader_has_not_agreed_to_stop() {
    let role = |who: &str, changes, signed| Unagreed { who: who.into(), changes, signed, first: spot() };
    let known = |unagreed| Known { unagreed, ..Known::default() };
    let both = known(vec![role("The author", 3, true), role("Legal", 1, true)]);
    assert_eq!(known_rules(&both, true), [("review.change", Severity::Blocker); 2]);
    // Near misses: all is agreed to; and who never signed anything is told of, not waited for.
    assert_eq!(known_rules(&known(vec![role("The author", 0, true)]), true), []);
    assert_eq!(known_rules(&known(vec![role("The author", 3, false)]), true), [("review.unsigned", Severity::Warning)]);
    let unread = Known { unread: vec!["Legal".into()], ..Known::default() };
    assert_eq!(known_rules(&unread, true), [("review.read", Severity::Blocker)]);
}

#[test]
fn comments_stop_only_where_they_would_travel_with_the_final_copy() {
    let known = |comments_travel| Known { comments: vec![spot(), spot()], comments_travel, ..Known::default() };
    assert_eq!(known_rules(&known(true), true), [("note.travels", Severity::Blocker)]);
    assert_eq!(known_rules(&known(true), false), [("note.travels", Severity::Warning)], "a draft may carry them");
    assert_eq!(
        known_rules(&known(false), true),
        [("review.comment", Severity::Warning)],
        "a clean form leaves them here"
    );
    let none = Known { comments_travel: true, ..Known::default() };
    assert_eq!(known_rules(&none, true), [], "there are none");
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

#[test]
fn a_headline_that_takes_too_many_lines_in_its_face_is_stopped_and_one_that_fits_is_not() {
    let piece = Piece { headline: "A city that stops at midnight".into(), ..Piece::default() };
    let mut profile = OutletProfile::default();
    let rules = |profile: &OutletProfile, headline_lines| {
        let found = inspect(&Leaving { headline_lines, ..Leaving::draft(&piece, profile) });
        found.iter().filter(|finding| finding.rule == "limit.width").count()
    };
    assert_eq!(rules(&profile, Some(9)), 0, "the outlet sets no limit");
    profile.headlines.print_lines = 2;
    assert_eq!((rules(&profile, Some(3)), rules(&profile, Some(2)), rules(&profile, None)), (1, 0, 0));
}

#[test]
fn a_picture_needs_its_file_and_words_for_those_who_do_not_see_it() {
    let name = "ferry-0123456789abcdef0123456789abcdef.jpg";
    let body = format!("One.\n\n![A ferry](pictures/{name} \"Below\")\n\n![ ](pictures/{name})\n");
    let piece = Piece { body, ..Piece::default() };
    let profile = OutletProfile::default();
    let told = |missing: Option<Vec<String>>| {
        let known = Known { missing_pictures: missing, ..Known::default() };
        let found = inspect(&Leaving { known: &known, ..Leaving::draft(&piece, &profile) });
        found.into_iter().map(|found| (found.rule, found.severity, found.words, found.range)).collect::<Vec<_>>()
    };
    let alt = ("picture.alt", Severity::Warning, "![ ]".to_owned(), Some((79, 83)));
    assert_eq!(told(None), std::slice::from_ref(&alt), "of a file nobody knows");
    assert_eq!(told(Some(vec!["other-0123456789abcdef0123456789abcdef.jpg".into()])), [alt]);
    let missing: Vec<_> =
        told(Some(vec![name.into()])).into_iter().filter(|(_, s, ..)| *s == Severity::Blocker).collect();
    assert_eq!(missing.len(), 2);
    assert_eq!(
        (missing[0].0, missing[0].2.as_str()),
        ("picture.missing", "pictures/ferry-0123456789abcdef0123456789abcdef.jpg")
    );
    silent(&["![A ferry](pictures/ferry-0123456789abcdef0123456789abcdef.jpg)", "`![](pictures/x.png)`"]);
    fires("link.local", &[("![A ferry](pictures/ferry.jpg)", "pictures/ferry.jpg")]);
}

#[test]
fn straight_marks_that_rendering_sets_are_silent_whichever_marks_the_outlet_has_outside() {
    // As the shipped outlet Longshore has them: its closing mark looks like an apostrophe.
    let mut profile = OutletProfile { smart_punctuation: true, language: "en-GB".into(), ..OutletProfile::default() };
    (profile.style.quotes, profile.style.inner_quotes) = ("‘’".into(), "“”".into());
    let rules = |body: &str| {
        let piece = Piece { body: body.into(), language: Some("en-GB".into()), ..Piece::default() };
        rules_of(&Leaving::draft(&piece, &profile)).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    for body in ["They don't sail, and it isn't the board's fault.", "He said \"it's over\" -- twice."] {
        assert_eq!(rules(body), Vec::<&str>::new(), "{body}");
    }
    for body in ["She called it 'late'.", "He said “no” and left."] {
        assert_eq!(rules(body), ["house.marks"], "{body}");
    }
}
