//! The shape of a text file that others made: byte-order mark, line endings, final newline. An edit of the text changes
//! only the lines it touches.

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::time::{Duration, Instant};

/// The UTF-8 byte-order mark.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// How long the comparison of lines may take before it gets coarser; only files with several endings need it.
const DIFF_TIME: Duration = Duration::from_millis(200);

/// What ends a line. U+2028 and U+2029 are letters of the text here, as in every editor that writes Markdown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ending {
    /// Unix: `\n`.
    Lf,
    /// Windows and mail: `\r\n`.
    CrLf,
    /// Old Macintosh: `\r`.
    Cr,
}

impl Ending {
    fn text(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }
}

/// What [`split`] sets aside of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Whether the file starts with a byte-order mark.
    pub bom: bool,
    /// The ending that most lines have; [`Ending::Lf`] for a file of one line or none.
    pub ending: Ending,
    /// Whether lines end in more than one way.
    pub mixed: bool,
    /// Whether the last line has an ending. An empty file counts as ended.
    pub final_newline: bool,
}

impl Shape {
    /// The text with or without a final newline, as the file had it. For a text that has no opinion of its own;
    /// [`join`] writes the end of a text as it is.
    pub fn ended(&self, text: &str) -> String {
        let bare = text.strip_suffix('\n').unwrap_or(text);
        match (self.final_newline, text.is_empty()) {
            (_, true) => String::new(),
            (true, _) if bare.len() == text.len() => format!("{text}\n"),
            (true, _) => text.to_owned(),
            (false, _) => bare.to_owned(),
        }
    }
}

/// The bytes are no UTF-8.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not UTF-8 from byte {valid_up_to} on")]
pub struct NotUtf8 {
    /// How many bytes from the start are UTF-8, the byte-order mark included.
    pub valid_up_to: usize,
    /// Whether the bytes only stop in the middle of a letter, as those of a half-written file do.
    pub cut: bool,
    /// The encoding that a byte-order mark tells, if there is one: `UTF-16LE`, `UTF-16BE`.
    pub marked: Option<&'static str>,
}

/// Takes a file apart: the text with `\n` only and without byte-order mark, and its shape.
///
/// # Errors
/// [`NotUtf8`]; decoding other encodings is not done here.
pub fn split(bytes: &[u8]) -> Result<(String, Shape), NotUtf8> {
    let (bom, text) = decode(bytes)?;
    let lines = lines(text);
    let mut count = [0_usize; 3];
    let mut out = String::with_capacity(text.len());
    for line in &lines {
        out.push_str(line.text);
        if let Some(ending) = line.ending {
            out.push('\n');
            count[ending as usize] += 1;
        }
    }
    let most = count.iter().max().copied().unwrap_or(0);
    let ending = [Ending::Lf, Ending::CrLf, Ending::Cr].into_iter().find(|e| count[*e as usize] == most);
    let shape = Shape {
        bom,
        ending: ending.unwrap_or(Ending::Lf),
        mixed: count.iter().filter(|n| **n > 0).count() > 1,
        final_newline: lines.last().is_none_or(|line| line.ending.is_some()),
    };
    Ok((out, shape))
}

/// Puts a new text into the shape of the old file: the byte-order mark stays, lines that are in both keep their own
/// ending, a changed line has that of the line it replaces, and a new one that of its neighbour. So
/// `join(old, &split(old)?.0)` is `old`, byte for byte.
///
/// Line endings in `text` that are not `\n` count as `\n`. A byte-order mark at its start is dropped when the file has
/// none, since it would turn into one.
///
/// # Errors
/// [`NotUtf8`] when the old file is none.
pub fn join(old: &[u8], text: &str) -> Result<Vec<u8>, NotUtf8> {
    let (bom, old_text) = decode(old)?;
    let (_, shape) = split(old)?;
    let text = if bom { text } else { text.trim_start_matches('\u{feff}') };
    let new = lines(text);
    let endings = if shape.mixed { matched_endings(&lines(old_text), &new, shape.ending) } else { Vec::new() };
    let mut out = Vec::with_capacity(old.len().max(text.len()) + BOM.len());
    if bom {
        out.extend_from_slice(BOM);
    }
    for (at, line) in new.iter().enumerate() {
        out.extend_from_slice(line.text.as_bytes());
        if line.ending.is_some() {
            let ending = endings.get(at).copied().unwrap_or(shape.ending);
            out.extend_from_slice(ending.text().as_bytes());
        }
    }
    Ok(out)
}

struct Line<'a> {
    text: &'a str,
    ending: Option<Ending>,
}

/// The lines of a text. Nothing follows the last ending, so an empty text has no line.
fn lines(text: &str) -> Vec<Line<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let ending = match bytes[at] {
            b'\n' => Ending::Lf,
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => Ending::CrLf,
            b'\r' => Ending::Cr,
            _ => {
                at += 1;
                continue;
            }
        };
        found.push(Line { text: &text[start..at], ending: Some(ending) });
        at += ending.text().len();
        start = at;
    }
    if start < bytes.len() {
        found.push(Line { text: &text[start..], ending: None });
    }
    found
}

/// The ending of each new line of a file with several.
fn matched_endings(old: &[Line<'_>], new: &[Line<'_>], most: Ending) -> Vec<Ending> {
    let text = |lines: &[Line<'_>]| lines.iter().map(|line| line.text.to_owned()).collect::<Vec<_>>();
    let deadline = Some(Instant::now() + DIFF_TIME);
    let ops = capture_diff_slices_deadline(Algorithm::Patience, &text(old), &text(new), deadline);
    // An inserted line goes with the line above it, which is mostly of the same hand; at the top, with the one below.
    let beside = |at: usize| {
        let above = old[..at].iter().rev().find_map(|line| line.ending);
        above.or_else(|| old[at..].iter().find_map(|line| line.ending)).unwrap_or(most)
    };
    let own = |at: usize| old.get(at).and_then(|line| line.ending).unwrap_or_else(|| beside(at.min(old.len())));
    let mut endings = vec![most; new.len()];
    for op in ops {
        let (was, is) = (op.old_range(), op.new_range());
        for (nth, at) in is.enumerate() {
            endings[at] = match op {
                DiffOp::Insert { .. } => beside(was.start),
                _ if nth < was.len() => own(was.start + nth),
                _ => beside(was.end),
            };
        }
    }
    // An empty line that ends in LF after a CR would be read as one CRLF, and the line would be lost.
    for at in 1..new.len() {
        if new[at].text.is_empty() && endings[at - 1] == Ending::Cr && endings[at] == Ending::Lf {
            endings[at] = Ending::Cr;
        }
    }
    endings
}

fn decode(bytes: &[u8]) -> Result<(bool, &str), NotUtf8> {
    let bom = bytes.starts_with(BOM);
    let rest = if bom { &bytes[BOM.len()..] } else { bytes };
    let text = std::str::from_utf8(rest).map_err(|error| NotUtf8 {
        valid_up_to: error.valid_up_to() + bytes.len() - rest.len(),
        cut: error.error_len().is_none(),
        marked: match bytes {
            [0xff, 0xfe, ..] => Some("UTF-16LE"),
            [0xfe, 0xff, ..] => Some("UTF-16BE"),
            _ => None,
        },
    })?;
    Ok((bom, text))
}
