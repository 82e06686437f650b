//! Tables of words and figures. Those that only put things in their place on a page are left to the words in them.

use crate::tags::{Tag, Token, Tokens};

/// How far a table is looked at to see what it is.
const LOOK: usize = 4000;

/// A table that is open: its first row becomes the head, whatever its cells were.
#[derive(Default)]
pub(super) struct Grid {
    row: usize,
    cell: bool,
    /// Whether the cell has words, and whether a paragraph of it ended since.
    words: bool,
    gap: bool,
}

impl Grid {
    /// Whether the table that was opened here has several columns and no table in it.
    pub(super) fn is_one(rest: &Tokens<'_>) -> bool {
        let (mut cells, mut most) = (0, 0);
        for token in rest.clone().take(LOOK) {
            match token {
                Token::Open(tag) if tag.name == "table" => return false,
                Token::Open(tag) if tag.name == "tr" => cells = 0,
                Token::Open(tag) if matches!(&*tag.name, "td" | "th") => {
                    cells += 1;
                    most = most.max(cells);
                }
                Token::Close { name, .. } if name == "table" => break,
                _ => {}
            }
        }
        most > 1
    }

    fn cell_ends(&mut self, out: &mut String) {
        if std::mem::take(&mut self.cell) {
            out.push_str(if self.row == 1 { "</th>" } else { "</td>" });
        }
    }

    pub(super) fn open(&mut self, tag: &Tag<'_>, out: &mut String) {
        match &*tag.name {
            "tr" => {
                self.cell_ends(out);
                self.row += 1;
                out.push_str("<tr>");
            }
            "td" | "th" => {
                self.cell_ends(out);
                if self.row == 0 {
                    self.row = 1;
                    out.push_str("<tr>");
                }
                (self.cell, self.words, self.gap) = (true, false, false);
                out.push_str(if self.row == 1 { "<th>" } else { "<td>" });
            }
            "thead" | "tbody" | "tfoot" | "colgroup" | "col" => {}
            "p" | "div" | "br" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "blockquote" => {
                self.gap = true;
            }
            _ => out.push_str(tag.raw),
        }
    }

    pub(super) fn text(&mut self, text: &str, out: &mut String) {
        if text.trim().is_empty() && !self.words {
            return;
        }
        if std::mem::take(&mut self.gap) && self.words {
            out.push(' ');
        }
        self.words |= !text.trim().is_empty();
        out.push_str(text);
    }

    /// Whether the table ends.
    pub(super) fn close(&mut self, name: &str, out: &mut String) -> bool {
        match name {
            "table" => {
                self.cell_ends(out);
                out.push_str("</table>");
                return true;
            }
            "tr" => {
                self.cell_ends(out);
                out.push_str("</tr>");
            }
            "td" | "th" => self.cell_ends(out),
            "thead" | "tbody" | "tfoot" | "colgroup" => {}
            "p" | "div" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" => {
                self.gap = true
            }
            other => {
                out.push_str("</");
                out.push_str(other);
                out.push('>');
            }
        }
        false
    }
}
