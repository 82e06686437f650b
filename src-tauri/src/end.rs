//! How the program ends: always with everything on the disk.
//!
//! Closing the window asks the page first, which sends what was typed last and then calls `app_quit`. A page that can't
//! save keeps the window and says so; a page that no longer answers at all does not.

use crate::state::Shell;
use crate::window::MAIN;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

/// How long the page has for its last words, and how long a live page may take to say that it is alive.
const PATIENCE: Duration = Duration::from_secs(3);

/// When closing was asked for last.
#[derive(Default)]
pub(crate) struct Closing(Arc<Mutex<Option<Instant>>>);

impl Closing {
    /// Closing was asked for. Asked for again after the patience is over, it is meant.
    pub(crate) fn requested<R: Runtime>(&self, window: &WebviewWindow<R>) {
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(Instant::now());
        let app = window.app_handle().clone();
        if before.is_some_and(|at| at.elapsed() > PATIENCE) {
            tauri::async_runtime::spawn(async move {
                tokio::time::sleep(PATIENCE).await; // the page is asked again, too
                quit(&app).await;
            });
            return;
        }
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(PATIENCE).await;
            if !app.state::<Shell>().is_quitting() && !is_alive(&app).await {
                log::warn!("the page did not answer when the window was closed");
                quit(&app).await;
            }
        });
    }
}

/// Whether the page still runs anything.
async fn is_alive<R: Runtime>(app: &AppHandle<R>) -> bool {
    let Some(window) = app.get_webview_window(MAIN) else { return false };
    let (tell, told) = tokio::sync::oneshot::channel();
    let tell = Mutex::new(Some(tell));
    let asked = window.eval_with_callback("1", move |_| {
        if let Some(tell) = tell.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = tell.send(());
        }
    });
    asked.is_ok() && matches!(tokio::time::timeout(PATIENCE, told).await, Ok(Ok(())))
}

async fn quit<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Shell>().quit().await.is_err() {
        app.exit(3);
    }
}

/// Ends the program properly when the system asks for it (logging out, Control C in a terminal).
#[cfg(unix)]
pub(crate) mod signals {
    use super::{PATIENCE, quit};
    use crate::window::MAIN;
    use tauri::{AppHandle, Manager, Runtime};
    use tokio::signal::unix::{SignalKind, signal};

    /// Hears the signals from now on.
    pub(crate) fn hear<R: Runtime>(app: AppHandle<R>) {
        for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                match signal(kind) {
                    Ok(mut signal) => {
                        signal.recv().await;
                        // As if the window were closed, so that the page sends what was typed last; a page that can't
                        // does not keep a system from ending.
                        if app.get_webview_window(MAIN).is_some_and(|window| window.close().is_ok()) {
                            tokio::time::sleep(PATIENCE).await;
                        }
                        quit(&app).await;
                    }
                    Err(error) => log::warn!("a signal can't be heard: {error}"),
                }
            });
        }
    }
}
