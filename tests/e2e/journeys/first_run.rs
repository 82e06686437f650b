//! The first minute.

use super::{needs_a_screen, open, open_empty_piece, usual};
use testkit::{Result, Window};

#[tokio::test]
async fn a_new_desk_shows_the_welcome_piece_and_its_page() -> Result {
    needs_a_screen!();
    let (_desk, window) = open().await?;
    window
        .wait_js("a headline", "document.querySelector('.cm-content[aria-label=Headline]').textContent.length > 3")
        .await?;
    let headline = window.field("Headline").await?;
    window.wait_preview(&headline).await?;
    window.wait_text(".row", &headline).await?;
    window.screenshot("first-run").await?;
    Ok(())
}

#[tokio::test]
async fn the_window_asks_once_who_signs_the_changes() -> Result {
    needs_a_screen!();
    let (desk, window) = open_empty_piece().await?;
    // Not before there is a change to sign.
    window.wait_gone(".banner").await?;
    window.type_in("Headline", "Signed").await?;
    window.wait_text(".banner", "Changes are signed").await?;
    window.click_named("Change").await?;
    window.wait_for(".banner input").await?;
    window.wait_js("the caret in the name", "document.activeElement?.matches('.banner input')").await?;
    window.keys("Control+a").await?;
    window.type_text("Maud Castell").await?;
    window.click_named("Sign with this name").await?;
    window.wait_gone(".banner").await?;
    window.quit().await?;

    let window = Window::start(&desk, &usual()).await?;
    window.type_in("Headline", ", and signed").await?;
    window.wait_saved().await?;
    assert_eq!(window.js_text("document.querySelector('.banner')?.innerText ?? ''").await?, "", "it asks again");
    Ok(())
}

#[tokio::test]
async fn codemirror_is_styled_under_the_content_security_policy() -> Result {
    needs_a_screen!();
    let (_desk, window) = open().await?;
    // Without the page's nonce WebKit refuses CodeMirror's style sheet, and the editor lays itself out as plain blocks.
    let display = window.js_text("getComputedStyle(document.querySelector('.cm-editor')).display").await?;
    assert_eq!(display, "flex");
    let face =
        window.js_text("getComputedStyle(document.querySelector('.cm-content[aria-label=Body]')).fontFamily").await?;
    assert!(face.contains("Newsreader"), "the body is set in {face}");
    Ok(())
}
