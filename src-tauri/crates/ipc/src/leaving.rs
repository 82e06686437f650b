//! Inputs and outputs of what leaves: the outlets that it leaves for, what stops it, and the list of what left.

use crate::{Baseline, ExportFormat};
use model::{Field, OutletProfile, Person, ReceiptEntry};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

wire!(out /// The outlet that a piece goes out for.
OutletChoice {
    /// The key of its profile; empty for the desk's own page.
    key: String,
    /// Its name; empty where the page has none.
    name: String,
    /// Whether this desk has no profile of that key, so that its own page stands in.
    missing: bool,
});

wire!(in /// A piece in another form.
ExportInput {
    /// Which piece.
    id: String,
    /// The form.
    format: ExportFormat,
    /// The sealed text, with its fingerprint, instead of the text now.
    #[ts(optional)]
    sealed: Option<bool>,
    /// For forms with marks: the baseline that they count from; none for the editor's.
    #[ts(optional = nullable)]
    against: Option<Baseline>,
});

wire!(out /// A piece in another form.
Exported {
    /// The text.
    text: String,
    /// A file name for it.
    file_name: String,
    /// Words, for the confirmation.
    words: u32,
    /// What becomes of it in this form; empty where that is not known.
    receipt: Vec<SentEntry>,
});

wire!(out /// A line of the receipt of what leaves.
SentEntry {
    /// What became of what.
    entry: ReceiptEntry,
    /// The text that it is about; none for the piece or the file as a whole.
    field: Option<Field>,
    /// Where its words begin in that text, UTF-16 units; none for the whole text.
    from: Option<u32>,
    /// Where they end.
    to: Option<u32>,
});

wire!(out /// A piece that was written to a file.
Sent {
    /// Where.
    path: String,
    /// How large, bytes.
    bytes: u32,
    /// What was kept, changed and left out.
    receipt: Vec<SentEntry>,
});

wire!(in /// A sheet of a printed piece.
SheetInput {
    /// Which piece.
    id: String,
    /// The form: the page, the galley or the proof.
    format: ExportFormat,
    /// The sealed text, with its fingerprint, instead of the text now.
    sealed: bool,
    /// Which sheet, from 1; the last where there are fewer.
    number: u32,
    /// For the proof: the baseline that its marks count from; none for the editor's.
    #[ts(optional)]
    against: Option<Baseline>,
    /// Set for this outlet, to see what it looks like, instead of the piece's own.
    #[ts(optional)]
    outlet: Option<OutletProfile>,
});

wire!(in /// A piece to print.
PrintInput {
    /// Which piece.
    id: String,
    /// The form: the page, the galley or the proof.
    format: ExportFormat,
    /// As the final copy, else as a draft.
    sealed: bool,
    /// For the proof: the baseline that its marks count from; none for the editor's.
    #[ts(optional)]
    against: Option<Baseline>,
    /// Why it leaves although something stops it; kept.
    reason: String,
});

wire!(out /// A sheet of a printed piece, as a picture.
PrintSheet {
    /// The picture, SVG: letters are outlines, and nothing is loaded.
    svg: String,
    /// Which sheet it is, from 1.
    number: u32,
    /// How many there are.
    of: u32,
    /// Its breadth, points.
    width: u32,
    /// Its height, points.
    height: u32,
    /// What is not as it was asked for, a sentence each.
    reports: Vec<String>,
});

wire!(out /// Something that was found before a piece leaves.
LeavingFinding {
    /// The rule, by its stable name.
    rule: String,
    /// Whether it stops a final copy; else a person should look.
    stops: bool,
    /// Whether no reason lets it pass: nothing is sealed, or it is too early.
    firm: bool,
    /// The text that it is in; none for the piece as a whole.
    field: Option<Field>,
    /// Where it begins in that text, UTF-16 units; none for the whole text.
    from: Option<u32>,
    /// Where it ends.
    to: Option<u32>,
    /// The words that it is about.
    words: String,
    /// Why, and what to do.
    reason: String,
});

wire!(in /// A file to write.
ExportFileInput {
    /// Which piece.
    id: String,
    /// The form.
    format: ExportFormat,
    /// Where to.
    path: String,
    /// Whether an existing file may be replaced.
    force: bool,
    /// As the final copy: the sealed text, with its fingerprint, instead of the text now.
    #[ts(optional)]
    sealed: Option<bool>,
    /// For forms with marks: the baseline that they count from; none for the editor's.
    #[ts(optional = nullable)]
    against: Option<Baseline>,
    /// Why it leaves although something stops it; kept.
    #[ts(optional)]
    reason: Option<String>,
});

/// How several pieces are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Together {
    /// A file for each, in a folder.
    Files,
    /// A file for each, in one archive (zip).
    Archive,
    /// One file: a book, a feed, an array.
    One,
}

wire!(in /// Pieces that are to leave together.
SeveralInput {
    /// Which, in their order.
    ids: Vec<String>,
    /// In which form.
    format: ExportFormat,
    /// As final copies, else as drafts.
    sealed: bool,
    /// How they are written.
    together: Together,
    /// Why those leave that something stops; empty for none, and then they stay. Kept.
    reason: String,
    /// A folder for files, else a file; nothing to look only.
    path: String,
    /// Whether files that are there may be replaced.
    force: bool,
});

wire!(out /// Whether a piece can leave with others.
SeveralChecked {
    /// Which piece.
    id: String,
    /// Its headline, else its slugline.
    name: String,
    /// What stops it, a sentence each; empty when nothing does.
    stops: Vec<String>,
    /// Whether no reason lets it pass.
    firm: bool,
});

wire!(out /// A piece that did not leave with the others.
LeftOut {
    /// Which piece.
    id: String,
    /// Its headline, else its slugline.
    name: String,
    /// Why, in a sentence.
    reason: String,
});

wire!(out /// What is not as it was asked for in the file of a piece that left.
SetOtherwise {
    /// Which piece.
    id: String,
    /// Its headline, else its slugline.
    name: String,
    /// What, a sentence each.
    reports: Vec<String>,
});

wire!(out /// What became of pieces that were to leave together.
SeveralSent {
    /// How many pieces left.
    pieces: u32,
    /// How many files were written.
    files: u32,
    /// The folder or the file.
    path: String,
    /// How much was written, bytes.
    bytes: u32,
    /// Those that did not leave.
    left_out: Vec<LeftOut>,
    /// Those that left otherwise than they were asked for.
    otherwise: Vec<SetOtherwise>,
    /// Whether it was stopped before its end; files that were written by then are whole and stay.
    cancelled: bool,
});

wire!(in /// Whether a piece may leave.
ExportCheckInput {
    /// Which piece.
    id: String,
    /// In which form: some show what others keep on the desk.
    format: ExportFormat,
    /// As the final copy, else as a draft.
    sealed: bool,
});

wire!(in /// A piece was put on the clipboard.
ExportCopiedInput {
    /// Which piece.
    id: String,
    /// The form.
    format: ExportFormat,
    /// As the final copy, else as a draft.
    sealed: bool,
    /// Why it leaves although something stops it; kept.
    reason: String,
});

wire!(out /// A piece that left.
ExportRow {
    /// Its number on this desk.
    number: u32,
    /// When, RFC 3339.
    at: String,
    /// Who.
    by: Person,
    /// The moment of its text; none where it is not known.
    moment: Option<u32>,
    /// The form's name: `html`, `epub`, `critic` …
    form: String,
    /// The outlet that it left for; empty for the desk's own page.
    outlet: String,
    /// Whether it left as the final copy.
    is_final: bool,
    /// The fingerprint of the seal; none where the working text left.
    fingerprint: Option<String>,
    /// To where: a file as the person named it, `clipboard`, `standard output`.
    to: String,
    /// Size of what left, bytes.
    bytes: u32,
    /// The rules that would have stopped it.
    overridden: Vec<String>,
    /// Why they did not; empty where none would have.
    reason: String,
});

wire!(in /// An error that was printed.
CorrectInput {
    /// The piece.
    id: String,
    /// What was wrong: the words as they were printed, or what they said.
    wrong: String,
    /// What is right.
    right: String,
    /// Whether `right` takes the place of `wrong` in the text, where it must stand once.
    replace: bool,
    /// Whether nothing was false, and something is made clear.
    clarification: bool,
    /// Whether what was edited since the seal goes out with the correction.
    with_edits: bool,
    /// The note for readers; empty for the outlet's wording.
    note: String,
    /// The hat that the person wears.
    role: String,
});

wire!(out /// Something that left with an error.
Carried {
    /// What left.
    export: ExportRow,
    /// Whether the corrected text left to the same place in the same form since.
    redone: bool,
});

wire!(out /// A correction that was made.
Corrected {
    /// Its record.
    record: String,
    /// When, RFC 3339.
    at: String,
    /// Who.
    by: Person,
    /// What was wrong.
    wrong: String,
    /// What is right.
    right: String,
    /// What readers are told.
    note: String,
    /// The fingerprint of the text that was wrong.
    before: String,
    /// The fingerprint of the corrected text.
    after: String,
    /// Everything that left this desk with the error, the newest first.
    carried: Vec<Carried>,
});
