//! Edits as a window sends them.

use serde::{Deserialize, Serialize};

/// One replacement in a text. Offsets are UTF-16 code units, as CodeMirror and JavaScript count.
///
/// The splices of one edit all refer to the text *before* the edit, are sorted and do not overlap.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    /// Start of the removed range, UTF-16 units from the start of the text.
    pub from: u32,
    /// End of the removed range (exclusive), UTF-16 units.
    pub to: u32,
    /// What stands there instead.
    pub insert: String,
}

/// Why an edit does not fit its text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SpliceError {
    /// A range ends behind the text.
    #[error("the edit reaches to {to}, but the text has {len} UTF-16 units")]
    OutOfRange {
        /// Where the range ends.
        to: u32,
        /// How long the text is.
        len: u32,
    },
    /// The ranges are unsorted, overlap or run backwards.
    #[error("the parts of the edit are not in order")]
    OutOfOrder,
    /// A range begins or ends inside a character that takes two UTF-16 units.
    #[error("the edit would cut a character in two at {0}")]
    InsideCharacter(u32),
}

/// The length of a text in UTF-16 code units.
pub fn utf16_len(text: &str) -> u32 {
    u32::try_from(text.chars().map(char::len_utf16).sum::<usize>()).unwrap_or(u32::MAX)
}

/// Applies an edit to a text.
///
/// # Errors
/// When the splices are out of order, reach behind the text, or cut a surrogate pair.
pub fn apply_splices(text: &str, splices: &[Splice]) -> Result<String, SpliceError> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.char_indices();
    let (mut unit, mut byte) = (0u32, 0usize);
    let mut seek = |target: u32| -> Result<usize, SpliceError> {
        while unit < target {
            match chars.next() {
                Some((at, c)) => {
                    unit += c.len_utf16() as u32;
                    byte = at + c.len_utf8();
                }
                None => return Err(SpliceError::OutOfRange { to: target, len: unit }),
            }
        }
        if unit == target { Ok(byte) } else { Err(SpliceError::InsideCharacter(target)) }
    };
    let (mut kept, mut last) = (0usize, 0u32);
    for splice in splices {
        if splice.from < last || splice.to < splice.from {
            return Err(SpliceError::OutOfOrder);
        }
        let from = seek(splice.from)?;
        let to = seek(splice.to)?;
        out.push_str(&text[kept..from]);
        out.push_str(&splice.insert);
        (kept, last) = (to, splice.to);
    }
    out.push_str(&text[kept..]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(from: u32, to: u32, insert: &str) -> Splice {
        Splice { from, to, insert: insert.into() }
    }

    #[test]
    fn several_splices_refer_to_the_text_before() {
        let out = apply_splices("one two three", &[splice(0, 3, "1"), splice(8, 13, "3")]);
        assert_eq!(out.as_deref(), Ok("1 two 3"));
    }

    #[test]
    fn offsets_count_utf16_units() {
        assert_eq!(apply_splices("a🦆b", &[splice(3, 4, "c")]).as_deref(), Ok("a🦆c"));
        assert_eq!(apply_splices("a🦆b", &[splice(2, 3, "")]), Err(SpliceError::InsideCharacter(2)));
    }

    #[test]
    fn an_edit_that_does_not_fit_is_refused() {
        assert_eq!(apply_splices("abc", &[splice(2, 9, "")]), Err(SpliceError::OutOfRange { to: 9, len: 3 }));
        assert_eq!(apply_splices("abc", &[splice(2, 3, ""), splice(0, 1, "")]), Err(SpliceError::OutOfOrder));
    }
}
