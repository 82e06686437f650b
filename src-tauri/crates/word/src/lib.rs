//! Word files in and out: tracked changes, comments, and an honest receipt.
//!
//! [`read`] turns the bytes of a `.docx` into values: texts with their history ([`Tracked`]: the text as it was received, the
//! text now and who changed what, in one list), comments, people, pictures, and a receipt in which every element of the file
//! is accounted for. [`write`] turns the same values into a file. Nothing here touches a file, a clock or a network.

mod error;
mod names;
mod package;
mod read;
pub mod rules;
mod symbols;
mod tracked;
mod values;
mod write;
mod xml;

pub use error::Error;
pub use package::MAX_FILE_BYTES;
pub use read::{looks, read};
pub use tracked::{Run, Stamp, Status, Tracked, When};
pub use values::{Comment, Image, Person, Place, Properties, Read, Text};
pub use write::{Outgoing, Written, write};
