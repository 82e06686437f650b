//! Light and dark, wide and narrow.

use super::{needs_a_screen, open, open_with, usual};
use testkit::Result;

/// The brightness of the page's ground, 0 to 255.
const GROUND: &str = "(() => {
    const [r, g, b] = getComputedStyle(document.querySelector('[data-region=page]')).backgroundColor.match(/[\\d.]+/g).map(Number);
    return Math.round((r + g + b) / 3);
})()";

#[tokio::test]
async fn the_window_follows_a_dark_system() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_with(&usual().dark()).await?;
    let ground = window.js(GROUND).await?.as_u64().unwrap_or(255);
    assert!(ground < 60, "the page is {ground} bright");
    window.screenshot("dark").await?;
    Ok(())
}

#[tokio::test]
async fn a_person_can_choose_dark_in_a_light_system() -> Result {
    needs_a_screen!();
    let (_desk, window) = open().await?;
    let light = window.js(GROUND).await?.as_u64().unwrap_or_default();
    assert!(light > 200, "the page is {light} bright");
    window.command("Dark").await?;
    window.wait_js("a dark page", &format!("({GROUND}) < 60")).await
}

#[tokio::test]
async fn nothing_is_cut_off_in_a_small_window() -> Result {
    needs_a_screen!();
    let (_desk, window) = open().await?;
    for (width, height) in [(1280, 800), (960, 640), (720, 480)] {
        window.resize(width, height).await?;
        let wider = "document.documentElement.scrollWidth <= window.innerWidth";
        window.wait_js(&format!("no sideways scrolling at {width} × {height}"), wider).await?;
        window.screenshot(&format!("small-{width}x{height}")).await?;
    }
    Ok(())
}
