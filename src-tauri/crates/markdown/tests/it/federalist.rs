//! Eighty-five papers that have been read for more than two hundred years.

use crate::fixtures::shared;
use markdown::{RenderOptions, html_to_markdown, plain_text, read_front_matter, render_body, write_markdown};

#[test]
fn every_paper_is_read_whole_and_written_again() {
    let Some(folder) = shared("federalist") else { return };
    let mut papers = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let raw = |key: &str| {
            let line = front.lines().find_map(|line| line.strip_prefix(key)).unwrap();
            line.trim_start_matches(": ").trim_matches('"').replace("\\\"", "\"")
        };
        let read = read_front_matter(&text).unwrap();
        let piece = &read.piece;
        assert!(read.had_front_matter);
        assert_eq!(piece.headline, raw("headline"));
        assert_eq!(piece.byline, "Publius");
        assert!(raw("author").contains(&piece.authors[0].name));
        assert_eq!(piece.outlet.name, raw("publication"));
        assert_eq!(read.published_raw.as_deref(), Some(raw("date").as_str()));
        assert_eq!(piece.published.value, read.published_raw);
        assert_eq!((piece.extra.0.len(), piece.extra.0[0].key.as_str()), (1, "number"));
        assert_eq!(piece.extra.0[0].raw, format!("number: {}", raw("number")));
        assert_eq!(piece.body, body.trim_matches('\n'));
        assert_eq!(read_front_matter(&write_markdown(piece)).unwrap().piece, *piece);
        papers += 1;
        // The page says the same words, and a copy of the page pasted again says them too.
        let html = render_body(&piece.body, &RenderOptions::default());
        let pasted = html_to_markdown(&html).unwrap().markdown;
        assert_eq!(plain_text(&pasted), plain_text(&piece.body));
    }
    assert_eq!(papers, 85);
}
