//! Whose the break beside a paragraph is: one that goes or comes can take the break in front of it or the one behind it,
//! for the same text, and two desks can choose otherwise.

use super::BaseSplice;

/// By how much words that go or come at a place can stand further ahead, for the same text, UTF-16 units: the length of the
/// white space at their end, when the same stands in front of them, and not before `least`.
pub fn room(text: &[u16], least: u32, from: u32, words: &[u16]) -> Option<u32> {
    let blank = |unit: &&u16| char::from_u32(u32::from(**unit)).is_some_and(char::is_whitespace);
    let len = words.iter().rev().take_while(blank).count();
    let by = u32::try_from(len).ok()?;
    if len == 0 || len == words.len() || from < least.checked_add(by)? {
        return None;
    }
    let ahead = text.get((from - by) as usize..from as usize)?;
    (*ahead == words[words.len() - len..]).then_some(by)
}

/// Whether both do the same to a text: the same words at the same place, or a paragraph that goes or comes with the break on
/// its other side.
pub(super) fn alike<'a>(one: &BaseSplice, other: &BaseSplice, text: impl FnOnce() -> &'a [u16]) -> bool {
    if one.same(other) {
        return true;
    }
    let kind = |s: &BaseSplice| (s.from == s.to, s.insert.is_empty());
    let shape = |s: &BaseSplice| (kind(s), s.to.saturating_sub(s.from), s.insert.len());
    // What replaces words has its place by them.
    if shape(one) != shape(other) || one.from == other.from || kind(one) == (false, false) {
        return false;
    }
    // Only white space that is part of the words lies between the two places.
    let words = one.to.saturating_sub(one.from).max(u32::try_from(one.insert.len()).unwrap_or(u32::MAX));
    if one.from.abs_diff(other.from) >= words {
        return false;
    }
    let text = text();
    first(one, text) == first(other, text)
}

/// Where it stands furthest ahead, and what it puts there.
fn first(splice: &BaseSplice, text: &[u16]) -> (u32, Vec<u16>) {
    let mut words: Vec<u16> = splice.insert.encode_utf16().collect();
    let goes = text.get(splice.from as usize..splice.to as usize).unwrap_or(&[]);
    let by = room(text, 0, splice.from, if words.is_empty() { goes } else { &words }).unwrap_or(0);
    if !words.is_empty() {
        words.rotate_right(by as usize);
    }
    (splice.from - by, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(from: u32, to: u32, insert: &str) -> BaseSplice {
        BaseSplice { from, to, insert: insert.into(), together: 0 }
    }

    #[test]
    fn a_paragraph_with_the_break_on_its_other_side_is_the_same() {
        let is = |text: &str, one: &BaseSplice, other: &BaseSplice| {
            let text: Vec<u16> = text.encode_utf16().collect();
            alike(one, other, || &text) && alike(other, one, || &text)
        };
        let text = "A\n\nN\n\nB";
        assert!(is(text, &splice(1, 4, ""), &splice(3, 6, "")));
        assert!(is("A\n\nB", &splice(1, 1, "\n\nN"), &splice(3, 3, "N\n\n")));
        assert!(!is("A\n\nB", &splice(1, 1, "\n\nN"), &splice(3, 3, "M\n\n")));
        assert!(!is("A\n\nB", &splice(0, 0, "N\n\n"), &splice(3, 3, "N\n\n")), "another place");
        assert!(!is(text, &splice(0, 1, "x"), &splice(3, 4, "x")), "what is replaced tells the place");
    }
}
