//! What is acknowledged survives a loss of power and a disk that fails.
//!
//! The writer works on a disk in memory that remembers every write and every sync. From its events the disk is made
//! again as a loss of power would leave it, with what was not synced dropped, reordered or torn, and opened as usual.

mod disk;
mod replay;

use crate::chance::Chance;
use crate::numbered::{numbers, submission};
use disk::{Disk, Event, Fault};
use replay::{Replay, moments};
use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;
use store::{Notice, Tuning, Writer, WriterOptions};

fn options(vfs: &str, synchronous: &'static str) -> WriterOptions {
    let tuning = Tuning { vfs: Some(vfs.to_owned()), synchronous, retry: Duration::from_millis(1) };
    WriterOptions { tuning, ..WriterOptions::default() }
}

/// Writes `count` numbers, a few together.
fn write(writer: &Writer, disk: &Disk, first: u64, count: u64, chance: &mut Chance) {
    let mut number = first;
    while number < first + count {
        let together = 1 + chance.below(3) as u64;
        let waiting: Vec<_> = (number..number + together).map(|n| (n, writer.submit(submission(n, chance)))).collect();
        number += together;
        for (n, pending) in waiting {
            pending.wait().unwrap();
            disk.saved(n);
        }
    }
}

/// Takes the power away at many moments; gives the first thing that is wrong.
fn lose_power_often(events: &[Event], most: usize, chance: &mut Chance) -> Result<(), String> {
    let moments = moments(events, most, chance);
    let mut replay = Replay::default();
    for (at, event) in events.iter().enumerate() {
        if moments.contains(&at) {
            look(&replay, chance).map_err(|wrong| format!("before event {at}: {wrong}"))?;
        }
        replay.see(event, chance);
    }
    look(&replay, chance).map_err(|wrong| format!("at the end: {wrong}"))
}

fn look(replay: &Replay, chance: &mut Chance) -> Result<(), String> {
    let dir = tempfile::tempdir().unwrap();
    for (name, content) in replay.lose_power(chance) {
        let name = Path::new(&name).file_name().unwrap();
        std::fs::write(dir.path().join(name), content).unwrap();
    }
    drop(Writer::open(dir.path(), WriterOptions::default()).map_err(|error| error.to_string())?);
    let there = numbers(dir.path())?;
    match replay.saved.iter().find(|number| !there.contains(number)) {
        Some(lost) => Err(format!("{lost} was acknowledged and is not there")),
        None => Ok(()),
    }
}

fn written_with(synchronous: &'static str, seed: u64) -> Vec<Event> {
    let (disk, vfs) = Disk::register();
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), options(&vfs, synchronous)).unwrap();
    write(&writer, &disk, 1, 220, &mut Chance::new(seed));
    drop(writer);
    disk.events()
}

#[test]
fn dl_01_dl_19_what_was_acknowledged_survives_a_loss_of_power_at_any_moment() {
    for seed in [1, 2] {
        let events = written_with("FULL", seed);
        let checkpoints = events.iter().filter(|event| matches!(event, Event::SetLen { .. })).count();
        assert!(events.len() > 1000 && checkpoints > 0, "the log was brought over into the database at least once");
        lose_power_often(&events, 60, &mut Chance::new(seed)).unwrap();
    }
}

#[test]
fn dl_19_the_same_test_notices_when_nothing_is_synced_or_not_each_commit() {
    for synchronous in ["OFF", "NORMAL"] {
        let events = written_with(synchronous, 1);
        assert!(lose_power_often(&events, 60, &mut Chance::new(1)).is_err(), "{synchronous} must lose something");
    }
}

#[test]
fn dl_03_dl_04_a_fault_of_the_disk_acknowledges_nothing_that_is_not_on_it_and_loses_nothing() {
    let mut chance = Chance::new(7);
    for fault in [Fault::ShortWrite, Fault::Write, Fault::Full, Fault::Sync] {
        for _ in 0..10 {
            let (disk, vfs) = Disk::register();
            let dir = tempfile::tempdir().unwrap();
            let (said, notices) = mpsc::channel();
            let said = Mutex::new(said);
            let notice = Arc::new(move |notice| said.lock().unwrap().send(notice).unwrap());
            let writer = Writer::open(dir.path(), WriterOptions { notice, ..options(&vfs, "FULL") }).unwrap();
            write(&writer, &disk, 1, 20, &mut chance);
            // Sixty numbers, three together at most, are twenty commits at least, with a sync each and more writes.
            let calls = if fault == Fault::Sync { 15 } else { 40 };
            let (before, times) = (chance.below(calls), 1 + chance.below(4));
            disk.fail(fault, before, times);
            write(&writer, &disk, 100, 60, &mut chance);
            assert!(disk.is_over(), "{fault:?} after {before} calls did not happen");
            let told: Vec<_> = notices.try_iter().collect();
            assert!(matches!(told.first(), Some(Notice::Failed { .. })), "{fault:?}: {told:?}");
            assert_eq!(told.last(), Some(&Notice::Recovered), "{fault:?}");
            drop(writer);
            let events = disk.events();
            lose_power_often(&events, 12, &mut chance)
                .unwrap_or_else(|wrong| panic!("{fault:?} after {before} calls, {times} times: {wrong}"));
        }
    }
}

#[test]
fn dl_04_a_disk_that_fails_until_the_end_is_not_said_to_have_saved() {
    let (disk, vfs) = Disk::register();
    let dir = tempfile::tempdir().unwrap();
    let writer = Writer::open(dir.path(), options(&vfs, "FULL")).unwrap();
    let mut chance = Chance::new(3);
    write(&writer, &disk, 1, 5, &mut chance);
    disk.fail(Fault::Sync, 0, usize::MAX);
    let pending = writer.submit(submission(100, &mut chance));
    drop(writer);
    assert!(pending.wait().is_err());
}
