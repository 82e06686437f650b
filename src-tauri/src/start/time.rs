//! How long the start took.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Instant;

static MAIN: OnceLock<Instant> = OnceLock::new();

/// `main` begins.
pub(crate) fn begin() {
    MAIN.get_or_init(Instant::now);
}

/// Writes the milliseconds since the start into a file, if one is wanted.
pub(crate) fn report(file: Option<&PathBuf>) {
    let Some(file) = file else { return };
    let since_main = MAIN.get().map_or(0, |at| u64::try_from(at.elapsed().as_millis()).unwrap_or(u64::MAX));
    let milliseconds = since_process_start().unwrap_or(since_main);
    if let Err(error) = std::fs::write(file, format!("{milliseconds}\n")) {
        log::warn!("the time of the start can't be reported: {error}");
    }
}

#[cfg(not(target_os = "linux"))]
fn since_process_start() -> Option<u64> {
    None
}

#[cfg(target_os = "linux")]
use linux::since_process_start;

#[cfg(target_os = "linux")]
mod linux {
    /// Ticks of /proc: a hundredth of a second on every Linux.
    const TICK_MS: u64 = 10;

    /// Milliseconds since the kernel made this process, loading of libraries included.
    pub(super) fn since_process_start() -> Option<u64> {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
        elapsed(&stat, &uptime)
    }

    fn elapsed(stat: &str, uptime: &str) -> Option<u64> {
        // The second field is a name in brackets and may hold anything; the start is the 22nd field.
        let after_name = stat.rsplit_once(')')?.1;
        let started: u64 = after_name.split_whitespace().nth(19)?.parse().ok()?;
        let (seconds, hundredths) = uptime.split_whitespace().next()?.split_once('.')?;
        let now = seconds.parse::<u64>().ok()? * 1000 + hundredths.parse::<u64>().ok()? * 10;
        now.checked_sub(started * TICK_MS)
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn the_start_is_read_behind_a_strange_name() {
            let stat = "7 (a) b (c)) S 1 7 7 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0";
            assert_eq!(super::elapsed(stat, "125.95 300.00\n"), Some(125_950 - 123_450));
            assert!(super::since_process_start().is_some());
        }
    }
}
