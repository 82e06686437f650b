//! What will be signalled when it gets quiet.

use super::Signal;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// So many names at once are everything.
const MANY: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Pending {
    signal: Option<(Signal, Instant, Instant)>,
}

impl Pending {
    pub(super) fn everything(&mut self, now: Instant) {
        let first = self.signal.as_ref().map_or(now, |(_, first, _)| *first);
        self.signal = Some((Signal::Everything, first, now));
    }

    pub(super) fn files(&mut self, names: BTreeSet<String>, now: Instant) {
        let signal = match self.signal.take() {
            None => (Signal::Files(names), now, now),
            Some((Signal::Files(mut all), first, _)) => {
                all.extend(names);
                (if all.len() > MANY { Signal::Everything } else { Signal::Files(all) }, first, now)
            }
            Some((Signal::Everything, first, _)) => (Signal::Everything, first, now),
        };
        self.signal = Some(signal);
    }

    /// When it is to be signalled: after the quiet, but not later than `at_most` after the first event, or a program
    /// that writes all the time would never be seen.
    pub(super) fn due(&self, quiet: Duration, at_most: Duration) -> Option<Instant> {
        self.signal.as_ref().map(|(_, first, last)| (*last + quiet).min(*first + at_most))
    }

    pub(super) fn take(&mut self) -> Option<Signal> {
        self.signal.take().map(|(signal, ..)| signal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIET: Duration = Duration::from_millis(150);
    const AT_MOST: Duration = Duration::from_millis(500);

    fn name(name: &str) -> BTreeSet<String> {
        BTreeSet::from([name.to_owned()])
    }

    #[test]
    fn a_signal_waits_for_quiet() {
        let start = Instant::now();
        let mut pending = Pending::default();
        assert_eq!(pending.due(QUIET, AT_MOST), None);
        pending.files(name("a.md"), start);
        pending.files(name("b.md"), start + Duration::from_millis(100));
        assert_eq!(pending.due(QUIET, AT_MOST), Some(start + Duration::from_millis(250)));
        assert_eq!(pending.take(), Some(Signal::Files(BTreeSet::from(["a.md".to_owned(), "b.md".to_owned()]))));
        assert_eq!(pending.due(QUIET, AT_MOST), None);
    }

    #[test]
    fn a_program_that_writes_for_ever_does_not_hold_the_signal_back() {
        let start = Instant::now();
        let mut pending = Pending::default();
        for n in 0..50 {
            pending.files(name("a.md"), start + n * Duration::from_millis(100));
        }
        assert_eq!(pending.due(QUIET, AT_MOST), Some(start + AT_MOST));
    }

    #[test]
    fn everything_swallows_single_files_and_many_files_are_everything() {
        let start = Instant::now();
        let mut pending = Pending::default();
        pending.everything(start);
        pending.files(name("a.md"), start);
        assert_eq!(pending.take(), Some(Signal::Everything));
        for n in 0..=MANY {
            pending.files(name(&format!("{n}.md")), start);
        }
        assert_eq!(pending.take(), Some(Signal::Everything));
    }
}
