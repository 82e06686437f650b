//! What can be asked for in review.

use clap::{Args, Subcommand, ValueEnum};
use model::review::{Answer, How, Need, Role};
use model::{Field, Stage};
use std::path::PathBuf;

fn role(text: &str) -> Result<Role, String> {
    text.parse::<Role>().map_err(|error| error.to_string())
}

fn stage(text: &str) -> Result<Stage, String> {
    let names = || Stage::ALL.map(Stage::name).join(", ");
    Stage::from_name(text).ok_or_else(|| format!("Stages are {}.", names()))
}

fn field(text: &str) -> Result<Field, String> {
    let names = || Field::ALL.map(Field::name).join(", ");
    Field::from_name(&text.replace('-', "_")).ok_or_else(|| format!("Texts are {}.", names()))
}

/// The hat that the person wears.
#[derive(Debug, Args)]
pub(crate) struct RoleArg {
    /// The hat you wear: author, editor, fact-check, legal, copy, or person:NAME
    #[arg(long, value_parser = role, default_value = "editor")]
    pub(crate) role: Role,
}

/// The forms of a list of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangesFormat {
    /// A line a change: its name, place, who, and the words
    Text,
    /// CriticMarkup
    Critic,
    /// Everything, as JSON
    Json,
}

/// How an agreement was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HowArg {
    /// At this desk, by the person in that role
    Here,
    /// By the file for reading back
    Readback,
    /// On the telephone
    Phone,
    /// By mail
    Mail,
    /// Face to face
    InPerson,
}

impl From<HowArg> for How {
    fn from(how: HowArg) -> How {
        match how {
            HowArg::Here => How::Here,
            HowArg::Readback => How::Readback,
            HowArg::Phone => How::Phone,
            HowArg::Mail => How::Mail,
            HowArg::InPerson => How::InPerson,
        }
    }
}

/// A comment, or what happens to one.
#[derive(Debug, Args)]
pub(crate) struct CommentArgs {
    /// The piece: its id or its slugline
    #[arg(value_name = "ID|SLUG")]
    pub(crate) piece: String,
    /// The words
    #[arg(value_name = "WORDS", default_value = "")]
    pub(crate) text: String,
    /// The words of the piece that it hangs on, exactly as they read; without them it is about the piece
    #[arg(long, value_name = "QUOTE")]
    pub(crate) on: Option<String>,
    /// The text that it is about, or in which the words stand
    #[arg(long, value_parser = field)]
    pub(crate) field: Option<Field>,
    /// It wants an answer
    #[arg(long)]
    pub(crate) query: bool,
    /// Whose answer it wants: a name or a role
    #[arg(long, value_name = "WHO", requires = "query")]
    pub(crate) to: Option<String>,
    /// The hat you wear
    #[arg(long, value_parser = role)]
    pub(crate) role: Option<Role>,
    /// Answers this comment with the words
    #[arg(long, value_name = "COMMENT", group = "act")]
    pub(crate) reply: Option<String>,
    /// Gives this comment or answer other words
    #[arg(long, value_name = "COMMENT", group = "act")]
    pub(crate) reword: Option<String>,
    /// Settles this comment
    #[arg(long, value_name = "COMMENT", group = "act")]
    pub(crate) resolve: Option<String>,
    /// Opens this comment again
    #[arg(long, value_name = "COMMENT", group = "act")]
    pub(crate) reopen: Option<String>,
    /// Takes this comment or answer out of sight
    #[arg(long, value_name = "COMMENT", group = "act")]
    pub(crate) delete: Option<String>,
}

/// A sign-off.
#[derive(Clone, Debug, Args)]
pub(crate) struct SignOffArgs {
    /// The piece: its id or its slugline
    #[arg(value_name = "ID|SLUG")]
    pub(crate) piece: String,
    /// Who agrees to the text now; without it, who agrees is listed
    #[arg(long, value_parser = role)]
    pub(crate) role: Option<Role>,
    /// How the agreement was given
    #[arg(long, value_enum, default_value_t = HowArg::Here, requires = "role")]
    pub(crate) how: HowArg,
    /// Whose agreement it is, when you write it down for somebody
    #[arg(long, value_name = "NAME", default_value = "", requires = "role")]
    pub(crate) of: String,
    /// A note
    #[arg(long, default_value = "", requires = "role")]
    pub(crate) note: String,
    /// What has to be done for the agreement to hold
    #[arg(long, default_value = "", requires = "role")]
    pub(crate) conditions: String,
}

/// Whether a role has to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NeedArg {
    /// Nobody asked for it
    NotNeeded,
    /// It has to be read before it is approved
    Required,
    /// It was read
    Complete,
}

impl From<NeedArg> for Need {
    fn from(need: NeedArg) -> Need {
        match need {
            NeedArg::NotNeeded => Need::NotNeeded,
            NeedArg::Required => Need::Required,
            NeedArg::Complete => Need::Complete,
        }
    }
}

/// A need.
#[derive(Debug, Args)]
pub(crate) struct NeedArgs {
    /// The piece: its id or its slugline
    #[arg(value_name = "ID|SLUG")]
    pub(crate) piece: String,
    /// Who has to read it
    #[arg(long, value_parser = role)]
    pub(crate) role: Role,
    /// The state
    #[arg(value_enum)]
    pub(crate) need: NeedArg,
}

/// A step.
#[derive(Debug, Args)]
pub(crate) struct StageArgs {
    /// The piece: its id or its slugline
    #[arg(value_name = "ID|SLUG")]
    pub(crate) piece: String,
    /// The stage to go to
    #[arg(long, value_parser = stage)]
    pub(crate) to: Option<Stage>,
    /// Why
    #[arg(long, default_value = "", requires = "to")]
    pub(crate) reason: String,
    /// Goes on although something is missing, for this reason; it is kept
    #[arg(long, value_name = "REASON", requires = "to", conflicts_with = "reason")]
    pub(crate) r#override: Option<String>,
    /// The fee of a killed piece
    #[arg(long, default_value = "", requires = "to")]
    pub(crate) fee: String,
    /// When the rights of a killed piece go back, a date
    #[arg(long, value_name = "DATE", default_value = "", requires = "to")]
    pub(crate) rights_return: String,
    #[command(flatten)]
    pub(crate) role: RoleArg,
}

/// A correction.
#[derive(Debug, Args)]
pub(crate) struct CorrectArgs {
    /// The piece: its id or its slugline
    #[arg(value_name = "ID|SLUG")]
    pub(crate) piece: String,
    /// What was wrong: the words as they were printed, or what they said
    #[arg(long, value_name = "WORDS", default_value = "", requires = "right")]
    pub(crate) wrong: String,
    /// What is right
    #[arg(long, value_name = "WORDS")]
    pub(crate) right: Option<String>,
    /// Puts the right words in the place of the wrong ones, which must stand in the text once
    #[arg(long, requires = "right")]
    pub(crate) replace: bool,
    /// Nothing was false; something is made clear
    #[arg(long, requires = "right")]
    pub(crate) clarification: bool,
    /// What was edited since the seal goes out with the correction
    #[arg(long, requires = "right")]
    pub(crate) with_edits: bool,
    /// The note for readers, instead of the outlet's wording
    #[arg(long, value_name = "TEXT", default_value = "", requires = "right")]
    pub(crate) note: String,
    #[command(flatten)]
    pub(crate) role: RoleArg,
}

/// Values of the flow.
#[derive(Debug, Args)]
pub(crate) struct FlowArgs {
    /// The piece: its id or its slugline
    #[arg(value_name = "ID|SLUG")]
    pub(crate) piece: String,
    /// Who has it; empty for nobody
    #[arg(long)]
    pub(crate) owner: Option<String>,
    /// When it is due: 2026-05-12, or with a time of day; empty for never
    #[arg(long)]
    pub(crate) due: Option<String>,
    /// Not before: a time, or open; empty for none
    #[arg(long)]
    pub(crate) embargo: Option<String>,
    /// Why no length was ordered
    #[arg(long, value_name = "REASON")]
    pub(crate) length_reason: Option<String>,
    /// The outlet that it goes out for, by its key in `outlet list`; empty for the desk's own page
    #[arg(long, value_name = "KEY")]
    pub(crate) outlet: Option<String>,
}

/// Whether somebody agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerArg {
    /// Yes
    Agrees,
    /// No
    Objects,
}

impl From<AnswerArg> for Answer {
    fn from(answer: AnswerArg) -> Answer {
        match answer {
            AnswerArg::Agrees => Answer::Agrees,
            AnswerArg::Objects => Answer::Objects,
        }
    }
}

/// What is done with headlines.
#[derive(Debug, Subcommand)]
pub(crate) enum HeadlineTask {
    /// Lists to whom they were shown, and what was said
    Trail {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
    },
    /// Keeps that a headline, as it reads now, was shown to somebody
    Show {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// To whom
        #[arg(long)]
        to: String,
        /// Which one
        #[arg(long, value_parser = field, default_value = "headline")]
        field: Field,
        /// How
        #[arg(long, value_enum, default_value_t = HowArg::Here)]
        how: HowArg,
    },
    /// Keeps what somebody said of a headline
    Answer {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// The record of the showing
        record: String,
        /// What was said
        #[arg(value_enum)]
        answer: AnswerArg,
        /// In words
        #[arg(long, default_value = "")]
        note: String,
    },
}

/// What is done with the file for reading back.
#[derive(Debug, Subcommand)]
pub(crate) enum ReadbackTask {
    /// Writes the file
    Export {
        /// The piece: its id or its slugline
        #[arg(value_name = "ID|SLUG")]
        piece: String,
        /// The file
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Replaces a file that exists
        #[arg(long)]
        force: bool,
        /// For whom
        #[arg(long, default_value = "")]
        to: String,
        /// What the marked text is compared with, when it is not what the author last agreed to
        #[arg(long, value_name = "ROLE|VERSION")]
        since: Option<String>,
    },
    /// Takes an answer in: the reply file, or a file with the text of the mail
    Import {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}
