//! The desk folder, from outside. Tests that stand for an incident carry its number.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "the helpers of tests are tests, too")]

mod atomic;
mod conflict;
mod editors;
mod faults;
mod inspect;
mod kill;
mod names;
mod rights;
mod scan;
mod shape;
mod sources;
mod synced;
mod verdict;
mod watch;

use folder::{Known, Listing, Trust};
use std::path::Path;
use std::time::{Duration, Instant};

/// What a piece may have at most, in bytes, in these tests.
pub const LIMIT: u64 = 1 << 20;

/// Waits until something holds. A deadline is for a test that fails, so it is generous.
pub fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !holds() {
        assert!(Instant::now() < deadline, "{what} did not happen in ten seconds");
        std::thread::yield_now();
        std::thread::park_timeout(Duration::from_millis(2));
    }
}

/// A look that relies on stamps.
pub fn scan(dir: &Path, known: &[Known]) -> Listing {
    folder::scan(dir, known, Trust::Stamps, LIMIT).expect("the folder can be read")
}

/// The names that lie in the folder, ours and others'.
pub fn names_in(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        dir.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
