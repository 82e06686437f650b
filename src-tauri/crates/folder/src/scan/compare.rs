//! The differences between two looks at a folder.

use super::{Known, Listing, Pause};
use crate::names::name_key;
use crate::stamp::{FileId, Hash};
use std::collections::{HashMap, HashSet};

/// So many files must vanish at once, and more than half of all, to make a [`Pause::ManyVanished`].
pub const MASS: usize = 3;

/// One difference. Names are those in the folder, with the ending.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A file that was not known.
    Appeared {
        /// Its name.
        name: String,
    },
    /// Another content under the same name.
    Modified {
        /// Its name.
        name: String,
    },
    /// The same file under another name.
    Renamed {
        /// The known name.
        from: String,
        /// The name now.
        to: String,
        /// Whether the content changed as well.
        modified: bool,
    },
    /// A known file that is not there. Programs that delete and make anew leave such a moment: look a second time
    /// before anything is concluded.
    Vanished {
        /// The known name.
        name: String,
    },
}

/// What a comparison says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// These are the changes, by name; none is none.
    Changes(Vec<Change>),
    /// Something is wrong with the folder as a whole. Conclude nothing.
    Pause(Pause),
}

/// Compares what was known with what is there. `home` is the folder's identity as it was when the files were known
/// ([`Listing::folder`]); `confirmed` is true when the person has said that the folder is right and the files are gone
/// on purpose.
///
/// Another modification time with the same content is no change. A folder is recognised by its identity or, since that
/// of a share or a removable disk changes with each mounting, by its content: another identity is taken for the same
/// folder while at least half of the known files are in it. There is no marker file: it would lie in the person's
/// folder, and be copied with it to other folders and machines.
pub fn compare(known: &[Known], home: Option<FileId>, listing: &Listing, confirmed: bool) -> Verdict {
    let unread: HashSet<&str> = listing.unread.iter().map(|unread| unread.name.as_str()).collect();
    if !confirmed && home.is_some() && home != listing.folder && !is_familiar(known, listing, &unread) {
        return Verdict::Pause(Pause::OtherFolder);
    }

    let before: HashMap<&str, &Known> = known.iter().map(|k| (k.name.as_str(), k)).collect();
    let mut changes = Vec::new();
    let mut new = Vec::new();
    for file in &listing.files {
        match before.get(file.name.as_str()) {
            Some(known) if known.hash == file.hash => {}
            Some(_) => changes.push(Change::Modified { name: file.name.clone() }),
            None => new.push(file),
        }
    }
    let here: HashSet<&str> = listing.files.iter().map(|file| file.name.as_str()).collect();
    let mut gone: Vec<&Known> =
        known.iter().filter(|k| !here.contains(&*k.name) && !unread.contains(&*k.name)).collect();

    // From the surest sign of a rename to the weakest. A sign that fits several files is none.
    let file = |k: &Known| k.stamp.file.filter(|file| file.born.is_some());
    let empty = Hash::of(b"");
    renames(&mut gone, &mut new, &mut changes, |k| file(k).map(|file| (file, k.hash)));
    renames(&mut gone, &mut new, &mut changes, file);
    renames(&mut gone, &mut new, &mut changes, |k| Some(name_key(&k.name)));
    renames(&mut gone, &mut new, &mut changes, |k| Some(k.hash).filter(|hash| *hash != empty));

    if !confirmed && gone.len() >= MASS && gone.len() * 2 > known.len() {
        let vanished = gone.iter().map(|known| known.name.clone()).collect();
        return Verdict::Pause(Pause::ManyVanished { vanished, of: known.len() });
    }
    changes.extend(new.into_iter().map(|file| Change::Appeared { name: file.name.clone() }));
    changes.extend(gone.into_iter().map(|known| Change::Vanished { name: known.name.clone() }));
    changes.sort_by(|a, b| a.name().cmp(b.name()));
    Verdict::Changes(changes)
}

impl Change {
    /// The name that the file has now, or had.
    pub fn name(&self) -> &str {
        match self {
            Self::Appeared { name } | Self::Modified { name } | Self::Vanished { name } => name,
            Self::Renamed { to, .. } => to,
        }
    }
}

/// Whether at least half of the known files are here with the content they had. An unread file counts by its name.
fn is_familiar(known: &[Known], listing: &Listing, unread: &HashSet<&str>) -> bool {
    let contents: HashSet<Hash> = listing.files.iter().map(|file| file.hash).collect();
    let found = known.iter().filter(|k| contents.contains(&k.hash) || unread.contains(&*k.name)).count();
    found * 2 >= known.len()
}

/// Pairs a gone file with a new one where these two alone share a sign.
fn renames<Sign: Eq + std::hash::Hash>(
    gone: &mut Vec<&Known>,
    new: &mut Vec<&Known>,
    changes: &mut Vec<Change>,
    sign: impl Fn(&Known) -> Option<Sign>,
) {
    if gone.is_empty() || new.is_empty() {
        return;
    }
    let mut signs: HashMap<Sign, (Vec<&Known>, Vec<&Known>)> = HashMap::new();
    for known in gone.iter() {
        if let Some(sign) = sign(known) {
            signs.entry(sign).or_default().0.push(known);
        }
    }
    for file in new.iter() {
        if let Some(sign) = sign(file) {
            signs.entry(sign).or_default().1.push(file);
        }
    }
    let pairs = signs.into_values().filter_map(|(was, is)| match (&was[..], &is[..]) {
        ([was], [is]) => Some((*was, *is)),
        _ => None,
    });
    let (mut from, mut to) = (HashSet::new(), HashSet::new());
    for (was, is) in pairs {
        let modified = was.hash != is.hash;
        changes.push(Change::Renamed { from: was.name.clone(), to: is.name.clone(), modified });
        from.insert(was.name.as_str());
        to.insert(is.name.as_str());
    }
    gone.retain(|known| !from.contains(&*known.name));
    new.retain(|file| !to.contains(&*file.name));
}
