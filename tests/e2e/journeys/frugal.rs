//! The window takes no more of the machine than it needs.

use super::{needs_a_screen, open, open_empty_piece};
use testkit::{Result, Tree, file_kilobytes, mapped_files};

/// The version of the web view that is installed here.
fn web_view() -> String {
    let asked = std::process::Command::new("pkg-config").args(["--modversion", "webkit2gtk-4.1"]).output();
    asked.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn without_a_graphics_card_no_software_card_is_loaded_and_the_window_is_painted() -> Result {
    needs_a_screen!();
    let card = std::fs::read_dir("/dev/dri").is_ok_and(|mut devices| devices.next().is_some());
    let version = web_view();
    if card || std::env::var_os("WEBKIT_DISABLE_COMPOSITING_MODE").is_some() || !version.starts_with("2.50.") {
        println!(
            "Not looked at here: there is a card, or somebody chose how to paint, or the web view is {version:?}."
        );
        return Ok(());
    }
    let (_desk, window) = open().await?;
    for pid in Tree::of(window.pid()).pids {
        let mapped = mapped_files(pid);
        for card in ["libLLVM", "libEGL_mesa", "swrast_dri"] {
            assert!(!mapped.contains(card), "process {pid} of the window has loaded {card}");
        }
    }
    let painted = || Ok(window.colours()?.is_none_or(|colours| colours > 50));
    window.wait_until("the welcome piece to be on the screen, smooth letters and all", painted).await
}

#[tokio::test]
async fn what_only_the_start_needed_is_given_back_and_nobody_notices() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    let mut most = 0;
    let fell = || {
        let now = file_kilobytes(window.pid());
        most = most.max(now);
        Ok(now + 20_000 < most)
    };
    window.wait_until("20 MB of code to be given back", fell).await?;
    window.focus_field("Body").await?;
    window.type_text("Still here.").await?;
    window.wait_saved().await?;
    window
        .wait_js(
            "the words",
            "document.querySelector('.cm-content[aria-label=Body]').innerText.includes('Still here.')",
        )
        .await
}
