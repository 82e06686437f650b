//! HTML that says what changed by its elements, not by colour alone.

use super::{Labels, moved_from, side, summary};
use crate::compare::{Comparison, Counts, Paragraph, ParagraphKind, RunKind};

const CSS: &str = "\
:root{color-scheme:light dark}\
body{font:1.0625rem/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}\
header{font-family:system-ui,sans-serif;font-size:.9rem;border-bottom:1px solid #8888;margin-bottom:1.5rem}\
h2{font:600 .8rem system-ui,sans-serif;opacity:.75;margin:1.5rem 0 0}\
p{white-space:pre-wrap;overflow-wrap:anywhere}\
ins{background:#2a9d4a33;text-decoration:underline}\
del{background:#c8323233;text-decoration:line-through}\
.note{display:block;font:italic .85rem system-ui,sans-serif;opacity:.75}\
.moved-here,.moved-away{border-inline-start:3px solid #4477cc;padding-inline-start:.75rem}\
.moved-away{opacity:.65}\
@media print{body{margin:0;max-width:none}}";

/// One `<p>` for each paragraph in a `<div class="comparison">`, with `<ins>` and `<del>` inside. The words are those of
/// the Markdown text, everything escaped; white space matters (`white-space: pre-wrap`).
pub fn to_html(comparison: &Comparison) -> String {
    let mut out = String::from("<div class=\"comparison\">\n");
    for paragraph in &comparison.paragraphs {
        out += &format!("<p class=\"{}\" dir=\"auto\">", class(paragraph.kind));
        if let Some(note) = note(paragraph) {
            out += &format!("<span class=\"note\">{note}</span>");
        }
        if let ParagraphKind::MovedAway { .. } = paragraph.kind {
            let words = moved_from(comparison, paragraph.before.start).map(|p| side(p, RunKind::Inserted));
            // Struck through, but no `<del>`: these words are not gone.
            out += &format!("<s>{}</s>", escaped(&words.unwrap_or_default()));
        }
        for run in &paragraph.runs {
            let text = escaped(&run.text);
            match run.kind {
                RunKind::Same => out += &text,
                RunKind::Removed => out += &format!("<del>{}</del>", with_breaks(&text)),
                RunKind::Inserted => out += &format!("<ins>{}</ins>", with_breaks(&text)),
            }
        }
        out += "</p>\n";
    }
    out + "</div>\n"
}

/// A whole page with its style inside: no script, and nothing fetched. `title` and the labels may hold anything;
/// `language` is a BCP 47 tag.
pub fn to_html_page(comparison: &Comparison, title: &str, language: Option<&str>, labels: Labels<'_>) -> String {
    page(&to_html(comparison), &comparison.counts, title, language, labels)
}

/// A whole page around HTML that was made here.
pub(super) fn page(body: &str, counts: &Counts, title: &str, language: Option<&str>, labels: Labels<'_>) -> String {
    let lang = language.map(|tag| format!(" lang=\"{}\"", escaped(tag))).unwrap_or_default();
    format!(
        "<!doctype html>\n<html{lang}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
         <p><del>only in {before}</del> <ins>only in {after}</ins></p>\n<p>{summary}</p>\n</header>\n<main>\n{body}</main>\n\
         </body>\n</html>\n",
        title = escaped(title),
        before = escaped(labels.before),
        after = escaped(labels.after),
        summary = summary(counts),
    )
}

fn class(kind: ParagraphKind) -> &'static str {
    match kind {
        ParagraphKind::Same => "same",
        ParagraphKind::Changed => "changed",
        ParagraphKind::Inserted => "inserted",
        ParagraphKind::Removed => "removed",
        ParagraphKind::MovedHere { .. } => "moved-here",
        ParagraphKind::MovedAway { .. } => "moved-away",
        ParagraphKind::Split => "split",
        ParagraphKind::Merged => "merged",
    }
}

/// Paragraphs count from 1 where people read.
fn note(paragraph: &Paragraph) -> Option<String> {
    match paragraph.kind {
        ParagraphKind::MovedHere { from } => Some(format!("Moved here from paragraph {}", from + 1)),
        ParagraphKind::MovedAway { to } => Some(format!("Moved to paragraph {}", to + 1)),
        ParagraphKind::Split => Some(format!("Split into {}", paragraph.after.len())),
        ParagraphKind::Merged => Some(format!("Merged from {}", paragraph.before.len())),
        _ => None,
    }
}

/// Makes an added or removed end of a paragraph visible.
fn with_breaks(text: &str) -> String {
    text.replace("\n\n", "¶\n\n")
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
