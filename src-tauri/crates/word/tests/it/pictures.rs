//! Pictures with their captions, there and back.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use model::Field;
use model::picture::{Picture, address};
use word::{Image, Outgoing, Text, Tracked};

const HARBOUR: &[u8] = include_bytes!("../../../../../tests/fixtures/pictures/harbour.jpg");
const CHART: &[u8] = include_bytes!("../../../../../tests/fixtures/pictures/chart.png");

fn image(file: &str, bytes: &[u8]) -> (String, Image) {
    let picture = Picture::taken(file, bytes).unwrap().leaving();
    let name = address(&picture.name);
    let media_type = picture.kind.media_type().to_owned();
    (name.clone(), Image { name, media_type, alt: String::new(), bytes: picture.bytes.to_vec() })
}

fn outgoing(body: &str, images: Vec<Image>) -> Outgoing {
    Outgoing { texts: vec![Text { field: Field::Body, text: Tracked::plain(body) }], images, ..Outgoing::default() }
}

#[test]
fn pictures_come_back_in_their_places_with_what_is_said_of_them() {
    let ((harbour, one), (chart, two)) = (image("Harbour.jpg", HARBOUR), image("chart.png", CHART));
    for body in [
        format!("One.\n\n![A ferry]({harbour} \"It sails. Photograph: Bo Lind\")\n\nTwo."),
        format!("![]({harbour})\n\n![The fares]({chart} \"What “it” costs \\\"now\\\"\")"),
        format!("In a ![chart]({chart} \"Said of it\") line, and ![bare]({harbour}) another."),
        format!("![Twice]({chart} \"First\")\n\n![Twice]({chart} \"Second\")\n\n- ![In a list]({harbour} \"Below\")"),
        format!("![A]({harbour} \"Caption\")\n\nA paragraph that is none."),
    ] {
        let written = word::write(&outgoing(&body, vec![one.clone(), two.clone()]));
        let back = word::read(&written.bytes).unwrap();
        assert_eq!(back.texts[0].text.accepted(), body);
        for image in &back.images {
            let whole = if image.bytes == one.bytes { &one } else { &two };
            assert_eq!(image.bytes, whole.bytes);
        }
        let again = word::write(&outgoing(&body, vec![one.clone(), two.clone()]));
        assert!(written.bytes == again.bytes);
    }
}

#[test]
fn a_caption_is_a_paragraph_of_its_own_in_the_file() {
    let (harbour, one) = image("Harbour.jpg", HARBOUR);
    let written = word::write(&outgoing(&format!("![A ferry]({harbour} \"It sails.\")"), vec![one]));
    let parts = super::tools::unpacked(&written.bytes);
    let (_, xml) = parts.iter().find(|(name, _)| name == "word/document.xml").unwrap();
    let xml = String::from_utf8_lossy(xml);
    assert!(
        xml.contains("w:val=\"Caption\"") && xml.contains("descr=\"A ferry\"") && xml.contains("It sails."),
        "{xml}"
    );
    assert_eq!(xml.matches("It sails.").count(), 1);
}

#[test]
fn a_picture_that_nobody_gave_is_its_words() {
    let (harbour, _) = image("Harbour.jpg", HARBOUR);
    let written = word::write(&outgoing(&format!("![A ferry]({harbour} \"It sails.\")"), Vec::new()));
    let back = word::read(&written.bytes).unwrap();
    assert!(back.texts[0].text.accepted().contains("A ferry") && back.images.is_empty());
    assert!(written.receipt.iter().any(|entry| entry.rule == "word.image_missing"), "{:?}", written.receipt);
}
