//! The wire between window and desk: commands, events, errors.
//!
//! Types are made here, at the edge. `tests/it` writes their TypeScript form to `ui/src/ipc/generated.ts`, and fails
//! when the committed file differs.

#[macro_use]
mod wire;
mod command;
mod error;
mod event;
mod folder;
mod history;
mod leaving;
mod outlet;
mod packet;
mod picture;
mod recovery;
mod review;
mod sealed;
mod types;

pub use command::{COMMANDS, typescript};
pub use error::{ErrorCode, IpcError};
pub use event::{DeskEvent, SaveState};
pub use folder::*;
pub use history::*;
pub use leaving::*;
pub use outlet::*;
pub use packet::*;
pub use picture::*;
pub use recovery::*;
pub use review::*;
pub use sealed::*;
pub use types::*;
