//! InDesign tagged text: a text file with styles by name, in ASCII, so that no system can read it wrongly.

use crate::content::{Figure, Inline, text_of};
use crate::outgoing::Outgoing;
use crate::story::{Paragraph, Part, Story, story};
use crate::styles::{CHARACTERS, ListKind, Marks, PARAGRAPHS};

/// A piece as InDesign tagged text. Every character beyond ASCII is written by its number, every line ends as Windows
/// ends lines (the first line says so), and every style is defined; a template's own styles of the same name go first.
pub fn tagged(out: &Outgoing<'_>) -> String {
    let story = story(out);
    let mut text = String::with_capacity(out.body_html.len() * 2);
    text.push_str("<ASCII-WIN>\r\n<Version:8><FeatureSet:InDesign-Roman>");
    for (name, face) in CHARACTERS {
        let look = match name {
            "Struck" => "<cStrikethru:1>".to_owned(),
            "Superscript" => "<cPosition:Superscript>".to_owned(),
            "Subscript" => "<cPosition:Subscript>".to_owned(),
            _ if face.is_empty() => String::new(),
            _ => format!("<cTypeface:{face}>"),
        };
        text.push_str(&format!("<DefineCharStyle:{name}={look}>"));
    }
    for style in PARAGRAPHS {
        let ((size, leading), (left, first), (before, after)) = (style.size, style.indents, style.space);
        let list = if style.list == ListKind::Bullets { "<bnListType:Bullet>" } else { "" };
        text.push_str(&format!(
            "<DefineParaStyle:{}=<cTypeface:{}><cSize:{size}.000000><cLeading:{leading}.000000><pLeftIndent:{left}.000000>\
             <pFirstLineIndent:{first}.000000><pSpaceBefore:{before}.000000><pSpaceAfter:{after}.000000>{list}>",
            style.name, style.face
        ));
    }
    text.push_str("\r\n");
    for part in &story.parts {
        match part {
            Part::Paragraph(paragraph) => push_paragraph(&mut text, paragraph, &story),
            // The format has no pictures: where one stood, it is named.
            Part::Picture(figure) => {
                text.push_str("<ParaStyle:Picture>");
                let bare = Figure { caption: String::new(), credit: String::new(), ..figure.clone() };
                push_escaped(&mut text, &bare.in_words());
                text.push_str("\r\n");
            }
            // Rows are lines and cells are parted by tabs: what every version of InDesign turns into a table.
            Part::Table(table) => {
                for row in table.head.iter().chain(&table.body) {
                    let mut cells = Vec::new();
                    for cell in row {
                        let mut words = String::new();
                        push_inlines(&mut words, &cell.inlines, Marks::default(), &story);
                        cells.push(words);
                    }
                    text.push_str(&format!("<ParaStyle:Table text>{}\r\n", cells.join("\t")));
                }
            }
        }
    }
    text
}

fn push_paragraph(text: &mut String, paragraph: &Paragraph, story: &Story) {
    text.push_str(&format!("<ParaStyle:{}>", paragraph.style));
    // The numbers are words here: the format has no sure way to begin a list at another number than one.
    if let Some(number) = paragraph.number {
        text.push_str(&format!("{number}.\t"));
    }
    push_inlines(text, &paragraph.inlines, Marks::default(), story);
    text.push_str("\r\n");
}

fn push_inlines(text: &mut String, inlines: &[Inline], marks: Marks, story: &Story) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => styled(text, marks, words),
            Inline::Break => text.push_str("<0x000A>"),
            Inline::Note(number) => {
                let words = story.notes.get(number - 1).map(|parts| words_of(parts)).unwrap_or_default();
                text.push_str("<FootnoteStart:><ParaStyle:Footnote>");
                push_escaped(text, &words);
                text.push_str("<FootnoteEnd:>");
            }
            other => push_inlines(text, other.inner(), marks.within(other), story),
        }
    }
}

/// The words of a footnote in one paragraph.
fn words_of(parts: &[Part]) -> String {
    let words: Vec<String> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Paragraph(paragraph) => Some(text_of(&paragraph.inlines)),
            Part::Table(_) | Part::Picture(_) => None,
        })
        .collect();
    words.join(" ")
}

fn styled(text: &mut String, marks: Marks, words: &str) {
    match marks.style() {
        Some(style) => {
            text.push_str(&format!("<CharStyle:{style}>"));
            push_escaped(text, words);
            text.push_str("<CharStyle:>");
        }
        None => push_escaped(text, words),
    }
}

/// Marks of the format with a backslash, everything beyond ASCII by the numbers of its UTF-16 units.
fn push_escaped(text: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '<' | '>' | '\\' => {
                text.push('\\');
                text.push(c);
            }
            ' '..='~' => text.push(c),
            c if c.is_ascii_control() => text.push(' '),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    text.push_str(&format!("<0x{unit:04X}>"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_the_format_are_words_when_they_stand_in_words() {
        let mut text = String::new();
        push_escaped(&mut text, "a <b> \\ é 😀\u{7}");
        assert_eq!(text, "a \\<b\\> \\\\ <0x00E9> <0xD83D><0xDE00> ");
    }
}
