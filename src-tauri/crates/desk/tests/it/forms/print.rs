//! The printed page, held against the tools of others: poppler and qpdf.

use super::pieces::{everything, federalist, fixture, right_to_left};
use crate::{bench, typed};
use desk::review::{NewComment, Place};
use desk::{Archive, ExportFormat, PdfStandard, PrintedPiece, Printing, convert, convert_bytes, print, read_outlet};
use model::review::{CommentKind, How, Role};
use model::{Field, OutletProfile, PaperSize, Piece};
use std::path::Path;
use std::process::Command;

fn daily() -> OutletProfile {
    read_outlet(Path::new("the-daily")).unwrap()
}

fn page(piece: &Piece, profile: &OutletProfile) -> PrintedPiece {
    print(piece, ExportFormat::Pdf, profile, &Printing::default()).unwrap()
}

/// What a tool says of a PDF; none when there is no such tool. What it complains of fails the test.
fn said(tool: &str, args: &[&str], pdf: &[u8]) -> Option<String> {
    if Command::new(tool).arg("--version").output().is_err() {
        println!("skipped: there is no {tool} on this machine");
        return None;
    }
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("page.pdf");
    std::fs::write(&file, pdf).unwrap();
    let (before, after): (Vec<&str>, Vec<&str>) = args.iter().partition(|arg| **arg != "-");
    let out = Command::new(tool).args(before).arg(&file).args(after).output().unwrap();
    let errors = String::from_utf8_lossy(&out.stderr);
    // Older poppler takes a key of tagged files for a mistake.
    let errors: Vec<&str> = errors.lines().filter(|line| !line.contains("Suspects object is wrong type")).collect();
    assert!(out.status.success() && errors.is_empty(), "{tool}: {errors:?}");
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// A text as it is compared: without spaces, line ends, hyphens and the dots of lists; quotation marks are straight, as
/// the house may turn them.
fn squeezed(text: &str) -> String {
    let text = text.replace('…', "...");
    let kept = text.chars().filter(|c| {
        !c.is_whitespace()
            && !matches!(
                c,
                '-' | '\u{2010}'..='\u{2014}' | '\u{ad}' | '\u{200b}' | '•' | '\u{fffe}' | '\u{1}' | '\u{7f}'
            )
    });
    kept.map(|c| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        c => c,
    })
    .collect()
}

/// The words of a PDF in the order in which they were set, without the heads of its sheets.
fn words_of(pdf: &[u8], running: &str) -> Option<String> {
    let text = said("pdftotext", &["-raw", "-nopgbrk", "-enc", "UTF-8", "-"], pdf)?;
    let is_head = |line: &str| {
        let number = |part: &str| part.contains('/') && part.chars().all(|c| c.is_ascii_digit() || c == '/');
        let line = line.trim();
        line == running || number(line) || line.strip_prefix(running).is_some_and(|rest| number(rest.trim()))
    };
    Some(squeezed(&text.lines().filter(|line| !is_head(line)).collect::<Vec<_>>().join("\n")))
}

fn assert_sound(pdf: &[u8]) {
    said("qpdf", &["--check"], pdf);
    if let Some(fonts) = said("pdffonts", &[], pdf) {
        assert!(fonts.lines().count() > 2, "{fonts}");
        for line in fonts.lines().skip(2) {
            let columns: Vec<&str> = line.split_whitespace().rev().collect();
            // From the right: object number (two columns), unicode, subset, embedded.
            assert_eq!(columns[2..5], ["yes", "yes", "yes"], "{line}");
        }
    }
}

/// The body's words stand on the page, all of them, in their order.
fn assert_has_the_words(piece: &Piece, profile: &OutletProfile) -> usize {
    let printed = page(piece, profile);
    assert_sound(&printed.bytes);
    let outlet = if piece.outlet.name.is_empty() { &profile.name } else { &piece.outlet.name };
    if let Some(found) = words_of(&printed.bytes, outlet) {
        let bare = Piece { body: piece.body.clone(), ..Piece::default() };
        let wanted = squeezed(&convert(&bare, ExportFormat::Txt, profile).unwrap());
        let start = wanted.chars().take(40).collect::<String>();
        let from = found.find(&start).unwrap_or_else(|| panic!("{}: the body does not begin\n{found}", piece.headline));
        let (mut there, mut rest) = (&found[from..], wanted.as_str());
        while let Some(next) = rest.chars().next() {
            // The number of a note stands on the page, and not in the text.
            let number = there.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('.');
            // A note that itself begins with a figure: its number is the one behind which the text goes on.
            let ahead = rest.char_indices().nth(8).map_or(rest, |(at, _)| &rest[..at]);
            let number_first = number.filter(|note| note.starts_with(ahead) && !there.starts_with(ahead));
            there = match (there.strip_prefix(next).filter(|_| number_first.is_none()), number) {
                (Some(after), _) => after,
                (None, Some(note)) if note.starts_with(next) => &note[next.len_utf8()..],
                _ => break,
            };
            rest = &rest[next.len_utf8()..];
        }
        let (rest, there): (String, String) = (rest.chars().take(60).collect(), there.chars().take(60).collect());
        assert!(rest.is_empty(), "{}: the page lacks “{rest}”, and says “{there}”", piece.headline);
    }
    printed.pages
}

/// Most memory that setting all papers one after the other may take, kilobytes.
const MOST_MEMORY: u64 = 300_000;

/// A few papers; all of them, and the memory that they take, where `STANDFIRST_PAPERS=all` (as `cargo xtask soak` says).
#[test]
fn every_word_of_the_papers_stands_on_their_pages() {
    let all = std::env::var("STANDFIRST_PAPERS").is_ok_and(|papers| papers == "all");
    for piece in federalist().iter().step_by(if all { 1 } else { 17 }) {
        assert_has_the_words(piece, &daily());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    if let Some(peak) = peak.filter(|_| all) {
        println!("at most {} MB", peak / 1000);
        assert!(peak < MOST_MEMORY, "{peak} kB");
    }
}

#[test]
fn the_op_ed_of_the_fixtures_is_a_page_with_its_furniture() {
    let piece = fixture();
    let profile = daily();
    let printed = page(&piece, &profile);
    assert!(assert_has_the_words(&piece, &profile) <= 2 && printed.reports.iter().all(|r| r.contains("of its size")));
    let Some(info) = said("pdfinfo", &[], &printed.bytes) else { return };
    let value =
        |key: &str| info.lines().find_map(|line| line.strip_prefix(key)).map(str::trim).unwrap_or_default().to_owned();
    assert_eq!(value("Title:"), piece.headline);
    assert_eq!((value("Tagged:"), value("Creator:")), ("yes".into(), "Standfirst".into()));
    assert!(value("Page size:").contains("A4"));
    let words = words_of(&printed.bytes, "").unwrap();
    let own = |piece: &str, outlet: &str| if piece.is_empty() { outlet.to_owned() } else { piece.to_owned() };
    let masthead = own(&piece.outlet.name, &profile.name);
    let tagline = own(&piece.outlet.tagline, &profile.tagline);
    for part in ["Draft, not for print", &piece.standfirst, &piece.byline, &masthead, &tagline, "Opinion"] {
        assert!(words.contains(&squeezed(part)), "{part}: {words}");
    }
}

#[test]
fn the_same_piece_gives_the_same_bytes_and_the_clock_has_no_part_in_it() {
    for piece in [fixture(), everything()] {
        for format in [ExportFormat::Pdf, ExportFormat::Galley] {
            let bytes = convert_bytes(&piece, format, &daily()).unwrap();
            assert!(bytes == convert_bytes(&piece, format, &daily()).unwrap(), "{}", format.name());
        }
    }
}

#[test]
fn every_kind_of_markup_is_set_and_no_text_is_read_as_markup_of_the_typesetter() {
    let mut piece = everything();
    piece.body.push_str("\n\n#panic() #set page(width: 1pt) $x$ @ref <a> #read(\"/etc/passwd\") \\ // not a comment\n");
    for format in [ExportFormat::Pdf, ExportFormat::Galley] {
        let printed = print(&piece, format, &daily(), &Printing::default()).unwrap();
        assert_sound(&printed.bytes);
        let Some(words) = words_of(&printed.bytes, "") else { return };
        assert!(words.contains(&squeezed("#panic() #set page(width: 1pt) $x$ @ref")), "{words}");
        assert!(words.contains(&squeezed("#read(\"/etc/passwd\") \\ // not a comment")), "{words}");
    }
}

#[test]
fn what_no_face_has_is_named_character_by_character() {
    let body = "Latin, Cyrillic (Київ) and Greek (Αθήνα) are there. 橋は川の上にある。 אבג";
    let printed = page(&Piece { body: body.into(), ..Piece::default() }, &daily());
    let report = printed.reports.join("\n");
    for c in "橋は川の上にある。אבג".chars() {
        assert!(report.contains(&format!("U+{:04X}", u32::from(c))), "{c}: {report}");
    }
    assert!(!report.contains('К') && !report.contains('Α'), "{report}");
    let strict = Printing { standards: vec![PdfStandard::A2b], ..Printing::default() };
    let piece = Piece { body: body.into(), modified: Some("2026-04-14T10:00:00Z".into()), ..Piece::default() };
    let refused = print(&piece, ExportFormat::Pdf, &daily(), &strict).unwrap_err().to_string();
    assert!(refused.contains("U+6A4B") && refused.contains("Nothing was written"), "{refused}");
}

#[test]
fn cyrillic_and_greek_pieces_lack_nothing_and_right_to_left_ones_are_set_from_the_right() {
    for (language, headline, body) in [
        (
            "uk",
            "Місто, яке зупиняється опівночі",
            "Минуло сорок чотири дні, відколи останній нічний пором відійшов від четвертого причалу. Ніхто не виголосив промови.\n\nПравління порту називає це *перервою*.",
        ),
        (
            "el",
            "Μια πόλη που σταματά τα μεσάνυχτα",
            "Πέρασαν σαράντα τέσσερις ημέρες από το τελευταίο νυχτερινό πλοίο. Κανείς δεν έβγαλε λόγο.\n\nΤο λιμάνι το λέει *παύση*.",
        ),
    ] {
        let piece =
            Piece { headline: headline.into(), language: Some(language.into()), body: body.into(), ..Piece::default() };
        let printed = page(&piece, &daily());
        assert_eq!(printed.reports, [] as [String; 0], "{language}");
        assert_has_the_words(&piece, &daily());
    }
    let arabic = page(&right_to_left(), &daily());
    assert_sound(&arabic.bytes);
    assert!(
        arabic.reports.iter().any(|report| report.contains("U+0627")),
        "no Arabic face is shipped: {:?}",
        arabic.reports
    );
}

#[test]
fn short_long_and_odd_pieces_all_become_pages() {
    let word = "considerations ";
    let one = Piece { body: "One paragraph, and that is all there is to say.".into(), ..Piece::default() };
    let paragraphs: Vec<String> =
        (0..30).map(|n| format!("Paragraph {n} begins. {}And ends.", word.repeat(100))).collect();
    let long = Piece { headline: "Three thousand words".into(), body: paragraphs.join("\n\n"), ..Piece::default() };
    let tall = Piece {
        headline: "A headline that goes on and on ".repeat(12),
        standfirst: word.repeat(90),
        byline: word.repeat(30),
        ..one.clone()
    };
    let unbroken = Piece {
        headline: "x".repeat(400),
        body: format!("{} {}", "y".repeat(3000), "https://a.example/".repeat(60)),
        ..Piece::default()
    };
    let deep = Piece { body: format!("{}deep", "> - ".repeat(60)), ..Piece::default() };
    let empty = Piece::default();
    for columns in 1..=6 {
        for paper in [PaperSize::A4, PaperSize::Tabloid] {
            let mut profile = daily();
            (profile.page.columns, profile.page.paper) = (columns, paper);
            for piece in [&one, &tall, &unbroken, &deep, &empty] {
                assert_sound(&page(piece, &profile).bytes);
            }
        }
    }
    for columns in [1, 2, 4] {
        let mut profile = daily();
        (profile.page.columns, profile.page.paper) = (columns, PaperSize::Tabloid);
        assert!(assert_has_the_words(&long, &profile) >= 2);
    }
    assert_eq!(page(&one, &daily()).pages, 1);
}

#[test]
fn a_file_keeps_to_the_standard_that_was_asked_for_or_says_why_not() {
    let piece = Piece { modified: Some("2026-04-14T10:00:00Z".into()), ..fixture() };
    for standards in [vec![PdfStandard::A2b], vec![PdfStandard::Ua1], vec![PdfStandard::A2b, PdfStandard::Ua1]] {
        let printing = Printing { standards: standards.clone(), ..Printing::default() };
        let printed = print(&piece, ExportFormat::Pdf, &daily(), &printing).unwrap();
        assert_sound(&printed.bytes);
        let claims = |text: &[u8]| printed.bytes.windows(text.len()).any(|part| part == text);
        assert_eq!(claims(b"<pdfaid:part>2</pdfaid:part>"), standards.contains(&PdfStandard::A2b));
        assert_eq!(claims(b"<pdfuaid:part>1</pdfuaid:part>"), standards.contains(&PdfStandard::Ua1));
        if let Some(structure) = said("pdfinfo", &["-struct"], &printed.bytes) {
            assert!(structure.contains("H1") && structure.contains("\n  P"), "{structure}");
        }
    }
    let undated = Piece { modified: None, created: None, published: Default::default(), ..piece };
    let printing = Printing { standards: vec![PdfStandard::A2b], ..Printing::default() };
    let refused = print(&undated, ExportFormat::Pdf, &daily(), &printing).unwrap_err().to_string();
    assert!(refused.contains("has no date"), "{refused}");
}

#[test]
fn the_final_page_bears_the_seal_and_is_no_draft() {
    let bench = bench();
    let id = bench.desk.new_piece().unwrap().id;
    bench.desk.edit(id, Field::Body, 0, typed(0, 0, "The ferry sails tonight.")).unwrap();
    let draft = bench.desk.export(id, ExportFormat::Pdf).unwrap();
    assert!(draft.text.is_empty() && draft.file_name.ends_with(".pdf"));
    let seal = bench.desk.seal(id).unwrap();
    bench.desk.edit(id, Field::Body, 1, typed(24, 24, " Or not.")).unwrap();
    let [last, again] = ["one.pdf", "two.pdf"].map(|name| {
        let path = bench.dir.path().join(name);
        bench.desk.export_to(id, (ExportFormat::Pdf, true), "It is a test.", &path, false).unwrap();
        std::fs::read(path).unwrap()
    });
    assert!(last == again, "the same seal gives the same bytes");
    let (Some(draft), Some(last)) = (words_of(&draft.bytes, ""), words_of(&last, "")) else { return };
    assert!(draft.contains("Draft,notforprint") && !draft.contains("Sealed"));
    assert!(last.contains(&squeezed(&format!("Sealed {}", seal.fingerprint))) && !last.contains("Draft"), "{last}");
    assert!(last.contains("Theferrysailstonight.") && !last.contains("Ornot"), "the sealed text goes out");
}

#[test]
fn a_proof_shows_what_changed_and_what_was_asked() {
    let bench = bench();
    let id = bench.desk.new_piece().unwrap().id;
    bench.desk.edit(id, Field::Body, 0, typed(0, 0, "The old ferry sails tonight.\n\nNobody made a speech.")).unwrap();
    bench.desk.sign_off(id, &Role::Editor, How::Here).unwrap();
    bench.desk.edit(id, Field::Body, 1, typed(51, 4, "brand new ")).unwrap();
    let place = Place::Words { field: Some(Field::Body), words: "made a speech".into() };
    let query = NewComment { place, kind: CommentKind::Query, text: "Who says so?".into(), asks: None, role: None };
    bench.desk.comment(id, query).unwrap();
    let archive = Archive::open(&bench.dir.path().join("desk")).unwrap();
    let printed = archive.proof(id, None, &Role::Editor, &daily()).unwrap();
    assert_sound(&printed.bytes);
    let Some(words) = words_of(&printed.bytes, "") else { return };
    assert!(words.contains("Proof") && words.contains("Thebrandnewoldferry"), "{words}");
    assert!(words.contains("Whosaysso?"), "{words}");
    assert!(bench.desk.export(id, ExportFormat::Proof).unwrap().file_name.ends_with(".proof.pdf"));
    let alone = convert_bytes(&Piece::default(), ExportFormat::Proof, &daily()).unwrap_err().to_string();
    assert!(alone.contains("standfirst export"), "{alone}");
}

#[test]
fn an_annotated_copy_numbers_comments_and_links_and_never_leaves_as_final() {
    let bench = bench();
    let id = bench.desk.new_piece().unwrap().id;
    let body = "The old [ferry](https://a.example/log?x=1&y=2) sails tonight.\n\n- Nobody made a speech.";
    bench.desk.edit(id, Field::Body, 0, typed(0, 0, body)).unwrap();
    let place = Place::Words { field: Some(Field::Body), words: "made a speech".into() };
    let text = "Who <says> so?".into();
    bench.desk.comment(id, NewComment { place, kind: CommentKind::Query, text, asks: None, role: None }).unwrap();
    let page = bench.desk.export(id, ExportFormat::Annotated).unwrap();
    assert!(page.file_name.ends_with(".annotated.html"));
    let html = &page.text;
    assert!(html.contains("Internal. Not for publication."), "{html}");
    assert!(html.contains("Nobody made a speech<sup><a class=\"n\" href=\"#c1\""), "{html}");
    assert!(
        html.contains("Who &lt;says&gt; so?") && html.contains("ferry</a><sup><a class=\"l\" href=\"#l1\""),
        "{html}"
    );
    assert_eq!(html, &Archive::open(&bench.dir.path().join("desk")).unwrap().annotated(id).unwrap());
    bench.desk.seal(id).unwrap();
    let file = bench.dir.path().join("copy.html");
    let refused = bench.desk.export_to(id, (ExportFormat::Annotated, true), "a reason", &file, false).unwrap_err();
    assert!(refused.to_string().contains("for the house") && !file.exists(), "{refused}");
    bench.desk.export_to(id, (ExportFormat::Annotated, false), "", &file, false).unwrap();
    assert_eq!(bench.desk.exports(id).unwrap()[0].record.form, "annotated");
}
