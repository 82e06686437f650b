//! JPEG: segments with a marker each, and between them the pixels, in which a marker can't occur.

use super::be16;
use super::turn::{lies, notes, turn};

struct Segment<'a> {
    marker: u8,
    /// What it says, behind marker and length.
    data: &'a [u8],
    /// All of it, with the pixels behind it.
    whole: &'a [u8],
}

/// The segments from the first to the end of the picture; none when it does not come.
fn segments(bytes: &[u8]) -> Option<Vec<Segment<'_>>> {
    let mut out = Vec::new();
    let mut at = 2;
    loop {
        let from = at;
        if *bytes.get(at)? != 0xff {
            return None;
        }
        // A marker may be led in by any number of fill bytes.
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = *bytes.get(at)?;
        at += 1;
        if marker == 0xd9 {
            return Some(out);
        }
        if marker == 0x01 || (0xd0..=0xd8).contains(&marker) || marker == 0 {
            return None;
        }
        let length = usize::from(be16(bytes, at)?);
        let data = bytes.get(at + 2..at + length.max(2))?;
        at += length.max(2);
        if marker == 0xda {
            at = behind_pixels(bytes, at)?;
        }
        out.push(Segment { marker, data, whole: bytes.get(from..at)? });
    }
}

/// Where the pixels end: at the next marker that is no restart.
fn behind_pixels(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let next = bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        at += next;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

fn is_frame(marker: u8) -> bool {
    (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// Breadth and height as it is seen.
pub(in crate::picture) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let segments = segments(bytes)?;
    segments.iter().find(|segment| segment.marker == 0xda)?;
    let frame = segments.iter().find(|segment| is_frame(segment.marker))?;
    let (width, height) = (u32::from(be16(frame.data, 3)?), u32::from(be16(frame.data, 1)?));
    Some(if lies(turned(&segments)) { (height, width) } else { (width, height) })
}

fn turned(segments: &[Segment<'_>]) -> u16 {
    let said = segments.iter().filter(|segment| segment.marker == 0xe1);
    said.filter_map(|segment| segment.data.strip_prefix(b"Exif\0\0")).map(turn).next().unwrap_or(1)
}

pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let segments = segments(bytes)?;
    let mut out = vec![0xff, 0xd8];
    let mut said = notes(turned(&segments)).map(|notes| [b"Exif\0\0", &notes[..]].concat());
    for segment in &segments {
        match segment.marker {
            // The first one without its thumbnail; others of this kind are thumbnails.
            0xe0 if segment.data.starts_with(b"JFIF\0") && segment.data.len() >= 14 => {
                push(&mut out, 0xe0, &[&segment.data[..12], &[0, 0]].concat());
            }
            0xe1 if segment.data.starts_with(b"Exif\0\0") => {
                if let Some(notes) = said.take() {
                    push(&mut out, 0xe1, &notes);
                }
            }
            // Colours: the profile, and how Adobe's programs mix them.
            0xe2 if segment.data.starts_with(b"ICC_PROFILE\0") => out.extend_from_slice(segment.whole),
            0xee if segment.data.starts_with(b"Adobe") => out.extend_from_slice(segment.whole),
            0xe0..=0xef | 0xfe => {}
            _ => out.extend_from_slice(segment.whole),
        }
    }
    out.extend_from_slice(&[0xff, 0xd9]);
    Some(out)
}

fn push(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&u16::try_from(data.len() + 2).unwrap_or(2).to_be_bytes());
    out.extend_from_slice(data);
}
