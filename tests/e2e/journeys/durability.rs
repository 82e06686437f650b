//! “Saved” is a fact.

use super::{needs_a_screen, open_empty_piece, usual};
use std::time::{Duration, Instant};
use testkit::{Result, Window};

#[tokio::test]
async fn everything_shown_as_saved_survives_a_kill_in_mid_typing() -> Result {
    needs_a_screen!();
    let (desk, mut window) = open_empty_piece().await?;
    window.type_in("Headline", "Nothing is ever lost").await?;
    let mut acknowledged = String::new();
    // Three times, killed earlier and later: in the middle of a batch, of a commit, of nothing.
    for (round, alive) in [90, 260, 430].into_iter().enumerate() {
        let safe = format!("Round {round} was saved. ");
        window.type_in("Body", &safe).await?;
        window.wait_saved().await?;
        acknowledged.push_str(&safe);
        let open = "words that may or may not have reached the disk ".repeat(8);
        let typing = window.type_text(&open);
        // The one delay in these tests: it is what is being tested.
        let _ = tokio::time::timeout(Duration::from_millis(alive), typing).await;
        window.kill9();

        window = Window::start(&desk, &usual()).await?;
        window.wait_field("Headline", "Nothing is ever lost").await?;
        let body = window.field("Body").await?;
        assert!(body.starts_with(&acknowledged), "round {round}: {acknowledged:?} was shown as saved, found {body:?}");
        let rest = &body[acknowledged.len()..];
        assert!(open.starts_with(rest.trim_end()), "round {round}: letters in the wrong order: {rest:?}");
        acknowledged.push_str(rest);
    }
    window.screenshot("after-a-kill").await?;
    Ok(())
}

#[tokio::test]
async fn dl_15_an_untitled_draft_opens_again_with_its_caret_after_a_kill() -> Result {
    needs_a_screen!();
    let (desk, window) = open_empty_piece().await?;
    window.type_in("Body", "No headline, no name, no file.").await?;
    for _ in 0.." no file.".len() {
        window.keys("ArrowLeft").await?;
    }
    window.wait_saved().await?;
    let caret = window.caret("Body").await?;
    assert_eq!(caret, "No headline, no name,".len() as u64);
    // Where the caret comes to rest is kept a second later, beside the database.
    let end = Instant::now() + Duration::from_secs(10);
    while !std::fs::read_to_string(desk.data_dir().join("view.json"))
        .unwrap_or_default()
        .contains(&format!("\"from\":{caret}"))
    {
        assert!(Instant::now() < end, "the caret's place was not kept");
        window.js("1").await?;
    }
    window.kill9();
    let window = Window::start(&desk, &usual()).await?;
    window.wait_field("Body", "No headline, no name, no file.").await?;
    assert_eq!(window.caret("Body").await?, caret);
    window.type_text(" no fame,").await?;
    window.wait_field("Body", "No headline, no name, no fame, no file.").await
}

/// Types, ends the program by one route at once, and finds every letter at the next start.
async fn nothing_is_lost_by(route: impl AsyncFnOnce(Window) -> Result) -> Result {
    let (desk, window) = open_empty_piece().await?;
    window.type_in("Body", "Typed and gone.").await?;
    route(window).await?;
    let window = Window::start(&desk, &usual()).await?;
    window.wait_field("Body", "Typed and gone.").await
}

#[tokio::test]
async fn dl_12_quitting_by_the_keyboard_at_once_after_typing_loses_nothing() -> Result {
    needs_a_screen!();
    nothing_is_lost_by(Window::quit).await
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn dl_12_closing_the_window_at_once_after_typing_loses_nothing() -> Result {
    needs_a_screen!();
    nothing_is_lost_by(Window::close).await
}

#[tokio::test]
async fn dl_12_the_end_of_a_session_at_once_after_typing_loses_nothing() -> Result {
    needs_a_screen!();
    nothing_is_lost_by(Window::terminate).await
}

#[tokio::test]
async fn no_word_of_a_piece_is_in_a_log() -> Result {
    needs_a_screen!();
    let (desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "Quincunx").await?;
    window.type_in("Body", "A quincunx is typed, and must not be told.").await?;
    window.wait_saved().await?;
    window.quit().await?;
    let logs = desk.logs();
    assert!(logs.iter().any(|(_, text)| text.contains("starts on")), "the log of the session was not found");
    for (path, text) in logs {
        assert!(!text.to_lowercase().contains("quincunx"), "{} tells what was typed", path.display());
    }
    Ok(())
}
