//! Markdown to safe HTML, front matter, plain text, pasted HTML.
//!
//! Everything that comes in is treated as hostile: HTML leaves this crate only through its own writer, which knows a
//! fixed set of elements, or, where a text holds raw HTML, through the sanitiser as well. Work and memory grow with
//! the length of the input and not faster.

pub mod critic;

mod blocks;
mod depth;
mod escape;
mod front;
mod full;
mod guard;
mod images;
mod links;
mod noted;
mod outline;
mod parse;
mod paste;
mod pictures;
mod reading;
mod render;
mod sanitise;
mod sheet;
mod simplify;
mod smart;
mod tags;
mod text;
mod words;

pub use blocks::{Block, RenderOptions, render_blocks, render_body, render_inline};
pub use front::{
    FrontMatter, FrontMatterError, read_front_matter, read_front_matter_lossy, rewrite_changes, rewrite_file,
    write_front_matter, write_markdown, write_markdown_sealed,
};
pub use full::full_text;
pub use images::{ImageAddress, image_addresses};
pub use noted::{NotedText, noted_text};
pub use outline::{Heading, outline};
pub use paste::{PasteError, Pasted, html_to_markdown};
pub use pictures::with_pictures;
pub use reading::{
    FileForm, ReadFile, ReadFileError, ShownPicture, Sides, inline_text, links_in, pictures_in, read_file, read_print,
    read_texts, reading_text, sides,
};
pub use sheet::{Sheet, SheetUse, byline_parts, label_of, printed_byline, sheet};
pub use text::plain_text;
