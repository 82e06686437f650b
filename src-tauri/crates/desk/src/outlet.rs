//! Outlets: the profiles that are shipped, and those in files.

use crate::Error;
use crate::files::read_limited;
use model::{OutletProfile, Piece};
use serde::Serialize;
use std::path::Path;

/// An outlet that can be named.
#[derive(Clone, Debug, Serialize)]
pub struct OutletRow {
    /// What to call it by.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Fewest and most words that are right; 0 where there is no bound.
    pub words: (u32, u32),
}

/// Something that a profile should not say.
#[derive(Clone, Debug, Serialize)]
pub struct RemarkOnOutlet {
    /// The key in the file.
    pub key: String,
    /// What is the matter, and what to do.
    pub sentence: String,
}

/// The outlets that are shipped.
pub fn outlets() -> Vec<OutletRow> {
    let rows = outlets::SHIPPED.iter().filter_map(|file| {
        let profile = outlets::shipped(file.key)?;
        let words = (profile.length.low, profile.length.high);
        Some(OutletRow { key: file.key.into(), name: profile.name, about: file.about.into(), words })
    });
    rows.collect()
}

/// The profile of a file, or the shipped one of that name.
///
/// # Errors
/// A sentence with the line, when the file is no profile.
pub fn read_outlet(file_or_name: &Path) -> Result<OutletProfile, Error> {
    let name = file_or_name.to_string_lossy();
    if !file_or_name.exists()
        && let Some(profile) = outlets::shipped(&name)
    {
        return Ok(profile);
    }
    let bytes = read_limited(file_or_name)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::bad(format!("“{name}” is no text in UTF-8, so it is no profile. Nothing was changed.")))?;
    outlets::read(&text).map_err(|error| Error::bad(format!("“{name}”: {error}")))
}

/// What a profile says that it should not.
pub fn check_outlet(profile: &OutletProfile) -> Vec<RemarkOnOutlet> {
    let remarks = outlets::check(profile).into_iter();
    remarks.map(|remark| RemarkOnOutlet { key: remark.key, sentence: remark.sentence }).collect()
}

/// A profile as the text of its file.
pub fn outlet_text(profile: &OutletProfile) -> String {
    outlets::write(profile)
}

/// The piece as it goes out for this outlet: with its name and tagline, and its language where the piece has none.
pub fn fit_outlet(mut piece: Piece, profile: &OutletProfile) -> Piece {
    if !profile.name.trim().is_empty() {
        piece.outlet = model::Outlet { name: profile.name.clone(), tagline: profile.tagline.clone() };
    }
    if piece.language.is_none() && !profile.language.trim().is_empty() {
        piece.language = Some(profile.language.trim().to_owned());
    }
    piece
}
