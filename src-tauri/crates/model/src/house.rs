//! House style: the quotation marks and dashes of an outlet, set in a text as its editor would set them by hand.
//!
//! The text is Markdown; code, addresses, tags and what a backslash keeps are left as they are. Marks are told from their
//! surroundings and not from their form, because a closing mark of one house is an opening one of another. A paragraph
//! whose marks do not pair is left as it is and named: a guess there would change who is quoted.

mod dashes;
mod language;
mod prose;
mod quotes;

use crate::{Field, HouseStyle, OutletProfile, Splice};
use prose::Prose;
use std::ops::Range;

/// The marks that an outlet sets, with the spaces that belong to them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HouseMarks {
    /// Opens a quotation: `“`, or `«` with its narrow space.
    pub open: String,
    /// Closes it.
    pub close: String,
    /// Opens a quotation in a quotation.
    pub open_inner: String,
    /// Closes it.
    pub close_inner: String,
    /// A dash between two thoughts, with the spaces around it.
    pub dash: String,
}

impl HouseMarks {
    /// The marks of a style, for running text.
    pub fn of(style: &HouseStyle) -> Self {
        let (open, close) = pair(&style.quotes).unwrap_or(("“".into(), "”".into()));
        let (open_inner, close_inner) = pair(&style.inner_quotes).unwrap_or(("‘".into(), "’".into()));
        let dash = if style.dash.trim().is_empty() { " – ".to_owned() } else { style.dash.clone() };
        Self { open, close, open_inner, close_inner, dash }
    }

    /// The marks of a style in a headline, where a quotation has marks of its own.
    pub fn in_headline(style: &HouseStyle) -> Self {
        let marks = Self::of(style);
        let Some((open, close)) = pair(&style.headline_quotes) else { return marks };
        // In a headline with the inner marks outside, a quotation in a quotation takes the outer ones.
        let (open_inner, close_inner) =
            if open == marks.open { (marks.open_inner, marks.close_inner) } else { (marks.open, marks.close) };
        Self { open, close, open_inner, close_inner, dash: marks.dash }
    }

    /// The marks of an outlet for running text. A style that says nothing (its marks are the usual English ones) leaves
    /// them to the outlet's language.
    pub fn of_outlet(profile: &OutletProfile) -> Self {
        let (style, usual) = (&profile.style, HouseStyle::default());
        let of_style = Self::of(style);
        if (&style.quotes, &style.inner_quotes) == (&usual.quotes, &usual.inner_quotes) {
            let language = Some(profile.language.trim()).filter(|tag| !tag.is_empty());
            return Self { dash: of_style.dash, ..Self::of_language(language) };
        }
        of_style
    }

    /// The marks of an outlet for a text of a piece.
    pub fn for_field(field: Field, profile: &OutletProfile) -> Self {
        let marks = Self::of_outlet(profile);
        let is_of_style = marks == Self::of(&profile.style);
        if field.is_headline() && is_of_style { Self::in_headline(&profile.style) } else { marks }
    }

    /// The mark of an omitted letter: straight where the house's quotation marks are straight.
    pub fn apostrophe(&self) -> &'static str {
        if self.open == "\"" || self.open == "'" { "'" } else { "’" }
    }
}

/// Opening and closing mark of a style's text of two marks, each with its share of the space between them.
fn pair(marks: &str) -> Option<(String, String)> {
    let marks = marks.trim();
    let (first, last) = (marks.chars().next()?, marks.chars().next_back()?);
    let between: Vec<char> = marks.get(first.len_utf8()..marks.len().checked_sub(last.len_utf8())?)?.chars().collect();
    if between.iter().any(|c| !c.is_whitespace()) {
        return None;
    }
    // One space between the marks stands for one on either side; it must not break the line.
    let (left, right) = match between[..] {
        [one] => (vec![one], vec![one]),
        _ => (between[..between.len() / 2].to_vec(), between[between.len() / 2..].to_vec()),
    };
    let kept = |spaces: Vec<char>| spaces.into_iter().map(|c| if c == ' ' { '\u{a0}' } else { c }).collect::<String>();
    Some((format!("{first}{}", kept(left)), format!("{}{last}", kept(right))))
}

/// What a change sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HouseKind {
    /// A quotation mark.
    Quote,
    /// An apostrophe.
    Apostrophe,
    /// A dash.
    Dash,
}

/// One mark that is set. Byte offsets into the text before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseEdit {
    /// What is replaced.
    pub range: Range<usize>,
    /// What stands there instead.
    pub insert: String,
    /// What it is.
    pub kind: HouseKind,
}

/// What a house would change in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Housed {
    /// The changes, in order; they do not overlap.
    pub edits: Vec<HouseEdit>,
    /// Paragraphs whose quotation marks do not pair, as byte ranges: nothing was changed in them.
    pub unpaired: Vec<Range<usize>>,
}

impl Housed {
    /// How many changes are of a kind.
    pub fn count(&self, kind: HouseKind) -> usize {
        self.edits.iter().filter(|edit| edit.kind == kind).count()
    }

    /// The text with the changes.
    pub fn applied(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + self.edits.len());
        let mut kept = 0;
        for edit in &self.edits {
            out.push_str(&text[kept..edit.range.start]);
            out.push_str(&edit.insert);
            kept = edit.range.end;
        }
        out.push_str(&text[kept..]);
        out
    }

    /// The changes as an edit of the text; offsets in UTF-16 units.
    pub fn splices(&self, text: &str) -> Vec<Splice> {
        let (mut at, mut units) = (0, 0);
        let mut unit = |to: usize| {
            units += crate::utf16_len(&text[at..to]);
            at = to;
            units
        };
        let splice = |edit: &HouseEdit| Splice {
            from: unit(edit.range.start),
            to: unit(edit.range.end),
            insert: edit.insert.clone(),
        };
        self.edits.iter().map(splice).collect()
    }
}

/// What a house would change in a Markdown text (or in a line of furniture).
pub fn house(text: &str, marks: &HouseMarks) -> Housed {
    let mut out = Housed::default();
    for paragraph in prose::paragraphs(text) {
        let words = &text[paragraph.clone()];
        if !words.contains(is_mark) {
            continue;
        }
        let Some(mut edits) = in_paragraph(words, marks) else {
            out.unpaired.push(paragraph);
            continue;
        };
        // What would be read otherwise once it is set was not understood.
        let alone = Housed { edits, unpaired: Vec::new() };
        let set = alone.applied(words);
        if !alone.edits.is_empty() && in_paragraph(&set, marks).is_none_or(|again| !again.is_empty()) {
            out.unpaired.push(paragraph);
            continue;
        }
        edits = alone.edits;
        for edit in &mut edits {
            edit.range = edit.range.start + paragraph.start..edit.range.end + paragraph.start;
        }
        out.edits.append(&mut edits);
    }
    out
}

/// The changes of one paragraph; none when its marks do not pair.
fn in_paragraph(words: &str, marks: &HouseMarks) -> Option<Vec<HouseEdit>> {
    let prose = Prose::of(words);
    let mut edits = quotes::set(&prose, marks)?;
    edits.extend(dashes::set(&prose, marks));
    edits.sort_by_key(|edit| edit.range.start);
    let apart = edits.windows(2).all(|two| two[0].range.end <= two[1].range.start);
    apart.then_some(edits)
}

fn is_mark(c: char) -> bool {
    quotes::family(c).is_some() || matches!(c, '-' | '–' | '—' | '―')
}

#[cfg(test)]
mod tests;
