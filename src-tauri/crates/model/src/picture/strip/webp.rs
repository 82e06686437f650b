//! WebP: chunks in a RIFF container; what is more than one plain picture has a head that tells of it.

use super::turn::{lies, notes, turn};
use super::{le16, le32};

const START: usize = 12;
/// Chunks that make the picture.
const KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// In the head: there are notes of a camera, there is XMP.
const HAS_NOTES: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

struct Chunk<'a> {
    kind: &'a [u8],
    data: &'a [u8],
}

/// The chunks of a container that ends where it says; none when one is cut off.
fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = usize::try_from(le32(bytes, at + 4)?).ok()?;
        let data = bytes.get(at + 8..at.checked_add(length)?.checked_add(8)?)?;
        out.push(Chunk { kind: &bytes[at..at + 4], data });
        at += 8 + length + length % 2;
    }
    (at == bytes.len()).then_some(out)
}

fn inside(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let length = usize::try_from(le32(bytes, 4)?).ok()?;
    chunks(bytes.get(START..length.checked_add(8)?)?)
}

/// Breadth and height as it is seen.
pub(in crate::picture) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let chunks = inside(bytes)?;
    chunks.iter().find(|chunk| matches!(chunk.kind, b"VP8 " | b"VP8L" | b"ANMF"))?;
    let first = chunks.first()?;
    let size = match first.kind {
        b"VP8X" => {
            let three = |at: usize| Some(le32(first.data, at)? & 0x00ff_ffff);
            // The last number is read with the byte before it, since nothing follows.
            (three(4)? + 1, (le32(first.data, 6)? >> 8) + 1)
        }
        b"VP8L" if first.data.first() == Some(&0x2f) => {
            let bits = le32(first.data, 1)?;
            ((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
        }
        b"VP8 " if first.data.get(3..6) == Some(&[0x9d, 0x01, 0x2a]) => {
            (u32::from(le16(first.data, 6)? & 0x3fff), u32::from(le16(first.data, 8)? & 0x3fff))
        }
        _ => return None,
    };
    Some(if lies(turned(&chunks)) { (size.1, size.0) } else { size })
}

fn turned(chunks: &[Chunk<'_>]) -> u16 {
    let said = chunks.iter().find(|chunk| chunk.kind == b"EXIF");
    said.map_or(1, |chunk| turn(chunk.data.strip_prefix(b"Exif\0\0").unwrap_or(chunk.data)))
}

pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let chunks = inside(bytes)?;
    let head = chunks.iter().any(|chunk| chunk.kind == b"VP8X");
    let mut said = notes(turned(&chunks)).filter(|_| head);
    let mut out = bytes.get(..START)?.to_vec();
    for chunk in &chunks {
        match chunk.kind {
            b"VP8X" => {
                let mut data = chunk.data.to_vec();
                if let Some(flags) = data.first_mut() {
                    *flags &= !(HAS_XMP | HAS_NOTES);
                    *flags |= if said.is_some() { HAS_NOTES } else { 0 };
                }
                push(&mut out, chunk.kind, &data);
            }
            b"EXIF" => {
                if let Some(notes) = said.take() {
                    push(&mut out, chunk.kind, &notes);
                }
            }
            b"ANMF" => push(&mut out, chunk.kind, &frame(chunk.data)?),
            kind if KEPT.iter().any(|kept| *kept == kind) => push(&mut out, kind, chunk.data),
            _ => {}
        }
    }
    let length = u32::try_from(out.len().checked_sub(8)?).ok()?;
    out.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
    Some(out)
}

/// A frame of movement: sixteen bytes about it, then chunks of its own.
fn frame(data: &[u8]) -> Option<Vec<u8>> {
    let (about, inner) = data.split_at_checked(16)?;
    let mut out = about.to_vec();
    for chunk in chunks(inner)?.iter().filter(|chunk| matches!(chunk.kind, b"ALPH" | b"VP8 " | b"VP8L")) {
        push(&mut out, chunk.kind, chunk.data);
    }
    Some(out)
}

fn push(out: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
    out.extend_from_slice(kind);
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(0).to_le_bytes());
    out.extend_from_slice(data);
    out.resize(out.len() + data.len() % 2, 0);
}
