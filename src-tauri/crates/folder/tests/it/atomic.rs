use crate::names_in;
use folder::atomic::{foresee, sweep, write};
use folder::{Expect, Hash, Lost, WriteError, file_name};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};
use tempfile::tempdir;

#[test]
fn a_new_file_is_written_and_nothing_is_left_beside_it() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    let written = write(&path, b"one\n", Expect::Absent).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"one\n");
    assert_eq!(written.hash, Hash::of(b"one\n"));
    assert_eq!(written.stamp, folder::Stamp::of(&path, &path.metadata().unwrap()));
    assert_eq!(names_in(dir.path()), ["a.md"]);
    assert_eq!(written.lost, []);
}

#[test]
fn a_new_file_never_replaces_one() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    fs::write(&path, "theirs").unwrap();
    assert!(matches!(write(&path, b"ours", Expect::Absent), Err(WriteError::Changed)));
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names_in(dir.path()), ["a.md"]);
}

#[test]
fn dl_05_a_stale_text_is_not_written_over_a_newer_one() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    let first = write(&path, b"one", Expect::Absent).unwrap();
    fs::write(&path, "theirs").unwrap();
    assert!(matches!(write(&path, b"two", Expect::Content(first.hash)), Err(WriteError::Changed)));
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names_in(dir.path()), ["a.md"]);
    write(&path, b"two", Expect::Content(Hash::of(b"theirs"))).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(names_in(dir.path()), ["a.md"]);
}

#[test]
fn dl_05_of_many_writers_with_the_same_base_one_wins_and_the_others_are_told() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    for round in 0..20 {
        let base = format!("base {round}");
        fs::write(&path, &base).unwrap();
        let base = Hash::of(base.as_bytes());
        let texts: Vec<String> = (0..4).map(|n| format!("round {round}, writer {n}")).collect();
        let done: Vec<bool> = std::thread::scope(|scope| {
            let write = |text: &String| match write(&path, text.as_bytes(), Expect::Content(base)) {
                Ok(_) => true,
                Err(WriteError::Changed) => false,
                Err(other) => panic!("{other}"),
            };
            let threads: Vec<_> = texts.iter().map(|text| scope.spawn(move || write(text))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let winners: Vec<&String> = texts.iter().zip(&done).filter(|(_, done)| **done).map(|(text, _)| text).collect();
        let [winner] = winners[..] else { panic!("{winners:?} were told “saved”") };
        assert_eq!(fs::read_to_string(&path).unwrap(), *winner);
        assert_eq!(names_in(dir.path()), ["a.md"]);
    }
}

#[test]
fn dl_32_a_deleted_file_does_not_rise_again_unasked() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    let first = write(&path, b"one", Expect::Absent).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(matches!(write(&path, b"two", Expect::Content(first.hash)), Err(WriteError::Changed)));
    assert_eq!(names_in(dir.path()), [""; 0]);
}

#[test]
fn dl_34_a_folder_that_went_is_told_and_not_made_anew() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("gone/a.md");
    for expect in [Expect::Absent, Expect::Anything, Expect::Content(Hash::of(b""))] {
        assert!(matches!(write(&path, b"x", expect), Err(WriteError::FolderMissing)), "{expect:?}");
    }
    assert_eq!(names_in(dir.path()), [""; 0]);
}

#[test]
fn what_is_no_file_is_not_replaced() {
    let dir = tempdir().unwrap();
    fs::create_dir(dir.path().join("a.md")).unwrap();
    assert!(matches!(write(&dir.path().join("a.md"), b"x", Expect::Anything), Err(WriteError::NotAFile(_))));
    assert!(dir.path().join("a.md").is_dir());
    #[cfg(unix)]
    assert!(matches!(write(Path::new("/dev/null"), b"x", Expect::Anything), Err(WriteError::NotAFile(_))));
}

#[test]
fn dl_35_odd_names_can_be_written_and_too_long_ones_are_told() {
    let dir = tempdir().unwrap();
    for slug in ["CON", "ends.", "👩‍👩‍👧‍👦", &"ä".repeat(300), "naïve", "a/b\\c"] {
        let path = dir.path().join(file_name(slug));
        write(&path, slug.as_bytes(), Expect::Absent).unwrap();
        assert_eq!(fs::read(&path).unwrap(), slug.as_bytes());
    }
    let long = dir.path().join(format!("{}.md", "a".repeat(300)));
    assert!(matches!(write(&long, b"x", Expect::Absent), Err(WriteError::NameTooLong)));
}

#[test]
fn dl_01_leftovers_of_a_crash_are_removed_and_nothing_else() {
    let dir = tempdir().unwrap();
    let ours = ".standfirst-0123456789ab.tmp";
    let others = [".standfirst-notes.md", ".standfirst-short.tmp", "a.tmp", "a.md", ".standfirst-0123456789a!.tmp"];
    for name in [ours].iter().chain(&others) {
        fs::write(dir.path().join(name), "x").unwrap();
    }
    let hour = Duration::from_secs(3600);
    let now = SystemTime::now();
    assert_eq!(sweep(dir.path(), hour, now).unwrap(), 0, "it may belong to a write that runs");
    assert_eq!(sweep(dir.path(), hour, now + hour + hour).unwrap(), 1);
    let mut left: Vec<&str> = others.to_vec();
    left.sort_unstable();
    assert_eq!(names_in(dir.path()), left);
    assert!(sweep(&dir.path().join("gone"), hour, now).is_err());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    #[test]
    fn dl_08_a_link_stays_a_link_and_what_it_leads_to_is_written() {
        let dir = tempdir().unwrap();
        fs::create_dir(dir.path().join("far")).unwrap();
        fs::write(dir.path().join("far/real.md"), "old").unwrap();
        symlink("far/real.md", dir.path().join("near.md")).unwrap();
        symlink("near.md", dir.path().join("a.md")).unwrap();
        write(&dir.path().join("a.md"), b"new", Expect::Content(Hash::of(b"old"))).unwrap();
        assert_eq!(fs::read(dir.path().join("far/real.md")).unwrap(), b"new");
        assert!(dir.path().join("a.md").symlink_metadata().unwrap().is_symlink());
        assert!(dir.path().join("near.md").symlink_metadata().unwrap().is_symlink());
    }

    #[test]
    fn a_link_to_nothing_is_followed_too_and_a_circle_is_an_error() {
        let dir = tempdir().unwrap();
        symlink("later.md", dir.path().join("a.md")).unwrap();
        write(&dir.path().join("a.md"), b"new", Expect::Absent).unwrap();
        assert_eq!(fs::read(dir.path().join("later.md")).unwrap(), b"new");
        symlink("y.md", dir.path().join("x.md")).unwrap();
        symlink("x.md", dir.path().join("y.md")).unwrap();
        assert!(matches!(write(&dir.path().join("x.md"), b"new", Expect::Anything), Err(WriteError::Io(_))));
    }

    #[test]
    fn dl_08_mode_and_attributes_go_over_to_the_new_file() {
        let dir = tempdir().unwrap();
        let path = dir.path().join("a.md");
        for mode in [0o600, 0o640, 0o664, 0o755] {
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let has_attributes = setxattr(&path, "user.colour", b"red", XattrFlags::empty()).is_ok();
            let before = path.metadata().unwrap().ino();
            let written = write(&path, b"new", Expect::Content(Hash::of(b"old"))).unwrap();
            assert_ne!(path.metadata().unwrap().ino(), before, "a new file took the place");
            assert_eq!(path.metadata().unwrap().mode() & 0o777, mode);
            assert_eq!(written.lost, []);
            if has_attributes {
                let mut value = [0; 8];
                assert_eq!(getxattr(&path, "user.colour", &mut value), Ok(3));
                assert_eq!(&value[..3], b"red");
            } else {
                println!("skipped in part: this file system has no attributes of users");
            }
        }
    }

    #[test]
    fn a_new_file_is_as_readable_as_any_new_file() {
        let dir = tempdir().unwrap();
        fs::write(dir.path().join("usual.md"), "x").unwrap();
        write(&dir.path().join("a.md"), b"x", Expect::Absent).unwrap();
        let mode = |name: &str| dir.path().join(name).metadata().unwrap().mode();
        assert_eq!(mode("a.md"), mode("usual.md"));
    }

    #[test]
    fn dl_08_a_hard_link_is_told_before_and_after_and_the_other_name_keeps_the_old_text() {
        let dir = tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "old").unwrap();
        assert_eq!(foresee(&path), []);
        fs::hard_link(&path, dir.path().join("b.md")).unwrap();
        assert_eq!(foresee(&path), [Lost::HardLink]);
        let written = write(&path, b"new", Expect::Anything).unwrap();
        assert_eq!(written.lost, [Lost::HardLink]);
        assert_eq!(fs::read(dir.path().join("b.md")).unwrap(), b"old");
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn a_file_marked_read_only_is_left_alone() {
        let dir = tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(write(&path, b"new", Expect::Anything), Err(WriteError::FileReadOnly)));
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
}
