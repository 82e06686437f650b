//! Who wrote which letters.

use loro::LoroText;

/// A stretch of text that one peer wrote. A peer is one opening of a desk for writing; who sat there stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AuthorRun {
    /// Start of the stretch, UTF-16 units.
    pub from: u32,
    /// End of the stretch (exclusive), UTF-16 units.
    pub to: u32,
    /// Who wrote it.
    pub peer: u64,
}

/// The stretches of a text in order, without gaps; neighbours differ.
pub(crate) fn authors(text: &LoroText) -> Vec<AuthorRun> {
    // The library keeps a text in pieces, each of letters that one peer wrote one after the other: who wrote the first
    // letter of a piece wrote all of it. Asking for every letter takes ten times as long.
    let mut pieces: Vec<(usize, u32)> = Vec::new();
    text.iter(|piece| {
        pieces.push((piece.chars().count(), model::utf16_len(piece)));
        true
    });
    let mut out: Vec<AuthorRun> = Vec::new();
    let (mut index, mut at) = (0usize, 0u32);
    for (letters, units) in pieces {
        let to = at + units;
        if let Some(peer) = text.get_editor_at_unicode_pos(index) {
            match out.last_mut() {
                Some(last) if last.peer == peer && last.to == at => last.to = to,
                _ => out.push(AuthorRun { from: at, to, peer }),
            }
        }
        (index, at) = (index + letters, to);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Manuscript;
    use model::{Field, Splice};

    /// Asked letter by letter.
    fn one_by_one(text: &LoroText) -> Vec<AuthorRun> {
        let mut out: Vec<AuthorRun> = Vec::new();
        let mut at = 0u32;
        for (index, c) in text.to_string().chars().enumerate() {
            let to = at + c.len_utf16() as u32;
            let peer = text.get_editor_at_unicode_pos(index).unwrap();
            match out.last_mut() {
                Some(last) if last.peer == peer => last.to = to,
                _ => out.push(AuthorRun { from: at, to, peer }),
            }
            at = to;
        }
        out
    }

    proptest::proptest! {
        #[test]
        fn the_pieces_of_a_text_tell_who_wrote_every_letter(
            edits in proptest::collection::vec((0u64..4, 0u32..60, 0u32..6, "[a-z🦆é]{0,9}"), 1..60),
        ) {
            let mut piece = Manuscript::new(1).unwrap();
            for (peer, at, cut, insert) in edits {
                piece.set_peer(100 + peer).unwrap();
                let letters: Vec<char> = piece.text(Field::Body).chars().collect();
                let unit = |index: usize| model::utf16_len(&letters[..index.min(letters.len())].iter().collect::<String>());
                let from = (at as usize).min(letters.len());
                let splice = Splice { from: unit(from), to: unit(from + cut as usize), insert };
                piece.apply(Field::Body, &[splice]).unwrap();
                piece.take_update(1).unwrap();
            }
            let reloaded = Manuscript::load(Some(&piece.snapshot().unwrap()), std::iter::empty(), 9).unwrap();
            let wanted = one_by_one(&piece.container(Field::Body));
            proptest::prop_assert_eq!(&authors(&piece.container(Field::Body)), &wanted);
            proptest::prop_assert_eq!(&authors(&reloaded.container(Field::Body)), &wanted);
        }
    }
}
