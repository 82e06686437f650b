//! The pictures of a setting, as the typesetter gets them: under their names, each tried before.

use crate::Report;
use model::picture::{Kind, Pictures, address};
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
        let (mut all, mut pixels) = (Vec::new(), 0u64);
        for picture in pictures.iter() {
            pixels = pixels.saturating_add(u64::from(picture.width) * u64::from(picture.height));
            if pixels > MOST_PIXELS {
                reports.push(Report::Pixels(picture.name.clone()));
                continue;
            }
            let bytes = Bytes::new(picture.bytes.to_vec());
            let format = match picture.kind {
                Kind::Png => ExchangeFormat::Png,
                Kind::Jpeg => ExchangeFormat::Jpg,
                Kind::Gif => ExchangeFormat::Gif,
                Kind::WebP => ExchangeFormat::Webp,
            };
            // What is decoded here is remembered, and not decoded again.
            let decoded = RasterImage::plain(bytes.clone(), format);
            match decoded.ok().and_then(|_| file_of(&picture.name)) {
                Some(file) => all.push(Plate { name: picture.name.clone(), file, bytes }),
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

fn file_of(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(address(name)).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}
