//! What leaves the desk: the web page with its structured data, a fragment for a content system, plain text, the forms
//! of the wire (ninjs, NITF, NewsML-G2, plain wire text), of blogs (RSS, WXR), of print (ICML, tagged text) and books (EPUB).
//!
//! Each form is a mapping from the piece, in a file of its own; `docs/guide/formats.md` tells it field by field. The same
//! piece gives the same bytes: nothing here reads a clock, and nothing tells of the person or the machine.
//!
//! Nothing here renders Markdown: HTML comes in ready and safe, and is put together. Nothing that goes out loads
//! anything from elsewhere.

mod annotated;
mod assets;
mod base64;
mod cable;
mod clean;
mod content;
mod epub;
mod escape;
mod feed;
mod fragment;
mod html;
mod icml;
mod json_ld;
mod newsml;
mod ninjs;
mod nitf;
mod outgoing;
mod page;
mod plain;
pub mod readback;
mod story;
mod style;
mod styles;
mod submission;
mod tagged;
mod time;
mod tree;
mod words;
mod xhtml;
mod xml;
mod zip;

pub use annotated::{Annotated, Annotation, annotated};
pub use assets::{FontFace, fonts_for, outlet_css, tokens_css};
pub use base64::data_address;
pub use cable::cable;
pub use content::{content, inlines};
pub use epub::epub;
pub use feed::{rss, wxr};
pub use fragment::{FragmentFurniture, fragment};
pub use icml::icml;
pub use json_ld::json_ld;
pub use newsml::newsml;
pub use ninjs::ninjs;
pub use nitf::nitf;
pub use outgoing::Outgoing;
pub use page::{WebPage, web_page};
pub use plain::{PlainParts, plain};
pub use style::{is_book_style, is_page_style};
pub use submission::submission;
pub use tagged::tagged;
pub use tree::unescaped;
pub use words::public_authors;
pub use zip::zip;
