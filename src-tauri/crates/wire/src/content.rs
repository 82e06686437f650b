//! A body as blocks and runs: what every form of the wire is written from.

mod inline;
mod read;

pub(crate) use inline::{Inline, is_right_to_left, text_of};
pub(crate) use read::{content, inlines};

/// One block of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A crosshead; its level, 2 to 6.
    Heading(u8, Vec<Inline>),
    /// A quotation that stands by itself.
    Quote(Vec<Block>),
    /// A pull quote and whose words they are.
    Pull(Vec<Inline>, Vec<Inline>),
    /// A list: the number of its first item, when it is numbered; what is in each item.
    List(Option<i32>, Vec<Vec<Block>>),
    /// A table.
    Table(Table),
    /// Text whose lines are kept.
    Code(String),
    /// A rule between two parts.
    Rule,
}

/// A table: rows of the head, rows of the body, all with the same number of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// Rows of the head.
    pub(crate) head: Vec<Vec<Cell>>,
    /// Rows of the body.
    pub(crate) body: Vec<Vec<Cell>>,
}

impl Table {
    /// How many columns it has.
    pub(crate) fn columns(&self) -> usize {
        self.head.iter().chain(&self.body).map(Vec::len).max().unwrap_or(0)
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Whether it names its row or column.
    pub(crate) is_header: bool,
    /// Where its words stand.
    pub(crate) align: Align,
    /// Its words.
    pub(crate) inlines: Vec<Inline>,
}

/// Where the words of a cell stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Align {
    /// Where a line begins.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// Where a line ends.
    End,
}

/// A whole body: its blocks, and its footnotes in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Content {
    /// The blocks.
    pub(crate) blocks: Vec<Block>,
    /// The footnotes; number 1 is the first.
    pub(crate) notes: Vec<Vec<Block>>,
}
