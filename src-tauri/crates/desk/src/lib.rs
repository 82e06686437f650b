//! The product's API: services that join the other crates and emit events. What shell and command line call.
//!
//! Everything here is synchronous. A [`Desk`] writes and holds the folder's lock; an [`Archive`] only reads; a
//! [`Remote`] asks the process that holds the lock.

mod archive;
mod beside;
mod bin;
mod clock;
mod comparing;
mod details;
mod difference;
mod error;
mod exports;
mod files;
mod forms;
mod history;
mod house;
mod incoming;
mod joining;
mod leaving;
mod list;
mod local;
pub mod maintenance;
mod marked;
mod milestone;
mod mirror;
mod moments;
mod office_file;
mod outgoing;
mod outlet;
mod outside;
mod packet;
mod page;
mod past;
mod pictures;
mod pieces;
mod place;
mod print;
mod receipts;
mod recovery;
mod restore;
pub mod review;
mod sent;
mod service;
mod session;
mod settings;
mod several;
mod sheets;
mod source;
mod thin;
mod types;
mod word_file;

pub use archive::Archive;
pub use clock::{Clock, SystemClock};
pub use comparing::{Authors, Compared, ComparedField, ComparedRun, DetailChange};
pub use difference::{Difference, DifferenceFormat, Side};
pub use error::{Error, ErrorKind};
pub use exports::{ExportRecord, ExportRow, Form, Sent};
pub use files::{write_bytes, write_file};
pub use firewall::{Finding, Severity};
pub use forms::submission;
pub use history::{Erasure, History, HistoryEntry, HistoryKind, SeenMoment, VersionMark};
pub use house::{HouseField, HouseSet};
pub use leaving::{Leave, Wish, headline_lines, inspect, is_firm};
pub use local::Remote;
pub use manuscript::{ParagraphKind, RunKind};
pub use mirror::{FolderAnswer, FolderProblem, FolderStatus, Neighbour};
pub use model::picture::{Picture, Pictures};
pub use moments::NamedMoment;
pub use outgoing::{Export, archive_of, convert, convert_bytes, convert_sealed, convert_several, convert_with};
pub use outlet::{
    OutletChoice, OutletRow, OutletSheet, RemarkOnOutlet, add_outlet, check_outlet, fit_outlet, outlet_text, outlets,
    outlets_of, read_outlet,
};
pub use outside::{Collision, Take};
pub use packet::{LeftBehind, PACKET_EXTENSION, PacketContents, PacketImported, PacketStart, looks_like_a_packet};
pub use past::MomentId;
pub use pictures::PictureView;
pub use pieces::MAX_INSERT;
pub use print::{PdfStandard, PrintedPiece, Printing, print};
pub use recovery::{BackupRow, RecoveryView, Rescued, recover_newest, recovery, rescue, set_aside};
pub use restore::RestoredVersion;
pub use review::critic_of_file;
pub use sent::{SentEntry, export_receipt};
pub use service::{Desk, Options};
pub use several::{LeftOut, Progress, SetOtherwise, Several, SeveralChecked, SeveralSent, Together, written_before};
pub use sheets::Sheet;
pub use source::{CleanedPaste, clean_paste, count_words, read_file, read_file_with_pictures};
pub use types::*;
pub use word_file::WordFile;
