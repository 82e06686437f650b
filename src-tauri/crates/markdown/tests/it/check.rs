//! Judges HTML by parsing it: nothing in it may run, load, or leave its place.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that an article may have.
const ARTICLE: [&str; 66] = [
    "html",
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
    "u",
    "ul",
    "var",
    "wbr",
];
/// What a sheet has besides.
const SHEET: [&str; 3] = ["h1", "header", "footer"];
/// What a whole page has besides.
const PAGE: [&str; 6] = ["head", "body", "meta", "title", "style", "script"];
/// Classes of ours.
const CLASSES: [&str; 32] = [
    "footnotes",
    "footnote-ref",
    "footnote-back",
    "image-placeholder",
    "pull",
    "center",
    "end",
    "page",
    "sheet",
    "reader",
    "body",
    "drop",
    "folio",
    "masthead",
    "long",
    "longer",
    "empty",
    "tagline",
    "oxford",
    "section",
    "top",
    "kicker",
    "headline",
    "quoted",
    "standfirst",
    "byline",
    "foot",
    "seal",
    "wide",
    "note",
    "slim",
    "draft",
];

/// What kind of HTML is judged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A block of the body.
    Block,
    /// A part of the sheet.
    Sheet,
    /// A whole page.
    Page,
}

/// Everything that is wrong with the HTML; empty when it is safe. It is read with scripting and without, and again
/// after a browser would have written it out, because some attacks are made by that alone.
pub fn violations(html: &str, kind: Kind) -> Vec<String> {
    let mut found = Vec::new();
    for scripting in [true, false] {
        let dom = parse(html, kind, scripting);
        walk(&dom.document, kind, &mut found);
        let again = parse(&serialised(&dom, kind), kind, scripting);
        walk(&again.document, kind, &mut found);
    }
    found.dedup();
    found
}

/// What the parser of a browser complains about.
pub fn parse_errors(html: &str, kind: Kind) -> Vec<String> {
    parse(html, kind, true).errors.borrow().iter().map(ToString::to_string).collect()
}

fn parse(html: &str, kind: Kind, scripting_enabled: bool) -> RcDom {
    let opts =
        ParseOpts { tree_builder: TreeBuilderOpts { scripting_enabled, ..Default::default() }, ..Default::default() };
    if kind == Kind::Page {
        return parse_document(RcDom::default(), opts).one(html);
    }
    let context = QualName::new(None, ns!(html), local_name!("div"));
    parse_fragment(RcDom::default(), opts, context, Vec::new(), false).one(html)
}

fn serialised(dom: &RcDom, kind: Kind) -> String {
    let mut bytes = Vec::new();
    let root: Handle = if kind == Kind::Page {
        dom.document.clone()
    } else {
        dom.document.children.borrow().first().cloned().unwrap_or_else(|| dom.document.clone())
    };
    html5ever::serialize(&mut bytes, &markup5ever_rcdom::SerializableHandle::from(root), Default::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn walk(root: &Handle, kind: Kind, found: &mut Vec<String>) {
    let mut stack = vec![root.clone()];
    while let Some(node) = stack.pop() {
        stack.extend(node.children.borrow().iter().cloned());
        match &node.data {
            NodeData::Comment { contents } => found.push(format!("a comment: {contents}")),
            NodeData::Element { name, attrs, .. } => {
                let element = &*name.local;
                let allowed = ARTICLE.contains(&element)
                    || (kind != Kind::Block && SHEET.contains(&element))
                    || (kind == Kind::Page && PAGE.contains(&element));
                if name.ns != ns!(html) || !allowed {
                    found.push(format!("an element <{element}>"));
                }
                let attrs = attrs.borrow();
                let get = |wanted: &str| attrs.iter().find(|a| &*a.name.local == wanted).map(|a| a.value.to_string());
                if element == "script" && get("type").as_deref() != Some("application/ld+json") {
                    found.push("a script that runs".into());
                }
                if element == "meta" && get("http-equiv").is_some_and(|value| value != "Content-Security-Policy") {
                    found.push("a meta that acts".into());
                }
                if element == "style" {
                    let text: String = node.children.borrow().iter().map(text_of).collect();
                    if text.replace("url(data:font/woff2", "").contains("url(") || text.contains("@import") {
                        found.push("a style sheet that loads".into());
                    }
                }
                for attribute in attrs.iter() {
                    judge(element, &attribute.name.local, &attribute.value, found);
                }
            }
            _ => {}
        }
    }
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    }
}

fn judge(element: &str, name: &str, value: &str, found: &mut Vec<String>) {
    let fine = match name {
        "href" => {
            let lower = value.to_ascii_lowercase();
            let plain = !value.chars().any(|c| c.is_control() || c.is_whitespace());
            plain
                && (["http://", "https://", "mailto:"].iter().any(|s| lower.starts_with(s))
                    || footnote(value.strip_prefix('#')))
        }
        "id" => footnote(Some(value)),
        "class" => value.split_whitespace().all(|class| CLASSES.contains(&class)),
        "role" => matches!(value, "img" | "doc-endnotes" | "doc-noteref" | "doc-backlink"),
        "rel" => value == "noopener noreferrer",
        "dir" => matches!(value, "auto" | "rtl" | "ltr"),
        "title" | "lang" | "aria-label" | "start" | "reversed" | "value" | "colspan" | "rowspan" | "scope"
        | "datetime" => true,
        "charset" | "name" | "content" | "property" | "http-equiv" => element == "meta",
        "type" => element == "script",
        _ => false,
    };
    if !fine {
        found.push(format!("<{element} {name}=\"{value}\">"));
    }
}

fn footnote(id: Option<&str>) -> bool {
    id.and_then(|id| id.strip_prefix("fnref-").or_else(|| id.strip_prefix("fn-")))
        .is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
}
