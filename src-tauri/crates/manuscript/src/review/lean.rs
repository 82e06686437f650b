//! Whose the white space beside a paragraph is, told by the text as far as what else is decided leaves room.
//!
//! Which of the two breaks beside it a paragraph takes along depends on what else is open in a comparison. Two desks that
//! decide about one paragraph with other decisions behind them would else take the breaks on both sides of it.

use super::difference::Edit;
use model::review::room;

/// Lets words that only go, or only come, take the white space in front of them rather than that behind them, where both
/// read the same.
pub(crate) fn lean_ahead(edits: &mut [Edit], text: &str) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut least = 0u32;
    for edit in edits {
        let goes = units.get(edit.from as usize..edit.to as usize).unwrap_or(&[]);
        if edit.insert.is_empty() {
            if let Some(by) = room(&units, least, edit.from, goes) {
                (edit.from, edit.to) = (edit.from - by, edit.to - by);
            }
        } else if goes.is_empty() {
            let mut comes: Vec<u16> = edit.insert.encode_utf16().collect();
            if let Some(by) = room(&units, least, edit.from, &comes) {
                comes.rotate_right(by as usize);
                edit.insert = String::from_utf16_lossy(&comes);
                (edit.from, edit.to) = (edit.from - by, edit.to - by);
            }
        }
        least = edit.to;
    }
}
