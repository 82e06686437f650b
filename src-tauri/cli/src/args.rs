//! What can be asked for.

use crate::review_args::{
    ChangesFormat, CommentArgs, CorrectArgs, FlowArgs, HeadlineTask, NeedArgs, ReadbackTask, RoleArg, SignOffArgs,
    StageArgs,
};
use clap::{Parser, Subcommand, ValueEnum};
use desk::{ExportFormat, PdfStandard};
use std::path::{Path, PathBuf};

/// Standfirst without a window: brings files in, lists, shows and exports the pieces on the desk.
#[derive(Debug, Parser)]
#[command(name = "standfirst", version, arg_required_else_help = true)]
pub(crate) struct Args {
    /// The folder of the desk, instead of the usual one
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Prints JSON for other programs
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) task: Task,
}

/// One task.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Makes pieces of Markdown and text files
    Import {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Writes a piece of the desk in another form, or several as one file
    Export {
        /// The pieces: ids or sluglines
        #[arg(required_unless_present = "all", value_name = "ID|SLUG")]
        pieces: Vec<String>,
        /// All pieces of the desk, in the order of its list
        #[arg(long, conflicts_with = "pieces")]
        all: bool,
        /// With --to critic or proof: the baseline that the marks count from (a role, received, seal, or a version)
        #[arg(long, value_name = "ROLE|VERSION")]
        against: Option<String>,
        /// With --to docx: the changes since a baseline (a role, received, seal, or a version; without a name the editor's)
        /// as tracked changes, and the comments
        #[arg(long, value_name = "ROLE|VERSION", num_args = 0..=1, default_missing_value = "", conflicts_with = "against")]
        marked: Option<String>,
        #[command(flatten)]
        target: Target,
    },
    /// Lists what left of a piece: when, who, in which form, to where, and what was let pass for which reason
    Exports {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
    },
    /// Turns a file into another form, or several into one; no desk is needed
    Convert {
        /// The files
        #[arg(required = true, value_name = "IN")]
        inputs: Vec<PathBuf>,
        #[command(flatten)]
        target: Target,
    },
    /// The outlets that pieces go out for: profiles that are shipped, and files of your own
    Outlet {
        #[command(subcommand)]
        task: OutletTask,
    },
    /// Lists the pieces on the desk
    List {
        /// Only pieces with these words
        #[arg(long, value_name = "WORDS", default_value = "")]
        search: String,
        /// The bin instead of the desk
        #[arg(long)]
        bin: bool,
    },
    /// Prints a piece of the desk
    Show {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// In which form
        #[arg(long, value_enum, default_value_t = ShowFormat::Md)]
        format: ShowFormat,
    },
    /// Tells what became of a piece: when, who, what, and how many words came and went
    History {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// Everything, not only what was last
        #[arg(long)]
        all: bool,
    },
    /// Compares two pieces, two versions or two files, word by word; ends with 1 when they differ
    Compare {
        /// A file, a piece, or PIECE@VERSION: a moment of its history, a version's name, now, or start
        #[arg(value_name = "A")]
        before: String,
        /// What A is compared with
        #[arg(value_name = "B")]
        after: String,
        /// The form
        #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
        format: CompareFormat,
        #[command(flatten)]
        place: Place,
    },
    /// Tells what changed in a piece since a role last agreed to it, or between two files; ends with 1 when there are changes
    Changes {
        /// The piece: its id or its slugline; or a file
        #[arg(value_name = "ID|SLUG|OLD")]
        piece: String,
        /// The newer file, when the first one is a file
        #[arg(value_name = "NEW")]
        newer: Option<PathBuf>,
        /// A role (author, editor, fact-check, legal, copy, person:NAME), received, seal, or a moment or version of its history
        #[arg(long, value_name = "ROLE|VERSION", conflicts_with = "newer")]
        since: Option<String>,
        /// The form
        #[arg(long, value_enum, default_value_t = ChangesFormat::Text)]
        format: ChangesFormat,
        #[command(flatten)]
        place: Place,
    },
    /// Takes changes into a role's own baseline
    Accept(DecideArgs),
    /// Puts the baseline's words back into the text
    Reject(DecideArgs),
    /// Takes a decision back
    Undo {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// The record of the decision
        record: String,
        /// One change of it, by the name that `changes` told; the others stay decided
        #[arg(long, value_name = "CHANGE")]
        only: Option<String>,
    },
    /// Lists the comments and queries of a piece
    Comments {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// Those that are settled, too
        #[arg(long)]
        all: bool,
    },
    /// Makes a comment or a query, or answers, settles or reopens one
    Comment(CommentArgs),
    /// Shows who agrees with the text now; with --role, that role agrees
    Signoff(SignOffArgs),
    /// Says whether a role has to read a piece
    Need(NeedArgs),
    /// Shows where a piece stands and where it can go; with --to, moves it
    Stage(StageArgs),
    /// Shows or sets who has a piece, when it is due, and its embargo
    Flow(FlowArgs),
    /// Headlines: to whom they were shown, and what was said
    Headline {
        #[command(subcommand)]
        task: HeadlineTask,
    },
    /// Seals the text of a piece as it is now
    Seal {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
    },
    /// Puts an error right that was printed: the note for readers, a new seal, and the list of everything that carried it.
    /// Without --right, lists the corrections that were made
    Correct(CorrectArgs),
    /// Holds a file against the seals of the desk; ends with 1 when it is none of the sealed texts
    Verify {
        /// The file: Markdown, HTML, plain text, EPUB, or a Word file or PDF of ours
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Only against the seals of this piece
        #[arg(long, value_name = "ID|SLUG")]
        piece: Option<String>,
    },
    /// The file for reading back: for an author without this program
    Readback {
        #[command(subcommand)]
        task: ReadbackTask,
    },
    /// Lists what waits for a role, over all pieces
    Waiting {
        #[command(flatten)]
        role: RoleArg,
        /// What waits for anybody
        #[arg(long)]
        all: bool,
    },
    /// Makes a piece read as it did; its history goes on, so there is a way back
    RestoreVersion {
        /// PIECE@VERSION: a moment of its history, a version's name, or start
        #[arg(value_name = "ID@VERSION")]
        version: String,
    },
    /// Sets quotation marks and dashes in a piece as its outlet does
    House {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// Only tells what would change; ends with 1 when something would
        #[arg(long)]
        check: bool,
    },
    /// Makes a backup of the whole desk, unless there is one that holds everything
    Backup {
        /// A file of your own, instead of one in the desk's folder of backups
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// Replaces a file that exists
        #[arg(long, requires = "to")]
        force: bool,
    },
    /// Lists the backups of the desk, the newest first
    Backups,
    /// Puts a backup in the place of the whole desk; what was there is kept aside
    Restore {
        /// A file, or the name of a backup
        #[arg(value_name = "FILE")]
        backup: PathBuf,
    },
    /// Looks whether the desk is sound; ends with 1 when something is wrong
    Doctor {
        /// Puts right what can be made again from the log, after keeping the desk as it is
        #[arg(long)]
        repair: bool,
    },
    /// Makes the list and the search index again from the log
    Rebuild,
    /// The desk folder: every piece as a Markdown file that other programs may change too
    Folder {
        #[command(subcommand)]
        task: FolderTask,
    },
    /// A piece with its history as a file that travels to another desk, and back
    Packet {
        #[command(subcommand)]
        task: PacketTask,
    },
    /// Lists the pictures of a piece; gives it one; or takes one from it for good
    Pictures {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// Gives the piece this picture, and prints what to write where the text shall show it
        #[arg(long, value_name = "FILE", conflicts_with = "remove")]
        add: Option<PathBuf>,
        /// Takes the picture of this name from the piece; where no other piece has it, it is gone from the desk
        #[arg(long, value_name = "NAME")]
        remove: Option<String>,
    },
    /// Takes every piece in the bin off the desk for good; without --yes only says how many
    EmptyBin {
        /// Does it; only a backup has them afterwards
        #[arg(long)]
        yes: bool,
    },
    /// Takes words out of a piece for good: text, history, versions, folder and backups; without --yes only says how often
    Erase {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// The words, as they stand; case, line ends and accents' composition do not matter
        #[arg(long, value_name = "WORDS")]
        words: String,
        /// Why, for the history; without the words
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        /// Erases; there is no way back
        #[arg(long)]
        yes: bool,
    },
    /// Opens the window, or brings it to the front
    Open {
        /// A file to bring in
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

/// What the files of the desk folder hold.
#[derive(Clone, Debug)]
pub(crate) struct Shown(pub(crate) Option<model::review::Role>);

fn shown_in_folder(text: &str) -> Result<Shown, String> {
    match text.trim() {
        "clean" => Ok(Shown(None)),
        role => match role.parse::<model::review::Role>() {
            Ok(role) => Ok(Shown(Some(role))),
            Err(error) => Err(error.to_string()),
        },
    }
}

/// What can be done with the desk folder. Ends with 1 when something there needs a person.
#[derive(Debug, Subcommand)]
pub(crate) enum FolderTask {
    /// Chooses the folder: its files come in, and every piece gets its file
    Set {
        /// The folder
        #[arg(value_name = "DIR", required_unless_present = "none")]
        dir: Option<PathBuf>,
        /// Gives the folder up; its files stay where they are
        #[arg(long, conflicts_with = "dir")]
        none: bool,
    },
    /// What the files hold: the clean texts, or what changed since a role agreed, with comments, as CriticMarkup
    Show {
        /// `clean`, or a role: author, editor, fact-check, legal, copy, person:NAME
        #[arg(value_name = "WHAT", value_parser = shown_in_folder)]
        what: Shown,
    },
    /// Tells how the folder stands
    Status,
    /// Takes in what other programs changed, and writes what is due
    Sync,
}

/// What can be done with packets.
#[derive(Debug, Subcommand)]
pub(crate) enum PacketTask {
    /// Writes a piece with its text, history and people into a file; says what travels
    Export {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// The file
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Leaves what was deleted or replaced before this behind: filed, now, a version's name, or a moment of the
        /// history. Without it: since the piece was filed, and before that nothing but the text as it is
        #[arg(long, value_name = "VERSION", conflicts_with = "whole")]
        since: Option<String>,
        /// Lets the whole history travel, everything that was ever deleted with it
        #[arg(long)]
        whole: bool,
        /// Replaces a file that exists
        #[arg(long)]
        force: bool,
    },
    /// Takes a packet in: a new piece, or what is new of one that is here; twice changes nothing twice
    Import {
        /// The packet
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// What can be done with outlets.
#[derive(Debug, Subcommand)]
pub(crate) enum OutletTask {
    /// Lists the outlets that are shipped, and those that were added to the desk
    List,
    /// Takes a profile into the desk, so that pieces can go out for it; it is called by the file's name
    Add {
        /// The profile's file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Replaces one of that name
        #[arg(long)]
        force: bool,
    },
    /// Prints an outlet's profile: a file to copy and change
    Show {
        /// A file, or the name of a shipped outlet
        #[arg(value_name = "FILE|NAME")]
        outlet: PathBuf,
    },
    /// Tells what a piece lacks for an outlet, and what is too long; ends with 1 when something is
    Fit {
        /// A file, or the name of a shipped outlet
        #[arg(value_name = "FILE|NAME")]
        outlet: PathBuf,
        /// The piece: its id or its slugline, or a file
        #[arg(value_name = "PIECE|FILE")]
        piece: String,
        /// Prints the mail with which the piece is offered, instead
        #[arg(long)]
        mail: bool,
    },
    /// Looks through a profile; ends with 1 when something in it means nothing or can't be printed
    Check {
        /// A file, or the name of a shipped outlet
        #[arg(value_name = "FILE|NAME")]
        outlet: PathBuf,
    },
}

/// Changes to decide.
#[derive(Debug, clap::Args)]
pub(crate) struct DecideArgs {
    /// The piece: its id or its slugline
    #[arg(value_name = "ID|SLUG")]
    pub(crate) piece: String,
    /// The changes, by the names that `changes` tells
    #[arg(value_name = "CHANGE", required_unless_present = "all")]
    pub(crate) changes: Vec<String>,
    /// All that are open
    #[arg(long, conflicts_with = "changes")]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) role: RoleArg,
    /// The baseline they are changes against, when it is not the role's own
    #[arg(long, value_name = "ROLE|VERSION")]
    pub(crate) since: Option<String>,
}

/// Form and place of what is written.
#[derive(Debug, clap::Args)]
pub(crate) struct Target {
    /// The form
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) to: Format,
    /// With --to zip: a form that goes in; can be given several times
    #[arg(long, value_enum, value_name = "FORM", default_values_t = [Format::Md, Format::Txt, Format::Ninjs])]
    pub(crate) of: Vec<Format>,
    /// The outlet that it goes out for: a profile's file, or the name of a shipped one
    #[arg(long, value_name = "FILE|NAME")]
    pub(crate) outlet: Option<PathBuf>,
    /// The final copy: it does not leave with placeholders, local links, or without what the outlet requires
    #[arg(long = "final")]
    pub(crate) is_final: bool,
    /// With --final: lets it leave all the same; the reason is kept
    #[arg(long = "override", requires = "is_final", value_name = "REASON")]
    pub(crate) reason: Option<String>,
    /// With --to pdf or galley: a standard that the file keeps to; can be given twice
    #[arg(long, value_enum, value_name = "STANDARD")]
    pub(crate) pdf_standard: Vec<PdfStandardArg>,
    #[command(flatten)]
    pub(crate) place: Place,
}

/// The standards of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PdfStandardArg {
    /// PDF/A-2b, for archives
    #[value(name = "a-2b")]
    A2b,
    /// PDF/UA-1, for readers that speak or feel
    #[value(name = "ua-1")]
    Ua1,
}

impl From<PdfStandardArg> for PdfStandard {
    fn from(standard: PdfStandardArg) -> Self {
        match standard {
            PdfStandardArg::A2b => Self::A2b,
            PdfStandardArg::Ua1 => Self::Ua1,
        }
    }
}

/// Where something is written.
#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// The file; for `export` a folder too, which gets a file for each piece. Without it, or with `-`, everything goes to
    /// standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replaces a file that exists
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

impl Place {
    /// The file; none for standard output.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }
}

/// The forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One self-contained web page
    Html,
    /// Clean HTML for a content management system
    HtmlFragment,
    /// Markdown with front matter
    Md,
    /// Plain text
    Txt,
    /// A Word file (needs -o)
    Docx,
    /// Everything, as JSON
    Json,
    /// Markdown with the open changes and comments as CriticMarkup
    Critic,
    /// ninjs 3.1, JSON for news systems
    Ninjs,
    /// NITF 3.6, XML for agencies and archives
    Nitf,
    /// NewsML-G2 2.35 with the text inside
    Newsml,
    /// Plain wire text
    Wire,
    /// An RSS feed
    Rss,
    /// WordPress's import file
    Wxr,
    /// A story for InDesign and InCopy, styles named
    Icml,
    /// InDesign tagged text
    Indesign,
    /// An electronic book; several pieces are its chapters
    Epub,
    /// The outlet's printed page, as PDF (needs -o)
    Pdf,
    /// A galley with numbered lines and a broad margin, as PDF (needs -o)
    Galley,
    /// A proof with the open changes and comments as marks, as PDF (needs -o)
    Proof,
    /// A page for the checker: comments and links numbered beside the text. It stays in the house
    Annotated,
    /// One archive with a file for each piece and form (see --of)
    Zip,
}

/// The forms in which a piece can be read in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// Markdown with front matter
    Md,
    /// Everything, as JSON
    Json,
    /// Plain text
    Txt,
}

/// The forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For a terminal: [-removed-] and {+inserted+}
    Text,
    /// One self-contained web page
    Html,
    /// CriticMarkup
    Critic,
    /// Everything, as JSON
    Json,
}

impl Format {
    /// The form of the desk; none for an archive, which holds others, and for marks, which are made of two texts.
    pub(crate) fn form(self) -> Option<ExportFormat> {
        Some(match self {
            Format::Html => ExportFormat::Html,
            Format::HtmlFragment => ExportFormat::HtmlFragment,
            Format::Md => ExportFormat::Md,
            Format::Txt => ExportFormat::Txt,
            Format::Docx => ExportFormat::Docx,
            Format::Json => ExportFormat::Json,
            Format::Ninjs => ExportFormat::Ninjs,
            Format::Nitf => ExportFormat::Nitf,
            Format::Newsml => ExportFormat::Newsml,
            Format::Wire => ExportFormat::Wire,
            Format::Rss => ExportFormat::Rss,
            Format::Wxr => ExportFormat::Wxr,
            Format::Icml => ExportFormat::Icml,
            Format::Indesign => ExportFormat::Indesign,
            Format::Epub => ExportFormat::Epub,
            Format::Pdf => ExportFormat::Pdf,
            Format::Galley => ExportFormat::Galley,
            Format::Proof => ExportFormat::Proof,
            Format::Annotated => ExportFormat::Annotated,
            Format::Zip | Format::Critic => return None,
        })
    }
}

impl From<ShowFormat> for ExportFormat {
    fn from(format: ShowFormat) -> Self {
        match format {
            ShowFormat::Md => Self::Md,
            ShowFormat::Json => Self::Json,
            ShowFormat::Txt => Self::Txt,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_fit_together() {
        <super::Args as clap::CommandFactory>::command().debug_assert();
    }
}
