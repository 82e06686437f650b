//! From HTML of our own writer to blocks and runs.
//!
//! Every element of the writer and of the sanitiser has its place here; what is left of markup of others (a `div`, a
//! definition list) becomes the nearest block that every form knows, so that each form can be valid by construction.

use super::figure::figure_of;
use super::{Align, Block, Cell, Content, Figure, Inline, Table};
use crate::tree::{Element, Node, tree};
use crate::xml::{is_space, one_line};
use std::cell::RefCell;
use std::collections::HashMap;

/// Most columns of a table; cells beyond stand in the last one.
const MOST_COLUMNS: usize = 60;

/// Reads a body from the HTML that the Markdown writer made of it. Any other HTML is read too, as far as it goes.
pub fn content(html: &str) -> Content {
    let nodes = tree(html);
    let mut reader = Reader::default();
    let mut raw_notes = Vec::new();
    find_notes(&nodes, &mut raw_notes);
    for (number, note) in raw_notes.iter().enumerate() {
        reader.notes.entry(note.attribute("id").to_owned()).or_insert(number + 1);
    }
    let notes = raw_notes.iter().map(|note| reader.blocks(&note.children)).collect();
    Content { blocks: reader.blocks(&nodes), notes }
}

/// Reads a line of furniture from the HTML that the Markdown writer made of it.
pub fn inlines(html: &str) -> Vec<Inline> {
    tidied(Reader::default().inlines(&tree(html)))
}

/// The footnotes, wherever their section stands.
fn find_notes<'a>(nodes: &'a [Node], found: &mut Vec<&'a Element>) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.name == "li" && element.attribute("id").starts_with("fn-") {
            found.push(element);
        } else {
            find_notes(&element.children, found);
        }
    }
}

/// Knows the numbers of the footnotes by their ids.
#[derive(Default)]
struct Reader {
    notes: HashMap<String, usize>,
    /// Pictures that stood in a line of words: they come behind its block.
    lifted: RefCell<Vec<Figure>>,
}

impl Reader {
    fn blocks(&self, nodes: &[Node]) -> Vec<Block> {
        let mut out = Vec::new();
        let mut line: Vec<Inline> = Vec::new();
        for node in nodes {
            match node {
                Node::Element(element) if is_block(element) || holds_block(&element.children) => {
                    flush(&mut out, &mut line);
                    self.put_down(&mut out);
                    self.block(&mut out, element);
                    self.put_down(&mut out);
                }
                node => line.extend(self.inlines(std::slice::from_ref(node))),
            }
        }
        flush(&mut out, &mut line);
        self.put_down(&mut out);
        out
    }

    /// The pictures of the lines before, as blocks.
    fn put_down(&self, out: &mut Vec<Block>) {
        out.extend(self.lifted.take().into_iter().map(Block::Picture));
    }

    fn block(&self, out: &mut Vec<Block>, element: &Element) {
        let inner = &element.children;
        match element.name.as_str() {
            "p" if !holds_block(inner) => flush(out, &mut self.inlines(inner)),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !holds_block(inner) => {
                let level = element.name.as_bytes().get(1).map_or(2, |digit| (digit - b'0').max(2));
                let inlines = tidied(self.inlines(inner));
                if !inlines.is_empty() {
                    out.push(Block::Heading(level, inlines));
                }
            }
            "blockquote" => out.extend(Some(self.blocks(inner)).filter(|inner| !inner.is_empty()).map(Block::Quote)),
            "figure" if element.has_class("pull") => self.pull(out, inner),
            "figure" if element.has_class("picture") && figure_of(inner).is_some() => {
                out.extend(figure_of(inner).map(Block::Picture));
            }
            "ul" | "ol" => self.list(out, element),
            "table" => {
                let table = self.table(inner);
                if table.columns() > 0 {
                    out.push(Block::Table(table));
                }
            }
            "pre" => {
                let mut text = String::new();
                raw_text(&mut text, inner);
                let text = text.trim_matches('\n');
                if !text.trim().is_empty() {
                    out.push(Block::Code(text.to_owned()));
                }
            }
            "hr" => out.push(Block::Rule),
            // The footnotes are read by themselves.
            "section" if element.has_class("footnotes") => {}
            "dt" if !holds_block(inner) => {
                let strong = vec![Inline::Strong(tidied(self.inlines(inner)))];
                flush(out, &mut { strong });
            }
            _ => out.extend(self.blocks(inner)),
        }
    }

    fn pull(&self, out: &mut Vec<Block>, nodes: &[Node]) {
        let (mut quote, mut credit) = (Vec::new(), Vec::new());
        for node in nodes {
            match node {
                Node::Element(caption) if caption.name == "figcaption" => {
                    credit.extend(self.inlines(&caption.children))
                }
                node => quote.extend(self.inlines(std::slice::from_ref(node))),
            }
        }
        let (quote, credit) = (tidied(quote), tidied(credit));
        if quote.is_empty() {
            flush(out, &mut { credit });
        } else {
            out.push(Block::Pull(quote, credit));
        }
    }

    fn list(&self, out: &mut Vec<Block>, element: &Element) {
        let mut items: Vec<Vec<Block>> = Vec::new();
        for node in &element.children {
            let inner = match node {
                Node::Element(item) if item.name == "li" => self.blocks(&item.children),
                node => self.blocks(std::slice::from_ref(node)),
            };
            if !inner.is_empty() {
                items.push(inner);
            }
        }
        if !items.is_empty() {
            let start = element.attribute("start").parse::<i32>().unwrap_or(1);
            out.push(Block::List((element.name == "ol").then_some(start), items));
        }
    }

    fn table(&self, nodes: &[Node]) -> Table {
        let mut table = Table::default();
        self.rows(&mut table, nodes, false);
        let columns = table.columns();
        for row in table.head.iter_mut().chain(&mut table.body) {
            row.resize(columns, Cell::default());
        }
        table
    }

    fn rows(&self, table: &mut Table, nodes: &[Node], in_head: bool) {
        for node in nodes {
            let Node::Element(element) = node else { continue };
            match element.name.as_str() {
                "tr" => {
                    let row = self.cells(&element.children);
                    if !row.is_empty() {
                        if in_head && table.body.is_empty() { table.head.push(row) } else { table.body.push(row) }
                    }
                }
                "caption" => {
                    let inlines = tidied(self.inlines(&element.children));
                    if !inlines.is_empty() {
                        table.body.push(vec![Cell { is_header: true, inlines, ..Cell::default() }]);
                    }
                }
                name => self.rows(table, &element.children, in_head || name == "thead"),
            }
        }
    }

    fn cells(&self, nodes: &[Node]) -> Vec<Cell> {
        let mut out: Vec<Cell> = Vec::new();
        for node in nodes {
            let Node::Element(cell) = node else { continue };
            let align = match () {
                () if cell.has_class("end") => Align::End,
                () if cell.has_class("center") => Align::Center,
                () => Align::Start,
            };
            let inlines = tidied(self.inlines(&cell.children));
            let is_full = out.len() >= MOST_COLUMNS;
            match out.last_mut() {
                Some(last) if is_full => {
                    last.inlines.push(Inline::Text(" ".into()));
                    last.inlines.extend(inlines);
                }
                _ => out.push(Cell { is_header: cell.name == "th", align, inlines }),
            }
            // A cell over several columns is followed by empty ones, so that every row has as many.
            let span = cell.attribute("colspan").parse::<usize>().unwrap_or(1).clamp(1, MOST_COLUMNS);
            for _ in 1..span {
                if out.len() < MOST_COLUMNS {
                    out.push(Cell { is_header: cell.name == "th", align, inlines: Vec::new() });
                }
            }
        }
        out
    }

    fn inlines(&self, nodes: &[Node]) -> Vec<Inline> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Inline::Text(spaced(text))),
                Node::Element(element) => self.inline(&mut out, element),
            }
        }
        out
    }

    fn inline(&self, out: &mut Vec<Inline>, element: &Element) {
        let inner = || self.inlines(&element.children);
        match element.name.as_str() {
            "em" | "i" | "cite" | "dfn" | "var" => out.push(Inline::Emphasis(inner())),
            "strong" | "b" => out.push(Inline::Strong(inner())),
            "del" | "s" => out.push(Inline::Struck(inner())),
            "sub" => out.push(Inline::Sub(inner())),
            "sup" => match self.note_in(element) {
                Some(number) => out.push(Inline::Note(number)),
                None => out.push(Inline::Sup(inner())),
            },
            "code" | "kbd" | "samp" => out.push(Inline::Code(inner())),
            "br" => out.push(Inline::Break),
            "q" => {
                out.push(Inline::Text("“".into()));
                out.extend(inner());
                out.push(Inline::Text("”".into()));
            }
            "a" if element.has_class("footnote-back") => {}
            "a" => match address(element.attribute("href")) {
                Some(href) => out.push(Inline::Link(href, inner())),
                None => out.extend(inner()),
            },
            "span" if element.has_class("image-placeholder") => {
                out.push(Inline::Text("[".into()));
                out.extend(inner());
                out.push(Inline::Text("]".into()));
            }
            "span" if element.has_class("picture") && figure_of(&element.children).is_some() => {
                self.lifted.borrow_mut().extend(figure_of(&element.children));
            }
            "img" => self.lifted.borrow_mut().extend(figure_of(&[Node::Element(element.clone())])),
            "rp" => {}
            "rt" => {
                out.push(Inline::Text(" (".into()));
                out.extend(inner());
                out.push(Inline::Text(")".into()));
            }
            _ => {
                // Two blocks on one line are parted by a space, as their words would be.
                let parted = is_block(element);
                out.extend(parted.then(|| Inline::Text(" ".into())));
                out.extend(inner());
                out.extend(parted.then(|| Inline::Text(" ".into())));
            }
        }
    }

    /// The number of the footnote that a mark leads to.
    fn note_in(&self, mark: &Element) -> Option<usize> {
        let link = mark.children.iter().find_map(|node| match node {
            Node::Element(link) if link.name == "a" => Some(link),
            _ => None,
        })?;
        self.notes.get(link.attribute("href").strip_prefix('#')?).copied()
    }
}

/// An address that may go out, with everything encoded that an address can't hold; none for what leads nowhere.
fn address(href: &str) -> Option<String> {
    let href = href.trim();
    let (scheme, rest) = href.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme == "mailto" {
        let rest = encoded(rest);
        return rest.contains('@').then(|| format!("mailto:{rest}"));
    }
    let rest = rest.strip_prefix("//").filter(|_| matches!(scheme.as_str(), "http" | "https"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let (name, port) = host.rsplit_once('@').map_or(host, |(_, host)| host).split_once(':').unwrap_or((host, "0"));
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let is_sound = name.chars().any(char::is_alphanumeric) && name.chars().all(sound) && port.parse::<u16>().is_ok();
    is_sound.then(|| format!("{scheme}://{host}{}", encoded(path)))
}

/// The rest of an address: what is no character of one is encoded, and so is a `%` that begins no code and every `#`
/// but the first.
fn encoded(rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    let mut in_fragment = false;
    for (at, c) in rest.char_indices() {
        let is_code = || {
            let code = rest.as_bytes().get(at + 1..at + 3);
            code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
        };
        let fits = match c {
            '%' => is_code(),
            '#' => !std::mem::replace(&mut in_fragment, true),
            c => {
                c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(c) || (!c.is_ascii() && c.is_alphanumeric())
            }
        };
        if fits {
            out.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

fn flush(out: &mut Vec<Block>, line: &mut Vec<Inline>) {
    let line = tidied(std::mem::take(line));
    if !line.is_empty() {
        out.push(Block::Paragraph(line));
    }
}

fn is_block(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "ul"
            | "ol"
            | "li"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "pre"
            | "hr"
            | "section"
            | "div"
            | "article"
            | "aside"
            | "address"
            | "details"
            | "summary"
            | "dl"
            | "dt"
            | "dd"
            | "header"
            | "footer"
            | "main"
            | "nav"
    )
}

fn holds_block(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Element(element) => is_block(element) || holds_block(&element.children),
        Node::Text(_) => false,
    })
}

pub(super) fn raw_text(out: &mut String, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if element.name == "br" => out.push('\n'),
            Node::Element(element) => raw_text(out, &element.children),
        }
    }
}

/// A text with single spaces, also at its ends.
fn spaced(text: &str) -> String {
    let lead = if text.starts_with(is_space) { " " } else { "" };
    let line = one_line(text);
    let tail = if !line.is_empty() && text.ends_with(is_space) { " " } else { "" };
    format!("{lead}{line}{tail}")
}

/// Runs without spaces at their ends and after a break, without empty ones, and without a break at either end.
fn tidied(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut after_space = true;
    let mut out = lead_tidied(inlines, &mut after_space);
    trim_end(&mut out);
    out
}

fn lead_tidied(inlines: Vec<Inline>, after_space: &mut bool) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                let text = if *after_space { text.trim_start_matches(' ').to_owned() } else { text };
                if !text.is_empty() {
                    *after_space = text.ends_with(' ');
                    match out.last_mut() {
                        Some(Inline::Text(last)) => last.push_str(&text),
                        _ => out.push(Inline::Text(text)),
                    }
                }
            }
            Inline::Break => {
                trim_spaces(&mut out);
                if !out.is_empty() || !*after_space {
                    out.push(Inline::Break);
                }
                *after_space = true;
            }
            Inline::Note(number) => {
                out.push(Inline::Note(number));
                *after_space = false;
            }
            Inline::Emphasis(inner) => keep(&mut out, inner, after_space, Inline::Emphasis),
            Inline::Strong(inner) => keep(&mut out, inner, after_space, Inline::Strong),
            Inline::Struck(inner) => keep(&mut out, inner, after_space, Inline::Struck),
            Inline::Sub(inner) => keep(&mut out, inner, after_space, Inline::Sub),
            Inline::Sup(inner) => keep(&mut out, inner, after_space, Inline::Sup),
            Inline::Code(inner) => keep(&mut out, inner, after_space, Inline::Code),
            Inline::Link(href, inner) => keep(&mut out, inner, after_space, |inner| Inline::Link(href, inner)),
        }
    }
    out
}

fn keep(out: &mut Vec<Inline>, inner: Vec<Inline>, after_space: &mut bool, make: impl FnOnce(Vec<Inline>) -> Inline) {
    let inner = lead_tidied(inner, after_space);
    if !inner.is_empty() {
        out.push(make(inner));
    }
}

/// Takes spaces away at the end of a line.
fn trim_spaces(out: &mut Vec<Inline>) {
    while let Some(Inline::Text(text)) = out.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
        if !text.is_empty() {
            break;
        }
        out.pop();
    }
}

/// Takes spaces and breaks away at the end of a paragraph, also inside its last run.
fn trim_end(out: &mut Vec<Inline>) {
    loop {
        trim_spaces(out);
        match out.last_mut() {
            Some(Inline::Break) => drop(out.pop()),
            Some(
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Struck(inner)
                | Inline::Sub(inner)
                | Inline::Sup(inner)
                | Inline::Code(inner)
                | Inline::Link(_, inner),
            ) => {
                trim_end(inner);
                if !inner.is_empty() {
                    return;
                }
                out.pop();
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::text_of;

    fn text(words: &str) -> Inline {
        Inline::Text(words.into())
    }

    #[test]
    fn paragraphs_runs_and_footnotes_are_read() {
        let read = content(
            "<p>One <em>two </em> three.<sup class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup></p>\n\
             <section class=\"footnotes\"><ol><li id=\"fn-1\"><p>Note. <a href=\"#fnref-1\" class=\"footnote-back\">↩︎</a></p></li></ol></section>",
        );
        assert_eq!(
            read.blocks,
            [Block::Paragraph(vec![
                text("One "),
                Inline::Emphasis(vec![text("two ")]),
                text("three."),
                Inline::Note(1)
            ])]
        );
        assert_eq!(read.notes, [[Block::Paragraph(vec![text("Note.")])]]);
    }

    #[test]
    fn markup_of_others_becomes_blocks_that_every_form_knows() {
        let read = content("<div>a<b><p>b</p>c</b></div><dl><dt>d</dt><dd>e</dd></dl><p> <br> </p><a href=\"x\">f</a>");
        let words: Vec<String> = read
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(inlines) => text_of(inlines),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(words, ["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn an_address_holds_only_what_an_address_can() {
        for (href, expected) in [
            ("https://a.example/x y?[1]%zz#a#b", Some("https://a.example/x%20y?%5B1%5D%25zz#a%23b")),
            ("HTTP://a.example:8080", Some("http://a.example:8080")),
            ("mailto:ilse@a.example", Some("mailto:ilse@a.example")),
            ("http:///x", None),
            ("http://a b/", None),
            ("http://a:b:c/", None),
            ("javascript:x", None),
            ("budget.pdf", None),
        ] {
            assert_eq!(address(href).as_deref(), expected, "{href}");
        }
    }

    #[test]
    fn a_picture_is_a_block_wherever_it_stood() {
        let image = r#"<img src="pictures/a-0123456789abcdef0123456789abcdef.png" alt="A &quot;b&quot;">"#;
        let figure = |caption: &str, credit: &str| {
            let name = "a-0123456789abcdef0123456789abcdef.png".to_owned();
            Block::Picture(Figure { name, alt: "A \"b\"".into(), caption: caption.into(), credit: credit.into() })
        };
        let said = r#"So it is. <span class="credit">Photo: Bo</span>"#;
        let html = format!(
            r#"<figure class="picture">{image}<figcaption>{said}</figcaption></figure><p>x <span class="picture">{image} <span class="caption">{said}</span></span> y</p>"#
        );
        assert_eq!(
            content(&html).blocks,
            [figure("So it is.", "Photo: Bo"), Block::Paragraph(vec![text("x y")]), figure("So it is.", "Photo: Bo")]
        );
        assert_eq!(content(&format!("<p>{image}</p>")).blocks, [figure("", "")]);
        let missing =
            content(r#"<figure class="picture"><span class="image-placeholder">Picture missing: a</span></figure>"#);
        assert_eq!(missing.blocks, [Block::Paragraph(vec![text("[Picture missing: a]")])]);
        assert_eq!(content(r#"<p><img src="https://x.example/a.png" alt="a"></p>"#).blocks, []);
    }

    #[test]
    fn every_row_of_a_table_has_as_many_cells() {
        let html = "<table><thead><tr><th>a</th></tr></thead><tr><td colspan=\"2\">b</td><td class=\"end\">c</td></tr></table>";
        let Some(Block::Table(table)) = content(html).blocks.pop() else { panic!("a table") };
        assert_eq!((table.columns(), table.head.len(), table.body.len()), (3, 1, 1));
        assert!(table.head.iter().chain(&table.body).all(|row| row.len() == 3));
        assert_eq!(table.body[0][2].align, Align::End);
    }
}
