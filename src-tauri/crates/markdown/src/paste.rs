//! Pasted HTML as Markdown: what it says stays, what it looks like goes.

mod convert;
mod grid;
mod incoming;
mod notes;
mod said;
mod shape;
mod source;
mod tracking;

use crate::depth::nests_within;
use crate::tags::{Token, Tokens};

/// Levels of elements that pasted markup may have; walking deeper ones costs stack.
const DEEPEST: usize = 200;
/// Longest paste that is looked at.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// What a paste became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The text as Markdown, without line breaks at either end.
    pub markdown: String,
    /// How many links were kept.
    pub links: u32,
    /// What was left out, in words: "colours and fonts", "2 images".
    pub dropped: Vec<String>,
    /// The program it comes from, where its markup shows that.
    pub source: Option<&'static str>,
    /// How many of the links lost what only follows the reader.
    pub cleaned_links: u32,
    /// How many tracked insertions and removals were taken as accepted.
    pub changes: u32,
}

/// Why a paste cannot be converted; its plain text is still there to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    /// Elements inside elements beyond all measure.
    #[error("the pasted page nests too deeply to be converted")]
    TooDeep,
    /// More than anybody pastes.
    #[error("the pasted page is too long to be converted")]
    TooLong,
}

/// Converts pasted HTML: headings, emphasis, links, lists, quotes, footnotes, tables and raised figures are kept; styling,
/// pictures, scripts, comments and the tracking part of addresses are left out. Tracked changes are taken as accepted.
///
/// # Errors
/// When the markup is too long or nests too deeply.
pub fn html_to_markdown(html: &str) -> Result<Pasted, PasteError> {
    if html.len() > MOST_BYTES {
        return Err(PasteError::TooLong);
    }
    let source = source::source(html);
    let shaped = shape::shaped(&notes::without_marks(incoming::fragment(html)), source);
    let (simple, mut left_out) = incoming::simplified(&shaped.html);
    left_out.comments = shaped.comments;
    left_out.hidden = shaped.hidden;
    if !nests_within(&simple, DEEPEST) {
        return Err(PasteError::TooDeep);
    }
    let clean = incoming::cleaned(&simple);
    // The parser opens elements by itself; what comes out of it is well-formed and counted once more.
    if !nests_within(&clean, DEEPEST) {
        return Err(PasteError::TooDeep);
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Pasted {
        markdown: notes::written(&convert::to_markdown(&clean)),
        links: count(hrefs(&clean).count()),
        dropped: left_out.words(),
        source,
        cleaned_links: count(hrefs(&simple).filter(|href| tracking::is_followed(&href.replace("&amp;", "&"))).count()),
        changes: count(shaped.changes),
    })
}

fn hrefs(html: &str) -> impl Iterator<Item = &str> {
    Tokens::of(html).filter_map(|token| match token {
        Token::Open(tag) if tag.name == "a" => tag.attribute("href"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(html: &str) -> String {
        html_to_markdown(html).unwrap().markdown
    }

    #[test]
    fn structure_stays_and_styling_goes() {
        let html = "<meta charset='utf-8'><h2 style='color:red'>The <em>price</em></h2><p>One <b>two</b> \
                    <a href=\"https://a.example/x?utm_source=y&amp;id=3\">three</a>.</p><ul><li>a</li><li>b</li></ul>\
                    <blockquote><p>q</p></blockquote><img src=x><img src=y>";
        let pasted = html_to_markdown(html).unwrap();
        assert_eq!(
            pasted.markdown,
            "## The *price*\n\nOne **two** [three](https://a.example/x?id=3).\n\n- a\n- b\n\n> q"
        );
        assert_eq!((pasted.links, pasted.dropped), (1, vec!["colours and fonts".to_owned(), "2 images".to_owned()]));
    }

    #[test]
    fn styles_that_mean_emphasis_are_emphasis() {
        let html = "<b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p><span style=\"font-weight:700\">bold</span> \
                    <span style='font-style: italic'>slanted</span> <span style=\"font-size:11pt\">plain</span></p></b>";
        assert_eq!(markdown(html), "**bold** *slanted* plain");
    }

    #[test]
    fn what_looks_like_markup_in_the_words_stays_words() {
        assert_eq!(markdown("<p>a &lt;script&gt; *b* [c]</p>"), "a \\<script> \\*b\\* \\[c\\]");
        assert_eq!(markdown("x<sup>1</sup> <del>y</del>"), "x<sup>1</sup> ~~y~~");
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert_eq!(html_to_markdown(&"<div>".repeat(20_000)), Err(PasteError::TooDeep));
        assert_eq!(html_to_markdown(&format!("<!-->{}", "<div>".repeat(20_000))), Err(PasteError::TooDeep));
        assert_eq!(
            html_to_markdown(&format!("<svg><style>{}", "<div>".repeat(20_000))).map(|p| p.markdown),
            Ok(String::new())
        );
    }

    #[test]
    fn the_fragment_of_a_clipboard_is_taken() {
        let html = "Version:0.9\r\nStartHTML:00\r\n<html><body>no<!--StartFragment--><p>yes</p><!--EndFragment-->no</body></html>";
        assert_eq!(markdown(html), "yes");
    }
}
