//! Outputs of the recovery window: a desk that can't be opened.

use serde::Serialize;
use ts_rs::TS;

wire!(out /// Why the desk can't be opened, and what there is to be done.
RecoveryView {
    /// Why, in a sentence.
    reason: String,
    /// Where the desk lies.
    data_dir: String,
    /// When the newest sound backup was made; none when there is none.
    newest: Option<String>,
    /// How many backups there are.
    backups: u32,
    /// Whether there is a database from which pieces could be read one by one.
    has_database: bool,
});

wire!(out /// What was read from a damaged database.
Rescued {
    /// The folder; none when the person cancelled.
    folder: Option<String>,
    /// How many pieces were written there.
    pieces: u32,
    /// How many rows of the database could not be read.
    lost: u32,
    /// How many pictures could be read and not be written.
    unwritten: u32,
});
