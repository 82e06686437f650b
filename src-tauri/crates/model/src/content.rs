//! A body as blocks and runs: what every form that is no HTML is written from.

mod inline;

pub use inline::{Inline, is_right_to_left, text_of};

/// One block of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
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
pub struct Table {
    /// Rows of the head.
    pub head: Vec<Vec<Cell>>,
    /// Rows of the body.
    pub body: Vec<Vec<Cell>>,
}

impl Table {
    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.head.iter().chain(&self.body).map(Vec::len).max().unwrap_or(0)
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Whether it names its row or column.
    pub is_header: bool,
    /// Where its words stand.
    pub align: Align,
    /// Its words.
    pub inlines: Vec<Inline>,
}

/// Where the words of a cell stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
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
pub struct Content {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The footnotes; number 1 is the first.
    pub notes: Vec<Vec<Block>>,
}
