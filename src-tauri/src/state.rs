//! What the handlers share.

use crate::dialogs::Dialogs;
use crate::error::{Answer, failed, from_desk};
use desk::Desk;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The desk, and what a handler needs of the system. One for the program.
pub struct Shell {
    pub(crate) desk: Desk,
    dialogs: Arc<dyn Dialogs>,
    quit: Box<dyn Fn() + Send + Sync>,
    waiting_files: Mutex<Vec<PathBuf>>,
    report_ready: Option<PathBuf>,
    quitting: AtomicBool,
    /// The writing of several pieces is to stop.
    pub(crate) stop_several: Arc<AtomicBool>,
}

impl Shell {
    /// A shell around a desk; `quit` ends the program.
    pub fn new(desk: Desk, dialogs: Arc<dyn Dialogs>, quit: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            desk,
            dialogs,
            quit: Box::new(quit),
            waiting_files: Mutex::default(),
            report_ready: None,
            quitting: AtomicBool::new(false),
            stop_several: Arc::default(),
        }
    }

    /// With files that are to be brought in as soon as the page can show what became of them.
    #[must_use]
    pub fn with_files(mut self, files: Vec<PathBuf>) -> Self {
        self.waiting_files = Mutex::new(files);
        self
    }

    /// With a file that takes the time of the first page.
    #[must_use]
    pub fn reporting_to(mut self, file: Option<PathBuf>) -> Self {
        self.report_ready = file;
        self
    }

    /// The files that wait; once.
    pub(crate) fn take_files(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.waiting_files.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where to report the time of the first page.
    pub(crate) fn report_file(&self) -> Option<&PathBuf> {
        self.report_ready.as_ref()
    }

    /// The file dialogs.
    pub(crate) fn dialogs(&self) -> Arc<dyn Dialogs> {
        Arc::clone(&self.dialogs)
    }

    /// Whether the program is about to end.
    pub(crate) fn is_quitting(&self) -> bool {
        self.quitting.load(Ordering::Acquire)
    }

    /// Ends the program once everything is on the disk.
    pub(crate) async fn quit(&self) -> Answer<()> {
        self.quitting.store(true, Ordering::Release);
        let desk = self.desk.clone();
        blocking(move || desk.close()).await?;
        (self.quit)();
        Ok(())
    }

    /// Asks the desk, on a thread that may wait for the disk.
    pub(crate) async fn ask<T, F>(&self, work: F) -> Answer<T>
    where
        T: Send + 'static,
        F: FnOnce(&Desk) -> Result<T, desk::Error> + Send + 'static,
    {
        let desk = self.desk.clone();
        blocking(move || work(&desk)).await?.map_err(from_desk)
    }
}

/// Runs something that may wait.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    done.map_err(|e| failed("Something went wrong inside the program; what was saved before is safe", e))
}
