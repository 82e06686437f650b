//! A folder that may not be written. Tests may run as the superuser, who may write everywhere: a child gives that up.

use crate::common::{change, id};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use store::{Error, Writer, WriterOptions, backup};

const DIR: &str = "STORE_PERMISSION_DIR";
const NOBODY: u32 = 65_534;

/// Not a test but what the child does.
#[test]
fn child_that_may_not_write() {
    let Ok(dir) = std::env::var(DIR) else { return };
    let dir = Path::new(&dir);
    let opened = Writer::open(dir, WriterOptions::default()).map(|_| ());
    assert!(matches!(opened, Err(Error::Permission)), "{opened:?}");
    let made = backup::make(dir, 1);
    assert!(matches!(made, Err(Error::Permission)), "{made:?}");
}

#[test]
fn dl_21_a_folder_that_may_not_be_written_is_called_so() {
    let top = tempfile::tempdir().unwrap();
    let dir = top.path().join("desk");
    std::fs::create_dir(&dir).unwrap();
    let writer = Writer::open(&dir, WriterOptions::default()).unwrap();
    writer.submit(vec![change(id(1), 1, "one", b"a")]).wait().unwrap();
    drop(writer);
    let mode = |path: &Path, mode: u32| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(&dir.join(store::FILE_NAME), 0o444);
    mode(&dir, 0o555);
    mode(top.path(), 0o755);
    // Where the other user may reach it.
    let program = top.path().join("child");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    mode(&program, 0o755);
    let mut child = Command::new(&program);
    child.args(["permission::child_that_may_not_write", "--exact"]).env(DIR, &dir).current_dir("/");
    if std::fs::write(dir.join("probe"), "").is_ok() {
        child.uid(NOBODY).gid(NOBODY);
    }
    let out = child.output().unwrap();
    assert!(out.status.success(), "{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    mode(&dir, 0o755);
}
