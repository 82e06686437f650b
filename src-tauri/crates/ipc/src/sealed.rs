//! Inputs and outputs of what follows from review: verifying, reading back, what waits over all pieces.

use crate::{Baseline, SealView};
use model::Stage;
use model::review::{Answer, Need};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

wire!(in /// What to verify: a file, or a text.
VerifyInput {
    /// The file; none for the text.
    path: Option<String>,
    /// The text.
    text: String,
    /// The piece whose seals are looked at; none for all of the desk.
    id: Option<String>,
});

wire!(out /// Whether a text is what was sealed.
Verified {
    /// Whether it is, word for word.
    matches: bool,
    /// "Matches seal tern 4827 oak of 12 May, signed by …", or what differs, in a sentence.
    says: String,
    /// The seal it was held against; none when there is none.
    seal: Option<SealView>,
    /// The piece.
    id: Option<String>,
    /// The difference between the sealed text and this one, in words; empty when it matches.
    runs: Vec<crate::ComparedRun>,
});

wire!(in /// A file for reading back.
ReadbackInput {
    /// The piece.
    id: String,
    /// What the marked text is compared with.
    against: Option<Baseline>,
    /// For whom.
    to: String,
    /// Where to write it.
    path: String,
    /// Whether a file that is there may be replaced.
    force: bool,
});

wire!(in /// An answer that came back: the reply file, or the text of the mail.
ReadbackReplyInput {
    /// The file; none for the text.
    path: Option<String>,
    /// The text.
    text: String,
});

wire!(out /// What an answer said.
ReadbackRead {
    /// The piece.
    id: String,
    /// Agreed or not.
    answer: Answer,
    /// How many queries were answered.
    answered: u32,
    /// Whether the answer was known already.
    repeated: bool,
    /// Whether the text moved since the file was made.
    stale: bool,
    /// All of it in a sentence or two.
    says: String,
});

wire!(in /// What waits.
WaitingInput {
    /// Whose hat.
    role: String,
    /// Whether to list what waits for everybody.
    all: bool,
});

wire!(out /// Something that waits in a piece.
Waiting {
    /// The piece.
    id: String,
    /// Its slugline.
    slugline: String,
    /// Its headline.
    headline: String,
    /// Where it stands.
    stage: Stage,
    /// Queries for this person or role that have no answer.
    queries: u32,
    /// Comments that are not settled.
    comments: u32,
    /// Changes since the role's baseline; none when it never signed.
    changes: Option<u32>,
    /// Whether the role has to read it.
    need: Need,
    /// What it comes to, in a line.
    says: String,
});
