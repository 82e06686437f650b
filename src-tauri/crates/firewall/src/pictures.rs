//! Pictures of the desk: whether their files are there, and whether those who do not see them are told what they show.

use crate::view::near;
use crate::{Found, Known, Severity};
use model::picture::{FOLDER, named};

pub(crate) fn look(found: &mut Found<'_>, known: &Known) {
    let text = found.text;
    let start = format!("]({FOLDER}");
    let mut at = 0;
    while let Some(next) = text[at..].find(&start) {
        let close = at + next;
        let from = close + 2;
        at = from;
        let rest = &near(&text[from + FOLDER.len()..]);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))).unwrap_or(rest.len());
        let name = &rest[..end];
        let Some(open) = opening(text, close).filter(|_| named(name).is_some()) else { continue };
        if known.missing_pictures.as_ref().is_some_and(|missing| missing.iter().any(|other| other == name)) {
            let reason = "The file of this picture is not on the desk, so a placeholder would leave in its place. Add the picture again, or take it out of the text.";
            found.add("picture.missing", Severity::Blocker, (from, from + FOLDER.len() + end), reason);
        }
        if text[open + 2..close].trim().is_empty() {
            let reason =
                "Nothing says what this picture shows for those who do not see it. Write it between the brackets.";
            found.add("picture.alt", Severity::Warning, (open, close + 1), reason);
        }
    }
}

/// Where the picture begins whose bracket closes here.
fn opening(text: &str, close: usize) -> Option<usize> {
    let from = text.floor_char_boundary(close.saturating_sub(crate::view::NEAR));
    let mut depth = 0u32;
    for (at, c) in text[from..close].char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth > 0 => depth -= 1,
            '[' => return (from + at).checked_sub(1).filter(|at| text.as_bytes().get(*at) == Some(&b'!')),
            _ => {}
        }
    }
    None
}
