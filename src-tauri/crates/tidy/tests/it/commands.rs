//! The three lists of commands are one list: the table, the shell's handlers, and what the window is allowed to call.

use ipc::COMMANDS;
use std::collections::BTreeSet;
use tidy::{text, texts};

type Names = BTreeSet<String>;

fn table() -> Names {
    COMMANDS.iter().map(|name| (*name).to_owned()).collect()
}

/// The names in the first pair of brackets after each place where `marker` stands.
fn lists_after<'a>(text: &'a str, marker: &str) -> Vec<&'a str> {
    let starts = text.match_indices(marker).map(|(at, _)| &text[at + marker.len()..]);
    starts.filter_map(|rest| rest.split_once('[').and_then(|(_, list)| list.split(']').next())).collect()
}

fn handled() -> Names {
    let sources = texts(&[".rs"]).into_iter().filter(|(name, _)| name.starts_with("src-tauri/src/"));
    let mut names = Names::new();
    for (_, source) in sources {
        for list in lists_after(&source, "generate_handler!") {
            let code = list.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<String>();
            let paths = code.split(',').map(str::trim).filter(|path| !path.is_empty());
            names.extend(paths.map(|path| path.rsplit("::").next().unwrap_or(path).trim().to_owned()));
        }
    }
    names
}

fn permitted() -> Names {
    let files = texts(&[".toml"]).into_iter().filter(|(name, _)| name.starts_with("src-tauri/permissions/"));
    let mut names = Names::new();
    for (_, file) in files {
        for list in lists_after(&file, "commands.allow").into_iter().chain(lists_after(&file, "\nallow =")) {
            names.extend(list.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    names
}

#[test]
fn every_command_has_a_handler_and_every_handler_is_a_command() {
    assert_eq!(handled(), table(), "left: generate_handler! in src-tauri/src; right: the table in ipc");
}

#[test]
fn every_command_is_permitted_and_nothing_else() {
    assert_eq!(permitted(), table(), "left: src-tauri/permissions; right: the table in ipc");
}

#[test]
fn commands_are_named_noun_then_verb() {
    for name in COMMANDS {
        let plain = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        assert!(plain && name.contains('_'), "{name} is not of the form noun_verb");
    }
}

#[test]
fn the_windows_types_name_every_command() {
    let generated = text("ui/src/ipc/generated.ts");
    for name in COMMANDS {
        assert!(generated.contains(&format!("  {name}: {{ input: ")), "{name} is missing: run `cargo xtask types`");
    }
}

#[test]
fn the_first_answer_has_as_many_rows_as_the_window_asks_for() {
    let number = |file: &str, before: &str| -> u32 {
        let source = texts(&[".rs", ".ts"]).into_iter().find(|(name, _)| name == file).expect("the file is there").1;
        let (_, rest) = source.split_once(before).expect("the constant is there");
        rest.split(';').next().unwrap_or_default().trim().parse().expect("it is a number")
    };
    let shell = number("src-tauri/src/commands/app.rs", "const FIRST_ROWS: u32 = ");
    // Else the window would ask for its list once more at each start.
    assert_eq!(shell, number("ui/src/ipc/client.ts", "export const ROWS = "));
}
