//! Reading YAML as far as front matter needs it: entries with their values, source texts and lines.
//!
//! The events of the parser are read, not values made from them, because a headline `1984` or `no` is meant as it is
//! written. Nodes are counted, copies by alias included, so that no text can make much out of little.

use super::FrontMatterError;
use super::value::Value;
use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;
use std::ops::Range;

/// Longest front matter that is read.
const MOST_BYTES: usize = 256 * 1024;
/// Most nodes, copies by alias included.
const MOST_NODES: usize = 20_000;
/// Deepest nesting.
const DEEPEST: usize = 32;

/// One entry of the outermost mapping.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Value,
    /// Line of the key in the YAML, from 1.
    pub(super) line: usize,
    /// Whether the value copies something that is anchored in another entry.
    pub(super) borrows: bool,
    /// Whether blank lines at the end belong to the value.
    pub(super) keeps_blank_lines: bool,
    /// Whether something in the value is anchored, so that other entries may copy it.
    pub(super) anchored: bool,
    /// Where the key stands, in bytes of the YAML.
    pub(super) key_at: Range<usize>,
    /// Where the value stands, in bytes of the YAML; what tags and anchors it has stands before.
    pub(super) value_at: Range<usize>,
    /// Where the items of a list stand, or the keys and values of a mapping by turns, in bytes of the YAML.
    pub(super) items_at: Vec<Range<usize>>,
}

/// What front matter turned out to be.
pub(super) enum Document {
    /// A mapping, whether it is written in braces, and its entries.
    Entries { braces: bool, entries: Vec<Entry> },
    /// Something else: then it is no front matter.
    Other,
}

struct Reader<'a> {
    parser: Parser<'a, serde_saphyr::granit_parser::StrInput<'a>>,
    source: &'a str,
    anchors: HashMap<usize, (Value, usize)>,
    nodes: usize,
    /// Which entry is being read.
    entry: usize,
    borrows: bool,
    keeps: bool,
    anchored: bool,
    /// Where the last event ended, and the one before it, in bytes.
    end: usize,
    end_before: usize,
    /// Where the header of the last scalar stands, when that is a block.
    block_at: Option<usize>,
    items: Vec<Range<usize>>,
}

/// Reads front matter. Lines in an error count from the start of the YAML.
pub(super) fn read(source: &str) -> Result<Document, FrontMatterError> {
    if source.len() > MOST_BYTES {
        return Err(error("The front matter is too long to be read", 1));
    }
    let mut reader = Reader {
        parser: Parser::new_from_str(source),
        source,
        anchors: HashMap::new(),
        nodes: 0,
        entry: 0,
        borrows: false,
        keeps: false,
        anchored: false,
        end: 0,
        end_before: 0,
        block_at: None,
        items: Vec::new(),
    };
    let document = reader.document()?;
    loop {
        match reader.next()? {
            (Event::DocumentEnd, _) => {}
            (Event::StreamEnd, _) => return Ok(document),
            (_, span) => return Err(error("The front matter holds a second document", span.start.line())),
        }
    }
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), FrontMatterError> {
        loop {
            return match self.parser.next_event() {
                Some(Ok((Event::StreamStart | Event::DocumentStart(..) | Event::Comment(..), _))) => continue,
                Some(Ok(found)) => {
                    self.end_before = self.end;
                    self.end = found.1.end.byte_offset().unwrap_or(self.end);
                    Ok(found)
                }
                Some(Err(wrong)) => {
                    Err(error(&format!("The front matter is not valid YAML: {}", wrong.info()), wrong.marker().line()))
                }
                None => Ok((Event::StreamEnd, Span::default())),
            };
        }
    }

    fn document(&mut self) -> Result<Document, FrontMatterError> {
        let braces = match self.next()? {
            (Event::MappingStart(style, ..), _) => style == serde_saphyr::granit_parser::StructureStyle::Flow,
            (Event::StreamEnd, _) => return Ok(Document::Entries { braces: false, entries: Vec::new() }),
            (event, span) => {
                let value = self.value(event, span, 0)?;
                let nothing = matches!(&value, Value::Text { text, plain: true, .. } if text.is_empty() || text == "~");
                return Ok(if nothing {
                    Document::Entries { braces: false, entries: Vec::new() }
                } else {
                    Document::Other
                });
            }
        };
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd => return Ok(Document::Entries { braces, entries }),
                Event::Scalar(text, ..) => text.into_owned(),
                _ => return Err(error("A key of the front matter is not a word", span.start.line())),
            };
            let line = span.start.line();
            let key_at = span.byte_range().unwrap_or_default();
            if !seen.insert(key.clone()) {
                return Err(error(&format!("The key “{}” stands twice in the front matter", shorten(&key)), line));
            }
            self.entry = entries.len();
            (self.borrows, self.keeps, self.anchored) = (false, false, false);
            let (event, span) = self.next()?;
            let value = self.value(event, span, 0)?;
            let value_at = self.range(span, &value);
            entries.push(Entry {
                key,
                value,
                line,
                borrows: self.borrows,
                keeps_blank_lines: self.keeps,
                anchored: self.anchored,
                key_at,
                value_at,
                items_at: std::mem::take(&mut self.items),
            });
        }
    }

    /// From where a node starts to where the last event ended.
    fn range(&self, span: Span, value: &Value) -> Range<usize> {
        let block = self.block_at.filter(|_| matches!(value, Value::Text { block: true, .. }));
        let start = block.or(span.start.byte_offset()).unwrap_or(self.end);
        start..self.end.max(start)
    }

    /// Where the `|` or `>` of a block stands: its span begins with its first line only.
    fn header(&self, span: Span) -> Option<usize> {
        let before = self.source.get(self.end_before..span.start.byte_offset()?)?;
        let mut signs = before.char_indices().filter(|(_, c)| matches!(c, '|' | '>'));
        signs.find_map(|(at, _)| before[..at].ends_with([' ', '\t', '\n']).then_some(self.end_before + at))
    }

    fn value(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Value, FrontMatterError> {
        self.count(1, span)?;
        if depth > DEEPEST {
            return Err(error("The front matter nests too deeply", span.start.line()));
        }
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                self.block_at = if block { self.header(span) } else { None };
                let header = self.block_at.and_then(|at| self.source[at..].split([' ', '\t', '\r', '\n']).next());
                // `|+` keeps the blank lines behind it.
                self.keeps = header.is_some_and(|header| header.contains('+'));
                (Value::Text { text: text.into_owned(), plain: style == ScalarStyle::Plain, block }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break,
                        (event, span) => {
                            let item = self.value(event, span, depth + 1)?;
                            self.item(span, &item, depth);
                            items.push(item);
                        }
                    }
                }
                (Value::List(items), anchor)
            }
            Event::MappingStart(_, anchor, _) => {
                let mut entries = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::MappingEnd) {
                        break;
                    }
                    let key = self.value(event, span, depth + 1)?;
                    self.item(span, &key, depth);
                    let key = match key {
                        Value::Text { text, .. } => text,
                        other => other.json().to_string(),
                    };
                    let (event, span) = self.next()?;
                    let value = self.value(event, span, depth + 1)?;
                    self.item(span, &value, depth);
                    entries.push((key, value));
                }
                (Value::Map(entries), anchor)
            }
            Event::Alias(id) => {
                let Some((value, entry)) = self.anchors.get(&id).cloned() else {
                    return Err(error("An alias stands inside the value that it names", span.start.line()));
                };
                self.count(value.nodes(), span)?;
                self.borrows |= entry != self.entry;
                return Ok(value);
            }
            _ => return Err(error("The front matter is not valid YAML", span.start.line())),
        };
        if anchor > 0 {
            self.anchored = true;
            self.anchors.insert(anchor, (value.clone(), self.entry));
        }
        Ok(value)
    }

    fn item(&mut self, span: Span, value: &Value, depth: usize) {
        if depth == 0 {
            self.items.push(self.range(span, value));
        }
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), FrontMatterError> {
        self.nodes += nodes;
        if self.nodes > MOST_NODES {
            return Err(error("The front matter holds too many values", span.start.line()));
        }
        Ok(())
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

fn error(message: &str, line: usize) -> FrontMatterError {
    FrontMatterError { message: message.into(), line: u32::try_from(line).unwrap_or(u32::MAX).max(1) }
}
