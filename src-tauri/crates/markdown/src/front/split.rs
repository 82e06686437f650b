//! Where front matter begins and ends in a file.

/// A file taken apart.
pub(super) struct Parts<'a> {
    /// What stands between the fences, with its line breaks.
    pub(super) yaml: &'a str,
    /// What follows the closing fence, as it is.
    pub(super) after: &'a str,
    /// Whether lines end in CR LF.
    pub(super) crlf: bool,
}

/// The text without a byte order mark.
pub(super) fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Finds the fences: `---` on the very first line, and the next line that is `---` or `...` alone.
pub(super) fn split(text: &str) -> Option<Parts<'_>> {
    let text = without_bom(text);
    let opening_len = text.find('\n')? + 1;
    let opening = &text[..opening_len];
    if opening.trim_end() != "---" {
        return None;
    }
    let mut at = opening_len;
    for line in text[opening_len..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let after = &text[at + line.len()..];
            return Some(Parts { yaml: &text[opening_len..at], after, crlf: opening.ends_with("\r\n") });
        }
        at += line.len();
    }
    None
}

/// A body without line breaks at its ends; everything else stays.
pub(super) fn trim_body(text: &str, crlf: bool) -> &str {
    let mut body = text.trim_matches('\n');
    if crlf {
        body = text.trim_start_matches(['\r', '\n']);
        while let Some(rest) = body.strip_suffix('\n') {
            body = rest.strip_suffix('\r').unwrap_or(rest);
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_found_only_at_the_very_start() {
        let parts = split("\u{feff}---\na: 1\n---\n\nBody\n").unwrap();
        assert_eq!((parts.yaml, parts.after), ("a: 1\n", "\nBody\n"));
        assert!(split("\n---\na: 1\n---\n").is_none());
        assert!(split("---\nnever closed\n").is_none());
        assert!(split("----\na\n----\n").is_none());
        assert!(split("---").is_none());
        assert_eq!(split("---\n---").map(|parts| parts.after), Some(""));
    }

    #[test]
    fn only_line_breaks_are_cut_from_a_body() {
        assert_eq!(trim_body("\n\n  a \n", false), "  a ");
        assert_eq!(trim_body("\r\n\r\na\r\nb\r\n\r\n", true), "a\r\nb");
        assert_eq!(trim_body("\r\na\r\n", false), "\r\na\r");
    }
}
