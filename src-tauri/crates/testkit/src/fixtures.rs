//! The files in tests/fixtures.

use std::path::{Path, PathBuf};

/// The path of a fixture.
pub fn path(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// The text of a fixture.
pub fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|e| panic!("tests/fixtures/{name} can't be read: {e}"))
}

/// A fixture that is JSON.
pub fn json(name: &str) -> serde_json::Value {
    serde_json::from_str(&text(name)).unwrap_or_else(|e| panic!("tests/fixtures/{name} is not JSON: {e}"))
}

/// An op-ed of about so many words, the same for the same arguments: invented sentences, so that nobody's text is
/// needed to fill a desk.
pub fn made_up_piece(number: usize, words: usize) -> String {
    const SUBJECTS: [&str; 8] = [
        "The harbour",
        "A ferry",
        "The council",
        "Every reader",
        "This valley",
        "The old press",
        "A teacher",
        "Our winter",
    ];
    const VERBS: [&str; 8] =
        ["keeps", "owes", "has lost", "remembers", "cannot spare", "will answer for", "repairs", "counts"];
    const OBJECTS: [&str; 8] = [
        "its own ledger",
        "the long bridge",
        "what was promised in spring",
        "three hundred jobs",
        "a quieter kind of courage",
        "the last train",
        "more than it says",
        "the price of bread",
    ];
    let mut state = number as u64 + 1;
    let mut pick = |from: &[&'static str; 8]| {
        // A linear congruence is random enough to make search and word counts work for their living.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(state >> 61) as usize]
    };
    let mut body = String::new();
    let (mut count, mut sentences) = (0, 0);
    while count < words {
        let sentence = format!("{} {} {}.", pick(&SUBJECTS), pick(&VERBS), pick(&OBJECTS));
        count += sentence.split_whitespace().count();
        sentences += 1;
        body.push_str(&sentence);
        body.push_str(if sentences % 6 == 0 { "\n\n" } else { " " });
    }
    format!(
        "---\nheadline: {} {} {} ({number})\nstandfirst: {} {} {}, and that is the matter.\nbyline: Maud Castell\n---\n\n{}\n",
        pick(&SUBJECTS),
        pick(&VERBS),
        pick(&OBJECTS),
        pick(&SUBJECTS),
        pick(&VERBS),
        pick(&OBJECTS),
        body.trim_end(),
    )
}

/// The top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).expect("the crate lies three folders down").to_path_buf()
}

/// A list of texts in the shared corpus beside the repository; none, with a word about it, where it is not.
#[allow(clippy::print_stderr, reason = "a test that is left out says so")]
pub fn corpus_list(name: &str) -> Option<Vec<String>> {
    let path = root().join("../shared/corpus").join(name);
    let read = std::fs::read_to_string(&path).ok().and_then(|json| serde_json::from_str(&json).ok());
    if read.is_none() {
        eprintln!("left out: the shared corpus is not here ({name})");
    }
    read
}
