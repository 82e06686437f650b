//! The archive: which parts there are, and their bytes, within limits.

use crate::Error;
use crate::xml::{Element, Parser};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Largest file that is looked at, in bytes.
pub const MAX_FILE_BYTES: u64 = 32 << 20;
/// Parts of an archive; a long illustrated file of Word has some hundred.
const MOST_PARTS: usize = 4096;
/// Bytes of one part of XML, unpacked.
const MOST_XML: u64 = 24 << 20;
/// Bytes of all parts that are read, unpacked.
const MOST_BYTES: u64 = 64 << 20;

/// A relation of a part to another part or to an address.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    /// The last word of its type: `hyperlink`, `comments`, `image`.
    pub(crate) kind: String,
    /// A part's name, or an address.
    pub(crate) target: String,
    pub(crate) external: bool,
}

pub(crate) type Relations = HashMap<String, Relation>;

pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Lower-case name → place in the archive.
    parts: HashMap<String, usize>,
    /// Names as they stand, in the order of the archive.
    pub(crate) names: Vec<String>,
    types: HashMap<String, String>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8], parser: &mut Parser) -> Result<Self, Error> {
        check_kind(bytes)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Error::damaged("the archive has no readable list of its parts"))?;
        if zip.len() > MOST_PARTS {
            return Err(Error::Bomb(format!("{} parts", zip.len())));
        }
        if let Some(listed) = listed_entries(bytes)
            && usize::from(listed) > zip.len()
        {
            return Err(Error::damaged("a part is there twice"));
        }
        let mut parts = HashMap::new();
        let mut names = Vec::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|_| Error::damaged("a part can't be found in the archive"))?;
            if entry.encrypted() {
                return Err(Error::Locked);
            }
            // Names are only compared, never used as paths; a name that climbs can name no part that is asked for.
            let name = String::from_utf8_lossy(entry.name_raw()).trim_start_matches('/').replace('\\', "/");
            if parts.insert(name.to_lowercase(), index).is_some() {
                return Err(Error::damaged("a part is there twice"));
            }
            names.push(name);
        }
        let mut package = Package { zip, parts, names, types: HashMap::new(), unpacked: 0 };
        package.read_types(parser)?;
        Ok(package)
    }

    fn read_types(&mut self, parser: &mut Parser) -> Result<(), Error> {
        if !self.has("[Content_Types].xml") {
            return Err(match self.text_of("mimetype") {
                Some(kind) if kind.contains("opendocument") => Error::Other("an OpenDocument file"),
                Some(kind) if kind.contains("epub") => Error::Other("an e-book"),
                _ if self.names.iter().any(|name| name.ends_with(".iwa")) => Error::Other("a Pages file"),
                _ => Error::NotWord,
            });
        }
        let root = self.xml("[Content_Types].xml", parser)?.ok_or(Error::NotWord)?;
        for element in root.elements() {
            let key = match &*element.name {
                "ct:Override" => element.attr("PartName").map(|n| n.trim_start_matches('/').to_lowercase()),
                "ct:Default" => element.attr("Extension").map(|e| format!("*.{}", e.to_lowercase())),
                _ => None,
            };
            if let (Some(key), Some(kind)) = (key, element.attr("ContentType")) {
                self.types.insert(key, kind.to_owned());
            }
        }
        Ok(())
    }

    fn text_of(&mut self, name: &str) -> Option<String> {
        self.bytes(name, 256).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// The media type of a part, as the file says.
    pub(crate) fn media_type(&self, name: &str) -> Option<&str> {
        let lower = name.to_lowercase();
        let ending = lower.rsplit_once('.').map(|(_, ending)| format!("*.{ending}"));
        self.types.get(&lower).or_else(|| ending.and_then(|e| self.types.get(&e))).map(String::as_str)
    }

    /// The bytes of a part, at most `limit`.
    pub(crate) fn bytes(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Error> {
        let Some(&index) = self.parts.get(&name.to_lowercase()) else { return Ok(None) };
        let broken = || Error::damaged(format!("{name} can't be unpacked"));
        let entry = self.zip.by_index(index).map_err(|_| broken())?;
        let limit = limit.min(MOST_BYTES - self.unpacked.min(MOST_BYTES));
        let mut bytes = Vec::new();
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() as u64 > limit {
            return Err(Error::Bomb(format!("{name} is larger than {} MB", limit >> 20)));
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// A part of XML as a tree.
    pub(crate) fn xml(&mut self, name: &str, parser: &mut Parser) -> Result<Option<Element>, Error> {
        let Some(bytes) = self.bytes(name, MOST_XML)? else { return Ok(None) };
        parser.parse(name, &bytes).map(Some)
    }

    /// The relations of a part (of the package for an empty name).
    pub(crate) fn relations(&mut self, part: &str, parser: &mut Parser) -> Result<Relations, Error> {
        let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(root) = self.xml(&format!("{folder}{slash}_rels/{file}.rels"), parser)? else {
            return Ok(Relations::new());
        };
        let mut relations = Relations::new();
        for element in root.elements().filter(|e| &*e.name == "rel:Relationship") {
            let (Some(id), Some(target)) = (element.attr("Id"), element.attr("Target")) else { continue };
            let external = element.attr("TargetMode") == Some("External");
            let kind = element.attr("Type").unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
            let target = if external { target.to_owned() } else { joined(folder, target) };
            relations.insert(id.to_owned(), Relation { kind, target, external });
        }
        Ok(relations)
    }
}

/// A target as a part's name; `..` climbs, but never out of the package.
fn joined(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn check_kind(bytes: &[u8]) -> Result<(), Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Error::TooLarge { bytes: bytes.len() as u64, limit: MAX_FILE_BYTES });
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // The old container holds an encrypted new file, or an old one; the names in its directory are UTF-16.
        let named = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(wide.len()).any(|window| window == wide)
        };
        return Err(if named("EncryptedPackage") { Error::Locked } else { Error::OldWord });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Error::Other("an RTF file"));
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(Error::Other("a PDF file"));
    }
    if !bytes.starts_with(b"PK") {
        return Err(Error::NotWord);
    }
    Ok(())
}

/// How many entries the end record of the archive names.
fn listed_entries(bytes: &[u8]) -> Option<u16> {
    let from = bytes.len().saturating_sub(22 + 65_535);
    let at = bytes[from..].windows(4).rposition(|window| window == b"PK\x05\x06")? + from;
    let count = bytes.get(at + 10..at + 12)?;
    Some(u16::from_le_bytes([count[0], count[1]]))
}
