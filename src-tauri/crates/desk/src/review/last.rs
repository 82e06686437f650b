//! What leaves as final: the sealed text, never the working text.

use crate::clock::rfc3339;
use crate::review::sight::Sight;
use crate::source;
use model::{Field, Piece};

impl Sight<'_> {
    /// The piece with its sealed texts, and the fingerprint; none when nothing is sealed.
    pub(crate) fn sealed_text(&self) -> Option<(Piece, String)> {
        let (record, sealed) = self.last_seal()?;
        let mut piece = self.session.piece();
        for field in Field::ALL {
            let text = sealed.texts.get(&field).map_or("", String::as_str);
            text.clone_into(piece.text_mut(field));
        }
        piece.language.clone_from(&sealed.language);
        // What leaves was last changed when it was sealed, whatever was written since.
        piece.modified = Some(rfc3339(record.at));
        source::recount(&mut piece);
        Some((piece, sealed.fingerprint.clone()))
    }
}
