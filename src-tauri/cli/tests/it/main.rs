//! The command line as a person types it.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod bad_input;
mod comparing;
mod desk;
mod erasing;
mod exports;
mod folder;
mod forms;
mod history;
mod outlets;
mod packets;
mod pictures;
mod review;
mod upkeep;
mod verifying;
mod word;

use ::desk::{Desk, Options, Update};
use model::{Field, PieceId, Splice};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a desk and files beside it.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The desk as an open window has it.
    pub(crate) fn window(&self) -> Desk {
        Desk::open(Options::new(self.path("desk"))).unwrap()
    }

    /// Runs a task in the folder, on the desk.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_standfirst"));
        command.current_dir(self.0.path()).arg("--data-dir").arg(self.path("desk")).args(args);
        Ran(command.output().unwrap())
    }

    /// Runs a task that prints JSON and does not fail.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        self.json_of(args, 0)
    }

    /// Runs a task that prints JSON and ends with that code.
    pub(crate) fn json_of(&self, args: &[&str], code: i32) -> Value {
        let ran = self.run(args);
        assert_eq!(ran.code(), code, "{args:?}: {}", ran.err());
        serde_json::from_str(&ran.out()).unwrap()
    }
}

/// What a task said.
pub(crate) struct Ran(Output);

impl Ran {
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().unwrap_or(-1)
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// What was printed, as JSON.
    pub(crate) fn value(&self) -> Value {
        serde_json::from_str(&self.out()).unwrap()
    }

    /// A sentence on standard error, and exit code 2.
    #[track_caller]
    pub(crate) fn is_bad_input(&self) {
        let said = self.err();
        assert_eq!(self.code(), 2, "{said}");
        assert!(said.trim_end().ends_with('.') && !said.contains("panicked"), "{said}");
    }
}

/// Makes a text of a piece read so.
pub(crate) fn write(desk: &Desk, id: PieceId, field: Field, words: &str) {
    let opened = desk.open_piece(id).unwrap();
    let (_, text, version) = opened.fields.iter().find(|(name, ..)| *name == field).unwrap();
    let length = model::utf16_len(text);
    let splices = vec![Splice { from: 0, to: length, insert: words.into() }];
    desk.edit(id, field, *version, vec![Update { client: "test".into(), length, splices }]).unwrap();
}

pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

pub(crate) const PIECE: &str =
    "---\nheadline: Ink & paper\nbyline: Maud Castell\n---\n\nA *plain* paragraph.\n\nAnother.\n";
