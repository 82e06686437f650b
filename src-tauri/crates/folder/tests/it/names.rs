use folder::names::{MAX_NAME_BYTES, is_listed, is_temporary, unused_name};
use folder::{file_name, same_name};
use proptest::prelude::*;

#[test]
fn a_slug_is_its_files_name() {
    assert_eq!(file_name("state-owned-enterprises"), "state-owned-enterprises.md");
    assert_eq!(file_name("v1.2 draft"), "v1.2 draft.md");
    assert_eq!(file_name("Łukašenka, naïve 👩‍👩‍👧‍👦"), "Łukašenka, naïve 👩‍👩‍👧‍👦.md");
}

#[test]
fn dl_35_names_that_windows_keeps_for_devices_are_not_given() {
    for slug in ["CON", "con", "Nul", "aux", "PRN", "com1", "LPT9", "COM¹", "CONIN$"] {
        assert_eq!(file_name(slug), format!("{slug}_.md"));
    }
    assert_eq!(file_name("con.draft"), "con_.draft.md");
    assert_eq!(file_name("con .draft"), "con_.draft.md");
    for slug in ["con-1", "com", "com10", "console", "null", "lpt"] {
        assert_eq!(file_name(slug), format!("{slug}.md"));
    }
}

#[test]
fn dl_35_dots_spaces_and_refused_letters_make_no_trouble() {
    assert_eq!(file_name("ends. . "), "ends.md");
    assert_eq!(file_name(".hidden"), "hidden.md");
    assert_eq!(file_name(r#"a/b\c:d*e?f"g<h>i|j"#), "a-b-c-d-e-f-g-h-i-j.md");
    assert_eq!(file_name("a\nb\0c"), "a-b-c.md");
    assert_eq!(
        file_name("tfrd\u{202e}dm.exe"),
        "tfrddm.exe.md",
        "letters that turn the direction of a name hide its end"
    );
    for nothing in ["", ".", "..", " ", "\u{feff}"] {
        assert_eq!(file_name(nothing), "untitled.md");
    }
}

#[test]
fn dl_35_a_long_name_is_cut_between_letters_as_readers_see_them() {
    assert_eq!(file_name(&"a".repeat(300)).len(), MAX_NAME_BYTES);
    let families = file_name(&"👩‍👩‍👧‍👦".repeat(20));
    assert!(families.len() <= MAX_NAME_BYTES);
    assert_eq!(families.trim_end_matches(".md").replace("👩‍👩‍👧‍👦", ""), "");
}

#[test]
fn dl_35_names_that_are_one_on_some_system_are_the_same() {
    for (a, b) in
        [("a.md", "A.md"), ("nai\u{308}ve.md", "na\u{ef}ve.MD"), ("STRASSE.md", "straße.md"), ("Ł.md", "ł.md")]
    {
        assert!(same_name(a, b), "{a} {b}");
    }
    for (a, b) in [("a.md", "b.md"), ("a.md", "a.txt"), ("a.md", "ä.md"), ("a.md", "a .md")] {
        assert!(!same_name(a, b), "{a} {b}");
    }
    assert_eq!(file_name("nai\u{308}ve"), "na\u{ef}ve.md");
}

#[test]
fn a_taken_name_is_counted_on() {
    let taken = ["Budget.md", "budget-2.md"];
    assert_eq!(unused_name("budget", |name| taken.iter().any(|t| same_name(t, name))), "budget-3.md");
    assert_eq!(unused_name("other", |name| taken.iter().any(|t| same_name(t, name))), "other.md");
    let long = "a".repeat(300);
    let first = file_name(&long);
    let second = unused_name(&long, |name| name == first);
    assert!(second.ends_with("-2.md") && second.len() <= MAX_NAME_BYTES);
}

#[test]
fn the_desk_folder_shows_texts_that_are_not_hidden() {
    for name in ["a.md", "A.MD", "b.markdown", "c.txt", "a.b.md", "名.md"] {
        assert!(is_listed(name), "{name}");
    }
    for name in [".a.md", ".md", "a", "md", "a.md~", "a.docx", ".standfirst-0123456789ab.tmp", "#a.md#", ".#a.md"] {
        assert!(!is_listed(name), "{name}");
    }
    assert!(is_temporary(".standfirst-0123456789ab.tmp"));
    assert!(!is_temporary(".standfirst-0123456789ab.md"));
}

proptest! {
    #[test]
    fn dl_35_every_slug_gives_a_name_that_every_system_takes(slug in ".{0,300}") {
        let name = file_name(&slug);
        prop_assert!(name.len() <= MAX_NAME_BYTES);
        prop_assert!(is_listed(&name), "{name:?}");
        prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\n']));
        let stem = name.strip_suffix(".md").unwrap();
        prop_assert!(!stem.ends_with(['.', ' ']) && !stem.starts_with(['.', ' ']));
        prop_assert_eq!(file_name(stem), name.clone(), "a safe name stays as it is");
    }

    #[test]
    fn sameness_does_not_depend_on_the_order(a in "[aAäÄßsS\u{308}ıiİI]{0,6}", b in "[aAäÄßsS\u{308}ıiİI]{0,6}") {
        prop_assert_eq!(same_name(&a, &b), same_name(&b, &a));
        prop_assert!(same_name(&a, &a));
    }
}
