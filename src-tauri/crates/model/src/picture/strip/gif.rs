//! GIF: blocks of pictures and of remarks, each made of small pieces with their length.

use super::le16;

/// Notes of programs that make the picture: how often it moves, its colours.
const KEPT: [&[u8; 11]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// A block, and whether it makes the picture.
type Part<'a> = (bool, &'a [u8]);

/// Where the head ends, and the blocks behind it; none when the end is missing.
fn blocks(bytes: &[u8]) -> Option<(usize, Vec<Part<'_>>)> {
    let head = 13 + table(*bytes.get(10)?);
    let mut at = head;
    let mut out = Vec::new();
    loop {
        let from = at;
        let keeps = match *bytes.get(at)? {
            0x3b => return Some((head, out)),
            0x2c => {
                let flags = *bytes.get(at + 9)?;
                // The size of a code, and the pixels.
                at = behind_pieces(bytes, at + 10 + table(flags) + 1)?;
                true
            }
            0x21 => {
                let kind = *bytes.get(at + 1)?;
                at = behind_pieces(bytes, at + 2)?;
                let by = bytes.get(from + 3..from + 14).unwrap_or_default();
                kind == 0xf9 || kind == 0x01 || (kind == 0xff && KEPT.iter().any(|kept| kept.as_slice() == by))
            }
            _ => return None,
        };
        out.push((keeps, bytes.get(from..at)?));
    }
}

/// Bytes of a table of colours.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn behind_pieces(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return (at <= bytes.len()).then_some(at);
        }
    }
}

/// Breadth and height.
pub(in crate::picture) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let (_, blocks) = blocks(bytes)?;
    blocks.iter().find(|(_, block)| block.first() == Some(&0x2c))?;
    Some((u32::from(le16(bytes, 6)?), u32::from(le16(bytes, 8)?)))
}

pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let (head, blocks) = blocks(bytes)?;
    let mut out = bytes.get(..head)?.to_vec();
    blocks.iter().filter(|(keeps, _)| *keeps).for_each(|(_, block)| out.extend_from_slice(block));
    out.push(0x3b);
    Some(out)
}
