//! Where two desks rewrote the same words.
//!
//! The merged text is the document's: the same on every desk, whichever merged first. So nothing is written here; what
//! collides is found by comparing the two texts with the one that both had, and waits for a person.

use crate::outside::{VALUES, around};
use manuscript::{merge3, rewrite};
use model::{Field, Piece, Splice};
use store::NewCollision;

/// What collides. `merged` is what the piece reads now.
pub(super) fn collisions(
    base: &Piece,
    ours: &Piece,
    theirs: &Piece,
    merged: &Piece,
    source: &str,
) -> Vec<NewCollision> {
    let mut out = Vec::new();
    for field in Field::ALL {
        let (b, o, t) = (base.text(field), ours.text(field), theirs.text(field));
        if b != t && b != o && o != t {
            out.extend(in_text(field, [b, o, t, merged.text(field)], source));
        }
    }
    for (name, get, _) in VALUES {
        let (b, o, t, reads) = (get(base), get(ours), get(theirs), get(merged));
        if b == t || b == o || o == t {
            continue;
        }
        // Of two values the later one stands: it is the piece's own now.
        let (ours, theirs) = if reads == t { (t, o) } else { (o, t) };
        out.push(NewCollision {
            field: name.to_owned(),
            base: b,
            ours,
            theirs,
            ahead: String::new(),
            behind: String::new(),
            source: source.to_owned(),
            reads: None,
        });
    }
    out
}

fn in_text(field: Field, [base, ours, theirs, merged]: [&str; 4], source: &str) -> Vec<NewCollision> {
    let words = merge3(base, ours, theirs);
    let edits = rewrite(&words.text, merged);
    let units: Vec<u16> = words.text.encode_utf16().collect();
    let part = |from: u32, to: u32| String::from_utf16_lossy(&units[from as usize..to as usize]);
    let found = words.collisions.iter().map(|collision| {
        let (from, to) = widened(&edits, collision.at.start, collision.at.end);
        let (lead, tail) = (part(from, collision.at.start), part(collision.at.end, to));
        let whole = |words: &str| format!("{lead}{words}{tail}");
        let (start, end) = moved(&edits, from, to);
        let reads = utf16(merged, start, end);
        let (ahead, behind) = around(merged, start, end);
        let ours = whole(&collision.ours);
        NewCollision {
            field: field.name().to_owned(),
            base: whole(&collision.base),
            theirs: whole(&collision.theirs),
            reads: (reads != ours).then_some(reads),
            ours,
            ahead,
            behind,
            source: source.to_owned(),
        }
    });
    found.collect()
}

/// A range, widened by every replacement that touches it.
fn widened(edits: &[Splice], mut from: u32, mut to: u32) -> (u32, u32) {
    for edit in edits {
        if edit.to >= from && edit.from <= to {
            (from, to) = (from.min(edit.from), to.max(edit.to));
        }
    }
    (from, to)
}

/// Where a range that no replacement crosses lies after the replacements.
fn moved(edits: &[Splice], from: u32, to: u32) -> (u32, u32) {
    let shift = |before: &dyn Fn(&Splice) -> bool| -> i64 {
        let edits = edits.iter().filter(|edit| before(edit));
        edits.map(|edit| i64::from(model::utf16_len(&edit.insert)) - i64::from(edit.to - edit.from)).sum()
    };
    let at = |place: u32, shift: i64| u32::try_from(i64::from(place) + shift).unwrap_or(0);
    (at(from, shift(&|edit| edit.to < from)), at(to, shift(&|edit| edit.to <= to)))
}

fn utf16(text: &str, from: u32, to: u32) -> String {
    let units = text.encode_utf16().skip(from as usize).take((to - from) as usize);
    String::from_utf16_lossy(&units.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Piece {
        Piece { body: text.into(), ..Piece::default() }
    }

    fn found(base: &str, ours: &str, theirs: &str, merged: &str) -> Vec<NewCollision> {
        collisions(&body(base), &body(ours), &body(theirs), &body(merged), "ferry.standfirst")
    }

    #[test]
    fn words_that_both_rewrote_are_found_in_the_merged_text() {
        let all = found(
            "🦆 It was due at nine. Nobody came.",
            "🦆 It was due at ten. Nobody came.",
            "🦆 It was due at noon. Nobody came, said he.",
            "🦆 It was due at tennoon. Nobody came, said he.",
        );
        assert_eq!(all.len(), 1);
        let c = &all[0];
        assert_eq!((c.base.as_str(), c.ours.as_str(), c.theirs.as_str()), ("nine", "ten", "noon"));
        assert_eq!(c.reads.as_deref(), Some("tennoon"));
        assert!(c.ahead.ends_with("due at ") && c.behind.starts_with(". Nobody came, said"), "{c:?}");
    }

    #[test]
    fn what_only_one_side_changed_does_not_collide() {
        assert!(found("One two three four.", "1 two three four.", "One two three 4.", "1 two three 4.").is_empty());
        assert!(found("One two.", "1 two.", "1 two.", "11 two.").is_empty());
    }

    #[test]
    fn of_two_values_the_one_that_stands_is_ours() {
        let with = |language: &str| Piece { language: Some(language.into()), ..Piece::default() };
        let all = collisions(&with("en"), &with("de"), &with("fr"), &with("fr"), "x");
        assert_eq!((all[0].ours.as_str(), all[0].theirs.as_str(), all[0].reads.as_ref()), ("fr", "de", None));
    }
}
