//! `cargo xtask screenshot`: the pictures of the README and the guide, taken from the real window on a new desk.
//!
//! Usage: screenshots WINDOW FOLDER

use serde_json::{Value, json};
use std::path::Path;
use testkit::{Failure, Result, StartOptions, TempDesk, Window};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [program, folder] = args.as_slice() else {
        return Err(Failure::Program("usage: screenshots WINDOW FOLDER".into()));
    };
    for (look, options) in [("light", StartOptions::new(program)), ("dark", StartOptions::new(program).dark())] {
        let desk = TempDesk::new()?;
        let window = Window::start(&desk, &options).await?;
        // Else the picture shows the name of this machine's account.
        window.call("person_set", json!({ "name": "Maud Castell", "initials": "MC" })).await?;
        window.quit().await?;
        let window = Window::start(&desk, &options).await?;
        let headline = window.field("Headline").await?;
        window.wait_preview(&headline).await?;
        window.wait_js("the fonts", "document.fonts.status === 'loaded'").await?;
        window.screenshot_to(&Path::new(folder).join(format!("window-{look}.png"))).await?;
        window.quit().await?;
    }
    review(program, Path::new(folder)).await
}

/// A piece to which two people agreed, and which was edited and asked about since: for the page on review.
async fn review(program: &str, folder: &Path) -> Result {
    let desk = TempDesk::new()?;
    let window = Window::start(&desk, &StartOptions::new(program)).await?;
    window.call("person_set", json!({ "name": "Maud Castell", "initials": "MC" })).await?;
    window.quit().await?;
    let window = Window::start(&desk, &StartOptions::new(program)).await?;
    let list = desk.command_line_ok(Path::new(program), &["list", "--json"])?;
    let list: Value = serde_json::from_str(&list).map_err(|error| Failure::Program(error.to_string()))?;
    let id = list[0]["id"].as_str().unwrap_or_default();
    for (role, how) in [("editor", "here"), ("legal", "phone")] {
        let of = if how == "here" { "" } else { "Petra Lund" };
        let agreed = json!({ "id": id, "role": role, "how": how, "of": of, "note": "", "conditions": "" });
        window.call("signoff_add", agreed).await?;
    }
    window.focus_field("Body").await?;
    window.keys("Control+Home").await?;
    for _ in 0..3 {
        window.keys("Control+Shift+ArrowRight").await?;
    }
    window.type_text("The day").await?;
    window.focus_field("Standfirst").await?;
    window.keys("Control+End").await?;
    window.type_text(" Here is why.").await?;
    window.focus_field("Body").await?;
    window.keys("Control+Home").await?;
    window.keys("ArrowDown").await?;
    window.keys("ArrowDown").await?;
    window.keys("Home").await?;
    window.keys("Shift+End").await?;
    window.keys("Control+Shift+y").await?;
    window.wait_js("a place to write", "document.activeElement?.matches('textarea')").await?;
    window.type_text("Do we have this from the board itself?").await?;
    window.keys("Control+Enter").await?;
    window.wait_saved().await?;
    window.keys("Control+Shift+r").await?;
    window.wait_text("#pane-review", "paragraph").await?;
    window.wait_for(".cm-ins").await?;
    window.keys("F7").await?;
    window.wait_for(".cm-cur").await?;
    window.screenshot_to(&folder.join("review.png")).await?;
    window.command("Seal the text").await?;
    window.click_named("Seal all the same").await?;
    window.wait_text("#pane-review", "sealed by").await?;
    window.screenshot_to(&folder.join("sealed.png")).await?;
    window.quit().await
}
