//! What comes out for a piece that has everything, as it is committed.

use crate::check::{Kind, parse_errors, violations};
use crate::fixtures::{fixture, golden};
use markdown::*;
use model::OutletProfile;

#[test]
fn a_piece_with_everything_is_rendered_as_committed() {
    let read = read_front_matter(&fixture("golden/piece.md")).unwrap();
    assert_eq!(write_markdown(&read.piece), fixture("golden/piece.md"));
    let profile = OutletProfile { smart_punctuation: true, ..OutletProfile::default() };
    let page = sheet(&read.piece, &profile, None, SheetUse::Web);
    let mut lines = String::new();
    for block in &page.blocks {
        lines.push_str(&format!("{}-{}: {}\n", block.line, block.end_line, block.html));
        assert_eq!(parse_errors(&block.html, Kind::Block), Vec::<String>::new(), "{}", block.html);
        assert_eq!(violations(&block.html, Kind::Block), Vec::<String>::new());
    }
    golden("piece.blocks.txt", &lines);
    golden("piece.head.html", &format!("{}\n", page.head));
    golden("piece.foot.html", &format!("{}\n", page.foot));
    golden("piece.body.html", &format!("{}\n", render_body(&read.piece.body, &RenderOptions::default())));
    golden("piece.plain.txt", &format!("{}\n", plain_text(&read.piece.body)));
    assert_eq!(parse_errors(&page.head, Kind::Sheet), Vec::<String>::new());
    assert_eq!(parse_errors(&page.foot, Kind::Sheet), Vec::<String>::new());
}

#[test]
fn pasted_pages_become_the_committed_markdown() {
    for name in ["paste-web", "paste-office"] {
        let pasted = html_to_markdown(&fixture(&format!("golden/{name}.html"))).unwrap();
        golden(
            &format!("{name}.md"),
            &format!("{}\n\n<!-- {} links; {} -->\n", pasted.markdown, pasted.links, pasted.dropped.join(", ")),
        );
    }
}

#[test]
fn pastes_of_every_program_become_the_committed_markdown() {
    let folder = crate::fixtures::root().join("tests/fixtures/paste");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(name) = name.strip_suffix(".html") else { continue };
        let pasted = html_to_markdown(&fixture(&format!("paste/{name}.html"))).unwrap();
        golden(&format!("../paste/{name}.md"), &format!("{}\n\n<!-- {} -->\n", pasted.markdown, pasted.receipt()));
        seen += 1;
    }
    assert!(seen >= 12, "{seen}");
}

#[test]
fn front_matter_of_other_tools_is_understood() {
    let text = "\u{feff}---\n# of the blog\nlayout: post   # theme\nTitle: 1984\nsub-title: no\ndate: 1787-10-27\nAuthor: A B and C D\nstatus: waiting\n\
                lang: en\nkeywords: a, b\nlength: 850 words\nparams:\n  x: [1, 2]\n\n  y: |\n    # text\nheadline: Second\n---\n\nBody.\n";
    let read = read_front_matter(text).unwrap();
    let piece = &read.piece;
    assert_eq!(
        (piece.headline.as_str(), piece.standfirst.as_str(), piece.byline.as_str()),
        ("1984", "no", "A B and C D")
    );
    assert_eq!((piece.authors.len(), piece.tags.len(), piece.commissioned_length), (2, 2, Some(850)));
    assert_eq!(piece.published.value.as_deref(), Some("1787-10-27"));
    let raw: Vec<&str> = piece.extra.0.iter().map(|entry| entry.raw.as_str()).collect();
    assert_eq!(
        raw,
        [
            "# of the blog\nlayout: post   # theme",
            "status: waiting",
            "params:\n  x: [1, 2]\n\n  y: |\n    # text",
            "headline: Second"
        ]
    );
    assert_eq!(read_front_matter(&write_markdown(piece)).unwrap().piece, *piece);
}
