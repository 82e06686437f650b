//! Pictures on the page, and what is read of it.

use super::{LONG, article, design, options, paragraph};
use model::content::{Block, Figure};
use model::picture::{Picture, Pictures};
use press::{Article, Kind, Moment, Options, Report, Standard, Typesetter, read, set};

const HARBOUR: &[u8] = include_bytes!("../../../../../tests/fixtures/pictures/harbour.jpg");
const CHART: &[u8] = include_bytes!("../../../../../tests/fixtures/pictures/chart.png");
const FERRY: &[u8] = include_bytes!("../../../../../tests/fixtures/pictures/ferry.webp");
const DOTS: &[u8] = include_bytes!("../../../../../tests/fixtures/pictures/dots.gif");

/// The article with these pictures between paragraphs.
fn shown(files: &[&[u8]]) -> Article {
    let mut pictures = Pictures::default();
    let mut blocks: Vec<Block> = (0..4).map(|n| paragraph(&format!("{LONG} That is {n}."))).collect();
    for (number, bytes) in files.iter().enumerate() {
        let picture = Picture::taken(&format!("picture {number}.x"), bytes).unwrap();
        pictures.add(&picture.name, &picture);
        blocks.push(Block::Picture(Figure {
            name: picture.name,
            alt: format!("What picture {number} shows"),
            caption: format!("Below picture {number}."),
            credit: "Photograph: Bo Lind".into(),
        }));
        blocks.extend((0..5).map(|n| paragraph(&format!("{LONG} After {number}, that is {n}."))));
    }
    Article { pictures, ..article(blocks) }
}

#[test]
fn pictures_of_every_kind_stand_on_the_page_with_their_captions_and_no_word_is_lost() {
    let article = shown(&[HARBOUR, CHART, FERRY, DOTS]);
    for columns in 1..=4 {
        let printed = set(&article, &design(columns), &options()).unwrap();
        assert_eq!(printed.reports, [], "{columns} columns");
        assert_eq!(printed.pdf, set(&article, &design(columns), &options()).unwrap().pdf, "the same bytes");
        let back = read(&printed.pdf).unwrap();
        assert!(!back.hides, "{columns} columns: no picture stands on words");
        assert_eq!(back.pictures, 4, "{columns} columns");
        let all = back.paragraphs.join("\n");
        for number in 0..4 {
            assert!(all.contains(&format!("Below picture {number}. Photograph: Bo Lind")), "{columns} columns:\n{all}");
            assert!(
                (0..5).all(|n| all.contains(&format!("After {number}, that is {n}."))),
                "{columns} columns:\n{all}"
            );
        }
    }
}

#[test]
fn pictures_beyond_what_is_opened_together_are_told_of() {
    let mut article = shown(&[HARBOUR, CHART, FERRY]);
    let mut pictures = Pictures::default();
    for (number, picture) in article.pictures.iter().enumerate() {
        let (width, height) = if number < 2 { (20_000, 10_000) } else { (picture.width, picture.height) };
        pictures.add(&picture.name, &Picture { width, height, ..picture.clone() });
    }
    let second = pictures.iter().nth(1).unwrap().name.clone();
    article.pictures = pictures;
    let printed = set(&article, &design(2), &options()).unwrap();
    assert_eq!(printed.reports, [Report::Pixels(second)], "a small one behind it has room");
    assert_eq!(read(&printed.pdf).unwrap().pictures, 2);
}

#[test]
fn a_window_gets_large_pictures_no_finer_than_its_screen() {
    // Noise, which no file makes small: what a camera brings.
    let noise = photograph(1800, 1300);
    assert!(noise.len() > 1_000_000);
    let (article, setter) = (shown(&[&noise, CHART]), Typesetter::default());
    let sheet = |article: &Article| {
        let laid = setter.lay(article, &design(2), &options()).unwrap();
        assert_eq!(laid.reports, []);
        (1..=laid.sheets()).map(|number| laid.picture(number).unwrap().svg).collect::<String>()
    };
    let svg = sheet(&article);
    assert!(svg.matches("<image ").count() == 2 && svg.len() < noise.len(), "{} of {}", svg.len(), noise.len());
    // The file has it whole, and in the same place.
    let printed = set(&article, &design(2), &options()).unwrap();
    assert!(printed.pdf.len() > noise.len());
    let mut later = article.clone();
    later.body.blocks.push(paragraph("One more."));
    assert_eq!(sheet(&later).matches("<image ").count(), 2);
    // One that says more than it holds is told of, as in the file.
    let broken = Picture { width: 2600, ..Picture::taken("b.png", CHART).unwrap() };
    let mut pictures = Pictures::default();
    let cut = &broken.bytes[..broken.bytes.len() / 2];
    pictures.add(&broken.name, &Picture { bytes: cut.into(), ..broken.clone() });
    let laid = setter.lay(&Article { pictures, ..article }, &design(2), &options()).unwrap();
    assert_eq!(laid.reports, [Report::Picture(broken.name)]);
}

/// A JPEG of noise.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let mut state = 7u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    let image = image::RgbImage::from_raw(width, height, noise.take((width * height * 3) as usize).collect()).unwrap();
    let mut out = Vec::new();
    image.write_with_encoder(image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 90)).unwrap();
    out
}

#[test]
fn a_broad_picture_goes_across_all_columns_of_its_sheet() {
    // 2400 × 900 pixels of one colour.
    let broad = png(2400, 900);
    for columns in [2, 3, 4] {
        let printed = set(&shown(&[&broad]), &design(columns), &options()).unwrap();
        let back = read(&printed.pdf).unwrap();
        assert_eq!((back.hides, back.pictures, printed.reports.len()), (false, 1, 0), "{columns} columns");
        assert!((0..5).all(|n| back.paragraphs.iter().any(|p| p.ends_with(&format!("After 0, that is {n}.")))));
    }
}

#[test]
fn a_galley_and_a_file_for_readers_that_speak_have_pictures_too() {
    for kind in [Kind::Galley, Kind::Proof] {
        let printed = set(&shown(&[HARBOUR, CHART]), &design(2), &Options { kind, ..options() }).unwrap();
        assert_eq!(read(&printed.pdf).unwrap().pictures, 2, "{kind:?}");
    }
    // What a picture shows is in the tags; one that nobody described has its caption there.
    let mut article = shown(&[HARBOUR]);
    for block in &mut article.body.blocks {
        if let Block::Picture(figure) = block {
            figure.alt.clear();
        }
    }
    let made = Moment { year: 2026, month: 4, day: 12, hour: 9, minute: 0, second: 0 };
    let strict = Options { standards: vec![Standard::Ua1], made: Some(made), ..options() };
    let printed = set(&article, &design(2), &strict).unwrap();
    assert!(printed.pdf.windows(4).any(|part| part == b"/Alt"));
}

#[test]
fn a_picture_that_cannot_be_set_is_told_and_its_words_stand_there() {
    let mut article = shown(&[CHART]);
    let whole = article.pictures.iter().next().unwrap().clone();
    let mut bytes = whole.bytes.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    let mut damaged = Pictures::default();
    damaged.add(&whole.name, &Picture { bytes: bytes.into(), ..whole.clone() });
    for pictures in [damaged, Pictures::default()] {
        let is_told = !pictures.is_empty();
        article.pictures = pictures;
        let printed = set(&article, &design(2), &options()).unwrap();
        assert_eq!(printed.reports.contains(&Report::Picture(whole.name.clone())), is_told);
        let back = read(&printed.pdf).unwrap();
        let all = back.paragraphs.join("\n");
        assert!(
            back.pictures == 0 && all.contains("What picture 0 shows") && all.contains("Below picture 0."),
            "{all}"
        );
    }
}

/// A grey PNG: the parts that it needs, nothing is squeezed.
fn png(width: u32, height: u32) -> Vec<u8> {
    let row = vec![0u8; width as usize + 1];
    let raw: Vec<u8> = std::iter::repeat_n(row, height as usize).flatten().collect();
    let mut data = vec![0x78, 0x01];
    let (mut a, mut b) = (1u32, 0u32);
    for byte in &raw {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let chunks: Vec<&[u8]> = raw.chunks(65_535).collect();
    for (number, chunk) in chunks.iter().enumerate() {
        let length = u16::try_from(chunk.len()).unwrap();
        data.push(u8::from(number + 1 == chunks.len()));
        data.extend(length.to_le_bytes());
        data.extend((!length).to_le_bytes());
        data.extend(*chunk);
    }
    data.extend((b << 16 | a).to_be_bytes());
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    for (kind, body) in [(b"IHDR", head), (b"IDAT", data), (b"IEND", Vec::new())] {
        out.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
        let part = [&kind[..], &body].concat();
        out.extend(&part);
        out.extend(checksum(&part).to_be_bytes());
    }
    out
}

/// CRC-32.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
