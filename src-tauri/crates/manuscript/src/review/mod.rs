//! Review of a text: what changed since a baseline, and what is decided about it.
//!
//! The changes between two versions are computed, never stored; what people decide are records (see
//! [`crate::Manuscript::record`]). All of this is a function of texts and records alone, so that two desks agree.

mod build;
mod compose;
mod decide;
mod difference;
mod lean;
mod list;
mod touched;
mod wrapped;

pub use decide::{FieldSplices, accept, credit, reject, render};
pub use list::changes;
pub use model::review::{Baseline, CommentState, ReplyState, baseline, can_undo, comments, in_order, undone};
pub use touched::{Touched, touched};
