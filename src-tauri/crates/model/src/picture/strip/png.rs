//! PNG: a row of chunks, each with its length and its checksum.

use super::be32;
use super::turn::{lies, notes, turn};

const START: usize = 8;
/// Chunks that make the picture: pixels, palette, colours, transparency, size of a pixel, movement.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"hIST",
    b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL",
];
/// Frames of movement.
const FRAME: &[u8; 4] = b"fdAT";

struct Chunk<'a> {
    kind: &'a [u8],
    data: &'a [u8],
    whole: &'a [u8],
}

/// The chunks up to the end of the picture; none when one is damaged or missing.
fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut out = Vec::new();
    let mut at = START;
    loop {
        let length = usize::try_from(be32(bytes, at)?).ok()?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let whole = bytes.get(at..end)?;
        let (kind, data) = (&whole[4..8], &whole[8..8 + length]);
        if be32(whole, 8 + length)? != crc(&whole[4..8 + length]) {
            return None;
        }
        out.push(Chunk { kind, data, whole });
        if kind == b"IEND" {
            return Some(out);
        }
        at = end;
    }
}

/// Breadth and height as it is seen.
pub(in crate::picture) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let chunks = chunks(bytes)?;
    let head = chunks.first().filter(|chunk| chunk.kind == b"IHDR" && chunk.data.len() == 13)?;
    chunks.iter().find(|chunk| chunk.kind == b"IDAT")?;
    let size = (be32(head.data, 0)?, be32(head.data, 4)?);
    Some(if lies(turned(&chunks)) { (size.1, size.0) } else { size })
}

fn turned(chunks: &[Chunk<'_>]) -> u16 {
    chunks.iter().find(|chunk| chunk.kind == b"eXIf").map_or(1, |chunk| turn(chunk.data))
}

pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let chunks = chunks(bytes)?;
    let mut out = bytes.get(..START)?.to_vec();
    let mut said = notes(turned(&chunks));
    for chunk in &chunks {
        if chunk.kind == b"eXIf" {
            // In its place, once.
            if let Some(notes) = said.take() {
                push(&mut out, b"eXIf", &notes);
            }
        } else if chunk.kind == FRAME || KEPT.iter().any(|kept| *kept == chunk.kind) {
            out.extend_from_slice(chunk.whole);
        }
    }
    Some(out)
}

fn push(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let from = out.len();
    out.extend_from_slice(kind);
    out.extend_from_slice(data);
    let sum = crc(&out[from..]);
    out.extend_from_slice(&sum.to_be_bytes());
}

/// The checksum of a chunk: CRC-32 over its kind and its data.
pub(super) fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        let at = usize::from(sum.to_le_bytes()[0] ^ byte);
        TABLE[at] ^ (sum >> 8)
    })
}

static TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0u32; 256];
    let mut n = 0;
    while n < 256 {
        let (mut sum, mut bit) = (n as u32, 0);
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[n] = sum;
        n += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(super::crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(super::crc(b"IEND"), 0xae42_6082);
    }
}
