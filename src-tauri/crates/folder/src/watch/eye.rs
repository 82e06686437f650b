//! What the system tells, and what can be seen without it.

use crate::names;
use crate::stamp::Stamp;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::Instant;

/// What wakes the watch's thread.
#[derive(Debug)]
pub(super) enum Input {
    /// The system tells of something.
    Event(notify::Result<notify::Event>),
    /// Signal at this time.
    Again(Instant),
    /// End.
    Stop,
}

/// What an event is about.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Touched {
    Nothing,
    Files(BTreeSet<String>),
    Everything,
}

/// Which of the folder's files an event touches. Its kind is not asked: the same save is told in many ways.
pub(super) fn touched(event: notify::Result<notify::Event>, dir: &Path) -> Touched {
    // After an error (as an overflow of the system's queue) nobody knows what was missed.
    let Ok(event) = event else { return Touched::Everything };
    if event.need_rescan() {
        return Touched::Everything;
    }
    if event.kind.is_access() {
        return Touched::Nothing;
    }
    let mut found = BTreeSet::new();
    for path in &event.paths {
        // By the last name only: macOS tells real paths, where the one given may contain links.
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if names::is_listed(name) {
            found.insert(name.to_owned());
        } else if let Some(name) = names::placeholder_of(name) {
            found.insert(name.to_owned());
        } else if path == dir {
            return Touched::Everything;
        }
    }
    match (found.is_empty(), event.paths.is_empty()) {
        (false, _) => Touched::Files(found),
        (true, true) => Touched::Everything,
        (true, false) => Touched::Nothing,
    }
}

/// A number that changes when a file comes, goes or gets another stamp. Files are not read.
pub(super) fn fingerprint(dir: &Path) -> u64 {
    let Ok(entries) = dir.read_dir() else { return 0 };
    // The order in which a folder is listed is nobody's promise, so the files' numbers are added.
    entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let name = name.to_str().filter(|name| names::is_listed(name) || names::placeholder_of(name).is_some())?;
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            let path = entry.path();
            path.metadata().ok().map(|meta| Stamp::of(&path, &meta)).hash(&mut hasher);
            Some(hasher.finish())
        })
        .fold(1, u64::wrapping_add)
}

/// Whether other machines may write to this folder without the system here knowing: a share.
pub(super) fn is_remote(dir: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        // NFS, SMB (two), 9P (virtual machines), Ceph, AFS, FUSE (sshfs, rclone, and some that are local).
        const SHARES: [u64; 7] = [0x6969, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x00c3_6400, 0x5346_414f, 0x6573_5546];
        rustix::fs::statfs(dir).is_ok_and(|found| {
            // The field has another type on each machine; the numbers have 32 bits.
            #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast)]
            let kind = found.f_type as u64 & 0xffff_ffff;
            SHARES.contains(&kind)
        })
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = dir;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, Flag, MetadataKind, ModifyKind, RemoveKind};
    use notify::{Event, EventKind};

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(path.into()))
    }

    #[test]
    fn reading_a_file_is_not_a_reason_to_read_it_again() {
        let read = event(EventKind::Access(AccessKind::Any), "desk/a.md");
        assert_eq!(touched(read, Path::new("desk")), Touched::Nothing);
    }

    #[test]
    fn our_temporary_files_and_those_of_others_are_not_told() {
        for name in [".standfirst-abcdefabcdef.tmp", "a.md~", "4913", ".a.md.swp", "a.png", ".#a.md", "#a.md#"] {
            let made = event(EventKind::Create(CreateKind::File), &format!("desk/{name}"));
            assert_eq!(touched(made, Path::new("desk")), Touched::Nothing, "{name}");
        }
    }

    #[test]
    fn every_other_kind_of_event_names_its_file() {
        for kind in [
            EventKind::Any,
            EventKind::Create(CreateKind::File),
            EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime)),
            EventKind::Remove(RemoveKind::File),
            EventKind::Other,
        ] {
            let names = Touched::Files(BTreeSet::from(["a.md".to_owned()]));
            assert_eq!(touched(event(kind, "desk/a.md"), Path::new("desk")), names, "{kind:?}");
        }
    }

    #[test]
    fn an_overflow_an_error_and_the_folder_itself_mean_everything() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(touched(Ok(overflow), Path::new("desk")), Touched::Everything);
        assert_eq!(touched(Err(notify::Error::generic("lost")), Path::new("desk")), Touched::Everything);
        let gone = event(EventKind::Remove(RemoveKind::Folder), "desk");
        assert_eq!(touched(gone, Path::new("desk")), Touched::Everything);
    }
}
