//! `cargo xtask screenshot`: the pictures of the README, taken from the real window on a new desk.
//!
//! Usage: screenshots WINDOW FOLDER

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
        window.call("person_set", serde_json::json!({ "name": "Maud Castell", "initials": "MC" })).await?;
        window.quit().await?;
        let window = Window::start(&desk, &options).await?;
        let headline = window.field("Headline").await?;
        window.wait_preview(&headline).await?;
        window.wait_js("the fonts", "document.fonts.status === 'loaded'").await?;
        window.screenshot_to(&Path::new(folder).join(format!("window-{look}.png"))).await?;
        window.quit().await?;
    }
    Ok(())
}
