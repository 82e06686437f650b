//! The sheets of a printed piece as pictures: what the printer would get, to be looked at.

use crate::exports::stays_inside;
use crate::leaving::Wish;
use crate::print::{Job, article};
use crate::{Desk, Error, ErrorKind, ExportFormat, Form, Printing};
use model::{OutletProfile, PieceId};
use press::Kind;
use std::path::{Path, PathBuf};

/// One sheet of a piece.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The picture, SVG: letters are outlines.
    pub svg: String,
    /// Which sheet it is, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// Its breadth, points.
    pub width: f64,
    /// Its height, points.
    pub height: f64,
    /// What is not as it was asked for, a sentence each.
    pub reports: Vec<String>,
}

/// Where files wait for the program that prints them, beside the database.
const FOLDER: &str = "print";

/// Takes away what was printed of a piece. Gives the files that could not be removed.
pub(crate) fn forget_prints(dir: &Path, id: PieceId) -> Vec<PathBuf> {
    let files = std::fs::read_dir(dir.join(FOLDER)).into_iter().flatten().flatten().map(|entry| entry.path());
    let start = format!("{id}.");
    let own = files.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&start)));
    own.filter(|path| std::fs::remove_file(path).is_err()).collect()
}

impl Desk {
    /// Writes the PDF of a piece to where the system's own program opens it, and keeps that it left for a printer. What
    /// was printed of this piece in this form before is replaced.
    ///
    /// # Errors
    /// As for [`Desk::export_to`]; for a form that is not printed.
    pub fn print_file(&self, id: PieceId, form: impl Into<Form>, reason: &str) -> Result<PathBuf, Error> {
        let form = form.into();
        let format = form.format;
        if !format.is_print() {
            return Err(Error::bad(format!("“{}” is not printed.", format.name())));
        }
        let folder = self.dir().join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|error| Error::file(&error, &folder, "make"))?;
        // The name is the piece's id: the slugline of a piece may be no business of a list of recent files.
        let path = folder.join(format!("{id}.{}", format.extension()));
        self.export_as(id, &form, reason, (&path, "the printer"), true)?;
        Ok(path)
    }

    /// A sheet of a piece as it would be printed now: the page, the galley or the proof. It is set for the outlet that
    /// was chosen for the piece, or for `outlet`, to see what that one looks like. A number beyond the last gives the last.
    ///
    /// # Errors
    /// When nothing is sealed, for the final copy; for a form that is not printed.
    pub fn sheet(
        &self,
        id: PieceId,
        form: impl Into<Form>,
        outlet: Option<&OutletProfile>,
        number: usize,
    ) -> Result<Sheet, Error> {
        let form = form.into();
        let (format, is_final) = (form.format, form.is_final);
        let job = match format {
            ExportFormat::Proof if is_final => return Err(stays_inside(format)),
            ExportFormat::Proof => self.proof_job(id, form.against.as_ref(), outlet)?.0,
            ExportFormat::Pdf | ExportFormat::Galley => {
                let leave = self.leave(id, &Wish { is_final, outlet, ..Wish::default() })?;
                if is_final && leave.fingerprint.is_none() {
                    return Err(Error::bad("Nothing of this piece is sealed, so there is no final copy to look at."));
                }
                let kind = if format == ExportFormat::Pdf { Kind::Page } else { Kind::Galley };
                let printing = Printing {
                    seal: leave.fingerprint.as_deref(),
                    pictures: Some(&leave.pictures),
                    ..Printing::default()
                };
                Job::new(
                    article(&leave.piece, &leave.profile, kind, &printing),
                    &leave.piece,
                    &leave.profile,
                    kind,
                    &[],
                )
            }
            other => return Err(Error::bad(format!("“{}” is not printed, so it has no sheets.", other.name()))),
        };
        let laid = job.sheets(&self.inner.typesetter)?;
        let of = laid.sheets();
        let number = number.clamp(1, of.max(1));
        let none = || Error::new(ErrorKind::Failed, "The piece has no sheet.");
        let picture = laid.picture(number).ok_or_else(none)?;
        let reports = laid.reports.iter().map(ToString::to_string).collect();
        Ok(Sheet { svg: picture.svg, number, of, width: picture.width, height: picture.height, reports })
    }
}
