//! The objects of a PDF file.

use std::collections::HashMap;

/// Levels of arrays and dictionaries.
const DEEPEST: usize = 60;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(HashMap<String, Object>),
    /// Another object, by its number.
    Reference(u32),
    /// A word that is none of these: an operator, `true`, `obj`.
    Word(String),
}

impl Object {
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn dict(&self) -> Option<&HashMap<String, Object>> {
        match self {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Object> {
        self.dict()?.get(key)
    }
}

/// Reads objects one after the other.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Lexer<'a> {
        Lexer { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next object; none at the end, and for what is none.
    pub(super) fn next(&mut self) -> Option<Object> {
        self.object(0)
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        if depth > DEEPEST {
            return None;
        }
        match self.peek()? {
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.name()))
            }
            b'(' => Some(Object::Text(self.literal())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.dict(depth)
            }
            b'<' => Some(Object::Text(self.hexadecimal())),
            b'[' => {
                self.at += 1;
                let mut out = Vec::new();
                loop {
                    self.skip_space();
                    if self.peek()? == b']' {
                        self.at += 1;
                        return Some(Object::Array(out));
                    }
                    let next = self.object(depth + 1)?;
                    push(&mut out, next);
                }
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => Some(self.numeral()),
            byte if is_delimiter(byte) => {
                self.at += 1;
                Some(Object::Null)
            }
            _ => {
                let start = self.at;
                while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
                    self.at += 1;
                }
                let word = String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned();
                Some(if word == "null" { Object::Null } else { Object::Word(word) })
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Object> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            if self.bytes[self.at..].starts_with(b">>") {
                self.at += 2;
                break;
            }
            let next = self.object(depth + 1)?;
            push(&mut parts, next);
        }
        let mut out = HashMap::new();
        let mut parts = parts.into_iter();
        while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
            out.insert(key.name()?.to_owned(), value);
        }
        Some(Object::Dict(out))
    }

    fn name(&mut self) -> String {
        let mut out = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            let code = self.bytes.get(self.at..self.at + 2).and_then(|pair| std::str::from_utf8(pair).ok());
            match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| byte == b'#') {
                Some(code) => {
                    out.push(code);
                    self.at += 2;
                }
                None => out.push(byte),
            }
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    fn numeral(&mut self) -> Object {
        let start = self.at;
        while self.peek().is_some_and(|byte| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9' | b'e' | b'E')) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        Object::Number(text.parse().unwrap_or(0.0))
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut open = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' if open == 0 => open = 1,
                b'(' => {
                    open += 1;
                    out.push(byte);
                }
                b')' if open == 1 => break,
                b')' => {
                    open -= 1;
                    out.push(byte);
                }
                b'\\' => self.escape(&mut out),
                _ => out.push(byte),
            }
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|byte| matches!(byte, b'0'..=b'7')) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push(u8::try_from(code & 0xff).unwrap_or_default());
            }
            b'\r' if self.peek() == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
        }
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect()
    }
}

/// Adds an object; `7 0 R` becomes a reference.
fn push(out: &mut Vec<Object>, next: Object) {
    if next == Object::Word("R".into())
        && let [.., Object::Number(number), Object::Number(_)] = out.as_slice()
    {
        let number = id_of(*number);
        out.truncate(out.len() - 2);
        out.push(number.map_or(Object::Null, Object::Reference));
    } else {
        out.push(next);
    }
}

/// A number that can be that of an object.
pub(super) fn id_of(number: f64) -> Option<u32> {
    (number.fract() == 0.0 && (0.0..1e8).contains(&number)).then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_read_and_nonsense_ends() {
        let mut lexer = Lexer::new(b"<</A[1 -.5 (a\\(b\\051\\n)<48 4>]/B 7 0 R/C#20D/E>> % x\nword", 0);
        let dict = lexer.next().unwrap();
        assert_eq!(dict.get("B"), Some(&Object::Reference(7)));
        assert_eq!(dict.get("C D"), Some(&Object::Name("E".into())));
        let Some(Object::Array(array)) = dict.get("A") else { panic!("{dict:?}") };
        assert_eq!(array[2..], [Object::Text(b"a(b)\n".to_vec()), Object::Text(b"H@".to_vec())]);
        assert_eq!(lexer.next(), Some(Object::Word("word".into())));
        assert_eq!(lexer.next(), None);
        assert!(Lexer::new("[".repeat(100_000).as_bytes(), 0).next().is_none());
        assert!(Lexer::new(b"<</A", 0).next().is_none());
    }
}
