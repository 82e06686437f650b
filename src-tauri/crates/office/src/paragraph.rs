//! The words of one paragraph, and how they become Markdown in both readings at once.

use crate::tracked::{Status, Tracked};
use std::rc::Rc;

/// How words are set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) strike: bool,
    pub(crate) raised: bool,
    pub(crate) lowered: bool,
    /// Where they lead.
    pub(crate) link: Option<Rc<str>>,
}

/// A part of a paragraph.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Words; a line feed breaks the line.
    Text { text: String, look: Look, status: Status },
    /// Markdown as it is: the mark of a note.
    Raw(String, Status),
    /// A picture as Markdown, and whether something is said of it there.
    Picture(String, bool, Status),
    /// Where a comment begins or ends: its number.
    Start(usize),
    /// See [`Item::Start`].
    End(usize),
}

impl Item {
    pub(crate) fn status(&self) -> Option<&Status> {
        match self {
            Item::Text { status, .. } | Item::Raw(_, status) | Item::Picture(.., status) => Some(status),
            Item::Start(_) | Item::End(_) => None,
        }
    }
}

/// Whether a paragraph has anything to read.
pub(crate) fn is_blank(items: &[Item]) -> bool {
    items.iter().all(|item| match item {
        Item::Text { text, .. } => text.trim().is_empty(),
        Item::Raw(..) | Item::Picture(..) => false,
        Item::Start(_) | Item::End(_) => true,
    })
}

/// Whether a paragraph is one picture and nothing else; then, whether a caption can still be given to it.
pub(crate) fn lone_picture(items: &[Item]) -> Option<bool> {
    let mut found = None;
    for item in items {
        match item {
            Item::Picture(_, said, status) if found.is_none() => found = Some(!said && *status == Status::Kept),
            Item::Text { text, .. } if text.trim().is_empty() => {}
            Item::Start(_) | Item::End(_) => {}
            _ => return None,
        }
    }
    found
}

/// Writes a paragraph behind a text. `place` hears where comments begin and end (number, whether it begins, byte).
/// `breaks`: what stands for a line break.
pub(crate) fn write(items: &[Item], out: &mut Tracked, breaks: &str, mut place: impl FnMut(usize, bool, usize)) {
    let mut at = 0;
    let mut first = true;
    while let Some(item) = items.get(at) {
        match item {
            Item::Start(number) | Item::End(number) => place(*number, matches!(item, Item::Start(_)), out.len()),
            Item::Raw(text, status) | Item::Picture(text, _, status) => out.push(text, status),
            Item::Text { look, .. } => {
                // A stretch of one look; comments may begin and end in it.
                let same = |item: &Item| match item {
                    Item::Text { look: other, .. } => other == look,
                    Item::Start(_) | Item::End(_) => true,
                    Item::Raw(..) | Item::Picture(..) => false,
                };
                let mut end = at + items[at..].iter().take_while(|item| same(item)).count();
                while matches!(items[end - 1], Item::Start(_) | Item::End(_)) {
                    end -= 1;
                }
                stretch(&items[at..end], look, out, breaks, first, &mut place);
                first = false;
                at = end;
                continue;
            }
        }
        at += 1;
    }
}

fn stretch(
    items: &[Item],
    look: &Look,
    out: &mut Tracked,
    breaks: &str,
    first: bool,
    place: &mut impl FnMut(usize, bool, usize),
) {
    let words: String = items
        .iter()
        .filter_map(|item| if let Item::Text { text, .. } = item { Some(text.as_str()) } else { None })
        .collect();
    let (open, close) = if words.trim().is_empty() { (String::new(), String::new()) } else { marks(look) };
    let fate = fate(items);
    let lead = words.len() - words.trim_start().len();
    let tail = words.trim_end().len();
    let (mut seen, mut opened, mut closed) = (0, open.is_empty(), close.is_empty());
    for item in items {
        let Item::Text { text, status, .. } = item else {
            if let Item::Start(number) | Item::End(number) = item {
                place(*number, matches!(item, Item::Start(_)), out.len());
            }
            continue;
        };
        // White space at the edges stays outside of the marks.
        let cut = |at: usize| at.saturating_sub(seen).min(text.len());
        let (from, to) = (cut(lead), cut(tail).max(cut(lead)));
        out.push(&escaped(&text[..from], breaks, first && seen == 0), status);
        if !opened && seen + text.len() > lead {
            opened = true;
            out.push(&open, &fate);
        }
        out.push(&escaped(&text[from..to], breaks, first && seen + from == lead && opened && open.is_empty()), status);
        if !closed && seen + text.len() >= tail {
            closed = true;
            out.push(&close, &fate);
        }
        out.push(&escaped(&text[to..], breaks, false), status);
        seen += text.len();
    }
}

/// What becomes of the marks around a stretch: they stand in each reading in which words of it stand.
fn fate(items: &[Item]) -> Status {
    let stands = |not: fn(&Status) -> bool| items.iter().filter_map(Item::status).any(|status| !not(status));
    let was = stands(|status| matches!(status, Status::Inserted(_)));
    let is = stands(|status| matches!(status, Status::Removed(_)));
    match (was, is) {
        (true, true) => Status::Kept,
        _ => items.iter().find_map(Item::status).cloned().unwrap_or(Status::Kept),
    }
}

fn marks(look: &Look) -> (String, String) {
    let (mut open, mut close) = (String::new(), String::new());
    if look.link.is_some() {
        open.push('[');
    }
    for (on, start, end) in [
        (look.bold, "**", "**"),
        (look.italic, "*", "*"),
        (look.strike, "~~", "~~"),
        (look.raised, "<sup>", "</sup>"),
        (look.lowered, "<sub>", "</sub>"),
    ] {
        if on {
            open.push_str(start);
            close.insert_str(0, end);
        }
    }
    if let Some(link) = &look.link {
        let address: String = link.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let address = address.replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace('>', "%3E");
        close.push_str(&format!("]({address})"));
    }
    (open, close)
}

/// Words that mean nothing to Markdown. `start`: they begin a paragraph. Where breaks are blanks it is one line, perhaps of
/// a table.
pub(crate) fn escaped(text: &str, breaks: &str, start: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut line = start;
    for (at, c) in text.char_indices() {
        let opens = line && {
            let rest = &text[at..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if (1..10).contains(&digits) && rest[digits..].starts_with(['.', ')']) {
                // `1984. That was` would be an item of a list.
                out.push_str(&rest[..digits]);
                out.push('\\');
                out.push_str(&escaped(&rest[digits..], breaks, false));
                return out;
            }
            rest.starts_with(['#', '>', '+', '-', '=']) || rest.starts_with("~~~")
        };
        line = line && c == ' ';
        match c {
            '\n' => {
                while out.ends_with(' ') {
                    out.pop();
                }
                out.push_str(breaks);
            }
            '*' | '_' | '[' | ']' | '<' | '`' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '|' if breaks == " " => out.push_str("\\|"),
            '~' if text[at..].starts_with("~~") => out.push_str("\\~"),
            _ if opens => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
