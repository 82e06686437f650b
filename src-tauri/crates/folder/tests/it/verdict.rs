//! When nothing is concluded.

use crate::{LIMIT, scan};
use folder::scan::folder_id;
use folder::{Change, FileId, Known, Listing, Pause, Trust, Verdict, compare};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

fn fill(dir: &Path, count: usize) -> Listing {
    for n in 0..count {
        fs::write(dir.join(format!("{n}.md")), format!("text {n}")).unwrap();
    }
    scan(dir, &[])
}

fn remove(dir: &Path, names: std::ops::Range<usize>) {
    names.for_each(|n| fs::remove_file(dir.join(format!("{n}.md"))).unwrap());
}

fn vanished(verdict: &Verdict) -> usize {
    match verdict {
        Verdict::Changes(changes) => changes.iter().filter(|c| matches!(c, Change::Vanished { .. })).count(),
        Verdict::Pause(_) => 0,
    }
}

#[test]
fn dl_33_an_emptied_folder_is_asked_about() {
    let dir = tempdir().unwrap();
    let before = fill(dir.path(), 20);
    remove(dir.path(), 0..20);
    let now = scan(dir.path(), &before.files);
    let verdict = compare(&before.files, before.folder, &now, false);
    assert!(matches!(&verdict, Verdict::Pause(Pause::ManyVanished { vanished, of: 20 }) if vanished.len() == 20));
    assert_eq!(vanished(&compare(&before.files, before.folder, &now, true)), 20, "the person said so");
}

#[test]
fn dl_33_the_bound_is_three_files_and_more_than_half() {
    for (count, gone, pauses) in
        [(2, 2, false), (3, 3, true), (3, 2, false), (6, 3, false), (6, 4, true), (20, 10, false)]
    {
        let dir = tempdir().unwrap();
        let before = fill(dir.path(), count);
        remove(dir.path(), 0..gone);
        let now = scan(dir.path(), &before.files);
        let verdict = compare(&before.files, before.folder, &now, false);
        assert_eq!(matches!(verdict, Verdict::Pause(_)), pauses, "{gone} of {count}: {verdict:?}");
        assert_eq!(vanished(&verdict), if pauses { 0 } else { gone });
    }
}

#[test]
fn dl_33_renamed_files_have_not_vanished() {
    let dir = tempdir().unwrap();
    let before = fill(dir.path(), 10);
    for n in 0..10 {
        fs::rename(dir.path().join(format!("{n}.md")), dir.path().join(format!("new {n}.md"))).unwrap();
    }
    let now = scan(dir.path(), &before.files);
    let Verdict::Changes(changes) = compare(&before.files, before.folder, &now, false) else { panic!("a pause") };
    assert_eq!(changes.iter().filter(|c| matches!(c, Change::Renamed { modified: false, .. })).count(), 10);
}

#[test]
fn dl_34_a_folder_that_is_gone_is_not_an_empty_one() {
    let base = tempdir().unwrap();
    let dir = base.path().join("desk");
    let look = |known: &[Known]| folder::scan(&dir, known, Trust::Stamps, LIMIT).map(|l| l.files.len());
    assert_eq!(look(&[]), Err(Pause::FolderMissing));
    fs::write(&dir, "a file").unwrap();
    assert_eq!(look(&[]), Err(Pause::NotAFolder));
    fs::remove_file(&dir).unwrap();
    fs::create_dir(&dir).unwrap();
    assert_eq!(look(&[]), Ok(0));
}

#[test]
fn dl_34_the_empty_place_of_an_unmounted_share_is_another_folder() {
    let base = tempdir().unwrap();
    let dir = base.path().join("desk");
    fs::create_dir(&dir).unwrap();
    // One file only: the count of the vanished would not tell.
    let before = fill(&dir, 1);
    fs::rename(&dir, base.path().join("elsewhere")).unwrap();
    fs::create_dir(&dir).unwrap();
    let now = scan(&dir, &before.files);
    assert_eq!(compare(&before.files, before.folder, &now, false), Verdict::Pause(Pause::OtherFolder));
    // Others' files in it, with the same names.
    fs::write(dir.join("0.md"), "another text").unwrap();
    let now = scan(&dir, &before.files);
    assert_eq!(compare(&before.files, before.folder, &now, false), Verdict::Pause(Pause::OtherFolder));
}

#[test]
fn dl_34_a_share_that_was_mounted_again_is_known_by_its_files() {
    let dir = tempdir().unwrap();
    let before = fill(dir.path(), 4);
    let home = folder_id(dir.path()).unwrap().map(|id| FileId { volume: id.volume + 1, ..id });
    fs::write(dir.path().join("0.md"), "edited while it was away").unwrap();
    fs::rename(dir.path().join("1.md"), dir.path().join("x.md")).unwrap();
    let now = scan(dir.path(), &before.files);
    let Verdict::Changes(changes) = compare(&before.files, home, &now, false) else { panic!("a pause") };
    assert_eq!(changes.len(), 2);
    for n in [2, 3] {
        fs::write(dir.path().join(format!("{n}.md")), "edited as well").unwrap();
    }
    let now = scan(dir.path(), &before.files);
    assert_eq!(compare(&before.files, home, &now, false), Verdict::Pause(Pause::OtherFolder));
    assert!(matches!(compare(&before.files, home, &now, true), Verdict::Changes(_)), "the person said so");
}

#[test]
fn a_folder_of_which_nothing_is_known_is_taken_as_it_is() {
    let dir = tempdir().unwrap();
    let now = fill(dir.path(), 5);
    let Verdict::Changes(changes) = compare(&[], None, &now, false) else { panic!("a pause") };
    assert_eq!(changes.len(), 5);
}
