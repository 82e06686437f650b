use super::*;
use crate::apply_splices;
use proptest::prelude::*;

fn style(quotes: &str, inner: &str, dash: &str) -> HouseMarks {
    let style =
        HouseStyle { quotes: quotes.into(), inner_quotes: inner.into(), dash: dash.into(), ..HouseStyle::default() };
    HouseMarks::of(&style)
}

fn american() -> HouseMarks {
    style("“”", "‘’", "—")
}

fn british() -> HouseMarks {
    style("‘’", "“”", " – ")
}

fn houses() -> [HouseMarks; 6] {
    [
        american(),
        british(),
        style("„“", "‚‘", " – "),
        style("«\u{202f}\u{202f}»", "“”", " – "),
        style("»«", "›‹", " – "),
        style("\"\"", "''", " -- "),
    ]
}

fn set(text: &str, marks: &HouseMarks) -> String {
    let housed = house(text, marks);
    let out = housed.applied(text);
    assert_eq!(apply_splices(text, &housed.splices(text)).as_deref(), Ok(out.as_str()));
    out
}

#[test]
fn marks_of_a_style_bring_their_spaces() {
    assert_eq!(pair("“”"), Some(("“".into(), "”".into())));
    assert_eq!(pair("« »"), Some(("«\u{a0}".into(), "\u{a0}»".into())));
    assert_eq!(pair("«\u{202f}\u{202f}»"), Some(("«\u{202f}".into(), "\u{202f}»".into())));
    assert_eq!(pair("“x”"), None);
    assert_eq!(pair(""), None);
}

#[test]
fn quotations_take_the_marks_of_the_house() {
    let text = r#"He said "it's 'fine', really" and left the boys' room in the '90s."#;
    assert_eq!(set(text, &american()), "He said “it’s ‘fine’, really” and left the boys’ room in the ’90s.");
    assert_eq!(set(text, &british()), "He said ‘it’s “fine”, really’ and left the boys’ room in the ’90s.");
    assert_eq!(set(text, &houses()[2]), "He said „it’s ‚fine‘, really“ and left the boys’ room in the ’90s.");
    assert_eq!(
        set(text, &houses()[3]),
        "He said «\u{202f}it’s “fine”, really\u{202f}» and left the boys’ room in the ’90s."
    );
}

#[test]
fn every_house_reads_every_other() {
    let text = "“Not ‘one’ word,” she said (“or ‘two’”). It wasn’t – said the Smiths’ son – ’tis true: “No!”";
    for from in houses() {
        let there = set(text, &from);
        for to in houses() {
            assert_eq!(set(&there, &to), set(text, &to), "from {from:?} to {to:?}: {there}");
        }
    }
}

#[test]
fn a_plural_in_a_single_quotation_does_not_end_it() {
    assert_eq!(set("‘The boys’ house is big,’ he said.", &american()), "“The boys’ house is big,” he said.");
    assert_eq!(set("'Rock 'n' roll,' he said.", &american()), "“Rock ’n’ roll,” he said.");
}

#[test]
fn emphasis_stands_between_a_mark_and_its_word() {
    assert_eq!(set("*\"So\"*, and **\"so* on\"**.", &american()), "*“So”*, and **“so* on”**.");
    assert_eq!(
        set("[\"word\"](https://example.org \"a 'title'\")", &british()),
        "[‘word’](https://example.org \"a 'title'\")"
    );
}

#[test]
fn what_is_no_prose_stays() {
    for text in [
        "`say \"it\" -- now`",
        "```\n\"a\" -- 'b'\n```",
        "<span title=\"a -- b\">",
        "see https://example.org/a--b'c",
        "[one]: https://example.org \"a 'title'\"",
        r#"\"kept\" and \- kept"#,
        "---",
        "| a | b |\n|---|---|",
        "- item\n- item",
        "1914–18, 1914--18, Paris–London, well-known, 5 - 3",
        "1914 – 18, 5 – 3, 5 — 3, 1914 -- 18, –5 degrees and of –5 degrees",
        "<!-- TK\n\ncheck this -->\n\n<!-- a > b -- c -->",
        "A --> B, {--gone--}",
        "Text\n\n    echo \"a\" -- b",
        "- ```\n  a\n\n  say \"b\" -- c\n  ```",
        "— a speaker",
    ] {
        assert_eq!(set(text, &american()), text);
        assert_eq!(set(text, &british()), text);
    }
}

#[test]
fn a_comment_that_is_shown_as_code_hides_nothing() {
    let shown = "A page begins with `<!--` there.";
    for text in [shown, "```html\n<!-- a comment\n```", "Type ``<!-- `x` `` here."] {
        assert_eq!(set(&format!("{text}\n\n\"So\"."), &american()), format!("{text}\n\n“So”."));
    }
    let open = format!("{shown}\n\n<!-- to the end\n\n\"So\".");
    assert_eq!(set(&open, &american()), open);
}

#[test]
fn dashes_take_the_form_of_the_house() {
    for text in ["One – two", "One—two", "One -- two", "One--two", "One - two", "One --- two", "One ―two"] {
        assert_eq!(set(text, &british()), "One – two", "{text}");
        assert_eq!(set(text, &american()), "One—two", "{text}");
    }
    assert_eq!(set("“But I—” he began.", &british()), "‘But I –’ he began.");
    assert_eq!(set("‘But I –’ he began.", &american()), "“But I—” he began.");
    assert_eq!(set("one –\ntwo", &american()), "one—\ntwo");
    assert_eq!(set("“Yes” — “no”", &american()), "“Yes”—“no”");
}

#[test]
fn a_paragraph_that_does_not_pair_is_named_and_left() {
    let text = "“One.\n\nTwo” and “three.\n\n\"Four.\"";
    let housed = house(text, &british());
    assert_eq!(housed.unpaired.len(), 1);
    assert_eq!(&text[housed.unpaired[0].clone()], "Two” and “three.");
    assert_eq!(housed.applied(text), "‘One.\n\nTwo” and “three.\n\n‘Four.’");
    assert_eq!((housed.count(HouseKind::Quote), housed.count(HouseKind::Dash)), (3, 0));
}

#[test]
fn a_style_that_says_nothing_leaves_the_marks_to_the_language() {
    let german = OutletProfile { language: "de".into(), ..OutletProfile::default() };
    assert_eq!(set("Er sagte \"so\".", &HouseMarks::of_outlet(&german)), "Er sagte „so“.");
    assert_eq!(set("\"So\"", &HouseMarks::for_field(Field::Headline, &german)), "„So“");
    assert_eq!(HouseMarks::of_outlet(&OutletProfile::default()), HouseMarks::of(&HouseStyle::default()));
    let own = HouseStyle { quotes: "»«".into(), ..HouseStyle::default() };
    assert_eq!(HouseMarks::of_outlet(&OutletProfile { style: own.clone(), ..german }), HouseMarks::of(&own));
}

#[test]
fn a_headline_has_marks_of_its_own() {
    let marks = HouseMarks::in_headline(&HouseStyle::default());
    assert_eq!(set("\"Never\", says mayor", &marks), "‘Never’, says mayor");
}

/// A text with every mark folded to one of its kind, without the spaces around dashes and in guillemets.
fn folded(text: &str) -> String {
    let marks = text.chars().map(|c| match c {
        c if quotes::family(c).is_some() => '"',
        '–' | '—' | '―' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        c => c,
    });
    let mut out: String = marks.filter(|c| *c != ' ').collect();
    while out.contains("--") {
        out = out.replace("--", "-");
    }
    out
}

proptest! {
    #[test]
    fn only_marks_change_and_a_second_time_changes_nothing(
        text in "([a-z0-9]{1,3}|[ ]|[\"'“”‘’«»„]|[-–—]{1,3}|[.,!?]|\n\n|\n|[*_`\\\\()<>\\[\\]]){0,40}",
        house_at in 0usize..6,
    ) {
        let marks = &houses()[house_at];
        let once = house(&text, marks);
        let out = once.applied(&text);
        prop_assert_eq!(folded(&out), folded(&text));
        prop_assert_eq!(apply_splices(&text, &once.splices(&text)), Ok(out.clone()));
        let again = house(&out, marks);
        prop_assert!(again.edits.is_empty(), "{:?} -> {:?} -> {:?}", text, out, again);
    }
}
