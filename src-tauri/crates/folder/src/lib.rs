//! The desk folder: a folder that a person chose, in which every piece lies as a text file that other programs edit too.
//!
//! This crate knows files and bytes, and nothing of pieces. It writes files whole or not at all ([`atomic`]), keeps the
//! shape of files that others made ([`shape`]), says whether a file can be taken as it is ([`inspect`]), names files
//! ([`names`]) and reads the names of others' conflicted copies ([`conflict`]), compares a folder with what was known of
//! it ([`scan`](mod@scan)), and tells when to look again ([`watch`]). It is the only crate that knows `notify`.
//!
//! Truth comes from looking (stat and hash), never from an event or a clock: so our own writes need no time window in
//! which they are ignored, and an outside edit right after one of ours is seen.

pub mod atomic;
pub mod conflict;
pub mod inspect;
pub mod names;
pub mod scan;
pub mod shape;
pub mod stamp;
pub mod synced;
pub mod watch;

pub use atomic::{Disk, Expect, Lost, RealDisk, WriteError, Written};
pub use conflict::{Conflict, conflict_copy, conflict_name};
pub use inspect::{Before, Condition, Content, ReadError};
pub use names::{TEMP_PREFIX, file_name, same_name};
pub use scan::{Change, Known, Listing, Pause, Trust, Verdict, compare, scan};
pub use shape::{NotUtf8, Shape};
pub use stamp::{FileId, Hash, Stamp};
pub use synced::synced_location;
pub use watch::{Mode, Pace, Signal, Watch};
