//! The pictures of a file: which are kept, under which names, and what is told of the others.

use crate::paragraph::escaped;
use model::picture::{Picture, address};
use model::{ReceiptEntry, ReceiptKind};

/// Pictures that are kept of one file.
const MOST: usize = 500;
/// Bytes of all that are looked at, together.
const MOST_BYTES: usize = 64 << 20;
/// Pictures that are told of one by one when they are not kept; more are counted.
const MOST_TOLD: usize = 50;
/// Letters of what a picture shows, and of a caption.
pub(crate) const LONGEST: usize = 2000;

/// Why a picture is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// The file names a part that it does not have.
    Missing,
    /// It lies outside of the file, and nothing is fetched: its address.
    Elsewhere(String),
    /// It is there, and a piece can't have it: what it is called, and a sentence.
    Refused(String, String),
}

/// What was found so far.
#[derive(Default)]
pub(crate) struct Pictures {
    pub(crate) kept: Vec<Picture>,
    bytes: usize,
    told: usize,
    more: usize,
    receipt: Vec<ReceiptEntry>,
}

impl Pictures {
    /// Whether no more are taken; then nothing needs to be unpacked for them.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.len() >= MOST || self.bytes > MOST_BYTES
    }

    /// Looks at a picture and keeps it, each once; the address that a text calls it by. `file` lends it readable words,
    /// `alt` says what it shows.
    pub(crate) fn take(&mut self, file: &str, alt: &str, bytes: &[u8]) -> Result<String, Left> {
        if self.is_full() {
            return Err(Left::Refused(file.to_owned(), too_many()));
        }
        self.bytes = self.bytes.saturating_add(bytes.len());
        let picture =
            Picture::taken(file, bytes).map_err(|refused| Left::Refused(file.to_owned(), refused.to_string()))?;
        if let Some(known) = self.kept.iter().find(|known| known.mark() == picture.mark()) {
            return Ok(address(&known.name));
        }
        let called = address(&picture.name);
        let says = named(&picture.name, alt);
        self.receipt.push(ReceiptEntry::new(ReceiptKind::Kept, "picture", "office.picture").saying(says));
        self.kept.push(picture);
        Ok(called)
    }

    /// Tells of a picture that is not kept, each once.
    pub(crate) fn left(&mut self, why: &Left, alt: &str) {
        let (rule, says) = match why {
            Left::Missing => ("office.picture_missing", named("picture", alt)),
            Left::Elsewhere(place) => ("office.picture_elsewhere", named(&shortened(place, 300), alt)),
            Left::Refused(file, why) => {
                let file = if file.is_empty() { "picture" } else { file };
                ("office.picture_not_kept", format!("{}. {why}", named(file, alt).trim_end_matches('.')))
            }
        };
        let entry = ReceiptEntry::new(ReceiptKind::Dropped, "picture", rule).saying(says);
        if self.receipt.contains(&entry) {
            return;
        }
        if self.told >= MOST_TOLD {
            self.more += 1;
            return;
        }
        self.told += 1;
        self.receipt.push(entry);
    }

    /// All pictures, and what became of each.
    pub(crate) fn finished(mut self) -> (Vec<Picture>, Vec<ReceiptEntry>) {
        if self.more > 0 {
            let says = format!("{} more", self.more);
            let entry = ReceiptEntry::new(ReceiptKind::Dropped, "picture", "office.picture_not_kept").saying(says);
            self.receipt.push(entry);
        }
        (self.kept, self.receipt)
    }
}

/// Why no further picture is taken.
pub(crate) fn too_many() -> String {
    format!(
        "The file has more pictures than are taken with one text ({MOST}, {} MB). Add it by itself.",
        MOST_BYTES >> 20
    )
}

/// The name of a file and what it shows.
fn named(name: &str, alt: &str) -> String {
    if alt.is_empty() { name.to_owned() } else { format!("{name}: {alt}") }
}

/// Words on one line, not too many.
pub(crate) fn one_line(words: &str) -> String {
    shortened(&words.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST)
}

fn shortened(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// A picture as Markdown: what it shows, its address, its caption (none where it is empty).
pub(crate) fn markdown(alt: &str, called: &str, caption: &str) -> String {
    let caption = if caption.is_empty() { String::new() } else { title(caption) };
    format!("![{}]({called}{caption})", escaped(&one_line(alt), " ", false))
}

/// A caption as it stands behind an address.
pub(crate) fn title(caption: &str) -> String {
    format!(" \"{}\"", escaped(&one_line(caption), " ", false).replace('"', "\\\""))
}

/// A name that stands as an address for a picture that is not kept: its place is, so that another one can be put there.
pub(crate) fn place_of(file: &str) -> String {
    let sound = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' };
    let name: String = file.rsplit(['/', '\\']).next().unwrap_or_default().chars().map(sound).take(80).collect();
    let name = name.trim_matches(['.', '-']);
    if name.is_empty() { "picture".to_owned() } else { name.to_owned() }
}
