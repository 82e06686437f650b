//! Review: changes since a baseline, comments, sign-offs, the copy flow, seals, reading back.
//!
//! Each service writes a record into the piece, returns when it is on the disk, and tells the windows. What stands is
//! read from the records every time.

mod annotated;
mod comments;
mod correct;
mod critic;
mod decide;
mod flow;
mod get;
mod headlines;
mod held_word;
mod known;
mod last;
mod marked;
pub(crate) mod passage;
mod proof;
mod readback;
mod seal;
pub(crate) mod sight;
mod signoff;
mod task;
mod types;
mod undo;
mod verify;
mod waiting;

pub use correct::{Carried, Corrected, Correcting};
pub use critic::{CriticFile, critic_of_file};
pub(crate) use critic::{as_file, unmark};
pub use flow::stage_words;
pub use readback::read_reply;
pub use task::ReviewTask;
pub use types::*;
pub(crate) use waiting::{Open, Unread, stored_open, waits_otherwise};
