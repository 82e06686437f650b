//! The web page: one file that holds everything it needs.

use crate::assets::FontFace;
use crate::base64::push_base64;
use crate::escape::{css_in_style, escaped, json_in_script, push_escaped};
use crate::json_ld::json_ld;
use crate::words::{public_authors, unmarked};
use model::Piece;

/// What a web page is made of. All HTML comes from the Markdown writer and is safe.
#[derive(Clone, Copy, Debug)]
pub struct WebPage<'a> {
    /// The piece, for title, language and structured data.
    pub piece: &'a Piece,
    /// The head of the sheet.
    pub head_html: &'a str,
    /// The class of the element around the body: `body` or `body drop`.
    pub body_class: &'a str,
    /// The body.
    pub body_html: &'a str,
    /// The foot of the sheet; the element is left out when it is empty.
    pub foot_html: &'a str,
    /// The style sheets, in order; usually [`crate::tokens_css`] and [`crate::outlet_css`].
    pub css: &'a [&'a str],
    /// The faces that go along; see [`crate::fonts_for`].
    pub fonts: &'a [FontFace],
    /// Whether search engines are asked to leave the page out: for everything that is not the final copy.
    pub noindex: bool,
    /// The seal's fingerprint, for the final copy: it goes into the head and, small, below the foot.
    pub seal: Option<&'a str>,
}

/// Languages whose script runs from right to left.
const RIGHT_TO_LEFT: [&str; 11] = ["ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "ckb", "dv"];

/// What a browser may do with the page: show it. It can load nothing and run nothing.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

/// The page as one HTML file, without scripts, and without anything that would be loaded from elsewhere.
pub fn web_page(parts: &WebPage<'_>) -> String {
    let piece = parts.piece;
    let (lang, dir) = language_attributes(piece);
    let mut out = String::with_capacity(parts.body_html.len() + 600_000);
    out.push_str(&format!("<!doctype html>\n<html{lang}{dir}>\n<head>\n<meta charset=\"utf-8\">\n"));
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
    push_about(&mut out, parts);
    out.push_str("<style>\n");
    push_faces(&mut out, parts.fonts);
    for css in parts.css {
        out.push_str(&css_in_style(css));
    }
    out.push_str("</style>\n</head>\n<body class=\"page\">\n");
    out.push_str(&format!("<article class=\"sheet reader\"{lang}>\n"));
    out.push_str(parts.head_html);
    out.push_str(&format!("\n<div class=\"{}\">\n", escaped(parts.body_class)));
    out.push_str(parts.body_html);
    out.push_str("\n</div>\n");
    if !parts.foot_html.is_empty() {
        out.push_str(&format!("<footer class=\"foot\">{}</footer>\n", parts.foot_html));
    }
    if let Some(seal) = parts.seal {
        out.push_str(&format!("<p class=\"seal\">Sealed {}</p>\n", escaped(seal)));
    }
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

/// The attributes that say the language of a piece and where its lines begin; empty when they are not known.
pub(crate) fn language_attributes(piece: &Piece) -> (String, &'static str) {
    let language = language_of(piece);
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let lang = if language.is_empty() { String::new() } else { format!(r#" lang="{language}""#) };
    (lang, if RIGHT_TO_LEFT.contains(&primary.as_str()) { r#" dir="rtl""# } else { "" })
}

/// The language tag, when it is one.
fn language_of(piece: &Piece) -> String {
    let tag = piece.language.as_deref().unwrap_or_default().replace('_', "-");
    let fits = !tag.is_empty()
        && tag.len() <= 35
        && tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if fits { tag } else { String::new() }
}

/// Title, description, and what networks and search engines read.
fn push_about(out: &mut String, parts: &WebPage<'_>) {
    let piece = parts.piece;
    let headline = first(&[&piece.headlines.web, &piece.headline, &piece.slugline]);
    let title: Vec<&str> = [headline, piece.outlet.name.trim()].into_iter().filter(|part| !part.is_empty()).collect();
    let title = if title.is_empty() { "Untitled".to_owned() } else { title.join(" · ") };
    out.push_str(&format!("<title>{}</title>\n", escaped(&title)));
    let description = unmarked(&piece.standfirst);
    let social = first(&[&piece.headlines.social, headline]);
    let published = piece.published.value.as_deref().unwrap_or_default();
    let authors = public_authors(piece).join(", ");
    let named = [("description", description.as_str()), ("author", &authors)];
    for (name, content) in named {
        push_meta(out, "name", name, content);
    }
    if parts.noindex {
        push_meta(out, "name", "robots", "noindex, nofollow");
    }
    push_meta(out, "name", "standfirst-seal", parts.seal.unwrap_or_default());
    let properties = [
        ("og:type", "article"),
        ("og:title", social),
        ("og:description", &description),
        ("og:site_name", piece.outlet.name.trim()),
        ("article:published_time", published),
    ];
    for (name, content) in properties {
        push_meta(out, "property", name, content);
    }
    out.push_str("<script type=\"application/ld+json\">");
    out.push_str(&json_in_script(&json_ld(piece)));
    out.push_str("</script>\n");
}

fn first<'a>(texts: &[&'a str]) -> &'a str {
    texts.iter().map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or_default()
}

fn push_meta(out: &mut String, kind: &str, name: &str, content: &str) {
    if content.is_empty() {
        return;
    }
    out.push_str(&format!("<meta {kind}=\"{name}\" content=\""));
    push_escaped(out, content);
    out.push_str("\">\n");
}

pub(crate) fn push_faces(out: &mut String, faces: &[FontFace]) {
    for face in faces {
        out.push_str(&format!(
            "@font-face {{ font-family: \"{}\"; font-style: {}; font-weight: 200 800; font-display: swap; unicode-range: {}; src: url(data:font/woff2;base64,",
            face.family, face.style, face.unicode_range
        ));
        push_base64(out, face.woff2);
        out.push_str(") format(\"woff2\"); }\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(piece: &Piece) -> String {
        web_page(&WebPage {
            piece,
            head_html: "<h1>x</h1>",
            body_class: "body",
            body_html: "<p>y</p>",
            foot_html: "",
            css: &["a{}</style><script>"],
            fonts: &[],
            noindex: true,
            seal: None,
        })
    }

    #[test]
    fn a_page_says_its_language_and_direction_and_cannot_be_broken_out_of() {
        let piece = Piece {
            headline: "</title><script>x</script>".into(),
            language: Some("ar_EG".into()),
            standfirst: "\"><img src=x>".into(),
            ..Piece::default()
        };
        let html = page(&piece);
        assert!(html.contains("<html lang=\"ar-EG\" dir=\"rtl\">"));
        assert!(html.contains("<title>&lt;/title&gt;"));
        assert!(html.contains("content=\"&quot;&gt;&lt;img src=x&gt;\""));
        assert_eq!(html.matches("<script").count(), 2, "the data, and the style sheet's text inside its element");
        assert_eq!(html.matches("</script>").count(), 1);
        assert_eq!(html.matches("</style>").count(), 1);
        assert!(html.contains("noindex") && !html.contains("<footer"));
    }

    #[test]
    fn a_language_that_is_none_is_left_out() {
        let piece = Piece { language: Some("\" onload=x".into()), ..Piece::default() };
        assert!(page(&piece).contains("<html>\n"));
    }
}
