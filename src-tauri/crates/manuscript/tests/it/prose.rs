//! Generated prose in several scripts, and a seeded copy-editor.

use proptest::prelude::*;

/// Prose of a few paragraphs in Latin, Cyrillic, Arabic, Chinese and emoji, with Markdown marks and odd white space.
pub fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-f]{1,6}",
        2 => "[а-д]{1,5}",
        2 => "[ابتثج]{1,5}",
        2 => "[中文字渡船]{1,4}",
        1 => "🦆|👩‍🚀|é|e\u{301}|it’s|state-owned|https://a.example/b-c",
        2 => "[.,;!?—*_>#-]{1,2}|。|، ",
        1 => "\\PC{1,4}",
    ];
    let space = prop_oneof![12 => Just(" "), 1 => Just("\n"), 3 => Just("\n\n"), 1 => Just("\r\n\r\n"), 1 => Just("  \n"), 1 => Just("")];
    proptest::collection::vec((word, space), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(word, space)| word + space).collect())
}

/// A text and a copy of it with some words changed, cut, added and moved.
pub fn pair() -> impl Strategy<Value = (String, String)> {
    (prose(), prose(), any::<u64>()).prop_map(|(base, other, seed)| {
        let altered = alter(&base, &other, seed);
        (base, altered)
    })
}

/// A copy of `base` in which a few stretches are replaced by stretches of `other`.
pub fn alter(base: &str, other: &str, seed: u64) -> String {
    let mut random = Random(seed);
    let mut words: Vec<&str> = base.split_inclusive(' ').collect();
    let others: Vec<&str> = other.split_inclusive(' ').collect();
    for _ in 0..random.below(6) {
        let at = random.below(words.len() + 1);
        let to = (at + random.below(4)).min(words.len());
        let from = random.below(others.len() + 1);
        let new = others[from..(from + random.below(4)).min(others.len())].to_vec();
        words.splice(at..to, new);
    }
    words.concat()
}

/// A small generator, so that a seed gives the same text on every machine (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `end`, exclusive; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }
}
