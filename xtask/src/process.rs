//! Starting other programs: with a clean environment, a sentence for each failure, and their output read along.

use crate::counts::Counts;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A program by name. What `cargo run` set for xtask itself is taken out: build scripts that look at such variables
/// would run again with every change between `cargo xtask` and a plain `cargo`.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    for (key, _) in std::env::vars_os() {
        let name = key.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"].iter().any(|p| name.starts_with(p)) {
            command.env_remove(&key);
        }
    }
    command
}

/// The cargo that called us.
pub fn cargo() -> Command {
    program(cargo_path())
}

/// The path of that cargo, for commands that wrap it.
pub fn cargo_path() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// npm in ui/. On Windows it is a script, which only the shell finds.
pub fn npm() -> Command {
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(crate::root().join("ui"));
    command
}

/// Whether a program is on the path.
pub fn is_installed(name: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path)
            .any(|dir| dir.join(name).is_file() || (cfg!(windows) && dir.join(format!("{name}.exe")).is_file()))
    })
}

/// The command as a person would type it.
pub fn shown(command: &Command) -> String {
    let mut words = vec![file_name(command.get_program())];
    words.extend(command.get_args().map(|a| {
        let a = a.to_string_lossy().into_owned();
        if a.contains(' ') || a.is_empty() { format!("'{a}'") } else { a }
    }));
    words.join(" ")
}

fn file_name(program: &OsStr) -> String {
    std::path::Path::new(program).file_name().unwrap_or(program).to_string_lossy().into_owned()
}

/// Runs to the end, with the output where ours goes.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|e| not_started(command, &e))?;
    finished(command, status)
}

/// Runs to the end and gives what was printed; quiet unless it fails.
pub fn output(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|e| not_started(command, &e))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = [output.stdout, output.stderr].map(|o| String::from_utf8_lossy(&o).into_owned()).concat();
    Err(format!("{}\n`{}` ended with {}.", said.trim_end(), shown(command), status_text(output.status)))
}

/// How long output is waited for once the program that was started has ended.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Runs to the end, passes the output on, and adds up the tests that it reports.
///
/// The end is that of the program: something that it left running and that holds its output open does not hold us.
pub fn counted(command: &mut Command) -> (Result<(), String>, Counts) {
    let mut child = match command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(e) => return (Err(not_started(command, &e)), Counts::default()),
    };
    let counts = Arc::new(Mutex::new(Counts::default()));
    let (ended, all_ended) = mpsc::channel::<()>();
    // Two threads, since a full pipe of one stream would stop the program while we wait for the other.
    if let Some(pipe) = child.stdout.take() {
        let (counts, ended) = (Arc::clone(&counts), ended.clone());
        std::thread::spawn(move || {
            pass_on(pipe, std::io::stdout(), &counts);
            drop(ended);
        });
    }
    if let Some(pipe) = child.stderr.take() {
        let (counts, ended) = (Arc::clone(&counts), ended.clone());
        std::thread::spawn(move || {
            pass_on(pipe, std::io::stderr(), &counts);
            drop(ended);
        });
    }
    drop(ended);
    let outcome = child.wait().map_err(|e| not_started(command, &e)).and_then(|status| finished(command, status));
    // Nothing is ever sent: the channel closes when both threads have let go of it.
    if all_ended.recv_timeout(LAST_WORDS) == Err(RecvTimeoutError::Timeout) {
        println!("(`{}` has ended; something that it started still runs.)", shown(command));
    }
    let counts = *counts.lock().unwrap_or_else(PoisonError::into_inner);
    (outcome, counts)
}

fn pass_on(from: impl Read, mut to: impl Write, counts: &Mutex<Counts>) {
    let (mut from, mut line) = (BufReader::new(from), Vec::new());
    while matches!(from.read_until(b'\n', &mut line), Ok(n) if n > 0) {
        // A closed terminal must not stop the tests.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        counts.lock().unwrap_or_else(PoisonError::into_inner).read_line(&String::from_utf8_lossy(&line));
        line.clear();
    }
}

fn finished(command: &Command, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        return Ok(());
    }
    Err(format!("`{}` ended with {}.", shown(command), status_text(status)))
}

fn status_text(status: ExitStatus) -> String {
    status.code().map_or_else(|| "a signal".into(), |code| format!("exit code {code}"))
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` can't be started: {error}.", file_name(command.get_program()))
}

/// A program that runs beside us and ends with us.
pub struct Beside(pub Child);

impl Drop for Beside {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{counted, program};

    #[test]
    fn what_a_program_leaves_running_does_not_hold_us() {
        let note = std::env::temp_dir().join(format!("standfirst-left-running-{}", std::process::id()));
        let mut command = program("sh");
        command.args(["-c", "sleep 300 & echo $! > \"$0\""]).arg(&note);
        let (outcome, _) = counted(&mut command);
        assert_eq!(outcome, Ok(()));
        let pid = std::fs::read_to_string(&note).unwrap();
        std::fs::remove_file(&note).unwrap();
        assert!(std::path::Path::new("/proc").join(pid.trim()).exists(), "it was waited for");
        super::run(program("kill").arg(pid.trim())).unwrap();
    }
}
