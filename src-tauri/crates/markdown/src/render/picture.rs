//! Pictures: never loaded, always named.

use crate::escape::escaped;
use crate::links::origin_of;
use crate::sanitise::push_placeholder;
use comrak::nodes::Node;

/// Writes the placeholder of a picture: its description and where it would have come from.
pub(super) fn write_picture(out: &mut String, node: Node<'_>, url: &str) {
    let alt = node.collect_text();
    push_placeholder(out, &escaped(alt.trim()), &escaped(&origin_of(url)));
}
