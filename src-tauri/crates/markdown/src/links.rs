//! Which addresses a link may have.

use std::borrow::Cow;

/// The address as it may stand in a link, or nothing when the link loses it.
///
/// Only web pages and mail are allowed. Browsers skip control characters and blanks inside and before a scheme, so
/// `java\nscript:` is judged without them; what remains is what is written, never the original spelling.
pub(crate) fn safe_href(url: &str) -> Option<Cow<'_, str>> {
    let plain: Cow<str> = if url.chars().any(is_skipped) {
        Cow::Owned(url.chars().filter(|&c| !is_skipped(c)).collect())
    } else {
        Cow::Borrowed(url)
    };
    let trimmed = plain.trim();
    let (scheme, rest) = trimmed.split_once(':')?;
    let allowed = match scheme.to_ascii_lowercase().as_str() {
        // A browser reads `http:\\host` and `http:host` as `http://host`; only the plain form is allowed.
        "http" | "https" => rest.starts_with("//") && rest.len() > 2 && !rest[2..].starts_with(['/', '\\']),
        "mailto" => !rest.is_empty(),
        _ => false,
    };
    if !allowed {
        return None;
    }
    let encoded = encode(trimmed);
    Some(match (encoded, plain) {
        (Some(encoded), _) => Cow::Owned(encoded),
        (None, Cow::Borrowed(plain)) => Cow::Borrowed(plain.trim()),
        (None, Cow::Owned(plain)) => Cow::Owned(plain.trim().to_owned()),
    })
}

/// Characters that a browser leaves out of an address, and those that hide what it says.
fn is_skipped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Percent-encodes what does not belong into an address, when there is any.
fn encode(url: &str) -> Option<String> {
    let odd = |c: char| matches!(c, ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    if !url.contains(odd) {
        return None;
    }
    let mut out = String::with_capacity(url.len() + 8);
    for c in url.chars() {
        if odd(c) {
            out.push_str(&format!("%{:02X}", c as u32));
        } else {
            out.push(c);
        }
    }
    Some(out)
}

/// Whether this is a link to one of our own footnotes, or back from it: `#fn-1`, `#fnref-1-2`.
pub(crate) fn is_footnote_link(url: &str) -> bool {
    url.strip_prefix('#').is_some_and(is_footnote_id)
}

/// Whether this is an id that our own footnotes have: `fn-1`, `fnref-1`, `fnref-1-2`.
pub(crate) fn is_footnote_id(id: &str) -> bool {
    let Some(number) = id.strip_prefix("fnref-").or_else(|| id.strip_prefix("fn-")) else { return false };
    number.len() <= 20 && number.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Where a picture would have come from, in a word for the reader; empty when the address names no host.
pub(crate) fn origin_of(url: &str) -> String {
    let url = url.trim();
    if url.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
        return "embedded".into();
    }
    let rest = match url.split_once("//") {
        Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => rest,
        _ => return String::new(),
    };
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.chars().filter(|&c| !is_skipped(c)).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_and_mail_links_stay() {
        for url in ["https://a.example/b?c=d&e", "HTTP://a.example", "mailto:a@b.example"] {
            assert_eq!(safe_href(url).as_deref(), Some(url));
        }
        assert_eq!(safe_href(" https://a.example/b c\" ").as_deref(), Some("https://a.example/b%20c%22"));
    }

    #[test]
    fn every_other_scheme_loses_its_address() {
        for url in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}java\nscript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//host/share",
            "\\\\host\\share",
            "relative/path",
            "#top",
            "smb://host",
            "ms-word:x",
            "http:/\\host",
            "",
        ] {
            assert_eq!(safe_href(url), None, "{url}");
        }
    }

    #[test]
    fn footnote_ids_are_ours_only() {
        assert!(is_footnote_id("fn-12") && is_footnote_id("fnref-1-2"));
        assert!(
            !is_footnote_id("fn-") && !is_footnote_id("fn-a") && !is_footnote_id("fnord") && !is_footnote_id("body")
        );
    }

    #[test]
    fn the_origin_of_a_picture_is_its_host() {
        assert_eq!(origin_of("https://u:p@img.example:8/x.png"), "img.example:8");
        assert_eq!(origin_of("//tracker.example/p"), "tracker.example");
        assert_eq!(origin_of("DATA:image/png;base64,x"), "embedded");
        assert_eq!(origin_of("photo.jpg"), "");
    }
}
