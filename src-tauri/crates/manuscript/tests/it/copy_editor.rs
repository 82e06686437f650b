//! A copy-editor with a seed, who knows what he did; the comparison must find exactly that.

use crate::prose::Random;
use manuscript::{Comparison, ParagraphKind, RunKind, compare};
use std::path::Path;

/// Words that stand in none of the texts, so that each can be found again.
const NEW: [&str; 12] = [
    "ferrybridge",
    "gannetry",
    "lampwright",
    "tidewaiter",
    "saltmarsh",
    "quayside",
    "dunlin",
    "samphire",
    "kittiwake",
    "breakwater",
    "harbourage",
    "sandglass",
];

struct Edit {
    /// The paragraph of the original, from 0.
    paragraph: usize,
    /// What the copy has there that the original had not.
    added: String,
    /// UTF-16 units of the original that are gone.
    gone: std::ops::Range<u32>,
}

struct Edited {
    before: String,
    after: String,
    edits: Vec<Edit>,
    /// Paragraphs of the original that stand elsewhere.
    moved: Vec<usize>,
    /// Places where a paragraph was parted, and where two were joined.
    parted: usize,
    joined: usize,
}

/// Edits `wanted` words or phrases, moves three paragraphs, splits two and merges two pairs, as far as the text is long
/// enough.
fn edit(before: &str, wanted: usize, moves: usize, seams: usize, seed: u64) -> Edited {
    let mut random = Random(seed);
    let paragraphs: Vec<&str> = before.split("\n\n").collect();
    let starts: Vec<u32> = paragraphs
        .iter()
        .scan(0u32, |at, p| {
            let start = *at;
            *at += model::utf16_len(p) + 2;
            Some(start)
        })
        .collect();
    let mut copies: Vec<Vec<String>> = paragraphs.iter().map(|p| p.split(' ').map(str::to_owned).collect()).collect();
    let mut touched: Vec<Vec<usize>> = vec![Vec::new(); paragraphs.len()];
    let mut edits = Vec::new();
    for _ in 0..wanted * 200 {
        if edits.len() == wanted {
            break;
        }
        let p = random.below(paragraphs.len());
        let words: Vec<&str> = paragraphs[p].split(' ').collect();
        let w = random.below(words.len());
        let plain =
            |w: usize| words.get(w).is_some_and(|s| s.chars().all(char::is_alphabetic) && s.chars().count() > 3);
        let room = |w: usize| touched[p].iter().all(|t| t.abs_diff(w) > 7);
        if words.len() < 8 || !plain(w) || !room(w) {
            continue;
        }
        let unit = |w: usize| starts[p] + words[..w].iter().map(|s| model::utf16_len(s) + 1).sum::<u32>();
        let new = format!("{}{}", NEW[random.below(NEW.len())], edits.len());
        let (added, gone) = match random.below(5) {
            0 => {
                copies[p][w] = new.clone();
                (new, unit(w)..unit(w + 1) - 1)
            }
            1 => {
                copies[p][w].clear();
                (String::new(), unit(w)..unit(w + 1) - 1)
            }
            2 => {
                copies[p][w] = format!("{new} {}", words[w]);
                (new, 0..0)
            }
            3 if plain(w + 1) => {
                copies[p][w] = format!("{new} of the shore");
                copies[p][w + 1].clear();
                (new, unit(w)..unit(w + 2) - 1)
            }
            _ => {
                let parenthesis = format!("{}, as {new} has it,", words[w]);
                copies[p][w] = parenthesis;
                (new, 0..0)
            }
        };
        touched[p].push(w);
        edits.push(Edit { paragraph: p, added, gone });
    }
    let mut copies: Vec<(Vec<usize>, String)> = copies
        .into_iter()
        .enumerate()
        .map(|(p, words)| (vec![p], words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")))
        .collect();
    // Seams first, among paragraphs with enough words; then moves among the others.
    let long = |text: &str| text.split(' ').count() >= 20;
    let (mut parted, mut joined) = (0, 0);
    let mut sealed: Vec<usize> = Vec::new();
    for _ in 0..200 {
        let at = random.below(copies.len());
        let alone = copies[at].0.len() == 1 && !sealed.contains(&copies[at].0[0]);
        if parted < seams && alone && long(&copies[at].1) {
            let text = copies[at].1.clone();
            let ends: Vec<usize> = text.match_indices(". ").map(|(i, _)| i + 1).collect();
            let ends: Vec<usize> = ends.into_iter().filter(|&i| long(&text[..i]) && long(&text[i + 1..])).collect();
            if !ends.is_empty() {
                let end = ends[random.below(ends.len())];
                copies[at].1 = format!("{}\n\n{}", &text[..end], &text[end + 1..]);
                sealed.extend(copies[at].0.clone());
                parted += 1;
            }
        } else if joined < seams && at + 1 < copies.len() && alone {
            let next = &copies[at + 1];
            if next.0.len() == 1 && !sealed.contains(&next.0[0]) && long(&copies[at].1) && long(&next.1) {
                let (numbers, text) = copies.remove(at + 1);
                sealed.extend([copies[at].0[0], numbers[0]]);
                copies[at].0.extend(numbers);
                copies[at].1 = format!("{} {text}", copies[at].1);
                joined += 1;
            }
        }
    }
    let (mut moved, mut crossed) = (Vec::new(), Vec::new());
    for _ in 0..400 {
        let from = random.below(copies.len());
        let whole = copies[from].0.len() == 1 && !sealed.contains(&copies[from].0[0]);
        // A short one over longer ones, so that there is no doubt which has moved.
        let to = random.below(copies.len());
        let over: usize = copies[from.min(to)..=from.max(to)].iter().map(|c| c.1.len()).sum();
        let own = copies[from].1.len();
        let between: Vec<usize> = copies[from.min(to)..=from.max(to)].iter().map(|c| c.0[0]).collect();
        let clear = between.iter().all(|p| !moved.contains(p)) && !crossed.contains(&copies[from].0[0]);
        if moved.len() < moves && whole && long(&copies[from].1) && over > own * 3 && clear {
            crossed.extend(between);
            let paragraph = copies.remove(from);
            moved.push(paragraph.0[0]);
            copies.insert(to, paragraph);
        }
    }
    let after = copies.into_iter().map(|c| c.1).collect::<Vec<_>>().join("\n\n");
    Edited { before: before.to_owned(), after, edits, moved, parted, joined }
}

fn no_cut_words(compared: &Comparison) {
    for paragraph in &compared.paragraphs {
        for other in [RunKind::Inserted, RunKind::Removed] {
            let mut last: Option<&manuscript::Run> = None;
            for run in paragraph.runs.iter().filter(|run| run.kind != other) {
                if let Some(before) = last {
                    let letters = (before.text.chars().next_back(), run.text.chars().next());
                    let cut = matches!(letters, (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric());
                    assert!(!cut || before.kind == run.kind, "cut between {:?} and {:?}", before.text, run.text);
                }
                last = Some(run);
            }
        }
    }
}

fn check(name: &str, edited: &Edited) {
    let compared = compare(&edited.before, &edited.after);
    assert_eq!(compared.before(), edited.before, "{name}");
    assert_eq!(compared.after(), edited.after, "{name}");
    no_cut_words(&compared);
    for (number, edit) in edited.edits.iter().enumerate() {
        let p = edit.paragraph as u32;
        let found = compared.paragraphs.iter().filter(|c| c.before.contains(&p)).any(|c| {
            let gone = edit.gone.is_empty()
                || c.runs.iter().any(|r| {
                    let from = r.before.unwrap_or(u32::MAX);
                    r.kind == RunKind::Removed
                        && from <= edit.gone.start
                        && from + model::utf16_len(&r.text) >= edit.gone.end
                });
            let added = edit.added.is_empty()
                || c.runs.iter().any(|r| r.kind == RunKind::Inserted && r.text.contains(&edit.added));
            gone && added
        });
        assert!(found, "{name}: edit {number} ({:?}) in paragraph {p} is not reported there", edit.added);
    }
    let of = |find: fn(&ParagraphKind) -> bool| compared.paragraphs.iter().filter(|p| find(&p.kind)).count();
    let came_from: Vec<usize> = compared
        .paragraphs
        .iter()
        .filter_map(|p| match p.kind {
            ParagraphKind::MovedHere { from } => Some(from as usize),
            _ => None,
        })
        .collect();
    let mut moved = edited.moved.clone();
    moved.sort_unstable();
    let mut found = came_from.clone();
    found.sort_unstable();
    assert_eq!(found, moved, "{name}: moves");
    assert_eq!(of(|k| *k == ParagraphKind::Split), edited.parted, "{name}: splits");
    assert_eq!(of(|k| *k == ParagraphKind::Merged), edited.joined, "{name}: merges");
    assert_eq!(of(|k| matches!(k, ParagraphKind::Inserted | ParagraphKind::Removed)), 0, "{name}");
    // A parenthesis may count as two where its comma stands apart; nothing else may.
    let seams = edited.parted + edited.joined;
    let (changes, made) = (compared.counts.changes as usize, edited.edits.len() + seams);
    assert!(changes <= made + 3 && changes + 3 >= made, "{name}: {changes} changes for {made} edits");
}

#[test]
fn every_edit_of_a_copy_edited_paper_is_one_change() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/federalist");
    let Ok(entries) = std::fs::read_dir(&corpus) else {
        println!("skipped: no corpus of old papers beside the repository");
        return;
    };
    let mut names: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    names.sort();
    let mut seen = 0;
    for (seed, path) in names.iter().enumerate() {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let body = text.splitn(3, "---\n").last().unwrap_or_default().trim();
        // The seventieth is printed in two versions of the same paragraphs: which one was edited, nobody could tell.
        if body.split("\n\n").count() < 14 || path.ends_with("70.md") {
            continue;
        }
        seen += 1;
        let edited = edit(body, 40, 3, 2, seed as u64);
        assert_eq!(edited.edits.len(), 40, "the text is long enough for 40 edits");
        check(&path.file_name().unwrap_or_default().to_string_lossy(), &edited);
    }
    println!("{seen} papers");
    assert!(seen > 20);
}

/// Written for this test.
const OWN: &str = "Паром уходил в семь утра, и никто на набережной не мог сказать, кто именно заказал его на это время. Старый смотритель молча курил у будки и смотрел на воду, которая поднималась быстрее обычного.\n\nНа собрании говорили долго и горячо, но решение приняли ещё до того, как открыли двери. Секретарь записал только начало речи, а конец придумал вечером у себя дома. Протокол потом читали вслух три раза подряд, и каждый раз он становился короче прежнего.\n\nЧерез неделю мост закрыли на ремонт, хотя ремонтировать там было совершенно нечего. Рабочие приехали утром, поставили забор и уехали обедать в соседний город до самого вечера.";

#[test]
fn every_edit_of_a_text_of_our_own_is_one_change() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/op-ed.txt");
    let op_ed = std::fs::read_to_string(fixture).expect("the fixture is part of the repository");
    let op_ed = op_ed.trim().replace("\r\n", "\n");
    for seed in 0..60 {
        check(&format!("op-ed {seed}"), &edit(&op_ed, 14, 1, 1, seed));
        check(&format!("Cyrillic {seed}"), &edit(OWN, 6, 0, 1, seed));
    }
}
