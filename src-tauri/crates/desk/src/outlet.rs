//! Outlets: the profiles that are shipped, and those in files.

mod keep;

pub use keep::OutletSheet;

use crate::files::{read_limited, write_file};
use crate::session::Session;
use crate::{Desk, Error, ErrorKind};
use model::{OutletProfile, Piece};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Where a desk keeps profiles of its own, beside its database.
const FOLDER: &str = "outlets";

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
    /// Whether it is a file of the desk's own, not a shipped one.
    pub own: bool,
}

/// The outlet that a piece goes out for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct OutletChoice {
    /// The key of its profile; empty for the desk's own page.
    pub key: String,
    /// Its name; empty where the page has none.
    pub name: String,
    /// Whether this desk has no profile of that key (it came with a packet), so that its own page stands in.
    pub missing: bool,
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
        Some(OutletRow { key: file.key.into(), name: profile.name, about: file.about.into(), words, own: false })
    });
    rows.collect()
}

/// The outlets that a desk knows: those that are shipped, and the files in its folder `outlets`. A file with the name of a
/// shipped one goes before it; one that is no profile is left out.
pub fn outlets_of(dir: &Path) -> Vec<OutletRow> {
    let mut rows = outlets();
    let files = std::fs::read_dir(dir.join(FOLDER)).into_iter().flatten().flatten();
    for file in files.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let Some(key) = file.file_stem().and_then(|stem| stem.to_str()).filter(|key| is_key(key)) else { continue };
        let Ok(profile) = read_outlet(&file) else { continue };
        let (name, about) = (profile.name, profile.tagline);
        let words = (profile.length.low, profile.length.high);
        rows.retain(|row| row.key != key);
        rows.push(OutletRow { key: key.to_owned(), name, about, words, own: true });
    }
    rows.sort_by(|one, other| (one.own, &one.key).cmp(&(other.own, &other.key)));
    rows
}

/// Takes a profile's file into a desk, so that pieces can go out for it; it is called by the file's name. What is read is
/// written again, so that a file with a slip in it does not come in.
///
/// # Errors
/// When the file is no profile, its name is no key, or the desk has one of that name and `force` is not given.
pub fn add_outlet(dir: &Path, file: &Path, force: bool) -> Result<OutletRow, Error> {
    let profile = read_outlet(file)?;
    let stem = file.file_stem().unwrap_or(file.as_os_str()).to_string_lossy();
    let key = model::slugify(&stem);
    if !is_key(&key) {
        return Err(Error::bad(format!(
            "“{stem}” is no name for an outlet. Name the file as the-daily.toml. Nothing was changed."
        )));
    }
    if !dir.is_dir() {
        return Err(Error::no_desk(dir));
    }
    let folder = dir.join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|error| Error::file(&error, &folder, "make"))?;
    let path = folder.join(format!("{key}.toml"));
    if !force && outlets::shipped(&key).is_some() && !path.exists() {
        return Err(Error::new(
            ErrorKind::Exists,
            format!(
                "“{key}” is the name of an outlet that is shipped; this one would stand before it. Nothing was changed."
            ),
        ));
    }
    write_file(&path, &outlets::write(&profile), force)?;
    let words = (profile.length.low, profile.length.high);
    Ok(OutletRow { key, name: profile.name, about: profile.tagline, words, own: true })
}

/// A key is a plain file name: it may come from another desk.
fn is_key(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !key.is_empty() && key.len() <= 80 && key.chars().all(plain)
}

/// The profile that a desk has under a key.
///
/// # Errors
/// [`ErrorKind::NotFound`] when it has none; a sentence with the line when its file is no profile.
pub(crate) fn outlet_named(dir: &Path, key: &str) -> Result<OutletProfile, Error> {
    let unknown = || {
        let sentence = format!(
            "No outlet is called “{key}”. `standfirst outlet list` names those that there are. Nothing was changed."
        );
        Error::new(ErrorKind::NotFound, sentence)
    };
    if !is_key(key) {
        return Err(unknown());
    }
    let own: PathBuf = dir.join(FOLDER).join(format!("{key}.toml"));
    if own.is_file() {
        return read_outlet(&own);
    }
    outlets::shipped(key).ok_or_else(unknown)
}

/// The profile of a piece's outlet, and what it is called. Without a key, or with one that the desk does not know, it is
/// the desk's own page.
pub(crate) fn outlet_for(dir: &Path, key: Option<&str>, page: &OutletProfile) -> (OutletProfile, OutletChoice) {
    let Some(key) = key.filter(|key| !key.is_empty()) else {
        let choice = OutletChoice { name: page.name.clone(), ..OutletChoice::default() };
        return (page.clone(), choice);
    };
    match outlet_named(dir, key) {
        Ok(profile) => {
            let choice = OutletChoice { key: key.to_owned(), name: profile.name.clone(), missing: false };
            (profile, choice)
        }
        Err(_) => (page.clone(), OutletChoice { key: key.to_owned(), name: page.name.clone(), missing: true }),
    }
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

impl Desk {
    /// The outlets that this desk knows.
    pub fn outlets(&self) -> Vec<OutletRow> {
        outlets_of(self.dir())
    }

    /// How the page of a piece is set, and the piece as it stands on it: with the outlet's name where one was chosen.
    pub(crate) fn page_of(&self, session: &Session) -> (Piece, OutletProfile) {
        let key = session.manuscript.detail(manuscript::Detail::Profile);
        let (profile, choice) = outlet_for(self.dir(), key.as_deref(), &self.settings().profile);
        let piece = session.piece();
        if choice.key.is_empty() || choice.missing { (piece, profile) } else { (fit_outlet(piece, &profile), profile) }
    }
}
