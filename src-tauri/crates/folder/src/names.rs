//! Names of files: which are ours to see, which are the same on some system, and how a piece's file is called.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The start of every temporary file of ours. Hidden, so that other programs leave it alone.
pub const TEMP_PREFIX: &str = ".standfirst-";

/// The end of every temporary file of ours.
pub(crate) const TEMP_SUFFIX: &str = ".tmp";

/// How many random letters and digits stand between [`TEMP_PREFIX`] and the suffix.
pub(crate) const TEMP_RANDOM: usize = 12;

/// The longest name that common file systems take, in bytes of UTF-8.
pub const MAX_NAME_BYTES: usize = 255;

/// The endings of files that the desk folder shows, in lower case.
pub const EXTENSIONS: [&str; 3] = ["md", "markdown", "txt"];

/// Names that Windows keeps for devices, with any ending.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Whether a file of this name belongs to the desk folder: one of [`EXTENSIONS`] in any case, and not hidden.
pub fn is_listed(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    !stem.is_empty() && !name.starts_with('.') && EXTENSIONS.iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// Whether this is the name of a temporary file that [`crate::atomic`] made.
pub fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMP_PREFIX)
        .and_then(|rest| rest.strip_suffix(TEMP_SUFFIX))
        .is_some_and(|random| random.len() == TEMP_RANDOM && random.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The file that an iCloud placeholder (`.name.md.icloud`) stands for: it exists, and is not on this disk now.
pub fn placeholder_of(name: &str) -> Option<&str> {
    name.strip_prefix('.')?.strip_suffix(".icloud").filter(|name| is_listed(name))
}

/// The form of a name in which all spellings are equal that some file system takes for one: upper and lower case,
/// composed and decomposed letters.
pub fn name_key(name: &str) -> String {
    name.nfd().default_case_fold().nfd().collect()
}

/// Whether two names would be one file on some system (Windows, macOS): so they must not both be made.
pub fn same_name(a: &str, b: &str) -> bool {
    a == b || name_key(a) == name_key(b)
}

/// The name of a piece's file: the slug, made safe for every file system, with `.md`. At most [`MAX_NAME_BYTES`] bytes,
/// composed letters (NFC), never empty, never hidden.
///
/// Two slugs may give the same name; [`unused_name`] counts on.
pub fn file_name(slug: &str) -> String {
    with_suffix(slug, "", "md")
}

/// [`file_name`], or with `-2`, `-3` … the first that is not taken. `is_taken` should compare by [`same_name`].
pub fn unused_name(slug: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let first = file_name(slug);
    if !is_taken(&first) {
        return first;
    }
    // A folder has fewer files than this has numbers.
    (2_u64..).map(|n| with_suffix(slug, &format!("-{n}"), "md")).find(|name| !is_taken(name)).unwrap_or(first)
}

/// A safe name of `stem`, then `suffix` unshortened, then the extension.
pub(crate) fn with_suffix(stem: &str, suffix: &str, extension: &str) -> String {
    let room = MAX_NAME_BYTES.saturating_sub(suffix.len() + 1 + extension.len());
    let stem = safe_stem(stem, room);
    format!("{stem}{suffix}.{extension}")
}

/// The stem without what some file system refuses or hides, in at most `room` bytes.
fn safe_stem(stem: &str, room: usize) -> String {
    let clean: String = stem.nfc().filter(|c| !is_invisible(*c)).map(|c| if is_refused(c) { '-' } else { c }).collect();
    // A leading dot hides the file; trailing dots and spaces are dropped by Windows, and so would be two names for one.
    let clean = clean.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    let first = clean.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let clean = if is_reserved(&first) {
        // Windows looks at what stands before the first dot.
        let at = clean.find('.').unwrap_or(clean.len());
        format!("{}_{}", clean[..at].trim_end(), &clean[at..])
    } else {
        clean.to_owned()
    };
    let short = shorten(&clean, room).trim_end_matches(['.', ' ']);
    if short.is_empty() { "untitled".to_owned() } else { short.to_owned() }
}

/// What stands in names for no reader, and can make one name look like another. (The joiner of emoji stays.)
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// What Windows or a shell can't have in a name.
fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{2028}' | '\u{2029}')
}

fn is_reserved(lower: &str) -> bool {
    let numbered = ["com", "lpt"].iter().find_map(|port| lower.strip_prefix(port));
    // The superscript digits are reserved as well.
    let port = numbered.is_some_and(|n| n.chars().count() == 1 && n.chars().all(|c| "0123456789¹²³".contains(c)));
    port || RESERVED.contains(&lower)
}

/// As many whole characters, as readers see them, as fit into `room` bytes.
fn shorten(text: &str, room: usize) -> &str {
    if text.len() <= room {
        return text;
    }
    let end = text.grapheme_indices(true).map(|(at, g)| at + g.len()).take_while(|end| *end <= room).last();
    &text[..end.unwrap_or(0)]
}
