use folder::{conflict_copy, conflict_name};
use jiff::civil::date;
use proptest::prelude::*;

/// Original, by, at, service, sure.
type Told = (String, Option<String>, Option<String>, &'static str, bool);

fn told(name: &str) -> Option<Told> {
    conflict_copy(name).map(|c| (c.original, c.by, c.at, c.service, c.sure))
}

fn sure(original: &str, by: &str, at: &str, service: &'static str) -> Option<Told> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some((original.to_owned(), some(by), some(at), service, true))
}

#[test]
fn each_services_copies_are_known_by_their_names() {
    for (name, expected) in [
        ("a b (Ann's conflicted copy 2024-01-31).md", sure("a b.md", "Ann", "2024-01-31", "Dropbox")),
        ("a (Ann’s conflicted copy 2024-01-31) (1).md", sure("a.md", "Ann", "2024-01-31", "Dropbox")),
        ("a (Ann's Mac (2)'s conflicted copy 2024-01-31).md", sure("a.md", "Ann's Mac (2)", "2024-01-31", "Dropbox")),
        ("a (conflicted copy).md", sure("a.md", "", "", "Dropbox")),
        ("A (Case Conflict 1).md", sure("A.md", "", "", "Dropbox")),
        ("a (Unicode Encoding Conflict).md", sure("a.md", "", "", "Dropbox")),
        ("a.sync-conflict-20240131-140509-ABCDEFG.md", sure("a.md", "ABCDEFG", "2024-01-31 14:05:09", "Syncthing")),
        ("a.b.sync-conflict-20240131-140509.txt", sure("a.b.txt", "", "2024-01-31 14:05:09", "Syncthing")),
        ("a (conflicted copy 2024-01-31 140509).md", sure("a.md", "", "2024-01-31 14:05:09", "Nextcloud")),
        ("a (conflicted copy Ann 2024-01-31 140509).md", sure("a.md", "Ann", "2024-01-31 14:05:09", "Nextcloud")),
        ("a_conflict-20240131-140509.md", sure("a.md", "", "2024-01-31 14:05:09", "ownCloud")),
        ("a-DESKTOP-AB12CD3.md", sure("a.md", "DESKTOP-AB12CD3", "", "OneDrive")),
        ("a-b-LAPTOP-AB12CD3E-2.md", sure("a-b.md", "LAPTOP-AB12CD3E", "", "OneDrive")),
        ("a-NEWSROOM-safeBackup-0001.md", sure("a.md", "NEWSROOM", "", "OneDrive")),
        ("a [Conflict].md", sure("a.md", "", "", "Google Drive")),
        ("a (conflicted).md", sure("a.md", "", "", "pCloud")),
        ("a.Conflict.md", sure("a.md", "", "", "Resilio Sync")),
        (
            "a (SFConflict ann@example.org 2024-01-31-14-05-09).md",
            sure("a.md", "ann@example.org", "2024-01-31", "Seafile"),
        ),
        ("a (conflict 2024-01-31 1405).md", sure("a.md", "", "2024-01-31 14:05", "Standfirst")),
        ("a (conflict 2024-01-31 1405) (2).md", sure("a.md", "", "2024-01-31 14:05", "Standfirst")),
    ] {
        assert_eq!(told(name), expected, "{name}");
    }
}

#[test]
fn copies_are_known_in_several_languages() {
    for (note, by) in [
        ("In Konflikt stehende Kopie von Ann 2024-01-31", "Ann"),
        ("Anns in Konflikt stehende Kopie 2024-01-31", "Anns"),
        ("Copie en conflit de Ann 2024-01-31", "Ann"),
        ("copia en conflicto de Ann 2024-01-31", "Ann"),
        ("Copia in conflitto di Ann 2024-01-31", "Ann"),
        ("Cópia em conflito de Ann 2024-01-31", "Ann"),
        ("conflicterende kopie van Ann 2024-01-31", "Ann"),
        ("конфликтующая копия Ann 2024-01-31", "Ann"),
        ("Annの競合コピー 2024-01-31", "Ann"),
        ("Ann的冲突副本 2024-01-31", "Ann"),
        ("Ann motstridende kopi 2024-01-31", "Ann"),
    ] {
        assert_eq!(told(&format!("Öl (1) ({note}).md")), sure("Öl (1).md", by, "2024-01-31", "Dropbox"), "{note}");
    }
}

#[test]
fn names_that_people_give_too_are_not_sure() {
    for (name, original) in [("notes (1).md", "notes.md"), ("Chapter 2.md", "Chapter.md"), ("a 12.txt", "a.txt")] {
        let found = conflict_copy(name).unwrap();
        assert_eq!((found.original.as_str(), found.sure), (original, false), "{name}");
    }
}

#[test]
fn ordinary_names_are_no_copies() {
    for name in [
        "a.md",
        "the-conflict.md",
        "conflict (2024-01-31).md",
        "Election 2024.md",
        "a (Conflict in the South).md",
        "a (2024-01-31).md",
        "a-DESKTOP-notes.md",
        "a_conflict-of-interest.md",
        "(conflicted copy).md",
        ".md",
        "a)",
        "a).md",
        "x.sync-conflict-today.md",
        "İ (İstanbul 2024-01-31).md",
    ] {
        assert_eq!(told(name), None, "{name}");
    }
}

#[test]
fn dl_31_our_own_copies_are_named_by_the_minute_and_known_again() {
    let at = date(2024, 1, 31).at(14, 5, 9, 0);
    let name = conflict_name("state-owned.md", at, |_| false);
    assert_eq!(name, "state-owned (conflict 2024-01-31 1405).md");
    assert_eq!(conflict_copy(&name).unwrap().original, "state-owned.md");
    assert_eq!(conflict_name("notes.txt", at, |_| false), "notes (conflict 2024-01-31 1405).txt");
    assert_eq!(conflict_name("slug", at, |_| false), "slug (conflict 2024-01-31 1405).md");
    let second = conflict_name("state-owned.md", at, |taken| taken == name);
    assert_eq!(second, "state-owned (conflict 2024-01-31 1405) (2).md");
    let long = conflict_name(&format!("{}.md", "a".repeat(252)), at, |_| false);
    assert!(long.len() <= 255 && long.ends_with(" (conflict 2024-01-31 1405).md"));
}

proptest! {
    #[test]
    fn no_name_is_too_odd_to_be_read(name in "\\PC{0,40}", note in "[a-zA-Zİ '’0-9()\\[\\]-]{0,30}") {
        let _ = conflict_copy(&name);
        let _ = conflict_copy(&format!("a ({note} conflicted copy 2024-01-31).md"));
        let _ = conflict_copy(&format!("{name} [{note}] 2024-01-31 конфликт).md"));
    }
}
