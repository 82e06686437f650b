//! What leaves the desk, through the window.

use super::{needs_a_screen, new_piece, open_with, usual};
use serde_json::json;
use std::path::PathBuf;
use testkit::{Failure, Result, TempDesk, Window};

/// Opens a window whose dialogs are answered from a script: files cannot be chosen from outside.
async fn open_scripted(open: &[Vec<PathBuf>], save: &[&str]) -> Result<(TempDesk, Window)> {
    let desk = TempDesk::new()?;
    let save: Vec<PathBuf> = save.iter().map(|name| desk.beside(name)).collect();
    let script = desk.write("dialogs.json", json!({ "open": open, "save": save }).to_string())?;
    let window = Window::start(&desk, &usual().arg("--scripted-dialogs").arg(script.display().to_string())).await?;
    Ok((desk, window))
}

async fn written(desk: &TempDesk, window: &Window, name: &str) -> Result<String> {
    window.wait_text("body", name).await?;
    std::fs::read_to_string(desk.beside(name)).map_err(Failure::from)
}

async fn write_a_piece(window: &Window) -> Result {
    new_piece(window).await?;
    window.type_in("Headline", "Ink & paper").await?;
    window.type_in("Byline", "Maud Castell").await?;
    window.type_in("Body", "A *plain* paragraph with 3 < 4.").await?;
    window.wait_saved().await
}

#[tokio::test]
async fn every_form_is_written_through_the_window() -> Result {
    needs_a_screen!();
    let (desk, window) = open_scripted(&[], &["page.html", "piece.md", "piece.txt"]).await?;
    write_a_piece(&window).await?;

    window.command("Save as a web page").await?;
    let html = written(&desk, &window, "page.html").await?;
    assert!(html.starts_with("<!DOCTYPE html>") || html.starts_with("<!doctype html>"), "{html}");
    assert!(html.contains("Ink &amp; paper") && html.contains("<em>plain</em>") && html.contains("3 &lt; 4"), "{html}");
    assert!(!html.contains("<script") || html.contains("application/ld+json"), "a script in the page");

    window.command("Save as Markdown").await?;
    let markdown = written(&desk, &window, "piece.md").await?;
    let headline =
        markdown.lines().find_map(|line| line.strip_prefix("headline: ")).map(|value| value.trim_matches('"'));
    assert!(markdown.starts_with("---\n") && headline == Some("Ink & paper"), "{markdown}");
    assert!(markdown.contains("A *plain* paragraph with 3 < 4."), "{markdown}");

    window.command("Save as plain text").await?;
    let text = written(&desk, &window, "piece.txt").await?;
    assert!(text.contains("Ink & paper") && text.contains("A plain paragraph with 3 < 4."), "{text}");
    window.screenshot("exported").await?;
    Ok(())
}

#[tokio::test]
async fn a_marked_word_file_leaves_through_the_window_and_comes_back_as_the_same_piece() -> Result {
    needs_a_screen!();
    let out = TempDesk::new()?;
    let path = out.beside("ink.marked.docx");
    let (_desk, window) = open_scripted(&[vec![path.clone()]], &[&path.display().to_string()]).await?;
    write_a_piece(&window).await?;
    window.command("Save as a marked Word file").await?;
    window.wait_text("body", "ink.marked.docx").await?;
    assert!(std::fs::read(&path)?.starts_with(b"PK"), "a Word file");
    window.command("Export").await?;
    window.wait_text(".left", "Word, marked").await?;
    window.screenshot("exported_word").await?;
    window.keys("Control+o").await?;
    window.wait_text("body", "Sorted into headline, byline and 1 paragraph").await?;
    assert_eq!(window.field("Headline").await?, "Ink & paper");
    window.wait_field("Body", "A *plain* paragraph with 3 < 4.").await
}

#[tokio::test]
async fn clean_html_goes_to_the_clipboard() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_scripted(&[], &[]).await?;
    write_a_piece(&window).await?;
    window.command("Copy for the CMS").await?;
    window.wait_text("body", "Copied for the CMS").await?;
    // Pasted into a new piece it is the same piece again.
    new_piece(&window).await?;
    window.focus_field("Body").await?;
    window.keys("Control+v").await?;
    window.wait_preview("A plain paragraph with 3 < 4.").await
}

#[tokio::test]
async fn an_existing_file_is_not_replaced_without_asking() -> Result {
    needs_a_screen!();
    let (desk, window) = open_scripted(&[], &["kept.md"]).await?;
    desk.write("kept.md", "mine")?;
    write_a_piece(&window).await?;
    window.command("Save as Markdown").await?;
    window.wait_text("[role=dialog], dialog", "Replace kept.md?").await?;
    window.click_named("Keep the old file").await?;
    assert_eq!(std::fs::read_to_string(desk.beside("kept.md"))?, "mine");
    Ok(())
}

#[tokio::test]
async fn files_that_are_opened_become_pieces() -> Result {
    needs_a_screen!();
    let files = TempDesk::new()?;
    let one = files.write("one.md", "---\nheadline: From a file\nbyline: A. Writer\n---\n\nIts only paragraph.\n")?;
    let (_desk, window) = open_scripted(&[vec![one]], &[]).await?;
    window.keys("Control+o").await?;
    window.wait_field("Headline", "From a file").await?;
    assert_eq!(window.field("Byline").await?, "A. Writer");
    window.wait_field("Body", "Its only paragraph.").await
}

#[tokio::test]
async fn a_file_named_on_the_command_line_is_opened() -> Result {
    needs_a_screen!();
    let files = TempDesk::new()?;
    let one = files.write("named.md", "# Named on the command line\n\nA paragraph.\n")?;
    let (_desk, window) = open_with(&usual().arg(one.display().to_string())).await?;
    window.wait_text(".row", "Named on the command line").await
}

#[tokio::test]
async fn the_printed_page_is_seen_before_it_leaves() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_scripted(&[], &[]).await?;
    write_a_piece(&window).await?;
    window.command("Look at the printed page").await?;
    window.wait_text("[role=dialog]", "Page 1 of 1").await?;
    // The picture is drawn, under the window's own rules of what may be loaded.
    window
        .wait_js(
            "the page is drawn",
            "document.querySelector('.board img')?.complete && document.querySelector('.board img').naturalWidth > 500",
        )
        .await?;
    window.screenshot("printed-page").await?;
    window.keys("Escape").await?;
    window.js("(globalThis.before = document.querySelector('.printed img').src, 1)").await?;
    window.type_in("Body", " Words that were not there before.").await?;
    window.wait_saved().await?;
    window.wait_js("the page follows", "document.querySelector('.printed img')?.src !== globalThis.before").await?;
    window.screenshot("printed-page-follows").await?;
    Ok(())
}

#[tokio::test]
async fn an_outlet_is_made_and_its_page_is_seen_as_it_is_designed() -> Result {
    needs_a_screen!();
    let (desk, window) = open_scripted(&[], &["the-lantern.toml"]).await?;
    write_a_piece(&window).await?;
    window.command("Outlets").await?;
    window.wait_text("[role=dialog]", "The Daily").await?;
    window.click_named("Duplicate The Daily").await?;
    window.wait_js("the open piece is set", "document.querySelector('.sample img')?.naturalWidth > 0").await?;
    window.screenshot("outlet").await?;
    window.click_named("Keep the outlet").await?;
    window.wait_text("[role=dialog]", "The Daily, copy").await?;
    window.click_named("Save The Daily, copy as a file").await?;
    let profile = written(&desk, &window, "the-lantern.toml").await?;
    assert!(profile.contains("name = \"The Daily, copy\"") && profile.contains("[handover.approved]"), "{profile}");
    Ok(())
}
