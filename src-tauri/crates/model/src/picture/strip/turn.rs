//! How a picture is turned: the one thing of a camera's notes that belongs to what is seen.

use super::{be16, be32, le16, le32};

/// The tag of the orientation.
const TAG: u16 = 0x0112;

/// How the notes (a TIFF) say that the picture is turned: 1 for not at all.
pub(super) fn turn(tiff: &[u8]) -> u16 {
    found(tiff).filter(|turn| (1..=8).contains(turn)).unwrap_or(1)
}

fn found(tiff: &[u8]) -> Option<u16> {
    let low_first = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| if low_first { le16(tiff, at) } else { be16(tiff, at) };
    let long = |at: usize| if low_first { le32(tiff, at) } else { be32(tiff, at) };
    let first = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(first)?);
    for n in 0..entries {
        let at = first.checked_add(2 + 12 * n)?;
        if short(at)? == TAG {
            return short(at + 8);
        }
    }
    None
}

/// Whether breadth and height change places.
pub(super) fn lies(turn: u16) -> bool {
    (5..=8).contains(&turn)
}

/// Notes that say nothing but how the picture is turned; none where it is not.
pub(super) fn notes(turn: u16) -> Option<Vec<u8>> {
    if turn == 1 {
        return None;
    }
    let mut out = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    out.extend_from_slice(&turn.to_le_bytes());
    out.extend_from_slice(&[0; 6]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turn_is_read_in_both_orders_of_bytes_and_back() {
        for number in 2..=8 {
            let notes = notes(number).unwrap();
            assert_eq!((turn(&notes), lies(number)), (number, number > 4));
        }
        assert_eq!(notes(1), None);
        assert_eq!(turn(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"), 6);
        for bad in [&b""[..], b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", b"II*\0\x08\0\0\0\x01\0\x12\x01"] {
            assert_eq!(turn(bad), 1);
        }
    }
}
