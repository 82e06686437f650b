//! A body as blocks and runs: what every form of the wire is written from.

mod read;

pub(crate) use model::content::{Align, Block, Cell, Content, Inline, Table, is_right_to_left, text_of};
pub use read::{content, inlines};
