//! XML as it is written.

use crate::tracked::Stamp;

/// The head of every part.
pub(crate) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The vocabularies of the parts that hold text.
pub(crate) const NAMESPACES: &str = concat!(
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"",
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"",
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"",
    " xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"",
    " xmlns:w16cid=\"http://schemas.microsoft.com/office/word/2016/wordml/cid\"",
    " xmlns:w16cex=\"http://schemas.microsoft.com/office/word/2018/wordml/cex\"",
    " xmlns:w16du=\"http://schemas.microsoft.com/office/word/2023/wordml/word16du\"",
    " mc:Ignorable=\"w14 w15 w16cid w16cex w16du\"",
);

/// A text between tags or in an attribute; characters that XML can't hold go.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if (c as u32) < 0x20 && !matches!(c, '\t' | '\n') => {}
            c => out.push(c),
        }
    }
    out
}

/// `w:id`, `w:author` and the times of a change.
pub(crate) fn stamp_attributes(id: usize, by: &Stamp) -> String {
    let author = if by.author.is_empty() { "Author" } else { &by.author };
    let mut out = format!(" w:id=\"{id}\" w:author=\"{}\"", escaped(author));
    out.push_str(&date_attribute(by));
    if let Some(utc) = &by.when.utc {
        out.push_str(&format!(" w16du:dateUtc=\"{}\"", escaped(utc)));
    }
    out
}

/// Word reads this as the clock on the wall, whatever stands behind it.
pub(crate) fn date_attribute(by: &Stamp) -> String {
    let wall = by.when.local.as_deref().or(by.when.utc.as_deref());
    wall.map(|wall| format!(" w:date=\"{}Z\"", escaped(wall.trim_end_matches('Z')))).unwrap_or_default()
}
