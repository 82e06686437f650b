//! What leaves as final: the sealed text, never the working text.

use crate::clock::{offset_seconds, rfc3339};
use crate::outgoing::{Export, convert_sealed, file_name};
use crate::review::sight::Sight;
use crate::service::hold;
use crate::{Archive, Desk, Error, ExportFormat, Sent, export_receipt, source, write_bytes};
use manuscript::Detail;
use model::review::flow::Embargo;
use model::{ExtraEntry, Field, OutletProfile, Piece, PieceId};
use std::path::Path;

/// A final export.
#[derive(Clone, Debug)]
pub struct FinalExport {
    /// The sealed text in its form.
    pub export: Export,
    /// The piece as it was sealed.
    pub piece: Piece,
    /// The fingerprint that it carries.
    pub fingerprint: String,
    /// Whether the working text has moved on.
    pub moved: bool,
}

impl Sight<'_> {
    /// The piece with its sealed texts, and the fingerprint.
    fn sealed_piece(&self, now: i64) -> Result<(Piece, String), Error> {
        let embargo = self.session.manuscript.detail(Detail::Embargo);
        let until = match Embargo::at(embargo.as_deref(), now, offset_seconds(now)) {
            Embargo::None | Embargo::Over(_) => None,
            Embargo::Until(until) => Some(format!("until {until}")),
            Embargo::Open => Some("without an end".to_owned()),
            Embargo::Unreadable(text) => Some(format!("(“{text}”, which is no time, so it holds)")),
        };
        if let Some(until) = until {
            return Err(Error::bad(format!(
                "The piece is under embargo {until}. No final text leaves before; drafts still do. Nothing was written."
            )));
        }
        let Some((record, sealed)) = self.last_seal() else {
            return Err(Error::bad(
                "Nothing of this piece is sealed, and only a sealed text leaves as final. Seal it first. Nothing was written.",
            ));
        };
        let mut piece = self.session.piece();
        for field in Field::ALL {
            let text = sealed.texts.get(&field).map_or("", String::as_str);
            text.clone_into(piece.text_mut(field));
        }
        piece.language.clone_from(&sealed.language);
        // What leaves was last changed when it was sealed, whatever was written since.
        piece.modified = Some(rfc3339(record.at));
        source::recount(&mut piece);
        Ok((piece, sealed.fingerprint.clone()))
    }

    fn final_export(&self, format: ExportFormat, profile: &OutletProfile, now: i64) -> Result<FinalExport, Error> {
        let (mut piece, fingerprint) = self.sealed_piece(now)?;
        if format == ExportFormat::Json {
            let value = serde_json::Value::String(fingerprint.clone());
            piece.extra.0.push(ExtraEntry { key: "seal".into(), raw: format!("seal: {fingerprint}"), value });
        }
        let bytes = convert_sealed(&piece, format, profile, Some(&fingerprint))?;
        let text = if format.is_text() { String::from_utf8_lossy(&bytes).into_owned() } else { String::new() };
        let export = Export { text, bytes, file_name: file_name(&piece, format), words: piece.word_count };
        let moved = self.seal_view().is_some_and(|seal| !seal.is_now);
        Ok(FinalExport { export, piece, fingerprint, moved })
    }
}

impl Desk {
    /// The sealed text in another form, with its fingerprint.
    ///
    /// # Errors
    /// When nothing is sealed, or an embargo is in force.
    pub fn export_final(&self, id: PieceId, format: ExportFormat) -> Result<FinalExport, Error> {
        let session = self.session(id)?;
        let session = hold(&session);
        self.sight(&session)?.final_export(format, &self.settings().profile, self.now())
    }

    /// Writes the sealed text to a file.
    ///
    /// # Errors
    /// As for [`Desk::export_final`] and [`Desk::export_file`].
    pub fn export_final_file(
        &self,
        id: PieceId,
        format: ExportFormat,
        path: &Path,
        force: bool,
    ) -> Result<Sent, Error> {
        let last = self.export_final(id, format)?;
        let bytes = write_bytes(path, &last.export.bytes, force)?;
        Ok(Sent { bytes, receipt: export_receipt(&last.piece, format, &last.export.bytes) })
    }
}

impl Archive {
    /// The piece as it was sealed, its fingerprint, and whether the working text has moved on.
    ///
    /// # Errors
    /// When nothing is sealed, or an embargo is in force at that time (milliseconds since 1970).
    pub fn sealed_piece(&self, id: PieceId, now: i64) -> Result<(Piece, String, bool), Error> {
        self.with_sight(id, |sight| {
            let (piece, fingerprint) = sight.sealed_piece(now)?;
            Ok((piece, fingerprint, sight.seal_view().is_some_and(|seal| !seal.is_now)))
        })
    }

    /// As [`Desk::export_final`], at a time (milliseconds since 1970).
    ///
    /// # Errors
    /// When nothing is sealed, or an embargo is in force.
    pub fn export_final(&self, id: PieceId, format: ExportFormat, now: i64) -> Result<FinalExport, Error> {
        let profile = self.settings().profile;
        self.with_sight(id, |sight| sight.final_export(format, &profile, now))
    }
}
