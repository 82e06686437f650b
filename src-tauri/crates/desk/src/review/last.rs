//! What leaves as final: the sealed text, never the working text.

use crate::clock::rfc3339;
use crate::leaving::{Leave, Wish};
use crate::review::sight::Sight;
use crate::{Desk, Error, Export, ExportFormat, source};
use model::{Field, Piece, PieceId};

/// A final export.
#[derive(Clone, Debug)]
pub struct FinalExport {
    /// The sealed text in its form.
    pub export: Export,
    /// The fingerprint that it carries.
    pub fingerprint: String,
    /// Whether the working text has moved on.
    pub moved: bool,
}

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

impl Leave {
    /// The sealed text in a form, whatever else would stop it: to be looked at.
    ///
    /// # Errors
    /// When nothing is sealed, or an embargo is in force.
    pub fn sealed(&self, format: ExportFormat) -> Result<FinalExport, Error> {
        let firm: Vec<&str> =
            self.stops().into_iter().filter(|found| crate::is_firm(found)).map(|found| found.reason.as_str()).collect();
        let Some(fingerprint) = self.fingerprint.clone().filter(|_| firm.is_empty()) else {
            let said = if firm.is_empty() { "Nothing of this piece is sealed.".to_owned() } else { firm.join(" ") };
            return Err(Error::bad(format!("{said} Nothing was written; drafts still leave.")));
        };
        Ok(FinalExport { export: self.export(format)?, fingerprint, moved: self.moved })
    }
}

impl Desk {
    /// The sealed text in another form, with its fingerprint, to be looked at. To let it leave, see
    /// [`Desk::export_to`].
    ///
    /// # Errors
    /// When nothing is sealed, or an embargo is in force.
    pub fn export_final(&self, id: PieceId, format: ExportFormat) -> Result<FinalExport, Error> {
        self.leave(id, &Wish { is_final: true, ..Wish::default() })?.sealed(format)
    }
}
