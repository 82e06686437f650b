//! The window takes no more of the machine than it needs.

use super::{needs_a_screen, open, open_empty_piece};
use std::time::Duration;
use testkit::{Result, Tree, Window, file_kilobytes, mapped_files};

/// The version of the web view that is installed here.
fn web_view() -> String {
    let asked = std::process::Command::new("pkg-config").args(["--modversion", "webkit2gtk-4.1"]).output();
    asked.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned()).unwrap_or_default()
}

/// Why the window may be painted otherwise than on a machine without a card, by the web view that is known.
fn painted_otherwise() -> Option<String> {
    let card = std::fs::read_dir("/dev/dri").is_ok_and(|mut devices| devices.next().is_some());
    let version = web_view();
    let otherwise = card || std::env::var_os("WEBKIT_DISABLE_COMPOSITING_MODE").is_some();
    (otherwise || !version.starts_with("2.50."))
        .then(|| format!("there is a card, or somebody chose how to paint, or the web view is {version:?}"))
}

#[tokio::test]
async fn without_a_graphics_card_no_software_card_is_loaded_and_the_window_is_painted() -> Result {
    needs_a_screen!();
    if let Some(why) = painted_otherwise() {
        println!("Not looked at here: {why}.");
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

/// How much memory is painted anew while a long word is typed, in pages.
async fn painted_for_a_word(window: &Window) -> Result<u64> {
    let before = Tree::of(window.pid()).page_faults();
    window.type_slowly("incomprehensibilities", Duration::from_millis(60)).await?;
    window.wait_saved().await?;
    Ok(Tree::of(window.pid()).page_faults() - before)
}

#[tokio::test]
async fn a_key_paints_its_line_and_not_the_window_around_it() -> Result {
    needs_a_screen!();
    if let Some(why) = painted_otherwise() {
        println!("Not looked at here: {why}.");
        return Ok(());
    }
    let (_desk, window) = open().await?;
    // Nothing but the text: a page beside it is painted with each key.
    window.js("document.querySelector('.inspector button[aria-label=\"Hide the inspector\"]').click()").await?;
    window.wait_js("the inspector to be gone", "document.querySelector('.inspector') === null").await?;
    window.focus_field("Body").await?;
    painted_for_a_word(&window).await?;
    let now = painted_for_a_word(&window).await?;
    // As it would be if the height of the text could change the window's.
    let without = "(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('.sheets > .scroll { contain: none !important; }');
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        return true;
    })()";
    window.js(without).await?;
    painted_for_a_word(&window).await?;
    let without = painted_for_a_word(&window).await?;
    assert!(now * 2 < without, "{now} pages of memory were painted, and {without} where the window is laid out, too");
    Ok(())
}

#[tokio::test]
async fn what_only_the_start_needed_is_given_back_and_nobody_notices() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    let mut processes = vec![window.pid()];
    // What gives it back in the process of the web view is the driver that draws nothing.
    match painted_otherwise() {
        Some(why) => println!("The process of the web view is not looked at here: {why}."),
        None => {
            let name = |pid: &u32| std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
            let tree = Tree::of(window.pid()).pids;
            processes.push(tree.into_iter().find(|pid| name(pid).starts_with("WebKitWebProc")).expect("a web view"));
        }
    }
    let mut most = vec![0; processes.len()];
    let mut fell = vec![false; processes.len()];
    let all_fell = || {
        for (at, pid) in processes.iter().enumerate() {
            let now = file_kilobytes(*pid);
            most[at] = most[at].max(now);
            fell[at] |= now + 20_000 < most[at];
        }
        Ok(fell.iter().all(|fell| *fell))
    };
    window.wait_until("20 MB of code of each process to be given back", all_fell).await?;
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
