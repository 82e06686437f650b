//! Markdown nodes to HTML, by a writer that knows a fixed set of elements.
//!
//! What it writes is safe by construction: every text is escaped, every address judged, every tag one of its own.
//! Only markup inside the Markdown is passed on, and the caller is told, so that the sanitiser sees that block.

mod enter;
mod leave;
mod picture;

use crate::blocks::RenderOptions;
use crate::smart::{Marks, Smart};
use comrak::nodes::{Node, NodeValue};
use std::cell::Cell;

/// Levels of elements that the writer opens; what nests deeper is written without its own tags.
pub(super) const DEEPEST: usize = 100;

/// What the HTML is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The page.
    Html,
    /// A line of furniture: markup shows as text.
    Furniture,
    /// The words alone: no pictures, no numbers of footnotes.
    Words,
    /// The words, with the numbers of footnotes in square brackets.
    Noted,
    /// As [`Look::Noted`], with pictures by what is said of them.
    Full,
}

impl Look {
    /// Whether only words are wanted, and nothing that is drawn.
    fn is_words(self) -> bool {
        matches!(self, Look::Words | Look::Noted | Look::Full)
    }
}

/// What holds for the whole text.
pub(crate) struct Page {
    look: Look,
    /// How many levels headings are moved down (or up, when negative), so that the highest is a second one.
    heading_shift: i8,
    /// Whether some letters run from right to left, so that every block finds its own direction.
    any_direction: bool,
    /// Typographic marks, where they are wished for.
    marks: Option<Marks>,
    markup_as_text: bool,
    /// How many footnotes were written.
    notes: Cell<u32>,
}

impl Page {
    pub(crate) fn of(root: Node<'_>, text: &str, look: Look, opts: &RenderOptions) -> Page {
        let top = |node: Node<'_>| match node.data().value {
            NodeValue::Heading(ref heading) => Some(heading.level),
            _ => None,
        };
        let highest = root.children().filter_map(top).min().unwrap_or(2);
        Page {
            look,
            heading_shift: 2 - i8::try_from(highest).unwrap_or(2),
            any_direction: text.chars().any(runs_right_to_left),
            marks: opts.smart_punctuation.then(|| match &opts.house {
                Some(house) => Marks::of_house(house),
                None => Marks::of(opts.language.as_deref()),
            }),
            markup_as_text: look == Look::Furniture,
            notes: Cell::new(0),
        }
    }

    /// The same, but markup is written as text.
    pub(crate) fn with_markup_as_text(&self) -> Self {
        // The footnote at hand is written a second time, under the same number.
        let notes = Cell::new(self.notes.get().saturating_sub(1));
        Page { markup_as_text: true, notes, marks: self.marks.clone(), ..*self }
    }

    fn heading(&self, level: u8) -> u8 {
        let level = i16::from(level) + i16::from(self.heading_shift);
        u8::try_from(level.clamp(2, 6)).unwrap_or(2)
    }

    fn direction(&self) -> &'static str {
        if self.any_direction { r#" dir="auto""# } else { "" }
    }
}

/// Whether a letter belongs to a script that runs from right to left.
pub(crate) fn runs_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The writer's state while it walks through one block.
struct Writer<'p, 'o> {
    page: &'p Page,
    out: &'o mut String,
    /// Open levels.
    depth: usize,
    /// Whether markup of others was passed on.
    raw: bool,
    smart: Smart,
    /// How many links are open: a link holds no other link, so only the outermost is written.
    links: usize,
    /// Which cell of its row is at hand, from 0.
    column: usize,
}

/// Writes one top-level block; says whether it holds markup of others and must be sanitised.
pub(crate) fn render_block(block: Node<'_>, page: &Page, out: &mut String) -> bool {
    walk(block, true, page, out)
}

/// Writes what stands inside a block.
pub(crate) fn render_inlines(block: Node<'_>, page: &Page, out: &mut String) -> bool {
    walk(block, false, page, out)
}

/// Goes through the tree without recursion: how deep a text nests must not cost stack.
fn walk<'a>(top: Node<'a>, with_top: bool, page: &Page, out: &mut String) -> bool {
    let mut writer = Writer { page, out, depth: 0, raw: false, smart: Smart::default(), links: 0, column: 0 };
    let mut node = top;
    loop {
        let inside = if with_top || !node.same_node(top) { writer.enter(node) } else { true };
        if let Some(child) = node.first_child().filter(|_| inside) {
            writer.depth += 1;
            node = child;
            continue;
        }
        loop {
            if with_top || !node.same_node(top) {
                writer.leave(node);
            }
            if node.same_node(top) {
                return writer.raw;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return writer.raw };
            writer.depth -= 1;
            node = parent;
        }
    }
}

impl Writer<'_, '_> {
    /// Whether this level is written with its tags.
    fn shows_tags(&self) -> bool {
        self.depth <= DEEPEST
    }

    fn open(&mut self, tag: &str) {
        if self.shows_tags() {
            self.out.push('<');
            self.out.push_str(tag);
            self.out.push('>');
        }
    }

    fn open_block(&mut self, tag: &str) {
        if self.shows_tags() {
            self.out.push('<');
            self.out.push_str(tag);
            self.out.push_str(self.page.direction());
            self.out.push('>');
        }
    }

    fn close(&mut self, tag: &str) {
        if self.shows_tags() {
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
    }
}
