//! The desk's database: an append-only log, snapshots, versions, receipts, what left, pictures, and projections for lists and search.
//!
//! Writing goes through one thread ([`Writer`]): what arrives during a commit shares the next one, and nothing is
//! acknowledged before its commit has reached the disk (`synchronous=FULL`). Reading has a connection of its own.

pub mod backup;
pub mod check;
mod copy;
pub mod erase;
mod error;
mod exported;
mod history;
mod opened;
mod ops;
mod outside;
mod pictures;
mod read;
pub mod rebuild;
pub mod salvage;
mod schema;
mod search;
mod sum;
mod writer;

pub use error::Error;
pub use exported::{NewExport, StoredExport};
pub use history::{LoggedChange, StoredChange, StoredErasure, StoredPeer, StoredSeen, StoredVersion, VersionText};
pub use ops::{NewReceipt, NewVersion, Op, Projection};
pub use outside::{FolderFile, NewCollision, StoredCollision};
pub use pictures::PictureRow;
pub use read::{PieceHead, Reader, Row, RowQuery, StoredPiece, StoredReceipt};
pub use schema::SCHEMA_VERSION;
pub use writer::{Committed, Notice, Pending, Tuning, Writer, WriterOptions};

/// The database's file name inside the data directory.
pub const FILE_NAME: &str = "desk.sqlite";
