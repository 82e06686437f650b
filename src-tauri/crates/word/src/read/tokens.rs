//! The pieces of Markdown of one reading, each with the place in the file that it came from.

use crate::read::source::Fate;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Letters of the file.
    Text,
    /// Marks that only Markdown needs.
    Markup,
    /// A comment begins or ends; no letters.
    Start(u32),
    End(u32),
    /// The call of a note; its place among the notes.
    Note(u32),
}

/// A piece of Markdown.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) text: String,
    /// The atom or mark it came from, and the byte in it.
    pub(crate) key: (u32, u32),
    pub(crate) class: Class,
    pub(crate) fate: Fate,
    /// Whether a backslash in it is a mark of Markdown and no letter.
    pub(crate) escaped: bool,
}

/// A reading while it is written.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) list: Vec<Token>,
    last: Option<char>,
}

impl Tokens {
    pub(crate) fn push(&mut self, text: impl Into<String>, key: (u32, u32), class: Class, fate: Fate) {
        let text = text.into();
        if text.is_empty() && matches!(class, Class::Text | Class::Markup) {
            return;
        }
        self.last = text.chars().next_back().or(self.last);
        self.list.push(Token { text, key, class, fate, escaped: false });
    }

    /// Letters of the file with backslashes before some.
    pub(crate) fn escaped(&mut self, text: String, key: (u32, u32), fate: Fate) {
        let before = self.list.len();
        self.push(text, key, Class::Text, fate);
        if let Some(token) = self.list.get_mut(before) {
            token.escaped = true;
        }
    }

    pub(crate) fn markup(&mut self, text: impl Into<String>, at: u32, fate: Fate) {
        self.push(text, (at, 0), Class::Markup, fate);
    }

    /// The last character that was written.
    pub(crate) fn last(&self) -> Option<char> {
        self.last
    }
}
