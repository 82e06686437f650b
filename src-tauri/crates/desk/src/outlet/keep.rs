//! Outlets of the desk's own: made, changed, copied, sent on, taken away. Those that are shipped stay as they are.

use super::{
    FOLDER, OutletRow, RemarkOnOutlet, add_outlet, check_outlet, is_key, outlet_named, outlet_text, read_outlet,
};
use crate::files::write_file;
use crate::{Desk, Error, ErrorKind};
use model::OutletProfile;
use std::path::{Path, PathBuf};

/// An outlet, to be looked at and changed.
#[derive(Clone, Debug)]
pub struct OutletSheet {
    /// What to call it by.
    pub key: String,
    /// Whether it is a file of the desk's own, which can be changed.
    pub own: bool,
    /// What it says.
    pub profile: OutletProfile,
    /// What it says that it should not.
    pub remarks: Vec<RemarkOnOutlet>,
}

impl Desk {
    fn outlet_path(&self, key: &str) -> PathBuf {
        self.dir().join(FOLDER).join(format!("{key}.toml"))
    }

    /// Whether the desk has a file of its own under a key.
    fn is_own(&self, key: &str) -> bool {
        is_key(key) && self.outlet_path(key).is_file()
    }

    /// An outlet by its key.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none; a sentence with the line when its file is no profile.
    pub fn outlet(&self, key: &str) -> Result<OutletSheet, Error> {
        let profile = outlet_named(self.dir(), key)?;
        let remarks = check_outlet(&profile);
        Ok(OutletSheet { key: key.to_owned(), own: self.is_own(key), profile, remarks })
    }

    /// Keeps an outlet: a new one (an empty key) under a key of its name, or one of the desk's own as it is now. One that
    /// was taken away comes back under its key, also where it stood before a shipped one of that name.
    ///
    /// # Errors
    /// When it has no name, would not read back as it is, or is one that is shipped.
    pub fn keep_outlet(&self, key: &str, profile: &OutletProfile, comes_back: bool) -> Result<OutletRow, Error> {
        if profile.name.trim().is_empty() {
            return Err(Error::bad("An outlet needs a name. Nothing was changed."));
        }
        let text = outlet_text(profile);
        outlets::read(&text).map_err(|error| Error::bad(error.to_string()))?;
        let key = match key {
            "" => self.free_key(&profile.name),
            key if self.is_own(key) => key.to_owned(),
            key if outlets::shipped(key).is_some() && !comes_back => {
                return Err(Error::bad(format!(
                    "“{key}” is shipped with the program and stays as it is; duplicate it and change the copy. Nothing was changed."
                )));
            }
            key if is_key(key) => key.to_owned(),
            key => return Err(Error::bad(format!("“{key}” is no name for an outlet. Nothing was changed."))),
        };
        let folder = self.dir().join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|error| Error::file(&error, &folder, "make"))?;
        write_file(&self.outlet_path(&key), &text, true)?;
        let words = (profile.length.low, profile.length.high);
        Ok(OutletRow { key, name: profile.name.clone(), about: profile.tagline.clone(), words, own: true })
    }

    /// A key that neither the desk nor the program has, of a name.
    fn free_key(&self, name: &str) -> String {
        let plain: String = model::slugify(name).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let stem = if is_key(&plain) { plain } else { "outlet".to_owned() };
        let taken = |key: &str| self.outlet_path(key).exists() || outlets::shipped(key).is_some();
        if !taken(&stem) {
            return stem;
        }
        (2u32..).map(|n| format!("{stem}-{n}")).find(|key| !taken(key)).unwrap_or(stem)
    }

    /// Takes an outlet of the desk's own away. Pieces that go out for it keep its key; the desk's own page stands in.
    ///
    /// # Errors
    /// When it is shipped, or there is none.
    pub fn remove_outlet(&self, key: &str) -> Result<(), Error> {
        if !self.is_own(key) {
            let sentence = match outlets::shipped(key) {
                Some(_) => format!("“{key}” is shipped with the program and can't be removed. Nothing was changed."),
                None => format!("No outlet of this desk is called “{key}”. Nothing was changed."),
            };
            return Err(Error::new(ErrorKind::NotFound, sentence));
        }
        let path = self.outlet_path(key);
        std::fs::remove_file(&path).map_err(|error| Error::file(&error, &path, "remove"))
    }

    /// Takes a profile's file into the desk.
    ///
    /// # Errors
    /// When the file is no profile; [`ErrorKind::Exists`] when the desk has one of that name and `force` is not given.
    pub fn import_outlet(&self, file: &Path, force: bool) -> Result<OutletRow, Error> {
        // The path must be a file: a shipped name is nothing to be imported.
        if !file.is_file() {
            return Err(Error::new(ErrorKind::NotFound, format!("“{}” is no file.", file.display())));
        }
        read_outlet(file)?;
        add_outlet(self.dir(), file, force)
    }

    /// Writes an outlet as a file that can be mailed.
    ///
    /// # Errors
    /// When there is no such outlet; [`ErrorKind::Exists`] when the file is there and `force` is not given.
    pub fn export_outlet(&self, key: &str, path: &Path, force: bool) -> Result<u64, Error> {
        write_file(path, &outlet_text(&outlet_named(self.dir(), key)?), force)
    }
}
