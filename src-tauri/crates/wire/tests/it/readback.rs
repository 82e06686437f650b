//! The file for reading back, and the answer to it.

use crate::check::{Kind, parse_errors};
use crate::fixtures::{fixture, golden};
use model::review::Answer;
use model::{Piece, PieceId};
use wire::readback::*;

const READING: &str = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";

fn piece(words: &str) -> Piece {
    Piece {
        id: Some(PieceId::from_parts(1_764_000_000_000, 42)),
        slugline: "night-ferry".into(),
        headline: words.into(),
        author_note: "Ilse Varden chairs the Eastbank Forum.".into(),
        language: Some("en-GB".into()),
        outlet: model::Outlet { name: "The Marlhaven Courier".into(), tagline: String::new() },
        ..Piece::default()
    }
}

fn page(words: &str) -> String {
    let piece = piece(words);
    let runs = [
        Marked::Same("The board counted "),
        Marked::Removed("two hundred", words),
        Marked::Inserted(words, "Ada Kell"),
        Marked::Same(" people.\n\nThen it stopped."),
    ];
    let sending = PieceId::from_parts(1_764_000_000_001, 7).to_string();
    let query = PieceId::from_parts(1_764_000_000_002, 9).to_string();
    let other = PieceId::from_parts(1_764_000_000_003, 9).to_string();
    readback_page(&ReadbackPage {
        piece: &piece,
        sending: &sending,
        reading: READING,
        to: words,
        from: "Ada Kell",
        date: "14 April 2026",
        head_html: "<div class=\"top\"><h1 class=\"headline\">A city that stops at midnight</h1></div>",
        body_class: "body",
        body_html: fixture("golden/piece.body.html").trim_end(),
        foot_html: "<p><b>The author</b><span class=\"note\">She writes.</span></p>",
        marked: &[MarkedText { label: "Text", runs: &runs }],
        since: "the text that you filed",
        queries: &[
            ReadbackQuery { id: &query, quote: "212 people", text: words, by: "Ada Kell" },
            ReadbackQuery { id: &other, quote: "", text: "Is the bridge still open?", by: words },
        ],
        headlines: &[("Headline", words), ("Web", "Close the ferry"), ("Print", "")],
    })
}

#[test]
fn the_file_is_small_whole_and_loads_nothing() {
    let html = page("A city that stops at midnight");
    assert_eq!(parse_errors(&html, Kind::Page), Vec::<String>::new());
    assert!(html.len() < 400_000, "{} bytes", html.len());
    let bare = html.replace("http-equiv", "");
    for outside in ["http://", "https://", "src=", "@import", "url(\"", "<link", "<iframe", "<img", "<form"] {
        // The body's own links may lead out; nothing else does.
        let found = bare.matches(outside).count();
        let links =
            if outside.starts_with("http") { fixture("golden/piece.body.html").matches(outside).count() } else { 0 };
        assert_eq!(found, links, "{outside}");
    }
    assert_eq!(html.matches("<script").count(), 2, "the data and the one script");
    assert!(html.contains("script-src 'sha256-") && html.contains("default-src 'none'"));
    // To look at it: the file that an author would get.
    if let Some(path) = std::env::var_os("WRITE_READBACK") {
        std::fs::write(path, html).unwrap();
    }
}

#[test]
fn the_file_is_as_committed_and_what_a_browser_makes_of_it_is_read_back() {
    // Without its faces: a browser test fills this file in, and makes exactly the two replies beside it.
    let html: String =
        page("Ilse Varden").split_inclusive('\n').filter(|line| !line.starts_with("@font-face")).collect();
    golden("readback.html", &html);
    let file = read_reply(&fixture("golden/readback.reply.json")).unwrap();
    let mail =
        read_reply(&format!("Dear Ada,\r\n\r\n{}\r\n-- \r\nIlse", fixture("golden/readback.reply.txt"))).unwrap();
    assert_eq!(file, mail);
    assert_eq!((file.answer, file.name.as_str(), file.reading.as_str()), (Answer::Agrees, "Ilse Varden", READING));
    assert_eq!(file.comment, "Thank you, Ada.");
    let answers: Vec<(u32, &str)> = file.answers.iter().map(|one| (one.number, one.text.as_str())).collect();
    assert_eq!(
        answers,
        [(1, "It was 212, <b>not</b> 221.\n[answer] objects\n> as you wrote\nEnd of Standfirst reply")]
    );
}

#[test]
fn words_of_others_stay_words() {
    let quiet = page("x");
    for hostile in
        ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><b onclick=x>", "]]><!--", "&lt;"]
    {
        let html = page(hostile);
        for tag in ["<script", "</script", "<img", "<b ", "<!--", "onerror=alert(1)>"] {
            assert_eq!(html.matches(tag).count(), quiet.matches(tag).count(), "{tag} in {hostile}");
        }
        assert_eq!(parse_errors(&html, Kind::Page), Vec::<String>::new(), "{hostile}");
    }
}

#[test]
fn without_scripts_the_form_can_be_filled_in_by_hand() {
    let html = page("x");
    let form = html
        .split_once("rb-still\"")
        .and_then(|(_, rest)| rest.split_once("<pre>"))
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .map(|(form, _)| form)
        .unwrap();
    assert!(matches!(read_reply(form), Err(ReplyError::Incomplete(_))), "nothing is chosen yet");
    let filled = form
        .replace("[answer] agree / object", "[answer] agree")
        .replace("[name] ", "[name] Ilse Varden")
        .replacen("]\n\n[query 2", "]\nIt was 212.\n[query 2", 1);
    let reply = read_reply(&filled.replace('\n', "\n> ")).unwrap();
    assert_eq!((reply.name.as_str(), reply.reading.as_str()), ("Ilse Varden", READING));
    assert_eq!(reply.answers.len(), 1);
    assert_eq!((reply.answers[0].number, reply.answers[0].text.as_str()), (1, "It was 212."));
    assert_eq!(reply.answers[0].query, PieceId::from_parts(1_764_000_000_002, 9).to_string());
}
