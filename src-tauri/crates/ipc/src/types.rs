//! Inputs and outputs of the commands. Offsets and lengths are UTF-16 units unless said otherwise; times are RFC 3339
//! with offset.

use crate::FolderStatus;
use model::{Field, LengthBand, OutletProfile, Person, ReceiptEntry, Splice, Stage};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

wire!(out /// What the window needs at start.
AppInfo {
    /// The product's version.
    version: String,
    /// Where the desk is kept.
    data_dir: String,
    /// `linux`, `macos` or `windows`.
    platform: String,
    /// Who signs the changes.
    person: Person,
    /// Whether a person confirmed that name; else it is a guess from the system account.
    person_confirmed: bool,
    /// The piece to show first: the last one open, or the welcome piece on a new desk.
    open_piece: Option<String>,
    /// The window's own memory (see `view_set`), if any.
    view: Option<String>,
    /// Longest text that comes in at once, bytes of UTF-8: one beyond it would keep the page busy for minutes in vain.
    longest_text: u32,
    /// Settings.
    settings: Settings,
    /// What is drawn first; none when some of it can't be read, so that it is asked for and the reason is told.
    first: Option<FirstLook>,
});

wire!(out /// What a window draws first, in one answer: each question more would cost a paint.
FirstLook {
    /// As `desk_list` for the first `rows` of the desk.
    list: PieceList,
    /// How many were asked for.
    rows: u32,
    /// As `folder_get`.
    folder: FolderStatus,
    /// As `piece_open` for the piece to show first.
    piece: Option<PieceOpened>,
    /// As `preview_open` for it.
    preview: Option<Preview>,
});

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What a person can set. Stored as a file of differences from the defaults.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// How the outlet's page is set.
    pub profile: OutletProfile,
}

wire!(in /// Who one is.
PersonInput {
    /// Full name.
    name: String,
    /// One to four letters.
    initials: String,
});

wire!(in /// A piece.
IdInput {
    /// Its id.
    id: String,
});

wire!(in /// The window's own memory: opaque to the desk, kept with it.
ViewInput {
    /// JSON text, at most 256 KiB.
    view: String,
});

wire!(in /// Which rows of the desk.
ListInput {
    /// The bin instead of the desk.
    bin: bool,
    /// Words to search for in everything; empty for all pieces.
    search: String,
    /// Rows to skip.
    offset: u32,
    /// Rows wanted, at most 500.
    limit: u32,
});

wire!(out /// One row of the desk list.
PieceRow {
    /// Id.
    id: String,
    /// Working name.
    slugline: String,
    /// Headline; empty when there is none.
    headline: String,
    /// Byline.
    byline: String,
    /// Words of the body.
    words: u32,
    /// Where it stands.
    stage: Stage,
    /// When it last changed.
    modified: String,
    /// Whether it lies in the bin.
    binned: bool,
    /// When it is due, as it was given; none when no time was set, or it is not read yet.
    due: Option<String>,
    /// Queries that want an answer.
    queries: u32,
    /// Comments that are not settled, queries among them.
    comments: u32,
    /// The words around what was searched for: runs of text, found ones marked.
    snippet: Vec<SnippetPart>,
});

wire!(out /// A run of a snippet.
SnippetPart {
    /// The text.
    text: String,
    /// Whether it is what was searched for.
    hit: bool,
});

wire!(out /// How many pieces stand at a stage.
StageCount {
    /// The stage.
    stage: Stage,
    /// How many.
    count: u32,
});

wire!(out /// Rows of the desk, by stage and inside a stage the latest change first (when searching: best first).
PieceList {
    /// The rows asked for.
    rows: Vec<PieceRow>,
    /// How many there are in all for this view and search.
    total: u32,
    /// Pieces on the desk by stage, in order (whatever the search).
    stages: Vec<StageCount>,
    /// Pieces on the desk.
    desk_count: u32,
    /// Pieces in the bin.
    bin_count: u32,
});

/// One change of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Update {
    /// Who sent it: a window's name, `folder` for a file that another program changed, or `desk` for the desk itself.
    pub client_id: String,
    /// Length of the text before it.
    pub length: u32,
    /// The replacements, all against the text before it.
    pub splices: Vec<Splice>,
}

wire!(out /// One text of an open piece.
FieldText {
    /// Which.
    field: Field,
    /// Its words.
    text: String,
    /// Its version; versions count changes since the piece was loaded.
    version: u32,
});

wire!(out /// The values of a piece that are not typed letter by letter.
Details {
    /// The outlet's name.
    outlet: String,
    /// The outlet's tagline.
    tagline: String,
    /// The date as printed or typed.
    published: String,
    /// What that date means, RFC 3339 as precise as it was given; none if it can't be read.
    published_value: Option<String>,
    /// BCP 47 tag.
    language: String,
    /// Words ordered.
    commissioned_length: Option<u32>,
    /// The lengths that are right.
    band: Option<LengthBand>,
    /// Keywords.
    tags: Vec<String>,
});

wire!(in /// New values; what is absent stays.
DetailsInput {
    /// Which piece.
    id: String,
    /// The outlet's name.
    #[ts(optional)]
    outlet: Option<String>,
    /// The outlet's tagline.
    #[ts(optional)]
    tagline: Option<String>,
    /// The date as typed.
    #[ts(optional)]
    published: Option<String>,
    /// BCP 47 tag.
    #[ts(optional)]
    language: Option<String>,
    /// Words ordered; 0 for none.
    #[ts(optional)]
    commissioned_length: Option<u32>,
    /// Keywords.
    #[ts(optional)]
    tags: Option<Vec<String>>,
});

wire!(out /// An open piece.
PieceOpened {
    /// Id.
    id: String,
    /// Working name.
    slugline: String,
    /// Where it stands.
    stage: Stage,
    /// Whether it lies in the bin.
    binned: bool,
    /// All texts, in page order.
    fields: Vec<FieldText>,
    /// The other values.
    details: Details,
    /// Words of the body.
    words: u32,
    /// Seconds to read it.
    reading_seconds: u32,
    /// Whether a receipt of its import is kept.
    has_receipt: bool,
    /// When it came.
    created: String,
    /// When it last changed.
    modified: String,
});

wire!(in /// One change of a text, made against a version of it.
EditInput {
    /// Which piece.
    id: String,
    /// Which text.
    field: Field,
    /// The version that the first update was made against.
    version: u32,
    /// The changes, oldest first, each against the text after the one before.
    updates: Vec<Update>,
});

wire!(out /// An edit is on the disk.
EditAck {
    /// The version after it.
    version: u32,
    /// When it was committed.
    saved_at: String,
});

wire!(in /// What came after a version.
PullInput {
    /// Which piece.
    id: String,
    /// Which text.
    field: Field,
    /// The version one has.
    since: u32,
});

wire!(out /// Changes of a text since a version.
Pulled {
    /// The version after them.
    version: u32,
    /// The changes.
    updates: Vec<Update>,
});

wire!(in /// A new working name.
RenameInput {
    /// Which piece.
    id: String,
    /// The name; it is made unique and plain.
    slugline: String,
});

wire!(in /// A named version.
VersionInput {
    /// Which piece.
    id: String,
    /// Its name; empty for the time.
    name: String,
});

wire!(out /// A version was kept.
VersionSaved {
    /// Its name.
    name: String,
    /// When.
    saved_at: String,
});

wire!(in /// Files to bring in.
ImportInput {
    /// Their paths.
    paths: Vec<String>,
});

wire!(out /// What became of one file.
Imported {
    /// The file's name.
    file: String,
    /// The new piece.
    id: Option<String>,
    /// What was taken as what.
    receipt: Vec<ReceiptEntry>,
    /// Why it did not come in.
    error: Option<String>,
});

wire!(in /// A page pasted into an empty piece.
PasteInput {
    /// Which piece.
    id: String,
    /// The clipboard's plain text.
    text: String,
    /// The clipboard's HTML, if any.
    #[ts(optional)]
    html: Option<String>,
});

wire!(out /// The receipt of a piece's import.
ReceiptView {
    /// Where it came from: a file's name, or `clipboard`.
    source: String,
    /// When.
    at: String,
    /// What was taken as what.
    entries: Vec<ReceiptEntry>,
    /// Whether the import can still be undone as a whole (nothing was typed since).
    can_undo: bool,
});

wire!(in /// One line of a receipt.
PutBackInput {
    /// Which piece.
    id: String,
    /// Which entry, from 0.
    index: u32,
});

wire!(out /// The outlet's page of a piece, whole. All HTML is sanitised.
Preview {
    /// Which piece.
    id: String,
    /// Counts up with every patch; a patch with a gap before it means: open again.
    seq: u32,
    /// BCP 47 tag for the page.
    language: String,
    /// Above the body.
    head: String,
    /// Class of the body element.
    body_class: String,
    /// The body's blocks.
    blocks: Vec<String>,
    /// For each block its first line in the body, from 1.
    lines: Vec<u32>,
    /// Below the body.
    foot: String,
});

wire!(out /// What changed in the page.
PreviewPatch {
    /// Which piece.
    id: String,
    /// One more than the last.
    seq: u32,
    /// New head, if it changed.
    head: Option<String>,
    /// New class of the body element, if it changed.
    body_class: Option<String>,
    /// New foot, if it changed.
    foot: Option<String>,
    /// First changed block.
    from: u32,
    /// How many blocks go.
    remove: u32,
    /// The blocks that come instead.
    insert: Vec<String>,
    /// For each block of the new page its first line in the body, from 1; none if no line moved.
    lines: Option<Vec<u32>>,
    /// Words of the body.
    words: u32,
    /// Seconds to read it.
    reading_seconds: u32,
});

wire!(in /// A text to count.
CountInput {
    /// Markdown.
    text: String,
});

wire!(out /// Words of a text as a reader sees it.
Counted {
    /// How many.
    words: u32,
});

wire!(in /// Rich text from the clipboard.
CleanInput {
    /// HTML.
    html: String,
    /// The piece that it is pasted into: it gets the pictures that stand in the HTML, and its outlet sets the marks; none for
    /// neither.
    id: Option<String>,
});

wire!(in /// Texts of a piece whose marks are to be set as its outlet does.
HouseInput {
    /// The piece.
    id: String,
    /// Its texts as they stand in the window.
    texts: Vec<HouseText>,
});

wire!(in /// A text of a piece.
HouseText {
    /// Which.
    field: Field,
    /// The words.
    text: String,
});

wire!(out /// What a house changes in one text. Offsets are UTF-16 units of the text before.
HouseField {
    /// Which text.
    field: Field,
    /// The changes, as one edit; empty when nothing changes.
    splices: Vec<Splice>,
    /// Paragraphs whose quotation marks do not pair, from and to: they are left as they are.
    unpaired: Vec<(u32, u32)>,
});

wire!(out /// What a house changes in a piece.
HouseSet {
    /// The outlet's name; empty for the desk's own page.
    outlet: String,
    /// Quotation marks that are set otherwise.
    quotes: u32,
    /// Apostrophes that are set otherwise.
    apostrophes: u32,
    /// Dashes that are set otherwise.
    dashes: u32,
    /// The texts that change, or of which something could not be set.
    fields: Vec<HouseField>,
});

wire!(out /// The same as Markdown.
Cleaned {
    /// Markdown.
    markdown: String,
    /// Links that were kept.
    links: u32,
    /// What was dropped, in words.
    dropped: Vec<String>,
    /// What was done, as one sentence for the person who pasted.
    receipt: String,
});

/// The forms in which a piece can leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// One self-contained web page.
    Html,
    /// Clean HTML for a content management system.
    HtmlFragment,
    /// Markdown with front matter.
    Md,
    /// Plain text.
    Txt,
    /// ninjs 3.1.
    Ninjs,
    /// NITF 3.6.
    Nitf,
    /// NewsML-G2 2.35.
    Newsml,
    /// Plain wire text.
    Wire,
    /// An RSS feed.
    Rss,
    /// WordPress's import file.
    Wxr,
    /// A story for InDesign and InCopy.
    Icml,
    /// InDesign tagged text.
    Indesign,
    /// An electronic book; its text is empty.
    Epub,
    /// A Word file: its text is empty, it is only written.
    Docx,
    /// A Word file with tracked changes and comments; its text is empty.
    DocxMarked,
    /// The printed page; its text is empty.
    Pdf,
    /// A galley with numbered lines; its text is empty.
    Galley,
    /// A proof with changes and comments as marks; its text is empty.
    Proof,
    /// A page for the checker, with the comments and links numbered.
    Annotated,
}

wire!(out /// A file was written.
Written {
    /// Where.
    path: String,
    /// How large, bytes.
    bytes: u32,
});

wire!(in /// How many pieces the person was told of.
BinInput {
    /// The number.
    expected: u32,
});

wire!(in /// A file name to suggest in the save dialog.
SaveDialogInput {
    /// The name.
    file_name: String,
});

wire!(in /// A link to be opened outside.
LinkInput {
    /// http, https or mailto.
    url: String,
});
