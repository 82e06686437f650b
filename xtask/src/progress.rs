//! Says what is being done and how far along it is: `[3/9] Building the window … 41 s`.

use crate::Outcome;
use crate::counts::Counts;
use std::process::Command;
use std::time::{Duration, Instant};

/// A numbered list of steps, of which some may fail without stopping the rest.
pub struct Progress {
    total: usize,
    done: usize,
    counts: Counts,
    failures: Vec<String>,
    started: Instant,
}

impl Progress {
    /// A list of so many steps.
    pub fn new(total: usize) -> Self {
        Self { total, done: 0, counts: Counts::default(), failures: Vec::new(), started: Instant::now() }
    }

    /// Does a step on which the following ones stand: its failure ends the task.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> Outcome {
        let started = self.begin(name);
        let outcome = work();
        self.end(name, started, outcome.is_ok());
        outcome
    }

    /// Does a step on which nothing else stands: its failure is told at the end.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> bool {
        self.check_counting(name, || (work(), Counts::default()))
    }

    /// Runs tests: as [`check`](Self::check), and adds up what they report.
    pub fn tests(&mut self, name: &str, command: &mut Command) -> bool {
        self.check_counting(name, || crate::process::counted(command))
    }

    fn check_counting(&mut self, name: &str, work: impl FnOnce() -> (Outcome, Counts)) -> bool {
        let started = self.begin(name);
        let (outcome, counts) = work();
        self.end(name, started, outcome.is_ok());
        self.counts.add(counts);
        let Err(why) = outcome else { return true };
        if counts.failed == 0 {
            // It failed without naming a test (a lint, a compile error): it counts as one, so that the sum is not zero.
            self.counts.failed += 1;
        }
        self.failures.push(format!("{name}: {why}"));
        false
    }

    /// A step that can't be done because of an earlier failure.
    pub fn left_out(&mut self, name: &str, why: &str) {
        self.done += 1;
        println!("[{}/{}] {name} … left out: {why}", self.done, self.total);
        self.counts.failed += 1;
        self.failures.push(format!("{name}: not run, {why}"));
    }

    /// The sum of all tests, and the failures by step.
    pub fn finish(self) -> Outcome {
        println!("\nEverything took {}.", seconds(self.started.elapsed()));
        for failure in &self.failures {
            println!("FAILED  {failure}");
        }
        println!("{} passed, {} failed", self.counts.passed, self.counts.failed);
        match self.failures.len() {
            0 => Ok(()),
            1 => Err("One step failed; see above.".into()),
            n => Err(format!("{n} steps failed; see above.")),
        }
    }

    fn begin(&mut self, name: &str) -> Instant {
        self.done += 1;
        println!("[{}/{}] {name} …", self.done, self.total);
        Instant::now()
    }

    fn end(&self, name: &str, started: Instant, ok: bool) {
        let word = if ok { "" } else { ", failed" };
        println!("[{}/{}] {name} … {}{word}", self.done, self.total, seconds(started.elapsed()));
    }
}

/// A duration as a person says it.
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        s if s < 120 => format!("{s} s"),
        s => format!("{} min {} s", s / 60, s % 60),
    }
}
