//! `changes`, `accept`, `reject`, `undo`.

use super::{Done, against, minutes, named, quoted, write};
use crate::args::{CompareFormat, DecideArgs, Place};
use crate::failure::{FINDINGS, Failure};
use crate::output::{Output, many};
use crate::review_args::ChangesFormat;
use crate::run::{compare, write as file};
use desk::review::{Against, Decisions, OpenChange, Review, ReviewTask};
use model::review::{ChangeKind, Decision, Role};
use std::path::{Path, PathBuf};

/// Tells the changes of a piece since a baseline, or between two files.
pub(crate) fn changes(
    dir: impl Fn() -> Result<PathBuf, Failure>,
    (piece, newer, since): (&str, Option<&Path>, Option<&str>),
    format: ChangesFormat,
    place: &Place,
    json: bool,
    out: &mut Output,
) -> Done {
    if let Some(newer) = newer {
        let format = match format {
            ChangesFormat::Text => CompareFormat::Text,
            ChangesFormat::Critic => CompareFormat::Critic,
            ChangesFormat::Json => CompareFormat::Json,
        };
        let newer = newer.display().to_string();
        return compare::compare(dir, (piece, &newer), format, place, json, out);
    }
    let (archive, id) = named(&dir()?, piece)?;
    let since = against(&archive, id, since)?;
    // A role's name means its baseline; without one it is the editor's.
    let role = match &since {
        Some(Against::Role { role }) => role.clone(),
        _ => Role::Editor,
    };
    let review = archive.review(id, since.clone(), &role)?;
    let text = match format {
        _ if json => value(&review)?,
        ChangesFormat::Json => value(&review)?,
        ChangesFormat::Critic => file::marked(archive.critic(id, since, &role)?, out),
        ChangesFormat::Text => told(&review),
    };
    if review.changes.is_empty() && place.file().is_none() && format == ChangesFormat::Text && !json {
        out.say(&format!("No change since {}.", review.against.label));
        return Ok(0);
    }
    file::put(&text, place, json, out)?;
    Ok(if review.changes.is_empty() { 0 } else { FINDINGS })
}

fn value(review: &Review) -> Result<String, Failure> {
    let value = serde_json::json!({
        "id": review.id, "against": review.against, "changes": review.changes, "decided": review.decided,
    });
    serde_json::to_string_pretty(&value)
        .map(|text| text + "\n")
        .map_err(|e| Failure::internal(format!("No JSON: {e}.")))
}

fn told(review: &Review) -> String {
    let at = review.against.at.as_deref().map(|at| format!(" ({})", minutes(at))).unwrap_or_default();
    let mut out = format!("Since {}{at}:\n", review.against.label);
    for change in &review.changes {
        out.push_str(&line(change));
        out.push('\n');
    }
    out
}

/// A change: its name, its place, what it does, who made it.
fn line(open: &OpenChange) -> String {
    let change = &open.change;
    let place = match change.field {
        model::Field::Body => format!("paragraph {}", change.paragraph),
        other => other.name().to_owned(),
    };
    let words = |side: fn(&model::review::Part) -> &String| -> String {
        quoted(
            &change
                .parts
                .iter()
                .map(|part| side(part).trim())
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(" … "),
        )
    };
    let (removed, inserted) = (words(|part| &part.removed), words(|part| &part.inserted));
    let what = match change.kind {
        ChangeKind::Insert => format!("inserted {inserted}"),
        ChangeKind::Remove => format!("removed {removed}"),
        ChangeKind::Replace => format!("{removed} became {inserted}"),
        ChangeKind::Move => format!("moved {inserted}"),
        ChangeKind::Split => "one paragraph became two".into(),
        ChangeKind::Merge => "two paragraphs became one".into(),
    };
    let by = change.by.first().map(|person| format!(" by {}", person.name)).unwrap_or_default();
    let at = open.when.as_deref().map(|at| format!(", {}", minutes(at))).unwrap_or_default();
    format!("{}  {place}: {what}{by}{at}", change.id)
}

/// Decides changes.
pub(crate) fn accept_or_reject(
    dir: &Path,
    decision: Decision,
    args: &DecideArgs,
    json: bool,
    out: &mut Output,
) -> Done {
    let (archive, id) = named(dir, &args.piece)?;
    let role = args.role.role.clone();
    let since = against(&archive, id, args.since.as_deref())?.unwrap_or(Against::Role { role: role.clone() });
    let done = write(dir, ReviewTask::Decide { id, against: since, role, decision, changes: args.changes.clone() })?;
    let done: Decisions = serde_json::from_value(done).map_err(|e| Failure::internal(format!("No answer: {e}.")))?;
    if json {
        out.json(&done)?;
    } else {
        let what = if decision == Decision::Accept { "accepted" } else { "rejected" };
        let record =
            done.record.as_deref().map(|record| format!(" To go back: standfirst undo {} {record}.", args.piece));
        out.say(&format!("{} {what}.{}", many(done.decided, "change"), record.unwrap_or_default()));
        if done.left > 0 {
            out.say(&format!("{} by that name; the text changed meanwhile, or it was decided.", none(done.left)));
        }
    }
    Ok(if done.left > 0 { FINDINGS } else { 0 })
}

fn none(left: u32) -> String {
    if left == 1 { "There is no change".into() } else { format!("There are no {left} changes") }
}

/// Takes a decision back, or one change of it.
pub(crate) fn undo(
    dir: &Path,
    piece: &str,
    (record, only): (&str, Option<&str>),
    json: bool,
    out: &mut Output,
) -> Done {
    let (_, id) = named(dir, piece)?;
    write(dir, ReviewTask::Undo { id, record: record.to_owned(), only: only.map(str::to_owned) })?;
    if json {
        out.json(&serde_json::json!({ "id": id, "undone": record, "only": only }))?;
    } else if only.is_some() {
        out.say("This one is open again; what was decided with it stays.");
    } else {
        out.say("The decision is taken back.");
    }
    Ok(0)
}
