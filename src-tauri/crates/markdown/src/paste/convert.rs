//! Clean HTML as Markdown.

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BrStyle, BulletListMarker, HrStyle, Options};
use htmd::{Element, HtmlToMarkdown};
use std::borrow::Cow;

thread_local! {
    static CONVERTER: HtmlToMarkdown = converter();
}

/// Converts HTML that the sanitiser has seen.
pub(super) fn to_markdown(clean: &str) -> String {
    let markdown = CONVERTER.with(|converter| converter.convert(clean)).unwrap_or_default();
    tidy(&markdown)
}

fn converter() -> HtmlToMarkdown {
    let options = Options {
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        hr_style: HrStyle::Asterisks,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    HtmlToMarkdown::builder()
        .options(options)
        .add_handler(vec!["sup", "sub"], |handlers: &dyn Handlers, element: Element| {
            let inside = handlers.walk_children(element.node).content;
            let text = inside.trim();
            Some(HandlerResult::from(if text.is_empty() {
                String::new()
            } else {
                format!("<{0}>{text}</{0}>", element.tag)
            }))
        })
        .add_handler(vec!["del", "s", "strike"], |handlers: &dyn Handlers, element: Element| {
            let inside = handlers.walk_children(element.node).content;
            let text = inside.trim();
            Some(HandlerResult::from(if text.is_empty() {
                inside
            } else {
                inside.replacen(text, &format!("~~{text}~~"), 1)
            }))
        })
        .build()
}

/// Blanks at line ends go, and never more than one empty line stands between two blocks. A line break before an empty
/// line only made room.
fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let (mut empty, mut quoted) = (0, None::<String>);
    for line in markdown.lines() {
        let line = line.trim_end_matches([' ', '\t', '\u{a0}']);
        if line.trim_matches(['\u{a0}', '\\', ' ']).is_empty() {
            empty += 1;
            continue;
        }
        // Inside of a quotation an empty line has its mark.
        let words = line.trim_start_matches(['>', ' ']);
        if words.trim_matches(['\u{a0}', '\\', ' ']).is_empty() && line.starts_with('>') {
            if empty == 0 {
                end_of_block(&mut out);
                quoted = Some(line[..line.len() - words.len()].trim_end().to_owned());
            }
            continue;
        }
        if let Some(mark) = quoted.take().filter(|_| empty == 0 && line.starts_with('>')) {
            out.push('\n');
            out.push_str(&mark);
        }
        if !out.is_empty() {
            if empty > 0 {
                end_of_block(&mut out);
            }
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        // A blank before a line break is none.
        match line.strip_suffix(" \\") {
            Some(words) => {
                line_of(words.trim_end(), &mut out);
                out.push('\\');
            }
            None => line_of(line, &mut out),
        }
    }
    end_of_block(&mut out);
    out
}

/// Takes away a line break at the end of a block.
fn end_of_block(out: &mut String) {
    while out.bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1 {
        out.pop();
        out.truncate(out.trim_end_matches([' ', '\u{a0}']).len());
    }
}

/// A line with its non-breaking spaces where they bind two words; those beside another space only made room.
fn line_of(line: &str, out: &mut String) {
    let indent = line.len() - line.trim_start_matches(' ').len();
    out.push_str(&line[..indent]);
    let line = heading(line[indent..].trim_start_matches('\u{a0}'));
    if !line.contains('\u{a0}') {
        out.push_str(&line);
        return;
    }
    let mut chars = line.chars().peekable();
    let space = |c: char| c == ' ' || c == '\u{a0}';
    while let Some(c) = chars.next() {
        if c == '\u{a0}' && (out.ends_with(space) || chars.peek().is_some_and(|&next| space(next))) {
            while chars.next_if(|&next| space(next)).is_some() {}
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}

/// A heading that is bold as a whole is a heading.
fn heading(line: &str) -> Cow<'_, str> {
    let marks = line.bytes().take_while(|&b| b == b'#').count();
    let bold = line[marks..].strip_prefix(" **").and_then(|rest| rest.strip_suffix("**"));
    match bold.filter(|words| (1..7).contains(&marks) && !words.contains('*')) {
        Some(words) => format!("{} {words}", &line[..marks]).into(),
        None => line.into(),
    }
}
