//! Several texts of one piece, shown together.

use super::text::{self, Ink, shown};
use super::{Labels, html, to_html};
use crate::compare::{Comparison, Counts};

/// One text of a piece, under its name.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// What it is called where it is shown.
    pub name: &'a str,
    /// The difference.
    pub comparison: &'a Comparison,
    /// Whether it is one line: a piece of furniture, not the running text.
    pub line: bool,
}

/// The difference of a whole piece: its texts in the order of the page.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    /// What the two sides are called.
    pub labels: Labels<'a>,
    /// The texts.
    pub parts: &'a [Part<'a>],
    /// How much changed, over all of them.
    pub counts: &'a Counts,
}

impl Whole<'_> {
    /// For a terminal: the texts that changed, as [`super::to_text`] shows one. `colour` adds red and green (ANSI); the
    /// brackets stay, so that nothing is said by colour alone.
    pub fn to_text(&self, colour: bool) -> String {
        let ink = if colour { Ink::COLOUR } else { Ink::PLAIN };
        let mut out = text::header(self.labels, self.counts, ink);
        for part in self.parts.iter().filter(|part| !part.comparison.is_same()) {
            if part.line {
                out += &format!("\n{}: {}\n", shown(part.name), text::line(part.comparison, ink));
            } else {
                out += &format!("\n{}:\n", shown(part.name));
                text::paragraphs(&mut out, part.comparison, ink);
            }
        }
        out
    }

    /// A whole page with its style inside, as [`super::to_html_page`] makes of one text.
    pub fn to_html_page(&self, title: &str, language: Option<&str>) -> String {
        let section = |part: &Part<'_>| {
            let name = html::escaped(part.name);
            format!("<section aria-label=\"{name}\">\n<h2>{name}</h2>\n{}</section>\n", to_html(part.comparison))
        };
        html::page(&self.parts.iter().map(section).collect::<String>(), self.counts, title, language, self.labels)
    }
}
