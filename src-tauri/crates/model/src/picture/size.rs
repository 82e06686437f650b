//! What a picture's file says of itself: kind, breadth and height. Files are walked through to their end, so that what is
//! cut off is found; no pixel is decoded, and nothing is trusted.

use super::Kind;
use super::strip::{gif, jpeg, png, webp};

/// Largest file, bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Most bytes of the pictures of one piece together: what still travels in a packet, beside the text and its history.
pub const MAX_TOGETHER: u64 = 100 * 1024 * 1024;
/// Most pixels: what a typesetter or a browser still opens without harm.
pub const MAX_PIXELS: u64 = 100_000_000;

/// What a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What kind of file it is.
    pub kind: Kind,
    /// Its breadth as it is seen, pixels.
    pub width: u32,
    /// Its height as it is seen, pixels.
    pub height: u32,
}

/// Why a file can't be a picture of a piece. Each sentence says what to do; what was there before is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something else, or a kind that the desk does not take.
    #[error("It is no picture that the desk can take. Save it as PNG, JPEG, GIF or WebP and add that.")]
    Unknown,
    /// SVG can carry scripts and addresses.
    #[error("It is an SVG drawing, which can carry scripts and load from elsewhere. Save it as PNG and add that.")]
    Svg,
    /// Cut off or damaged.
    #[error("The picture is damaged: its {} file ends too early or can't be read. Get it again from where it came.", .0.label())]
    Damaged(Kind),
    /// More bytes than [`MAX_BYTES`].
    #[error("The picture has more than 20 MB. Save it smaller and add that.")]
    TooLarge,
    /// More than [`MAX_TOGETHER`] with the others.
    #[error("With it the pictures of this piece would have more than 100 MB. Save large ones smaller and add these.")]
    TooLargeTogether,
    /// More pixels than [`MAX_PIXELS`].
    #[error(
        "The picture says that it is {0} × {1} pixels; more than 100 million are not taken. Save it smaller and add that."
    )]
    TooManyPixels(u32, u32),
}

/// Looks at the bytes of a file.
///
/// # Errors
/// Why it can't be a picture of a piece.
pub fn shape(bytes: &[u8]) -> Result<Shape, Refusal> {
    let Some(kind) = Kind::of(bytes) else {
        return Err(if is_svg(bytes) { Refusal::Svg } else { Refusal::Unknown });
    };
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    let size = match kind {
        Kind::Png => png::size(bytes),
        Kind::Jpeg => jpeg::size(bytes),
        Kind::Gif => gif::size(bytes),
        Kind::WebP => webp::size(bytes),
    };
    let (width, height) = size.filter(|(width, height)| *width > 0 && *height > 0).ok_or(Refusal::Damaged(kind))?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refusal::TooManyPixels(width, height));
    }
    Ok(Shape { kind, width, height })
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).to_lowercase();
    start.contains("<svg")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::strip::tests::{SECRET, gif, jpeg, png, png_of, webp};
    use proptest::prelude::*;

    #[test]
    fn kind_and_size_are_told_by_the_bytes() {
        let of = |bytes: Vec<u8>| shape(&bytes).map(|shape| (shape.kind, shape.width, shape.height));
        assert_eq!(of(png(true)), Ok((Kind::Png, 3, 2)));
        assert_eq!(of(gif(true)), Ok((Kind::Gif, 3, 2)));
        assert_eq!(of(webp(true)), Ok((Kind::WebP, 3, 2)));
        assert_eq!(of(jpeg(false)), Ok((Kind::Jpeg, 3, 2)));
        assert_eq!(of(jpeg(true)), Ok((Kind::Jpeg, 2, 3)), "turned, as it is seen");
        assert_eq!(of(b"MZ".to_vec()), Err(Refusal::Unknown));
        assert_eq!(of(b"<?xml version='1.0'?><SVG onload='x()'/>".to_vec()), Err(Refusal::Svg));
    }

    #[test]
    fn a_picture_that_is_cut_off_anywhere_is_refused() {
        for whole in [png(true), gif(true), webp(true), jpeg(true)] {
            assert!(shape(&whole).is_ok());
            // What stands behind the end belongs to nothing.
            for end in 0..whole.len() - SECRET.len() {
                assert!(shape(&whole[..end]).is_err(), "{end} of {}", whole.len());
            }
        }
    }

    #[test]
    fn a_picture_beyond_measure_is_refused_by_its_header_alone() {
        assert_eq!(shape(&png_of(60_000, 60_000)), Err(Refusal::TooManyPixels(60_000, 60_000)));
        assert_eq!(shape(&png_of(0, 5)), Err(Refusal::Damaged(Kind::Png)));
        let mut large = png(false);
        large.resize(MAX_BYTES + 1, 0);
        assert_eq!(shape(&large), Err(Refusal::TooLarge));
    }

    #[test]
    fn a_png_with_a_flipped_bit_is_refused() {
        let whole = png(true);
        for at in 8..whole.len() - SECRET.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            assert!(shape(&flipped).is_err(), "byte {at}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            start in prop::sample::select(vec![png(true), gif(true), webp(true), jpeg(true)]),
            at in any::<prop::sample::Index>(), more in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let mut bytes = start;
            let at = at.index(bytes.len());
            let end = (at + more.len()).min(bytes.len());
            bytes.splice(at..end, more);
            let _ = (shape(&bytes), crate::picture::stripped(&bytes));
        }
    }
}
