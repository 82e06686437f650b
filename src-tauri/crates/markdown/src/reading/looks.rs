//! What a tag makes of the words that stand in it, as far as that can be told without a browser.
//!
//! Only what pages of articles need is known. Everything else can show words that nobody sealed, or hide some that were,
//! and is told instead of being judged.

use crate::tags::Tag;

/// Elements that show the words they hold, as they are, and nothing else.
const PLAIN: [&str; 70] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
];
/// More of them; scripts and style sheets are told of by themselves.
const MORE: [&str; 6] = ["big", "script", "style", "tt", "var", "wbr"];
/// Attributes that show something, hide something or lead elsewhere.
const STRANGE: [&str; 9] =
    ["aria-hidden", "background", "bgcolor", "color", "popover", "poster", "slot", "srcdoc", "srcset"];
/// What a `meta` may stand for.
const HARMLESS: [&str; 4] = ["content-language", "content-security-policy", "content-type", "x-ua-compatible"];

/// Whether the words of an element are struck out.
pub(super) fn strikes(name: &str) -> bool {
    matches!(name, "del" | "s" | "strike")
}

/// What of a tag leaves open what its readers see; none of a tag of which that can be told.
pub(super) fn doubt(tag: &Tag<'_>) -> Option<String> {
    let name = &*tag.name;
    if !PLAIN.contains(&name) && !MORE.contains(&name) {
        return Some(format!("<{}>", name.chars().take(30).collect::<String>()));
    }
    tag.attributes().find_map(|(attribute, value)| match attribute.as_str() {
        "http-equiv" => {
            let value = value.trim().to_ascii_lowercase();
            (!HARMLESS.contains(&&*value))
                .then(|| format!("<meta http-equiv=\"{}\">", value.chars().take(30).collect::<String>()))
        }
        "style" => strange_rule(value).map(|rule| format!("style=\"{rule}\"")),
        other => STRANGE.contains(&other).then(|| other.to_owned()),
    })
}

/// The first rule of a style that is none of the few that leave words as they are.
fn strange_rule(style: &str) -> Option<String> {
    let lower = style.to_ascii_lowercase();
    let rule = lower.split(';').map(str::trim).filter(|rule| !rule.is_empty()).find(|rule| !is_harmless(rule))?;
    Some(rule.chars().filter(|c| !c.is_control()).take(60).collect())
}

fn is_harmless(rule: &str) -> bool {
    let Some((name, value)) = rule.split_once(':') else { return false };
    let value = value.trim();
    // Functions, escapes and comments can say anything.
    if value.contains(['(', '\\', '/', '&', '!']) || value.starts_with('-') || value.contains(" -") {
        return false;
    }
    match name.trim() {
        "font-style" | "font-weight" | "text-align" => true,
        "font-size" => is_legible(value),
        "color" => matches!(value, "black" | "red" | "blue" | "green" | "navy" | "maroon" | "purple") || is_dark(value),
        name => {
            let sides = ["margin", "padding"];
            sides.iter().any(|side| name == *side || name.strip_prefix(side).is_some_and(|rest| rest.starts_with('-')))
                && is_small(value)
        }
    }
}

/// The number with which a length begins, and its unit.
fn length(value: &str) -> Option<(f64, &str)> {
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    Some((value[..end].parse().ok()?, value[end..].trim()))
}

fn is_legible(value: &str) -> bool {
    match length(value) {
        Some((number, "pt" | "px")) => (6.0..200.0).contains(&number),
        Some((number, "em" | "rem")) => (0.6..10.0).contains(&number),
        Some((number, "%")) => (60.0..1000.0).contains(&number),
        _ => false,
    }
}

/// Whether distances leave the words on the page.
fn is_small(value: &str) -> bool {
    value.split_ascii_whitespace().all(|part| match length(part) {
        Some((number, "pt" | "px")) => number <= 100.0,
        Some((number, "em" | "rem")) => number <= 6.0,
        Some((number, "")) => number == 0.0,
        _ => part == "auto",
    })
}

/// Whether a colour (`#rgb`, `#rrggbb`) can be read on white.
fn is_dark(value: &str) -> bool {
    let Some(digits) = value.strip_prefix('#') else { return false };
    let each = digits.len() / 3;
    matches!(digits.len(), 3 | 6)
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && digits.bytes().step_by(each).all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::{Token, Tokens};

    fn doubt_of(html: &str) -> Option<String> {
        let Some(Token::Open(tag)) = Tokens::of(html).next() else { panic!("{html}") };
        doubt(&tag)
    }

    #[test]
    fn what_leaves_words_as_they_are_is_known() {
        for html in [
            "<p class=x lang=en style=\"color: #333; MARGIN-left: 1em; font-size:12pt\">",
            "<p style='color: red'>",
            "<a href=x title=y>",
            "<ol start=3>",
            "<meta http-equiv=Content-Type content=x>",
            "<td colspan=2 style=\"text-align: center;\">",
        ] {
            assert_eq!(doubt_of(html), None, "{html}");
        }
    }

    #[test]
    fn what_shows_or_hides_words_is_told() {
        for (html, told) in [
            ("<input value=Lies>", "<input>"),
            ("<textarea>", "<textarea>"),
            ("<dialog open>", "<dialog>"),
            ("<details>", "<details>"),
            ("<q>", "<q>"),
            ("<i style=\"color:transparent\">", "style=\"color:transparent\""),
            ("<i style=\"color: #fff\">", "style=\"color: #fff\""),
            ("<i style=\"color:red;position:absolute\">", "style=\"position:absolute\""),
            ("<i style=\"left:-9999px\">", "style=\"left:-9999px\""),
            ("<i style=\"margin-left:-9999px\">", "style=\"margin-left:-9999px\""),
            ("<i style=\"margin: 0 -999px\">", "style=\"margin: 0 -999px\""),
            ("<i style=\"padding:9999px\">", "style=\"padding:9999px\""),
            ("<i style=\"text-decoration:line-through\">", "style=\"text-decoration:line-through\""),
            ("<i style=\"font-size:1px\">", "style=\"font-size:1px\""),
            ("<i style=\"c/**/olor:red\">", "style=\"c/**/olor:red\""),
            ("<meta http-equiv=refresh content=0>", "<meta http-equiv=\"refresh\">"),
            ("<span aria-hidden=true>", "aria-hidden"),
        ] {
            assert_eq!(doubt_of(html).as_deref(), Some(told), "{html}");
        }
    }
}
