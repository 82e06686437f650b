//! The shape of the source files.

use crate::none;
use tidy::{text, texts};

/// Made by a program, or an input of a test.
fn is_made(name: &str) -> bool {
    name.starts_with("tests/fixtures/") || name.starts_with("tests/fuzz/corpus/") || name == "ui/src/ipc/generated.ts"
}

#[test]
fn no_source_file_is_too_long() {
    let mut places = Vec::new();
    for (name, text) in texts(&[".rs", ".ts", ".svelte", ".mjs", ".css"]).into_iter().filter(|(name, _)| !is_made(name))
    {
        let lines = text.lines().count();
        if lines > 600 {
            places.push(format!("{name}: {lines} lines"));
        }
    }
    none("Files of over 600 lines do two jobs", &places);
}

#[test]
fn only_the_seam_knows_the_shell_and_only_the_editor_knows_codemirror() {
    let mut places = Vec::new();
    for (name, text) in texts(&[".ts", ".svelte"]).into_iter().filter(|(name, _)| name.starts_with("ui/src/")) {
        for (library, home) in
            [("@tauri-apps/", "ui/src/platform/"), ("@codemirror/", "ui/src/editor/"), ("@lezer/", "ui/src/editor/")]
        {
            let imports = text.lines().any(|line| {
                let code = line.trim_start();
                !code.starts_with("//")
                    && !code.starts_with('*')
                    && [format!("'{library}"), format!("\"{library}")]
                        .iter()
                        .any(|quoted| code.contains(quoted.as_str()))
            });
            if imports && !name.starts_with(home) {
                places.push(format!("{name} imports {library}…, which belongs to {home}"));
            }
        }
    }
    none("A library outside its home", &places);
}

#[test]
fn shared_components_know_no_feature() {
    let components = texts(&[".ts", ".svelte"]).into_iter().filter(|(name, _)| name.starts_with("ui/src/components/"));
    let found = components.filter(|(_, text)| text.contains("/features/")).map(|(name, _)| name).collect::<Vec<_>>();
    none("Components that import a feature", &found);
}

#[test]
fn no_html_is_set_outside_the_preview() {
    let mut places = Vec::new();
    for (name, text) in texts(&[".ts", ".svelte"]).into_iter().filter(|(name, _)| name.starts_with("ui/src/")) {
        let raw = ["{@html", ".innerHTML =", ".outerHTML =", "insertAdjacentHTML", "document.write("];
        let allowed = name.starts_with("ui/src/features/preview/") || name.contains(".test.");
        if !allowed && let Some(word) = raw.iter().find(|word| text.contains(**word)) {
            places.push(format!("{name}: {word}"));
        }
    }
    none("Only the preview takes HTML, and only what Rust has sanitised", &places);
}

#[test]
fn the_model_reads_no_clock_and_no_file() {
    let forbidden =
        ["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Instant", "::now(", "Ulid::new("];
    let mut places = Vec::new();
    for (name, text) in texts(&[".rs"]).into_iter().filter(|(name, _)| name.starts_with("src-tauri/crates/model/src/"))
    {
        places.extend(forbidden.iter().filter(|word| text.contains(**word)).map(|word| format!("{name}: {word}")));
    }
    none("The model is values only", &places);
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    // In two halves, so that this file does not find itself.
    let folders = [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/Us", "ers/")];
    let mut places = Vec::new();
    for (name, text) in texts(&[]).into_iter().filter(|(name, _)| !is_made(name)) {
        for (number, line) in text.lines().enumerate() {
            if let Some(folder) = folders.iter().find(|folder| starts_a_path(line, folder)) {
                places.push(format!("{name}:{}: {folder}", number + 1));
            }
        }
    }
    none("Paths that exist on one machine only", &places);
}

/// Whether `folder` stands in the line at the start of a path, and not in the middle of a longer one.
fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !"._-/~}>*".contains(c))
    })
}

#[test]
fn the_lock_files_name_the_public_registries_only() {
    let mut places = Vec::new();
    for (number, line) in text("Cargo.lock").lines().enumerate() {
        let source = line.strip_prefix("source = ");
        if source.is_some_and(|s| s != "\"registry+https://github.com/rust-lang/crates.io-index\"") {
            places.push(format!("Cargo.lock:{}: {line}", number + 1));
        }
    }
    for (number, line) in text("ui/package-lock.json").lines().enumerate() {
        let address = line.trim().strip_prefix("\"resolved\": \"");
        if address.is_some_and(|a| !a.starts_with(concat!("https://regis", "try.npmjs.org/"))) {
            places.push(format!("ui/package-lock.json:{}: {}", number + 1, line.trim()));
        }
    }
    none("Packages from somewhere else", &places);
}

#[test]
fn no_setting_points_to_another_registry() {
    let mut places = Vec::new();
    for (name, text) in texts(&[".npmrc", ".cargo/config.toml"]) {
        let found = text.lines().filter(|line| {
            let key = line.split('=').next().unwrap_or_default().trim();
            key == "registry" || key.ends_with(":registry") || key == "replace-with" || key == "index"
        });
        places.extend(found.map(|line| format!("{name}: {line}")));
    }
    none("Settings that hold on one machine only", &places);
}

#[test]
fn every_text_file_ends_with_a_line_end_and_has_no_tabs_at_line_starts_in_rust() {
    let mut places = Vec::new();
    for (name, text) in texts(&[".rs", ".ts", ".svelte", ".toml", ".md", ".mjs", ".css"]) {
        if is_made(&name) || text.is_empty() {
            continue;
        }
        if !text.ends_with('\n') || text.contains('\r') {
            places.push(format!("{name}: line ends"));
        }
        if name.ends_with(".rs") && text.lines().any(|line| line.starts_with('\t')) {
            places.push(format!("{name}: tabs"));
        }
    }
    none("Text files with a wrong shape", &places);
}
