//! Review: what roles agreed to, what was remarked, and what was decided.
//!
//! Review is the difference between a baseline and the text now. Everything that people say about a piece (a comment,
//! a decision, a sign-off, a move to another stage, a seal) is a *record* that is never changed or removed; what stands
//! is computed from all of them, in one order, so that two desks with the same records see the same.

mod anchor;
mod baseline;
mod breaks;
mod change;
mod comments;
pub mod flow;
pub mod reading;
mod record;
mod role;
pub mod seal;

pub use anchor::{Anchor, Found, Located};
pub use baseline::{Baseline, baseline, can_undo, in_order, undone};
pub use breaks::room;
pub use change::{Change, ChangeKind, Part, Reading};
pub use comments::{CommentState, ReplyState, comments};
pub use flow::{Action, Need, Requirement, Standing};
pub use record::{
    Act, Answer, BaseSplice, CommentKind, Decided, Decision, How, Put, Record, RecordId, SealedText, Texts, texts_of,
};
pub use role::Role;
