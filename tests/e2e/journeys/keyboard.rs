//! Everything without a mouse.

use super::{needs_a_screen, open, open_empty_piece};
use testkit::Result;

#[tokio::test]
async fn the_palette_finds_and_does_a_command() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Body", "Heading").await?;
    window.command("Heading 2").await?;
    window.wait_field("Body", "## Heading").await?;
    window.screenshot("palette-done").await?;
    // The caret is back in the text, and the keyboard with it.
    window.type_text("s").await?;
    window.wait_field("Body", "## Headings").await
}

#[tokio::test]
async fn menus_open_and_work_by_their_letters_and_arrows() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "First").await?;
    window.wait_saved().await?;
    window.keys("Alt+f").await?;
    window.wait_text("[role=menu]", "New piece").await?;
    window.keys("Escape").await?;
    window.wait_gone("[role=menu], [role=menubar]").await?;
    window.keys("F10").await?;
    const IN_THE_BAR: &str = "document.activeElement?.closest('[role=menubar]')";
    window.wait_js("the keyboard in the menu bar", IN_THE_BAR).await?;
    window.keys("f").await?;
    window.wait_text("[role=menu]", "New piece").await?;
    window.keys("ArrowRight").await?;
    window.wait_text("[role=menu]", "Undo").await?;
    window.screenshot("menu").await?;
    window.keys("Escape").await?;
    window.wait_gone("[role=menu], [role=menubar]").await?;
    window.wait_js("the caret in the text", "document.activeElement?.classList.contains('cm-content')").await
}

#[tokio::test]
async fn one_goes_to_a_piece_by_a_few_letters_of_its_headline() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "Zebra crossings").await?;
    window.wait_saved().await?;
    window.keys("Control+n").await?;
    window
        .wait_js(
            "an empty headline",
            "document.querySelector('.cm-content[aria-label=Headline]').cmTile.root.view.state.doc.length === 0",
        )
        .await?;
    window.keys("Control+p").await?;
    window.wait_for("[role=dialog] input, [role=combobox]").await?;
    window.type_text("zebra").await?;
    window.wait_text("[role=option][aria-selected=true]", "Zebra crossings").await?;
    window.keys("Enter").await?;
    window.wait_field("Headline", "Zebra crossings").await
}

#[tokio::test]
async fn f6_goes_round_the_parts_of_the_window_and_escape_back_to_the_text() -> Result {
    needs_a_screen!();
    let (_desk, window) = open().await?;
    window.focus_field("Body").await?;
    const REGION: &str = "document.activeElement.closest('[data-region]')?.dataset.region ?? ''";
    let mut seen = vec![window.js_text(REGION).await?];
    for _ in 0..3 {
        let before = seen[seen.len() - 1].clone();
        window.keys("F6").await?;
        window.wait_js("the next part", &format!("({REGION}) !== '{before}'")).await?;
        seen.push(window.js_text(REGION).await?);
    }
    seen.sort();
    assert_eq!(seen, ["desk", "inspector", "page", "status"]);
    window.keys("Escape").await?;
    window.wait_js("the text", "document.activeElement.classList.contains('cm-content')").await
}

#[tokio::test]
async fn searching_the_desk_finds_words_in_the_body() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "On birds").await?;
    window.type_in("Body", "A peregrine lives on the tower.").await?;
    window.wait_saved().await?;
    window.keys("Control+Shift+f").await?;
    window.type_text("peregrine").await?;
    window.wait_text(".row", "On birds").await?;
    window.wait_js("only that piece", "document.querySelectorAll('.row').length === 1").await
}
