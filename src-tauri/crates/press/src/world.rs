//! What the typesetter can see: its template, the piece with its pictures, the faces. Nothing else.

use crate::PressError;
use crate::faces::FONTS;
use crate::plates::Plates;
use serde_json::{Value, json};
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static TEMPLATE: LazyLock<Source> = LazyLock::new(|| Source::new(*SHEET, include_str!("sheet.typ").to_owned()));
static SHEET: LazyLock<FileId> = LazyLock::new(|| file("sheet.typ"));
static PIECE: LazyLock<FileId> = LazyLock::new(|| file("piece.json"));
static FIT: LazyLock<FileId> = LazyLock::new(|| file("fit.json"));

fn file(name: &str) -> FileId {
    // Both names are plain, so that the other arm is never taken.
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("a plain name is a path"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The world of one setting.
struct Sheet<'a> {
    piece: Bytes,
    fit: Bytes,
    plates: &'a Plates,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        *SHEET
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *SHEET { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *PIECE {
            return Ok(self.piece.clone());
        }
        if id == *FIT {
            return Ok(self.fit.clone());
        }
        self.plates.file(id).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Lays a piece out.
pub(crate) fn lay_out(piece: &Value, plates: &Plates) -> Result<PagedDocument, PressError> {
    let mut piece = piece.clone();
    let fit = json!({ "height": piece["height"].take(), "spare": piece["spare"].take(), "at": piece["at"].take(), "last": piece["last"].take() });
    let (piece, fit) = (Bytes::from_string(piece.to_string()), Bytes::from_string(fit.to_string()));
    let sheet = Sheet { piece, fit, plates };
    let result = typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| failed(&errors));
    // What no later setting of this text will ask for again goes; a window that sets the same piece anew keeps the rest.
    typst::comemo::evict(20);
    result
}

/// The typesetter's sentence. It never has words of the piece: they reach it as values only.
pub(crate) fn failed(errors: &[SourceDiagnostic]) -> PressError {
    let messages: Vec<String> = errors.iter().take(3).map(|error| error.message.to_string()).collect();
    PressError::Setting(messages.join("; "))
}

/// Forgets every layout, as a fresh process has none: for a measurement, or when memory is wanted back.
pub fn forget() {
    typst::comemo::evict(0);
}
