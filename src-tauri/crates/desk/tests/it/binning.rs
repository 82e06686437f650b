//! The bin: in, out, and emptied.

use super::history::write;
use super::{Bench, bench, body, everything};
use desk::{ErrorKind, ListQuery, maintenance};

#[test]
fn a_bin_is_emptied_only_of_as_many_pieces_as_were_told() {
    let Bench { desk, dir, .. } = bench();
    let ids: Vec<_> = (0..3).map(|_| desk.new_piece().unwrap().id).collect();
    for id in &ids {
        write(&desk, *id, "Zeppelins everywhere.");
    }
    desk.save_version(ids[0], "Last words").unwrap();
    let print = desk.print_file(ids[0], (desk::ExportFormat::Galley, false), "").unwrap();
    assert!(print.exists());
    desk.bin(ids[0]).unwrap();
    desk.bin(ids[1]).unwrap();
    let refused = desk.empty_bin(1).unwrap_err();
    assert!(refused.to_string().contains("holds 2 by now"), "{refused}");
    desk.unbin(ids[1]).unwrap();
    assert_eq!(desk.empty_bin(1).unwrap(), 1);
    assert!(!print.exists(), "what was printed of it is gone, too");
    assert_eq!(*desk.open_piece(ids[0]).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(body(&desk, ids[1]), "Zeppelins everywhere.", "what came out of the bin stays");
    let found = ListQuery { search: "zeppelins".into(), ..everything() };
    assert_eq!(desk.list(&found).unwrap().total, 2);
    assert_eq!(desk.empty_bin(0).unwrap(), 0);
    let name = desk.rename(ids[2], "untitled").unwrap();
    assert_eq!(name, "untitled", "its name is free again");
    assert!(maintenance::doctor(desk.dir()).unwrap().is_sound(), "{:?}", maintenance::doctor(desk.dir()));
    desk.close();
    assert_eq!(maintenance::rebuild(&dir.path().join("desk")).unwrap().pieces, 2);
    assert!(maintenance::doctor(&dir.path().join("desk")).unwrap().is_sound());
    // The backup of just before has it.
    let backup = maintenance::backups(&dir.path().join("desk")).unwrap().remove(0);
    maintenance::restore(&dir.path().join("desk"), &backup.path, 1_795_000_000_000).unwrap();
    let archive = desk::Archive::open(&dir.path().join("desk")).unwrap();
    assert_eq!(archive.piece(ids[0]).unwrap().body, "Zeppelins everywhere.");
}
