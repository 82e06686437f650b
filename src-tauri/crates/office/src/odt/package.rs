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
        let bytes = self.beginning(name, MOST_BYTES + 1)?;
        if bytes.as_ref().is_some_and(|bytes| bytes.len() as u64 > MOST_BYTES) {
            return Err(Error::Bomb(format!("{name} is larger than {} MB", MOST_BYTES >> 20)));
        }
        Ok(bytes)
    }

    /// The bytes of a picture, of one that is too large only as many as tell that it is.
    pub(super) fn picture(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.beginning(name, MAX_BYTES as u64 + 1)
    }

    fn beginning(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Error> {
        let Some(index) = self.0.index_for_name(name) else { return Ok(None) };
        let broken = |_| Error::damaged(format!("{name} can't be unpacked"));
        let entry = self.0.by_index(index).map_err(broken)?;
        let mut bytes = Vec::new();
        let read = entry.take(most).read_to_end(&mut bytes);
        read.map_err(|_| Error::damaged(format!("{name} can't be unpacked")))?;
        Ok(Some(bytes))
    }
}
