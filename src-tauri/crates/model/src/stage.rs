//! Where a piece stands.

use serde::{Deserialize, Serialize};

/// The stages of a piece, in the order of the desk list.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Offered, not yet taken.
    Pitched,
    /// Ordered from the author.
    Commissioned,
    /// Being written.
    #[default]
    Draft,
    /// Handed in.
    Filed,
    /// On an editor's screen.
    Editing,
    /// Back with the author for questions or consent.
    WithAuthor,
    /// With the copy desk.
    CopyEdit,
    /// Sealed for publication.
    Approved,
    /// Out.
    Published,
    /// Waiting for a reason.
    Hold,
    /// Not used now.
    Spiked,
    /// Never to be used.
    Killed,
    /// Corrected after publication.
    Corrected,
    /// Taken back after publication.
    Withdrawn,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Stage; 14] = [
        Stage::Pitched,
        Stage::Commissioned,
        Stage::Draft,
        Stage::Filed,
        Stage::Editing,
        Stage::WithAuthor,
        Stage::CopyEdit,
        Stage::Approved,
        Stage::Published,
        Stage::Hold,
        Stage::Spiked,
        Stage::Killed,
        Stage::Corrected,
        Stage::Withdrawn,
    ];

    /// Whether the piece was taken out of its way: it is not to be printed.
    pub fn is_set_aside(self) -> bool {
        matches!(self, Stage::Hold | Stage::Spiked | Stage::Killed | Stage::Withdrawn)
    }

    /// The name on the wire and in files.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Pitched => "pitched",
            Stage::Commissioned => "commissioned",
            Stage::Draft => "draft",
            Stage::Filed => "filed",
            Stage::Editing => "editing",
            Stage::WithAuthor => "with_author",
            Stage::CopyEdit => "copy_edit",
            Stage::Approved => "approved",
            Stage::Published => "published",
            Stage::Hold => "hold",
            Stage::Spiked => "spiked",
            Stage::Killed => "killed",
            Stage::Corrected => "corrected",
            Stage::Withdrawn => "withdrawn",
        }
    }

    /// The stage of that name; spaces and hyphens may stand for the underscore.
    pub fn from_name(name: &str) -> Option<Stage> {
        let name = name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }
}
