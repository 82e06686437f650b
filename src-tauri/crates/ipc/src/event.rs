//! What the desk tells its windows.

use crate::{Details, FolderStatus, PreviewPatch, Update};
use model::Field;
use serde::Serialize;
use ts_rs::TS;

/// Whether what was typed is on the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SaveState {
    /// Everything that was acknowledged is on the disk again after a failure.
    Recovered,
    /// The last write failed. The words are kept in memory and tried again.
    Failed {
        /// A sentence for the person.
        reason: String,
        /// How many words are only in memory.
        words: u32,
    },
    /// An edit is on the disk. The answer to the edit says the same; this comes with the page, and so a frame earlier.
    Committed {
        /// Which piece.
        id: String,
        /// Which text.
        field: Field,
        /// The version that is on the disk.
        version: u32,
        /// When, RFC 3339.
        saved_at: String,
    },
}

/// One event. They are sent under the name `desk:event`, in a list of what came of one change.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeskEvent {
    /// A text changed. Sent for every change, the window's own included (it knows them by `client_id`).
    PieceChanged {
        /// Which piece.
        id: String,
        /// Which text.
        field: Field,
        /// The version after `updates`.
        version: u32,
        /// The changes, oldest first.
        updates: Vec<Update>,
    },
    /// Details (outlet, date, language …) of a piece changed.
    DetailsChanged {
        /// Which piece.
        id: String,
        /// All of them, now.
        details: Details,
    },
    /// The page of the piece that is previewed changed.
    PreviewChanged {
        /// What to change in the page.
        patch: PreviewPatch,
    },
    /// The desk list is no longer what it was (coalesced).
    ListChanged,
    /// A piece came from outside the window and should be shown.
    OpenPiece {
        /// Which one.
        id: String,
    },
    /// Whether what was typed is on the disk.
    Save(SaveState),
    /// The desk folder stands otherwise than before.
    FolderChanged {
        /// How it stands.
        status: FolderStatus,
    },
    /// What collides in a piece is other than before.
    CollisionsChanged {
        /// Which piece.
        id: String,
    },
    /// What people said, decided or signed of a piece is other than before (its texts may be as they were).
    ReviewChanged {
        /// Which piece.
        id: String,
    },
    /// Where the work on several pieces that leave together stands.
    SeveralProgress {
        /// Pieces that are done.
        done: u32,
        /// All of them.
        of: u32,
        /// The piece that is made now.
        name: String,
    },
    /// Files were dropped on the window.
    FilesDropped {
        /// Their paths.
        paths: Vec<String>,
        /// Where, in the window: from the left; below nothing for files that the program was started with.
        x: f64,
        /// From the top.
        y: f64,
    },
}
