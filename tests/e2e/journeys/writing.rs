//! Typing, and what follows it.

use super::{needs_a_screen, open_empty_piece, usual};
use testkit::{Result, Window};

#[tokio::test]
async fn what_is_typed_appears_in_the_preview_and_in_the_list() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "The ferry is late again").await?;
    window.type_in("Standfirst", "A timetable is a promise, writes Maud Castell.").await?;
    window.type_in("Body", "It was due at nine. “Soon”, said the man – and it was *ten*.").await?;
    window.wait_preview("The ferry is late again").await?;
    window.wait_preview("A timetable is a promise").await?;
    window.wait_preview("said the man – and it was ten.").await?;
    window.wait_text(".row[aria-current=true]", "The ferry is late again").await?;
    window.wait_saved().await?;
    window.screenshot("typed").await?;
    let emphasis =
        window.js_text("document.querySelector('iframe').contentDocument.querySelector('em')?.textContent").await?;
    assert_eq!(emphasis, "ten");
    Ok(())
}

#[tokio::test]
async fn undo_takes_back_what_was_typed_and_redo_brings_it_again() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Body", "One sentence.").await?;
    window.wait_saved().await?;
    window.keys("Control+z").await?;
    window
        .wait_js(
            "the text to go",
            "!document.querySelector('.cm-content[aria-label=Body]').textContent.includes('sentence')",
        )
        .await?;
    window.keys("Control+Shift+z").await?;
    window.wait_field("Body", "One sentence.").await
}

#[tokio::test]
async fn words_are_counted_as_a_reader_counts_them() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Body", "A well-known *reader’s* [link](https://example.org) counts.").await?;
    window.wait_text("[data-region=status]", "5 words").await
}

#[tokio::test]
async fn caret_piece_and_size_are_as_one_left_them() -> Result {
    needs_a_screen!();
    let (desk, window) = open_empty_piece().await?;
    window.resize(1100, 760).await?;
    window.type_in("Headline", "Where was I").await?;
    window.type_in("Body", "Somewhere in the middle of a line.").await?;
    for _ in 0..8 {
        window.keys("ArrowLeft").await?;
    }
    let caret = window.caret("Body").await?;
    window.wait_saved().await?;
    window.quit().await?;

    let window = Window::start(&desk, &usual().size(None)).await?;
    window.wait_field("Headline", "Where was I").await?;
    window.wait_js("the caret in the body", "document.activeElement?.getAttribute('aria-label') === 'Body'").await?;
    assert_eq!(window.caret("Body").await?, caret);
    let width = window.js("window.innerWidth").await?.as_u64().unwrap_or_default();
    assert!(width.abs_diff(1100) < 40, "the window is {width} wide");
    Ok(())
}

#[tokio::test]
async fn a_binned_piece_can_be_taken_back() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "Into the bin and back").await?;
    window.wait_saved().await?;
    window.command("Move to the bin").await?;
    window
        .wait_js(
            "the row to go",
            "![...document.querySelectorAll('.row')].some(r => r.innerText.includes('Into the bin'))",
        )
        .await?;
    window.click_named("Undo").await?;
    window.wait_text(".row", "Into the bin and back").await
}
