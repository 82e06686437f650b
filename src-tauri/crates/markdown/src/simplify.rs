//! Markup made simple before it is parsed: what no article needs is left out, the rest is passed on as written.
//!
//! Left out are comments and declarations, drawings and formulas (their words stay), and elements whose content is
//! raw text (scripts, styles, frames). These are the places where parsers disagree about what is a tag.

use crate::depth::is_void;
use crate::tags::{Tag, Token, Tokens, is_raw_text};
use std::borrow::Cow;
use std::collections::HashMap;

/// What becomes of one element.
pub(crate) enum Fate {
    /// Stays as written.
    Keep,
    /// The tags go, the content stays.
    Unwrap,
    /// Another opening and closing tag; for an element without content the closing one is empty.
    Swap(String, &'static str),
}

/// The markup made simple; `fate` decides on every other opening tag.
pub(crate) fn simplify(html: &str, mut fate: impl FnMut(&Tag<'_>) -> Fate) -> String {
    let mut out = String::with_capacity(html.len());
    // For every open element of a name: what its closing tag becomes (nothing said: stays as written).
    let mut open: HashMap<Cow<'_, str>, Vec<Option<&'static str>>> = HashMap::new();
    let (mut skip_raw, mut foreign) = (false, 0usize);
    for token in Tokens::of(html) {
        match token {
            Token::Comment(_) => {}
            Token::Text(_) if std::mem::take(&mut skip_raw) => {}
            Token::Text(text) => push_harmless(&mut out, text),
            Token::Open(tag) if is_raw_text(&tag.name) => {
                fate(&tag);
                skip_raw = true;
            }
            Token::Close { name, .. } if is_raw_text(&name) => skip_raw = false,
            Token::Open(tag) if tag.name == "svg" || tag.name == "math" => {
                fate(&tag);
                foreign += usize::from(!tag.closed);
            }
            Token::Close { name, .. } if name == "svg" || name == "math" => foreign = foreign.saturating_sub(1),
            Token::Open(_) | Token::Close { .. } if foreign > 0 => {}
            Token::Open(tag) => {
                let close = match fate(&tag) {
                    Fate::Keep => {
                        out.push_str(tag.raw);
                        None
                    }
                    Fate::Unwrap => Some(""),
                    Fate::Swap(start, end) => {
                        out.push_str(&start);
                        Some(end)
                    }
                };
                if !is_void(&tag.name) {
                    open.entry(tag.name).or_default().push(close);
                }
            }
            Token::Close { name, raw } => match open.get_mut(&name).and_then(Vec::pop) {
                Some(Some(end)) => out.push_str(end),
                Some(None) => out.push_str(raw),
                // A closing tag of nothing: browsers make an empty paragraph or a line break of two of them.
                None => {}
            },
        }
    }
    out
}

/// A text between tags; a `<` that begins no tag for this reader must begin none for the parser either.
fn push_harmless(out: &mut String, text: &str) {
    match text.strip_prefix('<') {
        Some(rest) => {
            out.push_str("&lt;");
            out.push_str(rest);
        }
        None => out.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(html: &str) -> String {
        simplify(html, |_| Fate::Keep)
    }

    #[test]
    fn scripts_styles_comments_and_drawings_go() {
        assert_eq!(kept("a<script>b</script>c<!-- d --><style>e</style>f"), "acf");
        assert_eq!(kept("<svg><path/><text>A</text></svg><p>b</p>"), "A<p>b</p>");
        assert_eq!(kept("<svg><style><div>x</style></div></svg>y"), "y");
        assert_eq!(kept("1 < 2 </nothing>"), "1 &lt; 2 ");
    }

    #[test]
    fn a_swapped_element_has_a_swapped_end() {
        let out = simplify("<b>x<b>y</b></b><i>z</i>", |tag| match &*tag.name {
            "b" => Fate::Swap("<strong>".into(), "</strong>"),
            "i" => Fate::Unwrap,
            _ => Fate::Keep,
        });
        assert_eq!(out, "<strong>x<strong>y</strong></strong>z");
    }
}
