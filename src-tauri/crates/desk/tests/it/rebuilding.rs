//! Lists and search are what the log says, whatever was done.

use crate::{everything, typed};
use desk::{Archive, Desk, DetailsChange, ListQuery, Options, maintenance};
use model::{Field, PieceId};
use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;

/// Something that a person does; the numbers choose a piece.
#[derive(Clone, Debug)]
enum Step {
    New,
    Import(String, &'static str),
    Type(usize, Field, String),
    Rename(usize, &'static str),
    Bin(usize),
    Unbin(usize),
    Duplicate(usize),
    Outlet(usize),
    Version(usize),
    Search,
    Reopen,
}

const WORDS: [&str; 8] = ["ferry", "Łódź", "state-owned", "naïve", "harbour's", "ink", "🦆", "**bold**"];

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..8).prop_map(|words| words.join(" "))
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let fields = prop::sample::select(&[Field::Body, Field::Headline, Field::Byline, Field::Standfirst][..]);
    let stages = prop::sample::select(&["draft", "editing", "approved"][..]);
    let names = prop::sample::select(&["ferry", "ink", "night-boat"][..]);
    let step = prop_oneof![
        2 => Just(Step::New),
        3 => (words(), stages).prop_map(|(text, stage)| Step::Import(text, stage)),
        8 => (0..9usize, fields, words()).prop_map(|(piece, field, text)| Step::Type(piece, field, text)),
        2 => (0..9usize, names).prop_map(|(piece, name)| Step::Rename(piece, name)),
        2 => (0..9usize).prop_map(Step::Bin),
        2 => (0..9usize).prop_map(Step::Unbin),
        1 => (0..9usize).prop_map(Step::Duplicate),
        1 => (0..9usize).prop_map(Step::Outlet),
        1 => (0..9usize).prop_map(Step::Version),
        1 => Just(Step::Search),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 1..30)
}

fn open(dir: &Path) -> Desk {
    Desk::open(Options::new(dir.join("desk"))).unwrap()
}

fn play(dir: &Path, steps: &[Step]) {
    let mut desk = open(dir);
    let mut pieces: Vec<PieceId> = vec![desk.new_piece().unwrap().id];
    for step in steps {
        let of = |number: &usize| pieces[number % pieces.len()];
        match step {
            Step::New => pieces.push(desk.new_piece().unwrap().id),
            Step::Import(text, stage) => {
                let file = dir.join("in.md");
                std::fs::write(&file, format!("---\nheadline: {text:?}\nstage: {stage}\n---\n\n{text} again.\n"))
                    .unwrap();
                let (piece, _) = desk.import_files(&[file]).remove(0).outcome.unwrap();
                pieces.push(piece.id.unwrap());
            }
            Step::Type(piece, field, text) => {
                let opened = desk.open_piece(of(piece)).unwrap();
                let (_, old, version) = opened.fields.into_iter().find(|(name, ..)| name == field).unwrap();
                let length = model::utf16_len(&old);
                desk.edit(of(piece), *field, version, typed(length, length, text)).unwrap();
            }
            Step::Rename(piece, name) => drop(desk.rename(of(piece), name).unwrap()),
            Step::Bin(piece) => desk.bin(of(piece)).unwrap(),
            Step::Unbin(piece) => desk.unbin(of(piece)).unwrap(),
            Step::Duplicate(piece) => {
                let copy = desk.duplicate(of(piece)).unwrap();
                pieces.push(copy);
            }
            Step::Outlet(piece) => {
                let change = DetailsChange { outlet: Some("The Lantern".into()), ..DetailsChange::default() };
                desk.set_details(of(piece), change).unwrap();
            }
            Step::Version(piece) => drop(desk.save_version(of(piece), "kept").unwrap()),
            Step::Search => drop(desk.list(&ListQuery { search: "ferry".into(), ..everything() }).unwrap()),
            Step::Reopen => {
                desk.close();
                desk = open(dir);
            }
        }
    }
    // What was not indexed yet is indexed by this.
    desk.list(&ListQuery { search: "ferry".into(), ..everything() }).unwrap();
    desk.close();
}

/// Everything that lists and search show. Equally good finds have no order of their own.
fn shown(dir: &Path) -> Vec<Value> {
    let archive = Archive::open(&dir.join("desk")).unwrap();
    let mut out = Vec::new();
    for bin in [false, true] {
        for search in ["", "ferry", "lodz", "state-owned", "naive", "ink", "bold", "nowhere", "fer"] {
            let list = archive.list(&ListQuery { bin, search: search.into(), ..everything() }).unwrap();
            let mut rows: Vec<Value> = list.rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
            if !search.is_empty() {
                rows.sort_by_key(|row| row["id"].to_string());
            }
            out.push(serde_json::json!([list.total, list.desk_count, list.bin_count, rows]));
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_is_rebuilt_from_the_log_is_what_was_listed_and_found(steps in steps()) {
        let dir = tempfile::tempdir().unwrap();
        play(dir.path(), &steps);
        let before = shown(dir.path());
        let sound = maintenance::doctor(&dir.path().join("desk")).unwrap();
        prop_assert!(sound.is_sound(), "{:?}", sound);
        let rebuilt = maintenance::rebuild(&dir.path().join("desk")).unwrap();
        prop_assert!(rebuilt.unreadable.is_empty() && rebuilt.renamed.is_empty(), "{:?}", rebuilt);
        prop_assert_eq!(shown(dir.path()), before);
        prop_assert!(maintenance::doctor(&dir.path().join("desk")).unwrap().is_sound());
    }
}
