//! The pictures of a setting, as the typesetter gets them: under their names, each tried before.

use crate::Report;
use crate::screen::Screen;
use model::picture::{Kind, Picture, Pictures, address};
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use typst::visualize::{ExchangeFormat, RasterImage};

/// Most pixels of all pictures of a page: each is opened whole in memory, four bytes a pixel.
const MOST_PIXELS: u64 = 250_000_000;

/// Pictures that can be set.
#[derive(Clone, Default)]
pub(crate) struct Plates {
    all: Vec<Plate>,
}

#[derive(Clone)]
struct Plate {
    name: String,
    file: FileId,
    bytes: Bytes,
}

impl Plates {
    /// The pictures of an article that the typesetter can read. Another one is told of, and its words are set.
    pub(crate) fn of(pictures: &Pictures, reports: &mut Vec<Report>) -> Plates {
        Plates::each(pictures, reports, whole)
    }

    /// The same for a window: no finer than a screen shows them.
    pub(crate) fn on(screen: &Screen, pictures: &Pictures, reports: &mut Vec<Report>) -> Plates {
        screen.trim(pictures);
        Plates::each(pictures, reports, |picture| screen.plate(picture, whole))
    }

    fn each(pictures: &Pictures, reports: &mut Vec<Report>, read: impl Fn(&Picture) -> Option<Bytes>) -> Plates {
        let (mut all, mut pixels) = (Vec::new(), 0u64);
        for picture in pictures.iter() {
            let with = u64::from(picture.width) * u64::from(picture.height) + pixels;
            if with > MOST_PIXELS {
                reports.push(Report::Pixels(picture.name.clone()));
                continue;
            }
            pixels = with;
            match read(picture).and_then(|bytes| Some((file_of(&picture.name)?, bytes))) {
                Some((file, bytes)) => all.push(Plate { name: picture.name.clone(), file, bytes }),
                None => reports.push(Report::Picture(picture.name.clone())),
            }
        }
        Plates { all }
    }

    /// Whether there is a picture of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.all.iter().any(|plate| plate.name == name)
    }

    /// The picture that the template asks for.
    pub(crate) fn file(&self, id: FileId) -> Option<Bytes> {
        self.all.iter().find(|plate| plate.file == id).map(|plate| plate.bytes.clone())
    }
}

/// A picture as it is; none when the typesetter can't read it.
fn whole(picture: &Picture) -> Option<Bytes> {
    let bytes = Bytes::new(picture.bytes.to_vec());
    let format = match picture.kind {
        Kind::Png => ExchangeFormat::Png,
        Kind::Jpeg => ExchangeFormat::Jpg,
        Kind::Gif => ExchangeFormat::Gif,
        Kind::WebP => ExchangeFormat::Webp,
    };
    // What is decoded here is remembered, and not decoded again.
    RasterImage::plain(bytes.clone(), format).ok().map(|_| bytes)
}

fn file_of(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(address(name)).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}
