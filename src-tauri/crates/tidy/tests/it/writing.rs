//! How files are written: the numbered data-loss rules that can be seen in the sources.

use crate::none;
use tidy::texts;

/// The product's Rust sources, cut off where their tests begin.
fn product() -> Vec<(String, String)> {
    let rust = texts(&[".rs"]).into_iter().filter(|(name, _)| {
        name.starts_with("src-tauri/")
            && !name.contains("/tests/")
            && !["/testkit/", "/tidy/", "/benches/", "/examples/"].iter().any(|part| name.contains(part))
    });
    rust.map(|(name, text)| (name, text.split("#[cfg(test)]").next().unwrap_or_default().to_owned())).collect()
}

#[test]
fn dl_02_files_are_written_by_the_one_atomic_writer() {
    // Not texts of a person: the window's place, the figure of a start, the mark of an open desk.
    let small = ["src-tauri/src/placement.rs", "src-tauri/src/start/time.rs", "src-tauri/crates/store/src/opened.rs"];
    let writes = ["fs::write(", "File::create(", "File::create_new(", ".truncate(true)", "fs::copy("];
    let mut places = Vec::new();
    for (name, text) in product() {
        let allowed = small.contains(&name.as_str())
            || name.starts_with("src-tauri/crates/folder/src/atomic")
            // Copies of the database are verified before they take a place.
            || ["copy.rs", "backup/restore.rs"].iter().any(|end| name == format!("src-tauri/crates/store/src/{end}"));
        for word in writes.iter().filter(|word| !allowed && text.contains(**word)) {
            places.push(format!("{name}: {word}"));
        }
    }
    none("Files are written through folder::atomic only", &places);
}

#[test]
fn dl_11_nothing_removes_a_folder_with_what_is_in_it() {
    let all = product().into_iter().filter(|(_, text)| text.contains("remove_dir_all")).map(|(name, _)| name);
    none("No folder is removed with its content", &all.collect::<Vec<_>>());
}

#[test]
fn dl_23_no_word_is_kept_in_the_browsers_storage() {
    let stores = ["localStorage", "sessionStorage", "indexedDB", "caches.open", "document.cookie"];
    let mut places = Vec::new();
    for (name, text) in texts(&[".ts", ".svelte"]).into_iter().filter(|(name, _)| name.starts_with("ui/src/")) {
        // Light or dark, for the first paint; the setting itself is with the desk.
        if name == "ui/src/features/window/theme.ts" {
            continue;
        }
        for word in stores.iter().filter(|word| text.contains(**word)) {
            places.push(format!("{name}: {word}"));
        }
    }
    none("The browser keeps nothing", &places);
}
