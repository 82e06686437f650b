//! What is done once the window is open and nobody waits for anything.

/// Gives back what only the start needed, in the first pause after it: to do so takes as long as some keys.
pub(crate) fn soon() {
    // A window that can't have a thread more is as large as it was.
    #[cfg(target_os = "linux")]
    let _ = std::thread::Builder::new().name("settle".into()).spawn(trim::give_back_in_a_pause);
}
