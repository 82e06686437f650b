//! Key presses from words: `Control+Shift+p`, `Alt+]`, `Escape`.

use crate::Failure;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use std::time::Duration;

/// The presses and releases of one combination.
pub(crate) fn combination(words: &str) -> Result<KeyActions, Failure> {
    let keys: Vec<char> = split(words).into_iter().map(key).collect::<Result<_, _>>()?;
    let down = keys
        .iter()
        .fold(KeyActions::new("keys".into()), |actions, value| actions.then(KeyAction::Down { value: *value }));
    Ok(keys.iter().rev().fold(down, |actions, value| actions.then(KeyAction::Up { value: *value })))
}

/// The presses and releases of a text, with a pause after each letter.
pub(crate) fn typing(text: &str, pause: Duration) -> KeyActions {
    text.chars().fold(KeyActions::new("keys".into()), |actions, letter| {
        let value = if letter == '\n' { Key::Enter.into() } else { letter };
        let pressed = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        if pause.is_zero() { pressed } else { pressed.then(KeyAction::Pause { duration: pause }) }
    })
}

/// `Control++` is Control and the plus key.
fn split(words: &str) -> Vec<&str> {
    match words.strip_suffix("++") {
        Some(rest) => rest.split('+').chain(["+"]).collect(),
        None if words == "+" => vec!["+"],
        None => words.split('+').collect(),
    }
}

fn key(name: &str) -> Result<char, Failure> {
    let key = match name {
        "Control" | "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => Key::Space,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F6" => Key::F6,
        "F7" => Key::F7,
        "F10" => Key::F10,
        one if one.chars().count() == 1 => return one.chars().next().ok_or_else(|| unknown(name)),
        _ => return Err(unknown(name)),
    };
    Ok(key.into())
}

fn unknown(name: &str) -> Failure {
    Failure::Program(format!("testkit knows no key {name:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_is_a_key_too() {
        assert_eq!(split("Control+Shift+p"), ["Control", "Shift", "p"]);
        assert_eq!(split("Control++"), ["Control", "+"]);
        assert_eq!(split("+"), ["+"]);
    }

    #[test]
    fn an_unknown_key_is_named() {
        assert!(key("Hyper").is_err_and(|e| e.to_string().contains("Hyper")));
    }
}
