//! What is done once the window is open and nobody waits for anything.

use crate::state::Shell;
use std::time::Duration;
use tauri::{AppHandle, Manager, Runtime};

/// By then the first piece is on the page with its preview, and the view has done what it puts off.
const OPENING: Duration = Duration::from_secs(1);
/// So long the window has to ask for nothing: to give memory back takes as long as some keys.
const QUIET: Duration = Duration::from_secs(1);

/// Gives back what only the start needed, in the first pause after it.
pub(crate) fn soon<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(OPENING).await;
        loop {
            let before = app.state::<Shell>().asked();
            tokio::time::sleep(QUIET).await;
            if app.state::<Shell>().asked() == before {
                break;
            }
        }
        #[cfg(target_os = "linux")]
        let _ = tauri::async_runtime::spawn_blocking(trim::give_back).await;
    });
}
