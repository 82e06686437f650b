//! Pictures in the desk folder.

use super::Both;
use crate::pictures::{CHART, FERRY, HARBOUR, tells, with_pictures};
use desk::{Archive, Options};
use model::picture::{address, stripped};
use model::{Field, PieceId};

fn shown(both: &Both) -> (PieceId, String) {
    let (id, names) = with_pictures(&both.desk, &[("harbour.jpg", HARBOUR)]);
    both.desk.rename(id, "ferry").unwrap();
    both.desk.sync_folder().unwrap();
    (id, address(&names[0]))
}

fn write(both: &Both, name: &str, bytes: &[u8]) {
    let path = both.path(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn the_pictures_of_a_piece_lie_beside_its_file_without_what_they_tell() {
    let both = Both::new(false);
    let (id, address) = shown(&both);
    assert!(both.file("ferry.md").contains(&format!("]({address} ")));
    let file = both.path(&address);
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes == *stripped(HARBOUR) && !tells(&bytes));
    assert_eq!(both.names(), ["ferry.md", "pictures"], "no file of the work is left");
    assert_eq!(std::fs::read_dir(both.path("pictures")).unwrap().count(), 1);
    // A picture that is there is not written again, whatever it holds.
    std::fs::write(&file, "somebody's own").unwrap();
    both.edit(id, 0, "Now: ");
    both.desk.sync_folder().unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), b"somebody's own");
    // One that was taken away is on the desk still, and comes back with the next change.
    std::fs::remove_file(&file).unwrap();
    both.desk.sync_folder().unwrap();
    assert_eq!(both.desk.pictures(id).unwrap().len(), 1);
    both.edit(id, 0, "And ");
    both.desk.sync_folder().unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), *stripped(HARBOUR));
    assert_eq!(both.desk.list(&crate::everything()).unwrap().total, 1, "a picture is no piece");
}

#[test]
fn a_new_file_brings_the_pictures_that_it_calls() {
    let both = Both::new(false);
    write(&both, "img/the ferry.webp", FERRY);
    write(&both, "chart.png", CHART);
    write(&both, "../outside.png", CHART);
    let text = "# The ferry\n\nIt sails.\n\n![At sea](img/the%20ferry.webp \"The ferry. Photo: Bo Lind\")\n\n\
                ![Fares](./chart.png)\n\n![Out](../outside.png)\n\n![Far](https://far.example/x.png)\n\n![None](none.png)\n";
    write(&both, "new.md", text.as_bytes());
    both.desk.sync_folder().unwrap();
    let id = both.desk.list(&crate::everything()).unwrap().rows[0].id;
    let pictures = both.desk.pictures(id).unwrap();
    let names: Vec<&str> = pictures.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(pictures.iter().all(|view| view.in_text));
    let body = both.body(id);
    for name in names {
        assert!(body.contains(&address(name)), "{body}");
        assert!(both.path(&address(name)).exists());
    }
    for left in ["(../outside.png)", "(https://far.example/x.png)", "(none.png)"] {
        assert!(body.contains(left), "{body}");
    }
    // The file now calls them as the desk does, and what lay there lies there still.
    assert!(both.file("new.md").contains("](pictures/the-ferry-"), "{}", both.file("new.md"));
    assert_eq!(std::fs::read(both.path("img/the ferry.webp")).unwrap(), FERRY);
}

#[test]
fn a_picture_that_is_written_into_a_file_comes_in_with_the_words() {
    let both = Both::new(false);
    let id = both.piece("ferry", "The ferry runs.");
    write(&both, "chart.png", CHART);
    both.outside("ferry.md", "The ferry runs.", "The ferry runs.\n\n![Fares](chart.png)");
    both.desk.sync_folder().unwrap();
    let name = both.desk.pictures(id).unwrap().remove(0).name;
    assert!(both.body(id).ends_with(&format!("![Fares]({})", address(&name))), "{}", both.body(id));
    both.desk.sync_folder().unwrap();
    assert!(both.file("ferry.md").contains(&address(&name)));
    assert_eq!(std::fs::read(both.path(&address(&name))).unwrap(), *stripped(CHART));
}

#[test]
fn a_picture_that_the_piece_has_is_not_read_again_with_its_words() {
    let both = Both::new(false);
    let (id, address) = shown(&both);
    // Whatever lies there by now: the desk has the picture of this name.
    write(&both, &address, CHART);
    both.outside("ferry.md", "It sails at dawn.", "It sails at noon.");
    both.desk.sync_folder().unwrap();
    assert!(both.body(id).contains("noon") && both.body(id).contains(&address), "{}", both.body(id));
    assert_eq!(both.desk.pictures(id).unwrap().len(), 1);
}

#[test]
fn a_folder_that_another_desk_wrote_brings_all_of_its_pictures() {
    let both = Both::new(false);
    let (_, address) = shown(&both);
    let other = tempfile::tempdir().unwrap();
    let desk = desk::Desk::open(Options::new(other.path().join("desk"))).unwrap();
    desk.set_folder(Some(&both.dir.path().join("folder"))).unwrap();
    desk.sync_folder().unwrap();
    let id = desk.list(&crate::everything()).unwrap().rows[0].id;
    assert!(
        desk.open_piece(id)
            .unwrap()
            .fields
            .iter()
            .any(|(field, text, _)| *field == Field::Body && text.contains(&address))
    );
    let archive = Archive::open(desk.dir()).unwrap();
    assert_eq!(archive.pictures_leaving(&archive.piece(id).unwrap()).iter().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_leads_neither_in_nor_out() {
    let both = Both::new(false);
    let elsewhere = both.dir.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::write(elsewhere.join("private.png"), CHART).unwrap();
    std::os::unix::fs::symlink(elsewhere.join("private.png"), both.path("x.png")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, both.path("pictures")).unwrap();
    write(&both, "new.md", b"Words.\n\n![x](x.png)\n\n![y](pictures/private.png)\n");
    both.desk.sync_folder().unwrap();
    let id = both.desk.list(&crate::everything()).unwrap().rows[0].id;
    assert!(both.desk.pictures(id).unwrap().is_empty());
    with_pictures(&both.desk, &[("harbour.jpg", HARBOUR)]);
    both.desk.sync_folder().unwrap();
    assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 1, "nothing is written through a link");
}
