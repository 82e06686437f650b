//! What leaves the desk for a piece that has everything, as it is committed.

use crate::check::{Kind, parse_errors, violations};
use crate::fixtures::{fixture, golden};
use model::{Author, Piece};
use wire::*;

/// The piece of the fixtures, as the Markdown crate reads it.
fn piece() -> Piece {
    let mut piece = Piece {
        kicker: "The crossing".into(),
        headline: "‘A city that stops at midnight is not a city’".into(),
        standfirst: "The night ferry was the *last thing* that the two banks shared.".into(),
        byline: "Ilse Varden".into(),
        authors: vec![Author { name: "Ilse Varden".into(), role: None }],
        author_note: "Ilse Varden chairs the [Eastbank Forum](https://forum.example/about?x=1&y=2).".into(),
        correction_note: "It is 212.".into(),
        language: Some("en-GB".into()),
        word_count: 120,
        tags: vec!["transport".into()],
        modified: Some("2026-04-15T08:00:00Z".into()),
        ..Piece::default()
    };
    piece.headlines.web = "Close the night ferry and the river becomes a wall".into();
    piece.headlines.social = "The river & the wall".into();
    piece.outlet.name = "The Marlhaven Courier".into();
    piece.published.value = Some("2026-04-14".into());
    piece.published.printed = Some("Tuesday 14 April 2026".into());
    piece
}

#[test]
fn the_page_is_as_committed_and_a_browser_has_nothing_to_complain_of() {
    let piece = piece();
    let (head, body, foot) =
        (fixture("golden/piece.head.html"), fixture("golden/piece.body.html"), fixture("golden/piece.foot.html"));
    let parts = WebPage {
        piece: &piece,
        head_html: head.trim_end(),
        body_class: "body drop",
        body_html: body.trim_end(),
        foot_html: foot.trim_end(),
        css: &[],
        fonts: &[],
        noindex: false,
        seal: None,
    };
    let bare = web_page(&parts);
    golden("page.html", &bare);
    assert_eq!(parse_errors(&bare, Kind::Page), Vec::<String>::new());
    let fonts = fonts_for(&body);
    let css = [tokens_css(), outlet_css()];
    let whole = web_page(&WebPage { css: &css, fonts: &fonts, seal: Some("tern 4827 oak"), ..parts });
    assert_eq!(parse_errors(&whole, Kind::Page), Vec::<String>::new());
    assert_eq!(violations(&whole, Kind::Page), Vec::<String>::new());
    assert!(whole.len() < 900_000, "{} bytes", whole.len());
    // To look at it: the file that a reader would get.
    if let Some(path) = std::env::var_os("WRITE_PAGE") {
        std::fs::write(path, whole).unwrap();
    }
}

#[test]
fn the_fragment_and_the_text_are_as_committed() {
    let (body, foot) = (fixture("golden/piece.body.html"), fixture("golden/piece.foot.html"));
    let furniture = FragmentFurniture {
        standfirst_html: "The night ferry was the <em>last thing</em> that the two banks shared.",
        byline: "By Ilse Varden",
        foot_html: foot.trim_end(),
        pictures_as_words: false,
        seal: None,
    };
    let html = fragment(&piece(), &body, Some(&furniture));
    golden("fragment.html", &html);
    assert!(!html.contains("class=") && !html.contains("<span") && !html.contains("<div"));
    assert_eq!(parse_errors(&html, Kind::Sheet), Vec::<String>::new());
    assert_eq!(violations(&html, Kind::Sheet), Vec::<String>::new());
    let parts = PlainParts {
        standfirst: "The night ferry was the last thing that the two banks shared.".into(),
        body: fixture("golden/piece.plain.txt").trim_end().to_owned(),
        author_note: "Ilse Varden chairs the Eastbank Forum.".into(),
        correction_note: "It is 212.".into(),
        ..PlainParts::default()
    };
    golden("plain.txt", &plain(&piece(), &parts));
}

/// An outlet that says whose the copy is.
fn outlet() -> model::OutletProfile {
    let mut profile = model::OutletProfile { name: "The Marlhaven Courier".into(), ..Default::default() };
    profile.exclusivity = model::Exclusivity {
        exclusive: true,
        answer_days: 3,
        submit_to: "opinion@courier.example".into(),
        ..Default::default()
    };
    profile.rights.holder = "The Marlhaven Courier".into();
    profile.rights.notice = "© 2026 The Marlhaven Courier".into();
    profile.rights.usage = "Once, with the byline.".into();
    profile
}

#[test]
fn the_forms_of_wires_blogs_and_print_are_as_committed() {
    let (body, plain) = (fixture("golden/piece.body.html"), fixture("golden/piece.plain.txt"));
    let mut piece = piece();
    piece.slugline = "ferry-night".into();
    piece.embargo = Some("2026-04-14T00:01:00+01:00".into());
    let profile = outlet();
    let out = Outgoing {
        piece: &piece,
        profile: &profile,
        body_html: &body,
        body_plain: plain.trim_end(),
        standfirst_html: "The night ferry was the <em>last thing</em> that the two banks shared.",
        author_note_html: "Ilse Varden chairs the <a href=\"https://forum.example/about?x=1&amp;y=2\">Eastbank Forum</a>.",
        disclosure_html: "",
        correction_html: "It is 212.",
        byline: "By Ilse Varden",
        date: "Tuesday 14 April 2026",
        pictures: &Default::default(),
        seal: None,
    };
    golden("piece.ninjs.json", &(serde_json::to_string_pretty(&ninjs(&out)).unwrap() + "\n"));
    golden("piece.nitf.xml", &nitf(&out));
    golden("piece.newsml.xml", &newsml(&out).unwrap());
    golden("piece.wire.txt", &cable(&out));
    golden("piece.mail.txt", &submission(&out));
    golden("piece.rss.xml", &rss(&[out], "The Marlhaven Courier"));
    golden("piece.wxr.xml", &wxr(&[out], "The Marlhaven Courier"));
    golden("piece.icml", &icml(&out));
    golden("piece.indesign.txt", &tagged(&out));
}
