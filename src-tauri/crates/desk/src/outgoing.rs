//! Pieces in other forms.

use crate::page::printed_date;
use crate::service::hold;
use crate::{Desk, Error, ExportFormat, Printing, Sent, export_receipt, forms, print, word_file, write_bytes};
use markdown::{RenderOptions, SheetUse};
use model::review::comments;
use model::{OutletProfile, Piece, PieceId, ReceiptEntry, ReceiptKind};
use std::path::Path;

/// A piece in another form.
#[derive(Clone, Debug)]
pub struct Export {
    /// The text; empty for a form that is none (a Word file).
    pub text: String,
    /// What stands in its file.
    pub bytes: Vec<u8>,
    /// A name for its file.
    pub file_name: String,
    /// Words of the body.
    pub words: u32,
}

/// Turns a piece into another form: what stands in its file.
///
/// # Errors
/// When the form must say something that the piece does not tell.
pub fn convert_bytes(piece: &Piece, format: ExportFormat, profile: &OutletProfile) -> Result<Vec<u8>, Error> {
    convert_sealed(piece, format, profile, None)
}

/// Turns a piece into another form that is text.
///
/// # Errors
/// When the form is none, or must say something that the piece does not tell.
pub fn convert(piece: &Piece, format: ExportFormat, profile: &OutletProfile) -> Result<String, Error> {
    let bytes = convert_bytes(piece, format, profile)?;
    String::from_utf8(bytes).map_err(|_| Error::bad(format!("“{}” is no text; it needs a file.", format.name())))
}

/// Turns a piece whose texts are sealed into another form, with the fingerprint where the form has a place for it.
///
/// # Errors
/// As for [`convert_bytes`].
pub fn convert_sealed(
    piece: &Piece,
    format: ExportFormat,
    profile: &OutletProfile,
    seal: Option<&str>,
) -> Result<Vec<u8>, Error> {
    if format == ExportFormat::Docx {
        Ok(word_file::write(piece).bytes)
    } else if format.is_print() {
        print(piece, format, profile, &Printing { seal, ..Printing::default() }).map(|printed| printed.bytes)
    } else if format.is_wire() {
        forms::of_one(piece, format, profile)
    } else {
        text_of(piece, format, profile, seal).map(String::into_bytes)
    }
}

/// Turns several pieces into one file.
///
/// # Errors
/// When the form holds one piece only.
pub fn convert_several(pieces: &[Piece], format: ExportFormat, profile: &OutletProfile) -> Result<Vec<u8>, Error> {
    match pieces {
        [only] => convert_bytes(only, format, profile),
        pieces => forms::of_several(pieces, format, profile),
    }
}

/// Pieces in one archive: a file for each piece and form, named after the piece.
///
/// # Errors
/// When a piece can't be written in a form.
pub fn archive_of(pieces: &[Piece], formats: &[ExportFormat], profile: &OutletProfile) -> Result<Vec<u8>, Error> {
    let mut files = Vec::with_capacity(pieces.len() * formats.len());
    for piece in pieces {
        for format in formats {
            files.push((file_name(piece, *format), convert_bytes(piece, *format, profile)?));
        }
    }
    Ok(wire::zip(&files))
}

fn text_of(piece: &Piece, format: ExportFormat, profile: &OutletProfile, seal: Option<&str>) -> Result<String, Error> {
    let opts = RenderOptions { smart_punctuation: profile.smart_punctuation, language: piece.language.clone() };
    match format {
        ExportFormat::Md => Ok(match seal {
            Some(seal) => markdown::write_markdown_sealed(piece, seal),
            None => markdown::write_markdown(piece),
        }),
        ExportFormat::Txt => Ok(wire::plain(
            piece,
            &wire::PlainParts {
                standfirst: markdown::inline_text(&piece.standfirst),
                body: markdown::plain_text(&piece.body),
                author_note: markdown::inline_text(&piece.author_note),
                disclosure: markdown::inline_text(&piece.disclosure),
                correction_note: markdown::inline_text(&piece.correction_note),
                seal: seal.map(str::to_owned),
            },
        )),
        ExportFormat::Json => {
            serde_json::to_string_pretty(piece).map(|json| json + "\n").map_err(|error| Error::bad(error.to_string()))
        }
        ExportFormat::HtmlFragment => {
            let sheet = markdown::sheet(piece, profile, None, SheetUse::Web);
            let standfirst = markdown::render_inline(&piece.standfirst, &opts);
            let byline = markdown::printed_byline(piece);
            let furniture =
                wire::FragmentFurniture { standfirst_html: &standfirst, byline: &byline, foot_html: &sheet.foot, seal };
            Ok(wire::fragment(piece, &markdown::render_body(&piece.body, &opts), Some(&furniture)))
        }
        ExportFormat::Html => {
            let date = printed_date(piece, profile);
            let sheet = markdown::sheet(piece, profile, date.as_deref(), SheetUse::Web);
            let body = markdown::render_body(&piece.body, &opts);
            let fonts = wire::fonts_for(&format!("{}{body}{}", sheet.head, sheet.foot));
            Ok(wire::web_page(&wire::WebPage {
                piece,
                head_html: &sheet.head,
                body_class: &sheet.body_class,
                body_html: &body,
                foot_html: &sheet.foot,
                css: &[wire::tokens_css(), wire::outlet_css()],
                fonts: &fonts,
                noindex: false,
                seal,
            }))
        }
        other => Err(Error::bad(format!("“{}” is no form of this kind.", other.name()))),
    }
}

/// The name of a piece's file, without a path.
pub(crate) fn file_name(piece: &Piece, format: ExportFormat) -> String {
    let stem = if piece.slugline.is_empty() { "piece" } else { &piece.slugline };
    format!("{stem}.{}", format.extension())
}

impl Desk {
    /// A piece in another form.
    ///
    /// # Errors
    /// When there is no such piece.
    pub fn export(&self, id: PieceId, format: ExportFormat) -> Result<Export, Error> {
        if format == ExportFormat::Proof {
            return self.proof_export(id);
        }
        let session = self.session(id)?;
        let piece = hold(&session).piece();
        let bytes = convert_bytes(&piece, format, &self.settings().profile)?;
        let text = if format.is_text() { String::from_utf8_lossy(&bytes).into_owned() } else { String::new() };
        Ok(Export { text, bytes, file_name: file_name(&piece, format), words: piece.word_count })
    }

    /// Writes a piece to a file.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Exists`] when the file is there and `force` is not given; else what the disk says.
    pub fn export_file(&self, id: PieceId, format: ExportFormat, path: &Path, force: bool) -> Result<Sent, Error> {
        let session = self.session(id)?;
        let (piece, said) = {
            let session = hold(&session);
            let said = comments(session.manuscript.records()).into_iter().filter(|comment| !comment.deleted).count();
            (session.piece(), said)
        };
        let written = convert_bytes(&piece, format, &self.settings().profile)?;
        let bytes = write_bytes(path, &written, force)?;
        let mut receipt = export_receipt(&piece, format, &written);
        if said > 0 {
            let says = format!("{said}, which stay on the desk");
            receipt.push(ReceiptEntry::new(ReceiptKind::Dropped, "comments", "export.comments").saying(says));
        }
        Ok(Sent { bytes, receipt })
    }
}
