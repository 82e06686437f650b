//! From where on the history of a piece can travel.

use super::PacketContents;
use crate::clock::rfc3339;
use crate::moments::{FILED, NOW};
use crate::past::Past;
use crate::{Archive, Desk, Error};
use model::PieceId;
use serde::{Deserialize, Serialize};

/// A moment from which on the history of a piece can travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketStart {
    /// Its name for [`Archive::packet`]; none for the whole history.
    pub since: Option<String>,
    /// What it is called where one chooses.
    pub label: String,
    /// When it was, RFC 3339; none for what has no time.
    pub at: Option<String>,
}

impl Archive {
    /// From where on the history of a piece can travel. The first is what is meant when nobody chooses: since it was filed,
    /// and before that, nothing but the text as it is.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn packet_starts(&self, id: PieceId) -> Result<Vec<PacketStart>, Error> {
        let past = Past::read(self.reader(), id)?;
        let start = |since: &str, label: String, at: Option<i64>| PacketStart {
            since: Some(since.to_owned()),
            label,
            at: at.map(rfc3339),
        };
        let mut starts = Vec::new();
        if let Some((_, at)) = past.filed() {
            starts.push(start(FILED, "Since it was filed".into(), Some(at)));
        }
        starts.push(start(NOW, "The text as it is, without its history".into(), None));
        for version in past.versions.iter().rev().filter(|version| version.kind == "named") {
            // A number, since several versions can have one name.
            let name = version.name.trim();
            starts.push(start(&version.seq.to_string(), format!("Since “{name}”"), Some(version.at)));
        }
        starts.push(PacketStart { since: None, label: "The whole history".into(), at: Some(rfc3339(past.created())) });
        Ok(starts)
    }
}

impl Desk {
    /// As [`Archive::packet_starts`], with everything that was typed.
    ///
    /// # Errors
    /// When there is no such piece, or the disk refuses.
    pub fn packet_starts(&self, id: PieceId) -> Result<Vec<PacketStart>, Error> {
        self.settle()?;
        Archive::open(self.dir())?.packet_starts(id)
    }

    /// What would travel, without writing anything. `since` is as for [`Archive::packet`].
    ///
    /// # Errors
    /// As for [`Archive::packet`].
    pub fn packet_contents(&self, id: PieceId, since: Option<&str>) -> Result<PacketContents, Error> {
        self.settle()?;
        Ok(Archive::open(self.dir())?.packet(id, since, self.now())?.1)
    }
}
