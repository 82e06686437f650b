//! What review takes and gives. Offsets are UTF-16 units; times are RFC 3339 with offset.

use crate::{ComparedRun, MomentId, OutletChoice};
use model::review::{
    Action, Answer, ChangeKind, CommentKind, Decision, Found, How, Need, RecordId, Requirement, Role, Standing,
};
use model::{Field, Person, PieceId, Stage};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What the text now is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Against {
    /// What a role last agreed to, with what it accepted since; as the piece was received when it never signed.
    Role {
        /// The role.
        role: Role,
    },
    /// The text as it came to the desk.
    Received,
    /// A moment of the history.
    Moment {
        /// Which one.
        moment: MomentId,
    },
    /// The text of the last seal.
    Seal,
}

/// A baseline that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BaselineChoice {
    /// Which one.
    pub baseline: Against,
    /// Its name, as it follows "since": "the author last agreed", "it was received", a version's name.
    pub label: String,
    /// When it was; none for never.
    pub at: Option<String>,
}

/// One open change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenChange {
    /// What it is.
    #[serde(flatten)]
    pub change: model::review::Change,
    /// When it was made; none when unknown.
    pub when: Option<String>,
}

/// A decision that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecidedChange {
    /// The record of the decision.
    pub record: RecordId,
    /// The change's name when it was decided: taken back by itself when others were decided with it.
    pub change: String,
    /// Which way.
    pub decision: Decision,
    /// For which baseline.
    pub role: String,
    /// Who decided.
    pub decided_by: Person,
    /// When.
    pub decided_at: String,
    /// The text it was in.
    pub field: Field,
    /// What the change did.
    pub kind: ChangeKind,
    /// The words of before.
    pub removed: String,
    /// The words of then.
    pub inserted: String,
    /// Who had made it.
    pub by: Vec<Person>,
    /// Whether the decision can be taken back as it is.
    pub can_undo: bool,
}

/// An answer to a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommentReply {
    /// Its record.
    pub id: RecordId,
    /// Who.
    pub by: Person,
    /// When.
    pub at: String,
    /// The words.
    pub text: String,
    /// Whether they were changed later.
    pub edited: bool,
}

/// A comment or a query, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// Its record.
    pub id: RecordId,
    /// What it wants.
    pub kind: CommentKind,
    /// Who.
    pub by: Person,
    /// In which role.
    pub role: Option<String>,
    /// When.
    pub at: String,
    /// The words.
    pub text: String,
    /// Whether they were changed later.
    pub edited: bool,
    /// Whose answer it wants.
    pub to: Option<String>,
    /// Whether it is settled.
    pub resolved: bool,
    /// Who settled it.
    pub resolved_by: Option<Person>,
    /// The text it hangs on; none for the piece as a whole.
    pub field: Option<Field>,
    /// How its passage was found.
    pub found: Found,
    /// Its passage; none without one.
    pub range: Option<(u32, u32)>,
    /// The words as they read when it was made.
    pub quote: String,
    /// The answers, oldest first.
    pub replies: Vec<CommentReply>,
}

/// A paragraph or a piece of furniture that was touched since a sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// The text.
    pub field: Field,
    /// The paragraph in the text now, from 1; none for furniture.
    pub paragraph: Option<u32>,
    /// Where it starts in the text now.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Its first words, or those of what is gone.
    pub words: String,
    /// Whether it is gone now.
    pub gone: bool,
}

/// How one role stands to the text now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignOff {
    /// The role.
    pub role: String,
    /// Its name for people.
    pub label: String,
    /// Whether it has to read the piece.
    pub need: Need,
    /// The record of the last sign-off; none when it never signed.
    pub record: Option<RecordId>,
    /// Who wrote it down.
    pub by: Option<Person>,
    /// Whose agreement it is: of who wrote it down, or of somebody else; empty when nobody said.
    pub who: String,
    /// When it was written down.
    pub at: Option<String>,
    /// When the role last took a change into what it agreed to, if it did since.
    pub accepted: Option<String>,
    /// How it was given.
    pub how: Option<How>,
    /// The note.
    pub note: String,
    /// The conditions.
    pub conditions: String,
    /// How it stands to the text now. What is said of one that objects is of that answer.
    pub standing: Standing,
    /// What was touched since and not accepted, in reading order.
    pub touched: Vec<Touched>,
    /// All in one line.
    pub says: String,
}

/// What is said when a role agrees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// How the agreement was given; [`How::Here`] only for the person in that role at this desk.
    pub how: How,
    /// Whose it is, when another person writes it down; empty when nobody says.
    #[serde(default)]
    pub of: String,
    /// A note.
    pub note: String,
    /// What has to be done for it to hold.
    pub conditions: String,
}

impl From<How> for Agreement {
    fn from(how: How) -> Self {
        Self { how, of: String::new(), note: String::new(), conditions: String::new() }
    }
}

/// A seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SealView {
    /// Its record.
    pub record: RecordId,
    /// The short form: "tern 4827 oak".
    pub fingerprint: String,
    /// Who.
    pub by: Person,
    /// When.
    pub at: String,
    /// Whether the text now is the sealed one.
    pub is_now: bool,
    /// Who had signed the sealed text, in words.
    pub signed_by: Vec<String>,
}

/// A headline that was shown to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadlineShown {
    /// Its record.
    pub record: RecordId,
    /// Which one.
    pub field: Field,
    /// How it read.
    pub text: String,
    /// Who wrote it, the main one first; empty when it reads otherwise now or nobody is known.
    pub written_by: Vec<Person>,
    /// To whom.
    pub to: String,
    /// How.
    pub how: How,
    /// Who showed it.
    pub by: Person,
    /// When.
    pub at: String,
    /// What was said last; none while nothing was.
    pub answer: Option<Answer>,
    /// In words.
    pub note: String,
    /// All that was said, the newest first.
    pub answers: Vec<HeadlineAnswered>,
    /// Whether the headline still reads so.
    pub is_now: bool,
}

/// What was said of a headline that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadlineAnswered {
    /// What.
    pub answer: Answer,
    /// In words.
    pub note: String,
    /// Who wrote it down, or answered a read-back.
    pub by: Person,
    /// When.
    pub at: String,
}

/// Everything of the review of a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The piece.
    pub id: PieceId,
    /// What it is compared with.
    pub against: BaselineChoice,
    /// What it can be compared with.
    pub choices: Vec<BaselineChoice>,
    /// Whether the baseline is that of the role the person acts in.
    pub own: bool,
    /// The texts of the baseline that are not empty.
    pub before: Vec<(Field, String)>,
    /// The versions of the texts in which all positions count.
    pub versions: Vec<(Field, u32)>,
    /// The open changes, in page order.
    pub changes: Vec<OpenChange>,
    /// What was decided, newest first.
    pub decided: Vec<DecidedChange>,
    /// Comments and queries, in page order; those about the piece first.
    pub comments: Vec<Comment>,
    /// The five roles, and persons who signed.
    pub sign_offs: Vec<SignOff>,
    /// The last seal.
    pub seal: Option<SealView>,
    /// The trail of the headlines, newest first.
    pub headlines: Vec<HeadlineShown>,
}

/// What came of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// The record of it; none when nothing was decided.
    pub record: Option<RecordId>,
    /// How many changes were decided.
    pub decided: u32,
    /// How many read otherwise meanwhile and stay open.
    pub left: u32,
}

/// What a new comment hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Place {
    /// The piece.
    Piece,
    /// A text.
    Text {
        /// Which one.
        field: Field,
    },
    /// A passage.
    Passage {
        /// The text.
        field: Field,
        /// The version of the text in which the ends count.
        version: u32,
        /// Start.
        from: u32,
        /// End.
        to: u32,
    },
    /// The words of a passage, wherever they stand first.
    Words {
        /// The text; none for whichever has them.
        field: Option<Field>,
        /// The words.
        words: String,
    },
}

/// A new comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewComment {
    /// What it hangs on.
    pub place: Place,
    /// What it wants.
    pub kind: CommentKind,
    /// The words.
    pub text: String,
    /// Whose answer it wants.
    pub asks: Option<String>,
    /// The hat that the person wears.
    pub role: Option<Role>,
}

/// What happens to a comment or an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum CommentAct {
    /// An answer.
    Reply {
        /// The words.
        text: String,
    },
    /// Other words.
    Reword {
        /// The words.
        text: String,
    },
    /// Out of sight.
    Delete,
    /// Settled.
    Resolve,
    /// Open again.
    Reopen,
    /// Somebody else is asked; none for nobody.
    Assign {
        /// A person's name, or a role's.
        to: Option<String>,
    },
    /// It hangs on another passage.
    Reattach {
        /// Which one.
        place: Place,
    },
}

/// A need of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepNeed {
    /// Which one.
    pub requirement: Requirement,
    /// Whether it is met.
    pub met: bool,
    /// What is missing, as a sentence; what is there, when it is met.
    pub says: String,
}

/// A step that can be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowStep {
    /// What.
    pub action: Action,
    /// Its name: "Send to author".
    pub label: String,
    /// Where the piece goes.
    pub to: Stage,
    /// What it needs.
    pub needs: Vec<StepNeed>,
    /// Whether it is the usual next one.
    pub usual: bool,
}

/// A step that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepMade {
    /// What.
    pub action: Action,
    /// From where.
    pub from: Stage,
    /// To where.
    pub to: Stage,
    /// Who.
    pub by: Person,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// What was missing and overridden.
    pub overridden: Vec<Requirement>,
    /// The fee of a killed piece, as agreed; empty when none was named.
    pub fee: String,
    /// When its rights go back to the author, a date (2026-11-30); empty when none was named.
    pub rights_return: String,
}

/// Where a piece stands and where it can go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The piece.
    pub id: PieceId,
    /// Where it stands.
    pub stage: Stage,
    /// What can be done with it.
    pub steps: Vec<FlowStep>,
    /// What was done with it, newest first.
    pub made: Vec<StepMade>,
    /// The initials of those who had it, in order.
    pub chain: Vec<String>,
    /// Who has it.
    pub owner: String,
    /// When it is due, RFC 3339; none for never.
    pub due: Option<String>,
    /// Not before, RFC 3339, or `open`; none for none.
    pub embargo: Option<String>,
    /// Why no length was ordered.
    pub length_reason: String,
    /// The outlet that it goes out for: its hand-overs say what the steps need.
    pub outlet: OutletChoice,
}

/// A step to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stepping {
    /// What.
    pub action: Action,
    /// Why.
    pub reason: String,
    /// Whether to go on although something is missing.
    pub override_needs: bool,
    /// The fee of a killed piece.
    pub fee: String,
    /// When its rights go back, a date (2026-11-30).
    pub rights_return: String,
    /// The hat that the person wears.
    pub role: Role,
}

/// Values of the flow; what is none stays, what is empty is removed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowChange {
    /// Who has it.
    pub owner: Option<String>,
    /// When it is due, RFC 3339.
    pub due: Option<String>,
    /// Not before, RFC 3339, or `open`.
    pub embargo: Option<String>,
    /// Why no length was ordered.
    pub length_reason: Option<String>,
    /// The key of the outlet's profile.
    #[serde(default)]
    pub outlet: Option<String>,
}

/// Whether a text is what was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Whether it is, word for word.
    pub matches: bool,
    /// The answer in a sentence.
    pub says: String,
    /// The seal it was held against.
    pub seal: Option<SealView>,
    /// The piece.
    pub id: Option<PieceId>,
    /// The difference between the sealed text and this one; empty when it matches.
    pub runs: Vec<ComparedRun>,
}

/// A file for reading back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadbackWanted {
    /// What the marked text is compared with; none for what the author last agreed to.
    pub against: Option<Against>,
    /// For whom.
    pub to: String,
    /// Where to write it.
    pub path: PathBuf,
    /// Whether a file that is there may be replaced.
    pub force: bool,
}

/// What an answer to a file for reading back said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadbackRead {
    /// The piece.
    pub id: PieceId,
    /// Agreed or not.
    pub answer: Answer,
    /// How many queries were answered.
    pub answered: u32,
    /// Whether the answer was known already.
    pub repeated: bool,
    /// Whether the text moved since the file was made.
    pub stale: bool,
    /// All of it in a sentence or two.
    pub says: String,
}

/// Something that waits in a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The piece.
    pub id: PieceId,
    /// Its slugline.
    pub slugline: String,
    /// Its headline.
    pub headline: String,
    /// Where it stands.
    pub stage: Stage,
    /// Queries that wait for an answer of this person or role.
    pub queries: u32,
    /// Comments that are not settled.
    pub comments: u32,
    /// Changes since the role's baseline; none when it never signed.
    pub changes: Option<u32>,
    /// Whether the role has to read it.
    pub need: Need,
    /// What it comes to, in a line.
    pub says: String,
}
