//! What the services take and give. Offsets are UTF-16 units; times are RFC 3339 with offset.

use model::{Field, LengthBand, OutletProfile, Piece, PieceId, Receipt, Splice, Stage};
use serde::{Deserialize, Serialize};

/// One row of the desk list.
#[derive(Clone, Debug, Serialize)]
pub struct PieceRow {
    /// Identity.
    pub id: PieceId,
    /// Working name.
    pub slugline: String,
    /// Headline; empty when there is none.
    pub headline: String,
    /// Byline.
    pub byline: String,
    /// Words of the body.
    pub words: u32,
    /// Where it stands.
    pub stage: Stage,
    /// When it last changed.
    pub modified: String,
    /// Whether it lies in the bin.
    pub binned: bool,
    /// When it is due, as it was given; none when no time was set, or it is not read yet.
    pub due: Option<String>,
    /// Queries that want an answer.
    pub queries: u32,
    /// Comments that are not settled, queries among them.
    pub comments: u32,
    /// With a search: the words around what was found, as (text, found) runs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub snippet: Vec<(String, bool)>,
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// The bin instead of the desk.
    pub bin: bool,
    /// Words to search for; empty for all.
    pub search: String,
    /// Rows to skip.
    pub offset: u32,
    /// Rows wanted.
    pub limit: u32,
}

/// Rows, and how many there are.
#[derive(Clone, Debug, Serialize)]
pub struct PieceList {
    /// The rows asked for.
    pub rows: Vec<PieceRow>,
    /// All rows of this view and search.
    pub total: u32,
    /// Pieces on the desk by stage.
    pub stages: Vec<(Stage, u32)>,
    /// Pieces on the desk.
    pub desk_count: u32,
    /// Pieces in the bin.
    pub bin_count: u32,
}

/// One change of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Who sent it; `desk` for the desk itself.
    pub client: String,
    /// Length of the text before it.
    pub length: u32,
    /// The replacements.
    pub splices: Vec<Splice>,
}

/// The values beside the texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// Name of the outlet.
    pub outlet: String,
    /// Its tagline.
    pub tagline: String,
    /// The date as printed or typed.
    pub published: String,
    /// What the date means.
    pub published_value: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// Words ordered.
    pub commissioned_length: Option<u32>,
    /// The lengths that are right.
    pub band: Option<LengthBand>,
    /// Keywords.
    pub tags: Vec<String>,
}

/// New details; what is none stays.
#[derive(Clone, Debug, Default)]
pub struct DetailsChange {
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// Its tagline.
    pub tagline: Option<String>,
    /// The date as typed.
    pub published: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Words ordered; 0 for none.
    pub commissioned_length: Option<u32>,
    /// Keywords.
    pub tags: Option<Vec<String>>,
}

/// A piece, loaded for editing.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Identity.
    pub id: PieceId,
    /// Working name.
    pub slugline: String,
    /// Where it stands.
    pub stage: Stage,
    /// Whether it lies in the bin.
    pub binned: bool,
    /// Texts with their versions, in page order.
    pub fields: Vec<(Field, String, u32)>,
    /// The other values.
    pub details: Details,
    /// Words of the body.
    pub words: u32,
    /// Seconds to read it.
    pub reading_seconds: u32,
    /// Whether a receipt is kept.
    pub has_receipt: bool,
    /// When it came.
    pub created: String,
    /// When it last changed.
    pub modified: String,
}

/// An edit is on the disk.
#[derive(Clone, Debug)]
pub struct Ack {
    /// The version of the text after it.
    pub version: u32,
    /// When it was committed.
    pub saved_at: String,
}

/// What became of one file that was brought in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The file's name, or `clipboard`.
    pub file: String,
    /// The piece as it was understood, or why not.
    pub outcome: Result<(Piece, Receipt), String>,
}

/// The receipt of a piece's import.
#[derive(Clone, Debug)]
pub struct ReceiptView {
    /// File name, or `clipboard`.
    pub source: String,
    /// When.
    pub at: String,
    /// What was taken as what.
    pub entries: Receipt,
    /// Whether nothing was changed since, so that it can be undone as a whole.
    pub can_undo: bool,
}

/// The page of a piece, whole.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Which piece.
    pub id: PieceId,
    /// Counts patches.
    pub seq: u32,
    /// BCP 47 tag.
    pub language: String,
    /// Above the body.
    pub head: String,
    /// Class of the body element.
    pub body_class: String,
    /// The body's blocks.
    pub blocks: Vec<String>,
    /// First body line of each block, from 1.
    pub lines: Vec<u32>,
    /// Below the body.
    pub foot: String,
}

/// What changed in the page.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewPatch {
    /// Which piece.
    pub id: PieceId,
    /// One more than the last.
    pub seq: u32,
    /// New head.
    pub head: Option<String>,
    /// New class of the body element.
    pub body_class: Option<String>,
    /// New foot.
    pub foot: Option<String>,
    /// First changed block.
    pub from: u32,
    /// How many go.
    pub remove: u32,
    /// What comes instead.
    pub insert: Vec<String>,
    /// First lines of all blocks, if any moved.
    pub lines: Option<Vec<u32>>,
    /// Words of the body.
    pub words: u32,
    /// Seconds to read it.
    pub reading_seconds: u32,
}

/// What the desk tells its windows.
#[derive(Clone, Debug)]
pub enum Event {
    /// A text changed.
    PieceChanged {
        /// Which piece.
        id: PieceId,
        /// Which text.
        field: Field,
        /// The version after `updates`.
        version: u32,
        /// The changes.
        updates: Vec<Update>,
    },
    /// The details of a piece changed.
    DetailsChanged {
        /// Which piece.
        id: PieceId,
        /// All of them.
        details: Details,
    },
    /// The previewed page changed.
    PreviewChanged(PreviewPatch),
    /// The list is no longer what it was.
    ListChanged,
    /// A piece should be shown.
    OpenPiece(PieceId),
    /// The disk refuses; the words are kept in memory and tried again.
    SaveFailed {
        /// A sentence.
        reason: String,
        /// Words that are only in memory.
        words: u32,
    },
    /// Everything is on the disk again.
    SaveRecovered,
    /// The desk folder stands otherwise than before.
    FolderChanged(crate::FolderStatus),
    /// What collides in a piece is other than before.
    CollisionsChanged {
        /// Which piece.
        id: PieceId,
    },
    /// Where the work on several pieces that leave together stands.
    SeveralProgress(crate::Progress),
    /// What people said, decided or signed of a piece is other than before.
    ReviewChanged {
        /// Which piece.
        id: PieceId,
    },
    /// An edit is on the disk: what the window also gets as an answer, but sooner.
    Committed {
        /// Which piece.
        id: PieceId,
        /// Which text.
        field: Field,
        /// The version that is on the disk.
        version: u32,
        /// When, RFC 3339.
        saved_at: String,
    },
}

/// The forms in which a piece leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// One self-contained web page.
    Html,
    /// Clean HTML for a content management system.
    HtmlFragment,
    /// Markdown with front matter.
    Md,
    /// Plain text.
    Txt,
    /// A Word file: bytes, not text.
    Docx,
    /// A Word file with changes as tracked changes, and comments; a text alone has none.
    DocxMarked,
    /// The outlet's printed page, as PDF.
    Pdf,
    /// A galley with numbered lines, as PDF.
    Galley,
    /// A proof with changes and comments as marks, as PDF; a text alone has none.
    Proof,
    /// A page for the checker, with the comments and links numbered; a text alone has none.
    Annotated,
    /// The piece as JSON (command line only).
    Json,
    /// ninjs 3.1, JSON for systems of news.
    Ninjs,
    /// NITF 3.6, XML for agencies and archives.
    Nitf,
    /// NewsML-G2 2.35 with the text inside.
    Newsml,
    /// Plain wire text.
    Wire,
    /// An RSS item in a feed of its own.
    Rss,
    /// WordPress's import file.
    Wxr,
    /// A story for InDesign and InCopy.
    Icml,
    /// InDesign tagged text.
    Indesign,
    /// An electronic book.
    Epub,
}

impl ExportFormat {
    /// All forms, in the order in which they are listed.
    pub const ALL: [ExportFormat; 14] = [
        ExportFormat::Html,
        ExportFormat::HtmlFragment,
        ExportFormat::Md,
        ExportFormat::Txt,
        ExportFormat::Json,
        ExportFormat::Ninjs,
        ExportFormat::Nitf,
        ExportFormat::Newsml,
        ExportFormat::Wire,
        ExportFormat::Rss,
        ExportFormat::Wxr,
        ExportFormat::Icml,
        ExportFormat::Indesign,
        ExportFormat::Epub,
    ];

    /// The name on the command line, and the ending of its file.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            ExportFormat::Html => ("html", "html"),
            ExportFormat::HtmlFragment => ("html-fragment", "html"),
            ExportFormat::Md => ("md", "md"),
            ExportFormat::Txt => ("txt", "txt"),
            ExportFormat::Json => ("json", "json"),
            ExportFormat::Ninjs => ("ninjs", "ninjs.json"),
            ExportFormat::Nitf => ("nitf", "nitf.xml"),
            ExportFormat::Newsml => ("newsml", "newsml.xml"),
            ExportFormat::Wire => ("wire", "wire.txt"),
            ExportFormat::Rss => ("rss", "rss.xml"),
            ExportFormat::Wxr => ("wxr", "wxr.xml"),
            ExportFormat::Icml => ("icml", "icml"),
            ExportFormat::Indesign => ("indesign", "indesign.txt"),
            ExportFormat::Epub => ("epub", "epub"),
            ExportFormat::Docx => ("docx", "docx"),
            ExportFormat::DocxMarked => ("docx-marked", "marked.docx"),
            ExportFormat::Pdf => ("pdf", "pdf"),
            ExportFormat::Galley => ("galley", "galley.pdf"),
            ExportFormat::Proof => ("proof", "proof.pdf"),
            ExportFormat::Annotated => ("annotated", "annotated.html"),
        }
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// The ending of a file of this form.
    pub fn extension(self) -> &'static str {
        self.names().1
    }

    /// Whether it is text that a person can read.
    pub fn is_text(self) -> bool {
        !matches!(self, ExportFormat::Epub | ExportFormat::Docx | ExportFormat::DocxMarked) && !self.is_print()
    }

    /// Whether its pictures lie beside it, called by their names.
    pub(crate) fn calls_pictures(self) -> bool {
        // Tagged text has words in their place.
        use ExportFormat::{HtmlFragment, Icml, Md, Newsml, Ninjs, Nitf};
        matches!(self, Md | HtmlFragment | Icml | Ninjs | Nitf | Newsml)
    }

    /// Whether it is one of the forms of wires, blogs, print and books.
    pub(crate) fn is_wire(self) -> bool {
        use ExportFormat::{Annotated, Docx, DocxMarked, Html, HtmlFragment, Json, Md, Txt};
        !matches!(self, Annotated | Html | HtmlFragment | Md | Txt | Json | Docx | DocxMarked) && !self.is_print()
    }

    /// Whether it shows what is for the house alone: comments, changes, who said what. It is never the final copy.
    pub fn stays_inside(self) -> bool {
        matches!(self, ExportFormat::Proof | ExportFormat::Annotated | ExportFormat::DocxMarked)
    }

    /// Whether it is a PDF.
    pub fn is_print(self) -> bool {
        matches!(self, ExportFormat::Pdf | ExportFormat::Galley | ExportFormat::Proof)
    }
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a person can set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// How the outlet's page is set.
    pub profile: OutletProfile,
}
