//! One module for each thing that people come to do. (All in one, so that a filter by name can leave them out.)

mod bringing_in;
mod command_line;
mod durability;
mod exporting;
mod first_run;
mod frugal;
mod hostile;
mod keeping;
mod keyboard;
mod looks;
mod pictures;
mod reviewing;
mod whole_life;
mod writing;

use testkit::{Result, StartOptions, TempDesk, Window};

/// The program that cargo built for this test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_standfirst-desk");

/// The usual way to start.
fn usual() -> StartOptions {
    StartOptions::new(PROGRAM)
}

/// A new desk with its window open.
async fn open() -> Result<(TempDesk, Window)> {
    open_with(&usual()).await
}

/// A new desk with its window open in another way.
async fn open_with(options: &StartOptions) -> Result<(TempDesk, Window)> {
    let desk = TempDesk::new()?;
    let window = Window::start(&desk, options).await?;
    Ok((desk, window))
}

/// A new desk with an empty piece open.
async fn open_empty_piece() -> Result<(TempDesk, Window)> {
    let (desk, window) = open().await?;
    new_piece(&window).await?;
    Ok((desk, window))
}

/// Makes an empty piece, by the keyboard.
async fn new_piece(window: &Window) -> Result {
    window.keys("Control+n").await?;
    window
        .wait_js(
            "an empty piece",
            "[...document.querySelectorAll('.cm-content')].every(e => e.cmTile?.root?.view.state.doc.length === 0)",
        )
        .await
}

/// Ends the test here, with a reason, when no window can be opened on this machine.
macro_rules! needs_a_screen {
    () => {
        if let Some(why) = testkit::missing() {
            eprintln!("left out: {why}");
            return Ok(());
        }
    };
}
use needs_a_screen;
