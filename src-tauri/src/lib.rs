//! The window: Tauri, and thin handlers over the desk.
//!
//! Nothing here knows the trade. A handler takes its input, asks the desk on a thread that may wait for the disk, and
//! puts the answer into the form of the wire.

mod args;
mod commands;
mod convert;
mod dialogs;
mod end;
mod error;
mod events;
mod logging;
mod outside;
mod placement;
mod start;
mod state;
mod window;

pub use commands::with_commands;
pub use dialogs::{Dialogs, Scripted};
pub use start::run;
pub use state::Shell;
