//! Pictures as a screen needs them. A sheet that is looked at is made anew with every pause in typing, and its pictures
//! are inside of it: photographs as they come from a camera would make each of these megabytes long.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use model::picture::{Kind, MAX_PIXELS, Picture, Pictures};
use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};
use typst::foundations::Bytes;

/// Longest side of a picture on a screen, pixels: the breadth of a sheet on a fine one.
const SIDE: u32 = 1600;
/// Size of a file that is taken as it is, bytes, when its sides are no longer than [`SIDE`].
const SMALL: usize = 400 * 1024;
/// How good a photograph is, 0 to 100.
const QUALITY: u8 = 85;

/// Most pictures of other texts that are kept: who goes from piece to piece comes back.
const MOST: usize = 64;
/// Most bytes of these.
const MOST_BYTES: usize = 32 << 20;

/// The smaller pictures, by their marks: two names of one picture are one here.
#[derive(Default)]
pub(crate) struct Screen {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    by_mark: BTreeMap<String, Small>,
    /// Counts the looks.
    looks: u64,
}

struct Small {
    /// None for one that can't be read.
    bytes: Option<Bytes>,
    /// The look at which it was shown last.
    shown: u64,
}

impl Kept {
    /// A picture that is kept already.
    fn look(&mut self, mark: &str) -> Option<Option<Bytes>> {
        self.looks += 1;
        let small = self.by_mark.get_mut(mark)?;
        small.shown = self.looks;
        Some(small.bytes.clone())
    }
}

/// What tells a picture from others.
fn mark_of(picture: &Picture) -> &str {
    let mark = picture.mark();
    if mark.is_empty() { &picture.name } else { mark }
}

impl Screen {
    /// A picture no finer than a screen shows it; `whole` reads one that is small enough already.
    pub(crate) fn plate(&self, picture: &Picture, whole: impl Fn(&Picture) -> Option<Bytes>) -> Option<Bytes> {
        if picture.width <= SIDE && picture.height <= SIDE && picture.bytes.len() <= SMALL {
            return whole(picture);
        }
        let known = self.kept().look(mark_of(picture));
        if let Some(known) = known {
            return known;
        }
        // A photograph takes a while, and other sheets are set meanwhile.
        let bytes = smaller(picture).map(Bytes::new);
        let mut kept = self.kept();
        let shown = kept.looks;
        kept.by_mark.insert(mark_of(picture).to_owned(), Small { bytes: bytes.clone(), shown });
        bytes
    }

    /// Forgets pictures that are not among these, those first that were shown longest ago, until the others are few.
    pub(crate) fn trim(&self, pictures: &Pictures) {
        let these: HashSet<&str> = pictures.iter().map(mark_of).collect();
        let mut kept = self.kept();
        let others = kept.by_mark.iter().filter(|(mark, _)| !these.contains(mark.as_str()));
        let size = |small: &Small| small.bytes.as_ref().map_or(0, |bytes| bytes.len());
        let mut others: Vec<(u64, usize, String)> =
            others.map(|(mark, small)| (small.shown, size(small), mark.clone())).collect();
        others.sort_unstable_by_key(|(shown, ..)| std::cmp::Reverse(*shown));
        let mut all = 0;
        for (number, (_, size, mark)) in others.into_iter().enumerate() {
            all += size;
            if number >= MOST || all > MOST_BYTES {
                kept.by_mark.remove(&mark);
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A picture whose sides are no longer than [`SIDE`], the right way up. None when it can't be read.
fn smaller(picture: &Picture) -> Option<Vec<u8>> {
    let format = match picture.kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Gif => ImageFormat::Gif,
        Kind::WebP => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(&*picture.bytes), format);
    let mut limits = Limits::default();
    // Four channels of two bytes each, and as much to work with.
    limits.max_alloc = Some(MAX_PIXELS * 16);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut read = DynamicImage::from_decoder(decoder).ok()?;
    read.apply_orientation(orientation);
    let small = if read.width().max(read.height()) > SIDE { read.thumbnail(SIDE, SIDE) } else { read };
    let mut out = Vec::new();
    if small.color().has_alpha() {
        small.to_rgba8().write_to(&mut Cursor::new(&mut out), ImageFormat::Png).ok()?;
    } else {
        small.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)).ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    #[test]
    fn a_picture_is_made_smaller_once_and_kept_while_another_piece_is_shown() {
        let mut file = Vec::new();
        RgbImage::new(SIDE + 1, 2).write_to(&mut Cursor::new(&mut file), ImageFormat::Png).unwrap();
        let picture = Picture::taken("Harbour.png", &file).unwrap();
        let other_name = Picture { name: picture.name.replace("harbour", "quay"), ..picture.clone() };
        assert_eq!(other_name.mark(), picture.mark());
        let screen = Screen::default();
        let whole = |_: &Picture| -> Option<Bytes> { unreachable!("it is too broad to be taken as it is") };
        let first = screen.plate(&picture, whole);
        assert!(first.is_some());
        screen.trim(&Pictures::default());
        assert_eq!(screen.plate(&other_name, whole), first);
        assert_eq!(screen.kept().by_mark.len(), 1);
    }

    #[test]
    fn of_other_pieces_the_last_pictures_are_kept() {
        let screen = Screen::default();
        let put = |mark: String, shown: u64, size: usize| {
            screen.kept().by_mark.insert(mark, Small { bytes: Some(Bytes::new(vec![0u8; size])), shown });
        };
        for shown in 0..80 {
            put(format!("{shown:02}"), shown, 1);
        }
        screen.trim(&Pictures::default());
        let kept = || -> Vec<String> { screen.kept().by_mark.keys().cloned().collect() };
        assert_eq!(kept(), (16..80).map(|shown| format!("{shown:02}")).collect::<Vec<_>>());
        put("90".into(), 90, MOST_BYTES);
        screen.trim(&Pictures::default());
        assert_eq!(kept(), ["90"], "they are large together");
    }
}
