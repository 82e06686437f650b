//! Each step of a write fails in turn. After it there is the old file or the new one, whole, and success is reported
//! only when every step succeeded.

use crate::names_in;
use folder::atomic::write_with;
use folder::{Disk, Expect, Hash, RealDisk, WriteError};
use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;
use tempfile::{NamedTempFile, PathPersistError, TempPath, tempdir};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Create,
    Write,
    ShortWrite,
    NoWrite,
    Flush,
    SyncFile,
    Rename,
    SyncFolder,
}

const STEPS: [Step; 8] = [
    Step::Create,
    Step::Write,
    Step::ShortWrite,
    Step::NoWrite,
    Step::Flush,
    Step::SyncFile,
    Step::Rename,
    Step::SyncFolder,
];

/// Fails at one step; tells which steps were taken.
struct Faulty {
    at: Option<Step>,
    kind: io::ErrorKind,
    exchanges: bool,
    taken: RefCell<Vec<&'static str>>,
}

impl Faulty {
    fn new(at: Option<Step>, kind: io::ErrorKind, exchanges: bool) -> Self {
        Self { at, kind, exchanges, taken: RefCell::default() }
    }

    fn step(&self, step: Step, name: &'static str) -> io::Result<()> {
        self.taken.borrow_mut().push(name);
        if self.at == Some(step) { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl Disk for Faulty {
    fn create(&self, folder: &Path) -> io::Result<NamedTempFile> {
        self.step(Step::Create, "create")?;
        RealDisk.create(folder)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        self.step(Step::Write, "write")?;
        match self.at {
            // A few bytes get through, then the disk is full.
            Some(Step::ShortWrite) if bytes.len() < 10 => Err(self.kind.into()),
            Some(Step::ShortWrite) => RealDisk.write(file, &bytes[..7]),
            Some(Step::NoWrite) => Ok(0),
            _ => RealDisk.write(file, &bytes[..bytes.len().min(7)]),
        }
    }

    fn flush(&self, file: &mut File) -> io::Result<()> {
        self.step(Step::Flush, "flush")?;
        RealDisk.flush(file)
    }

    fn sync_file(&self, file: &File) -> io::Result<()> {
        self.step(Step::SyncFile, "sync file")?;
        RealDisk.sync_file(file)
    }

    fn place(&self, temp: TempPath, target: &Path) -> Result<(), PathPersistError> {
        match self.step(Step::Rename, "rename") {
            Ok(()) => RealDisk.place(temp, target),
            Err(error) => Err(PathPersistError { error, path: temp }),
        }
    }

    fn place_new(&self, temp: TempPath, target: &Path) -> Result<(), PathPersistError> {
        match self.step(Step::Rename, "rename") {
            Ok(()) => RealDisk.place_new(temp, target),
            Err(error) => Err(PathPersistError { error, path: temp }),
        }
    }

    fn exchange(&self, temp: &Path, target: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.step(Step::Rename, "rename")?;
        RealDisk.exchange(temp, target)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::SyncFolder, "sync folder")?;
        RealDisk.sync_folder(folder)
    }
}

const OLD: &[u8] = b"the old text, which must not be lost";
const NEW: &[u8] = b"the new text, which is a little longer than that";

#[test]
fn dl_04_after_each_failing_step_the_file_is_old_or_new_and_no_success_is_told() {
    for at in STEPS {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied, io::ErrorKind::Other] {
            for expect in [Expect::Anything, Expect::Content(Hash::of(OLD)), Expect::Absent] {
                for exchanges in [true, false] {
                    let dir = tempdir().unwrap();
                    let path = dir.path().join("a.md");
                    if expect != Expect::Absent {
                        fs::write(&path, OLD).unwrap();
                    }
                    let disk = Faulty::new(Some(at), kind, exchanges);
                    let error = write_with(&disk, &path, NEW, expect).expect_err("a step failed");
                    let what = format!("{at:?} {kind:?} {expect:?} exchange {exchanges}: {error}");
                    let now = fs::read(&path).ok();
                    if at == Step::SyncFolder {
                        assert!(matches!(error, WriteError::Unsynced(_)), "{what}");
                        assert_eq!(now.as_deref(), Some(NEW), "{what}");
                    } else {
                        let old = (expect != Expect::Absent).then_some(OLD);
                        assert_eq!(now.as_deref(), old, "{what}");
                    }
                    let left = names_in(dir.path()).iter().filter(|name| *name != "a.md").count();
                    assert_eq!(left, 0, "nothing stays beside it: {what}");
                }
            }
        }
    }
}

#[test]
fn dl_03_a_full_disk_is_told_as_such_and_a_later_try_succeeds() {
    for at in [Step::Write, Step::ShortWrite, Step::SyncFile, Step::Create, Step::Rename] {
        let dir = tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, OLD).unwrap();
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
            let disk = Faulty::new(Some(at), kind, true);
            let error = write_with(&disk, &path, NEW, Expect::Content(Hash::of(OLD))).unwrap_err();
            assert!(matches!(error, WriteError::DiskFull), "{at:?}: {error}");
            assert_eq!(fs::read(&path).unwrap(), OLD);
        }
        write_with(&RealDisk, &path, NEW, Expect::Content(Hash::of(OLD))).unwrap();
        assert_eq!(fs::read(&path).unwrap(), NEW);
    }
}

#[test]
fn dl_01_the_bytes_are_on_the_disk_before_the_name_and_the_name_before_success() {
    for (expect, exchanges) in
        [(Expect::Anything, true), (Expect::Content(Hash::of(OLD)), true), (Expect::Content(Hash::of(OLD)), false)]
    {
        let dir = tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, OLD).unwrap();
        let disk = Faulty::new(None, io::ErrorKind::Other, exchanges);
        write_with(&disk, &path, NEW, expect).unwrap();
        let mut taken = disk.taken.into_inner();
        taken.dedup();
        assert_eq!(taken, ["create", "write", "flush", "sync file", "rename", "sync folder"]);
        assert_eq!(fs::read(&path).unwrap(), NEW);
    }
}

/// Somebody else saves between our check and our rename.
struct Meddler {
    exchanges: bool,
    meddle: fn(&Path),
    done: Cell<u32>,
    times: u32,
}

impl Meddler {
    fn strike(&self, target: &Path) {
        if self.done.get() < self.times {
            self.done.set(self.done.get() + 1);
            (self.meddle)(target);
        }
    }
}

impl Disk for Meddler {
    fn exchange(&self, temp: &Path, target: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.strike(target);
        RealDisk.exchange(temp, target)
    }

    fn place_new(&self, temp: TempPath, target: &Path) -> Result<(), PathPersistError> {
        self.strike(target);
        RealDisk.place_new(temp, target)
    }
}

fn save_by_rename(target: &Path) {
    let other = target.with_extension("other");
    fs::write(&other, "theirs").unwrap();
    fs::rename(other, target).unwrap();
}

fn save_in_place(target: &Path) {
    fs::write(target, "theirs").unwrap();
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn dl_27_an_edit_in_the_microsecond_before_the_rename_is_put_back() {
    for meddle in [save_by_rename, save_in_place] {
        let dir = tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, OLD).unwrap();
        let disk = Meddler { exchanges: true, meddle, done: Cell::new(0), times: 1 };
        let error = write_with(&disk, &path, NEW, Expect::Content(Hash::of(OLD))).unwrap_err();
        assert!(matches!(error, WriteError::Changed), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(names_in(dir.path()), ["a.md"]);
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn an_edit_that_cannot_go_back_is_kept_beside_the_file() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    fs::write(&path, OLD).unwrap();
    // It saves before the exchange, and once more before the exchange back.
    let disk = Meddler { exchanges: true, meddle: save_by_rename, done: Cell::new(0), times: 2 };
    let error = write_with(&disk, &path, NEW, Expect::Content(Hash::of(OLD))).unwrap_err();
    assert!(matches!(error, WriteError::Changed), "{error}");
    for name in names_in(dir.path()) {
        assert_eq!(fs::read(dir.path().join(name)).unwrap(), b"theirs");
    }
    assert_eq!(names_in(dir.path()).len(), 2);
}

#[test]
fn a_file_that_appears_in_the_moment_of_the_rename_is_not_replaced() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    let disk = Meddler { exchanges: false, meddle: save_in_place, done: Cell::new(0), times: 1 };
    assert!(matches!(write_with(&disk, &path, NEW, Expect::Absent), Err(WriteError::Changed)));
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names_in(dir.path()), ["a.md"]);
}

/// Another program holds the file for some time, as a virus scanner does on Windows. Time is counted, not waited for.
struct Held {
    until: Duration,
    waited: Cell<Duration>,
}

impl Disk for Held {
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn place(&self, temp: TempPath, target: &Path) -> Result<(), PathPersistError> {
        if self.waited.get() < self.until {
            return Err(PathPersistError { error: io::ErrorKind::PermissionDenied.into(), path: temp });
        }
        RealDisk.place(temp, target)
    }

    fn is_held(&self, error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::PermissionDenied
    }

    fn wait(&self, time: Duration) {
        self.waited.set(self.waited.get() + time);
    }
}

#[test]
fn dl_07_a_file_held_for_a_moment_is_written_and_one_held_for_long_is_told() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    fs::write(&path, OLD).unwrap();
    let expect = Expect::Content(Hash::of(OLD));

    let long = Held { until: Duration::from_secs(10), waited: Cell::default() };
    assert!(matches!(write_with(&long, &path, NEW, expect), Err(WriteError::Held)));
    assert!(long.waited.get() < Duration::from_secs(2), "a save must not hang");
    assert_eq!(fs::read(&path).unwrap(), OLD);
    assert_eq!(names_in(dir.path()), ["a.md"]);

    let short = Held { until: Duration::from_millis(300), waited: Cell::default() };
    write_with(&short, &path, NEW, expect).unwrap();
    assert_eq!(fs::read(&path).unwrap(), NEW);
}

/// Somebody saves while our text goes to the disk, where two names can't be exchanged.
struct SlowDisk<'a>(&'a Path);

impl Disk for SlowDisk<'_> {
    fn sync_file(&self, file: &File) -> io::Result<()> {
        save_in_place(self.0);
        RealDisk.sync_file(file)
    }

    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[test]
fn dl_05_an_edit_during_a_slow_save_is_found_before_the_rename() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    fs::write(&path, OLD).unwrap();
    let done = write_with(&SlowDisk(&path), &path, NEW, Expect::Content(Hash::of(OLD)));
    assert!(matches!(done, Err(WriteError::Changed)));
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names_in(dir.path()), ["a.md"]);
}
