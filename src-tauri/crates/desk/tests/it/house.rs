//! House style: quotation marks and dashes as the outlet of a piece sets them.

use crate::{Bench, bench};
use desk::review::FlowChange;
use desk::{ExportFormat, HistoryKind, add_outlet};
use model::{Field, PieceId};

const PAGE: &str = "---\nheadline: The “late” ferry\nstandfirst: He said \"so\".\nbyline: Ilse Varden\nlanguage: en\n---\n\n\
    “It's 'late',” he said -- twice.\n\nOne “mark too many.” And” no more.\n\n`\"code\"` stays.\n";

/// A piece that goes out for an outlet with single marks outside and long dashes.
fn goes_out(bench: &Bench) -> PieceId {
    let profile = "name = \"The Lantern\"\nsmart_punctuation = true\n[style]\nquotes = \"‘’\"\ninner_quotes = \"“”\"\n\
                   headline_quotes = \"“”\"\ndash = \"—\"\nby = \"Words by\"\n";
    let file = bench.dir.path().join("lantern.toml");
    std::fs::write(&file, profile).unwrap();
    let key = add_outlet(&bench.dir.path().join("desk"), &file, false).unwrap().key;
    let page = bench.dir.path().join("ferry.md");
    std::fs::write(&page, PAGE).unwrap();
    let id = bench.desk.import_files(&[page])[0].outcome.as_ref().unwrap().0.id.unwrap();
    bench.desk.set_flow(id, FlowChange { outlet: Some(key), ..FlowChange::default() }).unwrap();
    id
}

fn text(bench: &Bench, id: PieceId, field: Field) -> String {
    let opened = bench.desk.open_piece(id).unwrap();
    opened.fields.into_iter().find(|(name, ..)| *name == field).unwrap().1
}

#[test]
fn marks_are_set_as_the_outlet_sets_them_and_what_does_not_pair_is_left() {
    let bench = bench();
    let (desk, id) = (&bench.desk, goes_out(&bench));
    let before = text(&bench, id, Field::Body);
    let look = desk.set_house(id, true).unwrap();
    assert_eq!(text(&bench, id, Field::Body), before, "a look changes nothing");
    let set = desk.set_house(id, false).unwrap();
    assert_eq!(set, look);
    assert_eq!((set.outlet.as_str(), set.quotes, set.apostrophes, set.dashes), ("The Lantern", 6, 1, 1));
    assert_eq!(
        text(&bench, id, Field::Body).trim_end(),
        "‘It’s “late”,’ he said—twice.\n\nOne “mark too many.” And” no more.\n\n`\"code\"` stays."
    );
    assert_eq!(text(&bench, id, Field::Headline), "The “late” ferry", "a headline has marks of its own");
    let body = set.fields.iter().find(|field| field.field == Field::Body).unwrap();
    let at = model::utf16_len(&before[..before.find("One").unwrap()]);
    assert_eq!(body.unpaired, [(at, at + 34)]);
    assert!(desk.set_house(id, false).unwrap().is_nothing(), "a second time there is nothing to do");
    let rows = desk.history(id, None, 10).unwrap().entries;
    assert_eq!(rows[0].kind, HistoryKind::House);
    assert!(rows.iter().flat_map(|row| &row.versions).any(|version| version.kind == "before_house"));
}

#[test]
fn straight_marks_leave_in_house_style_and_the_file_is_still_what_was_sealed() {
    let bench = bench();
    let (desk, id) = (&bench.desk, goes_out(&bench));
    let found = desk.export_check(id, (ExportFormat::Html, false)).unwrap();
    let rules: Vec<(&str, Option<Field>)> =
        found.iter().filter(|f| f.rule.starts_with("house.")).map(|f| (f.rule, f.field)).collect();
    assert_eq!(rules, [("house.marks", Some(Field::Body)), ("house.unpaired", Some(Field::Body))]);
    desk.seal(id).unwrap();
    for (format, name) in [
        (ExportFormat::HtmlFragment, "a.html"),
        (ExportFormat::Html, "b.html"),
        (ExportFormat::Pdf, "c.pdf"),
        (ExportFormat::Epub, "d.epub"),
    ] {
        let path = bench.dir.path().join(name);
        desk.export_to(id, (format, true), "It is to be looked at.", &path, true).unwrap();
        if matches!(format, ExportFormat::Html | ExportFormat::HtmlFragment) {
            let file = std::fs::read_to_string(&path).unwrap();
            assert!(file.contains("He said ‘so’.") && file.contains("said—twice"), "{file}");
            assert!(file.contains("Words by"), "{file}");
        }
        let verified = desk.verify_file(&path, Some(id)).unwrap();
        assert!(verified.matches, "{name}: {verified:?}");
    }
}

#[test]
fn a_piece_in_another_language_keeps_its_marks() {
    let bench = bench();
    let (desk, id) = (&bench.desk, goes_out(&bench));
    desk.set_details(id, desk::DetailsChange { language: Some("de".into()), ..desk::DetailsChange::default() })
        .unwrap();
    let refused = desk.set_house(id, false).unwrap_err().to_string();
    assert!(refused.starts_with("The Lantern sets quotation marks and dashes for its own language"), "{refused}");
    assert!(desk.export_check(id, (ExportFormat::Html, false)).unwrap().iter().all(|f| !f.rule.starts_with("house.")));
}

#[test]
fn what_is_pasted_takes_the_marks_of_the_outlet_and_says_so() {
    let bench = bench();
    let (desk, id) = (&bench.desk, goes_out(&bench));
    let pasted = desk.clean_paste_into(id, "<p>“So – <b>'it'</b> is,” she said.</p>").unwrap();
    assert_eq!(pasted.markdown, "‘So—**“it”** is,’ she said.");
    assert!(pasted.receipt.ends_with("5 marks set as The Lantern sets them."), "{}", pasted.receipt);
    desk.set_flow(id, FlowChange { outlet: Some(String::new()), ..FlowChange::default() }).unwrap();
    let plain = desk.clean_paste_into(id, "<p>“So.”</p>").unwrap();
    assert_eq!(plain.markdown, "“So.”", "the desk's own page sets none");
}
