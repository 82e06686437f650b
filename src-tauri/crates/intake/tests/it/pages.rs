//! Every pasted page in `tests/fixtures` becomes what its expectation says.

use intake::{Context, Recognised, recognise};
use model::ReceiptKind;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(root.join("pages"))
        .expect("the fixtures are in the repository")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    pages.push(root.join("op-ed.txt"));
    pages.sort();
    pages
}

fn compare(wrong: &mut Vec<String>, what: &str, found: &str, wanted: &str) {
    if found != wanted {
        wrong.push(format!("  {what}: found {found:?}, wanted {wanted:?}"));
    }
}

fn check(found: &Recognised, wanted: &Value) -> Vec<String> {
    let text = |key: &str| wanted[key].as_str().unwrap_or_default();
    let (piece, mut wrong) = (&found.piece, Vec::new());
    compare(&mut wrong, "outlet", &piece.outlet.name, text("outlet"));
    compare(&mut wrong, "tagline", &piece.outlet.tagline, text("tagline"));
    for key in ["kicker", "headline", "standfirst", "byline", "author_note", "disclosure"] {
        let field = model::Field::from_name(key).expect("a field of that name");
        compare(&mut wrong, key, piece.text(field), text(key));
    }
    let published = &wanted["published"];
    let part = |key: &str| published[key].as_str().unwrap_or_default().to_owned();
    compare(&mut wrong, "value", piece.published.value.as_deref().unwrap_or_default(), &part("value"));
    compare(&mut wrong, "printed", piece.published.printed.as_deref().unwrap_or_default(), &part("printed"));
    let paragraphs = piece.body.split("\n\n").count().to_string();
    compare(&mut wrong, "paragraphs", &paragraphs, &wanted["paragraphs"].to_string());
    if !piece.body.starts_with(text("first")) || !piece.body.ends_with(text("last")) {
        wrong.push(format!("  body begins {:?}", piece.body.chars().take(60).collect::<String>()));
        wrong.push(format!(
            "  body ends {:?}",
            piece.body.chars().rev().take(60).collect::<Vec<_>>().iter().rev().collect::<String>()
        ));
    }
    let aside: BTreeSet<&str> =
        found.receipt.iter().filter(|e| e.kind == ReceiptKind::SetAside).map(|e| e.what.as_str()).collect();
    let expected: BTreeSet<&str> =
        wanted["set_aside"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    compare(&mut wrong, "set aside", &format!("{aside:?}"), &format!("{expected:?}"));
    wrong
}

#[test]
fn every_pasted_page_is_furnished_as_an_editor_would() {
    let mut report = Vec::new();
    for path in fixtures() {
        let page = std::fs::read_to_string(&path).unwrap();
        let wanted: Value =
            serde_json::from_str(&std::fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        let wrong = check(&recognise(&page, &Context::default()), &wanted);
        if !wrong.is_empty() {
            report.push(format!("{}\n{}", path.file_name().unwrap().to_string_lossy(), wrong.join("\n")));
        }
    }
    assert!(report.is_empty(), "{} pages differ:\n{}", report.len(), report.join("\n"));
}

#[test]
fn the_sample_page_is_furnished_in_one_step() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/seed/the-daily-op-ed.txt");
    let Ok(page) = std::fs::read_to_string(&seed) else {
        println!("skipped: the sample page is not here");
        return;
    };
    let Recognised { piece, receipt } = recognise(&page, &Context::default());
    let blocks: Vec<&str> = page.trim_end().split("\n\n").collect();
    assert_eq!((piece.outlet.name.as_str(), piece.outlet.tagline.as_str()), ("The Daily", "Read the World Today"));
    assert_eq!(piece.published.value.as_deref(), Some("2024-04-24T09:44"));
    assert_eq!(piece.published.printed.as_deref(), Some("April 24. 2024. 9:44"));
    assert_eq!(piece.headline, "‘It’s Russia who brought the war on its territory’");
    assert_eq!((piece.standfirst.as_str(), piece.byline.as_str()), (blocks[4], "Roman Rukomeda"));
    assert_eq!(piece.body, blocks[5..].join("\n\n"));
    assert_eq!(blocks[5..].len(), 12);
    assert!((piece.author_note.is_empty()) && piece.disclosure.is_empty() && piece.kicker.is_empty());
    assert!(receipt.iter().all(|entry| entry.kind != ReceiptKind::SetAside));
    assert!(receipt.iter().any(|entry| entry.what == "body" && entry.text.as_deref() == Some("12 paragraphs")));
}
