//! What a packet holds.

use model::{Person, PieceId};
use serde::{Deserialize, Serialize};

/// The highest format that this crate reads and writes.
pub const PACKET_FORMAT: u32 = 2;
/// The first format that has pictures.
pub(crate) const WITH_PICTURES: u32 = 2;

/// One piece on its way. Times are milliseconds since 1970, UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packet {
    /// The format it is written in: 1 without pictures, 2 with them; see [`PACKET_FORMAT`].
    pub format: u32,
    /// The program that wrote it.
    pub made_by: String,
    /// When.
    pub made_at: i64,
    /// The piece, the same on every desk.
    pub piece: PieceId,
    /// Its working name, to speak of it before it is read.
    pub slugline: String,
    /// What was left behind; none when everything travels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Left>,
    /// Everybody who is named below.
    pub people: Vec<Person>,
    /// Which person wrote through which opening of the document.
    pub openings: Vec<Opening>,
    /// The log, oldest first.
    pub changes: Vec<PacketChange>,
    /// Milestones, oldest first.
    pub versions: Vec<PacketVersion>,
    /// The pictures that travel, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<PacketPicture>,
    /// The document with all its changes, as the manuscript keeps it. Not part of the manifest.
    #[serde(skip)]
    pub document: Vec<u8>,
}

/// History that did not travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// The first moment that travels: a version's name, or a number.
    pub since: String,
    /// When that was.
    pub at: i64,
    /// How many changes before it are one now.
    pub changes: u32,
}

/// A person's opening of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The document's number for it, decimal: JSON has no integers of 64 bits.
    #[serde(with = "decimal")]
    pub peer: u64,
    /// Index into the packet's people.
    pub person: u32,
    /// The computer's name.
    pub device: String,
    /// When it was opened.
    pub since: i64,
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketChange {
    /// When.
    pub at: i64,
    /// Index into the packet's people.
    pub person: u32,
    /// What was done: `edit`, `import` …
    pub kind: String,
    /// Which operations of the document it is.
    pub spans: Vec<Span>,
}

/// Operations of one opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Index into the packet's openings.
    pub opening: u32,
    /// The first operation.
    pub from: u32,
    /// The one behind the last.
    pub to: u32,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketVersion {
    /// How many changes of the packet came before it.
    pub after: u32,
    /// When it was kept.
    pub at: i64,
    /// Index into the packet's people.
    pub person: u32,
    /// `named`, or why it was kept.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The document's mark of the moment.
    #[serde(with = "hex")]
    pub mark: Vec<u8>,
    /// The whole piece as a Markdown file.
    pub markdown: String,
}

/// A picture of the piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketPicture {
    /// Its name, as the text calls it.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// The file. Not part of the manifest.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

mod decimal {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(number: &u64, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(d)?;
        let pair = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(pair).collect();
        bytes.ok_or_else(|| D::Error::custom("no hexadecimal bytes"))
    }
}
