//! The pictures of a file: which are kept, under which names, and what is told of the others.

use crate::paragraph::escaped;
use model::picture::{MAX_TOGETHER, Picture, address};
use model::{ReceiptEntry, ReceiptKind};

/// Pictures that are kept of one file.
const MOST: usize = 500;
/// Bytes of all that are kept. A piece must be able to have them all, so this stays below [`MAX_TOGETHER`].
const MOST_BYTES: usize = 64 << 20;
const _: () = assert!((MOST_BYTES as u64) < MAX_TOGETHER);
/// Bytes of all that are looked at, whatever becomes of them: what is not kept takes time, too.
const MOST_SEEN: usize = 256 << 20;
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
    /// Bytes of those that are kept.
    bytes: usize,
    /// Bytes that were looked at.
    seen: usize,
    told: usize,
    more: usize,
    receipt: Vec<ReceiptEntry>,
}

impl Pictures {
    /// Why no further picture is looked at, where none is; then nothing needs to be unpacked for it.
    pub(crate) fn ends(&self) -> Option<String> {
        (self.seen > MOST_SEEN).then(|| {
            let most = MOST_SEEN >> 20;
            format!(
                "More than {most} MB of the file's pictures were looked at, and this one was not. Add it by itself."
            )
        })
    }

    /// Counts bytes that were looked at in vain.
    pub(crate) fn wasted(&mut self, bytes: usize) {
        self.seen = self.seen.saturating_add(bytes);
    }

    /// Looks at a picture and keeps it, each once; the address that a text calls it by. `file` lends it readable words,
    /// `alt` says what it shows.
    pub(crate) fn take(&mut self, file: &str, alt: &str, bytes: &[u8]) -> Result<String, Left> {
        let refused = |why: String| Left::Refused(file.to_owned(), why);
        if let Some(why) = self.ends() {
            return Err(refused(why));
        }
        self.seen = self.seen.saturating_add(bytes.len());
        let picture = Picture::taken(file, bytes).map_err(|why| refused(why.to_string()))?;
        if let Some(known) = self.kept.iter().find(|known| known.mark() == picture.mark()) {
            return Ok(address(&known.name));
        }
        if self.kept.len() >= MOST {
            return Err(refused(format!("No more than {MOST} pictures are taken with one text. Add it by itself.")));
        }
        let together = self.bytes.saturating_add(bytes.len());
        if together > MOST_BYTES {
            let most = MOST_BYTES >> 20;
            return Err(refused(format!(
                "With it, the pictures of the text would have more than {most} MB together. Add it by itself."
            )));
        }
        self.bytes = together;
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
