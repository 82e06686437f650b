//! Pictures as a screen needs them. A sheet that is looked at is made anew with every pause in typing, and its pictures
//! are inside of it: photographs as they come from a camera would make each of these megabytes long.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use model::picture::{Kind, MAX_PIXELS, Picture, Pictures};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};
use typst::foundations::Bytes;

/// Longest side of a picture on a screen, pixels: the breadth of a sheet on a fine one.
const SIDE: u32 = 1600;
/// Size of a file that is taken as it is, bytes, when its sides are no longer than [`SIDE`].
const SMALL: usize = 400 * 1024;
/// How good a photograph is, 0 to 100.
const QUALITY: u8 = 85;

/// The smaller pictures, by their names: a name says what a picture is.
#[derive(Default)]
pub(crate) struct Screen {
    by_name: Mutex<BTreeMap<String, Option<Bytes>>>,
}

impl Screen {
    /// A picture no finer than a screen shows it; `whole` reads one that is small enough already.
    pub(crate) fn plate(&self, picture: &Picture, whole: impl Fn(&Picture) -> Option<Bytes>) -> Option<Bytes> {
        if picture.width <= SIDE && picture.height <= SIDE && picture.bytes.len() <= SMALL {
            return whole(picture);
        }
        let mut by_name = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        by_name.entry(picture.name.clone()).or_insert_with(|| smaller(picture).map(Bytes::new)).clone()
    }

    /// Forgets all pictures but these.
    pub(crate) fn keep_only(&self, pictures: &Pictures) {
        let mut by_name = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        by_name.retain(|name, _| pictures.get(name).is_some());
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
