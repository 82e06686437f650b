//! The marks of an RTF text, one after the other.

/// A piece of RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// `\name` with its number.
    Word(&'a str, Option<i32>),
    /// A backslash and a sign.
    Sign(u8),
    /// A byte of text, as it stands or as `\'hh`.
    Byte(u8),
}

pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Raw bytes, those of a picture: as many as are said to follow, or as there are.
    pub(super) fn raw(&mut self, count: usize) -> &'a [u8] {
        let start = self.at.min(self.bytes.len());
        self.at = start.saturating_add(count).min(self.bytes.len());
        &self.bytes[start..self.at]
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 {
            let sign = *rest.first()?;
            self.at += 1;
            if sign == b'\'' {
                let digit = |at: usize| rest.get(at).and_then(|&b| char::from(b).to_digit(16));
                if let (Some(high), Some(low)) = (digit(1), digit(2)) {
                    self.at += 2;
                    return Some(Token::Byte(u8::try_from(high * 16 + low).unwrap_or(b'?')));
                }
            }
            return Some(Token::Sign(sign));
        }
        let name = std::str::from_utf8(&rest[..letters]).ok()?;
        let mut end = letters + usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[end..].iter().take_while(|b| b.is_ascii_digit()).count();
        end = if digits == 0 { letters } else { end + digits };
        let number = std::str::from_utf8(&rest[letters..end]).ok().and_then(|number| number.parse().ok());
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}
