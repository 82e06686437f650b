//! The documents agree with the code where a program can tell.

use crate::none;
use tidy::{files, root, text, texts};

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut places = Vec::new();
    for (name, text) in texts(&[".md"]).into_iter().filter(|(name, _)| !name.starts_with("tests/fixtures/")) {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let outside = file.is_empty() || file.contains("://") || file.contains(' ');
            // Examples of Markdown in the guide are in code, where a link is a link to nothing.
            let example = text.contains(&format!("]({link})`"));
            if !outside && !example && !root().join(folder).join(file).exists() {
                places.push(format!("{name}: {link}"));
            }
        }
    }
    none("Links to nothing", &places);
}

#[test]
fn the_keyboard_guide_names_every_shortcut() {
    let table = text("ui/src/lib/commands.ts");
    let guide = text("docs/guide/keyboard.md");
    let mut places = Vec::new();
    let quoted = table.split('"').skip(1).step_by(2);
    let modifiers = ["Ctrl+", "Alt+", "Shift+"];
    let is_key =
        |word: &&str| modifiers.iter().any(|m| word.starts_with(m)) || (word.len() < 4 && is_function_key(word));
    for keys in quoted.filter(is_key) {
        // The table is TypeScript: its `\\` is one.
        let shown = format!("`{}`", keys.replace('+', " ").replace("\\\\", "\\"));
        if !guide.contains(&shown) {
            places.push(shown);
        }
    }
    none("docs/guide/keyboard.md leaves out", &places);
}

fn is_function_key(word: &str) -> bool {
    word.strip_prefix('F').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

#[test]
fn the_map_names_every_crate_and_no_other() {
    let map = text("ARCHITECTURE.md");
    let mut places = Vec::new();
    for file in files().iter().filter(|name| name.starts_with("src-tauri/crates/") && name.ends_with("/Cargo.toml")) {
        let name = file.split('/').nth(2).unwrap_or_default();
        if !map.contains(&format!("`crates/{name}`")) {
            places.push(format!("crates/{name} is missing"));
        }
    }
    for name in map.split("`crates/").skip(1).filter_map(|rest| rest.split('`').next()).filter(|n| !n.is_empty()) {
        if !root().join("src-tauri/crates").join(name).exists() {
            places.push(format!("crates/{name} does not exist"));
        }
    }
    none("The code map of ARCHITECTURE.md", &places);
}

#[test]
fn every_task_of_xtask_is_told_where_people_look() {
    let told = format!("{}{}", text("README.md"), text("CONTRIBUTING.md"));
    for task in ["run", "test", "bench", "soak", "package", "types", "doctor"] {
        assert!(
            told.contains(&format!("cargo xtask {task}")),
            "neither README nor CONTRIBUTING tells of `cargo xtask {task}`"
        );
    }
}
