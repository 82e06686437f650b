//! A Markdown text as paragraphs and the white space between them.

use crate::words::Token;
use std::ops::Range;

/// A paragraph, a heading, or an item of a list.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The bytes of the paragraph itself.
    pub content: Range<usize>,
    /// Where the white space behind it ends, in bytes: the start of the next one.
    pub gap_end: usize,
    /// Where the paragraph starts, in UTF-16 units.
    pub at: u32,
    /// Its tokens, once they are needed.
    pub tokens: Vec<Token>,
}

/// The paragraphs of a text. What stands before the first is the lead, white space only.
///
/// A blank line ends a paragraph. A heading is a paragraph of its own, and so is every item of a list, so that an item
/// that was moved is seen as one.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let (mut open, mut at, mut units) = (false, 0usize, 0u32);
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let (start, end) = (at, at + content.len());
        at += line.len();
        if content.trim().is_empty() {
            open = false;
        } else {
            let heading = is_heading(content);
            match out.last_mut() {
                Some(block) if open && !heading && !is_item(content) => block.content.end = end,
                _ => out.push(Block { content: start..end, gap_end: 0, at: units, tokens: Vec::new() }),
            }
            open = !heading;
        }
        units += model::utf16_len(line);
    }
    for index in 0..out.len() {
        out[index].gap_end = out.get(index + 1).map_or(text.len(), |next| next.content.start);
    }
    out
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && (rest.is_empty() || rest.starts_with([' ', '\t']))
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => line.strip_prefix(['-', '*', '+']),
        1..=3 => line[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|b| &text[b.content.clone()]).collect()
    }

    #[test]
    fn blank_lines_headings_and_items_part_a_text() {
        assert_eq!(
            split("\n# One\ntwo\nthree  \r\n \r\n- a\n  b\n- c\n\n\n2) d"),
            ["# One", "two\nthree  ", "- a\n  b", "- c", "2) d"]
        );
        assert_eq!(split("1914. That was it\n**bold** - #5\n"), ["1914. That was it\n**bold** - #5"]);
        assert_eq!(split(" \n"), Vec::<&str>::new());
    }

    #[test]
    fn places_count_utf16_units() {
        let at: Vec<u32> = blocks("\n🦆é\n\nb").iter().map(|b| b.at).collect();
        assert_eq!(at, [1, 6]);
    }
}
