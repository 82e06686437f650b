//! The annotated copy: a page for whoever checks a piece, with its comments and its links numbered beside the text.

use crate::escape::escaped;
use crate::html::{Part, attributes, parts};

/// What the annotated copy shows. Nothing of it is for readers.
#[derive(Clone, Debug, Default)]
pub struct Annotated<'a> {
    /// What the piece is called.
    pub title: &'a str,
    /// BCP 47 tag of its language; empty for none.
    pub language: &'a str,
    /// Which text it is, in words.
    pub state: &'a str,
    /// The texts in page order: what each is, and its safe HTML, with a mark behind every passage that a comment is about.
    pub texts: Vec<(&'a str, String)>,
    /// The comments, in the order of their marks.
    pub remarks: Vec<Annotation>,
}

/// A comment.
#[derive(Clone, Debug, Default)]
pub struct Annotation {
    /// What it is: a comment, a query.
    pub kind: String,
    /// Whose it is, and when.
    pub by: String,
    /// The words that it is about; empty for the piece as a whole.
    pub quote: String,
    /// Its words.
    pub text: String,
    /// Whether it is settled.
    pub settled: bool,
    /// The answers: whose, and their words.
    pub replies: Vec<(String, String)>,
}

/// Writes the copy. `mark` tells the number (from 0) of the comment that a character stands for.
pub fn annotated(copy: &Annotated<'_>, mark: impl Fn(char) -> Option<usize>) -> String {
    let mut links: Vec<(String, String)> = Vec::new();
    let mut body = String::new();
    for (label, html) in &copy.texts {
        body.push_str(&format!("<section><h2>{}</h2>\n", escaped(label)));
        body.push_str(&numbered(html, &mark, copy.remarks.len(), &mut links));
        body.push_str("\n</section>\n");
    }
    let mut beside = String::new();
    if !copy.remarks.is_empty() {
        beside.push_str("<h2>Comments</h2>\n<ol>\n");
        for (at, remark) in copy.remarks.iter().enumerate() {
            beside.push_str(&said(at + 1, remark));
        }
        beside.push_str("</ol>\n");
    }
    if !links.is_empty() {
        beside.push_str("<h2>Links and sources</h2>\n<ol class=\"links\">\n");
        for (at, (href, words)) in links.iter().enumerate() {
            let (n, words) = (at + 1, words.trim());
            // The address was in the text, escaped there; it is shown as it is, so that it can be checked by eye.
            beside.push_str(&format!(
                "<li id=\"l{n}\"><a class=\"back\" href=\"#lb{n}\">L{n}</a> {words}<br><a href=\"{href}\" rel=\"noreferrer\">{href}</a></li>\n"
            ));
        }
        beside.push_str("</ol>\n");
    }
    let lang = if copy.language.is_empty() { String::new() } else { format!(" lang=\"{}\"", escaped(copy.language)) };
    format!(
        "<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Internal: {title}</title>\n\
         <style>\n{CSS}</style>\n</head>\n<body>\n\
         <header><strong>Internal. Not for publication.</strong> {state}</header>\n\
         <main>\n{body}</main>\n<aside>\n{beside}</aside>\n</body>\n</html>\n",
        title = escaped(copy.title),
        state = escaped(copy.state),
    )
}

/// A text with a number in the place of each mark, and behind each link.
fn numbered(
    html: &str,
    mark: &impl Fn(char) -> Option<usize>,
    remarks: usize,
    links: &mut Vec<(String, String)>,
) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut open: Option<(String, String)> = None;
    for part in parts(html) {
        match part {
            Part::Text(text) => {
                for c in text.chars() {
                    match mark(c) {
                        Some(at) if at < remarks => {
                            let n = at + 1;
                            out.push_str(&format!("<sup><a class=\"n\" href=\"#c{n}\" id=\"cb{n}\">{n}</a></sup>"));
                        }
                        Some(_) => {}
                        None => {
                            out.push(c);
                            if let Some((_, words)) = &mut open {
                                words.push(c);
                            }
                        }
                    }
                }
            }
            Part::Open(name, rest) => {
                let rest: String = rest.chars().filter(|c| mark(*c).is_none()).collect();
                if name == "a"
                    && let Some((_, href)) = attributes(&rest).find(|(key, _)| *key == "href")
                    && !href.starts_with('#')
                {
                    open = Some((href.to_owned(), String::new()));
                }
                out.push_str(&format!("<{name}{rest}>"));
            }
            Part::Close(name) => {
                out.push_str(&format!("</{name}>"));
                if name == "a"
                    && let Some(link) = open.take()
                {
                    links.push(link);
                    let n = links.len();
                    out.push_str(&format!("<sup><a class=\"l\" href=\"#l{n}\" id=\"lb{n}\">L{n}</a></sup>"));
                }
            }
        }
    }
    out
}

fn said(n: usize, remark: &Annotation) -> String {
    let settled = if remark.settled { " <em>settled</em>" } else { "" };
    let quote = if remark.quote.is_empty() {
        String::new()
    } else {
        format!("<blockquote>{}</blockquote>", escaped(&remark.quote))
    };
    let replies: String = remark
        .replies
        .iter()
        .map(|(by, text)| format!("<p class=\"reply\"><b>{}</b> {}</p>", escaped(by), escaped(text)))
        .collect();
    format!(
        "<li id=\"c{n}\"><a class=\"back\" href=\"#cb{n}\">{n}</a> <b>{}</b>, {}{settled}{quote}<p>{}</p>{replies}</li>\n",
        escaped(&remark.kind),
        escaped(&remark.by),
        escaped(&remark.text)
    )
}

const CSS: &str = "\
:root { color-scheme: light dark; --ink: #1a1815; --soft: #5f5a52; --rule: #d9d4ca; --paper: #fffefb; --warn: #a3291b; --accent: #2350a9; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --soft: #a8a296; --rule: #3d3a34; --paper: #1d1b18; --warn: #f08a7b; --accent: #9bb7f2; } }
body { margin: 0 auto; max-width: 72rem; padding: 0 1.5rem 4rem; background: var(--paper); color: var(--ink); font: 1.05rem/1.55 Georgia, 'Times New Roman', serif; display: grid; grid-template-columns: minmax(0, 38rem) minmax(16rem, 1fr); gap: 0 3rem; }
header { grid-column: 1 / -1; margin: 1rem 0 1.5rem; padding: .7rem 0; border-block: 2px solid var(--warn); font: .9rem/1.4 system-ui, sans-serif; }
header strong { color: var(--warn); margin-right: .5rem; }
h2 { margin: 1.4rem 0 .2rem; font: 600 .75rem/1.4 system-ui, sans-serif; color: var(--soft); }
main section p { margin: .3rem 0 .7rem; }
aside { font: .88rem/1.45 system-ui, sans-serif; }
aside ol { list-style: none; margin: 0; padding: 0; }
aside li { padding: .6rem 0; border-top: 1px solid var(--rule); overflow-wrap: anywhere; }
aside p { margin: .25rem 0 0; }
aside em { color: var(--soft); }
.reply { padding-left: 1rem; color: var(--soft); }
blockquote { margin: .3rem 0; padding-left: .7rem; border-left: 2px solid var(--rule); color: var(--soft); }
sup { line-height: 0; font: 600 .68rem/0 system-ui, sans-serif; }
a { color: var(--accent); }
a.n, .back { font-weight: 600; text-decoration: none; }
a.n { padding: .05rem .3rem; border-radius: .5rem; background: color-mix(in srgb, var(--accent) 16%, transparent); }
a.l { text-decoration: none; }
li:target, sup:target { background: color-mix(in srgb, var(--accent) 10%, transparent); }
table { border-collapse: collapse; } td, th { padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--rule); }
img { max-width: 100%; }
@media (width < 52rem) { body { display: block; } }
@media print { body { display: block; font-size: 10pt; } a { color: inherit; } }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_links_are_numbered_and_a_mark_in_an_attribute_breaks_nothing() {
        let html = "<p>One\u{e001} <a href=\"https://a.example/?x=1&amp;y=2\" title=\"a\u{e000} > b\">link</a> &lt;b&gt; <a href=\"#n\">note</a></p>";
        let remark = |text: &str| Annotation { text: text.into(), kind: "Query".into(), ..Annotation::default() };
        let copy = Annotated {
            title: "A <b>",
            texts: vec![("Body", html.to_owned())],
            remarks: vec![remark("first"), remark("<script>")],
            ..Annotated::default()
        };
        let out = annotated(&copy, |c| (u32::from(c)).checked_sub(0xe000).filter(|n| *n < 9).map(|n| n as usize));
        assert!(out.contains("One<sup><a class=\"n\" href=\"#c2\" id=\"cb2\">2</a></sup>"), "{out}");
        assert!(out.contains(">link</a><sup><a class=\"l\" href=\"#l1\" id=\"lb1\">L1</a></sup> &lt;b&gt;"), "{out}");
        assert!(out.contains("title=\"a > b\"") && !out.contains("<script>") && !out.contains("L2"), "{out}");
        assert!(out.contains("https://a.example/?x=1&amp;y=2</a></li>") && out.contains("Internal: A &lt;b&gt;"));
        assert!(out.contains("Not for publication"));
    }
}
