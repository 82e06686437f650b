//! A screen for the window: the person's own, or a virtual one.

use crate::process::{Beside, program};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Whether this session has a screen.
pub fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A virtual screen; it ends when this is dropped.
pub struct Virtual {
    _server: Beside,
    name: String,
}

impl Virtual {
    /// Starts Xvfb on a free number. (Not xvfb-run: it guesses the number, and two of them can guess the same one.)
    pub fn start() -> Result<Self, String> {
        let mut server = program("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("Xvfb, the virtual screen, can't be started: {e}. Install the package xvfb."))?;
        let pipe = server.stdout.take();
        let server = Beside(server);
        let mut number = String::new();
        // The line comes once the screen can be used.
        pipe.and_then(|pipe| BufReader::new(pipe).read_line(&mut number).ok());
        let number = number.trim();
        if number.is_empty() {
            return Err("Xvfb, the virtual screen, ended at once. Try `Xvfb -displayfd 1` to see why.".into());
        }
        Ok(Self { _server: server, name: format!(":{number}") })
    }

    /// `program arguments…`, to be run on this screen and with a message bus of its own.
    pub fn command(&self, program_name: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = program("dbus-run-session");
        command.arg("--config-file").arg(crate::root().join("tests/e2e/session-bus.conf"));
        command.arg("--").arg(program_name);
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
        if has_card() {
            // There is one, but not behind this screen. Where there is none the window finds that out by itself.
            command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1").env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
        // Asking for an accessibility bus that is not there costs seconds at every start.
        command.env("NO_AT_BRIDGE", "1");
        command
    }
}

/// Whether this computer has a device that draws.
fn has_card() -> bool {
    let devices = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    devices.into_iter().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}
