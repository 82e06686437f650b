//! The large initial: the first letter, and the words beside and below it.

use serde_json::{Value, json};

/// Takes a paragraph's runs apart for a large initial over so many lines. None when it does not begin with a letter that
/// can be one.
pub(crate) fn of(runs: &[Value], lines: u32) -> Option<Value> {
    let (first, rest) = runs.split_first()?;
    let text = first.get("v").filter(|_| first["k"] == "text")?.as_str()?;
    let letter = text.chars().next().filter(|c| can_be_large(*c))?;
    let after = &text[letter.len_utf8()..];
    if after.chars().next().is_some_and(|c| matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')) {
        return None;
    }
    let mut all = vec![json!({ "k": "text", "v": after.trim_start() })];
    all.extend_from_slice(rest);
    let words: Vec<Value> = words(&all).into_iter().map(|c| json!({ "end": without_space(&c), "c": c })).collect();
    let space = if after.starts_with(' ') { " " } else { "" };
    (!words.is_empty()).then(|| json!({ "letter": letter.to_string(), "space": space, "lines": lines, "words": words }))
}

/// A capital of a script whose letters stand alone and run from left to right.
fn can_be_large(c: char) -> bool {
    c.is_uppercase() && matches!(c, 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}')
}

/// Runs word by word; each word keeps the space behind it.
fn words(runs: &[Value]) -> Vec<Vec<Value>> {
    let mut out: Vec<Vec<Value>> = vec![Vec::new()];
    for run in runs {
        for (piece, ends) in pieces(run) {
            if let Some(word) = out.last_mut() {
                word.push(piece);
            }
            if ends {
                out.push(Vec::new());
            }
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

/// A run in pieces that hold one word at most, and whether the word ends with it.
fn pieces(run: &Value) -> Vec<(Value, bool)> {
    if run["k"] == "text" {
        let text = run["v"].as_str().unwrap_or_default();
        let parts = text.split_inclusive(' ').filter(|part| !part.is_empty());
        return parts.map(|part| (json!({ "k": "text", "v": part }), part.ends_with(' '))).collect();
    }
    let Some(inner) = run["c"].as_array() else { return vec![(run.clone(), false)] };
    let wrapped = |inner: Vec<Value>| {
        let mut run = run.clone();
        run["c"] = Value::Array(inner);
        run
    };
    let parts = words(inner);
    let last = parts.len().saturating_sub(1);
    let ends = |word: &[Value], at: usize| at < last || word.last().is_some_and(ends_with_space);
    parts
        .into_iter()
        .enumerate()
        .map(|(at, word)| {
            let is_end = ends(&word, at);
            (wrapped(word), is_end)
        })
        .collect()
}

fn ends_with_space(run: &Value) -> bool {
    match run["c"].as_array() {
        Some(inner) => inner.last().is_some_and(ends_with_space),
        None => run["k"] == "text" && run["v"].as_str().is_some_and(|text| text.ends_with(' ')),
    }
}

fn without_space(word: &[Value]) -> Vec<Value> {
    let mut word = word.to_vec();
    if let Some(last) = word.last_mut() {
        if let Some(inner) = last["c"].as_array() {
            last["c"] = Value::Array(without_space(inner));
        } else if last["k"] == "text" {
            let text = last["v"].as_str().unwrap_or_default().trim_end_matches(' ').to_owned();
            last["v"] = Value::String(text);
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Value {
        json!({ "k": "text", "v": words })
    }

    #[test]
    fn a_paragraph_is_taken_apart_and_no_word_is_lost() {
        let runs = [text("It is "), json!({ "k": "em", "c": [text("44 long")] }), text("ish days.")];
        let initial = of(&runs, 3).unwrap();
        assert_eq!(initial["letter"], "I");
        let words = initial["words"].as_array().unwrap();
        assert_eq!(words.len(), 5, "{words:?}");
        assert_eq!(words[0]["c"], json!([text("t ")]));
        assert_eq!(words[0]["end"], json!([text("t")]));
        assert_eq!(words[2]["c"], json!([{ "k": "em", "c": [text("44 ")] }]));
        assert_eq!(words[2]["end"], json!([{ "k": "em", "c": [text("44")] }]));
        assert_eq!(words[3]["c"], json!([{ "k": "em", "c": [text("long")] }, text("ish ")]));
    }

    #[test]
    fn only_a_capital_is_large() {
        for (words, is) in [("“It", false), ("it", false), ("4", false), ("Élan", true), ("Мост", true), ("I", false)]
        {
            assert_eq!(of(&[text(words)], 3).is_some(), is, "{words}");
        }
    }
}
