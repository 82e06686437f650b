//! The program that drives the web view: WebKitWebDriver, one for each window.

use crate::process::{children, runs};
use crate::wait::until;
use crate::{Failure, Result};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const DRIVER: &str = "WebKitWebDriver";

/// What is missing for driving a real window here, in a sentence; none if nothing is.
///
/// With `STANDFIRST_E2E=required` (as `cargo xtask test` sets it) nothing may be missing: the test fails instead.
pub fn missing() -> Option<String> {
    let driver = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(DRIVER).is_file()));
    let screen =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()));
    let what = match (driver, screen) {
        (true, true) => return None,
        (false, _) => format!("{DRIVER} is not installed (package webkit2gtk-driver)"),
        (true, false) => "there is no screen (`cargo xtask test` brings a virtual one)".to_owned(),
    };
    assert!(std::env::var_os("STANDFIRST_E2E").is_none_or(|v| v != "required"), "{what}");
    Some(what)
}

/// Another program of ours that cargo built beside this one.
pub fn program_beside(window: &Path, name: &str) -> PathBuf {
    window.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A running driver. It ends, with the window that it started, when this is dropped.
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts one on a free port; `prepare` sets the environment that the window inherits.
    pub(crate) async fn start(prepare: impl FnOnce(&mut Command)) -> Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut command = Command::new(DRIVER);
        command.arg(format!("--port={port}")).arg("--host=127.0.0.1");
        // Without it the session never starts.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.env("NO_AT_BRIDGE", "1").stdin(Stdio::null());
        // The program's own complaints go to the test's output, which cargo shows when the test fails.
        prepare(&mut command);
        let process = command.spawn().map_err(|e| Failure::Program(format!("{DRIVER} can't be started: {e}")))?;
        let driver = Self { process, port };
        until("the driver to answer", async || Ok(TcpStream::connect(("127.0.0.1", port)).is_ok())).await?;
        Ok(driver)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The window's process.
    pub(crate) fn window(&self) -> Option<u32> {
        children(self.process.id()).into_iter().find(|pid| runs(*pid))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(pid) = self.window() {
            kill(pid);
        }
        // Both fail only when it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Ends a process at once, without a word to it.
pub(crate) fn kill(pid: u32) {
    signal(pid, "-9");
}

/// Sends a process a signal, `-TERM` for instance.
pub fn signal(pid: u32, which: &str) {
    let _ = Command::new("kill").args([which, &pid.to_string()]).stderr(Stdio::null()).status();
}
