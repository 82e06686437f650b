//! What belongs to a file besides its bytes, and goes over to the one that replaces it.

use std::fs::{File, Metadata};
use std::path::Path;

/// What of the old file does not live on in the new one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lost {
    /// Its other names: they keep the old text.
    HardLink,
    /// Its owner or group: the new file belongs to the person who writes.
    Owner,
    /// Its mode.
    Mode,
    /// Some of its extended attributes.
    Attributes,
}

/// What replacing this file would cost, so that a person can be asked first. Nothing for a file that is not there.
pub fn foresee(path: &Path) -> Vec<Lost> {
    let Ok(meta) = path.metadata() else { return Vec::new() };
    if has_other_names(&meta) { vec![Lost::HardLink] } else { Vec::new() }
}

/// Gives the new file what the old one had, as far as the system allows.
pub(super) fn copy(target: &Path, old: Option<&Metadata>, new: &File) -> Vec<Lost> {
    let mut lost = Vec::new();
    let Some(old) = old else { return lost };
    if has_other_names(old) {
        lost.push(Lost::HardLink);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
        // The owner first: a change of owner may take rights away.
        let is = new.metadata().ok();
        let same = is.is_some_and(|is| is.uid() == old.uid() && is.gid() == old.gid());
        // One who is not the administrator can still keep the group.
        if !same && fchown(new, Some(old.uid()), Some(old.gid())).is_err() {
            let _ = fchown(new, None, Some(old.gid()));
            lost.push(Lost::Owner);
        }
        if !attributes::copy(target, new) {
            lost.push(Lost::Attributes);
        }
        let mode = old.permissions().mode() & 0o777;
        let _ = new.set_permissions(std::fs::Permissions::from_mode(mode));
        if new.metadata().is_ok_and(|is| is.permissions().mode() & 0o777 != mode) {
            lost.push(Lost::Mode);
        }
    }
    #[cfg(not(unix))]
    let _ = (target, new);
    lost
}

fn has_other_names(meta: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        meta.nlink() > 1
    }
    #[cfg(not(unix))]
    {
        let _ = meta;
        false
    }
}

#[cfg(unix)]
mod attributes {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    use rustix::io::Errno;
    use std::fs::File;
    use std::path::Path;

    /// More than any file system keeps in one attribute by default.
    const MAX_BYTES: usize = 1 << 20;

    /// Copies the extended attributes; false if one that a person may have set was lost. Those of the system's own
    /// security (`security.…`, `trusted.…`) are given by the system anew.
    pub(super) fn copy(from: &Path, to: &File) -> bool {
        let list = match grown(|buffer| listxattr(from, buffer)) {
            Ok(list) => list,
            // A file system without attributes has none to lose.
            Err(error) => return error == Errno::NOTSUP || error == Errno::NOSYS,
        };
        let mut kept = true;
        for name in list.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            let value = grown(|buffer| getxattr(from, name, buffer));
            let done = value.and_then(|value| fsetxattr(to, name, &value, XattrFlags::empty()));
            let theirs = name.starts_with(b"security.") || name.starts_with(b"trusted.");
            kept &= done.is_ok() || theirs;
        }
        kept
    }

    /// Asks with larger buffers until the answer fits.
    fn grown(ask: impl Fn(&mut [u8]) -> Result<usize, Errno>) -> Result<Vec<u8>, Errno> {
        let mut buffer = vec![0; 1024];
        loop {
            match ask(&mut buffer) {
                Ok(size) => {
                    buffer.truncate(size);
                    return Ok(buffer);
                }
                Err(Errno::RANGE) if buffer.len() < MAX_BYTES => buffer.resize(buffer.len() * 8, 0),
                Err(error) => return Err(error),
            }
        }
    }
}
