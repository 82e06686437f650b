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
        let figure = digit(first).is_some();
        let same = |c: char| if figure { digit(c).is_some() } else { c.is_alphabetic() || is_sign(c) };
        let mut end = start + first.len_utf8();
        if figure || first.is_alphabetic() {
            while let Some(&(at, c)) = chars.peek() {
                if !same(c) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
        }
        let run = &text[start..end];
        if figure && let Some(cut) = year_end(run, &text[end..]) {
            tokens.push(Token { kind: number(&run[..cut]), start, end: start + cut });
            tokens.push(Token { kind: number(&run[cut..]), start: start + cut, end });
            continue;
        }
        let kind = if figure {
            number(run)
        } else if first.is_alphabetic() {
            Kind::Word(run.to_lowercase())
        } else {
            Kind::Mark(first)
        };
        tokens.push(Token { kind, start, end });
    }
    tokens
}

fn number(run: &str) -> Kind {
    let digits = run.chars().count();
    let value = run.chars().filter_map(digit).try_fold(0u32, |sum, d| sum.checked_mul(10)?.checked_add(d));
    value.filter(|_| digits <= 9).map_or(Kind::Mark('#'), |value| Kind::Number(value, digits))
}

/// The value of a digit, as Europe, Arabia, Persia or India write it.
fn digit(c: char) -> Option<u32> {
    let zero = ['0', '\u{0660}', '\u{06f0}', '\u{0966}'].into_iter().find(|zero| (*zero..).take(10).any(|d| d == c))?;
    Some(u32::from(c) - u32::from(zero))
}

/// "March 5, 20255:00 AM": where the year ends, when a time is glued to it.
fn year_end(run: &str, rest: &str) -> Option<usize> {
    let time = rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let year = run.is_ascii() && (5..=6).contains(&run.len()) && (run.starts_with("19") || run.starts_with("20"));
    (year && time).then_some(4)
}

/// Signs over and under the letters of Indian scripts and of Arabic and Hebrew, which are part of the word.
fn is_sign(c: char) -> bool {
    let indian = ('\u{0900}'..='\u{0dff}').contains(&c) && !c.is_numeric() && !matches!(c, '\u{0964}' | '\u{0965}');
    indian || matches!(c, '\u{064b}'..='\u{0652}' | '\u{0670}' | '\u{05b0}'..='\u{05bc}')
}
