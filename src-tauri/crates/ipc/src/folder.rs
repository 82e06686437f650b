//! Inputs and outputs of the desk folder, and of what collided there.

use model::Field;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

wire!(out /// How the desk folder stands.
FolderStatus {
    /// The folder; none when none was chosen.
    path: Option<String>,
    /// Why nothing is read or written at the moment, in a sentence.
    paused: Option<String>,
    /// How many pieces have a file there.
    files: u32,
    /// Files that need a person.
    problems: Vec<FolderProblem>,
    /// Other desks that have the same folder, the one that was there last first.
    others: Vec<Neighbour>,
    /// The role since whose baseline the files show changes, as CriticMarkup; none for the clean texts.
    show: Option<String>,
});

wire!(out /// Another desk that has the desk folder.
Neighbour {
    /// The name of its computer.
    computer: String,
    /// When it last looked into the folder, RFC 3339.
    at: String,
});

wire!(out /// A file that needs a person.
FolderProblem {
    /// Its name in the folder.
    name: String,
    /// Its piece's id.
    piece: Option<String>,
    /// Whether the file is gone; else it is there and can't be used as it is.
    gone: bool,
    /// What happened, what is safe, what to do.
    sentence: String,
});

wire!(in /// Which folder.
FolderInput {
    /// Its path; none to give the folder up.
    path: Option<String>,
});

wire!(in /// What the files hold.
FolderShowInput {
    /// The role since whose baseline they show changes; none for the clean texts.
    role: Option<String>,
});

/// What a person says to a pause or a problem of the folder.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum FolderAnswer {
    /// Look again.
    Look,
    /// The folder is right: what is missing is written again.
    WriteAgain,
    /// Write one file again as its piece reads.
    WriteFile {
        /// The file's name.
        name: String,
    },
    /// The piece of one file goes to the bin.
    BinPiece {
        /// The file's name.
        name: String,
    },
}

wire!(out /// Words that two sides rewrote apart from one another. The piece reads as `ours`.
Collision {
    /// Its number.
    id: u32,
    /// Which text; none for a value (then `name` says which).
    field: Option<Field>,
    /// The name of the text or value.
    name: String,
    /// What stood there; empty where both added something.
    base: String,
    /// What the piece reads; empty where it was cut here.
    ours: String,
    /// What the other side reads; empty where it was cut there.
    theirs: String,
    /// What the piece reads there, where that is not `ours`: after two desks were merged, both sides stand there.
    reads: Option<String>,
    /// The words in front.
    ahead: String,
    /// The words behind.
    behind: String,
    /// The file that the other side came from.
    source: String,
    /// When.
    at: String,
});

/// A person's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// The words stay.
    Ours,
    /// The other side's words instead.
    Theirs,
    /// One after the other.
    Both,
}

wire!(in /// A decision.
DecideInput {
    /// The collision's number.
    id: u32,
    /// What to take.
    take: Take,
});
