//! Taking in what another desk has of a piece: texts, records, and who wrote as which peer.

use crate::service::hold;
use crate::{Archive, Desk, Error, Event};
use manuscript::rewrite;
use model::{Field, PieceId};
use std::collections::HashSet;
use store::Op;

impl Desk {
    /// Merges a piece with what another desk has of it. Nothing of either side is lost; what both decided alike is one
    /// decision. Says whether anything came in.
    ///
    /// # Errors
    /// When either desk does not have the piece, or it can't be read; then nothing was changed.
    pub fn join(&self, id: PieceId, other: &Archive) -> Result<bool, Error> {
        let theirs = other.reader().piece(id)?;
        let peers = other.reader().peers(id)?;
        if theirs.snapshot.is_none() && theirs.changes.is_empty() {
            return Err(Error::no_piece());
        }
        let session = self.session(id)?;
        let mut guard = hold(&session);
        let session = &mut *guard;
        let before = session.manuscript.texts();
        session.manuscript.merge_all(theirs.snapshot.iter().chain(&theirs.changes).map(Vec::as_slice))?;
        let known: HashSet<u64> = hold(&self.inner.reader).peers(id)?.into_iter().map(|peer| peer.peer).collect();
        let new = peers.into_iter().filter(|peer| !known.contains(&peer.peer) && peer.peer != session.peer);
        let peers: Vec<Op> = new
            .map(|peer| Op::Peer {
                peer: peer.peer,
                piece: id,
                person: peer.person,
                device: peer.device,
                at: peer.since,
            })
            .collect();
        let mut updates = Vec::new();
        for field in Field::ALL {
            let then = before.get(&field).map_or("", String::as_str);
            let splices = rewrite(then, session.manuscript.text(field));
            if !splices.is_empty() {
                updates.push(session.noted(field, model::utf16_len(then), splices));
            }
        }
        let changed = !session.manuscript.is_settled();
        let pending = self.log_change(session, "merge", peers)?;
        self.tell_texts(session, updates);
        self.emit(Event::DetailsChanged { id, details: session.details() });
        drop(guard);
        if let Some(pending) = pending {
            pending.wait()?;
        }
        if changed {
            self.emit(Event::ReviewChanged { id });
            self.list_changed(true);
        }
        Ok(changed)
    }
}
