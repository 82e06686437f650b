//! Inputs and outputs of review: changes since a baseline, comments, sign-offs, seals. Offsets are UTF-16 units; times
//! are RFC 3339; roles are named `author`, `editor`, `fact_check`, `legal`, `copy`, `person:NAME`.

use crate::OutletChoice;
use model::review::{Action, Answer, ChangeKind, CommentKind, Decision, Found, How, Need, Requirement, Standing};
use model::{Field, Person, Stage};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the text now is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Baseline {
    /// What a role last agreed to, with what it accepted since.
    Role {
        /// The role.
        role: String,
    },
    /// The text as it came to the desk.
    Received,
    /// A moment of the history.
    Moment {
        /// Which one.
        moment: u32,
    },
    /// The text of the last seal.
    Seal,
}

wire!(in /// What a review is asked for.
ReviewInput {
    /// The piece.
    id: String,
    /// What to compare with; none for what the desk finds best (the role's own, else as received).
    against: Option<Baseline>,
    /// The hat that the person wears.
    role: String,
});

wire!(out /// A baseline that can be chosen.
BaselineChoice {
    /// Which one.
    baseline: Baseline,
    /// "the author last agreed", "it was received", a version's name.
    label: String,
    /// When it was; none for never.
    at: Option<String>,
});

wire!(out /// A place that a change touches.
ChangePart {
    /// Start in the baseline's text.
    before_from: u32,
    /// End in the baseline's text.
    before_to: u32,
    /// Start in the text now.
    from: u32,
    /// End in the text now.
    to: u32,
    /// The baseline's words.
    removed: String,
    /// The words now.
    inserted: String,
});

wire!(out /// One change: what is decided as one.
ReviewChange {
    /// Its name for as long as it reads so.
    id: String,
    /// The text it is in.
    field: Field,
    /// What it does.
    kind: ChangeKind,
    /// Its places in the order of the text now; one, except for a move.
    parts: Vec<ChangePart>,
    /// The paragraph it stands in, from 1.
    paragraph: u32,
    /// Who made it, the main one first; empty when unknown.
    by: Vec<Person>,
    /// When; none when unknown.
    at: Option<String>,
});

wire!(out /// A decision that was made.
DecidedChange {
    /// The record of the decision.
    record: String,
    /// The change's name when it was decided.
    change: String,
    /// Which way.
    decision: Decision,
    /// For which baseline.
    role: String,
    /// Who decided.
    decided_by: Person,
    /// When.
    decided_at: String,
    /// The text it was in.
    field: Field,
    /// What the change did.
    kind: ChangeKind,
    /// The words of before.
    removed: String,
    /// The words of then.
    inserted: String,
    /// Who had made it.
    by: Vec<Person>,
    /// Whether the decision can be taken back as it is.
    can_undo: bool,
});

wire!(out /// An answer to a comment.
CommentReply {
    /// Its record.
    id: String,
    /// Who.
    by: Person,
    /// When.
    at: String,
    /// The words.
    text: String,
    /// Whether they were changed later.
    edited: bool,
});

wire!(out /// A comment or a query.
Comment {
    /// Its record.
    id: String,
    /// What it wants.
    kind: CommentKind,
    /// Who.
    by: Person,
    /// In which role.
    role: Option<String>,
    /// When.
    at: String,
    /// The words.
    text: String,
    /// Whether they were changed later.
    edited: bool,
    /// Whose answer it wants.
    to: Option<String>,
    /// Whether it is settled.
    resolved: bool,
    /// Who settled it.
    resolved_by: Option<Person>,
    /// The text it hangs on; none for the piece as a whole.
    field: Option<Field>,
    /// How its passage was found.
    found: Found,
    /// Start of its passage; none without one.
    from: Option<u32>,
    /// End of its passage.
    end: Option<u32>,
    /// The words as they read when it was made.
    quote: String,
    /// The answers, oldest first.
    replies: Vec<CommentReply>,
});

wire!(out /// A paragraph or a piece of furniture that was touched since a sign-off.
Touched {
    /// The text.
    field: Field,
    /// The paragraph in the text now, from 1; none for furniture.
    paragraph: Option<u32>,
    /// Where it starts in the text now.
    from: u32,
    /// Where it ends.
    to: u32,
    /// Its first words, or of what is gone.
    words: String,
    /// Whether it is gone now.
    gone: bool,
});

wire!(out /// How one role stands to the text now.
SignOff {
    /// The role.
    role: String,
    /// Its name for people.
    label: String,
    /// Whether it has to read the piece.
    need: Need,
    /// The record of the last sign-off; none when it never signed.
    record: Option<String>,
    /// Who wrote it down.
    by: Option<Person>,
    /// Whose agreement it is: of who wrote it down, or of somebody else; empty when nobody said.
    who: String,
    /// When it was written down.
    at: Option<String>,
    /// When the role last took a change into what it agreed to, if it did since.
    accepted: Option<String>,
    /// How it was given.
    how: Option<How>,
    /// The note.
    note: String,
    /// The conditions.
    conditions: String,
    /// How it stands to the text now. What is said of one that objects is of that answer.
    standing: Standing,
    /// What was touched since and not accepted, in reading order; empty when the role agrees with the text now.
    touched: Vec<Touched>,
    /// What to say in one line: "Agrees with the text now", "Headline, 2 paragraphs changed since", "Not signed".
    says: String,
});

wire!(out /// A seal.
SealView {
    /// Its record.
    record: String,
    /// The short form: "tern 4827 oak".
    fingerprint: String,
    /// Who.
    by: Person,
    /// When.
    at: String,
    /// Whether the text now is the sealed one.
    is_now: bool,
    /// Who had signed the sealed text, in words.
    signed_by: Vec<String>,
});

wire!(out /// A headline that was shown to somebody.
HeadlineShown {
    /// Its record.
    record: String,
    /// Which one.
    field: Field,
    /// How it read.
    text: String,
    /// Who wrote it, the main one first.
    written_by: Vec<Person>,
    /// To whom.
    to: String,
    /// How.
    how: How,
    /// Who showed it.
    by: Person,
    /// When.
    at: String,
    /// What was said last; none while nothing was.
    answer: Option<Answer>,
    /// In words.
    note: String,
    /// All that was said, the newest first.
    answers: Vec<HeadlineAnswered>,
    /// Whether the headline still reads so.
    is_now: bool,
});

wire!(out /// What was said of a headline that was shown.
HeadlineAnswered {
    /// What.
    answer: Answer,
    /// In words.
    note: String,
    /// Who wrote it down, or answered a read-back.
    by: Person,
    /// When.
    at: String,
});

wire!(out /// Everything of the review of a piece.
Review {
    /// The piece.
    id: String,
    /// What it is compared with.
    against: BaselineChoice,
    /// What it can be compared with.
    choices: Vec<BaselineChoice>,
    /// Whether the baseline is that of the role the person acts in, so that changes can be accepted.
    own: bool,
    /// The texts of the baseline that are not empty, as (text, words).
    before: Vec<ReviewText>,
    /// The versions of the texts that the changes count in (see `PieceOpened`).
    versions: Vec<ReviewVersion>,
    /// The open changes, in page order.
    changes: Vec<ReviewChange>,
    /// What was decided, newest first.
    decided: Vec<DecidedChange>,
    /// Comments and queries, in page order; those about the piece first.
    comments: Vec<Comment>,
    /// The five roles, and persons who signed.
    sign_offs: Vec<SignOff>,
    /// The last seal; none when nothing was sealed.
    seal: Option<SealView>,
    /// The trail of the headlines, newest first.
    headlines: Vec<HeadlineShown>,
});

wire!(out /// A text of a baseline.
ReviewText {
    /// Which text.
    field: Field,
    /// Its words.
    text: String,
});

wire!(out /// The version of a text that a review was made of.
ReviewVersion {
    /// Which text.
    field: Field,
    /// Its version.
    version: u32,
});

wire!(in /// A decision about changes.
ReviewDecideInput {
    /// The piece.
    id: String,
    /// What they are changes against.
    against: Baseline,
    /// The hat that the person wears.
    role: String,
    /// Which way. Only changes against the role's own baseline can be accepted.
    decision: Decision,
    /// The changes' ids; those that read otherwise meanwhile are left open.
    changes: Vec<String>,
});

wire!(out /// What came of a decision.
ReviewDecided {
    /// The record of it; none when nothing was decided.
    record: Option<String>,
    /// How many changes were decided.
    decided: u32,
    /// How many read otherwise meanwhile and stay open.
    left: u32,
});

wire!(in /// A decision to take back.
ReviewUndoInput {
    /// The piece.
    id: String,
    /// The record of the decision.
    record: String,
    /// One change of it, by its name; none for all that was decided together.
    change: Option<String>,
});

wire!(in /// A new comment.
CommentInput {
    /// The piece.
    id: String,
    /// The text it hangs on; none for the piece as a whole.
    field: Option<Field>,
    /// The version of that text in which `from` and `to` count.
    version: u32,
    /// Start of the passage.
    from: u32,
    /// End of the passage; equal to `from` for the whole text.
    to: u32,
    /// What it wants.
    kind: CommentKind,
    /// The words.
    text: String,
    /// Whose answer it wants.
    asks: Option<String>,
    /// The hat that the person wears.
    role: Option<String>,
});

/// What happens to a comment or an answer.
#[derive(Clone, Debug, Deserialize, TS)]
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
        /// The text.
        field: Field,
        /// The version of the text.
        version: u32,
        /// Start of the passage.
        from: u32,
        /// End of the passage.
        to: u32,
    },
}

wire!(in /// Something that happens to a comment.
CommentActInput {
    /// The piece.
    id: String,
    /// The comment's or the answer's record.
    comment: String,
    /// What.
    act: CommentAct,
});

wire!(in /// A role agrees to the text now.
SignOffInput {
    /// The piece.
    id: String,
    /// The role.
    role: String,
    /// How the agreement was given; `here` only for the role that the person wears.
    how: How,
    /// Whose it is, when another person writes it down; empty when nobody says.
    #[serde(default)]
    of: String,
    /// A note.
    note: String,
    /// Conditions.
    conditions: String,
});

wire!(in /// Whether a role has to read a piece.
NeedInput {
    /// The piece.
    id: String,
    /// The role.
    role: String,
    /// The state.
    need: Need,
});

wire!(out /// A need of a step.
StepNeed {
    /// Which one.
    requirement: Requirement,
    /// Whether it is met.
    met: bool,
    /// What is missing, as a sentence; what is there, when it is met.
    says: String,
});

wire!(out /// A step that can be made.
Step {
    /// What.
    action: Action,
    /// Its name: "Send to author".
    label: String,
    /// Where the piece goes.
    to: Stage,
    /// What it needs.
    needs: Vec<StepNeed>,
    /// Whether it is the usual next one.
    usual: bool,
});

wire!(out /// A step that was made.
StepMade {
    /// What.
    action: Action,
    /// From where.
    from: Stage,
    /// To where.
    to: Stage,
    /// Who.
    by: Person,
    /// When.
    at: String,
    /// Why.
    reason: String,
    /// What was missing and overridden.
    overridden: Vec<Requirement>,
    /// The fee of a killed piece; empty when none was named.
    fee: String,
    /// When its rights go back to the author, a date (2026-11-30); empty when none was named.
    rights_return: String,
});

wire!(out /// Where a piece stands and where it can go.
Flow {
    /// The piece.
    id: String,
    /// Where it stands.
    stage: Stage,
    /// What can be done with it.
    steps: Vec<Step>,
    /// What was done with it, newest first.
    made: Vec<StepMade>,
    /// The initials of those who had it, in order.
    chain: Vec<String>,
    /// Who has it.
    owner: String,
    /// When it is due, RFC 3339; none for never.
    due: Option<String>,
    /// Not before, RFC 3339, or `open` for an embargo without an end; none for none.
    embargo: Option<String>,
    /// Why no length was ordered.
    length_reason: String,
    /// The outlet that it goes out for: its hand-overs say what the steps need.
    outlet: OutletChoice,
});

wire!(in /// A step.
StepInput {
    /// The piece.
    id: String,
    /// What.
    action: Action,
    /// Why; needed for some steps, and whenever a need is overridden.
    reason: String,
    /// Whether to go on although something is missing.
    override_needs: bool,
    /// The fee of a killed piece.
    fee: String,
    /// When its rights go back, a date.
    rights_return: String,
    /// The hat that the person wears.
    role: String,
});

wire!(in /// Values of the flow; what is none stays, what is empty is removed.
FlowSetInput {
    /// The piece.
    id: String,
    /// Who has it.
    owner: Option<String>,
    /// When it is due, RFC 3339.
    due: Option<String>,
    /// Not before, RFC 3339, or `open`.
    embargo: Option<String>,
    /// Why no length was ordered.
    length_reason: Option<String>,
    /// The key of the outlet's profile.
    #[ts(optional)]
    outlet: Option<String>,
});

wire!(in /// A headline is shown to somebody, or was.
HeadlineShowInput {
    /// The piece.
    id: String,
    /// Which one.
    field: Field,
    /// To whom.
    to: String,
    /// How.
    how: How,
});

wire!(in /// What somebody said of a headline.
HeadlineAnswerInput {
    /// The piece.
    id: String,
    /// The showing.
    record: String,
    /// What was said.
    answer: Answer,
    /// In words.
    note: String,
});
