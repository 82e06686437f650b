//! Marks inside of a text: where a change begins and ends, where a comment hangs.
//!
//! They are characters for private use that nobody types, so that a text with marks goes through the Markdown writer as a
//! text. [`plain`] takes them out of texts that come from outside.

/// An insertion begins.
pub const INSERTED: char = '\u{f5f01}';
/// An insertion ends.
pub const INSERTED_END: char = '\u{f5f02}';
/// A removal begins.
pub const REMOVED: char = '\u{f5f03}';
/// A removal ends.
pub const REMOVED_END: char = '\u{f5f04}';
/// The passage of a comment begins.
pub const PASSAGE: char = '\u{f5f05}';
/// The passage of a comment ends.
pub const PASSAGE_END: char = '\u{f5f06}';

const REMARKS: u32 = 0x10_0000;
const MOST_REMARKS: u32 = 0xfff0;

/// The mark of a comment by its number from 0; none when there are too many.
pub fn remark(number: usize) -> Option<char> {
    let number = u32::try_from(number).ok().filter(|number| *number < MOST_REMARKS)?;
    char::from_u32(REMARKS + number)
}

/// The number of the comment that a mark stands for.
pub fn remark_of(c: char) -> Option<usize> {
    let number = u32::from(c).checked_sub(REMARKS).filter(|number| *number < MOST_REMARKS)?;
    usize::try_from(number).ok()
}

/// Whether a character is a mark.
pub fn is_mark(c: char) -> bool {
    matches!(c, INSERTED..=PASSAGE_END) || remark_of(c).is_some()
}

/// A text without any character that would be taken for a mark.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_mark(*c)).collect()
}
