//! Pure values of the product: pieces, furniture, stages, counts, receipts.
//!
//! Nothing here reads a file, a clock or a random source; times and ids come in as arguments. The words are those
//! of the trade, so that an export is a mapping and not a translation.

pub mod content;
pub mod critic;
pub mod picture;

mod counts;
mod edit;
mod extra;
mod field;
mod house;
mod id;
mod outlet;
mod person;
mod piece;
mod receipt;
pub mod review;
mod stage;

pub use counts::{LengthBand, count_words, reading_minutes, reading_seconds};
pub use edit::{Splice, SpliceError, apply_splices, utf16_len};
pub use extra::{Extra, ExtraEntry};
pub use field::Field;
pub use house::{HouseEdit, HouseKind, HouseMarks, Housed, house};
pub use id::PieceId;
pub use outlet::{
    Correction, DateStyle, Exclusivity, Furniture, Handover, HandoverNeed, HeadlineLimits, HouseStyle, LengthRule,
    OutletProfile, PageDesign, PaperSize, Rights, TrustLink, Wording,
};
pub use person::Person;
pub use piece::{Author, Headlines, Outlet, Piece, Published, slugify};
pub use receipt::{Receipt, ReceiptEntry, ReceiptKind};
pub use stage::Stage;
