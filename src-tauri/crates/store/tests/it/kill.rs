//! A process that is killed while it writes loses nothing that it was told is saved. (What the disk loses when the
//! power fails is in `powerloss`: a killed process proves nothing about it.)

use crate::chance::Chance;
use crate::numbered::{numbers, submission};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use store::{Writer, WriterOptions};

const DIR: &str = "STORE_KILL_DIR";
const SEED: &str = "STORE_KILL_SEED";
/// How many times; the default is few enough for every run.
const KILLS: &str = "STORE_KILLS";
/// How many kills one database bears here: after each, all of it is read, so that one for all would take ever longer.
const EACH: u32 = 25;

/// Not a test but the process that is killed: writes and tells what was acknowledged until it ends.
#[test]
fn child_that_writes_until_it_is_killed() {
    let (Ok(dir), Ok(seed)) = (std::env::var(DIR), std::env::var(SEED)) else { return };
    let mut chance = Chance::new(seed.parse().unwrap());
    let dir = Path::new(&dir);
    let writer = Writer::open(dir, WriterOptions::default()).unwrap();
    let mut number = numbers(dir).unwrap().last().copied().unwrap_or(0);
    let mut out = std::io::stdout();
    loop {
        let together = 1 + chance.below(4);
        let waiting: Vec<_> = (0..together)
            .map(|_| {
                number += 1;
                (number, writer.submit(submission(number, &mut chance)))
            })
            .collect();
        for (number, pending) in waiting {
            pending.wait().unwrap();
            // A line of its own, whatever the test's runner printed before.
            write!(out, "\nsaved {number}\n").unwrap();
            out.flush().unwrap();
        }
    }
}

#[test]
fn dl_01_dl_18_what_a_killed_process_was_told_is_saved_is_there() {
    let kills: u32 = std::env::var(KILLS).ok().and_then(|kills| kills.parse().ok()).unwrap_or(15);
    let mut dir = tempfile::tempdir().unwrap();
    let mut chance = Chance::new(20_261_124);
    let (mut saved, mut all) = (0, 0);
    for round in 0..kills {
        if round % EACH == 0 && round > 0 {
            all += saved;
            (dir, saved) = (tempfile::tempdir().unwrap(), 0);
            println!("{round} of {kills} kills, {all} changes");
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["kill::child_that_writes_until_it_is_killed", "--exact", "--nocapture"])
            .env(DIR, dir.path())
            .env(SEED, round.to_string())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(dir.path().join("said")).unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let before = saved;
        let told = |line: &str| line.strip_prefix("saved ").and_then(|number| number.parse::<u64>().ok());
        // After a number of acknowledgements, and then at any moment of what follows.
        let enough = chance.below(80);
        let heard = lines.by_ref().map_while(Result::ok).filter_map(|line| told(&line)).take(1 + enough);
        saved = heard.last().unwrap_or(saved).max(saved);
        let moment = Instant::now() + Duration::from_micros(chance.below(4000) as u64);
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What was told before the kill and not read yet counts too.
        saved = lines.map_while(Result::ok).filter_map(|line| told(&line)).last().unwrap_or(saved);
        let said = || std::fs::read_to_string(dir.path().join("said")).unwrap_or_default();
        assert!(saved > before, "round {round}: nothing was written\n{}", said());
        let there = numbers(dir.path()).unwrap();
        let last = there.last().copied().unwrap_or(0);
        assert!(last >= saved, "round {round}: {saved} was acknowledged, {last} is there");
        assert_eq!(there.len() as u64, last, "round {round}: the log has no hole");
    }
}
