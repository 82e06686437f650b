//! Whether two documents are copies of one: by their operations, whatever their words are now.

use crate::redo::values_of;
use crate::{Manuscript, Reach};
use loro::{ID, JsonListOp, JsonMovableListOp, JsonOpContent, JsonTextOp, LoroValue, VersionVector};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

impl Manuscript {
    /// Whether two documents are copies of one, as far as they go together: the same operations where both have some,
    /// whatever their letters and values are now. What was forged or belongs to another piece does not fit.
    pub fn fits(&self, other: &Manuscript) -> bool {
        let common = self.reach().common(&other.reach());
        let compared = || Some(faces(self, &common)? == faces(other, &common)?);
        // The library is told of foreign bytes here too: a fall is a no.
        matches!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(compared)), Ok(Some(true)))
    }
}

/// Of each peer, a digest of each of its operations up to a reach, from the first one on; none where one is missing.
///
/// An operation is cut into the smallest ones that it can be made of, since how many are written as one depends on how a
/// document was put together. Times, letters and values are left out: they differ where words were erased or stayed behind.
fn faces(manuscript: &Manuscript, common: &Reach) -> Option<HashMap<u64, Vec<u64>>> {
    let doc = manuscript.doc();
    let log = doc.export_json_updates_without_peer_compression(&VersionVector::default(), &common.0).ok()?;
    let mut changes = log.changes;
    changes.sort_by_key(|change| (change.id.peer, change.id.counter));
    let mut out: HashMap<u64, Vec<u64>> = HashMap::new();
    for change in changes {
        let (peer, first) = (change.id.peer, change.id.counter);
        let end = usize::try_from(common.0.get(&peer).copied().unwrap_or(0)).ok()?;
        let list = out.entry(peer).or_default();
        for mut op in change.ops {
            values_of(&mut op.content, &mut |value| {
                if !matches!(value, LoroValue::Container(_)) {
                    *value = LoroValue::Null;
                }
            });
            for (index, face) in parts(&op.content).into_iter().enumerate() {
                let counter = op.counter.checked_add(i32::try_from(index).ok()?)?;
                if list.len() >= end {
                    break;
                }
                if usize::try_from(counter).ok()? != list.len() {
                    return None;
                }
                let mut hasher = DefaultHasher::new();
                (op.container.to_string(), face).hash(&mut hasher);
                let lamport = u64::from(change.lamport) + u64::try_from(counter - first).ok()?;
                lamport.hash(&mut hasher);
                // That an operation follows the one before it by the same peer goes without saying.
                if counter == first && change.deps != [ID::new(peer, counter - 1)] {
                    let mut deps: Vec<(u64, i32)> = change.deps.iter().map(|id| (id.peer, id.counter)).collect();
                    deps.sort_unstable();
                    deps.hash(&mut hasher);
                }
                list.push(hasher.finish());
            }
        }
    }
    let whole = |(peer, end): (&u64, &i32)| out.get(peer).map_or(0, Vec::len) == usize::try_from(*end).unwrap_or(0);
    common.0.iter().all(whole).then_some(out)
}

/// What an operation does, in its smallest parts, one for each of its numbers.
fn parts(op: &JsonOpContent) -> Vec<Part> {
    let inserted = |pos: u32, count: usize| (0..count).map(|n| Part::Insert(u64::from(pos) + n as u64)).collect();
    match op {
        JsonOpContent::Text(JsonTextOp::Insert { pos, text }) => inserted(*pos, text.chars().count()),
        JsonOpContent::Text(JsonTextOp::Delete { pos, len, start_id })
        | JsonOpContent::List(JsonListOp::Delete { pos, len, start_id })
        | JsonOpContent::MovableList(JsonMovableListOp::Delete { pos, len, start_id }) => {
            deleted(*pos, *len, *start_id)
        }
        JsonOpContent::List(JsonListOp::Insert { pos, value })
            if value.iter().all(|value| matches!(value, LoroValue::Null)) =>
        {
            inserted(*pos, value.len())
        }
        other => vec![Part::Other(serde_json::to_string(other).unwrap_or_default())],
    }
}

/// Single deletions. A negative length goes backwards, from the last letter to the one that is named.
fn deleted(pos: i32, len: i32, start: ID) -> Vec<Part> {
    let count = i64::from(len.unsigned_abs());
    let part = |n: i64| match len < 0 {
        true => Part::Delete(i64::from(pos) - n, start.peer, i64::from(start.counter) + count - 1 - n),
        false => Part::Delete(i64::from(pos), start.peer, i64::from(start.counter) + n),
    };
    (0..count).map(part).collect()
}

#[derive(Hash)]
enum Part {
    /// Something comes in at a place.
    Insert(u64),
    /// What stands at a place goes: the operation that had put it there.
    Delete(i64, u64, i64),
    /// Anything else, as it is written.
    Other(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Field, Splice};

    fn typed(piece: &mut Manuscript, from: u32, to: u32, insert: &str) {
        piece.apply(Field::Body, &[Splice { from, to, insert: insert.into() }]).unwrap();
        piece.take_update(1).unwrap();
    }

    #[test]
    fn operations_are_the_same_however_many_are_written_as_one() {
        // Letter by letter here; the copy takes them as one change.
        let mut piece = Manuscript::new(1).unwrap();
        for (at, letter) in "A line of words.".chars().enumerate() {
            typed(&mut piece, at as u32, at as u32, &letter.to_string());
        }
        for at in (4..9).rev() {
            typed(&mut piece, at, at + 1, "");
        }
        for _ in 0..3 {
            typed(&mut piece, 1, 2, "");
        }
        let (nothing, now) = (Manuscript::new(9).unwrap().version(), piece.version());
        let joined = piece.combined_update(&nothing, &now).unwrap();
        let mut copy = Manuscript::load(None, [joined.as_slice()].into_iter(), 2).unwrap();
        assert!(piece.fits(&copy) && copy.fits(&piece));
        // Each goes on alone.
        typed(&mut copy, 0, 0, "There ");
        typed(&mut piece, 0, 1, "");
        assert!(piece.fits(&copy) && copy.fits(&piece));
    }

    #[test]
    fn another_document_with_the_numbers_of_this_one_does_not_fit() {
        let made = |words: &str, at: u32| {
            let mut piece = Manuscript::new(1).unwrap();
            typed(&mut piece, 0, 0, words);
            typed(&mut piece, at, at + 1, "");
            piece
        };
        let piece = made("A line of words.", 3);
        assert!(piece.fits(&made("Other letters. .", 3)), "letters are not compared");
        assert!(!piece.fits(&made("A line of words.", 4)));
        assert!(!piece.fits(&made("A line", 3)));
        let mut longer = made("A line of words.", 3);
        typed(&mut longer, 0, 0, "More ");
        assert!(piece.fits(&longer) && longer.fits(&piece));
        assert!(Manuscript::new(4).unwrap().fits(&piece), "nothing in common contradicts nothing");
    }
}
