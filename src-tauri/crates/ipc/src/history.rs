//! Inputs and outputs of history: what was, compared, and brought back. A moment is a place in the piece's log, a
//! number that grows; 0 is the moment before the first change.

use model::{Field, Person};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a row of the history tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    /// The piece was made.
    New,
    /// Somebody worked on it.
    Work,
    /// It came from a file.
    Import,
    /// A page was pasted into it.
    Paste,
    /// A paste or an import was taken back.
    ImportUndone,
    /// Something that had been set aside was put back into the body.
    PutBack,
    /// It is a copy of another piece.
    Duplicate,
    /// It got another slugline.
    Rename,
    /// An earlier text was brought back.
    Restore,
    /// Quotation marks and dashes were set as the outlet does.
    House,
    /// Its file was changed by another program.
    Outside,
    /// Changes from another desk came in.
    Merge,
    /// It went to the bin.
    Bin,
    /// It came back from the bin.
    Unbin,
    /// Words were taken out of it for good.
    Erase,
    /// Somebody remarked or answered something.
    Comment,
    /// Changes were taken into a role's baseline; the text did not move.
    Accept,
    /// Changes were taken back in the text.
    Reject,
    /// A decision was taken back.
    Undo,
    /// A role agreed to the text.
    SignOff,
    /// Whether a role has to read it was set.
    Need,
    /// It went to another stage.
    Step,
    /// Owner, due time or embargo was set.
    Flow,
    /// A headline was shown, or answered.
    Headline,
    /// The text was sealed.
    Seal,
    /// A file for reading back was made, or its answer came in.
    Readback,
}

wire!(in /// Which rows of a history.
HistoryInput {
    /// The piece.
    id: String,
    /// Only rows older than this moment; none for the newest.
    before: Option<u32>,
    /// Rows wanted, at most 200.
    limit: u32,
});

wire!(out /// A milestone.
VersionMark {
    /// The moment that it keeps.
    moment: u32,
    /// Its name; empty when it was made by itself.
    name: String,
    /// `named`, or why it was made (`before_restore`, `before_import`, `before_merge`).
    kind: String,
    /// When.
    at: String,
    /// By whom.
    person: Person,
});

wire!(out /// A row of the history.
HistoryEntry {
    /// The moment after it.
    moment: u32,
    /// The moment before it.
    before: u32,
    /// First change.
    from: String,
    /// Last change.
    to: String,
    /// Who.
    person: Person,
    /// What.
    kind: HistoryKind,
    /// Words that came into the body.
    words_added: u32,
    /// Words that left the body.
    words_removed: u32,
    /// Milestones kept in it, oldest first.
    versions: Vec<VersionMark>,
    /// Of an erasure: in how many places, and why.
    erased: Option<Erasure>,
});

wire!(out /// What an erasure says of itself.
Erasure {
    /// In how many places the words stood.
    places: u32,
    /// Why, in the person's words; empty when nothing was said.
    reason: String,
});

wire!(out /// When the person last left the piece, and what came since.
SeenMoment {
    /// The moment that was seen.
    moment: u32,
    /// When it was left.
    at: String,
    /// Words that came into the body since.
    words_added: u32,
    /// Words that left the body since.
    words_removed: u32,
});

wire!(out /// A part of the history, newest first.
History {
    /// The rows.
    entries: Vec<HistoryEntry>,
    /// Whether there are older ones.
    more: bool,
    /// The last moment of the piece.
    now: u32,
    /// What the person has not seen yet; none when nothing came since the last look.
    seen: Option<SeenMoment>,
});

wire!(in /// Two moments of a piece.
CompareInput {
    /// The piece.
    id: String,
    /// The one side; 0 for nothing at all.
    from: u32,
    /// The other side; none for the text now.
    to: Option<u32>,
});

/// Whether words stayed, went or came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// On both sides.
    Same,
    /// Only in the text before.
    Removed,
    /// Only in the text after.
    Inserted,
}

wire!(out /// A stretch of words.
ComparedRun {
    /// Whether it stayed, went or came.
    kind: RunKind,
    /// The words, Markdown.
    text: String,
    /// Who wrote inserted words, where it is known.
    person: Option<Person>,
});

/// What happened to a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphChange {
    /// Nothing.
    Same,
    /// Words inside it changed.
    Changed,
    /// It is new.
    Inserted,
    /// It is gone.
    Removed,
    /// It stood elsewhere before (`number` there); its runs say what changed inside.
    MovedHere,
    /// It stands elsewhere now (`number` there); it has no runs here.
    MovedAway,
    /// One paragraph became several.
    Split,
    /// Several paragraphs became one.
    Merged,
}

wire!(out /// A paragraph on both sides.
ComparedParagraph {
    /// What happened to it.
    change: ParagraphChange,
    /// Of a moved one: its number on the other side, from 1.
    number: Option<u32>,
    /// Its words.
    runs: Vec<ComparedRun>,
});

wire!(out /// The difference of one field.
ComparedField {
    /// Which one.
    field: Field,
    /// Its paragraphs in reading order, with what is gone where it was.
    paragraphs: Vec<ComparedParagraph>,
    /// Whether anything differs.
    changed: bool,
    /// The version of the text that is now, where one side is the text now (for `history_restore_paragraph`).
    version: Option<u32>,
});

wire!(out /// A value that differs.
DetailChange {
    /// Its front-matter key: `outlet`, `published` …
    name: String,
    /// Before; empty for none.
    before: String,
    /// After; empty for none.
    after: String,
});

wire!(out /// The difference between two moments of a piece.
Compared {
    /// The fields that have words on either side, in page order; unchanged ones too.
    fields: Vec<ComparedField>,
    /// Other values that differ.
    details: Vec<DetailChange>,
    /// Words that came in, over all fields.
    words_added: u32,
    /// Words that left, over all fields.
    words_removed: u32,
    /// Changes as a person counts them: a replaced phrase is one.
    changes: u32,
    /// Paragraphs that moved.
    moved: u32,
    /// Who changed the piece between the two moments.
    people: Vec<Person>,
});

wire!(in /// An earlier moment of a piece.
MomentInput {
    /// The piece.
    id: String,
    /// The moment.
    moment: u32,
});

wire!(in /// A paragraph of the comparison of an earlier moment with the text now.
RestoreParagraphInput {
    /// The piece.
    id: String,
    /// The earlier moment.
    moment: u32,
    /// The field.
    field: Field,
    /// The paragraph's index in the comparison's list, from 0.
    paragraph: u32,
    /// The version of the text now that was compared.
    version: u32,
});

wire!(out /// Something was brought back.
Restored {
    /// The moment before, to go back to.
    before: u32,
});

wire!(in /// A text of a piece.
AuthorsInput {
    /// The piece.
    id: String,
    /// The field.
    field: Field,
});

wire!(out /// Who wrote a stretch of a text.
AuthorStretch {
    /// Start, UTF-16 units.
    from: u32,
    /// End (exclusive), UTF-16 units.
    to: u32,
    /// Its writer; none where nobody is known.
    person: Option<Person>,
});

wire!(out /// Who wrote a text.
Authors {
    /// The version of the text that the offsets count in.
    version: u32,
    /// Stretches in order; neighbours differ.
    stretches: Vec<AuthorStretch>,
});
