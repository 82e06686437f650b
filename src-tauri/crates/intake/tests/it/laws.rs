//! Laws that hold for every input.

use crate::pages::fixtures;
use intake::{Context, SEPARATORS, SHARED_RULES, decode, format_date, parse_printed_date, recognise};
use model::{DateStyle, ReceiptKind};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// How often each character stands in a text, without white space and the marks between parts of a line.
fn letters(texts: &[&str]) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace() && !SEPARATORS.contains(c)) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn nothing_is_lost(page: &str) {
    let found = recognise(page, &Context::default());
    let mut kept = vec![found.piece.body.as_str()];
    for entry in &found.receipt {
        let part = matches!(entry.kind, ReceiptKind::Recognised | ReceiptKind::SetAside);
        if part && !SHARED_RULES.contains(&entry.rule.as_str()) {
            kept.extend(entry.text.as_deref());
        }
    }
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    assert_eq!(letters(&kept), letters(&[page]), "words were lost or doubled in:\n{page}\n{:#?}", found.receipt);
    assert_eq!(found.piece.body.trim_matches('\n'), found.piece.body);
    // What a field says stood in the source, in the entry of its name.
    for (what, value) in [
        ("headline", &found.piece.headline),
        ("byline", &found.piece.byline),
        ("standfirst", &found.piece.standfirst),
        ("kicker", &found.piece.kicker),
        ("author_note", &found.piece.author_note),
        ("disclosure", &found.piece.disclosure),
    ] {
        if found.receipt.iter().any(|e| e.what == what && e.text.is_none()) {
            continue; // Its words stand whole in the entry of the line.
        }
        let entries: Vec<&str> =
            found.receipt.iter().filter(|e| e.what == what).filter_map(|e| e.text.as_deref()).collect();
        // Authors in lines of their own are joined by commas.
        let (field, source) = (letters(&[&value.replace(',', "")]), letters(&entries));
        assert!(
            field.iter().all(|(c, n)| source.get(c).is_some_and(|m| m >= n)),
            "{what}: {value:?} is not in {entries:?}"
        );
    }
}

#[test]
fn no_word_of_a_fixture_is_lost() {
    for path in fixtures() {
        nothing_is_lost(&std::fs::read_to_string(path).unwrap());
    }
}

fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "The Daily Lantern",
        "Opinion | A bridge is not a promise",
        "# A headline",
        "By Jane Doe, professor of law at Orrin",
        "By Jane Doe and John Roe | 24 April 2024 · 5 min read",
        "24 April 2024",
        "Updated 25 April 2024",
        "5 min read",
        "Share",
        "***",
        "-- ",
        "Advertisement",
        "Related: another piece",
        "Jane Doe",
        "Jane Doe is a writer.",
        "The author is a member of the board, which receives a grant.",
        "© 2024 The Daily Lantern",
        "A short line",
        "From: a@b.example",
        "Subject: a piece",
        "Dear editor,",
        "Most read",
        "ENDS",
        "- item",
        "> quoted",
        "[Jane Doe](https://a.example) | **24 April 2024** | 3 min read",
        "A bridge is not a promise | The Daily Lantern",
        "Opinion",
        "Comment",
        "News",
        "Sport",
        "Nobody asked the ferry, writes Jane Doe.",
        "",
        "",
        "",
        "```",
        "Posted on 24/04/2024 by Jane Doe",
        "Published 24 April 2024, updated 25 April 2024",
        "*Jane Doe is a poet.*",
    ])
    .prop_map(str::to_owned);
    let prose = "[A-Z][a-z]{2,8}( [a-z,]{1,9}){8,40}\\.";
    prop_oneof![4 => known, 3 => prose, 1 => "\\PC{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(decoded) = decode(&bytes) {
            prop_assert!(!decoded.text.contains('\r') && !decoded.text.trim().is_empty());
        }
    }

    #[test]
    fn a_text_in_utf8_comes_back_as_it_was(text in "\\PC{1,200}") {
        if let Ok(decoded) = decode(text.as_bytes()) {
            prop_assert_eq!(decoded.text, text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }

    #[test]
    fn any_line_is_a_date_or_not(text in "\\PC{0,60}", numbers in "[0-9./: ,-]{0,24}(Mar|BST|pm|de|年|T|Z|\\+)[0-9./: ,-]{0,24}") {
        for text in [text, numbers] {
            if let Some(date) = parse_printed_date(&text) {
                prop_assert!(format_date(&date.value, DateStyle::Iso, None).is_some());
                prop_assert!(text.contains(&date.printed));
            }
            format_date(&text, DateStyle::WeekdayDayMonthYear, Some(&text));
        }
    }

    #[test]
    fn no_word_of_any_page_is_lost(lines in prop::collection::vec(line(), 0..24), gap in prop::sample::select(vec!["\n", "\n\n", "\r\n\r\n"])) {
        nothing_is_lost(&lines.join(gap));
    }

    #[test]
    fn no_character_of_any_text_is_lost(text in "[\\PC\n*#\\[\\]()|_-]{0,300}") {
        nothing_is_lost(&text);
    }
}
