//! From one text to another in few, readable replacements.

use model::Splice;
use similar::{Algorithm, DiffTag, TextDiff};

/// The replacements, by whole words, that turn `before` into `after`. Offsets are UTF-16 units of `before`.
///
/// A text that came from outside is taken over this way, so that what did not change keeps its history. The difference
/// is computed by words; where that would take too long the whole middle is replaced.
pub fn rewrite(before: &str, after: &str) -> Vec<Splice> {
    if before == after {
        return Vec::new();
    }
    if before.is_empty() || after.is_empty() {
        return vec![Splice { from: 0, to: model::utf16_len(before), insert: after.to_owned() }];
    }
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Histogram)
        .timeout(std::time::Duration::from_millis(400))
        .diff_unicode_words(before, after);
    let mut out: Vec<Splice> = Vec::new();
    let mut at = 0u32;
    for op in diff.ops() {
        let (tag, old, new) = op.as_tag_tuple();
        let removed: u32 = old.clone().filter_map(|i| diff.old_slice(i)).map(model::utf16_len).sum();
        if tag != DiffTag::Equal {
            let insert: String = new.filter_map(|i| diff.new_slice(i)).collect();
            match out.last_mut() {
                Some(last) if last.to == at => {
                    last.to += removed;
                    last.insert.push_str(&insert);
                }
                _ => out.push(Splice { from: at, to: at + removed, insert }),
            }
        }
        at += removed;
    }
    out
}
