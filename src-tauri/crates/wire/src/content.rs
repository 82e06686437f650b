//! A body as blocks and runs: what every form of the wire is written from.

mod figure;
mod read;

pub(crate) use model::content::{Align, Block, Cell, Content, Figure, Inline, Table, is_right_to_left, text_of};
pub use read::{content, inlines};
