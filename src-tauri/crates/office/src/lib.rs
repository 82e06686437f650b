//! OpenDocument texts (`.odt`) and RTF in: words and structure, pictures, comments, tracked changes, and an honest receipt.
//!
//! Both readers give the same values: a [`Tracked`] text in Markdown (as it was received, as it is now, and who changed
//! what), comments with their places, the pictures that the text calls, and a receipt. Nothing here touches a file, a clock or a network; work and memory
//! grow with the length of the input, within limits.

mod epub;
mod error;
mod lines;
mod odt;
mod paragraph;
mod pictures;
mod rtf;
mod tracked;

pub use epub::{ReadBook, is_epub, read_epub};
pub use error::Error;
pub use odt::read_odt;
pub use rtf::read_rtf;
pub use tracked::{Comment, Read, Run, Stamp, Status, Tracked};
