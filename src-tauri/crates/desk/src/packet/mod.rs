//! Packets: a piece with its history, from one desk to another as a file.

mod collide;
mod incoming;
mod outgoing;
mod starts;

use crate::clock::rfc3339;
use crate::{Error, ErrorKind};
use model::review::{Act, Record};
use model::{PieceId, ReceiptEntry, ReceiptKind};
use serde::{Deserialize, Serialize};
use share::Packet;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use starts::PacketStart;

pub use share::{EXTENSION as PACKET_EXTENSION, looks_like_a_packet};

/// What travels in a packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketContents {
    /// The piece.
    pub id: PieceId,
    /// Its working name.
    pub slugline: String,
    /// The names of everybody whose words or changes are in it.
    pub people: Vec<String>,
    /// Rows of the history.
    pub changes: u32,
    /// The first of them, RFC 3339.
    pub from: String,
    /// The last, RFC 3339.
    pub to: String,
    /// Names of the versions in it.
    pub versions: Vec<String>,
    /// Pictures. Packets of format 1 have none.
    pub attachments: u32,
    /// Texts that review counts from, whole, whatever stays behind: as received, read back, agreed to and sealed.
    pub baselines: u32,
    /// Comments and answers, deleted ones with them.
    pub comments: u32,
    /// What stays here.
    pub left: Option<LeftBehind>,
    /// Size of the file.
    pub bytes: u64,
}

/// History that does not travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftBehind {
    /// The first moment that travels: a version's name, or a number.
    pub since: String,
    /// How many changes stay here.
    pub changes: u32,
}

/// A packet that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketImported {
    /// The piece.
    pub id: PieceId,
    /// Its working name here.
    pub slugline: String,
    /// Whether this desk did not have it.
    pub is_new: bool,
    /// Whether it lies in the bin here.
    pub binned: bool,
    /// Rows of history that were not here. 0 when all was.
    pub changes: u32,
    /// Versions that were not here.
    pub versions: u32,
    /// Places that both sides rewrote.
    pub collisions: u32,
    /// The names of everybody in it.
    pub people: Vec<String>,
}

fn contents(packet: &Packet, records: &[Record], bytes: u64) -> PacketContents {
    let time = |at: Option<i64>| at.map(rfc3339).unwrap_or_default();
    let many = |counts: fn(&Act) -> bool| {
        u32::try_from(records.iter().filter(|record| counts(&record.act)).count()).unwrap_or(u32::MAX)
    };
    let times = || packet.changes.iter().map(|change| change.at);
    PacketContents {
        id: packet.piece,
        slugline: packet.slugline.clone(),
        people: names(packet),
        changes: u32::try_from(packet.changes.len()).unwrap_or(u32::MAX),
        from: time(times().min()),
        to: time(times().max()),
        versions: packet.versions.iter().map(|version| version.name.clone()).collect(),
        attachments: u32::try_from(packet.pictures.len()).unwrap_or(u32::MAX),
        baselines: many(|act| {
            matches!(act, Act::Received { .. } | Act::SignOff { .. } | Act::Seal { .. } | Act::ReadbackSent { .. })
        }),
        comments: many(|act| matches!(act, Act::Comment { .. } | Act::Reply { .. })),
        left: packet.left.as_ref().map(|left| LeftBehind { since: left.since.clone(), changes: left.changes }),
        bytes,
    }
}

fn names(packet: &Packet) -> Vec<String> {
    let names: BTreeSet<&str> = packet.people.iter().map(|person| person.name.as_str()).collect();
    names.into_iter().map(str::to_owned).collect()
}

/// What is wrong with a packet, for the person who has it.
fn refused(name: &str, why: impl std::fmt::Display) -> Error {
    Error::bad(format!("“{name}” can't be brought in: {why}. Nothing was changed."))
}

/// What came in, as a line of a receipt.
pub(crate) fn receipt(came: &PacketImported) -> ReceiptEntry {
    let rule = if came.is_new { "packet.new" } else { "packet.merged" };
    let many = |number: u32, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let mut said = format!("{} by {}", many(came.changes, "change"), came.people.join(", "));
    if came.collisions > 0 {
        said.push_str(&format!("; {} to decide", many(came.collisions, "place")));
    }
    ReceiptEntry::new(ReceiptKind::Kept, "packet", rule).saying(said)
}

/// Whether a file begins like a packet. What can't be read does not.
pub(crate) fn is_packet(path: &Path) -> bool {
    let mut head = [0; 8];
    path.is_file()
        && File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok()
        && looks_like_a_packet(&head)
}

/// The bytes of a packet's file.
fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let failed = |error: std::io::Error| Error::file(&error, path, "open");
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Error::new(ErrorKind::BadInput, format!("“{name}” is not a file. Nothing was changed.")));
    }
    let mut bytes = Vec::new();
    // One more than may be, so that what is too large is noticed.
    let most = share::MAX_PACKET_BYTES as u64 + 1;
    File::open(path).map_err(failed)?.take(most).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
