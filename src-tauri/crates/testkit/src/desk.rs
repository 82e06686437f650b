//! A desk in a folder of its own that goes away with the test.

use crate::{Failure, Result, program_beside};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A temporary desk: nothing of the person's own is read or written.
pub struct TempDesk {
    folder: tempfile::TempDir,
}

impl TempDesk {
    /// An empty one.
    pub fn new() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("standfirst-").tempdir()?;
        std::fs::create_dir(folder.path().join("desk"))?;
        Ok(Self { folder })
    }

    /// The desk's data folder.
    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    /// A folder beside the desk: the person's own files.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the desk.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.beside(name);
        std::fs::write(&path, content)?;
        Ok(path)
    }

    /// The command line on this desk; `window` is the window's program, beside which it lies.
    pub fn command_line(&self, window: &Path, args: &[&str]) -> Result<Output> {
        let program = program_beside(window, "standfirst");
        let mut command = Command::new(&program);
        self.isolate(&mut command);
        command.arg("--data-dir").arg(self.data_dir()).args(args);
        command.output().map_err(|e| Failure::Program(format!("{} can't be started: {e}", program.display())))
    }

    /// As [`command_line`](Self::command_line); a failure is an error, and what it printed is the result.
    pub fn command_line_ok(&self, window: &Path, args: &[&str]) -> Result<String> {
        let output = self.command_line(window, args)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(Failure::Program(format!("standfirst {} ended with {}: {said}", args.join(" "), output.status)))
    }

    /// Points a program's settings, caches and logs into this desk's folder.
    pub fn isolate(&self, command: &mut Command) {
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "share"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
        ] {
            command.env(name, self.beside(folder));
        }
    }

    /// All files below the temporary folder that look like logs, as (path, text).
    pub fn logs(&self) -> Vec<(PathBuf, String)> {
        let mut found = Vec::new();
        collect_logs(self.folder.path(), &mut found);
        found
    }
}

fn collect_logs(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_logs(&path, found);
        } else if path.extension().is_some_and(|e| e == "log") {
            let text = std::fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            found.push((path, text.unwrap_or_default()));
        }
    }
}
