//! Several pieces that leave together: a file for each in a folder, one archive, or one file in a form that holds several.

use crate::exports::stays_inside;
use crate::leaving::{Leave, is_firm};
use crate::outgoing::{convert_each, file_name};
use crate::service::hold;
use crate::{Desk, Error, ErrorKind, Event, ExportFormat, Form, PrintedPiece, write_bytes};
use model::picture::{Pictures, address};
use model::{OutletProfile, Piece, PieceId};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How several pieces are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Together {
    /// A file for each, in a folder.
    Files,
    /// A file for each, in one archive (zip).
    Archive,
    /// One file: a book, a feed, an array.
    One,
}

/// Pieces that are to leave together.
#[derive(Clone, Debug)]
pub struct Several {
    /// Which, in their order.
    pub ids: Vec<PieceId>,
    /// In which form.
    pub format: ExportFormat,
    /// As final copies, else as drafts.
    pub is_final: bool,
    /// How they are written.
    pub together: Together,
    /// Why those leave that something stops; empty for none, and then they stay.
    pub reason: String,
    /// Whether files that are there may be replaced.
    pub force: bool,
}

/// Whether a piece can leave with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeveralChecked {
    /// Which piece.
    pub id: PieceId,
    /// Its headline, else its slugline.
    pub name: String,
    /// What stops it, a sentence each; empty when nothing does.
    pub stops: Vec<String>,
    /// Whether no reason lets it pass.
    pub firm: bool,
}

/// A piece that did not leave with the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Which piece.
    pub id: PieceId,
    /// Its headline, else its slugline; empty when it is gone.
    pub name: String,
    /// Why, in a sentence.
    pub reason: String,
}

/// What is not as it was asked for in the file of a piece that left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetOtherwise {
    /// Which piece.
    pub id: PieceId,
    /// Its headline, else its slugline.
    pub name: String,
    /// What, a sentence each.
    pub reports: Vec<String>,
}

/// What became of pieces that were to leave together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeveralSent {
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// How many pieces left.
    pub pieces: u32,
    /// How much was written, bytes.
    pub bytes: u64,
    /// Those that did not leave.
    pub left_out: Vec<LeftOut>,
    /// Those that left otherwise than they were asked for.
    pub otherwise: Vec<SetOtherwise>,
    /// Whether it was stopped before its end. Files that were written by then are whole and stay.
    pub cancelled: bool,
}

/// Where the work on several pieces stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Pieces that are done.
    pub done: u32,
    /// All of them.
    pub of: u32,
    /// The piece that is made now.
    pub name: String,
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many files were written when work on several pieces ended early, as a sentence to stand behind the reason; empty
/// for none.
pub fn written_before(files: usize) -> String {
    match files {
        0 => String::new(),
        1 => " 1 file was written before.".to_owned(),
        files => format!(" {files} files were written before."),
    }
}

/// A reason why the work ended, and what is there already.
fn after(sent: &SeveralSent, error: &Error) -> Error {
    Error::new(error.kind().clone(), format!("{error}{}", written_before(sent.files.len())))
}

fn name_of(piece: &Piece) -> String {
    let headline = piece.headline.trim();
    if headline.is_empty() { piece.slugline.clone() } else { headline.to_owned() }
}

impl Several {
    fn form(&self) -> Form {
        (self.format, self.is_final).into()
    }

    fn check(&self) -> Result<(), Error> {
        if self.ids.is_empty() {
            return Err(Error::bad("No piece was chosen. Nothing was written."));
        }
        if self.format.stays_inside() {
            let error = if self.is_final {
                stays_inside(self.format)
            } else {
                Error::bad("Marks and comments are written for one piece at a time. Nothing was written.")
            };
            return Err(error);
        }
        Ok(())
    }
}

impl Desk {
    /// Looks through pieces that are to leave together. One that is gone by now is left out.
    ///
    /// # Errors
    /// When the form is for one piece at a time.
    pub fn several_check(&self, what: &Several) -> Result<Vec<SeveralChecked>, Error> {
        what.check()?;
        let mut out = Vec::with_capacity(what.ids.len());
        for id in &what.ids {
            let Ok(leave) = self.leave(*id, &what.form().wish()) else { continue };
            let stops = leave.stops();
            out.push(SeveralChecked {
                id: *id,
                name: name_of(&leave.piece),
                firm: stops.iter().any(|found| is_firm(found)),
                stops: stops.iter().map(|found| found.reason.clone()).collect(),
            });
        }
        Ok(out)
    }

    /// Writes pieces together, and keeps of each that it left. A piece that something stops stays, and is named. `path` is a
    /// folder for [`Together::Files`], else a file. `on` hears of every piece before it is made, and ends the work by
    /// saying no: then an archive or a file of several is not written at all, and of files in a folder those that are done
    /// stay.
    ///
    /// # Errors
    /// [`ErrorKind::Exists`] when a file is there and may not be replaced; when the form holds one piece only; what the
    /// disk says. Nothing was written then, or the sentence names how many files were.
    pub fn several_export(
        &self,
        what: &Several,
        path: &Path,
        on: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<SeveralSent, Error> {
        what.check()?;
        if what.together == Together::Files {
            self.in_the_way(what, path)?;
        }
        let mut sent = SeveralSent::default();
        let mut together: Vec<(Leave, Vec<u8>)> = Vec::new();
        for (at, id) in what.ids.iter().enumerate() {
            let leave = match self.leaves(*id, &what.form().wish()) {
                Ok(leave) => leave,
                Err(error) => {
                    sent.left_out.push(LeftOut { id: *id, name: String::new(), reason: error.to_string() });
                    continue;
                }
            };
            let name = name_of(&leave.piece);
            let progress = Progress { done: number(at), of: number(what.ids.len()), name: name.clone() };
            self.emit(Event::SeveralProgress(progress.clone()));
            if !on(progress) {
                sent.cancelled = true;
                break;
            }
            if let Err(error) = leave.may(&what.reason) {
                sent.left_out.push(LeftOut { id: *id, name, reason: error.to_string() });
                continue;
            }
            // A form of several is made at the end, of all of them.
            let made =
                if what.together == Together::One { Ok(PrintedPiece::default()) } else { leave.made(what.format) };
            let (bytes, reports) = match made {
                Ok(made) => (made.bytes, made.reports),
                Err(error) => {
                    sent.left_out.push(LeftOut { id: *id, name, reason: error.to_string() });
                    continue;
                }
            };
            if what.together == Together::Files {
                let file = path.join(leave.file_name(what.format));
                self.put_one(what, &leave, &bytes, &file, &mut sent)?;
            } else {
                together.push((leave, bytes));
            }
            if !reports.is_empty() {
                sent.otherwise.push(SetOtherwise { id: *id, name, reports });
            }
        }
        if !sent.cancelled && !together.is_empty() {
            // Nothing is written yet: a stop while the last piece was made is heard here.
            let all = number(what.ids.len());
            let progress = Progress { done: all, of: all, name: String::new() };
            self.emit(Event::SeveralProgress(progress.clone()));
            sent.cancelled = !on(progress);
        }
        if !sent.cancelled && !together.is_empty() {
            self.put_together(what, together, path, &mut sent)?;
        }
        if sent.files.is_empty() {
            // What did not leave did not leave otherwise.
            sent.otherwise.clear();
        }
        Ok(sent)
    }

    fn put_one(
        &self,
        what: &Several,
        leave: &Leave,
        bytes: &[u8],
        file: &Path,
        sent: &mut SeveralSent,
    ) -> Result<(), Error> {
        let written = write_bytes(file, bytes, what.force).map(|_| sent.files.push(file.to_owned()));
        let kept = written.and_then(|()| {
            let record = leave.record(what.format.name(), &file.to_string_lossy(), bytes, &what.reason);
            self.keep_export(leave.id, record)
        });
        kept.map_err(|error| after(sent, &error))?;
        sent.pieces += 1;
        sent.bytes += bytes.len() as u64;
        Ok(())
    }

    fn put_together(
        &self,
        what: &Several,
        together: Vec<(Leave, Vec<u8>)>,
        path: &Path,
        sent: &mut SeveralSent,
    ) -> Result<(), Error> {
        let (leaves, made): (Vec<Leave>, Vec<Vec<u8>>) = together.into_iter().unzip();
        let mut pictures = Pictures::default();
        leaves.iter().for_each(|leave| pictures.extend(&leave.pictures));
        let bytes = if what.together == Together::Archive {
            let names = leaves.iter().map(|leave| leave.file_name(what.format));
            let mut files: Vec<_> = names.zip(made).collect();
            if what.format.calls_pictures() {
                files.extend(pictures.iter().map(|picture| (address(&picture.name), picture.bytes.to_vec())));
            }
            wire::zip(&files)
        } else {
            let pieces: Vec<_> = leaves.iter().map(|leave| (&leave.piece, leave.fingerprint.as_deref())).collect();
            convert_each(&pieces, what.format, &self.common(&leaves), &pictures)?
        };
        write_bytes(path, &bytes, what.force)?;
        sent.files.push(path.to_owned());
        let form = if what.together == Together::Archive { "zip" } else { what.format.name() };
        for leave in &leaves {
            self.keep_export(leave.id, leave.record(form, &path.to_string_lossy(), &bytes, &what.reason))
                .map_err(|error| after(sent, &error))?;
        }
        sent.pieces = number(leaves.len());
        sent.bytes = bytes.len() as u64;
        Ok(())
    }

    /// The outlet of several pieces: theirs when it is one, else the desk's own page.
    fn common(&self, leaves: &[Leave]) -> OutletProfile {
        let first = leaves.first().map(|leave| leave.profile.clone());
        let same = |profile: &OutletProfile| leaves.iter().all(|leave| leave.profile == *profile);
        first.filter(same).unwrap_or_else(|| self.settings().profile)
    }

    /// Refuses to begin where a folder is missing, or files are in the way.
    fn in_the_way(&self, what: &Several, folder: &Path) -> Result<(), Error> {
        if !folder.is_dir() {
            let sentence = format!("There is no folder “{}”. Nothing was written.", folder.display());
            return Err(Error::new(ErrorKind::NotFound, sentence));
        }
        if what.force {
            return Ok(());
        }
        let reader = hold(&self.inner.reader);
        let mut there: Vec<(PieceId, String)> = Vec::new();
        for id in &what.ids {
            let Some(head) = reader.head(*id)? else { continue };
            let name = file_name(&Piece { slugline: head.row.slugline, ..Piece::default() }, what.format);
            if folder.join(&name).exists() {
                there.push((*id, name));
            }
        }
        drop(reader);
        // The file of a piece that stays here is in nobody's way.
        there
            .retain(|(id, _)| self.leaves(*id, &what.form().wish()).is_ok_and(|leave| leave.may(&what.reason).is_ok()));
        let sentence = match &there[..] {
            [] => return Ok(()),
            [(_, one)] => format!("“{one}” exists. Nothing was written."),
            [(_, one), more @ ..] => format!("“{one}” and {} more exist. Nothing was written.", more.len()),
        };
        Err(Error::new(ErrorKind::Exists, sentence))
    }
}
