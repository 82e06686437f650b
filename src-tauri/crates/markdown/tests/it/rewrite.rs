//! A file that others edit too: only the lines of what differs are touched.

use crate::fixtures::{fixture, shared};
use markdown::*;
use model::{Author, ExtraEntry, Piece, Stage};

/// What a file reads as.
pub fn read_file(text: &str) -> Piece {
    read_front_matter_lossy(text).piece
}

/// Changes a file by changing what it reads as, and holds every law about it.
pub fn edited(old: &str, change: impl Fn(&mut Piece)) -> String {
    let mut piece = read_file(old);
    assert_eq!(rewrite_file(old, &piece), old);
    change(&mut piece);
    let new = rewrite_file(old, &piece);
    let read = read_file(&new);
    assert_eq!(without_comments(read), without_comments(piece.clone()), "\n{new}");
    assert_eq!(rewrite_file(&new, &piece), new, "twice is once");
    let back = read_file(old);
    assert_eq!(without_comments(read_file(&rewrite_file(&new, &back))), without_comments(back));
    new
}

/// Comments belong to the file, and so does the order of unknown keys.
pub fn without_comments(mut piece: Piece) -> Piece {
    for entry in &mut piece.extra.0 {
        let bare = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        entry.raw = entry.raw.lines().filter(bare).collect::<Vec<_>>().join("\n");
    }
    piece.extra.0.sort_by(|a, b| a.key.cmp(&b.key));
    piece
}

fn author(name: &str, role: Option<&str>) -> Author {
    Author { name: name.into(), role: role.map(str::to_owned) }
}

const BLOG: &str = "---
# of the blog
layout: post   # theme

Title: 'The “night” ferry'   # working title
# who
author: \"A B and C D\"
date: 2024-04-24
tags:
  # first
  - transport
  - 'night life' # quoted
summary: >-
  One line of it
  and a second line
  and a third.
params:
  x: [1, 2]
# behind all
...


Body.

More.
";

#[test]
fn only_the_line_of_a_changed_value_is_touched() {
    let headline = edited(BLOG, |piece| piece.headline = "It's over".into());
    assert_eq!(headline, BLOG.replace("'The “night” ferry'", "'It''s over'"));
    let authors = edited(BLOG, |piece| {
        piece.authors = vec![author("A B", None), author("E F", None)];
        piece.byline = "A B and E F".into();
    });
    assert_eq!(authors, BLOG.replace("C D", "E F"));
    let date = edited(BLOG, |piece| piece.published.value = Some("2024-04-25T09:00Z".into()));
    assert_eq!(date, BLOG.replace("2024-04-24", "2024-04-25T09:00Z"));
    let tags = edited(BLOG, |piece| piece.tags = vec!["night life".into(), "ferries".into()]);
    assert_eq!(tags, BLOG.replace("  - transport\n", "").replace("# quoted\n", "# quoted\n  - ferries\n"));
    let summary = edited(BLOG, |piece| piece.standfirst = "One line of it and another line and a third.".into());
    assert_eq!(summary, BLOG.replace("and a second line", "and another line"));
    let body = edited(BLOG, |piece| piece.body = "Other.".into());
    assert_eq!(body, BLOG.replace("Body.\n\nMore.", "Other."));
}

#[test]
fn a_new_key_comes_behind_the_nearest_key_before_it() {
    let new = edited(BLOG, |piece| {
        piece.slugline = "ferry".into();
        piece.kicker = "The crossing".into();
        piece.author_note = "A B: writes.".into();
        piece.stage = Stage::Filed;
        piece.commissioned_length = Some(850);
    });
    let wanted = BLOG
        .replace("Title", "slugline: ferry\nkicker: The crossing\nTitle")
        .replace("C D\"\n", "C D\"\nauthor_note: \"A B: writes.\"\n")
        .replace("-24\n", "-24\nstage: filed\ncommissioned_length: 850\n");
    assert_eq!(new, wanted);
}

#[test]
fn a_removed_value_takes_its_lines_along_and_no_comment_above() {
    let new = edited(BLOG, |piece| {
        piece.authors.clear();
        piece.byline.clear();
        piece.standfirst.clear();
        piece.tags.clear();
    });
    let wanted = "---\n# of the blog\nlayout: post   # theme\n\nTitle: 'The “night” ferry'   # working title\n# who\n\
                  date: 2024-04-24\nparams:\n  x: [1, 2]\n# behind all\n...\n\n\nBody.\n\nMore.\n";
    assert_eq!(new, wanted);
    let new = edited(BLOG, |piece| piece.extra.0.clear());
    assert_eq!(new, BLOG.replace("layout: post   # theme\n", "").replace("params:\n  x: [1, 2]\n", ""));
}

#[test]
fn unknown_keys_change_come_and_go_on_their_own_lines() {
    let entry = |key: &str, raw: &str, value| ExtraEntry { key: key.into(), raw: raw.into(), value };
    let new = edited(BLOG, |piece| {
        piece.extra.0[0] = entry("layout", "# of the blog\nlayout: page", serde_json::json!("page"));
        piece.extra.0.insert(1, entry("weight", "# how heavy\nweight: 3", serde_json::json!(3)));
        piece.extra.0.remove(2);
        piece.extra.0.push(entry("draft", "draft: true", serde_json::json!(true)));
    });
    let wanted = BLOG
        .replace("layout: post   # theme\n", "layout: page\n# how heavy\nweight: 3\ndraft: true\n")
        .replace("params:\n  x: [1, 2]\n", "");
    assert_eq!(new, wanted);
    let mut piece = read_file(BLOG);
    piece.extra.0[0].raw = "layout: [never closed\n---".into();
    piece.extra.0[1].raw = "  deep: 1".into();
    piece.extra.0[1].value = serde_json::json!({ "x": "\u{85}" });
    let new = rewrite_file(BLOG, &piece);
    let wanted = BLOG
        .replace("layout: post   # theme", "layout: \"post\"")
        .replace("params:\n  x: [1, 2]", "params: {\"x\":\"\\u0085\"}");
    assert_eq!(new, wanted);
}

#[test]
fn every_way_to_write_a_value_is_kept() {
    type Change = fn(&mut Piece);
    let cases: &[(&str, Change, &str)] = &[
        ("title: It's on", |p| p.headline = "It’s off, isn't it?".into(), "title: It’s off, isn't it?"),
        ("title: Old", |p| p.headline = "On: and off".into(), "title: \"On: and off\""),
        ("title: Old", |p| p.headline = "no".into(), "title: \"no\""),
        ("title: 1984", |p| p.headline = "1985".into(), "title: 1985"),
        ("title: Old", |p| p.headline = "1985".into(), "title: \"1985\""),
        ("title: Old", |p| p.headline = "#1".into(), "title: \"#1\""),
        ("title: 'Old'", |p| p.headline = "a\nb".into(), "title: \"a\\nb\""),
        ("title: \"Old\" # c", |p| p.headline = "New".into(), "title: \"New\" # c"),
        ("\"title\" : Old", |p| p.headline = "New".into(), "\"title\" : New"),
        ("title:", |p| p.headline = "New".into(), "title: New"),
        ("title: # todo", |p| p.headline = "New".into(), "title: New # todo"),
        ("title: ~", |p| p.headline = "New".into(), "title: New"),
        ("title: \"\"", |p| p.headline = "New".into(), "title: \"New\""),
        ("title: Old\n  and on\n  # deep\nx: 1", |p| p.headline = "New".into(), "title: New\n  # deep\nx: 1"),
        ("title: \"Old\n\n  and on\"\nx: 1", |p| p.headline = "New".into(), "title: \"New\"\nx: 1"),
        ("title: !!str Old", |p| p.headline = "New".into(), "title: !!str New"),
        ("? title\n: Old\nx: 1", |p| p.headline = "New".into(), "? title\n: New\nx: 1"),
        ("title: |\n  Old\n\nx: 1", |p| p.headline = "New".into(), "title: |\n  New\n\nx: 1"),
        ("title: |+\n  Old\n\nx: 1", |p| p.headline = "New".into(), "title: |+\n  New\n\nx: 1"),
        (
            "title: >2\n  Old\n  and on\nx: 1",
            |p| p.headline = "Old and off".into(),
            "title: >2\n  Old\n  and off\nx: 1",
        ),
        ("  title: Old\n  x: 1", |p| p.kicker = "K".into(), "  kicker: K\n  title: Old\n  x: 1"),
        ("tags: [a, 'b, c' ]  # c", |p| p.tags.push("d".into()), "tags: [a, 'b, c', d ]  # c"),
        ("tags: [ a, b ]", |p| p.tags = vec!["b".into(), "c, d".into()], "tags: [ b, \"c, d\" ]"),
        ("tags: [\n  a,\n  b,\n]", |p| p.tags.push("c".into()), "tags: [\n  a,\n  b,\n  c,\n]"),
        ("tags: []", |p| p.tags.push("c".into()), "tags: [c]"),
        ("tags:", |p| p.tags.push("c".into()), "tags: [c]"),
        ("keywords: a, b", |p| p.tags.push("c".into()), "keywords: a, b, c"),
        ("keywords: a, b", |p| p.tags.push("c, d".into()), "keywords: [a, b, \"c, d\"]"),
        ("tags:\n- a # x\n# y\n- b\nx: 1", |p| p.tags[0] = "c".into(), "tags:\n- c\n# y\n- b\nx: 1"),
        ("tags:\n    - 'a'\n    - 'b'", |p| p.tags.reverse(), "tags:\n    - 'b'\n    - 'a'"),
        (
            "authors:\n  - name: A B\n    role: r # why\n  - C D\nbyline: x",
            |p| p.authors.push(author("E F", Some("s"))),
            "authors:\n  - name: A B\n    role: r # why\n  - C D\n  - name: \"E F\"\n    role: s\nbyline: x",
        ),
        (
            "author: A B # c\nbyline: x",
            |p| p.authors[0].role = Some("r".into()),
            "author: # c\n  - name: A B\n    role: r\nbyline: x",
        ),
        ("author: {name: A B, role: r}\nbyline: x", |p| p.authors[0].role = None, "author: [A B]\nbyline: x"),
        ("author: A B", |p| p.byline = "By A B".into(), "byline: By A B\nauthor: A B"),
        ("author: A B", |p| p.byline.clear(), "byline: \"\"\nauthor: A B"),
        ("byline: x\nauthor: A B", |p| p.byline.clear(), "byline: \"\"\nauthor: A B"),
        ("byline: x", |p| p.byline.clear(), ""),
        ("length: 850 words", |p| p.commissioned_length = Some(900), "length: 900 words"),
        ("length: 1,200", |p| p.commissioned_length = Some(1050), "length: 1,050"),
        ("status: Filed", |p| p.stage = Stage::WithAuthor, "status: With author"),
        ("status: filed", |p| p.stage = Stage::Draft, "status: draft"),
        ("date: 24 April", |p| p.headline = "x".into(), "headline: x\ndate: 24 April"),
        ("outlet: {name: A, tagline: 'b'}", |p| p.outlet.tagline = "c".into(), "outlet: {name: A, tagline: 'c'}"),
        (
            "outlet:\n  name: A # n\nx: 1",
            |p| p.outlet.tagline = "c".into(),
            "outlet:\n  name: A # n\n  tagline: c\nx: 1",
        ),
        (
            "outlet:\n  name: A\n  tagline: b\nx: 1",
            |p| p.outlet.name = "C".into(),
            "outlet:\n  name: C\n  tagline: b\nx: 1",
        ),
        ("outlet: {name: A}", |p| p.outlet.tagline = "c".into(), "outlet:\n  name: A\n  tagline: c"),
        ("outlet: {name: A}\ntagline: b", |p| p.outlet.tagline = "c".into(), "outlet: {name: A}\ntagline: c"),
        ("outlet: {name: A}", |p| p.outlet.name.clear(), ""),
        ("title: A\nheadline: B", |p| p.headline.clear(), "title: \"\"\nheadline: B"),
        ("status: waiting\nx: 1", |p| p.stage = Stage::Filed, "stage: filed\nstatus: waiting\nx: 1"),
        (
            "title: &t Old\nsubtitle: *t\nx: [*t]",
            |p| p.headline = "New".into(),
            "title: &t New\nsubtitle: Old\nx: [\"Old\"]",
        ),
        ("title: &t Old\nsubtitle: *t", |p| p.standfirst = "New".into(), "title: &t Old\nsubtitle: New"),
        ("x: &t Old\ntitle: *t", |p| p.extra.0.clear(), "title: Old"),
        ("# only a comment", |p| p.headline = "x".into(), "# only a comment\nheadline: x"),
        ("# c\nx: 1\n# d", |p| p.headline = "x".into(), "headline: x\n# c\nx: 1\n# d"),
        ("title: \t Old\t# c", |p| p.headline = "x".into(), "title: \t x\t# c"),
        ("слово: 1\ntitle: Мост — 😀 # c", |p| p.headline = "Река — 😀".into(), "слово: 1\ntitle: Река — 😀 # c"),
        ("{title: Old, x: 1}", |p| p.headline = "New".into(), "headline: New\nx: 1"),
        ("", |p| p.headline = "x".into(), "headline: x"),
    ];
    for (old, change, wanted) in cases {
        let lines = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
        let old = format!("---\n{}---\n\nBody.\n", lines(old));
        assert_eq!(edited(&old, change), format!("---\n{}---\n\nBody.\n", lines(wanted)), "from\n{old}");
    }
}

#[test]
fn the_space_around_the_body_is_kept() {
    let body = |old: &str, new: &str| edited(old, |piece| piece.body = new.into());
    for (old, new, wanted) in [
        ("Old.", "New.", "New."),
        ("\n\nOld.\n\n", "New.\n\nMore.", "\n\nNew.\n\nMore.\n\n"),
        ("\u{feff}Old.\n", "New.", "\u{feff}New.\n"),
        ("", "New.", "New.\n"),
        ("Old.\n", "", ""),
        ("---\nx: 1\n---\nOld.", "New.", "---\nx: 1\n---\nNew."),
        ("---\nx: 1\n---\n\n\n\nOld.\n", "New.", "---\nx: 1\n---\n\n\n\nNew.\n"),
        ("---\nx: 1\n---", "New.", "---\nx: 1\n---\n\nNew.\n"),
        ("---\nx: 1\n---\n", "New.", "---\nx: 1\n---\n\nNew.\n"),
        ("---\nx: 1\n--- \n\n", "New.", "---\nx: 1\n--- \n\nNew.\n"),
        ("\u{feff}---\nx: 1\n---\n\nOld.\n", "", "\u{feff}---\nx: 1\n---\n\n"),
        ("Old.\n", "\u{feff}New.", "---\n---\n\n\u{feff}New.\n"),
        ("\u{feff}Old.\n", "\u{feff}New.", "\u{feff}\u{feff}New.\n"),
        ("Old.\n", "---\na: 1\n---", "---\n---\n\n---\na: 1\n---\n"),
        ("Old.\n", "---\nnever closed", "---\nnever closed\n"),
        ("# Heading\n\nOld.\n", "# Other\n\nOld.", "# Other\n\nOld.\n"),
    ] {
        assert_eq!(body(old, new), wanted, "from {old:?}");
    }
}

#[test]
fn front_matter_comes_only_with_a_value_that_needs_it() {
    let old = "\u{feff}\n# Heading\n\nText.\n\n";
    assert_eq!(edited(old, |piece| piece.body.push('!')), "\u{feff}\n# Heading\n\nText.!\n\n");
    let new = edited(old, |piece| piece.kicker = "Ferries".into());
    assert_eq!(new, "\u{feff}---\nkicker: Ferries\n---\n\n# Heading\n\nText.\n\n");
    // What became empty stays a place for the next value.
    assert_eq!(edited(&new, |piece| piece.kicker.clear()), new.replace("kicker: Ferries\n", ""));
    let piece = read_file(&fixture("golden/piece.md"));
    assert_eq!(rewrite_file("", &piece), write_markdown(&piece));
}

#[test]
fn broken_front_matter_is_never_repaired() {
    let old = "---\ntitle: \"never closed\nx: [1\n---\n\nBody.\n";
    let new = edited(old, |piece| piece.body = piece.body.replace("Body", "Other"));
    assert_eq!(new, old.replace("Body", "Other"));
    let new = edited(old, |piece| piece.headline = "H".into());
    assert_eq!(new, format!("---\nheadline: H\n---\n\n{old}"));
    // Even where the body becomes good front matter it stays a body, because the piece says so.
    let new = edited(old, |piece| piece.body = "---\nx: 1\n---\nBody.".into());
    assert_eq!(new, "---\n---\n\n---\nx: 1\n---\nBody.\n");
    let prose = "---\nTwo rules with prose between.\n---\nBody.\n";
    assert_eq!(edited(prose, |piece| piece.body.push('!')), prose.replace("Body.", "Body.!"));
}

#[test]
fn the_breaks_of_windows_stay() {
    let old = BLOG.replace('\n', "\r\n");
    let piece = Piece { headline: "Off".into(), kicker: "K".into(), ..read_file(&old) };
    let wanted = BLOG.replace("The “night” ferry", "Off").replace("Title", "kicker: K\nTitle").replace('\n', "\r\n");
    assert_eq!(rewrite_file(&old, &piece), wanted);
    assert_eq!(rewrite_file(&old, &read_file(&old)), old);
}

#[test]
fn what_was_only_understood_is_not_written() {
    let old = "---\ndate: April 24. 2024\ntitle: Old # c\nx: 1\ny: 2\n---\nBody.\n";
    let mut understood = read_file(old);
    understood.slugline = "on".into();
    understood.language = Some("en".into());
    understood.published.value = Some("2024-04-24".into());
    understood.published.printed = Some("April 24. 2024".into());
    understood.body = "Body".into();
    assert_eq!(rewrite_changes(old, &understood, &understood), old);
    let mut piece = Piece { headline: "New".into(), ..understood.clone() };
    assert_eq!(rewrite_changes(old, &understood, &piece), old.replace("Old", "New"));
    piece.published.value = Some("2024-04-25".into());
    piece.extra.0.remove(0);
    piece.extra.0[0].raw = "y: 3".into();
    piece.body = "Other.".into();
    let wanted = "---\ndate: 2024-04-25\ntitle: New # c\ny: 3\n---\nOther.\n";
    assert_eq!(rewrite_changes(old, &understood, &piece), wanted);
}

#[test]
fn comments_and_blank_lines_behind_unknown_keys_are_read_as_what_they_are() {
    let raw = |text: &str| read_file(text).extra.0.into_iter().map(|entry| entry.raw).collect::<Vec<_>>();
    let open = "---\nx: |+ # c\n  kept\n\n\n# of y\n\ny: 1\n---\n";
    assert_eq!(raw(open), ["x: |+ # c\n  kept\n\n", "# of y\n\ny: 1"]);
    let deep = "---\n  x: >\n    text\n  # behind\n---\n";
    assert_eq!(raw(deep), ["x: >\n  text\n# behind"]);
}

#[test]
fn front_matter_too_large_to_be_read_again_is_left_alone() {
    let old = "---\ntitle: On\n---\nBody.\n";
    let piece = Piece { standfirst: "x".repeat(300_000), body: "Other.".into(), ..read_file(old) };
    assert_eq!(rewrite_file(old, &piece), "---\ntitle: On\n---\nOther.\n");
}

#[test]
fn every_paper_changes_by_the_lines_that_are_touched() {
    let Some(folder) = shared("federalist") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let changes: [fn(&mut Piece); 6] = [
            |piece| piece.headline.push_str(" again"),
            |piece| piece.byline = "Somebody: else".into(),
            |piece| piece.published.value = Some("1799-01-01".into()),
            |piece| piece.body.push_str(" The end."),
            |piece| piece.extra.0.clear(),
            |piece| piece.stage = Stage::Published,
        ];
        for change in changes {
            let new = edited(&text, change);
            let touched = |a: &str, b: &str| {
                let b: std::collections::HashSet<&str> = b.lines().collect();
                a.lines().filter(|line| !b.contains(line)).count()
            };
            assert!(touched(&new, &text).max(touched(&text, &new)) == 1, "{new}");
        }
    }
}

#[test]
fn each_field_of_a_piece_with_everything_is_one_line() {
    let text = fixture("golden/piece.md");
    type Change = Box<dyn Fn(&mut Piece)>;
    let mut changes: Vec<Change> = vec![
        Box::new(|piece| piece.slugline.push('x')),
        Box::new(|piece| piece.outlet.name.push('x')),
        Box::new(|piece| piece.outlet.tagline.push('x')),
        Box::new(|piece| piece.published.value = Some("2026-04-15".into())),
        Box::new(|piece| piece.published.printed = Some("x".into())),
        Box::new(|piece| piece.language = Some("fr".into())),
        Box::new(|piece| piece.stage = Stage::Hold),
        Box::new(|piece| piece.commissioned_length = Some(7)),
        Box::new(|piece| piece.embargo = Some("2026-04-15T06:00Z".into())),
        Box::new(|piece| piece.tags.push("x".into())),
        Box::new(|piece| piece.extra.0[0].raw = "number: 7".into()),
    ];
    for field in model::Field::ALL {
        changes.push(Box::new(move |piece| piece.text_mut(field).push('x')));
    }
    for change in changes {
        let mut piece = read_file(&text);
        change(&mut piece);
        let new = rewrite_file(&text, &piece);
        let added = new.lines().filter(|line| !text.lines().any(|old| old == *line)).count();
        assert!(added == 1 && new.lines().count() - text.lines().count() <= 1, "{new}");
    }
}
