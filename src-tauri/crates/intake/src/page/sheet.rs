//! The page while it is being judged: its units, what was decided about each, and the piece that grows from it.

use super::blocks::{Joint, Unit};
use super::names::has_title_word;
use crate::text::fold;
use model::{Piece, Receipt, ReceiptEntry, ReceiptKind, count_words, reading_minutes};

/// A decision about one stretch of a unit.
pub(super) struct Part {
    kind: ReceiptKind,
    what: &'static str,
    rule: &'static str,
    text: String,
}

/// Units and decisions. A unit without a decision belongs to the body.
pub(super) struct Sheet<'a> {
    pub units: Vec<Unit<'a>>,
    fates: Vec<Vec<Part>>,
    /// What was read from words that also stand elsewhere.
    shared: Vec<ReceiptEntry>,
    pub piece: Piece,
}

/// "Columnist" alone says nothing about a person that a page does not say of all who write for it.
fn is_staff(post: &str) -> bool {
    matches!(
        fold(post).as_str(),
        "columnist" | "contributor" | "reporter" | "staff writer" | "opinion columnist" | "contributing writer"
    )
}

impl<'a> Sheet<'a> {
    pub fn new(units: Vec<Unit<'a>>) -> Self {
        let fates = units.iter().map(|_| Vec::new()).collect();
        Self { units, fates, shared: Vec::new(), piece: Piece::default() }
    }

    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether nothing was decided about a unit yet.
    pub fn is_open(&self, at: usize) -> bool {
        self.fates[at].is_empty()
    }

    /// What a unit was decided to be, first part.
    pub fn what(&self, at: usize) -> &'static str {
        self.fates[at].first().map_or("", |part| part.what)
    }

    /// By which rule a unit was decided, first part.
    pub fn rule(&self, at: usize) -> &'static str {
        self.fates[at].first().map_or("", |part| part.rule)
    }

    pub fn has_what(&self, at: usize, what: &str) -> bool {
        self.fates[at].iter().any(|part| part.what == what)
    }

    pub fn set_aside(&mut self, at: usize, what: &'static str, rule: &'static str) {
        if self.is_open(at) {
            self.set_part_aside(at, what, rule, self.units[at].raw);
        }
    }

    /// Sets aside again what a more telling rule knows better.
    pub fn rename(&mut self, at: usize, what: &'static str, rule: &'static str) {
        self.fates[at].clear();
        self.set_aside(at, what, rule);
    }

    /// Puts a unit back into the body.
    pub fn reopen(&mut self, at: usize) {
        self.fates[at].clear();
    }

    pub fn set_part_aside(&mut self, at: usize, what: &'static str, rule: &'static str, text: &str) {
        self.push(at, ReceiptKind::SetAside, what, rule, text);
    }

    pub fn recognise(&mut self, at: usize, what: &'static str, rule: &'static str) {
        let raw = self.units[at].raw;
        self.recognise_part(at, what, rule, raw);
    }

    pub fn recognise_part(&mut self, at: usize, what: &'static str, rule: &'static str, text: &str) {
        self.push(at, ReceiptKind::Recognised, what, rule, text);
    }

    fn push(&mut self, at: usize, kind: ReceiptKind, what: &'static str, rule: &'static str, text: &str) {
        let text = text.trim().to_owned();
        if !text.is_empty() || self.fates[at].is_empty() {
            self.fates[at].push(Part { kind, what, rule, text });
        }
    }

    /// Without a note about the author the role behind the byline becomes one.
    pub fn promote_role(&mut self) {
        if !self.piece.author_note.is_empty() {
            return;
        }
        let mut roles = self.fates.iter_mut().flatten().filter(|part| part.what == "role");
        // The posts of several authors cannot be told apart without their names.
        if let (Some(part), None) =
            (roles.next().filter(|part| has_title_word(&part.text) && !is_staff(&part.text)), roles.next())
        {
            self.piece.author_note = part.text.clone();
            (part.kind, part.what, part.rule) = (ReceiptKind::Recognised, "author_note", "author_note.from_byline");
        }
    }

    /// Notes something read from words that stay where they are.
    pub fn share(&mut self, at: usize, what: &'static str, rule: &'static str, text: &str) {
        self.shared.push(ReceiptEntry::new(ReceiptKind::Recognised, what, rule).at(self.units[at].line, text));
    }

    /// The same for a part of a line whose words stand whole in another entry.
    pub fn share_line(&mut self, at: usize, what: &'static str, rule: &'static str) {
        let mut entry = ReceiptEntry::new(ReceiptKind::Recognised, what, rule);
        entry.line = Some(self.units[at].line);
        self.shared.push(entry);
    }

    /// Joins the body and writes the receipt in the order of the source.
    pub fn finish(mut self) -> (Piece, Receipt) {
        let (mut body, mut receipt) = (String::new(), Receipt::new());
        let (mut paragraphs, mut split, mut body_line) = (0u32, 0u32, None);
        let mut before: Option<usize> = None;
        let fates = std::mem::take(&mut self.fates);
        for (at, (unit, parts)) in self.units.iter().zip(fates).enumerate() {
            if parts.is_empty() {
                let follows = before.is_some_and(|b| b + 1 == at);
                match (before, unit.joint) {
                    (None, _) => paragraphs = 1,
                    (_, Joint::Line) if follows => body.push('\n'),
                    (_, joint) => {
                        split += u32::from(joint == Joint::Paragraph);
                        paragraphs += 1;
                        body.push_str("\n\n");
                    }
                }
                body.push_str(unit.raw);
                body_line = body_line.or(Some(unit.line));
                before = Some(at);
            }
            for part in parts {
                let mut entry = ReceiptEntry::new(part.kind, part.what, part.rule).at(unit.line, part.text);
                if part.kind == ReceiptKind::SetAside {
                    entry.after_paragraph = Some(paragraphs);
                }
                receipt.push(entry);
            }
        }
        receipt.append(&mut self.shared);
        if split > 0 {
            let words = format!("{split} single line breaks became blank lines between paragraphs");
            receipt.push(ReceiptEntry::new(ReceiptKind::Changed, "body", "body.single_line_breaks").saying(words));
        }
        let words = if paragraphs == 1 { "1 paragraph".to_owned() } else { format!("{paragraphs} paragraphs") };
        let mut kept = ReceiptEntry::new(ReceiptKind::Kept, "body", "body.paragraphs").saying(words);
        kept.line = body_line;
        receipt.push(kept);
        receipt.sort_by_key(|entry| entry.line.unwrap_or(u32::MAX));
        let count = count_words(&body);
        let mut piece = self.piece;
        (piece.word_count, piece.reading_minutes, piece.body) = (count, reading_minutes(count), body);
        (piece, receipt)
    }
}
