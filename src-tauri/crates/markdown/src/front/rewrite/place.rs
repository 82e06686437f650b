//! Where a body stands in its file.

use std::borrow::Cow;

/// What stands before and behind a new body: the breaks that the file has there.
///
/// `text` holds the old body with the breaks around it. `closed` says whether the line above it has ended.
pub(super) fn around<'a>(text: &'a str, old: &str, new: &str, crlf: bool, closed: bool) -> (&'a str, &'a str) {
    let (one, two) = if crlf { ("\r\n", "\r\n\r\n") } else { ("\n", "\n\n") };
    if old.is_empty() {
        return match (new.is_empty(), text.is_empty()) {
            (true, _) => (text, ""),
            (false, true) if closed => (one, one),
            (false, true) => (two, one),
            (false, false) => (text, one),
        };
    }
    let start = text.len() - text.trim_start_matches(if crlf { &['\r', '\n'][..] } else { &['\n'] }).len();
    let (lead, rest) = text.split_at(start);
    if new.is_empty() { (lead, "") } else { (lead, &rest[old.len()..]) }
}

/// A text with the breaks of its file.
pub(super) fn with_breaks(text: &str, crlf: bool) -> Cow<'_, str> {
    if crlf { Cow::Owned(text.replace('\n', "\r\n")) } else { Cow::Borrowed(text) }
}
