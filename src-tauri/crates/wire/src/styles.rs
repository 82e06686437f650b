//! The names of paragraph and character styles in InDesign: the same in ICML and tagged text, so that an outlet's
//! template knows them once.

use crate::content::Inline;

/// A paragraph style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParagraphStyle {
    /// Its name in InDesign's panel.
    pub(crate) name: &'static str,
    /// Size and leading in points.
    pub(crate) size: (u32, u32),
    /// Face: `Regular`, `Italic`, `Bold`.
    pub(crate) face: &'static str,
    /// Indents in points: left, first line.
    pub(crate) indents: (i32, i32),
    /// Space before and after in points.
    pub(crate) space: (u32, u32),
    /// The list that it belongs to.
    pub(crate) list: ListKind,
}

/// Whether a paragraph style puts marks before its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListKind {
    None,
    Bullets,
    Numbers,
}

const fn style(
    name: &'static str,
    size: (u32, u32),
    face: &'static str,
    indents: (i32, i32),
    space: (u32, u32),
    list: ListKind,
) -> ParagraphStyle {
    ParagraphStyle { name, size, face, indents, space, list }
}

use ListKind::{Bullets, None as Plain, Numbers};

/// Every paragraph style that is used, in page order.
pub(crate) const PARAGRAPHS: [ParagraphStyle; 27] = [
    style("Date", (8, 10), "Regular", (0, 0), (0, 6), Plain),
    style("Kicker", (9, 11), "Bold", (0, 0), (0, 2), Plain),
    style("Headline", (30, 32), "Regular", (0, 0), (0, 6), Plain),
    style("Headline web", (12, 14), "Regular", (0, 0), (0, 4), Plain),
    style("Standfirst", (14, 18), "Italic", (0, 0), (0, 6), Plain),
    style("Byline", (9, 12), "Bold", (0, 0), (0, 12), Plain),
    style("Body first", (9, 12), "Regular", (0, 0), (0, 0), Plain),
    style("Body", (9, 12), "Regular", (0, 10), (0, 0), Plain),
    style("Crosshead", (10, 12), "Bold", (0, 0), (12, 2), Plain),
    style("Crosshead 2", (9, 12), "Bold", (0, 0), (8, 0), Plain),
    style("Quotation", (9, 12), "Regular", (12, 0), (4, 4), Plain),
    style("Pull quote", (16, 19), "Regular", (0, 0), (8, 2), Plain),
    style("Pull quote credit", (8, 10), "Regular", (0, 0), (0, 8), Plain),
    style("Picture", (9, 12), "Regular", (0, 0), (8, 2), Plain),
    style("Caption", (8, 10), "Regular", (0, 0), (0, 8), Plain),
    style("Bullet list", (9, 12), "Regular", (12, -12), (0, 0), Bullets),
    style("Bullet list 2", (9, 12), "Regular", (24, -12), (0, 0), Bullets),
    style("Numbered list", (9, 12), "Regular", (12, -12), (0, 0), Numbers),
    style("Numbered list 2", (9, 12), "Regular", (24, -12), (0, 0), Numbers),
    style("List text", (9, 12), "Regular", (12, 0), (0, 0), Plain),
    style("Table text", (8, 10), "Regular", (0, 0), (0, 0), Plain),
    style("Code", (8, 10), "Regular", (12, 0), (4, 4), Plain),
    style("Rule", (9, 12), "Regular", (0, 0), (6, 6), Plain),
    style("Footnote", (7, 9), "Regular", (0, 0), (0, 0), Plain),
    style("Author note", (8, 10), "Italic", (0, 0), (10, 0), Plain),
    style("Disclosure", (8, 10), "Regular", (0, 0), (4, 0), Plain),
    style("Correction", (8, 10), "Bold", (0, 0), (4, 0), Plain),
];

/// Every character style that is used; a run in several marks has one style that names them all.
pub(crate) const CHARACTERS: [(&str, &str); 9] = [
    ("Emphasis", "Italic"),
    ("Strong", "Bold"),
    ("Strong Emphasis", "Bold Italic"),
    ("Struck", ""),
    ("Superscript", ""),
    ("Subscript", ""),
    ("Code text", ""),
    ("Link", ""),
    ("Link Emphasis", "Italic"),
];

/// The marks that a run stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    emphasis: bool,
    strong: bool,
    struck: bool,
    raised: bool,
    lowered: bool,
    code: bool,
    link: bool,
}

impl Marks {
    /// The marks within this run.
    pub(crate) fn within(mut self, inline: &Inline) -> Marks {
        match inline {
            // Stress within stress is set upright again.
            Inline::Emphasis(_) => self.emphasis = !self.emphasis,
            Inline::Strong(_) => self.strong = true,
            Inline::Struck(_) => self.struck = true,
            Inline::Sup(_) => self.raised = true,
            Inline::Sub(_) => self.lowered = true,
            Inline::Code(_) => self.code = true,
            Inline::Link(..) => self.link = true,
            Inline::Text(_) | Inline::Break | Inline::Note(_) => {}
        }
        self
    }

    /// The one style that a run has: what changes the meaning goes before what changes the look.
    pub(crate) fn style(self) -> Option<&'static str> {
        let style = match self {
            Marks { struck: true, .. } => "Struck",
            Marks { raised: true, .. } => "Superscript",
            Marks { lowered: true, .. } => "Subscript",
            Marks { code: true, .. } => "Code text",
            Marks { strong: true, emphasis: true, .. } => "Strong Emphasis",
            Marks { strong: true, .. } => "Strong",
            Marks { link: true, emphasis: true, .. } => "Link Emphasis",
            Marks { emphasis: true, .. } => "Emphasis",
            Marks { link: true, .. } => "Link",
            _ => return None,
        };
        Some(style)
    }
}
