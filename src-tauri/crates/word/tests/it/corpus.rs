//! Real files, against what pandoc reads in them.

use crate::tools::{corpus_files, has, run};
use model::Field;
use serde_json::Value;
use std::collections::BTreeMap;
use word::{Status, Tracked};

/// Letters that plain text raises or lowers.
fn levelled(c: char) -> char {
    match c {
        '²' => '2',
        '₂' => '2',
        '\u{a0}' => ' ',
        c => c,
    }
}

/// Paragraphs of a plain text as lists of words in small letters. How pandoc draws tables, pictures, raised letters and struck
/// words is no word; each item of a list is a paragraph without its mark.
fn paragraphs(plain: &str) -> Vec<String> {
    let plain: String = plain
        .chars()
        .map(levelled)
        .collect::<String>()
        .replace("~~", "")
        .replace(['^', '_', '('], "")
        .replace("script)", "script");
    let is_mark = |word: &str| {
        let stem = word.trim_end_matches(['.', ')']);
        word == "-" || (stem.len() < word.len() && !stem.is_empty() && stem.len() <= 3)
    };
    let mut out: Vec<String> = Vec::new();
    for block in plain.split("\n\n") {
        let mut last = String::new();
        for line in block.lines() {
            let mut words: Vec<&str> = line.split_whitespace().collect();
            let first = words.first().copied().unwrap_or_default();
            if is_mark(first) && line.contains(&format!("{first} ")) && words.len() > 1 {
                out.push(std::mem::take(&mut last));
                words.remove(0);
            }
            for word in words {
                let drawn = word.chars().all(|c| matches!(c, '-' | '|' | '+' | '=' | '[' | ']'));
                let word = word.trim_matches(['|', ')', '[', ']']).to_lowercase();
                if !drawn && !word.is_empty() {
                    last.push_str(&word);
                    last.push(' ');
                }
            }
        }
        out.push(last);
    }
    out.retain(|paragraph| !paragraph.is_empty());
    out
}

fn of_docx(path: &str, changes: &str) -> String {
    run("pandoc", &["-f", "docx", &format!("--track-changes={changes}"), "-t", "plain", "--wrap=none", path], "")
}

fn of_markdown(markdown: &str) -> String {
    run(
        "pandoc",
        &["-f", "commonmark+footnotes+pipe_tables+strikeout+raw_html", "-t", "plain", "--wrap=none"],
        markdown,
    )
}

/// All words of both lists that the other one has not, in order.
fn differences(ours: &[String], theirs: &[String]) -> Vec<String> {
    let count = |list: &[String]| {
        let mut words: BTreeMap<String, i64> = BTreeMap::new();
        list.iter().flat_map(|p| p.split_whitespace()).for_each(|w| *words.entry(w.to_owned()).or_default() += 1);
        words
    };
    let (a, b) = (count(ours), count(theirs));
    let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let mut out = Vec::new();
    for key in keys {
        let (x, y) = (a.get(key).copied().unwrap_or(0), b.get(key).copied().unwrap_or(0));
        if x != y {
            out.push(format!("{}{key}", if x > y { '+' } else { '-' }));
        }
    }
    out
}

/// The words of a file's text, furniture first, as plain text.
fn ours(read: &word::Read, reading: fn(&Tracked) -> String) -> String {
    let mut all = String::new();
    for text in &read.texts {
        all.push_str(&reading(&text.text));
        all.push_str("\n\n");
    }
    of_markdown(&all.replace("<br>", "\n"))
}

/// The changes that pandoc reads: kind, author, words.
fn changes_of(value: &Value, out: &mut Vec<(String, String, String)>) {
    if let Some(object) = value.as_object()
        && object.get("t").and_then(Value::as_str) == Some("Span")
        && let Some(content) = object.get("c").and_then(Value::as_array)
    {
        let class = content[0][1][0].as_str().unwrap_or_default().to_owned();
        let pairs = content[0][2].as_array().cloned().unwrap_or_default();
        let author =
            pairs.iter().find(|pair| pair[0] == "author").and_then(|pair| pair[1].as_str()).unwrap_or_default();
        if class == "insertion" || class == "deletion" {
            let mut words = String::new();
            words_of(&content[1], &mut words);
            out.push((class, author.to_owned(), words));
            return;
        }
        if class.starts_with("paragraph-") {
            out.push((class.trim_start_matches("paragraph-").to_owned(), author.to_owned(), String::new()));
        }
    }
    match value {
        Value::Array(list) => list.iter().for_each(|inner| changes_of(inner, out)),
        Value::Object(object) => object.values().for_each(|inner| changes_of(inner, out)),
        _ => {}
    }
}

fn words_of(value: &Value, out: &mut String) {
    match value {
        Value::Array(list) => list.iter().for_each(|inner| words_of(inner, out)),
        Value::Object(object) => match object.get("t").and_then(Value::as_str) {
            Some("Str") => out.push_str(object["c"].as_str().unwrap_or_default()),
            Some("Space" | "SoftBreak" | "LineBreak") => out.push(' '),
            _ => object.values().for_each(|inner| words_of(inner, out)),
        },
        _ => {}
    }
}

/// Changes as (kind, author) → letters without white space.
fn letters_of(changes: impl Iterator<Item = (String, String, String)>) -> BTreeMap<(String, String), String> {
    let mut out: BTreeMap<(String, String), String> = BTreeMap::new();
    for (kind, author, words) in changes {
        out.entry((kind, author)).or_default().extend(words.chars().filter(|c| !c.is_whitespace()));
    }
    out
}

fn our_changes(text: &Tracked) -> Vec<(String, String, String)> {
    let one = |run: &word::Run| {
        let (kind, by) = match &run.status {
            Status::Inserted(by) => ("insertion", by),
            Status::Removed(by) => ("deletion", by),
            Status::Kept | Status::Passing { .. } => return None,
        };
        Some((kind.to_owned(), by.author.clone(), run.text.clone()))
    };
    text.runs.iter().filter_map(one).collect()
}

/// One line of the table of all files.
struct Outcome {
    file: String,
    paragraphs: usize,
    changes: usize,
    comments: usize,
    result: String,
    rules: Vec<String>,
}

fn look_at(name: &str, path: &str) -> Outcome {
    let bytes = std::fs::read(path).expect("the file can be read");
    let read = word::read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let tracked: usize = read.texts.iter().map(|t| our_changes(&t.text).len()).sum();
    let mut result = String::new();
    for (mode, reading) in [("accept", Tracked::accepted as fn(&Tracked) -> String), ("reject", Tracked::rejected)] {
        let (mine, theirs) = (paragraphs(&ours(&read, reading)), paragraphs(&of_docx(path, mode)));
        if mine != theirs {
            let words = differences(&mine, &theirs);
            result = if words.is_empty() { "same words, other paragraphs".into() } else { words.join(" ") };
        }
    }
    let json: Value =
        serde_json::from_str(&run("pandoc", &["-f", "docx", "--track-changes=all", "-t", "json", path], ""))
            .expect("pandoc writes JSON");
    let mut theirs = Vec::new();
    changes_of(&json, &mut theirs);
    let mine = read.texts.iter().flat_map(|t| our_changes(&t.text));
    let (mine, theirs) = (letters_of(mine), letters_of(theirs.into_iter()));
    assert_eq!(mine, theirs, "{name}: the changes with their authors");
    let body = read.text(Field::Body).accepted();
    Outcome {
        file: name.to_owned(),
        paragraphs: body.split("\n\n").filter(|p| !p.trim().is_empty()).count(),
        changes: tracked,
        comments: read.comments.len(),
        result,
        rules: read.receipt.iter().map(|entry| entry.rule.clone()).collect(),
    }
}

#[test]
fn real_files_read_as_pandoc_reads_them_or_the_receipt_says_why() {
    let files = corpus_files();
    if files.is_empty() || !has("pandoc") {
        return;
    }
    let mut bad = Vec::new();
    let mut table =
        String::from("| file | paragraphs | changes | comments | result |\n| --- | --- | --- | --- | --- |\n");
    for (name, path) in files {
        let outcome = look_at(&name, &path.to_string_lossy());
        let why = known(&name);
        let result = match (outcome.result.is_empty(), why) {
            (true, _) => "the same".to_owned(),
            (false, Some(why)) => {
                let rule = why.split('`').find(|part| part.starts_with("word.")).unwrap_or_default();
                assert!(outcome.rules.iter().any(|known| known == rule), "{name}: the receipt has no {rule}");
                why.to_owned()
            }
            (false, None) => {
                bad.push(format!("{name}: {}", outcome.result));
                outcome.result.clone()
            }
        };
        table.push_str(&format!(
            "| {} | {} | {} | {} | {result} |\n",
            outcome.file, outcome.paragraphs, outcome.changes, outcome.comments
        ));
    }
    if let Some(path) = std::env::var_os("WORD_TABLE") {
        std::fs::write(path, &table).expect("the table can be written");
    }
    assert!(bad.is_empty(), "{}\n\n{table}", bad.join("\n"));
}

#[test]
fn every_element_of_the_real_files_has_a_rule_and_none_is_met_where_nobody_expects_it() {
    for (name, path) in corpus_files() {
        let read = word::read(&std::fs::read(&path).expect("the file can be read")).expect("it is a Word file");
        let unnamed = ["word.no_rule", "word.unknown", "word.unknown_part"];
        let bad: Vec<_> = read.receipt.iter().filter(|entry| unnamed.contains(&entry.rule.as_str())).collect();
        assert!(bad.is_empty(), "{name}: {bad:?}");
    }
}

/// Differences that are meant.
fn known(file: &str) -> Option<&'static str> {
    Some(match file {
        "image_with_textbox_caption" => {
            "the words of a text box, which pandoc loses, are kept (receipt: `word.text_box`)"
        }
        "metadata" | "metadata_after_normal" => {
            "the title and the authors at the top are furniture (receipt: `word.style`); pandoc takes them out of the text too"
        }
        "0_level_headers" | "tables" => {
            "the same words; paragraphs in a cell of a table are parted by `<br>` (receipt: `word.tables`)"
        }
        _ => return None,
    })
}
