//! Words as a person marks them, and what two sequences of them share.

use similar::{Algorithm, DiffOp};
use std::collections::HashMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// With more tokens than this in the differing middle, the middle is taken as replaced: a text of that size is no prose.
const MOST_TOKENS: usize = 400_000;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word of Unicode's segmentation, with hyphens and apostrophes inside; one character where a script has no spaces.
    Word,
    /// Punctuation, a Markdown mark, an emoji.
    Mark,
    /// White space, as long as it goes on.
    Space,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Equal for equal texts of one [`Lexicon`].
    pub id: u32,
    pub kind: Kind,
}

/// Gives every distinct token of some texts a number.
#[derive(Default)]
pub(crate) struct Lexicon<'a> {
    ids: HashMap<&'a str, u32>,
}

impl<'a> Lexicon<'a> {
    /// The tokens of `text[range]`, without gaps. Bytes count from the start of `text`.
    pub fn tokens(&mut self, text: &'a str, range: Range<usize>) -> Vec<Token> {
        let slice = &text[range.clone()];
        let mut out: Vec<Token> = Vec::with_capacity(slice.len() / 3);
        let mut pieces = slice.split_word_bound_indices().peekable();
        while let Some((at, piece)) = pieces.next() {
            let start = range.start + at;
            let mut end = start + piece.len();
            let kind = kind_of(piece);
            if is_scheme(piece) && text[end..range.end].starts_with("://") {
                end += address_len(&text[end..range.end]);
                while pieces.peek().is_some_and(|(next, _)| range.start + next < end) {
                    pieces.next();
                }
            }
            if let Some(last) = out.last_mut() {
                let joins = match (last.kind, kind) {
                    (Kind::Space, Kind::Space) => true,
                    (Kind::Word, Kind::Mark) if is_joiner(piece) => {
                        let letter_follows = pieces.peek().is_some_and(|(_, next)| kind_of(next) == Kind::Word);
                        if letter_follows && let Some((next, word)) = pieces.next() {
                            end = range.start + next + word.len();
                        }
                        letter_follows
                    }
                    (Kind::Mark, Kind::Mark) => piece.len() == 1 && text[last.start..last.end].ends_with(piece),
                    _ => false,
                };
                if joins {
                    last.end = end;
                    continue;
                }
            }
            out.push(Token { start, end, id: 0, kind });
        }
        for token in &mut out {
            let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
            token.id = *self.ids.entry(&text[token.start..token.end]).or_insert(next);
        }
        out
    }

    /// How many distinct tokens there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }
}

fn kind_of(piece: &str) -> Kind {
    match piece.chars().next() {
        Some(c) if c.is_alphanumeric() => Kind::Word,
        Some(c) if c.is_whitespace() => Kind::Space,
        _ => Kind::Mark,
    }
}

fn is_joiner(piece: &str) -> bool {
    matches!(piece, "-" | "\u{2010}" | "\u{2011}" | "'" | "\u{2019}" | "\u{02bc}" | "\u{ad}")
}

fn is_scheme(piece: &str) -> bool {
    piece == "http" || piece == "https"
}

/// How many bytes of an address stand here, so that a changed address is one change.
fn address_len(rest: &str) -> usize {
    rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '”' | '|')).unwrap_or(rest.len())
}

/// A stretch of equal items: `len` items from `a` in the one and from `b` in the other sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    pub a: usize,
    pub b: usize,
    pub len: usize,
}

/// What two sequences share, in the order of both. The same on every machine: no clock decides, only the size.
pub(crate) fn shared(a: &[u32], b: &[u32]) -> Vec<Shared> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (middle_a, middle_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut out = Vec::new();
    if head > 0 {
        out.push(Shared { a: 0, b: 0, len: head });
    }
    if !middle_a.is_empty() && !middle_b.is_empty() && middle_a.len() + middle_b.len() <= MOST_TOKENS {
        for op in similar::capture_diff_slices(Algorithm::Histogram, middle_a, middle_b) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                out.push(Shared { a: head + old_index, b: head + new_index, len });
            }
        }
    }
    if tail > 0 {
        out.push(Shared { a: a.len() - tail, b: b.len() - tail, len: tail });
    }
    out
}

/// The tokens that are no white space: their places in `tokens`, and their numbers.
pub(crate) fn solid(tokens: &[Token]) -> (Vec<usize>, Vec<u32>) {
    tokens.iter().enumerate().filter(|(_, t)| t.kind != Kind::Space).map(|(at, t)| (at, t.id)).unzip()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        Lexicon::default().tokens(text, 0..text.len()).iter().map(|t| &text[t.start..t.end]).collect()
    }

    #[test]
    fn what_hyphens_and_apostrophes_join_is_one_word() {
        assert_eq!(
            split("a state-owned boat, it’s o'clock"),
            ["a", " ", "state-owned", " ", "boat", ",", " ", "it’s", " ", "o'clock"]
        );
        assert_eq!(split("one - two-"), ["one", " ", "-", " ", "two", "-"]);
    }

    #[test]
    fn marks_that_repeat_and_addresses_are_one_token() {
        assert_eq!(split("**bold**..."), ["**", "bold", "**", "..."]);
        assert_eq!(
            split("[a](https://a.example/b-c?d=1) b"),
            ["[", "a", "]", "(", "https://a.example/b-c?d=1", ")", " ", "b"]
        );
    }

    #[test]
    fn scripts_without_spaces_are_read_by_the_character() {
        assert_eq!(split("渡船。"), ["渡", "船", "。"]);
        assert_eq!(split("мост через"), ["мост", " ", "через"]);
        assert_eq!(split("👩‍🚀🦆"), ["👩‍🚀", "🦆"]);
        assert_eq!(split("a \n\n b"), ["a", " \n\n ", "b"]);
    }
}
