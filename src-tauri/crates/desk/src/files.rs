//! Reading files with limits, and writing them whole or not at all.

use crate::{Error, ErrorKind};
use folder::{Expect, WriteError};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads a file of at most the intake's limit.
pub(crate) fn read_limited(path: &Path) -> Result<Vec<u8>, Error> {
    let limit = intake::MAX_FILE_BYTES as u64;
    read_at_most(path, limit, |has, may| {
        format!(
            "has {has} MB; a piece may have {may}. Nothing was changed. Save the part that is the piece as a file of its own."
        )
    })
}

/// Reads a file that may hold pictures beside its text, which has a limit of its own.
pub(crate) fn read_with_pictures(path: &Path) -> Result<Vec<u8>, Error> {
    read_at_most(path, 64 << 20, |has, may| {
        format!(
            "has {has} MB; a file with pictures may have {may}. Nothing was changed. Save the part that is the piece as a file of its own."
        )
    })
}

/// Reads the file of a picture, of at most the size that one may have.
pub(crate) fn read_picture(path: &Path) -> Result<Vec<u8>, Error> {
    read_at_most(path, model::picture::MAX_BYTES as u64, |has, may| {
        format!("has {has} MB; a picture may have {may}. Nothing was changed. Save it smaller and take that.")
    })
}

fn read_at_most(path: &Path, limit: u64, too_large: impl Fn(u64, u64) -> String) -> Result<Vec<u8>, Error> {
    let meta = std::fs::metadata(path).map_err(|error| Error::file(&error, path, "open"))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    if meta.is_dir() {
        return Err(Error::bad(format!("“{name}” is a folder. Choose the files in it. Nothing was changed.")));
    }
    if !meta.is_file() {
        return Err(Error::bad(format!("“{name}” is not a file that can be read. Nothing was changed.")));
    }
    if meta.len() > limit {
        let says = too_large(meta.len().div_ceil(1 << 20), limit >> 20);
        return Err(Error::bad(format!("“{name}” {says}")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    File::open(path)
        .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
        .map_err(|error| Error::file(&error, path, "read"))?;
    Ok(bytes)
}

/// Writes a text to a file: whole or not at all, through the one writer of files. Returns its size in bytes.
///
/// # Errors
/// [`ErrorKind::Exists`] when the file is there and `force` is not given; else what the disk says.
pub fn write_file(path: &Path, text: &str, force: bool) -> Result<u64, Error> {
    write_bytes(path, text.as_bytes(), force)
}

/// As [`write_file`], for what is no text.
///
/// # Errors
/// As for [`write_file`].
pub fn write_bytes(path: &Path, bytes: &[u8], force: bool) -> Result<u64, Error> {
    if path.is_dir() {
        return Err(Error::bad(format!("“{}” is a folder. Give the name of a file in it.", path.display())));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let expect = if force { Expect::Anything } else { Expect::Absent };
    folder::atomic::write(path, bytes, expect).map_err(|error| match error {
        WriteError::Changed => Error::new(ErrorKind::Exists, format!("“{name}” exists. It was not replaced.")),
        WriteError::FolderMissing => Error::new(
            ErrorKind::NotFound,
            format!("Can't write “{name}”: its folder is not there. Nothing was changed."),
        ),
        WriteError::DiskFull
        | WriteError::Unsynced(_)
        | WriteError::ReadBack
        | WriteError::Io(_)
        | WriteError::Held => {
            Error::new(ErrorKind::Failed, format!("Can't write “{name}”: {error}. Nothing was changed."))
        }
        WriteError::FolderReadOnly | WriteError::FileReadOnly | WriteError::NotAFile(_) | WriteError::NameTooLong => {
            Error::bad(format!("Can't write “{name}”: {error}. Nothing was changed."))
        }
    })?;
    Ok(bytes.len() as u64)
}
