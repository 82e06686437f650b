//! A PDF file as its objects.

use super::ReadError;
use super::object::{Lexer, Object, id_of};
use super::table;
use flate2::read::ZlibDecoder;
use std::collections::HashMap;
use std::io::Read;

/// Longest file, in bytes.
const MOST_BYTES: usize = 64 << 20;
/// Most bytes that are unpacked of one file.
const MOST_UNPACKED: usize = 128 << 20;
/// Most objects.
const MOST_OBJECTS: usize = 200_000;

/// The objects of a file, by number.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    objects: HashMap<u32, (Object, Option<usize>)>,
    unpacked: usize,
}

impl<'a> File<'a> {
    /// Reads every object, whatever the table at the end says.
    pub(super) fn read(bytes: &'a [u8]) -> Result<File<'a>, ReadError> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(ReadError::NoPdf);
        }
        if bytes.len() > MOST_BYTES {
            return Err(ReadError::TooLong);
        }
        let mut file = File { bytes, objects: HashMap::new(), unpacked: 0 };
        let mut places = HashMap::new();
        let mut at = 0;
        while let Some(found) = find(bytes, b" obj", at) {
            at = found + 4;
            let Some((id, start)) = number_before(bytes, found) else { continue };
            places.insert(id, start);
            let mut lexer = Lexer::new(bytes, at);
            let Some(object) = lexer.next() else { continue };
            let mut ahead = lexer.clone();
            let stream = (ahead.next() == Some(Object::Word("stream".into()))).then(|| {
                let line_end = |at: usize, byte: u8| at + usize::from(bytes.get(at) == Some(&byte));
                line_end(line_end(ahead.at, b'\r'), b'\n')
            });
            at = match stream {
                Some(start) => find(bytes, b"endstream", start).unwrap_or(bytes.len()),
                None => lexer.at,
            };
            // Two objects of one number: a changed file, in which a viewer may see another than we do.
            if file.objects.insert(id, (object, stream)).is_some() {
                return Err(ReadError::Changed);
            }
            if file.objects.len() > MOST_OBJECTS {
                return Err(ReadError::TooLong);
            }
        }
        match table::read(bytes) {
            Some(table) if table == places => Ok(file),
            // The press writes one table, of every object there is: with another one a viewer sees other objects than we do.
            _ if file.is_ours() => Err(ReadError::Changed),
            _ => Err(ReadError::Foreign),
        }
    }

    /// The number of what the end of the file names as its root.
    pub(super) fn root(&self) -> Option<u32> {
        table::root(self.bytes)
    }

    /// Whether the press is named as its maker.
    pub(super) fn is_ours(&self) -> bool {
        self.all().any(|(_, object)| {
            matches!(object.get("Creator"), Some(Object::Text(creator)) if creator == b"Standfirst")
                && object.get("Type").is_none()
        })
    }

    /// What a reference leads to; everything else is itself.
    pub(super) fn resolve<'o>(&'o self, object: &'o Object) -> &'o Object {
        match object {
            Object::Reference(id) => self.objects.get(id).map_or(&Object::Null, |(object, _)| object),
            object => object,
        }
    }

    /// The value of a key, resolved.
    pub(super) fn get<'o>(&'o self, object: &'o Object, key: &str) -> Option<&'o Object> {
        object.get(key).map(|found| self.resolve(found))
    }

    /// The bytes of a stream, unpacked.
    pub(super) fn stream(&mut self, id: u32) -> Result<Option<Vec<u8>>, ReadError> {
        let Some((object, Some(start))) = self.objects.get(&id) else { return Ok(None) };
        let length = object.get("Length").map(|length| self.resolve(length)).and_then(Object::number).and_then(id_of);
        let length = length.and_then(|length| usize::try_from(length).ok());
        let rest = &self.bytes[(*start).min(self.bytes.len())..];
        let raw = &rest[..length.unwrap_or(rest.len()).min(rest.len())];
        let filter = self.get(object, "Filter").map(|filter| match filter {
            Object::Array(filters) if filters.len() == 1 => self.resolve(&filters[0]),
            filter => filter,
        });
        let data = match filter.map(Object::name) {
            None => raw.to_vec(),
            Some(Some("FlateDecode")) if object.get("DecodeParms").is_none() => {
                let mut out = Vec::new();
                let limit = u64::try_from(MOST_UNPACKED - self.unpacked.min(MOST_UNPACKED)).unwrap_or_default();
                // A stream that breaks off says what it said until then.
                let _ = ZlibDecoder::new(raw).take(limit).read_to_end(&mut out);
                out
            }
            // A picture, or a table of the file itself.
            Some(_) => return Ok(None),
        };
        self.unpacked += data.len();
        if self.unpacked >= MOST_UNPACKED {
            return Err(ReadError::TooLong);
        }
        Ok(Some(data))
    }

    /// The numbers and dictionaries of all objects.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &Object)> {
        self.objects.iter().map(|(id, (object, _))| (*id, object))
    }

    /// The object of this type, when there is just one.
    pub(super) fn only(&self, kind: &str) -> Option<u32> {
        let mut found = self.all().filter(|(_, object)| object.get("Type").and_then(Object::name) == Some(kind));
        let first = found.next()?.0;
        found.next().is_none().then_some(first)
    }

    /// An object by its number.
    pub(super) fn object(&self, id: u32) -> &Object {
        self.objects.get(&id).map_or(&Object::Null, |(object, _)| object)
    }
}

fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(needle.len()).position(|window| window == needle).map(|at| at + from)
}

/// The number of the object in `12 0 obj`, and where it begins. `at` is behind its second number.
fn number_before(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let digits = |end: usize| {
        let start = bytes[..end].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
        (start < end).then_some(start)
    };
    let generation = digits(at)?;
    let end = generation.checked_sub(1).filter(|end| bytes[*end] == b' ')?;
    let start = digits(end)?;
    Some((std::str::from_utf8(&bytes[start..end]).ok()?.parse().ok()?, start))
}
