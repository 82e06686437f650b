//! Attacks in every field, on their way out.

use crate::check::{Kind, violations};
use crate::fixtures::{fixture, shared, texts};
use model::{Author, Field, Piece};
use wire::*;

fn everywhere(payload: &str) -> Piece {
    let mut piece = Piece { slugline: payload.into(), language: Some(payload.into()), ..Piece::default() };
    for field in Field::ALL {
        *piece.text_mut(field) = payload.into();
    }
    piece.outlet.name = payload.into();
    piece.outlet.tagline = payload.into();
    piece.published.value = Some(payload.into());
    piece.published.printed = Some(payload.into());
    piece.modified = Some(format!("{payload}z"));
    piece.authors = vec![Author { name: payload.into(), role: Some(payload.into()) }];
    piece.tags = vec![payload.into()];
    piece
}

/// `rendered` is what the Markdown crate makes of the payload.
fn attack(payload: &str, rendered: &str) {
    let piece = everywhere(payload);
    let page = web_page(&WebPage {
        piece: &piece,
        head_html: "<h1 class=\"headline\">x</h1>",
        body_class: "body",
        body_html: rendered,
        foot_html: "",
        css: &[tokens_css(), outlet_css()],
        fonts: &[],
        noindex: true,
        seal: Some(payload),
    });
    let found = violations(&page, Kind::Page);
    assert!(found.is_empty(), "{payload}\n→ {found:#?}");
    assert_eq!((page.matches("<script").count(), page.matches("</script").count()), (1, 1), "{payload}");

    let furniture = FragmentFurniture {
        standfirst_html: rendered,
        byline: payload,
        foot_html: rendered,
        pictures_as_words: false,
        seal: Some(payload),
    };
    let html = fragment(&piece, rendered, Some(&furniture));
    // The last thing is the comment that names the seal; nothing can end it early.
    let (html, seal) = html.rsplit_once("<!-- seal: ").unwrap_or_default();
    let inside = seal.strip_suffix(" -->\n").unwrap_or("-");
    assert!(inside.chars().all(|c| c.is_alphanumeric() || c == ' '), "{payload}\n→ {seal}");
    let found = violations(html, Kind::Sheet);
    assert!(found.is_empty(), "{payload}\n→ {html}\n→ {found:#?}");
    assert!(!html.contains(" class=\""), "{html}");

    let data = json_ld(&piece);
    assert_eq!(data["headline"].as_str().unwrap_or_default(), payload.trim());
    plain(&piece, &PlainParts { body: payload.into(), ..PlainParts::default() });
}

#[test]
fn no_attack_survives_the_page_or_the_fragment() {
    let rendered = texts(&fixture("golden/hostile-rendered.json"));
    let payloads = texts(&fixture("hostile.json"));
    assert_eq!(payloads.len(), rendered.len());
    for (payload, rendered) in payloads.iter().zip(&rendered) {
        attack(payload, rendered);
    }
}

#[test]
fn the_payloads_of_others_do_not_survive_either() {
    let Some(path) = shared("hostile/html-payloads.json") else { return };
    for payload in texts(&std::fs::read_to_string(path).unwrap()) {
        attack(&payload, "<p>x</p>");
    }
}

/// Even HTML that never went through the writer leaves the fragment without what runs.
#[test]
fn a_fragment_of_raw_markup_has_nothing_that_runs() {
    for payload in texts(&fixture("hostile.json")) {
        let html = fragment(&Piece::default(), &payload, None);
        let found = violations(&html, Kind::Sheet);
        assert!(found.is_empty(), "{payload}\n→ {html}\n→ {found:#?}");
    }
}
