//! What the program tells its web view by the environment, and keeps from the programs that it starts for a person.

use std::ffi::OsStr;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

static SET: Mutex<Vec<&str>> = Mutex::new(Vec::new());

/// Sets a variable for this process and those of the web view; says whether that went well. To be called before there is
/// another thread.
pub(super) fn set(name: &'static str, value: impl AsRef<OsStr>) -> bool {
    // It fails only for want of memory: then all is as it would have been.
    let done = glib::setenv(name, value.as_ref(), true).is_ok();
    if done {
        SET.lock().unwrap_or_else(PoisonError::into_inner).push(name);
    }
    done
}

/// Whether somebody has set a variable: what a person wants stays.
pub(super) fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some()
}

/// Takes what was set here out of the environment of a program that is about to start.
pub(crate) fn clear(command: &mut Command) {
    for name in SET.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        command.env_remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_for_the_view_does_not_reach_other_programs() {
        SET.lock().unwrap().push("STANDFIRST_TEST_ONLY");
        let mut command = Command::new("env");
        command.env("STANDFIRST_TEST_ONLY", "1").env("KEPT", "1");
        clear(&mut command);
        let out = command.output().unwrap();
        let seen = String::from_utf8_lossy(&out.stdout);
        assert!(!seen.contains("STANDFIRST_TEST_ONLY") && seen.contains("KEPT=1"), "{seen}");
    }
}
