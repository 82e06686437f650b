//! A document without what was deleted or replaced before a moment.

use crate::redo::{changes_of, id_of, made_of, values_of};
use crate::{Error, Manuscript};
use loro::cursor::Side;
use loro::{ContainerID, ContainerType, ID, JsonMapOp, JsonOpContent, JsonTextOp, LoroDoc, LoroValue, VersionVector};
use std::collections::{HashMap, HashSet};

/// What stands where a letter was that is left behind. Nobody sees it: such letters were deleted before.
const BEHIND: char = '·';

impl Manuscript {
    /// The document with everything that was deleted or replaced before a moment taken out of it: the texts and values of
    /// that moment and all later changes are as they were, what was before reads as nothing. All changes up to the moment
    /// bear its time. Every operation keeps its place, so that the document merges with those that have it all.
    ///
    /// # Errors
    /// When the mark is not one of this document, or the document can't be encoded.
    pub fn leaving_behind(&self, mark: &[u8], unix_seconds: i64) -> Result<Manuscript, Error> {
        let frontiers = self.moment_of(mark)?;
        let held = self.doc().frontiers_to_vv(&frontiers).unwrap_or_default();
        let mut changes = changes_of(self)?;
        let then = crate::manuscript::empty();
        then.import(&self.combined_update(&loro::Frontiers::default().encode(), mark)?)?;

        let mut visible: HashMap<ContainerID, HashSet<ID>> = HashMap::new();
        // Of each value that was set, who set it last: peers decide among equals.
        let mut last: HashMap<(ContainerID, String), (u32, u64, ID)> = HashMap::new();
        for change in changes.changes.iter().filter(|change| holds(&held, change.id)) {
            for op in change.ops.iter().filter(|op| holds(&held, ID::new(change.id.peer, op.counter))) {
                if op.container.container_type() == ContainerType::Text && !visible.contains_key(&op.container) {
                    visible.insert(op.container.clone(), visible_in(&then, &op.container));
                }
                let JsonOpContent::Map(JsonMapOp::Insert { key, .. } | JsonMapOp::Delete { key }) = &op.content else {
                    continue;
                };
                let id = id_of(change, op);
                let lamport = change.lamport + (op.counter - change.id.counter).unsigned_abs();
                let mine = (lamport, change.id.peer, id);
                let best = last.entry((op.container.clone(), key.clone())).or_insert(mine);
                *best = (*best).max(mine);
            }
        }

        let mut gone: HashSet<ContainerID> = HashSet::new();
        for change in changes.changes.iter_mut().filter(|change| holds(&held, change.id)) {
            change.timestamp = unix_seconds;
            change.msg = None;
            let peer = change.id.peer;
            for op in change.ops.iter_mut().filter(|op| holds(&held, ID::new(peer, op.counter))) {
                let id = ID::new(peer, op.counter);
                let in_gone = gone.contains(&op.container);
                let replaced = match &op.content {
                    JsonOpContent::Map(JsonMapOp::Insert { key, .. }) => {
                        let best = last.get(&(op.container.clone(), key.clone()));
                        best.is_some_and(|(.., best)| *best != id)
                    }
                    _ => false,
                };
                if let JsonOpContent::Text(JsonTextOp::Insert { text, .. }) = &mut op.content {
                    let seen = visible.get(&op.container).filter(|_| !in_gone);
                    let kept = |at: usize| seen.is_some_and(|seen| seen.contains(&at_offset(id, at)));
                    *text = text.chars().enumerate().map(|(at, c)| if kept(at) { c } else { BEHIND }).collect();
                } else if in_gone || replaced {
                    values_of(&mut op.content, &mut |value| match value {
                        // What it holds goes with it, and its own operations still need a place.
                        LoroValue::Container(container) => drop(gone.insert(container.clone())),
                        other => *other = LoroValue::Null,
                    });
                }
            }
        }
        made_of(changes)
    }
}

fn holds(held: &VersionVector, id: ID) -> bool {
    held.get(&id.peer).is_some_and(|end| id.counter < *end)
}

/// The number of a letter of an insertion.
pub(crate) fn at_offset(first: ID, at: usize) -> ID {
    ID::new(first.peer, first.counter.saturating_add(i32::try_from(at).unwrap_or(i32::MAX)))
}

/// The letters of a text that are there.
fn visible_in(doc: &LoroDoc, container: &ContainerID) -> HashSet<ID> {
    let text = doc.get_text(container.clone());
    (0..text.len_unicode()).filter_map(|at| text.get_cursor(at, Side::Middle)?.id).collect()
}
