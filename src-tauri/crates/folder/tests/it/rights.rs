//! What a person may not do. The administrator may do all, so these run in a child process that is nobody.

#![cfg(unix)]

use crate::{LIMIT, names_in};
use folder::atomic::write;
use folder::{Expect, Hash, Lost, Pause, ReadError, Trust, WriteError};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::{TempDir, tempdir};

/// Tells the child process which folder it is to use.
const DIR: &str = "FOLDER_TEST_DIR";

const NOBODY: u32 = 65_534;

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Runs one of the ignored tests below as nobody, in this folder. False, and the reason printed, where that can't be.
fn as_nobody(test: &str, dir: &TempDir) -> bool {
    set(dir.path(), 0o755);
    // The build's folder may be closed to others.
    let program = dir.path().join("test-program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    set(&program, 0o755);
    let mut command = Command::new(&program);
    command.args(["--exact", &format!("rights::{test}"), "--ignored", "--nocapture"]).env(DIR, dir.path());
    command.current_dir("/");
    if rustix::process::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    match command.output() {
        Err(error) => {
            println!("skipped: no process without rights can be started here: {error}");
            false
        }
        Ok(out) => {
            let said = String::from_utf8_lossy(&out.stdout);
            assert!(
                out.status.success() && said.contains("1 passed"),
                "{said}{}",
                String::from_utf8_lossy(&out.stderr)
            );
            true
        }
    }
}

fn given() -> Option<PathBuf> {
    std::env::var_os(DIR).map(PathBuf::from)
}

#[test]
fn dl_08_a_read_only_folder_with_a_writable_file_is_told_and_the_file_stays() {
    let dir = tempdir().unwrap();
    let inner = dir.path().join("desk");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.md"), "old").unwrap();
    set(&inner.join("a.md"), 0o666);
    set(&inner, 0o555);
    as_nobody("child_in_a_read_only_folder", &dir);
    assert_eq!(fs::read(inner.join("a.md")).unwrap(), b"old");
    assert_eq!(names_in(&inner), ["a.md"]);
}

#[test]
#[ignore = "run by the test above, as nobody"]
fn child_in_a_read_only_folder() {
    let Some(dir) = given() else { return };
    let path = dir.join("desk/a.md");
    for expect in [Expect::Anything, Expect::Content(Hash::of(b"old"))] {
        assert!(matches!(write(&path, b"new", expect), Err(WriteError::FolderReadOnly)));
    }
    assert!(matches!(write(&dir.join("desk/b.md"), b"new", Expect::Absent), Err(WriteError::FolderReadOnly)));
}

#[test]
fn a_file_of_somebody_else_can_be_replaced_and_its_new_owner_is_told() {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only the administrator can make a file of somebody else");
        return;
    }
    let dir = tempdir().unwrap();
    let inner = dir.path().join("desk");
    fs::create_dir(&inner).unwrap();
    set(&inner, 0o777);
    fs::write(inner.join("a.md"), "old").unwrap();
    set(&inner.join("a.md"), 0o644);
    as_nobody("child_replaces_a_file_of_another", &dir);
}

#[test]
#[ignore = "run by the test above, as nobody"]
fn child_replaces_a_file_of_another() {
    let Some(dir) = given() else { return };
    let path = dir.join("desk/a.md");
    let written = write(&path, b"new", Expect::Content(Hash::of(b"old"))).unwrap();
    assert_eq!(written.lost, [Lost::Owner]);
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn a_file_that_may_not_be_read_has_not_vanished_and_a_closed_folder_pauses() {
    let dir = tempdir().unwrap();
    let (inner, closed) = (dir.path().join("desk"), dir.path().join("closed"));
    for folder in [&inner, &closed] {
        fs::create_dir(folder).unwrap();
        set(folder, 0o755);
    }
    fs::write(inner.join("a.md"), "mine").unwrap();
    set(&inner.join("a.md"), 0o000);
    set(&closed, 0o000);
    let done = as_nobody("child_scans_what_it_may_not_read", &dir);
    set(&closed, 0o755);
    if !done {
        println!("skipped: see above");
    }
}

#[test]
#[ignore = "run by the test above, as nobody"]
fn child_scans_what_it_may_not_read() {
    let Some(dir) = given() else { return };
    if rustix::process::geteuid().is_root() {
        return;
    }
    let listing = folder::scan(&dir.join("desk"), &[], Trust::Stamps, LIMIT).unwrap();
    assert!(
        matches!(listing.unread[..], [folder::scan::Unread { why: ReadError::Denied, .. }]),
        "{:?}",
        listing.unread
    );
    let closed = folder::scan(&dir.join("closed"), &[], Trust::Stamps, LIMIT);
    assert!(matches!(closed, Err(Pause::FolderUnreadable(std::io::ErrorKind::PermissionDenied))), "{closed:?}");
}
