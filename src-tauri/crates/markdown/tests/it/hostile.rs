//! Attacks, through every way that leads to a page.

use crate::check::{Kind, violations};
use crate::fixtures::{fixture, golden, shared, texts};
use markdown::{RenderOptions, SheetUse, html_to_markdown, plain_text, render_blocks, render_inline, sheet};
use model::{Author, Extra, ExtraEntry, Field, OutletProfile, Piece};

fn assert_safe(html: &str, kind: Kind, payload: &str) {
    let found = violations(html, kind);
    assert!(found.is_empty(), "{payload}\n→ {html}\n→ {found:#?}");
}

fn attack_body(payload: &str) {
    for smart_punctuation in [false, true] {
        let opts = RenderOptions { smart_punctuation, ..RenderOptions::default() };
        let blocks = render_blocks(payload, &opts);
        for block in &blocks {
            assert_safe(&block.html, Kind::Block, payload);
        }
        let joined: String = blocks.iter().map(|block| block.html.as_str()).collect();
        assert_safe(&joined, Kind::Block, payload);
        assert_safe(&render_inline(payload, &opts), Kind::Block, payload);
    }
    plain_text(payload);
}

/// A piece that says the same everywhere.
pub fn everywhere(payload: &str) -> Piece {
    let mut piece = Piece { slugline: payload.into(), language: Some(payload.into()), ..Piece::default() };
    for field in Field::ALL {
        *piece.text_mut(field) = payload.into();
    }
    piece.outlet.name = payload.into();
    piece.outlet.tagline = payload.into();
    piece.published.printed = Some(payload.into());
    piece.published.value = Some(payload.into());
    piece.authors = vec![Author { name: payload.into(), role: Some(payload.into()) }];
    piece.tags = vec![payload.into()];
    piece.extra = Extra(vec![ExtraEntry { key: "x".into(), raw: String::new(), value: payload.into() }]);
    piece
}

fn attack_sheet(payload: &str) {
    let profile = OutletProfile { section: payload.into(), ..OutletProfile::default() };
    for (for_use, date) in [(SheetUse::Preview, Some(payload)), (SheetUse::Web, None)] {
        let page = sheet(&everywhere(payload), &profile, date, for_use);
        assert_safe(&page.head, Kind::Sheet, payload);
        assert_safe(&page.foot, Kind::Sheet, payload);
        assert!(matches!(page.body_class.as_str(), "body" | "body drop"));
    }
}

fn attack_paste(payload: &str) {
    if let Ok(pasted) = html_to_markdown(payload) {
        attack_body(&pasted.markdown);
    }
}

#[test]
fn no_attack_survives_the_body_the_sheet_or_a_paste() {
    for payload in texts(&fixture("hostile.json")) {
        attack_body(&payload);
        attack_sheet(&payload);
        attack_paste(&payload);
        // Inside other blocks, and behind words.
        for around in [
            "> {}",
            "- {}\n- b",
            "a *{}* b",
            "# {}",
            "| a |\n| - |\n| {} |",
            "a[^1]\n\n[^1]: {}",
            "**a\n{}\nb**",
            "<div>{}</div>",
        ] {
            attack_body(&around.replace("{}", &payload));
        }
    }
}

#[test]
fn the_payloads_of_others_do_not_survive_either() {
    let Some(path) = shared("hostile/html-payloads.json") else { return };
    for payload in texts(&std::fs::read_to_string(path).unwrap()) {
        attack_body(&payload);
        attack_sheet(&payload);
        attack_paste(&payload);
    }
}

/// What other crates put together from this crate's output is tested there, on what is written here.
#[test]
fn the_rendered_attacks_are_as_committed() {
    let opts = RenderOptions::default();
    let rendered: Vec<String> =
        texts(&fixture("hostile.json")).iter().map(|payload| markdown::render_body(payload, &opts)).collect();
    let mut json = serde_json::to_string_pretty(&rendered).unwrap();
    json.push('\n');
    golden("hostile-rendered.json", &json);
}
