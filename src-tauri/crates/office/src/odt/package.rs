//! The archive of an OpenDocument text, within limits.

use crate::Error;
use model::picture::MAX_BYTES;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Parts of an archive.
const MOST_PARTS: usize = 4096;
/// Bytes of one part, unpacked.
const MOST_BYTES: u64 = 24 << 20;

pub(crate) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    /// An archive whose first part names this media type; `what` is what the file should be.
    pub(crate) fn open(bytes: &'a [u8], kind: &str, what: &'static str) -> Result<Self, Error> {
        if !bytes.starts_with(b"PK") {
            return Err(Error::Other(what));
        }
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Error::damaged("the archive has no readable list of its parts"))?;
        if zip.len() > MOST_PARTS {
            return Err(Error::Bomb(format!("{} parts", zip.len())));
        }
        let mut package = Self(zip);
        let said = package.part("mimetype")?.unwrap_or_default();
        if !said.starts_with(kind.as_bytes()) {
            return Err(Error::Other(what));
        }
        Ok(package)
    }

    /// The bytes of a part; none when there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let bytes = self.beginning(name, MOST_BYTES + 1, &mut 0)?;
        if bytes.as_ref().is_some_and(|bytes| bytes.len() as u64 > MOST_BYTES) {
            return Err(Error::Bomb(format!("{name} is larger than {} MB", MOST_BYTES >> 20)));
        }
        Ok(bytes)
    }

    /// The bytes of a picture, of one that is too large only as many as tell that it is. `seen` hears how many bytes were
    /// gone through, packed or unpacked, also where the part turns out to be damaged.
    pub(super) fn picture(&mut self, name: &str, seen: &mut usize) -> Result<Option<Vec<u8>>, Error> {
        self.beginning(name, MAX_BYTES as u64 + 1, seen)
    }

    fn beginning(&mut self, name: &str, most: u64, seen: &mut usize) -> Result<Option<Vec<u8>>, Error> {
        let Some(index) = self.0.index_for_name(name) else { return Ok(None) };
        let broken = || Error::damaged(format!("{name} can't be unpacked"));
        let entry = self.0.by_index(index).map_err(|_| broken())?;
        // A size that the list claims says nothing beyond what is read.
        let packed = usize::try_from(entry.compressed_size().min(most)).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        let read = entry.take(most).read_to_end(&mut bytes);
        *seen = bytes.len().max(packed);
        read.map_err(|_| broken())?;
        Ok(Some(bytes))
    }
}
