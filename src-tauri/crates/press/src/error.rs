//! What can go wrong.

use crate::Standard;
use thiserror::Error;

/// Why nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PressError {
    /// A standard asks for a date.
    #[error(
        "A PDF for archives must say when it was made, and the piece has no date. It was not written. Give it a date \
         (`published: 2026-04-14` in the front matter), or print it without the standard."
    )]
    NoDate,
    /// A standard does not allow characters that no face has.
    #[error(
        "The faces that are shipped have no {characters}, and a PDF of this standard must not show empty boxes. Nothing was \
         written. Change these characters, or print it without the standard."
    )]
    Missing {
        /// The characters, parted by spaces.
        characters: String,
    },
    /// The typesetter does not allow it.
    #[error("The page could not be set: {0}. It was not written; the text is unchanged.")]
    Setting(String),
    /// Two standards exclude each other.
    #[error("These standards do not go together: {0:?}. Nothing was written. Choose one of them.")]
    Standards(Vec<Standard>),
}
