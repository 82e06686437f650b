//! What is done once the window is open and nobody waits for anything.

/// Gives back, a moment after the first painting, what only the start needed.
pub(crate) fn soon() {
    #[cfg(target_os = "linux")]
    tauri::async_runtime::spawn(async {
        // By then the first piece is on the page with its preview, and the view has done what it puts off.
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        let _ = tauri::async_runtime::spawn_blocking(trim::give_back).await;
    });
}
