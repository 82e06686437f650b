//! Typesetting: a piece as a newspaper's page, as a galley with numbered lines, or as a proof with marks, in PDF.
//!
//! The typesetter is only here. It gets the piece as values, never as markup; it sees no file but its own template and
//! the faces that are shipped, no network and no clock. The same input gives the same bytes.

mod article;
mod balance;
mod data;
mod error;
mod faces;
mod headline;
mod initial;
mod language;
pub mod marks;
mod plates;
mod read;
mod report;
mod screen;
mod set;
mod sheets;
mod world;

pub use article::{Article, Kind, Moment, Note, Options, Remark, Standard};
pub use error::PressError;
pub use headline::{HeadlineSet, headline};
pub use read::{ReadError, ReadPdf, read};
pub use report::Report;
pub use set::{Printed, set};
pub use sheets::{Laid, Picture, Typesetter};
pub use world::forget;
