//! How far the changes of a log reach, without loading them.

use crate::{Error, Manuscript, Moment};
use loro::{LoroDoc, VersionVector};

/// What a run of changes holds: of each peer, how many operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach(pub(crate) VersionVector);

impl Reach {
    /// What one change holds, read from its head alone.
    ///
    /// # Errors
    /// When the bytes are no change.
    pub fn of(update: &[u8]) -> Result<Reach, Error> {
        Ok(Reach(LoroDoc::decode_import_blob_meta(update, false)?.partial_end_vv))
    }

    /// What a moment of a document holds, by its mark.
    ///
    /// # Errors
    /// When the mark is not one of the document.
    pub fn at(manuscript: &Manuscript, mark: &[u8]) -> Result<Reach, Error> {
        let frontiers = manuscript.moment_of(mark)?;
        Ok(Reach(manuscript.doc().frontiers_to_vv(&frontiers).unwrap_or_default()))
    }

    /// Whether it holds all that another one holds.
    pub fn holds(&self, other: &Reach) -> bool {
        other.0.iter().all(|(peer, end)| self.0.get(peer).copied().unwrap_or(0) >= *end)
    }

    /// What both hold.
    pub fn common(&self, other: &Reach) -> Reach {
        let shared = self.0.iter().filter_map(|(peer, end)| Some((*peer, (*end).min(*other.0.get(peer)?))));
        Reach(shared.filter(|(_, end)| *end > 0).collect())
    }

    /// Everything that either holds.
    pub fn add(&mut self, other: &Reach) {
        self.0.merge(&other.0);
    }
}

impl Manuscript {
    /// All that has been written and taken.
    pub fn reach(&self) -> Reach {
        Reach(self.doc().oplog_vv())
    }

    /// The mark of the moment at which exactly so much had been written.
    pub fn mark_of(&self, reach: &Reach) -> Vec<u8> {
        self.doc().vv_to_frontiers(&reach.0).encode()
    }

    /// All texts and values at the moment at which exactly so much had been written.
    ///
    /// # Errors
    /// When the document does not hold that much.
    pub fn at_reach(&self, reach: &Reach) -> Result<Moment, Error> {
        self.at(&self.mark_of(reach))
    }
}
