//! The cells of an RTF text's tables, and what holds around a note or a comment.

use super::Reader;
use super::state::{Goal, Paragraph};

/// Where in a table the reader is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    in_row: bool,
    cell_open: bool,
    in_table: bool,
}

impl Reader<'_> {
    /// Opens the row and the cell that words, a picture or a note stand in, where there is none yet.
    pub(super) fn cell_starts(&mut self) {
        if self.paragraph.cell && !self.place.in_row {
            if !self.place.in_table {
                self.lines.table_starts();
            }
            self.lines.row_starts();
            self.place = Place { in_row: true, in_table: true, cell_open: false };
        }
        if self.place.in_row && !self.place.cell_open {
            self.lines.cell_starts();
            self.place.cell_open = true;
        }
    }

    pub(super) fn cell_ends(&mut self) {
        self.paragraph.cell = true;
        self.cell_starts();
        self.paragraph_ends();
        self.place.cell_open = false;
    }

    pub(super) fn row_ends(&mut self) {
        self.lines.row_ends();
        (self.place.in_row, self.place.cell_open) = (false, false);
    }

    /// A paragraph that stands in no cell ends the table before it.
    pub(super) fn table_ends(&mut self) {
        if !self.paragraph.cell && !self.place.in_row {
            self.place.in_table = false;
        }
    }

    /// A note begins: it has paragraphs and tables of its own, and its mark stands in the cell that it is called from.
    pub(super) fn note_starts(&mut self) {
        let state = self.state();
        if state.goal != Goal::Text || state.note {
            return;
        }
        self.cell_starts();
        self.aside_starts();
        self.lines.note_starts();
        self.set(|state| (state.note, state.look) = (true, Default::default()));
    }

    /// What a note or a comment says of its paragraphs holds in it only.
    pub(super) fn aside_starts(&mut self) {
        self.around.push((std::mem::take(&mut self.paragraph), std::mem::take(&mut self.place)));
    }

    pub(super) fn aside_ends(&mut self) {
        let (paragraph, place): (Paragraph, Place) = self.around.pop().unwrap_or_default();
        (self.paragraph, self.place) = (paragraph, place);
    }
}
