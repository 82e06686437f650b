//! A small reader of HTML tags, for looking at markup before the real parser does.
//!
//! It never decides what is safe: the sanitiser does. It finds tags in one pass, so that nesting can be counted and
//! pictures replaced before a tree is built.

use std::borrow::Cow;

/// One piece of markup.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text between tags, as written.
    Text(&'a str),
    /// `<name …>`, as written.
    Open(Tag<'a>),
    /// `</name>`.
    Close { name: Cow<'a, str>, raw: &'a str },
    /// A comment, doctype, or processing instruction.
    Comment(&'a str),
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// The element's name in lower case.
    pub(crate) name: Cow<'a, str>,
    /// What stands between the name and `>`.
    pub(crate) attributes: &'a str,
    /// Whether it ends in `/>`.
    pub(crate) closed: bool,
    /// The whole tag as written.
    pub(crate) raw: &'a str,
}

/// Elements whose content is text for the parser, up to their closing tag.
const RAW_TEXT: [&str; 10] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

/// Whether the parser takes the content of this element as text.
pub(crate) fn is_raw_text(name: &str) -> bool {
    RAW_TEXT.contains(&name)
}

/// Reads markup token by token.
#[derive(Clone)]
pub(crate) struct Tokens<'a> {
    rest: &'a str,
    raw_until: Option<Cow<'a, str>>,
}

impl<'a> Tokens<'a> {
    pub(crate) fn of(html: &'a str) -> Self {
        Self { rest: html, raw_until: None }
    }

    fn take(&mut self, len: usize) -> &'a str {
        let (head, tail) = self.rest.split_at(len);
        self.rest = tail;
        head
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let bytes = self.rest.as_bytes();
        let closing = bytes.get(1) == Some(&b'/');
        let start = if closing { 2 } else { 1 };
        if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let name_len = self.rest[start..]
            .find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
            .unwrap_or(self.rest.len() - start);
        let name = lower(&self.rest[start..start + name_len]);
        // A tag that never ends swallows the rest, for us as for a browser.
        let Some(end) = tag_end(bytes, start + name_len) else {
            return Some(Token::Comment(self.take(self.rest.len())));
        };
        let raw = self.take(end + 1);
        if closing {
            return Some(Token::Close { name, raw });
        }
        let attributes = &raw[start + name_len..raw.len() - 1];
        let closed = attributes.ends_with('/');
        let attributes = attributes.strip_suffix('/').unwrap_or(attributes);
        if is_raw_text(&name) {
            self.raw_until = Some(name.clone());
        }
        Some(Token::Open(Tag { name, attributes, closed, raw }))
    }
}

/// A name in lower case; most are already.
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Where the tag ends: the first `>` that is not inside a quoted value.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some(at),
            None if after_equals && (byte == b'"' || byte == b'\'') => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = quote.is_none() && byte == b'=';
        }
    }
    None
}

/// How long the comment or declaration at the start is, by the rules of HTML.
fn comment_len(rest: &str) -> usize {
    let Some(inside) = rest.strip_prefix("<!--") else { return rest.find('>').map_or(rest.len(), |at| at + 1) };
    if inside.starts_with('>') {
        return 5;
    }
    if inside.starts_with("->") {
        return 6;
    }
    let mut from = 0;
    while let Some(at) = inside[from..].find("--") {
        let after = &inside[from + at + 2..];
        if after.starts_with('>') {
            return 4 + from + at + 3;
        }
        if after.starts_with("!>") {
            return 4 + from + at + 4;
        }
        from += at + 1;
    }
    rest.len()
}

/// Where the closing tag of a raw-text element begins.
fn raw_end(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let at = from + at;
        if bytes.get(at + 2..at + 2 + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        from = at + 2;
    }
    rest.len()
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(name) = self.raw_until.take() {
            let end = raw_end(self.rest, &name);
            if end > 0 {
                return Some(Token::Text(self.take(end)));
            }
        }
        if self.rest.starts_with('<') {
            if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
                let len = comment_len(self.rest);
                return Some(Token::Comment(self.take(len)));
            }
            if let Some(token) = self.tag() {
                return Some(token);
            }
        }
        let skip = self.rest.chars().next().map_or(0, char::len_utf8);
        let len = self.rest[skip..].find('<').map_or(self.rest.len(), |at| at + skip);
        Some(Token::Text(self.take(len)))
    }
}

impl<'a> Tag<'a> {
    /// The attributes, names in lower case, values as written without their quotes (entities are not decoded).
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (String, &'a str)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let skip = rest.chars().next().map_or(0, char::len_utf8);
            let end = rest[skip..]
                .find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')
                .map_or(rest.len(), |at| at + skip);
            let name = rest[..end].to_ascii_lowercase();
            rest = rest[end..].trim_start();
            let Some(value) = rest.strip_prefix('=') else { return Some((name, "")) };
            let value = value.trim_start();
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            rest = after;
            Some((name, value))
        })
    }

    /// The value of an attribute as written.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(found, _)| found == name).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(html: &str) -> Vec<String> {
        Tokens::of(html)
            .map(|token| match token {
                Token::Text(text) => format!("“{text}”"),
                Token::Open(tag) => format!("<{}>", tag.name),
                Token::Close { name, .. } => format!("</{name}>"),
                Token::Comment(_) => "<!>".into(),
            })
            .collect()
    }

    #[test]
    fn tags_texts_and_comments_are_told_apart() {
        assert_eq!(names("a<B c='>'>d</b ><!-- > --> 1 < 2"), ["“a”", "<b>", "“d”", "</b>", "<!>", "“ 1 ”", "“< 2”"]);
        assert_eq!(names("<script>if (a<b) '</b>'</SCRIPT>x"), ["<script>", "“if (a<b) '</b>'”", "</script>", "“x”"]);
        assert_eq!(names("<a b"), ["<!>"]);
        assert_eq!(names("<!-- never closed"), ["<!>"]);
        assert_eq!(names("<!--><b><!---><i><!-- a --!><u>"), ["<!>", "<b>", "<!>", "<i>", "<!>", "<u>"]);
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        let tokens: Vec<_> = Tokens::of("<IMG Alt = \"a b\" src=x/y hidden data-x='1'/>").collect();
        let Some(Token::Open(tag)) = tokens.first() else { panic!("a tag") };
        let read: Vec<_> = tag.attributes().collect();
        assert_eq!(
            read,
            [("alt".into(), "a b"), ("src".into(), "x/y"), ("hidden".into(), ""), ("data-x".into(), "1")]
                as [(String, &str); 4]
        );
        assert!(tag.closed);
    }
}
