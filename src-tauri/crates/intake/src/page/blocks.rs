//! A text cut into blocks (between blank lines) and units: what is judged as one line or one paragraph.

use crate::text::clean;

/// Longest unit that can be furniture or noise, in bytes; longer ones are paragraphs of the body.
const MAX_FURNITURE_BYTES: usize = 1200;
/// A line longer than this is a paragraph of its own, in characters.
const PARAGRAPH_LINE: usize = 120;

/// How a unit hangs on the one before it in the same block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// It begins a block.
    Blank,
    /// One line break in the source, and one in the body.
    Line,
    /// One line break in the source, but a new paragraph.
    Paragraph,
}

/// One line, or one paragraph of several wrapped lines.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    /// First line in the source, from 1.
    pub line: u32,
    /// The words as they stand, without the last line break.
    pub raw: &'a str,
    /// The words in one line without Markdown marks; empty for units too long to be furniture.
    pub clean: String,
    pub joint: Joint,
    /// A list, a quotation, a picture or fenced code: never furniture.
    pub structured: bool,
    /// A picture alone: it can stand anywhere, between headline and byline, too.
    pub picture: bool,
}

struct Line<'a> {
    number: u32,
    start: usize,
    text: &'a str,
    length: usize,
}

/// Cuts a text (lines ended by LF) into units.
pub(super) fn cut(text: &str) -> Vec<Unit<'_>> {
    let blocks = blocks(text);
    let wrap = blocks.iter().filter_map(|block| wrap_width(block)).max();
    let mut units = Vec::new();
    for block in &blocks {
        push_block(text, block, wrap, &mut units);
    }
    units
}

fn blocks(text: &str) -> Vec<Vec<Line<'_>>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, line) in text.split('\n').enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        lines.push(Line { number, start, text: line, length: width(line.trim_end()) });
        start += line.len() + 1;
    }
    let mut fences: Vec<usize> = (0..lines.len()).filter(|&at| is_fence(lines[at].text)).collect();
    fences.truncate(fences.len() / 2 * 2);
    let mut blocks: Vec<Vec<Line>> = vec![Vec::new()];
    let (mut fenced, mut next) = (false, 0);
    for (at, line) in lines.into_iter().enumerate() {
        if fences.get(next) == Some(&at) {
            (fenced, next) = (!fenced, next + 1);
        }
        if !fenced && line.text.trim().is_empty() {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// How wide a line is in characters; a sign of Chinese or Japanese is as wide as two.
fn width(line: &str) -> usize {
    line.chars().map(|c| if ('\u{3000}'..='\u{9fff}').contains(&c) { 2 } else { 1 }).sum()
}

fn is_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// The width of a block of wrapped lines; none when it does not look wrapped.
fn wrap_width(block: &[Line]) -> Option<usize> {
    let (_, body) = block.split_last()?;
    let even = body.len() >= 2 && body.iter().all(|line| (40..=100).contains(&line.length));
    even.then(|| block.iter().map(|line| line.length).max()).flatten().filter(|width| *width <= 100)
}

/// Whether every line break stands where the next word did not fit any more.
fn is_wrapped(block: &[Line], width: usize) -> bool {
    width >= 45
        && block.windows(2).all(|pair| {
            let word = pair[1].text.split_whitespace().next().map_or(0, |w| w.chars().count());
            pair[0].length <= width && pair[0].length + 1 + word > width
        })
}

/// Lines that are not of one width, but run on in small letters: wrapped by hand.
fn runs_on(block: &[Line]) -> bool {
    wrap_width(block).is_some()
        && block.windows(2).any(|pair| {
            let next = pair[1].text.trim_start();
            next.chars().next().is_some_and(char::is_lowercase)
                && !next.starts_with("http")
                && !next.starts_with("www.")
        })
}

/// Whether a line begins as an item of a list, a quotation, a table row or fenced code.
fn is_structure(line: &str) -> bool {
    let line = line.trim_start();
    let item = ["- ", "* ", "+ ", "• ", "> ", "|", "```", "~~~"].iter().any(|mark| line.starts_with(mark));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    item || (1..=3).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}

/// "24. April 2024" above other lines is no list: a list has a second number.
fn is_lone_number(first: &str, rest: &[Line]) -> bool {
    let numbered = |line: &str| line.trim_start().starts_with(|c: char| c.is_ascii_digit());
    numbered(first) && !rest.iter().any(|line| is_structure(line.text) || line.text.starts_with([' ', '\t']))
}

fn push_block<'a>(text: &'a str, block: &[Line<'a>], wrap: Option<usize>, units: &mut Vec<Unit<'a>>) {
    let (Some(first), Some(last)) = (block.first(), block.last()) else { return };
    let own = wrap_width(block);
    let structured = is_structure(first.text)
        && (block.len() == 1 || !is_lone_number(first.text, &block[1..]))
        && (block.len() > 1 || is_fence(first.text) || first.text.trim_start().starts_with('|'));
    let wrapped = block.len() > 1
        && (wrap.is_some_and(|width| is_wrapped(block, width))
            || own.is_some_and(|width| is_wrapped(block, width))
            || runs_on(block));
    if structured || wrapped || block.len() == 1 {
        let raw = &text[first.start..last.start + last.text.len()];
        units.push(unit(first.number, raw, Joint::Blank, structured));
        return;
    }
    let paragraphs = is_paragraphs(block);
    let mut previous: Option<&Line> = None;
    for line in block {
        let joint = match previous {
            None => Joint::Blank,
            Some(before) if paragraphs && !keeps_together(before.text, line.text) => Joint::Paragraph,
            Some(_) => Joint::Line,
        };
        units.push(unit(line.number, line.text, joint, false));
        previous = Some(line);
    }
}

/// One long line for each paragraph: some line is longer than any wrapping, or nearly every long line ends a sentence.
fn is_paragraphs(block: &[Line]) -> bool {
    let long: Vec<&Line> = block.iter().filter(|line| line.length > 60).collect();
    let ended = long.iter().filter(|line| crate::text::ends_sentence(line.text)).count();
    block.iter().any(|line| line.length > PARAGRAPH_LINE)
        || (long.len() >= 3 && ended * 5 >= long.len() * 4 && long.iter().any(|line| line.length > 80))
}

fn keeps_together(before: &str, after: &str) -> bool {
    (is_structure(before) && is_structure(after)) || before.ends_with("  ") || before.ends_with('\\')
}

fn unit(line: u32, raw: &str, joint: Joint, structured: bool) -> Unit<'_> {
    let picture = is_picture(raw);
    let structured = structured || picture;
    let clean = if raw.len() <= MAX_FURNITURE_BYTES && !structured { clean(raw) } else { String::new() };
    Unit { line, raw, clean, joint, structured, picture }
}

/// Whether a line is a picture in Markdown and nothing else. What is said below it is part of it.
fn is_picture(raw: &str) -> bool {
    let raw = raw.trim();
    raw.starts_with("![") && raw.ends_with(')') && raw.contains("](")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_with_its_caption_is_never_furniture() {
        let text = "One.\n\n![A ferry](ferry.png \"The old ferry at dawn. Photograph: Ansel Wright\")\n\nTwo ![x](y).";
        let structured: Vec<bool> = cut(text).iter().map(|unit| unit.structured).collect();
        assert_eq!(structured, [false, true, false]);
    }

    fn raws(text: &str) -> Vec<&str> {
        cut(text).iter().map(|unit| unit.raw).collect()
    }

    #[test]
    fn wrapped_lines_are_one_unit_and_short_lines_are_many() {
        let wrapped = "For two hundred years the road above the hill had no owner that\nanybody could name, and nobody asked for one in all that time.";
        let three =
            format!("{wrapped}\nCarters used it, then lorries, and then for many years only a fox.\nSo it was.");
        assert_eq!(raws(&three), [three.as_str()]);
        assert_eq!(raws("The Echo\n6 June 2025\n\nBody"), ["The Echo", "6 June 2025", "Body"]);
        assert_eq!(raws("24. April 2024\nDer Bote\nEine Zeile"), ["24. April 2024", "Der Bote", "Eine Zeile"]);
        let list = "- one\n- two";
        assert_eq!(raws(list), [list]);
        let code = "```\na\n\nb\n```";
        assert_eq!(raws(code), [code]);
    }

    #[test]
    fn long_lines_without_blank_lines_are_paragraphs() {
        let line = "word ".repeat(40);
        let text = format!("{line}.\n{line}.");
        assert_eq!(cut(&text)[1].joint, Joint::Paragraph);
        assert_eq!(cut("Roses are red\nviolets are blue")[1].joint, Joint::Line);
    }
}
