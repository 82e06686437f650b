//! The printed page: a piece as the outlet sets it, as a galley with numbered lines, as a proof with marks.

use crate::forms::with_named;
use crate::page::printed_date;
use crate::{Error, ExportFormat};
use markdown::RenderOptions;
use model::content::Inline;
use model::picture::Pictures;
use model::{Field, OutletProfile, PageDesign, Piece};
use press::{Article, Kind, Laid, Moment, Note, Typesetter};
use std::str::FromStr;
use std::sync::Arc;

/// A standard that a PDF keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfStandard {
    /// PDF/A-2b, for archives.
    A2b,
    /// PDF/UA-1, for readers that speak or feel.
    Ua1,
}

/// How a piece is printed.
#[derive(Clone, Debug, Default)]
pub struct Printing<'a> {
    /// The fingerprint of the sealed text; it is printed below the foot.
    pub seal: Option<&'a str>,
    /// Whether this is the final copy; every other page says that it is a draft.
    pub is_final: bool,
    /// The standards that the file keeps to; none for an ordinary tagged PDF.
    pub standards: Vec<PdfStandard>,
    /// The pictures that the body calls; none where they are not at hand.
    pub pictures: Option<&'a Pictures>,
}

/// A printed piece.
#[derive(Clone, Debug, Default)]
pub struct PrintedPiece {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its sheets.
    pub pages: usize,
    /// What is not as it was asked for, a sentence each.
    pub reports: Vec<String>,
}

/// Prints a piece as a page ([`ExportFormat::Pdf`]) or a galley ([`ExportFormat::Galley`]).
///
/// # Errors
/// When a standard asks for what the piece does not have; for every other form.
pub fn print(
    piece: &Piece,
    format: ExportFormat,
    profile: &OutletProfile,
    printing: &Printing<'_>,
) -> Result<PrintedPiece, Error> {
    let kind = match format {
        ExportFormat::Pdf => Kind::Page,
        ExportFormat::Galley => Kind::Galley,
        ExportFormat::Proof => {
            return Err(Error::bad(
                "A proof shows what changed, and a text alone has no changes. Print it from the desk: standfirst export PIECE --to proof.",
            ));
        }
        other => return Err(Error::bad(format!("“{}” is no form of the press.", other.name()))),
    };
    Job::new(article(piece, profile, kind, printing), piece, profile, kind, &printing.standards).pdf()
}

/// Something that is set: what, in which design, how.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    article: Article,
    design: PageDesign,
    options: press::Options,
}

impl Job {
    pub(crate) fn new(
        article: Article,
        piece: &Piece,
        profile: &OutletProfile,
        kind: Kind,
        standards: &[PdfStandard],
    ) -> Job {
        let standard = |standard: &PdfStandard| match standard {
            PdfStandard::A2b => press::Standard::A2b,
            PdfStandard::Ua1 => press::Standard::Ua1,
        };
        let options = press::Options {
            kind,
            drop_cap: profile.drop_cap,
            standards: standards.iter().map(standard).collect(),
            made: made(piece),
            ident: piece.id.map_or_else(|| article.title.clone(), |id| id.to_string()),
        };
        Job { article, design: profile.page.clone(), options }
    }

    /// The file.
    pub(crate) fn pdf(&self) -> Result<PrintedPiece, Error> {
        let printed = press::set(&self.article, &self.design, &self.options).map_err(failed)?;
        let reports = printed.reports.iter().map(ToString::to_string).collect();
        Ok(PrintedPiece { bytes: printed.pdf, pages: printed.pages, reports })
    }

    /// The sheets.
    pub(crate) fn sheets(&self, typesetter: &Typesetter) -> Result<Arc<Laid>, Error> {
        typesetter.lay(&self.article, &self.design, &self.options).map_err(failed)
    }
}

fn failed(error: press::PressError) -> Error {
    Error::bad(error.to_string())
}

/// A piece as it is set.
pub(crate) fn article(piece: &Piece, profile: &OutletProfile, kind: Kind, printing: &Printing<'_>) -> Article {
    let language = first(&[piece.language.as_deref().unwrap_or_default(), &profile.language]).to_owned();
    let opts = RenderOptions::of(profile, Some(language.as_str()).filter(|tag| !tag.is_empty()));
    let inline = |text: &str| wire::inlines(&markdown::render_inline(text, &opts));
    let headline = first(&[&piece.headlines.print, &piece.headline, &piece.headlines.web]);
    let outlet = first(&[&piece.outlet.name, &profile.name]);
    let (by, byline) = markdown::byline_parts(piece, profile);
    let note = |field: Field| Note {
        label: markdown::label_of(field, piece.language.as_deref()).to_owned(),
        text: inline(piece.text(field)),
        italic: field == Field::AuthorNote,
        wide: field == Field::CorrectionNote,
    };
    let notes = [Field::AuthorNote, Field::Disclosure, Field::CorrectionNote].map(note);
    let is_final = printing.is_final || printing.seal.is_some();
    let pictures = printing.pictures.cloned().unwrap_or_default();
    Article {
        title: if headline.is_empty() { "Untitled".into() } else { headline.to_owned() },
        authors: wire::public_authors(piece),
        keywords: piece.tags.clone(),
        language,
        date: printed_date(piece, profile).unwrap_or_default(),
        masthead: outlet.to_owned(),
        masthead_svg: if outlet == profile.name.trim() { profile.masthead_svg.clone() } else { String::new() },
        tagline: first(&[&piece.outlet.tagline, &profile.tagline]).to_owned(),
        section: profile.section.clone(),
        kicker: line(&piece.kicker),
        headline: line(headline),
        standfirst: inline(&piece.standfirst),
        by,
        byline: line(&byline),
        body: wire::content(&with_named(&markdown::render_body(&piece.body, &opts), &pictures)),
        pictures,
        notes: notes.into_iter().filter(|note| !note.text.is_empty()).collect(),
        seal: printing.seal.map(|seal| format!("Sealed {seal}")).unwrap_or_default(),
        draft: if is_final { String::new() } else { "Draft, not for print".into() },
        running: running(kind, outlet, headline, model::count_words(&markdown::plain_text(&piece.body))),
        remarks: Vec::new(),
    }
}

/// What stands at the head of a sheet.
fn running(kind: Kind, outlet: &str, headline: &str, words: u32) -> String {
    let what = match kind {
        Kind::Page => return first(&[outlet, headline]).to_owned(),
        Kind::Galley => "Galley",
        Kind::Proof => "Proof",
    };
    let words = format!("{words} word{}", if words == 1 { "" } else { "s" });
    [what, outlet, &words].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// A line of furniture that has no Markdown.
pub(crate) fn line(text: &str) -> Vec<Inline> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { Vec::new() } else { vec![Inline::Text(text)] }
}

/// The first text that has words.
pub(crate) fn first<'a>(texts: &[&'a str]) -> &'a str {
    texts.iter().map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or_default()
}

/// When this text was made: its last change, else its publication, else its arrival. Never the time of printing.
fn made(piece: &Piece) -> Option<Moment> {
    let published = piece.published.value.as_deref();
    [piece.modified.as_deref(), published, piece.created.as_deref()].into_iter().flatten().find_map(moment)
}

fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let time = match jiff::Timestamp::from_str(text) {
        Ok(stamp) => jiff::tz::TimeZone::UTC.to_datetime(stamp),
        // A time without an offset is taken as if in Greenwich: the same on every machine.
        Err(_) => jiff::civil::DateTime::from_str(text)
            .or_else(|_| jiff::civil::Date::from_str(text).map(|date| date.at(0, 0, 0, 0)))
            .ok()?,
    };
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    Some(Moment {
        year: time.year().into(),
        month: part(time.month()),
        day: part(time.day()),
        hour: part(time.hour()),
        minute: part(time.minute()),
        second: part(time.second()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_that_of_the_text_and_the_same_everywhere() {
        let found = moment("2026-04-14T23:45:10+01:30").unwrap();
        assert_eq!((found.day, found.hour, found.minute), (14, 22, 15));
        assert_eq!(moment("2024-04-24T09:44").unwrap().hour, 9);
        assert_eq!(moment("2024-04-24").unwrap().month, 4);
        assert!(moment("soon").is_none());
    }
}
