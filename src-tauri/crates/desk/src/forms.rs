//! The forms of wires, blogs, print and books: what the other crates make of a piece, handed to the mapping.

use crate::page::printed_date;
use crate::{Error, ExportFormat};
use markdown::RenderOptions;
use model::picture::{Pictures, address};
use model::{OutletProfile, Piece};
use serde_json::Value;
use std::collections::BTreeSet;

/// What is made of a piece before it is mapped.
struct Prepared<'a> {
    piece: &'a Piece,
    pictures: &'a Pictures,
    profile: &'a OutletProfile,
    body_html: String,
    body_plain: String,
    standfirst_html: String,
    author_note_html: String,
    disclosure_html: String,
    correction_html: String,
    byline: String,
    date: String,
    seal: Option<&'a str>,
}

impl<'a> Prepared<'a> {
    fn of(
        (piece, seal): (&'a Piece, Option<&'a str>),
        profile: &'a OutletProfile,
        pictures: &'a Pictures,
    ) -> Prepared<'a> {
        let opts = RenderOptions::of_piece(piece, profile);
        let inline = |text: &str| markdown::render_inline(text, &opts);
        Prepared {
            piece,
            pictures,
            profile,
            body_html: with_named(&markdown::render_body(&piece.body, &opts), pictures),
            body_plain: markdown::plain_text(&piece.body),
            standfirst_html: inline(&piece.standfirst),
            author_note_html: inline(&piece.author_note),
            disclosure_html: inline(&piece.disclosure),
            correction_html: inline(&piece.correction_note),
            byline: markdown::printed_byline(piece, profile),
            date: printed_date(piece, profile).unwrap_or_default(),
            seal,
        }
    }

    fn outgoing(&self) -> wire::Outgoing<'_> {
        wire::Outgoing {
            piece: self.piece,
            profile: self.profile,
            body_html: &self.body_html,
            body_plain: &self.body_plain,
            standfirst_html: &self.standfirst_html,
            author_note_html: &self.author_note_html,
            disclosure_html: &self.disclosure_html,
            correction_html: &self.correction_html,
            byline: &self.byline,
            date: &self.date,
            pictures: self.pictures,
            seal: self.seal,
        }
    }
}

/// A body in which every picture that goes along has its name, and every other one says that it is missing.
pub(crate) fn with_named(html: &str, pictures: &Pictures) -> String {
    markdown::with_pictures(html, |name| pictures.get(name).map(|_| address(name)))
}

/// A body that holds its pictures.
pub(crate) fn with_data(html: &str, pictures: &Pictures) -> String {
    markdown::with_pictures(html, |name| {
        pictures.get(name).map(|picture| wire::data_address(picture.kind.media_type(), &picture.bytes))
    })
}

/// One piece in a form of the wire.
///
/// # Errors
/// When the form must say something that the piece does not tell.
pub(crate) fn of_one(
    (piece, seal): (&Piece, Option<&str>),
    format: ExportFormat,
    profile: &OutletProfile,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    let prepared = Prepared::of((piece, seal), profile, pictures);
    let out = prepared.outgoing();
    let text = match format {
        ExportFormat::Nitf => wire::nitf(&out),
        ExportFormat::Newsml => wire::newsml(&out).ok_or_else(|| {
            Error::bad(
                "NewsML-G2 must say when this version was made, and the piece has no date. It was not written. Give it a date \
                 (`published: 2026-04-14` in the front matter).",
            )
        })?,
        ExportFormat::Icml => wire::icml(&out),
        ExportFormat::Indesign => wire::tagged(&out),
        ExportFormat::Wire => wire::cable(&out),
        ExportFormat::Ninjs => json(&wire::ninjs(&out))?,
        ExportFormat::Rss => wire::rss(&[out], &title(&[piece])),
        ExportFormat::Wxr => wire::wxr(&[out], &title(&[piece])),
        ExportFormat::Epub => return Ok(wire::epub(&[out], "")),
        other => return Err(Error::bad(format!("“{}” is no form of the wire.", other.name()))),
    };
    Ok(text.into_bytes())
}

/// The mail with which a piece is offered to an outlet, as text.
pub fn submission(piece: &Piece, profile: &OutletProfile) -> String {
    wire::submission(&Prepared::of((piece, None), profile, &Pictures::default()).outgoing())
}

/// Several pieces as one file, in a form that holds several.
///
/// # Errors
/// When the form holds one piece only.
pub(crate) fn of_several(
    pieces: &[(&Piece, Option<&str>)],
    format: ExportFormat,
    profile: &OutletProfile,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    let prepared: Vec<Prepared<'_>> = pieces.iter().map(|piece| Prepared::of(*piece, profile, pictures)).collect();
    let out: Vec<wire::Outgoing<'_>> = prepared.iter().map(Prepared::outgoing).collect();
    let title = title(&pieces.iter().map(|(piece, _)| *piece).collect::<Vec<_>>());
    Ok(match format {
        ExportFormat::Ninjs => json(&Value::Array(out.iter().map(wire::ninjs).collect()))?.into_bytes(),
        ExportFormat::Rss => wire::rss(&out, &title).into_bytes(),
        ExportFormat::Wxr => wire::wxr(&out, &title).into_bytes(),
        ExportFormat::Epub => wire::epub(&out, &title),
        other => {
            return Err(Error::bad(format!(
                "The form “{}” holds one piece; {} were named. Nothing was written. Take epub, ninjs, rss or wxr, or `--to zip --of {}` for \
                 one archive.",
                other.name(),
                pieces.len(),
                other.name()
            )));
        }
    })
}

/// What a collection is called: its outlet, when there is one for all.
fn title(pieces: &[&Piece]) -> String {
    let names: BTreeSet<&str> = pieces.iter().map(|piece| piece.outlet.name.trim()).collect();
    match names.iter().next() {
        Some(name) if names.len() == 1 && !name.is_empty() => (*name).to_owned(),
        _ => "Pieces".to_owned(),
    }
}

fn json(value: &Value) -> Result<String, Error> {
    serde_json::to_string_pretty(value).map(|json| json + "\n").map_err(|error| Error::bad(error.to_string()))
}
