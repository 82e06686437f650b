//! Pasted markup on its way in: what means something is kept, what is left out is counted.

use super::tracking::without_tracking;
use crate::links::safe_href;
use crate::sanitise::{image_of, is_of_the_desk};
use crate::simplify::{Fate, simplify};
use crate::tags::Tag;
use ammonia::{Builder, UrlRelative};
use model::picture::mark_of;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What was left out.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    styles: bool,
    images: usize,
    media: usize,
    scripts: usize,
    forms: usize,
    navigation: bool,
    /// Pictures of one point, which only tell that the text was read.
    pixels: usize,
    pub(super) comments: usize,
    pub(super) hidden: bool,
}

impl LeftOut {
    /// In words.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if self.styles {
            words.push("colours and fonts".to_owned());
        }
        let counted = [
            (self.images, "image", "images"),
            (self.pixels, "tracking pixel", "tracking pixels"),
            (self.comments, "comment", "comments"),
            (self.media, "embedded part", "embedded parts"),
            (self.scripts, "script", "scripts"),
            (self.forms, "form field", "form fields"),
        ];
        for (count, one, many) in counted {
            match count {
                0 => {}
                1 => words.push(format!("1 {one}")),
                _ => words.push(format!("{count} {many}")),
            }
        }
        if self.navigation {
            words.push("navigation".to_owned());
        }
        if self.hidden {
            words.push("hidden text".to_owned());
        }
        words
    }
}

/// The markup without what no text needs, and with meaning instead of looks.
pub(super) fn simplified(html: &str) -> (String, LeftOut) {
    let mut left_out = LeftOut::default();
    let simple = simplify(html, |tag| fate(tag, &mut left_out));
    (simple, left_out)
}

/// What a clipboard marks as the copied part.
pub(super) fn fragment(html: &str) -> &str {
    const START: &str = "<!--StartFragment-->";
    let Some(start) = html.find(START) else { return html };
    let rest = &html[start + START.len()..];
    rest.rfind("<!--EndFragment-->").map_or(rest, |end| &rest[..end])
}

fn fate(tag: &Tag<'_>, left_out: &mut LeftOut) -> Fate {
    let style = tag.attribute("style").unwrap_or_default().to_ascii_lowercase();
    left_out.styles |= !style.is_empty() || matches!(&*tag.name, "font" | "style");
    match &*tag.name {
        "img" if ["width", "height"].iter().any(|side| matches!(tag.attribute(side), Some("0" | "1"))) => {
            left_out.pixels += 1;
            Fate::Unwrap
        }
        "img" if is_of_the_desk(tag) => Fate::Swap(image_of(tag), ""),
        "img" | "image" | "svg" | "picture" => {
            left_out.images += usize::from(tag.name != "picture");
            Fate::Unwrap
        }
        "iframe" | "object" | "embed" | "video" | "audio" => {
            left_out.media += 1;
            Fate::Unwrap
        }
        "script" => {
            left_out.scripts += 1;
            Fate::Unwrap
        }
        "input" | "textarea" | "select" | "button" => {
            left_out.forms += 1;
            Fate::Unwrap
        }
        "nav" => {
            left_out.navigation = true;
            Fate::Keep
        }
        // The items of their lists hold a paragraph each that is none.
        "p" if tag.attribute("role") == Some("presentation") => Fate::Unwrap,
        // Word processors on the web wrap everything in bold that is none.
        "b" | "strong" if weight(&style).is_some_and(|heavy| !heavy) => Fate::Unwrap,
        "i" | "em" if value_of(&style, "font-style") == Some("normal") => Fate::Unwrap,
        "span" | "font" => match (weight(&style) == Some(true), value_of(&style, "font-style") == Some("italic")) {
            (true, true) => Fate::Swap("<strong><em>".into(), "</em></strong>"),
            (true, false) => Fate::Swap("<strong>".into(), "</strong>"),
            (false, true) => Fate::Swap("<em>".into(), "</em>"),
            (false, false) if value_of(&style, "vertical-align") == Some("super") => {
                Fate::Swap("<sup>".into(), "</sup>")
            }
            (false, false) => Fate::Unwrap,
        },
        _ => Fate::Keep,
    }
}

/// Whether a style says bold; nothing when it says nothing of it.
fn weight(style: &str) -> Option<bool> {
    let value = value_of(style, "font-weight")?;
    Some(matches!(value, "bold" | "bolder") || value.parse::<u32>().is_ok_and(|weight| weight >= 600))
}

fn value_of<'s>(style: &'s str, property: &str) -> Option<&'s str> {
    style.split(';').find_map(|rule| {
        let (name, value) = rule.split_once(':')?;
        (name.trim() == property).then(|| value.trim().trim_end_matches("!important").trim_end())
    })
}

static PASTE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let elements = HashSet::from([
        "a",
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "section",
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
        "tr",
        "ul",
        "article",
        "header",
        "footer",
        "main",
        "aside",
    ]);
    builder
        .tags(elements)
        .clean_content_tags(HashSet::from([
            "script", "style", "template", "noscript", "iframe", "object", "title", "head", "nav",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|_: &str, name: &str, value: &str| -> Option<Cow<'_, str>> {
            match name {
                "src" => mark_of(value).is_some().then_some(Cow::Borrowed(value)),
                "alt" => Some(Cow::Borrowed(value)),
                "href" => safe_href(value).map(|href| Cow::Owned(without_tracking(&href))),
                _ => value.parse::<u32>().ok().map(|number| Cow::Owned(number.to_string())),
            }
        });
    builder
});

/// The markup through the sanitiser.
pub(super) fn cleaned(simple: &str) -> String {
    PASTE.clean(simple).to_string()
}
