//! Whether a style sheet is one of ours: another can hide words of a page, or add some.

use crate::assets::faces;
use crate::page::push_faces;
use model::review::seal::reading_digest;
use std::sync::LazyLock;

/// Digests of the style sheets of web pages without their faces, the newest last. One that was printed once stays in the
/// list: a page that left before the design changed is ours, too.
const PAGES: [&str; 1] = ["fa169d5815a2d5fef9e6aad060a4f39ec0dbc777d76f7022e8b608e70beddc90"];
/// The same for books.
const BOOKS: [&str; 1] = ["4acf721f339f66644d64c92086c658cb8c95b37634b23ef9e338ef33780b9121"];

/// The rules by which a page brings its faces.
static FACES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rule = |face| {
        let mut out = String::new();
        push_faces(&mut out, &[face]);
        out
    };
    faces().into_iter().map(rule).collect()
});

/// Whether the text of a page's `style` element is what this program writes, or once wrote. Breaks between lines make no
/// difference.
pub fn is_page_style(css: &str) -> bool {
    let css = css.replace("\r\n", "\n");
    // Each face stands there once, before everything else.
    let mut rest = css.trim_start();
    for face in FACES.iter() {
        rest = rest.strip_prefix(face.as_str()).unwrap_or(rest);
    }
    PAGES.contains(&reading_digest(rest).as_str())
}

/// The same for the style sheet of a book.
pub fn is_book_style(css: &str) -> bool {
    BOOKS.contains(&reading_digest(css).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::{fonts_for, outlet_css, tokens_css};
    use crate::escape::css_in_style;

    fn style(text: &str) -> String {
        let mut out = String::from("\n");
        push_faces(&mut out, &fonts_for(text));
        out + &css_in_style(tokens_css()) + &css_in_style(outlet_css())
    }

    #[test]
    fn the_style_sheets_of_now_are_in_the_lists() {
        // Whoever changes the design adds its digest to the list, and leaves the others there.
        let now = reading_digest(&style("الجسر"));
        assert_eq!(PAGES.last(), Some(&now.as_str()));
        assert_eq!(BOOKS.last(), Some(&reading_digest(crate::epub::STYLE).as_str()));
    }

    #[test]
    fn a_style_sheet_is_ours_with_the_faces_that_its_text_needs_and_with_nothing_else() {
        for text in ["A ferry", "Łódź", "الجسر"] {
            let css = style(text);
            assert!(is_page_style(&css) && is_page_style(&css.replace('\n', "\r\n")), "{text}");
            assert!(!is_page_style(&format!("{css}p{{display:none}}")));
            assert!(!is_page_style(&format!(
                "@font-face {{ font-family: \"Newsreader\"; src: url(data:,x); }}\n{css}"
            )));
        }
        assert!(is_book_style(crate::epub::STYLE));
        assert!(!is_book_style(&format!("{} p{{display:none}}", crate::epub::STYLE)));
    }
}
