//! Whose the white space beside a paragraph is, told by the text alone.
//!
//! Which of the two breaks beside it a paragraph takes along depends on what else is open in a comparison. Two desks that
//! decide about one paragraph with other decisions behind them would else take the breaks on both sides of it.

use super::difference::Edit;

/// Lets words that only go take the white space in front of them rather than that behind them, where both read the same.
pub(crate) fn settle(edits: &mut [Edit], text: &str) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut least = 0u32;
    for edit in edits {
        let words = units.get(edit.from as usize..edit.to as usize).unwrap_or(&[]);
        if edit.insert.is_empty()
            && let Some(by) = room(&units, least, edit.from, words)
        {
            (edit.from, edit.to) = (edit.from - by, edit.to - by);
        }
        least = edit.to;
    }
}

/// By how much words that go or come at a place can stand further ahead, for the same text: the length of the white space
/// at their end, when the same stands in front of them, and not before `least`.
pub(crate) fn room(text: &[u16], least: u32, from: u32, words: &[u16]) -> Option<u32> {
    let blank = |unit: &&u16| char::from_u32(u32::from(**unit)).is_some_and(char::is_whitespace);
    let len = words.iter().rev().take_while(blank).count();
    let by = u32::try_from(len).ok()?;
    if len == 0 || len == words.len() || from < least.checked_add(by)? {
        return None;
    }
    let ahead = text.get((from - by) as usize..from as usize)?;
    (*ahead == words[words.len() - len..]).then_some(by)
}
