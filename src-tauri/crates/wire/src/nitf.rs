//! NITF 3.6, the news text of the International Press Telecommunications Council.

use crate::content::{Align, Block, Cell, Content, Figure, Inline, Table, content, inlines, is_right_to_left, text_of};
use crate::outgoing::{NoteKind, Outgoing};
use crate::xml::{attribute, one_line, push_xml, xml, xml_line};
use model::picture::{address, named};

/// A piece as NITF 3.6: one XML file.
pub fn nitf(out: &Outgoing<'_>) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", nitf_element(out))
}

/// The same without the declaration, for standing inside another file.
pub(crate) fn nitf_element(out: &Outgoing<'_>) -> String {
    let mut text = String::with_capacity(out.body_html.len() + 4096);
    text.push_str("<nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\" version=\"-//IPTC//DTD NITF 3.6//EN\" ");
    text.push_str("change.date=\"September 11, 2009\" change.time=\"12:26\"");
    text.push_str(&attribute("baselang", &out.language()));
    text.push_str(">\n");
    push_head(&mut text, out);
    text.push_str("<body>\n");
    push_body_head(&mut text, out);
    let content = content(out.body_html);
    text.push_str("<body.content>\n");
    push_blocks(&mut text, &content.blocks);
    push_footnotes(&mut text, &content);
    let notes = out.notes();
    for (kind, inlines) in notes.iter().filter(|(kind, _)| *kind != NoteKind::Author) {
        text.push_str(&format!("<note class=\"{}\" noteclass=\"end\"><body.content><p>", kind.role()));
        push_inlines(&mut text, inlines);
        text.push_str("</p></body.content></note>\n");
    }
    text.push_str("</body.content>\n");
    if let Some((_, author)) = notes.iter().find(|(kind, _)| *kind == NoteKind::Author) {
        text.push_str("<body.end><tagline>");
        push_inlines(&mut text, author);
        text.push_str("</tagline></body.end>\n");
    }
    text.push_str("</body>\n</nitf>\n");
    text
}

fn push_head(text: &mut String, out: &Outgoing<'_>) {
    let piece = out.piece;
    text.push_str(&format!("<head>\n<title>{}</title>\n", xml_line(&out.title())));
    for (name, value) in [
        ("kicker", piece.kicker.as_str()),
        ("headline-web", &piece.headlines.web),
        ("headline-social", &piece.headlines.social),
        ("standfirst-seal", out.seal.unwrap_or_default()),
    ] {
        let content = attribute("content", value);
        if !content.is_empty() {
            text.push_str(&format!("<meta name=\"{name}\"{content}/>\n"));
        }
    }
    text.push_str(
        "<tobject tobject.type=\"Opinion\"><tobject.property tobject.property.type=\"opinion\"/></tobject>\n",
    );
    text.push_str(&format!("<docdata management-status=\"{}\">\n", crate::ninjs::pub_status(piece.stage)));
    if !piece.correction_note.trim().is_empty() {
        text.push_str(&format!(
            "<correction{}/>\n",
            attribute("info", &crate::words::unmarked(&piece.correction_note))
        ));
    }
    text.push_str(&format!("<doc-id regsrc=\"standfirst\" id-string=\"{}\"/>\n", out.uri()));
    if let Some(time) = out.published() {
        text.push_str(&format!("<date.issue norm=\"{}\"/>\n", time.basic()));
    }
    if let Some(time) = out.embargo() {
        text.push_str(&format!("<date.release norm=\"{}\"/>\n", time.basic()));
    }
    let (holder, rights) = (out.holder(), &out.profile.rights);
    if !holder.is_empty() {
        let year = out.published().map_or_else(String::new, |time| format!(" year=\"{}\"", time.year()));
        text.push_str(&format!("<doc.copyright{year}{}/>\n", attribute("holder", &holder)));
    }
    let limits = attribute("limitations", &rights.usage);
    if !limits.is_empty() {
        text.push_str(&format!("<doc.rights{}{limits}/>\n", attribute("owner", &holder)));
    }
    let keys: String = std::iter::once(&piece.slugline)
        .chain(&piece.tags)
        .map(|tag| attribute("key", tag))
        .filter(|key| !key.is_empty())
        .map(|key| format!("<keyword{key}/>"))
        .collect();
    if !keys.is_empty() {
        text.push_str(&format!("<key-list>{keys}</key-list>\n"));
    }
    text.push_str("</docdata>\n");
    let date = out.published().map_or_else(String::new, |time| format!(" date.publication=\"{}\"", time.basic()));
    let name = attribute("name", &out.outlet());
    text.push_str(&format!(
        "<pubdata type=\"print\" item-length=\"{}\" unit-of-measure=\"word\"{date}{name}{}/>\n</head>\n",
        out.words(),
        attribute("position.section", &out.profile.section)
    ));
}

fn push_body_head(text: &mut String, out: &Outgoing<'_>) {
    text.push_str("<body.head>\n");
    let headline = out.headline();
    if !headline.is_empty() {
        text.push_str(&format!("<hedline><hl1>{}</hl1></hedline>\n", xml_line(&headline)));
    }
    let rights = &out.profile.rights;
    if !rights.notice.trim().is_empty() {
        text.push_str(&format!("<rights>{}</rights>\n", xml_line(&rights.notice)));
    }
    let byline = one_line(out.byline);
    if !byline.is_empty() {
        let name = one_line(&out.piece.byline);
        // One name is a person; of several, only the words are certain.
        let person = (out.authors().len() == 1).then(|| byline.rfind(&name).filter(|_| !name.is_empty())).flatten();
        match person {
            Some(at) => {
                let (by, rest) = (&byline[..at], &byline[at + name.len()..]);
                text.push_str(&format!("<byline>{}<person>{}</person>{}</byline>\n", xml(by), xml(&name), xml(rest)));
            }
            None => text.push_str(&format!("<byline>{}</byline>\n", xml(&byline))),
        }
    }
    if let Some(time) = out.published() {
        let date = if out.date.trim().is_empty() { time.date() } else { out.date.to_owned() };
        text.push_str(&format!(
            "<dateline><story.date norm=\"{}\">{}</story.date></dateline>\n",
            time.basic(),
            xml_line(&date)
        ));
    }
    let standfirst = inlines(out.standfirst_html);
    if !standfirst.is_empty() {
        text.push_str("<abstract><p>");
        push_inlines(text, &standfirst);
        text.push_str("</p></abstract>\n");
    }
    text.push_str("</body.head>\n");
}

fn push_blocks(text: &mut String, blocks: &[Block]) {
    for block in blocks {
        push_block(text, block);
    }
}

fn push_block(text: &mut String, block: &Block) {
    match block {
        Block::Paragraph(inlines) => {
            let class = if is_right_to_left(&text_of(inlines)) { " class=\"rtl\"" } else { "" };
            text.push_str(&format!("<p{class}>"));
            push_inlines(text, inlines);
            text.push_str("</p>\n");
        }
        Block::Heading(level, inlines) => {
            text.push_str(&format!("<hl2 class=\"level-{level}\">"));
            push_inlines(text, inlines);
            text.push_str("</hl2>\n");
        }
        Block::Quote(inner) => {
            text.push_str("<bq><block>\n");
            push_blocks(text, inner);
            text.push_str("</block></bq>\n");
        }
        Block::Pull(quote, credit) => {
            text.push_str("<bq class=\"pull\"><block><p>");
            push_inlines(text, quote);
            text.push_str("</p></block>");
            if !credit.is_empty() {
                text.push_str("<credit>");
                push_inlines(text, credit);
                text.push_str("</credit>");
            }
            text.push_str("</bq>\n");
        }
        Block::List(start, items) => {
            let (name, number) = match start {
                Some(1) => ("ol", String::new()),
                Some(start) => ("ol", format!(" seqnum=\"{start}\"")),
                None => ("ul", String::new()),
            };
            text.push_str(&format!("<{name}{number}>\n"));
            for item in items {
                text.push_str("<li>");
                match item.as_slice() {
                    [Block::Paragraph(inlines)] => push_inlines(text, inlines),
                    blocks => push_blocks(text, blocks),
                }
                text.push_str("</li>\n");
            }
            text.push_str(&format!("</{name}>\n"));
        }
        Block::Table(table) => push_table(text, table),
        Block::Code(code) => text.push_str(&format!("<pre>{}</pre>\n", xml(code))),
        Block::Rule => text.push_str("<hr/>\n"),
        Block::Picture(figure) => push_picture(text, figure),
    }
}

/// A picture by its name: the file goes another way.
fn push_picture(text: &mut String, figure: &Figure) {
    let kind = named(&figure.name).map_or("image/png", |named| named.kind.media_type());
    let alt = attribute("alternate-text", &figure.alt);
    text.push_str(&format!(
        "<media media-type=\"image\">\n<media-reference mime-type=\"{kind}\" source=\"{}\" name=\"{}\"{alt}/>\n",
        address(&figure.name),
        figure.name
    ));
    if !figure.caption.is_empty() {
        text.push_str(&format!("<media-caption>{}</media-caption>\n", xml(&figure.caption)));
    }
    if !figure.credit.is_empty() {
        text.push_str(&format!("<media-producer>{}</media-producer>\n", xml(&figure.credit)));
    }
    text.push_str("</media>\n");
}

fn push_table(text: &mut String, table: &Table) {
    text.push_str("<table>\n");
    for (name, rows) in [("thead", &table.head), ("tbody", &table.body)] {
        // A table without rows below its head has its head as its rows.
        let rows = if name == "tbody" && rows.is_empty() { &table.head } else { rows };
        if rows.is_empty() || (name == "thead" && table.body.is_empty()) {
            continue;
        }
        text.push_str(&format!("<{name}>\n"));
        for row in rows {
            text.push_str("<tr>");
            row.iter().for_each(|cell| push_cell(text, cell));
            text.push_str("</tr>\n");
        }
        text.push_str(&format!("</{name}>\n"));
    }
    text.push_str("</table>\n");
}

fn push_cell(text: &mut String, cell: &Cell) {
    let name = if cell.is_header { "th" } else { "td" };
    let align = match cell.align {
        Align::Start => "",
        Align::Center => " align=\"center\"",
        Align::End => " align=\"right\"",
    };
    text.push_str(&format!("<{name}{align}>"));
    push_inlines(text, &cell.inlines);
    text.push_str(&format!("</{name}>"));
}

fn push_footnotes(text: &mut String, content: &Content) {
    for (at, note) in content.notes.iter().enumerate() {
        text.push_str(&format!("<fn id=\"fn-{}\"><body.content>\n", at + 1));
        push_blocks(text, note);
        text.push_str("</body.content></fn>\n");
    }
}

fn push_inlines(text: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        let class = match inline {
            Inline::Text(words) => {
                push_xml(text, words);
                continue;
            }
            Inline::Break => {
                text.push_str("<br/>");
                continue;
            }
            Inline::Note(number) => {
                text.push_str(&format!("<a class=\"footnote\" href=\"#fn-{number}\">[{number}]</a>"));
                continue;
            }
            Inline::Link(href, inner) => {
                text.push_str(&format!("<a href=\"{}\">", xml(href)));
                push_inlines(text, inner);
                text.push_str("</a>");
                continue;
            }
            // NITF knows these two in numbers only; the words stay.
            Inline::Sub(inner) | Inline::Sup(inner) => {
                push_inlines(text, inner);
                continue;
            }
            Inline::Emphasis(_) => "",
            Inline::Strong(_) => " class=\"strong\"",
            Inline::Struck(_) => " class=\"struck\"",
            Inline::Code(_) => " class=\"code\"",
        };
        text.push_str(&format!("<em{class}>"));
        push_inlines(text, inline.inner());
        text.push_str("</em>");
    }
}
