//! A short text cut into numbers, words and marks.

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of digits: its value, and how many digits.
    Number(u32, usize),
    /// A run of letters, in lower case.
    Word(String),
    /// Any other character that is no white space.
    Mark(char),
}

/// One token with its place in the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// Cuts a text into tokens; runs of more than nine digits become marks, since no date has them.
pub(super) fn tokenise(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let same = |c: char| if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() || is_sign(c) };
        let mut end = start + first.len_utf8();
        if first.is_ascii_digit() || first.is_alphabetic() {
            while let Some(&(at, c)) = chars.peek() {
                if !same(c) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
        }
        let run = &text[start..end];
        let kind = if first.is_ascii_digit() {
            match run.parse() {
                Ok(value) if run.len() <= 9 => Kind::Number(value, run.len()),
                _ => Kind::Mark('#'),
            }
        } else if first.is_alphabetic() {
            Kind::Word(run.to_lowercase())
        } else {
            Kind::Mark(first)
        };
        tokens.push(Token { kind, start, end });
    }
    tokens
}

/// Signs over and under the letters of Indian scripts, which are part of the word.
fn is_sign(c: char) -> bool {
    ('\u{0900}'..='\u{0dff}').contains(&c) && !c.is_numeric() && !matches!(c, '\u{0964}' | '\u{0965}')
}
