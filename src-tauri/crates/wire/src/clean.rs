//! HTML for the content systems of others: only elements that every one of them takes, no classes.

use crate::html::{Part, attributes, parts};
use model::picture::{FOLDER, named};

/// What an element becomes.
fn renamed(name: &str) -> Option<&'static str> {
    const KEPT: [&str; 31] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "em",
        "strong",
        "a",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sup",
        "sub",
        "br",
        "hr",
        "pre",
        "code",
        "del",
        "q",
        "cite",
        "dl",
        "figure",
    ];
    match name {
        "b" => Some("strong"),
        "i" => Some("em"),
        "s" => Some("del"),
        "dt" => Some("dt"),
        "dd" => Some("dd"),
        "figcaption" => Some("figcaption"),
        "tfoot" => Some("tbody"),
        _ => KEPT.into_iter().find(|kept| *kept == name),
    }
}

/// Copies HTML of our own writer, without classes, roles and wrappers. Pictures go along by their addresses.
pub(crate) fn push_clean(out: &mut String, html: &str) {
    push(out, html, true);
}

/// The same with pictures as words, for what travels alone.
pub(crate) fn push_clean_words(out: &mut String, html: &str) {
    push(out, html, false);
}

fn push(out: &mut String, html: &str, with_pictures: bool) {
    // For every open span: whether it is a picture's place, which is set in brackets.
    let mut spans: Vec<bool> = Vec::new();
    // For every open link: whether it leads anywhere; one that does not is only words.
    let mut links: Vec<bool> = Vec::new();
    for part in parts(html) {
        match part {
            Part::Text(text) => push_text(out, text),
            Part::Open("span", rest) => {
                let picture = attributes(rest).any(|(name, value)| name == "class" && value == "image-placeholder");
                if picture {
                    out.push('[');
                }
                spans.push(picture);
            }
            Part::Close("span") => {
                if spans.pop() == Some(true) {
                    out.push(']');
                }
            }
            Part::Open("a", rest)
                if !attributes(rest).any(|(name, value)| name == "href" && keeps("a", name, value)) =>
            {
                links.push(false);
            }
            Part::Close("a") if links.pop() == Some(false) => {}
            Part::Open("section", rest) if rest.contains("footnotes") => out.push_str("<hr>\n"),
            Part::Open("img", rest) => push_image(out, rest, with_pictures),
            Part::Open(name, rest) => {
                if let Some(name) = renamed(name) {
                    if name == "a" {
                        links.push(true);
                    }
                    out.push('<');
                    out.push_str(name);
                    for (attribute, value) in
                        attributes(rest).filter(|(attribute, value)| keeps(name, attribute, value))
                    {
                        out.push_str(&format!(r#" {attribute}="{value}""#));
                    }
                    out.push('>');
                }
            }
            Part::Close(name) => {
                if let Some(name) = renamed(name) {
                    out.push_str(&format!("</{name}>"));
                }
            }
        }
    }
}

fn push_image(out: &mut String, rest: &str, with_pictures: bool) {
    let value = |wanted: &str| attributes(rest).find(|(name, _)| *name == wanted).map_or("", |(_, value)| value);
    let (src, alt) = (value("src"), value("alt"));
    let is_ours = src.strip_prefix(FOLDER).is_some_and(|name| named(name).is_some());
    match (with_pictures && is_ours, alt) {
        (true, alt) => out.push_str(&format!(r#"<img src="{src}" alt="{alt}">"#)),
        (false, "") => out.push_str("[Picture]"),
        (false, alt) => out.push_str(&format!("[Picture: {alt}]")),
    }
}

fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
}

/// Which attributes go along.
fn keeps(element: &str, attribute: &str, value: &str) -> bool {
    let footnote = |id: &str| id.strip_prefix("fnref-").or_else(|| id.strip_prefix("fn-")).is_some_and(numbers);
    match (element, attribute) {
        ("a", "href") => {
            let lower = value.to_ascii_lowercase();
            ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
                || value.strip_prefix('#').is_some_and(footnote)
        }
        ("li" | "sup", "id") => footnote(value),
        ("ol", "start") | ("td" | "th", "colspan" | "rowspan") => numbers(value),
        ("th", "scope") => matches!(value, "col" | "row"),
        (_, "dir") => matches!(value, "auto" | "rtl" | "ltr"),
        (_, "lang") => value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'),
        _ => false,
    }
}

fn numbers(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(html: &str) -> String {
        let mut out = String::new();
        push_clean(&mut out, html);
        out
    }

    #[test]
    fn classes_and_wrappers_go() {
        assert_eq!(
            clean(
                r##"<p class="x" style="y"><b>a</b><sup class="footnote-ref" id="fnref-1"><a href="#fn-1" role="r">1</a></sup></p>"##
            ),
            r##"<p><strong>a</strong><sup id="fnref-1"><a href="#fn-1">1</a></sup></p>"##
        );
        assert_eq!(clean(r#"<span class="image-placeholder" role="img">Picture: x</span>"#), "[Picture: x]");
        assert_eq!(clean(r#"<div><script>x</script><a href="javascript:y">z</a></div>"#), "xz");
        assert_eq!(clean("1 < 2"), "1 &lt; 2");
        let picture = r#"<figure class="picture"><img src="pictures/a-0123456789abcdef0123456789abcdef.png" alt="a"><figcaption>b</figcaption></figure>"#;
        assert_eq!(clean(picture), picture.replace(r#" class="picture""#, ""));
        assert_eq!(clean(r#"<img src="https://x.example/a.png" alt="a">"#), "[Picture: a]");
        let mut words = String::new();
        push_clean_words(&mut words, picture);
        assert_eq!(words, "<figure>[Picture: a]<figcaption>b</figcaption></figure>");
    }
}
