//! A limit on how deeply the blocks of a Markdown text nest, laid on before it is parsed.
//!
//! A line such as `> > > >` opens a block for every mark. Beyond the limit the marks are escaped, so that they show
//! as the characters that they are. Lines stay lines, so places in the text stay true.

use std::borrow::Cow;

/// Marks of quotes and lists that one line may open.
const MOST_MARKS: usize = 100;
/// Columns of indentation that one line may have in front of and between its marks.
const MOST_COLUMNS: usize = 400;

/// The text with its nesting limited; borrowed when nothing had to change.
pub(crate) fn limit_nesting(body: &str) -> Cow<'_, str> {
    // Most texts have no line that even begins to be too deep; one look at the line starts finds that out.
    let mut out: Option<String> = None;
    let mut done = 0;
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        if let Some(cut) = too_deep_from(line) {
            let text = out.get_or_insert_with(|| String::with_capacity(body.len() + 64));
            text.push_str(&body[done..start + cut.keep]);
            if cut.escape {
                text.push('\\');
            }
            done = start + cut.resume;
        }
        start += line.len();
    }
    match out {
        None => Cow::Borrowed(body),
        Some(mut text) => {
            text.push_str(&body[done..]);
            Cow::Owned(text)
        }
    }
}

struct Cut {
    /// How much of the line stays in front.
    keep: usize,
    /// Where the line goes on.
    resume: usize,
    /// Whether a backslash comes between.
    escape: bool,
}

/// Where a line goes deeper than it may.
fn too_deep_from(line: &str) -> Option<Cut> {
    let bytes = line.as_bytes();
    let (mut at, mut marks, mut columns) = (0, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' => {
                columns += if byte == b'\t' { 4 } else { 1 };
                if columns > MOST_COLUMNS {
                    let blank = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
                    return Some(Cut { keep: at, resume: at + blank, escape: false });
                }
                at += 1;
                continue;
            }
            b'>' => {}
            b'-' | b'+' | b'*' if followed_by_blank(bytes, at + 1) => {}
            b'0'..=b'9' => {
                let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                let mark = at + digits;
                if digits > 9 || !matches!(bytes.get(mark), Some(b'.' | b')')) || !followed_by_blank(bytes, mark + 1) {
                    return None;
                }
                marks += 1;
                if marks > MOST_MARKS {
                    return Some(Cut { keep: mark, resume: mark, escape: true });
                }
                at = mark + 1;
                continue;
            }
            _ => return None,
        }
        marks += 1;
        if marks > MOST_MARKS {
            return Some(Cut { keep: at, resume: at, escape: true });
        }
        at += 1;
    }
    None
}

fn followed_by_blank(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_texts_are_not_touched() {
        for text in ["", "One.\n\n> a\n> > b\n\n1. c\n   - d\n", &"- ".repeat(99), &"word ".repeat(1000)] {
            assert!(matches!(limit_nesting(text), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn marks_beyond_the_limit_are_escaped() {
        let text = format!("a\n{}b\nc", "> ".repeat(300));
        let out = limit_nesting(&text);
        assert_eq!(out.matches('\\').count(), 1);
        assert_eq!(out.lines().count(), 3);
        assert!(limit_nesting(&"1. ".repeat(300)).contains("1\\. "));
        assert!(limit_nesting(&">".repeat(300)).contains(">\\>"));
        assert_eq!(limit_nesting(&format!("{}x", " ".repeat(5000))).len(), 401);
    }
}
