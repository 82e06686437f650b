//! What must not leave with a picture: where and when it was taken, with which device, by whom, its preview, its remarks.
//!
//! What the picture looks like stays byte for byte: pixels, colours, movement, and how it is turned.

pub(super) mod gif;
pub(super) mod jpeg;
pub(super) mod png;
mod turn;
pub(super) mod webp;

use super::Kind;
use std::borrow::Cow;

/// The file without anything that tells of a person, a place or a machine. What is no picture, or can't be read as one, is
/// given as it is: such a file is not taken in.
pub fn stripped(bytes: &[u8]) -> Cow<'_, [u8]> {
    let done = match Kind::of(bytes) {
        Some(Kind::Png) => png::stripped(bytes),
        Some(Kind::Jpeg) => jpeg::stripped(bytes),
        Some(Kind::Gif) => gif::stripped(bytes),
        Some(Kind::WebP) => webp::stripped(bytes),
        None => None,
    };
    match done {
        Some(done) if done != bytes => Cow::Owned(done),
        _ => Cow::Borrowed(bytes),
    }
}

/// A number of two bytes, the higher one first.
fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

/// A number of four bytes, the highest one first.
fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A number of two bytes, the lower one first.
fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

/// A number of four bytes, the lowest one first.
fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
pub(in crate::picture) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What no file that leaves may hold.
    pub(in crate::picture) const SECRET: &str = "GPS 51.5 Maud Castell";

    fn tiff(turn: u16) -> Vec<u8> {
        let mut out = b"II*\0\x08\0\0\0\x02\0".to_vec();
        out.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0]);
        out.extend_from_slice(&turn.to_le_bytes());
        out.extend_from_slice(&[0, 0, 0x0e, 0x01, 2, 0]);
        out.extend_from_slice(&u32::try_from(SECRET.len()).unwrap().to_le_bytes());
        out.extend_from_slice(&[38, 0, 0, 0, 0, 0, 0, 0]);
        out.extend_from_slice(SECRET.as_bytes());
        out
    }

    fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
        out.extend_from_slice(&u32::try_from(data.len()).unwrap().to_be_bytes());
        let from = out.len();
        out.extend_from_slice(kind);
        out.extend_from_slice(data);
        let sum = png::crc(&out[from..]);
        out.extend_from_slice(&sum.to_be_bytes());
    }

    pub(in crate::picture) fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
        chunk(&mut out, b"IHDR", &head);
        // Stored, not compressed: a byte for the filter and the pixels of each row.
        let rows = (0..if height < 100 { height } else { 0 })
            .flat_map(|_| std::iter::repeat_n(0u8, usize::try_from(width).unwrap() + 1))
            .collect::<Vec<_>>();
        let length = u16::try_from(rows.len()).unwrap();
        let mut data = vec![0x78, 0x01, 1];
        data.extend_from_slice(&length.to_le_bytes());
        data.extend_from_slice(&(!length).to_le_bytes());
        data.extend_from_slice(&rows);
        data.extend_from_slice(&(u32::try_from(rows.len()).unwrap() << 16 | 1).to_be_bytes());
        chunk(&mut out, b"IDAT", &data);
        chunk(&mut out, b"IEND", &[]);
        out
    }

    pub(in crate::picture) fn png(told: bool) -> Vec<u8> {
        let plain = png_of(3, 2);
        if !told {
            return plain;
        }
        let mut out = plain[..33].to_vec();
        chunk(&mut out, b"tEXt", format!("Author\0{SECRET}").as_bytes());
        chunk(&mut out, b"eXIf", &tiff(1));
        chunk(&mut out, b"gAMA", &[0, 0, 0xb1, 0x8f]);
        chunk(&mut out, b"prVt", SECRET.as_bytes());
        out.extend_from_slice(&plain[33..]);
        out.extend_from_slice(SECRET.as_bytes());
        out
    }

    pub(in crate::picture) fn jpeg(told: bool) -> Vec<u8> {
        let mut out = vec![0xff, 0xd8];
        let mut part = |kind: u8, data: &[u8]| {
            out.extend_from_slice(&[0xff, kind]);
            out.extend_from_slice(&u16::try_from(data.len() + 2).unwrap().to_be_bytes());
            out.extend_from_slice(data);
        };
        let thumb: &[u8] = if told { &[1, 1, 9, 9, 9] } else { &[0, 0] };
        part(0xe0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01", thumb].concat());
        if told {
            part(0xe1, &[b"Exif\0\0", &tiff(6)[..]].concat());
            part(0xe1, format!("http://ns.adobe.com/xap/1.0/\0{SECRET}").as_bytes());
            part(0xed, format!("Photoshop 3.0\0{SECRET}").as_bytes());
            part(0xfe, SECRET.as_bytes());
        }
        part(0xdb, &[0; 65]);
        part(0xc0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
        part(0xc4, &[0; 17]);
        part(0xda, &[1, 1, 0, 0, 63, 0]);
        out.extend_from_slice(&[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]);
        if told {
            out.extend_from_slice(SECRET.as_bytes());
        }
        out
    }

    pub(in crate::picture) fn gif(told: bool) -> Vec<u8> {
        let mut out = b"GIF89a\x03\0\x02\0\x80\0\0".to_vec();
        out.extend_from_slice(&[0, 0, 0, 255, 255, 255]);
        let mut text = |head: &[u8]| {
            out.extend_from_slice(head);
            out.push(u8::try_from(SECRET.len()).unwrap());
            out.extend_from_slice(SECRET.as_bytes());
            out.push(0);
        };
        if told {
            text(&[0x21, 0xfe]);
            text(b"\x21\xff\x0bXMP DataXMP");
        }
        out.extend_from_slice(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
        out.extend_from_slice(b"\x21\xf9\x04\0\0\0\0\0");
        out.extend_from_slice(b"\x2c\0\0\0\0\x03\0\x02\0\0\x02\x02\x84\x51\0\x3b");
        if told {
            out.extend_from_slice(SECRET.as_bytes());
        }
        out
    }

    pub(in crate::picture) fn webp(told: bool) -> Vec<u8> {
        fn part(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
            out.extend_from_slice(kind);
            out.extend_from_slice(&u32::try_from(data.len()).unwrap().to_le_bytes());
            out.extend_from_slice(data);
            out.resize(out.len() + data.len() % 2, 0);
        }
        let mut out = Vec::new();
        if told {
            part(&mut out, b"VP8X", &[0x0c, 0, 0, 0, 2, 0, 0, 1, 0, 0]);
        }
        // 3 × 2, lossless: fourteen bits each, less one.
        part(&mut out, b"VP8L", &[0x2f, 0x02, 0x40, 0, 0, 7, 7]);
        if told {
            part(&mut out, b"EXIF", &tiff(1));
            part(&mut out, b"XMP ", SECRET.as_bytes());
        }
        let mut whole = b"RIFF".to_vec();
        whole.extend_from_slice(&u32::try_from(out.len() + 4).unwrap().to_le_bytes());
        whole.extend_from_slice(b"WEBP");
        whole.extend_from_slice(&out);
        if told {
            whole.extend_from_slice(SECRET.as_bytes());
        }
        whole
    }

    fn holds(bytes: &[u8]) -> bool {
        bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes())
    }

    #[test]
    fn nothing_that_tells_of_a_person_or_a_place_leaves() {
        for told in [png(true), jpeg(true), gif(true), webp(true)] {
            assert!(holds(&told));
            let done = stripped(&told);
            assert!(!holds(&done), "{:?}", Kind::of(&told));
            assert_eq!(
                super::super::shape(&done),
                super::super::shape(&told),
                "it is the same picture, turned the same way"
            );
            assert_eq!(stripped(&done), done, "once is enough");
        }
        for plain in [png(false), jpeg(false), gif(false), webp(false)] {
            assert!(matches!(stripped(&plain), Cow::Borrowed(_)), "what tells nothing is not touched");
        }
    }

    #[test]
    fn what_makes_the_picture_stays() {
        let done = stripped(&png(true)).into_owned();
        assert!(done.windows(4).any(|part| part == b"gAMA"));
        let done = stripped(&gif(true)).into_owned();
        assert!(done.windows(11).any(|part| part == b"NETSCAPE2.0"));
        let done = stripped(&jpeg(true)).into_owned();
        assert!(done.windows(6).any(|part| part == b"Exif\0\0"), "how it is turned");
        assert!(done.windows(5).any(|part| part == b"JFIF\0"));
        let done = stripped(&webp(true)).into_owned();
        assert_eq!(done[20] & 0x0c, 0, "the header does not promise what is gone");
    }

    proptest! {
        #[test]
        fn what_was_stripped_has_nothing_more_to_strip(
            start in prop::sample::select(vec![png(true), gif(true), webp(true), jpeg(true)]),
            at in any::<prop::sample::Index>(), byte in any::<u8>(),
        ) {
            let mut bytes = start;
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if super::super::shape(&bytes).is_ok() {
                let done = stripped(&bytes).into_owned();
                prop_assert_eq!(&*stripped(&done), &done[..]);
            }
        }
    }
}
