//! A comparison, shown.

use crate::prose::pair;
use manuscript::{Labels, Part, Whole, compare, to_critic, to_html, to_html_page, to_text};
use proptest::prelude::*;

const LABELS: Labels<'_> = Labels { before: "as received", after: "now" };

const BEFORE: &str =
    "Start of it all.\n\nThe ferry to the island ran at seven in the dark.\n\nA grey bell.\n\nLast of it.\n";
const AFTER: &str =
    "Start of it all.\n\nA gray bell.\n\nLast of it.\n\nThe ferry to the island ran at eight in the dark.\n";

#[test]
fn a_terminal_shows_what_changed_and_counts_the_rest() {
    assert_eq!(
        to_text(&compare(BEFORE, AFTER), LABELS),
        "[-only in as received-] {+only in now+}\n2 changes, 2 words removed, 2 words inserted, 1 paragraph moved\n\
         \n(1 paragraph unchanged)\n\
         \n¶ 2 before, moved to 4\nThe ferry to the island ran at seven in the dark.\n\
         \n¶ 2\nA [-grey-]{+gray+} bell.\n\
         \n(1 paragraph unchanged)\n\
         \n¶ 4, moved here from 2\nThe ferry to the island ran at [-seven-]{+eight+} in the dark.\n"
    );
    let hostile = to_text(&compare("a", "\u{1b}[2J\u{202e}b"), Labels { before: "\u{7}", after: "x" });
    assert!(!hostile.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{hostile:?}");
}

#[test]
fn critic_markup_carries_the_difference_in_the_text() {
    assert_eq!(to_critic(&compare("A grey cat.", "A gray, old cat.")), "A {~~grey~>gray, old~~} cat.");
    assert_eq!(to_critic(&compare("One. Three.", "One. Two. Three.")), "One. {++Two. ++}Three.");
    assert_eq!(
        to_critic(&compare(BEFORE, AFTER)),
        "Start of it all.\n\n{>>moved to paragraph 4<<}{--The ferry to the island ran at seven in the dark.\n\n--}\
         A {~~grey~>gray~~} bell.\n\nLast of it.\n{++\n++}\
         {>>moved here from paragraph 2<<}{++The ferry to the island ran at eight in the dark.\n++}"
    );
}

#[test]
fn no_text_can_pose_as_a_change() {
    let text = "x {++a++} {--b--} {~~c~>d~~} {>>e<<} {==f==} y";
    assert_eq!(to_critic(&compare(text, text)), r"x \{++a++\} \{--b--\} \{~~c~\>d~~\} \{>>e<<\} \{==f==\} y");
    let inside = to_critic(&compare("A cat.", "A dog++} {++cat."));
    assert_eq!(critic(&inside, true).as_deref(), Some("A dog++} {++cat."));
    assert_eq!(critic(&inside, false).as_deref(), Some("A cat."));
    let html = to_html(&compare("", "<script>alert(1)</script> & \"'\u{0}"));
    assert!(html.contains("<ins>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#39;\u{fffd}</ins>"), "{html}");
}

#[test]
fn a_page_stands_alone_and_says_which_side_is_which() {
    let page = to_html_page(&compare(BEFORE, AFTER), "Ferry & <bell>", Some("en-GB"), LABELS);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en-GB\">"));
    assert!(page.contains("<title>Ferry &amp; &lt;bell&gt;</title>"));
    assert!(page.contains("<del>only in as received</del> <ins>only in now</ins>"));
    assert!(page.contains("Moved here from paragraph 2"));
    assert!(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"));
}

#[test]
fn json_names_what_happened() {
    let json = serde_json::to_value(compare("A grey cat", "A gray cat")).unwrap();
    assert_eq!(json["paragraphs"][0]["kind"]["is"], "changed");
    assert_eq!(
        json["paragraphs"][0]["runs"][1],
        serde_json::json!({"kind": "removed", "text": "grey", "before": 2, "after": 2})
    );
    assert_eq!(json["counts"]["changes"], 1);
}

/// Takes (or drops) every change of a text with marks; none when a mark stays open.
fn critic(text: &str, take: bool) -> Option<String> {
    let (mut out, mut rest) = (String::new(), text);
    let unescape = |s: &str| s.replace(r"\{", "{").replace(r"\}", "}").replace(r"\>", ">");
    let ends = |s: &str, end: &str| {
        s.match_indices(end).map(|(i, _)| i).find(|&i| !s[..i].ends_with('\\') || end.starts_with(['+', '-', '~']))
    };
    loop {
        let marks = ["{++", "{--", "{~~", "{>>"];
        let next = rest.match_indices('{').map(|(i, _)| i).find(|&i| {
            marks.iter().any(|m| rest[i..].starts_with(m))
                && rest[..i].bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 0
        });
        let Some(at) = next else { return Some(out + &unescape(rest)) };
        out += &unescape(&rest[..at]);
        let mark = &rest[at..at + 3];
        let inside = &rest[at + 3..];
        let close = match mark {
            "{++" => "++}",
            "{--" => "--}",
            "{~~" => "~~}",
            _ => "<<}",
        };
        let end = ends(inside, close)?;
        let content = &inside[..end];
        match mark {
            "{++" if take => out += &unescape(content),
            "{--" if !take => out += &unescape(content),
            "{~~" => {
                let (old, new) = content.split_once("~>")?;
                out += &unescape(if take { new } else { old });
            }
            _ => {}
        }
        rest = &inside[end + 3..];
    }
}

proptest! {
    #[test]
    fn marks_taken_or_dropped_give_either_text((a, b) in pair()) {
        prop_assume!(!a.contains(['\\', '{', '}']) && !b.contains(['\\', '{', '}']));
        let marked = to_critic(&compare(&a, &b));
        prop_assert_eq!(critic(&marked, true), Some(b));
        prop_assert_eq!(critic(&marked, false), Some(a));
    }

    #[test]
    fn marks_of_hostile_texts_stay_closed(a in "[a{}+~<>= \\\\-]{0,24}", b in "[a{}+~<>= \\\\-]{0,24}") {
        let compared = compare(&a, &b);
        let marked = to_critic(&compared);
        // Backslashes aside, which Markdown reads as nothing, either text comes back.
        let plain = |s: &str| s.replace('\\', "");
        prop_assert_eq!(critic(&marked, true).map(|s| plain(&s)), Some(plain(&b)), "{}", marked);
        prop_assert_eq!(critic(&marked, false).map(|s| plain(&s)), Some(plain(&a)), "{}", marked);
    }

    #[test]
    fn html_holds_no_element_but_ours((a, b) in pair()) {
        let html = to_html(&compare(&a, &b));
        let ours = ["<div", "</div", "<p ", "</p", "<span", "</span", "<ins", "</ins", "<del", "</del", "<s>", "</s"];
        for (at, _) in html.match_indices('<') {
            prop_assert!(ours.iter().any(|tag| html[at..].starts_with(tag)), "{}", &html[at..]);
        }
    }
}

#[test]
fn a_whole_piece_is_shown_with_its_furniture_under_its_names() {
    let (headline, body) = (compare("An old ferry", "A new ferry"), compare("It ran at six.\n", "It ran at seven.\n"));
    let kicker = compare("Transport", "Transport");
    let parts = [
        Part { name: "kicker", comparison: &kicker, line: true },
        Part { name: "headline", comparison: &headline, line: true },
        Part { name: "body", comparison: &body, line: false },
    ];
    let whole = Whole { labels: LABELS, parts: &parts, counts: &body.counts };
    assert_eq!(
        whole.to_text(false),
        "[-only in as received-] {+only in now+}\n1 change, 1 word removed, 1 word inserted\n\
         \nheadline: [-An old-]{+A new+} ferry\n\
         \nbody:\n\n¶ 1\nIt ran at [-six-]{+seven+}.\n"
    );
    let colour = whole.to_text(true);
    assert!(colour.contains("\u{1b}[31m[-six-]\u{1b}[0m\u{1b}[32m{+seven+}\u{1b}[0m"), "{colour:?}");
    let page = whole.to_html_page("Ferry", None);
    assert!(page.contains("<h2>headline</h2>") && page.contains("<del>six</del><ins>seven</ins>"), "{page}");
    assert!(!page.contains("<script") && page.ends_with("</html>\n"));
}
