//! Every library that we ship may be shipped. (`deny.toml` says the same for all systems, to those who have cargo-deny.)

use crate::none;
use tidy::{linked_into, metadata, texts};

/// Licences that ask for no more than their own text.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
    // Per file: asks for the source of the library itself when it was changed, and we change none.
    "MPL-2.0",
];

/// Whether an SPDX expression can be met with the allowed licences.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = expression.split_whitespace().peekable();
    any(&mut words)
}

type Words<'a, 'b> = std::iter::Peekable<std::str::SplitWhitespace<'b>>;

fn any(words: &mut Words<'_, '_>) -> bool {
    let mut met = all(words);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words);
    }
    met
}

fn all(words: &mut Words<'_, '_>) -> bool {
    let mut met = one(words);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words);
    }
    met
}

fn one(words: &mut Words<'_, '_>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any(words);
        words.next_if_eq(&")");
        return met;
    }
    // `MPL-2.0+` is MPL-2.0 or a later one.
    let Some(name) = words.next().map(|name| name.trim_end_matches('+')) else { return false };
    match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
        Some(exception) => ALLOWED.contains(&format!("{name} WITH {exception}").as_str()),
        None => ALLOWED.contains(&name),
    }
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    for good in ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(MIT OR GPL-2.0) AND Zlib", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(is_allowed(good), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT AND GPL-2.0) OR AGPL-3.0", "MIT WITH GPL-exception"] {
        assert!(!is_allowed(bad), "{bad}");
    }
}

#[test]
fn every_library_may_be_shipped() {
    let mut places = Vec::new();
    for package in metadata().packages.iter().filter(|p| p.source.is_some()) {
        let licence = package.license.as_deref().unwrap_or_default();
        if !is_allowed(licence) {
            places.push(format!("{} {}: {licence:?}", package.name, package.version));
        }
    }
    none("Licences that are not on the list", &places);
}

#[test]
fn our_own_crates_carry_the_projects_licence() {
    for package in metadata().workspace_packages() {
        assert_eq!(package.license.as_deref(), Some("MIT OR Apache-2.0"), "{}", package.name);
    }
}

#[test]
fn every_font_comes_with_its_licence() {
    let fonts = tidy::files().into_iter().filter(|name| [".woff2", ".ttf", ".otf"].iter().any(|e| name.ends_with(e)));
    let licences = texts(&["OFL.txt", "OFL-Inter.txt", "OFL-Newsreader.txt", "OFL-SourceSerif4.txt"]);
    for font in fonts {
        let folder = font.rsplit_once('/').map_or("", |(folder, _)| folder);
        let stands_beside = licences.iter().any(|(name, _)| name.starts_with(folder));
        assert!(stands_beside, "{font} has no licence text beside it");
    }
}

#[test]
fn the_window_links_what_it_says_it_links() {
    // A guard of the walk itself: a tree without these would make every test above pass for nothing.
    let linked = linked_into("standfirst-desk");
    for name in ["tauri", "rusqlite", "loro", "comrak", "serde"] {
        assert!(linked.iter().any(|p| p.name == name), "{name} is not in the window's tree");
    }
}
