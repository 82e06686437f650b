//! The sanitiser: what markup of others may become part of a page.

use crate::depth::nests_within;
use crate::escape::push_escaped;
use crate::links::{is_footnote_id, is_footnote_link, origin_of, safe_href};
use crate::pictures::INLINE;
use crate::simplify::{Fate, simplify};
use crate::tags::Tag;
use ammonia::{Builder, UrlRelative};
use model::picture::mark_of;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Levels of elements that a block may have.
const DEEPEST: usize = 120;

/// Elements of an article.
const ELEMENTS: [&str; 62] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
];
/// More elements of an article.
const MORE_ELEMENTS: [&str; 4] = ["u", "ul", "var", "wbr"];

static ARTICLE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href", "id", "role", "rel"])),
        ("bdo", HashSet::from(["dir"])),
        ("img", HashSet::from(["src", "alt"])),
        ("li", HashSet::from(["id", "value"])),
        ("ol", HashSet::from(["start", "reversed"])),
        ("section", HashSet::from(["role"])),
        ("span", HashSet::from(["role", "aria-label"])),
        ("sup", HashSet::from(["id"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("th", HashSet::from(["colspan", "rowspan", "scope"])),
        ("time", HashSet::from(["datetime"])),
    ]);
    let classes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["footnote-back"])),
        ("figure", HashSet::from(["pull", "picture"])),
        ("section", HashSet::from(["footnotes"])),
        ("span", HashSet::from(["image-placeholder", INLINE, "caption", "credit"])),
        ("sup", HashSet::from(["footnote-ref"])),
        ("td", HashSet::from(["center", "end"])),
        ("th", HashSet::from(["center", "end"])),
    ]);
    builder
        .tags(ELEMENTS.into_iter().chain(MORE_ELEMENTS).collect())
        .clean_content_tags(HashSet::from([
            "script", "style", "template", "noscript", "iframe", "object", "embed", "title",
        ]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["dir", "lang", "title"]))
        .allowed_classes(classes)
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(attribute);
    builder
});

/// What stays of one attribute.
fn attribute<'a>(element: &str, name: &str, value: &'a str) -> Option<Cow<'a, str>> {
    match name {
        "src" => mark_of(value).is_some().then_some(Cow::Borrowed(value)),
        "href" if is_footnote_link(value) => Some(Cow::Borrowed(value)),
        "href" => safe_href(value),
        "id" => is_footnote_id(value).then_some(Cow::Borrowed(value)),
        "role" => matches!(
            (element, value),
            ("span", "img") | ("section", "doc-endnotes") | ("a", "doc-noteref" | "doc-backlink")
        )
        .then_some(Cow::Borrowed(value)),
        "rel" => (value == REL).then_some(Cow::Borrowed(value)),
        "dir" => matches!(value, "ltr" | "rtl" | "auto").then_some(Cow::Borrowed(value)),
        "colspan" | "rowspan" => {
            value.parse::<u16>().is_ok_and(|n| (1..=100).contains(&n)).then_some(Cow::Borrowed(value))
        }
        _ => Some(Cow::Borrowed(value)),
    }
}

/// What a link out of the page says about itself: the other page learns nothing of this one.
pub(crate) const REL: &str = "noopener noreferrer";

/// A block that holds markup of others, made safe; nothing when it nests too deeply.
pub(crate) fn clean_block(html: &str) -> Option<String> {
    let simple = simplify(html, |tag| match &*tag.name {
        "img" if is_of_the_desk(tag) => Fate::Swap(image_of(tag), ""),
        "img" | "image" => Fate::Swap(placeholder_of(tag), ""),
        "h1" => Fate::Swap("<h2>".into(), "</h2>"),
        "a" if leads_away(tag) => Fate::Swap(format!(r#"<a rel="{REL}"{}>"#, spaced(tag.attributes)), "</a>"),
        _ => Fate::Keep,
    });
    nests_within(&simple, DEEPEST).then(|| ARTICLE.clean(&simple).to_string().trim().to_owned())
}

/// Whether a link leads out of the page and does not yet say how.
fn leads_away(tag: &Tag<'_>) -> bool {
    // An address that will be taken out leads nowhere. One with entities may be anything; it is looked at later.
    let leads = |href: &str| !is_footnote_link(href) && (href.contains('&') || safe_href(href).is_some());
    tag.attribute("href").is_some_and(leads) && tag.attribute("rel").is_none()
}

fn spaced(attributes: &str) -> Cow<'_, str> {
    if attributes.starts_with(|c: char| c.is_ascii_whitespace()) {
        Cow::Borrowed(attributes)
    } else {
        Cow::Owned(format!(" {}", attributes.trim_start_matches('/')))
    }
}

/// Whether a picture that is written as markup is one of the desk.
pub(crate) fn is_of_the_desk(tag: &Tag<'_>) -> bool {
    tag.attribute("src").is_some_and(|address| mark_of(address).is_some())
}

/// A picture of the desk that is written as markup, in the form of our writer.
pub(crate) fn image_of(tag: &Tag<'_>) -> String {
    let (src, alt) = (tag.attribute("src").unwrap_or_default(), attribute_text(tag, "alt"));
    format!(r#"<img src="{src}" alt="{alt}">"#)
}

/// The words of an attribute, encoded as they are written; only what would end it is escaped in addition.
fn attribute_text(tag: &Tag<'_>, name: &str) -> String {
    let text = tag.attribute(name).unwrap_or_default();
    text.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The placeholder for a picture that is written as markup.
fn placeholder_of(tag: &Tag<'_>) -> String {
    let mut out = String::new();
    let alt = attribute_text(tag, "alt");
    let mut origin = String::new();
    push_escaped(&mut origin, &origin_of(tag.attribute("src").unwrap_or_default()));
    push_placeholder(&mut out, &alt, &origin);
    out
}

/// Writes the placeholder of a picture that the desk does not have; what it shows comes escaped.
pub(crate) fn push_missing(out: &mut String, alt: &str) {
    let named = if alt.is_empty() { "" } else { ": " };
    out.push_str(&format!(
        r#"<span class="image-placeholder" role="img" aria-label="Picture missing{named}{alt}">Picture missing{named}{alt}</span>"#
    ));
}

/// Writes the placeholder that stands where a picture would be; both texts come escaped.
pub(crate) fn push_placeholder(out: &mut String, alt: &str, origin: &str) {
    let named = if alt.is_empty() { "" } else { ": " };
    out.push_str(r#"<span class="image-placeholder" role="img" aria-label="Picture not loaded"#);
    out.push_str(named);
    out.push_str(alt);
    out.push_str(r#"">Picture"#);
    out.push_str(named);
    out.push_str(alt);
    if !origin.is_empty() {
        out.push_str(" (");
        out.push_str(origin);
        out.push(')');
    }
    out.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use crate::{RenderOptions, render_body};

    #[test]
    fn a_link_that_leads_nowhere_says_nothing_of_where_it_leads() {
        let page = |link: &str| render_body(&format!("A <a href=\"{link}\">b</a>."), &RenderOptions::default());
        assert!(!page("javascript:alert(1)").contains("rel="), "{}", page("javascript:alert(1)"));
        assert!(page("https://a.example").contains("noreferrer"));
        assert!(page("https&#58;//a.example").contains("noreferrer"));
    }
}
