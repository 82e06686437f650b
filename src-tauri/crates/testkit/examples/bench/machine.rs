//! The machine that the figures were taken on.

use testkit::{Result, TempDesk, fsync_latency};

/// Processor, cores, memory, and how long its disk takes to make a small write safe.
pub fn describe() -> Result<String> {
    let after = |file: &str, key: &str| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(key).map(str::to_owned));
        line.map_or_else(|| "unknown".to_owned(), |rest| rest.trim_start_matches([' ', '\t', ':']).trim().to_owned())
    };
    let processor = after("/proc/cpuinfo", "model name");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = after("/proc/meminfo", "MemTotal:");
    let memory = memory.split(' ').next().and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0 / 1024.0;
    // In the same folder as the desks of the bench, so on the same disk.
    let desk = TempDesk::new()?;
    let (median, p99) = fsync_latency(&desk.data_dir(), 200)?;
    let ms = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
    Ok(format!(
        "{processor}, {cores} cores, {memory:.1} GB, {} {}\nfsync of 512 bytes: median {:.2} ms, 99th percentile {:.2} ms (200 writes)",
        std::env::consts::OS,
        std::env::consts::ARCH,
        ms(median),
        ms(p99),
    ))
}
