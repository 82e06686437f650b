//! The letters of a text by the names that the document gives them.

use crate::Manuscript;
use loro::cursor::{Cursor, Side};
use loro::{ContainerTrait, ID, LoroText};
use model::Field;

/// The place of every UTF-16 unit among the characters of a text; one more for its end.
pub(crate) fn places(text: &str) -> Vec<u32> {
    let mut out = Vec::with_capacity(text.len() + 1);
    let mut index = 0u32;
    for c in text.chars() {
        out.extend(std::iter::repeat_n(index, c.len_utf16()));
        index += 1;
    }
    out.push(index);
    out
}

/// The name of the character at a place.
pub(crate) fn letter(text: &LoroText, index: usize) -> Option<ID> {
    text.get_cursor(index, Side::Middle)?.id
}

/// A name as records keep it.
pub(crate) fn written(id: ID) -> String {
    format!("{}@{}", id.counter, id.peer)
}

/// The name that a record keeps.
pub(crate) fn read(text: &str) -> Option<ID> {
    let (counter, peer) = text.split_once('@')?;
    let counter: i32 = counter.parse().ok()?;
    (counter >= 0).then_some(ID { peer: peer.parse().ok()?, counter })
}

/// Where a letter is, among characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// It is there.
    At(usize),
    /// It is gone; it was in front of this character.
    WasAt(usize),
}

impl Manuscript {
    /// Where a letter of a field is. None when the document does not know it.
    pub(crate) fn stands(&self, field: Field, id: ID) -> Option<Stands> {
        // The document logs an error for a letter that it does not know, so it is asked for known ones only.
        if !self.doc().oplog_vv().includes_id(id) {
            return None;
        }
        let cursor = Cursor::new(Some(id), self.container(field).id(), Side::Middle, 0);
        let found = self.doc().get_cursor_pos(&cursor).ok()?;
        Some(if found.update.is_none() { Stands::At(found.current.pos) } else { Stands::WasAt(found.current.pos) })
    }
}
