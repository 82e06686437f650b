//! What only a desk knows: who agreed to what leaves, what was asked and said of it, and whether it is sealed.

use crate::{Finding, Leaving, Severity};
use model::Field;

/// A place that there is something to say about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The text; none for the piece as a whole.
    pub field: Option<Field>,
    /// Where in that text, UTF-16 units; none for the whole text, or where the words are gone.
    pub range: Option<(u32, u32)>,
    /// The words there.
    pub words: String,
}

/// How the last seal stands to the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sealing {
    /// Nobody keeps seals here: a file, not a piece of a desk.
    #[default]
    Unknown,
    /// Nothing was sealed.
    Never,
    /// The text now is the sealed one.
    Now,
    /// The text moved on.
    Moved {
        /// The fingerprint of what was sealed.
        fingerprint: String,
        /// The first place that differs.
        first: Spot,
    },
}

/// A role that has not agreed to all of the text that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unagreed {
    /// Who, at the start of a sentence: "The author".
    pub who: String,
    /// Changes since its last agreement that it did not accept.
    pub changes: u32,
    /// Whether it ever signed; else the changes count from the text as it came in.
    pub signed: bool,
    /// Where the first of them is.
    pub first: Spot,
}

/// What a desk knows of a piece that leaves. The default is a piece of which nothing more is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The seal.
    pub sealing: Sealing,
    /// Who objected to the text that was sent to the author, and did not agree since.
    pub objection: Option<String>,
    /// What became of the piece, in the middle of a sentence, when it is not to be printed: "killed", "on hold".
    pub stopped: Option<String>,
    /// Queries without an answer: what they are about, and what they ask.
    pub queries: Vec<(Spot, String)>,
    /// Comments that are not settled, without those queries.
    pub comments: Vec<Spot>,
    /// Whether comments go along in the form that is asked for.
    pub comments_travel: bool,
    /// Roles whose agreement is wanted and incomplete: the author's, and that of each role that has to read the piece.
    pub unagreed: Vec<Unagreed>,
    /// Roles that have to read the piece and have not, at the start of a sentence: "Legal".
    pub unread: Vec<String>,
    /// Those who agreed on a condition only, at the start of a sentence, and the condition.
    pub conditions: Vec<(String, String)>,
    /// Names of pictures that the body calls and the desk does not have; none where nobody looked.
    pub missing_pictures: Option<Vec<String>>,
}

/// Of a piece of which nothing is known.
pub(crate) static NOTHING: Known = Known {
    sealing: Sealing::Unknown,
    objection: None,
    stopped: None,
    queries: Vec::new(),
    comments: Vec::new(),
    comments_travel: false,
    unagreed: Vec::new(),
    unread: Vec::new(),
    conditions: Vec::new(),
    missing_pictures: None,
};

pub(crate) fn look(out: &mut Vec<Finding>, leaving: &Leaving<'_>) {
    let known = leaving.known;
    let mut say = |rule, severity, spot: &Spot, reason: String| {
        let words = spot.words.chars().take(120).collect();
        out.push(Finding { rule, severity, field: spot.field, range: spot.range, words, reason });
    };
    let nowhere = Spot::default();
    match &known.sealing {
        Sealing::Never if leaving.is_final => {
            let reason = "The text is not sealed: nobody approved these words. Seal it, or export a draft.";
            say("seal.missing", Severity::Blocker, &nowhere, reason.into());
        }
        Sealing::Moved { fingerprint, first } if leaving.is_final => {
            let reason = format!(
                "The text moved on after seal {fingerprint}. The sealed text leaves, not these words; seal again to send them."
            );
            say("seal.moved", Severity::Warning, first, reason);
        }
        _ => {}
    }
    if let Some(stopped) = known.stopped.as_ref().filter(|_| leaving.is_final) {
        say("review.stage", Severity::Blocker, &nowhere, format!("The piece is {stopped}: it is not to be printed."));
    }
    if let Some(who) = &known.objection {
        let reason = format!("{who} objects to the text that was sent to the author, and has not agreed since.");
        say("review.objection", Severity::Blocker, &nowhere, reason);
    }
    for (spot, asks) in known.queries.iter().take(crate::MOST) {
        let asks: String = asks.chars().take(160).collect();
        say("review.query", Severity::Blocker, spot, format!("A query has no answer: {asks}"));
    }
    for role in &known.unagreed {
        let Unagreed { who, changes, signed, first } = role;
        if *changes == 0 {
            continue;
        }
        if *signed {
            let changes = many(*changes, "change", "changes");
            let reason = format!("{who} has not agreed to {changes} since the last sign-off.");
            say("review.change", Severity::Blocker, first, reason);
        } else {
            let changes = many(*changes, "change", "changes");
            let reason = format!("{who} never signed, and has not seen {changes} since the piece came in.");
            say("review.unsigned", Severity::Warning, first, reason);
        }
    }
    for (who, condition) in &known.conditions {
        let condition: String = condition.chars().take(160).collect();
        let reason = format!("{who} agreed on a condition only: {condition}");
        say("review.condition", Severity::Blocker, &nowhere, reason);
    }
    for who in &known.unread {
        let reason = format!("{who} has to read the piece, and has not.");
        say("review.read", Severity::Blocker, &nowhere, reason);
    }
    if let Some(first) = known.comments.first() {
        let count = u32::try_from(known.comments.len()).unwrap_or(u32::MAX);
        let comments = many(count, "comment is", "comments are");
        if known.comments_travel {
            let severity = if leaving.is_final { Severity::Blocker } else { Severity::Warning };
            let reason = format!(
                "{comments} open and would travel with this form. Settle what colleagues said among themselves, or choose another form."
            );
            say("note.travels", severity, first, reason);
        } else {
            say(
                "review.comment",
                Severity::Warning,
                first,
                format!("{comments} open. What was said stays on the desk."),
            );
        }
    }
}

fn many(number: u32, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}
