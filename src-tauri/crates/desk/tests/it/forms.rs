//! The forms of wires, blogs, print and books, held against the checkers of others.

// A test says what it skips.
#![allow(clippy::print_stdout)]

mod checkers;
mod laws;
mod pictures;
mod pieces;
mod print;
mod schema;

use checkers::{epubcheck, unclean_references, well_formed, xmllint};
use desk::{ExportFormat, Pictures, archive_of, convert, convert_bytes, convert_several};
use model::{OutletProfile, Piece, TrustLink};
use pieces::{everything, federalist, fixture};

/// An outlet that says all that can be said.
fn outlet() -> OutletProfile {
    let mut profile =
        OutletProfile { name: "The Daily & Co".into(), language: "en-GB".into(), ..OutletProfile::default() };
    profile.rights.holder = "The Daily".into();
    profile.rights.notice = "© 2026 “The Daily” <all>".into();
    profile.rights.usage = "Online & print, once.".into();
    profile.rights.trust = vec![
        TrustLink {
            role: "http://cv.iptc.org/newscodes/trustindicator/ethicsPolicy".into(),
            title: "How we work".into(),
            href: "https://daily.example/ethics".into(),
        },
        TrustLink { role: "x".into(), title: "nowhere".into(), href: "javascript:x".into() },
    ];
    profile
}

/// Every piece that the forms are tried with.
fn all() -> Vec<Piece> {
    let mut pieces = federalist();
    pieces.extend([fixture(), everything(), Piece { modified: everything().modified, ..Piece::default() }]);
    pieces
}

fn text(piece: &Piece, format: ExportFormat) -> String {
    convert(piece, format, &outlet()).unwrap()
}

#[test]
fn ninjs_is_valid_by_the_schema_and_tells_every_role() {
    for piece in all() {
        let value: serde_json::Value = serde_json::from_str(&text(&piece, ExportFormat::Ninjs)).unwrap();
        schema::assert_valid(&value);
    }
    let value: serde_json::Value = serde_json::from_str(&text(&everything(), ExportFormat::Ninjs)).unwrap();
    let roles = |key: &str| -> Vec<String> {
        value[key].as_array().unwrap().iter().map(|entry| entry["role"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(roles("headlines"), ["main", "print", "web", "social", "kicker"]);
    assert_eq!(roles("bodies"), ["main", "main", "authorNote", "disclosure", "correction"]);
    assert_eq!(value["trustIndicators"].as_array().unwrap().len(), 1, "an address that is none stays here");
    assert_eq!(value["embargoedUntil"], "2026-04-14T00:01:00+01:00");
    assert_eq!(value["usageTerms"], "Online & print, once.");
    assert_eq!(value["people"][0]["name"], "Ilse Varden");
}

#[test]
fn nitf_is_valid_by_its_schema() {
    let files = all().iter().map(|piece| text(piece, ExportFormat::Nitf)).collect::<Vec<_>>();
    xmllint("nitf-3-6.xsd", &files);
}

#[test]
fn newsml_is_valid_by_its_schema_and_so_is_the_text_inside() {
    let files = all().iter().map(|piece| text(piece, ExportFormat::Newsml)).collect::<Vec<_>>();
    xmllint("NewsML-G2_2.35-spec-All-Power.xsd", &files);
    let inside: Vec<String> = files
        .iter()
        .map(|file| {
            let (from, to) = (file.find("<nitf").unwrap(), file.find("</inlineXML>").unwrap());
            file[from..to].to_owned()
        })
        .collect();
    xmllint("nitf-3-6.xsd", &inside);
}

#[test]
fn newsml_without_any_date_is_refused_with_a_way_out() {
    let error = convert(&Piece::default(), ExportFormat::Newsml, &outlet()).unwrap_err().to_string();
    assert!(error.contains("no date") && error.contains("published:"), "{error}");
}

#[test]
fn feeds_and_stories_are_well_formed_and_hold_together() {
    let pieces = all();
    for format in [ExportFormat::Rss, ExportFormat::Wxr, ExportFormat::Icml] {
        let mut files: Vec<String> = pieces.iter().map(|piece| text(piece, format)).collect();
        if format == ExportFormat::Icml {
            for file in &files {
                assert_eq!(unclean_references(file), Vec::<String>::new());
            }
        } else {
            files.push(
                String::from_utf8(convert_several(&pieces, format, &outlet(), &Pictures::default()).unwrap()).unwrap(),
            );
        }
        well_formed(&files);
    }
    let wxr = text(&everything(), ExportFormat::Wxr);
    for part in
        ["<wp:wxr_version>1.2</wp:wxr_version>", "<wp:status>draft</wp:status>", "domain=\"post_tag\"", "<dc:creator>"]
    {
        assert!(wxr.contains(part), "{part}\n{wxr}");
    }
}

#[test]
fn books_of_one_and_of_many_have_nothing_that_epubcheck_complains_of() {
    let pieces = all();
    let one = |piece: &Piece| convert_bytes(piece, ExportFormat::Epub, &outlet()).unwrap();
    let many = convert_several(&pieces, ExportFormat::Epub, &outlet(), &Pictures::default()).unwrap();
    epubcheck(&[one(&everything()), one(&pieces::right_to_left()), one(&Piece::default()), many]);
}

#[test]
fn tagged_text_is_ascii_and_uses_only_styles_that_it_defines() {
    for piece in all() {
        let tagged = text(&piece, ExportFormat::Indesign);
        assert!(tagged.starts_with("<ASCII-WIN>\r\n") && tagged.is_ascii());
        for (used, defined) in [("<ParaStyle:", "<DefineParaStyle:"), ("<CharStyle:", "<DefineCharStyle:")] {
            for name in
                tagged.split(used).skip(1).filter_map(|rest| rest.split('>').next()).filter(|name| !name.is_empty())
            {
                assert!(tagged.contains(&format!("{defined}{name}=")), "{name}");
            }
        }
        assert!(tagged.replace("\r\n", "").bytes().all(|b| !matches!(b, b'\r' | b'\n')));
    }
}

#[test]
fn wire_text_says_what_it_is_and_that_it_is_whole() {
    let cable = text(&everything(), ExportFormat::Wire);
    for line in ["EMBARGO: NOT FOR RELEASE BEFORE 2026-04-14T00:01:00+01:00", "SLUG: ferry-night", "BY: By Ilse Varden"]
    {
        assert!(cable.lines().any(|found| found == line), "{line}\n{cable}");
    }
    assert!(cable.ends_with("\n-ENDS-\n"));
}

/// What a reader reads in the form is what a reader reads of the piece.
#[test]
fn the_words_come_back_out_of_nitf_and_out_of_the_book() {
    let mut pieces = federalist();
    pieces.extend([fixture(), pieces::right_to_left()]);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let book = convert_several(&pieces, ExportFormat::Epub, &outlet(), &Pictures::default()).unwrap();
    let chapters = checkers::chapters(&book, pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let read = words(&markdown::plain_text(&piece.body));
        let nitf = text(piece, ExportFormat::Nitf);
        let (from, to) = (nitf.find("<body.content>").unwrap(), nitf.rfind("</body.content>\n").unwrap());
        let body = nitf[from..to].split("<fn id").next().unwrap().split("<note ").next().unwrap();
        assert_eq!(words(&checkers::words_of_xml(body)), read);
        if let Some(chapters) = &chapters {
            let body = chapters[at].split_once("</header>").unwrap().1.split("<footer>").next().unwrap();
            let body = body.split("<section class=\"notes\"").next().unwrap();
            assert_eq!(words(&checkers::words_of_xml(body)), read);
        }
    }
}

#[test]
fn the_same_piece_gives_the_same_bytes_and_the_piece_keeps_its_name() {
    let piece = everything();
    for format in ExportFormat::ALL {
        let bytes = || convert_bytes(&piece, format, &outlet()).unwrap();
        assert!(bytes() == bytes(), "{}", format.name());
    }
    let zip = || {
        archive_of(&[fixture(), everything()], &[ExportFormat::Md, ExportFormat::Epub], &outlet(), &Pictures::default())
            .unwrap()
    };
    assert!(zip() == zip());
    let uri = |piece: &Piece| {
        let value: serde_json::Value = serde_json::from_str(&text(piece, ExportFormat::Ninjs)).unwrap();
        value["uri"].as_str().unwrap().to_owned()
    };
    let changed = Piece { headline: "Other".into(), ..everything() };
    assert_eq!(uri(&changed), uri(&piece), "a piece of the desk is itself after a change");
    assert!(uri(&piece).starts_with("urn:uuid:") && !uri(&piece).contains(&piece.id.unwrap().to_string()));
}

/// What only the desk knows: when it was begun, who really wrote it, what it was ordered as, keys of its file.
#[test]
fn no_form_tells_what_only_the_desk_knows() {
    let mut piece = everything();
    piece.byline = "Publius".into();
    piece.authors = vec![model::Author { name: "Secret Writer".into(), role: Some("secret role".into()) }];
    piece.created = Some("2026-01-02T03:04:05+01:00".into());
    piece.commissioned_length = Some(98765);
    piece.extra.0.push(model::ExtraEntry {
        key: "private".into(),
        raw: "private: for my eyes".into(),
        value: serde_json::json!("for my eyes"),
    });
    let id = piece.id.unwrap().to_string();
    let secrets = ["Secret Writer", "secret role", "2026-01-02", "98765", "for my eyes", &id, "/home", "/tmp"];
    use ExportFormat::{Html, HtmlFragment, Icml, Indesign, Newsml, Ninjs, Nitf, Rss, Txt, Wire, Wxr};
    for format in [Html, HtmlFragment, Txt, Ninjs, Nitf, Newsml, Wire, Rss, Wxr, Icml, Indesign] {
        let out = text(&piece, format);
        for secret in secrets {
            assert!(!out.contains(secret), "{} tells “{secret}”", format.name());
        }
    }
    if let Some(files) = checkers::all_of_zip(&convert_bytes(&piece, ExportFormat::Epub, &outlet()).unwrap()) {
        for secret in secrets {
            assert!(!files.contains(secret), "the book tells “{secret}”");
        }
    }
}

#[test]
fn a_form_of_one_piece_does_not_swallow_the_others() {
    let error = convert_several(&[fixture(), everything()], ExportFormat::Icml, &outlet(), &Pictures::default())
        .unwrap_err()
        .to_string();
    assert!(error.contains("2 were named") && error.contains("--of icml"), "{error}");
}
