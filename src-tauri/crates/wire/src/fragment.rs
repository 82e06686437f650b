//! A piece as HTML to be pasted into a content system.

use crate::clean::{push_clean, push_clean_words};
use crate::escape::push_escaped;
use model::Piece;

/// The furniture of a fragment, where it goes along; HTML comes from the Markdown writer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FragmentFurniture<'a> {
    /// The standfirst as inline HTML.
    pub standfirst_html: &'a str,
    /// The byline as it is printed, with "By" where the outlet sets it.
    pub byline: &'a str,
    /// The foot of the sheet: author note, disclosure, correction.
    pub foot_html: &'a str,
    /// Whether pictures are written as words: for a text that travels without them.
    pub pictures_as_words: bool,
    /// The seal's fingerprint, for the final copy; it goes along as a comment, which readers do not see.
    pub seal: Option<&'a str>,
}

/// The piece as clean HTML: headline, standfirst, byline, body, notes. No classes, no ids but those of footnotes, no
/// wrapper. Without `furniture` it is the body alone.
pub fn fragment(piece: &Piece, body_html: &str, furniture: Option<&FragmentFurniture<'_>>) -> String {
    let mut out = String::with_capacity(body_html.len() + 1024);
    if let Some(furniture) = furniture {
        let web = piece.headlines.web.trim();
        let headline = if web.is_empty() { piece.headline.trim() } else { web };
        if !headline.is_empty() {
            out.push_str("<h1>");
            push_escaped(&mut out, headline);
            out.push_str("</h1>\n");
        }
        if !furniture.standfirst_html.is_empty() {
            out.push_str("<p>");
            push_clean(&mut out, furniture.standfirst_html);
            out.push_str("</p>\n");
        }
        if !furniture.byline.trim().is_empty() {
            out.push_str("<p>");
            push_escaped(&mut out, furniture.byline.trim());
            out.push_str("</p>\n");
        }
    }
    if furniture.is_some_and(|furniture| furniture.pictures_as_words) {
        push_clean_words(&mut out, body_html);
    } else {
        push_clean(&mut out, body_html);
    }
    if let Some(foot) = furniture.map(|furniture| furniture.foot_html).filter(|foot| !foot.is_empty()) {
        if !out.ends_with('\n') {
            out.push('\n');
        }
        // The label and its note stand on one line when no style sheet parts them.
        push_clean(&mut out, &foot.replace("</b>", ".</b> ").replace("</p><p", "</p>\n<p"));
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    if let Some(seal) = furniture.and_then(|furniture| furniture.seal) {
        // A comment ends at two hyphens; no fingerprint has one.
        let seal: String = seal.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        out.push_str(&format!("<!-- seal: {seal} -->\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_goes_along_only_when_it_is_wished() {
        let piece = Piece { headline: "A <b>".into(), ..Piece::default() };
        assert_eq!(fragment(&piece, "<p dir=\"auto\">x</p>", None), "<p dir=\"auto\">x</p>\n");
        let furniture = FragmentFurniture {
            standfirst_html: "So <em>it</em> is",
            byline: "By Ilse",
            foot_html: "<p><b>The author</b><span class=\"note\">She writes.</span></p>",
            pictures_as_words: false,
            seal: Some("tern 4827 oak"),
        };
        assert_eq!(
            fragment(&piece, "<p>x</p>", Some(&furniture)),
            "<h1>A &lt;b&gt;</h1>\n<p>So <em>it</em> is</p>\n<p>By Ilse</p>\n<p>x</p>\n\
             <p><strong>The author.</strong> She writes.</p>\n<!-- seal: tern 4827 oak -->\n"
        );
    }
}
