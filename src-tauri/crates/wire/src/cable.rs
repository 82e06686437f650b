//! Plain wire text: a head of labelled lines, the text, an end mark.

use crate::content::{Block, Content, Inline, content, text_of};
use crate::outgoing::{NoteKind, Outgoing};
use crate::xml::one_line;

/// A piece as a wire has always sent it: what it is in labelled lines, the body in indented paragraphs, the notes, and a
/// last line that says that nothing is missing. Footnotes stand in square brackets and below.
pub fn cable(out: &Outgoing<'_>) -> String {
    let mut text = String::with_capacity(out.body_plain.len() + 1024);
    let piece = out.piece;
    let mut head = |label: &str, value: &str| {
        let value = one_line(value);
        if !value.is_empty() {
            text.push_str(&format!("{label}: {value}\n"));
        }
    };
    if let Some(time) = out.embargo() {
        head("EMBARGO", &format!("NOT FOR RELEASE BEFORE {}", time.local()));
    }
    head("SLUG", &piece.slugline);
    head("FROM", &out.outlet());
    head("DATE", out.date);
    head("LANGUAGE", &out.language());
    head("WORDS", &out.words().to_string());
    head("KICKER", &piece.kicker);
    head("HEAD", &out.headline());
    head("HEAD WEB", &piece.headlines.web);
    head("STANDFIRST", &out.standfirst());
    head("BY", out.byline);
    head("KEYWORDS", &piece.tags.join(", "));
    head("USAGE", &out.profile.rights.usage);
    head("SEAL", out.seal.unwrap_or_default());
    text.push('\n');
    let content = content(out.body_html);
    push_blocks(&mut text, &content.blocks, "");
    push_notes(&mut text, &content);
    for (kind, inlines) in out.notes() {
        let label = match kind {
            NoteKind::Author => "AUTHOR",
            NoteKind::Disclosure => "DISCLOSURE",
            NoteKind::Correction => "CORRECTION",
        };
        text.push_str(&format!("\n{label}: {}\n", text_of(&inlines)));
    }
    text.push_str("\n-ENDS-\n");
    text
}

fn push_notes(text: &mut String, content: &Content) {
    for (at, note) in content.notes.iter().enumerate() {
        text.push_str(&format!("\n[{}]\n", at + 1));
        push_blocks(text, note, "   ");
    }
}

fn push_blocks(text: &mut String, blocks: &[Block], indent: &str) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => text.push_str(&format!("{indent}   {}\n", line(inlines))),
            Block::Heading(_, inlines) => text.push_str(&format!("\n{indent}{}\n\n", line(inlines))),
            Block::Quote(inner) => push_blocks(text, inner, &format!("{indent}   ")),
            Block::Pull(quote, credit) => {
                let credit = if credit.is_empty() { String::new() } else { format!(" ({})", line(credit)) };
                text.push_str(&format!("{indent}      {}{credit}\n", line(quote)));
            }
            Block::List(start, items) => {
                for (at, item) in items.iter().enumerate() {
                    let mark = start.map_or("-".to_owned(), |start| {
                        format!("{}.", start.saturating_add(i32::try_from(at).unwrap_or(i32::MAX)))
                    });
                    let (first, rest) = match item.split_first() {
                        Some((Block::Paragraph(inlines), rest)) => (line(inlines), rest),
                        _ => (String::new(), item.as_slice()),
                    };
                    text.push_str(format!("{indent}   {mark} {first}").trim_end());
                    text.push('\n');
                    push_blocks(text, rest, &format!("{indent}   "));
                }
            }
            Block::Table(table) => {
                for row in table.head.iter().chain(&table.body) {
                    let cells: Vec<String> = row.iter().map(|cell| line(&cell.inlines)).collect();
                    text.push_str(format!("{indent}   {}", cells.join(" | ")).trim_end());
                    text.push('\n');
                }
            }
            Block::Code(code) => {
                for line in code.lines() {
                    text.push_str(
                        format!("{indent}   {}", line.replace(|c: char| c.is_control() && c != '\t', " ")).trim_end(),
                    );
                    text.push('\n');
                }
            }
            Block::Rule => text.push_str(&format!("{indent}   * * *\n")),
            Block::Picture(figure) => text.push_str(&format!("{indent}   {}\n", one_line(&figure.in_words()))),
        }
    }
}

fn line(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_line(&mut out, inlines);
    one_line(&out)
}

fn push_line(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Note(number) => out.push_str(&format!("[{number}]")),
            other => push_line(out, other.inner()),
        }
    }
}
