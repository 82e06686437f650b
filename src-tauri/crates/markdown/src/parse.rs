//! How Markdown is read: the dialect, in one place.

use comrak::nodes::Node;
use comrak::{Arena, Options, parse_document};

/// What holds the parsed text.
pub(crate) type Nodes<'a> = Arena<'a>;

/// Parses a text. The dialect is CommonMark with footnotes, tables and strikethrough; bare addresses are no links.
///
/// The nesting of the text is limited by the caller ([`crate::guard::limit_nesting`]).
/// `escapes` keeps apart what was escaped with a backslash.
pub(crate) fn parse<'a>(arena: &'a Nodes<'a>, text: &str, escapes: bool) -> Node<'a> {
    let mut options = Options::default();
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.parse.escaped_char_spans = escapes;
    parse_document(arena, text, &options)
}
