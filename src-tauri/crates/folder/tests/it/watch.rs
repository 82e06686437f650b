use crate::{eventually, scan};
use folder::{Expect, Known, Mode, Pace, Signal, Watch};
use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use tempfile::tempdir;

pub const DEADLINE: Duration = Duration::from_secs(10);

/// A watch that stands, and its signals. The first one has been taken.
pub fn standing(dir: &Path, pace: Pace) -> (Watch, Receiver<Signal>) {
    let (send, signals) = mpsc::channel();
    let watch = Watch::start_with(dir, pace, move |signal| drop(send.send(signal))).unwrap();
    assert_eq!(signals.recv_timeout(DEADLINE), Ok(Signal::Everything), "a watch starts with a look at all");
    (watch, signals)
}

/// A pace that checks the folder sooner, and never polls by itself while the system tells.
pub fn quick() -> Pace {
    Pace {
        check: Duration::from_millis(50),
        poll: Duration::from_millis(50),
        safety: Duration::from_secs(3600),
        ..Pace::default()
    }
}

/// Waits for a signal that speaks of this file.
pub fn hears(signals: &Receiver<Signal>, name: &str) {
    let deadline = Instant::now() + DEADLINE;
    loop {
        match signals.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Signal::Everything) => return,
            Ok(Signal::Files(names)) if names.contains(name) => return,
            Ok(_) => {}
            Err(error) => panic!("no signal of {name} in ten seconds: {error}"),
        }
    }
}

fn hash_of(dir: &Path, name: &str) -> Option<folder::Hash> {
    scan(dir, &[]).files.into_iter().find(|file| file.name == name).map(|file| file.hash)
}

#[test]
fn a_change_is_told_by_the_files_name() {
    let dir = tempdir().unwrap();
    let (watch, signals) = standing(dir.path(), quick());
    if watch.mode() != Mode::Native {
        println!("skipped: the system tells nothing here: {:?}", watch.mode());
        return;
    }
    fs::write(dir.path().join("a.md"), "a").unwrap();
    let Ok(Signal::Files(names)) = signals.recv_timeout(DEADLINE) else { panic!("no signal") };
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["a.md"]);
}

#[test]
fn dl_27_an_edit_ten_milliseconds_after_our_save_is_noticed() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    let (_watch, signals) = standing(dir.path(), quick());
    for round in 0..10 {
        let ours = format!("ours, round {round}");
        let written = folder::atomic::write(&path, ours.as_bytes(), Expect::Anything).unwrap();
        let known = Known { name: "a.md".into(), stamp: written.stamp, hash: written.hash, seen: written.seen };
        // Not a wait for anything: the incident is about this distance of time.
        std::thread::sleep(Duration::from_millis(10));
        fs::write(&path, format!("them, round {round}")).unwrap();
        let mut noticed = false;
        while !noticed {
            hears(&signals, "a.md");
            let now = scan(dir.path(), std::slice::from_ref(&known));
            noticed = now.files[0].hash == folder::Hash::of(format!("them, round {round}").as_bytes());
        }
    }
}

#[test]
fn our_own_save_is_told_and_is_no_change() {
    let dir = tempdir().unwrap();
    let (_watch, signals) = standing(dir.path(), quick());
    let written = folder::atomic::write(&dir.path().join("a.md"), b"ours", Expect::Absent).unwrap();
    let known = [Known { name: "a.md".into(), stamp: written.stamp, hash: written.hash, seen: written.seen }];
    hears(&signals, "a.md");
    let now = scan(dir.path(), &known);
    assert_eq!(folder::compare(&known, now.folder, &now, false), folder::Verdict::Changes(vec![]));
}

#[test]
fn dl_26_a_program_that_writes_for_ever_does_not_silence_the_watch() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("a.md");
    let (_watch, signals) = standing(dir.path(), quick());
    let end = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Sooner than the quiet time, so that it never gets quiet.
            for n in 0.. {
                if end.load(std::sync::atomic::Ordering::Relaxed) {
                    return;
                }
                fs::write(&path, format!("{n}")).unwrap();
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let heard: Vec<_> = (0..3).map(|_| signals.recv_timeout(DEADLINE)).collect();
        end.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(heard.iter().all(Result::is_ok), "{heard:?}");
    });
}

#[test]
fn reading_the_files_raises_no_signal() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("a.md"), "a").unwrap();
    let (_watch, signals) = standing(dir.path(), quick());
    for _ in 0..50 {
        assert!(hash_of(dir.path(), "a.md").is_some());
    }
    // What comes first is the edit after all that reading, and nothing before it.
    fs::write(dir.path().join("mark.md"), "x").unwrap();
    let Ok(Signal::Files(names)) = signals.recv_timeout(DEADLINE) else { panic!("no signal") };
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["mark.md"]);
}

#[test]
fn dl_34_the_watch_lives_through_the_going_and_coming_of_the_folder() {
    let base = tempdir().unwrap();
    let dir = base.path().join("desk");
    let (watch, signals) = standing(&dir, quick());
    assert_eq!(watch.mode(), Mode::Waiting, "it need not be there at the start");
    for round in 0..5 {
        fs::create_dir(&dir).unwrap();
        eventually("the coming", || watch.mode() != Mode::Waiting);
        assert_eq!(signals.recv_timeout(DEADLINE), Ok(Signal::Everything), "it came");
        fs::write(dir.join("a.md"), format!("{round}")).unwrap();
        hears(&signals, "a.md");
        fs::remove_file(dir.join("a.md")).unwrap();
        hears(&signals, "a.md");
        if round % 2 == 0 {
            fs::remove_dir(&dir).unwrap();
        } else {
            fs::rename(&dir, base.path().join(format!("moved {round}"))).unwrap();
        }
        eventually("the going", || watch.mode() == Mode::Waiting);
        hears(&signals, "(the folder)");
        while signals.try_recv().is_ok() {}
    }
}

#[test]
fn dl_34_another_folder_in_its_place_is_watched_instead() {
    let base = tempdir().unwrap();
    let (dir, other) = (base.path().join("desk"), base.path().join("other"));
    fs::create_dir(&dir).unwrap();
    fs::create_dir(&other).unwrap();
    let (_watch, signals) = standing(&dir, quick());
    fs::rename(&dir, base.path().join("gone")).unwrap();
    fs::rename(&other, &dir).unwrap();
    hears(&signals, "(the folder)");
    fs::write(dir.join("a.md"), "a").unwrap();
    hears(&signals, "a.md");
}

#[test]
fn where_the_system_cannot_tell_the_folder_is_polled() {
    let base = tempdir().unwrap();
    let dir = base.path().join("desk");
    fs::create_dir(&dir).unwrap();
    let (watch, signals) = standing(&dir, Pace { native: false, ..quick() });
    assert!(matches!(watch.mode(), Mode::Polling(_)));
    for round in 0..5 {
        fs::write(dir.join("a.md"), "x".repeat(round + 1)).unwrap();
        hears(&signals, "a.md");
        while signals.try_recv().is_ok() {}
    }
    fs::remove_file(dir.join("a.md")).unwrap();
    hears(&signals, "a.md");
    fs::remove_dir(&dir).unwrap();
    hears(&signals, "(the folder)");
    assert_eq!(watch.mode(), Mode::Waiting);
}

#[test]
fn the_slow_poll_finds_what_the_system_did_not_tell() {
    // The target of a link lies in another folder, of which the system tells nothing.
    #[cfg(unix)]
    {
        let (dir, far) = (tempdir().unwrap(), tempdir().unwrap());
        fs::write(far.path().join("real.md"), "one").unwrap();
        std::os::unix::fs::symlink(far.path().join("real.md"), dir.path().join("a.md")).unwrap();
        let (_watch, signals) = standing(dir.path(), Pace { safety: Duration::from_millis(50), ..quick() });
        fs::write(far.path().join("real.md"), "longer").unwrap();
        hears(&signals, "a.md");
    }
}

#[test]
fn a_second_look_can_be_asked_for() {
    let dir = tempdir().unwrap();
    let (watch, signals) = standing(dir.path(), quick());
    watch.look_again(Duration::from_millis(20));
    assert_eq!(signals.recv_timeout(DEADLINE), Ok(Signal::Everything));
}

#[test]
fn a_stopped_watch_is_silent() {
    let dir = tempdir().unwrap();
    let (watch, signals) = standing(dir.path(), quick());
    watch.stop();
    fs::write(dir.path().join("a.md"), "a").unwrap();
    assert_eq!(signals.recv_timeout(DEADLINE), Err(mpsc::RecvTimeoutError::Disconnected), "its thread has ended");
    let (watch, signals) = standing(dir.path(), quick());
    drop(watch);
    assert_eq!(signals.recv_timeout(DEADLINE), Err(mpsc::RecvTimeoutError::Disconnected));
}
