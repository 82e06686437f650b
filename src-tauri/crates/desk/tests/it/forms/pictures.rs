//! Pictures in every form that leaves, held against the checkers of others.

use super::checkers::{epubcheck, files_of_zip, unclean_references, well_formed, xmllint};
use super::{outlet, schema};
use crate::pictures::{CHART, DOTS, FERRY, HARBOUR, SECRET, tells, with_pictures};
use crate::{Bench, bench};
use desk::{Archive, Desk, ExportFormat, Pictures, archive_of, convert_several, convert_with};
use model::picture::{Picture, address, shape, stripped};
use model::{Field, Piece, PieceId};

/// A piece with a picture of each kind, as it leaves, and their names.
fn shown(desk: &Desk) -> (Piece, Pictures, Vec<String>, PieceId) {
    let files = [("harbour.jpg", HARBOUR), ("chart.png", CHART), ("ferry.webp", FERRY), ("dots.gif", DOTS)];
    let (id, names) = with_pictures(desk, &files);
    desk.rename(id, "ferry").unwrap();
    desk.edit(id, Field::Headline, 0, crate::typed(0, 0, "The ferry")).unwrap();
    let archive = Archive::open(desk.dir()).unwrap();
    let mut piece = archive.piece(id).unwrap();
    piece.modified = Some("2026-04-12T18:00:00+01:00".into());
    let pictures = archive.pictures_leaving(&piece);
    (piece, pictures, names, id)
}

fn out(piece: &Piece, format: ExportFormat, pictures: &Pictures) -> Vec<u8> {
    convert_with(piece, format, &outlet(), None, pictures).unwrap()
}

fn text(piece: &Piece, format: ExportFormat, pictures: &Pictures) -> String {
    String::from_utf8(out(piece, format, pictures)).unwrap()
}

#[test]
fn no_form_tells_what_the_files_of_its_pictures_do() {
    let Bench { desk, dir, .. } = bench();
    let (piece, pictures, _, id) = shown(&desk);
    for bytes in [HARBOUR, CHART, FERRY, DOTS] {
        assert!(tells(bytes), "the file as it came tells");
    }
    for format in ExportFormat::ALL {
        if matches!(format, ExportFormat::Annotated | ExportFormat::DocxMarked | ExportFormat::Proof) {
            continue;
        }
        let bytes = out(&piece, format, &pictures);
        assert!(!tells(&bytes), "{}", format.name());
        if matches!(format, ExportFormat::Docx | ExportFormat::Epub) {
            let Some(files) = files_of_zip(&bytes) else { continue };
            assert!(files.iter().all(|(_, bytes)| !tells(bytes)), "{}", format.name());
            for whole in [HARBOUR, CHART, FERRY, DOTS] {
                let leaving = &*stripped(whole);
                assert!(files.iter().any(|(_, bytes)| bytes == leaving), "{} has every picture", format.name());
            }
        }
    }
    for format in [ExportFormat::Annotated, ExportFormat::DocxMarked, ExportFormat::Proof] {
        let file = dir.path().join(format.extension());
        desk.export_to(id, (format, false), "", &file, false).unwrap();
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.is_empty() && !tells(&bytes), "{}", format.name());
        if format == ExportFormat::DocxMarked {
            let files = files_of_zip(&bytes).unwrap_or_default();
            assert!(files.iter().all(|(_, bytes)| !tells(bytes)));
            assert_eq!(
                files.iter().filter(|(path, _)| path.contains("media/")).count(),
                4,
                "marked files have them too"
            );
        }
    }
}

#[test]
fn a_web_page_holds_its_pictures_and_says_what_they_show() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (piece, pictures, ..) = shown(&desk);
    let page = text(&piece, ExportFormat::Html, &pictures);
    for kind in ["jpeg", "png", "webp", "gif"] {
        assert!(page.contains(&format!("<img src=\"data:image/{kind};base64,")), "{kind}");
    }
    assert!(page.contains("alt=\"A chart.png of the sea\""));
    assert_eq!(page.matches("<figcaption>The ferry. <span class=\"credit\">").count(), 4, "{page}");
    assert!(!page.contains("src=\"pictures/"));
    // For a system that has the files beside it, by their names.
    let fragment = text(&piece, ExportFormat::HtmlFragment, &pictures);
    assert_eq!(fragment.matches("<img src=\"pictures/").count(), 4);
}

#[test]
fn a_picture_that_is_not_there_is_said_to_be_missing() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (piece, ..) = shown(&desk);
    let none = Pictures::default();
    for format in [ExportFormat::Html, ExportFormat::HtmlFragment, ExportFormat::Nitf, ExportFormat::Icml] {
        let said = text(&piece, format, &none);
        assert!(
            !said.contains("src=\"pictures/") && said.contains("A chart.png of the sea"),
            "{}: {said}",
            format.name()
        );
    }
    epubcheck(&[out(&piece, ExportFormat::Epub, &none)]);
}

#[test]
fn forms_of_the_wires_name_their_pictures_by_their_schemas() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (piece, pictures, names, _) = shown(&desk);
    let ninjs: serde_json::Value = serde_json::from_str(&text(&piece, ExportFormat::Ninjs, &pictures)).unwrap();
    schema::assert_valid(&ninjs);
    let said = ninjs.to_string();
    let nitf = text(&piece, ExportFormat::Nitf, &pictures);
    let newsml = text(&piece, ExportFormat::Newsml, &pictures);
    for name in &names {
        assert!(said.contains(name), "{said}");
        assert!(nitf.contains(&address(name)) && newsml.contains(&address(name)), "{nitf}\n{newsml}");
    }
    assert!(nitf.contains("<media-caption>") && nitf.contains("Bo Lind"), "{nitf}");
    xmllint("nitf-3-6.xsd", &[nitf]);
    let (from, to) = (newsml.find("<nitf").unwrap(), newsml.find("</inlineXML>").unwrap());
    xmllint("nitf-3-6.xsd", &[newsml[from..to].to_owned()]);
    xmllint("NewsML-G2_2.35-spec-All-Power.xsd", &[newsml]);
}

#[test]
fn stories_and_feeds_with_pictures_hold_together() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (piece, pictures, names, _) = shown(&desk);
    let icml = text(&piece, ExportFormat::Icml, &pictures);
    assert_eq!(unclean_references(&icml), Vec::<String>::new());
    assert!(names.iter().all(|name| icml.contains(&address(name))), "{icml}");
    let feed = text(&piece, ExportFormat::Rss, &pictures);
    let blog = text(&piece, ExportFormat::Wxr, &pictures);
    for said in [&feed, &blog] {
        assert!(!said.contains("pictures/") && said.contains("A chart.png of the sea"), "{said}");
    }
    well_formed(&[icml, feed, blog]);
    let wire = text(&piece, ExportFormat::Wire, &pictures);
    assert!(wire.contains("A chart.png of the sea") && !wire.contains("pictures/"), "{wire}");
    let plain = text(&piece, ExportFormat::Txt, &pictures);
    assert!(
        plain.contains("[Picture: A harbour.jpg of the sea. ") && plain.contains("Not once has it been late."),
        "{plain}"
    );
}

#[test]
fn a_book_has_its_pictures_and_epubcheck_complains_of_nothing() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (piece, pictures, names, _) = shown(&desk);
    let one = out(&piece, ExportFormat::Epub, &pictures);
    let other = Piece { id: None, slugline: "other".into(), headline: "Other".into(), ..piece.clone() };
    let many = convert_several(&[piece, other], ExportFormat::Epub, &outlet(), &pictures).unwrap();
    for book in [&one, &many] {
        let Some(files) = files_of_zip(book) else { return };
        for name in &names {
            let here = files.iter().filter(|(path, _)| path.ends_with(&address(name))).count();
            assert_eq!(here, 1, "{name}: once, however often it is called");
        }
    }
    epubcheck(&[one, many]);
}

#[test]
fn an_archive_has_the_pictures_beside_the_forms_that_call_them() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (piece, pictures, names, _) = shown(&desk);
    let paths = |formats: &[ExportFormat]| -> Option<Vec<String>> {
        let zip = archive_of(std::slice::from_ref(&piece), formats, &outlet(), &pictures).unwrap();
        assert!(!tells(&zip));
        Some(files_of_zip(&zip)?.into_iter().map(|(path, _)| path).collect())
    };
    let Some(with) = paths(&[ExportFormat::Md, ExportFormat::Icml]) else { return };
    assert!(with.len() == 6 && names.iter().all(|name| with.contains(&address(name))), "{with:?}");
    assert_eq!(paths(&[ExportFormat::Html]).unwrap(), ["ferry.html"], "a web page has them inside");
}

#[test]
fn a_word_file_brings_its_pictures_to_another_desk_and_back_again() {
    let Bench { desk, dir, .. } = bench();
    let (mut piece, pictures, ..) = shown(&desk);
    piece.body = piece.body.trim_end().to_owned();
    let file = dir.path().join("ferry.docx");
    let first = out(&piece, ExportFormat::Docx, &pictures);
    std::fs::write(&file, &first).unwrap();
    let Bench { desk: other, dir: _other, .. } = bench();
    let (back, receipt) = other.import_files(&[file]).remove(0).outcome.unwrap();
    let kept = receipt.iter().filter(|entry| entry.rule == "word.picture").count();
    assert_eq!(kept, 4, "{receipt:?}");
    let archive = Archive::open(other.dir()).unwrap();
    assert_eq!(back.body, piece.body, "the same words, the same names");
    assert_eq!(archive.pictures_leaving(&back), pictures, "the same bytes");
    let again = out(&Piece { language: piece.language.clone(), ..back }, ExportFormat::Docx, &pictures);
    assert!(again == first, "the same file");
}

#[test]
fn what_is_sealed_with_pictures_is_found_true_and_other_pictures_are_not() {
    let Bench { desk, dir, .. } = bench();
    let (piece, pictures, names, id) = shown(&desk);
    desk.seal(id).unwrap();
    let says = |name: &str, bytes: &[u8]| {
        let file = dir.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        desk.verify_file(&file, None).unwrap()
    };
    use ExportFormat::{Html, HtmlFragment, Md, Pdf, Txt};
    for format in [Html, HtmlFragment, Md, Txt, Pdf] {
        let name = format!("final.{}", format.extension());
        desk.export_to(id, (format, true), "", &dir.path().join(&name), true).unwrap();
        let bytes = std::fs::read(dir.path().join(&name)).unwrap();
        let said = says(&name, &bytes);
        assert!(said.matches, "{}: {said:?}", format.name());
        // A name alone proves nothing of the bytes that a reader gets.
        let by_eye = matches!(format, Pdf | Md | HtmlFragment);
        assert_eq!(said.says.contains("only eyes can compare"), by_eye, "{}: {}", format.name(), said.says);
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if format == Txt {
            continue;
        }
        let refused = |forged: String, what: &str| {
            assert_ne!(forged, text);
            let said = says(&name, forged.as_bytes());
            assert!(!said.matches && said.seal.is_some(), "{}, {what}: {said:?}", format.name());
        };
        refused(text.replacen("chart.png of the sea", "chart.png of the land", 1), "what a picture shows is text");
        let (own, other) = match format {
            Html => (wire_address("image/png", CHART), wire_address("image/gif", DOTS)),
            _ => (address(&names[1]), address(&names[3])),
        };
        refused(text.replacen(&own, &other, 1), "another picture under the same words");
    }
    assert!(piece.body.contains(&names[1]));
    // The files beside a text are read, whatever their names say.
    let whole = |format: ExportFormat| {
        let file = dir.path().join(format!("whole.{}", format.extension()));
        desk.export_to(id, (format, true), "", &file, true).unwrap();
        std::fs::read(&file).unwrap()
    };
    let text = whole(Md);
    std::fs::create_dir(dir.path().join("pictures")).unwrap();
    for picture in pictures.iter() {
        std::fs::write(dir.path().join(address(&picture.name)), &picture.bytes).unwrap();
    }
    let said = says("final.md", &text);
    assert!(said.matches && !said.says.contains("only eyes"), "{}", said.says);
    std::fs::write(dir.path().join(address(&names[1])), DOTS).unwrap();
    assert!(!says("final.md", &text).matches, "another picture under its name");
    let page = String::from_utf8(whole(Html)).unwrap();
    assert!(says("final.html", page.as_bytes()).matches);
    let other = page.replacen("<img ", "<img srcset=\"other.png\" ", 1);
    assert!(!says("final.html", other.as_bytes()).matches, "another picture in the place of the one that is read");
}

/// A picture as a web page holds it.
fn wire_address(media_type: &str, bytes: &[u8]) -> String {
    let Bench { desk, dir: _dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let name = desk.add_picture(id, "x", bytes).unwrap().name;
    let address = desk.picture_address(&name).unwrap().unwrap();
    assert!(address.starts_with(&format!("data:{media_type};base64,")));
    address
}

#[test]
fn what_leaves_keeps_its_shape_and_a_photograph_stands_upright() {
    for bytes in [HARBOUR, CHART, FERRY, DOTS] {
        let leaving = stripped(bytes);
        assert!(!tells(&leaving), "{SECRET}");
        assert_eq!(shape(&leaving).unwrap(), shape(bytes).unwrap());
        assert_eq!(stripped(&leaving), leaving, "once is enough");
        let (came, left) = (Picture::taken("a", bytes).unwrap(), Picture::taken("a", &leaving).unwrap());
        assert_eq!(came.name, left.name);
    }
}
