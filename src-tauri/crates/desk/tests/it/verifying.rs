//! What leaves the desk says what was sealed, and one comma more or less is found.

use crate::review::{came_in, replace};
use crate::{bench, sealed};
use desk::review::Against;
use desk::{ExportFormat, convert_sealed};
use markdown::{RenderOptions, Sides, read_file, reading_text, sides};
use model::review::seal::seal;
use model::review::{How, Role, texts_of};
use model::{Field, OutletProfile, Piece};
use proptest::prelude::*;

const SEAL: &str = "tern 4827 oak";
const FORMS: [ExportFormat; 4] = [ExportFormat::Html, ExportFormat::HtmlFragment, ExportFormat::Md, ExportFormat::Txt];

fn piece() -> Piece {
    let mut piece = Piece {
        kicker: "The crossing".into(),
        headline: "‘A city that stops at midnight is not a city’".into(),
        standfirst: "The night ferry was the *last thing* that the two banks shared, says Ilse Varden.".into(),
        byline: "Ilse Varden".into(),
        author_note: "Ilse Varden chairs the [Eastbank Forum](https://forum.example/about).".into(),
        disclosure: "She holds no shares in the ferry, or in the bridge.".into(),
        language: Some("en-GB".into()),
        body: "It is 44 days since the \"last\" boat -- and nobody, so far, has said why.[^1]\n\n## What it cost\n\n\
               - The fare, 3.50\n- The queue\n\n> Who pays, in the end?\n\nDisclosure is a word that can begin a paragraph, too. \
               ![A boat](boat.png)\n\n| a | b |\n| - | - |\n| c, d | e |\n\nEnd &amp; done.\n\n[^1]: The board, in a letter."
            .into(),
        ..Piece::default()
    };
    piece.headlines.web = "Close the night ferry, and the river becomes a wall".into();
    piece.outlet.name = "The Marlhaven Courier".into();
    piece.outlet.tagline = "By morning".into();
    piece.published.printed = Some("Tuesday 14 April 2026".into());
    piece
}

#[test]
fn a_final_copy_names_its_seal_in_every_form_that_has_a_place_for_it() {
    let bench = bench();
    let id = came_in(&bench);
    let seal = bench.desk.seal(id).unwrap().fingerprint;
    // Tagged text has no words that are not printed.
    let silent = |form: ExportFormat| form.is_print() || form.stays_inside() || form == ExportFormat::Indesign;
    for form in ExportFormat::ALL.into_iter().filter(|form| !silent(*form)) {
        let bytes = sealed(&bench.desk, id, form).unwrap_or_else(|error| panic!("{form:?}: {error}")).bytes;
        let text = match form {
            ExportFormat::Epub => office::read_epub(&bytes).unwrap().chapters.join(""),
            _ => String::from_utf8_lossy(&bytes).into_owned(),
        };
        assert!(text.contains(&seal), "{form:?} names {seal}");
    }
    // A book of several pieces names the seal of each.
    let file = bench.dir.path().join("book.epub");
    let book = sealed(&bench.desk, id, ExportFormat::Epub).unwrap().bytes;
    std::fs::write(&file, book).unwrap();
    let verified = bench.desk.verify_file(&file, None).unwrap();
    assert!(verified.matches && verified.says.contains(&seal), "{}", verified.says);
}

/// What the outlet's page shows besides the piece.
fn frame(piece: &Piece, profile: &OutletProfile) -> Vec<String> {
    let date = piece.published.printed.clone().unwrap_or_default();
    vec![piece.outlet.name.clone(), piece.outlet.tagline.clone(), profile.section.clone(), date]
}

fn held(piece: &Piece, profile: &OutletProfile, form: ExportFormat, file: &str) -> Sides {
    let read = read_file(&format!("x.{}", form.extension()), file).unwrap();
    assert_eq!(read.fingerprints, [SEAL], "{form:?}");
    assert!(!read.scripts);
    sides(&texts_of(piece), piece.language.as_deref(), &frame(piece, profile), std::slice::from_ref(profile), &read)
}

fn out(piece: &Piece, profile: &OutletProfile, form: ExportFormat) -> String {
    let file = String::from_utf8(convert_sealed(piece, form, profile, Some(SEAL)).unwrap()).unwrap();
    // Faces are no words, and long.
    match (file.find("@font-face"), file.rfind("format(\"woff2\"); }")) {
        (Some(start), Some(end)) => format!("{}{}", &file[..start], &file[end + 18..]),
        _ => file,
    }
}

#[test]
fn every_export_says_what_was_sealed() {
    let piece = piece();
    for smart_punctuation in [false, true] {
        let profile = OutletProfile { smart_punctuation, ..OutletProfile::default() };
        for form in FORMS {
            let found = held(&piece, &profile, form, &out(&piece, &profile, form));
            assert_eq!(found.sealed, found.file, "{form:?}");
            assert!(found.sealed.contains("no shares") && found.sealed.contains("nobody, so far"), "{form:?}");
        }
    }
}

#[test]
fn a_book_says_what_was_sealed_and_a_comma_that_goes_is_found() {
    let piece = piece();
    for smart_punctuation in [false, true] {
        let profile = OutletProfile { smart_punctuation, ..OutletProfile::default() };
        let book = convert_sealed(&piece, ExportFormat::Epub, &profile, Some(SEAL)).unwrap();
        assert!(office::is_epub(&book) && !office::is_epub(b"PK\x03\x04 no book"));
        let chapters = office::read_epub(&book).unwrap().chapters;
        assert_eq!(chapters.len(), 1);
        let sides = |chapter: &str| {
            let read = read_file("x.html", chapter).unwrap();
            sides(&texts_of(&piece), piece.language.as_deref(), &frame(&piece, &profile), &[], &read)
        };
        let found = sides(&chapters[0]);
        assert_eq!(found.sealed, found.file);
        let at = chapters[0].rfind(',').unwrap();
        assert!(!sides(&format!("{}{}", &chapters[0][..at], &chapters[0][at + 1..])).match_each_other());
    }
    for cut in [10, 60, 400] {
        let book = convert_sealed(&piece, ExportFormat::Epub, &OutletProfile::default(), None).unwrap();
        assert!(office::read_epub(&book[..book.len() - cut]).is_err());
    }
}

#[test]
fn every_single_comma_that_goes_is_found_in_every_export() {
    let piece = piece();
    let profile = OutletProfile::default();
    for form in FORMS {
        let file = out(&piece, &profile, form);
        let texts = texts_of(&piece);
        let mut tried = 0;
        for text in texts.values() {
            for (at, _) in text.match_indices(',') {
                let ahead: String = text[..at].chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
                let (with, without) = (format!("{ahead},"), ahead);
                // The last place is the page itself; the ones before it are its head.
                let Some(place) = file.rfind(&with) else { continue };
                tried += 1;
                let forged = format!("{}{}{}", &file[..place], without, &file[place + with.len()..]);
                let found = held(&piece, &profile, form, &forged);
                let (sealed, said) = (found.sealed.matches(',').count(), found.file.matches(',').count());
                assert_eq!((found.match_each_other(), sealed - 1), (false, said), "{form:?} {with}");
                // Nothing else differs: no masthead, no label is taken for words of the piece.
                assert_eq!(found.sealed.replace(',', ""), found.file.replace(',', ""));
            }
        }
        assert!(tried >= 8, "{form:?}: {tried} commas");
    }
}

#[test]
fn a_page_copied_from_a_browser_is_read_line_by_line() {
    let piece = Piece { body: "One, two.\n\nThree.".into(), ..piece() };
    let copied = "Tuesday 14 April 2026\nThe Marlhaven Courier\nBy morning\n\nOPINION\nThe crossing\n\
                  Close the night ferry, and the river becomes a wall\nThe night ferry was the last thing that the two banks \
                  shared, says Ilse Varden.\nBy Ilse Varden\n\nOne, two.\n\nThree.\n\nTHE AUTHOR\nIlse Varden chairs the Eastbank \
                  Forum.\n\nDISCLOSURE\nShe holds no shares in the ferry, or in the bridge.\n\nSealed Tern 4827\u{a0}Oak\n";
    let profile = OutletProfile { section: "OPINION".into(), ..OutletProfile::default() };
    let read = read_file("", copied).unwrap();
    assert_eq!(read.fingerprints, [SEAL]);
    let found =
        sides(&texts_of(&piece), Some("en-GB"), &frame(&piece, &profile), std::slice::from_ref(&profile), &read);
    assert_eq!(found.sealed, found.file);
    let forged = read_file("", &copied.replace("One, two", "One two")).unwrap();
    let found =
        sides(&texts_of(&piece), Some("en-GB"), &frame(&piece, &profile), std::slice::from_ref(&profile), &forged);
    assert_eq!(found.sealed.replacen("One, two", "One two", 1), found.file);
}

#[test]
fn what_a_file_adds_or_leaves_out_shows() {
    let piece = piece();
    let profile = OutletProfile::default();
    let file = out(&piece, &profile, ExportFormat::Html);
    let hidden = file.replace(
        "<div class=\"top\">",
        "<div class=\"masthead\">The Marlhaven Courier</div><p>Buy now.</p><div class=\"top\">",
    );
    let found = held(&piece, &profile, ExportFormat::Html, &hidden);
    assert!(found.file.contains("Buy now.") && !found.match_each_other());
    // A frame has four lines; what else calls itself one is compared.
    let crowded = file.replace("<div class=\"top\">", "<div class=\"folio\">Buy now.</div><div class=\"top\">");
    let found = held(&piece, &profile, ExportFormat::Html, &crowded);
    assert!(found.file.contains("Buy now.") && found.also.len() == 4, "{:?}", found.also);
    // Markup without its footnotes was changed; of a text without them it is said.
    let fragment = out(&piece, &profile, ExportFormat::HtmlFragment);
    let (start, end) = (fragment.find("<hr>").unwrap(), fragment.rfind("</ol>").unwrap());
    let cut = format!("{}{}", &fragment[..start], &fragment[end + 5..]);
    assert!(!held(&piece, &profile, ExportFormat::HtmlFragment, &cut).match_each_other());
    let text = out(&piece, &profile, ExportFormat::Txt);
    assert!(text.contains("has said why.[1]\n") && text.contains("\n\n[1] The board, in a letter.\n\n"), "{text}");
    let found = held(&piece, &profile, ExportFormat::Txt, &text);
    assert!(found.match_each_other() && !found.without_pictures && !found.without_notes, "{}", found.file);
    assert!(
        text.contains("\n\n- The fare, 3.50\n- The queue\n\n> Who pays") && text.contains(" [Picture: A boat]"),
        "{text}"
    );
    let before = text.replace("\n- ", "\n").replace("\n> ", "\n").replace(" [Picture: A boat]", "");
    let found = held(&piece, &profile, ExportFormat::Txt, &before);
    assert!(
        found.match_each_other() && found.without_pictures && !found.without_notes,
        "as it left before: {}",
        found.file
    );
    let bare = before.replace("why.[1]", "why.").replace("[1] The board, in a letter.\n\n", "");
    let found = held(&piece, &profile, ExportFormat::Txt, &bare);
    assert!(found.match_each_other() && found.without_notes, "as it left before: {}", found.file);
    for (from, to) in [
        ("board, in", "board in"),
        ("why.[1]", "why."),
        ("[1] The", "[2] The"),
        ("- The queue", "2. The queue"),
        ("[Picture: A boat]", "[Picture: A ship]"),
    ] {
        assert!(!held(&piece, &profile, ExportFormat::Txt, &text.replace(from, to)).match_each_other(), "{to}");
    }
    let bare = Piece { disclosure: String::new(), ..piece.clone() };
    for form in FORMS {
        let found = held(&piece, &profile, form, &out(&bare, &profile, form));
        assert!(found.sealed.contains("no shares") && !found.file.contains("no shares"), "{form:?}");
    }
    let scripted = file.replace("</head>", "<script>document.body.remove()</script></head>");
    assert!(read_file("x.html", &scripted).unwrap().scripts);
}

#[test]
fn a_record_of_a_seal_is_made_of_the_words_that_readers_see() {
    let piece = piece();
    let texts = texts_of(&piece);
    let opts = RenderOptions { language: piece.language.clone(), ..RenderOptions::default() };
    let sealed = seal(&texts, piece.language.as_deref(), &[], &reading_text(&texts, &opts));
    assert!(sealed.is_whole());
    let mut moved = texts.clone();
    moved.insert(model::Field::Body, piece.body.replace("*", "_").replace("queue", "que\u{ad}ue"));
    let other = seal(&moved, piece.language.as_deref(), &[], &reading_text(&moved, &opts));
    assert_eq!(sealed.reading, other.reading, "a soft hyphen is not seen");
    assert_ne!(sealed.exact, other.exact);
}

#[test]
fn furniture_of_marks_alone_reads_the_same_in_every_form() {
    for (kicker, headline) in
        [("--", "*aa*"), ("*", "--"), ("...", "\"a\""), ("#", "1."), ("-", "***"), ("A --", "-- b")]
    {
        let piece = Piece { kicker: kicker.into(), headline: headline.into(), ..piece() };
        for smart_punctuation in [false, true] {
            let profile = OutletProfile { smart_punctuation, ..OutletProfile::default() };
            for form in FORMS {
                let found = held(&piece, &profile, form, &out(&piece, &profile, form));
                assert_eq!(found.sealed, found.file, "{form:?} {kicker} {headline} {smart_punctuation}");
            }
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(
        "[a-zA-Zé]{1,8}[,.;:!?]?|[0-9]{1,4}|\"[a-z]{2,5}\"|--|\\*[a-z]{2,6}\\*|caf\u{e9}\u{ad}s",
        1..12,
    )
    .prop_map(|words| words.join(" "))
}

fn pieces() -> impl Strategy<Value = Piece> {
    let blocks = prop::collection::vec(
        prop_oneof![
            4 => words(),
            1 => words().prop_map(|text| format!("## {text}")),
            1 => prop::collection::vec(words(), 1..4).prop_map(|items| format!("- {}", items.join("\n- "))),
            1 => words().prop_map(|text| format!("> {text}")),
        ],
        1..6,
    );
    let line = || prop_oneof![1 => Just(String::new()), 3 => words()];
    (line(), words(), line(), (line(), words(), line()), blocks, line(), line(), line()).prop_map(
        |(kicker, headline, web, (standfirst, byline, correction), blocks, note, disclosure, tagline)| {
            let mut piece = Piece {
                kicker,
                headline,
                standfirst,
                byline,
                body: blocks.join("\n\n"),
                author_note: note,
                disclosure,
                correction_note: correction,
                language: Some("en".into()),
                ..Piece::default()
            };
            piece.headlines.web = web;
            piece.outlet.tagline = tagline;
            piece.outlet.name = "The Marlhaven Courier".into();
            piece
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn the_reading_form_of_every_export_is_that_of_the_sealed_text(piece in pieces(), smart in any::<bool>()) {
        let profile = OutletProfile { smart_punctuation: smart, ..OutletProfile::default() };
        for form in FORMS {
            let found = held(&piece, &profile, form, &out(&piece, &profile, form));
            prop_assert_eq!(&found.sealed, &found.file, "{:?}", form);
        }
    }
}

#[test]
fn a_word_file_says_what_was_sealed_and_a_comma_a_colour_or_a_remark_in_it_is_told() {
    let bench = bench();
    let id = came_in(&bench);
    let seal = bench.desk.seal(id).unwrap().fingerprint;
    let file = bench.dir.path().join("final.docx");
    let verified = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        bench.desk.verify_file(&file, None)
    };
    let bytes = sealed(&bench.desk, id, ExportFormat::Docx).unwrap().bytes;
    let whole = verified(&bytes).unwrap();
    assert!(whole.matches && whole.says.starts_with(&format!("Matches seal {seal} of ")), "{}", whole.says);
    assert!(!whole.says.contains("names no seal"), "{}", whole.says);
    let piece = desk::Archive::open(bench.desk.dir()).unwrap().piece(id).unwrap();
    let with = |body: String| {
        let piece = Piece { body, ..piece.clone() };
        convert_sealed(&piece, ExportFormat::Docx, &OutletProfile::default(), Some(&seal)).unwrap()
    };
    let comma = verified(&with(piece.body.replacen(' ', ", ", 1))).unwrap();
    let differs: Vec<_> = comma.runs.iter().filter(|run| run.kind != desk::RunKind::Same).collect();
    assert!(!comma.matches && differs.len() == 1 && differs[0].text == ",", "{} {differs:?}", comma.says);
    // What this program does not write is told, though every word is there.
    bench.desk.sign_off(id, &Role::Editor, How::Here).unwrap();
    replace(&bench.desk, id, Field::Headline, "last", "very last");
    let sealed_again = bench.desk.seal(id).unwrap();
    let marked = bench.desk.export_marked(id, Some(&Against::Received), &Role::Editor).unwrap().bytes;
    let marked = verified(&marked).unwrap();
    assert!(!marked.matches && marked.says.contains("because of tracked changes"), "{}", marked.says);
    assert_eq!(marked.seal.map(|seal| seal.fingerprint), Some(sealed_again.fingerprint));
    for (name, text) in [
        ("a.json", "{\"a\": 1}"),
        ("a.xml", "<?xml version=\"1.0\"?>\n<nitf/>"),
        ("a.txt", "<ASCII-WIN>\nWords"),
        ("b.txt", "SLUG: ferry\n\n   Words.\n\n-ENDS-\n"),
    ] {
        let path = bench.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        let refused = bench.desk.verify_file(&path, None).unwrap_err().to_string();
        assert!(refused.contains("a form for other programs"), "{name}: {refused}");
    }
}
