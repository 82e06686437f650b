//! Which backups stay.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeSet, HashSet};

const HOUR: i64 = 3_600_000;
const HOURLY: usize = 24;
const DAILY: usize = 30;
const MONTHLY: usize = 12;

/// Most backups that [`keep`] keeps.
pub const MOST_KEPT: usize = HOURLY + DAILY + MONTHLY;

/// Which of these times (milliseconds since 1970) are kept: the newest of each of the last 24 hours, 30 days and 12
/// months that have a backup, by UTC. The newest of all is always kept. What seems to come from the future (the clock was
/// wrong, then or now) is kept as far as there is room, the newest first.
pub fn keep(times: &[i64], now: i64) -> BTreeSet<i64> {
    let newest_first: BTreeSet<_> = times.iter().map(|at| std::cmp::Reverse(*at)).collect();
    let (future, past): (Vec<i64>, Vec<i64>) = newest_first.into_iter().map(|at| at.0).partition(|at| *at > now);
    let mut kept = BTreeSet::new();
    for (most, bucket) in [(HOURLY, hour as fn(i64) -> i64), (DAILY, day), (MONTHLY, month)] {
        let mut seen = HashSet::new();
        kept.extend(past.iter().filter(|at| seen.insert(bucket(**at))).take(most));
    }
    // The newest of the past stands for its hour, its day and its month: there is always room for two more.
    let room = MOST_KEPT.saturating_sub(kept.len());
    kept.extend(future.into_iter().take(room));
    kept
}

fn hour(at: i64) -> i64 {
    at.div_euclid(HOUR)
}

fn day(at: i64) -> i64 {
    at.div_euclid(24 * HOUR)
}

fn month(at: i64) -> i64 {
    // Times outside of the calendar's range stand for themselves.
    Timestamp::from_millisecond(at).map_or(at, |at| {
        let date = TimeZone::UTC.to_datetime(at).date();
        i64::from(date.year()) * 12 + i64::from(date.month())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2026-11-24 12:00 UTC.
    const NOW: i64 = 1_795_521_600_000;

    fn times() -> impl Strategy<Value = Vec<i64>> {
        let near = NOW - 40 * HOUR..NOW + 3 * HOUR;
        let far = NOW - 800 * 24 * HOUR..NOW + 1;
        prop::collection::vec(prop_oneof![near, far], 0..400)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_newest_is_always_kept_and_never_too_many(times in times(), now in NOW - 900 * 24 * HOUR..NOW + 900 * 24 * HOUR) {
            let kept = keep(&times, now);
            prop_assert!(kept.len() <= MOST_KEPT);
            prop_assert!(kept.iter().all(|at| times.contains(at)));
            prop_assert_eq!(kept.last(), times.iter().max());
            let newest_past = times.iter().filter(|at| **at <= now).max();
            prop_assert!(newest_past.is_none_or(|at| kept.contains(at)), "a wrong clock does not starve the right one");
        }

        #[test]
        fn what_was_kept_is_kept_again(times in times()) {
            let kept = keep(&times, NOW);
            let again = keep(&kept.iter().copied().collect::<Vec<_>>(), NOW);
            prop_assert_eq!(kept, again);
        }

        #[test]
        fn each_of_the_last_hours_days_and_months_keeps_its_newest(times in times()) {
            let kept = keep(&times, NOW);
            for (most, bucket) in [(HOURLY, hour as fn(i64) -> i64), (DAILY, day), (MONTHLY, month)] {
                let buckets: BTreeSet<i64> = times.iter().filter(|at| **at <= NOW).map(|at| bucket(*at)).collect();
                for wanted in buckets.iter().rev().take(most) {
                    let newest = times.iter().filter(|at| **at <= NOW && bucket(**at) == *wanted).max();
                    prop_assert!(kept.contains(newest.unwrap()));
                }
            }
        }

        #[test]
        fn a_backup_each_hour_for_years_never_loses_the_reach_of_a_year(hours in 1i64..9_500) {
            // As it happens in life: one is made, then the old ones go.
            let mut held = BTreeSet::new();
            for n in (0..hours).step_by(23) {
                held.insert(NOW + n * HOUR);
                held = keep(&held.into_iter().collect::<Vec<_>>(), NOW + n * HOUR);
            }
            let months = 1 + hours.saturating_sub(24) / (24 * 31);
            let reached: BTreeSet<i64> = held.iter().map(|at| month(*at)).collect();
            prop_assert!(reached.len() as i64 >= months.min(12), "{} of {months} months", reached.len());
        }
    }
}
