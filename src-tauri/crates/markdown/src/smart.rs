//! Typographic marks: straight quotes, hyphens for dashes and three full stops, set as print sets them.
//!
//! It is done on the words of the parsed text, not by the Markdown parser, because quotation marks differ from
//! language to language.

use model::HouseMarks;
use std::borrow::Cow;

/// The marks that are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    house: HouseMarks,
    /// Whether the dash is that of a house, with its spaces; else the signs say which dash it is.
    own_dash: bool,
}

impl Marks {
    /// The marks of a language by its BCP 47 tag; English ones when it is unknown.
    pub(crate) fn of(language: Option<&str>) -> Marks {
        Marks { house: HouseMarks::of_language(language), own_dash: false }
    }

    /// The marks of a house.
    pub(crate) fn of_house(house: &HouseMarks) -> Marks {
        Marks { house: house.clone(), own_dash: true }
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
            let mut taken = c.len_utf8();
            match c {
                '-' => taken = self.dash(rest, marks, &mut out),
                '.' => {
                    // More than three, or fewer, are no ellipsis.
                    taken = run(rest, '.');
                    out.push_str(if taken == 3 { "…" } else { &rest[..taken] });
                }
                _ => match self.one(c, rest, marks) {
                    Some(set) => out.push_str(set),
                    None => out.push(c),
                },
            }
            self.before = rest[..taken].chars().next_back().unwrap_or(c);
            rest = &rest[taken..];
        }
        Cow::Owned(out)
    }

    /// What is set for the sign that begins `rest`; none when it stays.
    fn one<'m>(&self, c: char, rest: &str, marks: &'m Marks) -> Option<&'m str> {
        match c {
            '"' if self.opens(rest) => Some(&marks.house.open),
            '"' => Some(&marks.house.close),
            '\'' if self.before.is_alphanumeric() => {
                let inside_word = rest[1..].starts_with(char::is_alphanumeric);
                // In a word it is an apostrophe in every language; behind one it may close a quotation.
                let is_apostrophe = inside_word || marks.house.close_inner == "‘";
                Some(if is_apostrophe { marks.house.apostrophe() } else { &marks.house.close_inner })
            }
            '\'' if rest[1..].starts_with(|next: char| next.is_ascii_digit()) => Some(marks.house.apostrophe()),
            '\'' if self.opens(rest) => Some(&marks.house.open_inner),
            '\'' => Some(&marks.house.close_inner),
            _ => None,
        }
    }

    /// Sets the dash that begins `rest`; says how many bytes it takes.
    fn dash(&self, rest: &str, marks: &Marks, out: &mut String) -> usize {
        let many = run(rest, '-');
        let behind = rest[many..].chars().next();
        if !matches!(many, 2 | 3) {
            out.push_str(&rest[..many]);
            return many;
        }
        let range = self.before.is_ascii_digit() && behind.is_some_and(|c| c.is_ascii_digit());
        match Some(marks.house.dash.as_str()).filter(|_| marks.own_dash && !range) {
            // Between two thoughts, with or without its spaces; the house says which.
            Some(dash) if self.before == ' ' && behind == Some(' ') && out.ends_with(' ') => {
                out.pop();
                out.push_str(dash);
                many + 1
            }
            Some(dash) if self.before.is_alphanumeric() && behind.is_some_and(char::is_alphanumeric) => {
                out.push_str(dash);
                many
            }
            _ => {
                out.push_str(if many == 2 { "–" } else { "—" });
                many
            }
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

/// How many times a sign stands at the start of a text.
fn run(text: &str, sign: char) -> usize {
    text.chars().take_while(|&next| next == sign).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, language: &str) -> String {
        Smart::default().set(text, &Marks::of(Some(language))).into_owned()
    }

    #[test]
    fn quotes_follow_the_language() {
        let text = r#"He said "it's 'fine' -- really..." today"#;
        assert_eq!(set(text, "en-GB"), "He said “it’s ‘fine’ – really…” today");
        assert_eq!(set(r#"Er sagt: "Nein.""#, "de"), "Er sagt: „Nein.“");
        assert_eq!(set(r#"Il dit "non"."#, "fr"), "Il dit «\u{202f}non\u{202f}».");
    }

    #[test]
    fn a_house_has_marks_of_its_own() {
        let style = model::HouseStyle {
            quotes: "‘’".into(),
            inner_quotes: "“”".into(),
            dash: "—".into(),
            ..model::HouseStyle::default()
        };
        let marks = Marks::of_house(&HouseMarks::of(&style));
        let set = |text: &str| Smart::default().set(text, &marks).into_owned();
        assert_eq!(set("He said \"it's 'fine' -- really\", in 1914--18."), "He said ‘it’s “fine”—really’, in 1914–18.");
        assert_eq!(set("one--two --- three"), "one—two—three");
    }

    #[test]
    fn numbers_rules_and_brackets() {
        assert_eq!(set("the '90s --- (\"so\") ---- ....", "en"), "the ’90s — (“so”) ---- ....");
    }
}
