//! The log: a file in the desk's folder, for starts, warnings and failures. Never for the text of a piece.

use log::{LevelFilter, Log, Metadata, Record};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// A log that grew beyond this becomes the old one.
const LARGEST: u64 = 1 << 20;

struct FileLog(Mutex<File>);

impl Log for FileLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= LevelFilter::Warn
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = writeln!(file, "{at} {} {}: {}", record.level(), record.target(), record.args());
        }
    }

    fn flush(&self) {}
}

/// Starts the log. Without one the program runs as well.
pub(crate) fn start(dir: &Path) {
    let (path, old) = (dir.join("standfirst.log"), dir.join("standfirst.old.log"));
    if path.metadata().is_ok_and(|meta| meta.len() > LARGEST) {
        let _ = std::fs::rename(&path, old);
    }
    if let Ok(file) = OpenOptions::new().create(true).append(true).open(path)
        && log::set_boxed_logger(Box::new(FileLog(Mutex::new(file)))).is_ok()
    {
        log::set_max_level(LevelFilter::Warn);
        // A log without a first line can't be told from one that was never kept.
        log::warn!("Standfirst {} starts on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    }
}
