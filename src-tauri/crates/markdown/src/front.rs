//! Front matter: what a file says about a piece before its body.

mod assign;
mod known;
mod read;
mod rewrite;
mod split;
mod value;
mod write;
mod yaml;

pub use read::{FrontMatter, read_front_matter, read_front_matter_lossy};
pub use rewrite::{rewrite_changes, rewrite_file};
pub use write::{write_front_matter, write_markdown, write_markdown_sealed};

/// Why front matter cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (line {line})")]
pub struct FrontMatterError {
    /// What is wrong, in a plain sentence.
    pub message: String,
    /// The line of the file, from 1.
    pub line: u32,
}
