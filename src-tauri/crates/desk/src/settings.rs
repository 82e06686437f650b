//! Settings, the person, and the window's own memory: small files beside the database, so that a broken setting can
//! be mended by hand.

use crate::service::hold;
use crate::{Desk, Error, Settings, write_file};
use model::{Person, PieceId};
use std::path::Path;

const SETTINGS: &str = "settings.json";
const PERSON: &str = "person.json";
const VIEW: &str = "view.json";
const OPEN: &str = "open.json";
/// Most bytes of the window's memory.
const MAX_VIEW: usize = 256 << 10;

/// The settings of a folder; what is missing or unreadable is the default.
pub(crate) fn read_settings(dir: &Path) -> Settings {
    read(dir, SETTINGS).unwrap_or_default()
}

/// The person of a folder, if one was confirmed.
pub(crate) fn read_person(dir: &Path) -> Option<Person> {
    read(dir, PERSON)
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(dir: &Path, name: &str) -> Option<T> {
    serde_json::from_slice(&std::fs::read(dir.join(name)).ok()?).ok()
}

pub(crate) fn write<T: serde::Serialize>(dir: &Path, name: &str, value: &T) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Error::bad(error.to_string()))?;
    write_file(&dir.join(name), &(text + "\n"), true).map(|_| ())
}

/// The small files that are there and can't be read: their names, and what that means.
pub(crate) fn unreadable(dir: &Path) -> Vec<(&'static str, &'static str)> {
    let bad = |name: &str, is_read: bool| dir.join(name).symlink_metadata().is_ok() && !is_read;
    let found = [
        (SETTINGS, read::<Settings>(dir, SETTINGS).is_some(), "the usual settings hold"),
        (PERSON, read::<Person>(dir, PERSON).is_some(), "changes are signed with the name of the account"),
        (OPEN, read::<PieceId>(dir, OPEN).is_some(), "the window opens with the first piece of the list"),
        (VIEW, std::fs::read_to_string(dir.join(VIEW)).is_ok(), "the window has forgotten how it stood"),
    ];
    found.into_iter().filter(|(name, is_read, _)| bad(name, *is_read)).map(|(name, _, what)| (name, what)).collect()
}

/// Who the system says is sitting here.
pub(crate) fn account_person() -> Person {
    let login =
        ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
    let full = full_name(&login).unwrap_or_else(|| login.clone());
    let person = Person::named(&full);
    if person.initials.is_empty() { Person { name: "Somebody".into(), initials: "?".into() } } else { person }
}

/// The full name of a Unix account, from the account file; other systems have no such file.
fn full_name(login: &str) -> Option<String> {
    let accounts = std::fs::read_to_string("/etc/passwd").ok()?;
    let line = accounts.lines().find(|line| line.split(':').next() == Some(login) && !login.is_empty())?;
    let name = line.split(':').nth(4)?.split(',').next()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Masks words in the window's own memory, which may hold what was searched for.
pub(crate) fn mask_view(dir: &Path, mask: impl Fn(&str) -> (String, u32)) -> Result<(), Error> {
    let path = dir.join(VIEW);
    let (masked, places) = mask(&std::fs::read_to_string(&path).unwrap_or_default());
    if places > 0 {
        write_file(&path, &masked, true)?;
    }
    Ok(())
}

impl Desk {
    /// Who signs the changes, and whether a person confirmed that.
    pub fn person(&self) -> (Person, bool) {
        let state = self.inner.person.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.clone()
    }

    /// Sets who signs from now on.
    ///
    /// # Errors
    /// When there is no name, or it can't be written.
    pub fn set_person(&self, name: &str, initials: &str) -> Result<Person, Error> {
        let mut person = Person::named(&name.chars().take(120).collect::<String>());
        let initials: String = initials.split_whitespace().collect::<String>().chars().take(4).collect();
        if !initials.is_empty() {
            person.initials = initials;
        }
        if person.name.is_empty() || person.initials.is_empty() {
            return Err(Error::bad("A name needs at least one letter."));
        }
        write(self.dir(), PERSON, &person)?;
        *self.inner.person.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = (person.clone(), true);
        // Letters are known by the peer that wrote them, and a peer is one person.
        let sessions: Vec<_> = hold(&self.inner.sessions).values().cloned().collect();
        for session in sessions {
            hold(&session).renew_peer()?;
        }
        Ok(person)
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        self.inner.settings.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Replaces the settings; the page follows.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn set_settings(&self, settings: Settings) -> Result<Settings, Error> {
        write(self.dir(), SETTINGS, &settings)?;
        *self.inner.settings.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = settings.clone();
        self.refresh_page();
        Ok(settings)
    }

    /// Keeps which piece is open; losing it costs one click, so a failure is not said.
    pub(crate) fn remember_open(&self, id: PieceId) {
        let _ = write(self.dir(), OPEN, &id);
    }

    /// The piece that was open last.
    pub(crate) fn last_open(&self) -> Option<PieceId> {
        read(self.dir(), OPEN)
    }

    /// The window's own memory.
    pub fn view(&self) -> Option<String> {
        std::fs::read_to_string(self.dir().join(VIEW)).ok()
    }

    /// Keeps the window's own memory.
    ///
    /// # Errors
    /// When it is too large or can't be written.
    pub fn set_view(&self, view: &str) -> Result<(), Error> {
        if view.len() > MAX_VIEW {
            return Err(Error::bad("The window's memory is too large to be kept."));
        }
        write_file(&self.dir().join(VIEW), view, true).map(|_| ())
    }
}
