//! The copy flow: what may be done with a piece, and what each step needs.
//!
//! A move to another stage is an act of a person with a name of its own: where it may start, where it leads, who does
//! it and what has to be there stand in one table. What is missing is said in a sentence, and can be overridden with a
//! reason that is kept.

mod embargo;
mod facts;
mod fold;
mod table;

#[cfg(test)]
mod laws;

pub use embargo::Embargo;
pub use facts::{Check, Facts, HeadlineState, Sealed, Signed, check, subject, unmet};
pub use fold::{agreed_to_another, chain, headline_states, last_stage, needs, objection, origin};
pub use table::{OutletNeeds, StepDef, needs_of, outlet_needs, step, steps, usual_next};

use serde::{Deserialize, Serialize};

/// Whether a role has to read a piece.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Nobody asked for it.
    #[default]
    NotNeeded,
    /// It has to be read before it is approved.
    Required,
    /// It was read.
    Complete,
}

/// How a role stands to the text now.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody asked it.
    Unneeded,
    /// It was asked, and has not signed.
    Unread,
    /// It does not agree.
    Objects,
    /// It agreed to an earlier text.
    Changed,
    /// It agrees if something is done.
    Conditional,
    /// It agrees.
    Agrees,
}

/// A move of a piece to another stage, as something that people do.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A pitch is ordered.
    Commission,
    /// Writing begins.
    Draft,
    /// The author hands in.
    File,
    /// An editor takes it.
    Edit,
    /// It goes to the author with questions, or for consent.
    SendToAuthor,
    /// It goes to the copy desk.
    SendToCopy,
    /// It goes back, with a reason.
    Return,
    /// The text is right and may be printed.
    Approve,
    /// It is out.
    Publish,
    /// It waits for something.
    Hold,
    /// It goes on where it was held.
    Resume,
    /// It is not used now.
    Spike,
    /// It comes back from the spike.
    Unspike,
    /// It will not be used.
    Kill,
    /// It comes back after a kill that was a mistake.
    Revive,
    /// An error that was printed is put right.
    Correct,
    /// It is taken back after publication.
    Withdraw,
}

impl Action {
    /// All actions, in the order of a menu.
    pub const ALL: [Action; 17] = [
        Action::Commission,
        Action::Draft,
        Action::File,
        Action::Edit,
        Action::SendToAuthor,
        Action::SendToCopy,
        Action::Return,
        Action::Approve,
        Action::Publish,
        Action::Resume,
        Action::Unspike,
        Action::Revive,
        Action::Correct,
        Action::Withdraw,
        Action::Hold,
        Action::Spike,
        Action::Kill,
    ];
}

/// What a step can need.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// There is a headline.
    Headline,
    /// There is a standfirst.
    Standfirst,
    /// There is a byline.
    Byline,
    /// There is a body.
    Body,
    /// The length is within the commission's band.
    Length,
    /// A length was ordered, or a reason is given why not.
    CommissionedLength,
    /// No query waits for an answer.
    NoOpenQuery,
    /// No change waits for a decision of the editor.
    NoOpenChange,
    /// The disclosure is filled in.
    Disclosure,
    /// There is an author note.
    AuthorNote,
    /// The author agreed to the text as it is.
    AuthorSignOff,
    /// The editor agreed to the text as it is.
    EditorSignOff,
    /// The fact-check is complete, or not needed.
    FactCheck,
    /// The legal read is complete, or not needed.
    Legal,
    /// The copy desk agreed to the text as it is.
    CopySignOff,
    /// The author agreed to the headline.
    HeadlineConsent,
    /// The text is sealed as it is.
    Sealed,
    /// No embargo is in force.
    NoEmbargo,
    /// A reason is given.
    Reason,
    /// A correction note is filled in.
    CorrectionNote,
    /// Headlines and standfirst are within the outlet's limits.
    HeadlineLimits,
    /// There is a publication date.
    Date,
    /// The facts were checked in the text as it is, whether or not somebody asked for it.
    FactCheckSignOff,
    /// Legal read the text as it is, whether or not somebody asked for it.
    LegalSignOff,
    /// No comment of any kind is open.
    NoOpenComment,
    /// No claim is unchecked, queried or wrong.
    ClaimsChecked,
    /// No placeholder is left in the text.
    NoPlaceholder,
    /// No certain finding of the copy desk is open.
    NoFinding,
    /// All furniture is there that the outlet requires.
    Furniture,
}
