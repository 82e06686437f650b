//! What is known of a file, as the database keeps it.

use folder::{Known, Stamp};
use model::PieceId;
use serde::{Deserialize, Serialize};
use store::FolderFile;

/// A file of the folder, and its piece.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) known: Known,
    /// None for a file that is known and left alone.
    pub(super) piece: Option<PieceId>,
    /// The place in the log at which piece and file agreed.
    pub(super) seq: i64,
    /// The piece's slugline at that time.
    pub(super) slugline: String,
    /// Whether the file was found to be gone.
    pub(super) gone: bool,
    /// The role since whose baseline its changes are shown, by its name in records; empty for the clean text.
    pub(super) shown: String,
}

#[derive(Serialize, Deserialize)]
struct Written {
    size: u64,
    modified: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    hash: String,
    seen: i64,
    seq: i64,
    slugline: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    shown: String,
}

impl Entry {
    /// From the database; none when it can't be read (the file is then new to us).
    pub(super) fn read(file: &FolderFile) -> Option<Entry> {
        let written: Written = serde_json::from_str(&file.known).ok()?;
        let stamp =
            Stamp { size: written.size, modified: written.modified, file: written.file.and_then(|id| id.parse().ok()) };
        Some(Entry {
            known: Known { name: file.name.clone(), stamp, hash: written.hash.parse().ok()?, seen: written.seen },
            piece: file.piece,
            seq: written.seq,
            slugline: written.slugline,
            gone: file.state == "gone",
            shown: written.shown,
        })
    }

    /// For the database.
    pub(super) fn write(&self, content: Vec<u8>) -> FolderFile {
        let Known { name, stamp, hash, seen } = &self.known;
        let written = Written {
            size: stamp.size,
            modified: stamp.modified,
            file: stamp.file.map(|id| id.to_string()),
            hash: hash.to_string(),
            seen: *seen,
            seq: self.seq,
            slugline: self.slugline.clone(),
            shown: self.shown.clone(),
        };
        FolderFile {
            name: name.clone(),
            piece: self.piece,
            known: serde_json::to_string(&written).unwrap_or_default(),
            content,
            state: if self.gone { "gone" } else { "agreed" }.into(),
        }
    }
}
