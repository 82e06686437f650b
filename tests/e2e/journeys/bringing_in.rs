//! A pasted page becomes a piece with its furniture.

use super::{needs_a_screen, open_empty_piece};
use testkit::{Result, Window, fixtures};

fn expected() -> serde_json::Value {
    fixtures::json("op-ed.json")
}

async fn has_all_its_furniture(window: &Window) -> Result {
    let wanted = expected();
    let words = |key: &str| wanted[key].as_str().unwrap_or_default().to_owned();
    window.wait_field("Headline", &words("headline")).await?;
    for (field, key) in [("Headline", "headline"), ("Standfirst", "standfirst"), ("Byline", "byline")] {
        assert_eq!(window.field(field).await?, words(key), "{field}");
    }
    let body = window.field("Body").await?;
    let paragraphs: Vec<&str> = body.split("\n\n").filter(|p| !p.trim().is_empty()).collect();
    assert_eq!(paragraphs.len() as u64, wanted["paragraphs"].as_u64().unwrap_or_default(), "paragraphs of {body}");
    assert!(paragraphs[0].starts_with(&words("first")), "the first paragraph is {:?}", paragraphs[0]);
    assert!(body.trim_end().ends_with(&words("last")), "the last paragraph is {:?}", paragraphs.last());
    // Masthead, tagline and date line belong to the outlet, not to the body.
    for gone in [words("outlet"), words("tagline")] {
        assert!(!paragraphs.contains(&gone.as_str()), "{gone:?} is in the body");
    }
    let page = window.js_text("document.querySelector('[data-region=page]').innerText").await?;
    let printed = wanted["published"]["printed"].as_str().unwrap_or_default();
    let folio = window.js_text("JSON.stringify([...document.querySelectorAll('[data-region=page] input, [data-region=page] button')].map(e => e.value + ' ' + e.innerText))").await?;
    assert!(
        page.contains(&words("outlet")) || folio.contains(&words("outlet")),
        "the outlet is not on the page: {page}"
    );
    assert!(page.contains(printed) || folio.contains(printed), "the date is not on the page: {page}");
    window.wait_preview(&words("outlet")).await?;
    window.wait_preview(&words("headline")).await?;
    window.wait_preview(&words("last")).await
}

#[tokio::test]
async fn a_newspaper_page_pasted_as_text_is_sorted_into_its_fields() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.focus_field("Body").await?;
    window.paste(&fixtures::text("op-ed.txt"), None).await?;
    has_all_its_furniture(&window).await?;
    window.wait_saved().await?;
    window.screenshot("pasted").await?;
    Ok(())
}

#[tokio::test]
async fn control_v_pastes_from_the_real_clipboard() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.focus_field("Body").await?;
    window.paste_by_keyboard(&fixtures::text("op-ed.txt"), None).await?;
    has_all_its_furniture(&window).await
}

#[tokio::test]
async fn the_receipt_says_what_was_taken_as_what_and_undo_takes_it_back() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.focus_field("Body").await?;
    window.paste(&fixtures::text("op-ed.txt"), None).await?;
    has_all_its_furniture(&window).await?;
    window.command("Receipt").await?;
    let outlet = expected()["outlet"].as_str().unwrap_or_default().to_owned();
    window.wait_text("#pane-receipt", &outlet).await?;
    window.screenshot("receipt").await?;
    window.focus_field("Body").await?;
    window.keys("Control+z").await?;
    window
        .wait_js(
            "the headline to be empty again",
            "document.querySelector('.cm-content[aria-label=Headline]').cmTile.root.view.state.doc.length === 0",
        )
        .await
}

#[tokio::test]
async fn rich_text_keeps_its_links_and_loses_its_colours() -> Result {
    needs_a_screen!();
    let (_desk, window) = open_empty_piece().await?;
    window.type_in("Headline", "Not empty any more").await?;
    window.type_in("Body", "Before. ").await?;
    let html = "<p style='color:red'>See <a href='https://example.org/a'>the <b>report</b></a>, <i>please</i>.</p>";
    window.paste("See the report, please.", Some(html)).await?;
    window.wait_field("Body", "https://example.org/a").await?;
    let body = window.field("Body").await?;
    assert!(body.contains("*please*") && !body.contains("red") && !body.contains('<'), "{body}");
    Ok(())
}
