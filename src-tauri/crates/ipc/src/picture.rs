//! Pictures.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

wire!(in /// A picture by its name.
PictureInput {
    /// Its name, without the folder.
    name: String,
});

/// Where a picture comes from.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum PictureSource {
    /// From a file.
    File {
        /// Where it lies.
        path: String,
    },
    /// From the clipboard, or dropped.
    Bytes {
        /// What its file is called; empty where it has no name.
        name: String,
        /// The file, base 64.
        data: String,
    },
}

wire!(in /// A picture that a piece gets.
PictureAddInput {
    /// Which piece.
    id: String,
    /// Where it comes from.
    source: PictureSource,
});

wire!(out /// A picture that a piece has now.
PictureAdded {
    /// How the text calls it: `pictures/NAME`.
    address: String,
    /// What kind of file it is.
    kind: String,
    /// Its breadth, pixels.
    width: u32,
    /// Its height, pixels.
    height: u32,
});
