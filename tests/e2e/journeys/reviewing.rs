//! Review with the real desk behind the window: sign, edit, decide, ask, seal, export, verify.

use super::{PROGRAM, needs_a_screen, new_piece, open};
use serde_json::{Value, json};
use std::path::Path;
use testkit::{Failure, Result, TempDesk, Window};

/// A piece with a signed text, and edits behind it.
async fn edited() -> Result<(TempDesk, Window, String)> {
    let (desk, window) = open().await?;
    new_piece(&window).await?;
    window.type_in("Headline", "The last boat").await?;
    window.type_in("Body", "The ferry sails at noon. Nobody asked the night shift.\n\nThe board has no plan.").await?;
    window.wait_saved().await?;
    let list: Value = serde_json::from_str(&desk.command_line_ok(Path::new(PROGRAM), &["list", "--json"])?)
        .map_err(|error| Failure::Program(error.to_string()))?;
    let id = list
        .as_array()
        .into_iter()
        .flatten()
        .find(|row| row["headline"] == "The last boat")
        .and_then(|row| row["id"].as_str())
        .map(str::to_owned)
        .ok_or_else(|| Failure::Program(format!("the piece is not on the desk: {list}")))?;
    for role in ["editor", "legal"] {
        let how = if role == "editor" { "here" } else { "phone" };
        let signed = window
            .call("signoff_add", json!({ "id": id, "role": role, "how": how, "note": "", "conditions": "" }))
            .await?;
        assert!(signed["error"].is_null(), "{signed}");
    }
    window.type_in("Body", " It has a roundabout.").await?;
    window.wait_saved().await?;
    window.keys("Control+Shift+r").await?;
    window.wait_text("#pane-review", "Sign-offs").await?;
    window.wait_text(".cm-ins", "roundabout").await?;
    Ok((desk, window, id))
}

fn changes(desk: &TempDesk, id: &str, role: &str) -> Result<Value> {
    let output = desk.command_line(Path::new(PROGRAM), &["changes", id, "--since", role, "--json"])?;
    serde_json::from_slice(&output.stdout).map_err(|error| Failure::Program(error.to_string()))
}

#[tokio::test]
async fn what_changed_since_a_sign_off_is_marked_and_accepted_by_key() -> Result {
    needs_a_screen!();
    let (desk, window, id) = edited().await?;
    window.screenshot("review").await?;
    assert!(!changes(&desk, &id, "editor")?.to_string().contains("\"changes\":[]"));
    window.wait_text("#pane-review", "1 paragraph changed since").await?;
    window.focus_field("Body").await?;
    window.keys("Control+Home").await?;
    window.keys("F7").await?;
    window.wait_for(".cm-ins.cm-cur").await?;
    window.keys("Control+Enter").await?;
    window.wait_text("body", "Accepted 1 change").await?;
    window.wait_gone(".cm-ins").await?;
    // Only the baseline of the role moved: the text stays, and legal still has to read it.
    assert!(window.field("Body").await?.ends_with("It has a roundabout."));
    assert_ne!(desk.command_line(Path::new(PROGRAM), &["changes", &id, "--since", "legal"])?.status.code(), Some(0));
    assert_eq!(desk.command_line(Path::new(PROGRAM), &["changes", &id, "--since", "editor"])?.status.code(), Some(0));
    window.keys("Control+Alt+z").await?;
    window.wait_text(".cm-ins", "roundabout").await
}

#[tokio::test]
async fn a_rejected_change_leaves_the_text_and_comes_back_with_undo() -> Result {
    needs_a_screen!();
    let (_desk, window, _) = edited().await?;
    window.focus_field("Body").await?;
    window.keys("Control+Home").await?;
    window.keys("F7").await?;
    window.wait_for(".cm-ins.cm-cur").await?;
    window.keys("Control+Shift+Enter").await?;
    window.wait_text("body", "Rejected 1 change").await?;
    window.wait_gone(".cm-ins").await?;
    assert!(window.field("Body").await?.ends_with("The board has no plan."));
    window.keys("Control+Alt+z").await?;
    window.wait_field("Body", "It has a roundabout.").await?;
    window.wait_saved().await
}

#[tokio::test]
async fn a_query_hangs_on_its_words_and_is_told_on_the_command_line() -> Result {
    needs_a_screen!();
    let (desk, window, id) = edited().await?;
    window.focus_field("Body").await?;
    window.keys("Control+Home").await?;
    window.keys("Shift+End").await?;
    window.keys("Control+Shift+y").await?;
    window.wait_js("a place to write", "document.activeElement?.matches('textarea')").await?;
    window.type_text("Who says so?").await?;
    window.keys("Control+Enter").await?;
    window.wait_text("#pane-review", "Who says so?").await?;
    window.wait_for("mark.cm-remark").await?;
    let told = desk.command_line_ok(Path::new(PROGRAM), &["comments", &id])?;
    assert!(told.contains("Who says so?"), "{told}");
    window.screenshot("query").await?;
    Ok(())
}

#[tokio::test]
async fn a_sealed_text_leaves_and_is_verified_and_one_comma_is_found() -> Result {
    needs_a_screen!();
    let (desk, window, id) = edited().await?;
    window.command("Seal the text").await?;
    window.wait_text(".dialog", "for the editor").await?;
    window.click_named("Seal all the same").await?;
    window.wait_text("#pane-review", "sealed by").await?;
    window.screenshot("sealed").await?;
    // The working text moves on; the sealed one leaves.
    window.type_in("Body", " Too late.").await?;
    window.wait_saved().await?;
    let file = desk.beside("final.html");
    let path = file.display().to_string();
    desk.command_line_ok(Path::new(PROGRAM), &["export", &id, "--to", "html", "--final", "-o", &path])?;
    let page = std::fs::read_to_string(&file)?;
    assert!(page.contains("It has a roundabout.") && !page.contains("Too late."), "the working text left");
    let verified = desk.command_line(Path::new(PROGRAM), &["verify", &path])?;
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
    std::fs::write(&file, page.replace("Nobody asked the night shift.", "Nobody asked, the night shift."))?;
    let verified = desk.command_line(Path::new(PROGRAM), &["verify", &path])?;
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.code() == Some(1) && said.contains("asked{+,+}"), "{said}");
    Ok(())
}
