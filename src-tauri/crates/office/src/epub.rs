//! The chapters of an EPUB, to be held against what was sealed. Source of the form: EPUB 3.3, W3C (OCF and package documents).

use crate::Error;
use crate::odt::package::Package;
use crate::odt::xml::{Element, parse};

const KIND: &str = "application/epub+zip";
const WHAT: &str = "a book (.epub)";
/// Chapters that are read.
const MOST: usize = 1000;
/// Bytes of all chapters together.
const MOST_BYTES: usize = 24 << 20;

/// Whether a file says of itself that it is an EPUB: its first entry, stored, names the media type.
pub fn is_epub(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && bytes.get(30..58) == Some(b"mimetypeapplication/epub+zip")
}

/// What a book shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBook {
    /// Its chapters, in the order in which they are read, without its table of contents.
    pub chapters: Vec<String>,
    /// The style sheets that its list names.
    pub styles: Vec<String>,
}

/// The chapters in reading order, as they are written (XHTML). The table of contents is none.
///
/// # Errors
/// A sentence for what is no EPUB, damaged, or made to be too much.
pub fn read_epub(bytes: &[u8]) -> Result<ReadBook, Error> {
    let mut package = Package::open(bytes, KIND, WHAT)?;
    let container = element(&mut package, "META-INF/container.xml")?;
    let root = child(&container, "rootfiles").and_then(|files| child(files, "rootfile"));
    let root = root.and_then(|file| file.attribute("full-path")).ok_or_else(|| Error::damaged("it names no book"))?;
    let folder = root.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let book = element(&mut package, root)?;
    let (manifest, spine) = (child(&book, "manifest"), child(&book, "spine"));
    let (Some(manifest), Some(spine)) = (manifest, spine) else {
        return Err(Error::damaged("it has no list of its chapters"));
    };
    let mut chapters = Vec::new();
    let mut bytes = 0;
    for item in spine.elements().filter_map(|item| item.attribute("idref")).take(MOST + 1) {
        let file = manifest.elements().find(|file| file.attribute("id") == Some(item));
        let Some(file) = file else { return Err(Error::damaged("a chapter is not in its list")) };
        if file.attribute("properties").is_some_and(|list| list.split(' ').any(|word| word == "nav")) {
            continue;
        }
        let name = format!("{folder}{}", file.attribute("href").unwrap_or_default());
        let part = package.part(&name)?.ok_or_else(|| Error::damaged(format!("{name} is not there")))?;
        bytes += part.len();
        if bytes > MOST_BYTES || chapters.len() >= MOST {
            return Err(Error::Bomb(format!("more than {} MB of chapters", MOST_BYTES >> 20)));
        }
        chapters.push(String::from_utf8_lossy(&part).into_owned());
    }
    let mut styles = Vec::new();
    for file in manifest.elements().filter(|file| file.attribute("media-type") == Some("text/css")).take(MOST) {
        let name = format!("{folder}{}", file.attribute("href").unwrap_or_default());
        let part = package.part(&name)?.ok_or_else(|| Error::damaged(format!("{name} is not there")))?;
        bytes += part.len();
        if bytes > MOST_BYTES {
            return Err(Error::Bomb(format!("more than {} MB of chapters", MOST_BYTES >> 20)));
        }
        styles.push(String::from_utf8_lossy(&part).into_owned());
    }
    Ok(ReadBook { chapters, styles })
}

/// A child by its name, whatever its namespace: both documents have one of their own.
fn child<'e>(parent: &'e Element, name: &str) -> Option<&'e Element> {
    parent.elements().find(|element| element.name.rsplit(':').next() == Some(name))
}

fn element(package: &mut Package<'_>, name: &str) -> Result<Element, Error> {
    let part = package.part(name)?.ok_or_else(|| Error::damaged(format!("{name} is not there")))?;
    parse(name, &part)
}
