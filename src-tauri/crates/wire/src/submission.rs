//! The mail with which a piece is offered to an outlet, as text: no attachment, one line about the author, a link for
//! every assertion that has one.

use crate::content::{Block, Content, Inline, content, text_of};
use crate::outgoing::{NoteKind, Outgoing};
use crate::xml::one_line;

/// The most links that are listed.
const MOST_LINKS: usize = 60;

/// The mail, with `To:` and `Subject:` above a blank line. What the piece does not tell is left out; nothing is claimed in
/// its place.
pub fn submission(out: &Outgoing<'_>) -> String {
    let profile = out.profile;
    let mut text = String::with_capacity(out.body_plain.len() + 1024);
    let to = one_line(&profile.exclusivity.submit_to);
    if !to.is_empty() {
        text.push_str(&format!("To: {to}\n"));
    }
    let name = one_line(&profile.name);
    let words = out.words();
    text.push_str(&format!("Subject: Opinion piece, {words} words: {}\n\n", out.title()));
    let greeting = if name.is_empty() { "Dear editors,".to_owned() } else { format!("Dear editors of {name},") };
    text.push_str(&format!("{greeting}\n\nI offer you the piece below, of {words} words."));
    let standfirst = out.standfirst();
    if !standfirst.is_empty() {
        text.push_str(&format!(" It says in short: {standfirst}"));
    }
    text.push_str("\n\n");
    if profile.exclusivity.exclusive {
        text.push_str("It is offered to you alone.");
        if profile.exclusivity.answer_days > 0 {
            let days = profile.exclusivity.answer_days;
            let days = if days == 1 { "one working day".to_owned() } else { format!("{days} working days") };
            text.push_str(&format!(" If I do not hear from you within {days}, I shall offer it elsewhere."));
        }
        text.push_str("\n\n");
    }
    for (kind, inlines) in out.notes() {
        let label = match kind {
            NoteKind::Author => "About the author",
            NoteKind::Disclosure => "Interests",
            NoteKind::Correction => continue,
        };
        text.push_str(&format!("{label}: {}\n\n", text_of(&inlines)));
    }
    let links = links(&content(out.body_html));
    if !links.is_empty() {
        text.push_str("Sources:\n");
        for (at, (words, href)) in links.iter().enumerate() {
            text.push_str(&format!("{}. {words}: {href}\n", at + 1));
        }
        text.push('\n');
    }
    let byline = one_line(&out.piece.byline);
    if !byline.is_empty() {
        text.push_str(&format!("With kind regards,\n{byline}\n\n"));
    }
    text.push_str("* * *\n\n");
    for line in [out.headline(), one_line(out.byline)] {
        if !line.is_empty() {
            text.push_str(&format!("{line}\n\n"));
        }
    }
    text.push_str(out.body_plain.trim_matches('\n'));
    text.push('\n');
    text
}

/// The links of a body in reading order, each address once.
fn links(content: &Content) -> Vec<(String, String)> {
    let mut out = Vec::new();
    from_blocks(&mut out, &content.blocks);
    content.notes.iter().for_each(|note| from_blocks(&mut out, note));
    out
}

fn from_blocks(out: &mut Vec<(String, String)>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => from_inlines(out, inlines),
            Block::Quote(inner) => from_blocks(out, inner),
            Block::Pull(quote, credit) => {
                from_inlines(out, quote);
                from_inlines(out, credit);
            }
            Block::List(_, items) => items.iter().for_each(|item| from_blocks(out, item)),
            Block::Table(table) => {
                table.head.iter().chain(&table.body).flatten().for_each(|cell| from_inlines(out, &cell.inlines));
            }
            Block::Code(_) | Block::Rule | Block::Picture(_) => {}
        }
    }
}

fn from_inlines(out: &mut Vec<(String, String)>, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Link(href, inner) => {
                if out.len() < MOST_LINKS && !href.starts_with("mailto:") && !out.iter().any(|(_, known)| known == href)
                {
                    out.push((one_line(&text_of(inner)), href.clone()));
                }
            }
            other => from_inlines(out, other.inner()),
        }
    }
}
