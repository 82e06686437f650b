//! Reading well-formed HTML piece by piece: what comes from our own writer, nothing else.

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Text, as written (escaped).
    Text(&'a str),
    /// An opening tag: name and what stands behind it.
    Open(&'a str, &'a str),
    /// A closing tag.
    Close(&'a str),
}

/// Takes HTML apart. A `<` that begins no tag stays with the text, escaped by the caller's rules.
pub(crate) fn parts(html: &str) -> impl Iterator<Item = Part<'_>> {
    parts_within(html, usize::MAX)
}

/// The same; what is longer than `most` bytes is no tag, so that hostile markup is not looked through again and again.
fn parts_within(html: &str, most: usize) -> impl Iterator<Item = Part<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let is_tag =
            rest.strip_prefix('<').is_some_and(|r| r.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()));
        let Some(end) = is_tag.then(|| tag_end(rest, most)).flatten() else {
            let skip = rest.chars().next().map_or(0, char::len_utf8);
            let len = rest[skip..].find('<').map_or(rest.len(), |at| at + skip);
            let (text, after) = rest.split_at(len);
            rest = after;
            return Some(Part::Text(text));
        };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            return Some(Part::Close(name.trim()));
        }
        let name_len = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
        Some(Part::Open(&tag[..name_len], &tag[name_len..]))
    })
}

fn tag_end(html: &str, most: usize) -> Option<usize> {
    let mut quoted = false;
    html.bytes().take(most).position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

/// The attributes of a tag: names and values as written (escaped).
pub(crate) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len()).max(1);
        let (name, after) = rest.split_at_checked(end)?;
        match after.strip_prefix("=\"").and_then(|value| value.split_once('"')) {
            Some((value, after)) => {
                rest = after;
                Some((name, value))
            }
            None => {
                rest = after.trim_start_matches('=');
                Some((name, ""))
            }
        }
    })
}

/// The text of a mail that came as HTML, line by line: made for being searched, never for being shown. Any input does.
pub(crate) fn plain_of_mail(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    // Scripts and styles are no words.
    let mut hidden: Option<String> = None;
    for part in parts_within(html, 2000) {
        match part {
            Part::Text(text) if hidden.is_none() => {
                // A line end in markup is a blank, or, in `pre`, a line end; either is read well as a line end.
                push_decoded(&mut out, text);
            }
            Part::Text(_) => {}
            Part::Open(name, _) => {
                let name = name.to_ascii_lowercase();
                if matches!(name.as_str(), "br" | "div" | "p" | "tr" | "li" | "pre" | "blockquote" | "h1" | "h2" | "h3")
                {
                    line_end(&mut out, name == "br");
                } else if hidden.is_none() && matches!(name.as_str(), "script" | "style" | "title") {
                    hidden = Some(name);
                }
            }
            Part::Close(name) => {
                let name = name.to_ascii_lowercase();
                if hidden.as_deref() == Some(&name) {
                    hidden = None;
                }
                if matches!(name.as_str(), "div" | "p" | "tr" | "li" | "pre" | "blockquote" | "h1" | "h2" | "h3") {
                    line_end(&mut out, false);
                }
            }
        }
    }
    out
}

/// `<br>` always ends a line; blocks end one that has begun.
fn line_end(out: &mut String, always: bool) {
    if always || !(out.is_empty() || out.ends_with('\n')) {
        out.push('\n');
    }
}

/// Text with the entities that mail programs write.
fn push_decoded(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let decoded = rest.char_indices().take(12).find(|(_, c)| *c == ';').and_then(|(end, _)| {
            let name = &rest[1..end];
            let c = match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                "nbsp" => Some(' '),
                _ => name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32),
                    None => number.parse().ok().and_then(char::from_u32),
                }),
            };
            c.map(|c| (c, end + 1))
        });
        match decoded {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_taken_apart() {
        let found: Vec<_> = parts(r#"a<p class="x > y" dir="auto">b<br>c</p>"#).collect();
        assert_eq!(
            found,
            [
                Part::Text("a"),
                Part::Open("p", r#" class="x > y" dir="auto""#),
                Part::Text("b"),
                Part::Open("br", ""),
                Part::Text("c"),
                Part::Close("p"),
            ]
        );
        let read: Vec<_> = attributes(r#" class="x" hidden id="y""#).collect();
        assert_eq!(read, [("class", "x"), ("hidden", ""), ("id", "y")]);
    }
}
