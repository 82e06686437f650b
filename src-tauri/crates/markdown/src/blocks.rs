//! The body as HTML, block by block.

use crate::guard::limit_nesting;
use crate::parse::{Nodes, parse};
use crate::render::{Look, Page, render_block, render_inlines};
use crate::sanitise::clean_block;
use comrak::nodes::{Node, NodeValue};
use model::{HouseMarks, OutletProfile, Piece};

/// How a text is rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Whether straight quotes, `--`, `---` and `...` become typographic ones.
    pub smart_punctuation: bool,
    /// BCP 47 tag of the text's language: which quotation marks are typographic in it.
    pub language: Option<String>,
    /// The marks of a house, which go before those of the language.
    pub house: Option<HouseMarks>,
}

impl RenderOptions {
    /// How an outlet renders a text in a language (BCP 47). Its marks are those of its own language: a text in another
    /// one has the marks of that.
    pub fn of(profile: &OutletProfile, language: Option<&str>) -> Self {
        RenderOptions {
            smart_punctuation: profile.smart_punctuation,
            language: language.map(str::to_owned),
            house: (profile.smart_punctuation && profile.speaks(language)).then(|| HouseMarks::of_outlet(profile)),
        }
    }

    /// How a piece is rendered for an outlet.
    pub fn of_piece(piece: &Piece, profile: &OutletProfile) -> Self {
        Self::of(profile, piece.language.as_deref())
    }
}

/// One top-level block of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Safe HTML, well-formed by itself.
    pub html: String,
    /// First line in the body, from 1.
    pub line: u32,
    /// Last line in the body, from 1.
    pub end_line: u32,
}

/// The body as safe HTML, one entry for every top-level block, in order; the footnotes come last as one block.
///
/// Blocks of which nothing can be seen (comments) are left out.
pub fn render_blocks(body: &str, opts: &RenderOptions) -> Vec<Block> {
    let body = limit_nesting(body);
    let arena = Nodes::new();
    let root = parse(&arena, &body, opts.smart_punctuation);
    let page = Page::of(root, &body, Look::Html, opts);
    let mut blocks = Vec::new();
    let mut notes: Option<Block> = None;
    for node in root.children() {
        let (line, end_line) = lines(node);
        let html = html_of(node, &page);
        if matches!(node.data().value, NodeValue::FootnoteDefinition(_)) {
            let block = notes.get_or_insert_with(|| Block { html: String::new(), line, end_line });
            block.html.push_str(&html);
            block.line = block.line.min(line);
            block.end_line = block.end_line.max(end_line);
        } else if !html.is_empty() {
            blocks.push(Block { html, line, end_line });
        }
    }
    if let Some(mut block) = notes {
        block.html = format!(r#"<section class="footnotes" role="doc-endnotes"><ol>{}</ol></section>"#, block.html);
        blocks.push(block);
    }
    blocks
}

/// The body as safe HTML: all blocks, one after the other, a line break between them.
pub fn render_body(body: &str, opts: &RenderOptions) -> String {
    let blocks = render_blocks(body, opts);
    let mut out = String::with_capacity(blocks.iter().map(|block| block.html.len() + 1).sum());
    for block in &blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&block.html);
    }
    out
}

/// A line of furniture (a standfirst, a note) as safe HTML: emphasis and links, no blocks; markup shows as text.
pub fn render_inline(text: &str, opts: &RenderOptions) -> String {
    // In front of the text stands a mark that begins no block, and behind it a blank, so that what follows is read
    // as at the start of a line but never as a list, a heading or a quote.
    const MARK: &str = "\u{2060} ";
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return String::new();
    }
    let line = format!("{MARK}{line}");
    let arena = Nodes::new();
    let root = parse(&arena, &line, opts.smart_punctuation);
    let page = Page::of(root, &line, Look::Furniture, opts);
    let mut html = String::with_capacity(line.len() + 32);
    if let Some(paragraph) = root.first_child() {
        render_inlines(paragraph, &page, &mut html);
    }
    html.strip_prefix(MARK).map(str::to_owned).unwrap_or(html)
}

/// One block, sanitised where it holds HTML of its own.
pub(crate) fn html_of(node: Node<'_>, page: &Page) -> String {
    let mut html = String::new();
    let raw = render_block(node, page, &mut html);
    if !raw {
        return html;
    }
    clean_block(&html).unwrap_or_else(|| {
        // Markup that nests too deeply shows as the text that it is.
        let mut text = String::new();
        render_block(node, &page.with_markup_as_text(), &mut text);
        text
    })
}

fn lines(node: Node<'_>) -> (u32, u32) {
    let at = node.data().sourcepos;
    let line = u32::try_from(at.start.line).unwrap_or(u32::MAX).max(1);
    let end = u32::try_from(at.end.line).unwrap_or(u32::MAX).max(line);
    (line, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitise::clean_block;
    use proptest::prelude::*;

    fn plain(html: &str) -> String {
        html.replace("&quot;", "\"").replace("&#39;", "'").replace("&nbsp;", "\u{a0}")
    }

    #[test]
    fn lines_of_blocks_are_those_of_the_body() {
        let blocks = render_blocks("One\ntwo.\n\n<!-- no -->\n\n# Three\n\n- a\n- b\n", &RenderOptions::default());
        let lines: Vec<_> = blocks.iter().map(|block| (block.line, block.end_line)).collect();
        assert_eq!(lines, [(1, 2), (6, 6), (8, 9)]);
        assert_eq!(blocks[1].html, "<h2>Three</h2>");
    }

    #[test]
    fn what_would_hide_the_rest_shows_as_text() {
        let body = "One.\n\n<!-- never closed\n\nTwo.";
        assert_eq!(render_body(body, &RenderOptions::default()), "<p>One.</p>\n<p>&lt;!-- never closed\n\nTwo.</p>");
    }

    #[test]
    fn a_line_of_furniture_has_no_blocks() {
        let inline = |text: &str| render_inline(text, &RenderOptions::default());
        assert_eq!(inline("# 1. *not* a list"), "# 1. <em>not</em> a list");
        assert_eq!(inline("1. a\n\n2. b <i>c</i>"), "1. a 2. b &lt;i&gt;c&lt;/i&gt;");
        assert_eq!(inline("*a*"), "<em>a</em>");
        assert_eq!(inline("  "), "");
    }

    #[test]
    fn a_link_holds_no_other_link() {
        let html = |text: &str| render_body(text, &RenderOptions::default());
        let link = r#"<a href="https://a.example" rel="noopener noreferrer">"#;
        assert_eq!(
            html("[a[^1]](https://a.example)\n\n[^1]: b").lines().next(),
            Some(format!(r#"<p>{link}a<sup class="footnote-ref" id="fnref-1">1</sup></a></p>"#).as_str())
        );
        assert_eq!(html("[[](https://b.example)[^1]](https://a.example)").matches("<a ").count(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Blocks without markup are not sanitised a second time; this is why that is right.
        #[test]
        fn the_sanitiser_finds_nothing_in_what_the_writer_writes(
            parts in prop::collection::vec(prop::sample::select(vec![
                "*", "**", "`", "[", "](https://a.example/?b&c \"d\")", "](javascript:x)", "![", "[^1]", "\n[^1]: ", "> ", "- ", "1. ", "# ",
                "\n", "\n\n", "| a |\n| -: |\n| ", "~~", "\"", "'", "&lt;b&gt;", "&", "word ", "\\<i>", "ب", "```x y\n", "\u{a0}",
            ]), 0..30),
        ) {
            for block in render_blocks(&parts.concat(), &RenderOptions::default()) {
                let cleaned = clean_block(&block.html).unwrap_or_default();
                prop_assert_eq!(plain(&cleaned), plain(block.html.trim()));
            }
        }
    }
}
