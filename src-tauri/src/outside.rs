//! Hands a link or a file to the program that the system has for it.

use std::ffi::OsStr;
use std::io::{Error, ErrorKind, Result};
use std::process::{Command, Stdio};

/// Opens it, and goes on. The other program is started as the person's own session would start it: what this one has set
/// for its web view is not for others.
///
/// # Errors
/// When the system has no way to open anything, or the program can't be started.
pub(crate) fn open(target: impl AsRef<OsStr>) -> Result<()> {
    let mut last = Error::new(ErrorKind::NotFound, "this system has no program that opens links and files");
    for mut command in open::commands(target) {
        #[cfg(target_os = "linux")]
        crate::start::environment::clear(&mut command);
        match start(&mut command) {
            Ok(()) => return Ok(()),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Starts it apart from this program: a signal to this one from its terminal is not for the other.
fn start(command: &mut Command) -> Result<()> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn()?;
    // Somebody has to hear that it ended, or the system keeps a place for it.
    std::thread::spawn(move || child.wait());
    Ok(())
}
