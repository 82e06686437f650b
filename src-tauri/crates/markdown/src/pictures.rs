//! Pictures of the desk in a page.
//!
//! The writer gives each the same form, with the address that it has in the text. Nothing outside this file knows that form:
//! who shows a page says for each picture what stands in its place.

use crate::escape::{escaped, push_escaped};
use crate::sanitise::push_missing;
use model::picture::{Caption, FOLDER, named};

const IMAGE: &str = "<img src=\"";
/// The class of a picture within a line.
pub(crate) const INLINE: &str = "picture";

/// Writes a picture that stands by itself; what it shows comes escaped.
pub(crate) fn push_figure(out: &mut String, name: &str, alt: &str, said: &Caption) {
    out.push_str(r#"<figure class="picture">"#);
    push_image(out, name, alt);
    if !said.is_empty() {
        out.push_str("<figcaption>");
        push_caption(out, said);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>");
}

/// Writes a picture that stands in a line of words.
pub(crate) fn push_inline(out: &mut String, name: &str, alt: &str, said: &Caption) {
    out.push_str(&format!(r#"<span class="{INLINE}">"#));
    push_image(out, name, alt);
    if !said.is_empty() {
        out.push_str(r#" <span class="caption">"#);
        push_caption(out, said);
        out.push_str("</span>");
    }
    out.push_str("</span>");
}

fn push_image(out: &mut String, name: &str, alt: &str) {
    out.push_str(IMAGE);
    out.push_str(FOLDER);
    out.push_str(name);
    out.push_str(r#"" alt=""#);
    out.push_str(alt);
    out.push_str(r#"">"#);
}

fn push_caption(out: &mut String, said: &Caption) {
    push_escaped(out, &said.text);
    if said.credit.is_empty() {
        return;
    }
    if !said.text.is_empty() {
        out.push(' ');
    }
    out.push_str(r#"<span class="credit">"#);
    out.push_str(&escaped(&said.printed_credit()));
    out.push_str("</span>");
}

/// A page of this crate with an address for each of its pictures, as `address_of` gives it by the name. Where there is none,
/// a placeholder says that the picture is missing; what is said below it stays.
pub fn with_pictures(html: &str, mut address_of: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(IMAGE) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let inside = &rest[IMAGE.len()..];
        let found = inside.strip_prefix(FOLDER).and_then(|from| {
            let (name, behind) = from.split_once('"')?;
            let (alt, behind) = behind.strip_prefix(r#" alt=""#)?.split_once('"')?;
            named(name)?;
            Some((name, alt, behind.strip_prefix('>')?))
        });
        let Some((name, alt, behind)) = found else {
            out.push_str(IMAGE);
            rest = inside;
            continue;
        };
        match address_of(name) {
            Some(address) => {
                out.push_str(IMAGE);
                push_escaped(&mut out, &address);
                out.push_str(r#"" alt=""#);
                out.push_str(alt);
                out.push_str(r#"">"#);
            }
            None => push_missing(&mut out, alt),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RenderOptions, render_body};

    fn page(body: &str) -> String {
        render_body(body, &RenderOptions::default())
    }

    const NAME: &str = "a-0123456789abcdef0123456789abcdef.png";

    #[test]
    fn a_picture_of_the_desk_is_shown_with_what_is_said_of_it() {
        assert_eq!(
            page(&format!("![A \"b\" & *c*](pictures/{NAME} \"So <it> is. Photo: Bo\")")),
            format!(
                "<figure class=\"picture\"><img src=\"pictures/{NAME}\" alt=\"A &quot;b&quot; &amp; c\"><figcaption>So &lt;it&gt; is. \
                 <span class=\"credit\">Photo: Bo</span></figcaption></figure>"
            )
        );
        assert_eq!(
            page(&format!("x ![](pictures/{NAME}) y")),
            format!("<p>x <span class=\"picture\"><img src=\"pictures/{NAME}\" alt=\"\"></span> y</p>")
        );
        let two = page(&format!("![a](pictures/{NAME})\n![b](pictures/{NAME})"));
        assert_eq!((two.matches("<figure").count(), two.matches("<p>").count()), (2, 0));
        assert!(!page("![a](pictures/a.png)").contains("<img"), "only names that the desk gives");
        assert!(!page(&format!("![a](https://x.example/pictures/{NAME})")).contains("<img"));
        assert!(!page(&format!("<img src=\"pictures/{NAME}\" alt=\"a\" onerror=\"x()\">")).contains("onerror"));
    }

    #[test]
    fn a_picture_gets_its_address_or_a_word_that_it_is_missing() {
        let html =
            page(&format!("![a](pictures/{NAME} \"Below\")\n\n![b](pictures/b-0123456789abcdef0123456789abcdef.gif)"));
        let shown = with_pictures(&html, |name| (name == NAME).then(|| "data:image/png;base64,AA==".into()));
        assert!(shown.contains("<img src=\"data:image/png;base64,AA==\" alt=\"a\">"), "{shown}");
        assert!(shown.contains("Picture missing: b") && shown.matches("<img").count() == 1, "{shown}");
        let none = with_pictures(&html, |_| None);
        assert!(none.contains("<figcaption>Below</figcaption>") && !none.contains("<img"), "{none}");
        let escaped = with_pictures(&html, |_| Some("\"><script>".into()));
        assert!(!escaped.contains("<script>"));
        assert_eq!(with_pictures("a <img src=\"x", |_| None), "a <img src=\"x");
    }
}
