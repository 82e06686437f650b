//! The living text of one piece, as a CRDT document.
//!
//! Every text of a piece and every value beside it lives in one Loro document. What the store keeps are the document's
//! changes; two copies that have seen the same changes are equal, whatever their order. Offsets are UTF-16 units.

mod anchors;
mod attribute;
mod authors;
mod behind;
mod compare;
mod details;
mod double;
mod erase;
mod fits;
mod letters;
mod manuscript;
mod marks;
mod merge3;
mod parts;
mod put;
mod reach;
mod records;
mod redo;
mod rejoin;
mod render;
pub mod review;
mod rewrite;
mod words;

pub use authors::AuthorRun;
pub use compare::{Comparison, Counts, Gap, Paragraph, ParagraphKind, Run, RunKind, compare};
pub use details::Detail;
pub use erase::{Erased, Wanted};
pub use manuscript::{Error, Manuscript, Moment};
pub use marks::MarkedRun;
pub use merge3::{Collision, Merged, merge3};
pub use parts::{Effect, Span};
pub use reach::Reach;
pub use render::{Labels, Part, Whole, to_critic, to_html, to_html_page, to_text};
pub use rewrite::rewrite;
