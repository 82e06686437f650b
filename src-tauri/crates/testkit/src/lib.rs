//! For tests only: a desk in a temporary folder, fixtures, and a driver of the real window.

mod desk;
mod driver;
mod editor;
pub mod fixtures;
mod keys;
mod process;
#[cfg(target_os = "linux")]
mod screen;
mod wait;
mod window;

pub use desk::TempDesk;
pub use driver::{missing, program_beside, signal};
pub use process::{Tree, file_kilobytes, fsync_latency, mapped_files};
pub use window::{StartOptions, Window};

/// Why a step of a journey failed, told so that it can be understood without a debugger.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something did not happen in time.
    #[error("waited {seconds} s in vain for {what}\n{seen}")]
    Waited {
        /// What was waited for.
        what: String,
        /// How long.
        seconds: u64,
        /// What the window showed instead.
        seen: String,
    },
    /// A program could not be started or ended badly.
    #[error("{0}")]
    Program(String),
    /// The driver refused a command.
    #[error("the window's driver: {0}")]
    Driver(String),
    /// The window did not open.
    #[error("the window did not open: {0}")]
    NotOpened(String),
    /// A file could not be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// What was read is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<fantoccini::error::CmdError> for Failure {
    fn from(error: fantoccini::error::CmdError) -> Self {
        Self::Driver(error.to_string())
    }
}

/// The result of a step.
pub type Result<T = ()> = std::result::Result<T, Failure>;
