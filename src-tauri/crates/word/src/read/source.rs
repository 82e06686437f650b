//! The text of a file as it was walked: paragraphs with their letters, looks and fates.

use crate::tracked::Stamp;
use model::Field;
use std::collections::HashMap;

/// Looks that Markdown can say.
pub(crate) const STRONG: u8 = 1;
pub(crate) const EMPH: u8 = 2;
pub(crate) const STRIKE: u8 = 4;
pub(crate) const SUP: u8 = 8;
pub(crate) const SUB: u8 = 16;
pub(crate) const CODE: u8 = 32;

/// How a run of letters looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) flags: u8,
    /// Place in [`Source::links`].
    pub(crate) link: Option<u32>,
}

/// What became of something: numbers of stamps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fate {
    pub(crate) ins: Option<u32>,
    pub(crate) del: Option<u32>,
    /// Place in [`Source::moves`].
    pub(crate) moved: Option<u32>,
}

/// One of the two readings of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All changes accepted.
    Now,
    /// All changes rejected.
    Was,
}

impl Fate {
    pub(crate) fn stands(self, reading: Reading) -> bool {
        match reading {
            Reading::Now => self.del.is_none(),
            Reading::Was => self.ins.is_none(),
        }
    }

    pub(crate) fn is_passing(self) -> bool {
        self.ins.is_some() && self.del.is_some()
    }
}

#[derive(Debug)]
pub(crate) enum What {
    Text(String),
    Break,
    /// Place in [`Source::notes`].
    Note(u32),
    /// Place in [`Source::images`].
    Image(u32),
    /// A comment begins; its number in the file.
    Start(u32),
    End(u32),
    /// The caption of the picture before ends; what it says stands between.
    Said,
}

/// The smallest thing with one fate.
#[derive(Debug)]
pub(crate) struct Atom {
    pub(crate) id: u32,
    pub(crate) what: What,
    pub(crate) look: Look,
    /// The look before a tracked change of it, and whose change that was.
    pub(crate) before: Option<(Look, u32)>,
    pub(crate) fate: Fate,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Plain,
    Heading(u8),
    Code,
    /// A pause between two parts.
    Divider,
    Furniture(Field),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Props {
    pub(crate) kind: Kind,
    pub(crate) quote: bool,
    /// Stands in from the left by hand: a quote, or a part of the item above it.
    pub(crate) indented: bool,
    /// Number of the list and level from 0.
    pub(crate) list: Option<(u32, u8)>,
    /// Belongs to the item of a list above it.
    pub(crate) continues: bool,
    /// Says what a picture shows.
    pub(crate) caption: bool,
}

#[derive(Debug)]
pub(crate) struct Para {
    /// The number of the paragraph mark among all atoms and marks.
    pub(crate) id: u32,
    pub(crate) props: Props,
    /// What it was before a tracked change of it, and whose change that was.
    pub(crate) before: Option<(Props, u32)>,
    /// What became of the paragraph mark.
    pub(crate) mark: Fate,
    pub(crate) atoms: Vec<Atom>,
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) id: u32,
    pub(crate) fate: Fate,
    pub(crate) cells: Vec<Vec<Block>>,
}

#[derive(Debug)]
pub(crate) enum Block {
    Para(Para),
    Table(Vec<Row>),
}

/// What a file holds, before it is written as Markdown.
#[derive(Debug, Default)]
pub(crate) struct Source {
    pub(crate) blocks: Vec<Block>,
    /// In the order in which they are called.
    pub(crate) notes: Vec<Vec<Block>>,
    pub(crate) links: Vec<String>,
    pub(crate) images: Vec<Picture>,
    pub(crate) stamps: Vec<Stamp>,
    stamp_numbers: HashMap<Stamp, u32>,
    pub(crate) moves: Vec<String>,
    move_numbers: HashMap<String, u32>,
    next: u32,
}

/// A picture in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) part: String,
    pub(crate) name: String,
    pub(crate) alt: String,
    /// What stands below it, where it says so itself.
    pub(crate) title: String,
}

impl Source {
    pub(crate) fn next_id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    pub(crate) fn stamp(&mut self, stamp: Stamp) -> u32 {
        if let Some(&number) = self.stamp_numbers.get(&stamp) {
            return number;
        }
        let number = count(self.stamps.len());
        self.stamps.push(stamp.clone());
        self.stamp_numbers.insert(stamp, number);
        number
    }

    pub(crate) fn link(&mut self, address: String) -> u32 {
        self.links.push(address);
        count(self.links.len() - 1)
    }

    pub(crate) fn move_named(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.move_numbers.get(name) {
            return number;
        }
        let number = count(self.moves.len());
        self.moves.push(name.to_owned());
        self.move_numbers.insert(name.to_owned(), number);
        number
    }
}

/// A length as a number; the limits on parts keep all of them far below.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
