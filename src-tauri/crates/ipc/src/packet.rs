//! Packets: a piece as a file for another desk.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

wire!(in /// A packet to look at before it is written.
PacketLookInput {
    /// Which piece.
    id: String,
    /// From where on its history travels, as `packet_starts` names it; none for all of it.
    since: Option<String>,
});

wire!(in /// A packet to write.
PacketInput {
    /// Which piece.
    id: String,
    /// From where on its history travels, as `packet_starts` names it; none for all of it.
    since: Option<String>,
    /// Where to.
    path: String,
    /// Whether an existing file may be replaced.
    force: bool,
});

wire!(out /// From where on the history of a piece can travel.
PacketStart {
    /// What it is called on the wire; none for the whole history.
    since: Option<String>,
    /// What it is called where one chooses.
    label: String,
    /// When it was, RFC 3339; none for what has no time.
    at: Option<String>,
});

wire!(out /// What travels in a packet.
PacketContents {
    /// The names of everybody whose words or changes are in it.
    people: Vec<String>,
    /// Rows of the history.
    changes: u32,
    /// The first of them, RFC 3339.
    from: String,
    /// The last, RFC 3339.
    to: String,
    /// Names of the versions in it.
    versions: Vec<String>,
    /// Pictures.
    pictures: u32,
    /// Texts that review counts from, whole, whatever stays behind.
    baselines: u32,
    /// Comments and answers, deleted ones with them.
    comments: u32,
    /// How many changes stay here; none when everything travels, what was deleted with it.
    left: Option<u32>,
    /// How large the file is, bytes.
    bytes: u32,
});
