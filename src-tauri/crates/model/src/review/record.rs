//! Records: what people said and decided, for ever.

use super::{Anchor, Need, Role};
use crate::{Field, Person, Piece, Stage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The identity of a record on every desk: a ULID in lower case.
pub type RecordId = String;

/// The texts of a piece, those that are not empty.
pub type Texts = BTreeMap<Field, String>;

/// The texts of a piece as a record keeps them.
pub fn texts_of(piece: &Piece) -> Texts {
    Field::ALL
        .into_iter()
        .filter(|field| !piece.text(*field).is_empty())
        .map(|field| (field, piece.text(field).to_owned()))
        .collect()
}

/// One thing that somebody said, decided or did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its identity.
    pub id: RecordId,
    /// One more than the highest that its desk knew when it was made. Records are read in the order of (`clock`, `id`),
    /// so that no order depends on what time a computer believes it is.
    pub clock: u64,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub by: Person,
    /// In which role, where that matters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<Role>,
    /// What.
    #[serde(flatten)]
    pub act: Act,
}

/// What a comment wants.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// To be read.
    Comment,
    /// An answer.
    Query,
}

/// How an agreement was given.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// At this desk, by the person in that role.
    Here,
    /// By the file for reading back.
    Readback,
    /// On the telephone.
    Phone,
    /// By mail.
    Mail,
    /// Face to face.
    InPerson,
}

/// What was decided about a change.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The change is in the baseline now.
    Accept,
    /// The baseline's words are back in the text.
    Reject,
}

/// Whether somebody agrees.
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Agrees,
    /// No.
    Objects,
}

/// A replacement in the text that a role signed last. Several never overlap, and each counts from that text, so that
/// their order does not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseSplice {
    /// Start in the signed text, UTF-16 units.
    pub from: u32,
    /// End in the signed text (exclusive), UTF-16 units.
    pub to: u32,
    /// What the baseline reads there.
    pub insert: String,
    /// Those of one record with the same number (not 0) stand or fall together: the two places of a moved paragraph.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub together: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl BaseSplice {
    /// Whether both put the same words at the same place.
    pub fn same(&self, other: &BaseSplice) -> bool {
        (self.from, self.to) == (other.from, other.to) && self.insert == other.insert
    }

    /// Whether both can't stand beside one another: they replace the same words, or put words at the same point.
    pub fn meets(&self, other: &BaseSplice) -> bool {
        if self.from == self.to && other.from == other.to {
            return self.from == other.from;
        }
        self.from < other.to && other.from < self.to
    }
}

/// Words that a decision put into the text at one place, so that it can be taken back, and so that the same decision
/// made on two desks apart is not in the text twice when they meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    /// The text.
    pub field: Field,
    /// What stood there.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub took: String,
    /// What was put there.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub words: String,
    /// The first letter of what was put there, as the document names letters; the others follow it. Empty without words.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub letters: String,
    /// The document's mark of the letter in front; empty at the start of the text.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub left: String,
    /// The document's mark of the letter behind; empty at the end of the text.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub right: String,
    /// Up to 24 characters that stood in front; fewer at the start of the text.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub ahead: String,
    /// Up to 24 characters that stood behind; fewer at the end of the text.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub behind: String,
}

/// What a decision was about, in words that outlive the texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The change's identity at that time.
    pub change: String,
    /// The text it was in.
    pub field: Field,
    /// What it did.
    pub kind: super::ChangeKind,
    /// The words of before.
    pub removed: String,
    /// The words of then.
    pub inserted: String,
    /// Who had made it.
    pub by: Vec<Person>,
}

/// A text as it was sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedText {
    /// Body and furniture.
    pub texts: Texts,
    /// BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<String>,
    /// The files that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attached: Vec<super::seal::Attached>,
    /// Digest of the canonical form, BLAKE3, hexadecimal.
    pub exact: String,
    /// Digest of the reading form, BLAKE3, hexadecimal.
    pub reading: String,
    /// The short form that can be read out: "tern 4827 oak".
    pub fingerprint: String,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// A remark, or a question.
    Comment {
        /// What it hangs on.
        anchor: Anchor,
        /// The words.
        text: String,
        /// What it wants.
        kind: CommentKind,
        /// Whose answer it wants: a person's name, or a role's.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        to: Option<String>,
    },
    /// An answer to a comment.
    Reply {
        /// The comment.
        of: RecordId,
        /// The words.
        text: String,
    },
    /// Other words for a comment or a reply; the old ones stay in the record.
    Reword {
        /// The comment or reply.
        of: RecordId,
        /// The words.
        text: String,
    },
    /// A comment or a reply is taken out of sight.
    Delete {
        /// The comment or reply.
        of: RecordId,
    },
    /// A comment is settled.
    Resolve {
        /// The comment.
        of: RecordId,
    },
    /// A comment is open again.
    Reopen {
        /// The comment.
        of: RecordId,
    },
    /// Somebody else is asked.
    Assign {
        /// The comment.
        of: RecordId,
        /// A person's name, or a role's; none for nobody.
        to: Option<String>,
    },
    /// A comment hangs on another passage.
    Reattach {
        /// The comment.
        of: RecordId,
        /// The passage.
        anchor: Anchor,
    },
    /// A role takes changes into its baseline. The text does not move.
    Accept {
        /// The sign-off (or receiving) that the splices count from; none for the empty text.
        base: Option<RecordId>,
        /// What the baseline reads otherwise now, by field.
        splices: BTreeMap<Field, Vec<BaseSplice>>,
        /// What was there of earlier decisions and is replaced by these.
        over: BTreeMap<Field, Vec<BaseSplice>>,
        /// What it was about.
        decided: Vec<Decided>,
    },
    /// Changes were taken back in the text.
    Reject {
        /// What it was about.
        decided: Vec<Decided>,
        /// The document's mark of the moment before, hexadecimal.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        mark: String,
        /// What it did to the text.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        put: Vec<Put>,
    },
    /// A decision is taken back.
    Undo {
        /// The decision.
        of: RecordId,
        /// The document's mark of the moment before, hexadecimal.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        mark: String,
        /// What it did to the text, when it takes back a rejection.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        put: Vec<Put>,
    },
    /// The text as it came to this desk: the baseline of every role that signed nothing yet.
    Received {
        /// The texts.
        texts: Texts,
        /// From where: a file's name, or `clipboard`.
        source: String,
        /// The document's mark of the moment, hexadecimal: by it the log tells who removed words since.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        mark: String,
    },
    /// A role agrees to the whole text.
    SignOff {
        /// The texts.
        texts: Texts,
        /// The document's mark of the moment, hexadecimal; empty when the agreement is about an older text.
        mark: String,
        /// How the agreement was given.
        how: How,
        /// Whose agreement it is, when somebody else writes it down; empty when it is the writer's, or nobody said.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        of: String,
        /// A note.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        note: String,
        /// What has to be done for the agreement to hold.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        conditions: String,
    },
    /// Whether a role has to read the piece.
    Needs {
        /// The state.
        need: Need,
    },
    /// The piece goes to another stage.
    Moves {
        /// The action's name (see [`super::Action`]).
        action: super::Action,
        /// From where.
        from: Stage,
        /// To where.
        to: Stage,
        /// Why.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        reason: String,
        /// What was missing and overridden.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        overridden: Vec<super::Requirement>,
        /// The fee for a killed piece, as agreed.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        fee: String,
        /// When the rights go back to the author, a date.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        rights_return: String,
    },
    /// A headline was shown to somebody.
    HeadlineShown {
        /// Which one.
        field: Field,
        /// How it read.
        text: String,
        /// To whom.
        to: String,
        /// How.
        how: How,
    },
    /// What somebody said of a headline.
    HeadlineAnswer {
        /// The showing.
        of: RecordId,
        /// What was said.
        answer: Answer,
        /// In words.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        note: String,
    },
    /// One exact text is approved.
    Seal {
        /// The text, with its digests.
        sealed: SealedText,
    },
    /// An error in a text that was out is put right.
    Correction {
        /// What was wrong, as it was printed or in words.
        wrong: String,
        /// What is right.
        right: String,
        /// What readers are told.
        note: String,
        /// The seal of the text that was wrong.
        before: RecordId,
        /// The seal of the corrected text.
        after: RecordId,
    },
    /// A file for reading back was made.
    ReadbackSent {
        /// The texts that it shows.
        texts: Texts,
        /// The texts that it is compared with.
        before: Texts,
        /// The queries in it.
        queries: Vec<RecordId>,
        /// For whom.
        to: String,
    },
    /// The answer to a file for reading back came in.
    ReadbackReply {
        /// The sending.
        of: RecordId,
        /// Agreed or not.
        answer: Answer,
        /// In words.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        note: String,
        /// A digest of the reply, to know it when it comes twice.
        digest: String,
    },
    /// Something that a newer version of the product knows; it stays as it is.
    #[serde(other)]
    Unknown,
}
