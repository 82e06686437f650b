//! What holds for every text.

use crate::check::{Kind, violations};
use markdown::*;
use model::{Author, Extra, ExtraEntry, Field, HouseMarks, HouseStyle, Piece, Stage};
use proptest::prelude::*;

/// Texts made of what Markdown, HTML and YAML are made of, and of anything.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "~~",
            "[",
            "](",
            ")",
            "![",
            "[^1]",
            "[^1]: ",
            "> ",
            "- ",
            "1. ",
            "# ",
            "\n",
            "\n\n",
            "|",
            "| - |\n",
            "    ",
            "\t",
            "<",
            ">",
            "<b>",
            "</b>",
            "<div>",
            "</p>",
            "<img src=x onerror=alert(1)>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<svg>",
            "<math><mtext>",
            "<style>",
            "<table><td>",
            "<a href=\"javascript:x\">",
            "javascript:",
            "https://a.example/",
            "&lt;",
            "&#60;",
            "&",
            "\"",
            "'",
            "---",
            "---\n",
            "...",
            "\\",
            "key: ",
            "title: ",
            ": ",
            "#",
            "é",
            "“",
            "ب",
            "\u{0}",
            "\u{202e}",
            "\r\n",
        ])
        .prop_map(str::to_owned),
        "[a-z ]{1,8}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|parts| parts.concat())
}

fn opts() -> impl Strategy<Value = RenderOptions> {
    let language = prop::option::of(prop::sample::select(vec!["en", "de", "fr-CH", "ar"]));
    (any::<bool>(), language, any::<bool>()).prop_map(|(smart_punctuation, language, house)| RenderOptions {
        smart_punctuation,
        language: language.map(str::to_owned),
        house: house.then(|| {
            HouseMarks::of(&HouseStyle { quotes: "‘’".into(), dash: "—".into(), ..HouseStyle::default() })
        }),
    })
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        text(),
        any::<String>(),
        "[A-Za-z ,.:'-]{0,30}",
        prop::sample::select(vec!["no", "1984", "~", "null", "2024-04-24", "- a", "{}"]).prop_map(str::to_owned)
    ]
}

prop_compose! {
    pub fn piece()(fields in prop::collection::vec(line(), 11), more in prop::collection::vec(line(), 4),
        authors in prop::collection::vec((line(), prop::option::of(line())), 0..3), tags in prop::collection::vec(line(), 0..3),
        stage in prop::sample::select(Stage::ALL.to_vec()), length in prop::option::of(any::<u32>()),
        time in prop::option::of("[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|[+]0[0-9]:00)?)?"),
        embargo in prop::option::of("[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]"), number in any::<i32>(), comment in "[a-z ]{0,9}") -> Piece {
        let mut piece = Piece { stage, commissioned_length: length, embargo, tags, ..Piece::default() };
        for (field, value) in Field::ALL.into_iter().zip(fields) {
            *piece.text_mut(field) = value;
        }
        piece.body = piece.body.trim_matches('\n').to_owned();
        piece.slugline = more[0].clone();
        piece.outlet.name = more[1].clone();
        piece.outlet.tagline = more[2].clone();
        piece.published.printed = Some(more[3].clone());
        piece.published.value = time;
        piece.language = (!more[0].is_empty()).then(|| more[0].clone());
        piece.authors = authors.into_iter().map(|(name, role)| Author { name, role }).collect();
        let raw = [
            ("number".to_owned(), format!("# {comment}\nnumber: {number}"), serde_json::json!(number)),
            ("nested".to_owned(), "nested:\n  - a: 1 # why\n\n    b: [x, y]\n  - |\n    text\n    # no comment".to_owned(),
                serde_json::json!([{ "a": 1, "b": ["x", "y"] }, "text\n# no comment\n"])),
            ("Title".to_owned(), "Title: Another".to_owned(), serde_json::json!("Another")),
            ("headline".to_owned(), "headline: A third # behind".to_owned(), serde_json::json!("A third")),
            ("Headline".to_owned(), "Headline: A fourth\n\n# behind all".to_owned(), serde_json::json!("A fourth")),
        ];
        piece.extra = Extra(raw.into_iter().map(|(key, raw, value)| ExtraEntry { key, raw, value }).collect());
        piece
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_piece_is_read_again_as_it_was(piece in piece()) {
        let text = write_markdown(&piece);
        let read = read_front_matter(&text);
        prop_assert!(read.is_ok(), "{text}\n{read:?}");
        prop_assert_eq!(&read.unwrap().piece, &piece, "{}", text);
    }

    #[test]
    fn a_body_alone_is_read_again_as_it_was(body in text()) {
        let piece = Piece { body: body.trim_matches('\n').to_owned(), ..Piece::default() };
        // Where lines end in CR LF the file says so itself; a desk's own texts never do.
        prop_assume!(!piece.body.contains('\r'));
        let text = write_markdown(&piece);
        prop_assert_eq!(read_front_matter(&text).map(|read| read.piece), Ok(piece));
    }

    #[test]
    fn any_text_is_rendered_safely(body in text(), opts in opts()) {
        let blocks = render_blocks(&body, &opts);
        for block in &blocks {
            prop_assert_eq!(violations(&block.html, Kind::Block), Vec::<String>::new(), "{}", block.html);
            prop_assert!(block.line >= 1 && block.end_line >= block.line);
        }
        let joined = blocks.iter().map(|block| block.html.as_str()).collect::<Vec<_>>().join("\n");
        prop_assert_eq!(joined, render_body(&body, &opts));
        prop_assert_eq!(violations(&render_inline(&body, &opts), Kind::Block), Vec::<String>::new());
    }

    #[test]
    fn no_text_is_too_strange_to_be_read(body in text(), anything in any::<String>()) {
        for text in [&body, &anything] {
            plain_text(text);
            outline(text);
            let _ = read_front_matter(&format!("---\n{text}\n---\n{text}"));
            let lossy = read_front_matter_lossy(text);
            prop_assert!(lossy.had_front_matter || text.contains(lossy.piece.body.as_str()));
            if let Ok(pasted) = html_to_markdown(text) {
                for block in render_blocks(&pasted.markdown, &RenderOptions::default()) {
                    prop_assert_eq!(violations(&block.html, Kind::Block), Vec::<String>::new());
                }
            }
        }
    }
}
