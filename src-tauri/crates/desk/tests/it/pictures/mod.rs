//! Pictures of pieces: in, kept, shown, out, and gone.

use super::{Bench, bench, body, everything, open, typed};
use desk::review::ReadbackWanted;
use desk::{Archive, Desk, ErrorKind, Remote, maintenance};
use model::picture::{Picture, address, stripped};
use model::{Field, PieceId};

pub(crate) const HARBOUR: &[u8] = include_bytes!("../../../../../../tests/fixtures/pictures/harbour.jpg");
pub(crate) const CHART: &[u8] = include_bytes!("../../../../../../tests/fixtures/pictures/chart.png");
pub(crate) const FERRY: &[u8] = include_bytes!("../../../../../../tests/fixtures/pictures/ferry.webp");
pub(crate) const DOTS: &[u8] = include_bytes!("../../../../../../tests/fixtures/pictures/dots.gif");
/// What the pictures tell of, and no file that leaves.
pub(crate) const SECRET: &str = "Harbourcam 9";

/// Whether some bytes tell what must not leave.
pub(crate) fn tells(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes())
}

/// A new piece that shows these pictures in its body; gives their names.
pub(crate) fn with_pictures(desk: &Desk, files: &[(&str, &[u8])]) -> (PieceId, Vec<String>) {
    let id = desk.new_piece().unwrap().id;
    let mut text = "It sails at dawn.\n".to_owned();
    let mut names = Vec::new();
    for (file, bytes) in files {
        let name = desk.add_picture(id, file, bytes).unwrap().name;
        text.push_str(&format!("\n![A {file} of the sea]({} \"The ferry. Photograph: Bo Lind\")\n", address(&name)));
        names.push(name);
    }
    text.push_str("\nNot once has it been late.\n");
    desk.edit(id, Field::Body, 0, typed(0, 0, &text)).unwrap();
    (id, names)
}

#[test]
fn a_picture_is_kept_as_it_came_and_shown_without_what_it_tells() {
    let Bench { desk, dir, .. } = bench();
    let (id, names) = with_pictures(&desk, &[("Harbour at dawn.JPG", HARBOUR), ("chart.png", CHART)]);
    assert!(names[0].starts_with("harbour-at-dawn-") && names[0].ends_with(".jpg"), "{names:?}");
    let views = desk.pictures(id).unwrap();
    let told: Vec<_> = views.iter().map(|view| (view.kind.as_str(), view.width, view.height, view.in_text)).collect();
    assert_eq!(told, [("JPEG", 80, 120, true), ("PNG", 160, 60, true)], "the first lies on its side");
    assert_eq!(views[0].bytes, HARBOUR.len() as u64, "the original");
    let shown = desk.picture(&names[0]).unwrap().unwrap();
    assert!(tells(HARBOUR) && !tells(&shown.bytes));
    assert_eq!(*shown.bytes, *stripped(HARBOUR));
    let archive = Archive::open(&dir.path().join("desk")).unwrap();
    assert_eq!(archive.pictures(id).unwrap(), views);
    assert_eq!(archive.pictures_leaving(&archive.piece(id).unwrap()).iter().count(), 2);
    desk.close();
    let (desk, ..) = open(dir.path());
    assert_eq!(desk.pictures(id).unwrap(), views);
    assert!(maintenance::doctor(desk.dir()).unwrap().is_sound());
}

#[test]
fn the_same_picture_has_one_name_whatever_its_file_is_called_and_tells() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (id, names) = with_pictures(&desk, &[("a.jpg", HARBOUR)]);
    let again = desk.add_picture(id, &names[0], &stripped(HARBOUR)).unwrap();
    assert_eq!(again.name, names[0]);
    let other = desk.add_picture(id, "other.jpg", HARBOUR).unwrap();
    assert_ne!(other.name, names[0]);
    assert_eq!(desk.picture(&other.name).unwrap(), desk.picture(&names[0]).unwrap());
    assert_eq!(desk.pictures(id).unwrap().len(), 1);
}

#[test]
fn what_is_no_picture_is_refused_with_a_sentence_and_changes_nothing() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let mut huge = CHART.to_vec();
    huge[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    for (name, bytes) in [
        ("cut.jpg", &HARBOUR[..700]),
        ("cut.png", &CHART[..200]),
        ("flipped.png", &[&CHART[..300], &[CHART[300] ^ 4], &CHART[301..]].concat()),
        ("huge.png", &huge),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("notes.png", b"only words"),
        ("", b""),
    ] {
        let error = desk.add_picture(id, name, bytes).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::BadInput, "{name}");
        assert!(error.to_string().ends_with("Nothing was changed."), "{error}");
    }
    let named = desk.add_picture(id, "lies.gif", CHART).unwrap();
    assert!(named.kind == "PNG" && named.name.ends_with(".png"), "its bytes say what it is");
    let missing = desk.add_picture_file(id, &dir.path().join("none.png")).unwrap_err();
    assert_eq!(*missing.kind(), ErrorKind::NotFound);
    assert_eq!(desk.pictures(id).unwrap().len(), 1);
}

#[test]
fn a_piece_that_copies_the_words_of_another_has_its_pictures_too() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (id, names) = with_pictures(&desk, &[("a.png", CHART), ("b.gif", DOTS)]);
    let copy = desk.duplicate(id).unwrap();
    let third = desk.new_piece().unwrap().id;
    desk.edit(third, Field::Body, 0, typed(0, 0, &format!("![x]({})", address(&names[0])))).unwrap();
    assert_eq!(desk.pictures(copy).unwrap().len(), 2);
    assert_eq!(desk.pictures(third).unwrap().len(), 1);
    desk.bin(id).unwrap();
    desk.bin(copy).unwrap();
    assert_eq!(desk.empty_bin(2).unwrap(), 2);
    assert!(desk.picture(&names[0]).unwrap().is_some(), "the third piece has it");
    assert_eq!(desk.picture(&names[1]).unwrap(), None, "nobody has it");
    assert_eq!(desk.list(&everything()).unwrap().total, 1);
    assert!(maintenance::doctor(desk.dir()).unwrap().is_sound());
}

#[test]
fn a_picture_is_taken_away_for_good_and_the_text_stays() {
    let Bench { desk, dir: _dir, .. } = bench();
    let (id, names) = with_pictures(&desk, &[("a.jpg", HARBOUR)]);
    let before = body(&desk, id);
    assert_eq!(*desk.remove_picture(id, "b").unwrap_err().kind(), ErrorKind::NotFound);
    assert!(desk.remove_picture(id, "a-").unwrap().in_text, "the beginning of its name is enough");
    assert_eq!((desk.pictures(id).unwrap(), desk.picture(&names[0]).unwrap()), (vec![], None));
    assert_eq!(body(&desk, id), before);
    desk.edit(id, Field::Body, 1, typed(model::utf16_len(&before), 0, "x")).unwrap();
    assert!(desk.pictures(id).unwrap().is_empty(), "an edit does not bring it back");
    assert_eq!(desk.add_picture(id, "a.jpg", HARBOUR).unwrap().name, names[0], "the file does");
}

#[test]
fn a_picture_that_came_with_another_piece_stays_for_those_that_call_it() {
    let Bench { desk, dir: _dir, .. } = bench();
    let name = Picture::taken("chart.png", CHART).unwrap().name;
    let calls = format!("![Fares]({})", address(&name));
    let [early, late] = [desk.new_piece().unwrap().id, desk.new_piece().unwrap().id];
    for id in [early, late] {
        desk.edit(id, Field::Body, 0, typed(0, 0, &calls)).unwrap();
    }
    let (brings, names) = with_pictures(&desk, &[("chart.png", CHART)]);
    assert_eq!(names[0], name);
    assert!(desk.pictures(early).unwrap().is_empty() && desk.pictures(late).unwrap().is_empty());
    desk.edit(late, Field::Body, 1, typed(0, 0, "Now: ")).unwrap();
    assert_eq!(desk.pictures(late).unwrap().len(), 1, "the next change holds it");
    desk.remove_picture(late, &name).unwrap();
    desk.bin(late).unwrap();
    desk.bin(brings).unwrap();
    assert_eq!(desk.empty_bin(2).unwrap(), 2);
    assert!(desk.picture(&name).unwrap().is_some(), "the first piece calls it still");
    assert_eq!(desk.pictures(early).unwrap().len(), 1);
    desk.remove_picture(early, &name).unwrap();
    assert_eq!(desk.picture(&name).unwrap(), None, "nobody calls it any more but the piece that gave it away");
    assert!(maintenance::doctor(desk.dir()).unwrap().is_sound());
}

#[test]
fn a_file_to_read_back_holds_its_pictures() {
    let Bench { desk, dir, .. } = bench();
    let (id, _) = with_pictures(&desk, &[("chart.png", CHART)]);
    let path = dir.path().join("readback.html");
    let wanted = ReadbackWanted { against: None, to: "Ilse Varden".into(), path: path.clone(), force: false };
    desk.readback_export(id, &wanted).unwrap();
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.contains("<img src=\"data:image/png;base64,") && !page.contains("src=\"pictures/"));
}

#[test]
fn another_process_asks_the_open_desk() {
    let Bench { desk, dir, .. } = bench();
    let id = desk.new_piece().unwrap().id;
    let file = dir.path().join("Chart.png");
    std::fs::write(&file, CHART).unwrap();
    let remote = || Remote::connect(desk.dir()).unwrap().unwrap();
    let came = remote().add_picture_file(id, &file).unwrap();
    assert_eq!(desk.pictures(id).unwrap(), vec![came.clone()]);
    assert_eq!(*remote().remove_picture(id, "none").unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(remote().remove_picture(id, &came.name).unwrap(), came);
    assert!(desk.pictures(id).unwrap().is_empty());
}

#[test]
fn a_markdown_file_brings_its_pictures_whatever_is_said_below_them() {
    let Bench { desk, dir, .. } = bench();
    std::fs::write(dir.path().join("harbour.jpg"), HARBOUR).unwrap();
    let picture = "![At sea](harbour.jpg \"The old ferry at dawn. Photograph: Ansel Wright/Harbour Images\")";
    let words = "It sails at dawn, and nobody on the Harbour Board has said what it cost those who scrub and bake.";
    let file = dir.path().join("ferry.md");
    for text in [
        format!("# The ferry\n\n{words}\n\n{picture}\n\n{words}\n"),
        format!("{picture}\n\n# The ferry\n\n{words}\n"),
        format!("# The ferry\n\n{picture}\n\nBy Ilse Varden\n\n{words}\n\n{words}\n"),
        format!("---\nheadline: The ferry\n---\n\n{words}\n\n{picture}\n"),
        format!("# The ferry\n\n{words}\n\n{picture}\n"),
    ] {
        std::fs::write(&file, &text).unwrap();
        let (piece, receipt) = desk.import_files(std::slice::from_ref(&file)).remove(0).outcome.unwrap();
        let views = desk.pictures(piece.id.unwrap()).unwrap();
        assert!(views.len() == 1 && views[0].in_text, "{text}\n{receipt:?}");
        assert!(piece.body.contains("Harbour Images") && piece.headline == "The ferry", "{}", piece.body);
        let (read, pictures) = desk::read_file_with_pictures(&file).unwrap();
        assert_eq!((read.body, pictures.iter().count()), (piece.body, 1));
    }
}
