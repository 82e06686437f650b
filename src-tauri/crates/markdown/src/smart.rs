//! Typographic marks: straight quotes, hyphens for dashes and three full stops, set as print sets them.
//!
//! It is done on the words of the parsed text, not by the Markdown parser, because quotation marks differ from
//! language to language.

use std::borrow::Cow;

/// The quotation marks of a language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    open: &'static str,
    close: &'static str,
    open_inner: &'static str,
    close_inner: &'static str,
}

const fn marks(open: &'static str, close: &'static str, open_inner: &'static str, close_inner: &'static str) -> Marks {
    Marks { open, close, open_inner, close_inner }
}

static ENGLISH: Marks = marks("“", "”", "‘", "’");
static GERMAN: Marks = marks("„", "“", "‚", "‘");
static SWISS: Marks = marks("«", "»", "‹", "›");
static FRENCH: Marks = marks("«\u{202f}", "\u{202f}»", "“", "”");
static GUILLEMETS: Marks = marks("«", "»", "“", "”");
static SLAVIC: Marks = marks("«", "»", "„", "“");
static POLISH: Marks = marks("„", "”", "«", "»");
static NORDIC: Marks = marks("”", "”", "’", "’");
static NORWEGIAN: Marks = marks("«", "»", "‘", "’");

impl Marks {
    /// The marks of a language by its BCP 47 tag; English ones when it is unknown.
    pub(crate) fn of(language: Option<&str>) -> &'static Marks {
        let tag = language.unwrap_or_default().to_ascii_lowercase();
        let (primary, region) = tag.split_once(['-', '_']).unwrap_or((&tag, ""));
        match (primary, region) {
            ("de" | "fr" | "it" | "rm", "ch" | "li") => &SWISS,
            ("de" | "cs" | "sk" | "sl" | "bg" | "is" | "lt" | "et" | "ka" | "mk" | "sq", _) => &GERMAN,
            ("fr", _) => &FRENCH,
            ("es" | "it" | "ca" | "gl" | "eu" | "el" | "pt" | "ar" | "fa", "" | "es" | "it" | "pt" | "gr") => {
                &GUILLEMETS
            }
            ("ru" | "uk" | "be" | "hy" | "az" | "kk", _) => &SLAVIC,
            ("pl" | "ro" | "hr" | "sr" | "bs" | "hu", _) => &POLISH,
            ("sv" | "fi", _) => &NORDIC,
            ("nb" | "nn" | "no" | "da", _) => &NORWEGIAN,
            _ => &ENGLISH,
        }
    }
}

/// What stood before, while a text is set node by node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Smart {
    before: char,
}

impl Default for Smart {
    fn default() -> Self {
        Self { before: ' ' }
    }
}

impl Smart {
    /// A new block begins.
    pub(crate) fn start(&mut self) {
        self.before = ' ';
    }

    /// A line break stood here.
    pub(crate) fn blank(&mut self) {
        self.before = ' ';
    }

    /// Something that counts as a word stood here.
    pub(crate) fn letter(&mut self) {
        self.before = 'x';
    }

    /// Sets one text.
    pub(crate) fn set<'t>(&mut self, text: &'t str, marks: &Marks) -> Cow<'t, str> {
        let last = text.chars().next_back();
        if !text.contains(['"', '\'', '-', '.']) {
            self.before = last.unwrap_or(self.before);
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (taken, set) = self.one(c, rest, marks);
            match set {
                Some(set) => out.push_str(set),
                None => out.push_str(&rest[..taken]),
            }
            self.before = rest[..taken].chars().next_back().unwrap_or(c);
            rest = &rest[taken..];
        }
        Cow::Owned(out)
    }

    /// How many bytes are taken at the start of `rest`, and what is set for them (nothing: themselves).
    fn one(&self, c: char, rest: &str, marks: &Marks) -> (usize, Option<&'static str>) {
        let run = |mark: char| rest.chars().take_while(|&next| next == mark).count();
        match c {
            '"' if self.opens(rest) => (1, Some(marks.open)),
            '"' => (1, Some(marks.close)),
            '\'' if self.before.is_alphanumeric() => {
                let inside_word = rest[1..].starts_with(char::is_alphanumeric);
                // In a word it is an apostrophe in every language; behind one it may close a quotation.
                (1, Some(if inside_word || marks.close_inner == "‘" { "’" } else { marks.close_inner }))
            }
            '\'' if rest[1..].starts_with(|next: char| next.is_ascii_digit()) => (1, Some("’")),
            '\'' if self.opens(rest) => (1, Some(marks.open_inner)),
            '\'' => (1, Some(marks.close_inner)),
            '-' => match run('-') {
                2 => (2, Some("–")),
                3 => (3, Some("—")),
                many => (many, None),
            },
            '.' => match run('.') {
                3 => (3, Some("…")),
                many => (many, None),
            },
            _ => (c.len_utf8(), None),
        }
    }

    fn opens(&self, rest: &str) -> bool {
        let after = rest[1..].chars().next();
        let behind_gap = self.before.is_whitespace()
            || matches!(
                self.before,
                '(' | '[' | '{' | '—' | '–' | '-' | '/' | '"' | '\'' | '“' | '‘' | '«' | '„' | '¿' | '¡'
            );
        behind_gap && !after.is_some_and(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, language: &str) -> String {
        Smart::default().set(text, Marks::of(Some(language))).into_owned()
    }

    #[test]
    fn quotes_follow_the_language() {
        let text = r#"He said "it's 'fine' -- really..." today"#;
        assert_eq!(set(text, "en-GB"), "He said “it’s ‘fine’ – really…” today");
        assert_eq!(set(r#"Er sagt: "Nein.""#, "de"), "Er sagt: „Nein.“");
        assert_eq!(set(r#"Il dit "non"."#, "fr"), "Il dit «\u{202f}non\u{202f}».");
    }

    #[test]
    fn numbers_rules_and_brackets() {
        assert_eq!(set("the '90s --- (\"so\") ---- ....", "en"), "the ’90s — (“so”) ---- ....");
    }
}
