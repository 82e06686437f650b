//! A piece with its whole log, for reading what was.

use crate::session::piece_of;
use crate::{Error, clock};
use manuscript::{Manuscript, Moment, Reach};
use model::{Field, Person, Piece, PieceId};
use std::collections::HashMap;
use store::{LoggedChange, Reader, StoredErasure, StoredVersion};

/// A place in the log of a piece: the moment after that change. 0 is the moment before the first one.
pub type MomentId = i64;

pub(crate) struct Past {
    pub(crate) id: PieceId,
    pub(crate) manuscript: Manuscript,
    /// Every row of the log, oldest first.
    pub(crate) log: Vec<LoggedChange>,
    /// What each change with a payload holds, oldest first.
    steps: Vec<(MomentId, Reach)>,
    pub(crate) versions: Vec<StoredVersion>,
    pub(crate) erasures: Vec<StoredErasure>,
    people: HashMap<u64, Person>,
    created: i64,
}

impl Past {
    /// Reads everything that the log has of a piece.
    pub(crate) fn read(reader: &Reader, id: PieceId) -> Result<Past, Error> {
        let head = reader.head(id)?.ok_or_else(Error::no_piece)?;
        let stored = reader.piece(id)?;
        let changes = stored.changes.iter().map(Vec::as_slice);
        let manuscript = Manuscript::load(stored.snapshot.as_deref(), changes, crate::Desk::random())?;
        let steps = reader.changes(id, 0, i64::MAX)?;
        let steps = steps.iter().map(|change| Ok((change.seq, Reach::of(&change.payload)?)));
        let people = reader.peers(id)?.into_iter().map(|peer| (peer.peer, peer.person)).collect();
        Ok(Past {
            id,
            manuscript,
            steps: steps.collect::<Result<_, Error>>()?,
            log: reader.history(id)?,
            versions: reader.versions(id)?,
            erasures: reader.erasures(id)?,
            people,
            created: head.created,
        })
    }

    /// How far each moment reaches, oldest first.
    pub(crate) fn reaches(&self) -> Vec<Reach> {
        let mut reach = Reach::default();
        let steps = self.steps.iter().map(|(_, step)| {
            reach.add(step);
            reach.clone()
        });
        steps.collect()
    }

    /// The first moment at which the piece held all of something; none when it never did.
    pub(crate) fn first_with(&self, wanted: &Reach) -> Option<MomentId> {
        let mut reach = Reach::default();
        self.steps.iter().find_map(|(seq, step)| {
            reach.add(step);
            reach.holds(wanted).then_some(*seq)
        })
    }

    /// When it was made, milliseconds since 1970.
    pub(crate) fn created(&self) -> i64 {
        self.created
    }

    /// The last moment.
    pub(crate) fn now(&self) -> MomentId {
        self.steps.last().map_or(0, |(seq, _)| *seq)
    }

    /// The moment of a place in the log: that of the last change up to it.
    pub(crate) fn moment(&self, at: MomentId) -> Result<Moment, Error> {
        // All of the log is the document itself.
        if at >= self.now() {
            return Ok(self.manuscript.now());
        }
        let mut reach = Reach::default();
        self.steps.iter().take_while(|(seq, _)| *seq <= at).for_each(|(_, step)| reach.add(step));
        // What comes behind it in the log brought nothing that was not there.
        if reach == self.manuscript.reach() {
            return Ok(self.manuscript.now());
        }
        Ok(self.manuscript.at_reach(&reach)?)
    }

    /// The document's mark of that moment.
    pub(crate) fn mark(&self, at: MomentId) -> Vec<u8> {
        let mut reach = Reach::default();
        self.steps.iter().take_while(|(seq, _)| *seq <= at).for_each(|(_, step)| reach.add(step));
        self.manuscript.mark_of(&reach)
    }

    /// The piece as it was.
    pub(crate) fn piece(&self, at: MomentId) -> Result<Piece, Error> {
        Ok(self.piece_of(&self.moment(at)?, at))
    }

    pub(crate) fn piece_of(&self, moment: &Moment, at: MomentId) -> Piece {
        let text = |field| moment.texts.get(&field).map_or("", String::as_str);
        let mut piece = piece_of(self.id, text, |detail| moment.details.get(&detail).cloned());
        piece.created = Some(clock::rfc3339(self.created));
        piece.modified = self.log.iter().rev().find(|change| change.seq <= at).map(|change| clock::rfc3339(change.at));
        piece
    }

    /// Who wrote the letters of a text as it was, in UTF-16 units. None where a letter came with a piece that was copied.
    pub(crate) fn authors(&self, moment: &Moment, field: Field) -> Vec<(u32, u32, Option<Person>)> {
        let runs = moment.authors(field).into_iter();
        runs.map(|run| (run.from, run.to, self.people.get(&run.peer).cloned())).collect()
    }

    /// Who wrote the letters of a text as it is.
    pub(crate) fn authors_now(&self, field: Field) -> Vec<(u32, u32, Option<Person>)> {
        let runs = self.manuscript.authors(field).into_iter();
        runs.map(|run| (run.from, run.to, self.people.get(&run.peer).cloned())).collect()
    }
}
