//! Paragraphs as blocks of Markdown, one after the other, with notes and comments.

use crate::paragraph::{Item, Look, is_blank, lone_picture, write};
use crate::pictures::{Left, Pictures, markdown, one_line, place_of, title};
use crate::tracked::{Comment, Read, Status, Tracked};
use model::{ReceiptEntry, ReceiptKind};

/// What a paragraph is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Block {
    #[default]
    Paragraph,
    /// Level from 1.
    Heading(usize),
    Quote,
    /// Level from 1, and the number where it has one.
    Item(usize, Option<u32>),
    /// A further paragraph of an item of this level.
    Further(usize),
    /// A picture by itself, of which nothing is said yet.
    Figure,
    /// What is said below a picture, where it stands right below one.
    Caption,
}

/// The text around a note: what stood before its paragraph, the paragraph, the row of a table.
struct Outer {
    text: Tracked,
    items: Vec<Item>,
    last: Option<Block>,
    row: Option<Vec<Vec<Item>>>,
    rows: usize,
}

/// Collects what a reader finds, in the order of the text.
#[derive(Default)]
pub(crate) struct Lines {
    text: Tracked,
    items: Vec<Item>,
    last: Option<Block>,
    notes: Vec<Tracked>,
    /// What was being read when a note began: a note may stand in a note.
    outer: Vec<Outer>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) pictures: Pictures,
    /// The cells of the row that is being read, and whether the table has rows already.
    row: Option<Vec<Vec<Item>>>,
    rows: usize,
    counts: Vec<(ReceiptKind, &'static str, &'static str, usize)>,
}

impl Lines {
    pub(crate) fn words(&mut self, text: &str, look: &Look, status: &Status) {
        if let Some(Item::Text { text: last, look: l, status: s }) = self.items.last_mut()
            && l == look
            && s == status
        {
            last.push_str(text);
        } else if !text.is_empty() {
            self.items.push(Item::Text { text: text.to_owned(), look: look.clone(), status: status.clone() });
        }
    }

    /// Whether the paragraph ends in white space, or has nothing yet.
    pub(crate) fn ends_blank(&self) -> bool {
        let last = self.items.iter().rev().find_map(|item| match item {
            Item::Text { text, .. } => Some(text.ends_with(char::is_whitespace)),
            Item::Raw(..) | Item::Picture(..) => Some(false),
            _ => None,
        });
        last.unwrap_or(true)
    }

    /// A comment begins here; its number.
    pub(crate) fn comment_starts(&mut self, comment: Comment) -> usize {
        self.comments.push(comment);
        self.items.push(Item::Start(self.comments.len() - 1));
        self.comments.len() - 1
    }

    pub(crate) fn comment_ends(&mut self, number: usize) {
        self.items.push(Item::End(number));
    }

    /// Ends a paragraph. `status`: what became of the break before it.
    pub(crate) fn paragraph(&mut self, block: Block, status: &Status) {
        let mut items = std::mem::take(&mut self.items);
        if matches!(block, Block::Heading(_)) {
            // A heading is heavy by itself.
            for item in &mut items {
                if let Item::Text { look, .. } = item {
                    look.bold = false;
                }
            }
        }
        if let Some(row) = &mut self.row {
            if let Some(cell) = row.last_mut() {
                if !cell.is_empty() && !is_blank(&items) {
                    cell.push(Item::Text { text: " ".into(), look: Look::default(), status: Status::Kept });
                }
                cell.extend(items);
            }
            return;
        }
        if matches!(block, Block::Heading(_)) && lone_picture(&items).is_none() {
            // A headline is words: its pictures are figures before it.
            let (pictures, words): (Vec<Item>, _) =
                items.into_iter().partition(|item| matches!(item, Item::Picture(..)));
            items = words;
            for picture in pictures {
                let came = if *status == Status::Kept { picture.status().cloned() } else { None };
                self.items.push(picture);
                self.paragraph(Block::Figure, &came.unwrap_or_else(|| status.clone()));
            }
        }
        if block == Block::Caption && *status == Status::Kept && self.says(&items) {
            return;
        }
        let block = match (block, lone_picture(&items)) {
            (block @ (Block::Item(..) | Block::Further(_)), _) => block,
            // A picture is one, whatever style its paragraph has.
            (_, Some(true)) => Block::Figure,
            (_, Some(false)) | (Block::Caption, None) => Block::Paragraph,
            (block, None) => block,
        };
        let blank = is_blank(&items);
        if !blank {
            self.gap(&block, status);
            let mark = match &block {
                Block::Paragraph | Block::Figure | Block::Caption => String::new(),
                Block::Heading(level) => format!("{} ", "#".repeat((*level).clamp(1, 6))),
                Block::Quote => "> ".to_owned(),
                Block::Further(level) => "   ".repeat(*level),
                Block::Item(level, number) => {
                    let number = number.map_or("-".to_owned(), |number| format!("{number}."));
                    format!("{}{number} ", "   ".repeat(level - 1))
                }
            };
            // A paragraph that came in as a whole has a mark that came in.
            self.text.push(&mark, if self.text.runs.is_empty() { &Status::Kept } else { status });
        }
        let indent = self.indent();
        let breaks = match &block {
            Block::Heading(_) => " ".to_owned(),
            Block::Quote => format!("\\\n{indent}> "),
            Block::Item(level, _) | Block::Further(level) => format!("\\\n{indent}{}", "   ".repeat(*level)),
            Block::Paragraph | Block::Figure | Block::Caption => format!("\\\n{indent}"),
        };
        if blank {
            let places = items.into_iter().filter(|item| matches!(item, Item::Start(_) | Item::End(_)));
            self.write(&places.collect::<Vec<_>>(), "");
        } else {
            self.write(&trimmed(items), &breaks);
            self.last = Some(block);
        }
    }

    /// Gives a caption to the picture right above; whether it was given. One that holds more than words, leads elsewhere or
    /// was changed, stays a paragraph.
    fn says(&mut self, items: &[Item]) -> bool {
        let mut words = String::new();
        for item in items {
            match item {
                Item::Text { text, look: Look { link: None, .. }, status: Status::Kept } => words.push_str(text),
                _ => return false,
            }
        }
        let fits = !words.trim().is_empty() && words.chars().count() <= crate::pictures::LONGEST;
        if !fits || self.last != Some(Block::Figure) || !self.text.take_back(")") {
            return false;
        }
        self.text.push(&format!("{})", title(&words)), &Status::Kept);
        self.last = Some(Block::Paragraph);
        true
    }

    /// A picture that is kept, by the address that the text calls it by, or what keeps the place of one that is not.
    /// Whether anything stands there now.
    pub(crate) fn picture(&mut self, found: &Result<String, Left>, alt: &str, caption: &str, status: &Status) -> bool {
        let alt = one_line(alt);
        let called = match found {
            Ok(called) => called.clone(),
            Err(why) => {
                self.pictures.left(why, &alt);
                let Left::Refused(file, _) = why else { return false };
                place_of(file)
            }
        };
        let said = !caption.trim().is_empty();
        self.items.push(Item::Picture(markdown(&alt, &called, caption.trim()), said, status.clone()));
        true
    }

    fn write(&mut self, items: &[Item], breaks: &str) {
        let comments = &mut self.comments;
        // Places inside of notes are given up: the note moves to the end.
        let inside = !self.outer.is_empty();
        write(items, &mut self.text, breaks, |number, starts, at| {
            if let Some(comment) = comments.get_mut(number).filter(|_| !inside) {
                let start = if starts { at } else { comment.place.start };
                comment.place = start..at.max(start);
            }
        });
    }

    fn gap(&mut self, block: &Block, status: &Status) {
        let indent = self.indent();
        let gap = match (&self.last, block) {
            (None, _) => return,
            (Some(Block::Item(..) | Block::Further(_)), Block::Item(..)) => format!("\n{indent}"),
            (Some(Block::Quote), Block::Quote) => format!("\n{indent}>\n{indent}"),
            _ => format!("\n\n{indent}"),
        };
        self.text.push(&gap, status);
    }

    /// What stands before each line of a note but its first: without it, a line would end the note.
    fn indent(&self) -> &'static str {
        if self.outer.is_empty() { "" } else { "    " }
    }

    /// A break between paragraphs that is itself part of a change, in the middle of a paragraph.
    pub(crate) fn split(&mut self, status: &Status) {
        let gap = if self.row.is_some() { " ".to_owned() } else { format!("\n\n{}", self.indent()) };
        self.items.push(Item::Raw(gap, status.clone()));
    }

    pub(crate) fn note_starts(&mut self) {
        self.outer.push(Outer {
            text: std::mem::take(&mut self.text),
            items: std::mem::take(&mut self.items),
            last: self.last.take(),
            row: self.row.take(),
            rows: self.rows,
        });
    }

    pub(crate) fn note_ends(&mut self, status: &Status) {
        if !is_blank(&self.items) {
            self.paragraph(Block::Paragraph, status);
        }
        // A row that the note does not end has its cells all the same.
        self.row_ends();
        if let Some(Outer { text, items, last, row, rows }) = self.outer.pop() {
            self.notes.push(std::mem::replace(&mut self.text, text));
            (self.items, self.last, self.row, self.rows) = (items, last, row, rows);
            self.items.push(Item::Raw(format!("[^{}]", self.notes.len()), status.clone()));
        }
    }

    pub(crate) fn table_starts(&mut self) {
        self.rows = 0;
    }

    pub(crate) fn is_in_row(&self) -> bool {
        self.row.is_some()
    }

    pub(crate) fn row_starts(&mut self) {
        self.row = Some(Vec::new());
    }

    pub(crate) fn cell_starts(&mut self) {
        if let Some(row) = &mut self.row {
            row.push(Vec::new());
        }
    }

    pub(crate) fn row_ends(&mut self) {
        let Some(row) = self.row.take().filter(|row| !row.is_empty()) else { return };
        let next = format!("\n{}", self.indent());
        if self.rows == 0 {
            self.gap(&Block::Paragraph, &Status::Kept);
        } else {
            self.text.push(&next, &Status::Kept);
        }
        let cells = row.len();
        for cell in row {
            self.text.push("| ", &Status::Kept);
            self.write(&trimmed(cell), " ");
            self.text.push(" ", &Status::Kept);
        }
        self.text.push("|", &Status::Kept);
        if self.rows == 0 {
            self.text.push(&format!("{next}{}|", "| --- ".repeat(cells)), &Status::Kept);
        }
        self.rows += 1;
        self.last = Some(Block::Paragraph);
    }

    /// Counts something for the receipt.
    pub(crate) fn count(&mut self, kind: ReceiptKind, what: &'static str, rule: &'static str) {
        match self.counts.iter_mut().find(|(_, w, r, _)| (*w, *r) == (what, rule)) {
            Some((.., count)) => *count += 1,
            None => self.counts.push((kind, what, rule, 1)),
        }
    }

    pub(crate) fn finished(mut self, title: String, language: Option<String>) -> Read {
        while !self.outer.is_empty() {
            self.note_ends(&Status::Kept);
        }
        // A comment behind the last paragraph has its place there.
        if !self.items.is_empty() {
            self.paragraph(Block::Paragraph, &Status::Kept);
        }
        // A row that never ended has its cells all the same.
        self.row_ends();
        for (number, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.text.push(&format!("\n\n[^{}]: ", number + 1), &Status::Kept);
            for run in note.runs {
                self.text.push(&run.text, &run.status);
            }
        }
        let changes = self.text.runs.iter().filter(|run| run.status != Status::Kept).count();
        let mut receipt: Vec<ReceiptEntry> = Vec::new();
        let entry =
            |kind, what: &str, rule: &str, count: usize| ReceiptEntry::new(kind, what, rule).saying(count.to_string());
        if changes > 0 {
            receipt.push(entry(ReceiptKind::Kept, "tracked changes", "office.tracked", changes));
        }
        let (pictures, told) = self.pictures.finished();
        receipt.extend(told);
        receipt.extend(self.counts.iter().map(|(kind, what, rule, count)| entry(*kind, what, rule, *count)));
        Read { body: self.text, comments: self.comments, title, language, pictures, receipt }
    }
}

/// Without white space at either end.
fn trimmed(mut items: Vec<Item>) -> Vec<Item> {
    for item in &mut items {
        if let Item::Text { text, .. } = item {
            *text = text.trim_start().to_owned();
        }
        if !matches!(item, Item::Text { text, .. } if text.is_empty()) && !matches!(item, Item::Start(_) | Item::End(_))
        {
            break;
        }
    }
    for item in items.iter_mut().rev() {
        if let Item::Text { text, .. } = item {
            text.truncate(text.trim_end().len());
        }
        if !matches!(item, Item::Text { text, .. } if text.is_empty()) && !matches!(item, Item::Start(_) | Item::End(_))
        {
            break;
        }
    }
    items
}
