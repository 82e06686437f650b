//! The writer is killed at any moment. (This proves that no half file is ever under the name; that the bytes reach the
//! disk first is proved by the order of the steps, in `faults`.)

use crate::{eventually, names_in};
use folder::Expect;
use folder::atomic::{sweep, write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};
use tempfile::tempdir;

/// Tells the child process which file it is to write.
const FILE: &str = "FOLDER_TEST_FILE";

/// Long enough that a write takes several calls of the system.
fn text(n: u64) -> Vec<u8> {
    format!("version {n} of the text\n").repeat(5_000).into_bytes()
}

fn is_whole(bytes: &[u8]) -> bool {
    let first = bytes.split_inclusive(|b| *b == b'\n').next().unwrap_or_default();
    bytes.len() == first.len() * 5_000 && bytes.chunks(first.len()).all(|line| line == first)
}

#[test]
#[ignore = "run by the test below, in a process that is killed"]
fn child_writes_for_ever() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else { return };
    for n in 0.. {
        write(&path, &text(n % 10), Expect::Anything).unwrap();
    }
}

fn spawn(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child_writes_for_ever", "--ignored", "--nocapture"])
        .env(FILE, path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn dl_01_a_writer_that_is_killed_leaves_a_whole_file() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    write(&path, &text(0), Expect::Absent).unwrap();
    for round in 0..20 {
        let before = path.metadata().unwrap().modified().unwrap();
        let mut child = spawn(&path);
        eventually("the first write", || path.metadata().unwrap().modified().unwrap() != before);
        // A different moment of the write each time: as many looks at the file as there were rounds.
        for _ in 0..round * 37 {
            assert!(is_whole(&std::fs::read(&path).unwrap()));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(is_whole(&std::fs::read(&path).unwrap()), "round {round}");
    }
    sweep(dir.path(), Duration::ZERO, SystemTime::now() + Duration::from_secs(1)).unwrap();
    assert_eq!(names_in(dir.path()), ["a.md"]);
}
