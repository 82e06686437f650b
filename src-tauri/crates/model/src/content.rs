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
    /// A picture.
    Picture(Figure),
}

/// A picture in a text, and what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Its name, as [`crate::picture`] gives it.
    pub name: String,
    /// What it shows, for those who do not see it; empty where nobody said.
    pub alt: String,
    /// What stands below it.
    pub caption: String,
    /// Who made it, as it is printed.
    pub credit: String,
}

impl Figure {
    /// The picture as words, for a form that has no pictures: `[Picture: what it shows. Caption]`.
    pub fn in_words(&self) -> String {
        let said: Vec<&str> = [self.alt.trim(), self.caption.trim(), self.credit.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let mut out = String::from("[Picture");
        for (at, part) in said.iter().enumerate() {
            let before = match () {
                () if at == 0 => ": ",
                () if out.ends_with(['.', '!', '?', '…', '”', '"']) => " ",
                () => ". ",
            };
            out.push_str(before);
            out.push_str(part);
        }
        out.push(']');
        out
    }

    /// What stands below it, as one line; empty where nothing does.
    pub fn below(&self) -> String {
        let said = [self.caption.trim(), self.credit.trim()].into_iter().filter(|part| !part.is_empty());
        said.collect::<Vec<_>>().join(" ")
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_in_words_is_a_sentence_for_each_thing_said() {
        let figure = |alt: &str, caption: &str, credit: &str| Figure {
            alt: alt.into(),
            caption: caption.into(),
            credit: credit.into(),
            ..Figure::default()
        };
        assert_eq!(figure("A ferry", "It sails.", "Photo: Bo").in_words(), "[Picture: A ferry. It sails. Photo: Bo]");
        assert_eq!(figure("", "", "").in_words(), "[Picture]");
        assert_eq!(figure("", "It sails", "Bo").below(), "It sails Bo");
    }
}
