//! Processes and disks as Linux shows them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// A process and all that it started.
pub struct Tree {
    /// Their numbers, the first one's first.
    pub pids: Vec<u32>,
}

impl Tree {
    /// The tree as it is now.
    pub fn of(pid: u32) -> Self {
        let mut pids = vec![pid];
        let mut at = 0;
        while at < pids.len() {
            pids.extend(children(pids[at]));
            at += 1;
        }
        Self { pids }
    }

    /// How often it has touched a page of memory that it had to be given first. Where no graphics card paints, each picture
    /// of a changed part of a window is such memory.
    pub fn page_faults(&self) -> u64 {
        self.pids.iter().map(|pid| page_faults(*pid)).sum()
    }

    /// The memory that belongs to it in megabytes: what it shares with others is divided among the sharers.
    pub fn megabytes(&self) -> f64 {
        self.pids.iter().map(|pid| pss_kilobytes(*pid)).sum::<u64>() as f64 / 1024.0
    }
}

/// How often a process has touched a page of memory that it had to be given first: field 10 of `/proc/PID/stat`.
fn page_faults(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let rest = stat.rsplit(')').next().unwrap_or_default();
    rest.split_whitespace().nth(7).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The memory (kB) of a process that is a file's, such as its code: `RssFile` of `/proc/PID/status`.
pub fn file_kilobytes(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssFile:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The files that a process has mapped.
pub fn mapped_files(pid: u32) -> String {
    fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default()
}

/// The processes that a process started itself.
pub fn children(pid: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|n| n.parse().ok()).collect::<Vec<_>>()).collect()
}

/// Whether a process still runs (one that ended and was not asked for its result does not).
pub fn runs(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(')').next().is_some_and(|rest| !rest.trim_start().starts_with('Z')) && !stat.is_empty()
}

fn pss_kilobytes(pid: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// How long it takes to bring a small write to the disk: the median and the 99th percentile of so many.
pub fn fsync_latency(folder: &Path, times: usize) -> std::io::Result<(Duration, Duration)> {
    let mut file = fs::File::create(folder.join("fsync-probe"))?;
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        file.write_all(&[b'.'; 512])?;
        let started = Instant::now();
        file.sync_data()?;
        taken.push(started.elapsed());
    }
    taken.sort();
    Ok((taken[times / 2], taken[times * 99 / 100]))
}
