//! A piece as a story: paragraphs in named styles, for InDesign.

use crate::content::{Block, Figure, Inline, Table, content, inlines, is_right_to_left, text_of};
use crate::outgoing::{NoteKind, Outgoing};
use crate::xml::one_line;

/// What a story is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A picture; what stands below it is a paragraph of its own.
    Picture(Figure),
}

/// A paragraph in a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The style, one of [`crate::styles::PARAGRAPHS`].
    pub(crate) style: &'static str,
    /// Its number, when it is an item of a numbered list.
    pub(crate) number: Option<i32>,
    /// Whether its list begins here.
    pub(crate) begins_list: bool,
    /// Whether it runs from right to left.
    pub(crate) right_to_left: bool,
    /// Its runs.
    pub(crate) inlines: Vec<Inline>,
}

/// A story with its footnotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Story {
    /// Paragraphs and tables in reading order.
    pub(crate) parts: Vec<Part>,
    /// The footnotes by number; the first is 1.
    pub(crate) notes: Vec<Vec<Part>>,
}

/// The story of a piece: furniture, body, notes.
pub(crate) fn story(out: &Outgoing<'_>) -> Story {
    let piece = out.piece;
    let mut parts = Vec::new();
    for (style, text) in [
        ("Date", one_line(out.date)),
        ("Kicker", one_line(&piece.kicker)),
        ("Headline", out.headline()),
        ("Headline web", one_line(&piece.headlines.web)),
    ] {
        if !text.is_empty() && (style != "Headline web" || text != out.headline()) {
            push(&mut parts, style, vec![Inline::Text(text)]);
        }
    }
    push(&mut parts, "Standfirst", inlines(out.standfirst_html));
    let byline = one_line(out.byline);
    if !byline.is_empty() {
        push(&mut parts, "Byline", vec![Inline::Text(byline)]);
    }
    let content = content(out.body_html);
    let at = parts.len();
    push_blocks(&mut parts, &content.blocks, Place::Body);
    first_paragraphs(&mut parts[at..]);
    for (kind, inlines) in out.notes() {
        let style = match kind {
            NoteKind::Author => "Author note",
            NoteKind::Disclosure => "Disclosure",
            NoteKind::Correction => "Correction",
        };
        push(&mut parts, style, inlines);
    }
    let mut notes = Vec::new();
    for note in &content.notes {
        let mut parts = Vec::new();
        push_blocks(&mut parts, note, Place::Footnote);
        notes.push(parts);
    }
    Story { parts, notes }
}

/// Where blocks stand: it decides their style.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Footnote,
    Quotation,
    List(u32),
}

impl Place {
    fn style(self) -> &'static str {
        match self {
            Place::Body => "Body",
            Place::Footnote => "Footnote",
            Place::Quotation => "Quotation",
            Place::List(_) => "List text",
        }
    }
}

fn push(parts: &mut Vec<Part>, style: &'static str, inlines: Vec<Inline>) {
    push_numbered(parts, style, inlines, None, false);
}

fn push_numbered(
    parts: &mut Vec<Part>,
    style: &'static str,
    inlines: Vec<Inline>,
    number: Option<i32>,
    begins_list: bool,
) {
    if !inlines.is_empty() {
        let right_to_left = is_right_to_left(&text_of(&inlines));
        parts.push(Part::Paragraph(Paragraph { style, number, begins_list, right_to_left, inlines }));
    }
}

fn push_blocks(parts: &mut Vec<Part>, blocks: &[Block], place: Place) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => push(parts, place.style(), inlines.clone()),
            Block::Heading(level, inlines) => {
                push(parts, if *level <= 2 { "Crosshead" } else { "Crosshead 2" }, inlines.clone());
            }
            Block::Quote(inner) => push_blocks(parts, inner, Place::Quotation),
            Block::Pull(quote, credit) => {
                push(parts, "Pull quote", quote.clone());
                push(parts, "Pull quote credit", credit.clone());
            }
            Block::List(start, items) => push_list(parts, *start, items, place),
            // In a footnote InDesign has no tables; its rows are lines.
            Block::Table(table) if place == Place::Footnote => {
                for row in table.head.iter().chain(&table.body) {
                    let words: Vec<String> = row.iter().map(|cell| text_of(&cell.inlines)).collect();
                    push(parts, "Footnote", vec![Inline::Text(words.join(" | "))]);
                }
            }
            Block::Table(table) => parts.push(Part::Table(table.clone())),
            Block::Code(code) => {
                let mut inlines = Vec::new();
                for (at, line) in code.lines().enumerate() {
                    if at > 0 {
                        inlines.push(Inline::Break);
                    }
                    // Fixed spaces, so that an indent is not taken for a mistake.
                    inlines.push(Inline::Text(line.replace('\t', "    ").replace(' ', "\u{a0}")));
                }
                push(parts, "Code", inlines);
            }
            Block::Rule => push(parts, "Rule", vec![Inline::Text("* * *".into())]),
            Block::Picture(figure) if place == Place::Footnote => {
                push(parts, "Footnote", vec![Inline::Text(figure.in_words())]);
            }
            Block::Picture(figure) => {
                parts.push(Part::Picture(figure.clone()));
                push(
                    parts,
                    "Caption",
                    Some(figure.below()).filter(|below| !below.is_empty()).map(Inline::Text).into_iter().collect(),
                );
            }
        }
    }
}

fn push_list(parts: &mut Vec<Part>, start: Option<i32>, items: &[Vec<Block>], place: Place) {
    let level = if let Place::List(level) = place { level + 1 } else { 1 };
    let style = match (start.is_some(), level) {
        (false, 1) => "Bullet list",
        (false, _) => "Bullet list 2",
        (true, 1) => "Numbered list",
        (true, _) => "Numbered list 2",
    };
    for (at, item) in items.iter().enumerate() {
        let rest = match item.split_first() {
            Some((Block::Paragraph(inlines), rest)) => {
                let number = start.map(|start| start.saturating_add(i32::try_from(at).unwrap_or(i32::MAX)));
                push_numbered(parts, style, inlines.clone(), number, at == 0);
                rest
            }
            _ => item.as_slice(),
        };
        push_blocks(parts, rest, Place::List(level));
    }
}

/// A body paragraph at the beginning or below a crosshead has a style of its own: it is not indented.
fn first_paragraphs(parts: &mut [Part]) {
    let mut is_first = true;
    for part in parts {
        let Part::Paragraph(paragraph) = part else { continue };
        if paragraph.style == "Body" && is_first {
            paragraph.style = "Body first";
        }
        is_first = matches!(paragraph.style, "Crosshead" | "Crosshead 2" | "Rule");
    }
}
