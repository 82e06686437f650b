//! Texts to measure with.

/// The next number of a sequence that is the same on every machine.
pub fn random(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % below.max(1)
}

/// Prose of so many words, in paragraphs of 80.
pub fn prose(words: usize, seed: u64) -> String {
    const SYLLABLES: [&str; 24] = [
        "ka", "lo", "mi", "ter", "san", "del", "for", "est", "on", "the", "in", "pra", "vi", "ne", "sto", "ru", "ga",
        "ble", "com", "ti", "ing", "re", "so", "al",
    ];
    let mut state = seed;
    let mut out = String::new();
    for word in 0..words {
        // Few words are frequent and many are rare, as in prose.
        let rank = random(&mut state, 5_000) * random(&mut state, 5_000) / 5_000;
        let mut rest = rank + 3;
        while rest > 0 {
            out.push_str(SYLLABLES[rest % SYLLABLES.len()]);
            rest /= SYLLABLES.len();
        }
        out.push_str(if word % 80 == 79 {
            ".\n\n"
        } else if word % 13 == 12 {
            ". "
        } else {
            " "
        });
    }
    out
}
