//! The runs of a line.

/// A run of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words, white space already made single.
    Text(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Struck through.
    Struck(Vec<Inline>),
    /// Below the line.
    Sub(Vec<Inline>),
    /// Above the line.
    Sup(Vec<Inline>),
    /// As on a machine.
    Code(Vec<Inline>),
    /// A link to http, https or mailto, and its words.
    Link(String, Vec<Inline>),
    /// A line break.
    Break,
    /// The mark of a footnote, by its number from 1.
    Note(usize),
}

impl Inline {
    /// What is in it.
    pub fn inner(&self) -> &[Inline] {
        match self {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner)
            | Inline::Code(inner)
            | Inline::Link(_, inner) => inner,
            Inline::Text(_) | Inline::Break | Inline::Note(_) => &[],
        }
    }
}

/// The words of runs, without marks; a break is a space, the mark of a footnote nothing.
pub fn text_of(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_text(&mut out, inlines);
    out
}

fn push_text(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Note(_) => {}
            other => push_text(out, other.inner()),
        }
    }
}

/// Whether a text runs from right to left: by its first letter that has a direction.
pub fn is_right_to_left(text: &str) -> bool {
    let runs_left = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    text.chars().find(|c| c.is_alphabetic()).is_some_and(runs_left)
}
