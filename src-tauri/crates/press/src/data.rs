//! A piece as the values that the template reads.

use crate::article::{Article, Kind, Note};
use crate::marks;
use crate::plates::Plates;
use crate::{Options, Report};
use crate::{faces, initial, language};
use model::PageDesign;
use model::content::{Align, Block, Cell, Figure, Inline, Table, is_right_to_left, text_of};
use model::picture::address;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Blocks within blocks; what nests deeper stands in the deepest one, since the typesetter's own stack is bounded.
const DEEPEST_BLOCK: usize = 6;
/// Runs within runs; deeper marks are not seen.
const DEEPEST_RUN: usize = 8;
/// Letters without a place to part them, after which one is made: a longer word would run over the edge of its column.
const LONGEST: usize = 30;

/// What is known while a piece is read.
struct Reader<'a> {
    article: &'a Article,
    plates: &'a Plates,
    is_page: bool,
    with_marks: bool,
    inserted: bool,
    removed: bool,
    passage: bool,
    missing: BTreeSet<char>,
}

/// The values of a piece.
pub(crate) fn of(
    article: &Article,
    design: &PageDesign,
    options: &Options,
    plates: &Plates,
    reports: &mut Vec<Report>,
) -> Value {
    let is_page = options.kind == Kind::Page;
    let mut reader = Reader {
        article,
        plates,
        is_page,
        with_marks: options.kind == Kind::Proof,
        inserted: false,
        removed: false,
        passage: false,
        missing: BTreeSet::new(),
    };
    let words = body_words(&article.body.blocks);
    let headline = text_of(&article.headline);
    let script = language::script(&format!("{headline}\n{words}"));
    let (language, region) = language::parts(&article.language);
    let from_right = is_right_to_left(if words.trim().is_empty() { &headline } else { &words });
    let mut levels = Levels { top: u8::from(!headline.trim().is_empty()) + 1, last: 0 };
    let body = reader.blocks(&article.body.blocks, 0, &mut levels);
    let lines = design.drop_cap_lines.min(5);
    let large = (is_page && options.drop_cap && lines > 1)
        .then(|| body.first().filter(|block| block["k"] == "p")?["c"].as_array())
        .flatten()
        .and_then(|runs| initial::of(runs, lines));
    let notes: Vec<Vec<Value>> = article.body.notes.iter().map(|note| reader.blocks(note, 1, &mut levels)).collect();
    let foot: Vec<Value> = article.notes.iter().map(|note| reader.note(note)).collect();
    let paper = design.paper.millimetres();
    let margin = design.margin_mm.min(paper.0 / 4);
    let mut value = json!({
        "kind": match options.kind { Kind::Page => "page", Kind::Galley => "galley", Kind::Proof => "proof" },
        "title": reader.line(&article.title),
        "authors": article.authors,
        "keywords": article.keywords,
        "language": language,
        "region": region,
        "rtl": from_right,
        "accent": colour(&design.accent),
        "faces": faces::of(design, script, reports),
        "date": reader.line(&article.date),
        "draft": reader.line(&article.draft),
        "masthead": reader.line(&article.masthead),
        "svg": (!article.masthead_svg.trim().is_empty()).then_some(&article.masthead_svg),
        "tagline": reader.line(&article.tagline),
        "section": reader.line(&article.section),
        "kicker": reader.runs(&article.kicker, 0),
        "hang": hanging(&headline),
        "has_headline": !headline.trim().is_empty(),
        "headline": reader.runs(&article.headline, 0),
        "standfirst": reader.runs(&article.standfirst, 0),
        "by": reader.line(&article.by),
        "byline": reader.runs(&article.byline, 0),
        "body": body,
        "initial": large,
        "notes": notes,
        "foot": foot,
        "seal": reader.line(&article.seal),
        "running": reader.line(&article.running),
        "height": 0.0,
        "spare": 0.0,
        "at": -1,
        "last": 0.0,
    });
    let design = if is_page {
        json!({
            "paper": [paper.0, paper.1],
            "margins": [margin, margin, margin.saturating_sub(2), margin],
            "gutter": design.gutter_mm.clamp(2, 20),
            "columns": columns(design, paper.0 - 2 * margin),
            "size": f64::from(design.body_tenths.clamp(50, 300)) / 10.0,
            "leading": f64::from(design.leading_tenths.clamp(design.body_tenths.clamp(50, 300), 500)) / 10.0,
            "headline_size": f64::from(design.headline_tenths.clamp(100, 1200)) / 10.0,
            "justified": design.justified,
            "hyphenated": design.hyphenated,
        })
    } else {
        json!({
            "paper": [210, 297],
            "margins": [28, 58, 24, 20],
            "gutter": 6,
            "columns": 1,
            "size": 11.2,
            "leading": 20.0,
            "headline_size": 24.0,
            "justified": false,
            "hyphenated": false,
        })
    };
    if let (Some(value), Some(design)) = (value.as_object_mut(), design.as_object()) {
        value.extend(design.clone());
    }
    if !reader.missing.is_empty() {
        reports.push(Report::Missing(reader.missing.into_iter().collect()));
    }
    value
}

/// As many columns as were asked for, but none narrower than 30 millimetres.
fn columns(design: &PageDesign, width: u32) -> u32 {
    let gutter = design.gutter_mm.clamp(2, 20);
    design.columns.clamp(1, 6).min(((width + gutter) / (30 + gutter)).max(1))
}

/// A colour as `#rrggbb`; the outlet's usual red for what is none.
fn colour(text: &str) -> &str {
    let digits = text.trim().strip_prefix('#').unwrap_or_default();
    let sound = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if sound { text.trim() } else { "#8c1d18" }
}

/// The quotation mark with which a headline begins: it hangs out of the edge.
fn hanging(headline: &str) -> String {
    let first = headline.trim_start().chars().next();
    first.filter(|c| "‘“«„‚‹\"'”’»›".contains(*c)).map(String::from).unwrap_or_default()
}

/// The words of paragraphs, for a look at their script.
fn body_words(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(runs) | Block::Heading(_, runs) => out.push_str(&text_of(runs)),
            Block::Quote(inner) => out.push_str(&body_words(inner)),
            Block::List(_, items) => items.iter().for_each(|item| out.push_str(&body_words(item))),
            _ => {}
        }
        out.push('\n');
        if out.len() > 20_000 {
            break;
        }
    }
    out
}

/// Levels of crossheads: none is left out on the way down, since readers that speak climb them like stairs.
struct Levels {
    top: u8,
    last: u8,
}

impl Levels {
    fn of(&mut self, look: u8) -> u8 {
        let wanted = (look.max(2) - 2) + self.top;
        self.last = wanted.min(self.last.max(self.top - 1) + 1);
        self.last
    }
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block], depth: usize, levels: &mut Levels) -> Vec<Value> {
        let mut out = Vec::with_capacity(blocks.len());
        for block in blocks {
            match block {
                Block::Quote(inner) if depth >= DEEPEST_BLOCK => out.extend(self.blocks(inner, depth, levels)),
                Block::List(_, items) if depth >= DEEPEST_BLOCK => {
                    items.iter().for_each(|item| out.extend(self.blocks(item, depth, levels)));
                }
                block => out.push(self.block(block, depth, levels)),
            }
        }
        out
    }

    fn block(&mut self, block: &Block, depth: usize, levels: &mut Levels) -> Value {
        match block {
            Block::Paragraph(runs) => json!({ "k": "p", "c": self.runs(runs, 0) }),
            // Within a list or a quotation no crosshead is one: it would break the order of the levels.
            Block::Heading(_, runs) if depth > 0 => {
                json!({ "k": "p", "c": [{ "k": "strong", "c": self.runs(runs, 1) }] })
            }
            Block::Heading(look, runs) => {
                json!({ "k": "h", "look": look, "level": levels.of(*look), "c": self.runs(runs, 0) })
            }
            Block::Quote(inner) => json!({ "k": "quote", "c": self.blocks(inner, depth + 1, levels) }),
            Block::Pull(words, credit) => {
                json!({ "k": "pull", "c": self.runs(words, 0), "credit": self.runs(credit, 0) })
            }
            Block::List(start, items) => {
                let tight = items.iter().all(|item| item.len() <= 1);
                let items: Vec<Vec<Value>> = items.iter().map(|item| self.blocks(item, depth + 1, levels)).collect();
                json!({ "k": "list", "start": start.map(|start| start.max(0)), "tight": tight, "c": items })
            }
            Block::Table(table) => self.table(table),
            Block::Code(text) => {
                let lines: Vec<String> = text.lines().map(|line| self.text(&line.replace('\t', "    "))).collect();
                json!({ "k": "code", "v": lines })
            }
            Block::Rule => json!({ "k": "rule" }),
            Block::Picture(figure) => self.picture(figure, depth),
        }
    }

    /// A picture with what stands below it; its words where it can't be set.
    fn picture(&mut self, figure: &Figure, depth: usize) -> Value {
        let known = self.article.pictures.get(&figure.name).filter(|_| self.plates.has(&figure.name));
        let Some(picture) = known else {
            return json!({ "k": "p", "c": [{ "k": "text", "v": self.line(&figure.in_words()) }] });
        };
        let below = figure.below();
        // Who hears the page must hear something.
        let alt = [figure.alt.as_str(), &below, "Picture"].into_iter().find(|text| !text.trim().is_empty());
        json!({
            "k": "picture",
            "file": address(&figure.name),
            "alt": self.line(alt.unwrap_or_default()),
            "w": picture.width,
            "h": picture.height,
            "broad": depth == 0 && self.is_page && picture.width > picture.height,
            "caption": self.line(&figure.caption),
            "credit": self.line(&figure.credit),
        })
    }

    fn table(&mut self, table: &Table) -> Value {
        let mut widths = vec![4usize; table.columns()];
        for row in table.head.iter().chain(&table.body) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(text_of(&cell.inlines).chars().count().min(40));
            }
        }
        let mut rows = |rows: &[Vec<Cell>]| -> Vec<Vec<Value>> {
            rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect()
        };
        let (head, body) = (rows(&table.head), rows(&table.body));
        json!({ "k": "table", "widths": widths, "head": head, "body": body })
    }

    fn cell(&mut self, cell: &Cell) -> Value {
        let align = match cell.align {
            Align::Start => "start",
            Align::Center => "center",
            Align::End => "end",
        };
        json!({ "align": align, "head": cell.is_header, "c": self.runs(&cell.inlines, 0) })
    }

    fn note(&mut self, note: &Note) -> Value {
        json!({ "label": self.line(&note.label), "c": self.runs(&note.text, 0), "italic": note.italic, "wide": note.wide })
    }

    fn runs(&mut self, inlines: &[Inline], depth: usize) -> Vec<Value> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            if depth >= DEEPEST_RUN && !matches!(inline, Inline::Text(_) | Inline::Break | Inline::Note(_)) {
                out.extend(self.runs(inline.inner(), depth));
                continue;
            }
            match inline {
                Inline::Text(text) if self.with_marks => self.marked(&mut out, text),
                Inline::Text(text) => out.push(json!({ "k": "text", "v": self.text(text) })),
                Inline::Break => out.push(json!({ "k": "break" })),
                Inline::Note(number) => out.push(json!({ "k": "note", "v": number })),
                // On paper nobody follows a link, and the marks of a change may stand inside of an address.
                Inline::Link(_, inner) if self.with_marks => out.extend(self.runs(inner, depth + 1)),
                Inline::Link(href, inner) => {
                    out.push(json!({ "k": "link", "v": href, "c": self.runs(inner, depth + 1) }));
                }
                other => out.push(json!({ "k": kind(other), "c": self.runs(other.inner(), depth + 1) })),
            }
        }
        out
    }

    /// A text with marks in it; a change may begin in one run and end in another.
    fn marked(&mut self, out: &mut Vec<Value>, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let at = rest.find(marks::is_mark).unwrap_or(rest.len());
            let (words, after) = rest.split_at(at);
            if !words.is_empty() {
                let mut run = json!({ "k": "text", "v": self.text(words) });
                for (is, kind) in [(self.inserted, "ins"), (self.removed, "del"), (self.passage, "on")] {
                    if is {
                        run = json!({ "k": kind, "c": [run] });
                    }
                }
                out.push(run);
            }
            let Some(mark) = after.chars().next() else { break };
            rest = &after[mark.len_utf8()..];
            match mark {
                marks::INSERTED | marks::INSERTED_END => self.inserted = mark == marks::INSERTED,
                marks::REMOVED | marks::REMOVED_END => self.removed = mark == marks::REMOVED,
                marks::PASSAGE | marks::PASSAGE_END => self.passage = mark == marks::PASSAGE,
                mark => {
                    let article = self.article;
                    let remark = marks::remark_of(mark).and_then(|number| article.remarks.get(number));
                    if let Some(remark) = remark {
                        let by =
                            if remark.by.is_empty() { String::new() } else { self.text(&format!("{} ", remark.by)) };
                        let words = self.text(&remark.text);
                        out.push(json!({ "k": "remark", "c": [
                            { "k": "strong", "c": [{ "k": "text", "v": by }] },
                            { "k": "text", "v": words },
                        ] }));
                    }
                }
            }
        }
    }

    /// A line that stands by itself.
    fn line(&mut self, text: &str) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text(&line)
    }

    /// A text as it is set; what no face has is noted.
    fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut unbroken = 0;
        for c in text.chars() {
            let c = match c {
                '\n' | '\t' | '\r' => ' ',
                c if c.is_control() || marks::is_mark(c) => continue,
                c => c,
            };
            if !faces::has(c) {
                self.missing.insert(c);
            }
            unbroken = if c.is_whitespace() || matches!(c, '-' | '\u{ad}' | '\u{200b}' | '–' | '—') {
                0
            } else {
                unbroken + 1
            };
            if unbroken > LONGEST {
                out.push('\u{200b}');
                unbroken = 1;
            }
            out.push(c);
        }
        out
    }
}

fn kind(inline: &Inline) -> &'static str {
    match inline {
        Inline::Emphasis(_) => "em",
        Inline::Strong(_) => "strong",
        Inline::Struck(_) => "struck",
        Inline::Sub(_) => "sub",
        Inline::Sup(_) => "sup",
        _ => "code",
    }
}
