//! From a piece to a PDF.

use crate::article::{Kind, Moment, Standard};
use crate::balance::{balanced, balanced_on_one, end};
use crate::plates::Plates;
use crate::report::named;
use crate::world::failed;
use crate::{Article, Options, PressError, Report, data};
use model::PageDesign;
use serde_json::Value;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Sizes of the body, in hundredths, that are tried before a second sheet is begun for a few lines.
const SMALLER: [u32; 3] = [97, 94, 91];
/// How much of the last sheet may be used for that, 0 to 1.
const FEW: f64 = 0.2;

/// A printed piece.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The file.
    pub pdf: Vec<u8>,
    /// Its sheets.
    pub pages: usize,
    /// What is not as it was asked for.
    pub reports: Vec<Report>,
}

/// Sets a piece.
///
/// # Errors
/// When a standard asks for what the piece does not have, or the typesetter gives up.
pub fn set(article: &Article, design: &PageDesign, options: &Options) -> Result<Printed, PressError> {
    let mut reports = Vec::new();
    let plates = Plates::of(&article.pictures, &mut reports);
    let value = data::of(article, design, options, &plates, &mut reports);
    if !options.standards.is_empty() {
        if options.made.is_none() {
            return Err(PressError::NoDate);
        }
        if let Some(Report::Missing(characters)) = reports.iter().find(|report| matches!(report, Report::Missing(_))) {
            return Err(PressError::Missing { characters: named(characters) });
        }
    }
    let document = laid(value, &plates, options, &mut reports)?;
    let pdf = typst_pdf::pdf(&document, &pdf_options(options)?).map_err(|errors| failed(&errors))?;
    Ok(Printed { pdf, pages: document.pages().len(), reports })
}

/// Lays out the values of a piece.
pub(crate) fn laid(
    mut value: Value,
    plates: &Plates,
    options: &Options,
    reports: &mut Vec<Report>,
) -> Result<PagedDocument, PressError> {
    match fitted(&value, plates, options, reports) {
        // A picture that can't be drawn is the only thing that comes from outside as a whole.
        Err(PressError::Setting(_)) if !value["svg"].is_null() => {
            value["svg"] = Value::Null;
            reports.push(Report::Masthead);
            fitted(&value, plates, options, reports)
        }
        document => document,
    }
}

/// Lays out with balanced columns; a page that runs over by little is set a little smaller, as newspapers do.
fn fitted(
    value: &Value,
    plates: &Plates,
    options: &Options,
    reports: &mut Vec<Report>,
) -> Result<PagedDocument, PressError> {
    let mut as_asked = value.clone();
    let document = balanced(&mut as_asked, plates)?;
    let (sheets, used) = end(&document, &as_asked);
    if options.kind == Kind::Page && sheets == 2 && used < FEW {
        for hundredths in SMALLER {
            let mut smaller = value.clone();
            for key in ["size", "leading"] {
                smaller[key] = Value::from(value[key].as_f64().unwrap_or_default() * f64::from(hundredths) / 100.0);
            }
            if let Some(document) = balanced_on_one(&mut smaller, plates)? {
                reports.push(Report::Smaller(hundredths));
                return Ok(document);
            }
        }
    }
    Ok(document)
}

fn pdf_options(options: &Options) -> Result<PdfOptions, PressError> {
    let standards: Vec<PdfStandard> = options
        .standards
        .iter()
        .map(|standard| match standard {
            Standard::A2b => PdfStandard::A_2b,
            Standard::Ua1 => PdfStandard::Ua_1,
        })
        .collect();
    let standards = if standards.is_empty() {
        PdfStandards::default()
    } else {
        PdfStandards::new(&standards).map_err(|_| PressError::Standards(options.standards.clone()))?
    };
    Ok(PdfOptions {
        ident: Smart::Custom(options.ident.clone()),
        creator: Smart::Custom(Some("Standfirst".to_owned())),
        timestamp: options.made.and_then(timestamp),
        standards,
        ..PdfOptions::default()
    })
}

fn timestamp(moment: Moment) -> Option<Timestamp> {
    let Moment { year, month, day, hour, minute, second } = moment;
    Datetime::from_ymd_hms(year, month, day, hour, minute, second).map(Timestamp::new_utc)
}
