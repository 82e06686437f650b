//! Packets: one piece as a file that travels from desk to desk, with its text, its history and its people.
//!
//! This crate knows how the file is laid out, and nothing of what the document's bytes mean. A packet is
//!
//! | part | bytes |
//! | --- | --- |
//! | mark | 8: `89 53 46 50 0d 0a 1a 0a`, which a transfer as text would damage |
//! | length of the manifest | 4, little endian |
//! | manifest | JSON, UTF-8: see [`Packet`] |
//! | document | as many as the manifest says |
//! | pictures | since format 2: one after the other, each as many as the manifest says |
//! | checksum | 32: SHA-256 of everything before it |
//!
//! A reader refuses a higher format than its own and passes over manifest keys that it does not know. A packet without
//! pictures is written in format 1, which every reader knows.

mod packet;
mod read;
mod write;

pub use packet::{Left, Opening, PACKET_FORMAT, Packet, PacketChange, PacketPicture, PacketVersion, Span};
pub use read::{Error, MAX_PACKET_BYTES, looks_like_a_packet, read};
pub use write::write;

/// What a packet begins with.
pub(crate) const MARK: [u8; 8] = *b"\x89SFP\r\n\x1a\n";
/// Bytes of the checksum at the end.
pub(crate) const SUM: usize = 32;

/// The ending of a packet's file name, without the dot.
pub const EXTENSION: &str = "standfirst";
