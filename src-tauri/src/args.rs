//! The arguments of the window's program.

use clap::Parser;
use std::path::{Path, PathBuf};

/// The offline desk for opinion journalism.
#[derive(Clone, Debug, Default, Parser)]
#[command(name = "standfirst-desk", version)]
pub(crate) struct Args {
    /// Files to bring in as pieces.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The folder of the desk, instead of the usual one.
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Writes the milliseconds from start to the first page into a file.
    #[arg(long, value_name = "FILE", hide = true)]
    pub(crate) report_ready: Option<PathBuf>,
    /// Answers file dialogs from a file.
    #[cfg(debug_assertions)]
    #[arg(long, value_name = "FILE", hide = true)]
    pub(crate) scripted_dialogs: Option<PathBuf>,
}

impl Args {
    /// The files to bring in, from the root of the file system: the process that takes them may stand elsewhere.
    pub(crate) fn absolute_files(&self) -> Vec<PathBuf> {
        self.files.iter().map(|file| absolute(file)).collect()
    }

    /// The folder of the desk; none when the system has no place for it.
    pub(crate) fn desk_dir(&self) -> Option<PathBuf> {
        self.data_dir.as_deref().map(absolute).or_else(desk::Desk::default_dir)
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folder_are_read_in_any_order() {
        let args = Args::parse_from(["standfirst-desk", "a.md", "--data-dir", "desk", "b.txt"]);
        assert_eq!(args.files, [PathBuf::from("a.md"), PathBuf::from("b.txt")]);
        assert!(args.absolute_files().iter().all(|file| file.is_absolute()));
        assert!(args.desk_dir().is_some_and(|dir| dir.is_absolute() && dir.ends_with("desk")));
    }
}
