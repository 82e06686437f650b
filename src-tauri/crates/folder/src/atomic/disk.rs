//! The steps of a write, one by one, so that a test can make each of them fail.

use crate::names::{TEMP_PREFIX, TEMP_RANDOM, TEMP_SUFFIX};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;
use tempfile::{NamedTempFile, PathPersistError, TempPath};

/// The steps of a write. The provided methods are the real ones.
pub trait Disk {
    /// Makes a temporary file in the folder, readable as any new file of this person.
    ///
    /// # Errors
    /// What the system says.
    fn create(&self, folder: &Path) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX).rand_bytes(TEMP_RANDOM);
        // A temporary file is private otherwise; the person's umask still holds.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        builder.tempfile_in(folder)
    }

    /// Writes some of the bytes and says how many.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    /// Hands what is buffered to the system.
    ///
    /// # Errors
    /// What the system says.
    fn flush(&self, file: &mut File) -> io::Result<()> {
        file.flush()
    }

    /// Waits until the file is on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync_file(&self, file: &File) -> io::Result<()> {
        match file.sync_all() {
            // Network volumes of macOS know no full sync, but a plain one.
            #[cfg(target_vendor = "apple")]
            Err(e) if matches!(e.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {
                rustix::fs::fsync(file).map_err(Into::into)
            }
            done => done,
        }
    }

    /// Renames the temporary file to the target, whatever is there.
    ///
    /// # Errors
    /// What the system says, with the temporary file, so that it can be tried again.
    fn place(&self, temp: TempPath, target: &Path) -> Result<(), PathPersistError> {
        temp.persist(target)
    }

    /// Renames the temporary file to the target, if nothing is there.
    ///
    /// # Errors
    /// What the system says, with the temporary file, so that it can be tried again.
    fn place_new(&self, temp: TempPath, target: &Path) -> Result<(), PathPersistError> {
        temp.persist_noclobber(target)
    }

    /// Exchanges two names in one step.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] or [`io::ErrorKind::InvalidInput`] where that can't be done, else what the system
    /// says.
    fn exchange(&self, temp: &Path, target: &Path) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_vendor = "apple"))]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            renameat_with(CWD, temp, CWD, target, RenameFlags::EXCHANGE).map_err(Into::into)
        }
        #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
        {
            let _ = (temp, target);
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    /// Waits until the folder's names are on the disk; only Unix can and needs it.
    ///
    /// # Errors
    /// What the system says. A file system that knows no such thing is no error.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            Err(e) if matches!(e.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => Ok(()),
            done => done,
        }
        #[cfg(not(unix))]
        {
            let _ = folder;
            Ok(())
        }
    }

    /// Whether an error of a rename only means that another program holds the file at the moment.
    fn is_held(&self, error: &io::Error) -> bool {
        // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
        cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
    }

    /// Waits before a rename is tried again.
    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {}
