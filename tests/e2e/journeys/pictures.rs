//! A picture stands in the text and on the page, from the desk's own bytes; nothing is asked for anywhere else.

use super::{needs_a_screen, new_piece, usual};
use serde_json::json;
use testkit::{Result, TempDesk, Window};

const HARBOUR: &[u8] = include_bytes!("../../fixtures/pictures/harbour.jpg");

/// The pictures of the page, in the frame.
const SHOWN: &str = "[...document.querySelector('iframe').contentDocument.querySelectorAll('figure.picture img')]";

#[tokio::test]
async fn a_picture_is_chosen_described_kept_and_shown_on_the_page() -> Result {
    needs_a_screen!();
    let desk = TempDesk::new()?;
    let file = desk.write("Harbour at dawn.jpg", HARBOUR)?;
    let script = desk.write("dialogs.json", json!({ "open": [[file.display().to_string()]] }).to_string())?;
    let window = Window::start(&desk, &usual().arg("--scripted-dialogs").arg(script.display().to_string())).await?;
    new_piece(&window).await?;
    window.type_in("Body", "It sails at dawn.\n\n").await?;
    window.command("Insert picture").await?;
    window.wait_text(".dialog", "Insert a picture").await?;
    window.wait_js("the picture in the dialog", "document.querySelector('.dialog img')?.naturalWidth === 80").await?;
    // The first field has the caret.
    window.type_text("A ferry at the quay").await?;
    window.screenshot("insert-picture").await?;
    window.click_named("Insert it").await?;
    window.wait_gone(".dialog").await?;
    window
        .wait_js(
            "the picture on the page",
            &format!("{SHOWN}.some(i => i.naturalWidth === 80 && i.alt === 'A ferry at the quay')"),
        )
        .await?;
    // No listener of the frame tells of the picture: the frame must have grown with its sheet all the same.
    let high = "(f => Math.abs(f.offsetHeight - f.contentDocument.querySelector('.sheet').getBoundingClientRect().height) < 2)(document.querySelector('iframe'))";
    window.wait_js("the frame is as high as its sheet", high).await?;
    assert!(window.field("Body").await?.contains("![A ferry at the quay](pictures/harbour-at-dawn-"));
    window.wait_saved().await?;
    window.screenshot("picture").await?;
    // A picture of elsewhere and one that the desk does not have are words, and nobody is asked for them.
    window
        .type_in("Body", "\n\n![far](https://canary.invalid/a.png)\n\n![gone](pictures/gone-0123456789abcdef0123456789abcdef.png)\n\nEnd.")
        .await?;
    window.wait_preview("Picture missing: gone").await?;
    assert_eq!(window.js(&format!("{SHOWN}.length")).await?, 1);
    let asked = "[window, document.querySelector('iframe').contentWindow].flatMap(w => w.performance.getEntriesByType('resource').map(e => e.name)).filter(n => n.includes('canary') || n.includes('pictures/'))";
    assert_eq!(window.js(asked).await?, json!([]));
    window.quit().await
}
