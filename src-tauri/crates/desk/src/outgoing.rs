//! Pieces in other forms.

use crate::page::printed_date;
use crate::{Error, ExportFormat, Printing, forms, print, word_file};
use markdown::{RenderOptions, SheetUse};
use model::picture::{Pictures, address};
use model::{OutletProfile, Piece};

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

/// Turns a piece into another form: what stands in its file. Its pictures are not at hand.
///
/// # Errors
/// When the form must say something that the piece does not tell.
pub fn convert_bytes(piece: &Piece, format: ExportFormat, profile: &OutletProfile) -> Result<Vec<u8>, Error> {
    convert_sealed(piece, format, profile, None)
}

/// Turns a piece into another form that is text. Its pictures are not at hand.
///
/// # Errors
/// When the form is none, or must say something that the piece does not tell.
pub fn convert(piece: &Piece, format: ExportFormat, profile: &OutletProfile) -> Result<String, Error> {
    let bytes = convert_bytes(piece, format, profile)?;
    String::from_utf8(bytes).map_err(|_| Error::bad(format!("“{}” is no text; it needs a file.", format.name())))
}

/// Turns a piece whose texts are sealed into another form, with the fingerprint where the form has a place for it. Its
/// pictures are not at hand.
///
/// # Errors
/// As for [`convert_bytes`].
pub fn convert_sealed(
    piece: &Piece,
    format: ExportFormat,
    profile: &OutletProfile,
    seal: Option<&str>,
) -> Result<Vec<u8>, Error> {
    convert_with(piece, format, profile, seal, &Pictures::default())
}

/// Turns a piece with its pictures into another form; `seal` is the fingerprint of its text, where that is sealed.
///
/// # Errors
/// As for [`convert_bytes`].
pub fn convert_with(
    piece: &Piece,
    format: ExportFormat,
    profile: &OutletProfile,
    seal: Option<&str>,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    if format == ExportFormat::DocxMarked {
        Err(Error::bad("Changes and comments are marked from a piece of the desk: a text alone has none."))
    } else if format == ExportFormat::Docx {
        Ok(word_file::write(piece, seal, pictures).bytes)
    } else if format.is_print() {
        let printing = Printing { seal, pictures: Some(pictures), ..Printing::default() };
        print(piece, format, profile, &printing).map(|printed| printed.bytes)
    } else if format.is_wire() {
        forms::of_one((piece, seal), format, profile, pictures)
    } else {
        text_of(piece, format, profile, seal, pictures).map(String::into_bytes)
    }
}

/// Turns several pieces into one file.
///
/// # Errors
/// When the form holds one piece only.
pub fn convert_several(
    pieces: &[Piece],
    format: ExportFormat,
    profile: &OutletProfile,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    let pieces: Vec<_> = pieces.iter().map(|piece| (piece, None)).collect();
    convert_each(&pieces, format, profile, pictures)
}

/// As [`convert_several`], each piece with the fingerprint of its seal where the sealed text leaves.
pub(crate) fn convert_each(
    pieces: &[(&Piece, Option<&str>)],
    format: ExportFormat,
    profile: &OutletProfile,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    match pieces {
        [(only, seal)] => convert_with(only, format, profile, *seal, pictures),
        pieces => forms::of_several(pieces, format, profile, pictures),
    }
}

/// Pieces in one archive: a file for each piece and form, named after the piece; and in `pictures/` the pictures, where a
/// form calls them by their names.
///
/// # Errors
/// When a piece can't be written in a form.
pub fn archive_of(
    pieces: &[Piece],
    formats: &[ExportFormat],
    profile: &OutletProfile,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    let mut files = Vec::with_capacity(pieces.len() * formats.len());
    for piece in pieces {
        for format in formats {
            files.push((file_name(piece, *format), convert_with(piece, *format, profile, None, pictures)?));
        }
    }
    if formats.iter().any(|format| format.calls_pictures()) {
        files.extend(pictures.iter().map(|picture| (address(&picture.name), picture.bytes.to_vec())));
    }
    Ok(wire::zip(&files))
}

fn text_of(
    piece: &Piece,
    format: ExportFormat,
    profile: &OutletProfile,
    seal: Option<&str>,
    pictures: &Pictures,
) -> Result<String, Error> {
    let opts = RenderOptions::of_piece(piece, profile);
    match format {
        ExportFormat::Md => Ok(match seal {
            Some(seal) => markdown::write_markdown_sealed(piece, seal),
            None => markdown::write_markdown(piece),
        }),
        ExportFormat::Txt => Ok(wire::plain(
            piece,
            &wire::PlainParts {
                standfirst: markdown::inline_text(&piece.standfirst),
                body: markdown::full_text(&piece.body),
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
            let byline = markdown::printed_byline(piece, profile);
            let furniture = wire::FragmentFurniture {
                standfirst_html: &standfirst,
                byline: &byline,
                foot_html: &sheet.foot,
                pictures_as_words: false,
                seal,
            };
            let body = forms::with_named(&markdown::render_body(&piece.body, &opts), pictures);
            Ok(wire::fragment(piece, &body, Some(&furniture)))
        }
        ExportFormat::Html => {
            let date = printed_date(piece, profile);
            let sheet = markdown::sheet(piece, profile, date.as_deref(), SheetUse::Web);
            let body = markdown::render_body(&piece.body, &opts);
            let fonts = wire::fonts_for(&format!("{}{body}{}", sheet.head, sheet.foot));
            let body = forms::with_data(&body, pictures);
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
        ExportFormat::Annotated => Err(Error::bad(
            "An annotated copy shows comments, and a text alone has none. Write it from the desk: standfirst export PIECE --to annotated.",
        )),
        other => Err(Error::bad(format!("“{}” is no form of this kind.", other.name()))),
    }
}

/// The name of a piece's file, without a path.
pub(crate) fn file_name(piece: &Piece, format: ExportFormat) -> String {
    let stem = if piece.slugline.is_empty() { "piece" } else { &piece.slugline };
    format!("{stem}.{}", format.extension())
}
